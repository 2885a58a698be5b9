"""How far people are from one another: whom each can reach, in how many steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.blocks import beside_coverage, each_block

if TYPE_CHECKING:
    from netsurvey.network import Network

__all__ = ["closeness", "distances", "harmonic", "reach"]


def reach(network: Network, *, steps: int = 2) -> pd.Series[int]:
    """Return how many others each person can reach in a number of steps or fewer.

    The size of the neighbourhood of order k without the person (Borgatti, Everett & Johnson 2013, Analyzing Social
    Networks, chapter 10: k-reach).

    Parameters
    ----------
    network
        Who named whom.
    steps
        How many ties may lie between; 1 gives the degree.

    Returns
    -------
    pandas.Series
        Whole numbers from 0.

    Notes
    -----
    It does not mean that word travels so far: a tie says that somebody was named, not that anything is passed on.
    Contacts of people who were only named are unknown, so it is a lower bound.

    Examples
    --------
    Ann - Bob - Cat - Dan in a line.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Cat"], "target": ["Bob", "Cat", "Dan"]}))
    >>> reach(line, steps=2).droplevel(["site", "wave"]).to_dict()
    {'Ann': 2, 'Bob': 3, 'Cat': 3, 'Dan': 2}
    """
    sizes = network.undirected.neighborhood_size(order=steps, mindist=1)
    return pd.Series(sizes, index=network.nodes.index, dtype="int64", name="reach")


def closeness(network: Network) -> pd.Series[float]:
    r"""Return how near each person is to those they can reach at all: one over the mean distance.

    :math:`r / \sum_j d_{ij}` over the r people j who can be reached: Freeman (1978), Social Networks 1, and igraph's
    normalised closeness. UCINET and sna, with no path to somebody, give other numbers or none; where a graph falls
    apart use :func:`harmonic`. Every person is searched from, which takes minutes beyond some 20,000 people.

    Returns
    -------
    pandas.Series
        From above 0 to 1 (tied to everybody they can reach); NaN for a person without ties.

    Notes
    -----
    It does not mean that a person is central: two people who know only each other both have 1.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Dan"], "target": ["Bob", "Cat", "Eve"]}))
    >>> closeness(line).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.667, 'Bob': 1.0, 'Cat': 0.667, 'Dan': 1.0, 'Eve': 1.0}
    """
    return pd.Series(network.undirected.closeness(), index=network.nodes.index, dtype="float64", name="closeness")


def harmonic(network: Network) -> pd.Series[float]:
    r"""Return how many people each person is near to, where somebody d steps away counts for one over d.

    :math:`\sum_{j \ne i} 1 / d_{ij}`, nothing for those out of reach: Marchiori & Latora (2000), Harmony in the
    small-world, Physica A 285. Not divided by the number of others. It takes as long as :func:`closeness`.

    Returns
    -------
    pandas.Series
        Numbers from 0 (no ties) to the number of others (tied to all).

    Notes
    -----
    It does not mean the same in two places: it grows with the number of people who were seen.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Dan"], "target": ["Bob", "Cat", "Eve"]}))
    >>> harmonic(line).droplevel(["site", "wave"]).to_dict()
    {'Ann': 1.5, 'Bob': 2.0, 'Cat': 1.5, 'Dan': 1.0, 'Eve': 1.0}
    """
    near = network.undirected.harmonic_centrality(normalized=False)
    return pd.Series(near, index=network.nodes.index, dtype="float64", name="harmonic")


def distances(network: Network) -> pd.DataFrame:
    """Return how many steps lie between two people of a site who can reach each other, on average and at most.

    The mean geodesic distance and the diameter (Wasserman & Faust 1994, Social Network Analysis, chapter 4). It takes
    as long as :func:`closeness`.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `mean` and `longest` (both NaN without ties), `pairs` who can reach each other,
        `coverage`, `support`.

    Notes
    -----
    It does not mean how far apart the community is: with people missing, the paths through them are missing too, and
    pairs that fell apart for it no longer count. At a door-knock survey's coverage it is not to be reported.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Dan"], "target": ["Bob", "Cat", "Eve"]}))
    >>> distances(line).to_dict("list")
    {'mean': [1.25], 'longest': [2.0], 'pairs': [4], 'coverage': [nan], 'support': ['coverage not known']}
    """
    mean, longest = np.full((2, len(network.blocks)), np.nan)
    pairs = np.zeros(len(network.blocks), dtype=np.int64)
    for members, graph in each_block(network.wiring, network.undirected):
        counts = np.array([count for *_, count in graph.path_length_hist(directed=False).bins()], dtype=np.int64)
        block = network.block_numbers[members[0]]
        pairs[block] = counts.sum()
        if pairs[block]:
            mean[block], longest[block] = np.average(np.arange(1, len(counts) + 1), weights=counts), len(counts)
    return beside_coverage(
        network, tried=("mean_distance", "longest_distance"), mean=mean, longest=longest, pairs=pairs
    )
