"""Spreadsheets as volunteers type them: one form a row, or one name a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part

if TYPE_CHECKING:
    from netsurvey.ingest.formats.files import Files

__all__ = ["LONG", "WIDE"]


def _read_wide(files: Files) -> list[Part]:
    """Return the sheet of the forms, and those of the workbook's other sheets that questions name as tables."""
    member = files.the_one(of="a spreadsheet")
    forms = files.sheet(member, sheet=files.forms_sheet)
    tables = [name for name in files.sheets(member) if name != forms.sheet and files.wants(name)]
    return [Part(sheet=forms), *(Part(sheet=files.sheet(member, sheet=name), names=(name,)) for name in tables)]


def _read_long(files: Files) -> list[Part]:
    """Return one sheet twice: the forms are its different ids, the names its rows."""
    member = files.the_one(of="a long table")
    sheet = files.sheet(member, sheet=files.forms_sheet)
    names = [member.rsplit(".", 1)[0], member, *([sheet.sheet] if sheet.sheet else []), "long"]
    return [Part(sheet=sheet), Part(sheet=sheet, names=tuple(names))]


WIDE = Format(
    name="wide",
    title="spreadsheet, one form a row",
    files="one CSV file or workbook; each further sheet may be a repeat table",
    recognises=lambda files: len(files.members) == 1,
    read=_read_wide,
)
LONG = Format(
    name="long",
    title="spreadsheet, one name a row",
    files="one CSV file or workbook; what was asked once is repeated in every row of the form",
    without="a respondent who named nobody, unless a row with an empty name stands for them",
    recognises=lambda _: False,  # a wide sheet looks the same; the study file knows
    read=_read_long,
)
