"""Plausible resolutions drawn by chance: several walks through who could be who, each from its own start.

Every walk starts with everybody apart, most telling first, joins whole persons until nothing much moves, and then
draws. What all walks agree on is sure; where they differ, nobody knows. Many short walks tell more than a few long
ones: a well-known person's mentions, once together or apart, stay so for most of a walk.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve import kernel
from netsurvey.resolve.memory import NO, remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.resolve.memory import Facts, Memory, Odds

__all__ = ["Effort", "draw", "settled"]

_DOUBT = 2.0
"""Bits that speak for somebody new while a walk begins: lumping feeds on itself, splitting does not."""


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much work goes into one site.

    Attributes
    ----------
    draws
        How many resolutions to draw.
    walks
        From how many starts.
    warm
        Sweeps until a walk has forgotten its start, whole persons joined in each.
    calm
        Sweeps after those, before the first draw.
    threads
        Walks at a time; it changes nothing but the time taken.
    """

    draws: int = 200
    walks: int = 8
    warm: int = 5
    calm: int = 2
    threads: int = 2


def draw(facts: Facts, odds: Odds, order: NDArray[np.int64], *, effort: Effort, seed: int) -> NDArray[np.int32]:
    """Draw resolutions.

    Parameters
    ----------
    facts, odds
        What is known of a site.
    order
        The loose units, most telling first.
    effort
        How many, and how carefully.
    seed
        Where chance comes from; the same seed gives the same draws.

    Returns
    -------
    numpy.ndarray
        Shape (draws, units): for each unit the first unit that is the same person.
    """
    labels = np.zeros((effort.draws, len(facts.fixed)), np.int32)
    parts = np.array_split(np.arange(effort.draws), min(effort.walks, effort.draws))

    def walk(number: int) -> None:
        memory = _begun(facts, odds, order, seed=seed * 1009 + number, sweeps=effort.warm)
        lines = labels[parts[number][0] : parts[number][-1] + 1]
        kernel.run(*memory, order, effort.calm + len(lines), lines)

    with ThreadPoolExecutor(effort.threads) as pool:
        list(pool.map(walk, range(len(parts))))
    return labels


def _begun(facts: Facts, odds: Odds, order: NDArray[np.int64], *, seed: int, sweeps: int) -> Memory:
    """Return the memory of a walk that has forgotten its start."""
    memory = remembered(facts, odds, seed=seed)
    kernel.begin(*memory, order, _DOUBT)
    kernel.run(*memory, order, sweeps, np.zeros((0, len(facts.fixed)), np.int32))
    return memory


def settled(facts: Facts, odds: Odds, clusters: NDArray[np.int32]) -> tuple[Memory, NDArray[np.int64]]:
    """Return the memory in which every unit is where it belongs, and the number of its cluster there."""
    memory = remembered(facts, odds, seed=0)
    at: dict[int, int] = {}
    for unit, cluster in enumerate(clusters.tolist()):
        at[cluster] = kernel.put(*memory, unit, at.get(cluster, NO))
    return memory, memory.ints[memory.at.of : memory.at.of + len(clusters)].copy()
