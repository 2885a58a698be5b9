"""The account of every cell of one sheet: kept, set aside with a reason, blank, or in a column nobody asked for.

Nothing may be lost, and the only way to be sure is to count: the reader counts the cells that went in, the ledger
those that came out, and the difference is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.ingest.sheet import Fault
from netsurvey.ingest.values import value_kind
from netsurvey.ingest.words import by_unique

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.ingest.sheet import Sheet

__all__ = ["WITHDRAWN", "Ledger"]

WITHDRAWN = "withdrawn"
"""Reason of cells that somebody took back; their values are told to nobody."""

_TOO_WIDE = "the row has more cells than the header"
_NO_REASON = 0
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
        self.identity = np.zeros(sheet.cells.shape[1], dtype=bool)
        self.filled = sheet.cells.astype(bool)
        self._faults = dict(sheet.faults)
        self._reasons = {"": _NO_REASON}
        self._reason_of: dict[int, NDArray[np.int32]] = {}

    def use(self, column: int, *, private: bool) -> None:
        """Note that a line of the study file reads a column, and whether its values may be shown."""
        self.used[column] = True
        self.private[column] |= private

    def drop(self, column: int) -> None:
        """Note that a column holds what a field tool recorded about somebody by itself."""
        self.identity[column] = True

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
        if len(held):
            self._give_reason(held[self._reasons_in(column)[held] == _NO_REASON], column, reason)

    def set_aside_rows(self, rows: NDArray[np.int64], reason: str) -> None:
        """Quarantine whole rows, as far as the study file reads them."""
        for column in np.flatnonzero(self.used).tolist():
            self.set_aside(rows, column, reason)

    def correct(self, row: int, column: int, text: str) -> None:
        """Put the text in a cell that the team says it should hold; do so before anything is read."""
        self.sheet.cells[row, column] = text
        self.filled[row, column] = bool(text)
        self._faults.pop((row, column), None)

    def withdraw(self, rows: NDArray[np.int64], column: int) -> None:
        """Set aside what these cells hold, whatever was made of them before, and never tell it."""
        held = rows[self.filled[rows, column]]
        self._raise_to(_SET_ASIDE, held, column)
        self._give_reason(held, column, WITHDRAWN)
        faulty = ((row, column) for row in rows.tolist())
        self._faults.update({place: Fault("", WITHDRAWN) for place in faulty if place in self._faults})

    def withdraw_rows(self, rows: NDArray[np.int64]) -> None:
        """Withdraw whole rows, as far as the study file reads them."""
        for column in np.flatnonzero(self.used).tolist():
            self.withdraw(rows, column)

    def set_aside_unread(self, reason: str) -> None:
        """Quarantine the filled cells of used columns that nothing has read."""
        for column in np.flatnonzero(self.used).tolist():
            rows = np.flatnonzero((self.state[:, column] == _UNREAD) & self.filled[:, column])
            self.set_aside(rows, column, reason)

    def counts(self) -> dict[str, int]:
        """Return how many cells became what; cells nothing has read are in none of the counts."""
        state = np.where((self.state == _UNREAD) & ~self.filled, _BLANK, self.state)
        for row, column in self._faults:
            state[row, column] = _SET_ASIDE if self.used[column] else _UNUSED
        state = np.where((state == _UNREAD) & ~self.used, _UNUSED, state)
        return {
            "cells": self.sheet.cell_count,
            "kept": int((state == _KEPT).sum()),
            "quarantined": int((state == _SET_ASIDE).sum()) + len(self.sheet.overflow),
            "blank": int((state == _BLANK).sum()),
            "unused": int((state == _UNUSED).sum()),
        }

    def unused_columns(self) -> list[str]:
        """Return the headers of the columns no line of the study file uses."""
        return [self.sheet.title(column) for column in np.flatnonzero(~self.used & ~self.identity).tolist()]

    def dropped(self) -> dict[str, int]:
        """Return the filled cells of columns that were dropped at the door, by header; they are among the unused."""
        columns = np.flatnonzero(self.identity & ~self.used).tolist()
        return {self.sheet.title(column): int(self.filled[:, column].sum()) for column in columns}

    def quarantine(self) -> pd.DataFrame:
        """Return one row a cell set aside, values only where they cannot be somebody's identity."""
        found = self._set_aside_cells()
        rows, columns = found["row"].tolist(), found["column"].to_numpy(dtype=np.int64)
        private = np.append(self.private, [True])[np.minimum(columns, len(self.private))]
        texts = found["text"].to_numpy(dtype=object)
        told = texts.copy()
        told[private | (found["reason"] == WITHDRAWN).to_numpy()] = None
        return pd.DataFrame(
            {
                "file": [self.sheet.place_of(row) for row in rows],
                "row": [self.sheet.row(row) for row in rows],
                "column": [self.sheet.title(column) for column in columns.tolist()],
                "value_kind": by_unique(texts, value_kind),
                "value": told,
                "reason": found["reason"],
            }
        )

    def _set_aside_cells(self) -> pd.DataFrame:
        """Return index of row and column, text and reason of every cell set aside, in the order of the sheet."""
        names = ["row", "column", "text", "reason"]
        faulty = [(*at, fault.text, fault.reason) for at, fault in self._faults.items() if self.used[at[1]]]
        frames = [pd.DataFrame([*faulty, *((*cell, _TOO_WIDE) for cell in self.sheet.overflow)], columns=names)]
        said = np.array(list(self._reasons), dtype=object)
        for column, reasons in self._reason_of.items():
            rows = np.flatnonzero(reasons)
            texts = self.sheet.cells[rows, column]
            frames.append(pd.DataFrame(dict(zip(names, (rows, column, texts, said[reasons[rows]]), strict=True))))
        filled = [frame for frame in frames if len(frame)] or frames[:1]
        return pd.concat(filled, ignore_index=True).sort_values(["row", "column"], ignore_index=True)

    def _give_reason(self, rows: NDArray[np.int64], column: int, reason: str) -> None:
        if len(rows):
            self._reasons_in(column)[rows] = self._reasons.setdefault(reason, len(self._reasons))

    def _reasons_in(self, column: int) -> NDArray[np.int32]:
        """Return the number of each row's reason in a column."""
        if column not in self._reason_of:
            self._reason_of[column] = np.zeros(len(self.state), dtype=np.int32)
        return self._reason_of[column]

    def _raise_to(self, state: int, rows: NDArray[np.int64], column: int) -> None:
        self.state[rows, column] = np.maximum(self.state[rows, column], state)
