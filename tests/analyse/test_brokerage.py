"""Roles, holes and bridges: graphs drawn by hand, and definitions spelt out with networkx."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.analyse.measures.adjacency import triangles
from netsurvey.network import Network

ROLES = ["coordinator", "itinerant", "representative", "gatekeeper", "liaison"]
GRAPHS = [
    nx.krackhardt_kite_graph(),
    nx.florentine_families_graph(),
    nx.star_graph(5),
    nx.path_graph(6),
    nx.complete_graph(4),
    *(nx.gnp_random_graph(20, p, seed=seed) for p in (0.05, 0.1, 0.25) for seed in range(2)),
]


def of_graph(graph: nx.Graph[Any]) -> Network:
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    return Network.from_ties(edges, respondents=map(str, graph.nodes))


def by_person(values: pd.Series[Any]) -> dict[str, Any]:
    return dict(zip(values.index.get_level_values("person_id"), values.tolist(), strict=True))


def grouped(network: Network, **groups: str) -> pd.Series[str]:
    people = network.nodes.index.get_level_values("person_id")
    return pd.Series([groups.get(person) for person in people], index=network.nodes.index, dtype="str")


@pytest.fixture(params=GRAPHS, ids=str)
def graph(request: pytest.FixtureRequest) -> nx.Graph[Any]:
    found: nx.Graph[Any] = request.param
    return found


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("coordinator", {"Ann": "A", "Bob": "A", "Cat": "A"}),
        ("itinerant", {"Ann": "B", "Bob": "A", "Cat": "B"}),
        ("representative", {"Ann": "A", "Bob": "A", "Cat": "B"}),
        ("gatekeeper", {"Ann": "B", "Bob": "A", "Cat": "A"}),
        ("liaison", {"Ann": "B", "Bob": "A", "Cat": "C"}),
    ],
)
def test_the_role_of_somebody_between_two_is_told_by_their_groups(role: str, groups: dict[str, str]) -> None:
    line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]}))
    bob = measures.brokerage_roles(line, grouped(line, **groups)).droplevel(["site", "wave"]).loc["Bob"]
    assert bob[ROLES].to_dict() == {name: float(name == role) for name in ROLES}
    assert bob["brokered"] == 1


@pytest.mark.parametrize(
    "ties",
    [
        [("Ann", "Bob"), ("Bob", "Cat"), ("Ann", "Cat")],  # Ann has no need of Bob
        [("Ann", "Bob"), ("Bob", "Ann")],  # to and fro is not between
        [("Bob", "Ann"), ("Bob", "Cat")],  # nobody names Bob
    ],
)
def test_nobody_is_brokered_for_who_gets_there_without_the_broker(ties: list[tuple[str, str]]) -> None:
    network = Network.from_ties(pd.DataFrame(ties, columns=["source", "target"]), respondents=["Ann", "Bob", "Cat"])
    roles = measures.brokerage_roles(network, grouped(network, Ann="A", Bob="A", Cat="A"))
    assert (roles[[*ROLES, "brokered"]] == 0).all(axis=None)


def test_roles_are_unknown_for_the_only_named_and_for_people_of_unknown_group() -> None:
    ties = pd.DataFrame({"source": ["Ann", "Bob", "Bob"], "target": ["Bob", "Cat", "Dan"]})
    network = Network.from_ties(ties, respondents=["Ann", "Bob", "Eve"])
    roles = measures.brokerage_roles(network, grouped(network, Ann="A", Bob="A", Cat="B", Dan="B"))
    known = roles["brokered"].droplevel(["site", "wave"])
    assert known.isna().to_dict() == {"Ann": False, "Bob": False, "Cat": True, "Dan": True, "Eve": True}
    assert known["Bob"] == 2


def test_roles_by_chance_are_those_of_networks_drawn_by_chance() -> None:
    # Every respondent names everybody with chance .3; two people were only named. 2,000 draws.
    people, asked, density = list("abcdefgh"), list("abcdef"), 0.3
    groups = dict(zip(people, "XXXYYZXZ", strict=True))
    chance = np.random.default_rng(5)
    counts: list[list[int]] = []
    for _ in range(2000):
        names = {(i, j) for i in asked for j in people if i != j and chance.random() < density}
        found = dict.fromkeys([*ROLES, "brokered"], 0)
        for i, k in permutations([person for person in people if person != "a"], 2):
            if {(i, "a"), ("a", k)} <= names and (i, k) not in names:
                found["brokered"] += 1
                found[_role(groups[i], groups["a"], groups[k])] += 1
        counts.append(list(found.values()))
    # 13 of the 42 possible ties, so that the density the moments rest on is near .3: they are rescaled below
    pairs = [(i, j) for i in asked for j in people if i != j]
    ties = pd.DataFrame([pairs[n] for n in range(0, 42, 3)][:13], columns=["source", "target"])
    network = Network.from_ties(ties, respondents=asked)
    everybody = network.nodes.index.get_level_values("person_id")
    assert sorted(everybody) == people
    row = measures.brokerage_roles(network, grouped(network, **groups)).droplevel(["site", "wave"]).loc["a"]
    drawn = np.array(counts)
    d = 13 / 42
    mean = np.array([row[f"{role}_expected"] for role in (*ROLES, "brokered")]) * (0.3**2 * 0.7) / (d**2 * (1 - d))
    np.testing.assert_allclose(mean, drawn.mean(axis=0), atol=5 * drawn.std(axis=0).max() / np.sqrt(len(drawn)))
    deviation = [(row[role] - row[f"{role}_expected"]) / row[f"{role}_z"] for role in (*ROLES, "brokered")]
    np.testing.assert_allclose(deviation, drawn.std(axis=0), rtol=0.06)


def _role(first: str, middle: str, last: str) -> str:
    if first == last:
        return "coordinator" if middle == first else "itinerant"
    return {first: "representative", last: "gatekeeper"}.get(middle, "liaison")


def test_triangles_are_those_of_networkx(graph: nx.Graph[Any]) -> None:
    wiring = of_graph(graph).wiring
    corners, sides = triangles(wiring.neighbours, len(wiring))
    assert len({tuple(sorted(corner)) for corner in corners.tolist()}) == len(corners)
    each = nx.triangles(graph)
    assert isinstance(each, dict)
    assert 3 * len(corners) == sum(each.values())
    for side, ends in enumerate([(0, 1), (0, 2), (1, 2)]):
        expected = np.sort(corners[:, list(ends)], axis=1)
        np.testing.assert_array_equal(wiring.neighbours[sides[:, side]], expected)


def test_constraint_of_the_ego_model_is_that_of_each_ego_network_alone(graph: nx.Graph[Any]) -> None:
    ours = by_person(measures.constraint(of_graph(graph), model="ego"))
    for node in graph:
        assert ours[str(node)] == pytest.approx(nx.constraint(nx.ego_graph(graph, node))[node], nan_ok=True)


def test_constraint_of_directed_ties_is_that_of_networkx() -> None:
    graph = nx.gnp_random_graph(20, 0.15, seed=2, directed=True)
    ours = by_person(measures.constraint(of_graph(graph), ties="directed"))
    for node, value in nx.constraint(graph).items():
        assert ours[str(node)] == pytest.approx(value, nan_ok=True)


def test_hierarchy_is_burts_formula_on_the_constraint_of_each_contact(graph: nx.Graph[Any]) -> None:
    ours = by_person(measures.hierarchy(of_graph(graph)))
    for node in graph:
        each = np.array([nx.local_constraint(graph, node, contact) for contact in graph[node]])
        if len(each) < 2:
            assert np.isnan(ours[str(node)])
        else:
            ratio = each / each.mean()
            expected = (ratio * np.log(ratio)).sum() / (len(each) * np.log(len(each)))
            assert ours[str(node)] == pytest.approx(expected, abs=1e-12)


def test_contacts_who_do_not_know_each_other_constrain_alike_and_all_count() -> None:
    star = of_graph(nx.star_graph(4))
    assert by_person(measures.hierarchy(star))["0"] == 0
    assert by_person(measures.efficiency(star)) == dict.fromkeys("01234", 1.0)


def test_brokerage_of_everett_and_valente_is_the_mean_betweenness_of_the_ties(graph: nx.Graph[Any]) -> None:
    ours = by_person(measures.everett_valente(of_graph(graph)))
    paths = nx.edge_betweenness_centrality(graph, normalized=False)
    between = nx.betweenness_centrality(graph, normalized=False)
    for node in graph:
        ties = [paths.get((node, other), paths.get((other, node), 0.0)) for other in graph[node]]
        assert ours[str(node)] == pytest.approx(np.mean(ties) if between[node] > 1e-12 else 0)


def test_directed_brokerage_of_everett_and_valente_is_the_mean_betweenness_of_ties_in_and_out() -> None:
    graph = nx.gnp_random_graph(20, 0.12, seed=3, directed=True)
    ours = by_person(measures.everett_valente(of_graph(graph), ties="directed"))
    paths = nx.edge_betweenness_centrality(graph, normalized=False)
    between = nx.betweenness_centrality(graph, normalized=False)
    for node in graph:
        into = np.mean([paths[tie] for tie in graph.in_edges(node)]) if between[node] > 1e-12 else 0
        out = np.mean([paths[tie] for tie in graph.out_edges(node)]) if between[node] > 1e-12 else 0
        assert ours[str(node)] == pytest.approx((into + out) / 2)


def cohesion(graph: nx.Graph[Any]) -> float:
    n = len(graph)
    lengths = (length for _, others in nx.all_pairs_shortest_path_length(graph) for length in others.values())
    return float(sum(1 / length for length in lengths if length) / (n * (n - 1)))


def test_bridging_is_what_cohesion_loses_without_each_tie(graph: nx.Graph[Any]) -> None:
    ours = by_person(measures.bridging(of_graph(graph)))
    for node in graph:
        lost = [cohesion(graph) - cohesion(nx.restricted_view(graph, [], [(node, other)])) for other in graph[node]]
        assert ours[str(node)] == pytest.approx(np.mean(lost) if lost else np.nan, abs=1e-12, nan_ok=True)


@pytest.fixture(scope="module")
def crowd() -> Network:
    """Four hundred people, some of whom many name, and many of whom one names."""
    chance = np.random.default_rng(1)
    named = (400 * chance.random(700) ** 3).astype(int)
    return Network.from_ties(
        pd.DataFrame({"source": chance.integers(400, size=700), "target": named}), respondents=range(400)
    )


def test_sampled_betweenness_is_right_on_average_and_as_far_off_as_it_says(crowd: Network) -> None:
    exact = measures.sampled_betweenness(crowd)
    assert (exact["standard_error"] == 0).all()
    busiest = exact["betweenness"].nlargest(10).index
    draws = [measures.sampled_betweenness(crowd, most=100, searches=150, seed=seed).loc[busiest] for seed in range(100)]
    estimates, errors = (np.array([draw[column] for draw in draws]) for column in ("betweenness", "standard_error"))
    spread = estimates.std(axis=0, ddof=1)
    off = (estimates.mean(axis=0) - exact["betweenness"][busiest]) / (spread / np.sqrt(len(draws)))
    assert (abs(off) < 3).all()
    np.testing.assert_allclose(np.sqrt((errors**2).mean(axis=0)), spread, rtol=0.25)
    first = abs(estimates[:, 0] - exact["betweenness"].max()) < 1.96 * errors[:, 0]
    assert np.mean(first) >= 0.9


def test_a_seed_gives_the_same_sample(crowd: Network) -> None:
    first, again, other = (measures.sampled_betweenness(crowd, most=100, searches=50, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)
