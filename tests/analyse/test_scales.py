"""Scores against the published conversion table and real answers scored elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse.scales import scores, swemwbs_metric
from netsurvey.tables import Survey

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(name="scored")
def _scored(draw: Any, study_of: Any) -> Any:
    def score(scales: dict[str, Any], *people: dict[str, Any]) -> pd.DataFrame:
        forms = [{"id": str(number), **person} for number, person in enumerate(people, start=1)]
        return scores(draw(forms, study_of({}, scales=scales))[1]).droplevel(["site", "wave"])

    return score


def items(scale: str, *answers: float | None) -> dict[str, Any]:
    return {f"{scale}_{number}": answer for number, answer in enumerate(answers, start=1)}


def test_wemwbs_runs_from_14_to_70(scored: Any) -> None:
    made = scored({"wemwbs": {"items": "w{n}"}}, items("wemwbs", *[1] * 14), items("wemwbs", *[5] * 14))
    assert made["wemwbs"].tolist() == [14, 70]


def test_a_missing_item_leaves_wemwbs_without_a_score(scored: Any) -> None:
    made = scored({"wemwbs": {"items": "w{n}"}}, items("wemwbs", *[3] * 13, None))
    assert made["wemwbs"].isna().all()


def test_prorating_fills_up_to_three_items_with_the_persons_mean_and_says_so(scored: Any) -> None:
    made = scored(
        {"wemwbs": {"items": "w{n}", "prorate": True}},
        items("wemwbs", *[4] * 11, None, None, None),
        items("wemwbs", *[4] * 10, None, None, None, None),
        items("wemwbs", *[4] * 14),
    )
    assert made["wemwbs"].fillna(-1).tolist() == [56, -1, 56]
    assert made["wemwbs_prorated"].tolist() == [True, False, False]


def test_the_short_scale_comes_from_items_1_2_3_6_7_9_11_of_the_long_one(scored: Any) -> None:
    answers: list[float] = [5 if number in {1, 2, 3, 6, 7, 9, 11} else 1 for number in range(1, 15)]
    made = scored({"wemwbs": {"items": "w{n}"}}, items("wemwbs", *answers))
    assert made["swemwbs"].tolist() == [35.0]
    assert made["wemwbs"].tolist() == [42]


def test_the_short_scale_is_never_prorated(scored: Any) -> None:
    answers: list[float | None] = [None, *[3] * 13]
    made = scored({"wemwbs": {"items": "w{n}", "prorate": True}}, items("wemwbs", *answers))
    assert made["wemwbs"].tolist() == [42]
    assert made["swemwbs"].isna().all()


def test_a_short_scale_that_was_asked_itself_is_not_taken_from_the_long_one(scored: Any) -> None:
    short = {f"swemwbs_{number}": 1.0 for number in (1, 2, 3, 6, 7, 9, 11)}
    made = scored({"wemwbs": {"items": "w{n}"}, "swemwbs": {"items": "s{n}"}}, {**items("wemwbs", *[5] * 14), **short})
    assert made["swemwbs"].tolist() == [7.0]


@pytest.mark.parametrize(
    ("metric", "band"), [(19.25, "7-19.5"), (19.98, "19.6-27.4"), (27.03, "19.6-27.4"), (28.13, "27.5-35")]
)
def test_bands_of_the_short_scale_are_cut_on_the_metric_score(scored: Any, metric: float, band: str) -> None:
    raw = {19.25: 21, 19.98: 22, 27.03: 30, 28.13: 31}[metric]
    answers = [1 + (raw - 7) // 7 + (number < (raw - 7) % 7) for number in range(7)]
    named = dict(zip([f"swemwbs_{n}" for n in (1, 2, 3, 6, 7, 9, 11)], answers, strict=True))
    made = scored({"swemwbs": {"items": "s{n}"}}, named)
    assert made["swemwbs"].tolist() == [metric]
    assert made["swemwbs_band"].tolist() == [band]


def test_the_four_ons_items_stay_four_scores_with_their_own_bands(scored: Any) -> None:
    made = scored({"ons4": {"items": "o{n}"}}, items("ons4", 4, 6, 8, 1), items("ons4", 5, 9, 7, 6))
    assert made[["life_satisfaction", "worthwhile", "happy", "anxious"]].to_numpy().tolist() == [
        [4, 6, 8, 1],
        [5, 9, 7, 6],
    ]
    assert made.filter(like="_band").to_numpy().tolist() == [
        ["low", "medium", "high", "very low"],
        ["medium", "very high", "high", "high"],
    ]
    assert not any("ons4" in name for name in made.columns)


def test_an_ons_item_under_its_own_name_scores_the_same(scored: Any) -> None:
    made = scored({"anxious": {"item": "anx"}}, {"anxious": 3})
    assert made[["anxious", "anxious_band"]].to_numpy().tolist() == [[3, "low"]]


def test_ucla3_is_the_sum_of_its_three_items(scored: Any) -> None:
    assert scored({"ucla3": {"items": "u{n}"}}, items("ucla3", 1, 3, 2))["ucla3"].tolist() == [6]


def test_another_scale_is_a_mean_with_its_reversed_items_turned_round(scored: Any) -> None:
    own = {"empowerment": {"items": "e{n}", "range": [1, 5], "reversed": [2], "score": "mean"}}
    made = scored(own, items("empowerment", 5, 1, 4, 4), items("empowerment", 5, 1, 4, None))
    assert made["empowerment"].fillna(-1).tolist() == [4.5, -1]


def test_raw_sums_outside_7_to_35_have_no_metric_score() -> None:
    assert swemwbs_metric(pd.Series([6.0, 36.0, 21.5, np.nan])).isna().all()


@pytest.mark.third_party
def test_the_conversion_table_is_the_published_one(third_party: Path) -> None:
    table = pd.read_csv(third_party / "reference" / "swemwbs_raw_to_metric.csv")
    assert swemwbs_metric(table["raw"].astype(float)).tolist() == table["metric"].tolist()


@pytest.mark.third_party
def test_6686_real_answers_score_as_they_were_scored_elsewhere(third_party: Path, draw: Any, study_of: Any) -> None:
    answers = pd.read_csv(third_party / "openplay" / "openplay_swemwbs_waves.csv")
    scored_elsewhere = pd.read_csv(third_party / "reference" / "swemwbs_openplay_waves_scored.csv")
    numbers = dict(
        zip([f"wemwbs_{n}" for n in range(1, 8)], [f"swemwbs_{n}" for n in (1, 2, 3, 6, 7, 9, 11)], strict=True)
    )
    network, one = draw(
        [{"id": "1", **dict.fromkeys(numbers.values(), 1)}], study_of({}, scales={"swemwbs": {"items": "s{n}"}})
    )
    del network
    forms = answers.rename(columns=numbers)[list(numbers.values())].astype(float)
    forms = forms.assign(site="S", wave="1", respondent_id=forms.index.astype(str), interviewed=True)
    survey = Survey(
        study=one.study,
        respondents=forms.reindex(columns=one.respondents.columns),
        answers=one.answers,
        mentions=one.mentions,
        mention_ties=one.mention_ties,
        quarantine=one.quarantine,
        report={},
    )
    ours = scores(survey)["swemwbs"].to_numpy()
    assert len(ours) == len(scored_elsewhere) == 6686
    np.testing.assert_array_equal(ours, scored_elsewhere["metric"].to_numpy())
