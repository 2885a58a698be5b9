"""How closely isolation goes with wellbeing beside age, work, health and whatever else was asked, all at once.

Each block of answers gets its fair part of what all of them explain together, so that the order in which they enter
does not decide; it describes a group of people and is a score of risk for nobody.
"""

from __future__ import annotations

from math import factorial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from netsurvey.analyse.groups import MISSING, over_all_sites
from netsurvey.analyse.isolation import GIVEN
from netsurvey.analyse.publish import TOO_SMALL, of_hidden_size
from netsurvey.privacy import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from netsurvey.privacy import Thresholds

    Floats = NDArray[np.float64]

__all__ = [
    "IMPORTANCE_COLUMNS",
    "ISOLATION",
    "NOT_ENOUGH",
    "PEOPLE_A_PARAMETER",
    "importance",
    "publish_importance",
    "shares_of_r2",
]

ISOLATION = "isolation"
"""What the block made of the flags of isolation is called."""
NOT_ENOUGH = "not enough people"
PEOPLE_A_PARAMETER = 10
"""How many people it takes at least for every number in the model."""
IMPORTANCE_COLUMNS = {
    "site": 'the site; "all" for the sites of a wave together, compared within sites',
    "wave": "the round of the survey",
    "scale": "the score whose differences are to be explained",
    "block": 'what may go with it: an attribute, or "isolation" for the flags of isolation together',
    "parameters": "how many numbers the block has in the model: one less than its groups, or one a flag",
    "share": "the share of the differences between people's scores that goes with the block (LMG)",
    "low": "lower end of the share's 95% interval (bootstrap)",
    "high": "upper end of the share's 95% interval",
    "by_chance": "the share that answers dealt out blindly would get: parameters over n less one",
    "rank": "1 for the largest share",
    "rank_low": "95% of the resamples rank it from here",
    "rank_high": "95% of the resamples rank it up to here",
    "n": "people with a score and with an answer to everything in the model",
    "r2": "the share that goes with all blocks together",
    "status": '"given", or why it is not shown',
}
_NUMBERS = ("share", "low", "high", "by_chance", "r2")
_RANKS = ("rank", "rank_low", "rank_high")
_MOST_BLOCKS = 10
_RESAMPLES = 500
_LEAST_GIVEN = 0.5
_NOTHING_LEFT = 1e-9


def importance(
    people: pd.DataFrame, levels: pd.DataFrame, *, scores: Sequence[str], flags: Sequence[str], seed: int = 1
) -> pd.DataFrame:
    r"""Return how much of the differences in each score goes with isolation and with each attribute.

    A linear model has the flags of isolation as one block and the groups of each attribute as another; sites enter
    before all of them. The share of a block is what it adds to :math:`R^2`, averaged over all orders in which the
    blocks can enter: :math:`\sum_{S \not\ni j} |S|! (m - 1 - |S|)! / m! \, (R^2(S \cup j) - R^2(S))` for m blocks
    (Lindeman, Merenda & Gold 1980, Introduction to Bivariate and Multivariate Analysis; Shapley 1953). Shares add up to
    :math:`R^2`.

    Parameters
    ----------
    people
        Respondents on (site, wave, person_id), with scores and flags as columns.
    levels
        One column an attribute (ordered categories), on the same index. Those that fewer than half answered are left
        out, and all beyond the first nine.
    scores
        Columns to explain, one after another.
    flags
        The columns of the block "isolation".
    seed
        Of the resamples.

    Returns
    -------
    pandas.DataFrame
        Columns `IMPORTANCE_COLUMNS`, the largest share first. Complete cases alone; where they are fewer than ten to
        a parameter, no numbers are given. Intervals and ranks are those of 500 resamples of the respondents within
        their site (Efron 1979), the interval set back by how far the resamples lie above the estimate on average: of
        made-up villages it then holds the true share in 92 of 100 or more, where the plain percentile interval misses
        most small shares.

    Notes
    -----
    It does not mean that one thing brings about another, nor which came first, nor that what was not asked does not
    matter. The relative importance of regressors is no more than a fair way of dealing out what they share (Groemping
    2007, The American Statistician 61).

    Examples
    --------
    A score that is one higher for the connected and does not go with age:

    >>> import numpy as np, pandas as pd
    >>> index = pd.MultiIndex.from_product([["here"], ["1"], range(40)], names=["site", "wave", "person_id"])
    >>> alone, old = np.tile([0.0, 1.0], 20), np.repeat(["young", "old"], 20)
    >>> people = pd.DataFrame({"score": 1 - alone, "alone": alone}, index=index)
    >>> levels = pd.DataFrame({"age": pd.Categorical(old)}, index=index)
    >>> table = importance(people, levels, scores=["score"], flags=["alone"])
    >>> table[["block", "share", "rank"]].to_numpy().tolist()
    [['isolation', 1.0, 1], ['age', 0.0, 2]]
    """
    names = list(levels.columns)
    table = people[[*scores, *flags]].reset_index().assign(stratum=lambda rows: rows["site"], row=range(len(people)))
    parts: list[pd.DataFrame] = []
    keys: Any
    for keys, rows in over_all_sites(table).groupby(["site", "wave"], sort=False):
        site, wave = keys
        here = levels.iloc[rows["row"].to_numpy()].reset_index(drop=True)
        used = [name for name in names if (here[name] != MISSING).mean() >= _LEAST_GIVEN][: _MOST_BLOCKS - 1]
        answered = (here[used] != MISSING).all(axis=1).to_numpy(dtype=bool)
        alone = rows[list(flags)].to_numpy(dtype=float, na_value=np.nan)
        for scale in scores:
            score = rows[scale].to_numpy(dtype=float, na_value=np.nan)
            whole = answered & ~np.isnan(alone).any(axis=1) & ~np.isnan(score)
            blocks = {ISOLATION: _varying(alone[whole])} | {name: _dummies(here.loc[whole, name]) for name in used}
            blocks = {name: block for name, block in blocks.items() if block.shape[1]}
            if ISOLATION in blocks and len(blocks) > 1:
                strata = pd.factorize(rows["stratum"].to_numpy(dtype=object)[whole])[0]
                told = _told(blocks, score[whole], strata, seed)
                parts.append(told.assign(site=site, wave=wave, scale=scale))
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(IMPORTANCE_COLUMNS))
    texts = dict.fromkeys(("site", "wave", "scale", "block", "status"), "str")
    counts = dict.fromkeys(("parameters", *_RANKS, "n"), "Int64")
    return found[list(IMPORTANCE_COLUMNS)].astype({**texts, **counts, **dict.fromkeys(_NUMBERS, "float64")})


def shares_of_r2(
    blocks: Sequence[Floats], outcome: Floats, *, strata: NDArray[Any] | None = None, times: NDArray[Any] | None = None
) -> tuple[Floats, Floats]:
    """Return the share of R² of each block of regressors, and R², in many resamples at once.

    Parameters
    ----------
    blocks
        One matrix a block: one line a person, one column a regressor. A column that others already make up adds
        nothing.
    outcome
        What is to be explained, one number a person.
    strata
        Groups numbered from 0 whose means are taken away first (sites); one where left out.
    times
        How often each person counts, one line a resample; everybody once where left out.

    Returns
    -------
    tuple of numpy.ndarray
        The shares, one line a resample and one column a block, and R², one a resample.

    Examples
    --------
    Two regressors that have nothing in common: each gets its squared correlation.

    >>> import numpy as np
    >>> a, b = np.array([1.0, 1, -1, -1]), np.array([1.0, -1, 1, -1])
    >>> shares, r2 = shares_of_r2([a[:, None], b[:, None]], 3 * a + 4 * b)
    >>> shares.round(2).tolist(), r2.round(2).tolist()
    ([[0.36, 0.64]], [1.0])
    """
    group = np.zeros(len(outcome), dtype=np.int64) if strata is None else strata
    weights = np.ones((1, len(outcome))) if times is None else np.asarray(times, dtype=float)
    within = np.eye(int(group.max()) + 1)[group]
    measured = np.column_stack([*blocks, outcome])
    everything = np.column_stack([within, measured - measured.mean(axis=0)])
    width = everything.shape[1]
    products = (everything[:, :, None] * everything[:, None, :]).reshape(len(outcome), -1)
    left = (weights @ products).reshape(-1, width, width)
    left = _without(left, within.shape[1], np.zeros((len(left), width)))
    least = _NOTHING_LEFT * np.diagonal(left, axis1=1, axis2=2)
    total = left[:, -1, -1]
    unexplained = dict(_unexplained(left, [block.shape[1] for block in blocks], least))
    with np.errstate(invalid="ignore", divide="ignore"):
        r2 = {members: 1 - rest / total for members, rest in unexplained.items()}
    m = len(blocks)
    shares = np.zeros((len(left), m))
    for members, explained in r2.items():
        size = members.bit_count()
        for block in range(m):
            if not members >> block & 1:
                weight = factorial(size) * factorial(m - 1 - size) / factorial(m)
                shares[:, block] += weight * (r2[members | 1 << block] - explained)
    return shares, r2[(1 << m) - 1]


def publish_importance(table: pd.DataFrame, groups: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the shares as whole percentages with n rounded; models of too few people are without numbers.

    So are those of sites of which the published `groups` hide how many were asked: nearly everybody is in the model.
    """
    few = (table["n"] < thresholds.least_for_rates).to_numpy(dtype=bool)
    hidden = few | of_hidden_size(table, groups)
    shown = table.assign(n=rounded(table["n"], thresholds=thresholds).mask(hidden))
    shares = {name: table[name].round(2).mask(hidden) for name in _NUMBERS}
    shares["by_chance"] = _by_chance(shown).where(table["by_chance"].notna())
    ranks = {name: table[name].mask(hidden) for name in _RANKS}
    status = table["status"].mask(hidden, TOO_SMALL).mask(few, NOT_ENOUGH)
    return shown.assign(**shares, **ranks, status=status)


def _by_chance(table: pd.DataFrame) -> pd.Series[float]:
    return table["parameters"].astype("float64") / (table["n"].astype("float64") - 1)


def _told(blocks: dict[str, Floats], score: Floats, strata: NDArray[np.int64], seed: int) -> pd.DataFrame:
    """Return one row a block, the largest share first."""
    parameters = np.array([block.shape[1] for block in blocks.values()])
    table = pd.DataFrame({"block": list(blocks), "parameters": parameters, "n": len(score)})
    if len(score) < PEOPLE_A_PARAMETER * (parameters.sum() + strata.max(initial=0)):
        unknown: dict[str, Any] = dict.fromkeys((*_NUMBERS, *_RANKS), np.nan)
        return table.assign(**unknown, status=NOT_ENOUGH)
    rng = np.random.default_rng(seed)
    times = np.zeros((1 + _RESAMPLES, len(score)))
    times[0] = 1
    for stratum in range(int(strata.max()) + 1):
        inside = np.flatnonzero(strata == stratum)
        times[1:, inside] = rng.multinomial(len(inside), np.full(len(inside), 1 / len(inside)), size=_RESAMPLES)
    shares, r2 = shares_of_r2(list(blocks.values()), score, strata=strata, times=times)
    share, drawn = shares[0], shares[1:]
    ends = np.quantile(drawn, [0.025, 0.975], axis=0) - (drawn.mean(axis=0) - share)
    low, high = np.clip(ends, 0.0, 1.0)
    ranks = rankdata(-shares.round(12), axis=1, method="min").astype(np.int64)
    first, last = np.quantile(ranks[1:], [0.025, 0.975], axis=0, method="inverted_cdf")
    table = table.assign(share=share, low=low, high=high, by_chance=_by_chance(table), r2=r2[0])
    table = table.assign(rank=ranks[0], rank_low=first, rank_high=last, status=GIVEN)
    return table.sort_values("rank", kind="stable")


def _unexplained(
    left: Floats, widths: Sequence[int], least: Floats, first: int = 0, members: int = 0
) -> Iterator[tuple[int, Floats]]:
    """Yield every set of blocks as a number in base two, with what its regressors leave of the outcome's squares.

    Blocks join in their order, so `left` need only hold those from the `first` that may still join.
    """
    yield members, left[:, -1, -1]
    for block in range(first, len(widths)):
        joined = _without(left, widths[block], least)
        yield from _unexplained(joined, widths, least, block + 1, members | 1 << block)
        left = left[:, widths[block] :, widths[block] :]


def _without(left: Floats, count: int, least: Floats) -> Floats:
    """Return sums of products of what is left when the first columns are taken out of the others (elimination)."""
    for _ in range(count):
        pivot, line = left[:, 0, 0], left[:, 0, 1:]
        known = pivot > least[:, -left.shape[1]]
        scaled = line * np.divide(1.0, pivot, out=np.zeros_like(pivot), where=known)[:, None]
        left = left[:, 1:, 1:] - line[:, :, None] * scaled[:, None, :]
    return left


def _varying(values: Floats) -> Floats:
    """Return the columns in which people differ."""
    return values[:, np.ptp(values, axis=0) > 0] if len(values) else values[:, :0]


def _dummies(values: pd.Series[str]) -> Floats:
    """Return one column a level but the first, of the levels that somebody has."""
    codes = pd.factorize(values.astype("str"), sort=True)[0]
    return np.eye(int(codes.max(initial=0)) + 1)[codes][:, 1:]
