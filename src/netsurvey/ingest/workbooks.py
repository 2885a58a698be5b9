"""Rows of a workbook's sheet, every cell as it was typed; formulas are never worked out, only their values read.

python-calamine reads every kind of workbook; what it does not tell, and what would make it take all memory, is looked
at in the parts beforehand.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.headers import Merged
from netsurvey.ingest.workbook_parts import Checked, checked_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from python_calamine import CalamineSheet

    from netsurvey.ingest.sheet import Fault

__all__ = ["WORKBOOK_STARTS", "WorkbookRows", "names_of_sheets", "workbook_rows"]

_ZIP = b"PK\x03\x04"
WORKBOOK_STARTS = (_ZIP, b"\xd0\xcf\x11\xe0")
"""How the bytes of a workbook begin, whatever the file is called."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WorkbookRows:
    """The rows of a sheet and what is known of its cells.

    Attributes
    ----------
    sheet
        Its name.
    rows
        Number of the row as a spreadsheet shows it, and its cells.
    faults
        Cells that hold no answer, by number of the row and index of the column.
    merged
        Cells that are merged.
    """

    sheet: str
    rows: Iterator[tuple[int, list[str]]]
    faults: Mapping[tuple[int, int], Fault]
    merged: list[Merged]


def names_of_sheets(file: str, contents: bytes) -> list[str]:
    """Return the names of a workbook's sheets, in its order; charts and macros are none.

    Raises
    ------
    SourceError
        When it is damaged, protected or no workbook.
    """
    book = _opened(file, contents, _parts(file, contents, None))
    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def workbook_rows(file: str, contents: bytes, sheet: str) -> WorkbookRows:
    """Return the rows of one sheet.

    Parameters
    ----------
    file
        Name of the file, for complaints.
    contents
        What it holds.
    sheet
        Name of the sheet, one of its `names_of_sheets`.

    Raises
    ------
    SourceError
        When the workbook or the sheet is damaged, or reaches further than can be read.
    """
    parts = _parts(file, contents, sheet)
    try:
        grid = _opened(file, contents, parts).get_sheet_by_name(sheet)
        areas = grid.merged_cell_ranges or []
    except (CalamineError, OSError, ValueError):
        raise SourceError(
            Problem(
                what=f'has a damaged sheet "{sheet}"',
                file=file,
                next_step="Open it in a spreadsheet program and save it again as .xlsx.",
            )
        ) from None
    merged = [Merged(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in areas]
    return WorkbookRows(sheet=sheet, rows=_rows(grid), faults=parts.faults, merged=[*parts.merged, *merged])


def _parts(file: str, contents: bytes, sheet: str | None) -> Checked:
    if contents.startswith(_ZIP):
        return checked_parts(file, contents, sheet=sheet)
    return Checked(contents=io.BytesIO(contents))


def _opened(file: str, contents: bytes, parts: Checked) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_object(parts.contents)
    except PasswordError:
        raise SourceError(
            Problem(what="is protected by a password", file=file, next_step="Save a copy without the password.")
        ) from None
    except (CalamineError, OSError, ValueError):
        if contents.startswith(WORKBOOK_STARTS):
            what, step = (
                "is damaged and cannot be opened",
                "Open it in a spreadsheet program and save it again as .xlsx.",
            )
        else:
            what = f"is not a workbook, though its name ends in .{file.rpartition('.')[2]}"
            step = "If it is text with separators, give it the ending .csv; otherwise save it again as .xlsx."
        raise SourceError(Problem(what=what, file=file, next_step=step)) from None


def _rows(grid: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    left = [""] * (grid.start[1] if grid.start is not None else 0)
    for number, row in enumerate(grid.iter_rows(), start=1):
        yield number, left + [cell if cell.__class__ is str else _as_typed(cell) for cell in row]


@lru_cache(maxsize=1 << 14, typed=True)
def _as_typed(cell: Any) -> str:  # noqa: ANN401 - whatever a workbook's cell holds
    """Return a workbook's cell as text: whole numbers without decimals, days as ISO 8601.

    Examples
    --------
    >>> _as_typed(3.0), _as_typed(2.5), _as_typed(datetime.date(2011, 5, 4)), _as_typed(True)
    ('3', '2.5', '2011-05-04', 'TRUE')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)
