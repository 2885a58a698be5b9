"""EgoWeb and OpenEddi: the same three tables as egor's under other headers; EgoWeb may do without that of egos."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.ingest.formats.equal import FORMS, PEOPLE, TIES, check, study_file

from netsurvey.errors import SourceError
from netsurvey.ingest import read_survey
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

WHEN = 'when = { column = "QUESTION", equals = "true" }'
ABOUT = 'relation = "relation"\nstreet = "street"\nage = "age"\n'
KEYS = ("relation", "street", "age", "help", "trust")


def test_egoweb_reads_as_what_was_said(tmp_path: Path) -> None:
    egos = pd.DataFrame(FORMS).rename(columns={"ref": "EgoID"})
    alters = pd.DataFrame(PEOPLE).rename(columns={"ref": "EgoID", "alter": "Alter Number", "name": "Alter Name"})
    ties = pd.DataFrame(TIES).set_axis(["EgoID", "Alter 1 Number", "Alter 2 Number", "weight"], axis=1)
    for name, table in (("egos", egos), ("ego-alter", alters), ("pairs", ties)):
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    check(
        tmp_path,
        study_file(
            ["egos.csv", "ego-alter.csv", "pairs.csv"],
            people=f'table = "alters"\nname = "Alter Name"\n{ABOUT}{WHEN}',
            ties='table = "ties"\nbetween = ["Alter 1 Number", "Alter 2 Number"]\nalter = "Alter Number"\n'
            'strength = "weight"',
            column=lambda header: "EgoID" if header == "ref" else header,
        ),
    )


def test_egoweb_without_a_table_of_egos_reads_all_but_those_who_named_nobody(tmp_path: Path) -> None:
    forms = {form["ref"]: form for form in FORMS}
    rows = [
        {"EgoID": person["ref"]}
        | {key: text for key, text in forms[person["ref"]].items() if key != "ref"}
        | {"Alter.Number": person["alter"], "Alter.Name": person["name"]}
        | {f"alter_{key}": person[key] for key in KEYS}
        for person in PEOPLE
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "ego-alter.csv", index=False)
    ties = pd.DataFrame(TIES).set_axis(["EgoID", "Alter.1.Number", "Alter.2.Number", "weight"], axis=1)
    ties.to_csv(tmp_path / "pairs.csv", index=False)
    about = "\n".join(f'{key} = "alter_{key}"' for key in KEYS[:3])
    check(
        tmp_path,
        study_file(
            ["ego-alter.csv", "pairs.csv"],
            people=f'table = "alters"\nname = "Alter.Name"\n{about}\n{WHEN.replace("QUESTION", "alter_QUESTION")}',
            ties='table = "pairs"\nbetween = ["Alter.1.Number", "Alter.2.Number"]\nalter = "Alter.Number"\n'
            'strength = "weight"',
            column=lambda header: "EgoID" if header == "ref" else header,
        ),
        alterless=False,
    )


def test_egoweb_interviews_that_share_an_ego_id_are_told_apart_by_the_interview(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("Interview ID,EgoID\n11,anna\n12,anna\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "Interview ID,EgoID,Alter Number,Alter Name\n11,anna,1,Sue\n12,anna,1,Jo\n", encoding="utf-8"
    )
    toml = (
        '[study]\ntitle = "t"\nresponses = ["e.csv", "a.csv"]\n[respondent]\nid = "Interview ID"\n'
        '[questions.q]\nasks = "people"\ntable = "alters"\nname = "Alter Name"\n'
    )
    _, roster = read_survey(Study.model_validate(tomllib.loads(toml)), tmp_path)
    assert roster.mentions[["respondent_id", "name"]].to_numpy().tolist() == [["11", "Sue"], ["12", "Jo"]]


def test_openeddi_reads_as_what_was_said(tmp_path: Path) -> None:
    egos = pd.DataFrame(FORMS).rename(columns={"ref": "puid"})
    alters = pd.DataFrame(PEOPLE).rename(columns={"ref": "puid", "alter": "nameid"})
    ties = pd.DataFrame(TIES).set_axis(["puid", "nameid", "targetid", "weight"], axis=1)
    (tmp_path / "export").mkdir()
    for name, table in (("responses", egos), ("namedetails", alters), ("nameties", ties)):
        table.to_csv(tmp_path / "export" / f"study_{name}.csv", index=False)
    check(
        tmp_path,
        study_file(
            "export",
            people=f'table = "study_namedetails"\nname = "name"\n{ABOUT}{WHEN}',
            ties='table = "study_nameties"\nbetween = ["nameid", "targetid"]\nalter = "nameid"\nstrength = "weight"',
            column=lambda header: "puid" if header == "ref" else header,
        ),
    )


def test_openeddi_without_its_names_says_which_export_is_lacking(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("puid,sex\n1,f\n", encoding="utf-8")
    toml = '[study]\ntitle = "t"\nresponses = "r.csv"\nformat = "openeddi"\n[respondent]\nid = "puid"\n'
    with pytest.raises(SourceError, match=r"no table of the people named.*Add the export of the alters"):
        read_survey(Study.model_validate(tomllib.loads(toml)), tmp_path)
