from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from netsurvey.network import Network
from netsurvey.playback.groups import SMALLER, UNTIED, map_groups

PAIRS = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), min_size=1, max_size=120)


def village(pairs: list[tuple[int, int]]) -> Network:
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    return Network.from_ties(ties, respondents=range(30)) if ties["source"].max() < 30 else Network.from_ties(ties)


def test_two_circles_of_friends_are_two_groups_and_a_person_without_ties_is_in_none() -> None:
    circles = [(a, b) for first in (0, 10) for a in range(first, first + 8) for b in range(first, a)]
    network = Network.from_ties(pd.DataFrame([*circles, (7, 17)], columns=["source", "target"]), respondents=range(30))
    groups = pd.Series(map_groups(network, least=5), index=network.nodes.index.get_level_values("person_id"))
    assert {groups[str(n)] for n in range(8)} | {groups[str(n)] for n in range(10, 18)} == {0, 1}
    assert groups["0"] != groups["10"]
    assert {groups[str(n)] for n in (8, 9, 20)} == {UNTIED}


def test_a_pair_that_nothing_ties_to_the_rest_is_one_of_the_smaller_groups() -> None:
    circle = [(a, b) for a in range(8) for b in range(a)]
    network = Network.from_ties(pd.DataFrame([*circle, (20, 21)], columns=["source", "target"]))
    groups = dict(zip(network.nodes.index.get_level_values("person_id"), map_groups(network, least=5), strict=True))
    assert (groups["20"], groups["21"], groups["0"]) == (SMALLER, SMALLER, 0)


@settings(deadline=None, max_examples=15)
@given(PAIRS, st.integers(1, 4), st.integers(1, 8))
def test_there_are_never_more_groups_than_wanted_nor_smaller_ones(
    pairs: list[tuple[int, int]], most: int, least: int
) -> None:
    network = village(pairs)
    groups = map_groups(network, most=most, least=least)
    asked = np.bincount(groups[network.interviewed & (groups >= 0)], minlength=1)
    sizes = np.bincount(groups[groups >= 0], minlength=1)
    assert len(np.unique(groups[groups >= 0])) <= most
    assert (asked[sizes > 0] >= least).all()
    assert (np.diff(sizes) <= 0).all()
