"""Who stands between others: measures of holes in the net and of the people who bridge them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.paths import paths_through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["betweenness", "constraint", "cut_point", "effective_size", "ties_among_neighbours"]


def betweenness(network: Network) -> pd.Series[float]:
    """Return on how many shortest paths between two others each person lies.

    For every pair of others, the share of their shortest paths that pass through the person, summed: Freeman (1977),
    A set of measures of centrality based on betweenness, Sociometry 40. Not normalised; exact whatever the
    size (Brandes 2001).

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
    return _measured(network, paths_through(network.wiring), name="betweenness")


def constraint(network: Network) -> pd.Series[float]:
    r"""Return Burt's constraint: how far each person's contacts lead back to one another.

    :math:`c_i = \sum_j (p_{ij} + \sum_q p_{iq} p_{qj})^2`, where :math:`p_{ij}` is the share of i's ties that go to j
    and j runs over i's contacts: Burt (1992), Structural Holes, Harvard University Press, chapter 2. This is the
    *whole-network* model (igraph, networkx, UCINET's "whole network"); UCINET's default is the ego-network model,
    which looks at nobody beyond the contacts and gives other numbers.

    Returns
    -------
    pandas.Series
        1 for a person with a single contact, low for many contacts who do not know one another; NaN for a person
        without ties, who has no contacts to be constrained by. It can exceed 1 in very small closed groups.

    Notes
    -----
    It does not mean that a person is held back. Ties between two people who were only named were never asked for,
    so contacts of that kind look more separate than they may be.

    Examples
    --------
    Bob ties Ann and Cat who do not know each other: each has half of his ties, so 0.5 squared, twice.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Bob", "Bob"], "target": ["Ann", "Cat"]})
    >>> constraint(Network.from_ties(ties, respondents=["Bob", "Eve"])).droplevel(["site", "wave"]).to_dict()
    {'Ann': 1.0, 'Bob': 0.5, 'Cat': 1.0, 'Eve': nan}
    """
    return _measured(network, network.undirected.constraint(), name="constraint")


def effective_size(network: Network) -> pd.Series[float]:
    """Return how many separate contacts each person has once those who know one another are discounted.

    n - 2t / n, with n contacts and t ties among them: Burt (1992), Structural Holes, in the form for plain ties of
    Borgatti (1997), Structural holes: unpacking Burt's redundancy measures, Connections 20.

    Returns
    -------
    pandas.Series
        From 1 (everybody knows everybody, or one contact) to n (nobody knows anybody); NaN for a person without ties.

    Notes
    -----
    It does not mean the number of people somebody can turn to. As with :func:`constraint`, ties between two
    people who were only named were never asked for, so it is too high rather than too low.

    Examples
    --------
    Ann, Bob and Cat know one another, Dan knows Ann alone: 3 - 2 * 1 / 3 for Ann.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Ann"], "target": ["Bob", "Cat", "Cat", "Dan"]})
    >>> effective_size(Network.from_ties(ties)).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 2.333, 'Bob': 1.0, 'Cat': 1.0, 'Dan': 1.0}
    """
    graph = network.undirected
    contacts = np.array(graph.degree(), dtype=float)
    contacts[contacts == 0] = np.nan
    return _measured(network, contacts - 2 * ties_among_neighbours(graph) / contacts, name="effective_size")


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


def ties_among_neighbours(graph: Any) -> NDArray[np.float64]:  # noqa: ANN401 - igraph has no types
    """Return how many ties there are among the neighbours of each vertex of an undirected igraph graph.

    Taken from the local clustering coefficient, which igraph counts in C without a matrix.
    """
    degrees = np.array(graph.degree(), dtype=float)
    clustering = np.array(graph.transitivity_local_undirected(mode="zero"), dtype=float)
    ties: NDArray[np.float64] = np.rint(clustering * degrees * (degrees - 1) / 2)
    return ties


def _measured(network: Network, values: list[float] | NDArray[np.float64], *, name: str) -> pd.Series[float]:
    return pd.Series(values, index=network.nodes.index, dtype="float64", name=name)
