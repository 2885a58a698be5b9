"""How often things go wrong and whom people name: what is learned of a study before its people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.memory import Odds
from netsurvey.resolve.popularity import Popularity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.resolve.facts import Board
    from netsurvey.resolve.memory import Facts

__all__ = ["first_odds"]

_LOCAL = 80.0
"""Mentions it takes until a question's own favourites outweigh those of the whole survey."""


def first_odds(board: Board, facts: Facts) -> Odds:
    """Return what door-knock surveys are usually like, with the popularity that this one's full names show."""
    popularity = Popularity.fitted(board.references)
    slip = np.array([window.slip for window in board.windows])
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


def _logarithms(
    facts: Facts, slip: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return for each observation the logarithm of a slip and of any other value; for each listed value, of that."""
    often = slip[facts.attribute]
    floor = often * facts.marginal
    vague = np.log1p((1 - often) * facts.open / floor)
    seen = np.repeat(np.arange(len(floor)), np.diff(facts.value_at))
    gain = np.log1p((1 - often[seen]) * facts.chance / floor[seen])
    return np.log(floor), vague, gain
