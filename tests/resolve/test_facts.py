"""What is known before anybody is looked at: who is seldom named by others, and how often streets are wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from netsurvey.resolve.facts import ATTRIBUTES

if TYPE_CHECKING:
    from netsurvey.resolve.sites import Prepared

Make = Callable[..., Any]
SURNAMES = [
    "Quorn",
    "Rasp",
    "Tarnish",
    "Uxley",
    "Vesper",
    "Wickery",
    "Yarrow",
    "Zealby",
    "Abbotine",
    "Brillow",
    "Cranmoor",
    "Dunnock",
]


def doubts(ready: Prepared) -> dict[str, float]:
    """Return by relation the bits that speak for somebody new where a full name was written."""
    units = ready.board.units
    told = {u: ready.board.references[unit.references[0]] for u, unit in enumerate(units) if not unit.fixed}
    return {r.relation: float(ready.facts.doubt[u]) for u, r in told.items()}


@pytest.mark.parametrize("relation", ["family", "neighbour"])
def test_relatives_and_neighbours_whom_nobody_else_names_are_likelier_somebody_new(
    prepared_of: Make, strangers: Any, relation: str
) -> None:
    popular = [(form, "help", "Zebedee Okoro", {"broad": "friend"}) for form in strangers]
    private = [
        (form, "talk", f"Dilys {name}", {"broad": relation}) for form, name in zip(strangers, SURNAMES, strict=True)
    ]
    doubt = doubts(prepared_of(strangers, [*popular, *private]))
    # 12 friends in several forms and 12 others in one, beside 10 + 10 and 3 + 12: odds of 22 : 10 and 3 : 24
    assert doubt == {"friend": 0.0, relation: pytest.approx(0.75 * 4.138, abs=0.001)}


def test_relatives_whom_everybody_names_are_as_likely_somebody_known(prepared_of: Make, strangers: Any) -> None:
    private = [
        (form, "help", f"Zebedee {name}", {"broad": "friend"}) for form, name in zip(strangers, SURNAMES, strict=True)
    ]
    popular = [(form, "talk", "Dilys Okoro", {"broad": "family"}) for form in strangers]
    assert doubts(prepared_of(strangers, [*private, *popular])) == {"friend": 0.0, "family": 0.0}


@pytest.mark.parametrize(("told", "wrong"), [("own", 0), ("Willow Street", 12)])
def test_how_often_streets_are_wrong_is_seen_of_those_who_live_with_the_respondent(
    prepared_of: Make, strangers: Any, told: str, wrong: int
) -> None:
    wrote = [
        (form, "help", f"Dilys {name}", {"broad": "household", "street": own["street"] if told == "own" else told})
        for (form, own), name in zip(strangers.items(), SURNAMES, strict=True)
    ]
    ready = prepared_of(strangers, wrote)
    street = ATTRIBUTES.index("street")
    begin = sum(len(window.observations) for window in ready.board.windows[:street])
    streets = len(ready.board.windows[street].observations) // 2
    # twelve of a household beside 1.2 wrong ones in 40, and twice that of people who live elsewhere
    assert ready.odds.slip[begin : begin + streets] == pytest.approx(2 * (wrong + 1.2) / (12 + 40))
    assert ready.odds.slip[begin + streets : begin + 2 * streets] == pytest.approx(0.01)
