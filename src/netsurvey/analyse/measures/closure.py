"""Whether a person's contacts know one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from netsurvey.network import Network

__all__ = ["local_clustering"]


def local_clustering(network: Network) -> pd.Series[float]:
    """Return the share of pairs of each person's contacts who are tied to each other.

    2t / n(n - 1) with n contacts and t ties among them: Watts & Strogatz (1998), Collective dynamics of 'small-world'
    networks, Nature 393; the density of the ego network in the words of egor and UCINET.

    Returns
    -------
    pandas.Series
        From 0 to 1; NaN below two contacts. R's sna and some others count 0 there, which gives lower averages.

    Notes
    -----
    It does not mean that the contacts of somebody with 0 are strangers to each other: ties between two people who
    were only named were never asked for.

    Examples
    --------
    Ann, Bob and Cat know one another, Dan knows Ann alone.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Ann"], "target": ["Bob", "Cat", "Cat", "Dan"]})
    >>> local_clustering(Network.from_ties(ties)).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.333, 'Bob': 1.0, 'Cat': 1.0, 'Dan': nan}
    """
    closed = network.undirected.transitivity_local_undirected(mode="nan")
    return pd.Series(closed, index=network.nodes.index, dtype="float64", name="local_clustering")
