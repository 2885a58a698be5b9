"""How sure a number is: intervals for shares and differences, and a permutation test.

Only numbers go in and come out, so that the same arithmetic serves exact counts and published, rounded ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import ndtri, stdtrit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["permutation_p", "welch", "wilson"]

PERMUTATIONS = 1999
"""How often labels are shuffled: a p of .05 is then known to about .01."""


def wilson(
    count: ArrayLike, n: ArrayLike, *, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    r"""Return Wilson's score interval for a share, without continuity correction.

    .. math:: \frac{2np + z^2 \pm z \sqrt{z^2 + 4npq}}{2(n + z^2)}

    It assumes a simple random sample: what it does not show is that some doors are knocked on and others not.

    Parameters
    ----------
    count
        How many have it.
    n
        Out of how many; the interval is NaN where this is zero.
    confidence
        Coverage of the interval.

    References
    ----------
    Wilson 1927; method 3 of Newcombe 1998, Statistics in Medicine 17: 857-872.

    Examples
    --------
    >>> low, high = wilson(81, 263)
    >>> print(f"{low:.4f} {high:.4f}")
    0.2553 0.3662
    """
    x, size = np.asarray(count, dtype=float), np.asarray(n, dtype=float)
    z = float(ndtri((1 + confidence) / 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        half = z * np.sqrt(z**2 + 4 * x * (1 - x / size))
        low, high = ((2 * x + z**2 + side * half) / (2 * (size + z**2)) for side in (-1, 1))
    # at 0 and n of n the ends are exactly 0 and 1; the square root misses them by a rounding error
    low, high = np.where(x == 0, 0.0, low), np.where(x == size, 1.0, high)
    return np.where(size > 0, low, np.nan), np.where(size > 0, high, np.nan)


def welch(
    mean_a: float, sd_a: float, n_a: int, mean_b: float, sd_b: float, n_b: int, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Return Welch's interval for the difference of two means, `a` less `b`, from what describes the two groups.

    NaN where either group has fewer than two people or nobody differs from anybody.

    References
    ----------
    Welch 1947, Biometrika 34: 28-35; degrees of freedom after Satterthwaite 1946.

    Examples
    --------
    >>> low, high = welch(20.0, 4.0, 30, 23.0, 4.0, 60)
    >>> print(f"{low:.2f} {high:.2f}")
    -4.79 -1.21
    """
    if min(n_a, n_b) < 2:
        return np.nan, np.nan
    error_a, error_b = sd_a**2 / n_a, sd_b**2 / n_b
    if not error_a + error_b > 0:
        return np.nan, np.nan
    freedom = (error_a + error_b) ** 2 / (error_a**2 / (n_a - 1) + error_b**2 / (n_b - 1))
    half = stdtrit(freedom, (1 + confidence) / 2) * np.sqrt(error_a + error_b)
    difference = mean_a - mean_b
    return float(difference - half), float(difference + half)


def permutation_p(
    values: ArrayLike,
    flags: ArrayLike,
    *,
    strata: ArrayLike | None = None,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
) -> float:
    """Return how often shuffled flags set two groups at least as far apart as the real ones, two-sided.

    A score has few different values, so the shuffles are drawn as counts of each value (a multivariate
    hypergeometric draw), which is the same distribution at a cost that does not grow with the number of people.
    The real arrangement counts as one of the shuffles, so p is never zero (Phipson & Smyth 2010).

    Parameters
    ----------
    values
        One score a person.
    flags
        Whether the person is in the first group.
    strata
        Flags are shuffled within these (sites), where given.
    permutations
        How many shuffles.
    seed
        Where chance comes in.

    Returns
    -------
    float
        NaN where one of the groups is empty. It says how surprising the gap would be if flags had been dealt out
        blindly, not how big or important it is.

    Examples
    --------
    >>> permutation_p([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 1, 0, 0, 0, 0]) < 0.05
    True
    """
    scores, flagged = np.asarray(values, dtype=float), np.asarray(flags, dtype=bool)
    groups = (
        np.zeros(len(scores), dtype=int) if strata is None else np.unique(np.asarray(strata), return_inverse=True)[1]
    )
    n, k = len(scores), int(flagged.sum())
    if k in {0, n}:
        return float("nan")
    rng = np.random.default_rng(seed)
    sums = np.zeros(permutations)
    for group in range(int(groups.max()) + 1):
        inside = groups == group
        levels, counts = np.unique(scores[inside], return_counts=True)
        chosen = int(flagged[inside].sum())
        method: Literal["count", "marginals"] = (
            "count" if chosen < len(levels) else "marginals"
        )  # whichever is less work
        sums += rng.multivariate_hypergeometric(counts, chosen, size=permutations, method=method) @ levels
    total = scores.sum()
    gaps = np.abs(sums / k - (total - sums) / (n - k))
    real = scores[flagged].sum()
    gap = abs(real / k - (total - real) / (n - k))
    return float((np.sum(gaps >= gap - 1e-9 * max(1.0, gap)) + 1) / (permutations + 1))
