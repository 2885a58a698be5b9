"""Rates by group: who is counted, in which order groups come, and what blanks do to a rate."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from scipy.stats import binomtest

from netsurvey.analyse import analyse
from netsurvey.analyse.groups import attribute_levels, with_rates


def form(number: int, bring: Any = "none", **more: Any) -> dict[str, Any]:
    return {"id": f"r{number}", "help": ["Zoe"], "bring": bring, "link": "none", **more}


def rate(groups: pd.DataFrame, *, flag: str = "power_isolate_v1", level: str = "everyone", site: str = "S") -> Any:
    rows = groups[(groups["flag"] == flag) & (groups["level"] == level) & (groups["site"] == site)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_blanks_leave_the_rate_and_enter_its_bounds_both_ways(draw: Any) -> None:
    forms = [
        *(form(n) for n in range(3)),
        *(form(n, ["Zoe"]) for n in range(3, 9)),
        form(9, "blank"),
        form(10, "refused"),
    ]
    row = rate(analyse(*draw(forms)).groups)
    assert (row["n"], row["count"], row["blank"]) == (9, 3, 1)
    assert row["share"] == pytest.approx(3 / 9)
    assert (row["bound_low"], row["bound_high"]) == (pytest.approx(3 / 10), pytest.approx(4 / 10))
    theirs = binomtest(3, 9).proportion_ci(method="wilson")
    assert (row["low"], row["high"]) == (pytest.approx(theirs.low), pytest.approx(theirs.high))


def test_people_who_were_only_named_are_in_no_rate(draw: Any) -> None:
    groups = analyse(*draw([form(1), form(2, ["Zoe", "Yan", "Xia"])])).groups
    assert rate(groups, flag="graph_isolate")["n"] == 2
    assert rate(groups, flag="broker_v1")["n"] == 2


def test_groups_come_in_the_order_of_the_study_file_and_who_said_nothing_last(draw: Any, study_of: Any) -> None:
    asked = study_of(attributes={"work": {"column": "w", "order": ["student", "employed", "retired"]}})
    forms = [form(n, work=work) for n, work in enumerate(["retired", None, "employed", "carer", "student"])]
    groups = analyse(*draw(forms, asked)).groups
    shown = groups[(groups["flag"] == "power_isolate_v1") & (groups["attribute"] == "work")]
    assert shown["level"].tolist() == ["student", "employed", "retired", "carer", "not given"]
    assert shown["n"].tolist() == [1, 1, 1, 1, 1]


def test_exact_ages_are_put_in_bands_of_ten_years(draw: Any) -> None:
    ages = [15, 16, 24, 25, 34, 35, 44, 45, 54, 55, 64, 65, 74, 75, 99]
    _, survey = draw([form(n, age=str(age)) for n, age in enumerate(ages)])
    assert attribute_levels(survey)["age"].astype(str).tolist() == [
        *("under 16", "16-24", "16-24", "25-34", "25-34", "35-44", "35-44", "45-54"),
        *("45-54", "55-64", "55-64", "65-74", "65-74", "75+", "75+"),
    ]


def test_a_few_numbers_stay_as_they_are_in_the_order_of_their_size(draw: Any) -> None:
    _, survey = draw([form(n, children=text) for n, text in enumerate(["10", "2", "0", None, "2"])])
    assert list(attribute_levels(survey)["children"].cat.categories) == ["0", "2", "10", "not given"]


def test_many_other_numbers_are_put_in_quarters(draw: Any) -> None:
    _, survey = draw([form(n, years=float(n)) for n in range(1, 18)])
    levels = attribute_levels(survey)["years"]
    assert levels.value_counts(sort=False).to_dict() == {
        "up to 5": 5,
        "over 5 to 9": 4,
        "over 9 to 13": 4,
        "over 13": 4,
        "not given": 0,
    }


def test_several_sites_are_shown_together_and_apart(draw: Any) -> None:
    forms = [form(n, site="A") for n in range(4)] + [form(n, ["Zoe"], site="B") for n in range(6)]
    groups = analyse(*draw(forms)).groups
    assert [rate(groups, site=site)["share"] for site in ("all", "A", "B")] == [0.4, 1.0, 0.0]


def test_waves_are_never_added_up(draw: Any) -> None:
    groups = analyse(*draw([form(n, wave=wave) for n in range(4) for wave in ("1", "2")])).groups
    everyone = groups[(groups["flag"] == "power_isolate_v1") & (groups["level"] == "everyone")]
    assert everyone[["site", "wave", "n"]].to_numpy().tolist() == [["S", "1", 4], ["S", "2", 4]]


def test_a_flag_that_was_not_asked_has_one_row_that_says_so(draw: Any) -> None:
    groups = analyse(*draw([form(1, gender="f")])).groups
    rows = groups[groups["flag"] == "no_change_contact_v1"]
    assert rows[["level", "status", "n"]].to_numpy().tolist() == [["everyone", "not asked", 0]]
    assert rows["share"].isna().all()


def test_bounds_only_means_no_share_and_no_interval() -> None:
    row = {"site": "S", "wave": "1", "flag": "f", "attribute": "everyone", "level": "everyone"}
    counts = {"n": 80, "count": 0, "blank": 20, "unsure": 0, "draws": 1, "count_low": 0, "count_high": 0, "doubt": 0.0}
    table = pd.DataFrame([{**row, **counts, "status": "bounds only"}])
    made = with_rates(table).iloc[0]
    assert made[["share", "low", "high"]].isna().all()
    assert (made["bound_low"], made["bound_high"]) == (0.0, 0.2)
