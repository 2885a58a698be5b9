"""Namings dealt out anew keep what they must, and are otherwise left to chance."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from scipy.stats import chisquare

from netsurvey.analyse.nulls import Namings
from netsurvey.network.wiring import Wiring


def village(seed: int, *, blocks: int = 2, people: int = 30, asked: int = 12, questions: int = 3) -> Wiring:
    """Return sites in which the first people of each name some of everybody there, often in several questions."""
    rng = np.random.default_rng(seed)
    ties = {
        (block * people + source, block * people + target, question)
        for block in range(blocks)
        for source in range(asked)
        for target in rng.choice(people, 5, replace=False).tolist()
        for question in rng.choice(questions, int(rng.integers(1, questions + 1)), replace=False).tolist()
        if source != target
    }
    rows = np.array(sorted(ties))
    numbers = np.arange(blocks * people)
    return Wiring(
        blocks=numbers // people, interviewed=numbers % people < asked, edges=rows[:, :2], questions=rows[:, 2]
    )


@pytest.mark.parametrize("seed", range(5))
def test_everybody_names_and_is_named_as_often_as_before_in_each_question(seed: int) -> None:
    real = village(seed)
    dealt = Namings.of(real).swapped((seed,))
    for question in range(3):
        for end in (0, 1):
            before, after = (np.sort(one.edges[one.questions == question, end]) for one in (real, dealt))
            np.testing.assert_array_equal(before, after)
    for end in (0, 1):
        before, after = (np.bincount(one.pairs[:, end], minlength=len(real)) for one in (real, dealt))
        np.testing.assert_array_equal(before, after)
    assert dealt.interviewed[dealt.edges[:, 0]].all()


@pytest.mark.parametrize("seed", range(5))
def test_nobody_names_themselves_anybody_twice_or_somebody_elsewhere(seed: int) -> None:
    real = village(seed)
    dealt = Namings.of(real).swapped((seed,))
    source, target = dealt.edges.T
    assert (source != target).all()
    assert len({*zip(source, target, dealt.questions, strict=True)}) == len(real.edges)
    np.testing.assert_array_equal(dealt.blocks[source], dealt.blocks[target])


def test_few_namings_stay_where_they_were() -> None:
    real = village(1, blocks=1, people=400, asked=80)
    dealt = Namings.of(real).swapped((1,))
    before, after = ({*map(tuple, one.pairs.tolist())} for one in (real, dealt))
    assert len(before & after) / len(before) < 0.1


def test_a_naming_in_several_questions_stays_one() -> None:
    real = village(3)
    dealt = Namings.of(real).swapped((3,))

    def profiles(wiring: Wiring) -> Counter[frozenset[int]]:
        asked: dict[tuple[int, int], set[int]] = {}
        for (source, target), question in zip(wiring.edges.tolist(), wiring.questions.tolist(), strict=True):
            asked.setdefault((source, target), set()).add(question)
        return Counter(map(frozenset, asked.values()))

    assert profiles(dealt) == profiles(real)


def test_every_way_of_dealing_out_comes_up_equally_often() -> None:
    three = Wiring(
        blocks=np.zeros(6, dtype=int),
        interviewed=np.arange(6) < 3,
        edges=np.array([[0, 3], [1, 4], [2, 5]]),
        questions=np.zeros(3, dtype=int),
    )
    namings = Namings.of(three)
    came = Counter(tuple(namings.swapped((5, n)).edges[:, 1].tolist()) for n in range(900))
    assert len(came) == 6  # 3! ways to give three persons to three respondents
    assert chisquare(list(came.values())).pvalue > 0.001


def test_the_same_seed_deals_out_the_same() -> None:
    namings = Namings.of(village(2))
    np.testing.assert_array_equal(namings.swapped((7, 2)).edges, namings.swapped((7, 2)).edges)


def test_where_nobody_names_anybody_nothing_is_dealt_out() -> None:
    empty = Wiring(
        blocks=np.zeros(2, dtype=int),
        interviewed=np.ones(2, dtype=bool),
        edges=np.zeros((0, 2), dtype=int),
        questions=np.zeros(0, dtype=int),
    )
    assert len(Namings.of(empty).swapped((1,)).edges) == 0
