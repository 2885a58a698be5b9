from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from netsurvey.playback.attributes import NOT_SHOWN, Colouring, broad_levels, guarded, shuffled_within

PEOPLE = st.integers(20, 90).flatmap(
    lambda count: st.tuples(*(st.lists(st.integers(0, 3), min_size=count, max_size=count) for _ in range(4)))
)


def colouring(name: str, codes: list[int]) -> Colouring:
    return Colouring(name=name, levels=("one", "two", "three", NOT_SHOWN), codes=np.array(codes))


def test_rare_levels_of_work_are_not_told_apart() -> None:
    work = pd.Series(["employed"] * 60 + ["retired"] * 30 + ["student"] * 4, name="work")
    shown = broad_levels(work, least=8)
    assert shown is not None
    assert shown.levels == ("employed", "retired", NOT_SHOWN)
    assert np.bincount(shown.codes).tolist() == [60, 30, 4]


def test_ages_join_the_band_beside_them_and_the_oldest_stay_open() -> None:
    bands = {"16-24": 7, "25-34": 21, "35-44": 20, "45-54": 22, "55-64": 14, "65-74": 19, "75+": 16}
    ages = pd.Series([band for band, count in bands.items() for _ in range(count)], name="age")
    shown = broad_levels(ages, least=8)
    assert shown is not None
    assert len(shown.levels) == 5
    assert shown.levels[0].startswith("16-")
    assert shown.levels[3].endswith("+")


def test_how_many_of_a_group_have_a_level_stays_true_and_who_does_not() -> None:
    codes = [0] * 20 + [1] * 20 + [0] * 30 + [1] * 10
    groups = np.repeat([0, 1], 40)
    shown = shuffled_within(colouring("work", codes), groups, least=5, rng=np.random.default_rng(3))
    assert Counter(zip(groups.tolist(), shown.codes.tolist(), strict=True)) == {
        (0, 0): 20, (0, 1): 20, (1, 0): 30, (1, 1): 10,
    }  # fmt: skip
    assert 15 < (shown.codes != np.array(codes)).sum() < 55


def test_two_people_with_a_rare_level_in_a_group_hide_among_others_that_are_not_shown() -> None:
    shown = shuffled_within(
        colouring("sex", [0] * 18 + [1] * 2), np.zeros(20, dtype=int), least=5, rng=np.random.default_rng(3)
    )
    assert np.bincount(shown.codes, minlength=4).tolist() == [15, 0, 0, 5]


@settings(deadline=None, max_examples=25)
@given(PEOPLE)
def test_everybody_shares_what_is_shown_of_them_with_four_others_at_least(people: tuple[list[int], ...]) -> None:
    sizes = np.zeros(len(people[0]), dtype=int)
    shown = guarded(
        [colouring(name, people[at]) for at, name in enumerate(("a", "b"))], sizes, np.array(people[3]) % 2, least=5
    )
    told = Counter(zip(*(one.codes.tolist() for one in shown), strict=True)) if shown else {}
    assert all(count >= 5 for count in told.values())


@settings(deadline=None, max_examples=25)
@given(PEOPLE)
def test_no_level_is_left_with_few_people_in_a_group(people: tuple[list[int], ...]) -> None:
    groups = np.array(people[3]) % 2
    sizes = np.array(people[2]) % 2
    for one in guarded([colouring("a", people[0]), colouring("b", people[1])], sizes, groups, least=5):
        cells = Counter(zip(groups.tolist(), one.codes.tolist(), strict=True))
        assert all(count >= 5 for (_, code), count in cells.items() if code != one.rest)
