"""How each group scores on each scale: a mean with its interval, for every attribute and every answer chosen.

It is the table behind "people who feel part of the community score higher": groups side by side, none of them a cause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from netsurvey.analyse.groups import EVERYONE, over_all_sites
from netsurvey.analyse.isolation import GIVEN

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MEAN_COLUMNS", "means", "with_intervals"]

MEAN_COLUMNS = {
    "site": 'the site; "all" for the sites of a wave together',
    "wave": "the round of the survey",
    "scale": "the score",
    "attribute": 'the attribute, or the question with choices, that makes the groups; "everyone" for all',
    "level": "the group",
    "n": "how many of the group have a complete score",
    "mean": "their mean score",
    "sd": "the standard deviation of their scores",
    "low": "lower end of the mean's 95% interval (Student's t)",
    "high": "upper end of the mean's 95% interval",
    "status": '"given", or why it is not shown',
}


def means(people: pd.DataFrame, levels: pd.DataFrame, *, scores: Sequence[str]) -> pd.DataFrame:
    r"""Return the mean of each score in each group, with Student's interval :math:`\bar x \pm t_{n-1} s / \sqrt n`.

    Parameters
    ----------
    people
        Respondents on (site, wave, person_id), with the scores as columns.
    levels
        One column an attribute (ordered categories), on the same index.
    scores
        Columns to describe.

    Returns
    -------
    pandas.DataFrame
        Columns `MEAN_COLUMNS`, everyone first, then the groups of each attribute in their order; for each site and
        wave, and for all sites of a wave together.

    Notes
    -----
    The interval is for a simple random sample. A group can differ from another by age or health alone.

    Examples
    --------
    Student's interval of 1, 2 and 3 is two plus and minus 4.303 times one over the root of three.

    >>> import pandas as pd
    >>> index = pd.MultiIndex.from_product([["here"], ["1"], ["a", "b", "c"]], names=["site", "wave", "person_id"])
    >>> table = means(pd.DataFrame({"score": [1.0, 2, 3]}, index=index), pd.DataFrame(index=index), scores=["score"])
    >>> table[["n", "mean", "low", "high"]].round(3).to_numpy().tolist()
    [[3, 2.0, -0.484, 4.484]]
    """
    everyone = pd.Series(pd.Categorical([EVERYONE] * len(people)), index=people.index)
    parts = [
        _described(people, scale, attribute, values)
        for scale in scores
        for attribute, values in {EVERYONE: everyone, **{str(name): levels[name] for name in levels.columns}}.items()
    ]
    lacking = ("low", "high")
    plain = [name for name in MEAN_COLUMNS if name not in lacking]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=plain)
    texts = dict.fromkeys(("site", "wave", "scale", "attribute", "level", "status"), "str")
    return with_intervals(table.assign(status=GIVEN).astype({**texts, "n": "Int64", "mean": float, "sd": float}))


def with_intervals(described: pd.DataFrame) -> pd.DataFrame:
    """Return descriptions of groups with the intervals that follow from them alone."""
    n = described["n"].astype("float64").to_numpy(dtype=float, na_value=np.nan)
    mean, spread = (described[name].to_numpy(dtype=float) for name in ("mean", "sd"))
    with np.errstate(invalid="ignore", divide="ignore"):
        half = np.where(n > 1, stdtrit(np.maximum(n - 1, 1), 0.975) * spread / np.sqrt(n), np.nan)
    return described.assign(low=mean - half, high=mean + half)[list(MEAN_COLUMNS)]


def _described(people: pd.DataFrame, scale: str, attribute: str, values: pd.Series[str]) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "site": people.index.get_level_values("site"),
            "wave": people.index.get_level_values("wave"),
            "level": values.array,
            "score": people[scale].to_numpy(dtype=float, na_value=np.nan),
        }
    )
    rows = over_all_sites(rows[rows["score"].notna()])
    counted = rows.groupby(["site", "wave", "level"], observed=True)["score"].agg(n="size", mean="mean", sd="std")
    return counted.reset_index().astype({"level": "str"}).assign(scale=scale, attribute=attribute)
