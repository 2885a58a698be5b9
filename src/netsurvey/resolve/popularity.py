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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["Popularity"]

_USUAL_DISCOUNT, _USUAL_CONCENTRATION = 0.65, 300.0
"""What door-knock surveys showed, about."""
_SPREAD = 0.2
"""How far from one to another the discount moves, about; the concentration, by a factor of e."""


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
    the same two parameters; short forms and slips of one name count as that name.
    """

    discount: float
    concentration: float

    @classmethod
    def fitted(cls, references: Sequence[Reference]) -> Popularity:
        """Fit on how often each full name occurs, with a mild preference for what is usual."""
        persons = people_by_full_name([r for r in references if not r.is_form])
        sizes, times = np.unique(list(Counter(p for p in persons if p is not None).values()) or [1], return_counts=True)
        best, fit = cls(discount=_USUAL_DISCOUNT, concentration=_USUAL_CONCENTRATION), -np.inf
        for discount in np.arange(0.05, 0.95, 0.05):
            for concentration in np.geomspace(30, 6000, 24):
                off = ((discount - _USUAL_DISCOUNT) / _SPREAD) ** 2 + np.log(concentration / _USUAL_CONCENTRATION) ** 2
                score = _log_chance(sizes, times, discount, concentration) - off / 2
                if score > fit:
                    best, fit = cls(discount=float(discount), concentration=float(concentration)), score
        return best


def _log_chance(sizes: NDArray[np.int64], times: NDArray[np.int64], discount: float, concentration: float) -> float:
    """Return the log probability of so many people named so often."""
    persons, mentions = int(times.sum()), int(sizes @ times)
    new = np.log(concentration + discount * np.arange(1, persons)).sum()
    all_mentions = gammaln(concentration + mentions) - gammaln(concentration + 1)
    again = times @ (gammaln(sizes - discount) - gammaln(1 - discount))
    return float(new + again - all_mentions)
