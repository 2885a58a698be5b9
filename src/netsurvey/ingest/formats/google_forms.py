"""Google Forms: one row a response, headed by the questions, with the time beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part

if TYPE_CHECKING:
    from netsurvey.ingest.formats.files import Files

__all__ = ["GOOGLE_FORMS"]

_TIME = "timestamp"
_IDENTITIES = frozenset({"Email Address", "Username"})


def _recognises(files: Files) -> bool:
    headers = [header.casefold() for header in files.only_headers]
    questions = sum(" " in header or header.endswith("?") for header in headers)
    return questions > 0 and (headers[0] == _TIME or (_TIME in headers and questions * 2 >= len(headers)))


def _read(files: Files) -> list[Part]:
    sheet = files.sheet(files.the_one(of="a Google Forms export"), sheet=files.forms_sheet)
    return [Part(sheet=sheet, identities=_IDENTITIES, texts={header: header for header in sheet.headers if header})]


GOOGLE_FORMS = Format(
    name="google-forms",
    title="Google Forms",
    files="one CSV file or workbook, headed by the questions",
    without="an id of its own, so one question must ask for the number of the form; ties between those named, unless "
    "each pair is a question",
    recognises=_recognises,
    read=_read,
)
