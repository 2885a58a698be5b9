"""Draw how often a flag is found in each group: shares with Wilson's intervals, and nothing for groups too small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import PercentFormatter

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.isolation import BOUNDS_ONLY
from netsurvey.analyse.words import percent, when
from netsurvey.plot.page import described, one_block, one_of, people, phrase, place, write_around
from netsurvey.plot.rows import LABEL_ROOM, TOO_FEW, WHY_HIDDEN, Marks, draw_rows, row_axes
from netsurvey.plot.style import GREY, ORANGE, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings

__all__ = ["plot_groups"]

_CAPTION = (
    "Share of those for whom it is known, with Wilson's 95% interval, which takes the doors knocked on for a simple "
    "random sample. Dashed: everyone together. Groups differ in more than this; small differences between overlapping "
    "intervals mean little. "
)
_BOUNDS = "Bounds where the forms have no way of saying nobody: blanks counted as somebody and as nobody. "


def plot_groups(
    findings: Findings,
    *,
    attribute: str,
    flag: str = "graph_isolate",
    site: str | None = None,
    wave: str | None = None,
    ax: Axes | None = None,
) -> Axes:
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

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> ax = plot_groups(netsurvey.analyse(network, survey), attribute="gender")
    >>> ax.get_xlabel()
    'share of the group'
    """
    table = findings.groups
    table = table[table["flag"] == one_of(table["flag"], flag, what="flag")]
    attribute = one_of(table["attribute"], attribute, what="attribute")
    blocks = table[["site", "wave"]].drop_duplicates().itertuples(index=False, name=None)
    site, wave = one_block(blocks, site=site, wave=wave)
    table = table[(table["site"] == site) & (table["wave"] == wave) & table["attribute"].isin([EVERYONE, attribute])]
    bounds = (table["status"] == BOUNDS_ONLY).to_numpy()
    share, low, high, least, most = (
        table[name].to_numpy(dtype=float, na_value=np.nan)
        for name in ("share", "low", "high", "bound_low", "bound_high")
    )
    low, high = np.where(bounds, least, low), np.where(bounds, most, high)
    notes = [_note(*row) for row in zip(share, low, high, table["n"].astype("float64"), strict=True)]
    hidden = WHY_HIDDEN if TOO_FEW in notes else ""
    blanks = _BOUNDS if bounds.any() else ""
    called = people(findings, flag)
    with house_style():
        ax = row_axes(len(table), row=0.45) if ax is None else ax
        group = Marks(name=flag, colour=ORANGE, marker="s", filled=True, value=share, low=low, high=high, notes=notes)
        draw_rows(ax, table["level"].tolist(), [group], axis_label="share of the group")
        ax.axvline(
            share[0] if np.isfinite(share[0]) else np.nan, color=GREY, lw=1.2, ls=(0, (4, 3)), zorder=1, gid="everyone"
        )
        ax.set_xlim(0, min(ax.get_xlim()[1], 1.25))
        ax.xaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
        write_around(
            ax,
            title=f"{called[:1].upper()}{called[1:]}, by {attribute.replace('_', ' ')}",
            subtitle=f"{place(site)}, {when(wave)} · share who {phrase(findings, flag)}",
            caption=_CAPTION + blanks + hidden,
            below=48,
            left=LABEL_ROOM,
        )
        told = "; ".join(f"{level}: {note}" for level, note in zip(table["level"], notes, strict=True))
        return described(ax, f"Share of {called}, {place(site)}, {when(wave)}. {told}. {hidden}")


def _note(share: float, low: float, high: float, n: float) -> str:
    """Return what stands beside a share: its n; its bounds where no more is known; or that it is hidden."""
    size = f" (n = {int(n):,})" if np.isfinite(n) else ""
    if np.isfinite(share):
        return percent(share) + size
    return f"{percent(low)} to {percent(high)}{size}" if np.isfinite([low, high]).all() else TOO_FEW
