"""Where everybody stands on the map, so that a picture and a page show the same one.

A door-knock survey is many stars joined loosely. Distance on the map follows steps through ties; pieces that no tie
joins are laid out apart and packed on one page, and people without any tie wait on a rail below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.linalg import orthogonal_procrustes

from netsurvey.network.packing import pack
from netsurvey.network.pieces import connected
from netsurvey.network.stress import spread
from netsurvey.network.territories import territories

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network.graph import Network

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["graph_positions", "positions"]

ROOM = 0.55
"""Radius kept free around a person named once."""
RAIL_STEP = 2.4
RAIL_GAP = 5.0
CELL = 1.5
MOST_CELLS = 150
"""Cells that a page is wide and tall, about, when pieces are packed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Sheet:
    """One map to be made.

    Attributes
    ----------
    edges
        Pairs of rows, each pair once.
    radii
        Room around everybody.
    known
        Where everybody stood on an earlier map; NaN for whoever is new.
    groups
        Everybody's community; negative where there is none.
    seed, aspect
        As for :func:`positions`.
    """

    edges: Ints
    radii: Floats
    known: Floats
    groups: Ints
    seed: int
    aspect: float

    @property
    def old(self) -> NDArray[np.bool_]:
        """Who was on the earlier map."""
        return ~np.isnan(self.known[:, 0])

    def of(self, people: Ints) -> _Sheet:
        """Return the map of some people and the ties among them."""
        row = np.full(len(self.radii), -1)
        row[people] = np.arange(len(people))
        ends = row[self.edges]
        return _Sheet(
            edges=ends[(ends >= 0).all(axis=1)],
            radii=self.radii[people],
            known=self.known[people],
            groups=self.groups[people],
            seed=self.seed,
            aspect=self.aspect,
        )


def positions(
    network: Network,
    *,
    seed: int = 1,
    aspect: float = 1.5,
    start: pd.DataFrame | None = None,
    communities: pd.Series[Any] | None = None,
) -> pd.DataFrame:
    """Return where everybody stands; the same network and seed give the same places.

    Parameters
    ----------
    network
        Whose people are placed. Each site and wave is a map of its own, around its own origin.
    seed
        Of the small random shifts that tell apart people whose ties are the same.
    aspect
        Width over height of the page to fill.
    start
        What this function returned for an earlier wave: people of the same site and `person_id` stand near where they
        stood, newcomers beside those they are tied to.
    communities
        On the index of `network.nodes`: everybody's community, by any labels, NA where there is none. Each gets a round
        territory that no other reaches into. With `start` the map as a whole is turned to lie like the earlier one.

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
    namers = np.bincount(network.pairs[:, 1], minlength=count)
    tied = np.bincount(edges.ravel(), minlength=count) > 0
    sheet = _Sheet(
        edges=edges,
        radii=ROOM * np.sqrt((1.5 + namers) / 2.5),
        known=_earlier(network, start),
        groups=_codes(network, communities),
        seed=seed,
        aspect=aspect,
    )
    component = pd.array([pd.NA] * count, dtype="Int64")
    xy = np.full((count, 2), np.nan)
    for block in range(len(network.blocks)):
        here = np.flatnonzero((network.block_numbers == block) & tied)
        xy[here], component[here] = _map(sheet.of(here))
        alone = np.flatnonzero((network.block_numbers == block) & ~tied & network.interviewed)
        xy[alone] = _rail(len(alone), xy[here])
    placed = pd.DataFrame(xy.round(3) + 0.0, columns=["x", "y"], index=network.nodes.index)
    return placed.assign(component=component, on_rail=~tied & network.interviewed)


def graph_positions(
    count: int, edges: Ints, *, seed: int = 1, aspect: float = 1.5, radii: Floats | None = None
) -> Floats:
    """Return where the nodes of any simple undirected graph stand, such as people and the sources they named.

    Parameters
    ----------
    count
        How many nodes.
    edges
        Pairs of row numbers, each pair once and in one direction only, shape (m, 2).
    seed
        Of the small random shifts that tell apart nodes whose edges are the same.
    aspect
        Width over height of the page to fill.
    radii
        Room around each node, shape (count,), in the unit of the positions; that of a small dot where left out.

    Returns
    -------
    numpy.ndarray
        Shape (count, 2). Pieces that no edge joins lie apart, nodes without edges in rows below.

    Examples
    --------
    >>> xy = graph_positions(4, np.array([[0, 1], [1, 2]]))
    >>> bool(xy[3, 1] < xy[:3, 1].min())
    True
    """
    edges = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    tied = np.bincount(edges.ravel(), minlength=count) > 0
    sheet = _Sheet(
        edges=edges,
        radii=np.full(count, ROOM) if radii is None else radii,
        known=np.full((count, 2), np.nan),
        groups=np.full(count, -1),
        seed=seed,
        aspect=aspect,
    )
    xy = np.empty((count, 2))
    xy[tied] = _map(sheet.of(np.flatnonzero(tied)))[0]
    xy[~tied] = _rail(int((~tied).sum()), xy[tied])
    return xy


def _earlier(network: Network, start: pd.DataFrame | None) -> Floats:
    """Return where everybody stood, in the latest wave of the earlier map, NaN for newcomers and people on its rail."""
    if start is None:
        return np.full((len(network.nodes), 2), np.nan)
    tied = start[start["component"].notna()].reset_index("wave")[["x", "y"]]
    stood = tied[~tied.index.duplicated(keep="last")]
    return stood.reindex(network.nodes.reset_index("wave").index).to_numpy(dtype=np.float64)


def _codes(network: Network, communities: pd.Series[Any] | None) -> Ints:
    if communities is None:
        return np.full(len(network.nodes), -1)
    return pd.factorize(communities.reindex(network.nodes.index))[0].astype(np.int64)


def _map(sheet: _Sheet) -> tuple[Floats, Ints]:
    """Return the places of one block's people with ties, every piece laid out and all packed, and everybody's piece."""
    number = connected(len(sheet.radii), sheet.edges)
    members = [np.flatnonzero(number == each) for each in range(number.max(initial=-1) + 1)]
    sheets = [sheet.of(people) for people in members]
    pieces = [(_piece(each), each.edges) for each in sheets]
    area = sum(float((np.ptp(xy, axis=0) + 2 * CELL).prod()) for xy, _ in pieces)
    cell = max(CELL, np.sqrt(area) / MOST_CELLS)
    packed = pack(pieces, aspect=sheet.aspect, cell=cell, stay=[bool(each.old.any()) for each in sheets])
    xy = np.empty((len(number), 2))
    for people, places in zip(members, packed, strict=True):
        xy[people] = places
    return xy, number


def _piece(sheet: _Sheet) -> Floats:
    """Return the places of one connected piece: where it was if it was on the earlier map, else level."""
    if (sheet.groups != sheet.groups[0]).any():
        xy = territories(sheet.groups, sheet.edges, sheet.radii, seed=sheet.seed)
    else:
        xy = spread(len(sheet.radii), sheet.edges, sheet.radii, seed=sheet.seed, known=sheet.known)
    old = sheet.known[sheet.old]
    return _laid_on(xy, old, xy[sheet.old]) if len(old) else _level(xy)


def _laid_on(xy: Floats, old: Floats, new: Floats) -> Floats:
    """Return the positions moved, turned and turned over so that `new` comes as near to `old` as it can."""
    turn = orthogonal_procrustes(new - new.mean(axis=0), old - old.mean(axis=0))[0]
    laid: Floats = (xy - new.mean(axis=0)) @ turn + old.mean(axis=0)
    return laid


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
