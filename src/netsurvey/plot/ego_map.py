"""Draw one person's own map: whom they named, who named them, and the ties among those.

It singles a person out, so it is for the team alone, beside the reasons on the person's card.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.words import when
from netsurvey.errors import Problem, UsageError
from netsurvey.network.layout import graph_positions
from netsurvey.plot.drawn import LARGEST_DOT, WIDEST, Drawing, draw_people, draw_ties, width
from netsurvey.plot.labels import on_nodes
from netsurvey.plot.legend import below_legend, draw_legend, look_marks, naming_marks
from netsurvey.plot.page import MAP_WIDTH, described, map_axes, one_block, page_points, write_around
from netsurvey.plot.shades import by_kind
from netsurvey.plot.style import house_style
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["plot_ego_map"]

NAME_ROOM = 175.0
"""Points kept free for names on the left and on the right."""
LABEL_SIZE = 10.0
_SEEN = (
    "Dark lines are the person's own ties, pale ones those among the others, seen only where one of them was "
    "interviewed."
)
_NOT_ASKED = "The person was not interviewed, so whom they would name is not known."


def plot_ego_map(
    network: Network,
    findings: Findings,
    person_id: str,
    *,
    labels: pd.Series[str] | None = None,
    site: str | None = None,
    wave: str | None = None,
    tier: Tier | str = Tier.TEAM,
    ax: Axes | None = None,
) -> Axes:
    """Draw the map of one person and return its axes.

    Parameters
    ----------
    network
        Who named whom.
    findings
        Of the team tier: they hold the person's card, which is written below.
    person_id
        Whose map.
    labels
        Names, on person ids or on the index of `network.nodes`; person ids where left out.
    site, wave
        Where and when, where the person is in several.
    tier
        Who may see it; nobody but the team.
    ax
        Axes to draw into; a fresh A4 page where left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes of the map; `.get_figure()` gives the page, and its label is the text in place of the picture.

    Raises
    ------
    UsageError
        When it is for anybody but the team, when nobody has this id, or when the person is in several sites or waves
        and none is picked.

    Notes
    -----
    Right and left mean nothing; people with ties among themselves stand near one another where they can.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> findings = netsurvey.analyse(network, survey)
    >>> site, wave, most = findings.people["mentions"].idxmax()
    >>> plot_ego_map(network, findings, most).get_label()[:44]
    "Map of one person's ties in Ollerdene, 2011."
    """
    if Tier(tier) is not Tier.TEAM:
        what = "one person's map is for the team alone"
        raise UsageError(Problem(what=what, next_step="Draw it for the team tier."))
    card = findings.card(person_id)
    everywhere = network.nodes.reset_index()
    known = everywhere.loc[everywhere["person_id"] == person_id, ["site", "wave"]]
    here = one_block(known.itertuples(index=False, name=None), site=site, wave=wave)
    block = network.block(*here)
    people = block.nodes.index.get_level_values("person_id")
    written = [None] * len(people) if labels is None else on_nodes(labels, block)
    called = [label or who for label, who in zip(written, people, strict=True)]
    ego = int(np.flatnonzero(people == person_id)[0])
    asked, pairs = bool(block.interviewed[ego]), block.pairs
    mine = (pairs == ego).any(axis=1)
    others = np.setdiff1d(pairs[mine], [ego])
    among = np.isin(pairs, others).all(axis=1)
    look = by_kind(block)
    caption = " ".join([*(card.reasons or ["Not flagged."]), _SEEN, *[_NOT_ASKED] * (not asked)])
    told = ", ".join(
        [
            "interviewed" if asked else "not interviewed",
            *[f"named {_several(int((pairs[:, 0] == ego).sum()))}"] * asked,
            f"named by {_several(int((pairs[:, 1] == ego).sum()))}",
        ]
    )
    with house_style():
        most = int(np.bincount(pairs[:, 1], minlength=len(people))[[ego, *others]].max())
        marks = [*look_marks(look.shades, tier=Tier.TEAM), *naming_marks(most)]
        ax = map_axes(caption, below=below_legend(marks, room=MAP_WIDTH)) if ax is None else ax
        wide, tall = page_points(ax)
        drawing = _around(block, ego, others, wide=wide, tall=tall)
        ax.set_xlim(0, wide)
        ax.set_ylim(0, tall)
        ax.set_axis_off()
        draw_ties(ax, replace(drawing, pairs=pairs[among]), strength=0.8)
        draw_ties(ax, replace(drawing, pairs=pairs[mine]), strength=3.0)
        draw_people(ax, drawing, look.shades)
        _write_names(ax, drawing, called, ego=ego)
        marks = [*marks[:3], *naming_marks(most, dot=drawing.dot)[1:]]
        draw_legend(ax, marks)
        write_around(
            ax,
            title=f"One person's map: {called[ego]}",
            subtitle=f"{here[0]}, {when(here[1])} · {told}",
            caption=caption,
            below=below_legend(marks, room=wide),
        )
    said = f"{told[:1].upper()}{told[1:]}; {_several(int(among.sum()), 'tie')} among the others."
    return described(ax, f"Map of one person's ties in {here[0]}, {when(here[1])}. {said} {caption}")


def _around(network: Network, ego: int, others: NDArray[np.int64], *, wide: float, tall: float) -> Drawing:
    """Return the person in the middle and the others on an oval, those tied to one another side by side; in points."""
    mentions = np.bincount(network.pairs[:, 1], minlength=len(network.nodes))
    members = np.array([ego, *others])
    inside = network.pairs[np.isin(network.pairs, members).all(axis=1)]
    rows = np.unique(np.sort(np.searchsorted(np.sort(members), inside), axis=1), axis=0)
    xy = graph_positions(len(members), rows)
    middle = int(np.searchsorted(np.sort(members), ego))
    away = np.delete(xy - xy[middle], middle, axis=0)
    turn = np.argsort(np.arctan2(away[:, 0], away[:, 1]), kind="stable")
    around = np.delete(np.sort(members), middle)[turn]
    places = pd.DataFrame(
        {"x": np.nan, "y": np.nan, "on_rail": False, "mentions": mentions, "drawn": False, "width": 0.0}
    )
    half = (len(around) + 1) // 2
    for side, people in ((1, around[:half]), (-1, around[half:][::-1])):
        height = 1 - (2 * np.arange(len(people)) + 1) / max(len(people), 1)
        places.loc[people, "x"] = wide / 2 + side * (wide / 2 - NAME_ROOM) * np.sqrt(1 - height**2 * 0.9)
        places.loc[people, "y"] = tall / 2 + height * (tall / 2 - 6)
    places.loc[ego, ["x", "y"]] = wide / 2, tall / 2
    places.loc[members, "drawn"] = True
    step = tall / max(half, 1)
    dot = min(LARGEST_DOT, 0.5 * step, WIDEST / width(mentions[members].max(), 1.0))
    return Drawing(places=places.assign(width=width(mentions, dot)), pairs=network.pairs, unit=1.0, dot=dot)


def _write_names(ax: Axes, drawing: Drawing, called: Sequence[str], *, ego: int) -> None:
    """Write everybody's name outside the oval, and the person's own above the middle."""
    drawn = drawing.places[drawing.places["drawn"]]
    sides = drawn.drop(index=ego)
    step = float(np.diff(np.sort(sides["y"])).max(initial=0)) if len(sides) > 2 else 20.0
    size = min(LABEL_SIZE, 0.8 * max(step, 1.0))
    middle, height, reach = drawn.loc[[ego], ["x", "y", "width"]].to_numpy(dtype=np.float64)[0].tolist()
    for row, x, y, wide in sides[["x", "y", "width"]].itertuples(name=None):
        side = 1 if x > middle else -1
        ax.text(
            x + side * (wide / 2 + 4),
            y,
            called[row],
            ha="left" if side > 0 else "right",
            va="center",
            fontsize=size,
            gid="label",
        )
    ax.text(
        middle,
        height + reach / 2 + 4,
        called[ego],
        ha="center",
        va="bottom",
        fontsize=LABEL_SIZE + 2,
        fontweight="bold",
        bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none", "alpha": 0.85},
        gid="label",
        zorder=8,
    )


def _several(count: int, noun: str = "") -> str:
    many = {"": "people", "tie": "ties"}[noun]
    return f"{count} {many if count != 1 else noun or 'person'}"
