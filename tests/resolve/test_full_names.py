"""Full names that are one but for how they are written, by hand-written lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netsurvey.resolve.full_names import people_by_full_name
from netsurvey.resolve.popularity import Popularity

if TYPE_CHECKING:
    from collections.abc import Callable

    from netsurvey.resolve.references import Reference

    Written = Callable[..., list[Reference]]


@pytest.mark.parametrize(
    "names",
    [
        ("robert ashdown", "bob ashdown"),
        ("robert ashdown", "robert ashdwon"),
        ("robert ashdown", "robret ashdown"),
        ("margaret lyle", "peggy lyle"),
    ],
)
def test_a_short_form_or_a_slip_is_no_other_person(written: Written, names: tuple[str, ...]) -> None:
    assert people_by_full_name(written(*names)) == [0, 0]


@pytest.mark.parametrize(
    "names",
    [
        ("robert ashdown", "roger ashdown"),
        ("robert ashdown", "robert ashby"),
        ("peter hill", "peter gill"),  # both are surnames that many bear
        ("joan lyle", "jean lyle"),  # both are given names
        ("bob ashdwn", "joan ashdown"),
        ("una tor", "una tar"),  # too short to tell a slip from another name
    ],
)
def test_another_name_is_another_person(written: Written, names: tuple[str, ...]) -> None:
    assert sorted(people_by_full_name(written(*names)), key=str) == [0, 1]


def test_a_short_form_of_two_names_does_not_make_one_of_them(written: Written) -> None:
    bal, baljit, balbir = people_by_full_name(written("bal grewal", "baljit grewal", "balbir grewal"))
    assert baljit != balbir
    assert bal in {baljit, balbir}


def test_part_of_a_name_tells_of_nobody_here(written: Written) -> None:
    assert people_by_full_name(written("bob", "robert ashdown")) == [None, 0]
    assert people_by_full_name([]) == []


def test_a_slip_goes_to_the_commonest_name_it_may_be_a_slip_of(written: Written) -> None:
    names = ["robert ashdown"] * 2 + ["robert ashdawn"] * 5 + ["robert ashdiwn"]
    assert people_by_full_name(written(*names)) == [0] * 8


def test_the_order_of_the_forms_changes_nothing_but_the_numbers(written: Written) -> None:
    names = ["robert ashdown", "bob ashdown", "joan lyle", "robert ashdwn", "joan lyl", "jean lyle"]
    forwards, backwards = people_by_full_name(written(*names)), people_by_full_name(written(*names[::-1]))[::-1]
    pairs = [(i, j) for i in range(len(names)) for j in range(i)]
    assert [forwards[i] == forwards[j] for i, j in pairs] == [backwards[i] == backwards[j] for i, j in pairs]


def test_popularity_does_not_hang_on_how_carefully_names_are_written(written: Written) -> None:
    surnames = ["ashdown", "whitlock", "tranter", "pemberton", "okafor", "blenkinsop"]
    careful = [f"robert {surname}" for surname in surnames for _ in range(4)]
    careless = [f"{given} {s}" for s in surnames for given in ("robert", "bob", "rob")]
    careless += [f"robert {s[:-2]}{s[-1]}{s[-2]}" for s in surnames]
    assert Popularity.fitted(written(*careful)) == Popularity.fitted(written(*careless))
