"""Small villages drawn by hand, without files and names: forms go straight into the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.network import Network, build_network
from netsurvey.study import Study
from netsurvey.tables import (
    DOUBTFUL,
    EVIDENCE,
    MENTION_TIES,
    MENTIONS,
    PLACES,
    QUARANTINE,
    RESPONDENTS,
    Draws,
    People,
    Survey,
    empty,
)

Village = tuple[Network, Survey]
Draw = Callable[..., Village]

QUESTIONS: dict[str, dict[str, Any]] = {
    "help": {"asks": "people", "role": "support", "name": "help_{n}", "none_tick": "help_none"},
    "bring": {"asks": "people", "role": "connector", "name": "bring_{n}", "none_tick": "bring_none"},
    "link": {"asks": "people", "role": "linker", "name": "link_{n}", "none_tick": "link_none"},
}


def study(
    questions: dict[str, dict[str, Any]] | None = None,
    *,
    population: int | None = None,
    attributes: dict[str, Any] | None = None,
    scales: dict[str, Any] | None = None,
) -> Study:
    """Return a study with three people questions, unless told otherwise."""
    return Study.model_validate(
        {
            "study": {"title": "Five people", "responses": "r.csv", "population": population or {}},
            "respondent": {"id": "id"},
            "questions": QUESTIONS if questions is None else questions,
            "attributes": attributes or {},
            "scales": scales or {},
        }
    )


def _mention(text: str) -> dict[str, Any]:
    """Read "Ann", "Ann away" (not local), "Ann where" (local left blank), "role:postman" or "self"."""
    name, _, where = text.partition(" ")
    kind, _, rest = (
        name.partition(":") if ":" in name else (("self", "", "") if name == "self" else ("person", "", name))
    )
    local = {"": True, "away": False, "where": pd.NA}[where]
    return {"kind": kind, "named": rest, "local": local}


def draw(
    forms: Sequence[dict[str, Any]],
    asked: Study | None = None,
    *,
    meant: Sequence[dict[tuple[str, str, int], str]] | None = None,
) -> Village:
    """Return the network and survey of forms.

    A form is a dict: `id`, a question -> a list of names or a state, a choice -> its value; everything else is a
    column of the respondents table. A question left out was not asked. In `meant` is a dict for each plausible
    resolution: who is meant by the mention of a form, question and position, where it is not who was written.
    """
    asked = asked or study()
    people_questions = {name for name, question in asked.questions.items() if question.is_generator}
    respondents, answers, mentions = [], [], []
    for form in forms:
        key = {"site": form.get("site", "S"), "wave": form.get("wave", "1"), "respondent_id": form["id"]}
        others = {name: value for name, value in form.items() if name not in {*asked.questions, "id", "site", "wave"}}
        respondents.append(key | {"interviewed": True} | others)
        for question in asked.questions:
            said = form.get(question, "not_asked")
            states = {"none", "dont_know", "blank", "refused", "not_asked"}
            state = said if isinstance(said, str) and said in states else "answered"
            value = said if state == "answered" and question not in people_questions else pd.NA
            answers.append(key | {"question": question, "state": state, "value": value, "number": float("nan")})
            if state == "answered" and question in people_questions:
                mentions += [
                    key | {"question": question, "position": position, "part": 1} | _mention(text)
                    for position, text in enumerate(said, start=1)
                ]
    declared = pd.DataFrame(respondents)
    table = declared.reindex(columns=[*RESPONDENTS.columns, *[c for c in declared if c not in RESPONDENTS.columns]])
    named = pd.DataFrame(mentions, columns=[*MENTIONS.columns, "named"])
    if not asked.questions or not any(question.local for question in asked.questions.values()):
        named["local"] = pd.NA
    survey = Survey(
        study=asked,
        respondents=table,
        answers=pd.DataFrame(
            answers, columns=["site", "wave", "respondent_id", "question", "state", "value", "number"]
        ),
        mentions=named.drop(columns="named"),
        mention_ties=empty(MENTION_TIES),
        quarantine=empty(QUARANTINE),
        report={},
    )
    is_person = named["kind"] == "person"
    is_place = named["kind"].isin(["role", "place", "group", "medium"])
    everybody = pd.unique(pd.concat([table["respondent_id"], named.loc[is_person, "named"]]).astype("str"))
    people = People(
        people=pd.DataFrame({"person_id": everybody, "site": "S", "mentions": 0, "respondents": 0, "certainty": 1.0}),
        mentions=named.assign(
            person_id=named["named"].where(is_person), place_id=named["named"].where(is_place), probability=1.0
        )[
            [
                "site",
                "wave",
                "respondent_id",
                "question",
                "position",
                "part",
                "kind",
                "person_id",
                "place_id",
                "probability",
            ]
        ],
        respondents=table[["site", "wave", "respondent_id"]].assign(person_id=table["respondent_id"]),
        places=empty(PLACES),
        evidence=empty(EVIDENCE),
        doubtful=empty(DOUBTFUL),
    )
    if meant:
        people = replace(people, draws=_draws(people, meant))
    return build_network(survey, people), survey


def _draws(people: People, meant: Sequence[dict[tuple[str, str, int], str]]) -> Draws:
    """Return draws in which mentions mean other people, who may be new."""
    slots = list(people.mentions[["respondent_id", "question", "position"]].itertuples(index=False, name=None))
    lines = []
    for others in meant:
        written = [*people.respondents["person_id"], *people.mentions["person_id"].fillna("")]
        for slot, person in others.items():
            written[len(people.respondents) + slots.index(slot)] = person
        known = pd.Index(people.people["person_id"])
        known = known.append(pd.Index(sorted({*written} - {"", *known})))
        lines.append(Draws.single(known.get_indexer(pd.Index(written)), count=len(known)).labels[0])
    return Draws(labels=np.array(lines), anchors=people.draws.anchors)


@pytest.fixture(name="study_of", scope="session")
def _study_of() -> Callable[..., Study]:
    return study


@pytest.fixture(name="draw", scope="session")
def _draw() -> Draw:
    return draw
