from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netsurvey.ingest.sheets import sheet_of

if TYPE_CHECKING:
    from netsurvey.ingest.sheet import Sheet

ERROR = "an error value of a formula"
TOTALS = "a row of totals below the forms, not a form"


def read(text: str) -> Sheet:
    return sheet_of("forms.csv", text.encode())


def faults(sheet: Sheet) -> list[tuple[int, str, str, str]]:
    """Return row and column as a spreadsheet shows them, text and reason of every fault."""
    return [(sheet.row(row), sheet.title(column), *_said(sheet, row, column)) for row, column in sorted(sheet.faults)]


def _said(sheet: Sheet, row: int, column: int) -> tuple[str, str]:
    fault = sheet.faults[row, column]
    assert sheet.cells[row, column] == ""
    assert sheet.shown(row, column) == fault.text
    return fault.text, fault.reason


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "Err:502"])
def test_an_error_value_is_nobodys_name(error: str) -> None:
    sheet = read(f"ref,help_1\n1,Sue\n2, {error} \n3,#1 Mill Lane\n")
    assert faults(sheet) == [(3, "help_1", error, ERROR)]
    assert sheet.cells[:, 1].tolist() == ["Sue", "", "#1 Mill Lane"]


@pytest.mark.parametrize("word", ["Total", "TOTALS:", "Grand total", "Sub-total", "Sum", "Average", "Mean", "n = 2"])
def test_rows_of_totals_at_the_end_are_no_forms(word: str) -> None:
    sheet = read(f"ref,name,age,wem1\n1,Sue,40,3\n2,Dave,42,4\n\n{word},,82,3.5\n")
    assert faults(sheet) == [(5, "ref", word, TOTALS), (5, "age", "82", TOTALS), (5, "wem1", "3.5", TOTALS)]
    assert sheet.cells[:2].tolist() == [["1", "Sue", "40", "3"], ["2", "Dave", "42", "4"]]


def test_a_row_of_hxl_tags_below_the_header_is_no_form() -> None:
    """The tags are those of the standard's own examples (hxlstandard.org)."""
    sheet = read("ref,area,women,note\n,#adm1,#targeted +f+adults,\n1,Coast,100,#1\n")
    tags = "a row of HXL tags below the header, not a form"
    assert faults(sheet) == [(2, "area", "#adm1", tags), (2, "women", "#targeted +f+adults", tags)]
    assert sheet.cells.tolist()[1:] == [["1", "Coast", "100", "#1"]]
    assert sheet.row(1) == 3


@pytest.mark.parametrize("row", ["1,#adm1,5", "#1,,", "#,#,#", "#adm1,Coast,#org"])
def test_a_first_row_with_anything_but_tags_is_left_alone(row: str) -> None:
    sheet = read(f"ref,area,women\n{row}\n2,Coast,100\n")
    assert not sheet.faults
    assert sheet.cells[0].tolist() == row.split(",")


def test_several_rows_of_totals_may_end_a_sheet_one_of_them_an_error() -> None:
    sheet = read("ref,age\n1,40\nTotal,40\nAverage,#DIV/0!\n")
    assert [(row, text) for row, _, text, _ in faults(sheet)] == [
        (3, "Total"),
        (3, "40"),
        (4, "Average"),
        (4, "#DIV/0!"),
    ]


@pytest.mark.parametrize(
    "row", ["Total,Sue,40", "Total Lane,,40", "3,Total,40", "Count Basil,,40", "n,,40", "Max,,40", "40,,40"]
)
def test_a_row_that_might_be_a_form_is_left_alone(row: str) -> None:
    sheet = read(f"ref,name,age\n1,Dave,42\n{row}\n")
    assert not sheet.faults
    assert sheet.cells[1].tolist() == row.split(",")


def test_a_total_in_the_middle_is_left_for_the_study_file_to_judge() -> None:
    assert not read("ref,age\n1,40\nTotal,40\n2,41\n").faults


def test_blank_rows_are_passed_over_and_the_others_keep_their_numbers() -> None:
    sheet = read("ref,age\n,\n1,40\n , \n\n2,41\n\n\n")
    assert [sheet.row(index) for index in range(2)] == [3, 6]
    assert sheet.cell_count == 4


def test_an_empty_column_between_others_takes_no_name_and_no_answer() -> None:
    sheet = read("ref,,age\n1,,40\n")
    assert sheet.headers == ("ref", "", "age")
    assert sheet.cells.tolist() == [["1", "", "40"]]


def test_equal_texts_are_one_object() -> None:
    sheet = read("ref,name,name\n1,Sue  Smith, Sue  Smith\n2,Sue  Smith ,x\n")
    assert sheet.cells[0, 1] is sheet.cells[0, 2]
    assert sheet.cells[0, 1] is sheet.cells[1, 1]
