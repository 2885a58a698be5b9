"""Place the people of one connected piece so that distance on paper follows distance through ties.

Stress majorisation, because it is the layout whose picture lies least about who is near whom (Gansner, Koren and
North 2004): every pair has a wanted distance, and the sum of squared misses, weighted by one over the wanted distance
squared, falls with every step. Pieces too large for all pairs use distances to pivots only (Ortmann, Klimenta and
Brandes 2017, with simultaneous updates).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csgraph, csr_array
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Singles = NDArray[np.float32]

__all__ = ["apart", "normalised_stress", "spread"]

ALL_PAIRS_LIMIT = 2_500
PIVOTS = 150
STEPS = 20
SPARSE_STEPS = 120
TINY = 1e-6
CROWDED = 0.28
"""Share of its page that a piece's discs may cover before it is enlarged."""


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
    upper = np.triu_indices(len(distances), 1)
    wanted = distances[upper]
    ratio = np.hypot(*(xy[upper[0]] - xy[upper[1]]).T) / wanted
    if not ratio.any():
        return 0.0
    scale = ratio.sum() / (ratio**2).sum()
    return float(((scale * ratio - 1) ** 2).mean())


def spread(count: int, edges: Ints, lengths: Floats, *, seed: int) -> Floats:
    """Return positions, shape (count, 2), of one connected piece.

    Parameters
    ----------
    count
        How many people.
    edges
        Pairs of people tied, each pair once, shape (m, 2).
    lengths
        Wanted length of each tie, shape (m,), positive.
    seed
        Of the small random shift that tells apart people whose ties are the same.
    """
    if count == 1:
        return np.zeros((1, 2))
    ties = csr_array((lengths, (edges[:, 0], edges[:, 1])), shape=(count, count))
    if count <= ALL_PAIRS_LIMIT:
        distances = csgraph.dijkstra(ties, directed=False)
        pivots = _far_apart(distances, min(count, 60))
        return _all_pairs(distances, _pivot_scaling(distances[:, pivots], seed=seed))
    pivots = np.sort(np.random.default_rng(seed).choice(count, PIVOTS, replace=False))
    from_pivots = csgraph.dijkstra(ties, directed=False, indices=pivots).T
    return _to_pivots(csr_array(ties + ties.T), pivots, from_pivots, _pivot_scaling(from_pivots, seed=seed))


def apart(xy: Floats, radii: Floats, *, steps: int = 40) -> Floats:
    """Return positions pushed apart until discs of the given radii hardly overlap; who is near whom is kept.

    A crowded piece is enlarged first, because pushing alone would take long to let its middle out.

    Examples
    --------
    >>> apart(np.array([[0.0, 0.0], [1.0, 0.0], [9.0, 9.0]]), np.ones(3)).tolist()
    [[-0.5, 0.0], [1.5, 0.0], [9.0, 9.0]]
    """
    page = (np.ptp(xy, axis=0) + 2 * radii.max()).prod()
    xy = xy * max(1.0, np.sqrt((radii**2).sum() * np.pi / page / CROWDED))
    common = float(np.quantile(radii, 0.95))
    wide = np.flatnonzero(radii > common)
    for _ in range(steps):
        pairs = _near_pairs(xy, 2 * common, wide, common + float(radii.max()))
        between = xy[pairs[:, 1]] - xy[pairs[:, 0]]
        distance = np.maximum(np.hypot(*between.T), TINY)
        overlap = radii[pairs].sum(axis=1) - distance
        near = overlap > 0.01 * common
        if not near.any():
            break
        first, second = pairs[near].T
        push = between[near] * (overlap[near] / distance[near] / 2)[:, None]
        for axis in (0, 1):
            xy[:, axis] += np.bincount(second, push[:, axis], len(xy)) - np.bincount(first, push[:, axis], len(xy))
    return xy


def _near_pairs(xy: Floats, reach: float, wide: Ints, far: float) -> Ints:
    """Return pairs of people nearer than `reach`, and with the few `wide` ones those nearer than `far`."""
    tree = cKDTree(xy)
    pairs = tree.query_pairs(reach, output_type="ndarray")
    if far <= reach:
        return pairs
    found = cKDTree(xy[wide]).sparse_distance_matrix(tree, far, output_type="ndarray")
    further = np.column_stack([wide[found["i"]], found["j"]])[found["v"] > reach]
    return np.vstack([pairs, further])


def _far_apart(distances: Floats, count: int) -> Ints:
    """Return people far from one another, the most central first."""
    chosen = [int(distances.sum(axis=1).argmin())]
    nearest = distances[chosen[0]]
    while len(chosen) < count:
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, distances[chosen[-1]])
    return np.array(chosen)


def _pivot_scaling(to_pivots: Floats, *, seed: int) -> Floats:
    """Return a first guess: classical scaling of the distances to pivots (Brandes and Pich 2007)."""
    square = to_pivots**2
    centred = (square.mean(axis=0) + square.mean(axis=1)[:, None] - square.mean() - square) / 2
    values, vectors = np.linalg.eigh(centred.T @ centred)
    values, vectors = values[::-1][:2], vectors[:, ::-1][:, :2]
    vectors = vectors * np.where(vectors[np.abs(vectors).argmax(axis=0), [0, 1][: len(values)]] < 0, -1, 1)
    guess = np.zeros((len(to_pivots), 2))
    guess[:, : len(values)] = centred @ vectors / np.maximum(values, TINY) ** 0.25
    return guess + np.random.default_rng(seed).normal(scale=to_pivots.mean() / 100, size=guess.shape)


def _all_pairs(distances: Floats, start: Floats) -> Floats:
    """Lower the stress over all pairs; every step solves the majorising quadratic exactly.

    Single precision and arrays used again, because the time goes into passes over n^2 numbers.
    """
    count = len(distances)
    inverse = distances.astype(np.float32)
    np.fill_diagonal(inverse, np.inf)
    np.divide(1, inverse, out=inverse)
    laplacian = -(inverse**2)
    np.fill_diagonal(laplacian, -laplacian.sum(axis=1))
    factor = cho_factor(laplacian + np.float32(1 / count), overwrite_a=True, check_finite=False)
    xy = (start - start.mean(axis=0)).astype(np.float32)
    work = np.empty_like(inverse)
    last = np.inf
    for _ in range(STEPS):
        _distances(xy, xy, out=work)
        np.divide(inverse, work, out=work)
        np.fill_diagonal(work, 0)
        pull = work.sum(axis=1)[:, None] * xy - work @ xy
        xy = cho_solve(factor, pull, check_finite=False)
        gained = float((xy * pull).sum())  # what the quadratic has taken off the stress
        if abs(gained - last) < 1e-4 * gained:
            break
        last = gained
    return np.asarray(xy, dtype=np.float64)


def _to_pivots(ties: csr_array, pivots: Ints, to_pivots: Floats, start: Floats) -> Floats:
    """Lower the stress over ties and distances to pivots, everybody moving at once."""
    region = np.bincount(to_pivots.argmin(axis=1), minlength=len(pivots))
    wanted = to_pivots.astype(np.float32)
    weight = np.where(wanted > 0, region / np.where(wanted > 0, wanted, 1) ** 2, 0).astype(np.float32)
    pulled = weight * wanted
    source = np.repeat(np.arange(len(start)), np.diff(ties.indptr))
    tie_weight = ties.data**-2.0
    total = weight.sum(axis=1) + np.bincount(source, tie_weight, len(start))
    xy = start.copy()
    work = np.empty_like(weight)
    for _ in range(SPARSE_STEPS):
        near = xy.astype(np.float32)
        _distances(near, near[pivots], out=work)
        np.divide(pulled, work, out=work)
        work -= weight
        step = work.sum(axis=1)[:, None] * near - work @ near[pivots]
        along = xy[source] - xy[ties.indices]
        force = tie_weight * (ties.data / np.maximum(np.hypot(*along.T), TINY) - 1)
        pull = [np.bincount(source, force * along[:, axis], len(xy)) for axis in (0, 1)]
        xy += (step + np.column_stack(pull)) / total[:, None]
    return xy


def _distances(xy: Singles, others: Singles, *, out: Singles) -> None:
    """Put the distance of every place to every other into `out`, never quite zero."""
    np.matmul(xy, -2 * others.T, out=out)
    out += (xy**2).sum(axis=1)[:, None]
    out += (others**2).sum(axis=1)
    np.maximum(out, TINY, out=out)
    np.sqrt(out, out=out)
