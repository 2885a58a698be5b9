from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.errors import DataError
from netsurvey.ingest.corrections import apply_corrections, corrections_without
from netsurvey.ingest.formats.parts import Part
from netsurvey.ingest.pages import Page
from netsurvey.ingest.sheet import Sheet
from netsurvey.study import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ingest.conftest import Reader

HELP = """
[questions.help]
asks = "people"
name = "help_{n}"
[questions.age]
asks = "number"
column = "age"
"""
SHEET = "ref,help_1,help_2,age\n1,Ada Brown,,3/4\n2,Bo Reed,,51\n"
HEAD = "row,column,was,becomes,who,why\n"


def told(error: pytest.ExceptionInfo[DataError]) -> str:
    return str(error.value)


def test_a_correction_is_read_in_the_place_of_what_was_typed(read: Reader) -> None:
    survey, _ = read(HELP, responses=SHEET, corrections=HEAD + "2,age, 3/4 , 34 ,ada,slip of the pen\n")
    assert survey.answers.query("question == 'age'")["number"].tolist() == [34, 51]
    assert survey.report["balance"] == 0
    assert survey.report["corrections"]["applied"] == 1
    assert len(survey.quarantine) == 0


def test_the_files_of_answers_are_never_written_to(read: Reader, tmp_path: Path) -> None:
    read(HELP, responses=SHEET, corrections=HEAD + "2,age,3/4,34,ada,-\n")
    assert (tmp_path / "responses.csv").read_text(encoding="utf-8") == SHEET


def test_nothing_as_new_text_empties_a_cell_and_nothing_as_old_text_means_it_was_empty(read: Reader) -> None:
    survey, roster = read(HELP, responses=SHEET, corrections=HEAD + "2,help_1,Ada Brown,,a,-\n3,help_2,,Cy Fox,a,-\n")
    assert roster.mentions["name"].tolist() == ["Bo Reed", "Cy Fox"]
    assert survey.answers.query("question == 'help'")["state"].tolist() == ["blank", "answered"]
    assert survey.report["balance"] == 0


def test_an_id_can_be_corrected(read: Reader) -> None:
    survey, _ = read(HELP, responses=SHEET, corrections=HEAD + "3,ref,2,7,a,-\n")
    assert survey.respondents["respondent_id"].tolist() == ["1", "7"]


def test_without_corrections_none_are_applied(read: Reader) -> None:
    assert read(HELP, responses=SHEET)[0].report["corrections"] == {"applied": 0, "cells": []}
    assert read(HELP, responses=SHEET, corrections=HEAD)[0].report["corrections"]["applied"] == 0


@pytest.mark.parametrize("column", ["age", "AGE", "D", "d"])
def test_a_column_is_named_by_its_header_or_its_letter(read: Reader, column: str) -> None:
    survey, _ = read(HELP, responses=SHEET, corrections=f"{HEAD}2,{column},3/4,34,a,-\n")
    assert survey.answers["number"].dropna().tolist() == [34, 51]


def test_a_header_wins_over_a_letter(read: Reader) -> None:
    sheet = SHEET.replace("age", "A")
    survey, _ = read(HELP.replace('"age"', '"A"'), responses=sheet, corrections=HEAD + "2,A,3/4,34,a,-\n")
    assert survey.answers["number"].dropna().tolist() == [34, 51]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffRow;Column;Was;Becomes;Who;Why\n2;age;3/4;34;a;-\n".encode(),
        "row\tcolumn\twas\tbecomes\twho\twhy\n2\tage\t3/4\t34\tZoë\t-\n".encode("cp1252"),
        "Why,Who,becomes,was,column,row\n-,a,34,3/4,age,2.0\n\n,,,,,\n".encode("utf-16"),
    ],
    ids=["Excel, semicolons", "Windows-1252, tabs", "UTF-16, columns in another order"],
)
def test_the_corrections_may_come_from_any_spreadsheet_program(read: Reader, text: bytes) -> None:
    survey, _ = read(HELP, responses=SHEET, corrections=text)
    assert survey.answers["number"].dropna().tolist() == [34, 51]


def test_a_value_may_be_copied_from_the_list_of_cells_set_aside(read: Reader) -> None:
    survey, _ = read(HELP, responses=SHEET.replace("3/4", "-x"), corrections=HEAD + "2,age,'-x,34,a,-\n")
    assert survey.answers["number"].dropna().tolist() == [34, 51]


def test_corrections_find_the_sheet_of_a_workbook(read: Reader, workbook: Callable[..., bytes]) -> None:
    toml = """
[study]
title = "T"
responses = "book.xlsx"
[respondent]
id = "ref"
[questions.help]
asks = "people"
table = "people"
name = "who"
"""
    book = workbook(main=[["ref", "age"], [1, 30], [2, 40]], people=[["ref", "who"], [1, "Ada Brown"], [2, "Bo Reed"]])
    head = "file,sheet,row,column,was,becomes,who,why\n"
    for place in ("book.xlsx,people", "book.xlsx:people,", ",people", "BOOK.XLSX,People"):
        _, roster = read(toml, **{"book.xlsx": book, "corrections.csv": f"{head}{place},3,who,Bo Reed,Cy Fox,a,-\n"})
        assert roster.mentions["name"].tolist() == ["Ada Brown", "Cy Fox"]
    with pytest.raises(DataError, match=r"which of the sheets.*book.xlsx:main, book.xlsx:people"):
        read(toml, **{"book.xlsx": book, "corrections.csv": f"{head},,3,who,Bo Reed,Cy Fox,a,-\n"})


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "2,help_1,Ada Browne,Ada Green,a,-",
            r'row 2, column "was": responses.csv, row 2, column "help_1" does not hold',
        ),
        ("2,help_1,Ada Green,Ada Brown,a,-", r'column "was".*holds already what the correction makes of it'),
        ("2,help_1,,Ada Green,a,-", r"does not hold what `was` says"),
        ("1,help_1,help_1,x,a,-", r'column "row": responses.csv has no such row below its header.*from 2 to 3'),
        ("9,help_1,x,y,a,-", r"no such row"),
        ("two,help_1,x,y,a,-", r"no such row"),
        (",help_1,x,y,a,-", r"no such row"),
        ("2,help_11,Ada Brown,y,a,-", r'column "column": responses.csv has no such column. Nearest: help_1'),
        ("2,,Ada Brown,y,a,-", r"no such column"),
        ("2,help_1,Ada Brown,Ada Green,a,-\n2,B,Ada Brown,Ada Grey,a,-", r"row 3.*the cell that row 2 corrects"),
        ("2,help_1,Brown, Ada,Ada Brown,a,-", r"more cells than the header.*quotation marks"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_without_telling_a_name(
    read: Reader, rows: str, message: str
) -> None:
    with pytest.raises(DataError, match=message) as error:
        read(HELP, responses=SHEET, corrections=f"{HEAD}{rows}\n")
    assert "corrections.csv" in told(error)
    assert not {"Ada", "Brown", "Green"} & set(told(error).replace('"', " ").split())


def test_all_faults_are_told_at_once(read: Reader) -> None:
    rows = "2,help_1,x,y,a,-\n2,help_7,x,y,a,-\n9,age,x,y,a,-\n"
    with pytest.raises(DataError) as error:
        read(HELP, responses=SHEET, corrections=HEAD + rows)
    assert [problem.row for problem in error.value.problems] == [2, 3, 4]


def test_columns_the_corrections_lack_are_named(read: Reader) -> None:
    with pytest.raises(DataError) as error:
        read(HELP, responses=SHEET, corrections="row,column,becomes\n2,age,34\n")
    assert [problem.column for problem in error.value.problems] == ["was", "who", "why"]


def test_two_columns_with_one_header_are_told_apart_by_their_letters(read: Reader) -> None:
    sheet = "ref,help_1,note,note\n1,Ada Brown,x,y\n"
    toml = '[questions.help]\nasks = "people"\nname = "help_{n}"\n'
    with pytest.raises(DataError, match=r"several columns have this header.*C, D"):
        read(toml, responses=sheet, corrections=HEAD + "2,note,y,z,a,-\n")
    assert read(toml, responses=sheet, corrections=HEAD + "2,D,y,z,a,-\n")[0].report["corrections"]["applied"] == 1


def test_corrections_can_be_written_without_some_of_them(tmp_path: Path) -> None:
    text = 'row;column;was;becomes;who;why\n2;age;3/4;34;a;"one; two"\n3;age;-9;;a;her note\n4;age;1;2;a;x\n'
    (tmp_path / "corrections.csv").write_text(text, encoding="utf-8")
    left = corrections_without(tmp_path, {4}, groundless={3})
    assert left == 'row;column;was;becomes;who;why\n2;age;3/4;34;a;"one; two"\n3;age;-9;;a;\n'


def test_the_report_counts_corrections_by_cell_without_a_value(read: Reader) -> None:
    survey, _ = read(HELP, responses=SHEET, corrections=HEAD + "2,help_1,Ada Brown,Ada Green,a,-\n")
    cells = pd.DataFrame(survey.report["corrections"]["cells"])
    assert cells.to_dict("records") == [{"line": 2, "file": "responses.csv", "row": 2, "column": "help_1"}]


def test_a_cell_whose_formula_failed_can_be_corrected(read: Reader, workbook: Callable[..., bytes]) -> None:
    toml = '[study]\ntitle = "T"\nresponses = "book.xlsx"\n[respondent]\nid = "ref"\n'
    toml += '[questions.age]\nasks = "number"\ncolumn = "age"\n'
    book = workbook(main=[["ref", "age"], [1, "#REF!"], [2, 51]])
    broken, _ = read(toml, **{"book.xlsx": book})
    assert broken.quarantine["row"].tolist() == [2]
    survey, _ = read(toml, **{"book.xlsx": book, "corrections.csv": HEAD + "2,age,#REF!,34,a,-\n"})
    assert survey.answers["number"].tolist() == [34, 51]
    assert survey.quarantine.empty
    assert survey.report["balance"] == 0


def test_a_file_that_is_not_among_the_answers_is_refused(read: Reader) -> None:
    head = "file," + HEAD
    with pytest.raises(DataError, match=r'column "file".*no such file.*There are: responses\.csv'):
        read(HELP, responses=SHEET, corrections=head + "forms.csv,2,age,3/4,34,a,-\n")


def made_of_one_row(*texts: str) -> Page:
    """Return a page whose rows a format made of one row of its file, each with a text of its own."""
    sheet = Sheet(
        file="r.csv",
        sheet=None,
        encoding=None,
        separator=None,
        headers=("ref", "who"),
        cells=np.array([["1", text] for text in texts], dtype=object),
        header_row=1,
        overflow=(),
        cell_count=2 * len(texts),
        origins=(("r.csv", 2),) * len(texts),
    )
    return Page(Part(sheet=sheet), source=Source(path="r.csv"), group=0)


def test_where_a_format_made_several_cells_of_one_row_the_old_text_says_which_is_meant(tmp_path: Path) -> None:
    page = made_of_one_row("Ann", "Beth")
    (tmp_path / "corrections.csv").write_text(HEAD + "2,who,Beth,Cath,a,-\n", encoding="utf-8")
    apply_corrections([page], tmp_path)
    assert page.sheet.cells[:, 1].tolist() == ["Ann", "Cath"]
    with pytest.raises(DataError, match="is read as several cells that hold this"):
        apply_corrections([made_of_one_row("Beth", "Beth")], tmp_path)
