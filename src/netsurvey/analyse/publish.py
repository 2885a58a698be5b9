"""What may be shown below the team tier: small counts hidden, others rounded, everything else worked out anew.

Percentages, means and intervals of a published table come from its rounded counts, since exact ones would give the
counts back; and no hidden cell is left as the one unknown of a sum. Sums run across tables and waves too: the people of
a site are nearly the same from flag to flag, from table to table and often from wave to wave, so a number of people
that protects another by being hidden is hidden wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import ALL, EVERYONE, with_rates
from netsurvey.analyse.isolation import NOT_ASKED
from netsurvey.analyse.left_out import shown_people
from netsurvey.analyse.tallies import DRAWN_COUNTS
from netsurvey.analyse.wellbeing import with_gaps
from netsurvey.privacy import complementary, rounded, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.privacy import Thresholds

__all__ = [
    "TOO_SMALL",
    "of_hidden_size",
    "publish_counts",
    "publish_coverage",
    "publish_gaps",
    "publish_people",
    "publish_rates",
    "publish_tallies",
]

TOO_SMALL = "too small to show"
_ON_THE_MAP = [
    *("status", "mentions", "in_degree", "out_degree", "degree", "component", "component_size", "betweenness"),
    *("constraint", "effective_size", "core_number", "community", "cut_point", "graph_isolate", "broker_v1"),
]


def publish_people(
    people: pd.DataFrame, groups: pd.DataFrame, tallies: pd.DataFrame, thresholds: Thresholds
) -> pd.DataFrame:
    """Return what partners may see of single people: what the map shows anyway, and nothing to count hidden ones by.

    Answers (scores and the flags made from them) and the list of change-makers stay with the team. Who is left off the
    map beside the published `groups` is left out here (:mod:`netsurvey.analyse.left_out`); where `groups` or `tallies`
    hide how many brokers there are, nobody is marked as one.
    """
    kept = shown_people(people, groups, thresholds)
    shown = people.loc[kept, [name for name in people.columns if name in _ON_THE_MAP]]
    counted = pd.concat([groups[groups["attribute"] == EVERYONE], tallies])
    counted = counted[counted["status"] == TOO_SMALL]

    block = pd.MultiIndex.from_frame(shown.index.to_frame()[["site", "wave"]])
    brokers = pd.MultiIndex.from_frame(counted.loc[counted["flag"] == "broker_v1", ["site", "wave"]])
    return shown.assign(broker_v1=shown["broker_v1"].mask(block.isin(brokers)))


def publish_rates(groups: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the table of rates with small cells hidden, whatever could be subtracted to find them hidden too."""
    sums = _sums(groups)
    too_few = _too_few(groups, sums, thresholds)
    hidden = _hidden(groups["count"], too_few, sums, thresholds)
    asked = groups["status"] != NOT_ASKED
    table = groups.assign(status=groups["status"].mask(hidden & asked, TOO_SMALL))
    table["n"] = rounded(groups["n"], thresholds=thresholds).mask(too_few)
    table["count"] = rounded(groups["count"], thresholds=thresholds).mask(hidden)
    overall = (groups["attribute"] == EVERYONE).to_numpy()
    unclear = {}
    for name in ("blank", "unsure"):
        out = _hidden(groups[name], ~overall, sums, thresholds)
        table[name] = rounded(groups[name], thresholds=thresholds).mask(out)
        unclear[name] = table[name].mask(out & overall & _one_site(groups), thresholds.largest_small)
    table = with_rates(_with_less_doubt(table).assign(design=groups["design"].round(1)))
    table = _with_bounds(table, with_rates(table.assign(**unclear)))
    few = groups["n"] < thresholds.least_for_rates
    rates = ["share", "low", "high", "bound_low", "bound_high"]
    table = table.assign(**{name: table[name].mask(few) for name in rates})
    told = {name: table[name].where(table["low"].notna()) for name in ("doubt", "design")}
    return table.assign(**told, **{name: groups[name].round(3).where(table["low"].notna()) for name in ("p", "p_holm")})


def _one_site(groups: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows are of a wave with one site, where a count is hidden for being small and for nothing else."""
    return (groups.groupby("wave")["site"].transform("nunique") == 1).to_numpy()


def _with_bounds(table: pd.DataFrame, widest: pd.DataFrame) -> pd.DataFrame:
    """Return rates with the bounds that hold if hidden counts of unclear answers are as large as hidden ones can be."""
    return table.assign(bound_low=widest["bound_low"].clip(lower=0), bound_high=widest["bound_high"].clip(upper=1))


def publish_gaps(described: pd.DataFrame, groups: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the comparison of means without groups that are too small; means to one decimal, intervals from those.

    What the published `groups` hide of a flag is hidden here too, or the sizes of the two groups would tell it.
    """
    least = described[["n_with", "n_without"]].min(axis=1).astype("int64")
    withheld = groups[(groups["attribute"] == EVERYONE) & (groups["status"] == TOO_SMALL)]
    key = ["site", "wave", "flag"]
    told = pd.MultiIndex.from_frame(described[key]).isin(pd.MultiIndex.from_frame(withheld[key]))
    few = (least < thresholds.least_for_rates).to_numpy() | told
    cells = described.groupby(["wave", "scale", "flag"], sort=False).indices.values()
    sums = [_total_first(described, positions) for positions in cells if len(positions) > 1]
    hidden = complementary(few, np.asarray(least, dtype=np.int64), sums)
    table = described.assign(status=described["status"].mask(hidden, TOO_SMALL))
    for name in ("n_with", "n_without"):
        table[name] = rounded(described[name], thresholds=thresholds).mask(hidden)
    for name in ("mean_with", "mean_without", "sd_with", "sd_without"):
        table[name] = described[name].round(1).mask(hidden)
    table["p"] = described["p"].round(3).mask(hidden)
    table = with_gaps(_with_less_doubt(table))
    return table.assign(doubt=table["doubt"].mask(hidden))


def publish_counts(counts: pd.DataFrame, columns: Sequence[str], thresholds: Thresholds) -> pd.DataFrame:
    """Return a table of counts a site and wave, rounded; small ones, and what would give them away, are missing."""
    table = counts.copy()
    keys = [name for name in ("wave", "flag") if name in counts.columns]
    cells = [_total_first(counts, positions) for positions in counts.groupby(keys, sort=False).indices.values()]
    sums = [positions for positions in cells if counts["site"].iloc[positions[0]] == ALL]
    for name in columns:
        hidden = _hidden(counts[name], np.zeros(len(counts), dtype=bool), sums, thresholds)
        table[name] = rounded(counts[name], thresholds=thresholds).mask(hidden)
        if name == "count":
            table["status"] = table["status"].mask(hidden, TOO_SMALL)
    return table


def publish_tallies(tallies: pd.DataFrame, coverage: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the tallies of people, published; public roles are jobs and not people, and stay as they are.

    How many people are on a map is the sum of what the published `coverage` says, so that nothing can be subtracted.
    """
    counts = ["n", "count", "one_researcher", "one_street"]
    of_roles = tallies["flag"] == "familiar_stranger_v1"
    people = publish_counts(tallies[~of_roles].reset_index(drop=True), counts, thresholds)
    mapped = coverage.assign(n=coverage["interviewed"] + coverage["named_only"])[["site", "wave", "n"]]
    totals = mapped.groupby("wave")["n"].agg(lambda n: n.sum(skipna=False)).rename("n").reset_index().assign(site=ALL)
    on_map = pd.concat([mapped, totals]).set_index(["site", "wave"])["n"]
    here = pd.MultiIndex.from_frame(people[["site", "wave"]])
    of_everybody = (people["flag"] != "change_maker_v1") & people["n"].notna()
    people["n"] = people["n"].where(~of_everybody, on_map.reindex(here).to_numpy())
    return pd.concat([_without(people, DRAWN_COUNTS), tallies[of_roles]], ignore_index=True)


def publish_coverage(coverage: pd.DataFrame, groups: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return how much of each site was seen, from rounded counts.

    How many were asked is hidden where the published `groups` hide of how many it is known whether they have a tie,
    which is the same people but for those who answered nothing.
    """
    counts = ["forms", "interviewed", "named_only", "read_aloud", "prorated"]
    table = publish_counts(coverage, counts, thresholds)
    told = of_hidden_size(coverage, groups)
    for name in ("forms", "interviewed"):
        table[name] = table[name].mask(told)
    share = table["interviewed"].astype("float64") / table["population"].astype("float64")
    return table.assign(coverage=share.mask(coverage["interviewed"] < thresholds.least_for_rates))


def of_hidden_size(table: pd.DataFrame, groups: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows are of a site and wave of which the published `groups` hide how many people were asked."""
    unsized = groups[(groups["flag"] == "graph_isolate") & (groups["attribute"] == EVERYONE) & groups["n"].isna()]
    here, there = (pd.MultiIndex.from_frame(rows[["site", "wave"]]) for rows in (table, unsized))
    return here.isin(there)


def _with_less_doubt(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without what its counts are in single resolutions, and with the doubt they leave to one decimal.

    A doubt worked out from exact counts could be searched for the counts that give it; one of few values cannot.
    """
    table = _without(table, [name for name in ("count_low", "count_high") if name in table.columns])
    return table.assign(doubt=table["doubt"].round(1))


def _without(table: pd.DataFrame, counts: Sequence[str]) -> pd.DataFrame:
    table = table.copy()
    for name in counts:
        table[name] = pd.array([pd.NA] * len(table), dtype="Int64")
    return table


def _too_few(groups: pd.DataFrame, sums: list[NDArray[np.int64]], thresholds: Thresholds) -> NDArray[np.bool_]:
    """Return where the number of people asked is hidden: it is small, or would give a small one away.

    One that is hidden for another's sake is hidden for every flag and in every wave, where it would be as good.
    """
    few = small(groups["n"], thresholds=thresholds)
    alike = groups.groupby(["site", "attribute", "level"]).ngroup().to_numpy()
    anybody = (groups["n"] > 0).to_numpy(dtype=bool)
    hidden = few
    while True:
        closed = _hidden(groups["n"], hidden, sums, thresholds)
        hidden = closed | (anybody & np.isin(alike, alike[closed & ~few]))
        if (hidden == closed).all():
            return closed


def _hidden(
    counts: pd.Series[int], already: NDArray[np.bool_], sums: list[NDArray[np.int64]], thresholds: Thresholds
) -> NDArray[np.bool_]:
    hidden = already | small(counts, thresholds=thresholds)
    return complementary(hidden, np.asarray(counts.fillna(0), dtype=np.int64), sums)


def _total_first(frame: pd.DataFrame, positions: Any) -> NDArray[np.int64]:  # noqa: ANN401 - whatever groupby calls an array
    """Return the positions of one sum over sites, that of all sites first."""
    is_part = (frame["site"].to_numpy()[positions] != ALL).astype(int)
    return np.asarray(positions, dtype=np.int64)[np.argsort(is_part, kind="stable")]


def _sums(groups: pd.DataFrame) -> list[NDArray[np.int64]]:
    """Return which cells add up: the levels of an attribute to everyone, the sites of a wave to all of them."""
    found = []
    for cells in groups.groupby(["site", "wave", "flag"], sort=False).indices.values():
        attributes = groups["attribute"].to_numpy()[cells]
        total = cells[attributes == EVERYONE]
        names = dict.fromkeys(attributes[attributes != EVERYONE])
        found += [np.concatenate([total, cells[attributes == name]]) for name in names]
    by_site = groups.groupby(["wave", "flag", "attribute", "level"], sort=False).indices.values()
    return found + [_total_first(groups, cells) for cells in by_site if len(cells) > 1]
