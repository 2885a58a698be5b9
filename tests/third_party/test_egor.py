"""egor's own files, in every layout egor reads, and the ego networks of Germans in Britain.

Which of egor's files hold the same study was found by comparing them. `alters_8` and `alters_8_wide` do, and so do
the alters and ties of the three-file, EgoWeb and OpenEddi sets of 32. Others were drawn anew by chance and agree in
their shape only: the alters of `one_file_8` and `egos_8`, those of `two_files_8_egos`, the ties of `edges_8`, and the
sex and age of the three sets of 32 egos. `ego_egor32.csv` is about yet another draw of 32 egos, of 12 alters each.
"""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse.measures import ego_networks
from netsurvey.ingest import read_survey
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster, Survey

STUDY = """
[study]
title = "egor"
responses = {responses}
resolve = "within"
[respondent]
id = "{ego}"
[questions.named]
asks = "people"
table = "alters"
name = "{alter}"
gender = "alter.sex"
age = "alter.age"
"""
TIES = """
[alter_ties]
table = "ties"
between = ["{one}", "{other}"]
alter = "{alter}"
strength = "weight"
"""
EGOR = {"ego": "egoID", "alter": "alterID", "one": "Source", "other": "Target"}
WIDE = EGOR | {"one": "from", "other": "to"}
EGOWEB = {"ego": "EgoID", "alter": "Alter.Number", "one": "Alter.1.Number", "other": "Alter.2.Number"}
OPENEDDI = {"ego": "puid", "alter": "nameid", "one": "nameid", "other": "targetid"}
THIRTY_TWO = {
    "egor": (["egos_32.csv", "alters_32.csv", "edges_32.csv"], EGOR),
    "egoweb": (["egoweb/egos_32.csv", "egoweb/alters_32.csv", "egoweb/edges_32.csv"], EGOWEB),
    "openeddi": (["openeddi"], OPENEDDI),
}

pytestmark = pytest.mark.third_party


def read(
    source: Path, folder: Path, files: list[str], headers: dict[str, str], ties: str = TIES
) -> tuple[Survey, Roster]:
    copies = []
    for name in files:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        copies.append(str(copy(source / name, folder / name.rsplit("/", 1)[-1])))
    toml = (STUDY + ties).format(responses=copies, **headers)
    survey, roster = read_survey(Study.model_validate(tomllib.loads(toml)), folder)
    assert survey.report["balance"] == 0
    return survey, roster


def named(roster: Roster) -> set[tuple[str, ...]]:
    return set(roster.mentions[["respondent_id", "name", "gender", "age"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(("files", "headers"), THIRTY_TWO.values(), ids=THIRTY_TWO)
def test_three_tables_of_32_egos_are_the_same_in_each_layout(
    third_party: Path, tmp_path: Path, files: list[str], headers: dict[str, str]
) -> None:
    source = third_party / "egor"
    survey, roster = read(source, tmp_path, files, headers)
    alters = pd.read_csv(source / "alters_32.csv", sep=";", dtype=str)
    edges = pd.read_csv(source / "edges_32.csv", sep=";")
    assert len(survey.respondents) == 32
    assert len(survey.quarantine) == 0
    assert named(roster) == set(alters.itertuples(index=False, name=None))
    found = survey.mention_ties[["respondent_id", "position_a", "position_b", "strength"]].astype("int64")
    assert set(found.itertuples(index=False, name=None)) == set(edges.itertuples(index=False, name=None))
    assert len(found) == len(edges) == 4112


def test_in_the_32_every_pair_was_tied_so_that_each_ego_has_one_separate_contact(
    third_party: Path, tmp_path: Path
) -> None:
    survey, _ = read(third_party / "egor", tmp_path, *THIRTY_TWO["egor"])
    egos = ego_networks(survey)
    counted = pd.read_csv(third_party / "egor" / "alters_32.csv", sep=";").groupby("egoID").size()
    assert dict(zip(egos.index.get_level_values(2).astype(int), egos["size"], strict=True)) == counted.to_dict()
    assert (egos["density"] == 1).all()
    np.testing.assert_allclose(egos["effective_size"], 1)


def test_one_long_and_one_wide_file_of_the_same_alters_agree(third_party: Path, tmp_path: Path) -> None:
    source = third_party / "egor"
    alters = pd.read_csv(source / "alters_8.csv", sep=";", dtype=str)
    expected = set(alters.itertuples(index=False, name=None))
    for place, files in enumerate((["alters_8.csv", "egos_8.csv"], ["alters_8_wide.csv", "egos_8.csv"])):
        folder = tmp_path / str(place)
        folder.mkdir()
        survey, roster = read(source, folder, files, EGOR, ties="")
        assert len(survey.respondents) == 16
        assert named(roster) == expected
        assert len(survey.quarantine) == 0


@pytest.mark.parametrize("file", ["one_file_8.csv", "egos_8.csv"])
def test_one_wide_file_gives_its_alters_and_its_ties(third_party: Path, tmp_path: Path, file: str) -> None:
    survey, roster = read(third_party / "egor", tmp_path, [file], WIDE)
    rows = pd.read_csv(third_party / "egor" / file, sep=";", dtype=str).to_dict("records")
    assert named(roster) == {
        (row["egoID"], str(n), row[f"alter.sex.{n}"], row[f"alter.age.{n}"]) for row in rows for n in range(1, 9)
    }
    found = survey.mention_ties[["respondent_id", "position_a", "position_b", "strength"]]
    assert {tuple(map(str, row[:3])): row[3] for row in found.itertuples(index=False, name=None)} == {
        (row["egoID"], str(a), str(b)): float(row[f"X{a}.to.{b}"])
        for row in rows
        for a in range(1, 9)
        for b in range(a + 1, 9)
    }
    assert len(found) == 16 * 28


def test_wide_alters_beside_the_egos_take_long_ties(third_party: Path, tmp_path: Path) -> None:
    survey, roster = read(third_party / "egor", tmp_path, ["two_files_8_egos.csv", "edges_8.csv"], EGOR)
    assert len(survey.respondents) == 128
    assert len(roster.mentions) == 128 * 8
    assert len(survey.mention_ties) == 128 * 28
    assert len(survey.quarantine) == 0


def test_ties_of_egos_who_are_not_in_the_study_are_set_aside(third_party: Path, tmp_path: Path) -> None:
    survey, _ = read(third_party / "egor", tmp_path, ["egos_8.csv", "alters_8.csv", "edges_8.csv"], EGOR)
    assert len(survey.mention_ties) == 16 * 28
    assert set(survey.quarantine["reason"]) == {"no form has this row's id"}
    assert len(survey.quarantine) == (128 - 16) * 28 * 4


def test_an_id_that_is_a_word_in_one_file_and_a_number_in_the_other_is_not_guessed(
    third_party: Path, tmp_path: Path
) -> None:
    survey, roster = read(third_party / "egor", tmp_path, ["egos_ws.csv", "alters_ws_wide.csv"], EGOR, ties="")
    assert survey.respondents["respondent_id"].tolist() == ["Stanley", "2", "3"]
    assert survey.answers["state"].tolist() == ["blank", "answered", "answered"]
    assert roster.mentions["name"].tolist() == ["1", "2", "3", "4", "5"] * 2
    assert set(survey.quarantine["row"]) == {2}
    assert set(survey.quarantine["reason"]) == {"no form has this row's id"}


def test_the_ego_networks_of_germans_in_britain_are_those_that_r_counts(third_party: Path, tmp_path: Path) -> None:
    files = [f"egor_transnat_{name}.csv" for name in ("ego", "alter", "aatie")]
    for name in files:
        shutil.copy(third_party / "egor" / name, tmp_path)
    toml = f"""
[study]
title = "Germans in Britain"
responses = {files}
resolve = "within"
[respondent]
id = ".egoID"
[questions.named]
asks = "people"
table = "alters"
name = ".altID"
[alter_ties]
table = "ties"
between = [".srcID", ".tgtID"]
alter = ".altID"
strength = "weight"
[alter_ties.strengths]
good = 4
"less than good" = 3
"loose contact" = 2
"not at all" = 1
"""
    survey, _ = read_survey(Study.model_validate(tomllib.loads(toml)), tmp_path)
    assert survey.report["balance"] == 0
    assert len(survey.quarantine) == 0
    egos = ego_networks(survey).droplevel(["site", "wave"])
    expected = pd.read_csv(third_party / "reference" / "ego_transnat.csv").set_index(".egoID")
    assert egos.index.astype(int).tolist() == expected.index.tolist()
    for ours, theirs in (
        ("size", "alters"),
        ("ties", "aa_ties"),
        ("density", "aa_density"),
        ("components", "aa_components"),
        ("isolates", "aa_isolates"),
        ("effective_size", "eff_size"),
        ("efficiency", "efficiency"),
        ("constraint", "ego_constraint"),
    ):
        np.testing.assert_allclose(egos[ours].astype(float), expected[theirs], rtol=1e-12, err_msg=ours)
