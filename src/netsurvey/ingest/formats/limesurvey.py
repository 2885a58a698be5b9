"""LimeSurvey: one row a response, headed by the codes of the questions or by their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part

if TYPE_CHECKING:
    from netsurvey.ingest.formats.files import Files

__all__ = ["LIMESURVEY"]

_OWN = ({"submitdate", "startlanguage"}, {"Date submitted", "Start language"})
_IDENTITIES = frozenset(
    {"ipaddr", "refurl", "firstname", "lastname", "email", "IP address", "Referrer URL", "Email address"}
)
_IDS = ("id", "Response ID")


def _recognises(files: Files) -> bool:
    return any(own <= set(files.only_headers) for own in _OWN)


def _read(files: Files) -> list[Part]:
    sheet = files.sheet(files.the_one(of="a LimeSurvey export"), sheet=files.forms_sheet)
    own = next((header for header in _IDS if header in sheet.headers), None)
    return [Part(sheet=sheet, identities=_IDENTITIES, roles={} if own is None else {"id": own})]


LIMESURVEY = Format(
    name="limesurvey",
    title="LimeSurvey",
    files="one CSV file or workbook, headed by codes or by texts",
    without="ties between those named, unless each pair is a question",
    recognises=_recognises,
    read=_read,
)
