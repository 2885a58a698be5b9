"""Answers that are ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from netsurvey.resolve import resolve
from netsurvey.tables import key_text

Make = Callable[..., Any]
FORMS = {
    "a": {"id": "1", "site": "North"},
    "b": {"id": "2", "site": "North"},
    "c": {"id": "1", "site": "South"},
}


def test_an_id_means_the_respondent_of_the_same_site(survey_of: Make) -> None:
    people = resolve(*survey_of(FORMS, [("b", "help", "1"), ("b", "talk", "1")], resolve="exact"))
    north, second, south = people.respondents["person_id"]
    assert list(people.mentions["person_id"]) == [north, north]
    assert len({north, second, south}) == 3
    assert list(people.mentions["probability"]) == [1.0, 1.0]


def test_an_id_nobody_has_is_one_named_only_person_of_that_site(survey_of: Make) -> None:
    people = resolve(
        *survey_of(FORMS, [("a", "help", "77"), ("b", "help", "77"), ("c", "help", "77")], resolve="exact")
    )
    first, second, third = people.mentions["person_id"]
    assert first == second != third
    assert not {first, third} & set(people.respondents["person_id"])
    counts = people.people.set_index("person_id").loc[[first, third], ["mentions", "respondents"]]
    assert counts.to_numpy().tolist() == [[2, 2], [1, 1]]


def test_ids_of_two_waves_are_two_people_unless_the_study_says_otherwise(survey_of: Make) -> None:
    forms = {f"{i}/{w}": {"id": i, "wave": w} for i in ("1", "2") for w in ("2011", "2013")}
    wrote = [("2/2011", "help", "1"), ("2/2013", "help", "1")]
    apart = resolve(*survey_of(forms, wrote, resolve="exact")).mentions["person_id"]
    kept = resolve(*survey_of(forms, wrote, resolve="exact", same_id=True)).mentions["person_id"]
    assert (apart.nunique(), kept.nunique()) == (2, 1)


def test_decisions_are_obeyed_with_ids_too(survey_of: Make) -> None:
    survey, roster = survey_of(FORMS, [("a", "help", "77"), ("b", "help", "77"), ("b", "talk", "2x")], resolve="exact")
    keys = [key_text(["North", "1", *rest]) for rest in (("1", "help", 1, 1), ("2", "help", 1, 1), ("2", "talk", 1, 1))]
    rulings = pd.DataFrame(
        [
            {"decision_id": "1", "kind": "different", "a": keys[0], "b": keys[1]},
            {"decision_id": "2", "kind": "same", "a": keys[2], "b": key_text(["North", "1", "1"])},
        ]
    )
    people = resolve(survey, roster, decisions=rulings)
    first, second, third = people.mentions["person_id"]
    assert first != second
    assert third == people.respondents["person_id"][0]


def test_thirty_thousand_ids_are_all_kept(survey_of: Make) -> None:
    forms: dict[str, dict[str, str]] = {str(i): {} for i in range(3000)}
    wrote = [(str(i), "help", str((i * 7 + k) % 4000)) for i in range(3000) for k in range(10)]
    survey, roster = survey_of(forms, wrote, resolve="exact")
    people = resolve(survey, roster)
    assert people.people["mentions"].sum() == 30_000
