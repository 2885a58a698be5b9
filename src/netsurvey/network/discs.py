"""Push discs apart that overlap, everybody else staying where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["apart"]

TINY = 1e-6


def apart(xy: Floats, radii: Floats, *, steps: int = 40) -> Floats:
    """Return positions pushed apart until discs of the given radii hardly overlap; who is near whom is kept.

    Examples
    --------
    >>> apart(np.array([[0.0, 0.0], [1.0, 0.0], [9.0, 9.0]]), np.ones(3)).tolist()
    [[-0.5, 0.0], [1.5, 0.0], [9.0, 9.0]]
    """
    xy = xy.copy()
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
