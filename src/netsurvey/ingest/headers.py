"""Which of a sheet's first rows name its columns: below titles, and out of two rows where groups stand over names.

Only strong signs count, such as a cell merged over several columns; where they are missing the first row is the header,
and the study file says what it cannot find.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netsurvey.ingest.values import iso_date, number

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Header", "Merged", "find_header"]

_TITLES = 10
_SPARSE = 5


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one: first and last row as a spreadsheet shows them, first and last index of the columns."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Header:
    """The names of the columns and how many of the rows given hold them and what stands above.

    Attributes
    ----------
    names
        The names.
    rows
        How many of the rows given are not answers.
    """

    names: tuple[str, ...]
    rows: int


def find_header(
    top: Sequence[tuple[int, list[str]]], merged: Sequence[Merged] = (), *, header_rows: int | None = None
) -> Header:
    """Return the names of a sheet's columns.

    Parameters
    ----------
    top
        The sheet's first filled rows: number as a spreadsheet shows it, and cells without spaces around them.
    merged
        Cells that are merged.
    header_rows
        How many rows the header has, from the first filled one; None: see for yourself.

    Examples
    --------
    >>> find_header([(1, ["Village survey"]), (3, ["ref", "street", "age"]), (4, ["1", "High St", "40"])])
    Header(names=('ref', 'street', 'age'), rows=2)
    >>> find_header([(1, ["", "Help 1", "", "Help 2", ""]), (2, ["ref", "name", "age", "name", "age"]),
    ...              (3, ["1", "Sue", "40", "Dave", "41"])]).names
    ('ref', 'Help 1 name', 'Help 1 age', 'Help 2 name', 'Help 2 age')
    """
    if header_rows is not None:
        named = top[:header_rows]
        return Header(names=_joined([row for _, row in named], merged, [at for at, _ in named]), rows=len(named))
    start = _titles(top, merged)
    if _stand_over(top[start:], merged):
        (upper_at, upper), (lower_at, lower) = top[start : start + 2]
        return Header(names=_joined([upper, lower], merged, [upper_at, lower_at]), rows=start + 2)
    return Header(names=tuple(top[start][1]), rows=start + 1)


def _titles(top: Sequence[tuple[int, list[str]]], merged: Sequence[Merged]) -> int:
    """Return how many rows stand above the header: a line of text or two, where the rows below are far wider."""
    widths = [sum(map(bool, row)) for _, row in top]
    for start, width in enumerate(widths[:_TITLES]):
        below = range(start + 1, min(start + 1 + _TITLES, len(top)))
        widest = max((widths[row] for row in below), default=0)
        is_phrase = any(" " in cell for cell in top[start][1])
        is_title = width == 1 and (widest >= 3 or (widest == 2 and is_phrase))
        is_title = is_title or (width == 2 and widest >= _SPARSE and not _stand_over(top[start:], merged))
        if not is_title or not any(_are_names(top[row][1]) for row in below if widths[row] * 2 > widest):
            return start
    return 0


def _stand_over(top: Sequence[tuple[int, list[str]]], merged: Sequence[Merged]) -> bool:
    """Return whether the first row holds titles of groups and the second the names below them."""
    if len(top) < 2:
        return False
    (upper_at, upper), (_, lower) = top[:2]
    if not _are_names(lower) or sum(map(bool, upper)) < 2:
        return False
    if any(area.top == area.bottom == upper_at and area.right > area.left for area in merged):
        return True
    upper = upper + [""] * (len(lower) - len(upper))
    under_nothing = sum(bool(name) and not title for title, name in zip(upper, lower, strict=False))
    if under_nothing < 2 or under_nothing * 3 < sum(map(bool, lower)):
        return False
    below = [row for _, row in top[2:]]
    return any(_hold_numbers(below, column) for column, name in enumerate(lower) if name)


def _are_names(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and not any(_is_number(cell) for cell in filled)


def _hold_numbers(rows: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column] for row in rows if column < len(row) and row[column]]
    return bool(filled) and all(map(_is_number, filled))


def _is_number(text: str) -> bool:
    return number(text) is not None or iso_date(text) is not None


def _joined(rows: Sequence[Sequence[str]], merged: Sequence[Merged], at: Sequence[int]) -> tuple[str, ...]:
    """Return the lowest name of each column, with what stands over it where the name alone is not the only one."""
    *over, lowest = rows
    if not over:
        return tuple(lowest)
    width = max(map(len, rows))
    own = [*_joined(over, merged, at[:-1]), *[""] * width][:width]
    above = _spread(own, [area for area in merged if area.top in at[:-1] and area.right < width])
    names = [*lowest, *[""] * (width - len(lowest))]
    times = Counter(names)
    return tuple(
        name if times[name] == 1 and name else f"{above[column]} {name}".strip() if name else own[column]
        for column, name in enumerate(names)
    )


def _spread(titles: Sequence[str], merged: Sequence[Merged]) -> list[str]:
    """Return the title over each column: over all columns it is merged over, or up to the next title."""
    result = list(titles)
    wide = [area for area in merged if area.right > area.left]
    for area in wide:
        result[area.left : area.right + 1] = [titles[area.left]] * (area.right - area.left + 1)
    for column in range(1, len(result) if not wide else 0):
        result[column] = result[column] or result[column - 1]
    return result
