"""Draw who named whom: respondents as blue circles, people only named as pink diamonds, size by times mentioned.

The programme's own picture, made so that it reads on paper, on a projector, in grey and to the colour-blind, and says
on its face that it is a partial map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from adjustText import adjust_text
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.patheffects import withStroke

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.errors import Problem, UsageError
from netsurvey.network.layout import positions
from netsurvey.plot.page import described, one_block, page_points, write_around
from netsurvey.plot.style import BLUE, GREY, INK, PALE, PINK, blank_figure, house_style
from netsurvey.plot.words import MapWords, map_words
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox
    from numpy.typing import NDArray

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["plot_sociogram"]

FRAME = (0.035, 0.165, 0.93, 0.735)
"""Left, bottom, width and height of the map on its page; title above, legend and caption below."""
MOST_LABELS = 12
LEGEND_SIZE = 9.5
LARGEST_UNIT = 22.0
"""Points: how much room one step of the layout may take on an almost empty map."""
LARGEST_DOT = 13.0
"""Points: how wide a person named once may be drawn."""
RAIL_WORDS = 22.0
"""Points kept free below the map where the people without ties are a count only."""
STRETCH = 1.45
"""How much wider than laid out the map may be drawn to use the page."""
WIDEST = 34.0
"""Points: how wide the person named most may be drawn."""
DOT = 0.95
"""How wide a person named once is drawn, in steps of the layout."""


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """What goes on the map.

    Attributes
    ----------
    places
        In the order of the nodes: x, y, on_rail, respondent, mentions, drawn, width (points).
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


def plot_sociogram(
    network: Network,
    findings: Findings | None = None,
    *,
    labels: pd.Series[str] | None = None,
    site: str | None = None,
    wave: str | None = None,
    tier: Tier | None = None,
    seed: int = 1,
    ax: Axes | None = None,
) -> Figure:
    """Return the sociogram of one site in one wave.

    Parameters
    ----------
    network
        Who named whom.
    findings
        Where given, the picture is made for their tier.
    labels
        Names (team tier only) or pseudonyms, on person ids or on the index of `network.nodes`; the twelve people
        named most are labelled. Without it nobody is.
    site, wave
        Which map, where the network holds several.
    tier
        Who may see the picture; that of `findings` where left out, or else `partner`. Below `team` counts are rounded
        and small ones hidden, and people without ties are no dots where their count is hidden; at `public` they never
        are, and nobody is labelled.
    seed
        Of the layout.
    ax
        Axes to draw into; a fresh A4 page where left out.

    Raises
    ------
    UsageError
        When the network holds several sites or waves and none is picked, when none fits, or when labels are to go on
        a public picture.

    Notes
    -----
    The area of a dot grows with the number of different respondents who named the person. Near means few steps
    through ties; left, right, top and bottom mean nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]})
    >>> figure = plot_sociogram(Network.from_ties(ties, respondents=["Ann", "Dan"], site="Ashby"), tier=Tier.TEAM)
    >>> figure.get_label()[:74]
    'Map of who named whom in Ashby, wave 1. 2 people were interviewed; they na'
    """
    tier = Tier(tier if tier is not None else findings.tier if findings is not None else Tier.PARTNER)
    if labels is not None and tier is Tier.PUBLIC:
        what = "labels do not go on a public picture"
        raise UsageError(Problem(what=what, next_step="Leave labels out, or draw for the partner or team tier."))
    block = network.block(*one_block(network.blocks, site=site, wave=wave))
    words = map_words(block, tier=tier, alone_hidden=findings is not None and _alone_hidden(findings, block))
    with house_style():
        ax = blank_figure().add_axes(FRAME) if ax is None else ax
        drawing = _drawing(block, ax, seed=seed, dots_on_rail=words.rail_has_dots)
        _draw_ties(ax, drawing)
        _draw_people(ax, drawing)
        _draw_rail(ax, drawing, words)
        _draw_words(ax, drawing, words)
        if labels is not None:
            _draw_labels(ax, drawing, _on_nodes(labels, block))
    return described(ax, words.alternative)


def _alone_hidden(findings: Findings, network: Network) -> bool:
    """Whether the findings keep the number of people without ties of this one block to themselves."""
    table = findings.groups
    about = table[(table["flag"] == "graph_isolate") & (table["attribute"] == EVERYONE)]
    here = about[(about["site"] == network.blocks[0][0]) & (about["wave"] == network.blocks[0][1])]
    return bool((here["status"] == TOO_SMALL).any())


def _on_nodes(labels: pd.Series[str], network: Network) -> list[str | None]:
    """Return everybody's label in the order of the nodes; None where there is none."""
    index = network.nodes.index
    on = labels.reindex(index if labels.index.nlevels > 1 else index.get_level_values("person_id"))
    return [None if missing else str(label) for label, missing in zip(on, on.isna(), strict=True)]


def _drawing(network: Network, ax: Axes, *, seed: int, dots_on_rail: bool) -> _Drawing:
    """Lay the map out for the shape of the axes, set their limits and hide their frame."""
    page = page_points(ax)
    places = positions(network, seed=seed, aspect=page[0] / page[1]).reset_index(drop=True)
    places["respondent"] = network.interviewed
    wide, tall = (float(np.nan_to_num(places[axis].max() - places[axis].min())) for axis in ("x", "y"))
    places["x"] *= np.clip(page[0] / page[1] * tall / max(wide, 1.0), 1, STRETCH)
    places["mentions"] = np.bincount(network.pairs[:, 1], minlength=len(places))
    places["drawn"] = places["x"].notna() & (dots_on_rail | ~places["on_rail"])
    drawn = places[places["drawn"]]
    half = _width(drawn["mentions"].to_numpy(), DOT)[:, None] / 2 + 1
    xy = drawn[["x", "y"]].to_numpy(dtype=np.float64)
    low, high = ((xy - half).min(axis=0), (xy + half).max(axis=0)) if len(xy) else (np.zeros(2), np.ones(2))
    below = np.array([0.0, 0.0 if dots_on_rail else RAIL_WORDS])
    unit = min(float(((page - below) / (high - low)).min()), LARGEST_UNIT)
    dot = min(unit * DOT, LARGEST_DOT, WIDEST / _width(places["mentions"].max() if len(places) else 0, 1.0))
    places["width"] = _width(places["mentions"].to_numpy(), dot)
    middle = (low + high - below / unit) / 2
    ax.set_xlim(middle[0] - page[0] / unit / 2, middle[0] + page[0] / unit / 2)
    ax.set_ylim(middle[1] - page[1] / unit / 2, middle[1] + page[1] / unit / 2)
    ax.set_axis_off()
    return _Drawing(places=places, pairs=network.pairs, unit=unit, dot=dot)


def _draw_ties(ax: Axes, drawing: _Drawing) -> None:
    """Draw every naming as a thin line with a small head at the person named, from rim to rim."""
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
    width = float(np.clip(0.08 * drawing.dot, 0.35, 1.2))
    strength = np.clip(np.sqrt(drawing.places["mentions"].to_numpy()[target] / 12), 0.35, 0.8)
    lines = LineCollection(
        list(np.stack([begin, neck], axis=1)), colors=GREY, linewidths=width, alpha=strength, zorder=1
    )
    heads = PolyCollection(
        list(np.stack([tip, neck + aside, neck - aside], axis=1)), facecolors=GREY, linewidths=0, alpha=0.75, zorder=2
    )
    lines.set_gid("ties")
    heads.set_gid("heads")
    ax.add_collection(lines, autolim=False)
    ax.add_collection(heads, autolim=False)


def _draw_people(ax: Axes, drawing: _Drawing) -> None:
    """Draw the dots, the most mentioned first so that nobody small is hidden."""
    people = drawing.places[drawing.places["drawn"]].sort_values("mentions", ascending=False, kind="stable")
    for respondent, colour, marker, area, order in ((False, PINK, "D", 0.5, 3), (True, BLUE, "o", 1.0, 4)):
        these = people[people["respondent"] == respondent]
        dots = ax.scatter(
            these["x"],
            these["y"],
            s=area * these["width"] ** 2,
            c=colour,
            marker=marker,
            linewidths=0.4,
            edgecolors="white",
            zorder=order,
        )
        dots.set_gid("respondents" if respondent else "named only")


def _draw_rail(ax: Axes, drawing: _Drawing, words: MapWords) -> None:
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
        ax.text(left, top + 3 * point, words.rail, va="bottom", ha="left", fontsize=10, gid="rail")
    elif words.rail:
        ax.annotate(words.rail, (0, 0), (0, 4), xycoords="axes fraction", textcoords="offset points", gid="rail")


def _draw_labels(ax: Axes, drawing: _Drawing, labels: list[str | None]) -> None:
    """Label the most mentioned, clear of one another and of the larger dots."""
    people = drawing.places.assign(label=np.array(labels, dtype=object))
    people = people[people["drawn"] & (people["mentions"] >= 2)].sort_values("mentions", ascending=False, kind="stable")
    named = people[people["label"].notna()].head(MOST_LABELS)
    if named.empty:
        return
    above = named["y"] + 0.6 * named["width"] / drawing.unit
    texts = [
        ax.text(
            x,
            y,
            label,
            fontsize=8,
            fontweight="bold",
            ha="center",
            va="bottom",
            zorder=6,
            path_effects=[withStroke(linewidth=2, foreground="white")],
            gid="label",
        )
        for x, y, label in zip(named["x"].tolist(), above.tolist(), named["label"].tolist(), strict=True)
    ]
    large = people.head(60)
    rim = 0.35 * large["width"] / drawing.unit
    adjust_text(
        texts,
        x=np.concatenate([large["x"] + side * rim for side in (-1, 1, -1, 1)]),
        y=np.concatenate([large["y"] + side * rim for side in (-1, -1, 1, 1)]),
        target_x=named["x"].to_numpy(),
        target_y=named["y"].to_numpy(),
        ax=ax,
        iter_lim=150,
        expand=(1.05, 1.15),
    )
    _drop_overlapping(ax, texts, named[["x", "y"]].to_numpy(dtype=np.float64))


def _drop_overlapping(ax: Axes, texts: list[Text], targets: NDArray[np.float64]) -> None:
    """Take away labels that still lie over that of somebody named more, and lead a line from each other to its dot."""
    to_data = ax.transData.inverted()
    kept: list[Bbox] = []
    for text, target in zip(texts, targets, strict=True):
        box = text.get_window_extent()
        if any(box.overlaps(other) for other in kept):
            text.remove()
            continue
        kept.append(box)
        low, high = to_data.transform(box)
        ax.plot(*zip(np.clip(target, low, high), target, strict=True), color=INK, lw=0.6, zorder=5, gid="lead")


def _draw_words(ax: Axes, drawing: _Drawing, words: MapWords) -> None:
    """Write title, legend and caption around the map."""
    write_around(ax, title=words.title, subtitle=words.subtitle, caption=words.caption, below=46)
    sizes = _round_numbers(int(drawing.places["mentions"].max()) if len(drawing.places) else 0)
    marks = [
        Line2D([], [], ls="", marker="o", ms=9, mfc=BLUE, mec="white", label=words.respondents),
        Line2D([], [], ls="", marker="D", ms=7, mfc=PINK, mec="white", label=words.named_only),
        Line2D([], [], ls="", marker=r"$\longrightarrow$", ms=20, mfc=GREY, mec=GREY, mew=0.2, label=words.arrow),
        *(
            Line2D([], [], ls="", marker="o", ms=_width(n, drawing.dot), mfc="none", mec=GREY, label=words.size(n))
            for n in sizes
        ),
    ]
    legend = ax.legend(
        handles=marks,
        loc="center left",
        bbox_to_anchor=(0, -24 / page_points(ax)[1]),
        ncols=len(marks),
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handlelength=max(2.0, _width(sizes[-1] if sizes else 1, drawing.dot) / LEGEND_SIZE),
        handletextpad=0.4,
        columnspacing=1.2,
        fontsize=LEGEND_SIZE,
    )
    legend.set_gid("legend")


def _width(mentions: Any, dot: float) -> Any:  # noqa: ANN401 - a number or an array of them
    """Return how wide a dot is: its area grows by the same step with every mention."""
    return dot * np.sqrt((1.5 + mentions) / 2.5)


def _round_numbers(most: int) -> list[int]:
    """Return up to three numbers of mentions for the legend: one, the largest round number, one between."""
    numbers = [n for n in (1, 2, 5, 10, 20, 30, 50, 100, 200, 500) if n <= most]
    return sorted({numbers[0], numbers[len(numbers) // 2], numbers[-1]}) if numbers else []
