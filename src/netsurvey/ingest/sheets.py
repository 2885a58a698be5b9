"""Files of answers as sheets of text, every cell as it was typed.

The one door for files of answers: text or workbook, on disk or out of an archive, so that everything after it sees the
same sheet whatever program wrote the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError, nearest
from netsurvey.ingest.grids import sheet_of_rows
from netsurvey.ingest.text_files import text_rows
from netsurvey.ingest.values import fold
from netsurvey.ingest.workbooks import WORKBOOK_STARTS, names_of_sheets, workbook_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from netsurvey.ingest.sheet import Sheet

__all__ = ["READABLE", "best_sheet", "read_sheet", "sheet_names", "sheet_of"]

_TEXT = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
READABLE = _TEXT + _WORKBOOKS
"""Endings of the files that can be read."""

_MOST_BYTES = 500_000_000


def sheet_names(path: Path) -> list[str]:
    """Return the names of a workbook's sheets; a text file has none.

    Raises
    ------
    SourceError
        When the file cannot be read.
    """
    return names_of_sheets(path.name, _contents(path)) if path.name.casefold().endswith(_WORKBOOKS) else []


def best_sheet(path: Path, wanted: Collection[str]) -> str | None:
    """Return the sheet of a workbook that has most of these columns, the first of equals; None for a text file.

    Parameters
    ----------
    path
        The file.
    wanted
        Headers the study file names; `{n}` stands for a number.

    Raises
    ------
    SourceError
        When the file cannot be read.
    """
    names = sheet_names(path)
    if len(names) < 2:
        return names[0] if names else None
    patterns = [re.compile(re.escape(fold(header)).replace(re.escape("{n}"), r"\d+")) for header in wanted]

    def fit(name: str) -> int:
        try:
            headers = [fold(header) for header in read_sheet(path, sheet=name).headers]
        except SourceError:
            return -1
        return sum(any(map(pattern.fullmatch, headers)) for pattern in patterns)

    return max(names, key=fit)


def read_sheet(path: Path, *, sheet: str | None = None, header_rows: int | None = None) -> Sheet:
    """Read a text file, or one sheet of a workbook.

    Parameters
    ----------
    path
        The file.
    sheet
        Which sheet of a workbook; the first where absent.
    header_rows
        How many rows name the columns, from the first filled one; found from the rows where absent.

    Raises
    ------
    SourceError
        When the file is missing, empty, damaged, of another kind than its name says, lacks the sheet, or would take
        more memory than any survey.
    """
    return sheet_of(path.name, _contents(path), sheet=sheet, header_rows=header_rows)


def sheet_of(file: str, contents: bytes, *, sheet: str | None = None, header_rows: int | None = None) -> Sheet:
    r"""Return a sheet of a file whose bytes are at hand, such as a member of an archive.

    Parameters
    ----------
    file
        Its name, whose ending says what it is.
    contents
        What it holds.
    sheet, header_rows
        As for :func:`read_sheet`.

    Raises
    ------
    SourceError
        As :func:`read_sheet`.

    Examples
    --------
    >>> found = sheet_of("forms.csv", b"ref;name\n1;Sue\n")
    >>> found.headers, found.cells.tolist(), found.separator
    (('ref', 'name'), [['1', 'Sue']], ';')
    """
    file = file.rpartition("/")[2]
    if not contents:
        raise _unreadable(file, "is empty (0 bytes)", "Export or copy it again; the copy was probably cut off.")
    if file.casefold().endswith(_WORKBOOKS):
        return _of_workbook(file, contents, sheet, header_rows)
    ending = file[file.rfind(".") :] if "." in file else "no ending"
    if not file.casefold().endswith(_TEXT):
        raise _unreadable(
            file, f"is of a kind that cannot be read ({ending})", f"Save it as one of {', '.join(READABLE)}."
        )
    if sheet is not None:
        raise _unreadable(
            file, f'is a text file and has no sheet "{sheet}"', "Leave out sheet = ..., or name the workbook."
        )
    if contents.startswith(WORKBOOK_STARTS):
        raise _unreadable(
            file, f"is a workbook under the name of a {ending} file", "Give it the ending .xlsx, .xls or .ods."
        )
    text = text_rows(file, contents)
    found = sheet_of_rows(text.rows, file=file, written=(text.encoding, text.separator), header_rows=header_rows)
    if found is None:
        raise _unreadable(
            file,
            "holds nothing but empty lines",
            "The first row must name the columns; the forms follow, one a row.",
        )
    return found


def _of_workbook(file: str, contents: bytes, sheet: str | None, header_rows: int | None) -> Sheet:
    names = names_of_sheets(file, contents)
    if not names:
        raise _unreadable(file, "has no sheet", "Save it again with the answers on the first sheet.")
    if sheet is not None and sheet not in names:
        alike = [name for name in names if name.casefold().strip() == sheet.casefold().strip()]
        if len(alike) != 1:
            raise _unreadable(file, f'has no sheet "{sheet}"', f"Its sheets: {', '.join(names)}.")
        sheet = alike[0]
    book = workbook_rows(file, contents, sheet if sheet is not None else names[0])
    found = sheet_of_rows(
        book.rows, file=file, sheet=book.sheet, merged=book.merged, faults=book.faults, header_rows=header_rows
    )
    if found is None:
        others = [name for name in names if name != book.sheet]
        next_step = "The first row must name the columns; the forms follow, one a row."
        if others:
            next_step += f" If they are on another sheet, say sheet = ... in the study file: {', '.join(others)}."
        raise _unreadable(file, f'has an empty sheet "{book.sheet}"', next_step)
    return found


def _contents(path: Path) -> bytes:
    if path.is_dir():
        raise _unreadable(
            path.name, "is a folder, not a file", "Name the files in it, or give the folder as responses = ..."
        )
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            raise _unreadable(
                path.name,
                f"is larger than the {_MOST_BYTES // 1_000_000} MB that are read ({size // 1_000_000:,} MB)",
                "Cut it into several files, and list them in the study file.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        beside = nearest(path.name, (other.name for other in path.parent.glob("*") if other.suffix in READABLE))
        raise _unreadable(
            path.name,
            "is not there",
            f"Nearest in that folder: {', '.join(beside)}." if beside else "Paths are relative to the study file.",
        ) from None
    except OSError as error:
        raise _unreadable(
            path.name,
            f"cannot be opened ({error.strerror})",
            "Close it in other programs and check that you may read it.",
        ) from None


def _unreadable(file: str, what: str, next_step: str) -> SourceError:
    return SourceError(Problem(what=what, file=file, next_step=next_step))
