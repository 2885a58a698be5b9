"""Long tables: one name a row, with what was asked once repeated in every row of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.closed import guess_closed
from netsurvey.ingest.guessing.columns import Column
from netsurvey.ingest.guessing.identity import Key, guess_respondent
from netsurvey.ingest.guessing.scales import guess_scales
from netsurvey.ingest.guessing.slots import numbered
from netsurvey.ingest.guessing.tables import guess_table
from netsurvey.ingest.guessing.words import IDS, SITES, WAVES, said_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netsurvey.ingest.guessing.draft import Block, Said
    from netsurvey.ingest.guessing.exports import Export

__all__ = ["asked_once", "guess_long"]

_ROWS_A_FORM = 1.3
_TABLE = "long"


def guess_long(columns: Sequence[Column], export: Export) -> tuple[Said, list[Block], list[str]] | None:
    """Return the same guesses as for wide sheets where a sheet has one name a row; None where it does not.

    Parameters
    ----------
    columns
        Its columns.
    export
        What it came in.
    """
    id_ = next((one for one in columns if said_in(one.last_words, IDS) == 4 and _comes_again(one)), None)
    if id_ is None or any(said_in(one.last_words, IDS) == 4 and one.is_unique for one in columns if one is not id_):
        return None
    if any(said_in(one.last_words, SITES + WAVES) == 4 and _unique_with(id_, one) for one in columns):
        return None
    first, *once = asked_once(columns, id_)
    varying = [one for one in columns if one is not id_ and one.header not in {own.header for own in once}]
    if any(len(slots.columns) > 1 for slots in numbered(varying)):
        return None
    name = export.forms.file.rsplit(".", 1)[0]
    questions = guess_table(varying, name=name, roles=export.part.roles, links={id_.header}, keys=(), ticks=once)
    if not questions or not any(one.is_names for one in varying if one.header in _names(questions[0])):
        return None
    key = Key(id=first, site=_place(once, SITES), wave=_place(once, WAVES), repeats=0)
    scales, doubts = guess_scales(once, numbered(once), taken=key.headers)
    items = {header for own in scales for header in own.columns}
    respondent, attributes = guess_respondent(once, key, taken=items)
    taken = items | {header for own in (respondent, *questions) for header in own.columns}
    more, asked = guess_closed(once, taken=taken, keys=[own.name[1] for own in questions])
    lines: Said = [("format", "long", "the ids come again: one name a row")]
    for key_, column in (("site", key.site), ("wave", key.wave)):
        if column is not None:
            lines.append((key_, {"column": column.header}, "by its header"))
    return lines, [respondent, *attributes, *more, *questions, *asked, *scales], doubts


def asked_once(columns: Sequence[Column], id_: Column) -> list[Column]:
    """Return the ids once each, and what was asked once of every form that has one."""
    first: dict[str, int] = {}
    for row, form in enumerate(id_.cells):
        if form:
            first.setdefault(form, row)
    rows = list(first.values())
    once = [id_, *(one for one in columns if one is not id_ and _is_constant(one, id_))]
    return [Column(one.header, one.cells[rows], text=one.text, place=one.place) for one in once]


def _names(question: Block) -> list[str]:
    value = question.get("name")
    return [value] if isinstance(value, str) else list(value or ())


def _comes_again(column: Column) -> bool:
    return bool(column.different) and column.filled >= _ROWS_A_FORM * column.different


def _unique_with(id_: Column, other: Column) -> bool:
    pairs = list(zip(id_.cells, other.cells, strict=True))
    return len(set(pairs)) >= 0.95 * len(pairs)


def _is_constant(column: Column, id_: Column) -> bool:
    """Return whether a column says the same in nearly all rows of a form."""
    said: dict[str, set[str]] = {}
    for form, text in zip(id_.cells, column.cells, strict=True):
        if text:
            said.setdefault(form, set()).add(text)
    return sum(len(texts) == 1 for texts in said.values()) >= 0.95 * max(len(said), 1)


def _place(columns: Sequence[Column], phrases: tuple[str, ...]) -> Column | None:
    fits = (one for one in columns if said_in(one.last_words, phrases) == 4 and one.filled == len(one.cells))
    return next(fits, None)
