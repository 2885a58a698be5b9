"""Qualtrics: three rows of headers, which are the name, the question and Qualtrics' own identifier.

The identifier keeps two columns of one name apart. People delete the second row or the third, or both.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part, below, relabelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.sheet import Sheet

__all__ = ["QUALTRICS"]

_IDENTITIES = frozenset(
    {
        "IPAddress",
        "LocationLatitude",
        "LocationLongitude",
        "RecipientEmail",
        "RecipientFirstName",
        "RecipientLastName",
        "RecipientPhone",
    }
)


_OWN = {"ResponseId": "Response ID", "StartDate": "Start Date", "RecordedDate": "Recorded Date"}
"""Names and texts of columns that Qualtrics adds by itself."""


def _recognises(files: Files) -> bool:
    if not files.only_headers:
        return False
    sheet = files.sheet(files.members[0], sheet=files.forms_sheet)
    return _identifiers_row(sheet) is not None or _is_its_own(sheet)


def _is_its_own(sheet: Sheet) -> bool:
    return "ResponseId" in sheet.headers and len(set(_OWN) & set(sheet.headers)) > 1


def _identifiers_row(sheet: Sheet) -> int | None:
    return next(
        (row for row in range(len(sheet.cells[:2])) if any('"ImportId"' in cell for cell in sheet.cells[row])), None
    )


def _texts_row(sheet: Sheet) -> int | None:
    """Return the row of the questions, which somebody may have deleted, as the one after it."""
    if _identifiers_row(sheet) == 1:
        return 0
    own = [(sheet.headers.index(name), text) for name, text in _OWN.items() if name in sheet.headers]
    return 0 if len(sheet.cells) and any(sheet.cells[0, column] == text for column, text in own) else None


def _read(files: Files) -> list[Part]:
    member = files.the_one(of="a Qualtrics export")
    sheet = files.sheet(member, sheet=files.forms_sheet)
    identifiers, texts = _identifiers_row(sheet), _texts_row(sheet)
    if identifiers is None and not _is_its_own(sheet):
        raise SourceError(
            Problem(
                what="lacks the third row of a Qualtrics export, which holds an ImportId for each column",
                file=member,
                next_step='Export again as CSV; or say format = "wide" if it has one row of headers.',
            )
        )
    headers = sheet.headers if identifiers is None else _told_apart(sheet.headers, sheet.cells[identifiers])
    put = [] if texts is None else sheet.cells[texts]
    return [
        Part(
            sheet=below(relabelled(sheet, headers), sum(row is not None for row in (identifiers, texts))),
            identities=_IDENTITIES,
            texts={header: text for header, text in zip(headers, put, strict=False) if text},
            roles={"id": "ResponseId"} if "ResponseId" in headers else {},
        )
    ]


def _told_apart(headers: Sequence[str], identifiers: Iterable[str]) -> list[str]:
    times = Counter(headers)
    return [
        header if times[header] == 1 else f"{header} ({_identifier(cell)})"
        for header, cell in zip(headers, identifiers, strict=True)
    ]


def _identifier(cell: str) -> str:
    try:
        found = json.loads(cell)
    except ValueError:
        return cell
    return str(found["ImportId"]) if isinstance(found, dict) and "ImportId" in found else cell


QUALTRICS = Format(
    name="qualtrics",
    title="Qualtrics",
    files="one CSV file with its three rows of headers, or with the first of them",
    without="ties between those named, unless each pair is a question",
    recognises=_recognises,
    read=_read,
)
