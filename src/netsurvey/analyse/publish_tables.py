"""What may be shown of pathways, places, choices and mean scores: the same rules as for rates, on other tables.

Counts from 1 to 7 are hidden and the others rounded, shares and intervals are worked out anew from those, and means
need ten people; where cells add up, or nearly do, none is left as the only unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.choices import with_choice_shares
from netsurvey.analyse.gatherings import ANYWHERE, with_overlaps, with_reach
from netsurvey.analyse.groups import ALL, EVERYONE, over_all_sites
from netsurvey.analyse.means import with_intervals
from netsurvey.analyse.pathways import ANY_SOURCE, with_shares
from netsurvey.analyse.publish import TOO_SMALL, of_hidden_size
from netsurvey.analyse.reached import with_census
from netsurvey.privacy import complementary, rounded, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.privacy import Thresholds

    Sums = Sequence[NDArray[np.int64]]

__all__ = [
    "publish_choices",
    "publish_means",
    "publish_overlaps",
    "publish_pathways",
    "publish_places",
    "publish_reached",
    "publish_researchers",
]


def publish_pathways(pathways: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return communities of sources without small counts; one that is too small to show is shown with none."""
    key = ["site", "wave", "community"]
    whole = (pathways["source"] == ANY_SOURCE).to_numpy()
    sums = [*_sums(pathways, key, whole), *_whole_only(pathways, ["site", "wave"], whole)]
    hidden = _hidden(pathways["respondents"], sums, thresholds)
    lost = pd.MultiIndex.from_frame(pathways.loc[whole & hidden, key])
    hidden = hidden | pd.MultiIndex.from_frame(pathways[key]).isin(lost)
    table = _rounded(pathways, ["respondents"], hidden, thresholds)
    sizes = rounded(pathways["of"], thresholds=thresholds)
    table["of"] = sizes.mask(pd.MultiIndex.from_frame(pathways[key]).isin(lost))
    table = with_shares(table)
    few = (pathways["of"] < thresholds.least_for_rates).to_numpy()
    return table.assign(share=table["share"].mask(few))


def publish_places(places: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return places without small counts of the people who name them or of the isolated among those.

    The places of a question are treated as if they added up to those who name any: with one slot on the form they do.
    """
    whole = (places["place_id"] == ANYWHERE).to_numpy()
    sums = [*_sums(places, ["site", "wave", "question"], whole), *_over_sites(places, ["wave", "question"], whole)]
    hidden = _hidden(places["respondents"], sums, thresholds)
    table = _rounded(places, ["respondents"], hidden, thresholds)
    unknown = _hidden(places["known"], sums, thresholds, also=hidden)
    unseen = _hidden(places["isolated"], sums, thresholds, also=unknown)
    table["of"] = rounded(places["of"], thresholds=thresholds).mask(small(places["of"], thresholds=thresholds))
    table["known"] = rounded(places["known"], thresholds=thresholds).mask(unknown)
    table["isolated"] = rounded(places["isolated"], thresholds=thresholds).mask(unseen)
    table = with_reach(table)
    for names, size in (
        (("share", "low", "high"), "of"),
        (("isolated_share", "isolated_low", "isolated_high"), "known"),
    ):
        few = (places[size] < thresholds.least_for_rates).fillna(value=True).to_numpy(dtype=bool)
        table = table.assign(**{name: table[name].mask(few) for name in names})
    return table


def publish_overlaps(overlaps: pd.DataFrame, places: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return shared members without small counts, and without places whose own members the published `places` hide.

    Also hidden is a pair of which all but a few members are shared: the few could be had by subtraction.
    """
    shown = places[places["respondents"].notna()]
    key = ["site", "wave", "question"]
    seen = pd.MultiIndex.from_frame(shown[[*key, "place_id"]])
    hidden = small(overlaps["both"], thresholds=thresholds)
    unseen = np.zeros(len(overlaps), dtype=bool)
    for end in "ab":
        alone = overlaps[f"members_{end}"] - overlaps["both"]
        hidden = hidden | small(alone, thresholds=thresholds)
        unseen |= ~pd.MultiIndex.from_frame(overlaps[[*key, f"place_{end}"]]).isin(seen)
    table = _rounded(overlaps, ["both"], hidden | unseen, thresholds)
    for name in ("members_a", "members_b"):
        table[name] = rounded(overlaps[name], thresholds=thresholds).mask(unseen)
    return with_overlaps(table)


def publish_choices(choices: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return answers chosen without small counts, and without what would give them away."""
    whole = (choices["choice"] == EVERYONE).to_numpy()
    by_site = _over_sites(choices, ["wave", "question", "choice"])
    sums = [*_sums(choices, ["site", "wave", "question"], whole), *by_site]
    hidden = _hidden(choices["count"], sums, thresholds)
    table = _rounded(choices, ["count"], hidden, thresholds)
    table["n"] = rounded(choices["n"], thresholds=thresholds).mask(small(choices["n"], thresholds=thresholds))
    table = with_choice_shares(table)
    few = (choices["n"] < thresholds.least_for_rates).to_numpy()
    return table.assign(**{name: table[name].mask(few) for name in ("share", "low", "high")})


def publish_means(
    means: pd.DataFrame, groups: pd.DataFrame, choices: pd.DataFrame, thresholds: Thresholds
) -> pd.DataFrame:
    """Return mean scores of ten people or more, to one decimal, with intervals from those and from rounded numbers.

    Where the published `groups` or `choices` hide how many people a group has, its scores are hidden: how many of them
    have one is nearly the same.
    """
    everyone = (means["attribute"] == EVERYONE).to_numpy()
    sums: list[NDArray[np.int64]] = []
    for cells in means.groupby(["site", "wave", "scale"], sort=False).indices.values():
        total = cells[everyone[cells]]
        names = means["attribute"].to_numpy()[cells]
        sums += [np.concatenate([total, cells[names == name]]) for name in dict.fromkeys(names) if name != EVERYONE]
    sums += _over_sites(means, ["wave", "scale", "attribute", "level"])
    few = (means["n"] < thresholds.least_for_rates).to_numpy(dtype=bool)
    unsized = groups[(groups["flag"] == "graph_isolate") & groups["n"].isna()]
    unchosen = choices[choices["count"].isna()].rename(columns={"question": "attribute", "choice": "level"})
    key = ["site", "wave", "attribute", "level"]
    told = pd.MultiIndex.from_frame(pd.concat([unsized[key], unchosen[key]]))
    few |= pd.MultiIndex.from_frame(means[key]).isin(told)
    hidden = complementary(few, np.asarray(means["n"], dtype=np.int64), sums)
    table = _rounded(means, ["n"], hidden, thresholds)
    for name in ("mean", "sd"):
        table[name] = means[name].round(1).mask(hidden)
    return with_intervals(table)


def publish_reached(
    reached: pd.DataFrame, groups: pd.DataFrame, coverage: pd.DataFrame, thresholds: Thresholds
) -> pd.DataFrame:
    """Return who was reached without small groups, nor any that the published `groups` hide; the census stays.

    The groups of an attribute add up to those who gave one, which is nearly everybody who was asked; how many those are
    is hidden where it is hidden how many were asked, or where all but a few of them are of such a group (by the exact
    `coverage`).
    """
    key = ["site", "wave", "attribute", "level"]
    unsized = pd.MultiIndex.from_frame(groups.loc[groups["n"].isna(), key])
    told = pd.MultiIndex.from_frame(reached[key]).isin(unsized) & (reached["n"] > 0).to_numpy(dtype=bool)
    largest_first = reached.sort_values("n", ascending=False, kind="stable").index.to_numpy()
    cells = reached.loc[largest_first].groupby(key[:3], sort=False).indices.values()
    levels = [largest_first[positions] for positions in cells if len(positions) > 1]
    sums = [*levels, *_over_sites(reached, ["wave", "attribute", "level"])]
    hidden = _hidden(reached["n"], sums, thresholds, also=told)
    table = _rounded(reached, ["n"], hidden, thresholds)
    tells = _nearly_everybody(reached, groups, coverage, thresholds)
    lost = _hidden(reached["of"], sums[len(levels) :], thresholds, also=tells)
    table = with_census(table.assign(of=rounded(reached["of"], thresholds=thresholds).mask(lost)))
    unsure = (reached["of"] < thresholds.least_for_rates).to_numpy(dtype=bool)
    return table.assign(**{name: table[name].mask(unsure) for name in ("share", "low", "high", "difference")})


def _nearly_everybody(
    reached: pd.DataFrame, groups: pd.DataFrame, coverage: pd.DataFrame, thresholds: Thresholds
) -> NDArray[np.bool_]:
    """Return where `of` tells how many were asked though that is hidden, or how few of them are of no group."""
    asked = over_all_sites(coverage[["site", "wave", "interviewed"]]).groupby(["site", "wave"])["interviewed"].sum()
    here = asked.reindex(pd.MultiIndex.from_frame(reached[["site", "wave"]])).set_axis(reached.index)
    return small(here - reached["of"], thresholds=thresholds) | of_hidden_size(reached, groups)


def publish_researchers(researchers: pd.DataFrame, groups: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return how far each published share moves without the forms of one researcher, rounded up to five points.

    It is told of the shares in the published `groups` alone, about those shares, and says nothing of any researcher:
    without the forms of one, those of ten people or more are left, or it would be the share of the few others met.
    """
    many = researchers["least_left"] >= thresholds.least_for_rates
    overall = groups[(groups["attribute"] == EVERYONE) & groups["share"].notna()]
    key = ["site", "wave", "flag"]
    table = researchers[many].drop(columns="n").merge(overall[[*key, "n", "share"]], on=key, suffixes=("_exact", ""))
    exact = table["share_exact"].astype("float64")
    moves = np.maximum(exact - table["without_low"], table["without_high"] - exact).astype("float64")
    step = thresholds.round_to / 100
    # a step more than is nearest would be told where a sum of fractions misses a whole step by a rounding error
    spread = np.maximum(np.ceil((moves / step).round(9)), 1) * step
    ends = {
        "without_low": (table["share"] - spread).clip(lower=0),
        "without_high": (table["share"] + spread).clip(upper=1),
    }
    return table.assign(**ends, icc=np.nan, least_left=np.nan)[list(researchers.columns)]


def _rounded(
    table: pd.DataFrame, columns: Sequence[str], hidden: NDArray[np.bool_], thresholds: Thresholds
) -> pd.DataFrame:
    counts = {name: rounded(table[name], thresholds=thresholds).mask(hidden) for name in columns}
    return table.assign(**counts, status=table["status"].mask(hidden, TOO_SMALL))


def _hidden(
    counts: pd.Series[int], sums: Sums, thresholds: Thresholds, *, also: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    first = small(counts, thresholds=thresholds)
    numbers = np.asarray(counts.fillna(0), dtype=np.int64)
    return complementary(first if also is None else first | also, numbers, sums)


def _sums(table: pd.DataFrame, keys: list[str], whole: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Return the cells of each group, its total first."""
    cells = table.groupby(keys, sort=False).indices.values()
    return [_first(positions, whole[positions]) for positions in cells if len(positions) > 1]


def _whole_only(table: pd.DataFrame, keys: list[str], whole: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Return the totals of each block, which add up to a number that is known from elsewhere."""
    positions = np.flatnonzero(whole)
    blocks = table.iloc[positions].groupby(keys, sort=False).indices.values()
    return [np.asarray(positions[at], dtype=np.int64) for at in blocks if len(at) > 1]


def _over_sites(
    table: pd.DataFrame, keys: list[str], among: NDArray[np.bool_] | None = None
) -> list[NDArray[np.int64]]:
    """Return the cells of single sites after that of all of them."""
    rows = np.arange(len(table)) if among is None else np.flatnonzero(among)
    is_all = (table["site"] == ALL).to_numpy()
    cells = [rows[at] for at in table.iloc[rows].groupby(keys, sort=False).indices.values()]
    return [_first(at, is_all[at]) for at in cells if is_all[at].any()]


def _first(positions: Any, first: NDArray[np.bool_]) -> NDArray[np.int64]:  # noqa: ANN401 - whatever groupby calls an array
    return np.asarray(positions, dtype=np.int64)[np.argsort(~first, kind="stable")]
