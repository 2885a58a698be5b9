"""The account of every cell of one sheet: kept, set aside with a reason, blank, or in a column nobody asked for.

Nothing may be lost, and the only way to be sure is to count: the reader counts the cells that went in, the ledger
those that came out, and the difference is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.ingest.values import value_kind
from netsurvey.ingest.words import by_unique

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.ingest.sheets import Sheet

__all__ = ["Ledger"]

_UNREAD, _BLANK, _UNUSED, _KEPT, _SET_ASIDE = range(5)


class Ledger:
    """What became of each cell of a sheet.

    Parameters
    ----------
    sheet
        The sheet as read.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.state = np.zeros(sheet.cells.shape, dtype=np.int8)
        self.used = np.zeros(sheet.cells.shape[1], dtype=bool)
        self.private = np.zeros(sheet.cells.shape[1], dtype=bool)
        self.filled = sheet.cells.astype(bool)
        self._reasons: dict[tuple[int, int], str] = {}

    def use(self, column: int, *, private: bool) -> None:
        """Note that a line of the study file reads a column, and whether its values may be shown."""
        self.used[column] = True
        self.private[column] |= private

    def keep(self, rows: NDArray[np.int64], column: int) -> None:
        """Note that these cells went into a table."""
        self._raise_to(_KEPT, rows, column)

    def blank(self, rows: NDArray[np.int64], column: int) -> None:
        """Note that these cells say nothing."""
        self._raise_to(_BLANK, rows, column)

    def set_aside(self, rows: NDArray[np.int64], column: int, reason: str) -> None:
        """Quarantine those of these cells that hold anything; the first reason given stands."""
        self._raise_to(_BLANK, rows, column)
        held = rows[self.filled[rows, column]]
        self._raise_to(_SET_ASIDE, held, column)
        for row in held.tolist():
            self._reasons.setdefault((row, column), reason)

    def set_aside_rows(self, rows: NDArray[np.int64], reason: str) -> None:
        """Quarantine whole rows, as far as the study file reads them."""
        for column in np.flatnonzero(self.used).tolist():
            self.set_aside(rows, column, reason)

    def set_aside_unread(self, reason: str) -> None:
        """Quarantine the filled cells of used columns that nothing has read."""
        for column in np.flatnonzero(self.used).tolist():
            rows = np.flatnonzero((self.state[:, column] == _UNREAD) & self.filled[:, column])
            self.set_aside(rows, column, reason)

    def counts(self) -> dict[str, int]:
        """Return how many cells became what; cells nothing has read are in none of the counts."""
        state = np.where((self.state == _UNREAD) & ~self.filled, _BLANK, self.state)
        state = np.where((state == _UNREAD) & ~self.used, _UNUSED, state)
        ragged = sum(bool(text) for _, _, text in self.sheet.overflow)
        return {
            "cells": self.sheet.cell_count,
            "kept": int((state == _KEPT).sum()),
            "quarantined": int((state == _SET_ASIDE).sum()) + ragged,
            "blank": int((state == _BLANK).sum()) + len(self.sheet.overflow) - ragged,
            "unused": int((state == _UNUSED).sum()),
        }

    def unused_columns(self) -> list[str]:
        """Return the headers of the columns no line of the study file uses."""
        return [self.sheet.title(column) for column in np.flatnonzero(~self.used).tolist()]

    def quarantine(self) -> pd.DataFrame:
        """Return one row a cell set aside, values only where they cannot be somebody's identity."""
        held = [
            (row, self.sheet.title(column), self.sheet.cells[row, column], not self.private[column], reason)
            for (row, column), reason in sorted(self._reasons.items())
        ]
        held += [
            (row, self.sheet.title(column), text, False, "the row has more cells than the header")
            for row, column, text in self.sheet.overflow
            if text
        ]
        rows, columns, texts, shown, reasons = zip(*held, strict=True) if held else ((), (), (), (), ())
        return pd.DataFrame(
            {
                "file": [self.sheet.place] * len(held),
                "row": [self.sheet.row(row) for row in rows],
                "column": columns,
                "value_kind": by_unique(np.array(texts, dtype=object), value_kind),
                "value": [text if show else None for text, show in zip(texts, shown, strict=True)],
                "reason": reasons,
            }
        )

    def _raise_to(self, state: int, rows: NDArray[np.int64], column: int) -> None:
        self.state[rows, column] = np.maximum(self.state[rows, column], state)
