from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import openpyxl.chart
import pytest

from netsurvey.errors import SourceError
from netsurvey.ingest.sheets import best_sheet, read_sheet, sheet_names, sheet_of

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
    assert [sheet.row(row) for row in range(2)] == [3, 5]
    assert sheet.cells.tolist() == [["1", "two\nlines"], ["2", "x"]]


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
    assert sheet.overflow == ((0, 2, "3"),)
    assert sheet.cell_count == 4 + 1
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
    with pytest.raises(
        SourceError, match=r'has an empty sheet "blank".*on another sheet, say sheet = \.\.\. .*: main\.'
    ):
        read_sheet(path, sheet="blank")


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "responses.csv"
    path.write_text("ref\n1\n")
    with pytest.raises(SourceError, match='has no sheet "main"'):
        read_sheet(path, sheet="main")


def test_the_sheet_with_most_of_the_wanted_columns_is_found_behind_a_cover_page(
    tmp_path: Path, workbook: Workbook
) -> None:
    path = tmp_path / "responses.xlsx"
    cover = [["Village survey"], ["Typed by the team"]]
    path.write_bytes(
        workbook(
            cover=cover, blank=[], codes=[["ref", "label"], [1, "x"]], forms=[["Ref", "help_1", "help_2"], [1, "Sue"]]
        )
    )
    assert best_sheet(path, {"ref", "help_{n}"}) == "forms"
    assert best_sheet(path, {"nowhere"}) == "cover"


def test_the_best_sheet_of_a_text_file_is_none_and_of_one_sheet_that_sheet(tmp_path: Path, workbook: Workbook) -> None:
    (tmp_path / "a.csv").write_text("ref\n1\n")
    (tmp_path / "a.xlsx").write_bytes(workbook(only=[["ref"], [1]]))
    assert best_sheet(tmp_path / "a.csv", {"ref"}) is None
    assert best_sheet(tmp_path / "a.xlsx", {"ref"}) == "only"


def test_a_sheet_reads_the_same_from_memory(tmp_path: Path, workbook: Workbook) -> None:
    contents = workbook(main=[["ref", "name"], [1, "Sue"]])
    (tmp_path / "a.xlsx").write_bytes(contents)
    here, there = sheet_of("export/a.xlsx", contents), read_sheet(tmp_path / "a.xlsx")
    assert (here.headers, here.cells.tolist(), here.place) == (there.headers, there.cells.tolist(), there.place)


def test_a_typed_up_workbook_reads_as_its_forms(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows: list[list[str | int | None]] = [
        ["Village survey 2011"],
        [],
        ["ref", "Help 1", None, "Help 2", None, "street"],
        [None, "name", "relation", "name", "relation", None],
        [1, "Sue", "friend", "Dave", "mum", "High St"],
        [],
        [2, "Ann", None, None, None, None],
        ["Total", 2, None, 1, None, None],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:F1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "F5:F7"):
        sheet.merge_cells(area)
    book.save(tmp_path / "forms.xlsx")
    found = read_sheet(tmp_path / "forms.xlsx")
    assert found.headers == ("ref", "Help 1 name", "Help 1 relation", "Help 2 name", "Help 2 relation", "street")
    assert found.cells.tolist()[:2] == [["1", "Sue", "friend", "Dave", "mum", "High St"], ["2", "Ann", "", "", "", ""]]
    assert {
        (found.row(row), found.title(column)): fault.reason[:18] for (row, column), fault in found.faults.items()
    } == {
        (7, "street"): "merged with a cell",
        (8, "ref"): "a row of totals be",
        (8, "Help 1 name"): "a row of totals be",
        (8, "Help 2 name"): "a row of totals be",
    }
    assert found.cell_count == 18


def test_charts_are_no_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["ref"])
    book.worksheets[0].append([1])
    book.create_chartsheet("Chart", 0).add_chart(openpyxl.chart.BarChart())
    book.save(tmp_path / "forms.xlsx")
    assert sheet_names(tmp_path / "forms.xlsx") == ["Sheet"]
    assert read_sheet(tmp_path / "forms.xlsx").headers == ("ref",)


def test_a_sheet_that_begins_further_down_and_right_keeps_its_places(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cells: dict[str, str | int] = {"B3": "ref", "C3": "name", "B4": 1, "C4": "Sue"}
    for place, text in cells.items():
        book.worksheets[0][place] = text
    book.save(tmp_path / "forms.xlsx")
    sheet = read_sheet(tmp_path / "forms.xlsx")
    assert (sheet.headers, sheet.cells.tolist()) == (("", "ref", "name"), [["", "1", "Sue"]])
    assert (sheet.header_row, sheet.row(0)) == (3, 4)
