"""Intervals and permutation tests against published values, scipy and every arrangement there is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import permutation_test, ttest_ind

from netsurvey.analyse.intervals import permutation_p, welch, wilson

NEWCOMBE_1998 = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("count", "n", "low", "high"), NEWCOMBE_1998)
def test_wilson_gives_the_table_of_newcombe_1998_method_3(count: int, n: int, low: float, high: float) -> None:
    assert np.allclose(wilson(count, n), (low, high), atol=5e-5)


def test_wilson_takes_whole_columns_and_knows_nothing_about_nobody() -> None:
    low, high = wilson([81, 0, 29], [263, 0, 29])
    assert np.isnan(low[1])
    assert np.isnan(high[1])
    assert high[2] == 1


def test_wilson_ends_exactly_at_nothing_and_everything() -> None:
    for n in (1, 3, 7, 29, 500):
        assert wilson(0, n)[0] == 0
        assert wilson(n, n)[1] == 1


def test_welch_is_scipys_interval() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.normal(45, 9, 31), rng.normal(50, 6, 120)
    theirs = ttest_ind(a, b, equal_var=False).confidence_interval()
    ours = welch(a.mean(), a.std(ddof=1), 31, b.mean(), b.std(ddof=1), 120)
    assert np.allclose(ours, (theirs.low, theirs.high), rtol=1e-12)


def test_welch_says_nothing_of_one_person_or_of_people_all_alike() -> None:
    assert np.isnan(welch(4.0, float("nan"), 1, 5.0, 1.0, 30)).all()
    assert np.isnan(welch(4.0, 0.0, 5, 5.0, 0.0, 30)).all()


def exact_p(values: list[float], flags: list[int]) -> float:
    everybody, k = range(len(values)), sum(flags)

    def distance(chosen: tuple[int, ...]) -> float:
        others = [values[i] for i in everybody if i not in chosen]
        return abs(sum(values[i] for i in chosen) / k - sum(others) / len(others))

    real = distance(tuple(i for i in everybody if flags[i]))
    arrangements = [distance(chosen) for chosen in combinations(everybody, k)]
    return sum(gap >= real - 1e-9 for gap in arrangements) / len(arrangements)


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 0, 0, 0, 0, 1]),
        ([20.7, 18.0, 18.0, 25.0, 27.0, 18.0, 22.4], [1, 0, 1, 0, 0, 0, 0]),
        ([3, 3, 3, 9, 9, 9, 9, 1, 1], [1, 1, 1, 0, 0, 0, 0, 0, 1]),
    ],
)
def test_permutation_p_comes_close_to_every_arrangement_there_is(values: list[float], flags: list[int]) -> None:
    assert permutation_p(values, flags, permutations=40_000) == pytest.approx(exact_p(values, flags), abs=0.01)


def test_permutation_p_agrees_with_scipy_on_a_larger_set() -> None:
    rng = np.random.default_rng(5)
    values = rng.integers(14, 70, 120).astype(float)
    flags = rng.random(120) < 0.2
    values[flags] -= 6

    def distance(a: np.ndarray, b: np.ndarray, axis: int) -> np.ndarray:
        return np.asarray(np.mean(a, axis=axis) - np.mean(b, axis=axis))

    theirs = permutation_test(
        (values[flags], values[~flags]), distance, n_resamples=9999, rng=np.random.default_rng(1), vectorized=True
    ).pvalue
    assert permutation_p(values, flags, permutations=9999) == pytest.approx(theirs, abs=0.015)


def test_shuffling_within_sites_does_not_see_a_gap_between_sites() -> None:
    values = [10.0] * 20 + [20.0] * 20
    flags = [1] * 10 + [0] * 10 + [1] * 2 + [0] * 18
    sites = ["A"] * 20 + ["B"] * 20
    assert permutation_p(values, flags) < 0.05
    assert permutation_p(values, flags, strata=sites) == 1


def test_permutation_p_is_never_zero_and_the_same_for_the_same_seed() -> None:
    values, flags = [*range(50)], [1] * 25 + [0] * 25
    assert permutation_p(values, flags, permutations=999) == 0.001
    assert permutation_p([1, 5, 3, 2], [1, 0, 0, 1], seed=4) == permutation_p([1, 5, 3, 2], [1, 0, 0, 1], seed=4)


def test_there_is_no_p_when_everybody_has_the_flag() -> None:
    assert np.isnan(permutation_p([1, 2, 3], [1, 1, 1]))
