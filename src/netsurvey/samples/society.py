"""An invented village as it truly is, before anybody knocks on a door.

Everything a respondent can answer from is gathered here: who lives there, who knows whom, who goes where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.samples.places import places_for
from netsurvey.samples.residents import membership, settle
from netsurvey.samples.ties import appoint, befriend, lonely_homes
from netsurvey.samples.wellbeing import feelings

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from netsurvey.samples.naming import NameMix
    from netsurvey.samples.places import Place

__all__ = ["CHANGE_MAKERS", "Society", "found"]

CHANGE_MAKERS = ("activist", "councillor", "youth worker")
"""The public roles that bring changes about."""


@dataclass(frozen=True, kw_only=True)
class Society:
    """A village as it truly is.

    Attributes
    ----------
    residents
        One row an adult, see :func:`~netsurvey.samples.residents.settle`, with isolated, warmth, attraction, role,
        change_maker, true_degree, wellbeing, wellbeing_from_ties.
    ties
        who, whom (row numbers of residents), kind, strength; both directions.
    public
        Who plays which part in public: row, role, title, fame.
    places
        Places, groups, media and offices.
    members
        Who goes to or turns to which: one row a resident, one column a place.
    """

    residents: pd.DataFrame
    ties: pd.DataFrame
    public: pd.DataFrame
    places: tuple[Place, ...]
    members: NDArray[np.bool_]


def found(seed: int, *, population: int, names: NameMix, tie_effect: float) -> Society:
    """Return a village of its own for every seed.

    Examples
    --------
    >>> from netsurvey.samples.naming import NameMix
    >>> here = found(1, population=300, names=NameMix(), tie_effect=0.5)
    >>> bool((here.residents.loc[here.residents["isolated"], "true_degree"] == 0).all())
    True
    """
    homes, bonds, moods = (np.random.default_rng([seed, stream]) for stream in (1, 2, 3))
    places = places_for(population)
    residents, kin = settle(homes, population=population, names=names)
    members = membership(homes, residents, places)
    isolated = lonely_homes(bonds, residents)
    warmth = _warmth(bonds, residents)
    attraction = bonds.lognormal(0, 0.75, size=len(residents))
    public = appoint(bonds, residents, population=population, isolated=isolated)
    attraction[public["row"].to_numpy()] *= 3
    residents = residents.assign(warmth=warmth, attraction=attraction)
    ties = befriend(bonds, residents, kin, isolated=isolated, members=members)
    degree = np.bincount(ties["who"], minlength=len(residents))
    role = np.full(len(residents), "", dtype=object)
    role[public["row"].to_numpy()] = public["role"].to_numpy()
    residents = residents.assign(
        isolated=degree == 0,
        role=role,
        change_maker=np.isin(role.astype(str), CHANGE_MAKERS),
        true_degree=degree,
        wellbeing_from_ties=tie_effect * (degree - degree.mean()),
    )
    residents["wellbeing"] = feelings(moods, residents)
    return Society(residents=residents, ties=ties, public=public, places=places, members=members)


def _warmth(rng: np.random.Generator, residents: pd.DataFrame) -> NDArray[np.float64]:
    """Return how readily each resident makes ties."""
    warmth = rng.lognormal(-0.1, 0.45, size=len(residents))
    for hindered, factor in (
        (residents["employment"] == "unemployed", 0.75),
        (residents["lone_parent"], 0.6),
        (residents["ill"], 0.8),
        (residents["age"] > 75, 0.8),
    ):
        warmth = np.where(hindered, warmth * factor, warmth)
    return warmth
