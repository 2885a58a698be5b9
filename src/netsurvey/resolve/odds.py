"""How often things go wrong and whom people name: what is learned of a study before its people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.facts import ATTRIBUTES
from netsurvey.resolve.memory import Odds
from netsurvey.resolve.popularity import Popularity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.resolve.facts import Board
    from netsurvey.resolve.memory import Facts
    from netsurvey.resolve.model import Window

__all__ = ["first_odds"]

_LOCAL = 80.0
"""Mentions it takes until a question's own favourites outweigh those of the whole survey."""
_AT_HOME = (38.8, 1.2)
"""Streets of the respondent's own household, right and wrong, as if so many had been seen."""
_ELSEWHERE = 2.0
"""How much oftener the street of somebody who lives elsewhere is wrong."""


def first_odds(board: Board, facts: Facts) -> Odds:
    """Return what door-knock surveys are usually like, with the popularity that this one's full names show."""
    popularity = Popularity.fitted(board.references)
    slip = np.concatenate([_slips(window) for window in board.windows])
    street = ATTRIBUTES.index("street")
    unsure = (facts.attribute == street) & (slip == board.windows[street].slip)
    slip[unsure] = _ELSEWHERE * _wrong_at_home(board)
    floor, vague, gain = _logarithms(facts, slip)
    return Odds(
        slip=slip,
        floor=floor,
        vague=vague,
        gain=gain,
        discount=popularity.discount,
        concentration=popularity.concentration,
        again=0.12,
        home=0.1,
        back=0.05,
        local=_LOCAL,
    )


def _slips(window: Window) -> list[float]:
    return [window.slips.get(i, window.slip) for i in range(len(window.observations))]


def _wrong_at_home(board: Board) -> float:
    """Return how often another street than the respondent's is written of somebody who lives with them."""
    home = {r.form: r.seen.get("street") for r in reversed(board.references) if r.is_form}
    right, wrong = _AT_HOME
    for r in board.references:
        if r.relation == "household" and not r.is_form and "street" in r.seen and home.get(r.form):
            same = r.seen["street"] == home[r.form]
            right, wrong = right + same, wrong + (not same)
    return wrong / (right + wrong)


def _logarithms(
    facts: Facts, slip: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return for each observation the logarithm of a slip and of any other value; for each listed value, of that."""
    floor = slip * facts.marginal
    vague = np.log1p((1 - slip) * facts.open / floor)
    seen = np.repeat(np.arange(len(floor)), np.diff(facts.value_at))
    gain = np.log1p((1 - slip[seen]) * facts.chance / floor[seen])
    return np.log(floor), vague, gain
