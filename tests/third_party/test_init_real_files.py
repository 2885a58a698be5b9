"""Study files are guessed for real files, and hold what is known about them."""

from __future__ import annotations

import csv
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netsurvey.ingest import read_survey
from netsurvey.ingest.guessing import guess_study, study_text
from netsurvey.study import Study, read_study

if TYPE_CHECKING:
    from netsurvey.tables import Roster, Survey

pytestmark = pytest.mark.third_party
KFAMILY = Path(__file__).with_name("kfamily.toml")


def guessed(folder: Path, *names: str) -> tuple[Study, Survey, Roster]:
    """Guess the study file for some files of a folder, or for all, and read them with it."""
    draft = guess_study([folder / name for name in names] or [folder], folder)
    study = Study.model_validate(tomllib.loads(study_text(draft)))
    survey, roster = read_survey(study, folder)
    assert survey.report["balance"] == 0
    return study, survey, roster


def copied(source: Path, target: Path, *names: str) -> Path:
    for name in names:
        shutil.copy(source / name, target)
    return target


def rows(path: Path, separator: str = ",") -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_the_eight_name_generators_of_the_korean_survey_are_found(third_party: Path, tmp_path: Path) -> None:
    known = read_study(KFAMILY)
    study, survey, roster = guessed(copied(third_party / "kfamily", tmp_path, "kfamily_villages_1_12.csv"))
    assert (study.study.resolve, study.study.site.column) == ("exact", "village")
    assert (study.respondent.id, study.respondent.age) == ("id", "age")
    assert not study.scales
    assert len(survey.respondents) == 517
    assert len(survey.quarantine) == 0
    patterns = {name: question.name[0] for name, question in study.name_generators.items()}
    wanted = {question.name[0] for question in known.name_generators.values()}
    assert wanted <= set(patterns.values())
    data = rows(tmp_path / "kfamily_villages_1_12.csv")
    for name, pattern in patterns.items():
        columns = [pattern.replace("{n}", str(slot)) for slot in range(1, 6)]
        answers = [row[column] for row in data for column in columns if row[column] not in {"", "0"}]
        assert (roster.mentions["question"] == name).sum() == len(answers)


def test_the_physicians_three_name_generators_are_found(third_party: Path, tmp_path: Path) -> None:
    study, survey, _ = guessed(copied(third_party / "medinnovations", tmp_path, "medInnovations.csv"))
    assert (study.study.resolve, study.study.site.column, study.respondent.id) == ("exact", "city", "id")
    assert [question.name for question in study.name_generators.values()] == [
        ["net1_{n}"], ["net2_{n}"], ["net3_{n}"],
    ]  # fmt: skip
    data = rows(tmp_path / "medInnovations.csv")
    named = [row[f"net{q}_{n}"] for row in data for q in (1, 2, 3) for n in (1, 2, 3)]
    assert len(survey.mentions) == len([text for text in named if text])


def test_safi_has_no_names_and_init_says_so(third_party: Path, tmp_path: Path) -> None:
    folder = copied(third_party / "safi", tmp_path, "SAFI_clean.csv")
    draft = guess_study([folder / "SAFI_clean.csv"], folder)
    assert draft.doubts == ("No column was found that asks for names.",)
    study, survey, _ = guessed(folder)
    assert (study.respondent.id, study.respondent.date) == ("key_ID", "interview_date")
    assert study.study.site.column == "village"
    assert "null" in study.study.missing
    assert study.questions["memb_assoc"].yes == ["yes"]
    assert len(survey.respondents) == 131
    assert len(survey.quarantine) == 0


def test_the_seven_items_of_open_play_are_the_short_scale(third_party: Path, tmp_path: Path) -> None:
    study, survey, _ = guessed(copied(third_party / "openplay", tmp_path, "openplay_swemwbs_waves.csv"))
    assert study.study.wave.column == "wave"
    assert study.study.same_id_across_waves
    assert {name: scale.items or scale.item for name, scale in study.scales.items()} == {
        "swemwbs": ["wemwbs_{n}"], "life_satisfaction": "life_sat",
    }  # fmt: skip
    scored = rows(third_party / "reference" / "swemwbs_openplay_waves_scored.csv")
    assert len(survey.respondents) == len(scored)


def test_odk_central_joins_its_repeat_without_a_word_from_anybody(third_party: Path, tmp_path: Path) -> None:
    folder = copied(third_party / "odk-central", tmp_path, "singlerepeat.csv", "singlerepeat-child.csv")
    _, survey, roster = guessed(folder)
    assert roster.mentions[["respondent_id", "name", "age"]].to_numpy().tolist() == [
        ["two", "Billy", "4"],
        ["two", "Blaine", "6"],
        ["three", "Candace", "2"],
    ]
    assert len(survey.respondents) == 3


def test_each_box_of_a_transnational_alter_is_a_question_of_its_own(third_party: Path, tmp_path: Path) -> None:
    names = [f"egor_transnat_{part}.csv" for part in ("ego", "alter", "aatie")]
    study, survey, _ = guessed(copied(third_party / "egor", tmp_path, *names))
    boxes = ["advice", "help", "talk", "money", "hobby", "conflict", "rely"]
    assert [q.when.column for q in study.name_generators.values() if q.when] == boxes
    assert study.questions["conflict"].role == "avoid"
    assert study.study.resolve == "within"
    alters = rows(tmp_path / names[1])
    for box in boxes:
        assert (survey.mentions["question"] == box).sum() == [row[box] for row in alters].count("yes")
    linked = [row for row in rows(tmp_path / names[2]) if row["weight"] not in {"", "NA", "not at all"}]
    assert len(survey.mention_ties) == len(linked)


@pytest.mark.parametrize("layout", ["openeddi", "egoweb"])
def test_egor_in_the_layouts_of_other_programs(layout: str, third_party: Path, tmp_path: Path) -> None:
    source = third_party / "egor" / layout
    files = sorted(path.name for path in source.glob("*.csv"))
    study, survey, _ = guessed(copied(source, tmp_path, *files))
    assert study.study.resolve == "within"
    named = next(name for name in files if "namedetails" in name or "alters" in name)
    assert len(survey.mentions) == len(rows(tmp_path / named))
    assert study.alter_ties is not None


def test_a_village_of_people_and_their_ties_is_read_by_ids(third_party: Path, tmp_path: Path) -> None:
    folder = copied(third_party / "strand" / "strand_foodsharing", tmp_path, "individuals.csv", "friends_edges.csv")
    study, survey, _ = guessed(folder)
    assert (study.study.resolve, study.respondent.id) == ("exact", "id")
    assert len(survey.respondents) == 116
    assert len(survey.mentions) == len(rows(folder / "friends_edges.csv"))


def test_files_of_ties_that_do_not_fit_together_are_named_and_left_out(third_party: Path, tmp_path: Path) -> None:
    source = third_party / "strand" / "strand_foodsharing"
    names = sorted(path.name for path in source.glob("*.csv"))
    folder = copied(source, tmp_path, *names)
    draft = guess_study([folder], folder)
    assert draft.as_data()["study"]["responses"] == "individuals.csv"
    assert [doubt.split()[0] for doubt in draft.doubts if "edges" in doubt] == [n for n in names if "edges" in n]
