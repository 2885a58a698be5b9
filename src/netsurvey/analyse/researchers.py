"""Isolates by who asked: whether a rate is the place's own or hangs on one researcher.

A few interviewers who did not press for names can double the isolates of a survey (Paik & Sanchagrin 2013, American
Sociological Review 78); here is what each of them does to a rate. What is told of researchers is for the team alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.isolation import GIVEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.analyse.isolation import Flagged
    from netsurvey.network import Network

__all__ = ["RESEARCHER_COLUMNS", "by_researcher", "intraclass"]

RESEARCHER_COLUMNS = ["site", "wave", "flag", "researchers", "n", "share", "without_low", "without_high", "icc"]


def by_researcher(network: Network, flagged: Mapping[str, Flagged]) -> pd.DataFrame:
    """Return how far the rate of each flag moves when one researcher's forms are left out.

    Parameters
    ----------
    network
        Who was interviewed, and by whom.
    flagged
        The flags of respondents, by name.

    Returns
    -------
    pandas.DataFrame
        Columns `RESEARCHER_COLUMNS`, one row a flag, site and wave, and all sites together: among the `n` respondents
        of whom the flag and the researcher are known, the `share` who have it; the lowest and the highest share when
        the forms of one of the `researchers` are left out (`without_low`, `without_high`); and the :func:`intraclass`
        correlation. Nothing where fewer than two researchers are known.

    Notes
    -----
    Researchers mostly ask in streets of their own, so a difference between them can be one between streets.
    """
    people = network.nodes.reset_index()[["site", "wave", "researcher"]]
    rows = []
    for name, each in flagged.items():
        known = (each.flag.notna() & network.nodes["researcher"].notna()).to_numpy(dtype=bool) & network.interviewed
        has = each.flag.fillna(value=False).to_numpy(dtype=float)
        told = over_all_sites(people.assign(has=has)[known]) if each.status == GIVEN else people.iloc[:0]
        for (site, wave), here in told.groupby(["site", "wave"], sort=False):
            by = here.groupby("researcher")["has"].agg(["sum", "size"])
            if len(by) < 2:
                continue
            without = (by["sum"].sum() - by["sum"]) / (by["size"].sum() - by["size"])
            icc = intraclass(here["has"], here["researcher"])
            ends = (without.min(), without.max())
            rows.append((site, wave, name, len(by), len(here), here["has"].mean(), *ends, icc))
    return pd.DataFrame(rows, columns=RESEARCHER_COLUMNS).astype(dict.fromkeys(("site", "wave", "flag"), "str"))


def intraclass(values: pd.Series[float], groups: pd.Series[str]) -> float:
    r"""Return how alike the values within groups are: the intraclass correlation by analysis of variance.

    :math:`(B - W) / (B + (n_0 - 1) W)` with the mean squares between and within groups and
    :math:`n_0 = (N - \sum n_g^2 / N) / (g - 1)`: Donner & Koval (1980), The estimation of intraclass correlation in the
    analysis of family data, Biometrics 36; for yes and no as for scores (Ridout, Demétrio & Firth 1999, Biometrics 55).

    Parameters
    ----------
    values
        One number a person.
    groups
        Whom they belong to.

    Returns
    -------
    float
        0 where groups do not matter, 1 where all within a group are alike; below 0 where they differ more within than
        between. NaN where nobody differs or no group has two.

    Examples
    --------
    >>> import pandas as pd
    >>> intraclass(pd.Series([1.0, 1.0, 0.0, 0.0]), pd.Series(["a", "a", "b", "b"]))
    1.0
    """
    by = values.groupby(groups).agg(["mean", "size"])
    n, g = len(values), len(by)
    if g < 2 or n == g:
        return float("nan")
    between = float((by["size"] * (by["mean"] - values.mean()) ** 2).sum()) / (g - 1)
    within = float(((values - values.groupby(groups).transform("mean")) ** 2).sum()) / (n - g)
    typical = (n - float((by["size"] ** 2).sum()) / n) / (g - 1)
    whole = between + (typical - 1) * within
    return (between - within) / whole if whole > 0 else float("nan")
