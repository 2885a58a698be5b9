"""Network Canvas: what its exports do that others do not."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.ingest.formats.equal import FORMS, check, read
from tests.ingest.formats.layouts import Said, nc_files, nc_folder, nc_graphml, put, uuid

from netsurvey.errors import SourceError
from netsurvey.ingest.formats import Files
from netsurvey.ingest.formats.network_canvas import NETWORK_CANVAS
from netsurvey.ingest.formats.network_canvas_graphml import NETWORK_CANVAS_GRAPHML

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


STUDY = (
    '[study]\ntitle = "t"\nresponses = "export"\n[respondent]\nid = "networkCanvasCaseID"\n'
    '[questions.help]\nasks = "people"\ntable = "Person"\nname = "name"\n'
)
PROTOCOL = {
    "codebook": {
        "ego": {"variables": {"e1": {"name": "notes", "type": "text"}}},
        "node": {
            "n1": {
                "name": "Person",
                "variables": {
                    "v1": {"name": "named", "type": "categorical", "options": [{"label": "H", "value": "help"}]},
                    "v2": {"name": "street", "type": "text"},
                },
            }
        },
    },
    "stages": [
        {"type": "EgoForm", "form": {"fields": [{"variable": "e1", "prompt": "Anything else?"}]}},
        {"prompts": [{"text": "Who helps you?", "additionalAttributes": [{"variable": "v1", "value": ["help"]}]}]},
        {"prompts": [{"text": "Where do they live?", "variable": "v2"}]},
    ],
}


def session(n: int, kind: str, *, case: str = "case") -> str:
    return f"{case}_{uuid(2, n)}_{kind}.csv"


def test_a_case_whose_name_holds_underscores_and_the_name_of_a_kind_is_read(tmp_path: Path) -> None:
    case = "Mill_Row_ego_attributeList_Person"
    ego = f"networkCanvasEgoUUID,networkCanvasCaseID\n{uuid(1, 1)},{case}\n"
    people = f"nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\n1,{uuid(1, 1)},{uuid(3, 1)},Ann\n"
    put(
        tmp_path / "export",
        {session(1, "ego", case=case): ego, session(1, "attributeList_Person", case=case): people},
    )
    _, roster = read(tmp_path, STUDY)
    assert roster.mentions[["respondent_id", "name"]].to_numpy().tolist() == [[case, "Ann"]]


def test_rows_know_the_file_they_came_from(tmp_path: Path) -> None:
    ego = "networkCanvasEgoUUID,networkCanvasCaseID\n{},{}\n"
    people = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,age\n1,{},x,Ann,200\n"
    put(
        tmp_path / "export",
        {session(n, "ego"): ego.format(uuid(1, n), f"c{n}") for n in (1, 2)}
        | {session(n, "attributeList_Person"): people.format(uuid(1, n)) for n in (1, 2)},
    )
    survey, _ = read(tmp_path, STUDY + 'age = "age"\n')
    assert survey.quarantine[["file", "row", "column"]].to_numpy().tolist() == [
        [session(n, "attributeList_Person"), 2, "age"] for n in (1, 2)
    ]


def test_encrypted_cells_are_set_aside_and_say_what_to_do(tmp_path: Path) -> None:
    put(
        tmp_path / "export",
        {
            session(1, "ego"): f"networkCanvasEgoUUID,networkCanvasCaseID\n{uuid(1, 1)},c1\n",
            session(1, "attributeList_Person"): (
                "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,note\n"
                f"1,{uuid(1, 1)},x,encrypted,encrypted\n2,{uuid(1, 1)},y,Ann,\n"
            ),
        },
    )
    survey, roster = read(tmp_path, STUDY)
    assert roster.mentions["name"].tolist() == ["Ann"]
    assert survey.quarantine[["row", "column", "reason"]].to_numpy().tolist() == [
        [2, "name", "encrypted in the interview; export again with the participant's passphrase"]
    ]
    assert survey.report["balance"] == 0


def test_a_stray_column_called_null_is_unused_and_accounted_for(tmp_path: Path) -> None:
    put(
        tmp_path / "export",
        {
            session(1, "ego"): f"networkCanvasEgoUUID,networkCanvasCaseID,null\n{uuid(1, 1)},c1,\n",
            session(1, "attributeList_Person"): (
                f"nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,null\n1,{uuid(1, 1)},x,Ann,oh\n"
            ),
        },
    )
    survey, _ = read(tmp_path, STUDY)
    assert "null" in survey.report["sources"][1]["unused_columns"]
    assert survey.report["balance"] == 0


def test_two_columns_of_one_name_are_both_accounted_for(tmp_path: Path) -> None:
    put(
        tmp_path / "export",
        {
            session(1, "ego"): f"networkCanvasEgoUUID,networkCanvasCaseID,x,x\n{uuid(1, 1)},c1,one,two\n",
            session(1, "attributeList_Person"): (
                f"nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\n1,{uuid(1, 1)},x,Ann\n"
            ),
        },
    )
    survey, _ = read(tmp_path, STUDY)
    assert survey.report["sources"][0]["unused_columns"] == ["x", "x"]
    assert survey.report["totals"]["cells"] == 8


@pytest.mark.parametrize("name", ["fernley.netcanvas", "protocol.json"])
def test_the_protocol_beside_the_files_gives_the_wording_of_the_questions(name: str, tmp_path: Path) -> None:
    put(tmp_path / "export", nc_files(Said(), merged=True))
    if name == "protocol.json":
        (tmp_path / "export" / name).write_text(json.dumps(PROTOCOL))
    else:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("protocol.json", json.dumps(PROTOCOL))
        (tmp_path / "export" / name).write_bytes(buffer.getvalue())
    parts = NETWORK_CANVAS.read(Files("export", [tmp_path / "export"]))
    assert dict(parts[0].texts) == {
        "notes": "Anything else?",
        "named": "Who helps you?",
        "named_help": "Who helps you?",
        "street": "Where do they live?",
    }


@pytest.mark.parametrize("contents", ["[]", "{", '{"stages": [], "codebook": ' + "[" * 100_000, '{"stages": {}}'])
def test_a_protocol_that_is_none_is_an_error(contents: str, tmp_path: Path) -> None:
    nc_folder(tmp_path, Said())
    (tmp_path / "export" / "protocol.json").write_text(contents)
    with pytest.raises(SourceError, match=r"protocol\.json: is not a Network Canvas protocol"):
        read(tmp_path, STUDY)


def test_files_without_a_file_of_respondents_are_an_error(tmp_path: Path) -> None:
    put(tmp_path / "export", {session(1, "attributeList_Person"): "nodeID,networkCanvasEgoUUID,name\n1,u,Ann\n"})
    with pytest.raises(SourceError, match="holds no file of respondents"):
        read(tmp_path, STUDY.replace('"export"', '"export"\nformat = "network-canvas"'))


def test_a_file_of_something_else_among_them_is_an_error(tmp_path: Path) -> None:
    toml = nc_folder(tmp_path, Said())
    (tmp_path / "export" / "notes.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match=r"notes\.csv: is none of the files of a Network Canvas export"):
        read(tmp_path, toml)


@pytest.mark.parametrize("write", [nc_folder, nc_graphml])
def test_an_interview_that_is_there_twice_is_an_error(write: Callable[[Path, Said], str], tmp_path: Path) -> None:
    toml = write(tmp_path, Said())
    shutil.copytree(tmp_path / "export", tmp_path / "again")
    shutil.move(tmp_path / "again", tmp_path / "export" / "again")
    with pytest.raises(SourceError, match="holds an interview that is also in row") as raised:
        read(tmp_path, toml)
    assert len(raised.value.problems) == len(FORMS)


def test_graphml_beside_the_csv_files_of_the_same_interviews_is_left_alone(tmp_path: Path) -> None:
    toml = nc_folder(tmp_path, Said())
    nc_graphml(tmp_path, Said())
    check(tmp_path, toml)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_graphml_with_a_document_type_is_refused(encoding: str, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE graphml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    graph = f'<?xml version="1.0" encoding="{encoding}"?>\n{bomb}<graphml xmlns:nc="http://schema.networkcanvas.com/xmlns"><graph>&b;</graph></graphml>'
    (tmp_path / "export.graphml").write_bytes(graph.encode(encoding))
    toml = STUDY.replace('"export"', '"export.graphml"\nformat = "network-canvas-graphml"')
    with pytest.raises(SourceError, match=r"export\.graphml: declares a document type"):
        read(tmp_path, toml)


def test_graphml_cut_off_is_refused_with_the_line(tmp_path: Path) -> None:
    nc_graphml(tmp_path, Said())
    first = sorted((tmp_path / "export").iterdir())[0]
    first.write_text(first.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    with pytest.raises(SourceError, match=r"is not well-formed XML \(line \d+\).*Export it again"):
        read(tmp_path, STUDY)


def test_graphml_without_an_interview_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "export.graphml").write_text('<graphml xmlns:nc="http://schema.networkcanvas.com/xmlns"/>')
    with pytest.raises(SourceError, match="holds no interview"):
        read(tmp_path, STUDY.replace('"export"', '"export.graphml"'))


def test_graphml_nested_without_end_is_read_in_no_time_and_for_what_it_is(tmp_path: Path) -> None:
    deep = "<graph>" * 50_000 + "</graph>" * 50_000
    (tmp_path / "export.graphml").write_text(
        f'<graphml xmlns:nc="http://schema.networkcanvas.com/xmlns" nc:caseID="c">{deep}</graphml>'
    )
    parts = NETWORK_CANVAS_GRAPHML.read(Files("export.graphml", [tmp_path / "export.graphml"]))
    assert [len(part.sheet.cells) for part in parts] == [1]


def test_graphml_of_several_interviews_in_one_file_and_of_the_older_kind_is_read(tmp_path: Path) -> None:
    graphs = "".join(
        f'<graph edgedefault="directed" id="sessionID{n}"><data key="c">c{n}</data>'
        f'<node id="1"><data key="networkCanvasUUID">n{n}</data><data key="networkCanvasType">Person</data>'
        f'<data key="k">{name}</data></node></graph>'
        for n, name in ((1, "Ann"), (2, "Beth"))
    )
    (tmp_path / "export.graphml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:nc="http://schema.networkcanvas.com/xmlns" nc:caseID="joint" nc:sessionUUID="s">'
        '<key id="k" for="node" attr.name="full_name"><desc>full name</desc></key>'
        f'<key id="c" for="graph" attr.name="form"/>{graphs}</graphml>'
    )
    toml = STUDY.replace('"export"', '"export.graphml"').replace('"networkCanvasCaseID"', '"form"')
    survey, roster = read(tmp_path, toml.replace('name = "name"', 'name = "full name"'))
    assert roster.mentions[["respondent_id", "name"]].to_numpy().tolist() == [["c1", "Ann"], ["c2", "Beth"]]
    assert survey.report["balance"] == 0
