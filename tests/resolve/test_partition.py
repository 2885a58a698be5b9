"""What every resolution must be, whatever was written: a partition that keeps the rules and repeats itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netsurvey.resolve import resolve
from netsurvey.tables import mention_keys, respondent_keys

Make = Callable[..., Any]
NAMES = (
    "David",
    "Dave",
    "David Okoro",
    "D Okoro",
    "Dave O",
    "Cllr Okoro",
    "Sue Shaw",
    "our Sue",
    "my mum",
    "Shaw, Sue",
)
STREETS = ("", "Ash Street", "Elm St")
FORMS = {
    str(i): {"name": name, "street": f"{street} Street", "household": f"h{i // 2}"}
    for i, (name, street) in enumerate(
        [("Susan Shaw", "Ash"), ("Tom Shaw", "Ash"), ("Jo Bell", "Elm"), ("Al Fry", "Elm")]
    )
}
written = st.lists(
    st.tuples(
        st.sampled_from(sorted(FORMS)),
        st.sampled_from(("help", "trust")),
        st.sampled_from(NAMES),
        st.sampled_from(STREETS).map(lambda street: {"street": street} if street else {}),
    ),
    max_size=14,
)
rulings = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=2)
slowly = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.no_cover  # following each line takes long, and other tests go the same ways
@slowly
@given(wrote=written, ruled=rulings)
def test_any_resolution_is_a_partition_that_keeps_the_rules(
    survey_of: Make, wrote: list[Any], ruled: list[Any]
) -> None:
    survey, roster = survey_of(FORMS, wrote)
    keys = list(mention_keys(survey.mentions)) if wrote else []
    pairs = [(a, b) for a, b in ruled if a < len(keys) and b < len(keys) and a != b]
    decisions = pd.DataFrame(
        [{"decision_id": str(i), "kind": "different", "a": keys[a], "b": keys[b]} for i, (a, b) in enumerate(pairs)],
        columns=["decision_id", "kind", "a", "b"],
    )
    people = resolve(survey, roster, decisions=decisions, quick=True)
    persons = dict(zip(keys, people.mentions["person_id"], strict=True))

    assert people.mentions["person_id"].notna().all()
    assert set(people.people["person_id"]) == set(persons.values()) | set(people.respondents["person_id"])
    assert people.people["mentions"].sum() == len(wrote)
    assert people.mentions["probability"].between(0, 1).all()
    assert people.respondents["person_id"].nunique() == len(FORMS)
    assert all(persons[keys[a]] != persons[keys[b]] for a, b in pairs)

    own = dict(zip(respondent_keys(survey.respondents), people.respondents["person_id"], strict=True))
    namers = respondent_keys(people.mentions).map(own) if wrote else people.mentions["person_id"]
    assert (namers != people.mentions["person_id"]).all() or not wrote
    slots = people.mentions.assign(name=roster.mentions["name"].str.casefold())
    several = slots.groupby(["respondent_id", "question", "person_id"])["name"].nunique()
    assert several.empty or several.max() == 1

    row = {key: len(FORMS) + i for i, key in enumerate(keys)}
    form = dict(zip(respondent_keys(survey.respondents), range(len(FORMS)), strict=True))
    slots = survey.mentions.assign(key=keys, own=respondent_keys(survey.mentions)) if wrote else survey.mentions
    slots = slots.assign(name=roster.mentions["name"].str.casefold())
    for labels in people.draws.labels:
        assert (labels >= 0).all()
        assert len(set(labels[: len(FORMS)].tolist())) == len(FORMS)
        assert all(labels[row[keys[a]]] != labels[row[keys[b]]] for a, b in pairs)
        assert all(labels[row[m.key]] != labels[form[m.own]] for m in slots.itertuples())
        drawn = slots.assign(person=labels[len(FORMS) :])
        several = drawn.groupby(["respondent_id", "question", "person"])["name"].nunique()
        assert several.empty or several.max() == 1

    anchor = dict(zip(people.people["person_id"], people.draws.anchors, strict=True))
    known_by = people.mentions["person_id"].map(anchor).tolist()
    shares = [people.draws.together(len(FORMS) + i, int(row)) for i, row in enumerate(known_by)]
    np.testing.assert_allclose(people.mentions["probability"].astype(float), shares)

    again = resolve(survey, roster, decisions=decisions, quick=True)
    for name, table in people.tables().items():
        pd.testing.assert_frame_equal(table, again.tables()[name])


@pytest.mark.no_cover  # following each line takes long, and other tests go the same ways
@slowly
@given(wrote=written, pair=st.tuples(st.integers(0, 13), st.integers(0, 13)))
def test_two_mentions_ruled_the_same_are_one_person(survey_of: Make, wrote: list[Any], pair: tuple[int, int]) -> None:
    survey, roster = survey_of(FORMS, wrote)
    a, b = pair
    if max(a, b) >= len(wrote):
        return
    keys = list(mention_keys(survey.mentions))
    decisions = pd.DataFrame([{"decision_id": "1", "kind": "same", "a": keys[a], "b": keys[b]}])
    people = resolve(survey, roster, decisions=decisions, quick=True)
    persons = list(people.mentions["person_id"])
    assert persons[a] == persons[b]
    assert people.draws.together(len(FORMS) + a, len(FORMS) + b) == 1
