"""Draw how closely isolation goes with wellbeing beside everything else that was asked, with what chance alone gives.

Blocks of answers side by side, none of them a cause, and nobody's own score on the picture.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from netsurvey.analyse.importance import ISOLATION, NOT_ENOUGH
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.analyse.words import number, ordinal, percent, when
from netsurvey.errors import Problem, UsageError
from netsurvey.plot.page import described, one_block, one_of, place, write_around
from netsurvey.plot.rows import LABEL_ROOM, row_axes
from netsurvey.plot.style import BLUE, INK, ORANGE, PALE, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings

__all__ = ["plot_importance"]

_CAPTION = (
    "Each bar is the part of the differences between people's scores that goes with the answers on the left when all "
    "of them are looked at together (LMG shares of R\N{SUPERSCRIPT TWO}); the line is its 95% interval, and the places "
    "beside it are those it takes in 95% of the resamples. A bar says how closely, not which way and not why: what goes"
    " with low wellbeing need not bring it about, and what nobody was asked about has no bar. "
)
_CHANCE: dict[str, Any] = {"ls": "", "marker": "^", "ms": 8, "mfc": "white", "mec": INK, "mew": 1.5}
_WIDE = 0.04


def plot_importance(
    findings: Findings,
    *,
    scale: str | None = None,
    site: str | None = None,
    wave: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Return a chart of how closely isolation and each attribute go with a score, with bootstrap intervals.

    Parameters
    ----------
    findings
        As the tier may see them.
    scale
        Which score; the first that enough people have where left out.
    site, wave
        Which, where the findings hold several; ``site="all"`` for all sites of a wave together.
    ax
        Axes to draw into; a fresh page where left out.

    Raises
    ------
    UsageError
        When there is no such score, several sites or waves and none is picked, or too few people answered everything.

    Notes
    -----
    What the numbers are is told by :func:`netsurvey.analyse.importance.importance`. The longest bar is not the cause of
    anything, and where the lines overlap the order is not settled.

    Examples
    --------
    A score that is lower for the isolated and does not go with age; of the findings this table alone is drawn.

    >>> import numpy as np, pandas as pd
    >>> from netsurvey.analyse import Findings
    >>> from netsurvey.analyse.importance import importance
    >>> index = pd.MultiIndex.from_product([["Ashby"], ["2011"], range(40)], names=["site", "wave", "person_id"])
    >>> alone, wemwbs = np.tile([0.0, 1.0], 20), np.tile([50.0, 40.0, 52.0, 45.0], 10)
    >>> people = pd.DataFrame({"alone": alone, "wemwbs": wemwbs}, index=index)
    >>> levels = pd.DataFrame({"age": pd.Categorical(np.repeat(["young", "old"], 20))}, index=index)
    >>> table = importance(people, levels, scores=["wemwbs"], flags=["alone"])
    >>> others = ("people", "groups", "wellbeing", "connections", "tallies", "roles", "coverage")
    >>> axes = plot_importance(Findings(importance=table, **dict.fromkeys(others, pd.DataFrame())))
    >>> [label.get_text() for label in axes.get_yticklabels()]
    ['Isolation', 'Age']
    """
    table = findings.importance
    blocks = table[["site", "wave"]].drop_duplicates().itertuples(index=False, name=None)
    if table.empty:
        one_of([], scale, what="score")
    site, wave = one_block(blocks, site=site, wave=wave)
    table = table[(table["site"] == site) & (table["wave"] == wave)]
    enough = table["status"] != NOT_ENOUGH
    scale = one_of([*table.loc[enough, "scale"], *table["scale"]], scale, what="score")
    rows = table[table["scale"] == scale].reset_index(drop=True)
    if not enough[table["scale"] == scale].all():
        what = f'not enough people answered everything to compare what goes with "{scale}"'
        raise UsageError(Problem(what=what, next_step="Carry fewer attributes in the study file, or fewer groups."))
    title = SCALE_TITLES.get(scale, scale.replace("_", " "))
    labels = [str(block).replace("_", " ").capitalize() for block in rows["block"]]
    each: list[Any] = list(rows.itertuples())
    n, together = number(each[0].n), percent(each[0].r2)
    with house_style():
        ax = row_axes(len(rows), row=0.55) if ax is None else ax
        _draw(ax, rows, labels)
        write_around(
            ax,
            title=f"What goes with wellbeing: {place(site)}",
            subtitle=" \N{MIDDLE DOT} ".join(
                [title[:1].upper() + title[1:], when(wave), f"n = {n} who answered all of it"]
            ),
            caption=f"{_CAPTION}All together: {together} of the differences.",
            below=48,
            left=LABEL_ROOM,
        )
        told = [
            f"{label} {percent(row.share)}, 95% interval {percent(row.low)} to {percent(row.high)}, {_places(row)}."
            for label, row in zip(labels, each, strict=True)
        ]
        return described(
            ax,
            f"How much of the differences in {title} goes with each of these in {place(site)}, {when(wave)}, n = {n}. "
            f"{' '.join(told)} All together {together}. It says how closely, not which way or why.",
        )


def _draw(ax: Axes, rows: pd.DataFrame, labels: list[str]) -> None:
    """Draw a bar a block, the largest on top, with its interval and what chance alone gives."""
    places = np.arange(len(rows))
    share, low, high, chance = (rows[name].to_numpy(dtype=float) for name in ("share", "low", "high", "by_chance"))
    isolation = (rows["block"] == ISOLATION).to_numpy()
    ax.set_ylim(len(rows) - 0.45, -0.55)
    ax.set_xlim(0, max(1.3 * float(np.max([high, share, chance])), 0.02))
    bars = ax.barh(places, share, height=0.62, color=np.where(isolation, ORANGE, BLUE), alpha=0.85, zorder=2)
    for bar, is_isolation in zip(bars, isolation, strict=True):
        bar.set_hatch("//" if is_isolation else "")
        bar.set_edgecolor("white")
    ax.hlines(places, low, high, colors=INK, linewidths=2, zorder=3)
    ax.plot(chance, places + 0.22, **_CHANCE, zorder=4)
    ends = np.max([high, share, chance], axis=0)
    each: list[Any] = list(rows.itertuples())
    for end, at, row in zip(ends, places, each, strict=True):
        ax.annotate(
            f"{percent(row.share)} \N{MIDDLE DOT} {_places(row)}",
            (end, at),
            (8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
        )
    ax.set_yticks(places, [fill(label, 30) for label in labels])
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0 if ax.get_xlim()[1] > _WIDE else 1))
    ax.set_xlabel("of all differences between people's scores")
    ax.tick_params(length=0, labelsize=10)
    ax.grid(axis="x", color=PALE, linewidth=1.2)
    ax.set_axisbelow(True)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.legend(
        handles=[
            Patch(facecolor=ORANGE, edgecolor="white", hatch="//", alpha=0.85),
            Patch(facecolor=BLUE, edgecolor="white", alpha=0.85),
            Line2D([], [], color=INK, lw=2),
            Line2D([], [], **_CHANCE),
        ],
        labels=["isolation", "what else was asked", "95% interval", "what chance alone would give"],
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=2,
        frameon=False,
        fontsize=9.5,
    )


def _places(row: Any) -> str:  # noqa: ANN401 - a row of a table
    """Say which place a block takes, and from where to where it may move."""
    first, last = int(row.rank_low), int(row.rank_high)
    return f"{ordinal(first)} place" if first == last else f"{ordinal(first)} to {ordinal(last)} place"
