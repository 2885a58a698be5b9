"""How a kind of evidence shows in what people write: the ways that several kinds have in common.

Names have short forms, spellings, slips and initials; titles and trades are left out as often as not; streets and
venues are the same or not. Each way makes a :class:`~netsurvey.resolve.model.Window` of what was seen how often.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from netsurvey.resolve.model import NOTHING, SURELY, Window
from netsurvey.resolve.spelling import spelling_key

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "SHORTEST_SLIP",
    "keys_of_spellings",
    "or_surely",
    "role_or_nothing",
    "same_or_not",
    "slips",
    "spelt",
    "written_names",
]

_SPELLING = 0.6
"""How often a name with several spellings is the same one however it is spelt."""
SHORTEST_SLIP = 3
"""Letters of the shortest form that may be a slip: in "Dck" and "Bth" the name is still to be seen."""


def keys_of_spellings(seen: Counter[str]) -> Counter[str]:
    """Return how many forms that occur here share each spelling key."""
    return Counter(spelling_key(form) for form in seen if not form.endswith("."))


def spelt(base: dict[str, float], form: str, spellings: Counter[str]) -> dict[str, float]:
    """Return what a form may stand for, with the name that it and its other spellings share, where there are any."""
    key = spelling_key(form)
    if spellings[key] < 2:
        return base
    return {value: share * (1 - _SPELLING) for value, share in base.items()} | {f"{key}~": _SPELLING}


def slips(seen: Counter[str], *, known: Callable[[str], bool]) -> dict[str, dict[str, float]]:
    """Return rare form -> {commoner forms it is one slip away from: weight}.

    Only a form that is no name of its own counts as a slip of another, else Jan would be a slip of Jane.
    """
    forms = sorted(f for f in seen if not f.endswith("."))
    rare = [f for f in forms if len(f) >= SHORTEST_SLIP and seen[f] <= 2 and not known(f)]
    if not rare:
        return {}
    distances = process.cdist(rare, forms, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    result: dict[str, dict[str, float]] = {}
    for i, form in enumerate(rare):
        near = {
            forms[j]: float(seen[forms[j]]) * (1.0 if distances[i, j] == 1 else 0.1)
            for j in np.flatnonzero(distances[i] <= (2 if len(form) >= 7 else 1)).tolist()
            if forms[j] != form and (seen[forms[j]] >= seen[form] or known(forms[j]))
        }
        if not near:
            continue
        best = max(near.values())
        weight = 0.85 if best >= 3 * seen[form] else 0.35
        total = sum(near.values())
        result[form] = {like: weight * n / total for like, n in sorted(near.items())}
    return result


def written_names(
    seen: Counter[str],
    shares: Callable[[str], dict[str, float]],
    *,
    usual: Callable[[str], float],
    slip: float,
    habit: float = 0.0,
) -> Window:
    """Return the window of a kind of name: how often each true name is behind each written form, and its initials."""
    pseudo = 300.0
    forms = sorted(f for f in seen if not f.endswith("."))
    letters = sorted({f[0] for f in seen})
    at = {form: i for i, form in enumerate(forms)}
    initial_at = {letter: len(forms) + i for i, letter in enumerate(letters)}
    total = sum(seen[f] for f in forms) + pseudo
    joint: dict[str, dict[int, float]] = {}
    for form in forms:
        weight = max(seen[form] - 0.75, 0.0) + pseudo * usual(form)
        for true, share in shares(form).items():
            joint.setdefault(true, {}).setdefault(at[form], 0.0)
            joint[true][at[form]] += weight * share
    for letter in letters:
        joint[f"{letter}..."] = {initial_at[letter]: pseudo * 0.04}  # names of that letter nobody wrote out
    prior, shown = [], []
    for true in sorted(joint):
        row = joint[true]
        mass = sum(row.values())
        prior.append(mass / total)
        chances = {i: w / mass for i, w in row.items()}
        for i, chance in list(chances.items()):
            if i < len(forms):
                initial = initial_at[forms[i][0]]
                chances[initial] = chances.get(initial, 0.0) + chance
        shown.append((np.array(list(chances), dtype=np.intp), np.array(list(chances.values()))))
    observations = (*forms, *(f"{letter}." for letter in letters))
    return Window(observations=observations, prior=np.array(prior), shown=tuple(shown), slip=slip, habit=habit)


def role_or_nothing(seen: Counter[str], *, used: float, slip: float) -> Window:
    """Return the window of something that few people have and that is left out as often as not.

    What was observed is a role, or :data:`NOTHING` where none was written.
    """
    names = sorted(seen)
    nothing = [i for i, name in enumerate(names) if name == NOTHING]
    roles = [i for i, name in enumerate(names) if name != NOTHING]
    total = sum(seen.values()) + 50.0
    prior = [(seen[names[i]] + 0.2) / used / total for i in roles]
    shown = [(np.array([i], dtype=np.intp), np.array([used])) for i in roles]
    prior.append(max(1 - sum(prior), 0.05))
    shown.append((np.array(nothing, dtype=np.intp), np.ones(len(nothing))))
    return Window(
        observations=tuple(names),
        prior=np.array(prior) / sum(prior),
        shown=tuple(shown),
        slip=slip,
        vague=dict.fromkeys(nothing, 1 - used),
    )


def or_surely(window: Window, *, slip: float) -> Window:
    """Return a window through which each value is seen in two ways: as usual, and by somebody who knows."""
    n = len(window.observations)
    return replace(
        window,
        observations=(*window.observations, *(name + SURELY for name in window.observations)),
        shown=tuple((np.array([i, n + i], dtype=np.intp), np.ones(2)) for i in range(n)),
        slips=dict.fromkeys(range(n, 2 * n), slip),
    )


def same_or_not(seen: Counter[str], *, background: float, rare: float, slip: float) -> Window:
    """Return the window of something that is either the same or not, weighted by how common it is."""
    names = tuple(sorted(seen))
    total = sum(seen.values()) + background
    prior = np.array([(max(seen[n] - 0.75, 0.0) + background * rare) / total for n in names])
    shown = tuple((np.array([i], dtype=np.intp), np.ones(1)) for i in range(len(names)))
    return Window(observations=names, prior=prior, shown=shown, slip=slip)
