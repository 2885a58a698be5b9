"""Small counts stay hidden and pseudonyms need the key."""

from __future__ import annotations

import hashlib
import hmac

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsurvey.privacy import Thresholds, Tier, complementary, pseudonym, pseudonyms, rounded, small

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_counts_from_one_to_seven_are_small_and_zero_is_not() -> None:
    assert small(pd.Series([0, 1, 2, 7, 8, 100])).tolist() == [False, True, True, True, False, False]


def test_a_missing_count_is_not_small() -> None:
    assert small(pd.Series([3, None], dtype="Int64")).tolist() == [True, False]


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (2619, 2620)])
def test_counts_are_rounded_to_the_nearest_five(count: int, shown: int) -> None:
    assert rounded(pd.Series([count])).tolist() == [shown]


def test_thresholds_can_be_set() -> None:
    loose = Thresholds(largest_small=4, round_to=3)
    assert small(pd.Series([4, 5]), thresholds=loose).tolist() == [True, False]
    assert rounded(pd.Series([4, 5]), thresholds=loose).tolist() == [3, 6]


def test_the_smallest_other_part_is_hidden_with_a_lone_small_cell() -> None:
    counts = np.array([50, 3, 30, 17])
    assert complementary(counts < 8, counts, [(0, 1, 2, 3)]).tolist() == [False, True, False, True]


def test_two_small_cells_protect_each_other() -> None:
    counts = np.array([50, 3, 30, 10, 7])
    assert complementary(counts < 8, counts, [(0, 1, 2, 3, 4)]).tolist() == [False, True, False, False, True]


def test_an_empty_part_cannot_protect_a_small_one() -> None:
    counts = np.array([43, 3, 0, 40])
    assert complementary((counts < 8) & (counts > 0), counts, [(0, 1, 2, 3)]).tolist() == [False, True, False, True]


@settings(derandomize=True)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4))
def test_no_hidden_cell_is_the_only_unknown_of_any_row_or_column(table: list[list[int]]) -> None:
    inner = np.array(table)
    whole = np.vstack([inner.sum(axis=0), inner])
    whole = np.column_stack([whole.sum(axis=1), whole])
    positions = np.arange(whole.size).reshape(whole.shape)
    sums = [*positions, *positions.T]
    counts = whole.ravel()
    hidden = complementary((counts > 0) & (counts < 8), counts, sums)
    assert not ((counts > 0) & (counts < 8) & ~hidden).any()
    for cells in sums:
        unknown = hidden[cells]
        assert unknown.sum() != 1 or counts[cells][~unknown].sum() == 0


def test_a_pseudonym_is_the_keyed_digest_in_crockfords_alphabet() -> None:
    number = int.from_bytes(hmac.new(b"key", b"p-abc", hashlib.sha256).digest())
    first_thirty_bits = number >> (256 - 30)
    expected = "".join(CROCKFORD[first_thirty_bits >> shift & 31] for shift in (25, 20, 15, 10, 5, 0))
    assert pseudonym(b"key", "p-abc") == f"P-{expected}"


def test_another_key_gives_another_pseudonym() -> None:
    assert pseudonym(b"one key", "p-abc") != pseudonym(b"another", "p-abc")


def test_pseudonyms_of_many_people_are_those_of_each() -> None:
    ids = ["p-1", "p-2", "p-3"]
    assert pseudonyms(b"key", ids).to_dict() == {person: pseudonym(b"key", person) for person in ids}


def test_pseudonyms_that_would_be_alike_grow_until_they_differ() -> None:
    ids = [str(number) for number in range(80_000)]  # about three pairs of 32**6 codes collide
    names = pseudonyms(b"key", ids)
    assert names.is_unique
    longer = names[names.str.len() > 8]
    assert len(longer) >= 2
    assert longer.str[:8].duplicated(keep=False).all()


def test_nobody_has_no_pseudonyms() -> None:
    assert len(pseudonyms(b"key", [])) == 0


def test_tiers_run_from_the_narrowest_circle_to_the_widest() -> None:
    assert [str(tier) for tier in Tier] == ["team", "partner", "public"]
