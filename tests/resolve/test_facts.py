"""What is known before anybody is looked at: how common a name is, how often streets are wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from netsurvey.resolve.facts import ATTRIBUTES

Make = Callable[..., Any]


@pytest.mark.parametrize("kind", ["given name", "surname"])
def test_a_full_name_is_as_common_whether_one_form_writes_it_or_twelve(
    prepared_of: Make, strangers: Any, kind: str
) -> None:
    everybody, one = (
        prepared_of(strangers, [(form, "help", "Zebedee Okoro") for form in forms]).board.windows[
            ATTRIBUTES.index(kind)
        ]
        for forms in (strangers, list(strangers)[:1])
    )
    assert everybody.observations == one.observations
    assert everybody.prior == pytest.approx(one.prior)


@pytest.mark.parametrize(("told", "wrong"), [("own", 0), ("Willow Street", 12)])
def test_how_often_streets_are_wrong_is_seen_of_those_who_live_with_the_respondent(
    prepared_of: Make, strangers: Any, surnames: list[str], told: str, wrong: int
) -> None:
    wrote = [
        (form, "help", f"Dilys {name}", {"broad": "household", "street": own["street"] if told == "own" else told})
        for (form, own), name in zip(strangers.items(), surnames, strict=True)
    ]
    ready = prepared_of(strangers, wrote)
    street = ATTRIBUTES.index("street")
    begin = sum(len(window.observations) for window in ready.board.windows[:street])
    streets = len(ready.board.windows[street].observations) // 2
    # twelve of a household beside 1.2 wrong ones in 40, and twice that of people who live elsewhere
    assert ready.odds.slip[begin : begin + streets] == pytest.approx(2 * (wrong + 1.2) / (12 + 40))
    assert ready.odds.slip[begin + streets : begin + 2 * streets] == pytest.approx(0.01)
