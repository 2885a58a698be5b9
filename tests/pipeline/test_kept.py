"""What is kept between two runs is what the first one made, with everything that is uncertain about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey import open_study
from netsurvey.pipeline import Run, run

if TYPE_CHECKING:
    from pathlib import Path


def test_people_and_findings_of_a_second_run_are_those_of_the_first(small_study: Path) -> None:
    first, second = run(small_study), run(small_study)
    assert second.stale == []
    np.testing.assert_array_equal(second.people.draws.labels, first.people.draws.labels)
    np.testing.assert_array_equal(second.people.draws.anchors, first.people.draws.anchors)
    for sample, again in zip(first.people.samples(3), second.people.samples(3), strict=True):
        pd.testing.assert_series_equal(sample, again)
    pd.testing.assert_frame_equal(second.findings.people, first.findings.people)
    assert second.findings.to_dict() == first.findings.to_dict()


@pytest.mark.parametrize("name", ["corrections.csv", "nicknames.csv", "withdrawn.csv"])
def test_what_the_team_says_of_its_answers_makes_what_was_kept_stale(small_study: Path, name: str) -> None:
    _ = Run(open_study(small_study)).survey
    assert Run(open_study(small_study)).stale == ["resolve", "analyse"]
    (small_study / name).write_text("row,column,was,becomes,who,why\n", encoding="utf-8")
    assert Run(open_study(small_study)).stale == ["ingest", "resolve", "analyse"]


def test_another_census_table_makes_what_was_kept_stale(small_study: Path) -> None:
    file, census = small_study / "study.toml", small_study / "census.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("[study]", '[study]\ncensus = "census.csv"', 1), encoding="utf-8"
    )
    census.write_text("attribute,level,count\ngender,female,800\n", encoding="utf-8")
    survey = Run(open_study(small_study)).survey
    assert survey.census["count"].tolist() == [800]
    kept = Run(open_study(small_study))
    assert kept.stale == ["resolve", "analyse"]
    pd.testing.assert_frame_equal(kept.survey.census, survey.census)
    census.write_text("attribute,level,count\ngender,female,801\n", encoding="utf-8")
    assert Run(open_study(small_study)).stale == ["ingest", "resolve", "analyse"]
