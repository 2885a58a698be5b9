"""How the respondents of an invented village feel, with the share that their ties have in it known.

Only the numbers of the scales are made up here: items have numbers, never words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EFFECTS", "answers_of_scales", "feelings"]

EFFECTS = {"unemployed": -3.0, "lone parent": -2.5, "ill": -4.5}
"""WEMWBS points that go with each, beside the effect of ties."""

_MEAN = 51.5
_NOISE = 6.8
_ITEM_NOISE = 0.72


def feelings(rng: np.random.Generator, residents: pd.DataFrame) -> NDArray[np.float64]:
    """Return each resident's true wellbeing in WEMWBS points.

    ``51.5 + what goes with ties - 3 if unemployed - 2.5 if a lone parent - 4.5 if ill`` and normal noise with a
    standard deviation of 6.8. What goes with ties is the tie effect times (true degree - mean true degree).

    Parameters
    ----------
    rng
        Where chance comes from.
    residents
        With wellbeing_from_ties, employment, lone_parent, ill.
    """
    return np.asarray(
        _MEAN
        + residents["wellbeing_from_ties"]
        + EFFECTS["unemployed"] * (residents["employment"] == "unemployed")
        + EFFECTS["lone parent"] * residents["lone_parent"]
        + EFFECTS["ill"] * residents["ill"]
        + rng.normal(0, _NOISE, size=len(residents))
    )


def answers_of_scales(rng: np.random.Generator, wellbeing: NDArray[np.float64], *, ons: bool) -> pd.DataFrame:
    """Return whole answers to the items: wem1 to wem14 (1-5) and, if asked, the four ONS questions (0-10).

    The sum of the fourteen has the true wellbeing as its mean, but for the little that rounding and the ends of the
    scale take away.

    Examples
    --------
    >>> answers_of_scales(np.random.default_rng(1), np.array([56.0]), ons=False).sum(axis=1).between(48, 64).all()
    np.True_
    """
    items = wellbeing[:, None] / 14 + rng.normal(0, _ITEM_NOISE, size=(len(wellbeing), 14))
    answers = pd.DataFrame(np.clip(np.rint(items), 1, 5).astype(int), columns=[f"wem{n}" for n in range(1, 15)])
    if ons:
        standard = (wellbeing - _MEAN) / 8
        for name, mean, slope in (("sat", 7.4, 1.1), ("worth", 7.7, 1.0), ("happy", 7.3, 1.2), ("anx", 3.2, -1.1)):
            answer = mean + slope * standard + rng.normal(0, 1.5, size=len(wellbeing))
            answers[f"ons_{name}"] = np.clip(np.rint(answer), 0, 10).astype(int)
    return answers
