"""Google Forms: one row a response, headed by the questions, with the time beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part

if TYPE_CHECKING:
    from netsurvey.ingest.formats.files import Files

__all__ = ["GOOGLE_FORMS"]

_OWN = {
    "timestamp": ("Email Address", "Username"),
    "zeitstempel": ("E-Mail-Adresse",),
    "horodateur": ("Adresse e-mail",),
    "marca temporal": ("Dirección de correo electrónico", "Nombre de usuario"),
    "carimbo de data/hora": ("Endereço de e-mail",),
    "informazioni cronologiche": ("Indirizzo email",),
    "tijdstempel": ("E-mailadres",),
    "sygnatura czasowa": ("Adres e-mail",),
}
"""The time of a response, and the columns of who answered, in the language of whoever made the form."""
_IDENTITIES = frozenset(name for names in _OWN.values() for name in names)


def _recognises(files: Files) -> bool:
    headers = [header.casefold() for header in files.only_headers]
    questions = sum(" " in header or header.endswith("?") for header in headers)
    return questions > 0 and (
        headers[0] in _OWN or (not _OWN.keys().isdisjoint(headers) and questions * 2 >= len(headers))
    )


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
