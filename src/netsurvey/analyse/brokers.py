"""Who stands between groups, more than their number of ties alone would put them there.

Betweenness alone picks busy people and constraint alone picks people with few ties; a broker needs both, and ties
into more than one community. The first form, `broker_v0`, takes the top of a list, so there are brokers on every map;
the second compares each person with themselves where the same namings are dealt out anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from netsurvey.analyse.at_once import affordable, at_once
from netsurvey.analyse.measures.degrees import tied_to
from netsurvey.analyse.measures.paths import paths_through
from netsurvey.analyse.measures.stability import together
from netsurvey.analyse.nulls import Namings
from netsurvey.network.wiring import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = [
    "Bar",
    "Between",
    "Brokers",
    "broker",
    "brokers",
    "communities_reached",
    "groups_reached",
    "stable_communities",
]

NULLS = 100
"""In how many networks with the namings dealt out anew each person is compared with themselves."""
_FALSE_DISCOVERIES = 0.10
_SEEDS = 20
_TOGETHER = 0.95
_SMALLEST = 3
_ROUNDING = 1e-9


def communities_reached(network: Network, community: pd.Series[int]) -> pd.Series[int]:
    """Return in how many different communities each person has ties.

    Parameters
    ----------
    network
        Who named whom.
    community
        The community of every node, as :func:`netsurvey.analyse.measures.community` returns it.
    """
    reached = groups_reached(network.wiring, pd.factorize(community)[0])
    return pd.Series(reached, index=network.nodes.index, name="communities_reached")


def groups_reached(wiring: Wiring, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return among how many different groups the neighbours of each node are; -1 is no group."""
    both = np.vstack([wiring.neighbours, wiring.neighbours[:, ::-1]])
    both = both[groups[both[:, 1]] >= 0]
    reached = distinct(np.column_stack([both[:, 0], groups[both[:, 1]]]), len(wiring))
    return np.bincount(reached[:, 0], minlength=len(wiring))


def broker(measured: pd.DataFrame) -> pd.Series[bool]:
    """Flag the brokers of each site and wave in the first form: the top of three lists.

    Parameters
    ----------
    measured
        Columns `betweenness`, `constraint` and `communities_reached` on (site, wave, person_id).

    Returns
    -------
    pandas.Series
        Nullable booleans, named-only people included. It does not mean that nobody else links these groups: most
        people who could were never asked.
    """
    block = measured.groupby(level=["site", "wave"])
    often = block["betweenness"].transform("quantile", 0.95)
    free = block["constraint"].transform("quantile", 0.25)
    flag = (
        (measured["betweenness"] > 0)
        & (measured["betweenness"] >= often)
        & (measured["constraint"] <= free)
        & (measured["communities_reached"] >= 2)
    )
    return flag.astype("boolean").rename("broker_v0")


def stable_communities(wiring: Wiring, *, seed: int = 1) -> NDArray[np.int64]:
    """Return which community each node is in whatever the seed of the algorithm, -1 where that varies.

    Leiden's communities are found 20 times over. Two people who are tied belong together when they share a community
    in at least 95% of the runs; whoever can be reached from one another along such ties is one stable community, where
    they are three people or more. Agreement of runs as in Lancichinetti & Fortunato (2012, Scientific Reports 2),
    without their further rounds.

    Parameters
    ----------
    wiring
        Who named whom.
    seed
        Of the first run; the others take the numbers after it.

    Notes
    -----
    It does not mean that people of one stable community know one another, nor that those in none have no circle.
    """
    n = len(wiring)
    one, other = wiring.neighbours[together(wiring, seed=seed, runs=_SEEDS) >= _TOGETHER].T
    joined = coo_array((np.ones(len(one)), (one, other)), shape=(n, n))
    labels = connected_components(joined, directed=False)[1].astype(np.int64)
    sizes = np.bincount(labels, minlength=n)
    return np.where(sizes[labels] >= _SMALLEST, labels, -1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Between:
    """How each node of a network stands between others: betweenness and constraint."""

    betweenness: NDArray[np.float64]
    constraint: NDArray[np.float64]

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """Count the paths of a network, and how far contacts lead back to one another."""
        return cls(betweenness=paths_through(wiring), constraint=np.array(wiring.undirected.constraint(), dtype=float))

    @classmethod
    def stacked(cls, found: Iterable[Self]) -> Self:
        """Return many networks as one, with a line each."""
        each = list(found)
        return cls(
            betweenness=np.array([one.betweenness for one in each]),
            constraint=np.array([one.constraint for one in each]),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Bar:
    """What each person must pass to be a broker.

    Attributes
    ----------
    betweenness
        It must be above this; infinite for people who are not compared.
    constraint
        It must be no higher than this.
    """

    betweenness: NDArray[np.float64]
    constraint: NDArray[np.float64]

    @classmethod
    def over(cls, nulls: Between, height: NDArray[np.float64], *, among: NDArray[np.bool_] | None = None) -> Self:
        """Return the bar over what each person comes to by chance.

        Parameters
        ----------
        nulls
            The same people where the namings are dealt out anew, one line a network.
        height
            How many standard deviations above their mean a person's betweenness must be, on the scale of ln(1 + b).
        among
            In which of the networks each person is looked at, on the same shape; all of them where left out.
        """
        there = np.ones_like(nulls.betweenness, dtype=bool) if among is None else among
        mean, spread = _scale(nulls.betweenness, there)
        known = there & ~np.isnan(nulls.constraint)
        return cls(
            betweenness=np.where(spread > 0, np.expm1(mean + np.where(spread > 0, spread, 1.0) * height), np.inf),
            constraint=_middle(np.where(known, nulls.constraint, np.nan)),
        )

    def passed(self, found: Between, reached: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return who is above the bar and has ties into two or more communities."""
        above = found.betweenness > self.betweenness * (1 + _ROUNDING) + _ROUNDING
        free = found.constraint <= self.constraint + _ROUNDING
        passed: NDArray[np.bool_] = above & free & (reached >= 2)
        return passed


@dataclass(frozen=True, kw_only=True, eq=False)
class Brokers:
    """Who is a broker in the second form, and what they were held against.

    Attributes
    ----------
    table
        On the index of the network's nodes: `betweenness_null` and `constraint_null` (the medians of the person's own
        values where the namings are dealt out anew), `betweenness_threshold`, `betweenness_p`, `stable_communities`
        (how many the person has ties into) and the flag `broker_v1`.
    bar
        What each person has to pass.
    height
        How high it is above chance in the site and wave of each person, in standard deviations.
    groups
        The stable community of each person, -1 for none.
    """

    table: pd.DataFrame
    bar: Bar
    height: NDArray[np.float64]
    groups: NDArray[np.int64]


def brokers(network: Network, *, nulls: int = NULLS, seed: int = 1) -> Brokers:
    r"""Return who stands between groups more than their own namings alone would put them.

    Each person with two or more contacts is compared with themselves in networks where the namings are dealt out anew
    (:class:`netsurvey.analyse.nulls.Namings`). With :math:`x = \ln(1 + b)` of the betweenness b, and mean and standard
    deviation of the person's own x over those networks, :math:`z = (x - \bar x_0) / s_0`; p is the share of everybody's
    z in all these networks that are as high, each held against the others, the real one counted among them (null values
    pooled as in Storey & Tibshirani 2003, PNAS 100). Benjamini & Hochberg's (1995, Journal of the Royal Statistical
    Society B 57) step-up rule at a false discovery rate of .10 in each site and wave gives the threshold. A broker is
    above it, is no more constrained than in half of the dealt-out networks, and has ties into two or more stable
    communities.

    Parameters
    ----------
    network
        Who named whom.
    nulls
        With how many dealt-out networks to compare; fewer where the network is very large.
    seed
        Of the exchanges and of the communities.

    Returns
    -------
    Brokers
        In a network that chance could have made there is nobody, nine times out of ten. It does not mean that nobody
        else links these groups: most people who could were never asked.

    Notes
    -----
    Constraint cannot be lower than one over the number of contacts, and is that in most of the dealt-out networks of
    a thin map; so "at or below" the median is asked for and not "below".
    """
    wiring = network.wiring
    namings = Namings.of(wiring)
    rounds = range(affordable(wiring, nulls))
    dealt = Between.stacked(at_once(lambda number: Between.of(namings.swapped((seed, number))), rounds))
    found, groups = Between.of(wiring), stable_communities(wiring, seed=seed)
    p, height = _surprise(wiring, found.betweenness, dealt.betweenness)
    bar, reached = Bar.over(dealt, height), groups_reached(wiring, groups)
    table = pd.DataFrame(
        {
            "betweenness_null": np.median(dealt.betweenness, axis=0),
            "betweenness_threshold": np.where(np.isnan(p), np.nan, bar.betweenness),
            "betweenness_p": p,
            "constraint_null": bar.constraint,
            "stable_communities": reached,
            "broker_v1": pd.array(bar.passed(found, reached) & ~np.isnan(p), dtype="boolean"),
        },
        index=network.nodes.index,
    )
    return Brokers(table=table, bar=bar, height=height, groups=groups)


def _surprise(
    wiring: Wiring, found: NDArray[np.float64], dealt: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return p of each person, NaN where nothing is compared, and how high the bar is in their site and wave."""
    mean, spread = _scale(dealt)
    compared = (tied_to(wiring) > 1) & (spread > 0)
    p, height = np.full(len(wiring), np.nan), np.full(len(wiring), np.inf)
    for block in np.unique(wiring.blocks[compared]):
        here = np.flatnonzero(compared & (wiring.blocks == block))
        chance = np.sort(_among_others(np.log1p(dealt[:, here])).ravel())
        z = (np.log1p(found[here]) - mean[here]) / spread[here]
        p[here] = (1 + len(chance) - np.searchsorted(chance, z)) / (1 + len(chance))
        exceeded = int(_cut(p[here]) * (1 + len(chance)) + _ROUNDING) - 1
        if exceeded >= 0:
            height[wiring.blocks == block] = chance[len(chance) - 1 - exceeded]
    return p, height


def _among_others(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each line is above the mean of the other lines, in their standard deviations.

    Held against a mean that they are part of, the dealt-out networks would look tamer than one more of their kind.
    """
    k = len(logs)
    off = logs - logs.mean(axis=0)
    squares = np.maximum((off**2).sum(axis=0) - off**2 * k / (k - 1), 0.0)
    spread = np.sqrt(squares / (k - 1))
    alone = np.where(off > _ROUNDING, np.inf, 0.0)
    return np.where(spread > _ROUNDING, off * k / (k - 1) / np.maximum(spread, _ROUNDING), alone)


def _cut(p: NDArray[np.float64]) -> float:
    """Return the largest p that counts: Benjamini & Hochberg's, and what one alone would need where none does."""
    rank = np.arange(1, len(p) + 1)
    counts = rank[np.sort(p) <= _FALSE_DISCOVERIES * rank / len(p)]
    return float(_FALSE_DISCOVERIES * counts.max(initial=1) / len(p))


def _scale(
    dealt: NDArray[np.float64], there: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return mean and standard deviation of ln(1 + b) over the lines that count; 0 deviation where all are alike."""
    logs, weight = np.log1p(dealt), np.ones_like(dealt) if there is None else there.astype(float)
    of = np.maximum(weight.sum(axis=0), 1.0)
    mean = (logs * weight).sum(axis=0) / of
    spread = np.sqrt(((logs - mean) ** 2 * weight).sum(axis=0) / of)
    return mean, np.where(spread > _ROUNDING, spread, 0.0)


def _middle(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the median over the lines, NaN where no line has a value."""
    known = ~np.isnan(values).all(axis=0)
    middle = np.full(values.shape[1], np.nan)
    middle[known] = np.nanmedian(values[:, known], axis=0)
    return middle
