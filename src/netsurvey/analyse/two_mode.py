"""Two kinds of things and who belongs with what: respondents on one side, places, groups or sources on the other.

Only a matrix of ones goes in and only numbers come out, so that pathways and gatherings share one arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import coo_array, csr_array

from netsurvey.analyse.measures.cohesion import communities
from netsurvey.network.wiring import Wiring

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["co_members", "incidence", "modularity", "two_mode_communities"]

_STARTS = 10
"""How many partitions to improve; the best is kept."""
_MANY_TIES = 30_000
"""From here on one start must do: each takes long, and they differ less."""


def incidence(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> csr_array[Any]:
    """Return who named what as a matrix of ones: one line a respondent, one column a thing, repeats counted once."""
    shape = (int(rows.max(initial=-1)) + 1, int(columns.max(initial=-1)) + 1)
    ties = csr_array(coo_array((np.ones(len(rows)), (rows, columns)), shape=shape))
    ties.data[:] = 1.0
    return ties


def co_members(ties: csr_array[Any]) -> csr_array[Any]:
    r"""Return how many respondents each two things share: :math:`A^T A`, and on the diagonal how many each has.

    The projection of a two-mode network on one of its sides (Breiger 1974, The duality of persons and groups, Social
    Forces 53).

    Parameters
    ----------
    ties
        Ones, one line a respondent and one column a thing.

    Notes
    -----
    Two things that share people need not know of each other, and a thing with many people shares some with most.

    Examples
    --------
    Ann goes to the club and the church, Bob to the club alone.

    >>> import numpy as np
    >>> co_members(incidence(np.array([0, 0, 1]), np.array([0, 1, 0]))).toarray().astype(int).tolist()
    [[2, 1], [1, 1]]
    """
    return csr_array(ties.T @ ties)


def modularity(ties: csr_array[Any], rows: NDArray[np.int64], columns: NDArray[np.int64]) -> float:
    r"""Return how many more ties fall inside communities than chance would put there, as a share of all ties.

    :math:`Q = \frac{1}{m} \sum_{ij} (A_{ij} - k_i d_j / m)\, [g_i = h_j]` for m ties, respondents of degree
    :math:`k_i` in community :math:`g_i` and things of degree :math:`d_j` in community :math:`h_j` (Barber 2007,
    Modularity and community detection in bipartite networks, Physical Review E 76: 066102).

    Parameters
    ----------
    ties
        Ones, one line a respondent and one column a thing.
    rows, columns
        The community of each.

    Examples
    --------
    Two people at the club and two others at the church: half of the ties would be inside by chance.

    >>> import numpy as np
    >>> ties = incidence(np.arange(4), np.array([0, 0, 1, 1]))
    >>> modularity(ties, np.array([0, 0, 1, 1]), np.array([0, 1]))
    0.5
    """
    total = ties.sum()
    count = int(max(rows.max(initial=-1), columns.max(initial=-1))) + 1
    by_row = np.bincount(rows, weights=ties.sum(axis=1), minlength=count)
    by_column = np.bincount(columns, weights=ties.sum(axis=0), minlength=count)
    pairs = ties.tocoo()
    inside = float(pairs.data[rows[pairs.row] == columns[pairs.col]].sum())
    return float((inside - by_row @ by_column / total) / total) if total else 0.0


def two_mode_communities(ties: csr_array[Any], *, seed: int = 1) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the community of each respondent and of each thing, those with most respondents first.

    The partition of highest two-mode modularity that was found from ten starts (from one, where there are 30,000 ties
    or more): communities by Leiden's algorithm (Traag, Waltman & van Eck 2019), which knows nothing of two modes, then
    respondents and things moved in turn to where they fit best until nothing gains (BRIM: Barber 2007).

    Parameters
    ----------
    ties
        Ones, one line a respondent and one column a thing; nobody and nothing without a tie.
    seed
        Of the starts.

    Notes
    -----
    People of one community name the same things; it does not mean that they know one another.

    Examples
    --------
    >>> import numpy as np
    >>> ties = incidence(np.array([0, 1, 2, 3, 4]), np.array([1, 1, 0, 1, 0]))
    >>> [side.tolist() for side in two_mode_communities(ties)]
    [[0, 0, 1, 0, 1], [1, 0]]
    """
    starts = _STARTS if ties.nnz < _MANY_TIES else 1
    found = [_improved(ties, _start(ties, seed=seed + number)) for number in range(starts)]
    rows, columns = max(found, key=lambda sides: round(modularity(ties, *sides), 12))
    return _largest_first(rows, columns)


def _start(ties: csr_array[Any], *, seed: int) -> NDArray[np.int64]:
    """Return a community of each column."""
    pairs = ties.tocoo()
    people, everything = ties.shape[0], sum(ties.shape)
    nothing = np.zeros(everything, dtype=np.int64)
    wiring = Wiring(
        blocks=nothing,
        interviewed=nothing == 0,
        edges=np.column_stack([pairs.row, pairs.col + people]).astype(np.int64),
        questions=np.zeros(ties.nnz, dtype=np.int64),
    )
    return communities(wiring, seed=seed)[people:]


def _improved(ties: csr_array[Any], columns: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Move both sides in turn until the modularity rises no more."""
    count = int(columns.max(initial=-1)) + 1
    rows, best = _fitted(ties, columns, count), -np.inf
    while (quality := modularity(ties, rows, columns)) > best + 1e-12:
        best = quality
        columns = _fitted(csr_array(ties.T), rows, count)
        rows = _fitted(ties, columns, count)
    return rows, columns


def _fitted(ties: csr_array[Any], others: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return where each line fits best, given the communities of the columns."""
    belongs = csr_array((np.ones(len(others)), (np.arange(len(others)), others)), shape=(len(others), count))
    lines, columns = (np.asarray(ties.sum(axis=axis), dtype=float) for axis in (1, 0))
    expected = np.outer(lines, columns @ belongs) / lines.sum()
    gains = (ties @ belongs).toarray() - expected
    return np.asarray(gains.round(9).argmax(axis=1), dtype=np.int64)


def _largest_first(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    labels, first, sizes = np.unique(rows, return_index=True, return_counts=True)
    numbers = np.full(int(max(rows.max(initial=-1), columns.max(initial=-1))) + 1, len(labels), dtype=np.int64)
    numbers[labels[np.lexsort((first, -sizes))]] = np.arange(len(labels))
    return numbers[rows], numbers[columns]
