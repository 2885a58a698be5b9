"""The map as a few plain SVG shapes, for a notebook: small beside a table.

It has no words in it and no ids, so it can be shown wherever the network may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.network.layout import positions

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from netsurvey.network.graph import Network

__all__ = ["Shapes", "shapes", "side_by_side", "thumbnail"]

MARGIN = 40
MOST_PEOPLE = 3000
"""Above this a thumbnail is a grey blot that takes long to make, so there is none."""

_STYLE = "line{stroke:#888;stroke-opacity:.4}.r{fill:#0072B2}.n{fill:#DE8AB8}"


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """The parts of an SVG.

    Attributes
    ----------
    box
        The `viewBox`.
    lines
        One `line` an ordered pair of :attr:`netsurvey.Network.pairs`, in that order.
    dots
        One shape a node: circles were interviewed, diamonds only named.
    """

    box: str
    lines: str
    dots: str


def shapes(network: Network, *, seed: int = 1) -> Shapes:
    """Return the map of a network as SVG shapes; several sites and waves stand side by side.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> drawn = shapes(Network.from_ties(pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]})))
    >>> drawn.dots.count("<circle"), drawn.dots.count("<rect"), drawn.lines.count("<line")
    (1, 2, 2)
    """
    x, y = (side_by_side(positions(network, seed=seed), network.block_numbers) * 10).round(1).T
    namers = np.bincount(network.pairs[:, 1], minlength=len(network.nodes))
    size = (3.5 + 1.8 * np.sqrt(namers)) * np.where(network.interviewed, 1.2, 0.85)
    dots = "".join(
        f'<circle class="r" cx="{x[i]}" cy="{y[i]}" r="{size[i]:.1f}"/>'
        if asked
        else f'<rect class="n" x="{x[i] - size[i]:.1f}" y="{y[i] - size[i]:.1f}" '
        f'width="{2 * size[i]:.1f}" height="{2 * size[i]:.1f}" transform="rotate(45 {x[i]} {y[i]})"/>'
        for i, asked in enumerate(network.interviewed)
    )
    lines = "".join(f'<line x1="{x[a]}" y1="{y[a]}" x2="{x[b]}" y2="{y[b]}"/>' for a, b in network.pairs)
    return Shapes(box=_box(x, y), lines=lines, dots=dots)


def thumbnail(network: Network) -> str:
    """Return a small SVG of the map, or nothing where there is too much or nothing to draw."""
    if not 0 < len(network.nodes) <= MOST_PEOPLE:
        return ""
    drawn = shapes(network)
    return (
        f'<svg viewBox="{drawn.box}" width="420" height="280" role="img" aria-label="Small map of who named whom">'
        f"<style>{_STYLE}</style>{drawn.lines}{drawn.dots}</svg>"
    )


def side_by_side(places: pd.DataFrame, blocks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return x and y with each site and wave to the right of the one before; SVG counts y downwards."""
    xy = places[["x", "y"]].to_numpy(dtype=float, copy=True) * [1, -1]
    left = 0.0
    for block in np.unique(blocks):
        here = blocks == block
        xy[here, 0] += left - xy[here, 0].min()
        left = float(xy[here, 0].max()) + 10
    return xy


def _box(x: NDArray[np.float64], y: NDArray[np.float64]) -> str:
    if not len(x):
        return "0 0 100 100"
    width, height = float(np.ptp(x)) + 2 * MARGIN, float(np.ptp(y)) + 2 * MARGIN
    return f"{x.min() - MARGIN:.0f} {y.min() - MARGIN:.0f} {width:.0f} {height:.0f}"
