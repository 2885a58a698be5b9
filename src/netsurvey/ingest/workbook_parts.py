"""What the parts of a workbook say that the library for reading them does not: how far a sheet reaches, what is amiss.

A workbook of a few kilobytes can claim seventeen thousand million cells, and a reader that believes it takes all the
memory there is; so the parts are looked at first, and only those that were looked at are handed on.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netsurvey.ingest.archives import Archive
from netsurvey.ingest.grids import ERROR_VALUE, NO_VALUE
from netsurvey.ingest.open_document import Tables
from netsurvey.ingest.sheet import Fault
from netsurvey.ingest.workbook_xml import MOST_CELLS, check_reach, walk, without_entities

if TYPE_CHECKING:
    from netsurvey.ingest.headers import Merged

__all__ = ["Checked", "checked_parts"]

_MOST_BYTES = 160_000_000
_WINDOW = 1 << 24
_KEPT = (".xml", ".rels", ".bin", "mimetype")
_SHEETS = "xl/worksheets/"
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_PLACED_CELL = re.compile(rb"""<(?:[\w.-]+:)?c(?=\s)[^>]*?\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_FULL_CELL = re.compile(rb"<((?:[\w.-]+:)?)c(\s[^>]*)(?<!/)>(.*?)</\1c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]+)<")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_ROW_HEADER = 0
_FILLED_RECORDS = range(2, 12)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


@dataclass(frozen=True, kw_only=True, eq=False)
class Checked:
    """A workbook of checked parts.

    Attributes
    ----------
    contents
        The workbook again, with nothing in it but what was looked at.
    faults
        Cells that hold no answer, by number of the row and index of the column.
    merged
        Cells that are merged, where the library does not tell.
    """

    contents: io.BytesIO
    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)


def checked_parts(file: str, contents: bytes, *, sheet: str | None) -> Checked:
    """Return a workbook's parts as far as one of its sheets needs them.

    Parameters
    ----------
    file
        Name of the file, for complaints.
    contents
        A workbook that is a zip archive.
    sheet
        The sheet that will be read; None: its sheets will only be named.

    Raises
    ------
    SourceError
        When the archive cannot be trusted, a part declares entities, or a sheet reaches further than can be read.
    """
    buffer = io.BytesIO()
    with Archive(io.BytesIO(contents), file=file, most=_MOST_BYTES) as archive:
        part = None if sheet is None else _part_of(archive, sheet)
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as kept:
            for name in archive.names:
                is_other = name.startswith(_SHEETS) and name != part and not name.endswith((".rels", ".bin"))
                if name.endswith(_KEPT) and not is_other:
                    with kept.open(name, "w") as copy:
                        for piece in without_entities(file, archive.chunks(name)):
                            copy.write(piece)
    with zipfile.ZipFile(buffer) as kept:
        names = kept.namelist()
        if "content.xml" in names:
            tables = Tables(file, sheet)
            walk(file, kept.read("content.xml"), tables.start, tables.text, tables.end)
            return Checked(contents=_rewound(buffer), faults=tables.faults, merged=tables.merged)
        for name in names:
            if sheet is not None and name.startswith(_SHEETS) and name.endswith(".bin"):
                check_reach(file, *_record_reach(kept.read(name)))
        xml = b"" if part is None else kept.read(part)
    check_reach(file, *_reach(file, xml))
    return Checked(contents=_rewound(buffer), faults=_faults(xml))


def _rewound(buffer: io.BytesIO) -> io.BytesIO:
    buffer.seek(0)
    return buffer


def _part_of(archive: Archive, sheet: str) -> str | None:
    """Return the part that holds a sheet; None where it is not XML."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheets(name: str, said: dict[str, str]) -> None:
        if name.endswith(" sheet"):
            ids[said.get("name", "")] = said.get(_RELATION, "")

    def relations(name: str, said: dict[str, str]) -> None:
        if name.endswith(" Relationship"):
            targets[said.get("Id", "")] = said.get("Target", "")

    for name, start in (("xl/workbook.xml", sheets), ("xl/_rels/workbook.xml.rels", relations)):
        if name in archive.names:
            walk(archive.file, b"".join(without_entities(archive.file, archive.chunks(name))), start)
    target = targets.get(ids.get(sheet, ""), "")
    part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.names else None


def _reach(file: str, xml: bytes) -> tuple[int, int]:
    """Return the last row and column of a sheet; quickly where every cell says where it stands."""
    bottom = right = cells = placed = start = 0
    while start < len(xml):
        end = xml.rfind(b"<", start + 1, start + _WINDOW) if start + _WINDOW < len(xml) else len(xml)
        end = end if end > start else len(xml)
        found = _PLACED_CELL.findall(xml, start, end)
        cells += len(_CELL.findall(xml, start, end))
        placed += len(found)
        bottom = max(bottom, max((int(row) for _, row in found), default=0))
        right = max(right, max(map(_column, {letters for letters, _ in found}), default=0))
        start = end
    if cells == placed and bottom * right <= MOST_CELLS:
        return bottom, right
    return _reach_of_filled(file, xml)


def _reach_of_filled(file: str, xml: bytes) -> tuple[int, int]:
    """Return the last row and column that hold anything, reading each cell in turn."""
    row = column = bottom = right = 0

    def start(name: str, said: dict[str, str]) -> None:
        nonlocal row, column, bottom, right
        name = name.rpartition(" ")[2]
        if name == "row":
            row, column = int(said.get("r", row + 1)), 0
        elif name == "c":
            column += 1
            if found := _REFERENCE.search(f' r="{said.get("r", "")}"'.encode()):
                column, row = _column(found[1]), int(found[2])
        elif name in {"v", "is"} and (row > bottom or column > right):
            bottom, right = max(bottom, row), max(right, column)
            check_reach(file, bottom, right)

    walk(file, xml, start)
    return bottom, right


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _record_reach(records: bytes) -> tuple[int, int]:
    """Return the last row and column of a sheet in a binary workbook: [MS-XLSB] 2.4.697 and 2.4.309 and after."""
    place = row = bottom = right = 0
    while place < len(records):
        kind, place = _varint(records, place)
        size, place = _varint(records, place)
        first = int.from_bytes(records[place : place + 4], "little")
        if kind == _ROW_HEADER:
            row = first + 1
        elif kind in _FILLED_RECORDS:
            bottom, right = max(bottom, row), max(right, first + 1)
        place += size
    return bottom, right


def _varint(records: bytes, place: int) -> tuple[int, int]:
    number = shift = 0
    while place < len(records) and shift < 28:
        byte = records[place]
        place += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return number, place


def _faults(xml: bytes) -> dict[tuple[int, int], Fault]:
    """Return the errors among a sheet's cells, and the formulas that came without their value."""
    if b'"e"' not in xml and not _FORMULA.search(xml):
        return {}
    found: dict[tuple[int, int], Fault] = {}
    for cell in _FULL_CELL.finditer(xml):
        at = _REFERENCE.search(cell[2])
        kind = _TYPE.search(cell[2])
        value = _VALUE.search(cell[3])
        if at is None:
            continue
        place = (int(at[2]), _column(at[1]) - 1)
        if kind is not None and kind[1] == b"e":
            found[place] = Fault(value[1].decode() if value is not None else "", ERROR_VALUE)
        elif value is None and (kind is None or kind[1] != b"str") and _FORMULA.search(cell[3]):
            found[place] = Fault("", NO_VALUE)
    return found
