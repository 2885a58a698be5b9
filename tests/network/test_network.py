"""The Network itself: its parts, its conversions and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import igraph
import networkx as nx
import pandas as pd
import pytest

from netsurvey.errors import TableError, UsageError
from netsurvey.network import Network

TIES = pd.DataFrame(
    {
        "source": ["Ann", "Ann", "Bob", "Cat"],
        "target": ["Bob", "Zoe", "Ann", "Bob"],
        "question": ["help", "talk", "talk", "help"],
    }
)


@pytest.fixture
def village() -> Network:
    """Ann, Bob, Cat and Dan were interviewed; Zoe was only named; nobody names Dan and he names nobody."""
    return Network.from_ties(TIES, respondents=["Ann", "Bob", "Cat", "Dan"])


@pytest.fixture
def two_sites(village: Network) -> Network:
    other = Network.from_ties(TIES.replace("Zoe", "Ann"), site="other", wave="2")
    return replace(
        village,
        nodes=pd.concat([village.nodes, other.nodes]),
        ties=pd.concat([village.ties, other.ties]),
        doors=pd.concat([village.doors, other.doors]),
    )


def names(network: Network) -> list[str]:
    return network.nodes.index.get_level_values("person_id").tolist()


def test_vertices_and_edges_are_in_the_order_of_the_tables(village: Network) -> None:
    people = names(village)
    ends = [(people[edge.source], people[edge.target]) for edge in village.graph.es]
    assert ends == list(village.ties[["source", "target"]].itertuples(index=False, name=None))
    assert village.graph.is_directed()
    assert village.graph.vcount() == 5


def test_the_undirected_graph_has_an_edge_where_either_named_the_other(village: Network) -> None:
    people = names(village)
    edges = {frozenset((people[a], people[b])) for a, b in village.undirected.get_edgelist()}
    assert edges == {frozenset(pair) for pair in (("Ann", "Bob"), ("Ann", "Zoe"), ("Bob", "Cat"))}
    assert village.undirected.is_simple()


def test_among_respondents_leaves_out_who_was_only_named_and_keeps_isolates(village: Network) -> None:
    inner = village.among_respondents()
    assert names(inner) == ["Ann", "Bob", "Cat", "Dan"]
    assert "Zoe" not in set(inner.ties["target"])
    assert inner.coverage["named_only"].tolist() == [0]


def test_select_keeps_every_respondent_and_only_the_named_of_those_questions(village: Network) -> None:
    helped = village.select(["help"])
    assert names(helped) == ["Ann", "Bob", "Cat", "Dan"]
    assert len(helped.ties) == 2
    assert names(village.select(["talk"])) == ["Ann", "Bob", "Cat", "Dan", "Zoe"]


def test_select_names_the_nearest_question(village: Network) -> None:
    with pytest.raises(UsageError, match='"hlep" is not a question of this network'):
        village.select(["hlep"])


def test_collapse_weighs_a_tie_by_the_number_of_questions() -> None:
    ties = pd.DataFrame({"source": "Ann", "target": ["Bob", "Bob", "Cat"], "question": ["help", "talk", "help"]})
    collapsed = Network.from_ties(ties).collapse()
    assert collapsed.ties[["target", "question", "weight"]].to_numpy().tolist() == [
        ["Bob", "any", 2],
        ["Cat", "any", 1],
    ]
    assert dict(collapsed.roles) == {"any": None}


def test_a_block_is_one_site_in_one_wave(two_sites: Network) -> None:
    assert two_sites.blocks == [("other", "2"), ("site", "1")]
    block = two_sites.block("other", "2")
    assert block.blocks == [("other", "2")]
    assert names(block) == ["Ann", "Bob", "Cat"]
    assert set(block.ties["site"]) == {"other"}


def test_an_unknown_block_is_named_with_the_nearest(two_sites: Network) -> None:
    with pytest.raises(UsageError, match=r"no site site, wave 2.*Nearest: site, wave 1"):
        two_sites.block("site", "2")


def test_networkx_keeps_isolates_layers_and_known_attributes(two_sites: Network) -> None:
    graph = two_sites.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph.nodes) == two_sites.nodes.index.tolist()
    assert graph.nodes["site", "1", "Zoe"] == {"status": "named only"}
    assert graph.number_of_edges() == len(two_sites.ties)
    assert graph.get_edge_data(("site", "1", "Ann"), ("site", "1", "Bob")) == {
        "help": {"question": "help", "weight": 1, "probability": 1.0}
    }


def test_a_networkx_result_lies_on_the_index_of_the_nodes(two_sites: Network) -> None:
    named_by = dict(two_sites.to_networkx().in_degree())
    assert pd.MultiIndex.from_tuples(named_by).equals(two_sites.nodes.index)


def test_igraph_carries_the_columns_as_attributes(village: Network) -> None:
    graph = village.to_igraph()
    assert isinstance(graph, igraph.Graph)
    assert graph.vs["name"] == names(village)
    assert graph.vs.find("Zoe")["respondent_id"] is None
    assert graph.es["question"] == village.ties["question"].tolist()
    assert village.graph.vs.attributes() == []


def test_frames_are_tidy_and_their_own(village: Network) -> None:
    nodes, ties = village.to_frames()
    assert nodes.columns[:4].tolist() == ["site", "wave", "person_id", "status"]
    ties.loc[0, "source"] = "Eve"
    assert village.ties.loc[0, "source"] == "Ann"


def test_the_same_ties_in_another_order_are_the_same_network(village: Network) -> None:
    again = Network.from_ties(TIES.sample(frac=1, random_state=1), respondents=["Dan", "Cat", "Bob", "Ann"])
    pd.testing.assert_frame_equal(again.nodes, village.nodes)
    pd.testing.assert_frame_equal(again.ties, village.ties)


def test_an_edge_list_without_its_columns_says_what_it_has() -> None:
    with pytest.raises(UsageError, match=r'column "target": the edge list lacks the column.*It has: source, to'):
        Network.from_ties(pd.DataFrame({"source": [1], "to": [2]}))


def test_a_tie_from_somebody_nobody_asked_is_refused_without_a_name() -> None:
    with pytest.raises(UsageError, match="1 ties start from somebody") as refusal:
        Network.from_ties(TIES, respondents=["Ann", "Bob"])
    assert "Cat" not in str(refusal.value)


def test_a_tie_to_somebody_who_is_not_a_node_breaks_the_contract(village: Network) -> None:
    with pytest.raises(TableError, match="both must be nodes"):
        replace(village, nodes=village.nodes.drop(index=("site", "1", "Bob")))


def test_a_network_of_nobody_can_be_made_and_shown() -> None:
    nobody = Network.from_ties(pd.DataFrame({"source": [], "target": []}))
    assert repr(nobody).startswith("Network(0 people")
    assert nobody.undirected.vcount() == 0
    assert "0 people" in nobody._repr_html_()
    assert nobody._repr_html_().count("not known") == 3  # population, whom it counts, coverage
    assert nobody.collapse().ties.empty
    assert nobody.to_networkx().number_of_nodes() == 0
