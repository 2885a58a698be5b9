"""Names that come as a pair and names that seldom meet, in villages small enough to see through."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from netsurvey.resolve.origins import together
from netsurvey.resolve.references import Reference

GIVENS = ("sue", "dave", "jean", "tom", "liz", "alan", "karen", "mark", "pat", "steve")
BRITISH = list(product(GIVENS, ("smith", "jones", "hughes", "brown")))
POLISH = list(product(("gosia", "piotr", "ewa"), ("nowak", "kowalski")))
CHINESE = [("mei-ling", "wong"), ("wei", "chan"), ("siu-ming", "cheung")]


def named(given: str, surname: str = "", faith: str = "") -> Reference:
    seen = {"given name": given, "surname": surname, "religious name": faith}
    return Reference(keys=["k"], form=0, is_form=False, seen={kind: text for kind, text in seen.items() if text})


@pytest.fixture
def village() -> list[Reference]:
    """Return forty British, six Polish and three Chinese names."""
    return [named(given, surname) for given, surname in (*BRITISH, *POLISH, *CHINESE)]


@pytest.mark.parametrize(
    "pair", [named("gosia", "nowak"), named("mei-ling", "wong"), named("wei", "chan"), named("kasia", "kaminski")]
)
def test_a_pair_of_one_rare_tradition_tells_less_than_its_parts(village: list[Reference], pair: Reference) -> None:
    assert together([pair, *village])[0] < -1.5


@pytest.mark.parametrize("pair", [named("gosia", "smith"), named("sue", "nowak"), named("gurpreet", "jones")])
def test_a_pair_of_two_traditions_tells_more_than_its_parts(village: list[Reference], pair: Reference) -> None:
    assert together([pair, *village])[0] > 0.5


def test_the_usual_tradition_is_hardly_touched(village: list[Reference]) -> None:
    assert np.abs(together(village)[: len(BRITISH)]).max() < 0.6


def test_where_all_names_are_of_one_tradition_there_is_nothing_to_tell() -> None:
    assert np.abs(together([named(given, surname) for given, surname in BRITISH])).max() < 0.3


def test_a_shared_religious_name_stands_in_for_a_surname(village: list[Reference]) -> None:
    sikhs = [named(g, faith=f) for g, f in (("gurpreet", "kaur"), ("manjit", "kaur"), ("harjit", "singh"))]
    assert (together([*sikhs, *village])[:3] < -1.5).all()


def test_a_name_on_no_list_follows_the_company_it_keeps(village: list[Reference]) -> None:
    tremblers = [named(given, "trembath") for given in ("sue", "dave", "jean", "tom", "liz")]
    assert np.abs(together([*tremblers, *village])[:5]).max() < 0.8


def test_how_often_one_person_is_named_changes_nothing(village: list[Reference]) -> None:
    often = [named("gosia", "nowak")] * 50
    assert together([*often, *village])[0] == together([*often[:1], *village])[0]


@pytest.mark.parametrize("half", [named("gosia"), named("", "nowak"), named("g.", "nowak"), named("gosia", "n.")])
def test_half_a_name_says_nothing(village: list[Reference], half: Reference) -> None:
    assert together([half, *village])[0] == 0


def test_nobody_to_judge() -> None:
    assert together([]).shape == (0,)
