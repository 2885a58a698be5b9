"""How much less a survey says for being made of clusters: the design effect of researchers and households.

Forms that one person collected, or that come from one home, are more alike than forms drawn by lot; an interval that
takes them for as many separate voices is too narrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import over_all_sites, with_rates
from netsurvey.analyse.isolation import GIVEN
from netsurvey.intraclass import intraclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.analyse.isolation import Flagged
    from netsurvey.network import Network

__all__ = ["design_effect", "with_design"]

_CLUSTERS = ("researcher", "household")
_BLOCK = ["site", "wave", "flag"]


def design_effect(values: pd.Series[float], clusters: pd.Series[str]) -> float:
    r"""Return how many times larger the variance of a mean is than if people had been drawn one by one.

    :math:`1 + (m - 1) \rho` with the :func:`~netsurvey.intraclass.intraclass` correlation :math:`\rho` and
    :math:`m = \sum n_g^2 / \sum n_g`, the size of the cluster that a typical person is in: Kish (1965), Survey
    Sampling, section 5.4, for clusters of unequal size as in Kish (1987), Weighting in Deft2.

    Parameters
    ----------
    values
        One number a person.
    clusters
        Whom each belongs to; people without one are left out.

    Returns
    -------
    float
        1 where clusters do not matter, are not known, or differ less than chance would have it. It does not say why
        clusters differ: researchers who knock in different streets meet different people.

    Examples
    --------
    Two researchers with three forms each, all alike: six forms say no more than two.

    >>> import pandas as pd
    >>> design_effect(pd.Series([1.0, 1, 1, 0, 0, 0]), pd.Series(["a"] * 3 + ["b"] * 3))
    3.0
    """
    known = clusters.notna()
    sizes = clusters[known].value_counts()
    if len(sizes) < 2 or len(sizes) == sizes.sum():
        return 1.0
    correlation = intraclass(values[known], clusters[known])
    typical = float((sizes**2).sum() / sizes.sum())
    return 1.0 if np.isnan(correlation) else 1.0 + (typical - 1) * max(correlation, 0.0)


def with_design(groups: pd.DataFrame, network: Network, flagged: Mapping[str, Flagged]) -> pd.DataFrame:
    """Return rates with the design effect of each, and intervals that allow for it.

    Parameters
    ----------
    groups
        What :func:`netsurvey.analyse.groups.rates` returns.
    network
        Who was interviewed, by whom and in which household.
    flagged
        The flags, by name.

    Returns
    -------
    pandas.DataFrame
        The rates with a column `design`: the larger effect of the two kinds of cluster on the rate among everybody, and
        for a group of a share s of them :math:`1 + s (d - 1)`, as a cluster has that much fewer people in it.
    """
    people = network.nodes.reset_index()
    rows = []
    for name, each in flagged.items():
        if each.status != GIVEN:
            continue
        known = each.flag.notna().to_numpy(dtype=bool) & network.interviewed
        about = people.assign(has=each.flag.fillna(value=False).to_numpy(dtype=float))[known]
        for (site, wave), here in over_all_sites(about).groupby(["site", "wave"], sort=False):
            effect = max(design_effect(here["has"], here[cluster]) for cluster in _CLUSTERS)
            rows.append((site, wave, name, effect))
    effects = pd.DataFrame(rows, columns=[*_BLOCK, "effect"]).astype(dict.fromkeys(_BLOCK, "str"))
    table = groups.merge(effects, on=_BLOCK, how="left")
    among = (table["n"] / table.groupby(_BLOCK)["n"].transform("max")).astype("float64")
    design = (1 + among * (table["effect"] - 1)).fillna(1.0)
    return with_rates(table.assign(design=design))
