"""Ten classic networks, against what R's igraph and sna compute from the same files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.network import Network

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.third_party

NETWORKS = {
    "coleman_1": "coleman_1_edges_directed.csv",
    "flo_business": "flo_business_edges_undirected.csv",
    "flo_marriage": "flo_marriage_edges_undirected.csv",
    "ht_advice": "ht_advice_edges_directed.csv",
    "ht_friends": "ht_friends_edges_directed.csv",
    "ht_reports": "ht_reports_edges_directed.csv",
    "karate": "karate_edges_undirected.csv",
    "kite": "igraphdata_kite_edges_undirected.csv",
    "knecht_1": "knecht_1_edges_directed.csv",
    "s50_1": "s50_1_edges_undirected.csv",
}
IGRAPH = {
    "betweenness": "betweenness_undirected",
    "constraint": "constraint_igraph_undirected",
    "core_number": "coreness_undirected",
    "cut_point": "articulation",
    "degree": "degree_undirected",
    "effective_size": "effective_size_undirected",
    "in_degree": "indegree",
    "mentions": "indegree",
    "out_degree": "outdegree",
}
SNA = {
    "betweenness": "betweenness_undirected",
    "core_number": "kcore_undirected",
    "cut_point": "cutpoint_undirected",
    "in_degree": "indegree",
    "out_degree": "outdegree",
}


@pytest.fixture(params=sorted(NETWORKS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def network(name: str, third_party: Path) -> Network:
    """Everybody was interviewed; an undirected tie is one in each direction."""
    edges = pd.read_csv(third_party / "classic" / NETWORKS[name], dtype="str")
    ties = edges.set_axis(["source", "target"], axis="columns")
    if "undirected" in NETWORKS[name]:
        ties = pd.concat([ties, edges.set_axis(["target", "source"], axis="columns")])
    people = pd.read_csv(third_party / "classic" / f"{NETWORKS[name].split('_edges_')[0]}_nodes.csv", dtype="str")
    return Network.from_ties(ties, respondents=people["id"])


def reference(third_party: Path, file: str, network: Network) -> pd.DataFrame:
    """Return a reference table in the order of the network's people."""
    table = pd.read_csv(third_party / "reference" / file, dtype={"id": "str"}).set_index("id")
    people = network.nodes.index.get_level_values("person_id")
    assert sorted(table.index) == sorted(people)
    return table.loc[people]


def same(network: Network, table: pd.DataFrame, columns: dict[str, str]) -> None:
    for measure, column in columns.items():
        ours = getattr(measures, measure)(network).to_numpy(dtype="float64", na_value=np.nan)
        np.testing.assert_allclose(ours, table[column].astype("float64"), rtol=0, atol=1e-9, err_msg=measure)


def test_measures_of_people_are_those_of_igraph_in_r(name: str, network: Network, third_party: Path) -> None:
    same(network, reference(third_party, f"node_{name}.csv", network), IGRAPH)


def test_measures_of_people_are_those_of_sna_in_r(name: str, network: Network, third_party: Path) -> None:
    same(network, reference(third_party, f"sna_node_{name}.csv", network), SNA)


def test_components_hold_the_same_people_as_in_r(name: str, network: Network, third_party: Path) -> None:
    table = reference(third_party, f"node_{name}.csv", network)
    ours = measures.component(network).to_numpy()
    pairs = set(zip(ours.tolist(), table["component_weak"].tolist(), strict=True))
    assert len(pairs) == len(set(ours)) == table["component_weak"].nunique()
    sizes = table["component_weak"].map(table["component_weak"].value_counts())
    assert measures.component_size(network).tolist() == sizes.tolist()


def test_whole_network_measures_are_those_of_igraph_in_r(name: str, network: Network, third_party: Path) -> None:
    table = pd.read_csv(third_party / "reference" / "network_summary_igraph.csv").set_index("network").loc[name]
    counts = measures.components(network).iloc[0]
    assert counts["components"] == table["components_weak"]
    assert counts["largest"] == table["largest_component"]
    assert counts["isolates"] == table["isolates"]
    found = {
        "density": measures.density(network)["density"].item(),
        "transitivity_undirected": measures.transitivity(network)["transitivity"].item(),
    }
    if table["directed"]:
        mutual = measures.reciprocity(network)
        found |= {"reciprocity_edge": mutual["reciprocity"].item(), "mutual": mutual["mutual"].item()}
    for column, value in found.items():
        assert value == pytest.approx(table[column], abs=1e-9), column
