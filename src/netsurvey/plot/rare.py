"""Answers that too few people gave are drawn with others, so that no look on a map points at somebody.

A dot shows how many ties somebody has; what is merged here is the answer beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.privacy import STANDARD, Thresholds, Tier, small

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["merged_bands", "merged_levels", "singled_out"]

MOST_SINGLED_OUT = 0.01
"""The largest share of people whom number of ties and answer together may tell from everybody else."""
OTHER = "other"
NOT_GIVEN = "not given"
_DEGREE_BANDS = [0, 1, 2, 4, 7, 11, 16]


def singled_out(levels: pd.Series[str], degrees: NDArray[np.int64]) -> float:
    """Return the share of people who are the only ones with their answer and band of number of ties.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> singled_out(pd.Series(["work", "work", "retired", "retired"]), np.array([2, 3, 2, 30]))
    0.5
    """
    alike = pd.DataFrame({"level": levels.to_numpy(), "band": np.searchsorted(_DEGREE_BANDS, degrees, side="right")})
    return float((~alike.duplicated(keep=False)).mean()) if len(alike) else 0.0


def merged_levels(
    levels: pd.Series[str],
    degrees: NDArray[np.int64],
    *,
    most: int,
    tier: Tier,
    thresholds: Thresholds = STANDARD,
) -> pd.Series[str]:
    """Return answers with the rarest called "other": no more than `most`, and below the team tier none that is small.

    Parameters
    ----------
    levels
        Everybody's answer; ordered where it is categorical.
    degrees
        How many ties each of them has.
    most
        How many different answers can be told apart, "other" and "not given" beside them.
    tier
        Who may see them. For the public, answers are merged further until at most one person in a hundred is told
        from all others by answer and band of number of ties.
    thresholds
        What counts as small.

    Returns
    -------
    pandas.Series
        Categorical, in the order of the answers, "other" and "not given" last. All are alike where nothing may be
        told apart.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> answers = pd.Series(["work"] * 9 + ["retired"] * 12 + ["student"] * 2)
    >>> merged_levels(answers, np.zeros(23, dtype=int), most=7, tier=Tier.PARTNER).value_counts().to_dict()
    {'retired': 12, 'other': 11}
    """
    known = list(levels.cat.categories) if isinstance(levels.dtype, pd.CategoricalDtype) else sorted(set(levels))
    order = [*(name for name in known if name not in {OTHER, NOT_GIVEN}), OTHER, NOT_GIVEN]
    shown = levels.astype("str")
    while _must_merge(shown, degrees, most=most, tier=tier, thresholds=thresholds):
        counts = shown[shown != OTHER].value_counts(sort=False).sort_index().sort_values(kind="stable")
        if counts.empty:
            break
        answers = counts.drop(NOT_GIVEN, errors="ignore")
        too_many = len(answers) > most and not answers.empty
        shown = shown.where(shown != (answers if too_many else counts).index[0], OTHER)
    return pd.Series(pd.Categorical(shown, categories=order, ordered=True).remove_unused_categories(), levels.index)


def merged_bands(bands: pd.Series[str], *, tier: Tier, thresholds: Thresholds = STANDARD) -> pd.Series[str]:
    """Return ordered bands with neighbours merged: below the team tier at most three, and none that is small.

    Parameters
    ----------
    bands
        Ordered categories.
    tier
        Who may see them.
    thresholds
        What counts as small.

    Examples
    --------
    >>> import pandas as pd
    >>> order = pd.CategoricalDtype(["low", "medium", "high", "very high"], ordered=True)
    >>> bands = pd.Series(["low"] * 3 + ["medium"] * 9 + ["high"] * 20 + ["very high"] * 20, dtype=order)
    >>> list(merged_bands(bands, tier=Tier.PARTNER).cat.categories)
    ['low or medium', 'high', 'very high']
    """
    counts = bands.value_counts(sort=False)
    groups = [[str(name)] for name in counts.index if counts[name]]
    sizes = [int(counts[group[0]]) for group in groups]
    while tier is not Tier.TEAM and len(groups) > 1 and (len(groups) > 3 or min(sizes) <= thresholds.largest_small):
        least = int(np.argmin(sizes))
        beside = [each for each in (least - 1, least + 1) if 0 <= each < len(groups)]
        low, high = sorted((least, min(beside, key=lambda each: sizes[each])))
        groups[low : high + 1] = [groups[low] + groups[high]]
        sizes[low : high + 1] = [sizes[low] + sizes[high]]
    names = {name: " or ".join(group) for group in groups for name in group}
    order = list(dict.fromkeys(names.values()))
    return pd.Series(pd.Categorical(bands.astype("str").map(names), categories=order, ordered=True), bands.index)


def _must_merge(
    shown: pd.Series[str], degrees: NDArray[np.int64], *, most: int, tier: Tier, thresholds: Thresholds
) -> bool:
    counts = shown.value_counts()
    if len(counts.drop([OTHER, NOT_GIVEN], errors="ignore")) > most:
        return True
    if tier is Tier.TEAM or len(counts) <= 1:
        return False
    if bool(small(counts, thresholds=thresholds).any()):
        return True
    return tier is Tier.PUBLIC and singled_out(shown, degrees) > MOST_SINGLED_OUT
