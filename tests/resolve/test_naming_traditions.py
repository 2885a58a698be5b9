"""Names of other traditions than the English one: shared religious names, endings by sex, order, transliteration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from netsurvey.resolve import resolve

Make = Callable[..., Any]
MILL, OAK = {"street": "Mill Lane"}, {"street": "Oak Road"}
PUNJABI = (
    "Harjit Kaur",
    "Manjit Kaur",
    "Gurpreet Singh",
    "Amrit Kaur",
    "Jaswinder Kaur",
    "Gurpreet Gill",
    "Balbir Singh",
    "Rani Kaur",
)


@pytest.fixture
def one_person(survey_of: Make, strangers: Any, persons_of: Make) -> Callable[..., bool]:
    """Return a function that says whether names are taken for one person, each written by another stranger."""

    def of(*names: tuple[str, dict[str, str]]) -> bool:
        wrote = [(str(i), "help", name, told) for i, (name, told) in enumerate(names, start=1)]
        return len(set(persons_of(resolve(*survey_of(strangers, wrote), draws=40)))) == 1

    return of


@pytest.mark.parametrize(
    "names",
    [
        ("Mohammed Khan", "Muhammad Khan", "Mohd Khan"),
        ("Gosia Kowalska", "Małgorzata Kowalska", "Malgorzata Kowalski"),
        ("Wong Mei Ling", "Mei Ling Wong", "Mei-Ling Wong"),
        ("Li Wei", "Wei Li"),
    ],
)
def test_one_name_in_several_spellings_and_orders_is_one_person(one_person: Make, names: tuple[str, ...]) -> None:
    assert one_person(*((name, MILL) for name in names))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan Kowalski", "Gosia Kowalska"),
        ("Gurpreet Kaur", "Harjit Kaur"),
        ("Gurpreet Singh", "Harjit Singh"),
        ("Mohammed Ali", "Mohammed Khan"),
        ("Wong Mei Ling", "Wong Siu Ming"),
    ],
)
def test_a_shared_name_does_not_make_one_of_two(one_person: Make, one: str, other: str) -> None:
    assert not one_person((one, MILL), (other, MILL))


@pytest.mark.parametrize("name", ["Mrs Begum", "Mr Singh", "Mrs Kaur"])
def test_a_title_with_a_shared_name_in_two_streets_is_two_people(one_person: Make, name: str) -> None:
    assert not one_person((name, MILL), (name, OAK))


def test_two_of_one_name_of_different_streets_and_ages_are_two_people(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    wrote = [
        (str(i), "help", "Gurpreet Kaur", ({**OAK, "age": "25"}, {**MILL, "age": "70"})[i % 2]) for i in range(1, 5)
    ]
    first, second, third, fourth = persons_of(resolve(*survey_of(strangers, wrote), draws=40))
    assert first == third != second == fourth


def test_a_councillor_called_by_a_shared_name_alone_is_the_one_who_bears_it(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    names = ["Cllr Manj Singh", "Cllr Marion Turner"] * 4 + ["Cllr Singh"]
    wrote: list[tuple[str, str, str]] = [(str(i), "help", name) for i, name in enumerate(names, start=1)]
    *_, singh, turner, called = persons_of(resolve(*survey_of(strangers, wrote), draws=40))
    assert called == singh != turner
