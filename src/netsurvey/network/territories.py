"""Give every community of one connected piece a round territory of its own.

Each community is laid out by itself, the circles around them are arranged by the ties that run between them, and each
is turned, or turned over, so that people with ties to others stand near the side where those are. Within a community
near means few steps through ties, as everywhere; between communities it means many ties only roughly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import orthogonal_procrustes
from scipy.sparse import csgraph, csr_array

from netsurvey.network.discs import apart
from netsurvey.network.packing import pack
from netsurvey.network.pieces import connected
from netsurvey.network.stress import arranged, spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["territories"]

GAP = 2.0
"""Room between two territories, in the unit of the radii."""
FILLED = 0.7
"""Share of the page that the circles cover before they are pushed apart."""
TURNS = 4


def territories(groups: Ints, edges: Ints, radii: Floats, *, seed: int = 1) -> Floats:
    """Return positions, shape (n, 2), of one connected piece.

    Parameters
    ----------
    groups
        The community of everybody, shape (n,); a negative number where there is none. Those without one keep together
        with whom they are tied to among themselves.
    edges
        Pairs of people tied, each pair once, shape (m, 2).
    radii
        Of everybody's disc.
    seed
        Of the layouts.
    """
    groups = _everybody_in_one(groups, edges)
    if not groups.any():
        return spread(len(groups), edges, radii, seed=seed)
    within = groups[edges[:, 0]] == groups[edges[:, 1]]
    homes = [_home(np.flatnonzero(groups == each), edges[within], radii, seed=seed) for each in range(groups.max() + 1)]
    members, inner, reach = zip(*homes, strict=True)
    centres = _centres(np.array(reach) + GAP / 2, groups[edges[~within]], seed=seed)
    xy = np.empty((len(groups), 2))
    for people, places, centre in zip(members, inner, centres, strict=True):
        xy[people] = places + centre
    _face_each_other(xy, groups, centres, edges[~within])
    return xy


def _everybody_in_one(groups: Ints, edges: Ints) -> Ints:
    """Return group numbers from 0 without gaps, with new ones for the connected pieces of those without a group."""
    without = groups < 0
    among = edges[without[edges].all(axis=1)]
    own = groups.max(initial=0) + 1 + connected(len(groups), among)
    return np.unique(np.where(without, own, groups), return_inverse=True)[1].astype(np.int64)


def _home(people: Ints, edges: Ints, radii: Floats, *, seed: int) -> tuple[Ints, Floats, float]:
    """Return a community's people, where they stand around its middle and how far it reaches."""
    mine = np.searchsorted(people, edges[np.isin(edges[:, 0], people)])
    parts = connected(len(people), mine)
    pieces, order = [], np.argsort(parts, kind="stable")
    for part in range(parts.max() + 1):
        here = np.flatnonzero(parts == part)
        ties = np.searchsorted(here, mine[parts[mine[:, 0]] == part])
        pieces.append((spread(len(here), ties, radii[people[here]], seed=seed), ties))
    xy = np.empty((len(people), 2))
    xy[order] = np.vstack(pack(pieces, aspect=1.0))
    xy -= (xy.min(axis=0) + xy.max(axis=0)) / 2
    return people, xy, float((np.hypot(*xy.T) + radii[people]).max())


def _centres(reach: Floats, between: Ints, *, seed: int) -> Floats:
    """Return the middles of the circles: tied ones side by side, others as far as the way through those between."""
    ends = np.unique(np.sort(between, axis=1), axis=0)
    touching = csr_array((reach[ends].sum(axis=1), (ends[:, 0], ends[:, 1])), shape=(len(reach), len(reach)))
    centres = arranged(csgraph.dijkstra(touching, directed=False), seed=seed)
    page = (np.ptp(centres, axis=0) + 2 * reach.mean()).prod()
    return apart(centres * np.sqrt((reach**2).sum() * np.pi / page / FILLED), reach, steps=400)


def _face_each_other(xy: Floats, groups: Ints, centres: Floats, between: Ints) -> None:
    """Turn every territory about its middle so that ties to others are short; a few rounds, as all of them turn."""
    source, target = np.vstack([between, between[:, ::-1]]).T
    order = np.argsort(groups[source], kind="stable")
    starts = np.searchsorted(groups[source[order]], np.arange(len(centres) + 1))
    for _ in range(TURNS):
        for group, centre in enumerate(centres):
            ties = order[starts[group] : starts[group + 1]]
            turn = orthogonal_procrustes(xy[source[ties]] - centre, xy[target[ties]] - centre)[0]
            here = groups == group
            xy[here] = (xy[here] - centre) @ turn + centre
