"""Wellbeing by flag: means, differences and what is left out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_ind

from netsurvey.analyse.wellbeing import gaps


def people(sites: list[str], flags: list[bool | None], scores: list[float]) -> pd.DataFrame:
    index = pd.MultiIndex.from_arrays(
        [sites, ["1"] * len(sites), [str(n) for n in range(len(sites))]], names=["site", "wave", "person_id"]
    )
    return pd.DataFrame({"alone": pd.array(flags, dtype="boolean"), "score": scores}, index=index)


def test_means_difference_and_interval_are_those_of_a_welch_test() -> None:
    rng = np.random.default_rng(2)
    flags = [bool(value) for value in rng.random(60) < 0.3]
    scores = rng.integers(14, 71, 60).astype(float)
    row = gaps(people(["S"] * 60, list(flags), list(scores)), scores=["score"], flags=["alone"]).iloc[0]
    alone, others = scores[flags], scores[~np.array(flags)]
    theirs = ttest_ind(alone, others, equal_var=False)
    assert (row["n_with"], row["n_without"]) == (len(alone), len(others))
    assert row["difference"] == pytest.approx(alone.mean() - others.mean())
    assert (row["low"], row["high"]) == pytest.approx(tuple(theirs.confidence_interval()))
    assert row["p"] == pytest.approx(ttest_ind(alone, others).pvalue, abs=0.03)


def test_people_without_a_score_or_with_an_unknown_flag_are_left_out() -> None:
    table = gaps(
        people(["S"] * 6, [True, True, False, False, None, False], [1, 3, 7, 9, 100, float("nan")]),
        scores=["score"],
        flags=["alone"],
    )
    assert table[["n_with", "n_without", "mean_with", "mean_without"]].to_numpy().tolist() == [[2, 2, 2.0, 8.0]]


def test_a_flag_that_nobody_has_gives_no_row() -> None:
    table = gaps(people(["S"] * 3, [False] * 3, [1, 2, 3]), scores=["score"], flags=["alone"])
    assert len(table) == 0
    assert table["n_with"].dtype == "Int64"


def test_all_sites_together_come_first_and_are_shuffled_within_sites() -> None:
    sites = ["A"] * 20 + ["B"] * 20
    flags: list[bool | None] = [*[True] * 10, *[False] * 10, *[True] * 2, *[False] * 18]
    table = gaps(people(sites, flags, [10.0] * 20 + [20.0] * 20), scores=["score"], flags=["alone"])
    assert table["site"].tolist() == ["all", "A", "B"]
    assert table["p"].tolist() == [1.0, 1.0, 1.0]


def test_one_persons_group_has_a_mean_but_no_interval() -> None:
    row: Any = gaps(
        people(["S"] * 4, [True, False, False, False], [1, 2, 3, 4]), scores=["score"], flags=["alone"]
    ).iloc[0]
    assert row["mean_with"] == 1
    assert np.isnan(row["low"])
