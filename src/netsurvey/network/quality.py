"""How well a map shows its network, in numbers: who is near whom, lines that cross, words that lie on one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csgraph, csr_array

from netsurvey.network.pieces import connected
from netsurvey.network.stress import misfit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network.graph import Network

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["crossings", "graph_stress", "map_quality", "stress"]

ALL_FROM = 2_500
"""Up to so many people in a piece every pair counts; in larger ones, pairs with as many people spread evenly."""
BLOCK = 512


def map_quality(network: Network, placed: pd.DataFrame, *, label_boxes: Floats | None = None) -> pd.Series[float]:
    """Return the quality of a map.

    Parameters
    ----------
    network
        The network drawn.
    placed
        What :func:`~netsurvey.network.layout.positions` returned, or any table with `x` and `y` on the same index.
    label_boxes
        Left, bottom, right and top of every label, shape (n, 4), in any one unit.

    Returns
    -------
    pandas.Series
        `stress`: see :func:`stress`. `crossings`: pairs of ties, not meeting at a person, whose straight lines cross.
        `crossings_possible`: pairs of ties that do not meet at a person, each of which might cross.
        `label_overlaps`: pairs of labels that lie on one another; NaN without `label_boxes`.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> network = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Cat", "Dan"]}))
    >>> corners = pd.DataFrame({"x": [0.0, 1, 1, 0], "y": [0.0, 0, 1, 1]}, index=network.nodes.index)
    >>> map_quality(network, corners)[["crossings", "crossings_possible"]].tolist()
    [1.0, 1.0]
    """
    edges = np.array(network.undirected.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    degree = np.bincount(edges.ravel(), minlength=len(network.nodes))
    possible = len(edges) * (len(edges) - 1) // 2 - int((degree * (degree - 1) // 2).sum())
    overlaps = np.nan if label_boxes is None else _overlapping(np.asarray(label_boxes, dtype=np.float64))
    return pd.Series(
        {
            "stress": stress(network, placed),
            "crossings": float(crossings(edges, _places(placed))),
            "crossings_possible": float(possible),
            "label_overlaps": overlaps,
        }
    )


def stress(network: Network, placed: pd.DataFrame) -> float:
    """Return the normalised stress of a map; 0 is perfect, a usual map of a survey lies near 0.1.

    It compares distance on paper with steps through ties: the mean over pairs of people of the squared share by which
    the pair stands too near or too far, each connected piece at its own best scale, pieces weighted by their pairs.

    What it does not mean: a map with low stress may still have overlaps and crossings.

    Parameters
    ----------
    network
        The network drawn.
    placed
        What :func:`~netsurvey.network.layout.positions` returned, or any table with `x` and `y` on the same index.
    """
    edges = np.array(network.undirected.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    return graph_stress(edges, _places(placed))


def graph_stress(edges: Ints, xy: Floats) -> float:
    """Return the normalised stress of any simple undirected graph, as pairs of rows of `xy`.

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    >>> graph_stress(np.array([[0, 1], [1, 2]]), line)
    0.0
    """
    ties = csr_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(len(xy), len(xy)))
    number = connected(len(xy), edges)
    total, pairs = 0.0, 0
    for piece in np.flatnonzero(np.bincount(number) > 1):
        members = np.flatnonzero(number == piece)
        among, size = ties[members][:, members], len(members) * (len(members) - 1) // 2
        some = np.unique(np.linspace(0, len(members) - 1, min(len(members), ALL_FROM)).round().astype(np.int64))
        steps = csgraph.dijkstra(among, directed=False, unweighted=True, indices=some).T
        total, pairs = total + size * misfit(steps, xy[members], xy[members[some]]), pairs + size
    return total / pairs if pairs else 0.0


def crossings(edges: Ints, xy: Floats) -> int:
    """Return how many pairs of ties cross when drawn as straight lines; ties that meet at a person do not.

    Every pair is tested, a block of ties at a time. A line that only touches another does not cross it.

    Examples
    --------
    >>> corners = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    >>> crossings(np.array([[0, 2], [1, 3], [0, 1]]), corners)
    1
    """
    left = np.minimum(*xy[edges][..., 0].T)
    edges = edges[np.argsort(left, kind="stable")]
    begin, end = xy[edges[:, 0]], xy[edges[:, 1]]
    left, right = np.sort(np.stack([begin[:, 0], end[:, 0]]), axis=0)
    low, high = np.sort(np.stack([begin[:, 1], end[:, 1]]), axis=0)
    found = 0
    for first in range(0, len(edges), BLOCK):
        some = np.arange(first, min(first + BLOCK, len(edges)))
        last = int(np.searchsorted(left, right[some].max(), side="right"))
        others = np.arange(first, last)
        near = (left[others] <= right[some, None]) & (others > some[:, None])
        near &= (low[others] <= high[some, None]) & (low[some, None] <= high[others])
        a, b = np.nonzero(near)
        a, b = some[a], others[b]
        apart = (edges[a][:, :, None] != edges[b][:, None, :]).all(axis=(1, 2))
        a, b = a[apart], b[apart]
        across = _side(begin[a], end[a], begin[b]) * _side(begin[a], end[a], end[b]) < 0
        across &= _side(begin[b], end[b], begin[a]) * _side(begin[b], end[b], end[a]) < 0
        found += int(across.sum())
    return found


def _side(begin: Floats, end: Floats, point: Floats) -> Floats:
    """Return a positive number where the point lies to the left of the line, a negative one to its right, 0 on it."""
    along, to = end - begin, point - begin
    side: Floats = np.sign(along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0])
    return side


def _overlapping(boxes: Floats) -> float:
    """Return how many pairs of boxes share some area."""
    left, bottom, right, top = boxes.T
    shared = (left < right[:, None]) & (left[:, None] < right) & (bottom < top[:, None]) & (bottom[:, None] < top)
    return float(np.triu(shared, 1).sum())


def _places(placed: pd.DataFrame) -> Floats:
    return placed[["x", "y"]].to_numpy(dtype=np.float64)
