"""The table of who lives there: read as it is, every slip told with its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import DataError, SourceError
from netsurvey.store import StudyFolder
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Reader

TOML = """
[study]
title = "T"
responses = "responses.csv"
site = { column = "village" }
census = "census.csv"
[respondent]
id = "ref"
age = "age"
[attributes.work]
column = "work"
"""
SHEET = "ref,village,age,work\n1,Ashby,16-24,employed\n2,Barton,25-34,retired\n"


def test_rows_are_kept_with_their_place_in_the_file(read: Reader) -> None:
    census = 'Attribute,Level,Count,Site\nage,16-24,"1,200",Ashby\n,,,\nWork,retired,30.0,\n'
    table = read(TOML, responses=SHEET, census=census)[0].census
    assert table[["attribute", "level", "count", "row"]].to_numpy().tolist() == [
        ["age", "16-24", 1200, 2],
        ["work", "retired", 30, 4],
    ]
    assert table["site"].fillna("").tolist() == ["Ashby", ""]


def test_a_study_without_a_census_has_no_rows(read: Reader) -> None:
    assert read(TOML.replace('census = "census.csv"', ""), responses=SHEET)[0].census.empty


def test_every_slip_is_told_at_once_with_its_row(read: Reader) -> None:
    census = "attribute,level,count,site\nage,16-24,many,Ashby\nwrok,retired,5,Ashbee\nage,,-1,\nage,16-24,7,ashby\n"
    with pytest.raises(DataError) as error:
        read(TOML, responses=SHEET, census=census)
    assert [(problem.row, problem.column, problem.value) for problem in error.value.problems] == [
        (2, "count", "many"),
        (3, "attribute", "wrok"),
        (3, "site", "Ashbee"),
        (4, "level", None),
        (4, "count", "-1"),
        (5, "level", "16-24"),
    ]
    assert "Nearest: work." in str(error.value)
    assert "Nearest: Ashby." in str(error.value)
    assert "was given in row 2 already" in str(error.value)


def test_a_missing_column_is_told_with_those_there_must_be(read: Reader) -> None:
    with pytest.raises(DataError, match=r'column "count": has no such column. Its columns are attribute, level, count'):
        read(TOML, responses=SHEET, census="attribute,level,people\nage,16-24,5\n")


def test_a_file_that_is_not_there_is_told(read: Reader) -> None:
    with pytest.raises(SourceError, match=r"census\.csv: is not there"):
        read(TOML, responses=SHEET)


def test_the_folder_knows_the_census_as_long_as_it_is_there(tmp_path: Path) -> None:
    study = Study.model_validate(
        {"study": {"title": "T", "responses": "r.csv", "census": "c.csv"}, "respondent": {"id": "ref"}}
    )
    folder = StudyFolder(path=tmp_path, file=tmp_path / "study.toml", study=study)
    assert folder.census() == []
    (tmp_path / "c.csv").write_text("attribute,level,count\n")
    assert [path.name for path in folder.census()] == ["c.csv"]
