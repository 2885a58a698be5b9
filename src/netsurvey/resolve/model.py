"""How much one more observation speaks for a person, given what that person was called so far, in bits.

A person is a bundle of unknown attributes (full name, surname, street, ...). What is written about them shows each
attribute through a noisy window: short forms, slips, rounded ages. Comparing pairs of mentions cannot say what a
missing surname is worth; asking how probable the next observation is for *this* person against *anybody* can, and
where nothing was written nothing is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Attribute", "Window"]

_MOST_REPEATS = 3
"""Beyond this many, further equal observations teach nothing new about an attribute."""
_MOST_SLIPS = 40
"""Beyond this many the chance is nought for any purpose."""
_MOST_VALUES = 64
"""True values kept for one person; the rest are far less likely."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """What may be observed of one attribute and how it comes about.

    Attributes
    ----------
    observations
        Every text that occurs, in a fixed order.
    prior
        Share of people with each true value.
    shown
        For each true value, which observations it gives rise to and how often: (indices, probabilities).
    slip
        Share of observations that have nothing to do with the true value.
    habit
        Share of observations that repeat how this person was written before.
    """

    observations: tuple[str, ...]
    prior: NDArray[np.float64]
    shown: tuple[tuple[NDArray[np.intp], NDArray[np.float64]], ...]
    slip: float
    habit: float = 0.0


class Attribute:
    """One attribute of everybody: turns what was observed of a person into bits for the next observation.

    People of whom the same was observed share one row of a table, so that scoring a mention against hundreds of people
    is one look-up.

    Parameters
    ----------
    name
        What the attribute is called in explanations.
    window
        How the attribute shows.
    """

    def __init__(self, name: str, window: Window) -> None:
        self.name = name
        self.window = window
        self.code = {text: i for i, text in enumerate(window.observations)}
        size = len(window.observations)
        self.marginal = np.zeros(size)
        values_of: list[list[int]] = [[] for _ in range(size)]
        for value, (indices, chances) in enumerate(window.shown):
            self.marginal[indices] += window.prior[value] * chances
            for i in indices.tolist():
                values_of[i].append(value)
        self.values_of = [np.array(v, dtype=np.intp) for v in values_of]
        self._chance = [dict(zip(i.tolist(), c.tolist(), strict=True)) for i, c in window.shown]
        self._rows: dict[tuple[int, ...], int] = {(): 0}
        self._posterior: list[dict[int, float]] = [{}]
        self.bits = np.zeros((64, size), dtype=np.float32)

    def rarity(self, observation: int) -> float:
        """Return how many bits an observation would carry for certain: the rarer, the more."""
        return float(-np.log2(self.marginal[observation]))

    def row(self, observed: Sequence[int]) -> int:
        """Return the row of :attr:`bits` for a person of whom this was observed, in any order."""
        ordered = sorted(observed)
        profile = tuple(o for i, o in enumerate(ordered) if i < _MOST_REPEATS or ordered[i - _MOST_REPEATS] != o)
        known = self._rows.get(profile)
        if known is not None:
            return known
        row = len(self._rows)
        if row == len(self.bits):
            self.bits = np.concatenate([self.bits, np.zeros_like(self.bits)])
        posterior = self._values(profile)
        self.bits[row] = self._next(profile, posterior)
        self._rows[profile] = row
        self._posterior.append(posterior)
        return row

    def likely_values(self, row: int) -> list[int]:
        """Return the true values that what was observed leaves open, for finding people by name."""
        return [value for value, share in self._posterior[row].items() if share > 0.005]

    def agreement(self, a: int, b: int, *, times: int) -> float:
        """Return the bits for two rows being one person's, whole bundle against whole bundle.

        Parameters
        ----------
        a, b
            The rows.
        times
            How many observations the smaller bundle has: were the two one person, each would have to be a slip.
        """
        if a == 0 or b == 0:
            return 0.0
        first, second = self._posterior[a], self._posterior[b]
        same = sum(share * second[v] / self.window.prior[v] for v, share in first.items() if v in second)
        slips = self.window.slip ** min(times, _MOST_SLIPS)
        return float(np.log2((1 - slips) * same + slips))

    def _values(self, profile: tuple[int, ...]) -> dict[int, float]:
        """Return how probable each true value is after these observations."""
        slip = self.window.slip
        open_values = sorted({int(v) for o in profile for v in self.values_of[o]})
        weights = {
            v: float(
                np.log(self.window.prior[v])
                + sum(np.log((1 - slip) * self._chance[v].get(o, 0.0) + slip * self.marginal[o]) for o in profile)
            )
            for v in open_values
        }
        kept = sorted(open_values, key=lambda v: (-weights[v], v))[:_MOST_VALUES]
        top = weights[kept[0]]
        scaled = {v: float(np.exp(weights[v] - top)) for v in kept}
        total = sum(scaled.values())
        return {v: s / total for v, s in scaled.items()}

    def _next(self, profile: tuple[int, ...], posterior: dict[int, float]) -> NDArray[np.float64]:
        expected = np.zeros(len(self.marginal))
        for value, share in posterior.items():
            indices, chances = self.window.shown[value]
            expected[indices] += share * chances
        slip, habit = self.window.slip, self.window.habit
        ratio = (1 - slip) * (1 - habit) * expected / self.marginal + slip
        if habit:
            for o in profile:
                ratio[o] += (1 - slip) * habit / len(profile) / self.marginal[o]
        result: NDArray[np.float64] = np.log2(ratio)
        return result
