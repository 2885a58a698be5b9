"""Forms that look like one person's: typed twice, or filled in again in another wave.

They are proposed to a human and never merged silently. Until somebody decides, whoever is named goes with one of the
two, so that a form typed twice does not leave its respondent named by nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netsurvey.resolve import kernel
from netsurvey.resolve.constraints import Groups
from netsurvey.resolve.memory import NO, remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.resolve.memory import Facts, Odds

__all__ = ["Twins", "look_alikes", "twin_groups"]

_TYPED_TWICE = 0.02
"""How many forms of one wave are expected to be somebody's second."""
_ASKED_AGAIN = 0.3
"""How many forms are expected to be of somebody asked in another wave."""


class Twins(NamedTuple):
    """Two units with forms that look like one person's, how probably they are, and whether they are of one wave."""

    a: int
    b: int
    probability: float
    one_wave: bool


def look_alikes(facts: Facts, odds: Odds) -> list[Twins]:
    """Return pairs of units with forms that are more likely one person than two."""
    memory = remembered(facts, odds, seed=0)
    forms = np.flatnonzero(facts.fixed)
    cluster = {int(unit): kernel.put(*memory, int(unit), NO) for unit in forms}
    names = {unit: _items(facts.key_at, facts.key, unit) for unit in forms.tolist()}
    of_name: dict[int, list[int]] = {}
    for unit, keys in names.items():
        for key in keys:
            of_name.setdefault(key, []).append(unit)
    pairs: set[tuple[int, int]] = set()
    for unit, keys in names.items():
        likes = {like for key in keys for like in _items(facts.like_at, facts.like, key)}
        others = {other for like in likes & of_name.keys() for other in of_name[like]}
        others -= {unit, *_items(facts.apart_at, facts.apart, unit)}
        pairs.update((min(unit, other), max(unit, other)) for other in others)
    found = []
    for a, b in sorted(pairs):
        one_wave = bool(facts.waves[a] & facts.waves[b])
        expected = (_TYPED_TWICE if one_wave else _ASKED_AGAIN) / len(forms)
        odds_for = 2.0 ** min(kernel.likeness(*memory, b, cluster[a]), 60.0) * expected
        if odds_for >= 1:
            found.append(Twins(a, b, odds_for / (1 + odds_for), one_wave))
    return found


def _items(at: NDArray[np.int64], items: NDArray[np.int64], i: int) -> list[int]:
    found: list[int] = items[at[i] : at[i + 1]].tolist()
    return found


def twin_groups(twins: list[Twins], units: int) -> NDArray[np.int64]:
    """Return a group number for every unit that looks like another, NO for the rest."""
    groups = Groups(units)
    for pair in twins:
        groups.join(pair.a, pair.b)
    result = np.full(units, NO, np.int64)
    for pair in twins:
        result[[pair.a, pair.b]] = groups.of(pair.a)
    return result
