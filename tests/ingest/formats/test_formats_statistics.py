"""SPSS and Stata files, written by pyreadstat and read back."""

from __future__ import annotations

import datetime
import sys
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pyreadstat
import pytest
from tests.ingest.formats.equal import FORMS, ITEMS, PEOPLE, WIDE, check, study_file

from netsurvey.errors import SourceError
from netsurvey.ingest import read_survey
from netsurvey.ingest.formats import Files, format_of
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster, Survey

YES_NO: dict[int | float, str] = {1: "yes", 2: "no"}


def coded(rows: list[dict[str, str]]) -> pd.DataFrame:
    """Return the rows with numbers where somebody who codes a survey has numbers."""
    frame = pd.DataFrame(rows)
    frame["knows"] = frame["knows"].map({"yes": 1.0, "no": 2.0})
    return frame.assign(**{item: pd.to_numeric(frame[item]) for item in ITEMS})


def read(folder: Path, toml: str) -> tuple[Survey, Roster]:
    return read_survey(Study.model_validate(tomllib.loads('[study]\ntitle = "t"\n' + toml)), folder)


def test_an_spss_file_reads_as_what_was_said(tmp_path: Path) -> None:
    pyreadstat.write_sav(coded(WIDE), str(tmp_path / "forms.sav"), variable_value_labels={"knows": YES_NO})
    check(tmp_path, study_file("forms.sav"))


def test_a_stata_file_reads_as_what_was_said(tmp_path: Path) -> None:
    pyreadstat.write_dta(coded(WIDE), str(tmp_path / "forms.dta"), variable_value_labels={"knows": YES_NO})
    check(tmp_path, study_file("forms.dta"))


def test_a_stata_file_may_be_a_repeat_table_beside_the_forms(tmp_path: Path) -> None:
    pyreadstat.write_dta(coded(FORMS), str(tmp_path / "forms.dta"), variable_value_labels={"knows": YES_NO})
    pyreadstat.write_dta(pd.DataFrame(PEOPLE), str(tmp_path / "people.dta"))
    people = 'table = "people"\nname = "name"\nrelation = "relation"\nstreet = "street"\nage = "age"\n'
    people += 'when = { column = "QUESTION", equals = "true" }'
    check(tmp_path, study_file(["forms.dta", "people.dta"], people=people, ties=""), ties=False)


def test_values_that_spss_declares_missing_are_blank_and_counted(tmp_path: Path) -> None:
    pyreadstat.write_sav(
        pd.DataFrame(
            {"ref": [1.0, 2.0, 3.0, 4.0, 5.0], "q": [1.0, -9.0, -95.0, None, 2.0], "w": ["a", "zz", "", "b", "c"]}
        ),
        str(tmp_path / "forms.sav"),
        column_labels={"q": "Do you know your neighbours?"},
        variable_value_labels={"q": YES_NO | {-9: "refused"}},
        missing_ranges={"q": [-9, {"lo": -99, "hi": -90}], "w": ["zz"]},
    )
    survey, _ = read(
        tmp_path,
        'responses = "forms.sav"\n[respondent]\nid = "ref"\n[questions.q]\nasks = "choice"\ncolumn = "q"\n',
    )
    assert survey.answers["state"].tolist() == ["answered", "blank", "blank", "blank", "answered"]
    assert survey.answers["value"].dropna().tolist() == ["yes", "no"]
    assert survey.report["sources"][0]["declared_missing"] == {"q": 2, "w": 1}
    assert survey.report["balance"] == 0
    files = Files("forms.sav", [tmp_path / "forms.sav"])
    found = format_of(files)
    assert found is not None
    assert found.read(files)[0].texts == {"q": "Do you know your neighbours?"}


def test_files_of_several_rounds_may_lie_in_one_zip_with_a_table_of_those_named(tmp_path: Path) -> None:
    pyreadstat.write_sav(pd.DataFrame({"ref": ["a", "b"], "age": [40.0, 41.0]}), str(tmp_path / "spring.sav"))
    pyreadstat.write_sav(pd.DataFrame({"ref": ["c"], "age": [42.0]}), str(tmp_path / "autumn.sav"))
    pyreadstat.write_sav(pd.DataFrame({"ref": ["a", "c"], "who": ["Ann Lee", "Bo Dunn"]}), str(tmp_path / "people.sav"))
    with zipfile.ZipFile(tmp_path / "rounds.zip", "w") as archive:
        for name in ("spring", "autumn", "people"):
            archive.write(tmp_path / f"{name}.sav", f"rounds/{name}.sav")
        archive.writestr("rounds/codebook.pdf", b"%PDF-1.4")
    survey, roster = read(
        tmp_path,
        'responses = "rounds.zip"\n[respondent]\nid = "ref"\nage = "age"\n[questions.help]\nasks = "people"\n'
        'table = "people"\nname = "who"\n',
    )
    assert sorted(survey.respondents["respondent_id"]) == ["a", "b", "c"]
    assert roster.mentions[["respondent_id", "name"]].to_numpy().tolist() == [["a", "Ann Lee"], ["c", "Bo Dunn"]]
    assert survey.report["balance"] == 0


def test_a_letter_that_stata_declares_missing_is_blank_and_counted(tmp_path: Path) -> None:
    pyreadstat.write_dta(
        pd.DataFrame({"ref": ["r1", "r2", "r3"], "q": [1.0, "a", 2.0]}),
        str(tmp_path / "forms.dta"),
        variable_value_labels={"q": YES_NO},
        missing_user_values={"q": ["a"]},
    )
    survey, _ = read(
        tmp_path,
        'responses = "forms.dta"\n[respondent]\nid = "ref"\n[questions.q]\nasks = "choice"\ncolumn = "q"\n',
    )
    assert survey.answers["state"].tolist() == ["answered", "blank", "answered"]
    assert survey.report["sources"][0]["declared_missing"] == {"q": 1}


def test_days_are_days_and_what_the_tool_recorded_by_itself_is_dropped(tmp_path: Path) -> None:
    day = datetime.date(2024, 5, 1)
    frame = pd.DataFrame({"ref": [7.0], "day": [day], "IPAddress": ["192.0.2.7"], "weight": [1.25]})
    frame["begun"] = datetime.datetime(2024, 5, 1, 10, 11)
    pyreadstat.write_sav(frame, str(tmp_path / "forms.sav"))
    survey, _ = read(
        tmp_path, 'responses = "forms.sav"\n[respondent]\nid = "ref"\ndate = "day"\nweight = "weight"\nmode = "begun"\n'
    )
    row = survey.respondents.iloc[0]
    assert (row["respondent_id"], row["date"], row["weight"]) == ("7", "2024-05-01", 1.25)
    assert row["mode"] == "2024-05-01 10:11:00"
    assert survey.report["sources"][0]["dropped"] == {"IPAddress": 1}


def test_a_file_without_a_row_is_a_file_without_forms(tmp_path: Path) -> None:
    from netsurvey.errors import DataError  # noqa: PLC0415

    pyreadstat.write_sav(pd.DataFrame({"ref": pd.Series([], dtype="float64")}), str(tmp_path / "forms.sav"))
    with pytest.raises(DataError, match="has a header and no forms"):
        read(tmp_path, 'responses = "forms.sav"\n[respondent]\nid = "ref"\n')


@pytest.mark.parametrize(("ending", "program"), [("sav", "SPSS"), ("dta", "Stata")])
def test_a_damaged_file_is_refused(tmp_path: Path, ending: str, program: str) -> None:
    (tmp_path / f"forms.{ending}").write_bytes(b"$FL2 nothing of the kind")
    with pytest.raises(SourceError, match=f"cannot be read as a file of {program}"):
        read(tmp_path, f'responses = "forms.{ending}"\n[respondent]\nid = "ref"\n')


def test_without_pyreadstat_the_message_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "forms.sav").write_bytes(b"$FL2")
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(SourceError, match=r'pip install "netsurvey\[spss\]"'):
        read(tmp_path, 'responses = "forms.sav"\n[respondent]\nid = "ref"\n')
