"""What hangs from the forms: tables of names, tables of ties, and columns that stand for pairs of slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.columns import columns_of
from netsurvey.ingest.guessing.draft import Block, block
from netsurvey.ingest.guessing.tables import alter_column, guess_table, guess_ties, strengths_of, tie_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netsurvey.ingest.guessing.columns import Column
    from netsurvey.ingest.guessing.exports import Export
    from netsurvey.ingest.guessing.identity import Key
    from netsurvey.ingest.guessing.people import Generator
    from netsurvey.ingest.guessing.slots import Pairs

__all__ = ["Linked", "guess_linked", "guess_paired"]

_LINKS = frozenset({"_submission__uuid", "_parent_index", "PARENT_KEY", "KEY", "_index"})


@dataclass(kw_only=True)
class Linked:
    """What the tables of an export tell.

    Attributes
    ----------
    questions
        The questions they answer.
    ties
        `[alter_ties]`, where a table holds them.
    exact
        Whether there are ties only, whose ends are ids of respondents.
    within
        Whether people have no names there, only ids of their own respondent.
    doubts
        What could not be guessed.
    """

    questions: list[Block] = field(default_factory=list)
    ties: Block | None = None
    exact: bool = False
    within: bool = False
    doubts: list[str] = field(default_factory=list)


def guess_linked(export: Export, key: Key, *, asked: Sequence[Block], ticks: Sequence[Column]) -> Linked:
    """Return what the tables of an export tell.

    Parameters
    ----------
    export
        The export.
    key
        The ids of its forms.
    asked
        The questions that the forms answer themselves.
    ticks
        Columns of the forms that may be the box that says "nobody".
    """
    found = Linked()
    opened = [(part, columns_of(part)) for part in export.tables]
    of_ties = [_is_ties(part.roles, columns, alone=len(opened) == 1) for part, columns in opened]
    alter: str | None = None
    for (part, columns), ties in zip(opened, of_ties, strict=True):
        if ties:
            continue
        own = _LINKS | key.headers | ({part.link[0]} if part.link is not None else set())
        keys = [one.name[1] for one in (*asked, *found.questions)]
        more = guess_table(columns, name=part.names[0], roles=part.roles, links=own, keys=keys, ticks=ticks)
        found.questions += more
        if not more:
            found.doubts.append(f"The table {part.names[0]} holds no column of names; no line reads it.")
        elif alter is None:
            alter = alter_column(columns, part.roles)
    named = {name for one in found.questions for name in _as_list(one.get("name"))}
    found.within = alter is not None and alter in named
    for (part, columns), ties in zip(opened, of_ties, strict=True):
        ends = tie_ends(columns, part.roles)
        if ends is None or not ties:
            continue
        if not found.questions:
            lines = [("asks", "people", ""), ("table", part.names[0], ""), ("name", ends[1], "who is named")]
            found.questions.append(block(("questions", "tie"), lines, columns=ends))
            found.exact = True
        elif found.ties is None and not found.exact:
            own_alter = None if alter in named else alter
            found.ties, doubts = guess_ties(columns, name=part.names[0], roles=part.roles, ends=ends, alter=own_alter)
            found.doubts += doubts
    return found


def guess_paired(
    pairs: Sequence[Pairs], wide: Sequence[tuple[Block, Generator]], columns: Sequence[Column]
) -> tuple[Block | None, list[str]]:
    """Return `[alter_ties]` read from columns for pairs of slots, and what could not be guessed of it.

    Parameters
    ----------
    pairs
        The columns that stand for pairs.
    wide
        The questions that ask for people in slots.
    columns
        The columns of the forms.
    """
    if not pairs:
        return None, []
    pair = max(pairs, key=lambda one: len(one.headers))
    if not wide:
        return None, [f"{len(pair.headers)} columns ({pair.pattern}) look like ties, but no slots were found for them."]
    slots = {int(number) for number in range(1, 1 + max(len(one.numbers) for _, one in wide))}
    question = max(wide, key=lambda one: (len(one[1].numbers & slots), -one[1].columns[0].place))[0]
    strengths, doubts = strengths_of([c for c in columns if c.header in pair.headers], where=pair.pattern)
    lines = [
        ("column", pair.pattern, f"{len(pair.headers)} columns, one a pair"),
        ("question", question.name[1], "the question with the most slots" if len(wide) > 1 else ""),
        ("strengths", strengths, "0 means no tie; the order is a guess"),
    ]
    return block(("alter_ties",), lines, columns=pair.headers), doubts


def _is_ties(roles: Mapping[str, str], columns: Sequence[Column], *, alone: bool) -> bool:
    if "from" in roles and "to" in roles:
        return True
    return not alone and "name" not in roles and "alter" not in roles and tie_ends(columns, roles) is not None


def _as_list(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value] if isinstance(value, list) else []
