"""Who was reached: the people who were asked beside all who live there, group by group.

Doors are not knocked on by lot, so some kinds of people are met more often than others; whoever reads a headline should
know whose voices are few in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import ALL, MISSING, over_all_sites
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.isolation import GIVEN
from netsurvey.errors import DataError, Problem, nearest

if TYPE_CHECKING:
    from netsurvey.tables import Survey

__all__ = ["REACHED_COLUMNS", "reached", "with_census"]

REACHED_COLUMNS = {
    "site": 'the site; "all" for the sites of a wave together',
    "wave": "the round of the survey",
    "attribute": "what the groups are made by",
    "level": "the group",
    "n": "how many of those asked are of the group",
    "of": "how many of those asked are of any group of the attribute that the census table has",
    "share": "n over of",
    "low": "lower end of the share's 95% interval (Wilson)",
    "high": "upper end of the share's 95% interval",
    "census": "how many of the group live there, as the census table says",
    "census_share": "their share among all groups of the attribute in the census table",
    "difference": "share less census_share",
    "status": '"given", or why it is not shown',
}
_BLOCK = ["site", "wave", "attribute"]


def reached(survey: Survey, levels: pd.DataFrame) -> pd.DataFrame:
    """Return how many of each group were asked, beside how many of them live there.

    Parameters
    ----------
    survey
        The answers, with the census table that the study file names.
    levels
        One column an attribute (ordered categories), on (site, wave, person_id); respondents alone.

    Returns
    -------
    pandas.DataFrame
        Columns `REACHED_COLUMNS`, the groups in their order; no rows where there is no census table. Numbers of single
        sites make up those of all together where every site has them; numbers without a site are those of all.

    Raises
    ------
    DataError
        With every group of the census table that the study does not know.

    Notes
    -----
    A difference says whom the doors that opened stand for. It does not make the answers of those who were met any less
    theirs, and the census may be of another year or count children.
    """
    census = _known(survey, levels)
    nothing = _typed(pd.DataFrame(columns=list(REACHED_COLUMNS)))
    people = levels.index.to_frame(index=False)[["site", "wave"]]
    people = over_all_sites(people.assign(row=np.arange(len(people))))
    parts: list[pd.DataFrame] = []
    keys: Any
    for keys, rows in people.groupby(["site", "wave"], sort=False):
        site, wave = keys
        inside = set(levels.index.get_level_values("site")[rows["row"]])
        whole = inside == set(people.loc[people["wave"] == wave, "site"]) - {ALL}
        here = levels.iloc[rows["row"].to_numpy()]
        for attribute, table in census.groupby("attribute", sort=False):
            living = _living(table, inside, whole=whole)
            if living is None:
                continue
            names = [name for name in levels[str(attribute)].cat.categories if name in living.index]
            n = here[str(attribute)].value_counts().reindex(names, fill_value=0)
            numbers = {"n": n.to_numpy(), "census": living.reindex(names).to_numpy()}
            parts.append(
                pd.DataFrame({"level": names, **numbers}).assign(
                    site=site, wave=wave, attribute=attribute, of=int(n.sum()), status=GIVEN
                )
            )
    return with_census(pd.concat(parts, ignore_index=True)) if parts else nothing


def with_census(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts with the shares, intervals and differences that follow from them alone."""
    n, of, census = (
        counts[name].astype("Float64").to_numpy(dtype=float, na_value=np.nan) for name in ("n", "of", "census")
    )
    total = counts.groupby(_BLOCK, sort=False)["census"].transform("sum").to_numpy(dtype=float)
    low, high = wilson(n, of)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = {"share": np.where(of > 0, n / of, np.nan), "low": low, "high": high}
        living = np.where(total > 0, census / total, np.nan)
    return _typed(counts.assign(**shares, census_share=living, difference=shares["share"] - living))


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    numbers = dict.fromkeys(("share", "low", "high", "census_share", "difference"), "float64")
    texts = dict.fromkeys(("site", "wave", "attribute", "level", "status"), "str")
    return table[list(REACHED_COLUMNS)].astype({**texts, **numbers, "n": "Int64", "of": "Int64", "census": "Int64"})


def _living(table: pd.DataFrame, sites: set[str], *, whole: bool) -> pd.Series[int] | None:
    """Return how many of each level live at these sites, which may be the whole study; None where that is not known."""
    by_site = table[table["site"].isin(sites)]
    if set(by_site["site"]) == sites:
        return by_site.groupby("level", sort=False)["count"].sum()
    together = table[table["site"].isna()]
    return together.set_index("level")["count"] if len(together) and whole else None


def _known(survey: Survey, levels: pd.DataFrame) -> pd.DataFrame:
    """Return the census table with levels written as those of the study."""
    census = survey.census
    problems: list[Problem] = []
    named: list[str] = []
    rows: list[Any] = list(census.itertuples())
    for row in rows:
        names = [str(name) for name in levels[str(row.attribute)].cat.categories if name != MISSING]
        same = {_plain(name): name for name in names}
        named.append(same.get(_plain(str(row.level)), ""))
        if not named[-1]:
            near = nearest(str(row.level), names) or names
            problems.append(
                Problem(
                    what=f'is no group of "{row.attribute}"',
                    file=survey.study.study.census,
                    row=row.row,
                    column="level",
                    value=str(row.level),
                    next_step=f"Write it as the answers have it: {', '.join(near)}. A group that nobody is in can be "
                    f"listed in the study file as attributes.{row.attribute}.order.",
                )
            )
    if problems:
        raise DataError(problems)
    return census.assign(level=named)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\N{EN DASH}", "-").split())
