"""Who is tied to people who are themselves well tied: prominence that is passed along ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import igraph
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import eigsh

from netsurvey.analyse.measures.adjacency import adjacency
from netsurvey.analyse.measures.blocks import within_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["eigenvector", "pagerank"]


def eigenvector(network: Network) -> pd.Series[float]:
    r"""Return each person's standing, where standing is the sum of the standing of one's contacts.

    The principal eigenvector of the adjacency matrix, :math:`A x = \lambda x` with the largest :math:`\lambda`:
    Bonacich (1972), Factoring and weighting approaches to status scores, Journal of Mathematical Sociology 2. Scaled
    so that the largest of a site and wave is 1, as igraph does; sna and UCINET scale the sum of squares to 1.

    Returns
    -------
    pandas.Series
        From 0 to 1; NaN throughout a site and wave without ties. Where the graph falls apart, everybody outside the
        component with the largest eigenvalue has 0.

    Notes
    -----
    It does not mean influence, and it is among the measures that suffer most from people who were not interviewed
    (Smith & Moody 2013, Social Networks 35).

    Examples
    --------
    Bob is tied to Ann, Cat and Dan, who are tied to nobody else.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> star = Network.from_ties(pd.DataFrame({"source": ["Bob", "Bob", "Bob"], "target": ["Ann", "Cat", "Dan"]}))
    >>> eigenvector(star).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.577, 'Bob': 1.0, 'Cat': 0.577, 'Dan': 0.577}
    """
    values = within_blocks(network.wiring, network.undirected, _principal)
    return pd.Series(values, index=network.nodes.index, dtype="float64", name="eigenvector")


def pagerank(network: Network, *, damping: float = 0.85) -> pd.Series[float]:
    r"""Return how often a walker is at each person who goes from one to somebody they named, again and again.

    :math:`x_j = (1 - \alpha)/n + \alpha \sum_i x_i a_{ij} / \sum_k a_{ik}` on the directed graph of namings, each pair
    once: Brin & Page (1998), The anatomy of a large-scale hypertextual web search engine, Computer Networks 30. From
    somebody who named nobody the walker goes on anywhere.

    Parameters
    ----------
    network
        Who named whom.
    damping
        The chance :math:`\alpha` that the walker follows a naming and does not start anew anywhere.

    Returns
    -------
    pandas.Series
        Shares that sum to 1 in each site and wave.

    Notes
    -----
    It does not mean standing in the community. Whoever was only named passes nothing on, because nobody asked whom
    they would name.

    Examples
    --------
    Ann and Bob both name Cat.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Cat", "Cat"]}))
    >>> pagerank(ties).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.213, 'Bob': 0.213, 'Cat': 0.574}
    """
    namings = igraph.Graph(n=len(network.nodes), edges=network.pairs, directed=True)
    values = within_blocks(network.wiring, namings, lambda graph: graph.pagerank(damping=damping))
    return pd.Series(values, index=network.nodes.index, dtype="float64", name="pagerank")


def _principal(graph: Any) -> NDArray[np.float64]:  # noqa: ANN401 - igraph has no types
    """Return the principal eigenvector with 1 for its largest entry, searched for from the degrees, so without chance.

    igraph has the same search, but takes a graph in several parts for a mistake and says so on every call.
    """
    n, ties = graph.vcount(), np.array(graph.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    if not len(ties):
        return np.full(n, np.nan)
    starts, ends = adjacency(ties, n)
    matrix = sparse.csr_array((np.ones(len(ends)), ends, starts), shape=(n, n))
    found: NDArray[np.float64] = np.abs(eigsh(matrix, k=1, which="LA", v0=np.diff(starts).astype(float))[1][:, 0])
    found[found < np.finfo(float).eps * n] = 0
    found /= found.max()
    return found
