"""Answers chosen, and mean scores by answer and by group, in villages drawn by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from scipy.stats import t as student

from netsurvey.analyse.choices import CHOICE_COLUMNS, choice_levels, choices
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.means import MEAN_COLUMNS, means

ASKED: dict[str, dict[str, Any]] = {
    "stops": {"asks": "choice", "column": "s", "role": "barrier"},
    "vip": {"asks": "choice", "column": "v", "yes": ["y"], "role": "knows_changer"},
}
FORMS: list[dict[str, Any]] = [
    *({"id": f"h{n}", "stops": "health", "vip": "yes"} for n in range(3)),
    {"id": "t", "stops": "time"},
    {"id": "b", "stops": "blank"},
    {"id": "d", "stops": "dont_know"},
    {"id": "away", "stops": "time", "interviewed": False},
]


def test_answers_are_counted_among_those_who_gave_one(draw: Any, study_of: Any) -> None:
    table = choices(draw(FORMS, study_of(ASKED))[1])
    assert list(table.columns) == list(CHOICE_COLUMNS)
    assert table[["question", "role", "choice", "count", "n"]].to_numpy().tolist() == [
        ["stops", "barrier", "everyone", 4, 4],
        ["stops", "barrier", "health", 3, 4],
        ["stops", "barrier", "time", 1, 4],
    ]
    health = table.iloc[1]
    assert (health["share"], health["low"], health["high"]) == (0.75, *wilson(3, 4))


def test_a_question_without_an_answer_has_one_row(draw: Any, study_of: Any) -> None:
    table = choices(draw([{"id": "b", "stops": "blank"}], study_of(ASKED))[1])
    assert table[["choice", "count", "n"]].to_numpy().tolist() == [["everyone", 0, 0]]


def test_sites_are_counted_together_first(draw: Any, study_of: Any) -> None:
    forms = [{"id": site, "site": site, "stops": "time"} for site in "XY"]
    table = choices(draw(forms, study_of(ASKED))[1])
    assert table.loc[table["choice"] == "time", ["site", "count"]].to_numpy().tolist() == [
        ["X", 1],
        ["Y", 1],
        ["all", 2],
    ]


def test_answers_make_groups_and_no_answer_is_a_group(draw: Any, study_of: Any) -> None:
    levels = choice_levels(draw(FORMS, study_of(ASKED))[1])
    assert list(levels.columns) == ["stops"]
    assert levels["stops"].tolist() == ["health"] * 3 + ["time"] + ["not given"] * 3
    assert list(levels["stops"].cat.categories) == ["health", "time", "not given"]


def people(scores: list[float], groups: list[str], sites: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    index = pd.MultiIndex.from_arrays(
        [sites, ["1"] * len(sites), range(len(sites))], names=["site", "wave", "person_id"]
    )
    return (
        pd.DataFrame({"wemwbs": scores}, index=index),
        pd.DataFrame({"work": pd.Categorical(groups, categories=["b", "a"], ordered=True)}, index=index),
    )


def test_a_mean_has_the_interval_of_student() -> None:
    table = means(*people([40, 44, 51, 50.0], ["a", "a", "a", "b"], ["S"] * 4), scores=["wemwbs"])
    assert list(table.columns) == list(MEAN_COLUMNS)
    assert table[["attribute", "level", "n", "mean"]].to_numpy().tolist() == [
        ["everyone", "everyone", 4, 46.25],
        ["work", "b", 1, 50],
        ["work", "a", 3, 45],
    ]
    low, high = student.interval(0.95, df=2, loc=45, scale=table["sd"].iloc[2] / 3**0.5)
    assert table.iloc[2][["low", "high"]].tolist() == pytest.approx([low, high])


def test_one_person_has_no_interval_and_a_missing_score_is_left_out() -> None:
    table = means(*people([40, float("nan")], ["a", "b"], ["S"] * 2), scores=["wemwbs"])
    assert table[["level", "n"]].to_numpy().tolist() == [["everyone", 1], ["a", 1]]
    assert table[["low", "high"]].isna().all().all()


def test_sites_are_described_together_and_alone() -> None:
    table = means(*people([40, 50.0], ["a", "a"], ["X", "Y"]), scores=["wemwbs"])
    assert table[table["attribute"] == "work"][["site", "mean"]].to_numpy().tolist() == [
        ["X", 40],
        ["Y", 50],
        ["all", 45],
    ]


def test_without_scores_there_is_an_empty_table() -> None:
    table = means(*people([40.0], ["a"], ["S"]), scores=[])
    assert table.empty
    assert list(table.columns) == list(MEAN_COLUMNS)
