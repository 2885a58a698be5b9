"""How far the tables of an OpenDocument spreadsheet reach, and which of their cells hold no answer.

One element can stand for a million equal rows, and an error is saved as the number nought with a remark beside it.
"""

from __future__ import annotations

from netsurvey.ingest.grids import ERROR_VALUE, NO_VALUE
from netsurvey.ingest.headers import Merged
from netsurvey.ingest.sheet import Fault
from netsurvey.ingest.workbook_xml import check_reach

__all__ = ["Tables"]

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "


class Tables:
    """What the tables of an OpenDocument spreadsheet say, element by element.

    Parameters
    ----------
    file
        Name of the file, for complaints.
    sheet
        The table whose faults are wanted; the reach of every table is checked, because all are read.
    """

    def __init__(self, file: str, sheet: str | None) -> None:
        self.faults: dict[tuple[int, int], Fault] = {}
        self.merged: list[Merged] = []
        self._file = file
        self._sheet = sheet
        self._is_wanted = False
        self._row = self._rows = self._column = self._bottom = self._right = 0
        self._error: list[str] | None = None

    def start(self, name: str, said: dict[str, str]) -> None:
        """Take note of where an element begins."""
        if name == f"{_TABLE}table":
            self._is_wanted = said.get(f"{_TABLE}name") == self._sheet
            self._row = self._rows = self._bottom = self._right = 0
        elif name == f"{_TABLE}table-row":
            self._row += self._rows
            self._rows = _times(said, "rows")
            self._column = 0
        elif name in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            self._cell(said)
            self._column += _times(said, "columns")

    def text(self, text: str) -> None:
        """Take note of what an error shows."""
        if self._error is not None:
            self._error.append(text)

    def end(self, name: str) -> None:
        """Take note of the end of a cell with an error."""
        if name == f"{_TABLE}table-cell" and self._error is not None:
            self.faults[self._row + 1, self._column - 1] = Fault("".join(self._error).strip(), ERROR_VALUE)
            self._error = None

    def _cell(self, said: dict[str, str]) -> None:
        kind = said.get(f"{_OFFICE}value-type")
        if kind is not None:
            self._bottom = max(self._bottom, self._row + self._rows)
            self._right = max(self._right, self._column + _times(said, "columns"))
            check_reach(self._file, self._bottom, self._right)
        if not self._is_wanted:
            return
        if said.get(f"{_CALC}value-type") == "error":
            self._error = []
        elif kind is None and f"{_TABLE}formula" in said:
            self.faults[self._row + 1, self._column] = Fault("", NO_VALUE)
        wide, high = (int(said.get(f"{_TABLE}number-{way}-spanned", 1)) for way in ("columns", "rows"))
        if wide > 1 or high > 1:
            self.merged.append(Merged(self._row + 1, self._row + high, self._column, self._column + wide - 1))


def _times(said: dict[str, str], way: str) -> int:
    return int(said.get(f"{_TABLE}number-{way}-repeated", 1))
