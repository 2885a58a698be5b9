"""Who really knows whom in an invented village: kin, friends, neighbours, colleagues, officials and activists.

This is the network a survey sees a small part of, so what is found can be compared with what is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ROLES", "Role", "appoint", "befriend", "lonely_homes", "reach"]


@dataclass(frozen=True, kw_only=True)
class Role:
    """A part someone plays in public.

    Attributes
    ----------
    name
        Its word in the truth.
    title
        How it is written before the surname ("Cllr") or, for a lower-case word, beside the given name ("postman").
    least, per
        One for every `per` residents, and at least `least`.
    fame
        The typical share of adults who know who it is.
    pull
        How much more than a friend they come to mind, by question.
    """

    name: str
    title: str
    least: int
    per: int
    fame: float
    pull: dict[str, float]


ROLES = (
    Role(
        name="activist",
        title="",
        least=4,
        per=700,
        fame=0.07,
        pull={"connector": 9, "activist": 14, "linker": 4, "talk": 1, "hears": 4, "avoid": 0.3},
    ),
    Role(
        name="councillor",
        title="Cllr",
        least=2,
        per=4000,
        fame=0.22,
        pull={"linker": 12, "connector": 1, "activist": 3, "avoid": 1},
    ),
    Role(
        name="vicar",
        title="Rev",
        least=1,
        per=9000,
        fame=0.15,
        pull={"trust": 2, "connector": 4, "linker": 2, "support": 0.6},
    ),
    Role(
        name="priest",
        title="Father",
        least=1,
        per=12000,
        fame=0.08,
        pull={"trust": 3, "connector": 4, "linker": 2, "support": 0.6},
    ),
    Role(name="doctor", title="Dr", least=1, per=2500, fame=0.2, pull={"trust": 2.5, "support": 0.5, "linker": 1}),
    Role(name="head teacher", title="Mrs", least=1, per=5000, fame=0.1, pull={"linker": 4, "connector": 2}),
    Role(name="shopkeeper", title="shop", least=2, per=1500, fame=0.18, pull={"talk": 3, "hears": 5, "connector": 1}),
    Role(name="postman", title="postman", least=1, per=2500, fame=0.15, pull={"talk": 3, "hears": 4}),
    Role(
        name="community officer",
        title="PCSO",
        least=1,
        per=6000,
        fame=0.1,
        pull={"linker": 5, "trust": 0.6, "hears": 1},
    ),
    Role(name="housing officer", title="housing", least=1, per=6000, fame=0.07, pull={"linker": 5}),
    Role(
        name="youth worker",
        title="youth worker",
        least=1,
        per=5000,
        fame=0.06,
        pull={"connector": 5, "activist": 3, "linker": 1},
    ),
    Role(name="quizmaster", title="quiz", least=1, per=6000, fame=0.08, pull={"talk": 2, "connector": 3}),
    Role(name="street sweeper", title="sweeper", least=1, per=7000, fame=0.08, pull={"talk": 3, "hears": 2}),
    Role(name="hairdresser", title="hairdresser", least=1, per=2500, fame=0.1, pull={"talk": 3, "hears": 4}),
    Role(name="landlord", title="pub", least=1, per=3000, fame=0.14, pull={"talk": 2, "connector": 4, "hears": 3}),
)
"""The parts people play; activists, councillors and youth workers are the village's change-makers."""


def lonely_homes(rng: np.random.Generator, residents: pd.DataFrame) -> NDArray[np.bool_]:
    """Return who is truly isolated: some of those who are the only adult at home, more often out of work or ill."""
    alone = residents.groupby("household")["household"].transform("size").to_numpy() == 1
    chance = 0.05 + 0.06 * (residents["employment"] == "unemployed") + 0.04 * residents["ill"]
    chance += 0.03 * residents["lone_parent"]
    return np.asarray(alone & (rng.random(len(residents)) < chance.to_numpy()))


def befriend(
    rng: np.random.Generator,
    residents: pd.DataFrame,
    kin: pd.DataFrame,
    *,
    isolated: NDArray[np.bool_],
    members: NDArray[np.bool_],
) -> pd.DataFrame:
    """Return every tie between residents, both directions, kin included.

    Each resident makes ties with people met in the street, near by, in a group or anywhere; among a handful met, the
    nearest in age, the same in origin and the most attractive is the likeliest.

    Returns
    -------
    pandas.DataFrame
        who, whom (row numbers), kind (partner, parent, child, sibling, friend, neighbour, colleague), strength.
    """
    attraction = residents["attraction"].to_numpy()
    count = rng.poisson(3.3 * residents["warmth"].to_numpy())
    count[isolated] = 0
    who = np.repeat(np.arange(len(residents)), count)
    setting = rng.choice(4, size=len(who), p=[0.34, 0.16, 0.27, 0.23])
    met = _met(rng, residents, members, who=who, setting=setting)
    age, origin, sex = (residents[name].to_numpy() for name in ("age", "origin", "sex"))
    liking = (
        np.log(attraction[met])
        - np.abs(age[met] - age[who][:, None]) / 16
        + 1.5 * (origin[met] == origin[who][:, None])
        + 0.5 * (sex[met] == sex[who][:, None])
        + rng.gumbel(size=met.shape)
    )
    liking[(met == who[:, None]) | isolated[met]] = -np.inf
    best = np.argmax(liking, axis=1)
    whom = met[np.arange(len(who)), best]
    real = np.isfinite(liking[np.arange(len(who)), best])
    ties = pd.DataFrame(
        {"who": who, "whom": whom, "kind": np.array(["neighbour", "friend", "friend", "friend"])[setting]}
    )[real]
    working = (residents["employment"] == "employed").to_numpy()
    at_work = (setting[real] == 3) & working[who[real]] & working[whom[real]] & (rng.random(int(real.sum())) < 0.6)
    ties["kind"] = np.where(at_work, "colleague", ties["kind"].to_numpy())
    close = rng.random(len(ties)) < 0.35
    ties["kind"] = np.where((ties["kind"] == "neighbour") & close, "friend", ties["kind"].to_numpy())
    both = pd.concat([ties, ties.rename(columns={"who": "whom", "whom": "who"})], ignore_index=True)
    kin = kin[~isolated[kin["who"].to_numpy()] & ~isolated[kin["whom"].to_numpy()]]
    every: pd.DataFrame = pd.concat([kin, both], ignore_index=True).drop_duplicates(["who", "whom"])
    every["strength"] = rng.gamma(2.0, 0.5, size=len(every))
    return every.sort_values(["who", "whom"], kind="stable", ignore_index=True)


def _met(
    rng: np.random.Generator,
    residents: pd.DataFrame,
    members: NDArray[np.bool_],
    *,
    who: NDArray[np.int64],
    setting: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return five people each tie-maker could have met: street, near by, group, anywhere."""
    met = rng.integers(len(residents), size=(len(who), 5))
    streets, street = np.unique(residents["street"].to_numpy(dtype=object).astype(str), return_inverse=True)
    first = pd.DataFrame({"east": residents["east"], "north": residents["north"]}).groupby(street).first().to_numpy()
    far = np.hypot(*(first[:, None, :] - first[None, :, :]).transpose(2, 0, 1))
    near = np.argsort(far, axis=1, kind="stable")[:, : min(5, len(streets))]
    lives = [np.flatnonzero(street == number) for number in range(len(streets))]
    sizes = np.array([len(group) for group in lives])
    flat, start = np.concatenate(lives), np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def in_street(number: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.asarray(flat[start[number] + (rng.random(number.shape) * sizes[number]).astype(np.int64)])

    mine = setting == 0
    met[mine] = in_street(np.repeat(street[who[mine]][:, None], 5, axis=1))
    mine = setting == 1
    met[mine] = in_street(near[street[who[mine]][:, None], rng.integers(near.shape[1], size=(int(mine.sum()), 5))])
    mine = setting == 2
    score = np.where(members[who[mine]], rng.random((int(mine.sum()), members.shape[1])), -1)
    group = np.argmax(score, axis=1)
    crowd = [np.flatnonzero(members[:, number]) for number in range(members.shape[1])]
    rows = np.flatnonzero(mine)
    for number in range(members.shape[1]):
        goes = rows[(group == number) & (score.max(axis=1) >= 0)]
        if len(goes):
            met[goes] = rng.choice(crowd[number], size=(len(goes), 5))
    return met


def appoint(
    rng: np.random.Generator,
    residents: pd.DataFrame,
    *,
    population: int,
    isolated: NDArray[np.bool_],
) -> pd.DataFrame:
    """Return who plays which part: row, role, title, fame (share of adults who know them)."""
    fit = (
        (residents["age"].between(28, 72) & ~isolated & ~residents["lone_parent"])
        & residents["employment"].isin(["employed", "retired"])
    ).to_numpy()
    sex, age = residents["sex"].to_numpy(), residents["age"].to_numpy()
    free = [int(row) for row in rng.permutation(np.flatnonzero(fit))]
    rows = []
    for role in ROLES:
        for _ in range(max(role.least, round(population / role.per))):
            suits = [
                row
                for row in free[:400]
                if (role.name == "activist" or age[row] < 65)
                and (role.name not in {"priest", "postman"} or sex[row] == "M")
                and (role.name not in {"hairdresser", "head teacher"} or sex[row] == "F")
            ]
            if not suits:
                continue
            free.remove(suits[0])
            fame = min(role.fame * float(rng.lognormal(0, 0.6)), 0.3)
            rows.append({"row": suits[0], "role": role.name, "title": role.title, "fame": fame})
    return pd.DataFrame(rows, columns=["row", "role", "title", "fame"])


def reach(
    rng: np.random.Generator, residents: pd.DataFrame, public: pd.DataFrame, *, whom: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which of these residents know which people in public roles: more of them near by."""
    at = residents[["east", "north"]].to_numpy()
    far = np.hypot(*(at[whom][:, None, :] - at[public["row"].to_numpy()][None, :, :]).transpose(2, 0, 1))
    chance = public["fame"].to_numpy()[None, :] * np.interp(far, [0, 0.3, 1], [2.2, 1.1, 0.6])
    return np.asarray(rng.random(chance.shape) < np.minimum(chance, 0.95))
