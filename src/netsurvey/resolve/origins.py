"""Which given names go with which surnames: Gurpreet with Gill, Gosia with Nowak, Sue with Smith.

Given names and surnames are not drawn independently. Where one comes from a tradition of naming that few here share,
the other mostly comes from it too, so that agreeing on both says less than agreeing on each would add up to; Gurpreet
Smith, on the other hand, is rarer than Gurpreet and Smith suggest. Traditions are latent: lists only give them a start,
names on no list follow the company they keep, and nobody is assigned to one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.nicknames import full_names
from netsurvey.resolve.population import traditions
from netsurvey.resolve.spelling import spelling_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["together"]

_ROUNDS = 25
_START = 0.6
"""Share of people who are taken to be of the first tradition before any name is read."""
_PRIOR_PEOPLE = 10.0
"""How many people that start counts for, against those of the study."""
_PRIOR_NAMES = 150.0
"""How many people of each tradition the lists count for; fewer, and chance would pair up the names on no list."""
_STRAYS = 0.02
"""Share of a tradition's people whose name is usual in another, before any name is read."""
_FEWEST_BITS, _MOST_BITS = -6.0, 2.0


def together(references: Sequence[Reference]) -> NDArray[np.float64]:
    """Return how many bits more a given name and a surname tell together than one by one.

    It tells that two names of one rare tradition come as a pair, and that two of different traditions seldom meet. It
    cannot tell anybody's origin, and says nothing in a place where all names are of one tradition.

    Parameters
    ----------
    references
        What was observed; only those with a given name and a surname, or else a shared religious name, are judged.

    Returns
    -------
    NDArray[np.float64]
        For each reference log2 of P(given name) P(surname) / P(both), between -6 and 2; 0 where one is missing.

    Notes
    -----
    A mixture of independent given names and surnames, one part a tradition, is fitted to the distinct full names by
    expectation-maximisation. Its start is fixed, so the same names always give the same result.

    Examples
    --------
    >>> from netsurvey.resolve.references import Reference
    >>> def named(given, surname):
    ...     return Reference(keys=["k"], form=0, is_form=False, seen={"given name": given, "surname": surname})
    >>> village = [named(g, s) for g in ("sue", "dave", "jean") for s in ("smith", "jones", "brown", "hughes")]
    >>> usual, pair, mixed = together([*village, named("gurpreet", "gill"), named("gurpreet", "smith")])[-3:]
    >>> bool(pair < usual < mixed)
    True
    """
    bits = np.zeros(len(references))
    full = [(i, *r.full_name) for i, r in enumerate(references) if r.full_name]
    if not full:
        return bits
    pairs = sorted({(g, s) for _, g, s in full})
    givens, given_at = _numbered(g for g, _ in pairs)
    surnames, surname_at = _numbered(s for _, s in pairs)
    of_given = np.array([given_at[g] for g, _ in pairs])
    of_surname = np.array([surname_at[s] for _, s in pairs])
    told = _bits(_Names("given", givens, of_given), _Names("surname", surnames, of_surname))
    of_pair = dict(zip(pairs, told.tolist(), strict=True))
    for i, given, surname in full:
        bits[i] = of_pair[given, surname]
    return bits


def _numbered(names: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    distinct = sorted(set(names))
    return distinct, {name: n for n, name in enumerate(distinct)}


class _Names:
    """The given names, or the surnames, of the distinct full names, and how usual each is in each tradition.

    A name on no list starts out as usual in all traditions and follows the company it keeps. A name on another
    tradition's list only ever strays in: else chance would make traditions out of any Susans who live near Bakers.
    What a tradition's list has and nobody here bears keeps its share, so that a tradition absent here does not gather
    up the names on no list.
    """

    def __init__(self, kind: str, names: list[str], of_pair: NDArray[np.int64]) -> None:
        self._of_pair = of_pair
        overall = np.bincount(of_pair, minlength=len(names)) / len(of_pair)
        listed = np.array([_listed(kind, name) for name in names]).T
        on_some = listed.any(axis=0)
        self._strays = on_some & ~listed
        self._start = np.where(self._strays, _STRAYS, 1.0) * overall
        of_lists = overall[on_some].sum()
        for tradition, here in enumerate(listed):
            if borne := overall[here].sum():
                self._start[tradition, here] *= (1 - _STRAYS) * of_lists / borne
        self.usual = self._start

    def of_pairs(self) -> NDArray[np.float64]:
        """Return how usual each pair's name is in each tradition."""
        of_pairs: NDArray[np.float64] = self.usual[:, self._of_pair]
        return of_pairs

    def overall(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each pair's name's share among everybody, the traditions having the shares given."""
        overall: NDArray[np.float64] = (share @ self.usual)[self._of_pair]
        return overall

    def refit(self, belongs: NDArray[np.float64]) -> None:
        """Learn how usual names are from how far each pair belongs to each tradition."""
        names = self._start.shape[1]
        counted = np.array([np.bincount(self._of_pair, weights=part, minlength=names) for part in belongs])
        people = belongs.sum(axis=1, keepdims=True)
        learnt = (counted + _PRIOR_NAMES * self._start) / (people + _PRIOR_NAMES)
        self.usual = np.where(self._strays, self._start, learnt)


def _listed(kind: str, name: str) -> list[bool]:
    forms = {name, *full_names(name)} if kind == "given" else {name}
    keys = {spelling_key(form) for form in forms} | forms
    return [not keys.isdisjoint(lists[kind]) for lists in traditions().values()]


def _bits(givens: _Names, surnames: _Names) -> NDArray[np.float64]:
    """Fit the mixture and return for each pair how far the two names are from independent."""
    parts = len(traditions())
    start = np.full(parts, (1 - _START) / (parts - 1))
    start[0] = _START
    share = start
    for _ in range(_ROUNDS):
        joint = share[:, None] * givens.of_pairs() * surnames.of_pairs()
        belongs = joint / joint.sum(axis=0)
        people = belongs.sum(axis=1)
        share = (people + _PRIOR_PEOPLE * start) / (people.sum() + _PRIOR_PEOPLE)
        givens.refit(belongs)
        surnames.refit(belongs)
    joint = (share[:, None] * givens.of_pairs() * surnames.of_pairs()).sum(axis=0)
    alone = givens.overall(share) * surnames.overall(share)
    bits: NDArray[np.float64] = np.clip(np.log2(alone / joint), _FEWEST_BITS, _MOST_BITS)
    return bits
