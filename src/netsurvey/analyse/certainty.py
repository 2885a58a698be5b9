"""What is left in doubt because nobody knows for sure who is who: ranges, shares and words for them.

Every number is worked out again in each of many plausible resolutions; here is how the many become one that can be
printed, in one place so that a range and a word mean the same wherever they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LEVELS", "how_certain", "ninety", "variance_ratio"]

LEVELS = {"fragile": 0.0, "likely": 0.70, "certain": 0.95}
"""What a flag is called that holds in at least this share of the plausible resolutions, and of the resamples."""
_MOST = 1e6
"""A ratio of variances at which nothing is known any more; it keeps the arithmetic finite."""


def how_certain(share: pd.Series[float]) -> pd.Series[str]:
    """Say in a word how surely flags hold.

    Parameters
    ----------
    share
        The share of plausible resolutions in which each holds, or of resampled respondents where that is lower;
        missing stays missing.

    Returns
    -------
    pandas.Series
        "certain" from .95 on, "likely" from .70 on, "fragile" below. It speaks of who is who and of whose doors were
        knocked on alone: a certain change-maker is certainly named that often, which does not make them one in
        anybody's eyes.

    Examples
    --------
    >>> import pandas as pd
    >>> how_certain(pd.Series([1.0, 0.95, 0.7, 0.69])).tolist()
    ['certain', 'certain', 'likely', 'fragile']
    """
    words = pd.Series(None, index=share.index, dtype="str")
    for word, least in LEVELS.items():
        words = words.mask(share >= least, word)
    return words


def ninety(values: NDArray[Any]) -> NDArray[Any]:
    """Return the 5th and the 95th percentile over the draws: the ends of a range that holds 90% of them or more.

    Both are values that some draw has, so that counts stay whole numbers.

    Parameters
    ----------
    values
        One line a draw.

    Examples
    --------
    >>> import numpy as np
    >>> ninety(np.arange(1, 101)).tolist()
    [5, 95]
    """
    ends: NDArray[Any] = np.quantile(values, [0.05, 0.95], axis=0, method="inverted_cdf")
    return ends


def variance_ratio(
    shown: NDArray[np.float64], draws: NDArray[np.float64], within: NDArray[np.float64]
) -> NDArray[np.float64]:
    r"""Return how much doubt about who is who adds to the variance that chance gives an estimate, as a ratio.

    :math:`r = (1 + 1/m) \sum_k (q_k - q)^2 / m \,/\, \bar u` for the estimates :math:`q_k` of m draws, the one that is
    shown :math:`q`, and the variance :math:`\bar u` of an estimate by sampling alone: the relative increase in
    variance of multiple imputation (Rubin 1987, Multiple Imputation for Nonresponse in Surveys, chapter 3), with the
    draws taken as imputations of who is who. It is taken about the estimate that is shown and not about the mean of
    the draws, so that it also counts how far the two are apart. An interval made with it is that of a sample
    :math:`1 + r` times smaller; where all draws agree :math:`r` is 0 and the interval is the usual one.

    Parameters
    ----------
    shown
        The estimate from the resolution that is shown, one a group.
    draws
        The estimates of all draws: one line a draw, one column a group; NaN where a draw has none.
    within
        The variance of each by sampling alone, on the same shape.

    Returns
    -------
    numpy.ndarray
        One a group; 0 where nothing is to be estimated.

    Examples
    --------
    A quarter of 100 people, 20 in half of the draws and 30 in the others: five more or less, with a standard error of
    about four by chance alone.

    >>> import numpy as np
    >>> shares = np.array([[0.2], [0.3]] * 100)
    >>> variance_ratio(np.array([0.25]), shares, shares * (1 - shares) / 100).round(2).tolist()
    [1.36]
    """
    known = ~np.isnan(draws)
    of = np.maximum(known.sum(axis=0), 1)
    between = (1 + 1 / of) * np.where(known, (draws - shown) ** 2, 0.0).sum(axis=0) / of
    chance = np.where(known, within, 0.0).sum(axis=0) / of
    moves = between > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(moves & ~np.isnan(shown), np.minimum(between / chance, _MOST), 0.0)
