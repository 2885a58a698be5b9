"""How many shortest paths lead through each node: counted where most people hang on one other, many times over.

The whole analysis waits for this count, since it is wanted in every plausible resolution. On the map of a door-knock
survey more than half of the people have a single tie, and whoever has one lies on no path between others: they are
folded into the person they hang on, who then counts for several, and the search starts from nobody else. That is three
to five times faster than a search from everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network.wiring import Wiring

__all__ = ["paths_through"]


def paths_through(wiring: Wiring) -> NDArray[np.float64]:
    """Return the betweenness of each node in the undirected, unweighted graph, not normalised.

    Brandes (2001), A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, on the graph
    without those who have a single tie.
    """
    n = len(wiring)
    degrees = np.bincount(wiring.neighbours.ravel(), minlength=n)
    inside = degrees > 1
    folded = np.zeros(n)
    for end, other in ((0, 1), (1, 0)):
        hangs = ~inside[wiring.neighbours[:, end]] & inside[wiring.neighbours[:, other]]
        folded += np.bincount(wiring.neighbours[hangs, other], minlength=n)
    kept = wiring.neighbours[inside[wiring.neighbours].all(axis=1)]
    number = np.cumsum(inside) - 1
    both = number[np.vstack([kept, kept[:, ::-1]])]
    both = both[np.argsort(both[:, 0], kind="stable")]
    starts = np.searchsorted(both[:, 0], np.arange(int(inside.sum()) + 1))
    through = np.zeros(n)
    through[inside] = _paths(starts, np.ascontiguousarray(both[:, 1]), folded[inside])
    return through


@compiled
def _paths(starts: NDArray[np.int64], ends: NDArray[np.int64], folded: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the paths through each node between all others, each standing for itself and for those folded into it.

    The neighbours of node i are ``ends[starts[i]:starts[i + 1]]``.
    """
    n = len(folded)
    through, paths, pull = np.zeros(n), np.zeros(n), np.zeros(n)
    distance, order = np.full(n, -1), np.zeros(n, np.int64)
    for source in range(n):
        order[0], distance[source], paths[source] = source, 0, 1.0
        seen, reached = 1, 0.0
        for place in range(n):
            if place == seen:
                break
            here = order[place]
            reached += 1 + folded[here]
            for edge in range(starts[here], starts[here + 1]):
                there = ends[edge]
                if distance[there] < 0:
                    distance[there] = distance[here] + 1
                    order[seen] = there
                    seen += 1
                if distance[there] > distance[here]:
                    paths[there] += paths[here]
        for place in range(seen - 1, 0, -1):
            here = order[place]
            through[here] += (1 + folded[source]) * pull[here] / 2
            share = (1 + folded[here] + pull[here]) / paths[here]
            for edge in range(starts[here], starts[here + 1]):
                back = ends[edge]
                if distance[back] < distance[here]:
                    pull[back] += paths[back] * share
        through[source] += folded[source] * (reached - 1 - folded[source]) + folded[source] * (folded[source] - 1) / 2
        for place in range(seen):
            here = order[place]
            distance[here], paths[here], pull[here] = -1, 0.0, 0.0
    return through
