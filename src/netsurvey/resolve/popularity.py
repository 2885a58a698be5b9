"""Who is likely to be meant before a single letter is compared.

A few people are named by many and most by one: that somebody was named by nine others makes them the likelier meaning
of a tenth mention, and how often a mention means somebody nobody has named yet can be read off the full names alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from netsurvey.resolve.full_names import people_by_full_name
from netsurvey.resolve.namesakes import expected_people, shares_of_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["Popularity"]

_USUAL_DISCOUNT, _USUAL_CONCENTRATION = 0.65, 300.0
"""What door-knock surveys showed, about."""
_SPREAD = 0.2
"""How far from one to another the discount moves, about; the concentration, by a factor of e."""
_ROUNDS = 2
"""How often it is worked out anew how many people bear a name; a third time changed nothing in sixteen studies."""


@dataclass(frozen=True, kw_only=True)
class Popularity:
    """How mentions spread over people: a Pitman-Yor process over distinct namers.

    Attributes
    ----------
    discount
        How much a single namer is held back; near 1 almost every mention is somebody new.
    concentration
        How many mentions it takes until known people are named as often as new ones.

    Notes
    -----
    Pitman and Yor (1997). Fitted on mentions with a given and a second name, because a part of a Pitman-Yor sample has
    the same two parameters; short forms and slips of one name count as that name, and a name that many bear as the
    people it is likely to stand for.
    """

    discount: float
    concentration: float

    @classmethod
    def fitted(cls, references: Sequence[Reference]) -> Popularity:
        """Fit on how often each full name occurs, with a mild preference for what is usual."""
        named = [r for r in references if not r.is_form]
        persons = people_by_full_name(named)
        shares = shares_of_names(named, persons)
        times = Counter(person for person in persons if person is not None)
        popularity = cls._likeliest(np.bincount(list(times.values()) or [1]).astype(float))
        people = float(len(times))
        for _ in range(_ROUNDS if times else 0):
            weight = popularity.concentration + popularity.discount * people
            by_size = np.zeros(max(times.values()) + 1)
            for person, n in times.items():
                by_size[1 : n + 1] += expected_people(n, weight=weight * shares[person], discount=popularity.discount)
            popularity, people = cls._likeliest(by_size), float(by_size.sum())
        return popularity

    @classmethod
    def _likeliest(cls, by_size: NDArray[np.float64]) -> Popularity:
        """Return what makes it likeliest that so many people are named so often; by_size counts them by how often."""
        sizes = np.flatnonzero(by_size)
        best, fit = cls(discount=_USUAL_DISCOUNT, concentration=_USUAL_CONCENTRATION), -np.inf
        for discount in np.arange(0.05, 0.95, 0.05):
            for concentration in np.geomspace(30, 6000, 24):
                off = ((discount - _USUAL_DISCOUNT) / _SPREAD) ** 2 + np.log(concentration / _USUAL_CONCENTRATION) ** 2
                score = _log_chance(sizes, by_size[sizes], discount, concentration) - off / 2
                if score > fit:
                    best, fit = cls(discount=float(discount), concentration=float(concentration)), score
        return best


def _log_chance(sizes: NDArray[np.int64], times: NDArray[np.float64], discount: float, concentration: float) -> float:
    """Return the log probability of so many people named so often."""
    persons, mentions = round(float(times.sum())), float(sizes @ times)
    new = np.log(concentration + discount * np.arange(1, persons)).sum()
    all_mentions = gammaln(concentration + mentions) - gammaln(concentration + 1)
    again = times @ (gammaln(sizes - discount) - gammaln(1 - discount))
    return float(new + again - all_mentions)
