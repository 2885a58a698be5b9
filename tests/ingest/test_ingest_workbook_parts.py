"""Workbooks made by hand, as no spreadsheet program would make them, each read in a process whose memory is watched."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import SourceError
from netsurvey.ingest.sheet import Fault
from netsurvey.ingest.sheets import sheet_of

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
NO_VALUE = "a formula whose result was not saved: open the file in a spreadsheet program and save it"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in members.items():
            archive.writestr(name, contents)
    return buffer.getvalue()


def xlsx(rows: str, *, before: str = "", after: str = "", **more: str) -> bytes:
    """Return a workbook with one sheet, `main`, of these rows."""
    relation = '<Relationship Id="rId{}" Type="{}/{}" Target="{}"/>'
    relations = relation.format(1, OFFICE, "worksheet", "worksheets/sheet1.xml")
    if "sharedStrings" in more:
        relations += relation.format(2, OFFICE, "sharedStrings", "sharedStrings.xml")
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            f"{relation.format(1, OFFICE, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="main" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'{HEAD}{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}'
            "</worksheet>",
            **{f"xl/{name}.xml": text for name, text in more.items()},
        }
    )


def ods(rows: str) -> bytes:
    """Return an OpenDocument spreadsheet with one table, `main`, of these rows."""
    names = " ".join(f'xmlns:{name}="{OPEN}{name}:1.0"' for name in ("office", "table", "text"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="{OPEN}manifest:1.0"/>',
            "content.xml": f"{HEAD}<office:document-content {names} "
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="main">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        }
    )


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


HEADER = f'<row r="1">{cell("A1", "ref")}{cell("B1", "n")}</row>'
ODS_HEADER = ods_row(ods_cell("ref"), ods_cell("n"))

WATCHED = """
import sys
from pathlib import Path
from netsurvey.errors import SourceError
from netsurvey.ingest.sheets import read_sheet
try:
    print(read_sheet(Path(sys.argv[1])).cells.shape)
except SourceError as error:
    print(error)
status = Path("/proc/self/status")
told = status.read_text().splitlines() if status.exists() else []
peaks = [int(line.split()[1]) for line in told if line.startswith("VmHWM")]
assert all(peak < 500 * 1024 for peak in peaks), f"{peaks} kB"
"""


def watched(path: Path, contents: bytes) -> str:
    """Return what reading says, in a process that may take 500 MB, and is stopped if it never ends."""
    assert len(contents) < 20_000_000
    path.write_bytes(contents)
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WATCHED, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(xlsx(f'<row r="1">{cell("A1", "&a9;")}</row>', before=LAUGHS), id="in a sheet"),
        pytest.param(
            xlsx(
                '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
                sharedStrings=f'{HEAD}{LAUGHS}<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>',
            ),
            id="in shared strings",
        ),
        pytest.param(
            xlsx(
                f'<row r="1">{cell("A1", "&x;")}</row>', before='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            ),
            id="of another file",
        ),
    ],
)
def test_entities_are_refused_before_anything_expands_them(contents: bytes) -> None:
    with pytest.raises(SourceError, match=r"forms.xlsx: declares entities of its own, .*Ask whoever sent it"):
        sheet_of("forms.xlsx", contents)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(f'{HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', id="the last corner"),
        pytest.param(
            f'{HEADER}<row r="2"><c r="A1048576"><v>1</v></c><c r="XFD3"><v>1</v></c></row>', id="beside its row"
        ),
        pytest.param(
            f"<row>{'<c><v>1</v></c>' * 5000}</row>{'<row><c><v>1</v></c></row>' * 20_000}", id="without places"
        ),
    ],
)
def test_cells_far_from_the_others_are_told_with_their_place(tmp_path: Path, rows: str) -> None:
    said = watched(tmp_path / "forms.xlsx", xlsx(rows))
    assert "holds something so far from the other cells that its sheet has more than the 5,000,000 cells" in said
    assert "Delete what stands far from the answers" in said
    assert ", row " in said
    assert ', column "' in said


def test_a_sheet_that_only_claims_to_be_large_is_read(tmp_path: Path) -> None:
    rows = f'{HEADER}<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    contents = xlsx(rows, after='<dimension ref="A1:XFD1048576"/>')
    assert watched(tmp_path / "forms.xlsx", contents) == "(1, 2)\n"


def test_five_million_empty_rows_are_read_as_none(tmp_path: Path) -> None:
    rows = HEADER + "".join(f'<row r="{n}"/>' for n in range(2, 5_000_002))
    assert watched(tmp_path / "forms.xlsx", xlsx(rows)) == "(0, 2)\n"


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    said = watched(tmp_path / "forms.xlsx", xlsx(HEADER, styles=" " * 200_000_000))
    assert said.startswith("forms.xlsx: unpacks to far more than its own size, or to more than 160 MB. ")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            ods_row(ods_cell("a", 'table:number-columns-repeated="20"'), more='table:number-rows-repeated="1000000"'),
            id="a row a million times",
        ),
        pytest.param(
            ods_row("<table:table-cell/>", more='table:number-rows-repeated="1048570"')
            + ods_row(ods_cell("x", 'table:number-columns-repeated="50"')),
            id="a row far down",
        ),
    ],
)
def test_repetition_in_an_opendocument_sheet_is_counted_before_it_is_carried_out(tmp_path: Path, rows: str) -> None:
    assert "so far from the other cells" in watched(tmp_path / "forms.ods", ods(ODS_HEADER + rows))


def test_a_binary_workbook_is_measured_before_it_is_read() -> None:
    row = b"\x00\x19" + (1_048_575).to_bytes(4, "little") + bytes(21)
    number = b"\x02\x0c" + (16_383).to_bytes(4, "little") + bytes(8)
    contents = zipped({"[Content_Types].xml": "", "xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": row + number})
    with pytest.raises(SourceError, match=r"forms.xlsb"):
        sheet_of("forms.xlsb", contents, sheet="main")


def test_formulas_are_read_by_the_values_they_were_saved_with_and_never_worked_out() -> None:
    rows = (
        f"{HEADER}"
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c>'
        '<c r="B2" t="str"><f>WEBSERVICE("http://a.example/")</f><v>kept</v></c></row>'
        '<row r="3"><c r="A3"><f>SUM(A2:A2)</f></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="A4"><v>4</v></c><c r="B4" t="str"><f>IF(1,"")</f><v></v></c></row>'
    )
    sheet = sheet_of("forms.xlsx", xlsx(rows))
    assert sheet.cells.tolist() == [["2", "kept"], ["", ""], ["4", ""]]
    assert sheet.faults == {
        (1, 0): Fault("", NO_VALUE),
        (1, 1): Fault("#DIV/0!", "an error value of a formula"),
    }


def test_an_opendocument_error_is_not_the_nought_that_is_saved_with_it() -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    rows = (
        ODS_HEADER + ods_row(ods_cell("1"), error) + ods_row(ods_cell("2"), '<table:table-cell table:formula="of:=1"/>')
    )
    sheet = sheet_of("forms.ods", ods(rows))
    assert sheet.cells.tolist() == [["1", ""], ["2", ""]]
    assert sheet.faults == {(0, 1): Fault("#DIV/0!", "an error value of a formula"), (1, 1): Fault("", NO_VALUE)}


def test_merged_cells_of_an_opendocument_sheet_are_known() -> None:
    merged = ods_cell("High St", 'table:number-rows-spanned="2"')
    rows = ODS_HEADER + ods_row(ods_cell("1"), merged) + ods_row(ods_cell("2"), "<table:covered-table-cell/>")
    sheet = sheet_of("forms.ods", ods(rows))
    assert [place for place, fault in sheet.faults.items() if fault.reason.startswith("merged with a cell")] == [(1, 1)]


@pytest.mark.parametrize("broken", [b"<", b"<worksheet>", b"\xff\xfe"])
def test_a_workbook_with_broken_parts_is_damaged(broken: bytes) -> None:
    with pytest.raises(SourceError, match=r"forms.xlsx: (is damaged and cannot be opened|has a damaged sheet)"):
        sheet_of("forms.xlsx", xlsx(HEADER, workbook=broken.decode("latin-1")))
