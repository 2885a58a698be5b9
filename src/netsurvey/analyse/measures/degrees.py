"""How many people name a person, and how many they name: counts of ties, the sturdiest measures there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = [
    "degree",
    "in_degree",
    "mentions",
    "named",
    "named_by",
    "out_degree",
    "reciprocated_degree",
    "tied_to",
    "weighted_in_degree",
    "weighted_out_degree",
]


def in_degree(network: Network) -> pd.Series[int]:
    """Return how many different respondents named each person, in any question.

    The column sum of the collapsed adjacency matrix: Freeman (1978), Centrality in social networks, Social Networks 1.
    Of all centralities it suffers least from people who were not interviewed (Smith & Moody 2013, Social Networks 35).

    Returns
    -------
    pandas.Series
        Whole numbers from 0, for respondents and named-only people alike.

    Notes
    -----
    It does not mean popularity in the community: it depends on which streets were knocked, and somebody with no
    mentions was not named by the people who happened to be asked.

    Examples
    --------
    Ann and Bob both name Cat, Ann in two questions; nobody names Ann.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob"], "target": ["Cat", "Cat", "Cat"],
    ...                      "question": ["help", "talk", "talk"]})
    >>> in_degree(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0, 'Bob': 0, 'Cat': 2}
    """
    return pd.Series(named_by(network.wiring), index=network.nodes.index, dtype="int64", name="in_degree")


def mentions(network: Network) -> pd.Series[int]:
    """Return how many different respondents mentioned each person: :func:`in_degree` by the survey room's name.

    Notes
    -----
    It does not mean how often a name was written down: one respondent who names somebody in five questions counts
    once.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Cat", "Cat"]})
    >>> mentions(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0, 'Bob': 0, 'Cat': 2}
    """
    return in_degree(network).rename("mentions")


def out_degree(network: Network) -> pd.Series[int]:
    """Return how many different people each respondent named, in any question.

    The row sum of the collapsed adjacency matrix (Freeman 1978).

    Returns
    -------
    pandas.Series
        Nullable whole numbers: NA for a person who was only named, since nobody asked whom they would name.

    Notes
    -----
    It does not mean how many people somebody knows: the form has so many slots, and blank slots are not "nobody".

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]})
    >>> out_degree(Network.from_ties(ties, respondents=["Ann", "Bob"])).droplevel(["site", "wave"]).to_dict()
    {'Ann': 2, 'Bob': 0, 'Cat': None}
    """
    counts = pd.Series(named(network.wiring), index=network.nodes.index, dtype="Int64", name="out_degree")
    return counts.where(network.interviewed)


def degree(network: Network) -> pd.Series[int]:
    """Return how many different people each person is tied to, in either direction.

    The row sum of the undirected, collapsed adjacency matrix (Freeman 1978).

    Returns
    -------
    pandas.Series
        Whole numbers from 0.

    Notes
    -----
    It does not mean how many people somebody knows. For a person who was only named it counts no more than who named
    them: a lower bound, not to be compared with the degrees of respondents.

    Examples
    --------
    Ann and Bob name each other, Bob names Cat.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob", "Bob"], "target": ["Bob", "Ann", "Cat"]})
    >>> degree(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 1, 'Bob': 2, 'Cat': 1}
    """
    return pd.Series(tied_to(network.wiring), index=network.nodes.index, dtype="int64", name="degree")


def reciprocated_degree(network: Network) -> pd.Series[int]:
    """Return how many people each respondent named who named them back, each in any question.

    The row sum of the elementwise product of the collapsed adjacency matrix and its transpose (Wasserman & Faust 1994,
    Social Network Analysis, chapter 13).

    Returns
    -------
    pandas.Series
        Nullable whole numbers: NA for a person who was only named, who could name nobody back.

    Notes
    -----
    It does not mean that the other ties are one-sided: most people somebody names were never asked.

    Examples
    --------
    Ann and Bob name each other, though not for the same thing; Cat was not asked.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Bob", "Ann"], "target": ["Bob", "Ann", "Cat"],
    ...                      "question": ["help", "talk", "help"]})
    >>> reciprocated_degree(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 1, 'Bob': 1, 'Cat': None}
    """
    pairs, n = network.pairs, len(network.nodes)
    back = np.isin(pairs @ np.array([n, 1]), pairs @ np.array([1, n]))
    counts = np.bincount(pairs[back, 0], minlength=n)
    both = pd.Series(counts, index=network.nodes.index, dtype="Int64", name="reciprocated_degree")
    return both.where(network.interviewed)


def weighted_in_degree(network: Network) -> pd.Series[int]:
    """Return how often each person was named: each respondent counts once a question.

    The column sum of the adjacency matrix whose entries are the numbers of questions (Barrat, Barthelemy,
    Pastor-Satorras & Vespignani 2004, The architecture of complex weighted networks, PNAS 101: strength).

    Returns
    -------
    pandas.Series
        Whole numbers from 0.

    Notes
    -----
    It does not mean that a tie is strong: a form that asks much of the same gives large numbers. Compare it between
    forms with the same questions only.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob"], "target": ["Cat", "Cat", "Cat"],
    ...                      "question": ["help", "talk", "talk"]})
    >>> weighted_in_degree(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0, 'Bob': 0, 'Cat': 3}
    """
    return _weights(network, end=1, name="weighted_in_degree")


def weighted_out_degree(network: Network) -> pd.Series[int]:
    """Return how many namings each respondent made: each person they named counts once a question.

    The row sum of the same matrix as in :func:`weighted_in_degree`.

    Returns
    -------
    pandas.Series
        Nullable whole numbers: NA for a person who was only named.

    Notes
    -----
    It does not mean how much support somebody has: it grows with the slots of a form and the patience of the day.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob"], "target": ["Cat", "Cat", "Cat"],
    ...                      "question": ["help", "talk", "talk"]})
    >>> weighted_out_degree(Network.from_ties(ties)).droplevel(["site", "wave"]).to_dict()
    {'Ann': 2, 'Bob': 1, 'Cat': None}
    """
    return _weights(network, end=0, name="weighted_out_degree").astype("Int64").where(network.interviewed)


def named_by(wiring: Wiring) -> NDArray[np.int64]:
    """Return how many different respondents named each node."""
    return np.bincount(wiring.pairs[:, 1], minlength=len(wiring))


def named(wiring: Wiring) -> NDArray[np.int64]:
    """Return how many different people each node named."""
    return np.bincount(wiring.pairs[:, 0], minlength=len(wiring))


def tied_to(wiring: Wiring) -> NDArray[np.int64]:
    """Return how many different people each node is tied to, in either direction."""
    return np.bincount(wiring.neighbours.ravel(), minlength=len(wiring))


def _weights(network: Network, *, end: int, name: str) -> pd.Series[int]:
    """Return the sum of the weights of the ties at whose source (0) or target (1) each person is."""
    weights = network.ties["weight"].to_numpy(dtype=float)
    sums = np.bincount(network.edges[:, end], weights=weights, minlength=len(network.nodes))
    return pd.Series(sums, index=network.nodes.index, name=name).astype("int64")
