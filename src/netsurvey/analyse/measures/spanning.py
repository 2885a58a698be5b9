"""Ties that hold a net together: whose ends would be far apart, or out of reach, without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.adjacency import adjacency, triangles
from netsurvey.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["bridges", "local_bridges", "spans"]


def bridges(network: Network) -> pd.Series[int]:
    """Return how many of each person's ties are bridges: the only path between their two ends.

    Each bridge counts for both ends, so half the sum is the number of bridges: Harary (1969), Graph Theory, chapter 3.

    Returns
    -------
    pandas.Series
        Whole numbers from 0.

    Notes
    -----
    It does not mean that a community hangs on these ties: whoever was named by one respondent alone hangs on a bridge,
    because of whom the survey asked.

    Examples
    --------
    Ann, Bob and Cat know one another, Dan knows Cat alone.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan"], "target": ["Bob", "Cat", "Cat", "Cat"]})
    >>> bridges(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0, 'Bob': 0, 'Cat': 1, 'Dan': 1}
    """
    found = network.wiring.neighbours[network.undirected.bridges()]
    return _of_people(network, found, name="bridges")


def local_bridges(network: Network) -> pd.Series[int]:
    """Return how many of each person's ties lead to somebody who shares no other contact with them.

    Local bridges: Granovetter (1973), The strength of weak ties, American Journal of Sociology 78. Bridges are among
    them.

    Returns
    -------
    pandas.Series
        Whole numbers from 0.

    Notes
    -----
    It does not mean that these ties are weak, nor that news comes along them. Ties between two people who were
    only named were never asked for, so some local bridges only look like one.

    Examples
    --------
    Ann, Bob, Cat and Dan in a ring: nobody shares a contact with a neighbour.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ring = pd.DataFrame({"source": ["Ann", "Bob", "Cat", "Dan"], "target": ["Bob", "Cat", "Dan", "Ann"]})
    >>> local_bridges(Network.from_ties(ring)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 2, 'Bob': 2, 'Cat': 2, 'Dan': 2}
    """
    neighbours = network.wiring.neighbours
    alone = np.ones(len(neighbours), dtype=bool)
    alone[triangles(neighbours, len(network.nodes))[1].ravel()] = False
    return _of_people(network, neighbours[alone], name="local_bridges")


def spans(network: Network) -> pd.DataFrame:
    """Return how far apart the two ends of each tie would be without it: Granovetter's degree of a local bridge.

    The way round every tie is searched for by itself; where only the number of local bridges is wanted,
    :func:`local_bridges` counts triangles and is many times faster.

    Returns
    -------
    pandas.DataFrame
        One row a pair that is tied, in either direction: `site`, `wave`, `one`, `other` (person ids), `span` (steps
        from one to the other with the tie taken away; infinite where there is no way), `local_bridge` (span above 2)
        and `bridge` (infinite span).

    Notes
    -----
    A long span does not mean an important tie: at low coverage most of the ways round were not seen.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ring = pd.DataFrame({"source": ["Ann", "Bob", "Cat", "Dan", "Dan"],
    ...                      "target": ["Bob", "Cat", "Dan", "Ann", "Eve"]})
    >>> spans(Network.from_ties(ring))[["one", "other", "span"]].to_numpy().tolist()
    [['Ann', 'Bob', 3.0], ['Ann', 'Dan', 3.0], ['Bob', 'Cat', 3.0], ['Cat', 'Dan', 3.0], ['Dan', 'Eve', inf]]
    """
    neighbours, people = network.wiring.neighbours, network.nodes.index.to_frame(index=False)
    low, high = neighbours.T
    span: NDArray[np.float64] = _ways_round(*adjacency(neighbours, len(people)), neighbours)
    ends: pd.DataFrame = people.iloc[low].reset_index(drop=True).rename(columns={"person_id": "one"})
    other = people["person_id"].iloc[high].reset_index(drop=True)
    return ends.assign(other=other, span=span, local_bridge=span > 2, bridge=np.isinf(span))


def _of_people(network: Network, ties: NDArray[np.int64], *, name: str) -> pd.Series[int]:
    counts = np.bincount(ties.ravel(), minlength=len(network.nodes))
    return pd.Series(counts, index=network.nodes.index, dtype="int64", name=name)


@compiled
def _ways_round(starts: NDArray[np.int64], ends: NDArray[np.int64], ties: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the length of the shortest way round each tie, searched for from both ends until the searches meet.

    The neighbours of node i are ``ends[starts[i]:starts[i + 1]]``.
    """
    n = len(starts) - 1
    lengths = np.full(len(ties), np.inf)
    found_from, queue = np.full(n, -1), np.empty((2, n), np.int64)
    first, last = np.zeros(2, np.int64), np.zeros(2, np.int64)
    for tie in range(len(ties)):
        for side in range(2):
            queue[side, 0], first[side], last[side] = ties[tie, side], 0, 1
            found_from[ties[tie, side]] = side
        steps, met = 0, False
        while not met and first[0] < last[0] and first[1] < last[1]:
            side = 0 if last[0] - first[0] <= last[1] - first[1] else 1
            until = last[side]
            steps += 1
            for place in range(first[side], until):
                here = queue[side, place]
                for edge in range(starts[here], starts[here + 1]):
                    there = ends[edge]
                    if found_from[there] < 0:
                        found_from[there] = side
                        queue[side, last[side]] = there
                        last[side] += 1
                    elif found_from[there] != side and (here != ties[tie, side] or there != ties[tie, 1 - side]):
                        met = True
                        break
                if met:
                    break
            first[side] = until
        if met:
            lengths[tie] = steps
        for side in range(2):
            for place in range(last[side]):
                found_from[queue[side, place]] = -1
    return lengths
