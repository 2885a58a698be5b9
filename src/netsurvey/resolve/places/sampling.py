"""Which spellings mean one place: plausible answers are drawn, and the shown one is what most of them agree on."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.consensus import Agreement, consensus
from netsurvey.resolve.places.weighing import Place, weigh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.resolve.places.spellings import Spellings

__all__ = ["agreed", "draw_places"]

_SETTLING = 4
_BURN_IN = 10
_SETTLED = 8.0
"""Bits by which the best answer must lead for a spelling not to be drawn again."""
_RARE = 4_000
"""One in so many mentions is too rare a spelling to tell anything about its place; it is drawn, but tells nothing."""


class _Draw:
    """One answer in the making: which place every spelling means."""

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings
        self.place = list(range(len(spellings)))
        self._places: dict[int, Place] = {}
        self._weighed: dict[tuple[int, int], float] = {}
        for number, spelling in enumerate(spellings.all):
            self._places[number] = place = Place()
            place.change(number, spelling, 1)

    def choices(self, number: int) -> tuple[list[int], list[float]]:
        """Return the places that a spelling may mean, the last one its own, with the bits."""
        here = self.place[number]
        may = sorted({self.place[other] for other in self._spellings.near[number]} - {here})
        is_alone = self._places[here].members == 1 << number
        own = here if is_alone else self._free(number)
        which = [*may, own] if is_alone else [*may, here, own]
        return which, [*(self._bits(number, there) for there in which[:-1]), 0.0]

    def put(self, number: int, which: int) -> None:
        """Let a spelling mean a place."""
        here = self.place[number]
        if which == here:
            return
        self._change(number, here, -1)
        if not self._places[here].members:
            del self._places[here]
        self._places.setdefault(which, Place())
        self._change(number, which, 1)
        self.place[number] = which

    def _free(self, number: int) -> int:
        """Return a number that no place has."""
        if number not in self._places:
            return number
        return next(free for free in range(len(self.place), 2 * len(self.place)) if free not in self._places)

    def _change(self, number: int, which: int, sign: int) -> None:
        self._places[which].change(number, self._spellings.all[number], sign)

    def _bits(self, number: int, which: int) -> float:
        place = self._places[which]
        is_here = place.members >> number & 1
        key = (number, place.members ^ (is_here << number))
        if key not in self._weighed:
            if is_here:
                self._change(number, which, -1)
            self._weighed[key] = weigh(self._spellings.all[number], place, self._spellings)
            if is_here:
                self._change(number, which, 1)
        return self._weighed[key]


def draw_places(spellings: Spellings, *, seed: int, draws: int) -> NDArray[np.int64]:
    """Return plausible answers to which spellings mean one place.

    Parameters
    ----------
    spellings
        Those of one site.
    seed
        Where chance comes from.
    draws
        How many; with none the best single answer is returned.

    Returns
    -------
    numpy.ndarray
        One line a draw, one column a spelling: a number that is the same for spellings of one place.
    """
    now = _Draw(spellings)
    order = sorted(
        range(len(spellings)), key=lambda i: (spellings.all[i].written.is_generic, -spellings.all[i].times, i)
    )
    lead = dict.fromkeys(order, np.inf)
    for _ in range(_SETTLING):
        for number in order:
            which, bits = now.choices(number)
            now.put(number, which[bits.index(max(bits))])
            best, *rest = sorted(bits, reverse=True)
            lead[number] = best - rest[0] if rest else np.inf
    if not draws:
        return np.array([now.place])
    rare = sum(spelling.times for spelling in spellings.all) // _RARE
    unsettled = [number for number in order if lead[number] < _SETTLED]
    telling = [number for number in unsettled if spellings.all[number].times > rare]
    silent = [number for number in unsettled if spellings.all[number].times <= rare]
    chance = iter(np.random.default_rng(seed).random((_BURN_IN + draws) * len(unsettled)).tolist())
    found = np.empty((draws, len(spellings)), dtype=np.int64)
    for turn in range(-_BURN_IN, draws):
        for number in telling:
            now.put(number, _drawn(now.choices(number), next(chance)))
        if turn >= 0:
            found[turn] = now.place
            for number in silent:
                found[turn, number] = _drawn(now.choices(number), next(chance))
    return found


def _drawn(choices: tuple[list[int], list[float]], chance: float) -> int:
    """Return one of the choices, each as likely as its bits say."""
    which, bits = choices
    most = max(bits)
    odds = list(accumulate(2.0 ** (b - most) for b in bits))
    return which[bisect(odds, chance * odds[-1], hi=len(odds) - 1)]


def agreed(found: NDArray[np.int64], weights: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the place of every spelling by average link over the draws, and how surely it is there.

    The commonest spelling stands for its place: another is there as surely as it is with that one, and that one as
    surely as it is not a way to write a commoner place.

    Parameters
    ----------
    found
        As `draw_places` gives it.
    weights
        How often every spelling was written: the commonest stands for its place.
    """
    place = consensus(Agreement(_by_first(found))).astype(np.int64)
    certainty = np.ones(found.shape[1])
    for label in np.unique(place):
        inside = np.flatnonzero(place == label)
        anchor = inside[np.argmax(weights[inside])]
        together = (found == found[:, [anchor]]).mean(axis=0)
        certainty[inside] = together[inside]
        elsewhere = (place != label) & (weights >= weights[anchor])
        certainty[anchor] = 1 - together[elsewhere].max(initial=0.0)
    return place, certainty


def _by_first(found: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return for each draw and spelling the first spelling that means the same place."""
    first = np.empty(found.shape, dtype=np.int32)
    for line, drawn in zip(first, found, strict=True):
        _, at, back = np.unique(drawn, return_index=True, return_inverse=True)
        line[:] = at[back]
    return first
