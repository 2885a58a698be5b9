"""How every respondent answered every question: six states, and the value where there is one.

Blank is not "nobody" and a question that was not on the form was not refused; rates are only as honest as this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.ingest.values import fold, number, whole
from netsurvey.ingest.words import BLANK, CONTENT, DONT_KNOW, NONE, REFUSED, by_unique, words_for
from netsurvey.tables import ANSWERS, ROSTER_TEXTS, empty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from netsurvey.ingest.respondents import Forms
    from netsurvey.study import Question, Study

__all__ = ["Answered", "Said", "answer_tables", "read_answers"]


@dataclass(frozen=True, eq=False)
class Said:
    """What each form said to one question, as far as its state goes.

    Parameters
    ----------
    size
        How many forms there are.
    """

    size: int
    asked: NDArray[np.bool_] = field(init=False)
    answered: NDArray[np.bool_] = field(init=False)
    none: NDArray[np.bool_] = field(init=False)
    dont_know: NDArray[np.bool_] = field(init=False)
    refused: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        for name in ("asked", "answered", "none", "dont_know", "refused"):
            object.__setattr__(self, name, np.zeros(self.size, dtype=bool))

    def note(self, forms: NDArray[np.int64], codes: NDArray[np.int8]) -> None:
        """Note what the words in these forms' cells say."""
        self.none[forms[codes == NONE]] = True
        self.dont_know[forms[codes == DONT_KNOW]] = True
        self.refused[forms[codes == REFUSED]] = True

    def states(self, interviewed: NDArray[np.bool_]) -> NDArray[np.object_]:
        """Return the state of every form: names win over a tick, a tick over don't know, that over refused."""
        conditions = [~(self.asked & interviewed), self.answered, self.none, self.dont_know, self.refused]
        return np.select(conditions, ["not_asked", "answered", "none", "dont_know", "refused"], default="blank").astype(
            object
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Answered:
    """The answers of every form to one question.

    Attributes
    ----------
    asks
        What the question asks for.
    states
        The state of each form.
    values
        The choice, number or text of each form; None where it has none.
    """

    asks: str
    states: NDArray[np.object_]
    values: NDArray[np.object_]

    def of(self, asks: str) -> NDArray[np.object_]:
        """Return the values if the question asks for this, otherwise none."""
        return self.values if self.asks == asks else np.full(len(self.values), None, dtype=object)


def answer_tables(forms: Forms, answers: Mapping[str, Answered]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one row a form and question, and the free texts for the roster."""
    if not answers:
        return empty(ANSWERS), empty(ROSTER_TEXTS)
    every = list(answers.values())
    frame = forms.keys.iloc[np.tile(np.arange(len(forms)), len(every))].reset_index(drop=True)
    frame = frame.assign(question=pd.Series(np.repeat(np.array(list(answers), dtype=object), len(forms)), dtype="str"))
    texts = frame.assign(text=np.concatenate([one.of("text") for one in every]))
    return (
        frame.assign(
            state=np.concatenate([one.states for one in every]),
            value=np.concatenate([one.of("choice") for one in every]),
            number=np.concatenate([one.of("number") for one in every]).astype(float),
        ),
        texts[texts["text"].notna()],
    )


def read_answers(study: Study, forms: Forms, name: str) -> Answered:
    """Return the answers to a choice, number or text question.

    Parameters
    ----------
    study
        What was asked.
    forms
        The forms.
    name
        The question.
    """
    question = study.questions[name]
    said = Said(len(forms))
    values = np.full(len(forms), None, dtype=object)
    for block in forms.blocks:
        column = block.page.column(question.column)
        if column is None:
            continue
        said.asked[block.forms] = True
        words = words_for(study, block.page.source, question, without=_without(question))
        rows = block.answerable(column, words)
        text = block.page.text(column)[rows]
        codes = words.codes(text)
        content = codes == CONTENT
        said.note(block.form_of(rows), codes)
        read = by_unique(text[content], lambda cell: _value(question, cell))
        good = np.array([value is not None for value in read], dtype=bool)
        ledger = block.page.ledger
        ledger.keep(rows[content][good], column)
        ledger.set_aside(rows[content][~good], column, _reason(question))
        ledger.keep(rows[~content & (codes != BLANK)], column)
        ledger.blank(rows[codes == BLANK], column)
        values[block.form_of(rows[content])] = read
    said.answered[:] = [value is not None for value in values]
    return Answered(asks=question.asks, states=said.states(forms.interviewed), values=values)


def _without(question: Question) -> tuple[int, ...]:
    return (NONE,) if question.asks == "choice" else ()


def _value(question: Question, text: str) -> str | float | None:
    if question.asks == "text":
        return text
    if question.asks == "number":
        value = number(text)
        low, high = question.range or (-np.inf, np.inf)
        return value if value is not None and low <= value <= high else None
    label = next((label for key, label in question.labels.items() if fold(key) == fold(text)), None)
    if question.yes:
        said = {fold(text), fold(label or "")}
        if said & {fold(word) for word in question.yes if word}:
            return "yes"
        return "no" if not question.no or said & {fold(word) for word in question.no if word} else None
    return label if label is not None else whole(text)


def _reason(question: Question) -> str:
    if question.asks == "choice":
        return "neither yes nor no"
    low, high = question.range or (-np.inf, np.inf)
    return "not a number" if question.range is None else f"not a number from {low:g} to {high:g}"
