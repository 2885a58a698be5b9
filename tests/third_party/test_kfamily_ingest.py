"""The Korean survey is read from its own file with nothing but a study file."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from netsurvey.ingest import read_survey
from netsurvey.study import read_study

STUDY = Path(__file__).with_name("kfamily.toml")
SLOTS = {
    name: [f"net{generator}{slot}" for slot in range(1, 6)]
    for generator, name in enumerate(
        (
            "talk_about_FP",
            "closest_neighbour_met",
            "advice_FP_sought",
            "info_FP_provided",
            "advice_abortion",
            "advice_health",
            "advice_purchases",
            "advice_child_education",
        ),
        start=1,
    )
}


@pytest.mark.third_party
def test_every_named_id_of_the_korean_survey_becomes_one_mention(third_party: Path, tmp_path: Path) -> None:
    source = third_party / "kfamily" / "kfamily_villages_1_12.csv"
    shutil.copy(source, tmp_path)
    survey, roster = read_survey(read_study(STUDY), tmp_path)
    assert len(survey.respondents) == 517
    assert survey.respondents["interviewed"].all()
    assert survey.report["balance"] == 0
    assert len(survey.quarantine) == 0
    with source.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expected = {
        (row["village"], row["id"], name, slot, row[column])
        for row in rows
        for name, columns in SLOTS.items()
        for slot, column in enumerate(columns, start=1)
        if row[column] not in {"", "0"}
    }
    columns = ["site", "respondent_id", "question", "position", "name"]
    assert set(map(tuple, roster.mentions[columns].to_numpy().tolist())) == expected
    assert len(roster.mentions) == len(expected)
    own = roster.mentions["name"] == roster.mentions["respondent_id"]
    assert (survey.mentions["kind"] == "self").tolist() == own.tolist()


@pytest.mark.third_party
def test_an_odk_central_export_joins_its_repeat(third_party: Path, tmp_path: Path) -> None:
    for name in ("singlerepeat.csv", "singlerepeat-child.csv"):
        shutil.copy(third_party / "odk-central" / name, tmp_path)
    (tmp_path / "study.toml").write_text(
        '[study]\ntitle = "ODK"\nresponses = ["singlerepeat.csv", "singlerepeat-child.csv"]\n'
        '[respondent]\nid = "KEY"\n'
        '[questions.children]\nasks = "people"\ntable = "singlerepeat-child"\nname = "name"\nage = "age"\n',
        encoding="utf-8",
    )
    survey, roster = read_survey(read_study(tmp_path / "study.toml"), tmp_path)
    assert roster.mentions[["respondent_id", "position", "name", "age"]].to_numpy().tolist() == [
        ["two", 1, "Billy", "4"],
        ["two", 2, "Blaine", "6"],
        ["three", 1, "Candace", "2"],
    ]
    assert survey.answers["state"].tolist() == ["blank", "answered", "answered"]
    assert survey.report["balance"] == 0
