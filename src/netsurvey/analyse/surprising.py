"""Whether a group is more isolated than the others, or only looks so: shuffled groups, and many looks allowed for.

Of twenty groups one is surprising by chance alone, so each p value comes with what is left of it after Holm's rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.analyse.groups import EVERYONE, over_all_sites
from netsurvey.analyse.intervals import permutation_p

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from netsurvey.analyse.isolation import Flagged
    from netsurvey.network import Network

__all__ = ["holm", "with_surprise"]

_FAMILY = ["site", "wave", "flag", "attribute"]


def holm(p: ArrayLike) -> NDArray[np.float64]:
    r"""Return p values adjusted by Holm's step-down rule.

    The i-th smallest of m is multiplied by :math:`m - i + 1`, is no smaller than the one before it and no larger
    than 1: Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6.

    Parameters
    ----------
    p
        The p values of one family; NaN is left out and stays.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, 0.005]).round(3).tolist()
    [0.03, 0.06, 0.06, 0.02]
    """
    values = np.asarray(p, dtype=float)
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    steps = values[order] * np.arange(len(order), 0, -1)
    adjusted = np.full(len(values), np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted


def with_surprise(
    groups: pd.DataFrame,
    levels: pd.DataFrame,
    flagged: Mapping[str, Flagged],
    *,
    network: Network,
    flags: Sequence[str],
    seed: int = 1,
) -> pd.DataFrame:
    """Return rates with how surprising each group's is beside that of the others.

    Parameters
    ----------
    groups
        What :func:`netsurvey.analyse.groups.rates` returns.
    levels
        One column an attribute, on the index of the network's respondents.
    flagged
        The flags, by name.
    network
        Who was interviewed, and by whom.
    flags
        The flags to test.
    seed
        Of the shuffles; every test starts from it anew.

    Returns
    -------
    pandas.DataFrame
        The rates with the columns `p`, from groups shuffled within site and researcher, two-sided, and `p_holm`, the
        same adjusted for the groups of one attribute. NaN for everyone together and for flags that are not tested. A
        small p does not say that belonging to a group isolates anybody.
    """
    asked = network.nodes[network.interviewed].reindex(levels.index)
    people = asked.index.to_frame(index=False)[["site", "wave"]]
    people["stratum"] = people["site"] + "|" + asked["researcher"].astype("str").fillna("").to_numpy()
    people = over_all_sites(people.assign(row=np.arange(len(people))))
    rows = dict(iter(people.groupby(["site", "wave"])))
    marks: dict[str, NDArray[np.float64]] = {
        name: np.asarray(flagged[name].flag.reindex(levels.index).astype("float64"), dtype=np.float64) for name in flags
    }
    untested = (groups["attribute"] == EVERYONE) | ~(groups["n"] > 0) | ~groups["flag"].isin(list(flags))
    columns = (untested, *(groups[name] for name in (*_FAMILY, "level")))
    table = groups.assign(
        p=[
            np.nan
            if skipped
            else _p(rows[site, wave], marks[flag], (levels[attribute] == level).to_numpy(dtype=bool), seed=seed)
            for skipped, site, wave, flag, attribute, level in zip(*columns, strict=True)
        ]
    )
    return table.assign(p_holm=table.groupby(_FAMILY)["p"].transform(lambda p: holm(p.to_numpy())))


def _p(block: pd.DataFrame, flag: NDArray[np.float64], inside: NDArray[np.bool_], *, seed: int) -> float:
    """Return p for one group of one site and wave."""
    at = block["row"].to_numpy()
    known = ~np.isnan(flag[at])
    strata = block["stratum"].to_numpy(dtype=str)[known]
    return permutation_p(flag[at][known], inside[at][known], strata=strata, seed=seed)
