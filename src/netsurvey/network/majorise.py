"""Lower the stress of positions step by step.

Stress majorisation, because it is the layout whose picture lies least about who is near whom (Gansner, Koren and
North 2004): the sum of squared misses of the wanted distances, weighted by one over the wanted distance squared, falls
with every step. Pieces too large for all pairs use distances to pivots only (Ortmann, Klimenta and Brandes 2017, with
simultaneous updates).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Singles = NDArray[np.float32]

__all__ = ["Old", "over_all_pairs", "over_pivots"]

FEWEST_STEPS, MOST_STEPS = 40, 400
WORK = 6e7
"""Pairs to look at before the steps are ended; the fewest are taken in any case."""
CHECKED_EVERY = 8
ENOUGH = 0.001
"""Share of the stress that the steps between two checks must still take off."""
PIVOT_STEPS = 120
ROWS = 64
"""So many rows of all pairs at a time stay in the processor's own memory."""
TINY = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class Old:
    """Where people stood on an earlier map.

    Attributes
    ----------
    at
        Places, shape (n, 2); any numbers for newcomers.
    held
        How strongly everybody is held there, against all their wanted distances together; 0 for newcomers.
    """

    at: Floats
    held: Floats


def over_all_pairs(steps: Floats, start: Floats, old: Old, judge: Callable[[Floats], float]) -> Floats:
    """Return positions of lower stress over all pairs.

    Every step solves the majorising quadratic exactly, and most then go twice as far. Single precision, and few rows at
    a time, because the time goes into passes over n^2 numbers.

    Parameters
    ----------
    steps
        Wanted distances, shape (n, n).
    start
        Positions around the origin.
    old
        Earlier places.
    judge
        Returns the stress of positions; when it hardly falls any more, that is all.
    """
    count = len(start)
    inverse = steps.astype(np.float32)
    np.fill_diagonal(inverse, np.inf)
    np.divide(1, inverse, out=inverse)
    laplacian = -(inverse**2)
    total = -laplacian.sum(axis=1)
    hold = (old.held * total).astype(np.float32)
    np.fill_diagonal(laplacian, total + hold)
    if not hold.any():
        laplacian += np.float32(1 / count)
    factor = cho_factor(laplacian, overwrite_a=True, check_finite=False)
    anchor = hold[:, None] * old.at.astype(np.float32)
    xy = start.astype(np.float32)
    best = np.inf
    for step in range(1, int(np.clip(WORK / count**2, FEWEST_STEPS, MOST_STEPS)) + 1):
        new = cho_solve(factor, _pull(inverse, xy) + anchor, check_finite=False)
        if step % CHECKED_EVERY:
            xy = 2 * new - xy
            continue
        xy = new
        now = judge(xy.astype(np.float64))
        if best - now < ENOUGH * now + TINY:
            break
        best = now
    return xy.astype(np.float64)


def over_pivots(steps: Floats, pivots: Ints, edges: Ints, start: Floats, old: Old) -> Floats:
    """Return positions of lower stress over ties and steps to pivots, everybody moving at once.

    Parameters
    ----------
    steps
        From everybody to the pivots, shape (n, k).
    pivots
        Their rows, shape (k,). Each stands for all people it is nearest to.
    edges
        Pairs of people tied, one step apart.
    start, old
        As for :func:`over_all_pairs`.
    """
    wanted = steps.astype(np.float32)
    region = np.bincount(wanted.argmin(axis=1), minlength=len(pivots))
    weight = np.where(wanted > 0, region / np.where(wanted > 0, wanted, 1) ** 2, 0).astype(np.float32)
    pulled = weight * wanted
    source, target = np.vstack([edges, edges[:, ::-1]]).T
    total = weight.sum(axis=1) + np.bincount(source, minlength=len(start))
    hold = old.held * total
    xy = start.copy()
    work = np.empty_like(weight)
    for _ in range(PIVOT_STEPS):
        near = xy.astype(np.float32)
        left, right = _factors(near, near[pivots])
        np.divide(pulled, _roots(np.matmul(left, right, out=work)), out=work)
        work -= weight
        step = work.sum(axis=1)[:, None] * near - work @ near[pivots] + hold[:, None] * (old.at - xy)
        along = xy[source] - xy[target]
        force = 1 / np.maximum(np.hypot(*along.T), TINY) - 1
        for axis in (0, 1):
            step[:, axis] += np.bincount(source, force * along[:, axis], len(xy))
        xy += step / (total + hold)[:, None]
    return xy


def _pull(inverse: Singles, xy: Singles) -> Singles:
    """Return the right side of the majorising equations: everybody pulled from all others by 1 over wanted distance."""
    left, right = _factors(xy, xy)
    sides = np.column_stack([xy, np.ones(len(xy), dtype=np.float32)])
    pull = np.empty_like(xy)
    work = np.empty((ROWS, len(xy)), dtype=np.float32)
    for first in range(0, len(xy), ROWS):
        rows = slice(first, first + ROWS)
        block = _roots(np.matmul(left[rows], right, out=work[: len(xy[rows])]))
        total = np.divide(inverse[rows], block, out=block) @ sides
        pull[rows] = total[:, 2:] * xy[rows] - total[:, :2]
    return pull


def _factors(xy: Singles, others: Singles) -> tuple[Singles, Singles]:
    """Return two matrices whose product is the squared distance of every place to every other."""
    square, squares = (xy**2).sum(axis=1), (others**2).sum(axis=1)
    left = np.column_stack([-2 * xy, square, np.ones_like(square)])
    return left, np.vstack([others.T, np.ones_like(squares), squares])


def _roots(squares: Singles) -> Singles:
    """Return distances, never quite zero, in the memory of their squares."""
    np.maximum(squares, TINY, out=squares)
    return np.sqrt(squares, out=squares)
