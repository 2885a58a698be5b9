"""Rows of text into a sheet, whatever program wrote them.

Rows come as a stream and equal texts are kept once, so that a long table takes little more room than its different
texts; what cannot be an answer is set apart here with its reason, so that nobody downstream takes it for a name.
"""

from __future__ import annotations

import re
from array import array
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.ingest.headers import find_header
from netsurvey.ingest.sheet import Fault, Sheet
from netsurvey.ingest.values import fold, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from netsurvey.ingest.headers import Merged

__all__ = ["ERROR_VALUE", "NO_VALUE", "sheet_of_rows"]

NO_VALUE = "a formula whose result was not saved: open the file in a spreadsheet program and save it"
"""Reason of a formula that stands in a file without the value it comes to."""
ERROR_VALUE = "an error value of a formula"
"""Reason of a formula that came to nothing."""
_HIDDEN = "merged with a cell above or to the left, which alone holds the value"
_TOTALS_ROW = "a row of totals below the forms, not a form"
_TAGS_ROW = "a row of HXL tags below the header, not a form"
_TAG = re.compile(r"#[a-z]\w*(\s*\+\s*[a-z]\w*)*", re.ASCII | re.IGNORECASE)
_ERRORS = frozenset(
    {"#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
) | {f"Err:{code}" for code in range(501, 541)}
_TOTALS = re.compile(r"(?:grand |sub-? ?)?totals?|sum|average|mean|count|n ?= ?\d*")
_LOOKED_AT = 60
_BLOCK = 4096
_MOST_HIDDEN = 10_000
_MOST_TEXTS = 1 << 20
_AROUND = (
    " \t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u180e"
    + "".join(map(chr, range(0x2000, 0x2010)))
    + "\u2060\ufeff\xad"
)


class _Texts(dict[str, str]):
    """Each text without the spaces around it, equal ones as one object; the keys are the texts as they stand."""

    def __missing__(self, text: str) -> str:
        if len(self) > _MOST_TEXTS:
            self.clear()
        plain = text.strip(_AROUND)
        self[text] = plain = self.setdefault(plain, plain)
        return plain


def sheet_of_rows(
    rows: Iterable[tuple[int, Sequence[str]]],
    *,
    file: str,
    sheet: str | None = None,
    written: tuple[str, str] | None = None,
    merged: Sequence[Merged] = (),
    faults: Mapping[tuple[int, int], Fault] | None = None,
    header_rows: int | None = None,
) -> Sheet | None:
    """Return a sheet of these rows, or None where they hold nothing.

    Parameters
    ----------
    rows
        Number of the row as a spreadsheet shows it, and its cells.
    file, sheet
        Where they come from.
    written
        Encoding and separator of a text file.
    merged
        Cells that are merged.
    faults
        Cells that the reader knows to be no answer, by number of the row and index of the column.
    header_rows
        How many rows the header has; None: as the rows themselves show.

    Examples
    --------
    >>> found = sheet_of_rows([(1, ["ref", "n"]), (2, ["1", "#N/A"]), (4, [" 2 ", "5"])], file="forms.csv")
    >>> found.cells.tolist(), found.row(1), found.faults[0, 1].text
    ([['1', ''], ['2', '5']], 4, '#N/A')
    """
    texts = _Texts()
    known = dict(faults or {})
    with_faults = {row for row, _ in known}
    filled = ((at, cells) for at, row in rows if any(cells := [texts[cell] for cell in row]) or at in with_faults)
    top = list(islice(filled, _LOOKED_AT))
    if not any(any(cells) for _, cells in top):
        return None
    header = find_header(top, merged, header_rows=header_rows)
    header_row = top[header.rows - 1][0]
    grid = _Grid(width=len(header.names))
    for at, cells in chain(top[header.rows :], filled):
        grid.add(at, cells)
    body, numbers = grid.cells(), np.array(grid.numbers, dtype=np.int64)
    apart = _at_index(known, numbers, body.shape[1]) | _hidden(merged, body, numbers)
    if not _ERRORS.isdisjoint(texts):
        apart |= _errors(body)
    for place in apart:
        body[place] = ""
    apart |= _tags(body)
    apart |= _totals(body, apart)
    follows = np.array_equal(numbers, np.arange(header_row + 1, header_row + 1 + len(numbers)))
    encoding, separator = written or (None, None)
    return Sheet(
        file=file,
        sheet=sheet,
        encoding=encoding,
        separator=separator,
        headers=header.names,
        cells=body,
        header_row=header_row,
        overflow=tuple(grid.overflow),
        cell_count=grid.count,
        faults=apart,
        row_numbers=None if follows else numbers,
    )


class _Grid:
    """The rows below the header, put into one array block by block.

    Parameters
    ----------
    width
        How many columns the header has.
    """

    def __init__(self, *, width: int) -> None:
        self.count = 0
        self.overflow: list[tuple[int, int, str]] = []
        self.numbers = array("q")
        self._width = width
        self._blocks: list[NDArray[np.object_]] = []
        self._rows: list[list[str]] = []

    def add(self, at: int, cells: list[str]) -> None:
        """Put a row below the others; what it has beyond the header is kept apart."""
        if len(cells) > self._width:
            beyond = enumerate(cells[self._width :], start=self._width)
            more = [(len(self.numbers), column, text) for column, text in beyond if text]
            self.overflow += more
            self.count += len(more)
            cells = cells[: self._width]
        elif len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        self.count += self._width
        self.numbers.append(at)
        self._rows.append(cells)
        if len(self._rows) == _BLOCK:
            self._close_block()

    def cells(self) -> NDArray[np.object_]:
        """Return the array."""
        self._close_block()
        return np.concatenate(self._blocks)

    def _close_block(self) -> None:
        block = np.array(self._rows, dtype=object).reshape(len(self._rows), self._width)
        self._blocks.append(block)
        self._rows = []


def _at_index(
    faults: Mapping[tuple[int, int], Fault], numbers: NDArray[np.int64], width: int
) -> dict[tuple[int, int], Fault]:
    """Return the faults by index of the row in place of its number."""
    if not faults:
        return {}
    index = {number: row for row, number in enumerate(numbers.tolist())}
    return {(index[at], column): fault for (at, column), fault in faults.items() if at in index and column < width}


def _hidden(
    merged: Sequence[Merged], cells: NDArray[np.object_], numbers: NDArray[np.int64]
) -> dict[tuple[int, int], Fault]:
    """Return the cells that a merged one has swallowed, where that one holds anything."""
    found: dict[tuple[int, int], Fault] = {}
    for area in merged:
        rows = range(*np.searchsorted(numbers, [area.top, area.bottom + 1]).tolist())
        columns = range(area.left, min(area.right + 1, cells.shape[1]))
        if len(rows) * len(columns) > _MOST_HIDDEN or not rows or not columns or not cells[rows[0], columns[0]]:
            continue
        swallowed = [(row, column) for row in rows for column in columns][1:]
        found |= {place: Fault("", _HIDDEN) for place in swallowed if not cells[place]}
    return found


def _errors(cells: NDArray[np.object_]) -> dict[tuple[int, int], Fault]:
    return {
        (row, column): Fault(text, ERROR_VALUE)
        for column in range(cells.shape[1])
        for row, text in enumerate(cells[:, column].tolist())
        if text in _ERRORS
    }


def _tags(cells: NDArray[np.object_]) -> dict[tuple[int, int], Fault]:
    """Return the cells of the first row, where all it holds are tags for other programs, and empty them.

    The Humanitarian Exchange Language writes such a row between the header and the answers: #adm2, #affected+f.
    """
    filled = np.flatnonzero(cells[0] != "").tolist() if len(cells) else []
    if not filled or not all(_TAG.fullmatch(cells[0, column]) for column in filled):
        return {}
    found = {(0, column): Fault(cells[0, column], _TAGS_ROW) for column in filled}
    cells[0] = ""
    return found


def _totals(cells: NDArray[np.object_], apart: Mapping[tuple[int, int], Fault]) -> dict[tuple[int, int], Fault]:
    """Return the cells of the last rows, as far as they are totals, and empty them."""
    found: dict[tuple[int, int], Fault] = {}
    for row in range(len(cells) - 1, -1, -1):
        filled = np.flatnonzero(cells[row] != "").tolist()
        if not filled:
            if any(place[0] == row for place in apart):
                continue
            break
        first, *others = filled
        if first > 2 or not _TOTALS.fullmatch(fold(cells[row, first])):
            break
        if any(number(cells[row, column]) is None for column in others):
            break
        found |= {(row, column): Fault(cells[row, column], _TOTALS_ROW) for column in filled}
        cells[row] = ""
    return found
