"""The shared survey as each field tool and web form would export it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from tests.ingest.formats.equal import FORMS, PEOPLE, TIES, study_file, wide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "LAYOUTS",
    "Layout",
    "Said",
    "csv_text",
    "nc_files",
    "nc_folder",
    "nc_graphml",
    "put",
    "uuid",
    "xlsx",
    "zipped",
]

Row = dict[str, str]
FORM = list(FORMS[0])
PERSON = ["alter", "name", "relation", "street", "age"]
TIE = ["from", "to", "strength"]
ABOUT = "\n".join(f'{key} = "{key}"' for key in ("name", "relation", "street", "age"))


@dataclass(frozen=True)
class Said:
    """What was said at the doors: the shared survey, or a variant of it."""

    forms: Sequence[Row] = tuple(FORMS)
    people: Sequence[Row] = tuple(PEOPLE)
    ties: Sequence[Row] = tuple(TIES)
    ask_ties: bool = True

    @property
    def wide(self) -> list[Row]:
        return wide(self.forms, self.people, self.ties)

    def tie_lines(self, lines: str) -> str:
        return lines if self.ask_ties else ""


@dataclass(frozen=True)
class Layout:
    """One way to write the survey down: the format that reads it, and what writes it and returns a study file."""

    format: str
    write: Callable[[Path, Said], str]
    rows: bool = True


def csv_text(headers: Iterable[str], rows: Iterable[Sequence[str]], *, separator: str = ",") -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    writer.writerow(list(headers))
    writer.writerows(rows)
    return buffer.getvalue()


def xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    book.save(path)


def zipped(path: Path, files: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def put(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def under(person: Row) -> str:
    return " ".join(question for question in ("help", "trust") if person[question] == "true")


def told_apart(name: str, *, slot: str, tie: str = "know_{a}_{b}") -> str:
    """Return a header or pattern of the wide survey as a tool would write it, its number in the place of {n}."""
    if found := re.fullmatch(r"(help|trust|QUESTION)_(\d+|\{n\})_(\w+)", name):
        return slot.format(question=found[1], n=found[2], key=found[3])
    if found := re.fullmatch(r"know_(\d+|\{a\})_(\d+|\{b\})", name):
        return tie.format(a=found[1], b=found[2])
    return name


# Repeats in files of their own ----------------------------------------------------------------------------------------

KOBO_OWN = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "_tags"]


def kobo(folder: Path, said: Said, *, separator: str = "/") -> str:
    def kobo_own(n: int) -> list[object]:
        return [200 + n, f"uuid-{n}", "2026-05-04T10:11:12", "", "", "submitted_via_web", "surveyor_one", ""]

    at = {form["ref"]: n for n, form in enumerate(said.forms, start=1)}
    forms: list[list[object]] = [
        ["start", "deviceid", *(f"visit{separator}{key}" for key in FORM), *KOBO_OWN, "_index"]
    ]
    forms += [
        ["2026-05-04", "collect:1", *form.values(), *kobo_own(at[form["ref"]]), at[form["ref"]]] for form in said.forms
    ]
    linked = ["_parent_table_name", "_parent_index", *(f"_submission_{name}" for name in KOBO_OWN)]
    sheets = {"Fernley": forms}
    for name, headers, rows in (("person", [*PERSON, "under"], said.people), ("tie", TIE, said.ties)):
        if name == "tie" and not said.ask_ties:
            continue
        sheets[name] = [[*(f"{name}{separator}{key}" for key in headers), *linked]]
        sheets[name] += [
            [
                *(row[key] for key in headers if key != "under"),
                *([under(row)] if name == "person" else []),
                "Fernley",
                at[row["ref"]],
                *kobo_own(at[row["ref"]]),
            ]
            for row in rows
        ]
    xlsx(folder / "Fernley.xlsx", sheets)
    about = "\n".join(f'{key} = "person{separator}{key}"' for key in ("name", "relation", "street", "age"))
    return study_file(
        "Fernley.xlsx",
        people=f'table = "person"\n{about}\nwhen = {{ column = "person{separator}under", contains = "QUESTION" }}',
        ties=said.tie_lines(
            f'table = "tie"\nbetween = ["tie{separator}from", "tie{separator}to"]\nalter = "person{separator}alter"\n'
            f'strength = "tie{separator}strength"'
        ),
        column=lambda name: f"visit{separator}{name}",
    )


def odk_files(said: Said, *, briefcase: bool) -> dict[str, str]:
    key = {form["ref"]: f"uuid:00000000-0000-4000-8000-{n:012d}" for n, form in enumerate(said.forms)}
    own = ["SubmitterID", "SubmitterName", "AttachmentsPresent", "Status", "ReviewState", "DeviceID", "Edits"]
    sets = [f"SET-OF-{name}" for name in ("person", "tie") if briefcase]
    files = {
        "fernley.csv": csv_text(
            ["SubmissionDate", *(f"visit-{name}" for name in FORM), *sets, "meta-instanceID", "KEY", *own],
            [
                [
                    "2026-05-04T10:11:12.000Z",
                    *form.values(),
                    *(f"{key[form['ref']]}/{name.removeprefix('SET-OF-')}" for name in sets),
                    *[key[form["ref"]]] * 2,
                    *("7", "Surveyor One", "0", "", "", "collect:1", "0"),
                ]
                for form in said.forms
            ],
        )
    }
    for name, headers, rows in (("person", [*PERSON, "under"], said.people), ("tie", TIE, said.ties)):
        if name == "tie" and not said.ask_ties:
            continue
        files[f"fernley-{name}.csv"] = csv_text(
            [*headers, "PARENT_KEY", "KEY", *([f"SET-OF-{name}"] if briefcase else [])],
            [
                [
                    *(row[header] for header in headers if header != "under"),
                    *([under(row)] if name == "person" else []),
                    key[row["ref"]],
                    f"{key[row['ref']]}/{name}[{n}]",
                    *([f"{key[row['ref']]}/{name}"] if briefcase else []),
                ]
                for n, row in enumerate(rows, start=1)
            ],
        )
    return files


def odk_study(responses: str | list[str], said: Said) -> str:
    return study_file(
        responses,
        people=f'table = "fernley-person"\n{ABOUT}\nwhen = {{ column = "under", contains = "QUESTION" }}',
        ties=said.tie_lines('table = "tie"\nbetween = ["from", "to"]\nalter = "alter"\nstrength = "strength"'),
        column=lambda name: f"visit-{name}",
    )


def odk_central(folder: Path, said: Said) -> str:
    zipped(folder / "fernley.zip", odk_files(said, briefcase=False) | {"media/photo.jpg": "not a picture"})
    return odk_study("fernley.zip", said)


def odk_unpacked(folder: Path, said: Said) -> str:
    put(folder / "fernley", odk_files(said, briefcase=False))
    return odk_study("fernley", said)


def odk_listed(folder: Path, said: Said) -> str:
    files = odk_files(said, briefcase=False)
    put(folder, files)
    return odk_study(list(files), said)


def odk_briefcase(folder: Path, said: Said) -> str:
    put(folder / "fernley", odk_files(said, briefcase=True))
    return odk_study("fernley", said)


# Network Canvas -------------------------------------------------------------------------------------------------------

EGO = ["networkCanvasEgoUUID", "networkCanvasCaseID", "networkCanvasSessionID", "networkCanvasProtocolName"]
NODE = ["nodeID", "networkCanvasEgoUUID", "networkCanvasUUID"]
EDGE = ["edgeID", "from", "to", "networkCanvasEgoUUID", "networkCanvasUUID"]
ENDS = ["networkCanvasSourceUUID", "networkCanvasTargetUUID"]
NC_FORM = [key for key in FORM if key != "place_1"]


def uuid(kind: int, n: int) -> str:
    return f"{kind:08d}-0000-4000-8000-{n:012d}"


def marked(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def nc_sheets(said: Said) -> dict[str, tuple[list[str], list[list[str]]]]:
    """Return headers and rows of each kind of file."""
    at = {form["ref"]: n for n, form in enumerate(said.forms)}
    egos = [
        [
            uuid(1, at[form["ref"]]),
            f"Mill_Row_{form['ref']}",
            uuid(2, at[form["ref"]]),
            "Fernley",
            "2026-05-04T10:11:12.000Z",
            *(marked(form[key]) for key in NC_FORM),
        ]
        for form in said.forms
    ]
    people = [
        [
            row["alter"],
            uuid(1, at[row["ref"]]),
            uuid(3, n),
            *(row[key] for key in PERSON[1:]),
            row["help"],
            row["trust"],
        ]
        for n, row in enumerate(said.people)
    ]
    places = [
        ["9", uuid(1, at[form["ref"]]), uuid(4, at[form["ref"]]), form["place_1"]]
        for form in said.forms
        if form["place_1"]
    ]
    node = {(row[1], row[0]): row[2] for row in people}
    ties = [
        [
            str(n),
            row["from"],
            row["to"],
            ego,
            uuid(5, n),
            node.get((ego, row["from"]), ""),
            node.get((ego, row["to"]), ""),
            row["strength"],
        ]
        for n, row in enumerate(said.ties, start=1)
        for ego in [uuid(1, at[row["ref"]])]
    ]
    return {
        "ego": ([*EGO, "sessionStart", *NC_FORM], egos),
        "attributeList_Person": ([*NODE, *PERSON[1:], "named_help", "named_trust"], people),
        "attributeList_Place": ([*NODE, "name"], places),
        **({"edgeList_Knows": ([*EDGE, *ENDS, "strength"], ties)} if said.ask_ties else {}),
    }


def nc_files(said: Said, *, merged: bool) -> dict[str, str]:
    sheets = nc_sheets(said)
    if merged:
        return {f"Fernley_{kind}.csv": csv_text(headers, rows) for kind, (headers, rows) in sheets.items()}
    files = {}
    for n, form in enumerate(said.forms or [{"ref": "R0"}]):
        for kind, (headers, rows) in sheets.items():
            own = [row for row in rows if uuid(1, n) in row]
            files[f"Mill_Row_{form['ref']}_{uuid(2, n)}_{kind}.csv"] = csv_text(headers, own)
    return files


def nc_study(responses: str | list[str], said: Said) -> str:
    return study_file(
        responses,
        people=f'table = "attributeList_Person"\n{ABOUT}\nwhen = {{ column = "named_QUESTION", equals = "true" }}',
        places='table = "Place"\nname = "name"',
        ties=said.tie_lines(
            'table = "edgeList_Knows"\nbetween = ["from", "to"]\nalter = "nodeID"\nstrength = "strength"'
        ),
    )


def nc_folder(folder: Path, said: Said) -> str:
    put(folder / "export", nc_files(said, merged=False))
    return nc_study("export", said)


def nc_zip(folder: Path, said: Said) -> str:
    zipped(folder / "export.zip", nc_files(said, merged=False))
    return nc_study("export.zip", said)


def nc_merged(folder: Path, said: Said) -> str:
    put(folder / "export", nc_files(said, merged=True))
    return nc_study("export", said)


def graphml_element(tag: str, attributes: Mapping[str, str], data: Mapping[str, str], inside: str = "") -> str:
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    held = "".join(f"<data key={quoteattr(key)}>{escape(text)}</data>" for key, text in data.items() if text)
    return f"<{tag}{written}>{held}{inside}</{tag}>\n"


def graphml(said: Said, n: int) -> str:
    sheets = nc_sheets(said)
    keys, inside = "", ""
    for kind, place in (
        ("ego", "graph"),
        ("attributeList_Person", "node"),
        ("attributeList_Place", "node"),
        ("edgeList_Knows", "edge"),
    ):
        for name in sheets.get(kind, ([], []))[0]:
            key = {"id": f"{kind}-{name}", "for": place, "attr.name": name, "attr.type": "string"}
            keys += graphml_element("key", key, {}) if name not in {*EGO, *NODE, *EDGE, *ENDS} else ""
    session = {"edgedefault": "undirected"}
    about: Row = {}
    for kind, (headers, rows) in sheets.items():
        for row in rows:
            cells = dict(zip(headers, row, strict=True))
            if cells["networkCanvasEgoUUID"] != uuid(1, n):
                continue
            data = {
                f"{kind}-{name}": cells[name].removeprefix("'")
                for name in headers
                if name not in {*EGO, *NODE, *EDGE, *ENDS}
            }
            own = {"networkCanvasUUID": cells.get("networkCanvasUUID", ""), "networkCanvasType": kind.partition("_")[2]}
            if kind == "ego":
                about = {"networkCanvasUUID": uuid(1, n), **data}
                session |= {"nc:caseId": cells["networkCanvasCaseID"], "nc:sessionUUID": uuid(2, n)}
            elif kind == "edgeList_Knows":
                ends = {"id": cells["edgeID"], "source": cells["from"], "target": cells["to"]}
                inside += graphml_element("edge", ends, own | data)
            else:
                inside += graphml_element("node", {"id": cells["nodeID"]}, own | {"label": cells["name"]} | data)
    builtin = "".join(
        graphml_element("key", {"id": name, "for": "all", "attr.name": name, "attr.type": "string"}, {})
        for name in ("label", "networkCanvasType", "networkCanvasUUID")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        f' xmlns:nc="http://schema.networkcanvas.com/xmlns">\n{builtin}{keys}'
        f"{graphml_element('graph', session, about, inside)}</graphml>\n"
    )


def nc_graphml(folder: Path, said: Said) -> str:
    files = {f"Mill_Row_{form['ref']}_{uuid(2, n)}.graphml": graphml(said, n) for n, form in enumerate(said.forms)}
    put(folder / "export", files)
    return nc_study("export", said)


# All in one row -------------------------------------------------------------------------------------------------------


def flat(said: Said) -> tuple[list[str], list[list[str]]]:
    rows = said.wide
    return list(wide(FORMS, PEOPLE, TIES)[0]), [list(row.values()) for row in rows]


def wide_ties(said: Said) -> str | None:
    return None if said.ask_ties else ""


def kobo_legacy(folder: Path, said: Said) -> str:
    def column(name: str) -> str:
        return told_apart(name, slot="{question}[{n}]/{key}", tie="ties/know_{a}_{b}")

    headers, rows = flat(said)
    rows = [[cell or "n/a" for cell in row] for row in rows]
    own = ["_uuid", "_submission_time", "_submitted_by"]
    text = csv_text(
        [*map(column, headers), *own], [[*row, f"u{n}", "2026-05-04", "surveyor"] for n, row in enumerate(rows)]
    )
    (folder / "legacy.csv").write_text(text, encoding="utf-8")
    return study_file("legacy.csv", column=column, ties=wide_ties(said))


def qualtrics(folder: Path, said: Said) -> str:
    def column(name: str) -> str:
        return told_apart(name, slot="{n}_{question}_{key}")

    headers, rows = flat(said)
    own = ["StartDate", "IPAddress", "ResponseId", "RecipientEmail", "LocationLatitude"]
    texts = ["Start Date", "IP Address", "Response ID", "Recipient Email", "Location Latitude"]
    import_ids = [json.dumps({"ImportId": name}) for name in [*own, *(f"QID{n}" for n in range(len(headers)))]]
    body = [texts + [f"Question {name},\nas it was put" for name in headers], import_ids]
    body += [["2026-05-04 10:11", "192.0.2.7", f"R_{n}", "", "54.9", *row] for n, row in enumerate(rows)]
    (folder / "fernley.csv").write_text(csv_text([*own, *map(column, headers)], body), encoding="utf-8-sig")
    return study_file("fernley.csv", column=column, ties=wide_ties(said))


def limesurvey(folder: Path, said: Said) -> str:
    def column(name: str) -> str:
        return told_apart(name, slot="{question}[SQ00{n}_{key}]", tie="know[SQ00{a}_SQ00{b}]")

    headers, rows = flat(said)
    own = ["id", "submitdate", "lastpage", "startlanguage", "ipaddr"]
    body = [[str(n), "2026-05-04 10:11:12", "4", "en", "192.0.2.7", *row] for n, row in enumerate(rows, start=1)]
    (folder / "results.csv").write_text(csv_text([*own, *map(column, headers)], body, separator=";"), encoding="utf-8")
    return study_file("results.csv", column=column, ties=wide_ties(said))


def google_forms(folder: Path, said: Said) -> str:
    def column(name: str) -> str:
        written = told_apart(
            name,
            slot="Who would you turn to? ({question}) [Person {n}: {key}]",
            tie="Do these know each other? [{a} and {b}]",
        )
        return f"Question: {name}?" if written == name else written

    headers, rows = flat(said)
    body = [["2026/05/04 10:11:12 am GMT+1", "someone@example.org", *row] for row in rows]
    text = csv_text(["Timestamp", "Email Address", *map(column, headers)], body)
    (folder / "Fernley.csv").write_text(text, encoding="utf-8")
    return study_file("Fernley.csv", column=column, ties=wide_ties(said))


def microsoft_forms(folder: Path, said: Said) -> str:
    def column(name: str) -> str:
        written = told_apart(name, slot="Person {n} for {question}, {key}", tie="Do {a} and {b} know each other?")
        return f"What about {name}?" if written == name else written

    headers, rows = flat(said)
    own = ["ID", "Start time", "Completion time", "Email", "Name"]
    body: list[list[object]] = [[*own, *map(column, headers)]]
    body += [[n, "2026-05-04", "2026-05-04", "anonymous", "A. Account", *row] for n, row in enumerate(rows, start=1)]
    xlsx(folder / "Fernley(1-8).xlsx", {"Sheet1": body})
    return study_file("Fernley(1-8).xlsx", column=column, ties=wide_ties(said))


LAYOUTS = {
    "kobo": Layout("kobo", kobo),
    "kobo with dots": Layout("kobo", lambda folder, said: kobo(folder, said, separator=".")),
    "kobo legacy": Layout("kobo", kobo_legacy, rows=False),
    "odk zip": Layout("odk", odk_central),
    "odk folder": Layout("odk", odk_unpacked),
    "odk files": Layout("odk", odk_listed),
    "odk briefcase": Layout("odk", odk_briefcase),
    "network canvas folder": Layout("network-canvas", nc_folder),
    "network canvas zip": Layout("network-canvas", nc_zip),
    "network canvas merged": Layout("network-canvas", nc_merged),
    "network canvas graphml": Layout("network-canvas-graphml", nc_graphml),
    "qualtrics": Layout("qualtrics", qualtrics, rows=False),
    "limesurvey": Layout("limesurvey", limesurvey, rows=False),
    "google forms": Layout("google-forms", google_forms, rows=False),
    "microsoft forms": Layout("microsoft-forms", microsoft_forms, rows=False),
}
