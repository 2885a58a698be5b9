"""A study file is guessed for sheets of many shapes, and is read without editing."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from tests.ingest.formats.layouts import LAYOUTS, Layout, Said
from tests.ingest.guessing.lines import lines_of
from tests.ingest.guessing.sheets import HELP, NAMES, SHEETS, STREETS, Sheet

from netsurvey.ingest import read_survey
from netsurvey.ingest.guessing import guess_study, study_text
from netsurvey.samples import sample_path
from netsurvey.study import Study, read_study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again

every_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))


@every_sheet
def test_what_init_writes_is_read_at_once_and_finds_every_name(
    sheet: Sheet, tmp_path: Path, netsurvey: Netsurvey
) -> None:
    path = sheet.put(tmp_path)
    assert netsurvey("init", path).code == 0
    answer = netsurvey("ingest", tmp_path, "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["balance"] == 0
    survey, _ = read_survey(read_study(tmp_path / "study.toml"), tmp_path)
    assert len(survey.mentions) == sheet.mentions


@every_sheet
def test_columns_are_guessed_to_mean_what_they_mean(sheet: Sheet, tmp_path: Path) -> None:
    draft = guess_study([sheet.put(tmp_path)], tmp_path)
    known = lines_of(Study.model_validate(tomllib.loads(sheet.known)))
    guessed = lines_of(Study.model_validate(tomllib.loads(study_text(draft))))
    assert known - guessed == sheet.missed
    assert guessed - known == set()


@every_sheet
def test_a_guessed_study_file_holds_no_name_and_no_street_of_anybody(sheet: Sheet, tmp_path: Path) -> None:
    written = study_text(guess_study([sheet.put(tmp_path)], tmp_path))
    people = {*NAMES, *(name for named in HELP.values() for name, *_ in named)}
    assert [text for text in (*people, *STREETS) if text in written] == []


def test_a_question_is_quoted_without_the_number_of_its_slots(tmp_path: Path) -> None:
    draft = guess_study([SHEETS["qualtrics"].put(tmp_path)], tmp_path)
    assert [own.get("text") for own in draft.of("questions")] == [
        "Who could help you reach someone with influence?",
        "Where do you go to find out what is going on?",
        "Do you feel part of the community?",
    ]


@every_layout
def test_the_export_of_every_tool_is_guessed_so_that_all_names_and_ties_are_read(
    layout: Layout, tmp_path: Path
) -> None:
    folder = tmp_path / "fernley"
    folder.mkdir()
    known = Study.model_validate(tomllib.loads(layout.write(folder, Said())))
    draft = guess_study([folder / name for name in known.study.responses], folder)
    guessed = Study.model_validate(tomllib.loads(study_text(draft)))
    expected, roster = read_survey(known, folder)
    survey, written = read_survey(guessed, folder)
    assert survey.report["balance"] == 0
    assert len(survey.quarantine) == 0
    about = ["position", "name", "relation", "street", "age"]
    assert sorted(map(str, written.mentions[about].to_numpy().tolist())) == sorted(
        map(str, roster.mentions[about].to_numpy().tolist())
    )
    ties = ["position_a", "position_b", "strength"]
    assert survey.mention_ties[ties].to_numpy().tolist() == expected.mention_ties[ties].to_numpy().tolist()
    assert {question.role for question in guessed.name_generators.values()} == {"support", "trust"}
    assert [question.asks for question in guessed.questions.values()].count("places") == 1
    assert list(guessed.scales) == ["swemwbs"]
    ticks = {question.none_tick.column for question in guessed.questions.values() if question.none_tick}
    assert ticks == {question.none_tick.column for question in known.questions.values() if question.none_tick}


@pytest.mark.parametrize("name", ["small", "murton-sized"])
def test_the_samples_own_study_files_are_guessed_again(name: str) -> None:
    known = lines_of(read_study(sample_path(name) / "study.toml"))
    draft = guess_study([sample_path(name) / "responses.csv"], sample_path(name))
    guessed = lines_of(Study.model_validate(tomllib.loads(study_text(draft))))
    assert len(known) > 50
    assert guessed == known
