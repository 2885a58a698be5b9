"""Who holds the map together: the key players of each site and wave as a flag, with what they hold.

The set is found by :func:`netsurvey.analyse.measures.key_players`; here it becomes something to be said of
single people, which it is only together with the others of the set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.contagion import bearable, passed_on, random_sets
from netsurvey.analyse.measures.key_sets import fragmentation, key_players

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["SET_SIZE", "key_people"]

SET_SIZE = 3
"""How many people are a set, in each site and wave."""
_PICKS = 200


def key_people(network: Network, *, seed: int = 1) -> pd.DataFrame:
    """Return who is in the set of three without whom each site and wave falls apart most.

    Parameters
    ----------
    network
        Who named whom.
    seed
        Of the sets picked by lot.

    Returns
    -------
    pandas.DataFrame
        On the index of the network's nodes: the flag `key_player`; `key_player_size`, how many are in the set of the
        site and wave; the share of pairs with no path between them with the set (`key_player_before`) and without it
        (`key_player_fragmentation`); and what taking away as many people with a tie does who are picked by lot:
        `key_player_random`, the median of 200 picks (fewer on large networks), of which 90% lie from
        `key_player_random_low` to `key_player_random_high`. It does not mean that these three matter and others do
        not: another set may do nearly as well.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann"] * 4, "target": ["Bob", "Cat", "Dan", "Eve"]})
    >>> found = key_people(Network.from_ties(ties))
    >>> found["key_player"].sum(), found["key_player_fragmentation"].iloc[0]
    (np.int64(3), np.float64(1.0))
    """
    flag = key_players(network, size=SET_SIZE)
    block = pd.MultiIndex.from_arrays([network.nodes.index.get_level_values(name) for name in ("site", "wave")])
    before, without = fragmentation(network), fragmentation(network, without=flag)
    low, middle, high = np.quantile(_of_picks(network, flag, seed), [0.05, 0.5, 0.95], axis=0)
    shares = {"before": before, "fragmentation": without} | {
        name: pd.Series(values, index=before.index)
        for name, values in {"random": middle, "random_low": low, "random_high": high}.items()
    }
    of_set = {f"key_player_{name}": share.reindex(block).to_numpy() for name, share in shares.items()}
    size = flag.groupby(level=["site", "wave"]).transform("sum")
    return pd.DataFrame({"key_player": flag.astype("boolean"), "key_player_size": size, **of_set})


def _of_picks(network: Network, flag: pd.Series[bool], seed: int) -> NDArray[np.float64]:
    """Return the fragmentation without as many people as the set has, picked by lot: one line a pick."""
    wiring, chosen = network.wiring, flag.to_numpy(dtype=bool)
    picks = random_sets(wiring, chosen, count=bearable(wiring, _PICKS), seed=seed)
    reached = passed_on(wiring, picks, passing=1.0, seed=seed)
    left = np.bincount(wiring.blocks[~chosen], minlength=len(network.blocks))
    left = np.where(left > 1, left, np.nan)
    apart: NDArray[np.float64] = 1 - (reached * left - 1) / (left - 1)
    return apart
