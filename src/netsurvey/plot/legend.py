"""What is explained below a map: every colour, shape and size, in as many rows as the words need.

The rows are counted from the words, before there are axes, because the page leaves room for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from netsurvey.plot.drawn import LARGEST_DOT, width
from netsurvey.plot.page import page_points
from netsurvey.plot.style import GREY
from netsurvey.plot.words import count_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from netsurvey.plot.shades import Shade
    from netsurvey.privacy import Tier

__all__ = ["below_legend", "draw_legend", "look_marks", "naming_marks"]

ARROW = "points to the person named"
SIZE = 11.0
LETTER = 6.0
"""Points an average letter is wide."""
TOP = 24.0
"""Points from the axes down to the middle of the first row."""
ROW = 23.0
"""Points from one row to the next."""
_BESIDE_WORDS = 41.0
"""Points that a mark and the gaps around it take."""


def look_marks(shades: Iterable[Shade], *, tier: Tier) -> list[Line2D]:
    """Return a mark a look, with its name and how many have it."""
    return [
        Line2D(
            [],
            [],
            ls="",
            marker=shade.marker,
            ms=11 * float(np.sqrt(shade.area)),
            mfc=shade.colour,
            mec=shade.edge,
            mew=shade.edge_width,
            label=f"{shade.name} ({count_in_words(int(shade.who.sum()), tier=tier)})" if shade.counted else shade.name,
        )
        for shade in shades
    ]


def naming_marks(most: int, *, dot: float = LARGEST_DOT) -> list[Line2D]:
    """Return the arrow of a naming and up to three sizes of dots.

    Parameters
    ----------
    most
        By how many the person named most was named.
    dot
        Points across the dot of a person named once.
    """
    grey: dict[str, Any] = {"ls": "", "mec": GREY}
    arrow = Line2D([], [], marker=r"$\longrightarrow$", ms=20, mfc=GREY, mew=0.2, label=ARROW, **grey)
    sizes = [
        Line2D(
            [],
            [],
            marker="o",
            ms=width(number, dot),
            mfc="none",
            label="named by 1" if number == 1 else f"by {number}",
            **grey,
        )
        for number in _round_numbers(most)
    ]
    return [arrow, *sizes]


def below_legend(marks: Sequence[Line2D], *, room: float) -> float:
    """Return how many points below axes so wide the legend ends."""
    return TOP + ROW * max(len(_rows(marks, room)) - 1, 0) + 22


def draw_legend(ax: Axes, marks: Sequence[Line2D]) -> None:
    """Draw the legend below the axes, row by row."""
    wide, tall = page_points(ax)
    for number, row in enumerate(_rows(marks, wide)):
        largest = max(float(mark.get_markersize()) for mark in row)
        legend = Legend(
            ax,
            row,
            [str(mark.get_label()) for mark in row],
            loc="center left",
            bbox_to_anchor=(0, -(TOP + ROW * number) / tall),
            bbox_transform=ax.transAxes,
            ncols=len(row),
            frameon=False,
            borderpad=0,
            borderaxespad=0,
            handlelength=max(2.0, largest / SIZE),
            handletextpad=0.4,
            columnspacing=1.2,
            fontsize=SIZE,
        )
        legend.set_gid("legend")
        ax.add_artist(legend)


def _rows(marks: Sequence[Line2D], room: float) -> list[list[Line2D]]:
    """Return the marks of each row: all in one where they fit, else arrow and sizes in a row of their own."""
    if sum(map(_wide, marks)) <= room:
        return [list(marks)]
    naming = next((place for place, mark in enumerate(marks) if mark.get_label() == ARROW), len(marks))
    return [*_evenly(marks[:naming], room), *_evenly(marks[naming:], room)]


def _evenly(marks: Sequence[Line2D], room: float) -> list[list[Line2D]]:
    """Return the marks in as few rows as they fit in, none much shorter than the others."""
    least = len(_filled(marks, room))
    narrower = np.linspace(room / max(least, 1), room, 30)
    return next(rows for rows in (_filled(marks, each) for each in narrower) if len(rows) == least)


def _filled(marks: Sequence[Line2D], room: float) -> list[list[Line2D]]:
    rows: list[list[Line2D]] = []
    used = 0.0
    for mark in marks:
        if not rows or used + _wide(mark) > room:
            rows.append([])
            used = 0.0
        rows[-1].append(mark)
        used += _wide(mark)
    return rows


def _wide(mark: Line2D) -> float:
    return _BESIDE_WORDS + LETTER * len(str(mark.get_label()))


def _round_numbers(most: int) -> list[int]:
    """Return up to three numbers of mentions for the legend: one, the largest round number, one between."""
    numbers = [n for n in (1, 2, 5, 10, 20, 30, 50, 100, 200, 500) if n <= most]
    return sorted({numbers[0], numbers[len(numbers) // 2], numbers[-1]}) if numbers else []
