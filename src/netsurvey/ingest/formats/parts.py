"""What every format is made into: sheets that hold forms, rows about named people, or ties between them.

A format only says which sheet is which, how they hang together and what in them nobody may keep. What the columns mean
stays with the study file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netsurvey.ingest.sheet import Fault

__all__ = ["Part", "below", "relabelled", "stacked"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """One sheet and what it is.

    Attributes
    ----------
    sheet
        The sheet.
    names
        The names a question may know it by as its `table`, the usual one first; empty: it holds forms.
    parent
        The table whose rows it hangs from, by its usual name; None: the forms.
    link
        The column that says to which row of the parent a row belongs, and the parent's column that answers it;
        None: the respondent's id stands in both.
    identities
        Headers of what the field tool recorded by itself about a person or a machine; dropped at the door.
    texts
        The question as it was put, by header.
    roles
        What a format knows about its columns, by role: `id`, `name`, `alter`, `from`, `to`, `strength`.
    missing
        How many cells hold a value that the file itself declares to be missing, by header; they are empty here.
    """

    sheet: Sheet
    names: tuple[str, ...] = ()
    parent: str | None = None
    link: tuple[str, str] | None = None
    identities: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    roles: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    missing: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def is_identity(self, header: str) -> bool:
        """Return whether a column is dropped at the door; other programs write headers in other cases."""
        return header.casefold() in {own.casefold() for own in self.identities}


def relabelled(sheet: Sheet, headers: Sequence[str]) -> Sheet:
    """Return the sheet with other headers over the same cells."""
    return replace(sheet, headers=tuple(headers))


def below(sheet: Sheet, rows: int) -> Sheet:
    r"""Return the sheet without its first rows, which say what the columns are and answer nothing.

    Examples
    --------
    >>> from netsurvey.ingest.sheets import sheet_of
    >>> answers = below(sheet_of("a.csv", b"Q1,Q2\nYour name?,Your age?\nSue,40"), 1)
    >>> answers.cells.tolist(), answers.row(0), answers.cell_count
    ([['Sue', '40']], 3, 2)
    """
    cut = [place for place in sheet.overflow if place[0] < rows]
    return replace(
        sheet,
        cells=sheet.cells[rows:],
        cell_count=sheet.cell_count - sheet.cells[:rows].size - len(cut),
        overflow=tuple((row - rows, column, text) for row, column, text in sheet.overflow if row >= rows),
        faults={(row - rows, column): fault for (row, column), fault in sheet.faults.items() if row >= rows},
        row_numbers=np.array([sheet.row(row) for row in range(rows, len(sheet.cells))], dtype=np.int64),
        origins=None if sheet.origins is None else sheet.origins[rows:],
    )


def stacked(sheets: Iterable[Sheet], *, file: str) -> Sheet:
    r"""Return one sheet with the rows of several, under all their headers; each row knows where it came from.

    Parameters
    ----------
    sheets
        Sheets alike in kind, such as one a respondent. A column that one of them lacks is empty in its rows.
    file
        What the whole is called.

    Examples
    --------
    >>> from netsurvey.ingest.sheets import sheet_of
    >>> whole = stacked([sheet_of("a.csv", b"id,age\n1,40"), sheet_of("b.csv", b"id,sex\n2,f")], file="both")
    >>> whole.headers, whole.cells.tolist(), whole.origins
    (('id', 'age', 'sex'), [['1', '40', ''], ['2', '', 'f']], (('a.csv', 2), ('b.csv', 2)))
    """
    sheets = list(sheets)
    columns = [_counted(sheet.headers) for sheet in sheets]
    known = dict.fromkeys(column for own in columns for column in own)
    at = {column: place for place, column in enumerate(known)}
    cells = np.full((sum(len(sheet.cells) for sheet in sheets), len(at)), "", dtype=object)
    origins: list[tuple[str, int]] = []
    overflow: list[tuple[int, int, str]] = []
    faults: dict[tuple[int, int], Fault] = {}
    first = 0
    for sheet, own in zip(sheets, columns, strict=True):
        place = [at[column] for column in own]
        overflow += [(first + row, len(at) + column, text) for row, column, text in sheet.overflow]
        faults |= {(first + row, place[column]): fault for (row, column), fault in sheet.faults.items()}
        origins += [(sheet.place_of(row), sheet.row(row)) for row in range(len(sheet.cells))]
        cells[first : first + len(sheet.cells), place] = sheet.cells
        first += len(sheet.cells)
    return Sheet(
        file=file,
        sheet=None,
        encoding=next((sheet.encoding for sheet in sheets), None),
        separator=next((sheet.separator for sheet in sheets), None),
        headers=tuple(header for header, _ in known),
        cells=cells,
        header_row=1,
        overflow=tuple(overflow),
        cell_count=cells.size + len(overflow),
        faults=faults,
        origins=tuple(origins),
    )


def _counted(headers: Sequence[str]) -> list[tuple[str, int]]:
    """Return each header with how many of the same stand before it, so that none hides another."""
    times: Counter[str] = Counter()
    result = []
    for header in headers:
        result.append((header, times[header]))
        times[header] += 1
    return result
