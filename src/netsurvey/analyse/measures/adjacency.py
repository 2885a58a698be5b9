"""Who is next to whom, in the two forms that the arithmetic of measures wants: lists of neighbours and triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["adjacency", "triangles"]


def adjacency(neighbours: NDArray[np.int64], n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return `starts` and `ends` such that the neighbours of node i are ``ends[starts[i]:starts[i + 1]]``, sorted.

    Parameters
    ----------
    neighbours
        Both ends of each undirected tie, every tie once.
    n
        How many nodes there are.

    Examples
    --------
    >>> import numpy as np
    >>> starts, ends = adjacency(np.array([[0, 1], [1, 2]]), 3)
    >>> starts.tolist(), ends.tolist()
    ([0, 1, 3, 4], [1, 0, 2, 1])
    """
    both = np.vstack([neighbours, neighbours[:, ::-1]])
    matrix = sparse.coo_array((np.ones(len(both), dtype=np.int8), (both[:, 0], both[:, 1])), shape=(n, n)).tocsr()
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64)


def triangles(neighbours: NDArray[np.int64], n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every three nodes who are all tied to one another, once, and the three ties between them.

    Each tie is given to its end with fewer ties, so that nobody looks at more than the square root of all ties, however
    many some people have (Chiba & Nishizeki 1985, SIAM Journal on Computing 14).

    Parameters
    ----------
    neighbours
        Both ends of each undirected tie, the lower first, sorted, every tie once.
    n
        How many nodes there are.

    Returns
    -------
    tuple of numpy.ndarray
        The corners of each triangle, and the numbers of its ties: between its first and second corner, its first and
        third, and its second and third.

    Examples
    --------
    >>> import numpy as np
    >>> corners, ties = triangles(np.array([[0, 1], [0, 2], [1, 2], [2, 3]]), 4)
    >>> corners.tolist(), ties.tolist()
    ([[0, 1, 2]], [[0, 1, 2]])
    """
    degrees = np.bincount(neighbours.ravel(), minlength=n)
    low, high = neighbours.T
    gives = degrees[low] <= degrees[high]
    giver, other = np.where(gives, low, high), np.where(gives, high, low)
    by_giver = np.argsort(giver, kind="stable")
    ends_at = np.searchsorted(giver[by_giver], giver[by_giver], side="right")
    after = ends_at - 1 - np.arange(len(by_giver))
    first = np.repeat(np.arange(len(by_giver)), after)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after)
    one, two = by_giver[first], by_giver[second]
    there = np.minimum(other[one], other[two]) * n + np.maximum(other[one], other[two])
    known = low * n + high
    closing = np.searchsorted(known, there)
    closed = np.append(known, -1)[closing] == there
    one, two, closing = one[closed], two[closed], closing[closed]
    corners = np.column_stack([giver[one], other[one], other[two]])
    return corners, np.column_stack([one, two, closing])
