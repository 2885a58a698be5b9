"""Counting every pair and every three people by how they named one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import igraph
import numpy as np

from netsurvey.analyse.measures.blocks import beside_coverage, each_block, per_block

if TYPE_CHECKING:
    import pandas as pd

    from netsurvey.network import Network

__all__ = ["dyad_census", "triad_census"]

TRIADS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)
"""The sixteen kinds in the order of igraph: mutual, one-way and null pairs; Down, Up, Transitive, Cyclic."""


def dyad_census(network: Network) -> pd.DataFrame:
    """Return how many pairs of respondents named each other, how many one way only, and how many not at all.

    Holland & Leinhardt (1970), A method for detecting structure in sociometric data, American Journal of Sociology 76.
    People who were only named are left out, since they could name nobody back.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `mutual`, `one_way`, `null`, `coverage`.

    Notes
    -----
    It does not mean that a null pair are strangers: a form has so many slots.

    Examples
    --------
    Ann and Bob name each other, Ann names Dan, who was interviewed, and Cat, who was not.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob", "Ann", "Ann"], "target": ["Bob", "Ann", "Cat", "Dan"]})
    >>> dyad_census(Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"])).to_dict("list")
    {'mutual': [1], 'one_way': [1], 'null': [1], 'coverage': [nan]}
    """
    seen = network.among_respondents()
    people = per_block(seen, np.arange(len(seen.nodes)))
    tied, namings = per_block(seen, seen.wiring.neighbours[:, 0]), per_block(seen, seen.pairs[:, 0])
    mutual = namings - tied
    return beside_coverage(network, mutual=mutual, one_way=tied - mutual, null=people * (people - 1) // 2 - tied)


def triad_census(network: Network) -> pd.DataFrame:
    """Return how many of all sets of three respondents are of each of the sixteen kinds.

    Davis & Leinhardt (1972), The structure of positive interpersonal relations in small groups. The digits count
    mutual, one-way and null pairs; 030T is a transitive three, 030C a cycle. People who were only named are left out.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: a column a kind, from `003` to `300`, and `coverage`.

    Notes
    -----
    It does not mean anything by itself: most threes are empty in any large place. Compare it with chance, or between
    places of like size and coverage.

    Examples
    --------
    Ann, Bob and Dan were asked: Ann and Bob name each other, Ann names Dan.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob", "Ann", "Ann"], "target": ["Bob", "Ann", "Cat", "Dan"]})
    >>> threes = triad_census(Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"]))
    >>> threes.columns[threes.iloc[0] > 0].tolist()
    ['111U']
    """
    seen = network.among_respondents()
    namings = igraph.Graph(n=len(seen.nodes), edges=seen.pairs, directed=True)
    counts = np.zeros((len(network.blocks), len(TRIADS)), dtype=np.int64)
    for members, graph in each_block(seen.wiring, namings):
        if len(members) >= 3:
            counts[seen.block_numbers[members[0]]] = list(graph.triad_census())
    return beside_coverage(network, tried=(), **dict(zip(TRIADS, counts.T, strict=True)))
