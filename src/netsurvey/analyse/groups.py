"""Each flag by each attribute: how many of whom, with an interval, and with bounds for what was left blank.

One tidy table holds every rate, the overall ones included, so that headlines, charts and disclosure rules all read
the same numbers.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from netsurvey.analyse.certainty import ninety, variance_ratio
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.isolation import BOUNDS_ONLY, GIVEN, NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from netsurvey.analyse.isolation import Flagged
    from netsurvey.tables import Survey

__all__ = ["ALL", "EVERYONE", "GROUP_COLUMNS", "attribute_levels", "over_all_sites", "rates", "with_rates"]

ALL = "all"
"""What the sites of one wave together are called in the column `site`."""
EVERYONE = "everyone"
"""The attribute, and its one level, of an overall rate."""
MISSING = "not given"
GROUP_COLUMNS = [
    *("site", "wave", "flag", "attribute", "level", "n", "count", "share", "low", "high"),
    *("blank", "unsure", "bound_low", "bound_high", "status", "draws", "count_low", "count_high", "doubt"),
    *("design", "p", "p_holm"),
]
WIDENS = 1.2
"""The design effect from which an interval allows for it."""
_GUARDS = {"design": 1.0, "p": np.nan, "p_holm": np.nan}
_COUNTS = ("n", "count", "blank", "unsure")
_DRAWN = ("draws", "count_low", "count_high")
_MOST_NUMBERS = 12
_AGE_EDGES = [0, 16, 25, 35, 45, 55, 65, 75, np.inf]
_AGE_NAMES = ["under 16", "16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"]


def attribute_levels(survey: Survey) -> dict[str, pd.Series[str]]:
    """Return every attribute as ordered levels, on the rows of `survey.respondents`.

    Levels come in the order of the study file, else in natural order; a number with more than 12 different values is
    put in bands (age in tens of years, anything else in quarters); who gave no answer is "not given", last.
    """
    return {name: _levels(survey, name) for name in survey.attributes}


def over_all_sites(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, and once more under the site "all" for waves that have several sites."""
    several = frame.groupby("wave")["site"].transform("nunique") > 1
    return pd.concat([frame[several].assign(site=ALL), frame], ignore_index=True)


def rates(levels: pd.DataFrame, flagged: Mapping[str, Flagged]) -> pd.DataFrame:
    """Return every flag's rate, overall and by each attribute, for each site and wave and all sites together.

    Parameters
    ----------
    levels
        One column an attribute (ordered categories), on the index of the network's nodes; respondents alone.
    flagged
        The flags, by name.

    Returns
    -------
    pandas.DataFrame
        Columns `GROUP_COLUMNS`: `n` people for whom the flag is known, `count` who have it, their `share` with
        Wilson's 95% interval `low` to `high`; `blank`, people for whom a blank alone leaves it open, and `unsure`,
        flagged people of whom it may not be true; with both taken one way and the other, `bound_low` to
        `bound_high`. `status` is "given", "bounds only" or "not asked". Over the `draws`, plausible resolutions of who
        is who (1 where the flag does not depend on it), 90% of the counts are from `count_low` to `count_high`;
        `doubt` is what that adds to the variance by chance, as a ratio, and widens the interval. `design`, `p` and
        `p_holm` are as :func:`netsurvey.analyse.design.with_design` and
        :func:`netsurvey.analyse.surprising.with_surprise` make them; here 1 and missing.
    """
    return with_rates(_tallied(levels, flagged))


def with_rates(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts with the shares, intervals and bounds that follow from them, and from their doubt, alone.

    The interval is Wilson's for a sample smaller by one plus the doubt about who is who, which is the interval of Lott
    & Reiter (2020), Wilson confidence intervals for binomial proportions with multiple imputation for missing data,
    The American Statistician 74, for many imputations. Without doubt it is Wilson's own. A
    `design` effect above 1.2 makes the sample that much smaller again.
    """
    table = counts.assign(**{name: value for name, value in _GUARDS.items() if name not in counts.columns})
    given = table["status"] == GIVEN
    bounded = given | (table["status"] == BOUNDS_ONLY)
    n, count, blank, unsure = (table[name].astype("float64") for name in _COUNTS)
    with np.errstate(invalid="ignore", divide="ignore"):
        worth = (1 + table["doubt"]) * table["design"].where(table["design"] > WIDENS, 1.0)
        low, high = wilson(count / worth, n / worth)
        table["share"] = (count / n).where(given)
        table["low"] = pd.Series(low, index=table.index).where(given)
        table["high"] = pd.Series(high, index=table.index).where(given)
        table["bound_low"] = ((count - unsure) / (n + blank)).where(bounded)
        table["bound_high"] = ((count + blank) / (n + blank)).where(bounded)
    return table[GROUP_COLUMNS]


def _tallied(levels: pd.DataFrame, flagged: Mapping[str, Flagged]) -> pd.DataFrame:
    """Return one row a flag, site, wave, attribute and level, everyone first."""
    marks = {
        (name, count): values
        for name, each in flagged.items()
        for count, values in _marks(each.flag.reindex(levels.index), each.in_doubt.reindex(levels.index)).items()
    }
    people = levels.index.to_frame(index=False)[["site", "wave"]]
    people = over_all_sites(people.assign(row=np.arange(len(people))))
    rows = people["row"].to_numpy()
    numbers = np.column_stack(list(marks.values()))[rows].astype("int64")
    everyone = pd.Series(pd.Categorical([EVERYONE] * len(levels)), index=levels.index)
    parts: list[pd.DataFrame] = []
    for attribute, values in {EVERYONE: everyone, **{str(name): levels[name] for name in levels.columns}}.items():
        by = [people["site"], people["wave"], pd.Series(values.array[rows], name="level")]
        sums = pd.DataFrame(numbers, columns=pd.MultiIndex.from_tuples(marks, names=["flag", None]))
        counted = sums.groupby(by, observed=True).sum()
        members = _members(sums.groupby(by, observed=True).ngroup().to_numpy(), rows, len(levels))
        of_flags: dict[str, pd.DataFrame] = {
            name: counted[name].assign(**_over_draws(each, levels.index, members)) for name, each in flagged.items()
        }
        by_flag = pd.concat(of_flags, names=["flag"]).reset_index()
        parts.append(by_flag.astype({"level": "str"}).assign(attribute=attribute))
    table: pd.DataFrame = pd.concat(parts, ignore_index=True)
    table["status"] = table["flag"].map({name: each.status for name, each in flagged.items()})
    table = table[(table["status"] != NOT_ASKED) | (table["attribute"] == EVERYONE)]
    order = table["flag"].map({name: place for place, name in enumerate(flagged)})
    for end in ("count_low", "count_high"):
        table[end] = table[end].fillna(table["count"])
    texts = ("site", "wave", "flag", "attribute", "level", "status")
    in_order = table.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)
    return in_order.astype({**dict.fromkeys(texts, "str"), **dict.fromkeys((*_COUNTS, *_DRAWN), "Int64")})


def _members(group: NDArray[np.integer[Any]], rows: NDArray[np.int64], people: int) -> csr_array[Any]:
    """Return who is in which group as a matrix of ones, one line a group."""
    return csr_array((np.ones(len(rows)), (group, rows)), shape=(int(group.max(initial=-1)) + 1, people))


def _over_draws(each: Flagged, people: pd.Index[Any], members: csr_array[Any]) -> dict[str, Any]:
    """Return how the count of each group varies over plausible resolutions, and how much doubt that leaves."""
    if each.has is None or each.known is None:
        return {"draws": 1, "count_low": pd.NA, "count_high": pd.NA, "doubt": 0.0}
    columns = each.flag.index.get_indexer(people)
    count, n = ((members @ marks[:, columns].T.astype(float)).T for marks in (each.has, each.known))
    flag = each.flag.reindex(people)
    shown, of = (members @ marks.to_numpy(dtype=float) for marks in (flag.fillna(value=False), flag.notna()))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = count / n
        doubt = variance_ratio(shown / of, shares, shares * (1 - shares) / n)
    low, high = ninety(count)
    return {"draws": len(count), "count_low": low, "count_high": high, "doubt": doubt}


def _marks(flag: pd.Series[bool], doubt: pd.Series[bool]) -> dict[str, NDArray[np.bool_]]:
    """Return whom each of the four counts of a rate counts."""
    has, known, unclear = (
        flag.fillna(value=False).to_numpy(dtype=bool),
        flag.notna().to_numpy(dtype=bool),
        doubt.to_numpy(dtype=bool),
    )
    return dict(zip(_COUNTS, (known, has, ~known & unclear, has & unclear), strict=True))


def _levels(survey: Survey, name: str) -> pd.Series[str]:
    values = survey.respondents[name]
    declared = survey.study.attributes.get(name)
    numbers = pd.to_numeric(values.astype("str"), errors="coerce").where(values.notna())
    is_number = bool((numbers.notna() == values.notna()).all()) and bool(numbers.notna().any())
    if is_number and numbers.nunique() > _MOST_NUMBERS and not (declared and declared.order):
        values = _age_bands(numbers) if name == "age" else _quarters(numbers)
        order = list(values.cat.categories)
    else:
        seen = values.astype("str").where(values.notna())
        wanted = declared.order if declared else []
        rest = sorted(set(seen.dropna()) - set(wanted), key=_natural)
        order = [*wanted, *rest]
        values = seen
    texts = values.astype("str").where(values.notna(), MISSING)
    return pd.Series(pd.Categorical(texts, categories=[*order, MISSING], ordered=True), index=values.index)


def _age_bands(ages: pd.Series[float]) -> pd.Series[str]:
    return pd.cut(ages, _AGE_EDGES, right=False, labels=_AGE_NAMES)


def _quarters(numbers: pd.Series[float]) -> pd.Series[str]:
    edges = np.unique(np.quantile(numbers.dropna(), [0.25, 0.5, 0.75]))
    middle = [f"over {low:g} to {high:g}" for low, high in pairwise(edges)]
    names = [f"up to {edges[0]:g}", *middle, f"over {edges[-1]:g}"]
    return pd.cut(numbers, [-np.inf, *edges, np.inf], labels=names)


def _natural(text: str) -> tuple[bool, float, str]:
    """Order numbers by size and before words."""
    try:
        return False, float(text), text
    except ValueError:
        return True, 0.0, text.casefold()
