"""A small survey written out by hand, so that what should come of it can be reasoned out beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from netsurvey.resolve.answers import Answers
from netsurvey.resolve.references import Reference
from netsurvey.resolve.sites import Prepared, prepare
from netsurvey.study import Study
from netsurvey.tables import (
    ANSWERS,
    MENTION_KEY,
    MENTION_TIES,
    MENTIONS,
    QUARANTINE,
    RESPONDENTS,
    ROSTER_MENTIONS,
    ROSTER_RESPONDENTS,
    ROSTER_TEXTS,
    Roster,
    Survey,
    empty,
)

SurveyOf = Callable[..., tuple[Survey, Roster]]
PreparedOf = Callable[..., Prepared]


def _frame(rows: list[dict[str, Any]], table: Any) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(table.columns)) if rows else empty(table)


@pytest.fixture
def written() -> Callable[..., list[Reference]]:
    """Return a function that makes what so many forms say, a given name and perhaps a surname each."""

    def make(*names: str) -> list[Reference]:
        parts = ("given name", "surname")
        return [
            Reference(keys=[], form=i, is_form=False, seen=dict(zip(parts, name.split(), strict=False)))
            for i, name in enumerate(names)
        ]

    return make


@pytest.fixture
def survey_of() -> SurveyOf:
    """Return a function that makes a survey and its roster from forms and from what they wrote.

    `forms`: {id: {"name", "street", "household", "wave", ...}}; `wrote`: (form, question, name) or
    (form, question, name, {"street", "relation", "kind", "position", "wave", ...}).
    """

    def make(
        forms: dict[str, dict[str, str]],
        wrote: list[tuple[Any, ...]],
        *,
        resolve: str = "names",
        population: int = 7500,
        same_id: bool = False,
    ) -> tuple[Survey, Roster]:
        study = Study.model_validate(
            {
                "study": {
                    "title": "By hand",
                    "responses": "responses.csv",
                    "resolve": resolve,
                    "population": population,
                    "same_id_across_waves": same_id,
                },
                "respondent": {"id": "id"},
                "questions": {q: {"asks": "people", "name": f"{q}_{{n}}"} for q in ("help", "trust", "talk", "linker")},
            }
        )
        respondents, roster_respondents = [], []
        for identity, told in forms.items():
            key = {
                "site": told.get("site", "Here"),
                "wave": told.get("wave", "1"),
                "respondent_id": told.get("id", identity),
            }
            respondents.append({**key, "interviewed": True, "household": told.get("household")})
            roster_respondents.append({**key, **{c: told[c] for c in ROSTER_RESPONDENTS.columns if c in told}})
        mentions, roster_mentions = [], []
        slots: dict[tuple[str, str], int] = {}
        for form, question, name, *more in wrote:
            told = more[0] if more else {}
            slot = slots[form, question] = slots.get((form, question), 0) + 1
            slot_key = {
                "site": forms[form].get("site", "Here"),
                "wave": forms[form].get("wave", "1"),
                "respondent_id": forms[form].get("id", form),
                "question": question,
                "position": slot,
                "part": 1,
            }
            mentions.append({**slot_key, "kind": told.get("kind", "person"), "relation": told.get("broad")})
            roster_mentions.append(
                {**slot_key, "name": name, "cell": name, **{c: told[c] for c in ROSTER_MENTIONS.columns if c in told}}
            )
        survey = Survey(
            study=study,
            respondents=_frame(respondents, RESPONDENTS),
            answers=empty(ANSWERS),
            mentions=_frame(mentions, MENTIONS),
            mention_ties=empty(MENTION_TIES),
            quarantine=empty(QUARANTINE),
            report={},
        )
        roster = Roster(
            respondents=_frame(roster_respondents, ROSTER_RESPONDENTS),
            mentions=_frame(roster_mentions, ROSTER_MENTIONS),
            texts=empty(ROSTER_TEXTS),
        )
        return survey, roster

    return make


@pytest.fixture
def strangers() -> dict[str, dict[str, str]]:
    """Return twelve respondents of twelve streets who share no name with anybody."""
    told = """
    Quentin Arkle, Ash    Ottoline Brask, Beech   Barnaby Cobble, Cedar   Perdita Dreve, Dale
    Lysander Eskel, Elm   Xanthe Fothery, Fir     Evander Grell, Gorse    Isolde Hask, Holly
    Peregrine Ivering, Iris   Sidony Jusk, Juniper   Florian Kettley, Kelp   Thisbe Lorne, Lime
    """
    words = re.findall(r"(\w+ \w+), (\w+)", told)
    return {
        str(i): {"name": name, "street": f"{street} Street", "household": f"h{i}"}
        for i, (name, street) in enumerate(words, start=1)
    }


@pytest.fixture
def persons_of() -> Callable[..., list[str]]:
    """Return a function that gives the person of every mention, in the order they were written."""

    def of(people: Any) -> list[str]:
        assert list(people.mentions[list(MENTION_KEY)].columns) == list(MENTION_KEY)
        return list(people.mentions["person_id"])

    return of


@pytest.fixture
def prepared_of(survey_of: SurveyOf) -> PreparedOf:
    """Return a function that reads and weighs the one site of a survey by hand, before anybody is joined."""

    def of(
        forms: dict[str, dict[str, str]],
        wrote: list[tuple[Any, ...]],
        decisions: pd.DataFrame | None = None,
        **study: Any,
    ) -> Prepared:
        (site,) = Answers(*survey_of(forms, wrote, **study), decisions)
        return prepare(site)

    return of


@pytest.fixture
def surnames() -> list[str]:
    """Return a surname for every stranger, borne by nobody else."""
    return [
        "Quorn",
        "Rasp",
        "Tarnish",
        "Uxley",
        "Vesper",
        "Wickery",
        "Yarrow",
        "Zealby",
        "Abbotine",
        "Brillow",
        "Cranmoor",
        "Dunnock",
    ]
