"""Microsoft Forms: one row a response, headed by the questions, behind the account that answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part

if TYPE_CHECKING:
    from netsurvey.ingest.formats.files import Files

__all__ = ["MICROSOFT_FORMS"]

_OWN = ("ID", "Start time", "Completion time", "Email", "Name")
_IDENTITIES = frozenset({"Email", "Name"})


def _recognises(files: Files) -> bool:
    return {own.casefold() for own in _OWN} <= {header.casefold() for header in files.only_headers}


def _read(files: Files) -> list[Part]:
    sheet = files.sheet(files.the_one(of="a Microsoft Forms export"), sheet=files.forms_sheet)
    texts = {header: header for header in sheet.headers if header and header not in _OWN}
    return [Part(sheet=sheet, identities=_IDENTITIES, texts=texts, roles={"id": _OWN[0]})]


MICROSOFT_FORMS = Format(
    name="microsoft-forms",
    title="Microsoft Forms",
    files="one workbook or CSV file, headed by the questions",
    without="ties between those named, unless each pair is a question",
    recognises=_recognises,
    read=_read,
)
