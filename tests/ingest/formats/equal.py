"""One small invented survey as plain data, to be written in every layout and read back to the same tables.

A test writes `FORMS`, `PEOPLE` and `TIES` (or `WIDE`, which is all of it in one row a form) as its field tool would,
and hands `check` a study file made with `study_file`.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from netsurvey.ingest import read_survey
from netsurvey.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    import pandas as pd

    from netsurvey.tables import Roster, Survey

__all__ = ["FORMS", "ITEMS", "PEOPLE", "SLOTS", "TIES", "WIDE", "check", "read", "study_file", "wide"]

ITEMS = tuple(f"wem{n}" for n in (1, 2, 3, 6, 7, 9, 11))
SLOTS = 3
NOTES = 'Said "not on Sundays", then\nasked for tea, and left'

# Names are made up. R5 said nobody, R6 left everything blank, R7 named people only as trusted, R8 named a place only.
FORMS: list[dict[str, str]] = [
    {"ref": ref, "name": name, "street": street, "age": age, "knows": knows, "notes": notes}
    | dict(zip(ITEMS, items or [""] * 7, strict=True))
    | {"help_none": "yes" if none else "", "trust_none": "yes" if none else "", "place_1": place}
    for ref, name, street, age, knows, items, none, place, notes in (
        ("R1", "Zoë Marlow", "Flat 2, Mill Row", "34", "yes", "4534251", False, "Fernley Hub", NOTES),
        ("R2", "Ingmar Brandt", "Mill Row", "61", "no", "3333333", False, "", ""),
        ("R3", "Dilys O'Keefe", "Chapel Lane", "47", "yes", "5555544", False, "Café Élan", "Zażółć gęślą jaźń"),
        ("R4", "Tomasz Wrona", "Chapel Lane", "25", "yes", "1212121", False, "Fernley Hub", ""),
        ("R5", "Harriet Quill", "Mill Row", "72", "no", "2222222", True, "", ""),
        ("R6", "Piers Lund", "Flat 2, Mill Row", "", "", "", False, "", ""),
        ("R7", "Sofía Peña", "Station Terrace", "39", "no", "4444444", False, "", "-1 is no name"),
        ("R8", "Owen Tate", "Station Terrace", "58", "no", "3434343", False, "Bowls Green", ""),
    )
]
"""One row a form."""

PEOPLE: list[dict[str, str]] = [
    {"ref": ref, "alter": alter, "name": name, "relation": relation, "street": street, "age": age}
    | {role: "true" if role in roles else "false" for role in ("help", "trust")}
    for ref, alter, name, relation, street, age, roles in (
        ("R1", "1", "José Álvarez", "friend,\nfrom choir", "Chapel Lane", "44", "help trust"),
        ("R1", "2", "Mabel Finch", "neighbour", "Flat 2, Mill Row", "80", "help"),
        ("R1", "3", "Tomasz Wrona", "", "", "", "help"),
        ("R1", "4", "Anwen Price", "sister", "", "36", "trust"),
        ("R2", "1", "Mabel Finch", "mother-in-law", "Mill Row", "", "help trust"),
        ("R3", "1", "Zoë Marlow", "friend", "Mill Row", "34", "help"),
        ("R3", "2", "Bartholomew Stone", "", "", "", "help"),
        ("R4", "1", "Zoë Marlow", "", "Mill Row", "", "help"),
        ("R4", "2", "Dilys O'Keefe", "neighbour", "", "50", "help trust"),
        ("R7", "1", "Ingmar Brandt", "colleague", "Mill Row", "60", "trust"),
        ("R7", "2", "Anwen Price", "", "", "", "trust"),
    )
]
"""One row a person named; `alter` numbers them within the form, `help` and `trust` say under which questions."""

TIES: list[dict[str, str]] = [
    {"ref": ref, "from": one, "to": other, "strength": strength}
    for ref, one, other, strength in (("R1", "1", "2", "2"), ("R1", "2", "3", "1"), ("R4", "1", "2", "3"))
]
"""One row a tie between people named under `help`: in the numbers of `alter`, which are the slots of `help` as well."""

_MENTIONS = [
    ("R1", "help", 1, "José Álvarez", "friend,\nfrom choir", "friend", "Chapel Lane", "44"),
    ("R1", "help", 2, "Mabel Finch", "neighbour", "neighbour", "Flat 2, Mill Row", "80"),
    ("R1", "help", 3, "Tomasz Wrona", None, None, None, None),
    ("R1", "trust", 1, "José Álvarez", "friend,\nfrom choir", "friend", "Chapel Lane", "44"),
    ("R1", "trust", 2, "Anwen Price", "sister", "family", None, "36"),
    ("R1", "places", 1, "Fernley Hub", None, None, None, None),
    ("R2", "help", 1, "Mabel Finch", "mother-in-law", "family", "Mill Row", None),
    ("R2", "trust", 1, "Mabel Finch", "mother-in-law", "family", "Mill Row", None),
    ("R3", "help", 1, "Zoë Marlow", "friend", "friend", "Mill Row", "34"),
    ("R3", "help", 2, "Bartholomew Stone", None, None, None, None),
    ("R3", "places", 1, "Café Élan", None, None, None, None),
    ("R4", "help", 1, "Zoë Marlow", None, None, "Mill Row", None),
    ("R4", "help", 2, "Dilys O'Keefe", "neighbour", "neighbour", None, "50"),
    ("R4", "trust", 1, "Dilys O'Keefe", "neighbour", "neighbour", None, "50"),
    ("R4", "places", 1, "Fernley Hub", None, None, None, None),
    ("R7", "trust", 1, "Ingmar Brandt", "colleague", "colleague", "Mill Row", "60"),
    ("R7", "trust", 2, "Anwen Price", None, None, None, None),
    ("R8", "places", 1, "Bowls Green", None, None, None, None),
]
_STATES = {
    "help": ["answered", "answered", "answered", "answered", "none", "blank", "blank", "blank"],
    "trust": ["answered", "answered", "blank", "answered", "none", "blank", "answered", "blank"],
    "places": ["answered", "blank", "answered", "answered", "blank", "blank", "blank", "answered"],
    "knows": ["answered", "answered", "answered", "answered", "answered", "blank", "answered", "answered"],
    "notes": ["answered", "blank", "answered", "blank", "blank", "blank", "answered", "blank"],
}
_TIES = [("R1", 1, 2, 2.0), ("R1", 2, 3, 1.0), ("R4", 1, 2, 3.0)]
_ALTERLESS = ("R5", "R6", "R8")
_STREETS = ["s1", "s2", "s3", "s3", "s2", "s1", "s4", "s4"]
_ABOUT = ("relation", "street", "age")


def wide(
    forms: Sequence[dict[str, str]], people: Sequence[dict[str, str]], ties: Sequence[dict[str, str]]
) -> list[dict[str, str]]:
    """Return forms, the people they name and the ties between these in one row a form."""
    return [_in_one_row(form, people, ties) for form in forms]


def _in_one_row(
    form: dict[str, str], people: Sequence[dict[str, str]], ties: Sequence[dict[str, str]]
) -> dict[str, str]:
    row = dict(form)
    own = [person for person in people if person["ref"] == form["ref"]]
    for question in ("help", "trust"):
        named = [person for person in own if person[question] == "true"]
        for slot in range(1, SLOTS + 1):
            person = named[slot - 1] if slot <= len(named) else {}
            row |= {f"{question}_{slot}_{key}": person.get(key, "") for key in ("name", *_ABOUT)}
    for a in range(1, SLOTS + 1):
        for b in range(a + 1, SLOTS + 1):
            these = (tie for tie in ties if (tie["ref"], tie["from"], tie["to"]) == (form["ref"], str(a), str(b)))
            row[f"know_{a}_{b}"] = next((tie["strength"] for tie in these), "")
    return row


WIDE: list[dict[str, str]] = wide(FORMS, PEOPLE, TIES)
"""All of it in one row a form: `help_1_name`, `help_1_relation`, ..., `know_1_2`."""


def study_file(
    responses: str | Sequence[str],
    *,
    people: str | None = None,
    ties: str | None = None,
    places: str = 'name = "{place_{n}}"',
    column: Callable[[str], str] = str,
    study: str = "",
) -> str:
    """Return a study file for the survey in some layout.

    Parameters
    ----------
    responses
        Its file or files.
    people
        Lines of `[questions.help]` and `[questions.trust]` that say where the people are, `QUESTION` standing for
        either; without it they are in slots named as in `WIDE`.
    ties
        Lines of `[alter_ties]`; empty: the layout has no such ties; without it they are named as in `WIDE`.
    places
        Lines of `[questions.places]`; a header of `FORMS` stands in `{...}`.
    column
        The layout's header for a header of `FORMS` or `WIDE`, which may hold `{n}`, `{a}` and `{b}`.
    study
        Further lines of `[study]`.
    """

    def header(name: str) -> str:
        return json.dumps(column(name), ensure_ascii=False)

    in_slots = "\n".join(f"{key} = {header(f'QUESTION_{{n}}_{key}')}" for key in ("name", *_ABOUT))
    in_pairs = f'column = {header("know_{a}_{b}")}\nquestion = "help"'
    lines = [
        "[study]",
        'title = "Fernley"',
        f"responses = {json.dumps(responses, ensure_ascii=False)}",
        study,
        "[respondent]",
        *(f"{key} = {header(name)}" for key, name in (("id", "ref"), ("name", "name"), ("street", "street"))),
        f"age = {header('age')}",
    ]
    for question in ("help", "trust"):
        lines += [f"[questions.{question}]", 'asks = "people"']
        lines += [(in_slots if people is None else people).replace("QUESTION", question)]
        lines += [f"none_tick = {header(f'{question}_none')}"]
    lines += [
        "[questions.places]",
        'asks = "places"',
        places.replace('"{place_{n}}"', header("place_{n}")),
        "[questions.knows]",
        'asks = "choice"',
        f"column = {header('knows')}",
        'yes = ["yes"]',
        "[questions.notes]",
        'asks = "text"',
        f"column = {header('notes')}",
        "[scales.swemwbs]",
        f"items = [{', '.join(map(header, ITEMS))}]",
    ]
    if ties != "":
        lines += ["[alter_ties]", in_pairs if ties is None else ties]
    return "\n".join(lines) + "\n"


def read(folder: Path, toml: str) -> tuple[Survey, Roster]:
    """Read a survey whose files lie in a folder."""
    return read_survey(Study.model_validate(tomllib.loads(toml)), folder)


def check(folder: Path, toml: str, *, ties: bool = True, alterless: bool = True) -> tuple[Survey, Roster]:
    """Read the survey and compare every table with what was said, whatever the layout.

    Parameters
    ----------
    folder
        Where its files lie.
    toml
        The study file, as from `study_file`.
    ties
        Whether the layout can carry ties between those named.
    alterless
        Whether it can carry respondents who named nobody.
    """
    survey, roster = read(folder, toml)
    refs = [form["ref"] for form in FORMS if alterless or form["ref"] not in _ALTERLESS]
    assert survey.report["balance"] == 0
    assert _rows(survey.quarantine, ["file", "row", "column", "reason"]) == []
    _check_respondents(survey, roster, refs)
    _check_answers(survey, roster, refs)
    assert _rows(roster.mentions, ["respondent_id", "question", "position", "name", "relation", *_ABOUT[1:]]) == [
        (ref, question, position, name, written, street, age)
        for ref, question, position, name, written, _, street, age in _MENTIONS
        if ref in refs
    ]
    assert _rows(survey.mentions, ["respondent_id", "question", "position", "part", "kind", "relation"]) == [
        (ref, question, position, 1, "place" if question == "places" else "person", broad)
        for ref, question, position, _, _, broad, _, _ in _MENTIONS
        if ref in refs
    ]
    columns = ["respondent_id", "question_a", "position_a", "part_a", "question_b", "position_b", "part_b", "strength"]
    assert _rows(survey.mention_ties, columns) == [
        (ref, "help", a, 1, "help", b, 1, strength) for ref, a, b, strength in _TIES if ties
    ]
    return survey, roster


def _check_respondents(survey: Survey, roster: Roster, refs: Collection[str]) -> None:
    forms = [form for form in FORMS if form["ref"] in refs]
    assert _rows(roster.respondents, ["respondent_id", "name", "street", "age"]) == [
        (form["ref"], form["name"], form["street"], form["age"] or None) for form in forms
    ]
    assert survey.respondents["interviewed"].all()
    items = [f"swemwbs_{item.removeprefix('wem')}" for item in ITEMS]
    assert _rows(survey.respondents, ["respondent_id", *items]) == [
        (form["ref"], *(float(form[item]) if form[item] else None for item in ITEMS)) for form in forms
    ]
    if len(refs) == len(FORMS):
        assert survey.respondents["street"].tolist() == _STREETS


def _check_answers(survey: Survey, roster: Roster, refs: Collection[str]) -> None:
    states = {
        (ref, question): state for ref, question, state in _rows(survey.answers, ["respondent_id", "question", "state"])
    }
    assert states == {
        (form["ref"], question): state
        for question, given in _STATES.items()
        for form, state in zip(FORMS, given, strict=True)
        if form["ref"] in refs
    }
    chosen = survey.answers[survey.answers["question"] == "knows"]
    assert _rows(chosen, ["respondent_id", "value"]) == [
        (form["ref"], form["knows"] or None) for form in FORMS if form["ref"] in refs
    ]
    assert _rows(roster.texts, ["respondent_id", "question", "text"]) == [
        (form["ref"], "notes", form["notes"]) for form in FORMS if form["ref"] in refs and form["notes"]
    ]


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the rows of a table as tuples, None where a cell has nothing."""
    held = frame[list(columns)].astype(object)
    return [tuple(row) for row in held.where(held.notna(), None).to_numpy().tolist()]
