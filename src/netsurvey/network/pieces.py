"""Tell apart the pieces of a graph that no tie joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csgraph, csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["connected"]


def connected(count: int, edges: Ints) -> Ints:
    """Return the number of everybody's piece, the largest 0, those of one size by first member.

    Examples
    --------
    >>> connected(5, np.array([[0, 1], [2, 3], [3, 4]])).tolist()
    [1, 1, 0, 0, 0]
    """
    if not count:
        return np.zeros(0, dtype=np.int64)
    ties = csr_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    labels = csgraph.connected_components(ties, directed=False)[1]
    by_size = np.argsort(-np.bincount(labels), kind="stable")
    return np.argsort(by_size)[labels].astype(np.int64)
