"""Who is likely to be named by nobody else, before anybody is looked at."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from netsurvey.resolve.sites import Prepared

Make = Callable[..., Any]
COMMON = 1.25
"""Bits more where nothing but a common given name was written."""


def doubts(ready: Prepared) -> dict[str, float]:
    """Return by given name the bits that speak for somebody new."""
    units = ready.board.units
    told = {u: ready.board.references[unit.references[0]] for u, unit in enumerate(units) if not unit.fixed}
    return {r.seen["given name"]: float(ready.facts.doubt[u]) for u, r in told.items()}


@pytest.mark.parametrize(("relation", "apart"), [("family", 1.861 + 2.273), ("neighbour", 1.812 + 2.001)])
def test_relatives_and_neighbours_whom_nobody_else_names_are_likelier_somebody_new(
    prepared_of: Make, strangers: Any, surnames: list[str], relation: str, apart: float
) -> None:
    popular = [(form, "help", "Zebedee Okoro", {"broad": "friend"}) for form in strangers]
    private = [
        (form, "talk", f"Dilys {name}", {"broad": relation}) for form, name in zip(strangers, surnames, strict=True)
    ]
    doubt = doubts(prepared_of(strangers, [*popular, *private]))
    # Log-odds a of the popular and b of the private solve a = (3p + q) / 2 and b = c + (p + 3q) / 2, where p and q are
    # what is seen less what is expected, 12 (1 - s(a)) and -12 s(b), s the logistic function: with c = -1.4 (family)
    # a is 1.861 and b -2.273, with c = -0.7 (neighbours) 1.812 and -2.001.
    seldomer = 0.75 * apart / 2 / math.log(2)
    assert doubt == {"zebedee": pytest.approx(-seldomer, abs=0.01), "dilys": pytest.approx(seldomer, abs=0.01)}


def test_where_nothing_was_written_in_full_only_relatives_and_neighbours_are_seldom_named(
    prepared_of: Make, strangers: Any
) -> None:
    told = [("Dave", "friend"), ("Kev", "family"), ("Steve", "neighbour")]
    doubt = doubts(prepared_of(strangers, [("1", "help", name, {"broad": relation}) for name, relation in told]))
    kev, steve = (pytest.approx(COMMON + 0.75 * seldomer / math.log(2), abs=0.001) for seldomer in (1.4, 0.7))
    assert doubt == {"dave": COMMON, "kev": kev, "steve": steve}


def test_whoever_is_named_where_others_are_named_again_and_again_is_seldomer_new(
    prepared_of: Make, strangers: Any, surnames: list[str]
) -> None:
    known = [(form, "help", "Zebedee Okoro", {"broad": "friend"}) for form in strangers]
    own = [(form, "talk", f"Dilys {name}", {"broad": "friend"}) for form, name in zip(strangers, surnames, strict=True)]
    bare = [("1", "help", "Dave", {"broad": "friend"}), ("1", "talk", "Steve", {"broad": "friend"})]
    doubt = doubts(prepared_of(strangers, [*known, *own, *bare]))
    assert doubt["dave"] < COMMON < doubt["steve"]


@pytest.mark.parametrize(
    ("name", "more"), [("Dave", 1.25), ("Zebedee", 0.75), ("Dave the postman", 0.0), ("Cllr Kev", 0.0)]
)
def test_a_given_name_alone_is_likelier_somebody_new(prepared_of: Make, strangers: Any, name: str, more: float) -> None:
    (bits,) = doubts(prepared_of(strangers, [("1", "help", name, {"broad": "friend"})])).values()
    assert bits == more
