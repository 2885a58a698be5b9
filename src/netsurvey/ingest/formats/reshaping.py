"""Wide columns as rows: what research layouts need before a person, or a tie, has a row to itself.

Cells are moved, never made up: a row made here still says from which row of which file it came.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["gathered", "without_columns"]


def without_columns(sheet: Sheet, columns: Sequence[int]) -> Sheet:
    """Return the sheet without these columns, which another sheet takes over."""
    kept = [column for column in range(len(sheet.headers)) if column not in set(columns)]
    return replace(
        sheet,
        headers=tuple(sheet.headers[column] for column in kept),
        cells=sheet.cells[:, kept],
        cell_count=sheet.cell_count - len(sheet.cells) * (len(sheet.headers) - len(kept)),
        faults={
            (row, kept.index(column)): fault for (row, column), fault in sheet.faults.items() if column in set(kept)
        },
    )


def gathered(
    sheet: Sheet,
    columns: Sequence[Sequence[int]],
    *,
    beside: int,
    labels: Sequence[Sequence[str]],
    headers: Sequence[str],
    where: NDArray[np.bool_],
) -> Sheet:
    r"""Return a sheet with a row for every row of `sheet` and every group of its columns.

    Parameters
    ----------
    sheet
        The wide sheet.
    columns
        The columns of each group, as many in each.
    beside
        The column that is repeated before every group: whose it is.
    labels
        For each group, what its headers say and its cells do not: which slot, which pair.
    headers
        Those of the new sheet: of the repeated column, of the labels, of the columns.
    where
        Which groups, a column each, of which rows are wanted.

    Examples
    --------
    >>> from netsurvey.ingest.sheets import sheet_of
    >>> wide = sheet_of("a.csv", b"id,sex.1,sex.2\ne1,f,m\ne2,m,")
    >>> said = wide.cells[:, 1:] != ""
    >>> long = gathered(wide, [[1], [2]], beside=0, labels=[("1",), ("2",)], headers=["id", "alter", "sex"], where=said)
    >>> long.cells.tolist(), long.row(1)
    ([['e1', '1', 'f'], ['e1', '2', 'm'], ['e2', '1', 'm']], 2)
    """
    rows, groups = np.nonzero(where)
    told = np.array([list(label) for label in labels], dtype=object).reshape(
        len(labels), len(headers) - len(columns[0]) - 1
    )
    taken = np.array(columns, dtype=np.int64)[groups]
    cells = np.column_stack([sheet.cells[rows, beside], told[groups], sheet.cells[rows[:, None], taken]])
    first = len(headers) - len(columns[0])
    return Sheet(
        file=sheet.file,
        sheet=sheet.sheet,
        encoding=sheet.encoding,
        separator=sheet.separator,
        headers=tuple(headers),
        cells=cells,
        header_row=sheet.header_row,
        overflow=(),
        cell_count=cells.size,
        faults={
            (new, first + place): sheet.faults[row, column]
            for new, row in enumerate(rows.tolist() if sheet.faults else [])
            for place, column in enumerate(taken[new].tolist())
            if (row, column) in sheet.faults
        },
        origins=tuple((sheet.place_of(row), sheet.row(row)) for row in rows.tolist()),
    )
