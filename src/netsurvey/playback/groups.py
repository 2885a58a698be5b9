"""The groups a map is shown in: few enough to tell apart, each large enough to disappear in.

The communities of an analysis are too many and too small for a village hall. Here the smallest joins the one it is
tied to most, again and again, until every group has enough people who were asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.analyse.measures import community

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["SMALLER", "UNTIED", "map_groups"]

SMALLER = -1
"""Of people whose piece of the map is too small to be a group of its own."""
UNTIED = -2
"""Of people without any tie, who are in no group."""
MOST = 5
"""With more parts than this, hardly a place is named by enough people of one part for their number to be shown."""
LEAST = 15
"""How many people who were asked make a group."""


def map_groups(network: Network, *, seed: int = 1, most: int = MOST, least: int = LEAST) -> NDArray[np.int64]:
    """Return the group of everybody on the map of one site and wave, in the order of its nodes.

    Communities (:func:`netsurvey.analyse.measures.community`) are joined, the one with the fewest respondents first
    and to the one that gains most modularity by it, until there are at most `most` and each has `least` respondents.

    Parameters
    ----------
    network
        One site in one wave.
    seed
        Of the communities.
    most
        How many groups at the most.
    least
        How many respondents a group needs.

    Returns
    -------
    numpy.ndarray
        Numbers from 0, the group with most people first; :data:`SMALLER` where no ties lead to a group large enough,
        :data:`UNTIED` for people without ties.

    Notes
    -----
    A group is a part of the map. It does not mean that its people know one another, or would say they belong together.
    """
    found = community(network, seed=seed)
    tied = found.notna().to_numpy()
    labels = np.where(tied, found.fillna(0).to_numpy(dtype=np.int64), UNTIED)
    count = int(labels.max(initial=-1)) + 1
    if count == 0:
        return labels
    asked = np.bincount(labels[tied & network.interviewed], minlength=count)
    ends = labels[np.array(network.undirected.get_edgelist(), dtype=np.int64).reshape(-1, 2)]
    between = np.zeros((count, count))
    np.add.at(between, (ends[:, 0], ends[:, 1]), 1.0)
    joined = _joined(between + between.T, asked, most=most, least=least)
    labels[tied] = joined[labels[tied]]
    return _largest_first(labels)


def _joined(between: NDArray[np.float64], asked: NDArray[np.int64], *, most: int, least: int) -> NDArray[np.int64]:
    """Return which group each community ends in."""
    group = np.arange(len(asked))
    alive = set(range(len(asked)))
    total = max(between.sum(), 1.0)
    between, asked = between.copy(), asked.copy()
    while alive:
        smallest = min(alive, key=lambda one: (asked[one], -one))
        if len(alive) <= most and asked[smallest] >= least:
            break
        ends = between.sum(axis=1)
        near = [other for other in alive if other != smallest and between[smallest, other] > 0]
        if not near:
            group[group == smallest] = SMALLER
            alive.remove(smallest)
            continue
        gains = {other: between[smallest, other] - ends[smallest] * ends[other] / total for other in near}
        into = max(near, key=lambda other: (gains[other], -other))
        between[into] += between[smallest]
        between[:, into] += between[:, smallest]
        between[smallest] = between[:, smallest] = 0.0
        asked[into] += asked[smallest]
        group[group == smallest] = into
        alive.remove(smallest)
    return group


def _largest_first(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    kept, sizes = np.unique(labels[labels >= 0], return_counts=True)
    order = kept[np.lexsort((kept, -sizes))]
    ranks = {int(label): rank for rank, label in enumerate(order)}
    return np.array([ranks.get(int(label), int(label)) for label in labels], dtype=np.int64)
