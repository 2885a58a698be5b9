"""Ties between those named, as the respondent sees them: a row a tie, or a column a pair of slots.

They stay inside their respondent: who these people are to the rest of the village is not known here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.ingest.values import fold, number, truth, whole
from netsurvey.ingest.words import BLANK, words_for
from netsurvey.tables import MENTION_TIES, empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from netsurvey.ingest.generators import Named
    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Block, Forms
    from netsurvey.study import AlterTies, Study

__all__ = ["pair_columns", "read_alter_ties"]

_Mention = tuple[str, int, int]
_Tie = tuple[int, _Mention, _Mention, float]
_NOBODY = "somebody in this tie is in none of the rows of names that were read"


def pair_columns(page: Page, pattern: str) -> dict[tuple[int, int], int]:
    """Return the column of each pair of slots.

    Parameters
    ----------
    page
        A sheet of forms.
    pattern
        The header with `{a}` and `{b}` where the slots stand.
    """
    expression = re.escape(pattern).replace(r"\{a\}", r"(?P<a>\d{1,6})", 1).replace(r"\{b\}", r"(?P<b>\d{1,6})", 1)
    found = ((re.fullmatch(expression, name), column) for column, name in enumerate(page.names))
    return {(int(match["a"]), int(match["b"])): column for match, column in found if match}


def read_alter_ties(
    study: Study,
    forms: Forms,
    tables: Sequence[tuple[Page, NDArray[np.int64]]],
    named: Mapping[str, Named],
) -> pd.DataFrame:
    """Return the ties between the mentions of each respondent, each pair once, the earlier mention first.

    Where a pair stands twice, the first strength that was given counts.

    Parameters
    ----------
    study
        What was asked.
    forms
        The forms.
    tables
        The repeat tables, each with the form every row belongs to (-1: none).
    named
        The mentions by question.
    """
    ties = study.alter_ties
    if ties is None:
        return empty(MENTION_TIES)
    people = {name: named[name].mentions for name in study.name_generators}
    if ties.table is None:
        found = [tie for block in forms.blocks for tie in _wide(study, ties, block, people)]
    else:
        at = _by_alter(study, ties, people)
        found = [tie for page, owner in tables if page.table == ties.table for tie in _rows(ties, page, owner, at)]
    order = {name: place for place, name in enumerate(people)}

    def rank(mention: _Mention) -> tuple[int, int, int]:
        return order[mention[0]], mention[1], mention[2]

    strengths: dict[tuple[int, _Mention, _Mention], float] = {}
    for form, one, other, strength in found:
        first, second = sorted((one, other), key=rank)
        if np.isnan(strengths.get((form, first, second), np.nan)):
            strengths[form, first, second] = strength
    rows = sorted(strengths, key=lambda key: (key[0], rank(key[1]), rank(key[2])))
    keys = forms.keys.iloc[[form for form, *_ in rows]].reset_index(drop=True)
    ends = pd.DataFrame(
        [(*one, *other, strengths[form, one, other]) for form, one, other in rows],
        columns=["question_a", "position_a", "part_a", "question_b", "position_b", "part_b", "strength"],
    )
    return pd.concat([keys, ends], axis=1) if rows else empty(MENTION_TIES)


def _by_alter(study: Study, ties: AlterTies, people: Mapping[str, pd.DataFrame]) -> dict[tuple[int, str], _Mention]:
    """Return the mention of each alter of each form; the first question that took the row, where several did."""
    found: dict[tuple[int, str], _Mention] = {}
    for name, mentions in people.items():
        if study.questions[name].table is None:
            continue
        columns = [mentions[key].tolist() for key in ("form", "position", "part", "name", "slot", "row")]
        for form, position, part, written, slot, row in zip(*columns, strict=True):
            page = slot.page
            column = page.column(ties.alter)
            text = written if column is None else page.text(column)[row]
            found.setdefault((form, fold(whole(text))), (name, position, part))
            if column is not None:
                page.ledger.keep(np.array([row]), column)
    return found


def _rows(
    ties: AlterTies, page: Page, owner: NDArray[np.int64], at: Mapping[tuple[int, str], _Mention]
) -> Iterator[_Tie]:
    ends = [page.column(column) for column in ties.between or []]
    strong = page.column(ties.strength)
    if None in ends:
        return
    columns = [column for column in (*ends, strong) if column is not None]
    texts = [page.text(column) for column in columns]
    for row in np.flatnonzero(owner >= 0).tolist():
        this = np.array([row])
        form = int(owner[row])
        pair = [at.get((form, fold(whole(text[row])))) for text in texts[:2]]
        one, other = pair
        if one is None or other is None:
            page.ledger.set_aside_rows(this, _NOBODY)
            continue
        if one == other:
            page.ledger.set_aside_rows(this, "a tie of somebody with themselves")
            continue
        for column in columns[:2]:
            page.ledger.keep(this, column)
        strength = np.nan if strong is None else _strength(ties, page, this, strong)
        if strength != 0:
            yield form, one, other, np.nan if strength is None else strength


def _wide(
    study: Study,
    ties: AlterTies,
    block: Block,
    people: Mapping[str, pd.DataFrame],
) -> Iterator[_Tie]:
    page = block.page
    wide = [name for name in people if study.questions[name].table is None]
    question = ties.question or wide[0]
    mentions = people[question]
    slots = set(zip(mentions["form"], mentions["position"], strict=True))
    words = words_for(study, page.source, study.questions[question])
    for (a, b), column in pair_columns(page, ties.column or "").items():
        blank = words.codes(page.text(column)[block.rows]) == BLANK
        page.ledger.blank(block.rows[blank], column)
        for row, form in zip(block.rows[~blank].tolist(), block.forms[~blank].tolist(), strict=True):
            this = np.array([row])
            if a == b:
                page.ledger.set_aside(this, column, "a tie of somebody with themselves")
                continue
            strength = _strength(ties, page, this, column)
            if not strength:  # none said, or nothing that can be read
                continue
            if (form, a) in slots and (form, b) in slots:
                yield form, (question, a, 1), (question, b, 1), strength
            else:
                page.ledger.set_aside(this, column, "a tie of a slot in which nobody is named")


def _strength(ties: AlterTies, page: Page, row: NDArray[np.int64], column: int) -> float | None:
    """Return how strong a tie is: 0 for none, NaN where it was only said that there is one, None if unreadable."""
    text = page.text(column)[row[0]]
    values = {fold(word): value for word, value in ties.strengths.items()}
    value = values.get(fold(text), number(text))
    if value is None and text:
        said = truth(text)
        if said is None:
            page.ledger.set_aside(row, column, "not a strength; alter_ties.strengths may say what it stands for")
            return None
        value = np.nan if said else 0.0
    page.ledger.keep(row, column)
    return np.nan if value is None else float(value)
