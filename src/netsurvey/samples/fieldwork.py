"""Whose doors the volunteers knock on, and whom each respondent has in mind at each question.

Nothing is written down yet: these are the true answers, before any fault of memory or pen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.samples.ties import ROLES, reach

if TYPE_CHECKING:
    from netsurvey.samples.form import Ask, Form
    from netsurvey.samples.places import Place
    from netsurvey.samples.society import Society

__all__ = ["Interview", "interview"]

_NOBODY = {
    "unemployed": 0.48,
    "sick or disabled": 0.42,
    "at home": 0.36,
    "retired": 0.34,
    "employed": 0.16,
    "student": 0.12,
}
"""Chance of knowing nobody who could bring about a change, by employment (METHODS, section 1, row 3)."""

_MIND: dict[str, dict[str, float]] = {
    "support": {
        "partner": 6,
        "parent": 5,
        "child": 5,
        "sibling": 3.5,
        "friend": 2.5,
        "neighbour": 1.2,
        "colleague": 0.4,
    },
    "trust": {"partner": 5, "parent": 4, "child": 2.5, "sibling": 3, "friend": 2.5, "neighbour": 0.7, "colleague": 0.5},
    "talk": {"partner": 0.3, "parent": 1, "child": 1, "sibling": 1, "friend": 3, "neighbour": 3, "colleague": 0.8},
    "connector": {"friend": 0.7, "neighbour": 0.5, "sibling": 0.2, "child": 0.2, "colleague": 0.2},
    "linker": {"friend": 0.4, "neighbour": 0.2, "partner": 0.1, "child": 0.2, "colleague": 0.3},
    "activist": {"friend": 0.3, "neighbour": 0.3},
    "hears": {"partner": 0.6, "child": 0.5, "sibling": 0.5, "friend": 1.5, "neighbour": 1.5, "colleague": 0.5},
    "avoid": {"neighbour": 2, "sibling": 0.4, "colleague": 0.4, "friend": 0.1},
}
"""How readily a tie of each kind comes to mind at each question."""

_CHARISMA = ("connector", "activist", "linker")


@dataclass(frozen=True, kw_only=True)
class Interview:
    """What one respondent has in mind.

    Attributes
    ----------
    row
        The respondent's row among the residents.
    researcher
        Number of the volunteer who knocked.
    people
        For each question about people the rows named, with the kind of tie ("" where there is none).
    places
        For each other question the places named.
    no_change_contact
        Knows nobody who brings people together or reaches the powerful.
    """

    row: int
    researcher: int
    people: dict[str, list[tuple[int, str]]]
    places: dict[str, list[Place]]
    no_change_contact: bool


def interview(
    rng: np.random.Generator, society: Society, form: Form, *, respondents: int, uneven: float
) -> list[Interview]:
    """Return what each respondent has in mind, question by question, in the order of the doors.

    Parameters
    ----------
    rng
        Where chance comes from.
    society
        The village.
    form
        What is asked.
    respondents
        How many are interviewed.
    uneven
        How much researchers differ in the names they bring home (standard deviation on the log scale).
    """
    residents, ties, public = society.residents, society.ties, society.public
    doors = _knock(rng, residents, respondents=respondents)
    knows = reach(rng, residents, public, whom=doors["row"].to_numpy())
    diligence = rng.lognormal(0, uneven, size=int(doors["researcher"].max()) + 1)
    first, last = (np.searchsorted(ties["who"], doors["row"], side=side) for side in ("left", "right"))
    whom, kind, strength = (ties[name].to_numpy() for name in ("whom", "kind", "strength"))
    pull = {role.name: role.pull for role in ROLES}
    roles, public_rows = public["role"].tolist(), public["row"].to_numpy()
    charisma = residents["attraction"].to_numpy()
    talk = residents["warmth"].to_numpy().clip(0.35, 1.7)
    isolated, employment = residents["isolated"].to_numpy(), residents["employment"].to_numpy()
    done = []
    for place, (row, researcher) in enumerate(zip(doors["row"].tolist(), doors["researcher"].tolist(), strict=True)):
        near = slice(int(first[place]), int(last[place]))
        kinds = dict(zip(whom[near].tolist(), kind[near].tolist(), strict=True))
        met = [int(number) for number in np.flatnonzero(knows[place]) if public_rows[number] != row]
        nobody = bool(isolated[row] or rng.random() < _NOBODY[employment[row]])
        people: dict[str, list[tuple[int, str]]] = {}
        for ask in form.asks:
            if ask.asks != "people":
                continue
            weights = {
                other: _MIND[ask.name].get(bond, 0.0)
                * float(force)
                * (float(charisma[other]) if ask.name in _CHARISMA else 1.0)
                for other, bond, force in zip(whom[near].tolist(), kind[near], strength[near], strict=True)
            }
            for number in met:
                other = int(public_rows[number])
                weights[other] = weights.get(other, 0.0) + pull[roles[number]].get(ask.name, 0.0)
            count = min(int(rng.poisson(ask.typical * diligence[researcher] * talk[row])), ask.slots)
            if isolated[row] or (nobody and ask.name in {"connector", "linker"}):
                count = 0
            if ask.name == "linker" and not nobody and not count and not people["connector"]:
                count = 1
            people[ask.name] = [(other, kinds.get(other, "")) for other in _pick(rng, weights, count)]
        known = [place for place, goes in zip(society.places, society.members[row].tolist(), strict=True) if goes]
        nothing = not people["connector"] and not people["linker"]
        done.append(
            Interview(
                row=row,
                researcher=researcher,
                people=people,
                places={
                    ask.name: _visits(rng, ask, known, diligence=float(diligence[researcher]))
                    for ask in form.asks
                    if ask.asks != "people"
                },
                no_change_contact=nothing,
            )
        )
    return done


def _knock(rng: np.random.Generator, residents: pd.DataFrame, *, respondents: int) -> pd.DataFrame:
    """Return who is interviewed and by which researcher, in the order of the doors.

    Streets are shared out among the researchers and knocked on with different zeal; women, the old and the sociable
    are likelier to answer. No household has more than two respondents.
    """
    streets = sorted(set(residents["street"]))
    zeal = dict(zip(streets, rng.gamma(0.9, size=len(streets)).tolist(), strict=True))
    answers = (
        residents["street"].map(zeal).to_numpy()
        * np.where(residents["sex"] == "F", 1.3, 1.0)
        * np.interp(residents["age"], [16, 40, 70], [0.6, 1.0, 1.6])
        * residents["warmth"] ** 0.2
        + 1e-9
    )
    order = np.argsort(-(np.log(answers) + rng.gumbel(size=len(answers))), kind="stable")
    household = residents["household"].to_numpy()[order]
    seen = pd.Series(household).groupby(household).cumcount().to_numpy()
    at_home = rng.random(len(order)) < 0.35
    chosen = order[(seen == 0) | ((seen == 1) & at_home)][:respondents]
    researchers = max(3, round(respondents / 28))
    walk = rng.permutation(streets).tolist()
    doors = residents.iloc[chosen].groupby("street", observed=True).size()
    done = np.cumsum([doors.get(street, 0) for street in walk])
    round_of = dict(
        zip(walk, np.minimum(done * researchers // (len(chosen) + 1), researchers - 1).tolist(), strict=True)
    )
    frame = pd.DataFrame({"row": chosen, "street": residents["street"].to_numpy()[chosen]})
    frame["researcher"] = frame["street"].map(round_of)
    frame["house"] = residents["house"].to_numpy()[chosen]
    frame = frame.sort_values(["researcher", "street", "house", "row"], kind="stable")
    return frame[["row", "researcher"]].reset_index(drop=True)


def _pick(rng: np.random.Generator, weights: dict[int, float], count: int) -> list[int]:
    likely = {other: weight for other, weight in weights.items() if weight > 0}
    if not likely or not count:
        return []
    keys = np.log(np.fromiter(likely.values(), dtype=float)) + rng.gumbel(size=len(likely))
    others = list(likely)
    return [others[number] for number in np.argsort(-keys, kind="stable")[:count]]


def _visits(rng: np.random.Generator, ask: Ask, known: list[Place], *, diligence: float) -> list[Place]:
    kinds = {"going_out": ("place",), "groups": ("group",), "find_out": ("medium", "place", "office")}[ask.name]
    fitting = [place for place in known if place.kind in kinds]
    weights = {number: place.weight * (3.0 if place.kind == "medium" else 1.0) for number, place in enumerate(fitting)}
    count = min(int(rng.poisson(ask.typical * diligence)), ask.slots)
    return [fitting[number] for number in _pick(rng, weights, count)]
