"""Repeat tables: one name a row, and which question each row answers; one tie between two of those named a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.ingest.guessing.closed import is_machinery
from netsurvey.ingest.guessing.draft import Block, block, key_from
from netsurvey.ingest.guessing.headers import field_of, role_of
from netsurvey.ingest.guessing.ticks import tick_value, words_of_tick
from netsurvey.ingest.guessing.words import (
    ALTERS,
    FIELDS,
    GROUPS,
    NEARNESS,
    PLACES,
    TIE_ENDS,
    header_words,
    said_in,
)
from netsurvey.ingest.values import fold, number, truth

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from netsurvey.ingest.guessing.columns import Column
    from netsurvey.ingest.guessing.draft import Said

__all__ = ["alter_column", "guess_table", "guess_ties", "tie_ends"]

_PROMPTS = (
    "question", "prompt", "generator", "roles", "role", "type of help", "asked", "name generator", "question asked",
    "tie type", "network",
)  # fmt: skip
_MOST = 15
_STRENGTH = ("strength", "weight", "closeness", "how close", "how well", "tie strength")
_WHO = ("who", "whom", "person", "name", "named", "friend")
_NO_WORDS = ("attribute", "list")
_SLOT = ("position", "slot", "slot no", "line")

_Prompt = tuple[dict[str, Any], tuple[str, ...], str, "Column"]
"""Which rows belong to a question: the condition, the question's words, the reason, the column it looks at."""


def tie_ends(columns: Sequence[Column], roles: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the two columns that say who is tied to whom, where a table is one of ties."""
    if "from" in roles and "to" in roles:
        return roles["from"], roles["to"]
    for one, other in TIE_ENDS:
        ends = [
            next((c.header for c in columns if 4 in (said_in(c.words, (end,)), said_in(c.last_words, (end,)))), None)
            for end in (one, other)
        ]
        if ends[0] is not None and ends[1] is not None:
            return ends[0], ends[1]
    return None


def alter_column(columns: Sequence[Column], roles: Mapping[str, str]) -> str | None:
    """Return the column of a table of names that tells one respondent's people apart."""
    if "alter" in roles:
        return roles["alter"]
    said = [
        column for column in columns if said_in(column.last_words, ALTERS) == 4 or said_in(column.words, ALTERS) == 4
    ]
    return said[0].header if said else None


def guess_table(
    columns: Sequence[Column],
    *,
    name: str,
    roles: Mapping[str, str],
    links: Collection[str],
    keys: Collection[str],
    ticks: Sequence[Column] = (),
) -> list[Block]:
    """Return the questions that a table of names answers; none where nothing in it can be a name.

    Parameters
    ----------
    columns
        Its columns.
    name
        What the study file calls it.
    roles
        What the format knows about its columns.
    links
        Headers of the columns that say whose each row is.
    keys
        Names of questions that are taken.
    ticks
        Columns of the forms that may be the box that says "nobody".
    """
    free = [column for column in columns if column.header not in links and not is_machinery(column)]
    alter = alter_column(columns, roles)
    names = _names(free, roles) or ([alter] if alter is not None else [])
    if not names:
        return []
    fields = _fields([column for column in free if column.header not in {*names, alter}])
    slot = next((c.header for c in free if said_in(c.words, _SLOT) == 4 and c.is_number), None)
    read = {*names, *fields.values(), *([slot] if slot is not None else [])}
    prompts = _prompts([column for column in free if column.header not in read | {alter}])
    everybody = tuple(word for word in header_words(name) if not word.isdecimal() and word not in _NO_WORDS)[-2:]
    texts = " ".join(column.text for column in free)
    asked: list[tuple[tuple[str, ...], str, dict[str, Any] | None, str, set[str]]] = [
        (words, "", when, why, {column.header}) for when, words, why, column in prompts
    ]
    if not prompts or _left_out(names, prompts, columns):
        asked.append((everybody, texts, None, "", set()))
    found: list[Block] = []
    for words, text, when, why, looked_at in asked:
        role, why_role = role_of(words, text)
        asks = _asks(words if when is not None else header_words(name))
        tick = _tick_for(words, ticks) if when is not None else None
        lines: Said = [
            ("asks", asks, "" if asks == "people" else "by its header"),
            ("role", role if asks == "people" or role == "information" else None, why_role),
            ("table", name, ""),
            ("name", names[0] if len(names) == 1 else names, "there is no column of names" if names == [alter] else ""),
            ("when", when, why),
            ("position", slot, "by its header"),
            ("none_tick", tick_value(tick), "its cells are ticked or empty"),
            *((one, header, "by its header") for one, header in fields.items()),
        ]
        key = key_from(words, [*keys, *(own.name[1] for own in found)], otherwise=role or asks)
        ticked = {tick.header} if tick is not None else set()
        found.append(block(("questions", key), lines, columns=read | looked_at | ticked))
    return found


def guess_ties(
    columns: Sequence[Column], *, name: str, roles: Mapping[str, str], ends: tuple[str, str], alter: str | None
) -> tuple[Block, list[str]]:
    """Return `[alter_ties]` read from a table, and what could not be guessed of it.

    Parameters
    ----------
    columns
        Its columns.
    name
        What the study file calls it.
    roles
        What the format knows about its columns.
    ends
        The two columns that say who.
    alter
        The column of the table of names that they refer to; None: the names themselves.
    """
    strong = next((column for column in columns if column.header == roles.get("strength")), None)
    if strong is None:
        strong = next((column for column in columns if said_in(column.last_words, _STRENGTH) >= 3), None)
    strengths, doubts = strengths_of([strong] if strong is not None else [], where=name)
    lines = [
        ("table", name, ""),
        ("between", list(ends), ""),
        ("alter", alter, "what the two columns refer to"),
        ("strength", strong.header if strong is not None and not doubts else None, "by its header"),
        ("strengths", strengths, "0 means no tie; the order is a guess"),
    ]
    used = {*ends, *([strong.header] if strong is not None else [])}
    return block(("alter_ties",), lines, columns=used), doubts


def strengths_of(columns: Sequence[Column], *, where: str) -> tuple[dict[str, float] | None, list[str]]:
    """Return what the words for how strong a tie is stand for; None where numbers or yes and no say it."""
    said = {text for column in columns for text in column.folded}
    words = {text for text in said if number(text) is None and truth(text) is None}
    if not words:
        return None, []
    if not words <= set(NEARNESS):
        return None, [f"How strong the ties in {where} are stands there in words; alter_ties.strengths can say them."]
    return {word: NEARNESS[word] for word in sorted(words, key=lambda word: (NEARNESS[word], word))}, []


def _tick_for(words: tuple[str, ...], ticks: Sequence[Column]) -> Column | None:
    for column in ticks:
        of = words_of_tick(column)
        if of and of[-1:] == words[-1:]:
            return column
    return None


def _left_out(names: Sequence[str], prompts: Sequence[_Prompt], columns: Sequence[Column]) -> bool:
    """Return whether some names stand in rows that belong to no question."""
    named = np.logical_or.reduce([column.cells != "" for column in columns if column.header in names])
    for when, _, _, column in prompts:
        if "contains" in when:
            return False
        named &= np.array([fold(text) != fold(when["equals"]) for text in column.cells], dtype=bool)
    return bool(named.any())


def _names(columns: Sequence[Column], roles: Mapping[str, str]) -> list[str]:
    if "name" in roles:
        return [roles["name"]]
    told = {column.header: field_of(_last(column)) for column in columns if column.is_wordy or not column.filled}
    for wanted in (("first", "last"), ("name",), ("first",)):
        found = [
            next((header for header, (rest, name) in told.items() if name == one and len(rest) <= 2), None)
            for one in wanted
        ]
        if all(found):
            return [header for header in found if header is not None]
    said = [column for column in columns if set(_WHO) & set(column.last_words) and column.is_names]
    return [said[0].header] if said else []


def _last(column: Column) -> str:
    return " ".join(column.last_words)


def _fields(columns: Sequence[Column]) -> dict[str, str]:
    best: dict[str, tuple[int, str]] = {}
    for column in columns:
        rest, name = field_of(_last(column))
        if name in FIELDS and name not in {"name", "first", "last"} and len(rest) <= 2 and column.filled:
            best.setdefault(name, (len(rest), column.header))
            best[name] = min(best[name], (len(rest), column.header), key=lambda one: one[0])
    return {name: header for name in FIELDS if name in best for header in [best[name][1]]}


def _prompts(columns: Sequence[Column]) -> list[_Prompt]:
    """Return which rows belong to which question."""
    for column in columns:
        if not 0 < column.different <= _MOST:
            continue
        texts = {fold(text): text for text in column.content}
        words = sorted({word for text in texts for word in re.split(r"[\s,;|]+", text) if word})
        roles = {role_of((word,), "")[0] for word in words}
        if None not in roles and len(roles) > 1:
            how = "equals" if len(words) == len(texts) else "contains"
            return [({"column": column.header, how: word}, (word,), "the words found in it", column) for word in words]
        if said_in(column.last_words, _PROMPTS) >= 3 and column.is_few:
            return [
                ({"column": column.header, "equals": text}, header_words(text), "the values found in it", column)
                for text in texts.values()
            ]
    return [
        (
            {"column": column.header, "equals": next((text for text in column.content if truth(text)), "yes")},
            column.last_words,
            "it is answered yes or no",
            column,
        )
        for column in _ticked_prompts(columns)
    ]


def _ticked_prompts(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that say yes or no to a question each: side by side, and some of them with a role."""
    runs: list[list[Column]] = []
    for column in columns:
        if not (column.is_yes_no or _is_ticked(column)):
            continue
        if runs and runs[-1][-1].place == column.place - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    told = [[role_of(column.last_words, column.text)[0] is not None for column in run] for run in runs]
    if not any(map(any, told)):
        return []
    best = max(range(len(runs)), key=lambda at: sum(told[at]))
    first, last = told[best].index(True), len(told[best]) - told[best][::-1].index(True)
    return runs[best][first:last]


def _is_ticked(column: Column) -> bool:
    return bool(column.filled) and all(truth(text) is not None for text in column.folded)


def _asks(words: tuple[str, ...]) -> str:
    for asks, phrases in (("groups", GROUPS), ("places", PLACES)):
        if set(words) & set(phrases):
            return asks
    return "people"
