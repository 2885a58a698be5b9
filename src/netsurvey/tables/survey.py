"""What respondents answered, without a single name: the tables that `ingest` makes and everything later reads."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.tables.schema import Column, Table, checked, empty

if TYPE_CHECKING:
    from netsurvey.study import Study

__all__ = [
    "ANSWERS",
    "ANSWER_STATES",
    "CENSUS",
    "MENTIONS",
    "MENTION_KEY",
    "MENTION_KINDS",
    "MENTION_TIES",
    "QUARANTINE",
    "RELATIONS",
    "RESPONDENTS",
    "RESPONDENT_KEY",
    "Survey",
]

RESPONDENT_KEY = ("site", "wave", "respondent_id")
MENTION_KEY = (*RESPONDENT_KEY, "question", "position", "part")
ANSWER_STATES = ("answered", "none", "dont_know", "blank", "refused", "not_asked")
MENTION_KINDS = ("person", "place", "group", "role", "medium", "household", "self", "unclear")
RELATIONS = ("household", "family", "friend", "neighbour", "colleague", "professional", "official", "other")

_SITE = Column(kind="text", meaning="the site (village, estate, ward) of the respondent", required=True)
_WAVE = Column(kind="text", meaning="the round of the survey", required=True)
_RESPONDENT = Column(kind="text", meaning="the respondent's id as written on the form", required=True)
_QUESTION = Column(kind="text", meaning="the question's key in the study file", required=True)
_POSITION = Column(kind="integer", meaning="the slot: the {n} of the column, or the row of the repeat", required=True)
_PART = Column(kind="integer", meaning="1, 2, ... for names split out of one cell", required=True)

RESPONDENTS = Table(
    name="respondents",
    key=RESPONDENT_KEY,
    open=True,
    columns={
        "site": _SITE,
        "wave": _WAVE,
        "respondent_id": _RESPONDENT,
        "interviewed": Column(kind="flag", meaning="whether the door ended in an interview", required=True),
        "outcome": Column(kind="text", meaning="what happened at the door, as written"),
        "researcher": Column(kind="text", meaning="who knocked, as a code"),
        "mode": Column(kind="text", meaning="self-completed or read aloud"),
        "date": Column(kind="text", meaning="day of the visit, ISO 8601"),
        "weight": Column(kind="number", meaning="survey weight"),
        "household": Column(kind="text", meaning="respondents of one household share this code"),
        "street": Column(kind="text", meaning="respondents of one street share this code"),
        "consent_named": Column(kind="flag", meaning="agreed to be named on maps"),
        "participant": Column(kind="flag", meaning="took part in an intervention"),
    },
)
ANSWERS = Table(
    name="answers",
    key=(*RESPONDENT_KEY, "question"),
    columns={
        "site": _SITE,
        "wave": _WAVE,
        "respondent_id": _RESPONDENT,
        "question": _QUESTION,
        "state": Column(kind="text", meaning="how it was answered", required=True, allowed=ANSWER_STATES),
        "value": Column(kind="text", meaning="the choice made, 'yes'/'no' where the study file says so"),
        "number": Column(kind="number", meaning="the number given"),
    },
)
MENTIONS = Table(
    name="mentions",
    key=MENTION_KEY,
    columns={
        "site": _SITE,
        "wave": _WAVE,
        "respondent_id": _RESPONDENT,
        "question": _QUESTION,
        "position": _POSITION,
        "part": _PART,
        "kind": Column(kind="text", meaning="what was written down", required=True, allowed=MENTION_KINDS),
        "relation": Column(kind="text", meaning="broad relation to the respondent", allowed=RELATIONS),
        "closeness": Column(kind="text", meaning="how close, as answered"),
        "frequency": Column(kind="text", meaning="how often, as answered"),
        "local": Column(kind="flag", meaning="lives locally"),
    },
)
MENTION_TIES = Table(
    name="mention_ties",
    key=(),
    columns={
        "site": _SITE,
        "wave": _WAVE,
        "respondent_id": _RESPONDENT,
        "question_a": _QUESTION,
        "position_a": _POSITION,
        "part_a": _PART,
        "question_b": _QUESTION,
        "position_b": _POSITION,
        "part_b": _PART,
        "strength": Column(kind="number", meaning="strength of the alter-alter tie"),
    },
)
QUARANTINE = Table(
    name="quarantine",
    key=(),
    columns={
        "file": Column(kind="text", meaning="the file's name, with the sheet after a colon", required=True),
        "row": Column(kind="integer", meaning="row as a spreadsheet shows it", required=True),
        "column": Column(kind="text", meaning="the column's header", required=True),
        "value_kind": Column(kind="text", meaning="text, number, date, ...: the kind of value", required=True),
        "value": Column(kind="text", meaning="the value itself, never from identity or free-text columns"),
        "reason": Column(kind="text", meaning="why it was set aside", required=True),
    },
)
CENSUS = Table(
    name="census",
    key=("site", "attribute", "level"),
    columns={
        "site": Column(kind="text", meaning="the site; empty where the numbers are of all sites together"),
        "attribute": Column(kind="text", meaning="what the groups are made by", required=True),
        "level": Column(kind="text", meaning="the group, as the file has it", required=True),
        "count": Column(kind="integer", meaning="how many of the group live there", required=True),
        "row": Column(kind="integer", meaning="row of the file as a spreadsheet shows it", required=True),
    },
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Survey:
    """The answers of one study, ids only.

    Attributes
    ----------
    study
        What was asked.
    respondents
        One row a form: :data:`RESPONDENTS`, then one column an attribute and one column a scale item
        (named ``{scale}_{n}``, ``n`` being the item's own number).
    answers
        One row a respondent and question: :data:`ANSWERS`.
    mentions
        One row a name written down: :data:`MENTIONS`.
    mention_ties
        Alter-alter ties where they were asked: :data:`MENTION_TIES`.
    quarantine
        One row a cell set aside: :data:`QUARANTINE`.
    report
        The data-quality report: counts only, ready for JSON. ``report["balance"]`` is zero when no cell is lost.
    census
        How many live there by attribute, where the study file names a table of it: :data:`CENSUS`.

    Raises
    ------
    TableError
        When a table breaks its contract.
    """

    study: Study
    respondents: pd.DataFrame
    answers: pd.DataFrame
    mentions: pd.DataFrame
    mention_ties: pd.DataFrame
    quarantine: pd.DataFrame
    report: dict[str, Any]
    census: pd.DataFrame = field(default_factory=lambda: empty(CENSUS))

    def __post_init__(self) -> None:
        for name, table in (
            ("respondents", RESPONDENTS),
            ("answers", ANSWERS),
            ("mentions", MENTIONS),
            ("mention_ties", MENTION_TIES),
            ("quarantine", QUARANTINE),
            ("census", CENSUS),
        ):
            object.__setattr__(self, name, checked(getattr(self, name), table))

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name, for storage and export."""
        return {
            "respondents": self.respondents,
            "answers": self.answers,
            "mentions": self.mentions,
            "mention_ties": self.mention_ties,
            "quarantine": self.quarantine,
            "census": self.census,
        }

    @property
    def attributes(self) -> list[str]:
        """Names of the columns of `respondents` that groups are compared by."""
        return [
            name
            for name in self.respondents.columns
            if name not in RESPONDENTS.columns and not self.study.is_scale_column(name)
        ]

    def __repr__(self) -> str:
        interviewed = int(self.respondents["interviewed"].sum())
        return (
            f"Survey({interviewed} interviewed of {len(self.respondents)} forms, {len(self.mentions)} mentions in "
            f"{self.mentions['question'].nunique()} questions, {len(self.quarantine)} cells set aside)"
        )

    def _repr_html_(self) -> str:
        return (
            f"<b>Survey</b> <i>{html.escape(self.study.title)}</i>: {repr(self)[7:-1]}"
            + pd.crosstab(self.mentions["question"], self.mentions["kind"]).to_html()
        )
