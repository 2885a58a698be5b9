"""Bridging as Valente and Fujimoto see it: how much further apart everybody would be without a person's ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.adjacency import adjacency
from netsurvey.analyse.measures.degrees import tied_to
from netsurvey.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["bridging"]


def bridging(network: Network) -> pd.Series[float]:
    r"""Return how much cohesion is lost where one of a person's ties is taken away, on average over their ties.

    Cohesion is :math:`\sum_{i \ne j} (1 / d_{ij}) / (n (n - 1))` over all pairs of a site and wave, with distance
    :math:`d_{ij}` and 0 for pairs without a path: Valente & Fujimoto (2010), Bridging: locating critical connectors in
    a network, Social Networks 32; the convention of `bridging` in the R package influenceR.

    Returns
    -------
    pandas.Series
        Numbers from 0, small in large networks; NaN for a person without ties.

    Notes
    -----
    It does not mean that a person's ties are worth more to them, and is no measure of effort: many ties lower the
    average. As with :func:`betweenness`, ties nobody saw would shorten the ways around. It takes time in the number of
    people times ties: a second or two for two thousand people, ten for five thousand.

    Examples
    --------
    Ann - Bob - Cat in a line: without either tie one pair remains of two at distance 1 and one at distance 2.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]}))
    >>> bridging(line).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.5, 'Bob': 0.5, 'Cat': 0.5}
    """
    n = np.bincount(network.block_numbers, minlength=len(network.blocks))[network.block_numbers]
    starts, ends = adjacency(network.wiring.neighbours, len(network.nodes))
    degrees = tied_to(network.wiring)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(degrees > 0, _lost(starts, ends) / (degrees * n * (n - 1.0)), np.nan)
    return pd.Series(values, index=network.nodes.index, dtype="float64", name="bridging")


@compiled
def _lost(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the sum, over the ties of each node, of what ordered pairs lose in 1 / distance without the tie.

    From one source, only a tie to a node that has no other tie to the step before matters, and only to those whose
    every shortest path leads through that node; their way around is found from the others next to them.
    """
    n = len(starts) - 1
    lost = np.zeros(n)
    distance, ways, order = np.full(n, -1), np.zeros(n, np.int64), np.zeros(n, np.int64)
    hanging, hits = np.zeros(n, np.int64), np.zeros(n, np.int64)
    anew = np.full(n, -1)
    for source in range(n):
        seen = _search(starts, ends, source, distance, ways, order)
        for node in order[1:seen]:
            if ways[node] > 1:
                continue
            count = _hang_on(starts, ends, node, distance, ways, hits, hanging, anew)
            _go_around(starts, ends, hanging[:count], distance, anew)
            loss = 0.0
            for here in hanging[:count]:
                loss += 1 / distance[here]
                if anew[here] < n:
                    loss -= 1 / anew[here]
                anew[here] = -1
            lost[node] += loss
            for edge in range(starts[node], starts[node + 1]):
                if distance[ends[edge]] < distance[node]:
                    lost[ends[edge]] += loss
        distance[order[:seen]] = -1
    return lost


@compiled
def _search(
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    source: int,
    distance: NDArray[np.int64],
    ways: NDArray[np.int64],
    order: NDArray[np.int64],
) -> int:
    """Note how far each node is and how many ties lead there from the step before; return how many are reached."""
    order[0], distance[source] = source, 0
    seen, place = 1, 0
    while place < seen:
        here = order[place]
        place += 1
        for edge in range(starts[here], starts[here + 1]):
            there = ends[edge]
            if distance[there] < 0:
                distance[there], ways[there] = distance[here] + 1, 0
                order[seen] = there
                seen += 1
            ways[there] += distance[there] > distance[here]
    return seen


@compiled
def _hang_on(
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    node: int,
    distance: NDArray[np.int64],
    ways: NDArray[np.int64],
    hits: NDArray[np.int64],
    hanging: NDArray[np.int64],
    anew: NDArray[np.int64],
) -> int:
    """Note whose every shortest path leads through a node, the node included; return how many they are."""
    hanging[0], anew[node] = node, len(anew)
    count, place = 1, 0
    while place < count:
        here = hanging[place]
        place += 1
        for edge in range(starts[here], starts[here + 1]):
            there = ends[edge]
            if distance[there] > distance[here]:
                hits[there] += 1
                if hits[there] == ways[there]:
                    hanging[count], anew[there] = there, len(anew)
                    count += 1
    for here in hanging[:count]:
        for edge in range(starts[here], starts[here + 1]):
            hits[ends[edge]] = 0
    return count


@compiled
def _go_around(
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    hanging: NDArray[np.int64],
    distance: NDArray[np.int64],
    anew: NDArray[np.int64],
) -> None:
    """Note how far those who hang on a node, the first of them, are without its one tie to the step before."""
    never = len(anew)
    nearest = never
    for here in hanging:
        for edge in range(starts[here], starts[here + 1]):
            there = ends[edge]
            lost = here == hanging[0] and distance[there] < distance[here]
            if anew[there] < 0 and not lost:
                anew[here] = min(anew[here], distance[there] + 1)
        nearest = min(nearest, anew[here])
    while nearest < never:
        following = never
        for here in hanging:
            if anew[here] == nearest:
                for edge in range(starts[here], starts[here + 1]):
                    there = ends[edge]
                    if anew[there] > nearest:
                        anew[there] = min(anew[there], nearest + 1)
        for here in hanging:
            if anew[here] > nearest:
                following = min(following, anew[here])
        nearest = following
