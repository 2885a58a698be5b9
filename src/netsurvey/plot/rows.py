"""Rows of estimates with their intervals: one row a comparison, one mark a group, words where a number is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D

from netsurvey.plot.style import A4, GREY, INK, PALE, blank_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["LABEL_ROOM", "TOO_FEW", "WHY_HIDDEN", "Marks", "draw_rows", "row_axes"]

LABEL_ROOM = 208.0
"""Points to the left of the axes that the names of the rows take."""
TOO_FEW = "too few to show"
WHY_HIDDEN = (
    "Too few to show: the group, or another that could be worked out from it, is so small that it could point at "
    "somebody."
)
_LABEL_LETTERS = 38
_APART = 0.17


@dataclass(frozen=True, kw_only=True)
class Marks:
    """One group's estimates, one a row; NaN is drawn as words.

    Attributes
    ----------
    name
        For the legend.
    colour, marker
        How the group is told from the others; filled or hollow as well, for grey paper.
    filled
        Whether the marker is.
    value, low, high
        The estimate and the ends of its interval.
    notes
        What is written beside each mark, or in its place.
    """

    name: str
    colour: str
    marker: str
    filled: bool
    value: Floats
    low: Floats
    high: Floats
    notes: Sequence[str]


def row_axes(count: int, *, row: float, below: float = 1.35) -> Axes:
    """Return axes on a fresh page as tall as `count` rows of so many inches, with room for labels on the left.

    Parameters
    ----------
    count
        How many rows.
    row
        Inches a row is high.
    below
        Inches for the axis and the words under the rows.
    """
    height = max(2.55, 1.05 + row * count) + below
    figure = blank_figure(size=(A4[0], height))
    return figure.add_axes((0.28, below / height, 0.68, 1 - (below + 0.9) / height))


def draw_rows(
    ax: Axes, labels: Sequence[str], groups: Sequence[Marks], *, axis_label: str, least_span: float = 0.0
) -> None:
    """Draw the rows, the first on top.

    Parameters
    ----------
    ax
        Where.
    labels
        What each row is, broken into short lines.
    groups
        One to three groups, drawn a little above one another in every row.
    axis_label
        What the values are.
    least_span
        How much the axis shows at the least, so that small gaps look small.
    """
    places = np.arange(len(labels), dtype=float)
    shifts = (np.arange(len(groups)) - (len(groups) - 1) / 2) * 2 * _APART
    ax.set_ylim(len(labels) - 0.45, -0.55)
    ends = np.concatenate([[*group.low, *group.high, *group.value] for group in groups])
    if np.isfinite(ends).any():
        low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
        wider = max(least_span - (high - low), 1e-3) / 2
        low, high = low - wider, high + wider
        ax.set_xlim(low - 0.06 * (high - low), high + 0.28 * (high - low))
    for group, shift in zip(groups, shifts, strict=True):
        ax.hlines(places + shift, group.low, group.high, colors=group.colour, linewidths=2, zorder=2)
        ax.plot(
            group.value,
            places + shift,
            ls="",
            marker=group.marker,
            ms=9,
            color=group.colour,
            mfc=group.colour if group.filled else "white",
            mew=2,
            clip_on=False,
            zorder=3,
            gid=group.name,
        )
        for value, high, row, note in zip(group.value, group.high, places, group.notes, strict=True):
            end = np.nanmax([value, high]) if np.isfinite([value, high]).any() else np.nan
            shown = bool(np.isfinite(end))
            ax.annotate(
                note,
                (end, row + shift) if shown else (0.02, row),
                (8, 0),
                xycoords="data" if shown else ax.get_yaxis_transform(),
                textcoords="offset points",
                va="center",
                fontsize=9,
                color=INK if shown else GREY,
                fontstyle="normal" if shown else "italic",
            )
    ax.set_yticks(places, ["\n".join(fill(line, _LABEL_LETTERS) for line in label.split("\n")) for label in labels])
    ax.set_xlabel(axis_label)
    ax.tick_params(length=0, labelsize=9.5)
    ax.grid(axis="x", color=PALE, linewidth=1.2)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    if len(groups) > 1:
        ax.legend(
            handles=[
                Line2D(
                    [], [], color=g.colour, marker=g.marker, ms=9, mfc=g.colour if g.filled else "white", mew=2, lw=2
                )
                for g in groups
            ],
            labels=[group.name for group in groups],
            loc="lower right",
            bbox_to_anchor=(1, 1),
            ncols=len(groups),
            frameon=False,
        )
