"""The story a page tells, step by step, in words the team can change.

It is a Markdown file with a heading a step. The heading ends with what the map shows meanwhile, as in
``# The people they named {#named}``, and numbers stand in the text as ``{named}``, so that they are always fit for
whoever will read the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from netsurvey.errors import Problem, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["SHOWN", "STORY_FILE", "Step", "default_story", "read_story", "told"]

STORY_FILE = "playback.md"
"""What the team's own story is called in the study folder."""

SHOWN: dict[str, dict[str, Any]] = {
    "asked": {"kinds": [0], "ties": False, "places": "none", "communities": False, "alone": False},
    "named": {"kinds": [0, 1], "ties": True, "places": "none", "communities": False, "alone": False},
    "information": {"kinds": [0], "ties": False, "places": "medium", "communities": True, "alone": False},
    "gathering": {"kinds": [0], "ties": False, "places": "all", "communities": True, "alone": False},
    "missing": {"kinds": [0, 1], "ties": False, "places": "none", "communities": False, "alone": True},
    "own": {"kinds": [0, 1], "ties": True, "places": "none", "communities": True, "alone": False},
}
"""What the map shows at each kind of step; `own` is for steps the team adds."""

_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)\s*(?:\{#(?P<id>[^}]*)\})?\s*#*\s*")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink", "reference"])
"""No HTML and no addresses: a page for a village hall leads nowhere else."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the story.

    Attributes
    ----------
    id
        What the map shows: one of :data:`SHOWN`.
    title
        The heading.
    text
        Markdown under it, with placeholders.
    line
        Of the heading in the file.
    """

    id: str
    title: str
    text: str
    line: int = 1


def default_story() -> str:
    """Return the story as netsurvey tells it, for the team to edit.

    Examples
    --------
    >>> default_story().splitlines()[0]
    '# The people we asked {#asked}'
    """
    return files("netsurvey.playback").joinpath("story.md").read_text(encoding="utf-8")


def read_story(text: str, *, file: str = STORY_FILE) -> list[Step]:
    r"""Return the steps of a story.

    Parameters
    ----------
    text
        Markdown.
    file
        Its name, for errors.

    Raises
    ------
    UsageError
        When a heading does not say what the map shows, text stands before the first heading, or there is none; all
        such lines are told.

    Examples
    --------
    >>> [(step.id, step.title) for step in read_story("# Hello {#own}\n\nWelcome to {site}.")]
    [('own', 'Hello')]
    """
    steps: list[Step] = []
    problems: list[Problem] = []
    heading, lines, fenced = None, [], False
    for number, line in enumerate([*text.splitlines(), "#"], start=1):
        fenced ^= line.lstrip().startswith("```")
        if fenced or not line.startswith("#"):
            if heading is None and line.strip() and not problems:
                what = "there are words before the first heading"
                problems.append(Problem(what=what, file=_at(file, number), next_step=_how()))
            lines.append(line)
            continue
        if heading is not None:
            steps.append(Step(id=heading[0], title=heading[1], text="\n".join(lines).strip(), line=heading[2]))
        heading, lines = _heading(line, number, problems, file=file), []
    if not steps and not problems:
        problems.append(Problem(what="there is no step in it", file=file, next_step=_how()))
    if problems:
        raise UsageError(problems)
    return steps


def _heading(line: str, number: int, problems: list[Problem], *, file: str) -> tuple[str, str, int] | None:
    match = _HEADING.fullmatch(line)
    if match is None or not match["title"]:
        if line.strip("# "):
            problems.append(Problem(what="a heading has no words", file=_at(file, number), next_step=_how()))
        return None
    step = match["id"]
    if step in SHOWN:
        return step, match["title"], number
    what = "a heading does not say what the map shows" if step is None else "there is no such step"
    near = nearest(step or "", SHOWN)
    then = f"Nearest: {', '.join(f'{{#{one}}}' for one in near)}." if near else _how()
    problems.append(Problem(what=what, file=_at(file, number), value=step, next_step=then))
    return None


def told(steps: Sequence[Step], values: Mapping[str, str], *, file: str = STORY_FILE) -> list[dict[str, Any]]:
    r"""Return the steps as the page reads them, with the numbers filled in.

    Parameters
    ----------
    steps
        The story.
    values
        What each placeholder stands for, already fit for whoever reads the page.
    file
        The story's name, for errors.

    Raises
    ------
    UsageError
        When a placeholder is not one of `values`; all of them are told.

    Examples
    --------
    >>> steps = read_story("# Hello {#own}\n\nWe asked **{asked}** <people>.")
    >>> told(steps, {"asked": "about 120"})[0]["html"]
    '<p>We asked <strong>about 120</strong> &lt;people&gt;.</p>\n'
    """
    problems = [
        Problem(
            what="there is no such number or word to fill in",
            file=_at(file, step.line),
            value=f"{{{name}}}",
            next_step=_nearest_or_all(name, values),
        )
        for step in steps
        for name in _PLACEHOLDER.findall(f"{step.title}\n{step.text}")
        if name not in values
    ]
    if problems:
        raise UsageError(problems)
    return [
        {
            "id": step.id,
            "title": _PLACEHOLDER.sub(lambda match: values[match[1]], step.title),
            "html": _MARKDOWN.render(_PLACEHOLDER.sub(lambda match: _plain(values[match[1]]), step.text)),
            "show": {"question": None, **SHOWN[step.id]},
        }
        for step in steps
    ]


def _nearest_or_all(name: str, values: Iterable[str]) -> str:
    near = nearest(name, values)
    return f"{'Nearest' if near else 'There are'}: {', '.join(f'{{{one}}}' for one in near or values)}."


def _plain(value: str) -> str:
    """Return a value in which nothing is Markdown: a place may be called `*The* Hall`."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~&-])", r"\\\1", value)


def _at(file: str, line: int) -> str:
    return f"{file}, line {line}"


def _how() -> str:
    choices = ", ".join(f"{{#{one}}}" for one in SHOWN)
    return f"Begin each step with a heading that ends in one of {choices}."
