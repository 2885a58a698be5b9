"""What one researcher does to a rate of isolation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from netsurvey.analyse import analyse
from netsurvey.analyse.isolation import power_isolate
from netsurvey.analyse.researchers import by_researcher

if TYPE_CHECKING:
    import pandas as pd


def forms(**isolates: tuple[int, int]) -> list[dict[str, Any]]:
    """Return forms of each researcher: so many who named nobody, of so many."""
    return [
        {"id": f"{who}{n}", "researcher": who, "bring": "none" if n < alone else ["Zoe"], "link": "none"}
        for who, (alone, of) in isolates.items()
        for n in range(of)
    ]


def rows(village: Any) -> pd.DataFrame:
    return by_researcher(village[0], {"power_isolate_v1": power_isolate(*village)})


def test_a_rate_is_told_without_each_researcher(draw: Any) -> None:
    row = rows(draw(forms(a=(1, 10), b=(2, 10), c=(9, 20)))).iloc[0]
    assert row[["researchers", "n", "share"]].tolist() == [3, 40, 0.3]
    assert row["without_low"] == pytest.approx(3 / 20)  # without c
    assert row["without_high"] == pytest.approx(11 / 30)  # without a
    assert row["least_left"] == 20


def test_nothing_is_told_below_the_team_where_one_researcher_met_nearly_everybody(draw: Any) -> None:
    # without a the share would be that of the five whom b met, and all of those named nobody
    village = draw(forms(a=(10, 60), b=(5, 5)))
    findings = analyse(*village)
    assert set(findings.researchers["least_left"]) == {5}
    assert findings.at("public").researchers.empty
    enough = analyse(*draw(forms(a=(10, 60), b=(5, 10)))).at("public").researchers
    assert "power_isolate_v1" in set(enough["flag"])


def test_forms_of_which_nobody_knows_the_researcher_are_left_out(draw: Any) -> None:
    unknown = [{**form, "id": f"x{form['id']}", "researcher": None} for form in forms(a=(5, 5))]
    assert rows(draw([*forms(a=(1, 4), b=(3, 4)), *unknown])).iloc[0]["n"] == 8


def test_one_researcher_is_compared_with_nobody(draw: Any) -> None:
    assert rows(draw(forms(a=(2, 8)))).empty


def test_several_sites_are_told_together_and_each(draw: Any) -> None:
    both = [{**form, "site": site, "id": f"{site}{form['id']}"} for site in "ST" for form in forms(a=(1, 4), b=(2, 4))]
    assert rows(draw(both))["site"].tolist() == ["all", "S", "T"]
