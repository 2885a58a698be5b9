"""What counts as a tie, who is a node, and how much of a site was seen."""

from __future__ import annotations

import pandas as pd
import pytest

from netsurvey.errors import TableError
from netsurvey.network import Network, build_network
from netsurvey.study import Study
from netsurvey.tables import (
    ANSWERS,
    DOUBTFUL,
    EVIDENCE,
    MENTION_TIES,
    MENTIONS,
    PEOPLE,
    PEOPLE_MENTIONS,
    PLACES,
    QUARANTINE,
    RESPONDENTS,
    People,
    Survey,
    empty,
)

FORMS = [("Murton", "2011", form, True) for form in "ab"]


def study() -> Study:
    return Study.model_validate(
        {
            "study": {"title": "A hand-drawn <village>", "responses": "r.csv", "population": {"Murton": 8}},
            "respondent": {"id": "ref"},
            "questions": {
                "help": {"asks": "people", "name": "help_{n}", "role": "support"},
                "talk": {"asks": "people", "name": "talk_{n}"},
                "shun": {"asks": "people", "name": "shun_{n}", "role": "avoid"},
                "pubs": {"asks": "places", "name": "pub_{n}"},
            },
        }
    )


def survey_of(forms: list[tuple[str, str, str, bool]], mentions: pd.DataFrame) -> Survey:
    respondents = pd.DataFrame(forms, columns=["site", "wave", "respondent_id", "interviewed"])
    respondents["street"] = "s" + respondents["respondent_id"]
    return Survey(
        study=study(),
        respondents=respondents.reindex(columns=list(RESPONDENTS.columns)),
        answers=empty(ANSWERS),
        mentions=mentions.reindex(columns=list(MENTIONS.columns)),
        mention_ties=empty(MENTION_TIES),
        quarantine=empty(QUARANTINE),
        report={},
    )


def network_of(
    mentions: list[tuple[str, str, str]],
    *,
    forms: list[tuple[str, str, str, bool]] | None = None,
    kind: str = "person",
    wave: str = "2011",
    same: dict[str, str] | None = None,
    probability: list[float] | None = None,
) -> Network:
    """Return the network of (form, question, person) mentions; form x is person X unless `same` says otherwise."""
    forms = FORMS if forms is None else forms
    table = pd.DataFrame(mentions, columns=["respondent_id", "question", "person_id"])
    table = table.assign(site="Murton", wave=wave, position=range(1, len(table) + 1), part=1, kind=kind)
    table["probability"] = probability or 1.0
    who = pd.DataFrame([form[:3] for form in forms], columns=["site", "wave", "respondent_id"])
    who["person_id"] = [(same or {}).get(form, form.upper()) for form in who["respondent_id"]]
    people = People(
        people=empty(PEOPLE),
        mentions=table.reindex(columns=list(PEOPLE_MENTIONS.columns)),
        respondents=who,
        places=empty(PLACES),
        evidence=empty(EVIDENCE),
        doubtful=empty(DOUBTFUL),
    )
    return build_network(survey_of(forms, table), people)


def people_in(network: Network) -> dict[str, str]:
    return dict(zip(network.nodes.index.get_level_values("person_id"), network.nodes["status"], strict=True))


def test_a_name_written_twice_under_one_question_is_one_tie_and_under_two_questions_two() -> None:
    network = network_of([("a", "help", "B"), ("a", "help", "B"), ("a", "talk", "B")])
    assert network.ties[["source", "target", "question", "weight"]].to_numpy().tolist() == [
        ["A", "B", "help", 1],
        ["A", "B", "talk", 1],
    ]


def test_a_repeated_name_keeps_its_surest_mention() -> None:
    network = network_of([("a", "help", "B"), ("a", "help", "B")], probability=[0.6, 0.9])
    assert network.ties["probability"].tolist() == [0.9]


def test_a_question_about_whom_people_avoid_gives_neither_tie_nor_node() -> None:
    network = network_of([("a", "shun", "Z"), ("a", "help", "B")])
    assert people_in(network) == {"A": "respondent", "B": "respondent"}
    assert list(network.roles.items()) == [("help", "support"), ("talk", None)]


def test_a_person_written_under_a_question_about_places_gives_no_tie() -> None:
    assert network_of([("a", "pubs", "B")]).ties.empty


@pytest.mark.parametrize("kind", ["self", "place", "household", "unclear"])
def test_a_mention_that_is_not_of_a_person_gives_no_tie(kind: str) -> None:
    assert network_of([("a", "help", "B")], kind=kind).ties.empty


def test_a_mention_that_turns_out_to_mean_the_respondent_gives_no_tie() -> None:
    assert network_of([("a", "help", "A")]).ties.empty


def test_a_respondent_whom_nobody_names_and_who_names_nobody_is_a_node() -> None:
    assert people_in(network_of([])) == {"A": "respondent", "B": "respondent"}


def test_a_door_without_interview_is_no_node_and_whoever_others_name_behind_it_is_named_only() -> None:
    forms = [("Murton", "2011", "a", True), ("Murton", "2011", "b", False), ("Murton", "2011", "c", False)]
    network = network_of([("a", "help", "B"), ("b", "help", "A")], forms=forms)
    assert people_in(network) == {"A": "respondent", "B": "named only"}
    assert network.ties[["source", "target"]].to_numpy().tolist() == [["A", "B"]]
    assert network.nodes["respondent_id"].isna().tolist() == [False, True]


def test_a_person_interviewed_in_one_wave_is_only_named_in_the_next() -> None:
    forms = [("Murton", "2011", "a", True), ("Murton", "2011", "b", True), ("Murton", "2013", "a", True)]
    network = network_of([("a", "help", "B")], forms=forms, wave="2013")
    assert network.nodes["status"].to_dict() == {
        ("Murton", "2011", "A"): "respondent",
        ("Murton", "2011", "B"): "respondent",
        ("Murton", "2013", "A"): "respondent",
        ("Murton", "2013", "B"): "named only",
    }
    assert network.ties["wave"].tolist() == ["2013"]


def test_two_forms_of_one_person_are_one_node_with_the_ties_of_both() -> None:
    network = network_of([("a", "help", "C"), ("b", "talk", "D")], same={"b": "A"})
    assert people_in(network) == {"A": "respondent", "C": "named only", "D": "named only"}
    assert network.nodes[["respondent_id", "street"]].to_numpy()[0].tolist() == ["a", "sa"]
    assert network.ties["source"].tolist() == ["A", "A"]


def test_coverage_is_interviewed_people_over_the_population() -> None:
    forms = [*FORMS, ("Murton", "2011", "c", False), ("Tipton", "2011", "d", True)]
    network = network_of([("a", "help", "Z")], forms=forms)
    murton, tipton = network.coverage.to_dict("records")
    assert (murton["forms"], murton["interviewed"], murton["named_only"]) == (3, 2, 1)
    assert (murton["population"], murton["population_is"], murton["coverage"]) == (8, "residents", 0.25)
    assert tipton["interviewed"] == 1
    assert pd.isna(tipton["coverage"])
    assert pd.isna(tipton["population_is"])


def test_a_site_where_every_door_stayed_shut_is_in_the_coverage_with_nobody() -> None:
    network = network_of([], forms=[("Murton", "2011", "a", False)])
    assert network.nodes.empty
    assert network.coverage["interviewed"].tolist() == [0]
    assert network.coverage["coverage"].tolist() == [0.0]


def test_people_who_were_resolved_from_another_survey_are_refused() -> None:
    survey = survey_of([*FORMS, ("Murton", "2011", "new", True)], empty(MENTIONS))
    who = pd.DataFrame([(*form[:3], form[2].upper()) for form in FORMS])
    people = People(
        people=empty(PEOPLE),
        mentions=empty(PEOPLE_MENTIONS),
        respondents=who.set_axis(["site", "wave", "respondent_id", "person_id"], axis="columns"),
        places=empty(PLACES),
        evidence=empty(EVIDENCE),
        doubtful=empty(DOUBTFUL),
    )
    with pytest.raises(TableError, match="1 interviewed respondents are unknown"):
        build_network(survey, people)


def test_the_jupyter_view_shows_coverage_and_escapes_the_title() -> None:
    view = network_of([("a", "help", "Z")])._repr_html_()
    assert "A hand-drawn &lt;village&gt;" in view
    assert "25.0%" in view
    assert "partial map" in view
