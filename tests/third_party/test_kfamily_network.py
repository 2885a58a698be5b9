"""The Korean family-planning survey from its wide file to its networks, against its own authors' software and R."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.ingest import ingest
from netsurvey.network import Network, build_network
from netsurvey.resolve import resolve
from netsurvey.store import open_study

pytestmark = pytest.mark.third_party

SHEET = "kfamily_villages_1_12.csv"
QUESTIONS = [
    "talk_about_FP",
    "closest_neighbour_met",
    "advice_FP_sought",
    "info_FP_provided",
    "advice_abortion",
    "advice_health",
    "advice_purchases",
    "advice_child_education",
]


@pytest.fixture(scope="module")
def network(third_party: Path, tmp_path_factory: pytest.TempPathFactory) -> Network:
    """The network among the interviewed, from a folder that holds the sheet and a study file and nothing else."""
    folder = tmp_path_factory.mktemp("kfamily")
    shutil.copyfile(third_party / "kfamily" / SHEET, folder / SHEET)
    shutil.copyfile(Path(__file__).with_name("kfamily.toml"), folder / "study.toml")
    study = open_study(folder)
    survey, roster = ingest(study)
    people = resolve(survey, roster, decisions=study.decisions(), seed=1)
    return build_network(survey, people).among_respondents()


@pytest.fixture(scope="module")
def women(network: Network) -> pd.Series[int]:
    """The number the reference files know each node by: village * 1000 + id."""
    nodes = network.nodes.reset_index()
    numbers = nodes["site"].astype(int) * 1000 + nodes["respondent_id"].astype(int)
    return pd.Series(numbers.to_numpy(), index=network.nodes.index)


@pytest.fixture(scope="module")
def sheet(third_party: Path) -> pd.DataFrame:
    """One row a filled slot of the raw sheet: who, under which question, named whom."""
    raw = pd.read_csv(third_party / "kfamily" / SHEET)
    slots = [
        pd.DataFrame(
            {
                "from": raw["village"] * 1000 + raw["id"],
                "to": raw["village"] * 1000 + raw[f"net{number}{slot}"],
                "question": question,
            }
        )[raw[f"net{number}{slot}"].fillna(0) != 0]
        for number, question in enumerate(QUESTIONS, start=1)
        for slot in range(1, 6)
    ]
    return pd.concat(slots, ignore_index=True).astype({"to": "int64"})


def test_517_women_were_interviewed_in_12_villages(network: Network) -> None:
    assert len(network.nodes) == 517
    assert len(network.blocks) == 12
    assert list(network.roles) == QUESTIONS


def test_ties_among_the_interviewed_are_the_2616_of_the_datas_own_authors(
    network: Network, women: pd.Series[int], sheet: pd.DataFrame, third_party: Path
) -> None:
    """Their count is of slots: a woman written twice under one question counts twice, in a weight of ours once."""
    reference = pd.read_csv(third_party / "reference" / "kfamily_edges_netdiffuseR.csv").set_index(["from", "to"])
    collapsed = network.collapse()
    ends = [women.to_numpy()[collapsed.edges[:, end]] for end in (0, 1)]
    ours = pd.Series(
        collapsed.ties["weight"].to_numpy(), index=pd.MultiIndex.from_arrays(ends, names=["from", "to"])
    ).sort_index()
    assert len(ours) == 2616
    assert ours.index.equals(reference.sort_index().index)
    repeats = sheet[sheet.duplicated()].groupby(["from", "to"]).size().reindex(ours.index, fill_value=0)
    assert int(repeats.sum()) == 9
    np.testing.assert_array_equal(ours + repeats, reference.sort_index()["value"])


@pytest.mark.parametrize("question", [*QUESTIONS, "ANY"])
def test_each_village_and_question_has_the_ties_reciprocity_isolates_and_components_of_r(
    question: str, network: Network, third_party: Path
) -> None:
    summary = pd.read_csv(third_party / "reference" / "kfamily_village_generator_summary.csv")
    expected = summary[summary["generator"] == question].astype({"village": "str"}).set_index("village").sort_index()
    layer = network if question == "ANY" else network.select([question])
    parts = (measures.density, measures.reciprocity, measures.components, measures.transitivity)
    found = pd.concat([part(layer).drop(columns="coverage") for part in parts], axis="columns").droplevel("wave")
    found = found.loc[:, ~found.columns.duplicated()]
    assert found.index.tolist() == expected.index.tolist()
    for ours, theirs in {
        "ties": "ties",
        "mutual": "mutual",
        "isolates": "isolates",
        "components": "components_weak",
        "largest": "largest_weak",
        "density": "density",
        "reciprocity": "reciprocity",
        "transitivity": "transitivity_undirected",
    }.items():
        np.testing.assert_allclose(found[ours], expected[theirs], rtol=0, atol=1e-9, err_msg=ours)


def test_measures_of_each_woman_are_those_of_r(network: Network, women: pd.Series[int], third_party: Path) -> None:
    table = pd.read_csv(third_party / "reference" / "kfamily_node_any.csv")
    expected = table.set_index(table["village"] * 1000 + table["id"]).loc[women.to_numpy()]
    for measure, column in {
        "mentions": "indegree",
        "out_degree": "outdegree",
        "betweenness": "betweenness_undirected",
        "constraint": "constraint_undirected",
        "harmonic": "harmonic_undirected",
        "local_clustering": "clustering",
    }.items():
        ours = getattr(measures, measure)(network).to_numpy(dtype="float64", na_value=np.nan)
        np.testing.assert_allclose(ours, expected[column], rtol=0, atol=1e-9, err_msg=measure)
