"""Boxes of words beside a dot: where they may lie, and over how many other dots they would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.transforms import Bbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.transforms import BboxBase
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["WAYS", "away", "beside", "covered", "is_free"]

WAYS = [
    far * np.array(way)
    for far in (1, 2, 3)
    for way in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
]
"""Where a box may be put from its dot: nearer ones first, above before below, level before aslant."""


def beside(box: BboxBase, target: Floats, reach: float, way: Floats) -> Bbox:
    """Return the box put beside a dot of so large a radius."""
    half = np.array([box.width, box.height]) / 2
    middle = target + way * (half + reach + 2)
    return Bbox([middle - half, middle + half])


def is_free(box: BboxBase, page: BboxBase, taken: Sequence[BboxBase]) -> bool:
    """Whether a box would lie inside the page and over no other."""
    inside = page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1
    return bool(inside) and not any(box.padded(3).overlaps(other) for other in taken)


def covered(box: BboxBase, dots: Floats) -> int:
    """Return over how many dots, given by middle and radius, a box would lie.

    Examples
    --------
    Of a dot inside, one whose rim is touched and one apart, two are covered:

    >>> dots = np.array([[1.0, 1.0, 1.0], [5.0, 1.0, 2.0], [9.0, 1.0, 2.0]])
    >>> covered(Bbox([[0.0, 0.0], [4.0, 2.0]]), dots)
    2
    """
    middles = dots[:, :2]
    return int((np.hypot(*(middles - np.clip(middles, box.p0, box.p1)).T) < dots[:, 2]).sum())


def away(box: BboxBase, target: Floats) -> float:
    """Return how far a box is from the middle of its dot."""
    return float(np.hypot(*(target - np.clip(target, box.p0, box.p1))))
