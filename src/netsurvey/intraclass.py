"""How alike the members of a group are: the one correlation that both the answers and the findings are judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["intraclass"]


def intraclass(values: pd.Series[float], groups: pd.Series[str]) -> float:
    r"""Return ICC(1), how alike the values within groups are, by a one-way analysis of variance.

    :math:`(B - W) / (B + (n_0 - 1) W)` with the mean squares between and within groups and
    :math:`n_0 = (N - \sum n_g^2 / N) / (g - 1)`, the size of a group where sizes differ: Shrout & Fleiss (1979),
    Intraclass correlations, Psychological Bulletin 86, case 1; Donner & Koval (1980), The estimation of intraclass
    correlation in the analysis of family data, Biometrics 36; for yes and no as for scores (Ridout, Demétrio & Firth
    1999, Biometrics 55).

    Parameters
    ----------
    values
        One number a form; missing ones are left out.
    groups
        Whom or what each belongs to.

    Returns
    -------
    float
        0 where groups do not matter, 1 where all within a group are alike; below 0 where they differ more within than
        between. NaN where nobody differs, no group has two or there is but one group.

    Notes
    -----
    It does not say *why* groups differ: researchers who knocked in different streets met different people.

    Examples
    --------
    >>> import pandas as pd
    >>> intraclass(pd.Series([1.0, 2.0, 5.0, 6.0]), pd.Series(["a", "a", "b", "b"]))
    0.9393939393939394
    """
    known = values[values.notna() & groups.notna()]
    of = groups[known.index]
    by = known.groupby(of).agg(["mean", "size"])
    n, g = len(known), len(by)
    if g < 2 or n == g:
        return float("nan")
    between = float((by["size"] * (by["mean"] - known.mean()) ** 2).sum()) / (g - 1)
    within = float(((known - known.groupby(of).transform("mean")) ** 2).sum()) / (n - g)
    typical = (n - float((by["size"] ** 2).sum()) / n) / (g - 1)
    whole = between + (typical - 1) * within
    return (between - within) / whole if whole else float("nan")
