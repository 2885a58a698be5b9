"""Who stands between groups: a first form of the broker, from three measures together.

Betweenness alone picks busy people and constraint alone picks people with few ties; a broker needs both, and ties
into more than one community.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from netsurvey.network import Network

__all__ = ["broker", "communities_reached"]


def communities_reached(network: Network, community: pd.Series[int]) -> pd.Series[int]:
    """Return in how many different communities each person has ties.

    Parameters
    ----------
    network
        Who named whom.
    community
        The community of every node, as :func:`netsurvey.analyse.measures.community` returns it.
    """
    ends = np.array(network.undirected.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    both = pd.DataFrame(np.vstack([ends, ends[:, ::-1]]), columns=["person", "neighbour"])
    both["community"] = community.to_numpy()[both["neighbour"]]
    reached = both.groupby("person")["community"].nunique().reindex(range(len(network.nodes)), fill_value=0)
    return pd.Series(reached.to_numpy(), index=network.nodes.index, name="communities_reached")


def broker(measured: pd.DataFrame) -> pd.Series[bool]:
    """Flag the brokers of each site and wave.

    Parameters
    ----------
    measured
        Columns `betweenness`, `constraint` and `communities_reached` on (site, wave, person_id).

    Returns
    -------
    pandas.Series
        Nullable booleans, named-only people included. It does not mean that nobody else links these groups: most
        people who could were never asked.
    """
    block = measured.groupby(level=["site", "wave"])
    often = block["betweenness"].transform("quantile", 0.95)
    free = block["constraint"].transform("quantile", 0.25)
    flag = (
        (measured["betweenness"] > 0)
        & (measured["betweenness"] >= often)
        & (measured["constraint"] <= free)
        & (measured["communities_reached"] >= 2)
    )
    return flag.astype("boolean").rename("broker_v0")
