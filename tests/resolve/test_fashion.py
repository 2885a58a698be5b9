"""Names in and out of step with a generation, judged against what everybody knows of English names."""

from __future__ import annotations

import numpy as np
import pytest

from netsurvey.resolve.fashion import fashion, survey_year
from netsurvey.resolve.references import Reference


def aged(name: str, age: str, surname: str = "") -> Reference:
    seen = {"given name": name, "surname": surname, "age": age}
    return Reference(keys=["k"], form=0, is_form=False, seen={kind: text for kind, text in seen.items() if text})


@pytest.fixture
def all_ages() -> list[Reference]:
    """Return people of all ages with names that the country's table does not list."""
    return [aged(f"stranger{age}", str(age)) for age in range(20, 90)]


@pytest.mark.parametrize(
    ("name", "in_step", "out_of_step"),
    [
        ("doris", "88", "25"),
        ("gemma", "27", "70"),
        ("susan", "58", "20"),
        ("jordan", "20", "60"),
        ("elsie", "90", "40"),
    ],
)
def test_a_name_out_of_step_with_its_generation_tells_more(
    all_ages: list[Reference], name: str, in_step: str, out_of_step: str
) -> None:
    usual, odd = fashion([aged(name, in_step), aged(name, out_of_step), *all_ages], 2011)[:2]
    assert usual < -0.5
    assert odd > 0.5


def test_a_short_form_is_of_the_generation_of_its_full_names(all_ages: list[Reference]) -> None:
    old, young = fashion([aged("betty", "82"), aged("betty", "22"), *all_ages], 2011)[:2]
    assert old < 0 < young


def test_the_year_of_the_survey_moves_the_generations(all_ages: list[Reference]) -> None:
    doris = [aged("doris", "55"), *all_ages]
    assert fashion(doris, 1970)[0] < 0 < fashion(doris, 2011)[0]


@pytest.mark.parametrize("reference", [aged("doris", ""), aged("", "80"), aged("d.", "80")])
def test_without_a_name_and_an_age_it_says_nothing(all_ages: list[Reference], reference: Reference) -> None:
    assert fashion([reference, *all_ages], 2011)[0] == 0


def test_an_unlisted_name_says_nothing_on_its_own(all_ages: list[Reference]) -> None:
    assert fashion([aged("ngozi", "30"), *all_ages], 2011)[0] == pytest.approx(0, abs=0.1)


def test_a_study_shows_fashions_of_its_own(all_ages: list[Reference]) -> None:
    young_ngozis = [aged("ngozi", "30", f"family{n}") for n in range(20)]
    assert fashion([*young_ngozis, *all_ages], 2011)[0] < -0.5


def test_one_person_named_by_many_is_no_fashion(all_ages: list[Reference]) -> None:
    named_by_many = [aged("ngozi", "30", "okoro")] * 20
    assert fashion([*named_by_many, *all_ages], 2011)[0] == pytest.approx(0, abs=0.2)


def test_bits_are_never_more_than_four(all_ages: list[Reference]) -> None:
    bits = fashion([aged(name, age) for name in ("doris", "chloe", "jordan") for age in ("1", "50", "110")] + all_ages)
    assert np.abs(bits).max() <= 4


def test_nobody_to_judge() -> None:
    assert fashion([], 2011).shape == (0,)


@pytest.mark.parametrize(
    ("waves", "year"), [(["2013"], 2013), (["spring 2012", "2014"], 2012), (["1"], 2011), ([], 2011), (["20135"], 2011)]
)
def test_the_year_is_read_off_the_waves(waves: list[str], year: int) -> None:
    assert survey_year(waves) == year
