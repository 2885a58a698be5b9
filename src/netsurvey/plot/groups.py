"""Draw how often a flag is found in each group: shares with Wilson's intervals, and nothing for groups too small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import PercentFormatter

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.words import percent
from netsurvey.plot.page import described, one_block, one_of, phrase, place, write_around
from netsurvey.plot.rows import LABEL_ROOM, TOO_FEW, Marks, draw_rows, row_axes
from netsurvey.plot.style import ORANGE, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from netsurvey.analyse import Findings

__all__ = ["plot_groups"]

_CAPTION = (
    "Share of those for whom it is known, with Wilson's 95% interval, which takes the doors knocked on for a simple "
    "random sample. Groups differ in more than this; small differences between overlapping intervals mean little. "
)


def plot_groups(
    findings: Findings,
    *,
    attribute: str,
    flag: str = "graph_isolate",
    site: str | None = None,
    wave: str | None = None,
    ax: Axes | None = None,
) -> Figure:
    """Return a chart of the share of each group that has a flag, everybody together first.

    Parameters
    ----------
    findings
        As the tier may see them: groups too small for it are said to be so, not drawn.
    attribute
        What the groups are made by, such as employment.
    flag
        Which flag.
    site, wave
        Which, where the findings hold several; ``site="all"`` for all sites of a wave together.
    ax
        Axes to draw into; a fresh page where left out.

    Raises
    ------
    UsageError
        When there is no such flag or attribute, or several sites or waves and none is picked.
    """
    table = findings.groups
    table = table[table["flag"] == one_of(table["flag"], flag, what="flag")]
    attribute = one_of(table["attribute"], attribute, what="attribute")
    blocks = table[["site", "wave"]].drop_duplicates().itertuples(index=False, name=None)
    site, wave = one_block(blocks, site=site, wave=wave)
    table = table[(table["site"] == site) & (table["wave"] == wave) & table["attribute"].isin([EVERYONE, attribute])]
    share, low, high = (table[name].to_numpy(dtype=float, na_value=np.nan) for name in ("share", "low", "high"))
    sizes = [f"n = {int(count):,}" if np.isfinite(count) else "" for count in table["n"].astype("float64")]
    notes = [
        f"{percent(each)} ({size})" if np.isfinite(each) else TOO_FEW for each, size in zip(share, sizes, strict=True)
    ]
    hidden = f"{TOO_FEW.capitalize()}: so few people that it could point at somebody." if np.isnan(share).any() else ""
    with house_style():
        ax = row_axes(len(table), row=0.45) if ax is None else ax
        group = Marks(name=flag, colour=ORANGE, marker="s", filled=True, value=share, low=low, high=high, notes=notes)
        draw_rows(ax, table["level"].tolist(), [group], axis_label="share of the group")
        ax.set_xlim(0, min(ax.get_xlim()[1], 1.25))
        ax.xaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
        write_around(
            ax,
            title=f"Shares by {attribute.replace('_', ' ')}: {place(site)}",
            subtitle=f"Wave {wave} · those who {phrase(findings, flag)}",
            caption=_CAPTION + hidden,
            below=48,
            left=LABEL_ROOM,
        )
        told = "; ".join(f"{level}: {note}" for level, note in zip(table["level"], notes, strict=True))
        return described(
            ax, f"Share of those who {phrase(findings, flag)}, {place(site)}, wave {wave}. {told}. {hidden}"
        )
