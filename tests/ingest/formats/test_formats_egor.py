"""egor's layouts: three tables, two, or one wide one; and the three that were bugs in egor's own history."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.ingest.formats.equal import FORMS, PEOPLE, TIES, check, study_file

from netsurvey.errors import SourceError
from netsurvey.ingest import read_survey
from netsurvey.ingest.formats import FORMATS, Files, format_of
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster, Survey

ABOUT = ("name", "relation", "street", "age", "help", "trust")
WITHIN = """
[study]
title = "t"
responses = {responses}
resolve = "within"
[respondent]
id = "egoID"
[questions.named]
asks = "people"
table = "alters"
name = "alterID"
gender = "alter.sex"
"""
TIED = """
[alter_ties]
table = "ties"
between = ["{0}", "{1}"]
alter = "alterID"
strength = "weight"
"""


def as_ego(header: str) -> str:
    return "egoID" if header == "ref" else header


def egos() -> pd.DataFrame:
    return pd.DataFrame(FORMS).rename(columns=as_ego)


def long_alters() -> pd.DataFrame:
    return pd.DataFrame(PEOPLE).rename(columns={"ref": "egoID", "alter": "alterID"})


def wide(stem: str = "alter.{0}") -> pd.DataFrame:
    """Return a row an ego: what is said of the alters, then how strong the tie of each pair is."""
    rows = []
    for form in FORMS:
        row = {"egoID": form["ref"]}
        own = {person["alter"]: person for person in PEOPLE if person["ref"] == form["ref"]}
        ties = {(tie["from"], tie["to"]): tie["strength"] for tie in TIES if tie["ref"] == form["ref"]}
        row |= {f"{stem.format(key)}.{n}": own.get(str(n), {}).get(key, "NA") for n in range(1, 5) for key in ABOUT}
        row |= {f"X{a}.to.{b}": ties.get((str(a), str(b)), "NA") for a in range(1, 5) for b in range(a + 1, 5)}
        rows.append(row)
    return pd.DataFrame(rows)


def the_study(*files: str, stem: str = "{0}", ends: tuple[str, str] = ("Source", "Target")) -> str:
    people = "\n".join(f'{key} = "{stem.format(key)}"' for key in ABOUT[:4])
    when = f'when = {{ column = "{stem.format("QUESTION")}", equals = "true" }}'
    return study_file(
        files,
        people=f'table = "alters"\n{people}\n{when}',
        ties=f'table = "ties"\nbetween = ["{ends[0]}", "{ends[1]}"]\nalter = "alterID"\nstrength = "weight"',
        column=as_ego,
    )


def read(folder: Path, toml: str, **files: str) -> tuple[Survey, Roster]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    names = str([f"{name}.csv" for name in files])
    return read_survey(Study.model_validate(tomllib.loads(toml.replace("{responses}", names))), folder)


def test_three_files_read_as_what_was_said(tmp_path: Path) -> None:
    egos().to_csv(tmp_path / "e.csv", index=False)
    long_alters().to_csv(tmp_path / "a.csv", index=False)
    ties = pd.DataFrame(TIES).set_axis(["egoID", "Source", "Target", "weight"], axis=1)
    ties.to_csv(tmp_path / "t.csv", index=False)
    check(tmp_path, the_study("e.csv", "a.csv", "t.csv"))


def test_two_files_with_the_alters_and_their_ties_wide_read_as_what_was_said(tmp_path: Path) -> None:
    egos().to_csv(tmp_path / "e.csv", index=False)
    wide().to_csv(tmp_path / "w.csv", index=False)
    check(tmp_path, the_study("e.csv", "w.csv", stem="alter.{0}", ends=("from", "to")))


def test_two_files_with_wide_ties_beside_the_egos_read_as_what_was_said(tmp_path: Path) -> None:
    pairs = wide().filter(like=".to.")
    pd.concat([egos(), pairs], axis=1).to_csv(tmp_path / "e.csv", index=False, sep=";")
    long_alters().to_csv(tmp_path / "a.csv", index=False, sep=";")
    check(tmp_path, the_study("e.csv", "a.csv", ends=("from", "to")))


def test_one_file_reads_as_what_was_said_and_counts_no_cell_twice(tmp_path: Path) -> None:
    pd.concat([egos(), wide().drop(columns="egoID")], axis=1).to_csv(tmp_path / "one.csv", index=False)
    survey, _ = check(tmp_path, the_study("one.csv", stem="alter.{0}", ends=("from", "to")))
    forms, alters, ties = survey.report["sources"]
    assert forms["cells"] == len(FORMS) * len(FORMS[0])
    assert alters["cells"] == len(PEOPLE) * (2 + len(ABOUT))
    assert ties["cells"] == len(TIES) * 4
    assert not forms["unused_columns"]


def test_stems_that_do_not_say_alter_are_read_where_nothing_else_is_numbered(tmp_path: Path) -> None:
    pd.concat([egos(), wide("{0}").drop(columns="egoID")], axis=1).to_csv(tmp_path / "one.csv", index=False)
    check(tmp_path, the_study("one.csv", ends=("from", "to")))


def test_an_ego_with_no_alters_stays_and_has_no_phantom(tmp_path: Path) -> None:
    survey, roster = read(
        tmp_path,
        WITHIN + TIED.format("from", "to"),
        egos="egoID,sex,netsize,alter.sex.1,alter.sex.2,1 to 2\na,f,2,m,NA,1\nb,m,0,NA,NA,NA\nc,f,NA,,,\n",
    )
    assert survey.respondents["respondent_id"].tolist() == ["a", "b", "c"]
    assert survey.answers["state"].tolist() == ["answered", "blank", "blank"]
    assert roster.mentions[["respondent_id", "name"]].to_numpy().tolist() == [["a", "1"], ["a", "2"]]
    assert len(survey.quarantine) == 0
    assert survey.report["balance"] == 0


def test_ids_that_are_unique_within_their_ego_only_are_different_people(tmp_path: Path) -> None:
    from netsurvey import resolve  # noqa: PLC0415

    survey, roster = read(tmp_path, WITHIN, e="egoID\na\nb\n", a="egoID,alterID,alter.sex\na,1,f\nb,1,m\na,2,f\n")
    people = resolve(survey, roster)
    assert people.mentions["person_id"].nunique() == 3
    assert not set(people.mentions["person_id"]) & set(people.respondents["person_id"])


def test_an_alter_whose_number_happens_to_be_the_egos_id_is_somebody_else(tmp_path: Path) -> None:
    survey, _ = read(tmp_path, WITHIN, e="egoID\n1\n", a="egoID,alterID,alter.sex\n1,1,f\n")
    assert survey.mentions["kind"].tolist() == ["person"]


def test_a_study_without_alter_ties_has_none(tmp_path: Path) -> None:
    survey, _ = read(tmp_path, WITHIN, e="egoID\na\n", a="egoID,alterID,alter.sex\na,1,f\n")
    assert len(survey.mentions) == 1
    assert len(survey.mention_ties) == 0


def test_an_alter_that_stands_only_in_a_tie_is_set_aside_and_becomes_nobody(tmp_path: Path) -> None:
    survey, roster = read(
        tmp_path,
        WITHIN + TIED.format("Source", "Target"),
        e="egoID\na\nb\n",
        a="egoID,alterID,alter.sex\na,1,f\na,2,m\nb,7,f\n",
        t="egoID,Source,Target,weight\na,1,2,3\na,2,7,1\n",
    )
    assert roster.mentions["name"].tolist() == ["1", "2", "7"]
    assert survey.mention_ties[["position_a", "position_b", "strength"]].to_numpy().tolist() == [[1, 2, 3.0]]
    assert survey.quarantine[["file", "row", "column", "reason"]].to_numpy().tolist() == [
        ["t.csv", 3, column, "somebody in this tie is in none of the rows of names that were read"]
        for column in ("egoID", "Source", "Target", "weight")
    ]
    assert survey.report["balance"] == 0


def test_tables_with_a_header_only_leave_the_egos_blank(tmp_path: Path) -> None:
    survey, _ = read(
        tmp_path,
        WITHIN + TIED.format("Source", "Target"),
        e="egoID\na\n",
        a="egoID,alterID,alter.sex\n",
        t="egoID,Source,Target,weight\n",
    )
    assert survey.answers["state"].tolist() == ["blank"]
    assert len(survey.mention_ties) == 0


def test_without_a_table_of_egos_those_who_named_somebody_are_the_egos(tmp_path: Path) -> None:
    survey, _ = read(tmp_path, WITHIN, wide="egoID,alter.sex.1,alter.sex.2\na,f,m\nb,f,\n")
    assert survey.respondents["respondent_id"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"e": "egoID\na\n", "f": "egoID,sex\na,f\n", "a": "egoID,alterID\na,1\n"}, "second table of egos"),
        ({"e": "egoID\na\n", "a": "egoID,alterID\na,1\n", "x": "id,name\n1,b\n"}, r"x\.csv.*no column egoid"),
    ],
)
def test_files_that_do_not_fit_together_are_refused(tmp_path: Path, files: dict[str, str], what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read(tmp_path, WITHIN.replace('resolve = "within"', 'resolve = "within"\nformat = "egor"'), **files)


def test_files_without_a_table_are_refused(tmp_path: Path) -> None:
    (tmp_path / "egos.docx").write_text("x", encoding="utf-8")
    toml = '[study]\ntitle = "t"\nresponses = "egos.docx"\nformat = "egor"\n[respondent]\nid = "egoID"\n'
    with pytest.raises(SourceError, match=r"egos\.docx: holds no table with a column egoID"):
        read(tmp_path, toml)


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"e": "egoID,sex\na,f\n", "a": ".altID,.egoID\n1,a\n"}, "egor"),
        ({"e": "egoID,sex\na,f\n", "a": "egoID,alterID.1,alter.sex.1,alterID.2,alter.sex.2\na,1,f,2,m\n"}, "egor"),
        ({"one": "egoID,alter.sex.1,alter.sex.2,1.to.2\na,f,m,1\n"}, "egor"),
        ({"e": "egoID,age\n1,30\n2,40\n", "a": "egoID,alterID\n1,1\n", "t": "egoID,from,to\n1,1,2\n"}, "egor"),
        ({"e": "egoID,n.1,n.2\n1,x,y\n2,x,y\n", "t": "egoID,Source,Target\n1,1,2\n1,2,1\n"}, "egor"),
        ({"e": "EgoID,sex\na,f\n", "a": "EgoID,Alter Number,Alter Name\na,1,Sue\n"}, "egoweb"),
        ({"e": "puid,sex\na,f\n", "a": "puid,nameid\na,1\n", "t": "puid,nameid,targetid\na,1,2\n"}, "openeddi"),
        ({"forms": "egoID,help.1,help.2\na,Sue,Jo\n"}, "wide"),
        ({"forms": "form_no,help_1,help_2\n1,Sue,Jo\n", "people": "form_no,name\n1,Sue\n"}, None),
    ],
)
def test_tables_of_egos_are_known_by_their_headers(tmp_path: Path, files: dict[str, str], name: str | None) -> None:
    for file, text in files.items():
        (tmp_path / f"{file}.csv").write_text(text, encoding="utf-8")
    files_of_it = Files("x", [tmp_path / f"{file}.csv" for file in files])
    particular = [one.name for one in FORMATS if one.recognises(files_of_it) and one.name not in {"wide", "long"}]
    assert particular == ([] if name in {"wide", None} else [name])
    assert (found.name if (found := format_of(files_of_it)) else None) == name
