"""Network Canvas: a file for the respondents, one for each kind of node and one for each kind of tie.

An interview may have files of its own or share them with others; the names of the files tell what they hold, and the
identifiers inside them whose it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.network_canvas_protocol import question_texts
from netsurvey.ingest.formats.parts import Part, stacked
from netsurvey.ingest.sheet import Fault
from netsurvey.ingest.words import by_unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.sheet import Sheet

__all__ = ["EGO", "NETWORK_CANVAS", "network_parts"]

EGO = "networkCanvasEgoUUID"
"""The column that every file has: whose interview a row belongs to."""

_CASE = "networkCanvasCaseID"
_SESSION = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KIND = r"(?P<kind>ego|attributeList_(?P<node>.+)|edgeList_(?P<edge>.+))\.csv"
_OWN_FILE = re.compile(rf"(?P<case>.*)_(?P<session>{_SESSION})_{_KIND}")
_SHARED_FILE = re.compile(rf"(?P<case>.*?)_{_KIND}")
_ESCAPED = re.compile(r"'(?=[=+\-@])")
_ENCRYPTED = "encrypted"
_PROTOCOLS = (".netcanvas", "protocol.json")


def _recognises(files: Files) -> bool:
    found = [member for member in files.with_ending(".csv") if _kind(member)]
    return any(kind == "ego" for kind in map(_kind, found)) and all(EGO in files.headers(member) for member in found)


def _kind(member: str) -> str | None:
    name = member.rsplit("/", 1)[-1]
    match = _OWN_FILE.fullmatch(name) or _SHARED_FILE.fullmatch(name)
    return match["kind"] if match else None


def _read(files: Files) -> list[Part]:
    by_kind: dict[str, list[Sheet]] = {}
    foreign = []
    for member in files.with_ending(".csv"):
        if kind := _kind(member):
            by_kind.setdefault(kind, []).append(files.sheet(member))
        else:
            foreign.append(
                Problem(
                    what="is none of the files of a Network Canvas export, and lies among them",
                    file=member,
                    next_step="Move it elsewhere, and name it in a [[sources]] block of its own if it holds answers.",
                )
            )
    if foreign:
        raise SourceError(foreign)
    if "ego" not in by_kind:
        raise SourceError(
            Problem(
                what="holds no file of respondents (..._ego.csv)",
                file=files.name,
                next_step="Export again with CSV files, and keep every file of the export together.",
            )
        )
    protocols = files.with_ending(*_PROTOCOLS)
    texts = question_texts(protocols[0], files.contents(protocols[0])) if protocols else {}
    return network_parts({kind: stacked(sheets, file=f"{kind}.csv") for kind, sheets in by_kind.items()}, texts)


def network_parts(sheets: Mapping[str, Sheet], texts: Mapping[str, str]) -> list[Part]:
    """Return the parts of an export.

    Parameters
    ----------
    sheets
        One sheet for `ego`, and one for each `attributeList_...` and `edgeList_...`.
    texts
        The question as it was put, by header.

    Raises
    ------
    SourceError
        When an interview is there twice, because everybody named in it would count twice.
    """
    egos = _as_answered(sheets["ego"])
    if twice := list(_twice(egos)):
        raise SourceError(twice)
    parts = [Part(sheet=egos, texts=texts, roles={"id": _CASE if _tells_apart(egos, _CASE) else EGO})]
    for kind in sorted(set(sheets) - {"ego"}):
        names = (kind, kind.partition("_")[2])
        roles = {"from": "from", "to": "to"} if kind.startswith("edgeList") else {"alter": "nodeID"}
        parts.append(Part(sheet=_as_answered(sheets[kind]), names=names, link=(EGO, EGO), texts=texts, roles=roles))
    return parts


def _twice(egos: Sheet) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row, uuid in enumerate(egos.cells[:, egos.headers.index(EGO)].tolist() if EGO in egos.headers else []):
        if uuid and (other := first.setdefault(uuid, row)) != row:
            yield Problem(
                what=f"holds an interview that is also in row {egos.row(other)} of {egos.place_of(other)}",
                file=egos.place_of(row),
                row=egos.row(row),
                next_step="Keep the files of one of the two exports only.",
            )


def _tells_apart(sheet: Sheet, header: str) -> bool:
    texts = sheet.cells[:, sheet.headers.index(header)].tolist() if header in sheet.headers else []
    return bool(texts) and "" not in texts and len(set(texts)) == len(texts)


def _as_answered(sheet: Sheet) -> Sheet:
    """Return the sheet without the marks that keep spreadsheets from reckoning, and without what cannot be read."""
    cells = sheet.cells.copy()
    for column in range(cells.shape[1]):
        cells[:, column] = by_unique(cells[:, column], lambda text: _ESCAPED.sub("", text, count=1))
    sealed = {(row, column) for row, column in np.argwhere(cells == _ENCRYPTED).tolist()}
    for place in sealed:
        cells[place] = ""
    fault = Fault(_ENCRYPTED, "encrypted in the interview; export again with the participant's passphrase")
    return replace(sheet, cells=cells, faults={**sheet.faults, **dict.fromkeys(sealed, fault)})


NETWORK_CANVAS = Format(
    name="network-canvas",
    title="Network Canvas",
    files="a zip, a folder or a list of CSV files (ego, attributeList, edgeList), of one interview or many; "
    "with the protocol beside them for the wording of the questions",
    several=True,
    recognises=_recognises,
    read=_read,
)
