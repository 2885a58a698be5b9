"""Where everything on a map lies, and its ties, dots and rail.

Sizes are in points, so that a map reads the same on a page of its own and in a corner of somebody else's.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import FancyBboxPatch

from netsurvey.network.layout import positions
from netsurvey.plot.page import page_points
from netsurvey.plot.style import GREY, PALE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.plot.shades import Shade

__all__ = [
    "Drawing",
    "aspect_of",
    "draw_people",
    "draw_rail",
    "draw_ties",
    "fit",
    "lay_out",
    "placed",
    "width",
    "with_mentions",
]


LARGEST_UNIT = 22.0
"""How much room one step of the layout may take on an almost empty map."""
LARGEST_DOT = 13.0
"""How wide a person named once may be drawn."""
RAIL_WORDS = 22.0
"""What is kept free below the map where the people without ties are a count only."""
STRETCH = 1.45
"""How many times wider than laid out the map may be drawn to use the page."""
WIDEST = 34.0
"""How wide the person named most may be drawn."""
DOT = 0.95
"""How wide a person named once is drawn, in steps of the layout."""

MOST_KEPT = 16
_LAID_OUT: dict[bytes, pd.DataFrame] = {}
"""The maps laid out last, by what they were laid out from, so that drawing one coloured otherwise is quick."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What goes on the map.

    Attributes
    ----------
    places
        In the order of the nodes: x, y, on_rail, mentions, drawn, width (points).
    pairs
        Who named whom, as rows of `places`.
    unit
        Points in one step of the layout.
    dot
        Points across the dot of a person named once.
    """

    places: pd.DataFrame
    pairs: NDArray[np.int64]
    unit: float
    dot: float


def placed(
    network: Network,
    *,
    seed: int,
    aspect: float,
    communities: pd.Series[Any] | None = None,
    start: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return where the people of one site and wave stand, as kept from the last time where nothing has changed."""
    known = blake2b(repr((network.blocks, network.nodes.index.tolist(), seed, aspect)).encode())
    tables = [table.to_numpy(dtype=float, na_value=np.nan) for table in (communities, start) if table is not None]
    for each in (network.pairs, network.interviewed, *tables):
        known.update(repr(each.shape).encode() + each.tobytes())
    key = known.digest()
    if key not in _LAID_OUT:
        places = positions(network, seed=seed, aspect=aspect, communities=communities, start=start)
        _LAID_OUT[key] = places
        while len(_LAID_OUT) > MOST_KEPT:
            del _LAID_OUT[next(iter(_LAID_OUT))]
    return _LAID_OUT[key]


def aspect_of(ax: Axes) -> float:
    """Return width over height of the axes, in halves, so that maps with more or fewer words are laid out alike."""
    wide, tall = page_points(ax)
    return max(round(2 * float(wide / tall)), 1) / 2


def lay_out(
    network: Network, ax: Axes, places: pd.DataFrame, *, dots_on_rail: bool, larger: float = 1.0, above: float = 0.0
) -> Drawing:
    """Fit a map to the axes: set their limits and hide their frame.

    Parameters
    ----------
    network
        One site in one wave.
    ax
        Where it is drawn.
    places
        What :func:`placed` returned.
    dots_on_rail
        Whether people without ties are drawn one by one.
    larger
        How many times wider than usual the dots are.
    above
        Points kept free above the map.
    """
    people = with_mentions(network, places, dots_on_rail=dots_on_rail)
    return fit([ax], [people], [network.pairs], larger=larger, above=above)[0]


def with_mentions(network: Network, places: pd.DataFrame, *, dots_on_rail: bool) -> pd.DataFrame:
    """Return places in the order of the nodes with mentions, and whether each person is drawn as a dot."""
    places = places.reset_index(drop=True)
    places["mentions"] = np.bincount(network.pairs[:, 1], minlength=len(places))
    places["drawn"] = places["x"].notna() & (dots_on_rail | ~places["on_rail"])
    return places


def fit(
    axes: Sequence[Axes],
    maps: Sequence[pd.DataFrame],
    pairs: Sequence[NDArray[np.int64]],
    *,
    larger: float = 1.0,
    above: float = 0.0,
) -> list[Drawing]:
    """Fit maps to axes of the same size, all on one scale, and set their limits; the frames are hidden.

    Parameters
    ----------
    axes
        One a map.
    maps
        What :func:`with_mentions` returned.
    pairs
        Who named whom, as rows of each map.
    larger
        How many times wider than usual the dots are.
    above
        Points kept free above the map.
    """
    page = page_points(axes[0])
    everybody = pd.concat(maps, ignore_index=True)
    wide, tall = (float(np.nan_to_num(everybody[axis].max() - everybody[axis].min())) for axis in ("x", "y"))
    stretch = np.clip(page[0] / page[1] * tall / max(wide, 1.0), 1, STRETCH)
    drawn = everybody[everybody["drawn"]]
    half = width(drawn["mentions"].to_numpy(), DOT * larger)[:, None] / 2 + 1
    xy = drawn[["x", "y"]].to_numpy(dtype=np.float64) * [stretch, 1]
    low, high = ((xy - half).min(axis=0), (xy + half).max(axis=0)) if len(xy) else (np.zeros(2), np.ones(2))
    below = np.array([0.0, RAIL_WORDS if (everybody["on_rail"] & ~everybody["drawn"]).any() else 0.0])
    free = np.array([0.0, above])
    unit = min(float(((page - below - free) / (high - low)).min()), LARGEST_UNIT)
    dot = min(
        unit * DOT * larger, LARGEST_DOT, WIDEST / width(everybody["mentions"].max() if len(everybody) else 0, 1.0)
    )
    middle = (low + high - (below - free) / unit) / 2
    for ax in axes:
        ax.set_xlim(middle[0] - page[0] / unit / 2, middle[0] + page[0] / unit / 2)
        ax.set_ylim(middle[1] - page[1] / unit / 2, middle[1] + page[1] / unit / 2)
        ax.set_axis_off()
    return [
        Drawing(
            places=places.assign(x=places["x"] * stretch, width=width(places["mentions"].to_numpy(), dot)),
            pairs=ties,
            unit=unit,
            dot=dot,
        )
        for places, ties in zip(maps, pairs, strict=True)
    ]


def draw_ties(ax: Axes, drawing: Drawing, *, strength: float = 1.0, communities: pd.Series[int] | None = None) -> None:
    """Draw every naming as a thin line with a small head at the person named, from rim to rim.

    Parameters
    ----------
    ax
        Where.
    drawing
        What.
    strength
        Less than 1 where something else matters more; from 2 on all ties are as dark as can be.
    communities
        Everybody's; where given, ties from one to another are paler.
    """
    if not len(drawing.pairs):
        return
    xy = drawing.places[["x", "y"]].to_numpy(dtype=np.float64)
    rim = (drawing.places["width"] * 0.5).to_numpy() / drawing.unit
    source, target = drawing.pairs.T
    along = xy[target] - xy[source]
    length = np.hypot(*along.T)
    along /= np.maximum(length, 1e-9)[:, None]
    head = np.clip(0.4 * drawing.dot, 2.0, 6.0) / drawing.unit
    begin = xy[source] + along * np.minimum(rim[source], length / 3)[:, None]
    tip = xy[target] - along * np.minimum(rim[target], length / 3)[:, None]
    neck = tip - along * head
    aside = along[:, ::-1] * [-0.38 * head, 0.38 * head]
    thick = float(np.clip(0.08 * drawing.dot, 0.35, 1.2))
    named = np.sqrt(drawing.places["mentions"].to_numpy()[target] / 12)
    dark = np.minimum(strength * np.clip(named, 0.35, 0.8), 0.8)
    if communities is not None:
        numbers = communities.to_numpy(dtype=float, na_value=np.nan)
        dark = np.where(numbers[source] == numbers[target], dark, 0.25 * strength)
    lines = LineCollection(list(np.stack([begin, neck], axis=1)), colors=GREY, linewidths=thick, alpha=dark, zorder=1)
    heads = PolyCollection(
        list(np.stack([tip, neck + aside, neck - aside], axis=1)),
        facecolors=GREY,
        linewidths=0,
        alpha=min(0.75 * strength, 0.8),
        zorder=2,
    )
    lines.set_gid("ties")
    heads.set_gid("heads")
    ax.add_collection(lines, autolim=False)
    ax.add_collection(heads, autolim=False)


def draw_people(ax: Axes, drawing: Drawing, shades: Iterable[Shade]) -> None:
    """Draw the dots, one look over the other, the most mentioned first so that nobody small is hidden."""
    for order, shade in enumerate(shades):
        these = drawing.places[drawing.places["drawn"] & shade.who]
        these = these.sort_values("mentions", ascending=False, kind="stable")
        dots = ax.scatter(
            these["x"],
            these["y"],
            s=shade.area * these["width"] ** 2,
            c=shade.colour,
            marker=shade.marker,
            linewidths=shade.edge_width,
            edgecolors=shade.edge,
            zorder=3 + order / 100,
        )
        dots.set_gid(f"people: {shade.name}")


def draw_rail(ax: Axes, drawing: Drawing, words: str) -> None:
    """Draw the band under the people without ties, with their count."""
    alone = drawing.places[drawing.places["on_rail"] & drawing.places["drawn"]]
    point = 1 / drawing.unit
    if len(alone):
        reach = float(alone["width"].max()) * point
        left, right = alone["x"].min() - 1.5 * reach, alone["x"].max() + 1.5 * reach
        bottom, top = alone["y"].min() - 1.2 * reach, alone["y"].max() + 1.2 * reach
        band = FancyBboxPatch(
            (left, bottom),
            right - left,
            top - bottom,
            boxstyle=f"round,pad=0,rounding_size={reach}",
            fc=PALE,
            ec="none",
        )
        band.set_zorder(0)
        ax.add_patch(band)
        ax.text(left, top + 3 * point, words, va="bottom", ha="left", fontsize=10.5, gid="rail")
    elif words:
        ax.annotate(
            words, (0, 0), (0, 4), xycoords="axes fraction", textcoords="offset points", fontsize=10.5, gid="rail"
        )


def width(mentions: Any, dot: float) -> Any:  # noqa: ANN401 - a number or an array of them
    """Return how wide a dot is: its area grows by the same step with every mention."""
    return dot * np.sqrt((1.5 + mentions) / 2.5)
