from __future__ import annotations

import pandas as pd
import pytest
from scipy import stats

from netsurvey.intraclass import intraclass


def test_the_correlation_of_six_targets_and_four_judges_is_the_published_one() -> None:
    # Shrout & Fleiss 1979, Psychological Bulletin 86, tables 2 and 4: ICC(1,1) = .17
    ratings = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
    values = pd.Series([float(value) for row in ratings for value in row])
    targets = pd.Series([str(target) for target in range(6) for _ in range(4)])
    assert intraclass(values, targets) == pytest.approx(0.17, abs=0.005)


def test_of_groups_of_unequal_size_it_follows_from_the_f_of_the_analysis_of_variance() -> None:
    groups = {"a": [3.0, 4, 2], "b": [7.0, 8], "c": [1.0, 2, 2, 3, 9]}
    f = stats.f_oneway(*groups.values()).statistic
    size = (10 - (9 + 4 + 25) / 10) / 2
    values = pd.Series([value for group in groups.values() for value in group])
    names = pd.Series([name for name, group in groups.items() for _ in group])
    assert intraclass(values, names) == pytest.approx((f - 1) / (f + size - 1))


def test_a_value_that_is_missing_is_left_out() -> None:
    values, groups = pd.Series([1.0, 2.0, 5.0, 6.0]), pd.Series(["a", "a", "b", "b"])
    with_gaps = pd.Series([1.0, None, 2.0, 5.0, 6.0, 3.0]), pd.Series(["a", "b", "a", "b", "b", None])
    assert intraclass(*with_gaps) == intraclass(values, groups)


@pytest.mark.parametrize(
    ("values", "groups"),
    [([1.0, 2.0], ["a", "a"]), ([1.0, 2.0], ["a", "b"]), ([2.0] * 4, ["a", "a", "b", "b"]), ([], [])],
    ids=["one group", "groups of one", "all equal", "nothing"],
)
def test_there_is_none_where_nothing_can_be_compared(values: list[float], groups: list[str]) -> None:
    assert pd.isna(intraclass(pd.Series(values, dtype="float64"), pd.Series(groups, dtype="str")))
