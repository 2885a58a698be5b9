"""Who answered: one form a row, with its key, its attributes as codes or labels, and its identity for the roster.

Everything else hangs on the key made here, so a row without an id, or with one that is taken, is set aside whole
rather than guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.errors import DataError, Problem
from netsurvey.ingest.values import fold, iso_date, number, possible_age, truth, whole
from netsurvey.ingest.words import BLANK, CONTENT, NONE, by_unique, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.words import Words
    from netsurvey.study import Attribute, Respondent, Study

__all__ = ["Block", "Forms", "read_attributes", "read_forms", "read_respondents"]

_NO_INTERVIEW = "an answer on a form whose outcome is not an interview"


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """The forms of one sheet.

    Attributes
    ----------
    page
        The sheet.
    rows
        Rows of the sheet that are forms.
    start
        Number of the first of them among all forms.
    interviewed
        Whether each of them ended in an interview.
    """

    page: Page
    rows: NDArray[np.int64]
    start: int
    interviewed: NDArray[np.bool_]

    @property
    def forms(self) -> NDArray[np.int64]:
        """Numbers of these forms among all forms."""
        return self.start + np.arange(len(self.rows))

    def form_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of the forms in these rows."""
        return self.start + np.searchsorted(self.rows, rows)

    def answerable(self, column: int, words: Words) -> NDArray[np.int64]:
        """Return the rows that were interviewed; what stands in the column of the other forms is set aside."""
        refuse_answers(self.page, self.rows[~self.interviewed], column, words)
        return self.rows[self.interviewed]


def refuse_answers(page: Page, rows: NDArray[np.int64], column: int, words: Words) -> None:
    """Set aside what stands in a column of forms that were no interview; words for nothing are no answer."""
    codes = words.codes(page.text(column)[rows])
    page.ledger.set_aside(rows[codes == CONTENT], column, _NO_INTERVIEW)
    page.ledger.blank(rows[codes == BLANK], column)
    page.ledger.keep(rows[(codes != CONTENT) & (codes != BLANK)], column)


@dataclass(frozen=True, kw_only=True, eq=False)
class Forms:
    """Every form of the study, numbered from 0.

    Attributes
    ----------
    keys
        Site, wave and respondent id of each form.
    interviewed
        Whether each form ended in an interview.
    blocks
        The forms by sheet.
    """

    keys: pd.DataFrame
    interviewed: NDArray[np.bool_]
    blocks: tuple[Block, ...]

    def __len__(self) -> int:
        return len(self.keys)


def read_forms(study: Study, pages: Sequence[Page]) -> Forms:
    """Return the forms on these sheets; rows without a key, or with one that is taken, are set aside.

    Raises
    ------
    DataError
        When no row of any sheet has an id.
    """
    taken: dict[tuple[str, str, str], tuple[Page, int]] = {}
    keys: list[tuple[str, str, str]] = []
    blocks: list[Block] = []
    for page in pages:
        words = words_for(study, page.source, study.respondent, without=(NONE,))
        id_column = page.column(study.respondent.id)
        columns = {
            "site": place_of(study, page, "site"),
            "wave": place_of(study, page, "wave"),
            "id": (None, id_column),
        }
        filled = np.flatnonzero(page.ledger.filled.any(axis=1))
        parts = {}
        for name, (value, column) in columns.items():
            parts[name] = _key_part(page, column, value, words)
            without = filled[parts[name][filled] == ""]
            page.ledger.set_aside_rows(without, f"the form has no {name}")
            filled = np.setdiff1d(filled, without)
        rows = []
        again: dict[int, list[int]] = {}
        for row in filled.tolist():
            key = (parts["site"][row], parts["wave"][row], parts["id"][row])
            if page.repeats and taken.get(key, (None, row))[0] is page:
                again.setdefault(taken[key][1], []).append(row)
                continue
            if key in taken:
                page.ledger.set_aside_rows(np.array([row]), _taken(page, *taken[key]))
                continue
            taken[key] = (page, row)
            rows.append(row)
            keys.append(key)
        _say_again(page, again)
        form_rows = np.array(rows, dtype=np.int64)
        for _, column in columns.values():
            if column is not None:
                page.ledger.keep(form_rows, column)
        blocks.append(
            Block(
                page=page,
                rows=form_rows,
                start=len(keys) - len(rows),
                interviewed=_interviewed(study.respondent, page, form_rows),
            )
        )
    if not keys:
        raise DataError([_no_ids(study, page) for page in pages])
    return Forms(
        keys=pd.DataFrame(keys, columns=["site", "wave", "respondent_id"], dtype="str"),
        interviewed=np.concatenate([block.interviewed for block in blocks]),
        blocks=tuple(blocks),
    )


def _say_again(page: Page, again: Mapping[int, Sequence[int]]) -> None:
    """Account for what a long table says of a form in its later rows: the same, nothing, or something else."""
    if not again:
        return
    first = np.repeat(list(again), [len(rows) for rows in again.values()])
    later = np.concatenate([np.array(rows, dtype=np.int64) for rows in again.values()])
    for column in sorted(page.own):
        text = page.text(column)
        same = text[later] == text[first]
        page.ledger.keep(later[same & page.ledger.filled[later, column]], column)
        page.ledger.set_aside(later[~same], column, "says otherwise than the first row of the same form")


def place_of(study: Study, page: Page, name: str) -> tuple[str | None, int | None]:
    """Return the site or wave of a sheet: one value, or the column that holds it."""
    where = getattr(page.source, name) or getattr(study.study, name)
    return where.value, page.column(where.column)


def read_respondents(study: Study, forms: Forms) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the respondents' own columns (codes in place of texts) and their roster rows."""
    who = study.respondent
    texts = {
        name: _joined(forms, study, [getattr(who, name)])
        for name in ("known_as", "street", "house", "household", "gender", "researcher", "mode")
    }
    texts["name"] = _joined(forms, study, who.name)
    texts["age"] = _ages(study, forms)
    site = forms.keys["site"].tolist()
    frame = forms.keys.assign(
        interviewed=forms.interviewed,
        outcome=_outcome(forms, who),
        researcher=_codes(texts["researcher"], "r", within=None),
        mode=texts["mode"],
        date=_converted(forms, study, who.date, iso_date, "not a day of the calendar (day before month)"),
        weight=_converted(forms, study, who.weight, _weight, "not a weight").astype(float),
        household=_codes(texts["household"], "h", within=site),
        street=_codes(texts["street"], "s", within=site),
        consent_named=_converted(forms, study, who.consent_named, truth, "neither yes nor no"),
        participant=_converted(forms, study, who.participant, truth, "neither yes nor no"),
    )
    roster = forms.keys.assign(
        **{name: pd.Series(values, dtype="str") for name, values in texts.items() if name != "mode"}
    )
    return frame, roster


def read_attributes(study: Study, forms: Forms) -> dict[str, pd.Series[Any]]:
    """Return what groups are compared by, labelled, and ordered where the study file orders it."""
    result = {name: _attribute(study, forms, attribute) for name, attribute in study.attributes.items()}
    for column in study.respondent.attributes:
        result[column] = pd.Series(_joined(forms, study, [column]), dtype="str")
    for name, texts in (("age", _ages(study, forms)), ("gender", _joined(forms, study, [study.respondent.gender]))):
        if getattr(study.respondent, name) is not None and name not in result:
            result[name] = pd.Series(texts, dtype="str")
    return result


def _ages(study: Study, forms: Forms) -> NDArray[np.object_]:
    def read(text: str) -> str | None:
        return text if possible_age(text) else None

    return _converted(forms, study, study.respondent.age, read, "not an age")


def _attribute(study: Study, forms: Forms, attribute: Attribute) -> pd.Series[Any]:
    labels = {fold(text): label for text, label in attribute.labels.items()}
    order = {fold(label): label for label in attribute.order}

    def read(text: str) -> str | None:
        label = labels.get(fold(text), whole(text))
        return order.get(fold(label)) if order else label

    values = _converted(forms, study, attribute.column, read, "not among the values the study file orders", attribute)
    if order:
        return pd.Series(pd.Categorical(values, categories=list(order.values()), ordered=True))
    return pd.Series(values, dtype="str")


def _converted(
    forms: Forms,
    study: Study,
    pattern: str | None,
    read: Callable[[str], Any],
    reason: str,
    words_of: Respondent | Attribute | None = None,
) -> NDArray[np.object_]:
    """Return what `read` makes of a column for every form; None where it says nothing or was set aside."""
    result = np.full(len(forms), None, dtype=object)
    for block in forms.blocks:
        column = block.page.column(pattern)
        if column is None:
            continue
        words = words_for(study, block.page.source, words_of or study.respondent, without=(NONE,))
        text = block.page.text(column)[block.rows]
        content = words.codes(text) == CONTENT
        values = by_unique(text[content], read)
        good = np.array([value is not None for value in values], dtype=bool)
        block.page.ledger.keep(block.rows[content][good], column)
        block.page.ledger.set_aside(block.rows[content][~good], column, reason)
        block.page.ledger.blank(block.rows[~content], column)
        result[block.forms[content]] = values
    return result


def _joined(forms: Forms, study: Study, patterns: Sequence[str | None]) -> NDArray[np.object_]:
    """Return the texts of one or several columns joined with a space."""
    columns = [_converted(forms, study, pattern, str, "") for pattern in patterns]
    if len(columns) == 1:
        return columns[0]
    texts = [" ".join(text for text in row if text is not None) or None for row in zip(*columns, strict=True)]
    return np.array(texts or [None] * len(forms), dtype=object)


def _codes(texts: NDArray[np.object_], letter: str, *, within: list[str] | None) -> NDArray[np.object_]:
    """Return an opaque code for each text, in the order of first appearance."""
    known: dict[tuple[str, str], str] = {}
    places = within or [""] * len(texts)
    return np.array(
        [
            None if text is None else known.setdefault((place, fold(text)), f"{letter}{len(known) + 1}")
            for place, text in zip(places, texts, strict=True)
        ],
        dtype=object,
    )


def _interviewed(who: Respondent, page: Page, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    column = page.column(who.outcome.column) if who.outcome is not None else None
    if who.outcome is None or column is None:
        return np.ones(len(rows), dtype=bool)
    texts = {fold(text) for text in who.outcome.interviewed}
    return by_unique(page.text(column)[rows], lambda text: fold(text) in texts).astype(bool)


def _outcome(forms: Forms, who: Respondent) -> NDArray[np.object_]:
    result = np.full(len(forms), None, dtype=object)
    for block in forms.blocks:
        column = block.page.column(who.outcome.column) if who.outcome is not None else None
        if column is not None:
            text = block.page.text(column)[block.rows]
            written = text != ""
            block.page.ledger.keep(block.rows[written], column)
            result[block.forms[written]] = text[written]
    return result


def _weight(text: str) -> float | None:
    value = number(text)
    return value if value is not None and value >= 0 else None


def _key_part(page: Page, column: int | None, value: str | None, words: Words) -> NDArray[np.object_]:
    if column is None:
        return np.full(len(page.rows), value, dtype=object)
    return by_unique(page.text(column), lambda text: "" if words.code(text) == BLANK else whole(text))


def _taken(page: Page, other: Page, row: int) -> str:
    where = "" if other is page else f" of {other.sheet.place}"
    return f"the id is taken by row {other.sheet.row(row)}{where}"


def _no_ids(study: Study, page: Page) -> Problem:
    return Problem(
        what="not one row has an id",
        file=page.sheet.place,
        column=study.respondent.id,
        key="respondent.id",
        next_step="Number the forms in that column, or name the column that has the numbers.",
    )
