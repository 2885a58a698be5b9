"""A draft as the text of a `study.toml`, with a comment at every guess."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import tomlkit

if TYPE_CHECKING:
    from netsurvey.ingest.guessing.draft import Block, Draft

__all__ = ["study_text"]

_WIDTH = 100
_OPENING = """\
Written by `netsurvey init`. What stands behind "guess:" was guessed: check it, change it, or delete the line.
The answers themselves are never changed. `netsurvey ingest` reads them with this file and says what it found.
"""
_TO_FILL_IN = {
    "site": ('# site = "..."', "where it is, if it is one place"),
    "wave": ('# wave = "1"', "which round of the survey, if there are several"),
    "population": ("# population = 0", "how many people live there; rates and coverage need it"),
}
_HEADINGS = {
    "study": "What the study is, and how its files say that there is nothing.",
    "respondent": "Who answered.",
    "attributes": "What groups are compared by.",
    "questions": "What was asked.",
    "scales": "Wellbeing and other scales: numbers only; the wording belongs to its owner.",
    "alter_ties": "Who of those named know one another.",
}


def study_text(draft: Draft) -> str:
    """Return the text of the study file.

    Examples
    --------
    >>> from netsurvey.ingest.guessing.draft import Draft, block
    >>> help_ = block(("questions", "help"), [("name", "help_{n}", "3 slots")])
    >>> print(study_text(Draft(blocks=(help_,))).splitlines()[-1])
    name = "help_{n}"   # guess: 3 slots
    """
    parts = [_comment(_OPENING)]
    before = ""
    for own in draft.blocks:
        heading = f"# {_HEADINGS[own.name[0]]}\n" if own.name[0] != before and own.name[0] in _HEADINGS else ""
        before = own.name[0]
        parts.append(heading + _block_text(own))
    if draft.doubts:
        parts.append(_comment("Not guessed:\n" + "\n".join(f"- {doubt}" for doubt in draft.doubts)))
    if draft.unused:
        parts.append(_unused(draft))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _block_text(own: Block) -> str:
    lines = [_line(line.key, line.value, line.why) for line in own.lines]
    if own.name == ("study",):
        lines += [f"{text}   # {why}" for key, (text, why) in _TO_FILL_IN.items() if own.get(key) is None]
    name = ".".join(map(_key, own.name))
    head = f"[[{name}]]" if own.several else f"[{name}]"
    return "\n".join([head, *lines])


def _line(key: str, value: Any, why: str) -> str:  # noqa: ANN401 - whatever a line holds
    guessed = f"   # guess: {' '.join(why.split())}" if why else ""
    return f"{key} = {_written(value)}{guessed}"


def _written(value: Any) -> str:  # noqa: ANN401 - whatever a line holds
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(name)} = {_written(own)}' for name, own in value.items())} }}"
    return str(tomlkit.item(value).as_string())


def _key(name: str) -> str:
    return str(tomlkit.key(name).as_string())


def _unused(draft: Draft) -> str:
    by_sheet: dict[str, list[str]] = {}
    for place, header in draft.unused:
        by_sheet.setdefault(place, []).append(" ".join(header.split()))
    lines = ["Columns that no line reads. They are counted, never lost; add a line for one that you need."]
    for place, headers in by_sheet.items():
        lines += [f"{place}:", *textwrap.wrap(", ".join(headers), _WIDTH, initial_indent="  ", subsequent_indent="  ")]
    return _comment("\n".join(lines))


def _comment(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.strip("\n").split("\n"))
