"""The only type that holds names: what was written on the forms about who people are.

It lives among the tables so that `resolve` can be handed one without knowing how rosters are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netsurvey.tables.schema import Column, Table, checked, empty
from netsurvey.tables.survey import MENTION_KEY, MENTIONS, RESPONDENT_KEY, RESPONDENTS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ROSTER_MENTIONS", "ROSTER_NICKNAMES", "ROSTER_RESPONDENTS", "ROSTER_TEXTS", "Roster"]


def _text(meaning: str) -> Column:
    return Column(kind="text", meaning=meaning)


ROSTER_RESPONDENTS = Table(
    name="roster of respondents",
    key=RESPONDENT_KEY,
    columns={
        **{name: RESPONDENTS.columns[name] for name in RESPONDENT_KEY},
        "name": _text("the respondent's name as written"),
        "known_as": _text("what others call them"),
        "street": _text("street as written"),
        "house": _text("house number or name as written"),
        "household": _text("household as written"),
        "age": _text("age or age band as written"),
        "gender": _text("gender as written"),
        "researcher": _text("who knocked, as written"),
    },
)
ROSTER_MENTIONS = Table(
    name="roster of mentions",
    key=MENTION_KEY,
    columns={
        **{name: MENTIONS.columns[name] for name in MENTION_KEY},
        "name": _text("the part of the cell that names one person, place or group, as written"),
        "cell": _text("the whole cell as written"),
        "relation": _text("relation as written"),
        "street": _text("street of the person mentioned, as written"),
        "age": _text("age of the person mentioned, as written"),
        "gender": _text("gender of the person mentioned, as written"),
        "place": _text("where they are met, as written"),
        "note": _text("anything else written beside the name"),
    },
)
ROSTER_TEXTS = Table(
    name="roster of texts",
    key=(*RESPONDENT_KEY, "question"),
    columns={
        **{name: RESPONDENTS.columns[name] for name in RESPONDENT_KEY},
        "question": Column(kind="text", meaning="the free-text question", required=True),
        "text": _text("what was written"),
    },
)
ROSTER_NICKNAMES = Table(
    name="roster of nicknames",
    key=("written",),
    columns={
        "written": Column(kind="text", meaning="the name as people write it", required=True),
        "means": Column(kind="text", meaning="the name it stands for here", required=True),
    },
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Roster:
    """Names as written, keyed like the tables of the :class:`~netsurvey.tables.Survey`.

    Its printed form shows counts, never names.

    Attributes
    ----------
    respondents
        One row a form: :data:`ROSTER_RESPONDENTS`.
    mentions
        One row a mention: :data:`ROSTER_MENTIONS`.
    texts
        One row a free-text answer: :data:`ROSTER_TEXTS`.
    nicknames
        One row a short name that only the place knows: :data:`ROSTER_NICKNAMES`.
    """

    respondents: pd.DataFrame
    mentions: pd.DataFrame
    texts: pd.DataFrame
    nicknames: pd.DataFrame = field(default_factory=lambda: empty(ROSTER_NICKNAMES))

    def __post_init__(self) -> None:
        for name, table in (
            ("respondents", ROSTER_RESPONDENTS),
            ("mentions", ROSTER_MENTIONS),
            ("texts", ROSTER_TEXTS),
            ("nicknames", ROSTER_NICKNAMES),
        ):
            object.__setattr__(self, name, checked(getattr(self, name), table))

    def __repr__(self) -> str:
        return f"Roster({len(self.respondents)} respondents, {len(self.mentions)} mentions, {len(self.texts)} texts)"
