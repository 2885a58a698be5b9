"""How many people a name stands for, against sums written out over every way of telling its mentions apart."""

from __future__ import annotations

from collections import Counter
from math import prod
from typing import TYPE_CHECKING

import numpy as np
import pytest

from netsurvey.resolve.full_names import people_by_full_name
from netsurvey.resolve.namesakes import expected_people, shares_of_names
from netsurvey.resolve.popularity import Popularity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netsurvey.resolve.references import Reference

    Written = Callable[..., list[Reference]]

GIVEN = ["dennis", "hubert", "clive", "norman", "gordon", "stanley", "cedric", "leonard", "rupert", "wallace"]
GIVEN += ["muriel", "enid", "hilda", "mavis", "doreen", "phyllis", "gladys", "beryl", "vera", "ethel"]
FIRST = ["hather", "kettle", "marl", "pem", "whit", "thorn", "black", "oaken", "rush", "silver"]
FIRST += ["win", "char", "elder", "barns", "copple", "dunning", "fother", "grims", "ingle", "jarrows"]
LAST = ["ley", "ford", "well", "stone", "brook", "wick", "thorpe", "combe", "dale", "grave", "shaw", "croft"]


def ways(mentions: int) -> Iterator[list[int]]:
    """Yield the sizes of the parts of every way to part so many mentions."""
    if mentions == 0:
        yield []
        return
    for parts in ways(mentions - 1):
        yield [*parts, 1]
        for i in range(len(parts)):
            yield [*parts[:i], parts[i] + 1, *parts[i + 1 :]]


@pytest.mark.parametrize("times", [1, 2, 3, 6])
@pytest.mark.parametrize(("weight", "discount"), [(0.01, 0.65), (0.8, 0.65), (3.0, 0.1)])
def test_a_name_stands_for_as_many_people_as_all_ways_of_parting_its_mentions_say(
    times: int, weight: float, discount: float
) -> None:
    expected, total = np.zeros(times), 0.0
    for parts in ways(times):
        chance = weight ** len(parts) * prod(k - discount for part in parts for k in range(1, part))
        total += chance
        for size, parts_of_it in Counter(parts).items():
            expected[size - 1] += chance * parts_of_it
    found = expected_people(times, weight=weight, discount=discount)
    np.testing.assert_allclose(found, expected / total)


def test_every_mention_means_somebody_however_many_there_are() -> None:
    found = expected_people(400, weight=0.2, discount=0.6)
    assert found @ np.arange(1, 401) == pytest.approx(400)
    assert (found >= 0).all()


def test_a_name_is_as_common_as_its_parts_and_as_commonly_borne_together(written: Written) -> None:
    names = ["zebedee okoro", "zebedee lyle", "ambrose lyle", "ambrose okoro", "ambrose okoro"]
    references = written(*names, "zebedee")
    shares = shares_of_names(references, people_by_full_name(references))
    # Of four people and fifty of the country two are called Zebedee and two Okoro, however often one of them is named;
    # of the surname's two bearers one and a quarter tell of others. No list of the country has either given name.
    assert shares == {number: pytest.approx(2 / 54 * 1.25 / 54, rel=0.1) for number in range(4)}


def test_where_nobody_is_named_in_full_there_is_nothing_to_share(written: Written) -> None:
    assert shares_of_names(written("zebedee"), [None]) == {}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_popularity_is_read_off_people_and_not_off_the_names_they_share(written: Written, seed: int) -> None:
    luck = np.random.default_rng(seed)
    discount, concentration = 0.6, 400.0
    surnames = [first + last for first in FIRST for last in LAST]
    mentions: list[int] = []
    times: list[int] = []
    while len(mentions) < 3000:
        if luck.random() < (concentration + discount * len(times)) / (concentration + len(mentions)):
            person = len(times)
            times.append(0)
        else:
            person = mentions[luck.integers(len(mentions))]
            while luck.random() < discount / times[person]:
                person = mentions[luck.integers(len(mentions))]
        times[person] += 1
        mentions.append(person)
    name = [f"{luck.choice(GIVEN)} {luck.choice(surnames)}" for _ in times]
    found = Popularity.fitted(written(*(name[person] for person in mentions)))
    assert len(set(name)) < 0.95 * len(times)
    unlike = [f"{GIVEN[person % len(GIVEN)]} {_word(person)}" for person in range(len(times))]
    known = Popularity.fitted(written(*(unlike[person] for person in mentions)))
    by_names, by_people = (p.concentration + p.discount * len(times) for p in (found, known))
    assert by_names == pytest.approx(by_people, rel=0.1)


def _word(number: int) -> str:
    """Return a surname of its own for each number, no two of them a slip apart."""
    syllables = ["ba", "ko", "mi", "tu", "re", "za", "lo", "fe", "gu", "ni"]
    return "".join(syllables[int(digit)] * 2 for digit in f"{number:05d}")
