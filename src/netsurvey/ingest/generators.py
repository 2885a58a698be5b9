"""Name generators: every name that was written down, one row a mention, with what was asked about it.

Wide slots and rows of a repeat table are read alike: a slot is some rows of a sheet, the forms they belong to and the
columns that hold the name and its interpreters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.ingest.answers import Said
from netsurvey.ingest.cells import split_list, split_names
from netsurvey.ingest.kinds import is_listed, kind_of_named
from netsurvey.ingest.naming import NameSense, name_words
from netsurvey.ingest.pages import slots_of
from netsurvey.ingest.relations import broad_relation, relation_in_name
from netsurvey.ingest.repeats import covered, running_numbers
from netsurvey.ingest.respondents import refuse_answers
from netsurvey.ingest.values import fold, possible_age, truth, whole
from netsurvey.ingest.words import BLANK, CONTENT, NONE, Words, by_unique, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Block, Forms
    from netsurvey.study import Question, Study, When

__all__ = ["CellReader", "Named", "Slot", "name_sense", "read_mentions", "with_relations"]

_COLUMNS = ("relation", "street", "age", "gender", "closeness", "frequency", "place", "local", "note")
_CHECKS = {"age": (possible_age, "not an age"), "local": (lambda text: truth(text) is not None, "neither yes nor no")}
_MOST_SLOTS = 1_000_000
_NO_NAME = "an interpreter with no name beside it"


@dataclass(frozen=True, kw_only=True, eq=False)
class Named:
    """What one name generator brought.

    Attributes
    ----------
    mentions
        One row a mention: form, position, part, kind, relation, name, cell and the interpreters as written; its slot
        and the row of the sheet it stands in.
    said
        The states of the forms.
    slots
        How many names the form has room for; 0 for a repeat table.
    ticked
        Forms on which names and the "nobody" tick stand together.
    """

    mentions: pd.DataFrame
    said: Said
    slots: int
    ticked: NDArray[np.bool_]


class CellReader:
    """Reads what a cell names, each different cell once: most names are written in several questions.

    Parameters
    ----------
    sense
        Which words are given names.
    exact
        Whether cells are ids, which are never taken apart.
    """

    def __init__(self, sense: NameSense, *, exact: bool) -> None:
        self._sense = sense
        self._exact = exact
        self._known: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def parts(self, asks: str, cell: str) -> list[tuple[str, str]]:
        """Return the names in a cell, each with its kind."""
        if (asks, cell) not in self._known:
            self._known[asks, cell] = list(self._read(asks, cell))
        return self._known[asks, cell]

    def compared(self, name: str) -> str:
        """Return a name as it is compared with the respondent's own."""
        return name if self._exact else " ".join(name_words(name))

    def _read(self, asks: str, cell: str) -> Iterator[tuple[str, str]]:
        kind = {"places": "place", "groups": "group"}.get(asks, "person")
        if self._exact:
            yield whole(cell), kind
        elif kind == "person":
            for part in [cell] if is_listed(cell) else split_names(cell, self._sense):
                yield part, kind_of_named(part, self._sense)
        else:
            for part in split_list(cell):
                yield part, kind if any(letter.isalnum() for letter in part) else "unclear"


@dataclass(frozen=True, kw_only=True, eq=False)
class Slot:
    """Rows of a sheet in which the same columns hold one name and what was asked about it."""

    page: Page
    rows: NDArray[np.int64]
    forms: NDArray[np.int64]
    positions: NDArray[np.int64]
    names: Sequence[int]
    interpreters: Mapping[str, int]

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of the name and of what was asked about it."""
        return (*self.names, *self.interpreters.values())


def name_sense(study: Study, forms: Forms, names: Sequence[str]) -> NameSense:
    """Return what this study's own names tell about which words are given names.

    Parameters
    ----------
    study
        What was asked.
    forms
        The forms.
    names
        The respondents' names.
    """
    written = list(names)
    for question in study.name_generators.values():
        for block in forms.blocks:
            for columns in slots_of(block.page, question.name).values() if question.table is None else ():
                texts = pd.unique(_joined(block.page, block.rows, columns))
                written += [text for text in texts if len(text.split()) == 2 and text.replace(" ", "").isalpha()]
    return NameSense(written)


def read_mentions(
    study: Study,
    forms: Forms,
    tables: Sequence[tuple[Page, NDArray[np.int64]]],
    name: str,
    *,
    own: Sequence[frozenset[str]],
    reader: CellReader,
) -> Named:
    """Return every mention under one name generator.

    Parameters
    ----------
    study
        What was asked.
    forms
        The forms.
    tables
        The repeat tables the question is read from, each with the form every row belongs to (-1: none).
    name
        The question.
    own
        How each respondent may have written their own name, or their id where answers are ids.
    reader
        What reads the names in a cell.
    """
    question = study.questions[name]
    said = Said(len(forms))
    wide = [] if question.table is not None else [slot for block in forms.blocks for slot in _wide(question, block)]
    rows = [_read_slot(study, question, slot, said, forms, own, reader) for slot in wide]
    for block in forms.blocks if question.table is None else ():
        said.asked[block.forms] |= bool(slots_of(block.page, question.name))
    for table, owner in tables:
        said.asked[:] |= covered(study, table, forms)
        rows += [
            _read_slot(study, question, slot, said, forms, own, reader) for slot in _long(study, question, table, owner)
        ]
    mentions = _frame(rows)
    mentions = mentions.sort_values(["form", "position", "part"], kind="stable", ignore_index=True)
    said.answered[mentions["form"].to_numpy(dtype=np.int64)] = True
    ticked = _read_tick(study, question, forms)
    said.none[:] |= ticked
    return Named(
        mentions=mentions,
        said=said,
        slots=max((len(slots_of(block.page, question.name)) for block in forms.blocks), default=0) if wide else 0,
        ticked=said.answered & said.none,
    )


def _wide(question: Question, block: Block) -> Iterator[Slot]:
    patterns = {key: block.page.slots(pattern) for key, pattern in question.interpreters.items()}
    names = slots_of(block.page, question.name)
    for n in sorted(set(names).union(*patterns.values())) if names else ():
        yield Slot(
            page=block.page,
            rows=block.rows,
            forms=block.forms,
            positions=np.full(len(block.rows), n),
            names=names.get(n, []),
            interpreters={key: slots[n] for key, slots in patterns.items() if n in slots},
        )


def _long(study: Study, question: Question, table: Page, owner: NDArray[np.int64]) -> Iterator[Slot]:
    belongs = owner >= 0
    if question.when is not None:
        column = table.column(question.when.column)
        if column is None:
            return
        belongs = belongs & by_unique(table.text(column), _fits(question.when)).astype(bool)
    rows = np.flatnonzero(belongs)
    for column in _telling(study, question, table):
        table.ledger.keep(rows[table.ledger.filled[rows, column]], column)
    found = {key: table.column(pattern) for key, pattern in question.interpreters.items()}
    names = [column for pattern in question.name if (column := table.column(pattern)) is not None]
    yield Slot(
        page=table,
        rows=rows,
        forms=owner[rows],
        positions=_positions(question, table, rows, owner),
        names=names if len(names) == len(question.name) else [],
        interpreters={key: column for key, column in found.items() if column is not None},
    )


def _telling(study: Study, question: Question, table: Page) -> Iterator[int]:
    """Yield the columns that tell to which questions a row belongs: whoever takes the row has read them all."""
    for other in study.name_generators.values():
        column = table.column(other.when.column) if other.table == question.table and other.when is not None else None
        if column is not None:
            yield column


def _positions(question: Question, table: Page, rows: NDArray[np.int64], owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the slot of each row: as the table numbers it, else counted under this question."""
    counted = running_numbers(owner[rows])
    column = table.column(question.position)
    if column is None:
        return counted
    written = by_unique(table.text(column)[rows], whole)
    good = np.array([text.isdecimal() and 0 < int(text) < _MOST_SLOTS for text in written], dtype=bool)
    good &= ~pd.Series(zip(owner[rows], written, strict=True), dtype=object).duplicated(keep=False).to_numpy()
    table.ledger.keep(rows[good], column)
    table.ledger.set_aside(rows[~good], column, "no slot number of its own; the row was counted instead")
    whole_forms = ~np.isin(owner[rows], owner[rows][~good])
    return np.where(whole_forms, np.where(good, written, "0").astype(np.int64), counted)


def _fits(when: When) -> Callable[[str], bool]:
    if when.contains is not None:
        wanted = fold(when.contains)
        return lambda text: wanted in {fold(word) for part in text.split(",") for word in _words(part)}
    equal = {fold(text) for text in when.equals or []}
    return lambda text: fold(text) in equal


def _words(text: str) -> list[str]:
    parts = [part for piece in text.split(";") for part in piece.split("|")]
    return parts + [word for part in parts for word in part.split()]


def _read_slot(
    study: Study,
    question: Question,
    slot: Slot,
    said: Said,
    forms: Forms,
    own: Sequence[frozenset[str]],
    reader: CellReader,
) -> dict[str, NDArray[Any]]:
    """Return the columns of the mentions in a slot; what was not asked about them has none."""
    words = words_for(study, slot.page.source, question)
    interviewed = forms.interviewed[slot.forms]
    for column in slot.columns:
        refuse_answers(slot.page, slot.rows[~interviewed], column, words)
    rows, form, position = slot.rows[interviewed], slot.forms[interviewed], slot.positions[interviewed]
    cells = _name_cells(slot, rows, words)
    codes = words.codes(cells)
    said.note(form, codes)
    content = codes == CONTENT
    for column in slot.names:
        slot.page.ledger.keep(rows[codes != BLANK], column)
        slot.page.ledger.blank(rows[codes == BLANK], column)
    about = {key: _interpreter(slot, rows, content, key, column, words) for key, column in slot.interpreters.items()}
    parts = by_unique(cells[content], lambda cell: reader.parts(question.asks, cell))
    counts = np.array([len(named) for named in parts], dtype=np.int64)
    at = np.repeat(np.flatnonzero(content), counts)
    named = [name for names in parts for name, _ in names]
    kinds = [kind for names in parts for _, kind in names]
    if question.asks == "people":
        compared = by_unique(np.array(named, dtype=object), reader.compared)
        mine = [name in own[at_form] for name, at_form in zip(compared, form[at].tolist(), strict=True)]
        kinds = ["self" if self_ and kind == "person" else kind for self_, kind in zip(mine, kinds, strict=True)]
    return {
        "form": form[at],
        "position": position[at],
        "part": np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts) + 1,
        "row": rows[at],
        "kind": np.array(kinds, dtype=object),
        "name": np.array(named, dtype=object),
        "cell": cells[at],
        "slot": np.full(len(at), slot, dtype=object),
        **{key: texts[at] for key, texts in about.items()},
    }


def _frame(slots: Sequence[Mapping[str, NDArray[Any]]]) -> pd.DataFrame:
    """Return one row a mention; what was not asked is None."""
    sizes = [len(slot["form"]) for slot in slots]

    def column(name: str, kind: type) -> NDArray[Any]:
        texts = (slot.get(name) for slot in slots)
        filled = [np.full(size, None) if own is None else own for own, size in zip(texts, sizes, strict=True)]
        return np.concatenate([np.empty(0, dtype=kind), *filled]).astype(kind, copy=False)

    counted = {name: column(name, np.int64) for name in ("form", "position", "part", "row")}
    told = {name: pd.Series(column(name, object), dtype=object) for name in ("kind", "name", "cell", "slot", *_COLUMNS)}
    return pd.DataFrame({**counted, **told})


def _name_cells(slot: Slot, rows: NDArray[np.int64], words: Words) -> NDArray[np.object_]:
    """Return the name in each row; where it lies in several columns, joined without those that say nothing."""
    if len(slot.names) == 1:
        return slot.page.text(slot.names[0])[rows]
    return _joined(slot.page, rows, slot.names, words)


def _joined(
    page: Page, rows: NDArray[np.int64], columns: Sequence[int], words: Words | None = None
) -> NDArray[np.object_]:
    result = np.full(len(rows), "", dtype=object)
    for column in columns:
        text = page.text(column)[rows].copy()
        if words is not None and len(columns) > 1:
            text[words.codes(text) == BLANK] = ""
        result = np.where((result != "") & (text != ""), result + " " + text, result + text)
    return result


def _interpreter(
    slot: Slot, rows: NDArray[np.int64], named: NDArray[np.bool_], key: str, column: int, words: Words
) -> NDArray[np.object_]:
    """Return what was written about each mention; what stands beside no name is set aside."""
    ledger = slot.page.ledger
    text = slot.page.text(column)[rows]
    codes = Words(meaning={word: code for word, code in words.meaning.items() if code != NONE}).codes(text)
    content = codes == CONTENT
    ledger.blank(rows[~content], column)
    ledger.set_aside(rows[content & ~named], column, _NO_NAME)
    check, reason = _CHECKS.get(key, (None, ""))
    good = content & named
    if check is not None:
        fine = by_unique(text, check).astype(bool)
        ledger.set_aside(rows[good & ~fine], column, reason)
        good = good & fine
    ledger.keep(rows[good], column)
    result = np.full(len(rows), None, dtype=object)
    result[good] = by_unique(text[good], truth) if key == "local" else text[good]
    return result


def _read_tick(study: Study, question: Question, forms: Forms) -> NDArray[np.bool_]:
    ticked = np.zeros(len(forms), dtype=bool)
    if question.none_tick is None:
        return ticked
    yes = {fold(text) for text in question.none_tick.ticked}
    for block in forms.blocks:
        column = block.page.column(question.none_tick.column)
        if column is None:
            continue
        words = words_for(study, block.page.source, question, without=(NONE,))
        rows = block.answerable(column, words)
        text = block.page.text(column)[rows]
        is_ticked = by_unique(text, lambda cell: fold(cell) in yes).astype(bool)
        blank = (words.codes(text) != CONTENT) & ~is_ticked
        is_empty = by_unique(text, lambda cell: truth(cell) is False).astype(bool) & ~is_ticked & ~blank
        block.page.ledger.blank(rows[blank], column)
        block.page.ledger.keep(rows[is_ticked | is_empty], column)
        block.page.ledger.set_aside(rows[~(is_ticked | is_empty | blank)], column, "neither ticked nor empty")
        ticked[block.form_of(rows[is_ticked])] = True
    return ticked


def with_relations(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions with their broad relation, from what was written about it or in the name itself."""
    written = mentions["relation"].fillna("").to_numpy(dtype=object)
    broad = by_unique(written, lambda text: broad_relation(text) if text else None)
    in_name = by_unique(mentions["name"].to_numpy(dtype=object), relation_in_name)
    human = mentions["kind"].isin(["person", "household", "role"]).to_numpy()
    in_name[~human] = None
    return mentions.assign(broad=np.where(written != "", broad, in_name))
