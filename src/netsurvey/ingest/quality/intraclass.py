"""How alike the forms of one researcher are, against the forms of different ones: the intraclass correlation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["intraclass_correlation"]


def intraclass_correlation(values: Sequence[float], groups: Sequence[str]) -> float | None:
    r"""Return ICC(1), the share of the variance that lies between groups, by a one-way analysis of variance.

    .. math:: (MS_b - MS_w) / (MS_b + (k - 1) MS_w), \quad k = (N - \sum n_i^2 / N) / (a - 1)

    with :math:`a` groups of :math:`n_i` among :math:`N` values. It is 0 where groups differ no more than chance makes
    them, and may fall below. It does not say *why* groups differ: researchers who knocked in different streets met
    different people.

    Parameters
    ----------
    values
        One number a form.
    groups
        The group of each form.

    Returns
    -------
    float or None
        None where there are fewer than two groups, no group has two values, or all values are equal.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428, case 1; :math:`k` for groups of unequal size is that
    of Donner (1986), International Statistical Review 54, 67-82.

    Examples
    --------
    >>> intraclass_correlation([1, 2, 5, 6], ["a", "a", "b", "b"])
    0.9393939393939394
    """
    frame = pd.DataFrame({"value": list(values), "group": list(groups)}).dropna()
    by_group = frame.groupby("group")["value"]
    sizes, means = by_group.size(), by_group.mean()
    count, total = len(sizes), int(sizes.sum())
    if count < 2 or total <= count:
        return None
    between = float((sizes * (means - frame["value"].mean()) ** 2).sum()) / (count - 1)
    within = float(((frame["value"] - by_group.transform("mean")) ** 2).sum()) / (total - count)
    size = (total - float((sizes**2).sum()) / total) / (count - 1)
    spread = between + (size - 1) * within
    return (between - within) / spread if spread else None
