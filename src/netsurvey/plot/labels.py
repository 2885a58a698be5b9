"""Names on a map: beside the dots of the people named most, clear of one another and of the larger dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from adjustText import adjust_text
from matplotlib.patheffects import withStroke

from netsurvey.errors import Problem, UsageError
from netsurvey.plot.boxes import WAYS, away, beside, covered, is_free
from netsurvey.plot.style import INK
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.plot.drawn import Drawing

__all__ = ["check_labels", "draw_labels", "on_nodes"]

MOST_LABELS = 12
LABEL_SIZE = 9.5
FAR = 12.0
"""How many pixels away from its dot is as bad as lying over one more dot."""


def check_labels(labels: pd.Series[str] | None, tier: Tier, *, personal: bool = False) -> None:
    """Refuse labels where nobody may be told apart.

    Parameters
    ----------
    labels
        What people are to be called.
    tier
        Who will see the picture.
    personal
        Whether it tells what people answered.

    Raises
    ------
    UsageError
        When there are labels on a public picture, or beside answers below the team tier.
    """
    if labels is None or tier is Tier.TEAM:
        return
    if tier is Tier.PUBLIC:
        what = "labels do not go on a public picture"
        raise UsageError(Problem(what=what, next_step="Leave labels out, or draw for the partner or team tier."))
    if personal:
        what = "labels do not go beside what people answered"
        raise UsageError(Problem(what=what, next_step="Leave labels out, or draw for the team tier."))


def on_nodes(labels: pd.Series[str], network: Network) -> list[str | None]:
    """Return everybody's label in the order of the nodes; None where there is none."""
    index = network.nodes.index
    on = labels.reindex(index if labels.index.nlevels > 1 else index.get_level_values("person_id"))
    return [None if missing else str(label) or None for label, missing in zip(on, on.isna(), strict=True)]


def draw_labels(
    ax: Axes,
    drawing: Drawing,
    labels: list[str | None],
    *,
    most: int = MOST_LABELS,
    only: NDArray[np.bool_] | None = None,
) -> None:
    """Label the most mentioned, clear of one another and of the larger dots.

    Parameters
    ----------
    ax
        Where.
    drawing
        The map.
    labels
        Everybody's, in the order of the nodes.
    most
        How many to write.
    only
        Who may be labelled at all; where left out, whoever was named by two or more.
    """
    people = drawing.places.assign(label=np.array(labels, dtype=object))
    people = people[people["drawn"]].sort_values("mentions", ascending=False, kind="stable")
    wanted = people["mentions"] >= 2 if only is None else only[people.index]
    named = people[wanted & people["label"].notna()].head(most)
    if named.empty:
        return
    above = named["y"] + 0.6 * named["width"] / drawing.unit
    texts = [
        ax.text(
            x,
            y,
            label,
            fontsize=LABEL_SIZE,
            fontweight="bold",
            ha="center",
            va="bottom",
            zorder=6,
            path_effects=[withStroke(linewidth=2, foreground="white")],
            gid="label",
        )
        for x, y, label in zip(named["x"].tolist(), above.tolist(), named["label"].tolist(), strict=True)
    ]
    large = people[people["width"] > max(LABEL_SIZE, 1.5 * drawing.dot)]
    rim = 0.35 * large["width"] / drawing.unit
    adjust_text(
        texts,
        x=np.concatenate([large["x"] + side * rim for side in (-1, 1, -1, 1)]),
        y=np.concatenate([large["y"] + side * rim for side in (-1, -1, 1, 1)]),
        target_x=named["x"].to_numpy(),
        target_y=named["y"].to_numpy(),
        objects=_written(ax) or None,
        ax=ax,
        iter_lim=100,
        expand=(1.05, 1.15),
    )
    _settle(ax, texts, people, named.index, large.index)


def _written(ax: Axes) -> list[Text]:
    """Return what is written on the map already: numbers of communities, and how many have no tie."""
    return [text for text in ax.texts if text.get_gid() in {"community", "rail"}]


def _settle(ax: Axes, texts: Sequence[Text], people: pd.DataFrame, named: pd.Index[int], large: pd.Index[int]) -> None:
    """Leave every label where it is or put it beside its dot, whichever covers fewer dots; a line leads to the dot.

    A label that lies over another or over a large dot wherever it is put is taken away.
    """
    dots = people.assign(radius=0.35 * people["width"] * _dpi(ax) / 72)
    dots[["x", "y"]] = ax.transData.transform(dots[["x", "y"]])
    everybody, hubs = (table[["x", "y", "radius"]].to_numpy() for table in (dots, dots.loc[large]))
    taken = [text.get_window_extent() for text in _written(ax)]
    for text, (x, y, radius) in zip(texts, dots.loc[named, ["x", "y", "radius"]].to_numpy(), strict=True):
        box, target = text.get_window_extent(), np.array([x, y])
        boxes = [box, *(beside(box, target, 1.5 * radius, way) for way in WAYS)]
        free = [each for each in boxes if is_free(each, ax.bbox, taken) and not covered(each, hubs)]
        if not free:
            text.remove()
            continue
        best = min(free, key=lambda each: covered(each, everybody) + away(each, target) / FAR)
        taken.append(best)
        to_data = ax.transData.inverted()
        moved = ax.transData.transform(text.get_position()) + best.p0 - box.p0
        text.set_position(tuple(to_data.transform(moved)))
        line = to_data.transform([np.clip(target, best.p0, best.p1), target])
        ax.plot(*line.T, color=INK, lw=0.6, zorder=5, gid="lead")


def _dpi(ax: Axes) -> float:
    figure = ax.get_figure(root=True)
    return figure.dpi if figure is not None else 72.0
