"""Sets of key players: published sets, and every set tried where there are few enough."""

from __future__ import annotations

import sys
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.analyse.measures import fragmentation
from netsurvey.network import Network

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again


def of_graph(graph: nx.Graph[Any]) -> Network:
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    return Network.from_ties(edges, respondents=map(str, graph.nodes))


def people(chosen: pd.Series[bool]) -> set[str]:
    return set(chosen[chosen].index.get_level_values("person_id"))


def unjoined(graph: nx.Graph[Any], gone: tuple[Any, ...]) -> float:
    left = graph.subgraph(set(graph) - set(gone))
    together = sum(len(part) * (len(part) - 1) for part in nx.connected_components(left))
    return 1 - together / (len(left) * (len(left) - 1))


def reached(graph: nx.Graph[Any], chosen: tuple[Any, ...], steps: int) -> float:
    return len(set().union(*(nx.ego_graph(graph, node, radius=steps) for node in chosen))) / len(graph)


def test_the_best_pair_of_florentine_families_as_published() -> None:
    families = of_graph(nx.florentine_families_graph())
    pair = measures.key_players(families, size=2)
    assert people(pair) == {"Medici", "Guadagni"}
    assert measures.fragmentation(families, without=pair).item() == pytest.approx(0.705, abs=5e-4)


def test_the_best_pair_of_krackhardts_kite_is_not_the_pair_of_the_best() -> None:
    kite = of_graph(nx.krackhardt_kite_graph())
    assert people(measures.key_players(kite, size=1)) == {"7"}  # Heather
    pair = measures.key_players(kite, size=2)
    assert people(pair) == {"5", "6"}  # Fernando and Garth
    assert measures.fragmentation(kite, without=pair).item() == pytest.approx(0.536, abs=5e-4)


SMALL = [
    nx.krackhardt_kite_graph(),
    nx.florentine_families_graph(),
    *(nx.gnp_random_graph(15, p, seed=seed) for p in (0.12, 0.16, 0.2) for seed in range(3)),
]


@pytest.mark.parametrize("graph", SMALL, ids=str)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_no_set_is_better_in_a_small_network(graph: nx.Graph[Any], size: int) -> None:
    tied = [node for node in graph if graph.degree(node)]
    network, sets = of_graph(graph), list(combinations(tied, size))
    chosen = measures.key_players(network, size=size)
    found = measures.fragmentation(network, without=chosen).item()
    assert found == pytest.approx(max(unjoined(graph, gone) for gone in sets))
    for steps in (1, 2):
        chosen = measures.key_players(network, size=size, aim="reach", steps=steps)
        found = measures.share_reached(network, chosen, steps=steps).item()
        assert found == pytest.approx(max(reached(graph, some, steps) for some in sets))


def test_growing_and_exchanging_nearly_always_finds_the_best_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[fragmentation.__module__], "_MOST_TRIED", 0)
    best = []
    for graph in SMALL:
        network = of_graph(graph)
        for size in (2, 3):
            chosen = measures.key_players(network, size=size)
            found = measures.fragmentation(network, without=chosen).item()
            best.append(found == pytest.approx(max(unjoined(graph, gone) for gone in combinations(graph, size))))
    assert np.mean(best) > 0.9


def test_the_hubs_of_a_large_network_hold_it_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[fragmentation.__module__], "_MOST_TRIED", 0)
    hubs = nx.disjoint_union_all([nx.star_graph(30 + hub) for hub in range(5)])
    centres = [node for node in hubs if hubs.degree(node) > 1]
    hubs.add_edges_from(nx.utils.pairwise(centre + 1 for centre in centres))
    network = of_graph(hubs)
    assert people(measures.key_players(network, size=5)) == set(map(str, centres))
    assert people(measures.key_players(network, size=5, aim="reach", steps=1)) == set(map(str, centres))


def test_people_without_ties_are_never_chosen() -> None:
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bob"]})
    network = Network.from_ties(ties, respondents=["Ann", "Dan", "Eve"])
    assert people(measures.key_players(network, size=4)) == {"Ann", "Bob"}
    assert people(measures.key_players(network, size=4, aim="reach")) == {"Ann", "Bob"}


def test_fragmentation_runs_from_one_piece_to_none() -> None:
    assert measures.fragmentation(of_graph(nx.path_graph(4))).item() == 0
    assert measures.fragmentation(of_graph(nx.empty_graph(4))).item() == 1
    assert np.isnan(measures.fragmentation(of_graph(nx.empty_graph(1))).item())
