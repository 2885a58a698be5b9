"""Who hangs together: components, cores and communities of people who are tied more closely to each other."""

from __future__ import annotations

import random
from contextlib import contextmanager
from typing import TYPE_CHECKING

import igraph
import numpy as np
import pandas as pd

from netsurvey.analyse.measures.degrees import tied_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = [
    "communities",
    "community",
    "component",
    "component_size",
    "core_number",
    "part_of_each",
    "strong_component",
]


def component(network: Network) -> pd.Series[int]:
    """Return the number of the component each person is in: the people who can be reached along ties.

    Components of the undirected graph, that is the weak components of the directed one.

    Returns
    -------
    pandas.Series
        Numbered from 0 within a site and wave, the largest first, and among equals the one whose first member comes
        first in the table. A person without ties is a component of one.

    Notes
    -----
    It does not mean that two components have no contact: people nobody interviewed may join them.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Cat", "Dan"], "target": ["Bob", "Dan", "Eve"]})
    >>> component(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 1, 'Bob': 1, 'Cat': 0, 'Dan': 0, 'Eve': 0}
    """
    numbers = _by_size(part_of_each(network), network.block_numbers)
    return pd.Series(numbers, index=network.nodes.index, dtype="int64", name="component")


def strong_component(network: Network) -> pd.Series[int]:
    """Return the number of the strong component each person is in: people who can reach one another along namings.

    Components of the directed graph in which there is a way from each to each (Wasserman & Faust 1994, Social Network
    Analysis, chapter 4).

    Returns
    -------
    pandas.Series
        Numbered as in :func:`component`. A person who was only named is a component of one, having named nobody.

    Notes
    -----
    It does not mean that people are cut off from those in other strong components: most are, by whom the survey
    asked.

    Examples
    --------
    Ann and Bob name each other, Bob names Cat.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob", "Bob"], "target": ["Bob", "Ann", "Cat"]})
    >>> strong_component(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0, 'Bob': 0, 'Cat': 1}
    """
    parts = np.array(network.graph.connected_components(mode="strong").membership, dtype=np.int64)
    numbers = _by_size(parts, network.block_numbers)
    return pd.Series(numbers, index=network.nodes.index, dtype="int64", name="strong_component")


def component_size(network: Network) -> pd.Series[int]:
    """Return how many people are in each person's component, the person included.

    Returns
    -------
    pandas.Series
        Whole numbers from 1.

    Notes
    -----
    It does not mean how many people somebody can reach, for the same reason as with :func:`component`.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]})
    >>> pairs = Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"])
    >>> component_size(pairs).droplevel(["site", "wave"]).to_dict()
    {'Ann': 3, 'Bob': 3, 'Cat': 3, 'Dan': 1}
    """
    membership = part_of_each(network)
    sizes = np.bincount(membership)[membership]
    return pd.Series(sizes, index=network.nodes.index, dtype="int64", name="component_size")


def core_number(network: Network) -> pd.Series[int]:
    """Return the largest k for which each person is in a group where everybody has k ties to others of the group.

    The k-core: Seidman (1983), Network structure and minimum degree, Social Networks 5.

    Returns
    -------
    pandas.Series
        Whole numbers from 0.

    Notes
    -----
    It does not mean standing at the centre of the community, but being where ties are many among those seen.

    Examples
    --------
    Ann, Bob and Cat know one another, Dan knows Ann alone.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Ann"], "target": ["Bob", "Cat", "Cat", "Dan"]})
    >>> core_number(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 2, 'Bob': 2, 'Cat': 2, 'Dan': 1}
    """
    return pd.Series(network.undirected.coreness(), index=network.nodes.index, dtype="int64", name="core_number")


def community(network: Network, *, seed: int = 1) -> pd.Series[int]:
    """Return the number of the community each person is in: a group with more ties inside than chance would give.

    Leiden's algorithm (Traag, Waltman & van Eck 2019, Scientific Reports 9) on modularity (Newman & Girvan 2004,
    Physical Review E 69) at resolution 1, ten rounds, each site and wave by itself.

    Parameters
    ----------
    network
        Who named whom.
    seed
        Of the algorithm's chance; every site and wave starts from it anew, so its communities do not depend on
        which others are in the network.

    Returns
    -------
    pandas.Series
        Nullable whole numbers, from 0 within a site and wave, the largest first; NA for a person without ties, who
        is in no community.

    Notes
    -----
    It does not mean that people feel they belong together. Another seed can draw the borders elsewhere, and
    modularity overlooks groups that are small beside the whole network.

    Examples
    --------
    Two groups of three, joined by one tie; Gus names nobody.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan", "Dan", "Eve", "Cat"],
    ...                      "target": ["Bob", "Cat", "Cat", "Eve", "Flo", "Flo", "Dan"]})
    >>> two = Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan", "Eve", "Gus"])
    >>> community(two).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0, 'Bob': 0, 'Cat': 0, 'Dan': 1, 'Eve': 1, 'Flo': 1, 'Gus': None}
    """
    tied = tied_to(network.wiring) > 0
    numbers = _by_size(communities(network.wiring, seed=seed)[tied], network.block_numbers[tied])
    tied_people = network.nodes.index[tied]
    return pd.Series(numbers, index=tied_people, dtype="Int64", name="community").reindex(network.nodes.index)


def communities(wiring: Wiring, *, seed: int) -> NDArray[np.int64]:
    """Return a label of the community each node is in, never the same in two sites or waves."""
    labels = np.zeros(len(wiring), dtype=np.int64)
    for block in np.unique(wiring.blocks):
        members = np.flatnonzero(wiring.blocks == block)
        graph = wiring.undirected.induced_subgraph(members)
        with _seeded(seed):
            found = graph.community_leiden(objective_function="modularity", resolution=1, n_iterations=10)
        labels[members] = np.array(found.membership, dtype=np.int64) + labels.max(initial=-1) + 1
    return labels


def part_of_each(network: Network) -> NDArray[np.int64]:
    """Return a label of the component each node is in, as igraph gives it."""
    return np.array(network.undirected.connected_components().membership, dtype=np.int64)


def _by_size(labels: NDArray[np.int64], blocks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return group numbers from 0 within each block, by size, then by their first member; no group spans two blocks."""
    _, first, group, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes, blocks[first]))
    sorted_blocks = blocks[first][order]
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.arange(len(order)) - np.searchsorted(sorted_blocks, sorted_blocks)
    return numbers[group]


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Let igraph draw its chance from a seeded generator, then give it Python's own back, which is what it starts with.

    Examples
    --------
    >>> with _seeded(1):
    ...     first = igraph.Graph.Erdos_Renyi(n=20, p=0.5).get_edgelist()
    >>> with _seeded(1):
    ...     first == igraph.Graph.Erdos_Renyi(n=20, p=0.5).get_edgelist()
    True
    """
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - communities, not secrets
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
