"""Draw the maps of one site wave by wave, people who are on several of them in the same place and outlined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.errors import Problem, UsageError
from netsurvey.plot.drawn import (
    Drawing,
    aspect_of,
    draw_people,
    draw_rail,
    draw_ties,
    fit,
    placed,
    with_mentions,
)
from netsurvey.plot.labels import check_labels, draw_labels, on_nodes
from netsurvey.plot.legend import below_legend, draw_legend, look_marks, naming_marks
from netsurvey.plot.page import MAP_WIDTH, described, heading, map_axes, page_points, write_around
from netsurvey.plot.shades import Shade, by_kind
from netsurvey.plot.style import BLUE, FAINT, GREY, INK, PINK, house_style
from netsurvey.plot.words import alone_hidden, as_seen, check_drawn, count_in_words, drawn_of, map_words
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["plot_waves"]

GAP = 0.03
"""Between two maps, as a share of the page."""
OUTLINE = 0.8
MOST_LABELS = 6
_HEADING = 34.0
"""Points kept free above each map for its own heading."""


def plot_waves(
    network: Network,
    findings: Findings | None = None,
    *,
    site: str | None = None,
    labels: pd.Series[str] | None = None,
    tier: Tier | str | None = None,
    seed: int = 1,
    ax: Axes | None = None,
) -> Axes:
    """Draw the sociograms of one site side by side, one a wave, and return the axes they are in.

    Parameters
    ----------
    network
        Who named whom, in two waves or more.
    findings
        Where given, the picture is made for their tier.
    site
        Which, where the network holds several.
    labels
        As :func:`plot_sociogram` takes them.
    tier
        Who may see the picture; that of `findings` where left out, or else `partner`.
    seed
        Of the layout of the first wave; each later one starts from the one before.
    ax
        Axes to draw into; a fresh A4 page where left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that hold one map a wave; its label is the text in place of the picture.

    Raises
    ------
    UsageError
        When the site has one wave only, when there are several sites and none is picked, or when labels are to go on
        a public picture, or when the tier may see nobody of a wave drawn.

    Notes
    -----
    People are known again by their id, as far as it was resolved across waves. Somebody missing from a map may live
    there still: nobody who was interviewed named them, and their door was not among those knocked on.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> first, second = (
    ...     Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": [friend]}), site="Ashby", wave=wave)
    ...     for wave, friend in (("2011", "Bob"), ("2013", "Cat"))
    ... )
    >>> both = Network(
    ...     nodes=pd.concat([first.nodes, second.nodes]),
    ...     ties=pd.concat([first.ties, second.ties]),
    ...     roles=first.roles,
    ...     doors=pd.concat([first.doors, second.doors]),
    ... )
    >>> len(plot_waves(both, tier="team").child_axes)
    2
    """
    tier = Tier(tier if tier is not None else findings.tier if findings is not None else Tier.PARTNER)
    check_labels(labels, tier)
    blocks = _waves(network.blocks, site)
    shown = as_seen(findings, tier)
    whole, network = [network.block(*block) for block in blocks], drawn_of(network, shown, tier)
    maps = [network.block(*block) for block in blocks]
    for everybody, shown_of_it in zip(whole, maps, strict=True):
        check_drawn(everybody, shown_of_it)
    words = [
        map_words(each, tier=tier, alone_hidden=alone_hidden(shown, each), drawn=drawn)
        for each, drawn in zip(whole, maps, strict=True)
    ]
    again = _in_several(maps)
    several = int(again.sum())
    shades = [_shades(each, again) for each in maps]
    caption = " ".join(
        [
            *(f"{each.wave}: {each.covered}" for each in words),
            f"On the map in more than one wave, in nearly the same place: {count_in_words(several, tier=tier)}.",
            "Somebody missing from a wave may live there still: other doors were knocked on.",
            words[0].partial,
        ]
    )
    most = max(each.most for each in words)
    with house_style():
        marks = [*look_marks(_explained(maps[0]), tier=tier), *naming_marks(most)]
        ax = map_axes(caption, below=below_legend(marks, room=MAP_WIDTH)) if ax is None else ax
        ax.set_axis_off()
        panes = _panes(ax, len(maps))
        drawings = _laid_out(maps, panes, seed=seed, dots=[each.rail_has_dots for each in words])
        for pane, drawing, looks, each in zip(panes, drawings, shades, words, strict=True):
            draw_ties(pane, drawing)
            draw_people(pane, drawing, looks)
            draw_rail(pane, drawing, each.rail)
            heading(pane, each.wave, each.counts)
        if labels is not None:
            for pane, drawing, here in zip(panes, drawings, maps, strict=True):
                draw_labels(pane, drawing, on_nodes(labels, here), most=MOST_LABELS)
        marks = [*marks[:5], *naming_marks(most, dot=drawings[0].dot)[1:]]
        draw_legend(ax, marks)
        title = f"Wave by wave: {blocks[0][0]}"
        subtitle = f"Who named whom, {words[0].wave} to {words[-1].wave}"
        below = below_legend(marks, room=page_points(ax)[0])
        write_around(ax, title=title, subtitle=subtitle, caption=caption, below=below)
    counted = " ".join(f"{each.wave}: {each.counts}." for each in words)
    return described(ax, f"Maps of who named whom in {blocks[0][0]}, wave by wave. {counted} {caption}")


_PALER = {BLUE: "#9CC3E0", PINK: "#F3CFE1"}


def _explained(network: Network) -> list[Shade]:
    """Return the looks that the legend explains."""
    here: dict[str, Any] = {"marker": "o", "who": np.zeros(0, dtype=bool), "counted": False}
    return [
        *by_kind(network).shades,
        Shade(name="pale: in one wave", colour=FAINT, **here),
        Shade(name="outlined: in several", colour=GREY, edge=INK, edge_width=1.5, **here),
    ]


def _waves(blocks: Sequence[tuple[str, str]], site: str | None) -> list[tuple[str, str]]:
    """Return the waves of the one site asked for.

    Raises
    ------
    UsageError
        When there is no such site, or one wave of it.
    """
    sites = list(dict.fromkeys(place for place, _ in blocks))
    if site is None and len(sites) > 1:
        what = "the picture shows one site, wave by wave"
        raise UsageError(Problem(what=what, next_step=f"Pick one with site=: {', '.join(sites)}."))
    here = [(place, wave) for place, wave in blocks if place == (site or sites[0])]
    if len(here) < 2:
        what = "there are not two waves of the site to draw side by side"
        raise UsageError(Problem(what=what, next_step="Draw the one map with plot_sociogram()."))
    return here


def _in_several(maps: Sequence[Network]) -> pd.Series[bool]:
    """Return whether each person is on several maps, on the person ids of all."""
    people = pd.Index(np.concatenate([each.nodes.index.get_level_values("person_id") for each in maps]))
    times = people.value_counts()
    again: pd.Series[bool] = times.sort_index() > 1
    return again


def _shades(network: Network, again: pd.Series[bool]) -> list[Shade]:
    """Return the looks of one map: by kind, pale for people on this map alone, outlined for those on another too."""
    outlined = again[network.nodes.index.get_level_values("person_id")].to_numpy(dtype=bool)
    return [
        replace(shade, name=f"{shade.name}{words}", who=shade.who & who, **look)
        for shade in by_kind(network).shades
        for words, who, look in (
            (" once", ~outlined, {"colour": _PALER[shade.colour]}),
            (" in several waves", outlined, {"edge": INK, "edge_width": OUTLINE}),
        )
    ]


def _panes(ax: Axes, count: int) -> list[Axes]:
    """Return axes side by side in the axes, with room above each for its heading."""
    wide = (1 - GAP * (count - 1)) / count
    tall = 1 - _HEADING / page_points(ax)[1]
    return [ax.inset_axes((number * (wide + GAP), 0, wide, tall)) for number in range(count)]


def _laid_out(maps: Sequence[Network], panes: Sequence[Axes], *, seed: int, dots: Sequence[bool]) -> list[Drawing]:
    """Return the maps, each laid out from the one before and all on one scale."""
    before: pd.DataFrame | None = None
    places = []
    for each, rail in zip(maps, dots, strict=True):
        before = placed(each, seed=seed, aspect=aspect_of(panes[0]), start=before)
        places.append(with_mentions(each, before, dots_on_rail=rail))
    return fit(panes, places, [each.pairs for each in maps])
