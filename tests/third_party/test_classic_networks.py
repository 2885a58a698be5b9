"""Ten classic networks and two villages, against what R's igraph and sna compute from the same files."""

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

CLASSIC = {
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
VILLAGES = ("strand_colombia", "strand_foodsharing")
FILES = {
    **{name: (f"classic/{file}", f"classic/{file.split('_edges_')[0]}_nodes.csv") for name, file in CLASSIC.items()},
    **{name: (f"strand/{name}/friends_edges.csv", f"strand/{name}/individuals.csv") for name in VILLAGES},
}
IGRAPH = {
    "betweenness": "betweenness_undirected",
    "constraint": "constraint_igraph_undirected",
    "core_number": "coreness_undirected",
    "cut_point": "articulation",
    "degree": "degree_undirected",
    "effective_size": "effective_size_undirected",
    "eigenvector": "eigen_undirected_max1",
    "harmonic": "harmonic_undirected",
    "in_degree": "indegree",
    "local_clustering": "local_clustering_undirected",
    "mentions": "indegree",
    "out_degree": "outdegree",
    "pagerank": "pagerank_native_085",
    "reciprocated_degree": "degree_reciprocated",
}
SNA = {
    "betweenness": "betweenness_undirected",
    "core_number": "kcore_undirected",
    "cut_point": "cutpoint_undirected",
    "degree": "freeman_undirected",
    "in_degree": "indegree",
    "out_degree": "outdegree",
}


classic = pytest.mark.parametrize("name", sorted(CLASSIC))


@pytest.fixture(params=sorted(FILES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def people(name: str, third_party: Path) -> pd.DataFrame:
    return pd.read_csv(third_party / FILES[name][1], dtype="str").set_index("id").sort_index()


@pytest.fixture
def network(name: str, people: pd.DataFrame, third_party: Path) -> Network:
    """Everybody was interviewed; an undirected tie is one in each direction."""
    edges = pd.read_csv(third_party / FILES[name][0], dtype="str").iloc[:, :2]
    ties = edges.set_axis(["source", "target"], axis="columns")
    if "undirected" in FILES[name][0]:
        ties = pd.concat([ties, edges.set_axis(["target", "source"], axis="columns")])
    return Network.from_ties(ties, respondents=people.index)


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


def test_closeness_is_that_of_igraph_in_r_times_the_people_within_reach(
    name: str, network: Network, third_party: Path
) -> None:
    table = reference(third_party, f"node_{name}.csv", network)
    within_reach = measures.component_size(network).to_numpy() - 1
    theirs = table["closeness_undirected_igraph"] * np.where(within_reach > 0, within_reach, np.nan)
    np.testing.assert_allclose(measures.closeness(network), theirs, rtol=0, atol=1e-9)


@classic
def test_closeness_harmonic_and_eigenvector_are_those_of_sna_in_r_on_its_scales(
    name: str, network: Network, third_party: Path
) -> None:
    table = reference(third_party, f"sna_node_{name}.csv", network)
    others = len(network.nodes) - 1
    connected = measures.components(network)["components"].item() == 1
    closeness = measures.closeness(network) if connected else np.zeros(others + 1)
    np.testing.assert_allclose(closeness, table["closeness_freeman_undirected"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(measures.harmonic(network) / others, table["closeness_suminvundir"], rtol=0, atol=1e-9)
    if name != "ht_reports":  # where sna says that it did not converge
        standing = measures.eigenvector(network).to_numpy()
        theirs = table["evcent_undirected"].abs()
        np.testing.assert_allclose(standing / np.linalg.norm(standing), theirs, rtol=0, atol=1e-9)


@classic
def test_measures_of_people_are_those_of_sna_in_r(name: str, network: Network, third_party: Path) -> None:
    same(network, reference(third_party, f"sna_node_{name}.csv", network), SNA)


def test_components_hold_the_same_people_as_in_r(name: str, network: Network, third_party: Path) -> None:
    table = reference(third_party, f"node_{name}.csv", network)
    for measure, column in ((measures.component, "component_weak"), (measures.strong_component, "component_strong")):
        ours = measure(network).to_numpy()
        pairs = set(zip(ours.tolist(), table[column].tolist(), strict=True))
        assert len(pairs) == len(set(ours)) == table[column].nunique()
    sizes = table["component_weak"].map(table["component_weak"].value_counts())
    assert measures.component_size(network).tolist() == sizes.tolist()


def test_whole_network_measures_are_those_of_igraph_in_r(name: str, network: Network, third_party: Path) -> None:
    table = pd.read_csv(third_party / "reference" / "network_summary_igraph.csv").set_index("network").loc[name]
    counts = measures.components(network).iloc[0]
    assert counts["components"] == table["components_weak"]
    assert counts["largest"] == table["largest_component"]
    assert counts["isolates"] == table["isolates"]
    clustering, lengths = measures.local_clustering(network), measures.distances(network).iloc[0]
    central = measures.centralisation(network).iloc[0]
    found = {
        "density": measures.density(network)["density"].item(),
        "transitivity_undirected": measures.transitivity(network)["transitivity"].item(),
        "avg_local_clustering_undirected_nan": clustering.mean(),
        "avg_local_clustering_undirected_zero": clustering.fillna(0).mean(),
        "mean_distance_undirected": lengths["mean"],
        "diameter_undirected": lengths["longest"],
        "components_strong": measures.strong_component(network).nunique(),
        "bridges_undirected": measures.bridges(network).sum() / 2,
        "articulation_points": measures.cut_point(network).sum(),
        "centr_degree_undirected_sna": central["degree"],
        "centr_betw_undirected": central["betweenness"],
        "degree_assortativity_undirected": measures.assortativity(network, measures.degree(network))[
            "assortativity"
        ].item(),
    }
    if table["directed"]:
        mutual, pairs = measures.reciprocity(network), measures.dyad_census(network).iloc[0]
        found |= {"reciprocity_edge": mutual["reciprocity"].item(), "mutual": mutual["mutual"].item()}
        found |= {"mutual": pairs["mutual"], "asym": pairs["one_way"], "null": pairs["null"]}
    for column, value in found.items():
        assert value == pytest.approx(table[column], abs=1e-9), column


def test_whole_network_measures_are_those_of_sna_in_r(name: str, network: Network, third_party: Path) -> None:
    table = pd.read_csv(third_party / "reference" / "network_summary_sna.csv").set_index("network").loc[name]
    central, pairs = measures.centralisation(network).iloc[0], measures.dyad_census(network).iloc[0]
    alike = pairs["mutual"] + pairs["null"]
    found = {
        "gden": measures.density(network)["density"].item(),
        "grecip_dyadic": alike / (alike + pairs["one_way"]),
        "grecip_dyadic_nonnull": pairs["mutual"] / (pairs["mutual"] + pairs["one_way"]),
        "grecip_edgewise": measures.reciprocity(network)["reciprocity"].item(),
        "centralization_degree_undirected": central["degree"],
        "centralization_betweenness_undirected": central["betweenness"],
    }
    if "_directed" in FILES[name][0] or name in VILLAGES:
        found |= {"centralization_indegree": central["in_degree"], "centralization_outdegree": central["out_degree"]}
    for column, value in found.items():
        assert value == pytest.approx(table[column], abs=1e-9), column


@pytest.mark.parametrize("name", [*sorted(name for name in CLASSIC if "_directed" in CLASSIC[name]), *VILLAGES])
def test_triads_are_those_that_igraph_in_r_counts(name: str, network: Network, third_party: Path) -> None:
    table = pd.read_csv(third_party / "reference" / "triad_census_igraph.csv", dtype={"type": "str"})
    theirs = table[table["network"] == name].set_index("type")["count"]
    counts = measures.triad_census(network).drop(columns="coverage").iloc[0]
    assert counts.astype("int64").to_dict() == theirs.to_dict()


@pytest.mark.parametrize(
    ("name", "attribute"),
    [("ht_friends", "dept"), ("ht_friends", "level"), ("strand_colombia", "Ethnicity"), ("strand_colombia", "Sex")],
)
def test_ei_index_and_assortativity_of_namings_are_those_of_r(
    name: str, attribute: str, network: Network, people: pd.DataFrame, third_party: Path
) -> None:
    table = pd.read_csv(third_party / "reference" / "assortativity_EI.csv")
    theirs = table[(table["network"] == name) & (table["attribute"] == attribute)].iloc[0]
    groups = people[attribute].loc[network.nodes.index.get_level_values("person_id")].set_axis(network.nodes.index)
    ours = measures.ei_index(network, groups, directed=True).iloc[0]
    assert (ours["internal"], ours["external"], ours["unknown"]) == (theirs["internal"], theirs["external"], 0)
    assert ours["ei"] == pytest.approx(theirs["EI"], abs=1e-9)
    alike = measures.assortativity(network, groups, directed=True)["assortativity"].item()
    assert alike == pytest.approx(theirs["assortativity_nominal"], abs=1e-9)
