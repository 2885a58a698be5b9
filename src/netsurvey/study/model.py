"""What was asked and which column holds the answer: the study file, as one validated object.

A study file is written once by the team and read by every stage, so each key has one meaning and says it here; the
reference page of the study file is made from these lines.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    field_validator,
    model_validator,
)

from netsurvey.errors import nearest
from netsurvey.study.blocks import Block, Texts, Words
from netsurvey.study.questions import AlterTies, Question

__all__ = [
    "KNOWN_SCALES",
    "Attribute",
    "Outcome",
    "Respondent",
    "Scale",
    "Source",
    "Study",
    "StudySection",
    "ValueOrColumn",
]

KNOWN_SCALES: dict[str, tuple[tuple[int, ...], tuple[int, int]]] = {
    "wemwbs": (tuple(range(1, 15)), (1, 5)),
    "swemwbs": ((1, 2, 3, 6, 7, 9, 11), (1, 5)),
    "ons4": ((1, 2, 3, 4), (0, 10)),
    "life_satisfaction": ((), (0, 10)),
    "worthwhile": ((), (0, 10)),
    "happy": ((), (0, 10)),
    "anxious": ((), (0, 10)),
    "ucla3": ((1, 2, 3), (1, 3)),
    "loneliness": ((), (1, 5)),
}
"""Scales whose item numbers and range netsurvey knows; an empty tuple is a scale of one item."""


def _as_value(value: object) -> object:
    return {"value": value} if isinstance(value, (str, int, float)) else value


def _as_by_site(value: object) -> object:
    return {"*": value} if isinstance(value, (int, float)) else value


class ValueOrColumn(Block):
    """One value for the whole study, or the column that holds it."""

    value: str | None = Field(None, description="the value, the same for every form")
    column: str | None = Field(None, description="the column that holds it")

    @model_validator(mode="after")
    def _one_of_both(self) -> ValueOrColumn:
        if (self.value is None) == (self.column is None):
            msg = "needs either a text or { column = ... }"
            raise ValueError(msg)
        return self


OneOrColumn = Annotated[ValueOrColumn, BeforeValidator(_as_value)]


class StudySection(Words):
    """`[study]`: what the study is and how its files say 'nothing'."""

    title: str = Field(description="what the study is called")
    responses: Texts = Field(
        [], description="path of the answers, a list of paths, or a folder; relative to the study file"
    )
    format: str | None = Field(None, description="layout of the files; guessed when absent")
    resolve: Literal["names", "exact", "within"] = Field(
        "names",
        description='"names": work out who is meant; "exact": answers are ids of the same site; '
        '"within": answers are ids that mean something to their own respondent only',
    )
    site: OneOrColumn = Field(ValueOrColumn(value="site"), description="the site, or { column = ... }")
    wave: OneOrColumn = Field(ValueOrColumn(value="1"), description="the round of the survey, or { column = ... }")
    same_id_across_waves: bool = Field(
        default=False, description="whether one respondent keeps one id from wave to wave"
    )
    population: Annotated[dict[str, Annotated[int, Field(gt=0)]], BeforeValidator(_as_by_site)] = Field(
        {}, description="how many live there: one number, or one a site"
    )
    population_is: Literal["residents", "adults"] = Field("residents", description="whom the population counts")
    census: str | None = Field(
        None,
        description="a table of how many live there by attribute, to say who was reached: columns attribute, level "
        "and count, and site where there are several; relative to the study file",
    )
    missing: Texts = Field(["", "n/a", "na", "-", "-99"], description="cell texts that mean blank")
    none_words: Texts = Field(["none", "nobody", "no one", "no-one", "noone"], description="texts that say 'nobody'")
    dont_know: Texts = Field(["dk", "don't know", "dont know", "not sure"], description="texts that say 'don't know'")
    refused: Texts = Field(["refused", "ref", "prefer not to say"], description="texts that say 'refused'")


class Source(Words):
    """`[[sources]]`: one file of answers, where files differ."""

    path: str = Field(description="the file, relative to the study file")
    sheet: str | None = Field(None, description="the sheet of a workbook; the first where absent")
    table: str | None = Field(None, description="the name questions know this file by, when it is a repeat table")
    site: Annotated[ValueOrColumn | None, BeforeValidator(_as_value)] = Field(None, description="this file's site")
    wave: Annotated[ValueOrColumn | None, BeforeValidator(_as_value)] = Field(None, description="this file's wave")
    rename: dict[str, str] = Field({}, description="this file's headers -> the names used in the study file")
    format: str | None = Field(None, description="layout of this file; guessed when absent")


class Outcome(Block):
    """`outcome` of `[respondent]`: which doors ended in an interview."""

    column: str = Field(description="the column that holds what happened at the door")
    interviewed: Texts = Field(description="the texts that mean there was an interview")


class Respondent(Words):
    """`[respondent]`: which columns say who answered. All but `id` are optional."""

    id: str = Field(description="the form's or respondent's id")
    name: Texts = Field([], description="one column or several, joined with a space")
    known_as: str | None = Field(None, description="what others call them")
    street: str | None = Field(None, description="their street")
    house: str | None = Field(None, description="their house number or name")
    household: str | None = Field(None, description="forms of one household share this")
    age: str | None = Field(None, description="age or age band; also an attribute")
    gender: str | None = Field(None, description="gender; also an attribute")
    researcher: str | None = Field(None, description="who knocked")
    mode: str | None = Field(None, description="self-completed, read aloud")
    date: str | None = Field(None, description="day of the visit")
    outcome: Outcome | None = Field(None, description="what happened at the door; absent: every form is an interview")
    weight: str | None = Field(None, description="survey weight")
    consent_named: str | None = Field(None, description="agreed to be named on maps")
    participant: str | None = Field(None, description="took part in an intervention")
    attributes: list[str] = Field(
        [], description="short form of [attributes.*]: columns carried to analysis as they are"
    )


class Attribute(Words):
    """`[attributes.NAME]`: something groups are compared by."""

    column: str = Field(description="the column that holds it")
    labels: dict[str, str] = Field({}, description="texts in the cells -> texts to show")
    order: list[str] = Field([], description="the labels in their order")


class Scale(Words):
    """`[scales.NAME]`: the items of a scale, by number only."""

    items: Texts = Field([], description="columns of the items: a pattern with {n}, or a list in the scale's order")
    item: str | None = Field(None, description="the column of a scale of one item")
    range: tuple[int, int] | None = Field(None, description="lowest and highest possible answer")
    reversed: list[int] = Field([], description="numbers of the items that count backwards")
    score: Literal["sum", "mean"] = Field("sum", description="how items become a score")
    prorate: bool = Field(
        default=False, description="fill up to 3 of 14 missing WEMWBS items with the person's mean; flagged"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Scale:
        if bool(self.items) == (self.item is not None):
            msg = "needs either items = ... or item = ..."
            raise ValueError(msg)
        return self


class Study(Block):
    """What was asked and which column holds the answer.

    Read one with :func:`read_study` or :func:`netsurvey.open_study`; the reference page of the study file lists
    every key.
    """

    study: StudySection
    sources: list[Source] = Field([], description="files of answers, where they differ")
    respondent: Respondent
    attributes: dict[str, Attribute] = Field({}, description="what groups are compared by")
    questions: dict[str, Question] = Field({}, description="what was asked")
    scales: dict[str, Scale] = Field({}, description="wellbeing and other scales")
    alter_ties: AlterTies | None = Field(None, description="ties between those named, where they were asked")

    @property
    def title(self) -> str:
        """What the study is called."""
        return self.study.title

    @property
    def name_generators(self) -> dict[str, Question]:
        """The questions that ask for people, in the order of the file."""
        return {name: q for name, q in self.questions.items() if q.asks == "people"}

    @property
    def tables(self) -> list[str]:
        """The repeat tables that questions and ties are read from, each once."""
        named = [question.table for question in self.questions.values()]
        named.append(self.alter_ties.table if self.alter_ties is not None else None)
        return list(dict.fromkeys(name for name in named if name is not None))

    def with_role(self, *roles: str) -> list[str]:
        """Return the names of the questions that have one of these roles."""
        return [name for name, question in self.questions.items() if question.role in roles]

    def population_of(self, site: str) -> int | None:
        """Return how many live at a site, or None where the study file does not say."""
        return self.study.population.get(site, self.study.population.get("*"))

    def words(self, block: Words) -> StudySection:
        """Return the study's words for blank, nobody, don't know and refused as this block overrides them."""
        own = {
            name: value
            for name in ("missing", "none_words", "dont_know", "refused")
            if (value := getattr(block, name)) is not None
        }
        return self.study.model_copy(update=own)

    def is_scale_column(self, name: str) -> bool:
        """Whether a column of the respondents table is an item of a scale."""
        return any(name == scale or re.fullmatch(rf"{re.escape(scale)}_\d+", name) for scale in self.scales)

    @model_validator(mode="before")
    @classmethod
    def _short_form_of_attributes(cls, data: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        if not isinstance(data, dict) or not isinstance(respondent := data.get("respondent"), dict):
            return data
        short, long = respondent.get("attributes", []), data.get("attributes", {})
        if isinstance(short, list) and isinstance(long, dict):
            return {**data, "attributes": {**{str(name): {"column": name} for name in short}, **long}}
        return data

    @model_validator(mode="after")
    def _ties_are_between_people(self) -> Study:
        ties = self.alter_ties
        if ties is not None and ties.column is not None:
            wide = [name for name, question in self.name_generators.items() if question.table is None]
            if ties.question is None and len(wide) != 1:
                msg = f"alter_ties needs question = ..., one of {', '.join(wide)}"
                raise ValueError(msg)
            if ties.question is not None and ties.question not in wide:
                msg = f"alter_ties.question is not one of the questions with slots: {', '.join(wide)}"
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _holds_together(self) -> Study:
        if not self.study.responses and not self.sources:
            msg = "needs study.responses = ... or a [[sources]] block"
            raise ValueError(msg)
        return self

    @field_validator("scales", mode="after")
    @classmethod
    def _scales_have_a_range(cls, scales: dict[str, Scale]) -> dict[str, Scale]:
        for name, scale in scales.items():
            if name not in KNOWN_SCALES and scale.range is None:
                near = nearest(name, KNOWN_SCALES)
                msg = f'"{name}" is not a scale netsurvey knows: give it range = [lowest, highest]' + (
                    f"; nearest known: {near[0]}" if near else ""
                )
                raise ValueError(msg)
        return scales
