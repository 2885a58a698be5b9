"""Two-mode arithmetic against the women and events of Davis, Gardner & Gardner (1941), as networkx ships them."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms.bipartite import weighted_projected_graph

from netsurvey.analyse.two_mode import co_members, incidence, modularity, two_mode_communities


@pytest.fixture(name="women", scope="module")
def _women() -> Any:
    return nx.davis_southern_women_graph()


@pytest.fixture(name="ties", scope="module")
def _ties(women: Any) -> Any:
    top, bottom = women.graph["top"], women.graph["bottom"]
    pairs = [(top.index(woman), bottom.index(event)) for woman, event in women.edges]
    rows, columns = np.array(pairs).T
    return incidence(rows, columns)


def test_shared_members_are_those_of_the_projection_by_networkx(women: Any, ties: Any) -> None:
    events = women.graph["bottom"]
    projected = weighted_projected_graph(women, events)
    shared = co_members(ties).toarray()
    for a, one in enumerate(events):
        assert shared[a, a] == women.degree(one)
        for b, other in enumerate(events[:a]):
            weight = projected.get_edge_data(one, other, {"weight": 0})["weight"]
            assert shared[a, b] == shared[b, a] == weight


def test_eighteen_women_went_to_fourteen_events_89_times(ties: Any) -> None:
    assert (ties.shape, ties.sum()) == ((18, 14), 89)


def test_repeats_are_counted_once() -> None:
    assert incidence(np.array([0, 0]), np.array([1, 1])).toarray().tolist() == [[0.0, 1.0]]


def test_modularity_is_that_of_its_formula(ties: Any) -> None:
    rows, columns = np.arange(18) % 3, np.arange(14) % 3
    adjacent = ties.toarray()
    expected = np.outer(adjacent.sum(axis=1), adjacent.sum(axis=0)) / 89
    inside = rows[:, None] == columns[None, :]
    assert modularity(ties, rows, columns) == pytest.approx(((adjacent - expected) * inside).sum() / 89)


@pytest.mark.parametrize("seed", [1, 2, 30])
def test_the_women_fall_into_the_four_communities_of_highest_modularity(ties: Any, seed: int) -> None:
    women, events = two_mode_communities(ties, seed=seed)
    # 0.3455 is the highest two-mode modularity published for these data
    assert modularity(ties, women, events) == pytest.approx(0.3455, abs=5e-5)
    assert len(set(women)) == len(set(events)) == 4


def test_the_largest_community_comes_first(ties: Any) -> None:
    women, _ = two_mode_communities(ties)
    sizes = np.bincount(women)
    assert (np.diff(sizes) <= 0).all()


def test_no_move_of_one_woman_or_event_would_be_better(ties: Any) -> None:
    women, events = two_mode_communities(ties)
    best = modularity(ties, women, events)
    for side in (women, events):
        for number, was in enumerate(side.copy()):
            for other in range(4):
                side[number] = other
                assert modularity(ties, women, events) <= best + 1e-12
            side[number] = was
