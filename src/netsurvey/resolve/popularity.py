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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["Habits", "Popularity"]


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
    the same two parameters.
    """

    discount: float
    concentration: float

    @classmethod
    def fitted(cls, references: Sequence[Reference]) -> Popularity:
        """Fit on how often each full name occurs, with a mild preference for what door-knock surveys showed."""
        full = (
            (r.seen.get("given name", ""), r.seen.get("surname", r.seen.get("religious name", "")))
            for r in references
            if not r.is_form
        )
        names = Counter(name for name in full if min(map(len, name)) > 2)
        sizes, times = np.unique(list(names.values()) or [1], return_counts=True)
        best, fit = cls(discount=0.5, concentration=300.0), -np.inf
        for discount in np.arange(0.05, 0.95, 0.05):
            for concentration in np.geomspace(30, 6000, 24):
                score = _log_chance(sizes, times, discount, concentration) - 0.5 * np.log(concentration / 300) ** 2
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


@dataclass(frozen=True, kw_only=True)
class Habits:
    """What people do when they name somebody, read off the answers that were given.

    Attributes
    ----------
    own_street
        By broad relation: how often somebody named lives in the respondent's own street.
    own_surname
        How often family has the respondent's own surname.
    again
        How often somebody already named in another question is named again in different words.
    """

    own_street: dict[str, float]
    own_surname: float
    again: float = 0.12

    @classmethod
    def read_off(cls, references: Sequence[Reference], forms: dict[int, Reference]) -> Habits:
        """Count them, starting from a few imagined answers so that small studies do not jump to conclusions."""
        near = {"household": [9.0, 1.0], "neighbour": [7.0, 3.0], "family": [2.0, 8.0], "": [1.5, 8.5]}
        kin = [4.0, 4.0]
        for r in references:
            home = forms[r.form].seen
            if "street" in r.seen and "street" in home:
                near[r.relation if r.relation in near else ""][r.seen["street"] != home["street"]] += 1
            if r.relation in {"family", "household"} and "surname" in r.seen and "surname" in home:
                kin[r.seen["surname"] != home["surname"]] += 1
        return cls(
            own_street={relation: same / (same + other) for relation, (same, other) in near.items()},
            own_surname=kin[0] / sum(kin),
        )

    def street_share(self, relation: str) -> float:
        """Return how often somebody of this relation lives in the respondent's street."""
        return self.own_street.get(relation, self.own_street[""])
