"""Likeness of those who are tied: hand-counted, and networkx as a second opinion on assortativity."""

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
from netsurvey.errors import UsageError
from netsurvey.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def street() -> Network:
    """Ann names Bob, Cat and Zoe, Bob names Ann and Cat, Dan names Cat; nobody asked Zoe, and Eve is alone."""
    ties = pd.DataFrame(
        {
            "source": ["Ann", "Ann", "Ann", "Bob", "Bob", "Dan"],
            "target": ["Bob", "Cat", "Zoe", "Ann", "Cat", "Cat"],
            "question": ["talk", "talk", "influence", "talk", "influence", "talk"],
        }
    )
    return Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan", "Eve"])


def on(network: Network, values: dict[str, Any], **options: Any) -> pd.Series[Any]:
    people = network.nodes.index.get_level_values("person_id")
    return pd.Series([values.get(person) for person in people], index=network.nodes.index, **options)


@pytest.fixture
def tenure(street: Network) -> pd.Series[str]:
    return on(street, {"Ann": "rents", "Bob": "rents", "Cat": "owns", "Dan": "owns", "Eve": "rents"}, dtype="str")


def of(frame: pd.DataFrame, *people: str) -> pd.DataFrame:
    return frame.droplevel(["site", "wave"]).loc[list(people)]


def row(frame: pd.DataFrame, person: str) -> dict[str, float]:
    return {str(name): float(value) for name, value in of(frame, person).iloc[0].items()}


def test_ei_index_leaves_ties_of_unknown_ends_out(street: Network, tenure: pd.Series[str]) -> None:
    found = measures.ei_index(street, tenure).iloc[0]
    assert (found["internal"], found["external"], found["unknown"]) == (2, 2, 1)
    assert found["ei"] == 0
    # of 10 pairs of five people 1 owns-owns and 3 rents-rents are within: 6 between, 4 within
    assert found["expected"] == pytest.approx((6 - 4) / 10)


def test_ei_index_of_namings_counts_a_mutual_tie_twice(street: Network, tenure: pd.Series[str]) -> None:
    found = measures.ei_index(street, tenure, directed=True).iloc[0]
    assert (found["internal"], found["external"], found["unknown"]) == (3, 2, 1)
    assert found["ei"] == pytest.approx(-1 / 5)


def test_homophily_is_colemans_index_of_each_group(street: Network, tenure: pd.Series[str]) -> None:
    found = measures.homophily(street, tenure).droplevel(["site", "wave"])
    assert found[["people", "ties", "internal"]].to_dict("index") == {
        "owns": {"people": 2, "ties": 4, "internal": 2},
        "rents": {"people": 3, "ties": 4, "internal": 2},
    }
    # owners: half of their ties inside where 1 of 4 others is an owner; tenants: half where 2 of 4 are
    assert found["homophily"].to_dict() == {"owns": pytest.approx((0.5 - 0.25) / 0.75), "rents": 0}


def test_a_group_with_no_tie_inside_has_homophily_of_minus_one() -> None:
    pair = Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]}), respondents=["Ann", "Bob", "Cat"])
    found = measures.homophily(pair, on(pair, {"Ann": "a", "Bob": "b", "Cat": "a"}))
    assert found["homophily"].tolist()[0] == -1
    assert math.isnan(found["homophily"].tolist()[1])  # nobody else is a b, so nothing could be inside


def test_assortativity_takes_groups_and_numbers(street: Network, tenure: pd.Series[str]) -> None:
    graph: nx.Graph[str] = nx.Graph([("Ann", "Bob"), ("Ann", "Cat"), ("Bob", "Cat"), ("Dan", "Cat")])
    years = {"Ann": 70, "Bob": 60, "Cat": 35, "Dan": 30}
    nx.set_node_attributes(graph, years, "age")
    ages = on(street, years, dtype="float64")
    found = measures.assortativity(street, ages).iloc[0]
    assert found["ties"] == 4
    assert found["assortativity"] == pytest.approx(nx.numeric_assortativity_coefficient(graph, "age"))
    nx.set_node_attributes(graph, {"Ann": "r", "Bob": "r", "Cat": "o", "Dan": "o"}, "tenure")
    alike = nx.attribute_assortativity_coefficient(graph, "tenure")
    assert measures.assortativity(street, tenure)["assortativity"].item() == pytest.approx(alike)


def test_where_all_are_alike_assortativity_is_unknown(street: Network) -> None:
    same = on(street, dict.fromkeys(["Ann", "Bob", "Cat", "Dan", "Eve", "Zoe"], "here"))
    assert measures.assortativity(street, same)["assortativity"].isna().all()
    assert measures.assortativity(street, same.isna().astype(float))["assortativity"].isna().all()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**16))
def test_networkx_agrees_on_the_assortativity_of_random_graphs(seed: int) -> None:
    graph = nx.gnp_random_graph(15, 0.3, seed=seed)
    nx.set_node_attributes(graph, {node: f"g{node % 3}" for node in graph}, "group")
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    network = Network.from_ties(edges, respondents=map(str, graph.nodes))
    groups = on(network, {str(node): group for node, group in graph.nodes(data="group")})
    found = measures.assortativity(network, groups)["assortativity"].item()
    assert found == pytest.approx(nx.attribute_assortativity_coefficient(graph, "group"), abs=1e-9, nan_ok=True)


def test_kinds_of_ties_by_power_sum_to_the_degree(street: Network, tenure: pd.Series[str]) -> None:
    power = on(street, {"Ann": 0, "Bob": 0, "Cat": 0, "Dan": 2}, dtype="float64")
    kinds = measures.bonding_bridging_linking(street, tenure.to_frame("tenure"), power=power)
    assert row(kinds, "Ann") == {"bonding": 1, "bridging": 1, "linking": 0, "unknown": 1}
    assert row(kinds, "Cat") == {"bonding": 0, "bridging": 2, "linking": 1, "unknown": 0}
    assert kinds.sum(axis=1).tolist() == measures.degree(street).tolist()


def test_without_ranks_a_tie_links_where_it_was_named_for_influence(street: Network, tenure: pd.Series[str]) -> None:
    asked = Network(
        nodes=street.nodes, ties=street.ties, doors=street.doors, roles={"influence": "linker", "talk": "talk"}
    )
    kinds = measures.bonding_bridging_linking(asked, tenure.to_frame("tenure"))
    assert row(kinds, "Ann") == {"bonding": 1, "bridging": 1, "linking": 1, "unknown": 0}
    assert row(kinds, "Cat") == {"bonding": 1, "bridging": 1, "linking": 1, "unknown": 0}


def test_people_are_alike_in_all_that_is_known_or_in_as_much_as_is_asked_for(
    street: Network, tenure: pd.Series[str]
) -> None:
    age = on(street, {"Ann": "old", "Bob": "young", "Cat": "old"}, dtype="str")
    both = pd.DataFrame({"tenure": tenure, "age": age})
    assert row(measures.bonding_bridging_linking(street, both), "Ann")["bonding"] == 0
    assert row(measures.bonding_bridging_linking(street, both, least=0.5), "Ann")["bonding"] == 2
    assert row(measures.bonding_bridging_linking(street, both), "Dan")["bonding"] == 1  # Cat, by tenure alone


def test_composition_is_over_those_a_respondent_named_whose_group_is_known(
    street: Network, tenure: pd.Series[str]
) -> None:
    found = measures.composition(street, tenure)
    assert row(found, "Ann") == {"owns": 0.5, "rents": 0.5}
    assert row(found, "Dan") == {"owns": 1, "rents": 0}
    assert of(found, "Cat", "Eve", "Zoe").isna().all(axis=None)


def test_diversity_of_four_alike_shares_is_three_quarters_and_two_bits() -> None:
    ties = pd.DataFrame({"source": ["Ann"] * 4, "target": ["Bob", "Cat", "Dan", "Eve"]})
    network = Network.from_ties(ties)
    groups = on(network, {"Bob": "a", "Cat": "b", "Dan": "c", "Eve": "d"})
    found = measures.diversity(network, groups)
    assert row(found, "Ann") == {"known": 4, "groups": 4, "entropy": 2, "blau": 0.75, "iqv": 1}
    assert of(found, "Bob").isna().all(axis=None)


def test_somebody_who_named_nobody_has_no_diversity(street: Network, tenure: pd.Series[str]) -> None:
    found = of(measures.diversity(street, tenure), "Eve").iloc[0]
    assert (found["known"], found["groups"]) == (0, 0)
    assert found[["entropy", "blau", "iqv"]].isna().all()


def test_likeness_compares_with_the_respondents_own_group(street: Network, tenure: pd.Series[str]) -> None:
    found = measures.likeness(street, tenure)
    assert row(found, "Ann") == {"same": 0.5, "ei": 0}
    assert row(found, "Dan") == {"same": 1, "ei": -1}
    unknown = measures.likeness(street, tenure.mask(tenure.index.get_level_values("person_id") == "Ann"))
    assert of(unknown, "Ann").isna().all(axis=None)


NEEDS_GROUPS = [
    measures.assortativity,
    measures.composition,
    measures.diversity,
    measures.ei_index,
    measures.homophily,
    measures.likeness,
]


@pytest.mark.parametrize("measure", NEEDS_GROUPS)
def test_groups_must_lie_on_the_people(
    measure: Callable[[Network, Any], Any], street: Network, tenure: pd.Series[str]
) -> None:
    with pytest.raises(UsageError, match="must lie on the index of the network's nodes"):
        measure(street, tenure.droplevel(["site", "wave"]))


@pytest.mark.parametrize("measure", NEEDS_GROUPS)
def test_where_no_group_is_known_nothing_is_made_up(measure: Callable[[Network, Any], Any], street: Network) -> None:
    found = measure(street, on(street, {}, dtype="str"))
    rest = found.drop(columns=["internal", "external", "unknown", "known", "groups", "ties"], errors="ignore")
    assert rest.isna().all(axis=None)


@pytest.mark.parametrize("measure", NEEDS_GROUPS)
def test_each_wave_has_what_it_has_alone(
    measure: Callable[[Network, Any], Any], street: Network, tenure: pd.Series[str]
) -> None:
    nodes, ties = street.to_frames()
    waves = Network(
        nodes=pd.concat([nodes, nodes.assign(wave="2")]),
        ties=pd.concat([ties, ties[ties["source"] != "Dan"].assign(wave="2")]),
        doors=pd.concat([street.doors, street.doors.assign(wave="2")]),
        roles=street.roles,
    )
    second = tenure.rename(index={"1": "2"}, level="wave")
    groups = pd.concat([tenure, second]).reindex(waves.nodes.index)
    alone = pd.concat([measure(waves.block(*block), groups) for block in waves.blocks])
    pd.testing.assert_frame_equal(measure(waves, groups), alone)


def test_expected_ei_of_two_halves_is_what_random_ties_give() -> None:
    graph = nx.gnm_random_graph(200, 4000, seed=5)
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    network = Network.from_ties(edges, respondents=map(str, graph.nodes))
    found = measures.ei_index(network, on(network, {str(node): f"g{node % 4}" for node in graph})).iloc[0]
    assert found["ei"] == pytest.approx(found["expected"], abs=3 / np.sqrt(4000))
