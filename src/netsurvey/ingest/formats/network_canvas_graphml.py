"""Network Canvas's GraphML: a graph for each interview, read into the sheets its CSV export would have.

So a study file fits both. A document type may declare entities that unfold without end, and no export has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

import numpy as np

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.network_canvas import EGO, network_parts
from netsurvey.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.formats.parts import Part

__all__ = ["NETWORK_CANVAS_GRAPHML"]

_ENDING = ".graphml"
_MARK = b"schema.networkcanvas.com"
_SESSION = {
    "caseid": "networkCanvasCaseID",
    "sessionuuid": "networkCanvasSessionID",
    "protocolname": "networkCanvasProtocolName",
    "sessionstarttime": "sessionStart",
    "sessionfinishtime": "sessionFinish",
    "sessionexporttime": "sessionExported",
}
_UUID, _TYPE = "networkCanvasUUID", "networkCanvasType"


def _recognises(files: Files) -> bool:
    members = files.with_ending(_ENDING)
    return bool(members) and all(_MARK in _start(files, member) for member in members)


def _start(files: Files, member: str) -> bytes:
    try:
        return files.contents(member)[:4096]
    except SourceError:
        return b""


def _read(files: Files) -> list[Part]:
    tables: dict[str, _Table] = {}
    for member in files.with_ending(_ENDING):
        root = _parsed(member, files.contents(member))
        names = {key.get("id", ""): key.findtext("desc", "") or key.get("attr.name", "") for key in root.findall("key")}
        for graph in root.findall("graph"):
            for kind, row in _rows(root, graph, names):
                tables.setdefault(kind, _Table()).add(member, row)
    if "ego" not in tables:
        raise SourceError(
            Problem(what="holds no interview", file=files.name, next_step="Export the interviews again as GraphML.")
        )
    return network_parts({kind: table.sheet(f"{kind}.graphml") for kind, table in tables.items()}, {})


def _parsed(member: str, contents: bytes) -> Element:
    def refuse(*_: object) -> None:
        raise _refusal(member, "declares a document type, which no export does and which may unfold without end")

    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: builder.start(_local(tag), attributes)
    parser.EndElementHandler = lambda tag: builder.end(_local(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(contents, True)  # noqa: FBT003 - expat takes it by place only
    except expat.ExpatError as error:
        raise _refusal(member, f"is not well-formed XML (line {error.lineno})") from None
    return builder.close()


def _refusal(member: str, what: str) -> SourceError:
    return SourceError(Problem(what=what, file=member, next_step="Export it again from Network Canvas."))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _rows(root: Element, graph: Element, names: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of one interview, each with the kind of sheet it belongs to."""
    written = {_local(key).casefold(): value for key, value in (*root.attrib.items(), *graph.attrib.items())}
    session = {column: written[key] for key, column in _SESSION.items() if key in written}
    about = _data(graph, names)
    alone = len(root.findall("graph")) == 1
    ego = about.pop(_UUID, "") or (session.get(_SESSION["sessionuuid"], "") if alone else graph.get("id", ""))
    yield "ego", {EGO: ego, **session, **about}
    uuids = {}
    for node in graph.findall("node"):
        about = _data(node, names)
        uuids[node.get("id", "")] = about.get(_UUID, "")
        kind = about.pop(_TYPE, "node")
        yield f"attributeList_{kind}", {"nodeID": node.get("id", ""), EGO: ego, _UUID: about.pop(_UUID, ""), **about}
    for edge in graph.findall("edge"):
        about = _data(edge, names)
        kind = about.pop(_TYPE, "edge")
        source, target = edge.get("source", ""), edge.get("target", "")
        yield (
            f"edgeList_{kind}",
            {
                "edgeID": edge.get("id", ""),
                "from": source,
                "to": target,
                EGO: ego,
                _UUID: about.pop(_UUID, ""),
                "networkCanvasSourceUUID": uuids.get(source, ""),
                "networkCanvasTargetUUID": uuids.get(target, ""),
                **about,
            },
        )


def _data(element: Element, names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in element.findall("data"):
        key = one.get("key", "")
        name = names.get(key) or key
        found[name if name not in found else f"{name} ({key})"] = (one.text or "").strip()
    return found


class _Table:
    """Rows of one kind, whatever columns each has."""

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}
        self._rows: list[dict[int, str]] = []
        self._origins: list[tuple[str, int]] = []
        self._rows_of: dict[str, int] = {}

    def add(self, member: str, row: Mapping[str, str]) -> None:
        """Put a row below the others; elements of a kind are counted within their file."""
        self._rows.append({self._columns.setdefault(name, len(self._columns)): text for name, text in row.items()})
        self._rows_of[member] = self._rows_of.get(member, 0) + 1
        self._origins.append((member, self._rows_of[member]))

    def sheet(self, file: str) -> Sheet:
        """Return the rows as a sheet."""
        cells = np.full((len(self._rows), len(self._columns)), "", dtype=object)
        for at, row in enumerate(self._rows):
            cells[at, list(row)] = list(row.values())
        return Sheet(
            file=file,
            sheet=None,
            encoding="UTF-8",
            separator=None,
            headers=tuple(self._columns),
            cells=cells,
            header_row=0,
            overflow=(),
            cell_count=cells.size,
            origins=tuple(self._origins),
        )


NETWORK_CANVAS_GRAPHML = Format(
    name="network-canvas-graphml",
    title="Network Canvas, GraphML",
    files="GraphML files in a zip, a folder or a list, of one interview or many; read as its CSV files are",
    without="a kind of person or of tie that no interview has",
    several=True,
    recognises=_recognises,
    read=_read,
)
