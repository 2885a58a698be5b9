"""Key players: the few people who together hold a network together, or together reach most of it.

The best set is not the set of the best: two people who hang on the same ties do the work of one.
"""

from __future__ import annotations

from itertools import combinations
from math import comb
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.adjacency import adjacency
from netsurvey.analyse.measures.blocks import per_block, share
from netsurvey.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["fragmentation", "key_players", "key_set", "share_reached"]

_MOST_TRIED = 5_000
"""Where no more sets than this are to be completed by the best last member, all are tried."""
_STARTS = 30
"""Else, from how many people the search for the best set begins: one alone is often led astray."""


def key_players(
    network: Network, *, size: int = 3, aim: Literal["fragmentation", "reach"] = "fragmentation", steps: int = 2
) -> pd.Series[bool]:
    """Return who is in the set of people without whom each site falls apart most, or who reach most of it.

    Borgatti (2006), Identifying sets of key players in a social network, Computational and Mathematical Organization
    Theory 12. In small networks (up to 100 people with ties for a set of three) every set is tried. In others a set
    grows from each of the thirty people who do most alone by whoever adds most, and members are exchanged as long as
    one exchange makes it better; the best of these is returned. Among equals it is the first found.

    Parameters
    ----------
    network
        Who named whom.
    size
        How many people each site and wave is to have; fewer where fewer have ties.
    aim
        "fragmentation": without them the :func:`fragmentation` is greatest. "reach": the :func:`share_reached` within
        `steps` is greatest.
    steps
        How far somebody reaches, for the aim "reach".

    Returns
    -------
    pandas.Series
        True for the members of the set; never somebody without ties.

    Notes
    -----
    It does not mean that these people matter and others do not: another set may do nearly as well, and people nobody
    interviewed may hold together what looks loose.

    Examples
    --------
    Two groups of three joined by Cat and Dan: without Cat nobody of the first group reaches the second.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> two = Network.from_ties(pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan", "Dan", "Eve", "Cat"],
    ...                                       "target": ["Bob", "Cat", "Cat", "Eve", "Flo", "Flo", "Dan"]}))
    >>> chosen = key_players(two, size=1)
    >>> chosen[chosen].index.get_level_values("person_id").tolist()
    ['Cat']
    >>> fragmentation(two, without=chosen).tolist()
    [0.6]
    """
    chosen = key_set(network.wiring, size=size, aim=aim, steps=steps)
    return pd.Series(chosen, index=network.nodes.index, dtype="bool", name="key_players")


def key_set(
    wiring: Wiring, *, size: int = 3, aim: Literal["fragmentation", "reach"] = "fragmentation", steps: int = 2
) -> NDArray[np.bool_]:
    """Return which nodes are in the set of each site and wave; parameters as in :func:`key_players`."""
    chosen = np.zeros(len(wiring), dtype=bool)
    for block in np.unique(wiring.blocks):
        members = np.flatnonzero(wiring.blocks == block)
        ties = wiring.neighbours[wiring.blocks[wiring.neighbours[:, 0]] == block]
        starts, ends = adjacency(np.searchsorted(members, ties), len(members))
        most = min(size, int((np.diff(starts) > 0).sum()))
        worth = _without(starts, ends) if aim == "fragmentation" else _with(starts, ends, steps)
        chosen[members[_best(worth, most)]] = True
    return chosen


def fragmentation(network: Network, *, without: pd.Series[bool] | None = None) -> pd.Series[float]:
    r"""Return the share of pairs of people with no path between them, in each site and wave.

    :math:`F = 1 - \sum_k s_k (s_k - 1) / (n (n - 1))` over components of :math:`s_k` people (Borgatti 2006,
    Computational and Mathematical Organization Theory 12).

    Parameters
    ----------
    network
        Who named whom.
    without
        People to take away first, as :func:`key_players` returns them; n is how many are left.

    Returns
    -------
    pandas.Series
        From 0, all in one piece, to 1, nobody tied; NaN below two people. One number a site and wave.

    Notes
    -----
    It does not mean how fragmented a community is: at low coverage most paths were never seen.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]}))
    >>> fragmentation(line).tolist()
    [0.0]
    """
    stays = np.ones(len(network.nodes), dtype=bool)
    if without is not None:
        stays = ~without.reindex(network.nodes.index, fill_value=False).to_numpy(dtype=bool)
    left = np.flatnonzero(stays)
    parts = network.undirected.induced_subgraph(left).connected_components().membership
    _, first, sizes = np.unique(np.array(parts, dtype=np.int64), return_index=True, return_counts=True)
    blocks = network.block_numbers[left[first]]
    together = np.bincount(blocks, weights=sizes * (sizes - 1.0), minlength=len(network.blocks))
    n = per_block(network, left)
    return _by_block(network, 1 - share(together, n * (n - 1)), "fragmentation")


def share_reached(network: Network, people: pd.Series[bool], *, steps: int = 2) -> pd.Series[float]:
    """Return the share of each site and wave that a set of people reaches in so many steps, themselves included.

    Reach by Borgatti (2006), Computational and Mathematical Organization Theory 12.

    Parameters
    ----------
    network
        Who named whom.
    people
        The set, as :func:`key_players` returns it.
    steps
        How many ties away is still reached.

    Returns
    -------
    pandas.Series
        From 0 to 1; NaN where there is nobody. One number a site and wave.

    Notes
    -----
    It does not mean that what the set knows arrives there: nobody was asked what is passed on.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Cat"], "target": ["Bob", "Cat", "Dan"]}))
    >>> share_reached(line, pd.Series([True, False, False, False], index=line.nodes.index)).tolist()
    [0.75]
    """
    chosen = people.reindex(network.nodes.index, fill_value=False).to_numpy(dtype=bool)
    reached = _reached(*adjacency(network.wiring.neighbours, len(chosen)), chosen, steps)
    everybody = per_block(network, np.arange(len(chosen)))
    return _by_block(network, share(per_block(network, np.flatnonzero(reached)), everybody), "share_reached")


def _by_block(network: Network, values: NDArray[np.float64], name: str) -> pd.Series[float]:
    index = pd.MultiIndex.from_tuples(network.blocks, names=["site", "wave"])
    return pd.Series(values, index=index, dtype="float64", name=name)


def _best(worth: Callable[[list[int]], NDArray[np.float64]], size: int) -> list[int]:
    """Return the best set of all, or of those that grow from the nodes that are worth most alone.

    `worth` says of each node what the set of some others and that node is worth, -inf where it cannot be added.
    """
    if size == 0:
        return []
    alone = worth([])
    can = np.flatnonzero(np.isfinite(alone)).tolist()
    sets: Iterable[tuple[list[int], float]]
    if comb(len(can), size - 1) <= _MOST_TRIED:
        sets = (_joined(worth, list(others)) for others in combinations(can, size - 1))
    else:
        first = np.argsort(-alone, kind="stable")[: min(_STARTS, len(can))]
        sets = (_exchanged(worth, _grown(worth, int(node), size)) for node in first)
    return max(sets, key=itemgetter(1))[0]


def _grown(worth: Callable[[list[int]], NDArray[np.float64]], first: int, size: int) -> list[int]:
    """Return the set that begins with one node and takes in whoever adds most."""
    chosen = [first]
    while len(chosen) < size:
        chosen, _ = _joined(worth, chosen)
    return chosen


def _joined(worth: Callable[[list[int]], NDArray[np.float64]], others: list[int]) -> tuple[list[int], float]:
    """Return the set with the one node more that adds most, and what it is worth."""
    found = worth(others)
    last = int(found.argmax())
    return [*others, last], found[last]


def _exchanged(worth: Callable[[list[int]], NDArray[np.float64]], chosen: list[int]) -> tuple[list[int], float]:
    """Return a set that no exchange of one member makes better, and what it is worth."""
    place, kept, best = 0, 0, -np.inf
    while kept < len(chosen):
        others = chosen[:place] + chosen[place + 1 :]
        found = worth(others)
        best = found.max()
        kept += 1
        if best > found[chosen[place]]:
            chosen = [*chosen[:place], int(found.argmax()), *chosen[place + 1 :]]
            kept = 1
        place = (place + 1) % len(chosen)
    return chosen, best


def _without(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Callable[[list[int]], NDArray[np.float64]]:
    """Return what it is worth to take nodes away: the pairs that are still tied together count against it."""
    alone = np.diff(starts) == 0

    def worth(others: list[int]) -> NDArray[np.float64]:
        gone = alone.copy()
        gone[others] = True
        return np.where(gone, -np.inf, -_pairs_left(starts, ends, gone))

    return worth


def _with(starts: NDArray[np.int64], ends: NDArray[np.int64], steps: int) -> Callable[[list[int]], NDArray[np.float64]]:
    """Return what it is worth to start from nodes: how many are within so many steps of one."""
    alone = np.diff(starts) == 0

    def worth(others: list[int]) -> NDArray[np.float64]:
        chosen = np.zeros(len(alone), dtype=bool)
        chosen[others] = True
        reached = _reached(starts, ends, chosen, steps)
        return np.where(alone | chosen, -np.inf, reached.sum() + _newly_reached(starts, ends, reached, steps))

    return worth


def _reached(
    starts: NDArray[np.int64], ends: NDArray[np.int64], chosen: NDArray[np.bool_], steps: int
) -> NDArray[np.bool_]:
    """Return which nodes are within so many steps of one of the chosen."""
    person = np.repeat(np.arange(len(chosen)), np.diff(starts))
    reached = chosen.copy()
    for _ in range(steps):
        reached[ends[reached[person]]] = True
    return reached


@compiled
def _newly_reached(
    starts: NDArray[np.int64], ends: NDArray[np.int64], reached: NDArray[np.bool_], steps: int
) -> NDArray[np.float64]:
    """Return how many nodes that are not reached yet are within so many steps of each node, itself included."""
    n = len(reached)
    added = np.zeros(n)
    met, order = np.full(n, -1), np.zeros(n, np.int64)
    for source in range(n):
        order[0], met[source] = source, source
        begin, seen = 0, 1
        for _ in range(steps):
            end = seen
            for place in range(begin, end):
                here = order[place]
                for edge in range(starts[here], starts[here + 1]):
                    there = ends[edge]
                    if met[there] != source:
                        met[there] = source
                        order[seen] = there
                        seen += 1
            begin = end
        for place in range(seen):
            if not reached[order[place]]:
                added[source] += 1
    return added


@compiled
def _pairs_left(starts: NDArray[np.int64], ends: NDArray[np.int64], gone: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how many ordered pairs would still be joined by a path if each node were taken away beside those gone.

    One depth-first search finds, for every node, the parts it holds apart (Hopcroft & Tarjan 1973): the branches below
    it that have no tie past it, and the rest.
    """
    n = len(gone)
    met, low, size = np.full(n, -1), np.zeros(n, np.int64), np.ones(n)
    above, edge, order = np.full(n, -1), starts[:n].copy(), np.zeros(n, np.int64)
    cut, pairs = np.zeros(n), np.zeros(n)
    total = 0.0
    seen = 0
    for root in range(n):
        if gone[root] or met[root] >= 0:
            continue
        first, here = seen, root
        order[seen], met[root], low[root] = root, seen, seen
        seen += 1
        while here >= 0:
            if edge[here] < starts[here + 1]:
                there = ends[edge[here]]
                edge[here] += 1
                if gone[there] or there == above[here]:
                    continue
                if met[there] >= 0:
                    low[here] = min(low[here], met[there])
                else:
                    order[seen], met[there], low[there], above[there] = there, seen, seen, here
                    seen += 1
                    here = there
            else:
                up = above[here]
                if up >= 0:
                    size[up] += size[here]
                    low[up] = min(low[up], low[here])
                    if low[here] >= met[up]:
                        cut[up] += size[here]
                        pairs[up] += size[here] * (size[here] - 1)
                here = up
        whole = size[root]
        total += whole * (whole - 1)
        for place in range(first, seen):
            here = order[place]
            rest = whole - 1 - cut[here]
            pairs[here] += rest * (rest - 1) - whole * (whole - 1)
    return total + pairs
