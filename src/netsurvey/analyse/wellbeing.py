"""How a score goes with a flag: two means, their difference, an interval and a permutation p.

It compares groups of people who were asked. It says nothing of what causes what, and nothing about one person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.certainty import variance_ratio
from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.intervals import permutation_p, welch
from netsurvey.analyse.isolation import GIVEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["GAP_COLUMNS", "gaps", "with_gaps"]

GAP_COLUMNS = [
    *("site", "wave", "scale", "flag", "n_with", "n_without", "mean_with", "mean_without", "sd_with", "sd_without"),
    *("difference", "low", "high", "p", "status", "draws", "doubt"),
]


def gaps(
    people: pd.DataFrame,
    *,
    scores: Sequence[str],
    flags: Sequence[str],
    drawn: Mapping[str, NDArray[Any]] | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Compare the mean of each score between those with and without each flag.

    Parameters
    ----------
    people
        Respondents on (site, wave, person_id), with the scores and the flags as columns.
    scores
        Columns to compare.
    flags
        Columns to compare by; people for whom a flag or a score is unknown are left out of that comparison.
    drawn
        Columns that depend on who is who, with their values in every plausible resolution: one line a draw, one column
        a row of `people`.
    seed
        Of the permutations; every test starts from it anew, so a result does not depend on what else was asked.

    Returns
    -------
    pandas.DataFrame
        Columns `GAP_COLUMNS`, one row a site, wave, score and flag, and the sites of a wave together as "all" (there
        flags are shuffled within sites). Flags that nobody or everybody has give no row. `doubt` is what the `draws`
        add to the variance of the difference by chance, as a ratio, and widens its interval; `p` allows for chance
        alone.
    """
    table = people[[*scores, *flags]].reset_index().assign(stratum=lambda rows: rows["site"], row=range(len(people)))
    rows: list[dict[str, Any]] = []
    for (site, wave), block in over_all_sites(table).groupby(["site", "wave"], sort=False):
        strata, positions = block["stratum"].to_numpy(dtype=str), block["row"].to_numpy()
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
                    moves = {name: lines[:, positions[known]] for name, lines in (drawn or {}).items()}
                    about |= _in_doubt(values, has, moves.get(scale), moves.get(flag))
                    rows.append({"site": site, "wave": wave, "scale": scale, "flag": flag, "p": p} | about)
    described = pd.DataFrame(rows, columns=[name for name in GAP_COLUMNS if name not in {"difference", "low", "high"}])
    described["status"] = GIVEN
    described = described.astype({"n_with": "Int64", "n_without": "Int64", "draws": "Int64", "doubt": "float64"})
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
    middle = table["difference"].to_numpy()[:, None]
    wider = np.sqrt(1 + table["doubt"].to_numpy(dtype=float))[:, None]
    table[["low", "high"]] = middle + (np.array(ends, dtype=float).reshape(-1, 2) - middle) * wider
    return table[GAP_COLUMNS].astype(
        dict.fromkeys(("mean_with", "mean_without", "sd_with", "sd_without", "difference", "low", "high", "p"), float)
    )


def _described(values: np.ndarray[Any, np.dtype[np.float64]], side: str) -> dict[str, float]:
    spread = values.std(ddof=1) if len(values) > 1 else np.nan
    return {f"n_{side}": len(values), f"mean_{side}": values.mean(), f"sd_{side}": spread}


def _in_doubt(
    values: NDArray[np.float64],
    has: NDArray[np.bool_],
    drawn_values: NDArray[Any] | None,
    drawn_has: NDArray[Any] | None,
) -> dict[str, float]:
    """Return in how many plausible resolutions the difference was taken, and how much doubt they leave."""
    if drawn_values is None and drawn_has is None:
        return {"draws": 1, "doubt": 0.0}
    scores = values[None, :] if drawn_values is None else drawn_values.astype(float)
    flags = has[None, :].astype(float) if drawn_has is None else drawn_has.astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = [(scores * side).sum(axis=1) / side.sum(axis=1) for side in (flags, 1 - flags)]
    shown = values[has].mean() - values[~has].mean()
    chance = sum(side.var(ddof=1) / len(side) if len(side) > 1 else np.inf for side in (values[has], values[~has]))
    differences = (means[0] - means[1])[:, None]
    doubt = variance_ratio(np.array([shown]), differences, np.full(differences.shape, chance))
    return {"draws": len(differences), "doubt": float(doubt[0])}
