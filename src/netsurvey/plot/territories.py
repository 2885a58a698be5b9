"""The ground that each community of a map stands on, and its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon
from scipy.spatial import ConvexHull, QhullError

from netsurvey.plot.style import INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from netsurvey.plot.drawn import Drawing
    from netsurvey.plot.shades import Shade

__all__ = ["BADGE_ROOM", "draw_territories"]

BADGE_ROOM = 16.0
"""Points that a number needs above the uppermost dot."""


def draw_territories(ax: Axes, drawing: Drawing, communities: pd.Series[int], shades: Sequence[Shade]) -> None:
    """Draw a pale ground under each community and write its number above it.

    Parameters
    ----------
    ax
        Where.
    drawing
        The map.
    communities
        The number of everybody's community, from 0; NA where none is marked.
    shades
        The looks, from which the ground has its colour.
    """
    numbers = communities.to_numpy(dtype=float, na_value=np.nan)
    for number in np.unique(numbers[~np.isnan(numbers)]):
        members = np.flatnonzero((numbers == number) & drawing.places["drawn"])
        xy = drawing.places.loc[members, ["x", "y"]].to_numpy(dtype=np.float64)
        colour = next(shade.colour for shade in shades if shade.who[members[0]])
        ground = Polygon(_around(xy), fc=_pale(colour), ec=_pale(colour), lw=12, joinstyle="round", zorder=0.5)
        ground.set_gid("territory")
        ax.add_patch(ground)
        ax.annotate(
            f"{int(number) + 1}",
            xy[xy[:, 1].argmax()],
            (0, 13),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=11,
            fontweight="bold",
            zorder=7,
            gid="community",
            color="white",
            bbox={"boxstyle": "circle,pad=0.22", "fc": INK, "ec": "white", "lw": 1.0},
        )


def _around(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corners around the points; their two ends where they lie on a line."""
    try:
        return xy[ConvexHull(xy).vertices]
    except QhullError:
        return xy[[np.lexsort(xy.T)[0], np.lexsort(xy.T)[-1]]]


def _pale(colour: str) -> tuple[float, ...]:
    """Return a colour mixed with seven parts of white."""
    return tuple((part + 7) / 8 for part in to_rgb(colour))
