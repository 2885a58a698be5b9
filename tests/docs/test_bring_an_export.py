"""Every study file of the page on exports reads such an export: three doors, written as each tool writes them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-an-export.md"
STUDY_FILE = re.compile(r"<!-- file: (?P<file>\S+)/study\.toml -->\n```toml\n(?P<text>.*?)```", re.DOTALL)

DOORS = [
    ("1", "Zoë Marlow", "Mill Row", ""),
    ("2", "Owen Tate", "Chapel Lane", "1"),
    ("3", "Dilys Pugh", "Mill Row", ""),
]
HELPERS = [
    ("1", "José Álvarez", "friend", "Chapel Lane"),
    ("1", "Mabel Finch", "", ""),
    ("3", "Owen Tate", "neighbour", ""),
]


def text_of(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def kobo(folder: Path) -> None:
    book = openpyxl.Workbook()
    forms = book.worksheets[0]
    forms.title = "Fernley"
    forms.append(
        [
            "start",
            *(f"visit/{name}" for name in ("form_no", "name", "street", "help_none")),
            "_id",
            "_uuid",
            "_submission_time",
            "_submitted_by",
            "_index",
        ]
    )
    for door in DOORS:
        forms.append(["2026-05-04", *door, 70 + int(door[0]), f"u{door[0]}", "2026-05-04", "surveyor", int(door[0])])
    helpers = book.create_sheet("helper")
    headers = [f"visit/helper/{name}" for name in ("name", "relation", "street")]
    helpers.append([*headers, "_parent_table_name", "_parent_index", "_submission__uuid"])
    for ref, *about in HELPERS:
        helpers.append([*about, "Fernley", int(ref), f"u{ref}"])
    book.save(folder / "fernley.xlsx")


def odk(folder: Path) -> None:
    forms = [["SubmissionDate", "visit-form_no", "visit-name", "visit-street", "visit-help_none", "KEY", "DeviceID"]]
    forms += [["2026-05-04T10:11:12.000Z", *door, f"uuid:{door[0]}", "collect:1"] for door in DOORS]
    helpers = [["name", "relation", "street", "PARENT_KEY", "KEY"]]
    helpers += [[*about, f"uuid:{ref}", f"uuid:{ref}/helper[{n}]"] for n, (ref, *about) in enumerate(HELPERS)]
    with zipfile.ZipFile(folder / "fernley.zip", "w") as archive:
        archive.writestr("fernley.csv", text_of(forms))
        archive.writestr("fernley-helper.csv", text_of(helpers))


def network_canvas(folder: Path) -> None:
    (folder / "export").mkdir()
    session = "{}_00000000-0000-4000-8000-00000000000{}_{}.csv"
    for ref, name, street, nobody in DOORS:
        own = [about for door, *about in HELPERS if door == ref]
        files = {
            "ego": [
                [
                    "networkCanvasEgoUUID",
                    "networkCanvasCaseID",
                    "networkCanvasSessionID",
                    "name",
                    "street",
                    "help_none",
                ],
                [f"ego-{ref}", ref, f"session-{ref}", name, street, "true" if nobody else "false"],
            ],
            "attributeList_Person": [
                ["nodeID", "networkCanvasEgoUUID", "networkCanvasUUID", "name", "relation", "street", "asked_help"],
                *([str(n), f"ego-{ref}", f"node-{ref}-{n}", *about, "true"] for n, about in enumerate(own, start=1)),
            ],
            "edgeList_Knows": [
                ["edgeID", "from", "to", "networkCanvasEgoUUID", "networkCanvasUUID"],
                *([["1", "1", "2", f"ego-{ref}", "edge-1"]] if len(own) > 1 else []),
            ],
        }
        for kind, rows in files.items():
            (folder / "export" / session.format(ref, ref, kind)).write_text(text_of(rows), encoding="utf-8")


def qualtrics(folder: Path) -> None:
    loops = [f"{n}_Q{question}" for n in (1, 2) for question in (5, 6, 7)]
    headers = ["StartDate", "Status", "IPAddress", "ResponseId", "Q1", "Q2", "Q4", *loops]
    rows = [headers, [f"The question\nof {name}" for name in headers]]
    rows.append([json.dumps({"ImportId": name}) for name in headers])
    for ref, name, street, nobody in DOORS:
        own = [cell for door, *about in HELPERS if door == ref for cell in about]
        said = [name, street, "Nobody" if nobody else ""]
        rows.append(["2026-05-04", "IP Address", "192.0.2.7", ref, *said, *own, *[""] * (len(loops) - len(own))])
    rows.append(["2026-05-01", "Survey Preview", "", "R_trial", *["trial"] * (len(headers) - 4)])
    (folder / "fernley.csv").write_text(text_of(rows), encoding="utf-8")


EXPORTS = {"kobo": kobo, "odk": odk, "network-canvas": network_canvas, "qualtrics": qualtrics}


def test_every_study_file_of_the_page_is_tried() -> None:
    assert [found["file"] for found in STUDY_FILE.finditer(PAGE.read_text(encoding="utf-8"))] == list(EXPORTS)


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_study_file_that_the_page_shows_reads_the_export(
    tool: str, netsurvey: Callable[..., Any], tmp_path: Path
) -> None:
    shown = {found["file"]: found["text"] for found in STUDY_FILE.finditer(PAGE.read_text(encoding="utf-8"))}
    (tmp_path / "study.toml").write_text(shown[tool], encoding="utf-8")
    EXPORTS[tool](tmp_path)
    for command in ("ingest", "resolve"):
        answer = netsurvey(command, tmp_path)
        assert answer.code == 0, answer.err
    team = tmp_path / "out" / "team"
    mentions = pd.read_csv(team / "mentions.csv", dtype=str, keep_default_na=False)
    assert mentions[["respondent_id", "name"]].to_numpy().tolist() == [[ref, name] for ref, name, *_ in HELPERS]
    people = pd.read_csv(team / "people.csv", dtype=str).set_index("respondent_id")["person_id"]
    assert mentions["person_id"].tolist()[2] == people["2"]
