"""From mentions of places to places: the one function that resolution calls, and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.resolve.places.sampling import agreed, draw_places
from netsurvey.resolve.places.spellings import Spellings
from netsurvey.tables import PLACES, empty

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PLACE_KINDS", "places_table", "resolve_places"]

PLACE_KINDS = ("place", "group", "role", "medium")
"""Kinds of mention that are resolved as places."""


def resolve_places(named: pd.DataFrame, *, seed: int, draws: int) -> pd.DataFrame:
    """Work out which mentions mean one place, group, role or medium, site by site.

    Parameters
    ----------
    named
        One row a mention: `site`, `wave`, `respondent_id`, `question` and the written `text`.
    seed, draws
        Where chance comes from, and how many plausible answers are drawn.

    Returns
    -------
    pandas.DataFrame
        On the index of `named`: `anchor`, a text that is the same for mentions of one place and stays so when
        mentions are added, and `probability`, the share of draws in which the mention is with the commonest spelling
        of its place, and in which that spelling is not another way to write a commoner place. It is not the chance
        that one place has no second name that nobody could guess: "the bookies" may well be "Ladbrokes".

    Examples
    --------
    >>> import pandas as pd
    >>> wrote = {"a": "Glebe Centre", "b": "the Glebe", "c": "Legion", "d": "glebe ctr"}
    >>> rows = [("Here", "1", who, "going_out", text) for who, text in wrote.items()]
    >>> named = pd.DataFrame(rows, columns=["site", "wave", "respondent_id", "question", "text"])
    >>> found = resolve_places(named, seed=1, draws=50)["anchor"]
    >>> found.nunique(), found[0] == found[1] == found[3]
    (2, True)
    """
    found = pd.DataFrame({"anchor": "", "probability": 1.0}, index=named.index)
    for site, here in named.groupby("site", sort=True):
        spellings = Spellings(here["text"].tolist(), list(_answers(here)))
        drawn = draw_places(spellings, seed=seed, draws=draws)
        times = np.array([spelling.times for spelling in spellings.all], dtype=float)
        place, certainty = agreed(drawn, times)
        number = np.array([spellings.of_text[text] for text in here["text"]], dtype=np.int64)
        apart = _twice_in_an_answer(here, number, place, times)
        anchors = _anchors(spellings, place, times)
        own = [f"{spelling.written}, apart" for spelling in spellings.all]
        found.loc[here.index, "anchor"] = [
            f"{site} {own[i] if alone else anchors[place[i]]}" for i, alone in zip(number, apart, strict=True)
        ]
        found.loc[here.index, "probability"] = np.where(apart, 1 - certainty[number] / 2, certainty[number])
    return found


def places_table(named: pd.DataFrame) -> pd.DataFrame:
    """Return one row a place.

    Parameters
    ----------
    named
        One row a mention: `place_id`, `site`, `kind` and `probability`.
    """
    if named.empty:
        return empty(PLACES)
    kinds = named.groupby(["place_id", "kind"]).size().reset_index(name="times")
    kind = kinds.sort_values(["times", "kind"], ascending=[False, True]).drop_duplicates("place_id")
    of_place = named.groupby(["place_id", "site"])["probability"]
    table = of_place.agg(mentions="size", certainty="mean").reset_index().merge(kind, on="place_id")
    return table[list(PLACES.columns)]


def _answers(here: pd.DataFrame) -> zip[tuple[str, ...]]:
    return zip(here["wave"], here["respondent_id"], here["question"], strict=True)


def _anchors(spellings: Spellings, place: NDArray[np.int64], times: NDArray[np.float64]) -> dict[int, str]:
    """Return a text for every place: its commonest spelling."""
    named: dict[int, str] = {}
    for i in np.lexsort((np.arange(len(place)), -times)):
        named.setdefault(int(place[i]), str(spellings.all[i].written))
    return named


def _twice_in_an_answer(
    here: pd.DataFrame, number: NDArray[np.int64], place: NDArray[np.int64], times: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which mentions cannot mean their place, since the same answer names it in commoner words."""
    table = pd.DataFrame(
        {"answer": list(_answers(here)), "place": place[number], "spelling": number, "times": times[number]}
    )
    first = table.sort_values(["times", "spelling"], ascending=[False, True]).drop_duplicates(["answer", "place"])
    kept = table.merge(first, how="left", on=["answer", "place"], suffixes=("", "_kept"))
    return (kept["spelling"] != kept["spelling_kept"]).to_numpy()
