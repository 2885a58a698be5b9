"""A sheet of answers as a grid of text, whatever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Fault", "Sheet", "letters_of"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read as an answer.

    Attributes
    ----------
    text
        What the cell shows.
    reason
        What is wrong with it.
    """

    text: str
    reason: str


_NO_FAULTS: Mapping[tuple[int, int], Fault] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """One sheet: a header and rows of text.

    Attributes
    ----------
    file
        Name of the file.
    sheet
        Name of the sheet in a workbook.
    encoding, separator
        How a text file was written.
    headers
        The header's cells.
    cells
        Rows by columns, without the spaces around a text; an empty text where the sheet has nothing. Rows that hold
        nothing at all are left out.
    header_row
        Row of the header as a spreadsheet shows it; the lower one where there are two.
    overflow
        Filled cells to the right of the header's last: index of the row, index of the column, text.
    cell_count
        Cells below the header, counted while reading.
    faults
        Cells that show something no answer can be, by index of row and column; they are empty in `cells`.
    row_numbers
        Row of each row of `cells` as a spreadsheet shows it; None: they follow the header.
    origins
        File and row each row of `cells` came from, where several files were put together; None: they follow the
        header of this one.
    """

    file: str
    sheet: str | None
    encoding: str | None
    separator: str | None
    headers: tuple[str, ...]
    cells: NDArray[np.object_]
    header_row: int
    overflow: tuple[tuple[int, int, str], ...]
    cell_count: int
    faults: Mapping[tuple[int, int], Fault] = field(default_factory=lambda: _NO_FAULTS)
    row_numbers: NDArray[np.int64] | None = None
    origins: tuple[tuple[str, int], ...] | None = None

    @property
    def place(self) -> str:
        """The file's name, with the sheet after a colon."""
        return self.file if self.sheet is None else f"{self.file}:{self.sheet}"

    def row(self, index: int) -> int:
        """Return the row a spreadsheet shows for a row of `cells`."""
        if self.origins is not None:
            return self.origins[index][1]
        return self.header_row + 1 + index if self.row_numbers is None else int(self.row_numbers[index])

    def place_of(self, index: int) -> str:
        """Return the file, and the sheet in it, that a row of `cells` came from."""
        return self.place if self.origins is None else self.origins[index][0]

    def shown(self, row: int, column: int) -> str:
        """Return what a cell shows, even where that is no answer."""
        fault = self.faults.get((row, column))
        return str(self.cells[row, column]) if fault is None else fault.text

    def letters(self, column: int) -> str:
        """Return the letters a spreadsheet gives a column."""
        return letters_of(column)

    def title(self, column: int) -> str:
        """Return the header of a column, or its letter where it has none."""
        header = self.headers[column] if column < len(self.headers) else ""
        return header or f"(column {letters_of(column)})"


def letters_of(column: int) -> str:
    """Return the letters a spreadsheet gives a column.

    Examples
    --------
    >>> letters_of(0), letters_of(26)
    ('A', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
