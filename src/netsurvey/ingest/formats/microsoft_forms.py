"""Microsoft Forms: one row a response, headed by the questions, behind the account that answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netsurvey.ingest.formats.files import Files

__all__ = ["MICROSOFT_FORMS"]

_OWN = (
    ("id", "start time", "completion time", "email", "name"),
    ("id", "startzeit", "fertigstellungszeit", "e-mail", "name"),
    ("id", "heure de début", "heure de fin", "adresse de messagerie", "nom"),
    ("id", "hora de inicio", "hora de finalización", "correo electrónico", "nombre"),
    ("id", "hora de início", "hora de conclusão", "email", "nome"),
    ("id", "begintijd", "tijd van voltooien", "e-mail", "naam"),
)
"""The number, two times, the address and the name of a response, in the language of whoever saved it."""


def _recognises(files: Files) -> bool:
    return _own(files.only_headers) is not None


def _own(headers: Sequence[str]) -> tuple[str, ...] | None:
    """Return the columns before the questions as they are written in one of the languages."""
    written = {header.casefold(): header for header in headers}
    return next((tuple(written[name] for name in own) for own in _OWN if written.keys() >= set(own)), None)


def _read(files: Files) -> list[Part]:
    sheet = files.sheet(files.the_one(of="a Microsoft Forms export"), sheet=files.forms_sheet)
    own = _own(sheet.headers) or ()
    texts = {header: header for header in sheet.headers if header and header not in own}
    return [Part(sheet=sheet, identities=frozenset(own[-2:]), texts=texts, roles={"id": own[0]} if own else {})]


MICROSOFT_FORMS = Format(
    name="microsoft-forms",
    title="Microsoft Forms",
    files="one workbook or CSV file, headed by the questions",
    without="ties between those named, unless each pair is a question",
    recognises=_recognises,
    read=_read,
)
