"""Measures of people: published values, networkx as a second opinion, and the rules for the only named."""

from __future__ import annotations

import inspect
import random
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsurvey.analyse import measures
from netsurvey.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    Measure = Callable[[Network], pd.Series[Any]]


def of_people(name: str) -> bool:
    """Whether the measure needs nothing but a network and is a Series on its people."""
    signature = inspect.signature(getattr(measures, name))
    needed = [each.name for each in signature.parameters.values() if each.default is each.empty]
    return needed == ["network"] and str(signature.return_annotation).startswith("pd.Series")


A_NUMBER_A_SITE = {"fragmentation", "spread"}
OF_PEOPLE: list[str] = [name for name in measures.__all__ if of_people(name) and name not in A_NUMBER_A_SITE]


def measured(measure: Measure, network: Network) -> dict[str, Any]:
    """Return the measure by person after holding it to the contract every measure keeps."""
    before = network.to_frames()
    values = measure(network)
    assert values.name == measure.__name__
    pd.testing.assert_index_equal(values.index, network.nodes.index)
    for was, now in zip(before, network.to_frames(), strict=True):
        pd.testing.assert_frame_equal(was, now)
    return dict(zip(values.index.get_level_values("person_id"), values.tolist(), strict=True))


def of_graph(graph: nx.Graph[Any]) -> Network:
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    return Network.from_ties(edges, respondents=map(str, graph.nodes))


@pytest.fixture
def hand_drawn() -> Network:
    """Ann, Bob and Cat name one another around; Cat and Dan both name Zoe, who was not asked; Eve is alone.

    Drawn: a triangle Ann-Bob-Cat, then Cat-Zoe-Dan in a line, and Eve.
    """
    ties = pd.DataFrame(
        {
            "source": ["Ann", "Bob", "Ann", "Cat", "Cat", "Cat", "Dan"],
            "target": ["Bob", "Ann", "Cat", "Bob", "Zoe", "Zoe", "Zoe"],
            "question": ["help", "help", "help", "help", "help", "talk", "talk"],
        }
    )
    return Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan", "Eve"])


@pytest.fixture
def two_blocks(hand_drawn: Network) -> Network:
    other = of_graph(nx.krackhardt_kite_graph())
    nodes, ties, doors = (
        pd.concat([hand, kite.assign(site="kite")])
        for hand, kite in (
            (hand_drawn.nodes.reset_index(), other.nodes.reset_index()),
            (hand_drawn.ties, other.ties),
            (hand_drawn.doors, other.doors),
        )
    )
    return Network(nodes=nodes, ties=ties, doors=doors, roles={**hand_drawn.roles, **other.roles})


def test_mentions_count_respondents_and_not_questions(hand_drawn: Network) -> None:
    expected = {"Ann": 1, "Bob": 2, "Cat": 1, "Dan": 0, "Eve": 0, "Zoe": 2}
    assert measured(measures.mentions, hand_drawn) == expected
    assert measured(measures.in_degree, hand_drawn) == expected


def test_out_degree_is_unknown_for_somebody_nobody_asked(hand_drawn: Network) -> None:
    out = measured(measures.out_degree, hand_drawn)
    assert pd.isna(out.pop("Zoe"))
    assert out == {"Ann": 2, "Bob": 1, "Cat": 2, "Dan": 1, "Eve": 0}


def test_degree_counts_people_tied_either_way_once(hand_drawn: Network) -> None:
    assert measured(measures.degree, hand_drawn) == {"Ann": 2, "Bob": 2, "Cat": 3, "Dan": 1, "Eve": 0, "Zoe": 2}


def test_components_are_numbered_from_the_largest(hand_drawn: Network) -> None:
    assert measured(measures.component, hand_drawn) == {"Ann": 0, "Bob": 0, "Cat": 0, "Dan": 0, "Eve": 1, "Zoe": 0}
    sizes = measured(measures.component_size, hand_drawn)
    assert (sizes["Ann"], sizes["Eve"]) == (5, 1)


def test_components_of_one_size_are_numbered_in_the_order_of_the_table() -> None:
    pairs = Network.from_ties(pd.DataFrame({"source": ["Dan", "Ann", "Bob"], "target": ["Flo", "Gus", "Eve"]}))
    numbers = measured(measures.component, pairs)
    assert [numbers[person] for person in ("Ann", "Bob", "Dan")] == [0, 1, 2]


def test_a_person_without_ties_has_no_constraint_no_effective_size_and_no_community(hand_drawn: Network) -> None:
    for measure in (measures.constraint, measures.effective_size, measures.community):
        assert pd.isna(measured(measure, hand_drawn)["Eve"])
    assert measured(measures.betweenness, hand_drawn)["Eve"] == 0
    assert measured(measures.core_number, hand_drawn)["Eve"] == 0


def test_effective_size_of_the_hand_drawn_graph(hand_drawn: Network) -> None:
    sizes = measured(measures.effective_size, hand_drawn)
    assert sizes["Cat"] == pytest.approx(3 - 2 * 1 / 3)  # Ann, Bob, Zoe; Ann and Bob know each other
    assert sizes["Ann"] == 1
    assert sizes["Zoe"] == 2


def test_cut_points_of_the_hand_drawn_graph(hand_drawn: Network) -> None:
    cuts = measured(measures.cut_point, hand_drawn)
    assert {person for person, cut in cuts.items() if cut} == {"Cat", "Zoe"}


def test_betweenness_of_krackhardts_kite_as_published() -> None:
    kite = measured(measures.betweenness, of_graph(nx.krackhardt_kite_graph()))
    assert kite["7"] == pytest.approx(14)  # Heather
    assert kite["5"] == kite["6"] == pytest.approx(8 + 1 / 3)  # Fernando and Garth


def test_betweenness_and_constraint_of_the_medici() -> None:
    families = of_graph(nx.florentine_families_graph())
    assert measured(measures.betweenness, families)["Medici"] == pytest.approx(47.5)
    assert measured(measures.constraint, families)["Medici"] == pytest.approx(0.209877, abs=1e-6)
    assert measured(measures.effective_size, families)["Medici"] == pytest.approx(5.666667, abs=1e-6)


def test_mr_hi_lies_on_the_paths_that_zacharys_club_is_known_for() -> None:
    assert measured(measures.betweenness, of_graph(nx.karate_club_graph()))["0"] == pytest.approx(231.071429)


def test_zacharys_club_falls_into_the_four_communities_of_highest_modularity() -> None:
    club = nx.karate_club_graph()
    found = measured(measures.community, of_graph(club))
    groups = [{node for node in club if found[str(node)] == number} for number in sorted(set(found.values()))]
    assert [len(group) for group in groups] == sorted((len(group) for group in groups), reverse=True)
    # 0.4198 is the optimum of Brandes et al. (2008), On modularity clustering, IEEE TKDE 20
    assert nx.community.modularity(club, groups, weight=None) == pytest.approx(0.4198, abs=1e-4)


def test_a_seed_gives_the_same_communities_and_leaves_chance_as_it_was() -> None:
    club = of_graph(nx.gnp_random_graph(120, 0.03, seed=4))
    random.seed(9)
    before = random.getstate()
    first = measures.community(club, seed=3)
    pd.testing.assert_series_equal(first, measures.community(club, seed=3))
    assert random.getstate() == before
    drawn = igraph.Graph.Erdos_Renyi(n=30, p=0.5).get_edgelist()
    random.setstate(before)
    assert igraph.Graph.Erdos_Renyi(n=30, p=0.5).get_edgelist() == drawn


@pytest.mark.parametrize("name", [*OF_PEOPLE, "spread"])
def test_a_site_measured_beside_another_measures_as_it_does_alone(name: str, two_blocks: Network) -> None:
    measure = getattr(measures, name)
    together = measure(two_blocks)
    alone = pd.concat([measure(two_blocks.block(*block)) for block in two_blocks.blocks])
    pd.testing.assert_series_equal(together, alone)


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_a_network_of_nobody_has_no_measures_and_no_error(name: str) -> None:
    nobody = Network.from_ties(pd.DataFrame({"source": [], "target": []}))
    assert measured(getattr(measures, name), nobody) == {}


@pytest.mark.parametrize("name", measures.__all__)
def test_every_measure_says_what_it_does_not_mean(name: str) -> None:
    text = inspect.getdoc(getattr(measures, name)) or ""
    assert "not mean" in text
    assert ">>>" in text


@settings(max_examples=25, deadline=None)
@given(n=st.integers(1, 20), p=st.floats(0, 0.5), seed=st.integers(0, 2**16))
def test_networkx_agrees_on_random_graphs(n: int, p: float, seed: int) -> None:
    graph = nx.gnp_random_graph(n, p, seed=seed)
    network = of_graph(graph)
    expected: dict[str, dict[int, float]] = {
        "betweenness": nx.betweenness_centrality(graph, normalized=False),
        "constraint": nx.constraint(graph),
        "effective_size": nx.effective_size(graph),
        "core_number": nx.core_number(graph),
        "cut_point": {node: float(node in set(nx.articulation_points(graph))) for node in graph},
        "component_size": {node: len(part) for part in nx.connected_components(graph) for node in part},
    }
    for name, values in expected.items():
        ours = measured(getattr(measures, name), network)
        np.testing.assert_allclose(
            [float(ours[str(node)]) for node in graph], [values[node] for node in graph], atol=1e-9, err_msg=name
        )
