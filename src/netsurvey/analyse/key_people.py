"""Who holds the map together: the key players of each site and wave as a flag, with what they hold.

The set is found by :func:`netsurvey.analyse.measures.key_players`; here it becomes something to be said of
single people, which it is only together with the others of the set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse.measures.key_sets import fragmentation, key_players

if TYPE_CHECKING:
    from netsurvey.network import Network

__all__ = ["SET_SIZE", "key_people"]

SET_SIZE = 3
"""How many people are a set, in each site and wave."""


def key_people(network: Network) -> pd.DataFrame:
    """Return who is in the set of three without whom each site and wave falls apart most.

    Returns
    -------
    pandas.DataFrame
        On the index of the network's nodes: the flag `key_player`; `key_player_size`, how many are in the set of the
        site and wave; the share of pairs with no path between them with the set (`key_player_before`) and without it
        (`key_player_fragmentation`). It does not mean that these three matter and others do not: another set may do
        nearly as well.

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
    shares = {"before": fragmentation(network), "fragmentation": fragmentation(network, without=flag)}
    of_set = {f"key_player_{name}": share.reindex(block).to_numpy() for name, share in shares.items()}
    size = flag.groupby(level=["site", "wave"]).transform("sum")
    return pd.DataFrame({"key_player": flag.astype("boolean"), "key_player_size": size, **of_set})
