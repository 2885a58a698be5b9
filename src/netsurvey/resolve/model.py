"""How what is true of a person shows in what people write of them.

A person is a bundle of unknown attributes (full name, surname, street, ...). What is written about them shows each
attribute through a noisy window: short forms, slips, rounded ages. Comparing pairs of mentions cannot say what a
missing surname is worth; asking how probable the next observation is for *this* person against *anybody* can, and
where nothing was written nothing is added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["NOTHING", "SURELY", "Window"]

NOTHING = "nothing"
"""What is observed where a title or trade could have been written and was not."""
SURELY = "!"
"""What follows an observation of somebody who knows: their own street, a sex that a title tells."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """What may be observed of one attribute and how it comes about.

    Attributes
    ----------
    observations
        Every text that occurs, in a fixed order.
    prior
        Share of people with each true value.
    shown
        For each true value, which observations it gives rise to and how often: (indices, probabilities).
    slip
        Share of observations that have nothing to do with the true value.
    slips
        The same for observations in which it is another.
    habit
        Share of observations that repeat how this person was written before.
    values
        The true values as texts, where anything else needs to know them.
    vague
        Observations that any true value gives rise to with one probability, unless it is listed in `shown`.
    """

    observations: tuple[str, ...]
    prior: NDArray[np.float64]
    shown: tuple[tuple[NDArray[np.intp], NDArray[np.float64]], ...]
    slip: float
    habit: float = 0.0
    values: tuple[str, ...] = ()
    vague: dict[int, float] = field(default_factory=dict)
    slips: dict[int, float] = field(default_factory=dict)
