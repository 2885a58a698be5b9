"""How far communities hang on chance: planted groups hold, a ring does not, and the sums are those of the book."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.analyse.measures.stability import together
from netsurvey.network import Network


def of_graph(graph: nx.Graph[Any]) -> Network:
    edges = [(f"{a:03}", f"{b:03}") for a, b in graph.edges]
    ties = pd.DataFrame([*edges, *((b, a) for a, b in edges)], columns=["source", "target"])
    return Network.from_ties(ties, respondents=[f"{node:03}" for node in graph])


def adjusted_rand(one: list[int], other: list[int]) -> float:
    """Return the index over pairs: Hubert & Arabie (1985), equation 5."""
    pairs = [(one[a] == one[b], other[a] == other[b]) for a, b in combinations(range(len(one)), 2)]
    both = sum(map(all, pairs))
    first, second = map(sum, zip(*pairs, strict=True))
    expected = first * second / len(pairs)
    return (both - expected) / ((first + second) / 2 - expected)


def test_planted_groups_come_out_the_same_with_every_seed_and_every_sample() -> None:
    found = measures.community_stability(of_graph(nx.caveman_graph(5, 8)), runs=10).iloc[0]
    assert found["communities"] == 5
    assert (found["over_seeds"], found["over_resamples"]) == (pytest.approx(1), pytest.approx(1))


def test_a_ring_has_communities_that_change_with_the_seed() -> None:
    ring = of_graph(nx.cycle_graph(60))
    assert measures.community_stability(ring, runs=10)["over_seeds"].item() < 0.9
    assert measures.community_certainty(ring, runs=10).mean() < 0.95


def test_the_index_is_that_of_hubert_and_arabie() -> None:
    ring = of_graph(nx.cycle_graph(30))
    shown, other = (measures.community(ring, seed=seed).tolist() for seed in (4, 5))
    found = measures.community_stability(ring, seed=4, runs=1)["over_seeds"].item()
    assert found == pytest.approx(adjusted_rand(shown, other))


def test_neighbours_are_together_in_the_share_of_runs_that_say_so() -> None:
    ring = of_graph(nx.cycle_graph(30))
    runs = [measures.community(ring, seed=seed).to_numpy() for seed in range(7, 12)]
    one, other = ring.wiring.neighbours.T
    expected = np.mean([labels[one] == labels[other] for labels in runs], axis=0)
    np.testing.assert_allclose(together(ring.wiring, seed=7, runs=5), expected)


def test_the_certainty_of_somebody_is_that_of_the_contacts_in_their_community() -> None:
    ring = of_graph(nx.cycle_graph(30))
    shown = measures.community(ring, seed=6)
    share = dict(zip(map(tuple, ring.wiring.neighbours.tolist()), together(ring.wiring, seed=7, runs=5), strict=True))
    found = measures.community_certainty(ring, seed=6, runs=5)
    for person in range(30):
        contacts = [((person + step) % 30) for step in (-1, 1)]
        inside = [other for other in contacts if shown.iloc[other] == shown.iloc[person]]
        expected = [share[min(person, other), max(person, other)] for other in inside]
        assert found.iloc[person] == pytest.approx(np.mean(expected))


def test_one_seed_gives_the_same_numbers() -> None:
    club = of_graph(nx.karate_club_graph())
    first, again = (measures.community_stability(club, seed=3, runs=5) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_without_ties_there_is_nothing_to_compare() -> None:
    nobody = of_graph(nx.empty_graph(4))
    found = measures.community_stability(nobody, runs=2).iloc[0]
    assert found["communities"] == 0
    assert found[["over_seeds", "over_resamples"]].isna().all()
    assert measures.community_certainty(nobody, runs=2).isna().all()
