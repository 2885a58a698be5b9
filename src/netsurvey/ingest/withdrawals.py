"""What people took back: `withdrawn.csv` holds keys and never a name, and every reading of the answers obeys it.

The files of answers are never written to, so what was withdrawn may stand there for a while; its cells are set aside
without a word on what they hold, and the report lists them until the team has emptied them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.errors import DataError, Problem
from netsurvey.ingest.repeats import NOBODY
from netsurvey.ingest.respondents import place_of
from netsurvey.ingest.sheets import read_sheet
from netsurvey.ingest.values import fold, whole
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, Column, Table, checked, empty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from netsurvey.ingest.generators import Named
    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Forms
    from netsurvey.ingest.sheet import Sheet
    from netsurvey.study import Study

__all__ = ["SAID", "SAID_OF", "WITHDRAWN_FILE", "WITHDRAWN_TABLE", "Withdrawals", "read_withdrawn"]

WITHDRAWN_FILE = "withdrawn.csv"
"""Name of the file in the study folder."""

SAID, SAID_OF = "said", "said of"

WITHDRAWN_TABLE = Table(
    name="withdrawn",
    key=(),
    columns={
        "what": Column(
            kind="text",
            meaning="what they said (a whole form), or what was said of them (one mention)",
            required=True,
            allowed=(SAID, SAID_OF),
        ),
        "site": Column(kind="text", meaning="the community", required=True),
        "wave": Column(kind="text", meaning="the round of the survey", required=True),
        "respondent_id": Column(kind="text", meaning="whose form it is, or stands on", required=True),
        "question": Column(kind="text", meaning="the question's key in the study file; empty for a form"),
        "position": Column(kind="integer", meaning="the slot; empty for a form"),
        "part": Column(kind="integer", meaning="which name of the cell; empty for a form"),
        "when": Column(kind="text", meaning="day of the withdrawal, ISO 8601"),
        "who": Column(kind="text", meaning="who of the team carried it out, where they said so"),
    },
)

_GUARDED = ("'=", "'+", "'-", "'@")
_ORIGINS = ("form", "position", "part")


def read_withdrawn(folder: Path) -> pd.DataFrame:
    """Return what `withdrawn.csv` in a study folder says; no rows where there is none.

    Raises
    ------
    SourceError
        When the file cannot be read.
    DataError
        With every row that is not a key.
    """
    path = folder / WITHDRAWN_FILE
    if not path.exists():
        return empty(WITHDRAWN_TABLE)
    sheet = read_sheet(path)
    at = {fold(header): column for column, header in reversed(list(enumerate(sheet.headers)))}
    lacking = [name for name in WITHDRAWN_TABLE.columns if name not in at and name not in {"when", "who"}]
    if lacking:
        columns = f"Its columns are {', '.join(WITHDRAWN_TABLE.columns)}."
        raise DataError(
            Problem(what="has no such column", file=WITHDRAWN_FILE, column=name, next_step=columns) for name in lacking
        )
    rows = [row for row in range(len(sheet.cells)) if any(sheet.cells[row])]
    texts = pd.DataFrame(
        {
            name: [_unguarded(sheet.cells[row, at[name]]) if name in at else "" for row in rows]
            for name in WITHDRAWN_TABLE.columns
        },
        dtype=object,
    )
    problems = [
        problem
        for row, told in zip(rows, texts.to_dict("records"), strict=True)
        for problem in _faults(sheet, row, told)
    ]
    if problems:
        raise DataError(problems)
    return checked(texts.where(texts != "", None), WITHDRAWN_TABLE)


def _unguarded(text: str) -> str:
    return whole(text[1:] if text.startswith(_GUARDED) else text)


def _faults(sheet: Sheet, row: int, told: Mapping[Any, str]) -> Iterable[Problem]:
    def fault(column: str, what: str, next_step: str) -> Problem:
        return Problem(what=what, file=WITHDRAWN_FILE, row=sheet.row(row), column=column, next_step=next_step)

    if told["what"] not in {SAID, SAID_OF}:
        yield fault("what", f'is neither "{SAID}" nor "{SAID_OF}"', "Say which of the two was withdrawn.")
        return
    for name in RESPONDENT_KEY:
        if not told[name]:
            yield fault(name, "is empty", "A form has a site, a wave and a respondent's id.")
    if told["what"] == SAID_OF:
        if not told["question"]:
            yield fault("question", "is empty", "A mention stands under a question.")
        for name in ("position", "part"):
            if not told[name].isdecimal():
                yield fault(name, "is not a whole number", "mentions.csv has the position and part of every mention.")


@dataclass(frozen=True, kw_only=True, eq=False)
class Withdrawals:
    """What is withdrawn, and an account of where the answers still hold it.

    Attributes
    ----------
    forms
        Keys of the forms whose respondents took back what they said.
    mentions
        Keys of the mentions by which others said something of somebody.
    standing
        File, row and column (None: the whole row) of what the answers still hold, by key.
    """

    forms: frozenset[tuple[str, ...]]
    mentions: frozenset[tuple[str | int, ...]]
    standing: dict[tuple[str | int, ...], list[tuple[str, int, str | None]]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: pd.DataFrame) -> Withdrawals:
        """Return the withdrawals of a table such as :func:`read_withdrawn` gives."""
        forms, mentions = (table[table["what"] == what] for what in (SAID, SAID_OF))
        return cls(
            forms=frozenset(forms[list(RESPONDENT_KEY)].itertuples(index=False, name=None)),
            mentions=frozenset(mentions[list(MENTION_KEY)].itertuples(index=False, name=None)),
        )

    def __contains__(self, key: Sequence[str | int]) -> bool:
        """Whether a form or a mention is withdrawn, itself or with the form it stands on."""
        return tuple(key[: len(RESPONDENT_KEY)]) in self.forms or tuple(key) in self.mentions

    def without_forms(
        self, study: Study, forms: Forms, tables: Sequence[tuple[Page, NDArray[np.int64]]]
    ) -> tuple[Forms, list[tuple[Page, NDArray[np.int64]]]]:
        """Return the forms and whose each row of the repeat tables is, without what respondents took back.

        Parameters
        ----------
        study
            What was asked.
        forms
            Every form.
        tables
            The repeat tables, each with the form every row belongs to.

        Raises
        ------
        DataError
            When no form is left.
        """
        if not self.forms:
            return forms, list(tables)
        keys = list(forms.keys.itertuples(index=False, name=None))
        gone = np.array([key in self.forms for key in keys], dtype=bool)
        if gone.all():
            raise DataError(
                Problem(
                    what="withdraws every form there is",
                    file=WITHDRAWN_FILE,
                    next_step="There is nothing left to work out; delete the study.",
                )
            )
        for block in forms.blocks:
            for row, key in enumerate(_keys(study, block.page)):
                if key in self.forms:
                    self._take_row(key, block.page, row)
        for page, owner in tables:
            for row in np.flatnonzero((owner >= 0) & gone[owner]).tolist():
                self._take_row(keys[owner[row]], page, row)
        number = np.where(gone, NOBODY, np.cumsum(~gone) - 1)
        return _thinned(forms, ~gone), [(page, np.where(owner >= 0, number[owner], owner)) for page, owner in tables]

    def _take_row(self, key: tuple[str, ...], page: Page, row: int) -> None:
        if page.ledger.filled[row].any():
            page.ledger.withdraw_rows(np.array([row]))
            place = (page.sheet.place_of(row), page.sheet.row(row), None)
            places = self.standing.setdefault(key, [])
            if place not in places:
                places.append(place)

    def without_mentions(self, forms: Forms, named: Mapping[str, Named]) -> dict[str, Named]:
        """Return what every name generator brought, without the mentions that were withdrawn.

        A form's answer to the question stays what it was: somebody was named there. A cell that names others too is
        kept for their sake, and what is kept of it no longer holds the name.

        Parameters
        ----------
        forms
            The forms that are left.
        named
            The mentions by question.
        """
        if not self.mentions:
            return dict(named)
        gone = {name: self._gone(forms, name, one.mentions) for name, one in named.items()}
        taken = [one.mentions[gone[name]] for name, one in named.items()]
        rows = {(id(slot.page.ledger), row) for frame in taken for slot, row in _stands(frame)}
        needed = {
            (id(slot.page.ledger), row, column)
            for name, one in named.items()
            for slot, row in _stands(one.mentions[~gone[name]])
            if (id(slot.page.ledger), row) in rows
            for column in slot.columns
        }
        for frame, name in zip(taken, named, strict=True):
            keys = _mention_keys(forms, name, frame)
            for key, (slot, row) in zip(keys, _stands(frame), strict=True):
                sheet, ledger = slot.page.sheet, slot.page.ledger
                for column in slot.columns:
                    if (id(ledger), row, column) not in needed:
                        ledger.withdraw(np.array([row]), column)
                    if sheet.shown(row, column) and (column in slot.names or (id(ledger), row, column) not in needed):
                        place = (sheet.place_of(row), sheet.row(row), sheet.title(column))
                        self.standing.setdefault(key, []).append(place)
        return {name: replace(one, mentions=_thinned_mentions(one.mentions, gone[name])) for name, one in named.items()}

    def without_ties(self, ties: pd.DataFrame) -> pd.DataFrame:
        """Return the ties between those named, without the ties of mentions that were withdrawn."""
        ends = [[*RESPONDENT_KEY, *(f"{name}_{end}" for name in ("question", "position", "part"))] for end in "ab"]
        keys = [ties[columns].itertuples(index=False, name=None) for columns in ends]
        left = [not self.mentions & {one, other} for one, other in zip(*keys, strict=True)]
        return ties.loc[left].reset_index(drop=True)

    def _gone(self, forms: Forms, question: str, mentions: pd.DataFrame) -> NDArray[np.bool_]:
        return np.array([key in self.mentions for key in _mention_keys(forms, question, mentions)], dtype=bool)

    def report(self) -> dict[str, Any]:
        """Return how much was withdrawn, and the cells the team has yet to empty; no value of any."""
        standing = dict.fromkeys(place for places in self.standing.values() for place in places)
        return {
            "forms": len(self.forms & self.standing.keys()),
            "mentions": len(self.mentions & self.standing.keys()),
            "already_gone": len((self.forms | self.mentions) - self.standing.keys()),
            "cells": [{"file": file, "row": row, "column": column} for file, row, column in standing],
        }


def _keys(study: Study, page: Page) -> Iterable[tuple[str, ...]]:
    """Return the key that stands in each row of a sheet of forms, taken or not."""
    parts = [place_of(study, page, "site"), place_of(study, page, "wave"), (None, page.column(study.respondent.id))]
    texts = [
        [value or ""] * len(page.rows) if column is None else [whole(text) for text in page.text(column)]
        for value, column in parts
    ]
    return zip(*texts, strict=True)


def _thinned(forms: Forms, left: NDArray[np.bool_]) -> Forms:
    """Return these forms only, numbered afresh."""
    blocks = []
    start = 0
    for block in forms.blocks:
        mine = left[block.forms]
        blocks.append(replace(block, rows=block.rows[mine], start=start, interviewed=block.interviewed[mine]))
        start += int(mine.sum())
    return replace(
        forms,
        keys=forms.keys[left].reset_index(drop=True),
        interviewed=forms.interviewed[left],
        blocks=tuple(blocks),
    )


def _mention_keys(forms: Forms, question: str, mentions: pd.DataFrame) -> list[tuple[str | int, ...]]:
    keys = list(forms.keys.itertuples(index=False, name=None))
    return [
        (*keys[form], question, position, part)
        for form, position, part in zip(*(mentions[name].tolist() for name in _ORIGINS), strict=True)
    ]


def _stands(mentions: pd.DataFrame) -> Iterable[tuple[Any, int]]:
    """Return the slot and the row of each mention."""
    return zip(mentions["slot"].tolist(), mentions["row"].tolist(), strict=True)


def _thinned_mentions(mentions: pd.DataFrame, gone: NDArray[np.bool_]) -> pd.DataFrame:
    cut = set(mentions.loc[gone, ["form", "position"]].itertuples(index=False, name=None))
    left = mentions[~gone].reset_index(drop=True)
    shared = [place in cut for place in left[["form", "position"]].itertuples(index=False, name=None)]
    return left.assign(cell=left["cell"].mask(np.array(shared, dtype=bool), left["name"])) if any(shared) else left
