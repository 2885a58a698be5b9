"""Censuses, centralisation and core-periphery: only respondents count, and small graphs are tried exhaustively."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.network import Network


def of_graph(graph: nx.Graph[Any]) -> Network:
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    return Network.from_ties(edges, respondents=map(str, graph.nodes))


@pytest.fixture
def hand_drawn() -> Network:
    """Ann and Bob name each other, Ann names Cat; Cat and Bob name Zoe, whom nobody asked; Eve is alone."""
    ties = pd.DataFrame({"source": ["Ann", "Bob", "Ann", "Cat", "Bob"], "target": ["Bob", "Ann", "Cat", "Zoe", "Zoe"]})
    return Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Eve"])


@pytest.fixture
def two_waves(hand_drawn: Network) -> Network:
    nodes, ties = hand_drawn.to_frames()
    return Network(
        nodes=pd.concat([nodes, nodes.assign(wave="2")]),
        ties=pd.concat([ties, ties[ties["source"] != "Bob"].assign(wave="2")]),
        doors=pd.concat([hand_drawn.doors, hand_drawn.doors.assign(wave="2")]),
        roles=hand_drawn.roles,
    )


def test_pairs_with_somebody_who_was_only_named_are_not_counted(hand_drawn: Network) -> None:
    pairs = measures.dyad_census(hand_drawn).drop(columns="coverage").iloc[0]
    assert pairs.to_dict() == {"mutual": 1, "one_way": 1, "null": 4}


def test_threes_are_those_of_the_respondents(hand_drawn: Network) -> None:
    threes = measures.triad_census(hand_drawn).drop(columns="coverage").iloc[0]
    assert threes[threes > 0].to_dict() == {"012": 1, "102": 1, "003": 1, "111U": 1}


def test_two_respondents_make_no_three() -> None:
    pair = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Zoe"]}))
    assert (measures.triad_census(pair).drop(columns="coverage") == 0).all(axis=None)
    assert measures.centralisation(pair)[["degree", "betweenness"]].isna().all(axis=None)


@pytest.mark.parametrize(
    "measure",
    [
        measures.dyad_census,
        measures.triad_census,
        measures.centralisation,
        measures.degree_gini,
        measures.core_periphery,
        measures.distances,
        measures.community_stability,
    ],
)
def test_each_wave_has_the_row_it_has_alone(measure: Any, two_waves: Network) -> None:
    alone = pd.concat([measure(two_waves.block(*block)) for block in two_waves.blocks])
    pd.testing.assert_frame_equal(measure(two_waves), alone)


@pytest.mark.parametrize("n", [3, 5, 12])
def test_a_star_is_wholly_centralised_and_a_ring_not_at_all(n: int) -> None:
    star = measures.centralisation(of_graph(nx.star_graph(n - 1))).iloc[0]
    assert (star["degree"], star["betweenness"], star["out_degree"]) == pytest.approx((1, 1, 1))
    ring = measures.centralisation(of_graph(nx.cycle_graph(n))).iloc[0]
    assert (ring["degree"], ring["betweenness"]) == pytest.approx((0, 0))


def test_the_gini_coefficient_is_the_mean_difference_over_twice_the_mean() -> None:
    club = nx.karate_club_graph()
    degrees = np.array([degree for _, degree in club.degree()], dtype=float)
    by_pairs = np.abs(degrees[:, None] - degrees).mean() / (2 * degrees.mean())
    assert measures.degree_gini(of_graph(club))["degree"].item() == pytest.approx(by_pairs)
    assert measures.degree_gini(of_graph(nx.empty_graph(3)))["degree"].isna().all()


def correlation(graph: nx.Graph[Any], core: set[Any]) -> float:
    """Return the fit by the book: over pairs within the core or within the periphery, tied against being core."""
    pairs = [(a, b) for a, b in combinations(graph, 2) if (a in core) == (b in core)]
    tied, inside = ([float(graph.has_edge(*pair)) for pair in pairs], [float(a in core) for a, _ in pairs])
    if len(set(tied)) < 2 or len(set(inside)) < 2:
        return np.nan
    return float(np.corrcoef(tied, inside)[0, 1])


@pytest.mark.parametrize("seed", range(12))
def test_on_small_graphs_no_other_core_fits_better(seed: int) -> None:
    graph = nx.gnp_random_graph(7, 0.4, seed=seed)
    best = np.nanmax([correlation(graph, set(core)) for size in range(8) for core in combinations(graph, size)])
    found = measures.core_periphery(of_graph(graph)).iloc[0]
    assert found["fit"] == pytest.approx(best)
    flags = measures.in_core(of_graph(graph)).droplevel(["site", "wave"])
    core = {node for node in graph if flags[str(node)]}
    assert correlation(graph, core) == pytest.approx(best)
    assert len(core) == found["core"]


def test_a_planted_core_is_found_among_many() -> None:
    """Ten all tied to one another, ninety each tied to one or two of the ten."""
    graph = nx.complete_graph(10)
    graph.add_edges_from((node, node % 10) for node in range(10, 100))
    graph.add_edges_from((node, (node * 7) % 10) for node in range(10, 100, 2))
    found = measures.core_periphery(of_graph(graph)).iloc[0]
    assert (found["fit"], found["core"]) == (1, 10)


def test_where_nobody_is_tied_there_is_no_core() -> None:
    nobody = of_graph(nx.empty_graph(5))
    assert measures.in_core(nobody).isna().all()
    found = measures.core_periphery(nobody).iloc[0]
    assert np.isnan(found["fit"])
    assert found["core"] == 0


def test_the_only_named_are_neither_core_nor_periphery(hand_drawn: Network) -> None:
    assert measures.in_core(hand_drawn).isna().to_dict()["site", "1", "Zoe"]
