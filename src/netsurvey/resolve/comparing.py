"""Why two people were not taken for one: what forbids it, what speaks for and against, how often a draw joined them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.resolve.answers import Answers
from netsurvey.resolve.consensus import Agreement
from netsurvey.resolve.sites import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netsurvey.resolve.facts import Board
    from netsurvey.tables import People, Roster, Survey

__all__ = ["Comparison", "why_not"]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two people held side by side; nothing in it is a name.

    Attributes
    ----------
    a, b
        Their ids.
    together
        Share of plausible resolutions in which what they are known by is one person.
    forbidden
        What rules it out, in words; empty where nothing does.
    mention
        Key of the mention or form of one of them that fits the other best.
    evidence
        What speaks for and against that mention being the other person: the key it was compared with, the kind of
        evidence, bits. Strongest first; nothing where it cannot be weighed, as between two forms.
    """

    a: str
    b: str
    together: float
    forbidden: tuple[str, ...]
    mention: str
    evidence: tuple[tuple[str, str, float], ...]

    def lines(self) -> Iterator[str]:
        """Yield the comparison as plain sentences without names."""
        yield f"{self.a} and {self.b} are one person in {self.together:.0%} of the plausible resolutions."
        for reason in self.forbidden:
            yield f"  They cannot be one: {reason}."
        if self.evidence:
            total = sum(bits for _, _, bits in self.evidence)
            gains = "gains" if total > 0 else "loses"
            yield f"  What fits best is {self.mention}, which {gains} {abs(total):.1f} bits:"
            for beside, reason, bits in self.evidence:
                yield f"    {reason} ({bits:+.1f} bits), beside {beside}"

    def __str__(self) -> str:
        return "\n".join(self.lines())


def why_not(
    survey: Survey, roster: Roster, people: People, a: str, b: str, *, decisions: pd.DataFrame | None = None
) -> Comparison:
    """Hold two people side by side and say why they were not taken for one.

    Parameters
    ----------
    survey, roster, decisions
        What `people` was made from.
    people
        The result of :func:`~netsurvey.resolve.resolve`.
    a, b
        Two ids of `people`, of one site.

    Returns
    -------
    Comparison

    Raises
    ------
    UsageError
        When nobody has such an id, they are one already, they are of two sites, or answers are ids.

    Examples
    --------
    >>> from netsurvey import ingest, open_study, resolve
    >>> from netsurvey.samples import sample_path
    >>> survey, roster = ingest(open_study(sample_path("small")))
    >>> people = resolve(survey, roster, quick=True)
    >>> first, second = people.respondents["person_id"][:2]
    >>> why_not(survey, roster, people, first, second).forbidden
    ('both answered a form of wave 2011',)
    """
    site = _site_of(people, a, b)
    if survey.study.study.resolve != "names":
        raise UsageError(Problem(what="answers of this study are ids: nobody's name was compared"))
    survey = replace(survey, respondents=survey.respondents[survey.respondents["interviewed"]])
    answers = Answers(survey, roster, decisions)
    ready = prepare(answers.at(site))
    person = dict(zip(answers.forms["key"], people.respondents["person_id"], strict=True))
    named = people.mentions["person_id"].fillna("")
    person |= {k: p for k, p in zip(answers.mentions["key"], named, strict=True) if p}
    board = ready.board
    of = [person[board.keys_of(unit)[0]] for unit in range(len(board.units))]
    numbers = {who: i for i, who in enumerate(sorted(set(of)))}
    clusters = np.array([numbers[who] for who in of], dtype=np.int32)
    lines = np.arange(len(of), dtype=np.int32)[None, :]
    teller = ready.teller(lines, clusters, Agreement(lines))
    best: tuple[float, str, tuple[tuple[str, str, float], ...]] = (-np.inf, "", ())
    for one, other in ((a, b), (b, a)):
        there = int(teller.clusters[of.index(other)])
        for unit in [u for u, who in enumerate(of) if who == one and not board.units[u].fixed]:
            reasons = tuple(teller.weighed(unit, there))
            total = sum(bits for _, _, bits in reasons)
            if reasons and total > best[0]:
                best = total, min(board.keys_of(unit)), reasons
    rows = dict(zip(people.people["person_id"], people.draws.anchors, strict=True))
    return Comparison(
        a=a,
        b=b,
        together=people.draws.together(int(rows[a]), int(rows[b])),
        forbidden=tuple(_forbidden(board, of, a, b)),
        mention=best[1],
        evidence=best[2],
    )


def _site_of(people: People, a: str, b: str) -> str:
    site = dict(zip(people.people["person_id"], people.people["site"], strict=True))
    for who in (a, b):
        if who not in site:
            near = nearest(who, site)
            next_step = f"Nearest: {', '.join(near)}." if near else "The ids are in people.csv."
            raise UsageError(Problem(what="nobody has this person id", next_step=next_step))
    if a == b:
        raise UsageError(Problem(what="both ids are one person already", next_step="See --explain."))
    if site[a] != site[b]:
        raise UsageError(Problem(what="the two are of two sites, which are resolved apart"))
    return str(site[a])


def _forbidden(board: Board, of: list[str], a: str, b: str) -> Iterator[str]:
    """Yield what rules out that two people are one."""
    units = {who: [u for u, person in enumerate(of) if person == who] for who in (a, b)}
    references = {who: [board.references[i] for u in units[who] for i in board.units[u].references] for who in (a, b)}
    forms = {who: {r.form for r in references[who] if r.is_form} for who in (a, b)}
    waves = {board.waves[form] for form in forms[a]} & {board.waves[form] for form in forms[b]}
    yield from (f"both answered a form of wave {wave}" for wave in sorted(waves))
    for one, other in ((a, b), (b, a)):
        if any(not r.is_form and r.form in forms[one] for r in references[other]):
            yield f"{one} named {other}, and nobody names themselves"
    if any(set(units[b]) & board.units[u].apart for u in units[a]):
        yield "a respondent named both under one question, or a decision says so"
