"""Two people held side by side: what forbids that they are one, and what speaks for and against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.resolve import resolve, why_not
from netsurvey.tables import key_text

Make = Callable[..., Any]


def said(form: str, question: str, position: int = 1) -> str:
    return key_text(["Here", "1", form, question, position, 1])


def held(survey: Any, roster: Any, a: int, b: int, **options: Any) -> Any:
    """Compare the persons of two mentions, by the order in which they were written."""
    people = resolve(survey, roster, quick=True, **options)
    persons = list(people.mentions["person_id"])
    return why_not(survey, roster, people, persons[a], persons[b], **options)


def test_two_names_in_one_question_cannot_be_one(survey_of: Make, strangers: Any) -> None:
    there = {"street": "Mill Lane"}
    wrote = [("1", "help", "Sue Okoro", there), ("1", "help", "Susan Okoro", there)]
    survey, roster = survey_of(strangers, wrote)
    comparison = held(survey, roster, 0, 1)
    assert comparison.together == 0
    assert len(comparison.forbidden) == 1
    assert "named both under one question" in comparison.forbidden[0]
    assert comparison.mention in {said("1", "help", 1), said("1", "help", 2)}


def test_a_decision_is_a_reason(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "Zebedee Okoro"), ("2", "help", "Zebedee Okoro")])
    ruling = {"decision_id": "1", "kind": "different", "a": said("1", "help"), "b": said("2", "help")}
    comparison = held(survey, roster, 0, 1, decisions=pd.DataFrame([ruling]))
    assert "a decision says so" in comparison.forbidden[0]
    assert "surname: same" in {reason for _, reason, _ in comparison.evidence}


def test_nobody_names_themselves_and_two_forms_are_two(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, [("6", "help", "Quentin Arkle")])
    people = resolve(survey, roster, quick=True)
    persons = people.respondents.set_index("respondent_id")["person_id"]
    forbidden = why_not(survey, roster, people, persons["1"], persons["6"]).forbidden
    assert len(forbidden) == 2
    assert forbidden[0] == "both answered a form of wave 1"
    assert forbidden[1] == f"{persons['6']} named {persons['1']}, and nobody names themselves"


def test_what_differs_is_told_in_bits_and_without_a_name(survey_of: Make, strangers: Any) -> None:
    there, elsewhere = {"street": "Mill Lane", "age": "70"}, {"street": "Oak Road", "age": "20"}
    survey, roster = survey_of(strangers, [("1", "help", "David Shaw", there), ("2", "help", "Dave Shaw", elsewhere)])
    comparison = held(survey, roster, 0, 1)
    bits = {reason: value for _, reason, value in comparison.evidence}
    assert comparison.forbidden == ()
    assert bits["surname: same"] > 0 > bits["street: differs"]
    assert bits["age: far apart"] < 0
    assert [value for _, _, value in comparison.evidence] == sorted(bits.values(), reverse=True)
    told = str(comparison).lower()
    assert f"{abs(sum(bits.values())):.1f} bits" in told
    assert not any(word in told for word in ("dav", "shaw", "mill", "oak"))


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [("p-nobodyxx", 0, "nobody has this person id"), (0, 0, "one person already"), (0, 1, "of two sites")],
)
def test_what_cannot_be_compared_is_an_error(survey_of: Make, strangers: Any, a: Any, b: Any, message: str) -> None:
    two = {**strangers, "2": {**strangers["2"], "site": "There"}}
    survey, roster = survey_of(two, [("1", "help", "Zebedee Okoro"), ("2", "help", "Zebedee Okoro")])
    people = resolve(survey, roster, quick=True)
    ids = [people.mentions["person_id"][i] if isinstance(i, int) else i for i in (a, b)]
    with pytest.raises(UsageError, match=message):
        why_not(survey, roster, people, *ids)


def test_ids_that_were_looked_up_were_not_compared(survey_of: Make) -> None:
    survey, roster = survey_of({"1": {}, "2": {}}, [("1", "help", "77"), ("2", "help", "78")], resolve="exact")
    people = resolve(survey, roster)
    with pytest.raises(UsageError, match="nobody's name was compared"):
        why_not(survey, roster, people, *people.mentions["person_id"])
