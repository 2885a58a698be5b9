"""Reach, closeness, prominence and bridges: hand-drawn graphs, and networkx as a second opinion."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsurvey.analyse import measures
from netsurvey.network import Network

if TYPE_CHECKING:
    from collections.abc import Hashable


def of_graph(graph: nx.Graph[Any]) -> Network:
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    return Network.from_ties(edges, respondents=map(str, graph.nodes))


def by_person(values: pd.Series[Any]) -> dict[Hashable, Any]:
    return dict(zip(values.index.get_level_values("person_id"), values.tolist(), strict=True))


@pytest.fixture
def hand_drawn() -> Network:
    """A triangle Ann-Bob-Cat, then Cat-Zoe-Dan in a line, and Eve; Zoe was not asked. Ann and Bob name each other."""
    ties = pd.DataFrame(
        {
            "source": ["Ann", "Bob", "Ann", "Cat", "Cat", "Cat", "Dan"],
            "target": ["Bob", "Ann", "Cat", "Bob", "Zoe", "Zoe", "Zoe"],
            "question": ["help", "talk", "help", "help", "help", "talk", "talk"],
        }
    )
    return Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan", "Eve"])


def test_a_tie_is_reciprocated_in_any_question_and_unknown_for_somebody_nobody_asked(hand_drawn: Network) -> None:
    back = by_person(measures.reciprocated_degree(hand_drawn))
    assert pd.isna(back.pop("Zoe"))
    assert back == {"Ann": 1, "Bob": 1, "Cat": 0, "Dan": 0, "Eve": 0}


def test_weighted_degrees_count_questions(hand_drawn: Network) -> None:
    expected = {"Ann": 1, "Bob": 2, "Cat": 1, "Dan": 0, "Eve": 0, "Zoe": 3}
    assert by_person(measures.weighted_in_degree(hand_drawn)) == expected
    out = by_person(measures.weighted_out_degree(hand_drawn))
    assert pd.isna(out.pop("Zoe"))
    assert out == {"Ann": 2, "Bob": 1, "Cat": 3, "Dan": 1, "Eve": 0}


def test_collapsing_questions_leaves_the_weighted_degrees_as_they_were(hand_drawn: Network) -> None:
    for measure in (measures.weighted_in_degree, measures.weighted_out_degree):
        pd.testing.assert_series_equal(measure(hand_drawn.collapse()), measure(hand_drawn))


def test_reach_counts_others_within_the_steps(hand_drawn: Network) -> None:
    one, two, all_of_them = (by_person(measures.reach(hand_drawn, steps=steps)) for steps in (1, 2, 9))
    assert one == by_person(measures.degree(hand_drawn))
    assert two == {"Ann": 3, "Bob": 3, "Cat": 4, "Dan": 2, "Eve": 0, "Zoe": 4}
    assert all_of_them["Dan"] == 4


def test_distances_are_over_pairs_with_a_path(hand_drawn: Network) -> None:
    found = measures.distances(hand_drawn).iloc[0]
    assert (found["longest"], found["pairs"]) == (3, 10)
    assert found["mean"] == pytest.approx((5 * 1 + 3 * 2 + 2 * 3) / 10)


def test_distances_without_ties_are_unknown() -> None:
    alone = Network.from_ties(pd.DataFrame({"source": [], "target": []}), respondents=["Ann"])
    assert measures.distances(alone)[["mean", "longest"]].isna().all(axis=None)


def test_somebody_without_ties_has_no_closeness_but_a_harmonic_centrality_of_nothing(hand_drawn: Network) -> None:
    assert math.isnan(by_person(measures.closeness(hand_drawn))["Eve"])
    assert by_person(measures.harmonic(hand_drawn))["Eve"] == 0


def test_two_groups_of_the_same_shape_share_the_first_eigenvector() -> None:
    twins = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    assert measures.eigenvector(of_graph(twins)).to_numpy() == pytest.approx([1.0] * 6)


def test_a_site_without_ties_has_no_eigenvector() -> None:
    assert measures.eigenvector(of_graph(nx.empty_graph(3))).isna().all()


def test_pagerank_sums_to_one_and_the_only_named_pass_nothing_on(hand_drawn: Network) -> None:
    ranks = measures.pagerank(hand_drawn)
    assert ranks.sum() == pytest.approx(1)
    namings: nx.DiGraph[str] = nx.DiGraph(
        [("Ann", "Bob"), ("Bob", "Ann"), ("Ann", "Cat"), ("Cat", "Bob"), ("Cat", "Zoe"), ("Dan", "Zoe")]
    )
    namings.add_node("Eve")
    expected = nx.pagerank(namings, tol=1e-12)
    assert by_person(ranks) == pytest.approx(expected, abs=1e-9)


def test_bridges_of_the_hand_drawn_graph(hand_drawn: Network) -> None:
    assert by_person(measures.bridges(hand_drawn)) == {"Ann": 0, "Bob": 0, "Cat": 1, "Dan": 1, "Eve": 0, "Zoe": 2}
    spans = measures.spans(hand_drawn).set_index(["one", "other"])
    assert spans["span"].to_dict() == {
        ("Ann", "Bob"): 2,
        ("Ann", "Cat"): 2,
        ("Bob", "Cat"): 2,
        ("Cat", "Zoe"): math.inf,
        ("Dan", "Zoe"): math.inf,
    }


def test_a_tie_of_a_ring_is_a_local_bridge_whose_span_is_the_way_round() -> None:
    ring = of_graph(nx.cycle_graph(7))
    assert (measures.spans(ring)["span"] == 6).all()
    assert (measures.local_bridges(ring) == 2).all()
    assert (measures.bridges(ring) == 0).all()


def test_the_florentine_families_have_the_five_bridges_of_their_drawings() -> None:
    spans = measures.spans(of_graph(nx.florentine_families_graph()))
    found = set(spans.loc[spans["bridge"], ["one", "other"]].itertuples(index=False, name=None))
    assert found == {
        ("Acciaiuoli", "Medici"),
        ("Albizzi", "Ginori"),
        ("Guadagni", "Lamberteschi"),
        ("Medici", "Salviati"),
        ("Pazzi", "Salviati"),
    }


@settings(max_examples=25, deadline=None)
@given(n=st.integers(1, 20), p=st.floats(0, 0.5), seed=st.integers(0, 2**16))
def test_networkx_agrees_on_random_graphs(n: int, p: float, seed: int) -> None:
    graph = nx.gnp_random_graph(n, p, seed=seed)
    network = of_graph(graph)
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    expected: dict[str, dict[int, Any]] = {
        "harmonic": nx.harmonic_centrality(graph),
        "reach": {node: sum(0 < distance <= 2 for distance in steps[node].values()) for node in graph},
        "closeness": {
            node: (len(steps[node]) - 1) / sum(steps[node].values()) if len(steps[node]) > 1 else math.nan
            for node in graph
        },
        "pagerank": nx.pagerank(graph.to_directed(), tol=1e-12, max_iter=1000),
    }
    both_ways = Network.from_ties(
        pd.DataFrame([(str(a), str(b)) for a, b in graph.to_directed().edges], columns=["source", "target"]),
        respondents=map(str, graph.nodes),
    )
    for name, values in expected.items():
        ours = by_person(getattr(measures, name)(both_ways))
        np.testing.assert_allclose(
            [ours[str(node)] for node in graph], [values[node] for node in graph], atol=1e-9, err_msg=name
        )
    theirs = {tuple(sorted(map(str, tie))): span for *tie, span in nx.local_bridges(graph)}
    spans = measures.spans(network)
    local = spans[spans["local_bridge"]]
    ours = {tuple(sorted(tie)): span for *tie, span in local[["one", "other", "span"]].itertuples(index=False)}
    assert ours == theirs
    assert measures.local_bridges(network).sum() == 2 * len(theirs)
    assert measures.bridges(network).sum() == 2 * len(list(nx.bridges(graph)))
