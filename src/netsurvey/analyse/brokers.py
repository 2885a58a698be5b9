"""Who stands between groups: a first form of the broker, from three measures together.

Betweenness alone picks busy people and constraint alone picks people with few ties; a broker needs both, and ties
into more than one community.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.network.wiring import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["broker", "communities_reached", "groups_reached"]


def communities_reached(network: Network, community: pd.Series[int]) -> pd.Series[int]:
    """Return in how many different communities each person has ties.

    Parameters
    ----------
    network
        Who named whom.
    community
        The community of every node, as :func:`netsurvey.analyse.measures.community` returns it.
    """
    reached = groups_reached(network.wiring, pd.factorize(community)[0])
    return pd.Series(reached, index=network.nodes.index, name="communities_reached")


def groups_reached(wiring: Wiring, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return among how many different groups the neighbours of each node are."""
    both = np.vstack([wiring.neighbours, wiring.neighbours[:, ::-1]])
    reached = distinct(np.column_stack([both[:, 0], groups[both[:, 1]]]), len(wiring))
    return np.bincount(reached[:, 0], minlength=len(wiring))


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
