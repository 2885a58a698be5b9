"""Brokers, change-makers and familiar strangers on maps small enough to check by eye."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from netsurvey.analyse.brokers import broker, communities_reached
from netsurvey.analyse.change_makers import change_makers
from netsurvey.analyse.measures import betweenness, community, constraint
from netsurvey.analyse.strangers import familiar_strangers
from netsurvey.network import Network


def two_cliques_and_a_bridge() -> Network:
    """Return two groups of ten who all know each other, joined by Zoe alone."""
    ties = [(f"{side}{a}", f"{side}{b}") for side in "AB" for a in range(10) for b in range(a + 1, 10)] + [
        ("Zoe", "A0"),
        ("Zoe", "B0"),
    ]
    return Network.from_ties(pd.DataFrame(ties, columns=["source", "target"]), respondents={p for t in ties for p in t})


def test_the_only_one_between_two_groups_is_a_broker() -> None:
    network = two_cliques_and_a_bridge()
    measured = pd.DataFrame({"betweenness": betweenness(network), "constraint": constraint(network)})
    measured["communities_reached"] = communities_reached(network, community(network))
    flag = broker(measured)
    assert {key[-1] for key in flag[flag].index} <= {"Zoe", "A0", "B0"}
    assert flag.any()
    assert measured["communities_reached"].xs("A5", level="person_id").item() == 1


def test_where_nobody_is_between_anybody_there_is_no_broker() -> None:
    network = Network.from_ties(pd.DataFrame({"source": ["Ann", "Cat"], "target": ["Bob", "Dan"]}))
    measured = pd.DataFrame({"betweenness": betweenness(network), "constraint": constraint(network)})
    measured["communities_reached"] = communities_reached(network, community(network))
    assert not broker(measured).any()


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({}, True),
        ({"betweenness": 0.0}, False),
        ({"constraint": 0.9}, False),
        ({"constraint": float("nan")}, False),
        ({"communities_reached": 1}, False),
    ],
)
def test_a_broker_needs_all_three(changed: dict[str, float], *, flag: bool) -> None:
    rows = [{"betweenness": float(n), "constraint": 0.5 + n / 100, "communities_reached": 1} for n in range(19)]
    rows.append({"betweenness": 99.0, "constraint": 0.1, "communities_reached": 2} | changed)
    index = pd.MultiIndex.from_tuples([("S", "1", str(n)) for n in range(20)], names=["site", "wave", "person_id"])
    assert bool(broker(pd.DataFrame(rows, index=index)).iloc[-1]) is flag


def namers(named: str, *streets: str | None, **more: Any) -> list[dict[str, Any]]:
    return [
        {"id": f"{named} by {n}", "bring": [named], "link": "none", "street": street, **more}
        for n, street in enumerate(streets)
    ]


def flags(village: tuple[Network, Any]) -> dict[str, bool]:
    table = change_makers(village[0])
    assert table is not None
    of_person = table["change_maker_v1"].droplevel(["site", "wave"])
    return {str(name): bool(value) for name, value in of_person.items() if " by " not in str(name)}


def test_three_namers_from_two_streets_make_a_change_maker_and_two_do_not(draw: Any) -> None:
    village = draw([*namers("Zoe", "s1", "s2", "s2"), *namers("Yan", "s1", "s2")])
    assert flags(village) == {"Zoe": True, "Yan": False}


def test_one_respondent_who_names_somebody_in_two_questions_is_one_namer(draw: Any) -> None:
    forms = namers("Zoe", "s1", "s2")
    forms[0]["link"] = ["Zoe"]
    table = change_makers(draw(forms)[0])
    assert table is not None
    assert table["namers"].xs("Zoe", level="person_id").item() == 2
    assert flags(draw(forms)) == {"Zoe": False}


def test_support_is_no_sign_of_a_change_maker(draw: Any) -> None:
    forms = [{"id": str(n), "help": ["Zoe"], "bring": "none", "link": "none", "street": f"s{n}"} for n in range(5)]
    assert flags(draw(forms))["Zoe"] is False


def test_namers_of_one_street_are_not_enough_unless_their_households_differ(draw: Any) -> None:
    assert flags(draw(namers("Zoe", "s1", "s1", "s1"))) == {"Zoe": False}
    forms = namers("Zoe", "s1", "s1", "s1")
    for number, form in enumerate(forms):
        form["household"] = f"h{number}"
    village = draw(forms)
    assert flags(village) == {"Zoe": True}
    table = change_makers(village[0])
    assert table is not None
    assert table["one_street"].xs("Zoe", level="person_id").item()


def test_where_streets_and_households_are_not_known_the_number_of_namers_decides(draw: Any) -> None:
    assert flags(draw(namers("Zoe", None, None, None))) == {"Zoe": True}


def test_it_is_said_when_all_namers_met_one_researcher(draw: Any) -> None:
    village = draw([*namers("Zoe", "s1", "s2", "s3", researcher="r1"), *namers("Yan", "s1", "s2", "s3")])
    table = change_makers(village[0])
    assert table is not None
    shown = table["one_researcher"].droplevel(["site", "wave"])
    assert bool(shown["Zoe"])
    assert not bool(shown["Yan"])


def test_the_95th_percentile_of_the_named_raises_the_bar_above_three(draw: Any) -> None:
    popular = [form for n in range(20) for form in namers(f"P{n}", *[f"s{k}" for k in range(3 + (n == 0))])]
    found = flags(draw(popular))
    # nineteen people with 3 namers and one with 4: the 95th percentile by linear interpolation is 3.05
    assert [name for name, flag in found.items() if flag] == ["P0"]


def test_a_respondent_can_be_a_change_maker_too(draw: Any) -> None:
    forms = [*namers("Ann", "s1", "s2", "s3"), {"id": "Ann", "bring": "none", "link": "none"}]
    assert flags(draw(forms)) == {"Ann": True}


def test_without_such_questions_nobody_was_asked_about_change_makers(draw: Any, study_of: Any) -> None:
    asked = study_of({"help": {"asks": "people", "role": "support", "name": "h{n}"}})
    assert change_makers(draw([{"id": "Ann", "help": ["Zoe"]}], asked)[0]) is None


TALKING = {
    "chat": {"asks": "people", "role": "talk", "name": "c{n}"},
    "help": {"asks": "people", "role": "support", "name": "h{n}"},
}


def test_a_role_two_people_talk_to_and_nobody_leans_on_is_a_familiar_stranger(draw: Any, study_of: Any) -> None:
    forms = [
        {"id": "Ann", "chat": ["role:postman", "role:vicar", "role:barber"], "help": ["Bob"]},
        {"id": "Bob", "chat": ["role:postman", "role:vicar", "place:pub"], "help": ["role:vicar"]},
        {"id": "Cat", "chat": ["place:pub", "Ann"], "help": "blank"},
    ]
    network, survey = draw(forms, study_of(TALKING))
    table = familiar_strangers(survey, network.named_places)
    assert table is not None
    assert table.set_index("place_id")[["respondents", "in_support", "familiar_stranger_v1"]].T.to_dict("list") == {
        "barber": [1, 0, False],
        "postman": [2, 0, True],
        "vicar": [2, 1, False],
    }


def test_familiar_strangers_were_not_asked_about_without_their_roles(draw: Any) -> None:
    network, survey = draw([{"id": "Ann", "help": ["role:postman"]}])
    assert familiar_strangers(survey, network.named_places) is None


def test_without_a_support_question_nobody_can_be_said_to_lean_on_no_role(draw: Any, study_of: Any) -> None:
    asked = study_of({name: question for name, question in TALKING.items() if question["role"] != "support"})
    network, survey = draw([{"id": who, "chat": ["role:postman"]} for who in ("Ann", "Bob")], asked)
    assert familiar_strangers(survey, network.named_places) is None
