"""Adjacency matrices.

They carry who names whom and how much, one relation a sheet: no interpreters, no order of the names, no ties between
those named. So what is compared is the network, not the survey that the other layouts share.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import openpyxl
import pytest

from netsurvey.errors import DataError, SourceError
from netsurvey.ingest import read_survey
from netsurvey.ingest.formats import FORMATS, Files, format_of
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster, Survey

MATRIX = ",R1,R2,R3\nR1,0,2,1\nR2,0,0,0\nR3,,x,1\n"
TIES = [["R1", "R2", "2"], ["R1", "R3", "1"], ["R3", "R2", "x"], ["R3", "R3", "1"]]
EXACT = """
[study]
title = "t"
responses = {responses}
resolve = "exact"
[respondent]
id = "id"
[questions.tie]
asks = "people"
table = "ties"
name = "to"
closeness = "weight"
"""


def read(folder: Path, toml: str = EXACT, **files: str) -> tuple[Survey, Roster]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    toml = toml.replace("{responses}", str([f"{name}.csv" for name in files]))
    return read_survey(Study.model_validate(tomllib.loads(toml)), folder)


def ties(survey: Survey, roster: Roster) -> list[list[str]]:
    closeness = survey.mentions["closeness"]
    return roster.mentions[["respondent_id", "name"]].assign(closeness=closeness).to_numpy().tolist()


def test_every_cell_that_is_neither_empty_nor_nought_is_a_tie(tmp_path: Path) -> None:
    survey, roster = read(tmp_path, m=MATRIX)
    assert ties(survey, roster) == TIES
    assert survey.respondents["respondent_id"].tolist() == ["R1", "R2", "R3"]
    assert survey.answers["state"].tolist() == ["answered", "blank", "answered"]
    assert survey.mentions["kind"].tolist() == ["person", "person", "person", "self"]
    assert survey.report["balance"] == 0


def test_a_file_of_attributes_beside_it_says_who_was_asked(tmp_path: Path) -> None:
    toml = EXACT.replace('id = "id"', 'id = "who"\nattributes = ["team"]')
    survey, roster = read(tmp_path, toml, m=MATRIX, people="team,who\na,R1\nb,R2\na,R3\nb,R4\n")
    assert ties(survey, roster) == TIES
    assert survey.respondents[["respondent_id", "team"]].to_numpy().tolist() == [
        ["R1", "a"],
        ["R2", "b"],
        ["R3", "a"],
        ["R4", "b"],
    ]


def test_attributes_that_lack_somebody_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"people\.csv: has no column that holds the label of every row"):
        read(tmp_path, m=MATRIX, people="team,who\na,R1\nb,R2\n")


def test_each_sheet_of_a_workbook_is_a_relation(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, tie in (("help", (1, 0)), ("trust", (0, 1))):
        sheet = book.create_sheet(name)
        for row in (["id", 101, 102], [101, 0, tie[0]], [102, tie[1], 0]):
            sheet.append(row)
    book.save(tmp_path / "m.xlsx")
    toml = '[study]\ntitle = "t"\nresponses = "m.xlsx"\nresolve = "exact"\n[respondent]\nid = "id"\n'
    for name in ("help", "trust"):
        toml += f'[questions.{name}]\nasks = "people"\ntable = "{name}"\nname = "to"\n'
    _, roster = read_survey(Study.model_validate(tomllib.loads(toml)), tmp_path)
    assert roster.mentions[["question", "respondent_id", "name"]].to_numpy().tolist() == [
        ["help", "101", "102"],
        ["trust", "102", "101"],
    ]


def test_a_column_nobody_has_a_row_for_is_somebody_who_was_only_named(tmp_path: Path) -> None:
    toml = EXACT.replace('"exact"', '"exact"\nformat = "matrix"')
    survey, roster = read(tmp_path, toml, m="id,R1,R2,R9\nR1,0,1,1\nR2,1,0,0\n")
    assert survey.respondents["respondent_id"].tolist() == ["R1", "R2"]
    assert roster.mentions["name"].tolist() == ["R2", "R9", "R1"]


def test_a_matrix_with_a_header_only_has_no_forms(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has a header and no forms"):
        read(tmp_path, EXACT.replace('"exact"', '"exact"\nformat = "matrix"'), m="id,R1,R2\n")


@pytest.mark.parametrize(
    ("matrix", "what"),
    [
        ("id,choir,bowls\nR1,1,0\nR2,0,1\n", r"no matrix of people by people.*two-mode.*format = \"long\""),
        ("id,R1,R2\nR1,1,0\nR3,0,1\n", "row 3: the label of the row stands over no column"),
        ("id,R1,R2\nR1,1,0\nR1,0,1\n", "row 2: the label of the row stands over another row"),
        ("id,R1,R1\nR1,1,0\n", "column B has the label of another column"),
        ("id,R1,\nR1,1,0\n,1,0\n", "row 3: the row has no label"),
    ],
)
def test_what_is_no_matrix_of_people_is_refused_without_telling_a_label(tmp_path: Path, matrix: str, what: str) -> None:
    with pytest.raises(SourceError, match=what) as raised:
        read(tmp_path, EXACT.replace('"exact"', '"exact"\nformat = "matrix"'), m=matrix)
    assert "R1" not in str(raised.value)


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"m": MATRIX}, "matrix"),
        ({"m": MATRIX, "people": "who\nR1\nR2\nR3\n"}, "matrix"),
        ({"m": "id,R1,R2\nR1,1,0\n"}, "wide"),
        ({"m": "ref,a,b\n1,1,0\n2,0,1\n"}, "wide"),
    ],
)
def test_a_matrix_is_known_by_equal_labels(tmp_path: Path, files: dict[str, str], name: str) -> None:
    for file, text in files.items():
        (tmp_path / f"{file}.csv").write_text(text, encoding="utf-8")
    files_of_it = Files("x", [tmp_path / f"{file}.csv" for file in files])
    particular = [one.name for one in FORMATS if one.recognises(files_of_it) and one.name not in {"wide", "long"}]
    assert particular == ([] if name in {"wide", None} else [name])
    assert (found.name if (found := format_of(files_of_it)) else None) == name
