"""Files of answers as grids of text, every cell as it was typed.

The one place that knows about encodings, separators and workbooks, so that everything after it sees the same grid
whatever program wrote the file.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from netsurvey.errors import Problem, SourceError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

__all__ = ["READABLE", "Sheet", "read_sheet", "sheet_names"]

_TEXT = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
READABLE = _TEXT + _WORKBOOKS
"""Endings of the files that can be read."""

_SEPARATORS = (",", ";", "\t")
_SNIFFED_ROWS = 50
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_END = "\x1e"
_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENCODING_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 with BOM", "cp1252": "Windows-1252"}


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
        Rows by columns, without the spaces around a text; an empty text where the sheet has nothing.
    header_row
        Row of the header as a spreadsheet shows it.
    overflow
        Cells to the right of the header's last: index of the row, index of the column, text.
    cell_count
        Cells below the header, counted while reading.
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

    @property
    def place(self) -> str:
        """The file's name, with the sheet after a colon."""
        return self.file if self.sheet is None else f"{self.file}:{self.sheet}"

    def row(self, index: int) -> int:
        """Return the row a spreadsheet shows for a row of `cells`."""
        return self.header_row + 1 + index

    def letters(self, column: int) -> str:
        """Return the letters a spreadsheet gives a column."""
        return _letters(column)

    def title(self, column: int) -> str:
        """Return the header of a column, or its letter where it has none."""
        header = self.headers[column] if column < len(self.headers) else ""
        return header or f"(column {_letters(column)})"


def sheet_names(path: Path) -> list[str]:
    """Return the names of a workbook's sheets; a text file has none.

    Raises
    ------
    SourceError
        When the file cannot be read.
    """
    return list(_workbook(path).sheet_names) if path.suffix.casefold() in _WORKBOOKS else []


def read_sheet(path: Path, *, sheet: str | None = None) -> Sheet:
    """Read a text file, or one sheet of a workbook.

    Parameters
    ----------
    path
        The file.
    sheet
        Which sheet of a workbook; the first where absent.

    Raises
    ------
    SourceError
        When the file is missing, empty, damaged, of another kind than its name says, or lacks the sheet.
    """
    suffix = path.suffix.casefold()
    if suffix in _WORKBOOKS:
        name, rows = _workbook_rows(path, sheet)
        return _grid(path, rows, sheet=name)
    if suffix not in _TEXT:
        _contents(path)
        raise _unreadable(
            path, f"is of a kind that cannot be read ({suffix or 'no ending'})", f"Save it as one of {_list(READABLE)}."
        )
    if sheet is not None:
        raise _unreadable(
            path, f'is a text file and has no sheet "{sheet}"', "Leave out sheet = ..., or name the workbook."
        )
    encoding, text = _decoded(path)
    separator = _separator(text)
    return _grid(path, _text_rows(path, text, separator), encoding=encoding, separator=separator)


def _text_rows(path: Path, text: str, separator: str) -> list[list[str]]:
    """Return the cells of each row; a last row of our own shows whether a quotation mark is still open."""
    open_quote = "has a quotation mark that opens a cell and never closes it, so that later rows are swallowed"
    next_step = "Open it in a text editor, close or delete that quotation mark, and save it again."
    new_line = "" if text.endswith(("\n", "\r")) else "\n"
    try:
        rows = list(csv.reader(io.StringIO(text + new_line + _END, newline=""), delimiter=separator))
    except csv.Error:
        raise _unreadable(path, open_quote, next_step) from None
    if rows[-1] != [_END]:
        raise SourceError(Problem(what=open_quote, file=path.name, row=len(rows), next_step=next_step))
    return rows[:-1]


def _grid(
    path: Path,
    rows: Sequence[Sequence[str]],
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
) -> Sheet:
    stripped = [[cell.strip() for cell in row] for row in rows]
    top = next((place for place, row in enumerate(stripped) if any(row)), None)
    if top is None:
        where = f'has an empty sheet "{sheet}"' if sheet is not None else "holds nothing but empty lines"
        raise _unreadable(path, where, "The first row must name the columns; the forms follow, one a row.")
    headers, below = stripped[top], stripped[top + 1 :]
    width = len(headers)
    cells = np.full((len(below), width), "", dtype=object)
    overflow: list[tuple[int, int, str]] = []
    count = 0
    for place, row in enumerate(below):
        count += max(len(row), width)
        cells[place, : len(row)] = row[:width]
        if len(row) > width:
            overflow += [(place, column, text) for column, text in enumerate(row[width:], start=width)]
    return Sheet(
        file=path.name,
        sheet=sheet,
        encoding=encoding,
        separator=separator,
        headers=tuple(headers),
        cells=cells,
        header_row=top + 1,
        overflow=tuple(overflow),
        cell_count=count,
    )


def _contents(path: Path) -> bytes:
    if path.is_dir():
        raise _unreadable(
            path, "is a folder, not a file", "Name the files in it, or give the folder as responses = ..."
        )
    try:
        contents = path.read_bytes()
    except FileNotFoundError:
        beside = nearest(path.name, (other.name for other in path.parent.glob("*") if other.suffix in READABLE))
        raise _unreadable(
            path,
            "is not there",
            f"Nearest in that folder: {', '.join(beside)}." if beside else "Paths are relative to the study file.",
        ) from None
    except OSError as error:
        raise _unreadable(
            path, f"cannot be opened ({error.strerror})", "Close it in other programs and check that you may read it."
        ) from None
    if not contents:
        raise _unreadable(path, "is empty (0 bytes)", "Export or copy it again; the copy was probably cut off.")
    return contents


def _decoded(path: Path) -> tuple[str, str]:
    contents = _contents(path)
    if contents.startswith(_WORKBOOK_STARTS):
        raise _unreadable(
            path, f"is a workbook under the name of a {path.suffix} file", "Give it the ending .xlsx, .xls or .ods."
        )
    for encoding in _encodings(contents):
        try:
            text = contents.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return _ENCODING_NAMES.get(encoding, "UTF-16"), text.removeprefix("\ufeff")
    raise _unreadable(
        path,
        "is not text: neither UTF-8, UTF-16 nor Windows-1252",
        'Open it in the program that wrote it and save it as "CSV UTF-8".',
    )


def _encodings(contents: bytes) -> Iterator[str]:
    if contents.startswith(b"\xef\xbb\xbf"):
        yield "utf-8-sig"
        return
    if contents.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
        return
    if b"\x00" in contents:
        high_first = contents[0::2].count(0) > contents[1::2].count(0)
        yield "utf-16-be" if high_first else "utf-16-le"
        return
    yield "utf-8"
    yield "cp1252"


def _separator(text: str) -> str:
    """Return the separator that cuts the header into most columns and the rows below it into as many."""

    def fit(separator: str) -> tuple[bool, float, int]:
        rows = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                if any(cell.strip() for cell in row):
                    rows.append(len(row))
                if len(rows) > _SNIFFED_ROWS:
                    break
        except csv.Error:
            return (False, 0.0, 0)
        if not rows or rows[0] == 1:
            return (False, 0.0, 0)
        return (True, sum(width == rows[0] for width in rows) / len(rows), rows[0])

    return max(_SEPARATORS, key=fit)


def _workbook(path: Path) -> CalamineWorkbook:
    contents = _contents(path)
    try:
        return CalamineWorkbook.from_object(io.BytesIO(contents))
    except PasswordError:
        raise _unreadable(path, "is protected by a password", "Save a copy without the password.") from None
    except (CalamineError, OSError, ValueError):
        if contents.startswith(_WORKBOOK_STARTS):
            raise _unreadable(
                path, "is damaged and cannot be opened", "Open it in a spreadsheet program and save it again as .xlsx."
            ) from None
        raise _unreadable(
            path,
            f"is not a workbook, though its name ends in {path.suffix}",
            "If it is text with separators, give it the ending .csv; otherwise save it again as .xlsx.",
        ) from None


def _workbook_rows(path: Path, sheet: str | None) -> tuple[str, list[list[str]]]:
    book = _workbook(path)
    names = list(book.sheet_names)
    if not names:
        raise _unreadable(path, "has no sheet", "Save it again with the answers on the first sheet.")
    if sheet is not None and sheet not in names:
        alike = [name for name in names if name.casefold().strip() == sheet.casefold().strip()]
        if len(alike) != 1:
            raise _unreadable(path, f'has no sheet "{sheet}"', f"Its sheets: {', '.join(names)}.")
        sheet = alike[0]
    name = names[0] if sheet is None else sheet
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        raise _unreadable(
            path, f'has a damaged sheet "{name}"', "Open it in a spreadsheet program and save it again as .xlsx."
        ) from None
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    return name, [[_as_typed(cell) for cell in row] for row in rows]


def _as_typed(cell: Any) -> str:  # noqa: ANN401 - whatever a workbook's cell holds
    """Return a workbook's cell as text: whole numbers without decimals, days as ISO 8601.

    Examples
    --------
    >>> _as_typed(3.0), _as_typed(2.5), _as_typed(datetime.date(2011, 5, 4)), _as_typed(True)
    ('3', '2.5', '2011-05-04', 'TRUE')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def _letters(column: int) -> str:
    """Return the letters a spreadsheet gives a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _list(words: Sequence[str]) -> str:
    return ", ".join(words)


def _unreadable(path: Path, what: str, next_step: str) -> SourceError:
    return SourceError(Problem(what=what, file=path.name, next_step=next_step))
