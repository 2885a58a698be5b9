"""What is known of a mention before anybody is looked at: relatives are seldom named by anybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

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


def test_relatives_whom_nobody_else_names_are_likelier_somebody_new(prepared_of: Make, strangers: Any) -> None:
    popular = [(form, "help", "Zebedee Okoro", {"broad": "friend"}) for form in strangers]
    private = [
        (form, "talk", f"Dilys {name}", {"broad": "family"}) for form, name in zip(strangers, SURNAMES, strict=True)
    ]
    doubt = doubts(prepared_of(strangers, [*popular, *private]))
    # 12 friends in several forms and 12 relatives in one, beside 10 + 10 and 3 + 12: odds of 22 : 10 and 3 : 24
    assert doubt == {"friend": 0.0, "family": pytest.approx(2.069, abs=0.001)}


def test_relatives_whom_everybody_names_are_as_likely_somebody_known(prepared_of: Make, strangers: Any) -> None:
    private = [
        (form, "help", f"Zebedee {name}", {"broad": "friend"}) for form, name in zip(strangers, SURNAMES, strict=True)
    ]
    popular = [(form, "talk", "Dilys Okoro", {"broad": "family"}) for form in strangers]
    assert doubts(prepared_of(strangers, [*private, *popular])) == {"friend": 0.0, "family": 0.0}
