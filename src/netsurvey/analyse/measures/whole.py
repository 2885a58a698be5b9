"""Numbers about a whole site and wave, each with the coverage beside it, since what was seen is never all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.analyse.measures.blocks import beside_coverage, per_block, share
from netsurvey.analyse.measures.cohesion import part_of_each
from netsurvey.analyse.measures.holes import ties_among_neighbours

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["components", "density", "reciprocity", "transitivity"]


def density(network: Network) -> pd.DataFrame:
    """Return the share of ordered pairs of respondents in which the first named the second.

    ties / (r (r - 1)) among r respondents, however many questions a pair was named in. People who were only named
    are left out: nobody asked them.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `density` (NaN below two respondents), `ties`, `pairs`, `coverage`, `support`.

    Notes
    -----
    It does not mean the density of the community unless the coverage is near 1, and it falls as a place grows:
    compare sites of like size only.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob", "Ann"], "target": ["Bob", "Ann", "Cat"]})
    >>> density(Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"])).to_dict("list")
    {'density': [0.3333333333333333], 'ties': [2], 'pairs': [6], 'coverage': [nan], 'support': ['coverage not known']}
    """
    respondents = per_block(network, np.flatnonzero(network.interviewed))
    ties = per_block(network, _between_respondents(network)[:, 0])
    pairs = respondents * (respondents - 1)
    return beside_coverage(network, tried="density", density=share(ties, pairs), ties=ties, pairs=pairs)


def reciprocity(network: Network) -> pd.DataFrame:
    """Return the share of ties between two respondents that are returned.

    Returned ties / ties, over pairs both interviewed, in any question (the arc-based convention of igraph; by pairs
    it would be mutual / (mutual + one-way), which is lower).

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `reciprocity` (NaN without ties), `ties`, `mutual` (pairs that named each other),
        `coverage`, `support`.

    Notes
    -----
    It does not mean that an unreturned tie is one-sided: the other may have had no slot left.

    Examples
    --------
    Ann and Bob name each other, Ann names Dan, who was interviewed, and Cat, who was not.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob", "Ann", "Ann"], "target": ["Bob", "Ann", "Cat", "Dan"]})
    >>> table = reciprocity(Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"]))
    >>> table[["reciprocity", "ties", "mutual"]].to_dict("list")
    {'reciprocity': [0.6666666666666666], 'ties': [3], 'mutual': [1]}
    """
    pairs = _between_respondents(network)
    there, back = (pairs @ np.array(order) for order in ([len(network.nodes), 1], [1, len(network.nodes)]))
    ties = per_block(network, pairs[:, 0])
    returned = per_block(network, pairs[np.isin(back, there), 0])
    return beside_coverage(
        network, tried="reciprocity", reciprocity=share(returned, ties), ties=ties, mutual=returned // 2
    )


def components(network: Network) -> pd.DataFrame:
    """Return into how many parts each site falls, how large the largest is, and how many respondents have no tie.

    Components of the undirected graph; a respondent without ties is one, and counts among the `isolates` too.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `components`, `largest` (people in the largest), `isolates`, `coverage`, `support`.

    Notes
    -----
    It does not mean that a community is in so many pieces: people nobody interviewed may join them.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]})
    >>> components(Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"])).to_dict("list")
    {'components': [2], 'largest': [3], 'isolates': [1], 'coverage': [nan], 'support': ['coverage not known']}
    """
    _, first, sizes = np.unique(part_of_each(network), return_index=True, return_counts=True)
    largest = np.zeros(len(network.blocks), dtype=np.int64)
    np.maximum.at(largest, network.block_numbers[first], sizes)
    alone = np.array(network.undirected.degree(), dtype=np.int64) == 0
    return beside_coverage(
        network,
        tried="component",
        components=per_block(network, first),
        largest=largest,
        isolates=per_block(network, np.flatnonzero(alone & network.interviewed)),
    )


def transitivity(network: Network) -> pd.DataFrame:
    """Return how often two contacts of one person are tied to each other, among respondents.

    Closed two-paths / two-paths on the undirected graph of the respondents (Wasserman & Faust 1994, Social Network
    Analysis, chapter 6). People who were only named are left out, since ties between two of them were never asked for.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `transitivity` (NaN without two-paths), `two_paths`, `coverage`, `support`.

    Notes
    -----
    It does not mean how close-knit a community is where a form has few slots: a limit on names biases it.

    Examples
    --------
    Ann, Bob and Cat know one another, Dan knows Ann alone: 3 of 5 two-paths are closed.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan"], "target": ["Bob", "Cat", "Cat", "Ann"]})
    >>> everybody = ["Ann", "Bob", "Cat", "Dan"]
    >>> transitivity(Network.from_ties(ties, respondents=everybody)).to_dict("list")
    {'transitivity': [0.6], 'two_paths': [5], 'coverage': [nan], 'support': ['coverage not known']}
    """
    graph = network.undirected.induced_subgraph(np.flatnonzero(network.interviewed))
    degrees = np.array(graph.degree(), dtype=np.int64)
    blocks, n = network.block_numbers[network.interviewed], len(network.blocks)
    closed = np.bincount(blocks, weights=ties_among_neighbours(graph), minlength=n)
    two_paths = np.bincount(blocks, weights=degrees * (degrees - 1) // 2, minlength=n).astype(np.int64)
    return beside_coverage(network, tried="transitivity", transitivity=share(closed, two_paths), two_paths=two_paths)


def _between_respondents(network: Network) -> NDArray[np.int64]:
    """Return the ordered pairs whose both ends were interviewed."""
    return network.pairs[network.interviewed[network.pairs].all(axis=1)]
