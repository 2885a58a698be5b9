"""References gathered into people: each joins the person that explains it best, or stays somebody new.

People, not pairs, are compared with a reference, so that a bare first name is shared out over everybody it could mean
and joins nobody unless one of them stands out. The gathering starts with everybody apart, takes the most telling
references first and looks again until nothing moves; lumping would distort a network far more than splitting does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from netsurvey.resolve.persons import FAITH, GIVEN, SURNAME
from netsurvey.resolve.weighing import ENOUGH_BESIDES

if TYPE_CHECKING:
    from netsurvey.resolve.persons import Persons
    from netsurvey.resolve.weighing import Choice, Weighing

__all__ = ["gather", "reconsidered"]

JOIN_AT = 0.5
"""A reference joins a person when that is at least this probable."""
_MATTERS = 0.005
"""A person less probable than this does not make a unit worth another look."""


def gather(persons: Persons, weighing: Weighing, *, sweeps: int = 4) -> dict[int, Choice]:
    """Place every unit, most telling first, then look again at those whose surroundings moved.

    Parameters
    ----------
    persons
        The units of a site, of which only those with forms are placed yet.
    weighing
        How to weigh whom a unit could mean.
    sweeps
        How often to look again at the most.

    Returns
    -------
    dict
        By unit, the last choice, where nothing that matters to it has moved since.
    """
    loose = [unit for unit, details in enumerate(persons.units) if not details.fixed]
    order = sorted(loose, key=lambda u: (-persons.information[u], persons.first_keys[u]))
    for unit in order:
        persons.put(unit, weighing.choice(unit).best(JOIN_AT))
    settled: dict[int, Choice] = {}
    moved = set(range(len(persons.units)))
    for _ in range(sweeps):
        moved |= _join_persons(persons, weighing, moved)
        moving: set[int] = set()
        for unit in order:
            if unit in settled and moved.isdisjoint(_surroundings(persons, unit, settled[unit])):
                continue
            before = int(persons.of[unit])
            choice = settled[unit] = reconsidered(persons, weighing, unit)
            best = choice.best(JOIN_AT)
            if best != before and not (best is None and persons.is_alone(unit)):
                persons.take(unit)
                persons.put(unit, best)
                moving |= {before, int(persons.of[unit])}
        if not moving:
            break
        moved = moving
    return {u: c for u, c in settled.items() if moved.isdisjoint(_surroundings(persons, u, c))}


def _surroundings(persons: Persons, unit: int, choice: Choice) -> set[int]:
    """Return the persons that matter to where a unit belongs."""
    return {int(persons.of[unit]), *choice.persons[choice.probability > _MATTERS].tolist()}


def reconsidered(persons: Persons, weighing: Weighing, unit: int) -> Choice:
    """Return whom a placed unit could mean as if it had not been placed."""
    if persons.is_alone(unit):
        return weighing.choice(unit)
    person = persons.take(unit)
    choice = weighing.choice(unit)
    persons.put(unit, person)
    return choice


def _join_persons(persons: Persons, weighing: Weighing, moved: set[int]) -> set[int]:
    """Join whole persons, of those that moved, that single moves cannot bring together; return whom that changed."""
    changed: set[int] = set()
    several = [p for p in sorted(moved) if len(persons.members[p]) > 1 and not persons.is_fixed[p]]
    for person in sorted(several, key=lambda p: (-persons.namers[p], _name(persons, p))):
        target = _same_as(persons, weighing, person) if persons.members[person] else None
        if target is not None:
            for unit in sorted(persons.members[person], key=persons.first_keys.__getitem__):
                persons.take(unit)
                persons.put(unit, target)
            changed |= {person, target}
    return changed


def _name(persons: Persons, person: int) -> str:
    return min(persons.first_keys[unit] for unit in persons.members[person])


def _same_as(persons: Persons, weighing: Weighing, person: int) -> int | None:
    """Return the person that a whole person most probably is as well."""
    found = persons.namesakes(person)
    for unit in persons.members[person]:
        found -= persons.impossible(unit)
    if not found:
        return None
    others = sorted(found)
    n, d = persons.namers[person], weighing.popularity.discount
    m = persons.namers[others]
    popular = gammaln(n + m - d) + gammaln(1 - d) - gammaln(n - d) - gammaln(np.maximum(m, 1) - d)
    before = np.where(m > 0, popular - np.log(weighing.somebody_new), -np.log(weighing.unseen)) / np.log(2)
    bits = np.array([persons.agreement(person, other) for other in others]).reshape(-1, len(persons.attributes))
    together = before + bits.sum(axis=1)
    one_name = (persons.rows[[SURNAME, FAITH]][:, others] == 0).all(axis=0)
    one_name |= not persons.rows[[SURNAME, FAITH], person].any()
    together[one_name & (np.delete(bits, GIVEN, axis=1).sum(axis=1) < ENOUGH_BESIDES)] = -60.0
    weights = np.exp2(np.clip(together, -60, 60))
    best = int(np.argmax(weights))
    enough = weights[best] / (1 + weights.sum()) >= JOIN_AT
    return others[best] if enough and not persons.are_apart(person, others[best]) else None
