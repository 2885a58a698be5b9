"""How a score goes with a flag: two means, their difference, an interval and a permutation p.

It compares groups of people who were asked. It says nothing of what causes what, and nothing about one person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.intervals import permutation_p, welch
from netsurvey.analyse.isolation import GIVEN

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GAP_COLUMNS", "gaps", "with_gaps"]

GAP_COLUMNS = [
    *("site", "wave", "scale", "flag", "n_with", "n_without", "mean_with", "mean_without", "sd_with", "sd_without"),
    *("difference", "low", "high", "p", "status"),
]


def gaps(people: pd.DataFrame, *, scores: Sequence[str], flags: Sequence[str], seed: int = 1) -> pd.DataFrame:
    """Compare the mean of each score between those with and without each flag.

    Parameters
    ----------
    people
        Respondents on (site, wave, person_id), with the scores and the flags as columns.
    scores
        Columns to compare.
    flags
        Columns to compare by; people for whom a flag or a score is unknown are left out of that comparison.
    seed
        Of the permutations; every test starts from it anew, so a result does not depend on what else was asked.

    Returns
    -------
    pandas.DataFrame
        Columns `GAP_COLUMNS`, one row a site, wave, score and flag, and the sites of a wave together as "all" (there
        flags are shuffled within sites). Flags that nobody or everybody has give no row.
    """
    table = people[[*scores, *flags]].reset_index().assign(stratum=lambda rows: rows["site"])
    rows: list[dict[str, Any]] = []
    for (site, wave), block in over_all_sites(table).groupby(["site", "wave"], sort=False):
        strata = block["stratum"].to_numpy(dtype=str)
        scored, flagged = (
            {name: block[name].to_numpy(dtype=float, na_value=np.nan) for name in names} for names in (scores, flags)
        )
        for scale in scores:
            for flag in flags:
                known = ~np.isnan(scored[scale]) & ~np.isnan(flagged[flag])
                has = flagged[flag][known] > 0
                if 0 < has.sum() < len(has):
                    values = scored[scale][known]
                    p = permutation_p(values, has, strata=strata[known], seed=seed)
                    about = _described(values[has], "with") | _described(values[~has], "without")
                    rows.append({"site": site, "wave": wave, "scale": scale, "flag": flag, "p": p} | about)
    described = pd.DataFrame(rows, columns=[name for name in GAP_COLUMNS if name not in {"difference", "low", "high"}])
    described["status"] = GIVEN
    described = described.astype({"n_with": "Int64", "n_without": "Int64"})
    return with_gaps(described.astype(dict.fromkeys(("site", "wave", "scale", "flag", "status"), "str")))


def with_gaps(described: pd.DataFrame) -> pd.DataFrame:
    """Return descriptions of two groups with the differences and intervals that follow from them alone."""
    table = described.copy()
    sides = ["mean_with", "sd_with", "n_with", "mean_without", "sd_without", "n_without"]
    numbers = table[sides].astype("float64")
    table["difference"] = numbers["mean_with"] - numbers["mean_without"]
    ends = [
        welch(*row) if not np.isnan(row).any() else (np.nan, np.nan)
        for row in numbers.itertuples(index=False, name=None)
    ]
    table[["low", "high"]] = np.array(ends, dtype=float).reshape(-1, 2)
    return table[GAP_COLUMNS].astype(
        dict.fromkeys(("mean_with", "mean_without", "sd_with", "sd_without", "difference", "low", "high", "p"), float)
    )


def _described(values: np.ndarray[Any, np.dtype[np.float64]], side: str) -> dict[str, float]:
    spread = values.std(ddof=1) if len(values) > 1 else np.nan
    return {f"n_{side}": len(values), f"mean_{side}": values.mean(), f"sd_{side}": spread}
