"""Who lives in an invented town: families in their houses, officials, friends, and how well each of them is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from benchmarks.resolve.traditions import SHORT_FORMS, TRADITIONS, draw_given, draw_surname, gendered_surname

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.random import Generator

__all__ = ["OFFICES", "YEAR", "Bond", "Resident", "Town", "liking", "settle"]

Key = TypeVar("Key", int, str)

YEAR = 2013
"""When the doors were knocked on."""

OFFICES: Mapping[str, tuple[int, float]] = {
    "councillor": (1500, 20.0),
    "vicar": (4000, 14.0),
    "priest": (7000, 12.0),
    "doctor": (2500, 14.0),
    "head teacher": (4500, 10.0),
    "shopkeeper": (1600, 6.0),
    "landlord": (2400, 6.0),
    "postman": (3000, 5.0),
    "police": (4000, 6.0),
    "youth worker": (4500, 8.0),
    "activist": (700, 6.0),
}
"""For each office, how many residents there are to one holder, and how much better known holders are than others."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_STREETS = _words(
    "Quarry Mill Chapel Station Park Albert Victoria Church Meadow Hawthorn Beech Cedar Linden Rowan Alder Holly "
    "Canal Foundry Wesley Gladstone Nelson Wellington Tennyson Byron Shelley Moorland Pasture Orchard Priory Abbey "
    "Kiln Ropewalk Tannery Market Bridge River Spring Well Cross Hill Dale Fell Beck Thorn Elm Ash Maple Poplar"
)
_KINDS = ("Lane", "Road", "Street", "Close", "Avenue", "Terrace", "Drive", "Crescent", "Grove", "Court")
_VENUES = (
    "Legion",
    "Bowls Club",
    "Miners Arms",
    "Community Hub",
    "Methodist Hall",
    "Library",
    "Cricket Club",
    "Mosque",
)
_HOUSEHOLDS = {"alone": 0.22, "old alone": 0.1, "couple": 0.28, "family": 0.24, "lone parent": 0.08, "three ages": 0.08}


@dataclass(kw_only=True, eq=False)
class Resident:
    """One adult of the town.

    Attributes
    ----------
    number
        Place in the town's list; `person` is its text.
    given, usual, surname
        The name in full and what they are called.
    pious
        A religious name before the given one, or "".
    tradition, sex, born
        Which names they bear, F or M, and the year of birth.
    street, house
        Street's number and house number.
    home, clan
        Household and wider family.
    place
        Where in the household: 0 the elder pair's first, 1 second, 2 a grown child, 3 a grandparent.
    venue
        Where they are to be met, or "".
    office
        What they do for the town, or "".
    fame
        How well known they are; 1 is ordinary.
    friends
        Numbers of friends.
    """

    number: int
    given: str
    usual: str
    surname: str
    pious: str
    tradition: str
    sex: str
    born: int
    street: int
    house: int
    home: int
    clan: int
    place: int
    venue: str = ""
    office: str = ""
    fame: float = 1.0
    friends: list[int] = field(default_factory=list)

    @property
    def person(self) -> str:
        """Return the id of the person."""
        return f"p{self.number:05d}"

    @property
    def age(self) -> int:
        """Return how old they are at the survey."""
        return YEAR - self.born


@dataclass(frozen=True, kw_only=True)
class Bond:
    """How one resident knows another: who, in which way, and by which word."""

    whom: int
    kind: str
    word: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Town:
    """Everybody who lives there.

    Attributes
    ----------
    residents
        The adults.
    streets
        Street names.
    spots
        Where each street lies, in a square of side 1.
    """

    residents: list[Resident]
    streets: list[str]
    spots: np.ndarray

    def by_street(self) -> dict[int, list[int]]:
        """Return who lives in each street."""
        return _gathered((one.street, one.number) for one in self.residents)

    def by_clan(self) -> dict[int, list[int]]:
        """Return who belongs to each wider family."""
        return _gathered((one.clan, one.number) for one in self.residents)


def settle(adults: int, mix: Mapping[str, float], fame: float, rng: Generator) -> Town:
    """Return a town of so many adults.

    Parameters
    ----------
    adults
        How many, about.
    mix
        Share of families of each tradition.
    fame
        Exponent of the tail of how well people are known: lower is heavier.
    rng
        Chance.
    """
    count = max(adults // 55, 6)
    streets = _street_names(count, rng)
    spots = rng.random((count, 2))
    lean = {name: rng.dirichlet(np.full(count, 0.6)) * count for name in mix}
    residents: list[Resident] = []
    clans: list[tuple[str, str]] = []
    by_tradition: dict[str, list[int]] = {}
    traditions, shares = list(mix), np.array(list(mix.values()))
    houses = np.ones(count, dtype=int)
    kinds, chances = list(_HOUSEHOLDS), np.array(list(_HOUSEHOLDS.values()))
    home = 0
    while len(residents) < adults:
        tradition = str(rng.choice(traditions, p=shares / shares.sum()))
        kin = by_tradition.setdefault(tradition, [])
        if kin and rng.random() < 0.45:
            clan = kin[int(rng.integers(max(len(kin) - 400, 0), len(kin)))]
        else:
            local = bool(kin) and rng.random() < 0.2
            surname = clans[kin[int(rng.integers(len(kin)))]][1] if local else draw_surname(tradition, rng)
            clan = len(clans)
            clans.append((tradition, surname))
            kin.append(clan)
        weight = np.ones(count) if tradition == "british" else lean[tradition]
        street = int(rng.choice(count, p=weight / weight.sum()))
        for place, sex, born in _members(str(rng.choice(kinds, p=chances / chances.sum())), rng):
            residents.append(
                _born(len(residents), clans[clan], place, sex, born, (street, int(houses[street]), home, clan), rng)
            )
        houses[street] += 1
        home += 1
    town = Town(residents=residents, streets=streets, spots=spots)
    _make_known(town, fame, rng)
    _befriend(town, rng)
    return town


def _street_names(count: int, rng: Generator) -> list[str]:
    names = [f"{stem} {kind}" for stem in _STREETS for kind in _KINDS]
    while len(names) < count:
        names += [f"Upper {name}" for name in names]
    return [str(name) for name in rng.choice(names, size=count, replace=False)]


def _members(kind: str, rng: Generator) -> Iterator[tuple[int, str, int]]:
    """Yield place, sex and year of birth of the adults of one household."""
    first, second = ("F", "M") if rng.random() < 0.5 else ("M", "F")
    born = YEAR - int(rng.integers(70, 92) if kind == "old alone" else rng.integers(24, 78))
    if kind in {"family", "three ages", "lone parent"}:
        born = YEAR - int(rng.integers(38, 62))
    if kind == "lone parent":
        first = "F" if rng.random() < 0.85 else "M"
    yield 0, first, born
    if kind in {"couple", "family", "three ages"}:
        yield 1, second, born + int(rng.integers(-4, 5))
    if kind in {"family", "three ages", "lone parent"}:
        for _ in range(int(rng.integers(0, 3))):
            child = born + int(rng.integers(20, 32))
            if child <= YEAR - 16:
                yield 2, "F" if rng.random() < 0.5 else "M", child
    if kind == "three ages":
        yield 3, "F" if rng.random() < 0.6 else "M", born - int(rng.integers(20, 32))


def _born(
    number: int,
    family: tuple[str, str],
    place: int,
    sex: str,
    born: int,
    where: tuple[int, int, int, int],
    rng: Generator,
) -> Resident:
    tradition, surname = family
    given = draw_given(tradition, sex, born, rng)
    manners = TRADITIONS[tradition]
    if place == 1 and sex == "F" and rng.random() < manners.own_surname:
        surname = str(rng.choice(manners.wives)) if manners.wives else draw_surname(tradition, rng)
    forms = SHORT_FORMS.get(given, ())
    usual = given
    if forms and rng.random() < 0.7:
        usual = forms[min(int(rng.geometric(0.6)) - 1, len(forms) - 1)]
    return Resident(
        number=number,
        given=given,
        usual=usual,
        surname=gendered_surname(surname, tradition, sex),
        pious="Mohammed" if sex == "M" and rng.random() < manners.pious else "",
        tradition=tradition,
        sex=sex,
        born=born,
        street=where[0],
        house=where[1],
        home=where[2],
        clan=where[3],
        place=place,
        venue=str(rng.choice(_VENUES)) if rng.random() < 0.3 else "",
    )


def _make_known(town: Town, fame: float, rng: Generator) -> None:
    """Give out the offices and how well everybody is known."""
    for one, luck in zip(town.residents, rng.pareto(fame, len(town.residents)), strict=True):
        one.fame = 1.0 + float(luck)
    working = [one.number for one in town.residents if 27 <= one.age <= 74]
    for office, (each, known) in OFFICES.items():
        for _ in range(max(round(len(town.residents) / each), 1)):
            one = town.residents[int(rng.choice(working))]
            one.office, one.fame = office, known * float(rng.lognormal(0, 0.4))


def _befriend(town: Town, rng: Generator) -> None:
    """Make friends along the street, at the same venue, and among those who are well known nearby."""
    streets = town.by_street()
    venues = _gathered((one.venue, one.number) for one in town.residents if one.venue)
    near = _near(town)
    for one in town.residents:
        for _ in range(int(rng.poisson(2.2))):
            draw = rng.random()
            pool = streets[one.street]
            if draw > 0.45:
                pool = venues[one.venue] if one.venue and draw < 0.7 else streets[int(rng.choice(near[one.street]))]
            tried = rng.choice(pool, size=min(6, len(pool)))
            weight = np.array([liking(one, town.residents[other]) for other in tried])
            if weight.sum() > 0:
                other = town.residents[int(rng.choice(tried, p=weight / weight.sum()))]
                one.friends.append(other.number)
                other.friends.append(one.number)
    for one in town.residents:
        one.friends = sorted(set(one.friends))


def liking(one: Resident, other: Resident) -> float:
    """Return how readily two residents who meet become friends, as a weight."""
    if one.home == other.home:
        return 0.0
    alike = 1.0 if one.sex == other.sex else 0.4
    own_kind = 1.0 if one.tradition == other.tradition else 0.4
    return float(alike * own_kind * np.exp(-abs(one.age - other.age) / 15) * min(other.fame, 8) ** 0.5)


def _near(town: Town) -> list[np.ndarray]:
    """Return for each street the nearest eight."""
    apart = np.linalg.norm(town.spots[:, None, :] - town.spots[None, :, :], axis=2)
    inhabited = np.isin(np.arange(len(town.streets)), [one.street for one in town.residents])
    apart[:, ~inhabited] = np.inf
    return [np.argsort(row)[: min(8, int(inhabited.sum()))] for row in apart]


def _gathered(pairs: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for key, number in pairs:
        found.setdefault(key, []).append(number)
    return found
