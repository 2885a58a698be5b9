"""ODK: what its exports do that others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ingest.formats.equal import read
from tests.ingest.formats.layouts import Said, odk_central, put, zipped

from netsurvey.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster

HEAD = '[study]\ntitle = "t"\nresponses = "{}"\n[respondent]\nid = "ref"\n'
HELP = '[questions.help]\nasks = "people"\ntable = "{}"\nname = "name"\n'
FORMS = "SubmissionDate,ref,KEY,SubmitterName\n2026-05-04,A,uuid:a,Sam\n2026-05-04,B,uuid:b,Sam\n"


def named(roster: Roster) -> list[list[object]]:
    return roster.mentions[["respondent_id", "position", "name"]].to_numpy().tolist()


def test_what_the_tool_records_by_itself_is_dropped_and_counted(tmp_path: Path) -> None:
    survey, _ = read(tmp_path, odk_central(tmp_path, Said()))
    assert survey.report["sources"][0]["dropped"] == {"SubmitterID": 8, "SubmitterName": 8, "DeviceID": 8}


def test_a_repeat_inside_a_repeat_belongs_to_the_form_around_it(tmp_path: Path) -> None:
    zipped(
        tmp_path / "f.zip",
        {
            "f.csv": FORMS,
            "f-house.csv": "n,PARENT_KEY,KEY\n1,uuid:b,uuid:b/house[1]\n1,uuid:a,uuid:a/house[1]\n",
            "f-person.csv": (
                "name,PARENT_KEY,KEY\nAnn,uuid:a/house[1],uuid:a/house[1]/person[1]\n"
                "Beth,uuid:b/house[1],uuid:b/house[1]/person[1]\n"
            ),
        },
    )
    survey, roster = read(tmp_path, HEAD.format("f.zip") + HELP.format("person"))
    assert named(roster) == [["A", 1, "Ann"], ["B", 1, "Beth"]]
    assert survey.report["balance"] == 0


def test_two_repeats_of_one_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    zipped(
        tmp_path / "f.zip",
        {
            "f.csv": FORMS,
            "f-person.csv": "name,PARENT_KEY,KEY\nAnn,uuid:a,uuid:a/help/person[1]\n",
            "f-person~1.csv": "name,PARENT_KEY,KEY\nBeth,uuid:a,uuid:a/trust/person[1]\n",
        },
    )
    trust = HELP.format("f-person~1").replace("help", "trust")
    _, roster = read(tmp_path, HEAD.format("f.zip") + HELP.format("f-person") + trust)
    assert roster.mentions[["question", "name"]].to_numpy().tolist() == [["help", "Ann"], ["trust", "Beth"]]


def test_new_lines_and_quotation_marks_inside_cells_are_kept(tmp_path: Path) -> None:
    put(
        tmp_path / "f",
        {
            "f.csv": 'SubmissionDate,ref,said,KEY\n2026-05-04,A,"He said ""no"",\nthen\r\nyes",uuid:a\n',
            "f-person.csv": "name,PARENT_KEY,KEY\nAnn,uuid:a,uuid:a/person[1]\n",
        },
    )
    toml = HEAD.format("f") + HELP.format("person") + '[questions.said]\nasks = "text"\ncolumn = "said"\n'
    _, roster = read(tmp_path, toml)
    assert roster.texts["text"].tolist() == ['He said "no",\nthen\r\nyes']


def test_one_file_without_repeats_is_read(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(FORMS)
    survey, _ = read(tmp_path, HEAD.format("f.csv"))
    assert survey.respondents["respondent_id"].tolist() == ["A", "B"]
    assert survey.report["sources"][0]["dropped"] == {"SubmitterName": 2}


def test_repeats_without_their_forms_are_an_error(tmp_path: Path) -> None:
    put(tmp_path / "f", {"f-person.csv": "name,PARENT_KEY,KEY\nAnn,uuid:a,uuid:a/person[1]\n"})
    toml = HEAD.format("f").replace('"f"', '"f"\nformat = "odk"')
    with pytest.raises(SourceError, match=r"holds repeats and no forms.*without PARENT_KEY"):
        read(tmp_path, toml + HELP.format("person"))


def test_two_zips_whose_files_have_the_same_names_are_both_read(tmp_path: Path) -> None:
    for letter, name in (("a", "Ann"), ("b", "Beth")):
        forms = f"SubmissionDate,ref,KEY\n2026-05-04,{letter},uuid:{letter}\n"
        people = f"name,PARENT_KEY,KEY\n{name},uuid:{letter},uuid:{letter}/person[1]\n"
        zipped(tmp_path / f"{letter}.zip", {"f.csv": forms, "f-person.csv": people})
    toml = HEAD.replace('"{}"', '["a.zip", "b.zip"]') + HELP.format("person")
    _, roster = read(tmp_path, toml)
    assert named(roster) == [["a", 1, "Ann"], ["b", 1, "Beth"]]


def test_two_files_of_one_name_in_two_folders_are_both_read(tmp_path: Path) -> None:
    for letter in ("a", "b"):
        put(tmp_path / letter, {"f.csv": f"SubmissionDate,ref,KEY\n2026-05-04,{letter},uuid:{letter}\n"})
    survey, _ = read(tmp_path, HEAD.replace('"{}"', '["a/f.csv", "b/f.csv"]'))
    assert survey.respondents["respondent_id"].tolist() == ["a", "b"]


def test_one_export_that_is_there_twice_is_an_error(tmp_path: Path) -> None:
    for letter in ("a", "b"):
        put(tmp_path / letter, {"f.csv": FORMS})
    with pytest.raises(SourceError, match=r"b/f\.csv: holds submissions that are also in a/f\.csv"):
        read(tmp_path, HEAD.replace('"{}"', '["a/f.csv", "b/f.csv"]'))


def test_repeats_without_keys_of_their_own_hang_from_the_forms(tmp_path: Path) -> None:
    put(tmp_path / "f", {"f.csv": FORMS, "f-person.csv": "name,PARENT_KEY\nAnn,uuid:b\n"})
    _, roster = read(tmp_path, HEAD.format("f") + HELP.format("person"))
    assert named(roster) == [["B", 1, "Ann"]]
