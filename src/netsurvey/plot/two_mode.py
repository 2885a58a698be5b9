"""Draw people and what they name as one map: small dots around places, groups or sources, and the lines between.

For the team a dot is a person. Below that a dot stands for five people and joins two things only where the number
who named both may be shown, so that nobody who is hidden in the tables can be counted on the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

from netsurvey.network.discs import apart
from netsurvey.network.layout import graph_positions
from netsurvey.plot.boxes import WAYS, away, beside, covered, is_free
from netsurvey.plot.page import page_points
from netsurvey.plot.style import INK
from netsurvey.privacy import STANDARD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = ["Look", "TwoMode", "draw_two_mode", "in_fives", "legend_mark"]

DOT = 6.0
"""Points across a dot of a person, where there is room."""
SMALLEST_DOT = 2.5
ROOM = 0.75
"""Radius kept free around a dot, in steps of the layout."""
AROUND = 1.8
"""How many times its own room a thing is kept from others, so that its name has a place."""
LARGEST_UNIT = 16.0
"""Points: how much room one step of the layout may take on an almost empty map."""
LABEL_SIZE = 9.0
MOST_LABELS = 40
LEAD = 5.0
"""Points from which on a line leads from a label to what it names."""
FAR = 24.0
"""How many points away from what it names is as bad for a label as lying over one more dot."""
TOUCHING = 0.25
"""How bad it is for a label to touch a dot, beside lying over it."""
_WAYS = [*WAYS, *(np.array([aside, up]) for up in (1, -1) for aside in (0.5, -0.5))]


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the dots and things of one kind or community are told apart: by colour and by shape.

    Attributes
    ----------
    colour, marker
        Of the dots; things are squares of the same colour.
    """

    colour: str
    marker: str


@dataclass(frozen=True, kw_only=True)
class TwoMode:
    """Who named what, as it may be drawn.

    Attributes
    ----------
    things
        On the id of each thing: `number` (how many name it) and `look` (which of the looks).
    ties
        Which dot is joined to which thing, as rows of each.
    looks
        Which of the looks each dot has.
    each
        How many people a dot stands for.
    """

    things: pd.DataFrame
    ties: Ints
    looks: Ints
    each: int


def in_fives(things: pd.DataFrame, shared: pd.DataFrame) -> TwoMode:
    """Return the map in which a dot stands for five people, from numbers that may be shown and nothing else.

    Parameters
    ----------
    things
        As in :class:`TwoMode`, the numbers rounded to five.
    shared
        Columns place_a, place_b and both: how many people name both of two things, rounded to five.

    Examples
    --------
    Thirty people name the hall, twenty the club, and ten of them both.

    >>> import pandas as pd
    >>> things = pd.DataFrame({"number": [30, 20], "look": 0}, index=["hall", "club"])
    >>> drawn = in_fives(things, pd.DataFrame({"place_a": ["hall"], "place_b": ["club"], "both": [10]}))
    >>> drawn.ties.tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [3, 0], [4, 0], [5, 0], [6, 1], [7, 1]]
    """
    step = STANDARD.round_to
    room = (things["number"].to_numpy(dtype=np.int64) // step).copy()
    row = {thing: at for at, thing in enumerate(things.index)}
    dots: list[list[int]] = []
    for one, other, both in shared[["place_a", "place_b", "both"]].itertuples(index=False):
        ends = [row[one], row[other]]
        fitting = min(int(both) // step, int(room[ends].min()))
        room[ends] -= fitting
        dots += [ends] * fitting
    dots += [[at] for at, left in enumerate(room) for _ in range(left)]
    ties = [(dot, thing) for dot, named in enumerate(dots) for thing in named]
    fewest = things["number"].to_numpy(dtype=np.int64)
    looks = things["look"].to_numpy(dtype=np.int64)
    return TwoMode(
        things=things,
        ties=np.array(ties, dtype=np.int64).reshape(-1, 2),
        looks=np.array([looks[min(named, key=lambda at: fewest[at])] for named in dots], dtype=np.int64),
        each=step,
    )


def draw_two_mode(
    ax: Axes,
    drawn: TwoMode,
    looks: Sequence[Look],
    *,
    labels: Mapping[str, str],
    share: float = 1.0,
    seed: int = 1,
) -> None:
    """Draw the map into the left of some axes.

    Parameters
    ----------
    ax
        Where; its limits are set and its frame is hidden.
    drawn
        What.
    looks
        What the numbers of looks stand for.
    labels
        What to call the things, by id; the id where absent.
    share
        How much of the width the map takes.
    seed
        Of the layout.
    """
    things, count = drawn.things, len(drawn.looks)
    width, height = page_points(ax)
    number = things["number"].to_numpy(dtype=float)
    radii = np.concatenate([np.full(count, ROOM), ROOM * (1.4 + 0.3 * np.sqrt(number / drawn.each))])
    edges = drawn.ties + np.array([0, count])
    xy = graph_positions(len(radii), edges, seed=seed, aspect=width * share / height, radii=radii)
    xy[count:] = apart(xy[count:], AROUND * radii[count:])
    xy = apart(xy, radii)
    low, high = (xy - radii[:, None]).min(axis=0), (xy + radii[:, None]).max(axis=0)
    margin = np.array([70.0, 26.0])
    span = np.maximum(high - low, 1e-9)
    unit = min(float(((np.array([width * share, height]) - margin) / span).min()), LARGEST_UNIT)
    stretch = np.clip((width * share - margin[0]) / (unit * span[0]), 1.0, 1.4)
    middle = (low + high) / 2
    xy = (xy - middle) * [stretch, 1.0] * unit + [width * share / 2, height / 2]
    ax.set_xlim(0, width)
    ax.set_ylim(0, height)
    ax.set_axis_off()
    dot = float(np.clip(1.1 * ROOM * unit, SMALLEST_DOT, DOT))
    people, places = xy[:count], xy[count:]
    sizes = np.maximum(2 * radii[count:] * unit * 0.55, 1.6 * dot)
    lines = LineCollection(
        [[people[who], places[what]] for who, what in drawn.ties.tolist()],
        colors=[looks[look].colour for look in drawn.looks[drawn.ties[:, 0]].tolist()],
        linewidths=float(np.clip(0.12 * dot, 0.4, 0.8)),
        alpha=0.45,
        zorder=1,
    )
    lines.set_gid("ties")
    ax.add_collection(lines, autolim=False)
    for number_of_look, look in enumerate(looks):
        here = drawn.looks == number_of_look
        mark: dict[str, Any] = {"color": look.colour, "linewidths": 0.4, "edgecolors": "white"}
        dots = ax.scatter(people[here, 0], people[here, 1], s=dot**2, marker=look.marker, zorder=3, **mark)
        dots.set_gid("people")
        those = things["look"].to_numpy() == number_of_look
        frame: dict[str, Any] = {"color": look.colour, "linewidths": 1.0, "edgecolors": INK}
        squares = ax.scatter(places[those, 0], places[those, 1], s=sizes[those] ** 2, marker="s", zorder=4, **frame)
        squares.set_gid("things")
    _label(ax, things, labels, people=np.column_stack([people, np.full(count, dot / 2)]), places=places, sizes=sizes)


def legend_mark(look: Look, label: str, *, thing: bool = False) -> Line2D:
    """Return an entry of the legend for a dot, or for the square of a thing."""
    marker, size, edge = ("s", 10, INK) if thing else (look.marker, 7, "white")
    return Line2D([], [], ls="", marker=marker, ms=size, mfc=look.colour, mec=edge, label=label)


def _label(
    ax: Axes, things: pd.DataFrame, labels: Mapping[str, str], *, people: Floats, places: Floats, sizes: Floats
) -> None:
    """Write what the things are called, those named most first, where they hide the fewest dots and no other name."""
    order = np.argsort(-things["number"].to_numpy(dtype=float), kind="stable")[:MOST_LABELS]
    texts = [
        ax.text(
            places[at, 0],
            places[at, 1],
            labels.get(str(things.index[at]), str(things.index[at])),
            fontsize=LABEL_SIZE,
            fontweight="bold",
            color=INK,
            ha="center",
            va="center",
            zorder=6,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
            gid="label",
        )
        for at in order
    ]
    squares = np.column_stack([places, sizes * np.sqrt(0.5)])
    near = people + np.array([0.0, 0.0, 1.5])
    page = Bbox.from_extents(0.0, 0.0, ax.get_xlim()[1], ax.get_ylim()[1])
    taken: list[Bbox] = []
    for text, at in zip(texts, order.tolist(), strict=True):
        target, others = places[at], np.delete(squares, at, axis=0)
        box = Bbox(ax.transData.inverted().transform(text.get_window_extent()))
        boxes = [beside(box, target, sizes[at] / 2, way) for way in _WAYS]
        fine = [each for each in boxes if is_free(each, page, taken) and not covered(each, others)]
        free = fine or [each for each in boxes if is_free(each, page, taken)] or boxes
        cost = [covered(each, people) + TOUCHING * covered(each, near) + away(each, target) / FAR for each in free]
        best = free[int(np.argmin(cost))]
        taken.append(best)
        text.set_position(tuple((best.p0 + best.p1) / 2))
    _lead(ax, texts, places[order], sizes[order] / 2)


def _lead(ax: Axes, texts: Sequence[Text], targets: Floats, half: Floats) -> None:
    """Lead a line from a label to what it names, where it had to move or another thing is nearer."""
    to_data = ax.transData.inverted()
    for own, (text, target, reach) in enumerate(zip(texts, targets, half, strict=True)):
        low, high = to_data.transform(text.get_window_extent())
        gaps = np.hypot(*(np.clip(targets, low, high) - targets).T) - half
        if gaps[own] > min(LEAD, float(np.delete(gaps, own).min(initial=LEAD))):
            near = np.clip(target, low, high)
            rim = target + (near - target) * min(0.6 * reach / max(float(np.hypot(*(near - target))), 1e-9), 1.0)
            ax.plot(*zip(near, rim, strict=True), color=INK, lw=0.9, zorder=5.5, gid="lead")
