"""Nothing small can be read, subtracted or worked back from what is published."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from netsurvey.analyse.groups import with_rates
from netsurvey.analyse.intervals import welch, wilson
from netsurvey.analyse.publish import (
    TOO_SMALL,
    publish_counts,
    publish_coverage,
    publish_gaps,
    publish_rates,
    publish_tallies,
)
from netsurvey.analyse.wellbeing import with_gaps
from netsurvey.privacy import Thresholds

STANDARD = Thresholds()
NOTHING_HIDDEN = pd.DataFrame(columns=["site", "wave", "flag", "attribute", "status"], dtype="str")


def table_of(cells: dict[tuple[str, str], tuple[int, int]], *, doubt: float = 0.0) -> pd.DataFrame:
    """Return rates of one flag from (site, level) -> (n, count), with the totals of each site and over all sites."""
    sites, levels = list(dict.fromkeys(s for s, _ in cells)), list(dict.fromkeys(level for _, level in cells))
    rows = []
    for site in (["all"] if len(sites) > 1 else []) + sites:
        inside = [site] if site != "all" else sites
        for level in ["everyone", *levels]:
            chosen = [cells[s, one] for s in inside for one in (levels if level == "everyone" else [level])]
            n, count = (sum(part) for part in zip(*chosen, strict=True))
            attribute = "everyone" if level == "everyone" else "work"
            rows.append({"site": site, "attribute": attribute, "level": level, "n": n, "count": count})
    frame = pd.DataFrame(rows).assign(wave="1", flag="power_isolate_v1", blank=0, unsure=0, status="given")
    frame = frame.assign(draws=1, count_low=frame["count"], count_high=frame["count"], doubt=doubt)
    return with_rates(frame.astype(dict.fromkeys(("n", "count", "blank", "unsure"), "Int64")))


def of(table: pd.DataFrame, level: str, site: str = "S") -> Any:
    return table[(table["level"] == level) & (table["site"] == site)].iloc[0]


def test_a_small_count_and_the_next_smallest_are_hidden() -> None:
    shown = publish_rates(
        table_of({("S", "employed"): (200, 40), ("S", "retired"): (90, 20), ("S", "student"): (30, 3)}), STANDARD
    )
    assert shown.set_index("level")["count"].fillna(-1).to_dict() == {
        "everyone": 65,
        "employed": 40,
        "retired": -1,
        "student": -1,
    }
    assert of(shown, "student")["status"] == of(shown, "retired")["status"] == TOO_SMALL
    assert shown.loc[shown["status"] == TOO_SMALL, ["share", "low", "high"]].isna().all().all()


def test_percentages_and_intervals_come_from_the_rounded_counts() -> None:
    row = of(publish_rates(table_of({("S", "a"): (203, 52), ("S", "b"): (148, 41)}), STANDARD), "a")
    assert (row["n"], row["count"], row["share"]) == (205, 50, 50 / 205)
    assert (row["low"], row["high"]) == wilson(50, 205)
    assert row["low"] != wilson(52, 203)[0]


def test_a_published_interval_has_its_doubt_to_one_decimal() -> None:
    shown = publish_rates(table_of({("S", "a"): (203, 52), ("S", "b"): (148, 41)}, doubt=0.5432), STANDARD)
    row = of(shown, "a")
    assert row["doubt"] == 0.5
    assert (row["low"], row["high"]) == wilson(50 / 1.5, 205 / 1.5)
    assert shown[["count_low", "count_high"]].isna().all().all()


def test_no_percentage_of_fewer_than_ten_people() -> None:
    shown = publish_rates(table_of({("S", "a"): (9, 8), ("S", "b"): (100, 50)}), STANDARD)
    assert pd.isna(of(shown, "a")["share"])
    assert of(shown, "b")["share"] == 0.5


def test_bounds_come_from_rounded_counts_and_from_seven_where_few_are_unclear() -> None:
    table = table_of({("S", "a"): (203, 52), ("S", "b"): (148, 41)})
    many = with_rates(table.assign(blank=pd.array([23] + [0] * (len(table) - 1), dtype="Int64")))
    row = of(publish_rates(many, STANDARD), "everyone")
    assert (row["bound_low"], row["bound_high"]) == (95 / 375, 120 / 375)
    few = with_rates(table.assign(blank=pd.array([3] + [0] * (len(table) - 1), dtype="Int64")))
    row = of(publish_rates(few, STANDARD), "everyone")
    assert (row["bound_low"], row["bound_high"]) == (95 / 357, 102 / 357)
    assert pd.isna(row["blank"])


def test_thresholds_can_be_set() -> None:
    table = table_of({("S", "a"): (200, 6), ("S", "b"): (100, 50)})
    assert of(publish_rates(table, Thresholds(largest_small=5, round_to=1)), "a")["count"] == 6


def attack(shown: pd.DataFrame, column: str) -> dict[int, tuple[float, float]]:
    """Return what somebody who knows every rule can still say of each hidden cell: from the least to the most."""
    limits: list[tuple[float, float | None]] = [
        (1, None) if pd.isna(value) else (0, 0) if value == 0 else (max(8, value - 2), value + 2)
        for value in shown[column]
    ]
    sums = []
    for site in shown["site"].unique():
        rows = shown[shown["site"] == site]
        sums.append((rows.index[rows["level"] == "everyone"], rows.index[rows["level"] != "everyone"]))
    if "all" in set(shown["site"]):
        for level in shown["level"].unique():
            rows = shown[shown["level"] == level]
            sums.append((rows.index[rows["site"] == "all"], rows.index[rows["site"] != "all"]))
    equations = np.zeros((len(sums), len(shown)))
    for number, (total, parts) in enumerate(sums):
        equations[number, total] = 1
        equations[number, parts] = -1
    known: dict[int, tuple[float, float]] = {}
    for cell in shown.index[shown[column].isna()]:
        goal = np.zeros(len(shown))
        goal[cell] = 1
        ends = [linprog(sign * goal, A_eq=equations, b_eq=np.zeros(len(sums)), bounds=limits).fun for sign in (1, -1)]
        known[int(cell)] = (float(ends[0] or 0), np.inf if ends[1] is None else -float(ends[1]))
    return known


@settings(deadline=None, max_examples=25, derandomize=True)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=3), min_size=1, max_size=3
    )
)
def test_a_hidden_count_cannot_be_worked_back_from_everything_that_is_shown(
    sites: list[list[tuple[int, int]]],
) -> None:
    cells = {
        (f"site {s}", f"level {level}"): (count + others, count)
        for s, levels in enumerate(sites)
        for level, (count, others) in enumerate(levels)
    }
    exact = table_of(cells)
    shown = publish_rates(exact, STANDARD)
    for column in ("n", "count"):
        small = exact[column].between(1, 7)
        assert shown.loc[small, column].isna().all()
        for cell, (least, most) in attack(shown, column).items():
            if small[cell]:
                assert most - least >= 2, (cell, least, most)


def described(**columns: Any) -> pd.DataFrame:
    rows = pd.DataFrame(columns)
    rows = rows.assign(
        wave="1", scale="wemwbs", flag="graph_isolate", sd_with=6.04, sd_without=8.96, p=0.01234, status="given"
    ).assign(draws=1, doubt=0.0)
    return with_gaps(rows.astype({"n_with": "Int64", "n_without": "Int64"}))


def test_means_of_fewer_than_ten_people_are_withheld_with_those_of_the_others() -> None:
    few = described(site=["S"], n_with=[9], n_without=[480], mean_with=[40.0], mean_without=[50.0])
    row = publish_gaps(few, NOTHING_HIDDEN, STANDARD).iloc[0]
    assert row["status"] == TOO_SMALL
    assert row[["n_with", "n_without", "mean_with", "mean_without", "difference", "low", "high", "p"]].isna().all()


def test_published_means_have_one_decimal_and_intervals_from_rounded_numbers() -> None:
    many = described(site=["S"], n_with=[23], n_without=[461], mean_with=[44.23], mean_without=[50.18])
    row = publish_gaps(many, NOTHING_HIDDEN, STANDARD).iloc[0]
    assert (row["n_with"], row["n_without"], row["mean_with"], row["mean_without"]) == (25, 460, 44.2, 50.2)
    assert row["difference"] == pytest.approx(-6.0)
    assert (row["low"], row["high"]) == pytest.approx(welch(44.2, 6.0, 25, 50.2, 9.0, 460))


def test_a_site_too_small_to_show_takes_another_with_it_when_all_sites_are_shown() -> None:
    shown = publish_gaps(
        described(
            site=["all", "A", "B", "C"],
            n_with=[96, 50, 40, 6],
            n_without=[300, 100, 100, 100],
            mean_with=[40.0] * 4,
            mean_without=[50.0] * 4,
        ),
        NOTHING_HIDDEN,
        STANDARD,
    )
    assert shown["n_with"].fillna(-1).tolist() == [95, 50, -1, -1]


def test_what_the_rates_hide_of_a_flag_the_comparison_of_means_does_not_tell() -> None:
    hidden = pd.DataFrame(
        {"site": ["B"], "wave": "1", "flag": "graph_isolate", "attribute": "everyone", "status": TOO_SMALL}
    )
    sizes = {"n_with": [140, 50, 40, 50], "n_without": [300, 100, 100, 100]}
    means = {"mean_with": [40.0] * 4, "mean_without": [50.0] * 4}
    shown = publish_gaps(described(site=["all", "A", "B", "C"], **sizes, **means), hidden, STANDARD)
    assert shown["n_with"].fillna(-1).tolist() == [140, -1, -1, 50]


def test_tallies_are_rounded_and_hidden_like_any_count() -> None:
    counts = pd.DataFrame(
        {
            "site": ["all", "A", "B"],
            "wave": "1",
            "flag": "broker_v0",
            "n": pd.array([900, 500, 400], dtype="Int64"),
            "count": pd.array([33, 30, 3], dtype="Int64"),
            "status": "given",
        }
    )
    shown = publish_counts(counts, ["n", "count"], STANDARD)
    assert shown["count"].fillna(-1).tolist() == [35, -1, -1]
    assert shown["status"].tolist() == ["given", TOO_SMALL, TOO_SMALL]


def test_published_coverage_comes_from_rounded_counts() -> None:
    coverage = pd.DataFrame(
        {
            "site": ["S"],
            "wave": ["1"],
            "forms": pd.array([515], dtype="Int64"),
            "interviewed": pd.array([502], dtype="Int64"),
            "population": pd.array([7500], dtype="Int64"),
            "population_is": ["residents"],
            "coverage": [502 / 7500],
            "named_only": pd.array([1503], dtype="Int64"),
            "read_aloud": pd.array([4], dtype="Int64"),
            "prorated": pd.array([0], dtype="Int64"),
        }
    )
    row = publish_coverage(coverage, table_of({("S", "a"): (502, 52)}), STANDARD).iloc[0]
    assert (row["interviewed"], row["named_only"], row["coverage"]) == (500, 1505, 500 / 7500)
    assert pd.isna(row["read_aloud"])


def test_a_group_that_protects_another_in_one_wave_is_hidden_in_the_other_too() -> None:
    first = table_of({("S", "employed"): (100, 40), ("S", "retired"): (40, 20), ("S", "student"): (6, 0)})
    second = table_of({("S", "employed"): (100, 40), ("S", "retired"): (40, 20), ("S", "student"): (12, 10)})
    shown = publish_rates(pd.concat([first, second.assign(wave="2")], ignore_index=True), STANDARD)
    sizes = shown.set_index(["wave", "level"])["n"].fillna(-1)
    assert sizes["1"].to_dict() == {"everyone": 145, "employed": 100, "retired": -1, "student": -1}
    assert sizes["2"].to_dict() == {"everyone": 150, "employed": 100, "retired": -1, "student": -1}


def sizes(*, asked: list[int], named: list[int]) -> pd.DataFrame:
    counts = {"forms": asked, "interviewed": asked, "named_only": named, "read_aloud": 0, "prorated": 0}
    table = pd.DataFrame({"site": ["A", "B"], "wave": "1", **counts, "population": 900, "population_is": "residents"})
    whole = dict.fromkeys([*counts, "population"], "Int64")
    return table.assign(coverage=table["interviewed"] / 900).astype(whole)


def test_how_many_were_asked_is_hidden_where_the_rates_hide_it_for_another_site() -> None:
    coverage = sizes(asked=[60, 12], named=[100, 100])
    rates = table_of({("A", "a"): (60, 20), ("B", "a"): (7, 0)}).assign(flag="graph_isolate")
    shown = publish_coverage(coverage, publish_rates(rates, STANDARD), STANDARD)
    assert shown["interviewed"].isna().tolist() == [True, True]
    assert shown["coverage"].isna().tolist() == [True, True]
    assert shown["named_only"].tolist() == [100, 100]


def test_how_many_are_on_the_map_tells_no_more_than_the_coverage_does() -> None:
    coverage = sizes(asked=[202, 90], named=[6, 33])
    rates = table_of({("A", "a"): (202, 20), ("B", "a"): (90, 20)}).assign(flag="graph_isolate")
    published = publish_coverage(coverage, publish_rates(rates, STANDARD), STANDARD)
    counts = {"n": [331, 208, 123], "count": [40, 20, 20], "one_researcher": 0, "one_street": 0, "count_low": 1}
    tallies = pd.DataFrame({"site": ["all", "A", "B"], "wave": "1", "flag": "broker_v1", "status": "given", **counts})
    tallies = tallies.astype(dict.fromkeys(counts, "Int64"))
    shown = publish_tallies(tallies, published, STANDARD)
    assert published["named_only"].fillna(-1).tolist() == [-1, 35]
    assert shown["n"].fillna(-1).tolist() == [-1, -1, 125]
