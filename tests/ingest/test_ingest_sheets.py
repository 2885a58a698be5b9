from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import SourceError
from netsurvey.ingest.sheets import read_sheet, sheet_names

if TYPE_CHECKING:
    from pathlib import Path

Workbook = Callable[..., bytes]

TEXT = 'ref;name;note\n1;Zoë;"first line\nsecond ""line"""\n2;José;x\n'


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with BOM"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_a_text_file_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str, said: str) -> None:
    path = tmp_path / "responses.csv"
    path.write_bytes(TEXT.encode(encoding))
    sheet = read_sheet(path)
    assert sheet.headers == ("ref", "name", "note")
    assert sheet.cells.tolist() == [["1", "Zoë", 'first line\nsecond "line"'], ["2", "José", "x"]]
    assert (sheet.encoding, sheet.separator) == (said, ";")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_from_the_header(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "responses.csv"
    path.write_text(separator.join(["ref", '"a, b; c"', "d"]) + "\n" + separator.join(["1", '"x, y"', "z"]) + "\n")
    assert read_sheet(path).separator == separator
    assert read_sheet(path).headers == ("ref", "a, b; c", "d")


def test_commas_in_the_questions_do_not_mistake_a_semicolon_file(tmp_path: Path) -> None:
    path = tmp_path / "responses.csv"
    path.write_text("ref;Who, if anybody, helps, or would;When\n1;Sue;now\n2;Dave;then\n")
    assert read_sheet(path).separator == ";"


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    path = tmp_path / "responses.csv"
    path.write_text('\nref,note\n1,"two\nlines"\n\n2,x\n')
    sheet = read_sheet(path)
    assert sheet.header_row == 2
    assert [sheet.row(row) for row in range(3)] == [3, 4, 5]
    assert sheet.cells[2].tolist() == ["2", "x"]


def test_a_workbook_reads_as_it_was_typed(tmp_path: Path, workbook: Workbook) -> None:
    path = tmp_path / "responses.xlsx"
    rows: list[list[object]] = [
        ["ref", "n", "day", "yes", "empty", "text"],
        [3.0, 2.5, datetime.date(2011, 5, 4), True, None, "0042"],
        [None, 1, datetime.datetime(2011, 5, 4, 9, 30), False, None, " spaced "],
    ]
    path.write_bytes(workbook(main=rows, other=[["x"]]))
    sheet = read_sheet(path)
    assert sheet.cells.tolist() == [
        ["3", "2.5", "2011-05-04", "TRUE", "", "0042"],
        ["", "1", "2011-05-04 09:30:00", "FALSE", "", "spaced"],
    ]
    assert (sheet.place, sheet.cell_count) == ("responses.xlsx:main", 12)
    assert sheet_names(path) == ["main", "other"]
    assert read_sheet(path, sheet="Other ").headers == ("x",)


def test_cells_beyond_the_header_are_counted_and_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "responses.csv"
    path.write_text("a,b\n1,2,3,\n4\n")
    sheet = read_sheet(path)
    assert sheet.overflow == ((0, 2, "3"), (0, 3, ""))
    assert sheet.cell_count == 4 + 2
    assert sheet.title(2) == "(column C)"


@pytest.mark.parametrize(
    ("name", "contents", "says"),
    [
        ("responses.csv", b"", r"responses.csv: is empty \(0 bytes\).*copy"),
        ("responses.xlsx", b"", r"is empty \(0 bytes\)"),
        ("responses.csv", b"\n \n,,\n", "nothing but empty lines"),
        ("responses.csv", bytes(range(256)) * 20, "is not text.*CSV UTF-8"),
        ("responses.xlsx", b"ref,name\n1,x\n", "is not a workbook, though its name ends in .xlsx.*.csv"),
        ("responses.pdf", b"%PDF-1.4", r"kind that cannot be read \(.pdf\).*\.csv"),
        ("responses.csv", b'ref,name\n1,"' + b"x" * 140_000, "quotation mark"),
        (
            "responses.csv",
            b'ref,name\n1,a\n2,"b\n3,c\n',
            "responses.csv, row 3: has a quotation mark.*swallowed.*close",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, name: str, contents: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(contents)
    with pytest.raises(SourceError, match=says):
        read_sheet(path)


def test_a_workbook_cut_off_or_wrongly_named_says_so(tmp_path: Path, workbook: Workbook) -> None:
    whole = workbook(main=[["ref", "name"], [1, "x"]])
    (tmp_path / "responses.csv").write_bytes(whole)
    with pytest.raises(SourceError, match=r"is a workbook under the name of a .csv file.*.xlsx"):
        read_sheet(tmp_path / "responses.csv")
    (tmp_path / "responses.xlsx").write_bytes(whole[:900])
    with pytest.raises(SourceError, match=r"is damaged and cannot be opened.*save it again"):
        read_sheet(tmp_path / "responses.xlsx")


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "responses.csv").write_text("ref\n1\n")
    with pytest.raises(SourceError, match=r"reponses\.csv: is not there\. Nearest in that folder: responses\.csv"):
        read_sheet(tmp_path / "reponses.csv")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").mkdir()
    with pytest.raises(SourceError, match="is a folder, not a file"):
        read_sheet(tmp_path / "answers.csv")


def test_a_workbook_without_the_sheet_lists_its_sheets(tmp_path: Path, workbook: Workbook) -> None:
    path = tmp_path / "responses.xlsx"
    path.write_bytes(workbook(main=[["ref", "name"], [1, "x"]], blank=[]))
    with pytest.raises(SourceError, match=r'has no sheet "mian"\. Its sheets: main, blank'):
        read_sheet(path, sheet="mian")
    with pytest.raises(SourceError, match='has an empty sheet "blank"'):
        read_sheet(path, sheet="blank")


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "responses.csv"
    path.write_text("ref\n1\n")
    with pytest.raises(SourceError, match='has no sheet "main"'):
        read_sheet(path, sheet="main")
