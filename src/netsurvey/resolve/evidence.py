"""What can be held for or against two mentions being one person: one small function a kind of evidence.

Each says what it can and cannot tell, and returns a :class:`~netsurvey.resolve.model.Window`: the possible true
values, how common they are here, and how they show in what people write. To add a kind of evidence, add a function and
list it above :data:`EVIDENCE`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA

from netsurvey.resolve.model import NOTHING, Window
from netsurvey.resolve.nicknames import full_names, is_listed_given_name
from netsurvey.resolve.population import commonness, is_listed_surname
from netsurvey.resolve.standing import standing
from netsurvey.resolve.windows import (
    SHORTEST_SLIP,
    keys_of_spellings,
    or_surely,
    role_or_nothing,
    same_or_not,
    slips,
    spelt,
    written_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netsurvey.resolve.references import Reference

__all__ = ["EVIDENCE", "UNCOMMON", "in_words", "windows_of"]

_COMMON_SURNAMES = """
smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white roberts green
hall wood jackson clarke harris lewis patel khan singh hughes edwards hill turner martin cooper ward morris king
"""


def given_name(seen: Counter[str]) -> Window:
    """Tell people apart by what they are called; a short form or a slip of the pen is weaker, a bare initial weakest.

    It cannot tell two Davids apart: the commoner the name in the study and in the country, the fewer bits.
    """
    likes, spellings = slips(seen, known=is_listed_given_name), keys_of_spellings(seen)

    def shares(form: str) -> dict[str, float]:
        base = dict(full_names(form))
        if "-" in form:
            base = {form: 0.7, form.split("-", maxsplit=1)[0]: 0.3}
        base = spelt(base, form, spellings)
        for like, weight in likes.get(form, {}).items():
            base = {v: s * (1 - weight) for v, s in base.items()}
            for full, share in full_names(like).items():
                base[full] = base.get(full, 0.0) + weight * share
        return base

    def usual(form: str) -> float:
        return max(_AS_WRITTEN * max(commonness(full) for full in full_names(form)), 1 / 4000)

    return written_names(seen, shares, usual=usual, slip=0.001, habit=0.45)


def surname(seen: Counter[str]) -> Window:
    """Tell families apart; a different surname is strong but not final (maiden names), a missing one says nothing."""
    likes, spellings = slips(seen, known=_is_short_surname), keys_of_spellings(seen)

    def shares(form: str) -> dict[str, float]:
        base = {form: 1.0}
        parts = [part for part in form.split("-") if part in seen]
        if "-" in form and parts:
            base = {form: 0.6} | dict.fromkeys(parts, 0.4 / len(parts))
        base = spelt(base, form, spellings)
        for like, weight in likes.get(form, {}).items():
            base = {v: s * (1 - weight) for v, s in base.items()}
            base[like] = base.get(like, 0.0) + weight
        return base

    common = frozenset(_COMMON_SURNAMES.split())
    return written_names(seen, shares, usual=lambda form: 0.005 if form in common else 1 / 8000, slip=0.006)


def faith_name(seen: Counter[str]) -> Window:
    """Compare Singh with Singh and Kaur with Kaur; beside a surname they are often left out.

    Somebody whose surname is written time and again without one is hardly the councillor called just "Cllr Singh".
    However few bear such a name here, it goes with their given names: two who share both are not the likelier one.
    """
    window = role_or_nothing(seen, used=0.6, slip=0.03)
    bearers = window.prior[:-1].sum()
    if 0 < bearers < _BEARERS:
        weighed = [*(window.prior[:-1] * _BEARERS / bearers), 1 - _BEARERS]
        window = replace(window, prior=np.array(weighed))
    return window


def title(seen: Counter[str]) -> Window:
    """Tell the holder of a public role: few have one, and those who do are often called by it.

    No title is weak evidence against: even a councillor's friends leave it out.
    """
    return role_or_nothing(seen, used=0.5, slip=0.002)


def street(seen: Counter[str]) -> Window:
    """Tell where they live; neighbours share it. Of streets other than their own people are sometimes unsure."""
    return or_surely(same_or_not(seen, background=15, rare=1 / 40, slip=0.06), slip=0.01)


def house(seen: Counter[str]) -> Window:
    """Tell the very door: street and number. Families share it."""
    return same_or_not(seen, background=100, rare=1 / 500, slip=0.1)


def age(seen: Counter[str]) -> Window:
    """Tell the generation: people guess ages, so nearby ages agree and only far ones speak against."""
    names = sorted(seen, key=float)
    years, counts = np.array([float(n) for n in names]), np.array([seen[n] for n in names], dtype=float)
    grid = np.arange(2.5, 100.0, 5.0)
    closeness = np.exp(-0.5 * ((grid[:, None] - years[None, :]) / 6.0) ** 2) * (counts + 0.5) + 1e-12
    prior = np.exp(-0.5 * ((grid[:, None] - years[None, :]) / 4.0) ** 2) @ counts + 0.5
    closeness /= closeness.sum(axis=1, keepdims=True) if names else 1.0
    everything = np.arange(len(names), dtype=np.intp)
    return Window(
        observations=tuple(names),
        values=tuple(f"{year:g}" for year in grid),
        prior=prior / prior.sum(),
        shown=tuple((everything, row) for row in closeness),
        slip=0.05,
    )


def sex(seen: Counter[str]) -> Window:
    """Tell men from women where a box, a kin word or a title says so; worth one bit at the most, more against.

    A box is sometimes ticked wrong; "Mrs" and "my mum" hardly ever are, nor what people say of themselves.
    """
    names = tuple(sorted(seen))
    return or_surely(
        Window(
            observations=names,
            prior=np.full(len(names), 0.5),
            shown=tuple((np.array([i], dtype=np.intp), np.ones(1)) for i in range(len(names))),
            slip=0.03,
        ),
        slip=0.003,
    )


def known_from(seen: Counter[str]) -> Window:
    """Tell by the trade or venue they are known from; one person may be known from several, so little against."""
    return role_or_nothing(seen, used=0.5, slip=0.35)


def met_at(seen: Counter[str]) -> Window:
    """Tell by where the respondent meets them; most are met in several places, so almost nothing against."""
    return same_or_not(seen, background=30, rare=1 / 30, slip=0.6)


def _is_short_surname(form: str) -> bool:
    """Whether a surname is as short as slips get, and listed: Cox is no slip of Fox, though Huhes is one of Hughes."""
    return len(form) == SHORTEST_SLIP and is_listed_surname(form)


_AS_WRITTEN = 0.6
"""How often a given name is written in one form, where it has several, about."""
_BEARERS = 0.3
"""Share of people who bear a shared religious name among those of whom one could be expected, at least."""
_NAMES = ("given name", "surname", "religious name")
UNCOMMON = 1 / 2000
"""Share of the population below which a given name alone tells somebody apart."""
_PERSONAL = (*_NAMES, "title", "street", "house")


def _people_seen(references: Sequence[Reference], names: Sequence[tuple[str, ...]], kind: str) -> Counter[str]:
    """Return how many people seem to show each text of a kind of evidence, given the names beside it.

    A full name that six forms write, a title with a name, or a given name that hardly anybody in the country bears, is
    more likely one well-known person than six. So that neither a name nor a title looks common because somebody is
    popular, it counts as its square root; and among names no oftener than there are streets beside it, which tell
    namesakes apart.
    """
    if kind not in _PERSONAL:
        return Counter(r.seen[kind] for r in references if kind in r.seen)
    written: Counter[tuple[str, tuple[str, ...]]] = Counter()
    streets: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for r, name in zip(references, names, strict=True):
        if kind in r.seen:
            written[r.seen[kind], name] += 1
            streets.setdefault((r.seen[kind], name), set()).add(r.seen.get("street", ""))
    seen: Counter[str] = Counter()
    for (text, (given, *second)), times in written.items():
        if any(second) or (kind == "title" and text != NOTHING):
            at_most = max(1, len(streets[text, (given, *second)] - {""})) if kind in _NAMES else times
            seen[text] += min(max(1, int(times**0.5)), at_most)
        else:
            seen[text] += round(times**0.5) if given and commonness(given) < UNCOMMON else times
    return seen


def manner(seen: Counter[str]) -> Window:
    """Tell those who are called by a given name alone from those who are not, among people outside the family.

    Somebody whom a dozen write with the surname is seldom the one a neighbour calls just Dave. It says little of people
    named once or twice, and nothing of family.
    """
    usual = (seen["bare"] + 3.0) / (seen["bare"] + seen["full"] + 10.0)
    names = ("bare", "full")
    kinds = ((0.05, 0.35), (0.5, 0.3), (3.0, 0.35))
    both = np.array([0, 1], dtype=np.intp)
    odds = usual / (1 - usual)
    shares = [odds * times / (1 + odds * times) for times, _ in kinds]
    return Window(
        observations=names,
        prior=np.array([share for _, share in kinds]),
        shown=tuple((both, np.array([share, 1 - share])) for share in shares),
        slip=0.05,
    )


_BY_TEXT: Mapping[str, Callable[[Counter[str]], Window]] = {
    "given name": given_name,
    "surname": surname,
    "religious name": faith_name,
    "title": title,
    "street": street,
    "house": house,
    "age": age,
    "gender": sex,
    "known from": known_from,
    "met at": met_at,
    "manner": manner,
}
_BY_PERSON: Mapping[str, Callable[[Sequence[Reference]], Window]] = {"standing": standing}
EVIDENCE = (*_BY_TEXT, *_BY_PERSON)
"""Every kind of evidence by the word explanations use for it."""


def windows_of(references: Sequence[Reference]) -> list[Window]:
    """Return how each kind of evidence shows, in the order of :data:`EVIDENCE`."""
    names = [tuple(r.seen.get(part, "") for part in _NAMES) for r in references]
    return [
        *(window(_people_seen(references, names, kind)) for kind, window in _BY_TEXT.items()),
        *(window(references) for window in _BY_PERSON.values()),
    ]


def in_words(kind: str, observed: str, other: str) -> str:
    """Say how an observation compares with what was written elsewhere, without saying what was written.

    Examples
    --------
    >>> in_words("given name", "liz", "elizabeth")
    'given name: short form'
    >>> in_words("surname", "hughs", "hughes")
    'surname: one letter differs'
    """
    how = "differs"
    if observed == other:
        how = "same"
    elif kind in {"given name", "surname"}:
        how = _names_in_words(kind, observed, other)
    elif kind == "age":
        how = "near" if abs(float(observed) - float(other)) <= 10 else "far apart"
    elif kind == "manner":
        how = "called by the given name alone" if observed == "bare" else "called by the full name"
    elif kind == "standing":
        how = "spoken of in another way"
    elif NOTHING in {observed, other}:
        how = "left out"
    return f"{kind}: {how}"


def _names_in_words(kind: str, observed: str, other: str) -> str:
    if observed.endswith(".") or other.endswith("."):
        return "initial fits" if other[0] == observed[0] else "initial differs"
    if kind == "given name" and full_names(observed).keys() & full_names(other).keys():
        return "short form"
    letters = OSA.distance(observed, other, score_cutoff=2)
    return {1: "one letter differs", 2: "two letters differ"}.get(letters, "differs")
