"""Who is in each respondent's own circle: the people they named, by what is known of them.

:func:`netsurvey.analyse.measures.ego_networks` has what can be said of the ties among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.mixing import group_numbers, on_people

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["composition", "diversity", "likeness"]


def composition(network: Network, groups: pd.Series[str]) -> pd.DataFrame:
    """Return which share of the people each respondent named is in each group.

    egor's `composition`: the proportion of alters in each category (Perry, Pescosolido & Borgatti 2018, Egocentric
    Network Analysis, Cambridge University Press, chapter 7).

    Parameters
    ----------
    network
        Who named whom.
    groups
        The group of each person on (site, wave, person_id).

    Returns
    -------
    pandas.DataFrame
        One column a group, which sum to 1 over those whose group is known; NaN for a respondent who named nobody of
        known group, and for a person who was only named.

    Raises
    ------
    UsageError
        When the groups do not lie on the people.

    Notes
    -----
    It does not mean the make-up of all a person knows: a form asks for so many, for so much.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann"] * 4, "target": ["Bob", "Cat", "Dan", "Eve"]}))
    >>> tenure = pd.Series(["rents", "rents", "rents", "rents", "owns"], index=ties.nodes.index)
    >>> composition(ties, tenure).loc[("site", "1", "Ann")].to_dict()
    {'owns': 0.25, 'rents': 0.75}
    """
    shares = _shares(network, groups)
    names = [str(name) for name in pd.factorize(on_people(network, groups), sort=True)[1]]
    return pd.DataFrame(shares, index=network.nodes.index, columns=names)


def diversity(network: Network, groups: pd.Series[str]) -> pd.DataFrame:
    r"""Return how mixed the people are whom each respondent named.

    With :math:`p_k` the share in group k of K: Shannon's entropy :math:`-\sum_k p_k \log_2 p_k` (egor's
    `alts_diversity_entropy`), Blau's index :math:`1 - \sum_k p_k^2` (Blau 1977, Inequality and Heterogeneity; ideanet's
    H index) and its share of the largest it can be, :math:`K/(K - 1)` times it: the index of qualitative variation
    (Agresti & Agresti 1978, Sociological Methodology 9).

    Parameters
    ----------
    network
        Who named whom.
    groups
        The group of each person on (site, wave, person_id).

    Returns
    -------
    pandas.DataFrame
        `known` (people named whose group is known), `groups` (different ones among them), `entropy`, `blau` and `iqv`;
        the last three NaN where nobody of known group was named; all missing for a person who was only named.

    Raises
    ------
    UsageError
        When the groups do not lie on the people.

    Notes
    -----
    It does not mean openness: somebody who named one person has no diversity by arithmetic.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann"] * 4, "target": ["Bob", "Cat", "Dan", "Eve"]}))
    >>> tenure = pd.Series(["rents", "rents", "rents", "owns", "owns"], index=ties.nodes.index)
    >>> diversity(ties, tenure).loc[("site", "1", "Ann")].to_dict()
    {'known': 4.0, 'groups': 2.0, 'entropy': 1.0, 'blau': 0.5, 'iqv': 1.0}
    """
    counts, shares = _counts(network, groups), _shares(network, groups)
    known, kinds, index = counts.sum(axis=1), counts.shape[1], network.nodes.index
    blau = 1 - (shares**2).sum(axis=1)
    mixed = {
        "entropy": (shares * np.log2(1 / np.where(shares > 0, shares, 1.0))).sum(axis=1),
        "blau": blau,
        "iqv": blau * kinds / (kinds - 1) if kinds > 1 else np.full(len(blau), np.nan),
    }
    asked = {
        name: pd.Series(number, index=index, dtype="Int64").where(network.interviewed)
        for name, number in {"known": known, "groups": (counts > 0).sum(axis=1)}.items()
    }
    return pd.DataFrame(asked).assign(**{name: np.where(known > 0, value, np.nan) for name, value in mixed.items()})


def likeness(network: Network, groups: pd.Series[str]) -> pd.DataFrame:
    """Return how many of the people each respondent named are of their own group.

    `same` is ideanet's proportion homophilous; `ei` = (others - same) / (others + same) is egor's `comp_ei`: Krackhardt
    & Stern (1988), Social Psychology Quarterly 51.

    Parameters
    ----------
    network
        Who named whom.
    groups
        The group of each person on (site, wave, person_id).

    Returns
    -------
    pandas.DataFrame
        `same` (a share) and `ei`, from -1 (all alike) to 1 (none): NaN where the respondent's own group is unknown or
        nobody of known group was named, and for a person who was only named.

    Raises
    ------
    UsageError
        When the groups do not lie on the people.

    Notes
    -----
    It does not mean preference: whoever is of a small group finds few of their own to name.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann"] * 4, "target": ["Bob", "Cat", "Dan", "Eve"]}))
    >>> tenure = pd.Series(["rents", "rents", "rents", "rents", "owns"], index=ties.nodes.index)
    >>> likeness(ties, tenure).loc[("site", "1", "Ann")].to_dict()
    {'same': 0.75, 'ei': -0.5}
    """
    own = group_numbers(network, groups)
    same = np.full(len(own), np.nan)
    known = own >= 0
    same[known] = _shares(network, groups)[known, own[known]]
    return pd.DataFrame({"same": same, "ei": 1 - 2 * same}, index=network.nodes.index)


def _counts(network: Network, groups: pd.Series[str]) -> NDArray[np.int64]:
    """Return how many people of each group each person named: a row a person, a column a group."""
    codes = group_numbers(network, groups)
    shape = (len(codes), int(codes.max(initial=-1)) + 1)
    named = network.pairs[codes[network.pairs[:, 1]] >= 0]
    cells = named[:, 0] * shape[1] + codes[named[:, 1]]
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def _shares(network: Network, groups: pd.Series[str]) -> NDArray[np.float64]:
    counts = _counts(network, groups)
    total = counts.sum(axis=1, keepdims=True)
    return counts / np.where(total > 0, total, np.nan)
