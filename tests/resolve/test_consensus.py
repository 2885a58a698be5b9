"""The one resolution that is shown, worked out on paper from a handful of draws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from netsurvey.resolve.consensus import Agreement, consensus


def shown(
    labels: list[list[int]], *, apart: dict[int, set[int]] | None = None, forms: frozenset[int]
) -> list[set[int]]:
    """Return the persons that these draws come to, each as the set of its units."""
    drawn = np.array(labels, dtype=np.int32)
    units = drawn.shape[1]
    barred = [(apart or {}).get(unit, set()) for unit in range(units)]
    numbers = consensus(Agreement(drawn), apart=barred, fixed=np.isin(np.arange(units), sorted(forms)).astype(np.int64))
    return sorted(({u for u in range(units) if numbers[u] == n} for n in set(numbers.tolist())), key=min)


NO_FORMS: frozenset[int] = frozenset()
MOSTLY_ONE = [[0, 0, 2], [0, 0, 2], [0, 1, 2]]


def test_two_together_in_more_than_half_the_draws_are_one() -> None:
    assert shown(MOSTLY_ONE, forms=NO_FORMS) == [{0, 1}, {2}]


def test_two_together_in_half_the_draws_stay_two() -> None:
    assert shown([[0, 0], [0, 1]], forms=NO_FORMS) == [{0}, {1}]


def test_a_chain_of_likely_pairs_is_not_one_person_when_its_ends_are_strangers() -> None:
    # 0-1 in 6 draws of 10, 1-2 in 6, 0-2 in 2: joined to {0, 1}, unit 2 is with it in (2 + 6) / 2 = 4 of 10.
    labels = [[0, 0, 0]] * 2 + [[0, 0, 2]] * 4 + [[0, 1, 1]] * 4
    assert {frozenset(person) for person in shown(labels, forms=NO_FORMS)} in (
        {frozenset({0, 1}), frozenset({2})},
        {frozenset({0}), frozenset({1, 2})},
    )


def test_units_that_always_go_together_count_each_for_themselves() -> None:
    # 3 is with the pair {0, 1} in 4 draws of 10 and with 2 in 6; 2 never with the pair: 3 goes with 2.
    labels = [[0, 0, 2, 0]] * 4 + [[0, 0, 2, 2]] * 6
    assert shown(labels, forms=NO_FORMS) == [{0, 1}, {2, 3}]


def test_a_pair_that_is_certainly_two_stays_two_whatever_the_draws_say() -> None:
    assert shown(MOSTLY_ONE, apart={0: {1}, 1: {0}}, forms=NO_FORMS) == [{0}, {1}, {2}]


def test_what_forbids_a_pair_forbids_whoever_joins_either() -> None:
    # 0-1 in all draws of 10 but one, 1-2 in 7, and 0 is not 2.
    labels = [[0, 0, 2]] * 3 + [[0, 0, 0]] * 6 + [[0, 1, 1]]
    assert shown(labels, apart={0: {2}, 2: {0}}, forms=NO_FORMS) == [{0, 1}, {2}]


def test_two_forms_are_never_one_person() -> None:
    labels = [[0, 0, 0]] * 9 + [[0, 1, 1]]
    persons = shown(labels, forms=frozenset({0, 1}))
    assert persons == [{0}, {1, 2}]


@pytest.mark.parametrize(
    ("labels", "pairs"),
    [
        ([[0, 0], [0, 0]], {}),
        ([[0, 0], [0, 1]], {(0, 1): 0.5}),
        ([[0, 0, 0], [0, 0, 2], [0, 1, 2], [0, 1, 0]], {(0, 1): 0.5, (0, 2): 0.5, (1, 2): 0.25}),
    ],
)
def test_agreement_is_the_share_of_draws_in_which_two_are_together(labels: Any, pairs: Any) -> None:
    agreement = Agreement(np.array(labels, dtype=np.int32))
    found = zip(agreement.first[agreement.a], agreement.first[agreement.b], agreement.share, strict=True)
    assert {(min(a, b), max(a, b)): pytest.approx(share) for a, b, share in found} == pairs
    assert agreement.size.sum() == len(labels[0])


def test_units_together_in_every_draw_are_one_lump() -> None:
    agreement = Agreement(np.array([[0, 0, 2, 2], [0, 0, 0, 0]], dtype=np.int32))
    assert agreement.lump[0] == agreement.lump[1] != agreement.lump[2] == agreement.lump[3]
    assert agreement.size.tolist() == [2, 2]
