"""How people are spoken of tells ordinary ones from public ones, as far as the study itself shows that it does."""

from __future__ import annotations

import numpy as np
import pytest

from netsurvey.resolve.references import Reference
from netsurvey.resolve.standing import spoken_of, standing

WAYS = ("friend:street", "friend", "other")
ORDINARY, PUBLIC = (0.6, 0.3, 0.1), (0.1, 0.2, 0.7)


def spoken(rng: np.random.Generator, number: int, *, often: tuple[float, ...], times: int) -> list[Reference]:
    """Return mentions of somebody with a full name, spoken of at random."""
    name = {"given name": f"given{number}", "surname": f"surname{number}"}
    return [
        Reference(keys=["k"], form=form, is_form=False, seen={**name, "standing": str(way)})
        for form, way in enumerate(rng.choice(WAYS, size=times, p=often))
    ]


def test_the_two_sorts_are_found_again() -> None:
    rng = np.random.default_rng(1)
    people = [spoken(rng, i, often=ORDINARY, times=4) for i in range(900)]
    people += [spoken(rng, 900 + i, often=PUBLIC, times=25) for i in range(100)]
    window = standing([reference for person in people for reference in person])
    found = [dict(zip((window.observations[i] for i in ways), often, strict=True)) for ways, often in window.shown]
    for sort, often in zip(found, (ORDINARY, PUBLIC), strict=True):
        assert [sort[way] for way in WAYS] == pytest.approx(often, abs=0.05)
    assert window.prior == pytest.approx([0.9, 0.1], abs=0.05)


def test_where_all_are_spoken_of_alike_it_tells_next_to_nothing() -> None:
    rng = np.random.default_rng(2)
    people = [spoken(rng, i, often=ORDINARY, times=int(rng.integers(1, 12))) for i in range(600)]
    window = standing([reference for person in people for reference in person])
    usual = window.prior @ np.array([often for _, often in window.shown])
    assert np.abs(np.log2(window.shown[0][1] / usual)).max() < 0.3


@pytest.mark.parametrize("ways", [[], ["friend"]])
def test_one_way_of_speaking_says_nothing(ways: list[str]) -> None:
    window = standing([Reference(keys=["k"], form=0, is_form=False, seen={"standing": way}) for way in ways])
    assert window.observations == tuple(ways)
    assert all(often == pytest.approx(np.ones(len(ways))) for _, often in window.shown)


def test_a_household_is_family_and_boxes_keep_their_order() -> None:
    assert spoken_of("household", ["age", "gender", "street"]) == "family:street:age"
