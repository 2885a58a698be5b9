"""Cells that the team has put right: `corrections.csv`, applied to the sheets before anything in them is read.

The files of answers are never written to. A correction says what the cell holds now, and one that no longer fits is
refused rather than guessed at; no text of a cell is told, because any cell may hold a name.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.errors import DataError, Problem, nearest
from netsurvey.ingest.sheets import read_sheet
from netsurvey.ingest.team_files import team_rows
from netsurvey.ingest.values import fold, whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from netsurvey.ingest.pages import Page

__all__ = ["CORRECTIONS", "apply_corrections", "as_written", "corrections_without"]

CORRECTIONS = "corrections.csv"
"""Name of the file in the study folder."""

_NEEDED = ("row", "column", "was", "becomes", "who", "why")
_OPTIONAL = ("file", "sheet")
_GUARDED = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, kw_only=True)
class _Correction:
    """One row of the file: where it stands, and what it says."""

    line: int
    file: str
    sheet: str
    row: str
    column: str
    was: str
    becomes: str

    def problem(self, column: str, what: str, next_step: str) -> Problem:
        return Problem(what=what, file=CORRECTIONS, row=self.line, column=column, next_step=next_step)


@dataclass(frozen=True, eq=False)
class _Rows:
    """A sheet's rows by the place they came from, so that each is found without going through all of them."""

    page: Page
    places: tuple[str, ...]
    place_of: NDArray[np.intp]
    shown: NDArray[np.int64]

    @classmethod
    def of(cls, page: Page) -> _Rows:
        sheet = page.sheet
        every = range(len(sheet.cells))
        codes, places = pd.factorize(np.array([sheet.place_of(index) for index in every], dtype=object))
        return cls(page, tuple(places), codes, np.array([sheet.row(index) for index in every], dtype=np.int64))

    def at(self, place: str) -> NDArray[np.intp]:
        """Return the indexes of the rows that came from a place."""
        return np.flatnonzero(self.place_of == self.places.index(place)) if place in self.places else np.array([], int)


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """One cell of the answers."""

    page: Page
    index: int
    column: int

    @property
    def text(self) -> str:
        return self.page.sheet.shown(self.index, self.column)

    @property
    def place(self) -> tuple[str, int, str]:
        sheet = self.page.sheet
        return sheet.place_of(self.index), sheet.row(self.index), sheet.title(self.column)


def apply_corrections(pages: Sequence[Page], folder: Path) -> list[dict[str, Any]]:
    """Put right the cells of these pages that the study folder's corrections name.

    Parameters
    ----------
    pages
        The sheets, before anything is read from them.
    folder
        The study folder.

    Returns
    -------
    list of dict
        `line` of the corrections, and `file`, `row` and `column` of the cell, for each one.

    Raises
    ------
    SourceError
        When the file of corrections cannot be read.
    DataError
        With every correction that cannot be applied; then none is.
    """
    path = folder / CORRECTIONS
    if not path.exists():
        return []
    sheets = [_Rows.of(page) for page in {id(page.ledger): page for page in pages}.values()]
    problems: list[Problem] = []
    found: dict[tuple[str, int, str], tuple[_Correction, list[_Cell]]] = {}
    for correction in _read(path):
        cells = _located(correction, sheets)
        if isinstance(cells, Problem):
            problems.append(cells)
            continue
        first, _ = found.setdefault(cells[0].place, (correction, cells))
        if first is not correction:
            problems.append(
                correction.problem("row", f"corrects the cell that row {first.line} corrects", "Keep one of the two.")
            )
    if problems:
        raise DataError(problems)
    for correction, cells in found.values():
        for cell in cells:
            cell.page.ledger.correct(cell.index, cell.column, correction.becomes)
    return [
        {"line": correction.line, "file": file, "row": row, "column": column}
        for (file, row, column), (correction, _) in found.items()
    ]


def corrections_without(folder: Path, lines: Collection[int], *, groundless: Collection[int] = ()) -> str:
    """Return the text of the file of corrections without some of its rows.

    Parameters
    ----------
    folder
        The study folder.
    lines
        Rows to leave out, as a spreadsheet shows them.
    groundless
        Rows whose `why` is emptied.
    """
    sheet = read_sheet(folder / CORRECTIONS)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=sheet.separator or ",", lineterminator="\n")
    writer.writerow(sheet.headers)
    why = [column for column, header in enumerate(sheet.headers) if fold(header) == "why"]
    for index in range(len(sheet.cells)):
        line = sheet.row(index)
        emptied = why if line in groundless else []
        if line not in lines:
            every = range(len(sheet.headers))
            writer.writerow(["" if column in emptied else sheet.shown(index, column) for column in every])
    return text.getvalue()


def as_written(folder: Path) -> dict[int, dict[str, str]]:
    """Return what each row of the corrections says, by the row and the folded header."""
    sheet = read_sheet(folder / CORRECTIONS)
    return {
        sheet.row(index): {fold(header): sheet.shown(index, column) for column, header in enumerate(sheet.headers)}
        for index in range(len(sheet.cells))
    }


def _read(path: Path) -> Iterator[_Correction]:
    for line, texts in team_rows(path, needed=_NEEDED, optional=_OPTIONAL).items():
        said = {name: texts[name] for name in ("file", "sheet", "column", "was", "becomes")}
        yield _Correction(line=line, row=whole(texts["row"]), **said)


def _located(correction: _Correction, sheets: Sequence[_Rows]) -> list[_Cell] | Problem:
    """Return the cell a correction means, once for every sheet it was put into, or why there is none."""
    known = list(dict.fromkeys(place for rows in sheets for place in rows.places))
    meant = [place for place in known if _is_of(correction, place)]
    if not meant:
        there = f"There are: {', '.join(known)}."
        return correction.problem("file", "there is no such file or sheet among the answers", there)
    if len(meant) > 1:
        which = f"Give file and sheet; there are: {', '.join(meant)}."
        column = "sheet" if correction.file else "file"
        return correction.problem(column, "does not say which of the sheets is meant", which)
    place = meant[0]
    read = [rows for rows in sheets if place in rows.places]
    number = int(correction.row) if correction.row.isdecimal() else 0
    indexes = {id(rows): rows.at(place) for rows in read}
    shown = np.concatenate([rows.shown[indexes[id(rows)]] for rows in read])
    if number not in shown:
        return correction.problem(
            "row",
            f"{place} has no such row below its header that holds anything",
            f"Give a number from {shown.min()} to {shown.max()}, as a spreadsheet shows it.",
        )
    columns = {id(rows): _columns(rows.page, correction.column) for rows in read}
    for rows in read:
        if len(columns[id(rows)]) > 1:
            letters = ", ".join(rows.page.sheet.letters(column) for column in columns[id(rows)])
            return correction.problem("column", "several columns have this header", f"Give the letter: {letters}.")
    cells = [
        _Cell(page=rows.page, index=index, column=column)
        for rows in read
        for index in indexes[id(rows)][rows.shown[indexes[id(rows)]] == number].tolist()
        for column in columns[id(rows)]
    ]
    if not cells:
        headers = [header for rows in read for header in rows.page.sheet.headers if header]
        near = nearest(correction.column, headers)
        return correction.problem(
            "column",
            f"{place} has no such column",
            f"Nearest: {', '.join(near)}." if near else "Give the header as the sheet has it, or the column's letter.",
        )
    return _matching(correction, cells)


def _matching(correction: _Correction, cells: list[_Cell]) -> list[_Cell] | Problem:
    """Return the cells that hold what the correction says they do, or why it cannot be applied."""
    was = correction.was.removeprefix("'") if correction.was.startswith(_GUARDED) else correction.was
    fitting = [cell for cell in cells if cell.text in {was, correction.was}]
    if len({id(cell.page.ledger) for cell in fitting}) == len(fitting) > 0:
        return fitting
    place, row, title = cells[0].place
    where = f'{place}, row {row}, column "{title}"'
    if fitting:
        return correction.problem(
            "was", f"{where} is read as several cells that hold this", "Mend the answers instead."
        )
    if all(cell.text == correction.becomes for cell in cells):
        return correction.problem(
            "was", f"{where} holds already what the correction makes of it", "Take this correction out."
        )
    return correction.problem(
        "was",
        f"{where} does not hold what `was` says",
        "Look at the cell: has a row been put in above it, or has somebody mended it? Then mend or take out this one.",
    )


def _is_of(correction: _Correction, place: str) -> bool:
    file, _, sheet = place.partition(":")
    wanted = correction.file.casefold()
    right_file = not wanted or wanted in {file.casefold(), place.casefold()}
    return right_file and (not correction.sheet or correction.sheet.casefold() == sheet.casefold())


def _columns(page: Page, wanted: str) -> list[int]:
    """Return the columns of a header as written, else without regard to case, else of a spreadsheet's letters."""
    sheet = page.sheet
    every = range(len(sheet.headers))
    titles = [{sheet.title(column), page.names[column]} for column in every]
    return (
        [column for column in every if wanted and wanted in titles[column]]
        or [column for column in every if fold(wanted) and fold(wanted) in set(map(fold, titles[column]))]
        or [column for column in every if sheet.letters(column) == wanted.upper()]
    )
