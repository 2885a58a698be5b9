"""Where everybody stands on the map, so that a picture and a page show the same one.

A door-knock survey is many stars joined loosely. Ties to much-named people are given more room, pieces that no tie
joins are laid out apart and packed on one page, and people without any tie wait on a rail below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csgraph, csr_array

from netsurvey.network.packing import pack
from netsurvey.network.stress import apart, normalised_stress, spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network.graph import Network

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["positions", "stress"]

ROOM = 0.75
"""Radius kept free around a person named once; a tie between two people with one tie each is 2 long."""
RAIL_STEP = 2.4
RAIL_GAP = 5.0


def positions(network: Network, *, seed: int = 1, aspect: float = 1.5) -> pd.DataFrame:
    """Return where everybody stands; the same network and seed give the same places.

    Parameters
    ----------
    network
        Whose people are placed. Each site and wave is a map of its own, around its own origin.
    seed
        Of the small random shifts that tell apart people whose ties are the same.
    aspect
        Width over height of the page to fill.

    Returns
    -------
    pandas.DataFrame
        On the index of `network.nodes`: `x` and `y` (one unit is about a small dot's room), `component` (0 is the
        largest of the site and wave, NA for people without ties) and `on_rail` (respondents who named nobody and whom
        nobody named). Distance on the map follows steps through ties; direction, left and right mean nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]})
    >>> places = positions(Network.from_ties(ties, respondents=["Ann", "Dan"]))
    >>> places["on_rail"].tolist()
    [False, False, False, True]
    """
    edges = np.array(network.undirected.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    count = len(network.nodes)
    degree = np.bincount(edges.ravel(), minlength=count)
    namers = np.bincount(network.pairs[:, 1], minlength=count)
    component = np.full(count, -1, dtype=np.int64)
    xy = np.full((count, 2), np.nan)
    for block in range(len(network.blocks)):
        here = np.flatnonzero((network.block_numbers == block) & (degree > 0))
        ranks = _components(here, edges)
        component[here] = ranks
        xy[here] = _map(here, ranks, edges, degree=degree, namers=namers, seed=seed, aspect=aspect)
        alone = np.flatnonzero((network.block_numbers == block) & (degree == 0) & network.interviewed)
        xy[alone] = _rail(len(alone), xy[here])
    placed = pd.DataFrame(xy.round(3) + 0.0, columns=["x", "y"], index=network.nodes.index)
    placed["component"] = pd.array(np.where(component < 0, 0, component), dtype="Int64")
    placed["component"] = placed["component"].mask(component < 0)
    placed["on_rail"] = (degree == 0) & network.interviewed
    return placed


def stress(network: Network, placed: pd.DataFrame) -> float:
    """Return the normalised stress of a map: the mean over components, weighted by their pairs; 0 is perfect.

    What it does not mean: a map with low stress may still have overlaps and crossings. It compares paper with steps
    through ties, all ties the same length, while :func:`positions` gives much-named people more room.

    Parameters
    ----------
    network
        The network drawn.
    placed
        What :func:`positions` returned, or any table with `x`, `y` on the same index.
    """
    edges = np.array(network.undirected.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    count = len(network.nodes)
    ties = csr_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    labels = csgraph.connected_components(ties, directed=False)[1]
    xy = placed[["x", "y"]].to_numpy(dtype=np.float64)
    total, pairs = 0.0, 0
    for label in np.flatnonzero(np.bincount(labels) > 1):
        members = np.flatnonzero(labels == label)
        steps = csgraph.dijkstra(ties[members][:, members], directed=False, unweighted=True)
        size = len(members) * (len(members) - 1) // 2
        total, pairs = total + size * normalised_stress(steps, xy[members]), pairs + size
    return total / pairs if pairs else 0.0


def _components(here: Ints, edges: Ints) -> Ints:
    """Return the rank of everybody's component, the largest 0, ties by first member."""
    ends = np.searchsorted(here, edges[np.isin(edges[:, 0], here)])
    ties = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(here), len(here)))
    labels = csgraph.connected_components(ties, directed=False)[1] if len(here) else np.zeros(0, dtype=np.int64)
    by_size = np.argsort(-np.bincount(labels), kind="stable")
    return np.argsort(by_size)[labels].astype(np.int64)


def _map(here: Ints, ranks: Ints, edges: Ints, *, degree: Ints, namers: Ints, seed: int, aspect: float) -> Floats:
    """Return the positions of one block's people with ties: every component laid out, then all packed."""
    lengths = np.sqrt(degree)[edges].sum(axis=1)
    radii = ROOM * np.sqrt((1.5 + namers) / 2.5)
    order = np.argsort(ranks, kind="stable")
    members = np.split(here[order], np.cumsum(np.bincount(ranks))[:-1]) if len(here) else []
    row = np.full(len(degree), -1, dtype=np.int64)
    owner = np.full(len(degree), -1, dtype=np.int64)
    for rank, people in enumerate(members):
        row[people], owner[people] = np.arange(len(people)), rank
    mine = np.argsort(owner[edges[:, 0]], kind="stable")
    starts = np.searchsorted(owner[edges[mine, 0]], np.arange(len(members) + 1))
    pieces = []
    for rank, people in enumerate(members):
        ties = mine[starts[rank] : starts[rank + 1]]
        xy = spread(len(people), row[edges[ties]], lengths[ties], seed=seed)
        pieces.append((_level(apart(xy, radii[people])), row[edges[ties]]))
    xy = np.empty((len(here), 2))
    if pieces:
        xy[order] = np.vstack(pack(pieces, aspect=aspect, cell=1.5))
    return xy


def _level(xy: Floats) -> Floats:
    """Return the positions turned so that they are as little tall as can be, as pages are wider than tall."""
    angles = np.linspace(0, np.pi, 180, endpoint=False)
    heights = np.ptp(xy @ np.stack([np.sin(angles), np.cos(angles)]), axis=0).round(3)
    sine, cosine = np.sin(angles[heights.argmin()]), np.cos(angles[heights.argmin()])
    turned: Floats = xy @ np.array([[cosine, sine], [-sine, cosine]])
    return turned


def _rail(count: int, xy: Floats) -> Floats:
    """Return places for people without ties: rows below the map, filled from the left."""
    left, bottom, width = (xy[:, 0].min(), xy[:, 1].min(), np.ptp(xy[:, 0])) if len(xy) else (0.0, 0.0, 0.0)
    columns = max(int(max(width, 8 * np.sqrt(count)) / RAIL_STEP), 1)
    rows, column = np.divmod(np.arange(count), columns)
    return np.column_stack([left + RAIL_STEP * column, bottom - RAIL_GAP - RAIL_STEP * rows])
