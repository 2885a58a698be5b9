"""Who stands between others: on their shortest paths, or as the only way from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.paths import MOST_SEARCHED, SEARCHES, paths_through, sampled_paths_through

if TYPE_CHECKING:
    from netsurvey.network import Network

__all__ = ["betweenness", "cut_point", "sampled_betweenness"]


def betweenness(network: Network) -> pd.Series[float]:
    r"""Return on how many shortest paths between two others each person lies.

    :math:`\sum_{s < t} \sigma_{st}(v) / \sigma_{st}`: for every pair of others, the share of their shortest paths that
    pass through the person: Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40. Not
    normalised. Exact (Brandes 2001) up to 20,000 people in a site and wave; beyond that the estimate of
    :func:`sampled_betweenness`, which also tells its error.

    Returns
    -------
    pandas.Series
        Numbers from 0; pairs with no path between them add nothing.

    Notes
    -----
    It does not mean that anything flows through the person. It is fragile when people are missing: at a door-knock
    survey's coverage, read it only beside the coverage, and rank with care.

    Examples
    --------
    Ann - Bob - Cat - Dan in a line: Bob lies between Ann and Cat, and between Ann and Dan.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Cat"], "target": ["Bob", "Cat", "Dan"]}))
    >>> betweenness(line).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.0, 'Bob': 2.0, 'Cat': 2.0, 'Dan': 0.0}
    """
    return pd.Series(paths_through(network.wiring), index=network.nodes.index, dtype="float64", name="betweenness")


def sampled_betweenness(
    network: Network, *, most: int = MOST_SEARCHED, searches: int = SEARCHES, seed: int = 1
) -> pd.DataFrame:
    """Return the :func:`betweenness` of each person, estimated in large sites, and its standard error.

    Shortest paths are followed from people drawn at random, each of whom stands for as many others: Brandes & Pich
    (2007), Centrality estimation in large networks, International Journal of Bifurcation and Chaos 17. Paths that start
    or end with somebody who has a single tie are never sampled at the person they hang on.

    Parameters
    ----------
    network
        Who named whom.
    most
        A site and wave with more people than this is sampled; the others are exact.
    searches
        How many people to draw, with replacement. Four times as many halve the error.
    seed
        Of the draw; every site and wave starts from it anew.

    Returns
    -------
    pandas.DataFrame
        `betweenness` and `standard_error`, which is 0 where nothing was sampled.

    Notes
    -----
    The error does not mean how far the number is from that of the whole community: it is what drawing people adds,
    beside what missing people do. For people on few paths, which the draw may miss, it is itself uncertain.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ring = Network.from_ties(pd.DataFrame({"source": range(100), "target": [*range(1, 100), 0]}))
    >>> sampled_betweenness(ring)["betweenness"].unique().tolist()
    [1200.5]
    >>> sampled = sampled_betweenness(ring, most=50, searches=40)
    >>> bool((abs(sampled["betweenness"] - 1200.5) < 4 * sampled["standard_error"]).all())
    True
    """
    through, error = sampled_paths_through(network.wiring, most=most, searches=searches, seed=seed)
    return pd.DataFrame({"betweenness": through, "standard_error": error}, index=network.nodes.index)


def cut_point(network: Network) -> pd.Series[bool]:
    """Return whether taking each person away would leave some of the others with no path between them.

    Articulation points of the graph: Hopcroft & Tarjan (1973), Communications of the ACM 16.

    Returns
    -------
    pandas.Series
        True or False.

    Notes
    -----
    It does not mean that a community would fall apart without the person: at low coverage nearly everybody who is
    named by one respondent only hangs on that respondent, who is then a cut-point by the design of the survey.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]}))
    >>> cut_point(line).droplevel(["site", "wave"]).to_dict()
    {'Ann': False, 'Bob': True, 'Cat': False}
    """
    cuts = np.zeros(len(network.nodes), dtype=bool)
    cuts[network.undirected.articulation_points()] = True
    return pd.Series(cuts, index=network.nodes.index, dtype="bool", name="cut_point")
