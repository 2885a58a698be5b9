"""The guesses of `netsurvey init` as a table, and the few questions with which they are corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from netsurvey.cli.console import say
from netsurvey.ingest.guessing import Block, Draft, Line, retyped, settled, types_of
from netsurvey.study import CHOICE_ROLES, PERSON_ROLES

__all__ = ["corrected", "table_of"]

_LEAVE_OUT = "x"
_NEEDED = {("study", "title"), ("study", "responses"), ("respondent", "id")}
_WORDS = {"missing", "none_words", "dont_know", "refused"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One guess as it is shown: a line of `[study]` or `[respondent]`, or a block of its own."""

    block: Block
    line: Line | None
    what: str
    name: str
    columns: str
    role: str = ""


def table_of(draft: Draft) -> list[Row]:
    """Return the guesses, one a row, in the order of the study file."""
    rows = []
    for own in draft.blocks:
        if len(own.name) == 1 and own.name != ("alter_ties",):
            lines = [line for line in own.lines if line.key not in _WORDS]
            rows += [
                Row(block=own, line=line, what=own.name[0], name=line.key, columns=_text(line.value)) for line in lines
            ]
        else:
            rows.append(
                Row(
                    block=own,
                    line=None,
                    what=str(own.get("asks") or own.name[0].removesuffix("s")),
                    name=own.name[-1],
                    columns=_columns(own),
                    role=str(own.get("role") or ""),
                )
            )
    return rows


def corrected(draft: Draft, folder: Path) -> Draft:
    """Show the guesses and let them be corrected one by one, until Enter takes the rest."""
    while True:
        rows = table_of(draft)
        _show(rows)
        answer = _ask("Number of a guess to change, or Enter to take them all")
        if not answer:
            return draft
        if not answer.isdecimal() or not 1 <= int(answer) <= len(rows):
            say(f"There is no guess {answer}: give a number from 1 to {len(rows)}.")
            continue
        draft = settled(_changed(draft, rows[int(answer) - 1]), folder)
        for doubt in draft.doubts:
            say(doubt)


def _changed(draft: Draft, row: Row) -> Draft:
    if row.line is not None:
        return _line_changed(draft, row.block, row.line)
    types = types_of(row.block)
    offered = f"{', '.join(types)}, or {_LEAVE_OUT}" if types else _LEAVE_OUT
    answer = _ask(f"{row.name}: what is it? ({offered} to leave it out; Enter: {row.what})")
    if answer == _LEAVE_OUT:
        return draft.without(row.block)
    after = row.block
    if answer in types:
        after = retyped(after, answer)
    elif answer:
        say(f"It cannot be {answer}.")
    roles = {"people": PERSON_ROLES, "places": PERSON_ROLES, "groups": PERSON_ROLES, "choice": CHOICE_ROLES}
    known = roles.get(str(after.get("asks")), ())
    if known:
        role = _ask(
            f"What is it for? ({', '.join(known)}, or - for nothing of these; Enter: {after.get('role') or '-'})"
        )
        if role == "-":
            after = after.with_line("role", None)
        elif role in known:
            after = after.with_line("role", role)
        elif role:
            say(f"{role} is not one of them.")
    return draft.changed(row.block, after)


def _line_changed(draft: Draft, own: Block, line: Line) -> Draft:
    needed = (own.name[0], line.key) in _NEEDED
    leave = "" if needed else f", or {_LEAVE_OUT} to leave it out"
    answer = _ask(f"{line.key}: another text{leave} (Enter: {_text(line.value)})")
    if not answer or (needed and answer == _LEAVE_OUT):
        return draft
    value: Any = answer
    if isinstance(line.value, dict) and "column" in line.value:
        value = {**line.value, "column": answer}
    after = own.with_line(line.key, None if answer == _LEAVE_OUT else value)
    return draft.changed(own, replace(after, columns=own.columns))


def _ask(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False, err=True)).strip()


def _show(rows: list[Row]) -> None:
    table = Table(title="Guessed")
    for heading in ("", "what", "name", "columns", "role"):
        table.add_column(heading, overflow="fold")
    for number, row in enumerate(rows, start=1):
        table.add_row(str(number), row.what, row.name, row.columns, row.role)
    Console(stderr=True, markup=False).print(table)


def _columns(own: Block) -> str:
    read = own.get("name") or own.get("column") or own.get("items") or own.get("item") or own.get("between")
    table = f"{own.get('table')}: " if own.get("table") else ""
    when = own.get("when")
    where = f", where {when['column']} is {when.get('equals') or when.get('contains')}" if when else ""
    return f"{table}{_text(read)}{where}"


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a line holds
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value["column"]) if isinstance(value, dict) and "column" in value else str(value)
