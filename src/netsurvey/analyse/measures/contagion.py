"""How far something passed on along ties would get, with everybody and without some people.

News, help and illness do not take every tie; each tie lets them through with some chance, and nobody knows which. So
the answer is a mean over many maps on which only the ties that happened to let it through are left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netsurvey.errors import Problem, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["bearable", "passed_on", "random_sets", "spread"]

_AT_ONCE = 2_000_000
"""How many nodes of maps are looked at together; more would want more memory."""
_COMFORTABLE = 15_000
"""People on the maps of seven sites of Murton's size."""
_LEAST = 5


def spread(
    network: Network, *, passing: float = 0.5, without: pd.Series[bool] | None = None, draws: int = 200, seed: int = 1
) -> pd.Series[float]:
    r"""Return the share of each site and wave that is reached from a person picked by lot, who counts as reached.

    The independent cascade (Kempe, Kleinberg & Tardos 2003, KDD '03): whoever is reached passes it to each of their
    contacts with the same chance, once. That is reaching everybody in one's part of a map on which each tie is left
    with that chance (Newman 2002, Physical Review E 66, 016128), so the share is the mean of
    :math:`\sum_k s_k^2 / n^2` over such maps with parts of :math:`s_k` people.

    Parameters
    ----------
    network
        Who named whom; something can pass in either direction.
    passing
        The chance that it passes along a tie, from 0 to 1. At 1 it is the share of people with a path between them.
    without
        People to take away first, as :func:`key_players` returns them; n is how many are left.
    draws
        How many maps.
    seed
        Of the maps; the same for every set of people taken away, so that two of them can be compared.

    Returns
    -------
    pandas.Series
        From 1/n to 1, one number a site and wave; NaN where nobody is left.

    Raises
    ------
    UsageError
        When the chance is not between 0 and 1, or there are no draws.

    Notes
    -----
    It does not mean that anything was passed on, nor how far it would get in the community: ties among people nobody
    asked are not on the map, and no survey says with what chance a tie lets something through.

    Examples
    --------
    Ann - Bob - Cat in a line: from Ann it reaches Bob with a chance of one half and Cat with one of a quarter, so 1.75
    of three, and from Bob two of three.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]}))
    >>> round(spread(line, draws=20_000).item(), 2), round((1.75 + 2 + 1.75) / 9, 2)
    (0.61, 0.61)
    """
    if not 0 <= passing <= 1:
        raise UsageError(Problem(what=f"a chance of {passing} is none", next_step="Give one from 0 to 1."))
    if draws < 1:
        raise UsageError(Problem(what=f"{draws} draws say nothing", next_step="Give 1 or more."))
    gone = np.zeros(len(network.nodes), dtype=bool)
    if without is not None:
        gone = without.reindex(network.nodes.index, fill_value=False).to_numpy(dtype=bool)
    reached = []
    for number, block in enumerate(network.blocks):
        here = np.tile(gone[network.block_numbers == number], (draws, 1))
        alone = network.block(*block) if len(network.blocks) > 1 else network
        reached.append(passed_on(alone.wiring, here, passing=passing, seed=seed).mean() if here.size else np.nan)
    index = pd.MultiIndex.from_tuples(network.blocks, names=["site", "wave"])
    return pd.Series(reached, index=index, dtype="float64", name="spread")


def passed_on(wiring: Wiring, gone: NDArray[np.bool_], *, passing: float, seed: int) -> NDArray[np.float64]:
    """Return the share that is reached from a node picked by lot, on one map of ties that let it through a line.

    Parameters
    ----------
    wiring
        Who named whom.
    gone
        Which nodes are taken away: one line a map, one column a node.
    passing
        The chance that a tie lets it through.
    seed
        Of the maps: line by line the same for the same ties.

    Returns
    -------
    numpy.ndarray
        One line a map, one column a site and wave.
    """
    step = max(1, _AT_ONCE // max(len(wiring), 1))
    rng = np.random.default_rng(seed)
    parts = [_reached(wiring, gone[start : start + step], passing, rng) for start in range(0, len(gone), step)]
    return np.concatenate(parts)


def random_sets(wiring: Wiring, like: NDArray[np.bool_], *, count: int, seed: int) -> NDArray[np.bool_]:
    """Return sets of nodes picked by lot among those with ties, as many in each site and wave as another set has.

    Parameters
    ----------
    wiring
        Who named whom.
    like
        The other set.
    count
        How many sets.
    seed
        Of the picks.

    Returns
    -------
    numpy.ndarray
        One line a set, one column a node.
    """
    rng = np.random.default_rng(seed)
    tied = np.zeros(len(wiring), dtype=bool)
    tied[wiring.neighbours.ravel()] = True
    picked = np.zeros((count, len(wiring)), dtype=bool)
    for block in np.unique(wiring.blocks[like]):
        members = np.flatnonzero(tied & (wiring.blocks == block))
        size = int((like & (wiring.blocks == block)).sum())
        for line in picked:
            line[rng.choice(members, min(size, len(members)), replace=False)] = True
    return picked


def bearable(wiring: Wiring, most: int) -> int:
    """Return how many maps of a network can be looked at within seconds.

    Parameters
    ----------
    wiring
        The network.
    most
        How many would be wanted: it is that many up to seven sites of Murton's size, fewer in proportion beyond, and
        never below 5.
    """
    return int(np.clip(most * _COMFORTABLE / max(len(wiring), 1), min(_LEAST, most), most))


def _reached(wiring: Wiring, gone: NDArray[np.bool_], passing: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the shares of some maps, laid side by side as one graph whose parts are found together."""
    maps, n = gone.shape
    blocks = int(wiring.blocks.max(initial=-1)) + 1
    number, tie = np.nonzero(rng.random((maps, len(wiring.neighbours))) < passing)
    ends = wiring.neighbours[tie] + (number * n)[:, None]
    ends = ends[~gone.ravel()[ends].any(axis=1)]
    joined = sparse.coo_array((np.ones(len(ends), dtype=np.int8), (ends[:, 0], ends[:, 1])), shape=(maps * n,) * 2)
    part = connected_components(joined, directed=False)[1]
    left = np.flatnonzero(~gone)
    where = left // n * blocks + wiring.blocks[left % n]
    size = np.bincount(part)[part[left]]
    people = np.bincount(where, minlength=maps * blocks).reshape(maps, blocks)
    reached = np.bincount(where, weights=size, minlength=maps * blocks).reshape(maps, blocks)
    shares: NDArray[np.float64] = reached / np.where(people > 0, people.astype(float), np.nan) ** 2
    return shares
