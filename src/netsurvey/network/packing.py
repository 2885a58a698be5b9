"""Pack the pieces of a map on one page, largest in the middle, small ones in the room that is left.

Polyomino packing (Freivalds, Dogrusoz and Kikusts 2002): each piece is the set of grid cells that its people and ties
cover, so that a small piece may use the corner that a round one leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Cells = NDArray[np.bool_]

__all__ = ["pack"]


def pack(
    pieces: Sequence[tuple[Floats, Ints]],
    *,
    aspect: float = 1.5,
    cell: float = 1.0,
    margin: int = 1,
    stay: Sequence[bool] = (),
) -> list[Floats]:
    """Return the positions of every piece moved to its place on one page.

    Parameters
    ----------
    pieces
        For each piece the positions of its people, shape (n, 2), and its ties as row numbers, shape (m, 2).
    aspect
        Width over height that the whole should come near to.
    cell
        Side of a grid cell, in the unit of the positions.
    margin
        Cells kept free around every person and tie.
    stay
        For each piece whether it should stay as near as it can to where it is; none where left out.

    Examples
    --------
    >>> dot = (np.zeros((1, 2)), np.zeros((0, 2), dtype=np.int64))
    >>> [place.tolist() for place in pack([dot, dot], margin=1)]
    [[[0.0, 0.0]], [[-3.0, 0.0]]]
    """
    shapes = [_cells(xy / cell, edges, margin) for xy, edges in pieces]
    stays = list(stay) or [False] * len(pieces)
    order = sorted(range(len(pieces)), key=lambda i: (not stays[i], -int(shapes[i][0].sum()), i))
    area = sum(mask.size for mask, _ in shapes)
    tallest, widest = (max((mask.shape[axis] for mask, _ in shapes), default=0) for axis in (0, 1))
    out = max((float(np.abs(xy / cell).max()) for (xy, _), old in zip(pieces, stays, strict=True) if old), default=0.0)
    height = int(max(tallest + 2 * np.sqrt(area / aspect), 2 * (out + tallest))) + 2
    width = int(max(widest + 2 * np.sqrt(area * aspect), 2 * (out + widest))) + 2
    taken = np.zeros((height, width), dtype=np.bool_)
    rows, columns = np.arange(height)[:, None] - height / 2, np.arange(width) - width / 2
    placed: list[Floats] = [np.zeros((0, 2))] * len(pieces)
    for i in order:
        mask, corner = shapes[i]
        tall, wide = mask.shape
        free = ~_collisions(taken, mask)
        down, along = rows[: free.shape[0]] + tall / 2, columns[: free.shape[1]] + wide / 2
        if stays[i]:
            cost = np.hypot(along - corner[0] - wide / 2, down - corner[1] - tall / 2)
        else:
            reach = np.maximum(np.abs(along) + wide / 2, aspect * (np.abs(down) + tall / 2))
            cost = reach + 0.05 * np.hypot(along, down)
        row, column = np.unravel_index(int(np.where(free, cost, np.inf).argmin()), cost.shape)
        taken[row : row + tall, column : column + wide] |= mask
        shift = np.array([column, row]) - np.array([width, height]) // 2 - corner
        placed[i] = pieces[i][0] + cell * shift
    return placed


def _cells(xy: Floats, edges: Ints, margin: int) -> tuple[Cells, Floats]:
    """Return the cells one piece covers and the place of their first corner; bays and holes count as covered."""
    steps = np.linspace(0, 1, 2 + int(np.hypot(*(xy[edges[:, 0]] - xy[edges[:, 1]]).T).max(initial=0) * 2))
    lines = xy[edges[:, 0], None] * (1 - steps[:, None]) + xy[edges[:, 1], None] * steps[:, None]
    points = np.floor(np.vstack([xy, lines.reshape(-1, 2)])).astype(np.int64)
    corner = points.min(axis=0) - margin
    columns, rows = (points - corner).T
    mask = np.zeros((rows.max() + 1 + margin, columns.max() + 1 + margin), dtype=np.bool_)
    mask[rows, columns] = True
    mask = ndimage.binary_dilation(mask, np.ones((3, 3), dtype=np.bool_), iterations=margin)
    return ndimage.binary_fill_holes(mask), corner.astype(np.float64)


def _collisions(taken: Cells, mask: Cells) -> Cells:
    """Return for every corner whether the mask put there would cover a taken cell."""
    height, width = taken.shape[0] - mask.shape[0] + 1, taken.shape[1] - mask.shape[1] + 1
    hit = np.zeros((height, width), dtype=np.bool_)
    if taken.any():
        for row, column in np.argwhere(mask):
            hit |= taken[row : row + height, column : column + width]
    return hit
