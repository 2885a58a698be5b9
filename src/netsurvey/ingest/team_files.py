"""Tables that the team writes itself, beside the answers: corrections, short names, the census."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.errors import DataError, Problem
from netsurvey.ingest.sheets import read_sheet
from netsurvey.ingest.values import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["team_rows"]


def team_rows(path: Path, *, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[int, dict[str, str]]:
    """Return what each row that is not blank says, by the row as a spreadsheet shows it.

    Parameters
    ----------
    path
        The file.
    needed, optional
        Its columns; an optional one that is not there reads as empty, and any other is passed over.

    Raises
    ------
    SourceError
        When the file cannot be read.
    DataError
        With every needed column that is not there, or every row with more cells than the header.
    """
    sheet = read_sheet(path)
    at = {fold(header): column for column, header in reversed(list(enumerate(sheet.headers)))}
    lacking = [name for name in needed if name not in at]
    if lacking:
        columns = f"Its columns are {', '.join(needed)}{', and if you like ' if optional else ''}{', '.join(optional)}."
        raise DataError(
            Problem(what="has no such column", file=path.name, column=name, next_step=columns) for name in lacking
        )
    longer = sorted({row for row, _, text in sheet.overflow if text})
    if longer:
        raise DataError(
            Problem(
                what="the row has more cells than the header",
                file=path.name,
                row=sheet.row(row),
                next_step='Put quotation marks around a text that holds the separator: "Smith, John".',
            )
            for row in longer
        )
    rows = {
        sheet.row(index): {name: sheet.shown(index, at[name]) if name in at else "" for name in (*needed, *optional)}
        for index in range(len(sheet.cells))
    }
    return {row: texts for row, texts in rows.items() if any(texts.values())}
