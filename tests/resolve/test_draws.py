"""Draws are chance with a seed, and ids outlive small changes of what was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.resolve import resolve
from netsurvey.tables import MENTION_KEY, key_text, mention_keys

Make = Callable[..., Any]
NAMES = ("Zebedee Okoro", "Zebedee", "Liz Hughes", "Elizabeth Hughes", "Sarah", "Sarah Lamb", "Cllr Okoro", "my mum")


def wrote(rounds: int = 2) -> list[tuple[Any, ...]]:
    """Return answers of twelve forms, some of which surely are about one person and some of which are not."""
    return [
        (str(1 + (5 * i + j) % 12), "help" if j % 2 else "talk", name)
        for j in range(rounds)
        for i, name in enumerate(NAMES)
    ]


def said(form: str, question: str, position: int = 1) -> str:
    return key_text(["Here", "1", form, question, position, 1])


def test_the_same_seed_gives_the_same_tables_and_another_seed_other_draws(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, wrote())
    first, again, other = (resolve(survey, roster, draws=40, seed=seed) for seed in (7, 7, 8))
    for name, table in first.tables().items():
        pd.testing.assert_frame_equal(table, again.tables()[name])
    assert (first.draws.labels != other.draws.labels).any()


def test_as_many_draws_are_kept_as_were_asked_for(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, wrote(1))
    assert [len(resolve(survey, roster, draws=draws).draws) for draws in (1, 3, 40)] == [1, 3, 40]


def test_a_quick_answer_says_that_it_is_one(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, wrote(1))
    assert resolve(survey, roster, quick=True).settings["quick"] is True
    assert resolve(survey, roster, draws=1).settings["quick"] is False


@pytest.mark.parametrize("quick", [True, False])
def test_shuffled_rows_give_the_same_people_and_the_same_draws(survey_of: Make, strangers: Any, quick: bool) -> None:  # noqa: FBT001
    survey, roster = survey_of(strangers, wrote())
    order = np.random.default_rng(5).permutation(len(survey.mentions))
    parts = {name: getattr(survey, name) for name in ("study", "answers", "mention_ties", "quarantine", "report")}
    shuffled = type(survey)(**parts, respondents=survey.respondents.iloc[::-1], mentions=survey.mentions.iloc[order])
    people = resolve(survey, roster, draws=40, quick=quick)
    other = resolve(shuffled, roster, draws=40, quick=quick)
    first = people.mentions.set_index(list(MENTION_KEY)).sort_index()
    second = other.mentions.set_index(list(MENTION_KEY)).sort_index()
    pd.testing.assert_frame_equal(first, second)
    pairs = [(i, j) for i in range(len(order)) for j in range(i)]
    forms = len(strangers)
    for i, j in pairs:
        together = people.draws.together(forms + order[i], forms + order[j])
        assert together == other.draws.together(forms + i, forms + j)


def test_ids_stay_when_somebody_else_is_named_once_more(survey_of: Make, strangers: Any) -> None:
    before = resolve(*survey_of(strangers, wrote()), draws=40)
    after = resolve(*survey_of(strangers, [*wrote(), ("12", "trust", "Ptolemy Quill")]), draws=40)
    assert_ids_follow_their_mentions(before, after)


def test_ids_follow_the_majority_when_one_mention_is_ruled_out_of_a_person(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, [(str(i), "help", "Zebedee Okoro") for i in range(1, 7)])
    (person,) = set(resolve(survey, roster, draws=40).mentions["person_id"])
    kept = 0
    for out in range(1, 7):
        ruling = {
            "decision_id": "1",
            "kind": "different",
            "a": said(str(out), "help"),
            "b": said(str(out % 6 + 1), "help"),
        }
        persons = resolve(survey, roster, decisions=pd.DataFrame([ruling]), draws=40).mentions["person_id"]
        assert person in set(persons)
        assert persons.value_counts().max() >= 4
        kept += (persons == person).sum() >= 4
    assert kept >= 4  # of six: an id goes with the one mention a person is known by, so that one may take it away


def assert_ids_follow_their_mentions(before: Any, after: Any) -> None:
    old = dict(zip(mention_keys(before.mentions), before.mentions["person_id"], strict=True))
    new = dict(zip(mention_keys(after.mentions), after.mentions["person_id"], strict=True))
    pairs = pd.DataFrame({"old": old, "new": {key: new[key] for key in old}})
    majority = pairs.groupby("old")["new"].agg(lambda ids: ids.mode().iloc[0])
    assert (majority == majority.index).all()


def test_where_no_place_is_named_no_mention_has_one(survey_of: Make, strangers: Any) -> None:
    people = resolve(*survey_of(strangers, [("1", "help", "Sue Hughes"), ("2", "help", "Sue Hughes")]), quick=True)
    assert people.mentions["place_id"].isna().all()
    assert people.places.empty
