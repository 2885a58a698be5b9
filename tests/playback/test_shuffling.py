from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from netsurvey.playback.bands import size_bands
from netsurvey.playback.shuffling import capped, shuffled_lines

LINES = st.sets(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda pair: pair[0] < pair[1]), max_size=150)
"""Each pair once, as a network has them."""


def some_classes(count: int) -> np.ndarray:
    return np.arange(30) % count


@settings(deadline=None, max_examples=60)
@given(LINES, st.integers(1, 4), st.integers(0, 99))
def test_no_line_joins_a_dot_to_itself_or_the_same_two_dots_twice(
    pairs: set[tuple[int, int]], classes: int, seed: int
) -> None:
    told = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    lines, _ = shuffled_lines(
        told, np.ones(len(told), dtype=np.int64), givers=some_classes(classes), takers=some_classes(classes),
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    assert all(a != b for a, b in lines)
    assert len({frozenset(line) for line in lines.tolist()}) == len(lines)


@settings(deadline=None, max_examples=60)
@given(LINES, st.integers(1, 3), st.integers(0, 99))
def test_as_many_lines_run_between_two_classes_as_were_told(
    pairs: set[tuple[int, int]], classes: int, seed: int
) -> None:
    told = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    kinds = some_classes(classes)
    lines, masks = shuffled_lines(
        told, np.arange(len(told)), givers=kinds, takers=kinds, rng=np.random.default_rng(seed)
    )
    before = Counter(map(tuple, kinds[told].tolist()))
    after = Counter(map(tuple, kinds[lines].tolist()))
    assert not after - before  # pairs that could not be kept apart are lost, none is invented
    assert len(set(masks.tolist())) == len(masks)  # each line's questions are those of one line that was told


def test_on_a_map_with_room_no_line_is_lost() -> None:
    rng = np.random.default_rng(7)
    told = np.array([(giver, 100 + taker) for giver in range(50) for taker in rng.choice(150, 5, replace=False)])
    people = np.repeat([0, 1], [100, 150])
    lines, _ = shuffled_lines(told, np.ones(len(told), dtype=int), givers=people, takers=people, rng=rng)
    assert len(lines) == len(told)


def test_hardly_a_line_stays_with_the_two_who_told_it() -> None:
    rng = np.random.default_rng(7)
    told = np.array([(giver, 100 + taker) for giver in range(100) for taker in rng.choice(900, 5, replace=False)])
    people = np.repeat([0, 1], [100, 900])
    lines, _ = shuffled_lines(told, np.ones(len(told), dtype=int), givers=people, takers=people, rng=rng)
    same = set(map(tuple, told.tolist())) & set(map(tuple, lines.tolist()))
    assert len(same) < 15  # 500 lines over 90,000 pairs: chance leaves some 3


def test_the_one_whom_everybody_named_gets_no_more_lines_than_the_next_four() -> None:
    told = np.array([(giver, 50 + star) for star, count in enumerate((40, 9, 9, 9, 9, 2)) for giver in range(count)])
    kept = capped(told, end=1, kinds=np.zeros(60, dtype=int), least=5, rng=np.random.default_rng(1))
    assert np.bincount(told[kept][:, 1])[50:].tolist() == [9, 9, 9, 9, 9, 2]


def test_in_every_band_of_size_there_are_enough_people_of_a_kind() -> None:
    namers = np.array([0] * 20 + [2] * 9 + [5] * 3 + [30] * 6)
    kinds = np.array([0] * 20 + [0] * 9 + [0] * 3 + [1] * 6)
    bands, words = size_bands(namers, kinds, least=5)
    assert np.bincount(bands[kinds == 0]).tolist() == [20, 12]  # three people named by five are drawn as named by two
    assert np.unique(bands[kinds == 1]).tolist() == [4]
    assert words[1] == "two or three people, some by more"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 40), min_size=5, max_size=60), st.integers(1, 8))
def test_a_band_is_empty_or_holds_enough_wherever_there_are_enough_people(namers: list[int], least: int) -> None:
    bands, _ = size_bands(np.array(namers), np.zeros(len(namers), dtype=int), least=least)
    sizes = np.bincount(bands)
    assert len(namers) < least or all(size == 0 or size >= least for size in sizes)
