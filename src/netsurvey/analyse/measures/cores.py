"""A core whose people are tied to one another, and a periphery who are not: whether a net has that shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.adjacency import adjacency
from netsurvey.analyse.measures.blocks import beside_coverage, each_block
from netsurvey.compiled import compiled

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["core_periphery", "in_core"]

_STARTS = 20
"""How many of the cores of those with most ties are made better."""
_SAME = 1e-12
"""Two fits no further apart are the same."""


def in_core(network: Network) -> pd.Series[bool]:
    """Return whether each respondent belongs to the core of their site and wave.

    The discrete model of Borgatti & Everett (1999), Models of core/periphery structures, Social Networks 21: of all
    ways to divide the respondents, the one with the best fit, see :func:`core_periphery`. It is searched for from the
    best cores of those with most ties, moving people one at a time while the fit gets better; a better division that
    is several moves away can be missed.

    Returns
    -------
    pandas.Series
        Nullable booleans; NA for a person who was only named, and for everybody of a site and wave where no division
        fits better than another. Of several people with the same ties, the first of the table are in the core.

    Notes
    -----
    It does not mean that there is a core: every network has a best fit. Nor does it mean that those outside are at the
    edge of the community.

    Examples
    --------
    Ann, Bob and Cat know one another; Dan, Eve and Flo know one of them each.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan", "Eve", "Flo"],
    ...                      "target": ["Bob", "Cat", "Cat", "Ann", "Bob", "Cat"]})
    >>> core = in_core(Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan", "Eve", "Flo"]))
    >>> core.droplevel(["site", "wave"]).to_dict()
    {'Ann': True, 'Bob': True, 'Cat': True, 'Dan': False, 'Eve': False, 'Flo': False}
    """
    seen = network.among_respondents()
    found = pd.Series(pd.NA, index=seen.nodes.index, dtype="boolean", name="in_core")
    for members, graph in each_block(seen.wiring, seen.undirected):
        core, fit = _best_core(graph)
        if not np.isnan(fit):
            found.iloc[members] = core
    return found.reindex(network.nodes.index)


def core_periphery(network: Network) -> pd.DataFrame:
    """Return how well a core and a periphery describe each site: the fit of :func:`in_core`.

    Pearson's correlation between being tied and being in the core, over pairs of respondents of whom both are in the
    core or both in the periphery; pairs of one of each are left open (Borgatti & Everett 1999, Social Networks 21).

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `fit`, up to 1 where all of the core are tied to one another and none of the periphery
        (NaN where no division fits better than another); `core`, how many respondents are in it; `coverage`.

    Notes
    -----
    It does not mean that a fit is good because it is high: random networks have cores too. Compare it with some of the
    same degrees.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan", "Eve", "Flo"],
    ...                      "target": ["Bob", "Cat", "Cat", "Ann", "Bob", "Cat"]})
    >>> network = Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan", "Eve", "Flo"])
    >>> core_periphery(network).round(3).to_dict("list")
    {'fit': [1.0], 'core': [3], 'coverage': [nan]}
    """
    seen = network.among_respondents()
    fits, sizes = np.full(len(network.blocks), np.nan), np.zeros(len(network.blocks), dtype=np.int64)
    for members, graph in each_block(seen.wiring, seen.undirected):
        block = seen.block_numbers[members[0]]
        core, fits[block] = _best_core(graph)
        sizes[block] = core.sum() if not np.isnan(fits[block]) else 0
    return beside_coverage(network, fit=fits, core=sizes)


def _best_core(graph: Any) -> tuple[NDArray[np.bool_], float]:  # noqa: ANN401 - igraph has no types
    """Return who is in the core that was found, and its fit; NaN where there is none to be found."""
    n, ties = graph.vcount(), np.array(graph.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    rank = np.empty(n, dtype=np.int64)
    rank[np.argsort(-np.bincount(ties.ravel(), minlength=n), kind="stable")] = np.arange(n)
    ends, sizes = rank[ties], np.arange(n + 1)
    inside = np.searchsorted(np.sort(ends.max(axis=1)), sizes)
    outside = len(ties) - np.searchsorted(np.sort(ends.min(axis=1)), sizes)
    fits = np.array([_fit(n, *counts) for counts in zip(sizes, inside, outside, strict=True)])
    starts, neighbours = adjacency(ties, n)
    best, core = -np.inf, np.zeros(n, dtype=bool)
    for size in np.argsort(-fits, kind="stable")[:_STARTS]:
        found = rank < size
        fit = _improved(starts, neighbours, found, inside[size], outside[size])
        if fit > best + _SAME:
            best, core = fit, found
    return core, best if np.isfinite(best) else np.nan


@compiled
def _improved(
    starts: NDArray[np.int64], ends: NDArray[np.int64], core: NDArray[np.bool_], inside: int, outside: int
) -> float:
    """Move people in and out of the core, one after another, while its fit gets better, and return the fit.

    The neighbours of node i are ``ends[starts[i]:starts[i + 1]]``; `inside` and `outside` are the ties within the core
    and within the periphery.
    """
    n, size = len(core), int(core.sum())
    near = np.zeros(n, np.int64)
    for node in range(n):
        for edge in range(starts[node], starts[node + 1]):
            near[node] += core[ends[edge]]
    fit: float = _fit(n, size, inside, outside)
    better = True
    while better:
        better = False
        for node in range(n):
            way = -1 if core[node] else 1
            gained, lost = way * near[node], way * (starts[node + 1] - starts[node] - near[node])
            moved = _fit(n, size + way, inside + gained, outside - lost)
            if moved > fit + _SAME:
                core[node], fit, better = not core[node], moved, True
                size, inside, outside = size + way, inside + gained, outside - lost
                for edge in range(starts[node], starts[node + 1]):
                    near[ends[edge]] += way
    return fit


@compiled
def _fit(n: int, size: int, inside: int, outside: int) -> float:
    """Return the correlation of a core by its size and the ties inside it and outside, -inf where it has none."""
    core, other = size * (size - 1) / 2.0, (n - size) * (n - size - 1) / 2.0
    tied = float(inside + outside)
    chance = core * other * tied * (core + other - tied)
    return (inside * (other - outside) - outside * (core - inside)) / float(np.sqrt(chance)) if chance > 0 else -np.inf
