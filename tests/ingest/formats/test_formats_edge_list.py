"""Resolved edge lists: a file of people and a file of ties."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.ingest.formats.equal import FORMS, PEOPLE, check, study_file

from netsurvey import build_network, resolve
from netsurvey.errors import SourceError
from netsurvey.ingest import read_survey
from netsurvey.ingest.formats import FORMATS, Files, format_of
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster, Survey

EXACT = """
[study]
title = "t"
responses = {responses}
resolve = "exact"
[respondent]
id = "{id}"
[questions.tie]
asks = "people"
table = "ties"
name = "to"
"""


def read(folder: Path, toml: str = EXACT, *, own: str = "id", **files: str) -> tuple[Survey, Roster]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    toml = toml.replace("{responses}", str([f"{name}.csv" for name in files])).replace("{id}", own)
    return read_survey(Study.model_validate(tomllib.loads(toml)), folder)


def test_people_and_ties_under_names_read_as_what_was_said_but_for_ties_between_the_named(tmp_path: Path) -> None:
    pd.DataFrame(FORMS).to_csv(tmp_path / "nodes.csv", index=False)
    ties = [
        {"Source": person["ref"], "Target": person["name"], "question": question, "alter": person["alter"]}
        | {key: person[key] for key in ("relation", "street", "age")}
        for person in PEOPLE
        for question in ("help", "trust")
        if person[question] == "true"
    ]
    pd.DataFrame(ties).to_csv(tmp_path / "edges.csv", index=False)
    people = 'table = "edges"\nname = "to"\nrelation = "relation"\nstreet = "street"\nage = "age"\n'
    people += 'when = { column = "question", equals = "QUESTION" }'
    check(tmp_path, study_file(["nodes.csv", "edges.csv"], people=people, ties=""), ties=False)


def test_ids_make_the_network_that_was_written_down(tmp_path: Path) -> None:
    survey, roster = read(
        tmp_path,
        nodes="id,street\n1,a\n2,b\n3,a\n",
        edges="source,target,weight\n1,2,3\n2,1,1\n1,9,2\n",
    )
    network = build_network(survey, resolve(survey, roster))
    assert len(network.nodes) == 4
    assert sorted(network.nodes["status"]) == ["named only", "respondent", "respondent", "respondent"]
    assert len(network.ties) == 3
    assert survey.report["balance"] == 0
    assert survey.answers["state"].tolist() == ["answered", "answered", "blank"]


def test_without_a_file_of_people_those_who_name_somebody_were_asked(tmp_path: Path) -> None:
    survey, roster = read(tmp_path, own="from", ties="Source;Target;Type\na;b;Directed\na;c;Directed\nb;a;Directed\n")
    assert survey.respondents["respondent_id"].tolist() == ["a", "b"]
    assert roster.mentions["name"].tolist() == ["b", "c", "a"]
    assert survey.report["balance"] == 0


def test_somebody_who_is_in_a_tie_and_not_among_the_people_is_named_only_or_set_aside(tmp_path: Path) -> None:
    survey, roster = read(tmp_path, nodes="id\n1\n2\n", edges="from,to\n1,8\n2,1\n9,1\n")
    assert roster.mentions["name"].tolist() == ["8", "1"]
    assert survey.quarantine[["row", "reason"]].drop_duplicates().to_numpy().tolist() == [
        [4, "no form has this row's id"]
    ]


def test_ties_with_a_header_only_are_nobody_named(tmp_path: Path) -> None:
    survey, _ = read(tmp_path, nodes="id\n1\n2\n", edges="from,to\n")
    assert survey.answers["state"].tolist() == ["blank", "blank"]


def test_people_without_the_ids_of_the_ties_are_refused(tmp_path: Path) -> None:
    toml = EXACT.replace('"exact"', '"exact"\nformat = "edge-list"')
    with pytest.raises(SourceError, match=r"nodes\.csv.*no column of ids.*edges\.csv knows them by"):
        read(tmp_path, toml, nodes="id\n1\n2\n", edges="from,to\na,b\n")
    with pytest.raises(SourceError, match="1 files of ties and 2 of people"):
        read(tmp_path, toml, nodes="id\n1\n2\n", more="id\n3\n", edges="from,to\na,b\n")


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (
            {"nodes": "Id,Label\n1,a\n2,b\n", "edges": "Source,Target,Type,Id\n1,2,Directed,1\n2,1,Directed,2\n"},
            "edge-list",
        ),
        ({"nodes": "Label,Type,ID\na,x,1\nb,x,2\n", "edges": "From,To\n1,2\n"}, "edge-list"),
        ({"edges": "source,target,weight\n1,2,1\n"}, "edge-list"),
        ({"forms": "ref,from,to\n1,10:00,11:00\n"}, "wide"),
        ({"forms": "ref,name\n1,a\n2,b\n", "ties": "ref,from,to\n1,1,2\n1,2,3\n"}, None),
        ({"forms": "ref,name\n1,a\n2,b\n", "people": "ref,name\n1,b\n"}, None),
    ],
)
def test_an_edge_list_is_known_by_its_ends_and_the_ids_in_them(
    tmp_path: Path, files: dict[str, str], name: str | None
) -> None:
    for file, text in files.items():
        (tmp_path / f"{file}.csv").write_text(text, encoding="utf-8")
    files_of_it = Files("x", [tmp_path / f"{file}.csv" for file in files])
    particular = [one.name for one in FORMATS if one.recognises(files_of_it) and one.name not in {"wide", "long"}]
    assert particular == ([] if name in {"wide", None} else [name])
    assert (found.name if (found := format_of(files_of_it)) else None) == name
