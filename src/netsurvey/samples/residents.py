"""Who lives in an invented village: households, streets, work, names and kin.

Kin bear the names they would: families are settled from the oldest to the youngest, so that a surname is handed down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.samples.naming import ORIGINS, gendered, given_names, short_names, surnames
from netsurvey.samples.places import STREETS, Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.samples.naming import NameMix

__all__ = ["AGE_BANDS", "YEAR", "age_band", "membership", "settle"]

YEAR = 2011
"""The year the invented surveys are made in."""

AGE_BANDS = ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """A kind of household: its share, its adults' ages, its grown-up children, its children under 16."""

    name: str
    share: float
    adults: int
    ages: tuple[int, int]
    children: tuple[int, int] = (0, 0)
    grown: int = 0


_HOUSEHOLDS = (
    _Kind(name="lives alone", share=0.15, adults=1, ages=(65, 94)),
    _Kind(name="lives alone", share=0.15, adults=1, ages=(19, 64)),
    _Kind(name="couple", share=0.11, adults=2, ages=(63, 90)),
    _Kind(name="couple", share=0.16, adults=2, ages=(22, 62)),
    _Kind(name="family", share=0.23, adults=2, ages=(22, 52), children=(1, 3)),
    _Kind(name="lone parent", share=0.09, adults=1, ages=(18, 48), children=(1, 3)),
    _Kind(name="family with grown-up children", share=0.08, adults=2, ages=(43, 66), grown=1),
    _Kind(name="shared house", share=0.03, adults=2, ages=(18, 34)),
)
_SINGLE_SEX = {"lone parent": 0.87, "lives alone": 0.56}


def age_band(ages: NDArray[np.int64]) -> list[str]:
    """Return the band of each age.

    Examples
    --------
    >>> age_band(np.array([16, 64, 90]))
    ['16-24', '55-64', '75+']
    """
    return [AGE_BANDS[place] for place in np.searchsorted([25, 35, 45, 55, 65, 75], ages, side="right")]


def settle(rng: np.random.Generator, *, population: int, names: NameMix) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the adults of a village and the kin among them.

    Parameters
    ----------
    rng
        Where chance comes from.
    population
        Residents, children under 16 included; only the others are in the table.
    names
        Shares of name origins among households.

    Returns
    -------
    residents
        One row an adult: person, given, surname, usual (what others call them), sex, age, origin, household, partner
        and mother (rows, or -1), street, house, place on the map (east, north), employment, household_type,
        lone_parent, ill.
    kin
        One row a direction: who, whom (row numbers) and kind (partner, parent, child, sibling: what *whom* is).
    """
    adults = _households(rng, population=population, names=names)
    adults = _streets(rng, adults)
    adults["employment"] = _employment(rng, adults)
    adults["ill"] = rng.random(len(adults)) < np.interp(adults["age"], [16, 50, 90], [0.06, 0.18, 0.5])
    adults["mother"] = _mothers(rng, adults)
    adults["given"] = given_names(
        rng,
        origins=adults["origin"].tolist(),
        sexes=adults["sex"].tolist(),
        births=(YEAR - adults["age"]).tolist(),
    )
    adults["surname"] = _surnames(rng, adults)
    shorts, luck = short_names(), rng.random((len(adults), 2))
    adults["usual"] = [
        shorts[given][int(pick * len(shorts[given]))] if given in shorts and goes_by < 0.55 else given
        for given, (goes_by, pick) in zip(adults["given"], luck.tolist(), strict=True)
    ]
    adults.insert(0, "person", [f"n{number:05d}" for number in range(1, len(adults) + 1)])
    return adults, _kin(adults)


def _households(rng: np.random.Generator, *, population: int, names: NameMix) -> pd.DataFrame:
    shares = np.array([kind.share for kind in _HOUSEHOLDS])
    drawn = rng.choice(len(_HOUSEHOLDS), size=population, p=shares / shares.sum())
    origins = rng.choice(len(ORIGINS), size=population, p=names.by_origin)
    rows: list[tuple[int, str, int, str, str, int, bool]] = []
    left, household = population, 0
    while left:
        kind, origin = _HOUSEHOLDS[drawn[household]], ORIGINS[origins[household]]
        children = int(rng.integers(kind.children[0], kind.children[1] + 1))
        grown = kind.grown and int(rng.integers(1, 3))
        if kind.adults + children + grown > left:
            kind, children, grown = _HOUSEHOLDS[1], 0, 0
        left -= kind.adults + children + grown
        rows += _members(rng, kind, household=household, origin=origin, grown=int(grown))
        household += 1
    columns = ["household", "household_type", "age", "sex", "origin", "partner", "grown"]
    adults = pd.DataFrame(rows, columns=columns)
    adults["lone_parent"] = adults["household_type"] == "lone parent"
    return adults


def _members(
    rng: np.random.Generator, kind: _Kind, *, household: int, origin: str, grown: int
) -> list[tuple[int, str, int, str, str, int, bool]]:
    age = int(rng.integers(kind.ages[0], kind.ages[1] + 1))
    female = rng.random() < _SINGLE_SEX.get(kind.name, 0.5)
    couple = kind.adults == 2 and kind.name != "shared house"
    partner = {True: 1, False: 0}[couple]
    members = [(household, kind.name, age, "F" if female else "M", origin, partner, False)]
    if kind.adults > 1:
        other = int(np.clip(age + np.rint(rng.normal(0, 3)), max(kind.ages[0], 18), 95))
        same_sex = rng.random() < (0.02 if couple else 0.6)
        members.append((household, kind.name, other, "F" if female == same_sex else "M", origin, -partner, False))
    for _ in range(grown):
        child = int(np.clip(age - rng.integers(22, 32), 16, 32))
        members.append((household, kind.name, child, "F" if rng.random() < 0.5 else "M", origin, 0, True))
    return members


def _streets(rng: np.random.Generator, adults: pd.DataFrame) -> pd.DataFrame:
    households = int(adults["household"].max()) + 1
    count = min(max(round(households / 48), 6), len(STREETS))
    order = rng.permutation(len(STREETS) if count > 60 else 88)[:count]
    at = rng.random((count, 2))
    size = rng.gamma(2.5, size=count)
    cluster = rng.random(count) < 0.12
    cluster[0] = True
    origin = adults.drop_duplicates("household")["origin"].to_numpy()
    street = np.empty(households, dtype=np.int64)
    for name in sorted(set(origin)):
        weight = size * np.where(cluster & (name not in {"british", "irish"}), 12.0, 1.0)
        mine = origin == name
        street[mine] = rng.choice(count, size=int(mine.sum()), p=weight / weight.sum())
    house = pd.Series(street).groupby(street).cumcount().to_numpy() + 1
    home = adults["household"].to_numpy()
    return adults.assign(
        street=[STREETS[order[number]] for number in street[home]],
        house=house[home],
        east=at[street[home], 0],
        north=at[street[home], 1],
    ).assign(partner=_partners(adults))


def _partners(adults: pd.DataFrame) -> NDArray[np.int64]:
    step = adults["partner"].to_numpy()
    return np.where(step != 0, np.arange(len(adults)) + step, -1)


def _employment(rng: np.random.Generator, adults: pd.DataFrame) -> list[str]:
    kinds = ("employed", "unemployed", "retired", "student", "at home", "sick or disabled")
    shares = {
        "young": (0.4, 0.17, 0, 0.4, 0.02, 0.01),
        "working": (0.73, 0.1, 0, 0.02, 0.08, 0.07),
        "older": (0.45, 0.07, 0.33, 0, 0.06, 0.09),
        "retired": (0.04, 0, 0.94, 0, 0.01, 0.01),
        "lone": (0.46, 0.26, 0, 0.05, 0.19, 0.04),
    }
    bounds = {name: np.cumsum(share) / sum(share) for name, share in shares.items()}

    def stage(age: int, *, lone: bool) -> str:
        if lone:
            return "lone"
        return "young" if age < 22 else "working" if age < 60 else "older" if age < 66 else "retired"

    return [
        kinds[int(np.searchsorted(bounds[stage(age, lone=lone)], luck, side="right").clip(0, 5))]
        for age, lone, luck in zip(
            adults["age"].tolist(), adults["lone_parent"].tolist(), rng.random(len(adults)).tolist(), strict=True
        )
    ]


def _mothers(rng: np.random.Generator, adults: pd.DataFrame) -> NDArray[np.int64]:
    """Return the row of each adult's mother where she lives in the village, else -1."""
    age = adults["age"].to_numpy(dtype=np.int64)
    sex, origin, household = (adults[name].to_numpy() for name in ("sex", "origin", "household"))
    mother = np.full(len(adults), -1, dtype=np.int64)
    heads = ~adults["grown"].to_numpy()
    for name in ORIGINS:
        women = np.flatnonzero((sex == "F") & (origin == name) & heads & (age >= 38))
        women = women[np.argsort(age[women], kind="stable")]
        for child in np.flatnonzero((origin == name) & heads & (age < 66)):
            low, high = np.searchsorted(age[women], np.array([20, 36]) + age[child])
            if high > low and rng.random() < 0.42:
                mother[child] = women[rng.integers(low, high)]
    at_home = dict(zip(household[heads & (sex == "F")].tolist(), np.flatnonzero(heads & (sex == "F")), strict=True))
    for child in np.flatnonzero(~heads):
        mother[child] = at_home.get(household[child], -1)
    return mother


def _surnames(rng: np.random.Generator, adults: pd.DataFrame) -> list[str]:
    first = adults.drop_duplicates("household")
    family = dict(zip(first["household"].tolist(), surnames(rng, origins=first["origin"].tolist()), strict=True))
    household, sex, origin = (adults[name].tolist() for name in ("household", "sex", "origin"))
    mother, partner = adults["mother"].tolist(), adults["partner"].tolist()
    handed_down = rng.random(len(adults)) < 0.85
    for child in np.argsort(-adults["age"].to_numpy(), kind="stable").tolist():
        alone = partner[child] < 0 and handed_down[child]
        if mother[child] >= 0 and household[mother[child]] != household[child] and (sex[child] == "M" or alone):
            family[household[child]] = family[household[mother[child]]]
    own = surnames(rng, origins=origin)
    keeps, luck = rng.random(len(adults)) < 0.12, rng.random(len(adults))
    shared_house = (adults["household_type"] == "shared house").tolist()
    names = []
    for row in range(len(adults)):
        lodger = shared_house[row] and row > 0 and household[row - 1] == household[row]
        wife_with_own_name = sex[row] == "F" and partner[row] >= 0 and keeps[row]
        name = own[row] if lodger or wife_with_own_name else family[household[row]]
        names.append(gendered(name, sex=sex[row], origin=origin[row], luck=float(luck[row])))
    return names


def _kin(adults: pd.DataFrame) -> pd.DataFrame:
    partner, mother = adults["partner"].to_numpy(), adults["mother"].to_numpy()
    rows = np.arange(len(adults))
    couples = pd.DataFrame({"who": rows, "whom": partner, "kind": "partner"})[partner >= 0]
    children = rows[mother >= 0]
    mothers = pd.DataFrame({"child": children, "parent": mother[children]})
    father = partner[mother[children]]
    with_father = father >= 0
    parents = pd.concat(
        [mothers, pd.DataFrame({"child": children[with_father], "parent": father[with_father]})], ignore_index=True
    )
    siblings = mothers.merge(mothers, on="parent", suffixes=("", "_other"))
    siblings = siblings[siblings["child"] != siblings["child_other"]]
    kin = pd.concat(
        [
            couples,
            parents.set_axis(["who", "whom"], axis=1).assign(kind="parent"),
            parents[["parent", "child"]].set_axis(["who", "whom"], axis=1).assign(kind="child"),
            siblings[["child", "child_other"]].set_axis(["who", "whom"], axis=1).assign(kind="sibling"),
        ],
        ignore_index=True,
    )
    return kin.drop_duplicates(["who", "whom"]).sort_values(["who", "whom"], kind="stable", ignore_index=True)


def membership(rng: np.random.Generator, residents: pd.DataFrame, places: tuple[Place, ...]) -> NDArray[np.bool_]:
    """Return who goes to, belongs to or turns to what: one row a resident, one column a place."""
    age, sex, origin = (residents[name].to_numpy() for name in ("age", "sex", "origin"))
    chance = np.stack(
        [
            place.weight
            / 40
            * ((age >= place.ages[0]) & (age <= place.ages[1]))
            * ((sex == place.sex) if place.sex else 1)
            * ((origin == place.origin) if place.origin else 1)
            for place in places
        ],
        axis=1,
    )
    return rng.random(chance.shape) < chance
