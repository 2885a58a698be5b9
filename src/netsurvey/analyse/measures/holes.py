"""Burt's structural holes: how far a person's contacts lead back to one another, or apart."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.adjacency import triangles
from netsurvey.analyse.measures.degrees import tied_to

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["constraint", "effective_size", "efficiency", "hierarchy", "ties_among_neighbours"]

Model = Literal["whole", "ego"]
Ties = Literal["either", "directed"]


def constraint(network: Network, *, model: Model = "whole", ties: Ties = "either") -> pd.Series[float]:
    r"""Return Burt's constraint: how far each person's contacts lead back to one another.

    :math:`c_i = \sum_j c_{ij}` with :math:`c_{ij} = (p_{ij} + \sum_q p_{iq} p_{qj})^2`, where :math:`p_{ij}` is the
    share of i's ties that go to j and j runs over i's contacts: Burt (1992), Structural Holes, Harvard University
    Press, chapter 2.

    Parameters
    ----------
    network
        Who named whom.
    model
        "whole": the shares :math:`p_{qj}` are of all of q's ties (igraph, networkx, UCINET's "whole network"). "ego":
        only of q's ties to i and to i's other contacts, as if i had been asked alone (UCINET's default, and
        :func:`ego_networks`). Published numbers differ by which was used.
    ties
        "either": a tie is a tie, whoever named whom. "directed": one that both named counts twice,
        :math:`p_{ij} = (a_{ij} + a_{ji}) / \sum_k (a_{ik} + a_{ki})`, as UCINET and igraph do for directed data.

    Returns
    -------
    pandas.Series
        1 for a person with a single contact (UCINET leaves it missing), low for many contacts who do not know one
        another; NaN for a person without ties, who has no contacts to be constrained by. It can exceed 1 in very
        small closed groups.

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
    person, shares = _constraints(network.wiring, model, ties)
    found = np.bincount(person, weights=shares, minlength=len(network.nodes)).astype(float)
    return _of_the_tied(network, found, name="constraint")


def hierarchy(network: Network, *, model: Model = "whole", ties: Ties = "either") -> pd.Series[float]:
    r"""Return how far each person's constraint comes from one contact rather than from all alike.

    The Coleman-Theil index of what each of i's n contacts constrains over the mean,
    :math:`r_{ij} = c_{ij} / (c_i / n)`: :math:`\sum_j r_{ij} \ln r_{ij} / (n \ln n)` (Burt 1992, Structural Holes,
    chapter 2).

    Parameters
    ----------
    network
        Who named whom.
    model, ties
        As in :func:`constraint`.

    Returns
    -------
    pandas.Series
        0 where all contacts constrain alike, towards 1 where one of them does nearly all; NaN below two contacts.

    Notes
    -----
    It does not mean that anybody is above anybody: it looks at how contacts hang together, not at standing.

    Examples
    --------
    Cat knows Ann, Bob and Dan; Ann and Bob know each other too and so constrain Cat more than Dan does.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Cat", "Cat", "Cat"], "target": ["Bob", "Ann", "Bob", "Dan"]})
    >>> hierarchy(Network.from_ties(ties)).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.01, 'Bob': 0.01, 'Cat': 0.052, 'Dan': nan}
    """
    person, shares = _constraints(network.wiring, model, ties)
    contacts = tied_to(network.wiring)
    several = np.where(contacts > 1, contacts, np.nan)
    mean = np.bincount(person, weights=shares, minlength=len(contacts)) / several
    ratio = shares / mean[person]
    disorder = np.bincount(person, weights=ratio * np.log(ratio), minlength=len(contacts))
    return _of_the_tied(network, disorder / (several * np.log(several)), name="hierarchy")


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
    contacts = np.maximum(tied_to(network.wiring), 1)
    separate = contacts - 2 * ties_among_neighbours(network.undirected) / contacts
    return _of_the_tied(network, separate, name="effective_size")


def efficiency(network: Network) -> pd.Series[float]:
    """Return the share of each person's contacts that is separate from the others.

    :func:`effective_size` over the number of contacts (Burt 1992, Structural Holes, chapter 2).

    Returns
    -------
    pandas.Series
        Above 0, to 1 where no two contacts know each other; NaN for a person without ties.

    Notes
    -----
    It does not mean that a person's net serves them well: contacts who know one another can help together.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Ann"], "target": ["Bob", "Cat", "Cat", "Dan"]})
    >>> efficiency(Network.from_ties(ties)).round(3).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.778, 'Bob': 0.5, 'Cat': 0.5, 'Dan': 1.0}
    """
    return (effective_size(network) / np.maximum(tied_to(network.wiring), 1)).rename("efficiency")


def ties_among_neighbours(graph: Any) -> NDArray[np.float64]:  # noqa: ANN401 - igraph has no types
    """Return how many ties there are among the neighbours of each vertex of an undirected igraph graph.

    Taken from the local clustering coefficient, which igraph counts in C without a matrix.
    """
    degrees = np.array(graph.degree(), dtype=float)
    clustering = np.array(graph.transitivity_local_undirected(mode="zero"), dtype=float)
    ties: NDArray[np.float64] = np.rint(clustering * degrees * (degrees - 1) / 2)
    return ties


def _constraints(wiring: Wiring, model: Model, ties: Ties) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return who is constrained and how much by one contact, for every contact of everybody.

    A tie is two arcs: number e from its lower end, number e + m from its higher. A contact q of i leads back to j
    where the three are a triangle, so nothing beyond triangles is ever added up.
    """
    n, m = len(wiring), len(wiring.neighbours)
    person = wiring.neighbours.T.ravel()
    strength = np.tile(_strengths(wiring, ties), 2)
    of_all = np.bincount(person, weights=strength, minlength=n)
    corners, sides = triangles(wiring.neighbours, n)

    def arc(here: int, there: int) -> NDArray[np.int64]:
        numbers: NDArray[np.int64] = sides[:, here + there - 1] + m * (corners[:, here] > corners[:, there])
        return numbers

    turns = [(arc(i, j), arc(i, q), arc(q, j)) for i, j, q in permutations(range(3))]
    to_contact, to_other, back = (np.concatenate(arcs) for arcs in zip(*turns, strict=True))
    seen = strength + np.bincount(to_other, weights=strength[back], minlength=2 * m)
    others_all = seen[to_other] if model == "ego" else of_all[person[back]]
    led_back = strength[to_other] / of_all[person[to_other]] * strength[back] / others_all
    share = strength / of_all[person] + np.bincount(to_contact, weights=led_back, minlength=2 * m)
    return person, share**2


def _strengths(wiring: Wiring, ties: Ties) -> NDArray[np.float64]:
    """Return what each tie counts: one, or as many as named each other."""
    if ties == "either":
        return np.ones(len(wiring.neighbours))
    width = len(wiring)
    named = np.sort(wiring.pairs, axis=1) @ np.array([width, 1])
    known = wiring.neighbours @ np.array([width, 1])
    return np.bincount(np.searchsorted(known, named), minlength=len(known)).astype(float)


def _of_the_tied(network: Network, values: NDArray[np.float64], *, name: str) -> pd.Series[float]:
    """Return the values of people, NaN for those without ties."""
    known = np.where(tied_to(network.wiring) > 0, values, np.nan)
    return pd.Series(known, index=network.nodes.index, dtype="float64", name=name)
