"""How unequal the places of people in a net are: whether it turns about a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.blocks import beside_coverage, per_block
from netsurvey.analyse.measures.degrees import named, named_by, tied_to
from netsurvey.analyse.measures.paths import paths_through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["centralisation", "degree_gini"]


def centralisation(network: Network) -> pd.DataFrame:
    r"""Return how far each site turns about its most central respondent, as a share of what a star would give.

    :math:`\sum_i (\max_j c_j - c_i)` over the largest it could be among n people: :math:`(n-1)(n-2)` for the
    undirected degree, :math:`(n-1)^2` for degrees in and out, :math:`(n-1)^2(n-2)/2` for betweenness (Freeman 1978,
    Centrality in social networks, Social Networks 1), on the graph of the respondents. People who were only named are
    left out, since nobody asked whom they would name.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `degree`, `in_degree`, `out_degree`, `betweenness`, from 0 (all alike) to 1 (a star),
        NaN below three respondents; `coverage`, `support`.

    Notes
    -----
    It does not mean that one person leads. It falls as a place grows, and the one for betweenness is fragile when
    people are missing (Smith & Moody 2013, Social Networks 35).

    Examples
    --------
    Ann, Bob, Cat and Dan were asked; the last three all name Ann.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Bob", "Cat", "Dan"], "target": ["Ann", "Ann", "Ann"]})
    >>> star = centralisation(Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan"]))
    >>> star.drop(columns=["coverage", "support"]).round(3).to_dict("list")
    {'degree': [1.0], 'in_degree': [1.0], 'out_degree': [0.111], 'betweenness': [1.0]}
    """
    seen = network.among_respondents()
    n = per_block(seen, np.arange(len(seen.nodes))).astype(float)
    n[n < 3] = np.nan
    most = {"degree": (n - 1) * (n - 2), "in_degree": (n - 1) ** 2, "out_degree": (n - 1) ** 2}
    most["betweenness"] = (n - 1) ** 2 * (n - 2) / 2
    counts = {"degree": tied_to, "in_degree": named_by, "out_degree": named, "betweenness": paths_through}
    shares = {name: _short_of_the_top(seen, count(seen.wiring)) / most[name] for name, count in counts.items()}
    return beside_coverage(network, tried=[f"{name}_centralisation" for name in shares], **shares)


def degree_gini(network: Network) -> pd.DataFrame:
    r"""Return how unequally ties and namings are spread over the respondents of each site: Gini's coefficient.

    :math:`\sum_i \sum_j |d_i - d_j| / 2 n^2 \bar d` (Gini 1912) of degrees among the respondents.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `degree` and `in_degree`, from 0 (all have as many) to (n - 1)/n (one has them all),
        NaN without ties; `coverage`, `support`.

    Notes
    -----
    It does not mean that a community is unfair: where few were asked, most have no naming by another respondent, and
    the coefficient is near 1 for want of looking.

    Examples
    --------
    Of four who were asked, one is named, by the three others.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Bob", "Cat", "Dan"], "target": ["Ann", "Ann", "Ann"]})
    >>> degree_gini(Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan"])).to_dict("list")
    {'degree': [0.25], 'in_degree': [0.75], 'coverage': [nan], 'support': ['coverage not known']}
    """
    seen = network.among_respondents()
    values = {"degree": tied_to(seen.wiring), "in_degree": named_by(seen.wiring)}
    shares = {name: _gini(seen, of_people) for name, of_people in values.items()}
    return beside_coverage(network, tried=[f"{name}_gini" for name in shares], **shares)


def _short_of_the_top(network: Network, values: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return by how much all people of each site and wave together fall short of the one with the largest value."""
    block = pd.Series(values, dtype="float64").groupby(network.block_numbers)
    short = block.max() * block.size() - block.sum()
    return short.reindex(range(len(network.blocks))).to_numpy(dtype=float)


def _gini(network: Network, values: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return Gini's coefficient of each site and wave, by the ranks of sorted values."""
    blocks, count = network.block_numbers, len(network.blocks)
    order = np.lexsort((values, blocks))
    n, total = np.bincount(blocks, minlength=count), np.bincount(blocks, weights=values, minlength=count)
    ranks = np.arange(1, len(order) + 1) - np.searchsorted(blocks[order], blocks[order])
    ranked = np.bincount(blocks[order], weights=ranks * values[order], minlength=count)
    with np.errstate(divide="ignore", invalid="ignore"):
        gini: NDArray[np.float64] = 2 * ranked / (n * total) - (n + 1) / n
    return gini
