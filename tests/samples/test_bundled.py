"""The samples that come with netsurvey are what the generator writes, and hold nothing they should not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.samples import SAMPLES, invent_sample, sample_path
from netsurvey.study import read_study

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("study.toml", "responses.csv", "truth.csv", "respondents_truth.csv")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_shipped_files_are_what_the_generator_writes(name: str, tmp_path: Path) -> None:
    invent_sample(name).write(tmp_path)
    for file in FILES:
        assert (tmp_path / file).read_bytes() == (sample_path(name) / file).read_bytes(), file


@pytest.mark.parametrize("name", SAMPLES)
def test_the_truth_has_the_mention_key_of_the_design(name: str) -> None:
    truth = pd.read_csv(sample_path(name) / "truth.csv", dtype=str, keep_default_na=False)
    key = ["site", "wave", "respondent_id", "question", "position", "part"]
    assert truth.columns.tolist() == [*key, "person", "place"]
    assert not truth.duplicated(key).any()
    study = read_study(sample_path(name) / "study.toml")
    assert set(truth["question"]) <= set(study.questions)


@pytest.mark.parametrize(("name", "interviews", "population"), [("small", 120, 1600), ("murton-sized", 500, 7500)])
def test_a_sample_has_the_size_it_promises(name: str, interviews: int, population: int) -> None:
    forms = pd.read_csv(sample_path(name) / "respondents_truth.csv", dtype=str)
    assert forms["person"].nunique() == interviews
    assert read_study(sample_path(name) / "study.toml").population_of("anywhere") == population


@pytest.mark.parametrize("name", SAMPLES)
def test_wellbeing_columns_hold_numbers_only(name: str) -> None:
    sheet = pd.read_csv(sample_path(name) / "responses.csv", dtype=str, keep_default_na=False)
    items = sheet.filter(regex=r"^(?:wem\d+|ons_)").melt()["value"]
    assert len(items)
    assert items.str.fullmatch(r"[\d/]*").all()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("place", ["Murton", "Durham", "Seaham", "Tipton", "Bretton", "Sunderland", "Newcastle"])
def test_no_real_place_is_claimed(name: str, place: str) -> None:
    for file in FILES:
        assert place not in (sample_path(name) / file).read_text(encoding="utf-8")


def test_each_sample_shows_the_faults_that_netsurvey_must_survive() -> None:
    for name in SAMPLES:
        truth = pd.read_csv(sample_path(name) / "truth.csv", dtype=str, keep_default_na=False)
        forms = pd.read_csv(sample_path(name) / "respondents_truth.csv", dtype=str)
        said = truth.merge(forms, on="respondent_id")
        assert (truth["part"] == "2").any()
        assert ((truth["person"] == "") & (truth["place"] == "")).any(), "a household"
        assert (said["person_x"] == said["person_y"]).any(), "a self-mention"
        assert truth["person"].str.startswith("late-").any()
        assert forms["person"].duplicated().any(), "a form typed twice"


def test_an_unknown_sample_is_refused_with_the_nearest() -> None:
    for find in (sample_path, invent_sample):
        with pytest.raises(UsageError, match="Nearest: small"):
            find("smal")
