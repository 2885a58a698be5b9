"""Place the people of one connected piece so that distance on paper follows steps through ties.

Every pair of people has a wanted distance, the steps between them, and the positions are those that miss these the
least. Then the dots are pushed apart on a map that is large enough for that to cost little. People of an earlier map
are tied to their old places (Brandes and Mader 2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csgraph, csr_array

from netsurvey.network.discs import apart
from netsurvey.network.majorise import Old, over_all_pairs, over_pivots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["arranged", "misfit", "normalised_stress", "spread", "steps_between"]

ALL_PAIRS_LIMIT = 2_500
PIVOTS = 150
TINY = 1e-6
LOYALTY = 0.3
"""How strongly somebody is held at an old place, against all their wanted distances together."""
DEAREST = 0.01
"""Share by which making room for the dots may raise the stress."""
SLACK = 5e-5
"""And what it may rise where it is almost nothing."""
CROWDED = 0.28
"""Share of its page that the discs of a piece may cover, to begin with."""
GROWTH = 1.25
MOST_TRIES = 15


@dataclass(frozen=True, kw_only=True, eq=False)
class _Wanted:
    """Wanted distances, in steps, from everybody to `pivots`, shape (n, k); to everybody in a piece of usual size."""

    steps: Floats
    pivots: Ints

    @property
    def complete(self) -> bool:
        return len(self.pivots) == len(self.steps)

    @cached_property
    def few(self) -> _Wanted:
        """The same to a hundred of the pivots, to judge by."""
        every = max(1, len(self.pivots) // 100)
        return _Wanted(steps=self.steps[:, ::every], pivots=self.pivots[::every])

    def misfit(self, xy: Floats) -> float:
        return misfit(self.few.steps, xy, xy[self.few.pivots])


def misfit(steps: Floats, xy: Floats, others: Floats) -> float:
    """Return the normalised stress over the pairs of `xy` and `others`; pairs with no steps between them are left out.

    The best scale s makes the mean of (s q - 1)^2, where q is distance on paper over steps, one less the mean of q
    squared over the mean of q^2.
    """
    far = steps > 0
    paper = np.hypot(xy[:, None, 0] - others[:, 0], xy[:, None, 1] - others[:, 1])
    ratio = paper[far] / steps[far]
    square = float((ratio**2).mean()) if ratio.size else 0.0
    return 1 - float(ratio.mean()) ** 2 / square if square else 0.0


def normalised_stress(distances: Floats, xy: Floats) -> float:
    """Return how badly `xy` shows `distances`: 0 is perfect, the usual picture of a survey lies near 0.1.

    Parameters
    ----------
    distances
        Wanted distances, shape (n, n), finite.
    xy
        Positions, shape (n, 2). Their scale does not matter: the best one is taken.

    Notes
    -----
    Sum over pairs of (s r - d)^2 / d^2 over the number of pairs, r being distance on paper and s the scale that makes
    it smallest. It says nothing about overlaps and crossings.

    Examples
    --------
    >>> square = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    >>> exact = np.hypot(*(square[:, None] - square).T)
    >>> round(normalised_stress(exact, 3 * square), 9)
    0.0
    """
    return misfit(distances, xy, xy)


def steps_between(count: int, edges: Ints) -> Floats:
    """Return the steps through ties between every two people of one connected piece, shape (count, count).

    Whoever has one tie is one step further from everybody than the person at its other end, so the search is among
    the others only: a quarter of the people of a survey.

    Examples
    --------
    >>> steps_between(4, np.array([[0, 1], [1, 2], [1, 3]])).tolist()
    [[0.0, 1.0, 2.0, 2.0], [1.0, 0.0, 1.0, 1.0], [2.0, 1.0, 0.0, 2.0], [2.0, 1.0, 2.0, 0.0]]
    """
    degree = np.bincount(edges.ravel(), minlength=count)
    inner = np.arange(count)
    for end, other in ((0, 1), (1, 0)):
        hanging = edges[(degree[edges[:, end]] == 1) & (degree[edges[:, other]] > 1)]
        inner[hanging[:, end]] = hanging[:, other]
    core = np.unique(inner)
    among = csgraph.dijkstra(_matrix(count, edges)[core][:, core], directed=False, unweighted=True)
    row = np.searchsorted(core, inner)
    extra = (inner != np.arange(count)).astype(np.float64)
    steps: Floats = among[np.ix_(row, row)]
    steps += extra[:, None] + extra
    np.fill_diagonal(steps, 0)
    return steps


def spread(count: int, edges: Ints, radii: Floats, *, seed: int = 1, known: Floats | None = None) -> Floats:
    """Return positions, shape (count, 2), of one connected piece, with room for everybody's disc.

    Parameters
    ----------
    count
        How many people.
    edges
        Pairs of people tied, each pair once, shape (m, 2).
    radii
        Of the discs that should not overlap. The map is made as large beside them as it must be for the pushing apart
        to cost little of what distances say.
    seed
        Of the small random shift that tells apart people whose ties are the same.
    known
        Places on an earlier map, NaN for whoever is new: people stay near them, and so does the scale.
    """
    held = np.full((count, 2), np.nan) if known is None else known
    if count == 1:
        return np.nan_to_num(held)
    wanted = _wanted(count, edges, seed=seed)
    scale = _scale(held, wanted)
    if scale:
        at = held / scale
        return apart(_lowered(wanted, edges, _beside(at, edges, seed=seed), at) * scale, radii)
    return _with_room(_lowered(wanted, edges, _first_guess(wanted, seed=seed), held * np.nan), radii, wanted)


def arranged(distances: Floats, *, seed: int = 1) -> Floats:
    """Return positions, shape (n, 2), whose distances come near to the wanted ones, shape (n, n), finite.

    Examples
    --------
    >>> xy = arranged(np.array([[0.0, 3.0, 4.0], [3.0, 0.0, 5.0], [4.0, 5.0, 0.0]]))
    >>> [round(float(np.hypot(*(xy[i] - xy[j]))), 2) for i, j in ((0, 1), (0, 2), (1, 2))]
    [3.0, 4.0, 5.0]
    """
    if len(distances) == 1:
        return np.zeros((1, 2))
    wanted = _Wanted(steps=distances, pivots=np.arange(len(distances)))
    start = _first_guess(wanted, seed=seed)
    return _lowered(wanted, np.zeros((0, 2), dtype=np.int64), start, np.full_like(start, np.nan))


def _wanted(count: int, edges: Ints, *, seed: int) -> _Wanted:
    """Return the steps between all, or to pivots drawn by lot where there are too many."""
    if count <= ALL_PAIRS_LIMIT:
        return _Wanted(steps=steps_between(count, edges), pivots=np.arange(count))
    pivots = np.sort(np.random.default_rng(seed).choice(count, PIVOTS, replace=False))
    steps = csgraph.dijkstra(_matrix(count, edges), directed=False, unweighted=True, indices=pivots).T
    return _Wanted(steps=steps, pivots=pivots)


def _matrix(count: int, edges: Ints) -> csr_array:
    return csr_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))


def _scale(known: Floats, wanted: _Wanted) -> float:
    """Return the length of a step on the earlier map; 0 where fewer than two of these people were on it."""
    there = known[wanted.few.pivots]
    far = (wanted.few.steps > 0) & ~np.isnan(known[:, :1]) & ~np.isnan(there[:, 0])
    paper = np.hypot(known[:, None, 0] - there[:, 0], known[:, None, 1] - there[:, 1])
    ratio = paper[far] / wanted.few.steps[far]
    return float((ratio**2).mean() / ratio.mean()) if ratio.any() else 0.0


def _beside(at: Floats, edges: Ints, *, seed: int) -> Floats:
    """Return the known places, and for everybody new one beside the people of theirs who have one."""
    xy = at.copy()
    both = np.vstack([edges, edges[:, ::-1]])
    shift = np.random.default_rng(seed).normal(scale=0.3, size=at.shape)
    while (new := np.isnan(xy[:, 0])).any():
        into, near = both[new[both[:, 0]] & ~new[both[:, 1]]].T
        met = np.bincount(into, minlength=len(xy))
        for axis in (0, 1):
            total = np.bincount(into, xy[near, axis], len(xy))
            xy[met > 0, axis] = total[met > 0] / met[met > 0] + shift[met > 0, axis]
    return xy


def _with_room(xy: Floats, radii: Floats, wanted: _Wanted) -> Floats:
    """Return the map pushed apart, as large beside its discs as the distances ask for."""
    page = (np.ptp(xy, axis=0) + 1).prod()
    scale = np.sqrt((radii**2).sum() * np.pi / page / CROWDED)
    allowed = wanted.misfit(xy) * (1 + DEAREST) + SLACK
    for _ in range(MOST_TRIES):
        placed = apart(xy * scale, radii)
        if wanted.misfit(placed) <= allowed:
            break
        scale *= GROWTH
    return placed


def _first_guess(wanted: _Wanted, *, seed: int) -> Floats:
    """Return classical scaling of the steps to pivots (Brandes and Pich 2007)."""
    to_pivots = (
        wanted.steps[:, _far_apart(wanted.steps, min(len(wanted.steps), 60))] if wanted.complete else wanted.steps
    )
    square = to_pivots**2
    centred = (square.mean(axis=0) + square.mean(axis=1)[:, None] - square.mean() - square) / 2
    values, vectors = np.linalg.eigh(centred.T @ centred)
    values, vectors = values[::-1][:2], vectors[:, ::-1][:, :2]
    vectors = vectors * np.where(vectors[np.abs(vectors).argmax(axis=0), [0, 1][: len(values)]] < 0, -1, 1)
    guess = np.zeros((len(to_pivots), 2))
    guess[:, : len(values)] = centred @ vectors / np.maximum(values, TINY) ** 0.25
    return guess + np.random.default_rng(seed).normal(scale=to_pivots.mean() / 100, size=guess.shape)


def _far_apart(steps: Floats, count: int) -> Ints:
    """Return people far from one another, the most central first."""
    chosen = [int(steps.sum(axis=1).argmin())]
    nearest = steps[chosen[0]]
    while len(chosen) < count:
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, steps[chosen[-1]])
    return np.array(chosen)


def _lowered(wanted: _Wanted, edges: Ints, start: Floats, at: Floats) -> Floats:
    """Return positions of lower stress than `start`; whoever has a place `at` is held near it."""
    middle = start.mean(axis=0)
    old = Old(at=np.nan_to_num(at - middle), held=np.where(np.isnan(at[:, 0]), 0.0, LOYALTY))
    if wanted.complete:
        xy = over_all_pairs(wanted.steps, start - middle, old, wanted.misfit)
    else:
        xy = over_pivots(wanted.steps, wanted.pivots, edges, start - middle, old)
    xy += middle
    return xy
