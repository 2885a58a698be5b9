"""Forms that look like one person's: typed twice, or filled in again in another wave.

They are proposed to a human and never merged silently. Until somebody decides, whoever is named goes with one of the
two, so that a form typed twice does not leave its respondent named by nobody.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from netsurvey.resolve.constraints import Groups
from netsurvey.resolve.persons import GIVEN

if TYPE_CHECKING:
    from netsurvey.resolve.persons import Persons

__all__ = ["Twins", "look_alikes", "twin_groups"]

_TYPED_TWICE = 0.02
"""How many forms of one wave are expected to be somebody's second."""
_ASKED_AGAIN = 0.3
"""How many forms are expected to be of somebody asked in another wave."""


class Twins(NamedTuple):
    """Two persons with forms that look like one, how probably they are, and whether the forms are of one wave."""

    a: int
    b: int
    probability: float
    one_wave: bool


def look_alikes(persons: Persons) -> list[Twins]:
    """Return pairs of persons with forms that are more likely one person than two.

    Parameters
    ----------
    persons
        The forms of a site, nobody named yet.
    """
    alike: dict[int, list[int]] = {}
    forms = [person for person, units in enumerate(persons.members) if units and persons.is_fixed[person]]
    for person in forms:
        for value in persons.attributes[GIVEN].likely_values(int(persons.rows[GIVEN, person])):
            alike.setdefault(value, []).append(person)
    found = []
    for a, b in sorted({pair for several in alike.values() for pair in combinations(sorted(several), 2)}):
        one_wave = bool(persons.waves_of[a] & persons.waves_of[b])
        expected = (_TYPED_TWICE if one_wave else _ASKED_AGAIN) / len(forms)
        odds = 2.0 ** min(sum(persons.agreement(a, b)), 60.0) * expected
        if odds >= 1 and not persons.are_apart(a, b):
            found.append(Twins(a, b, odds / (1 + odds), one_wave))
    return found


def twin_groups(twins: list[Twins], persons: Persons) -> dict[int, int]:
    """Return a group number for every person that looks like another."""
    groups = Groups(len(persons.members))
    for pair in twins:
        groups.join(pair.a, pair.b)
    return {person: groups.of(person) for pair in twins for person in (pair.a, pair.b)}
