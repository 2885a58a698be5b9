"""Everything else that was asked once: yes or no, one of a few answers, a number, a free text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.draft import Block, block, key_from
from netsurvey.ingest.guessing.words import ATTRIBUTES, CHOICES, LABELS, MACHINERY, OPEN, PERSONAL, said_in
from netsurvey.ingest.values import fold, truth
from netsurvey.tables import RESPONDENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from netsurvey.ingest.guessing.columns import Column

__all__ = ["guess_closed", "is_machinery"]

_MOST = 40
_LONG = 30
_SENTENCE = 4


def guess_closed(
    columns: Sequence[Column], *, taken: Collection[str], keys: Collection[str]
) -> tuple[list[Block], list[Block]]:
    """Return the attributes and the closed and open questions.

    Parameters
    ----------
    columns
        The columns of the forms that have no number of their own.
    taken
        Headers of columns that are something else already.
    keys
        Names of questions that are taken.
    """
    free = [
        column
        for column in columns
        if column.header not in taken
        and (column.filled or _is_margin(column))
        and not is_machinery(column)
        and not _is_personal(column)
    ]
    attributes: list[Block] = []
    questions: list[Block] = []
    many = len(free) > _MOST
    for column in free:
        names = {own.name[1] for own in questions} | set(keys)
        role, said = _role(column)
        if role is not None and (column.is_yes_no or column.different <= 12):
            questions.append(_choice(column, names, role, said))
        elif _is_attribute(column, many=many):
            own = {own.name[1] for own in attributes} | {"age", "gender"}
            attributes.append(_attribute(column, own | set(RESPONDENTS.columns)))
        elif column.is_yes_no:
            questions.append(_choice(column, names, None, "answered yes or no"))
        elif _is_open(column, role):
            lines = [("text", column.text or None, ""), ("asks", "text", "free text"), ("column", column.header, "")]
            key = key_from(_short(column), names, otherwise="text")
            questions.append(block(("questions", key), lines, columns=[column.header]))
        elif column.is_number and not many:
            lines = [("asks", "number", "its cells are numbers"), ("column", column.header, "")]
            key = key_from(_short(column), names, otherwise="number")
            questions.append(block(("questions", key), lines, columns=[column.header]))
    return attributes, questions


def is_machinery(column: Column) -> bool:
    """Return whether a column is about the file and not about people."""
    return (
        column.header.startswith(("_", "SET-OF-"))
        or max(said_in(words, MACHINERY) for words in (column.words, column.last_words)) == 4
    )


def _is_margin(column: Column) -> bool:
    return said_in(column.last_words, OPEN) == 4


def _is_personal(column: Column) -> bool:
    return max(said_in(words, PERSONAL) for words in (column.words, column.last_words)) >= 3


def _role(column: Column) -> tuple[str | None, str]:
    for words in (column.last_words, column.said):
        for role, phrases in CHOICES:
            if said_in(words, phrases):
                return role, "by its header" if words is column.last_words else "by the question"
    return None, ""


def _is_attribute(column: Column, *, many: bool) -> bool:
    if _is_margin(column):
        return False
    known = said_in(column.last_words, ATTRIBUTES) >= 2
    if known and column.different <= 20:
        return True
    return column.is_few and not (column.is_yes_no or column.is_date or many)


def _is_open(column: Column, role: str | None) -> bool:
    if said_in(column.last_words, OPEN) >= 2 or role is not None:
        return True
    return column.is_wordy and not column.is_date and column.share(lambda text: len(text) > _LONG) > 0.3


def _attribute(column: Column, taken: Collection[str]) -> Block:
    labels = dict(LABELS["yes"]) if column.folded and set(column.folded) <= {"y", "n"} else None
    lines = [("column", column.header, "a few values, most of them more than once"), ("labels", labels, "")]
    return block(("attributes", key_from(_short(column), taken, otherwise="group")), lines, columns=[column.header])


def _choice(column: Column, taken: Collection[str], role: str | None, why: str) -> Block:
    yes = list({fold(text): text for text in column.content if truth(text)}.values()) if column.is_yes_no else []
    key = key_from((role,) if role else _short(column), taken, otherwise="choice")
    header = column.header if len(column.header.split()) >= _SENTENCE else ""
    lines = [
        ("text", column.text or header or None, ""),
        ("asks", "choice", "" if role else why),
        ("role", role, why),
        ("column", column.header, ""),
        ("yes", yes, "every other answer is a no"),
    ]
    return block(("questions", key), lines, columns=[column.header])


def _short(column: Column) -> tuple[str, ...]:
    words = column.last_words if len(column.last_words) > 1 or not column.last_words[0].isdecimal() else column.words
    return words[:_SENTENCE]
