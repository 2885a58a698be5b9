"""Who is isolated, drawn by hand: five people, every way of saying or not saying "nobody"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from netsurvey.analyse.isolation import (
    BOUNDS_ONLY,
    GIVEN,
    NOT_ASKED,
    Flagged,
    graph_isolate,
    no_change_contact,
    power_isolate,
    total_isolate,
)


def read(flagged: Flagged) -> dict[str, bool | None]:
    """Return the flag of each person; None where it is unknown."""
    of_person = flagged.flag.droplevel(["site", "wave"]).astype("object")
    return {str(name): None if value is pd.NA else bool(value) for name, value in of_person.items()}


def doubted(flagged: Flagged) -> set[str]:
    return set(flagged.in_doubt[flagged.in_doubt].index.get_level_values("person_id"))


NOBODY = {"help": "none", "bring": "none", "link": "none"}


def test_somebody_whom_nobody_named_but_who_named_people_is_no_graph_isolate(draw: Any) -> None:
    flagged = graph_isolate(
        *draw([{"id": "Ann", **NOBODY, "help": ["Bob"]}, {"id": "Bob", **NOBODY}, {"id": "Cat", **NOBODY}])
    )
    assert read(flagged) == {"Ann": False, "Bob": False, "Cat": True}
    assert flagged.status == GIVEN


def test_people_who_were_only_named_are_never_called_isolated(draw: Any) -> None:
    village = draw([{"id": "Ann", **NOBODY, "help": ["Zoe"]}])
    for flag in (graph_isolate, power_isolate, total_isolate):
        assert read(flag(*village))["Zoe"] is None


def test_a_door_without_an_interview_is_not_a_person_at_all(draw: Any) -> None:
    forms = [{"id": "Ann", **NOBODY}, {"id": "Bob", "interviewed": False}]
    for flag in (graph_isolate, power_isolate, total_isolate):
        assert read(flag(*draw(forms))) == {"Ann": True}


def test_blank_is_not_nobody_on_the_map_and_who_named_a_role_is_in_doubt(draw: Any) -> None:
    forms = [
        {"id": "Ann", **NOBODY},
        {"id": "Bob", "help": "refused", "bring": "blank", "link": "dont_know"},
        {"id": "Cat", **NOBODY, "help": ["role:postman"]},
        {"id": "Dan", **NOBODY, "help": ["self"]},
    ]
    flagged = graph_isolate(*draw(forms))
    assert read(flagged) == {"Ann": True, "Bob": None, "Cat": True, "Dan": True}
    assert doubted(flagged) == {"Bob", "Cat"}


@pytest.mark.parametrize(
    ("bring", "link", "flag", "in_doubt"),
    [
        ("none", "none", True, False),
        (["Zoe"], "none", False, False),
        (["Zoe"], "blank", False, False),
        (["Zoe"], "refused", False, False),
        ("none", "blank", None, True),
        ("blank", "blank", None, True),
        ("none", "refused", None, False),
        ("none", "dont_know", None, False),
        ("blank", "refused", None, False),
        ("none", "not_asked", None, False),
        ("not_asked", "not_asked", None, False),
        (["self"], "none", False, False),
    ],
)
def test_power_isolates_said_nobody_twice(
    draw: Any, bring: Any, link: Any, *, flag: bool | None, in_doubt: bool
) -> None:
    flagged = power_isolate(*draw([{"id": "Ann", "bring": bring, "link": link}]))
    assert read(flagged)["Ann"] is flag
    assert ("Ann" in doubted(flagged)) is in_doubt


def test_a_power_isolate_may_be_named_by_others(draw: Any) -> None:
    village = draw([{"id": "Ann", **NOBODY}, {"id": "Bob", **NOBODY, "bring": ["Ann"]}])
    assert read(power_isolate(*village)) == {"Ann": True, "Bob": False}
    assert read(graph_isolate(*village)) == {"Ann": False, "Bob": False}


def test_naming_somebody_on_a_second_form_of_the_same_person_counts(draw: Any) -> None:
    network, survey = draw(
        [{"id": "Ann", "bring": "none", "link": "none"}, {"id": "Bob", "bring": ["Zoe"], "link": []}]
    )
    ties = network.ties.assign(source="Ann")  # as if Bob's form had been found to be Ann's as well
    merged = replace(network, ties=ties)
    assert read(power_isolate(merged, survey))["Ann"] is False


def test_any_of_two_connector_questions_answered_is_enough(draw: Any, study_of: Any) -> None:
    asked = study_of(
        {
            "bring": {"asks": "people", "role": "connector", "name": "b{n}", "none_tick": "bn"},
            "party": {"asks": "people", "role": "connector", "name": "p{n}", "none_tick": "pn"},
            "link": {"asks": "people", "role": "linker", "name": "l{n}", "none_tick": "ln"},
        }
    )
    forms = [
        {"id": "Ann", "bring": "none", "party": ["Zoe"], "link": "none"},
        {"id": "Bob", "bring": "none", "party": "not_asked", "link": "none"},
    ]
    assert read(power_isolate(*draw(forms, asked))) == {"Ann": False, "Bob": True, "Zoe": None}


def test_without_a_linker_question_power_isolation_was_not_asked(draw: Any, study_of: Any) -> None:
    asked = study_of({"bring": {"asks": "people", "role": "connector", "name": "b{n}"}})
    flagged = power_isolate(*draw([{"id": "Ann", "bring": "none"}], asked))
    assert flagged.status == NOT_ASKED
    assert read(flagged) == {"Ann": None}


@pytest.mark.parametrize(
    ("answers", "flag", "in_doubt"),
    [
        (NOBODY, True, False),
        ({**NOBODY, "help": ["Zoe"]}, False, False),
        ({**NOBODY, "help": ["self"]}, True, False),
        ({**NOBODY, "help": ["self", "Zoe"]}, False, False),
        ({**NOBODY, "help": ["role:postman"]}, False, False),
        ({**NOBODY, "help": "blank"}, None, True),
        ({**NOBODY, "help": "refused"}, None, False),
        ({**NOBODY, "help": "not_asked"}, True, False),
        ({"help": ["Zoe"], "bring": "blank", "link": "refused"}, False, False),
        ({"help": "blank", "bring": "blank", "link": "blank"}, None, True),
        ({}, None, False),
    ],
)
def test_total_isolates_named_nobody_in_whatever_they_were_asked(
    draw: Any, answers: dict[str, Any], *, flag: bool | None, in_doubt: bool
) -> None:
    flagged = total_isolate(*draw([{"id": "Ann", **answers}]))
    assert read(flagged)["Ann"] is flag
    assert ("Ann" in doubted(flagged)) is in_doubt


@pytest.mark.parametrize(
    ("named", "flag", "in_doubt"),
    [
        (["Zoe away"], True, False),
        (["Zoe away", "Yan"], False, False),
        (["Zoe where"], None, True),
        (["Zoe away", "Yan where"], None, True),
    ],
)
def test_only_local_people_count_where_that_was_asked(
    draw: Any, study_of: Any, named: list[str], *, flag: bool | None, in_doubt: bool
) -> None:
    asked = study_of({"help": {"asks": "people", "role": "support", "name": "h{n}", "none_tick": "t", "local": "l{n}"}})
    flagged = total_isolate(*draw([{"id": "Ann", "help": named}], asked))
    assert read(flagged)["Ann"] is flag
    assert ("Ann" in doubted(flagged)) is in_doubt


def test_questions_without_one_of_the_five_roles_do_not_count(draw: Any, study_of: Any) -> None:
    asked = study_of(
        {
            "help": {"asks": "people", "role": "support", "name": "h{n}", "none_tick": "t"},
            "news": {"asks": "people", "role": "information", "name": "n{n}", "none_tick": "u"},
        }
    )
    assert read(total_isolate(*draw([{"id": "Ann", "help": "none", "news": ["Zoe"]}], asked)))["Ann"] is True


def test_where_nobody_could_say_nobody_there_are_bounds_only(draw: Any, study_of: Any) -> None:
    asked = study_of({"help": {"asks": "people", "role": "support", "name": "h{n}"}})
    forms: list[dict[str, Any]] = [
        {"id": "Ann", "help": ["Bob"]},
        {"id": "Bob", "help": "blank"},
        {"id": "Cat", "help": "blank"},
    ]
    flagged = total_isolate(*draw(forms, asked))
    assert flagged.status == BOUNDS_ONLY
    assert read(flagged) == {"Ann": False, "Bob": None, "Cat": None}
    assert graph_isolate(*draw(forms, asked)).status == BOUNDS_ONLY
    said = total_isolate(*draw([*forms, {"id": "Dan", "help": "none"}], asked))
    assert said.status == GIVEN


VIP = {"vip": {"asks": "choice", "column": "v", "yes": ["y"], "role": "knows_changer"}}


def test_no_change_contact_is_a_no_and_nothing_else(draw: Any, study_of: Any) -> None:
    said = {"Ann": "no", "Bob": "yes", "Cat": "blank", "Dan": "refused", "Eve": "dont_know", "Fay": "No"}
    flagged = no_change_contact(*draw([{"id": name, "vip": answer} for name, answer in said.items()], study_of(VIP)))
    assert read(flagged) == {"Ann": True, "Bob": False, "Cat": None, "Dan": None, "Eve": None, "Fay": True}
    assert doubted(flagged) == {"Cat"}
    assert flagged.status == GIVEN


def test_no_change_contact_was_not_asked_without_its_item_or_without_knowing_which_answers_mean_yes(
    draw: Any, study_of: Any
) -> None:
    assert no_change_contact(*draw([{"id": "Ann", **NOBODY}])).status == NOT_ASKED
    unclear = draw([{"id": "Ann", "vip": "1"}, {"id": "Bob", "vip": "2"}], study_of(VIP))
    assert no_change_contact(*unclear).status == NOT_ASKED
