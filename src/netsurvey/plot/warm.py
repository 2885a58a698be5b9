"""Draw the wellbeing and resilience of a place on one page: its figures beside the district's and the nation's.

After the Young Foundation's WARM: domains in three blocks, marked against the local authority, and as ratios to the
national figure where 1.0 is the same. The marks are words and shapes as well as colours.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.plot.page import described, write_around
from netsurvey.plot.style import A4, GREY, INK, PALE, blank_figure, house_style

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from matplotlib.axes import Axes

__all__ = ["BLOCKS", "WARM_COLUMNS", "plot_warm", "rated"]

BLOCKS = ("self", "supports", "systems")
"""What people have in themselves, what they have in one another, and what the place around them does."""
WARM_COLUMNS = {
    "block": "self, supports or systems",
    "domain": "what it is about, such as health",
    "indicator": "what was counted",
    "place": "the figure of this place",
    "local_authority": "that of the local authority; may be empty",
    "national": "that of the country; may be empty",
    "better": 'whether "higher" or "lower" figures are better',
}
MOST_IN_FULL = 12.0
"""A scale that reaches further than this many times has its numbers at powers of ten alone."""
SAME = 0.05
"""Within this share of the local authority's figure a place counts as about the same."""
BETTER, ALIKE, WORSE, UNKNOWN = "better", "about the same", "worse", "not known"
_LOOKS = {BETTER: ("#009E73", "^"), ALIKE: ("#E69F00", "o"), WORSE: ("#D55E00", "v"), UNKNOWN: ("#9AA5AE", "x")}
_WORDS = {"self": "Self: what people have in themselves", "supports": "Supports: what they have in one another",
          "systems": "Systems: what the place does for them"}  # fmt: skip
_ROW = 0.29
"""Inches a row is high."""
_COLUMNS = (0.0, 0.385, 0.475, 0.535, 0.685)
"""Where the words begin, in shares of the width: indicator, place, local authority, mark; and the ratios."""
_LABEL = 64


def rated(indicators: pd.DataFrame) -> pd.Series[str]:
    """Return how each figure of a place stands beside that of its local authority.

    "better" and "worse" by more than 5% of the local authority's figure, in the direction that is better; "about the
    same" within that; "not known" where there is none, or it is zero.

    Parameters
    ----------
    indicators
        Columns as in :func:`plot_warm`.

    Examples
    --------
    >>> import pandas as pd
    >>> rated(pd.DataFrame({"place": [12.0, 12.0], "local_authority": 10.0, "better": ["higher", "lower"]})).tolist()
    ['better', 'worse']
    """
    there = indicators["local_authority"].astype(float)
    gap = (indicators["place"].astype(float) - there) / there.where(there > 0)
    better = gap.where(indicators["better"] == "higher", -gap).round(9)
    words = np.select([better.isna(), better > SAME, better < -SAME], [UNKNOWN, BETTER, WORSE], default=ALIKE)
    return pd.Series(words, index=indicators.index, dtype="str")


def plot_warm(indicators: pd.DataFrame, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Return a page of the figures of a place: marked against the local authority, and as ratios to the nation.

    Parameters
    ----------
    indicators
        A row an indicator, in the order to draw: `block` ("self", "supports" or "systems"), `domain`, `indicator`,
        `place`, `local_authority`, `national` (NaN where not known) and `better` ("higher" or "lower").
    title
        What the place is called.
    ax
        Axes to draw into; a fresh page where left out.

    Raises
    ------
    UsageError
        When a column is missing, a block or direction is unknown, or there are no rows.

    Notes
    -----
    Green and "better" mean more than 5% better than the local authority, orange and "worse" more than 5% worse, amber
    within that. 5% is a line for reading, not a test: figures of small places move by more from year to year.

    Examples
    --------
    >>> import pandas as pd
    >>> jobs = {"block": "systems", "domain": "local economy", "indicator": "people out of work, %", "better": "lower"}
    >>> table = pd.DataFrame([{**jobs, "place": 9.0, "local_authority": 6.0, "national": 5.0}])
    >>> plot_warm(table, title="Ashby").get_label()
    'How Ashby stands. people out of work, %: 9, local authority 6: worse; 1.80 times the national figure.'
    """
    _check(indicators)
    table = indicators.assign(
        at=pd.Categorical(indicators["block"], categories=list(BLOCKS), ordered=True), mark=rated(indicators)
    ).sort_values("at", kind="stable")
    table["ratio"] = table["place"].astype(float) / table["national"].astype(float).where(table["national"] > 0)
    rows = _rows(table)
    with house_style():
        height = 2.35 + _ROW * (rows["at"].max() + 1)
        ax = (
            blank_figure(size=(A4[0], height)).add_axes((0.035, 1.15 / height, 0.93, 1 - 2.25 / height))
            if ax is None
            else ax
        )
        ax.set_axis_off()
        ax.set_ylim(rows["at"].max() + 0.6, -0.6)
        ax.set_xlim(0, 1)
        _draw_words(ax, rows)
        _draw_ratios(ax, rows)
        _draw_legend(ax)
        counts = rows["mark"].value_counts()
        write_around(
            ax,
            title=f"How {title or 'the place'} stands",
            subtitle="Against the local authority: "
            + ", ".join(f"{counts[word]} {word}" for word in _LOOKS if word in counts),
            caption="Marked against the local authority: better or worse by more than 5% of its figure, about the same "
            "within that; a line for reading, not a test. Ratio: the figure of the place over the national one; 1.0 is "
            "the same. Figures of small places move by more than this from year to year.",
            below=42,
        )
    told = ". ".join(map(_sentence, rows.to_dict("records")))
    return described(ax, f"How {title or 'the place'} stands. {told}.")


def _check(indicators: pd.DataFrame) -> None:
    """Complain of what cannot be drawn, all of it together."""
    missing = [name for name in WARM_COLUMNS if name not in indicators]
    problems = [
        Problem(
            what="the indicators lack a column", column=name,
            next_step=f"Nearest: {', '.join(nearest(name, map(str, indicators.columns)) or WARM_COLUMNS)}.",
        )
        for name in missing
    ]  # fmt: skip
    for name, allowed in {"block": BLOCKS, "better": ("higher", "lower")}.items():
        if name in indicators:
            unknown = indicators.loc[~indicators[name].isin(allowed), name].unique()
            problems += [
                Problem(what="is not known", column=name, value=str(value), next_step=f"Use {' or '.join(allowed)}.")
                for value in unknown
            ]
    if indicators.empty:
        problems.append(Problem(what="there are no indicators to draw"))
    if problems:
        raise UsageError(problems)


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the line each row is on: a line for the heading of a block, and half a line before it."""
    starts = table["block"] != table["block"].shift()
    blocks = starts.cumsum().to_numpy()
    return table.assign(at=np.arange(len(table)) + 1.4 * blocks - 0.4, starts=starts)


def _draw_words(ax: Axes, rows: pd.DataFrame) -> None:
    """Write the indicators under their blocks, the figures, and the marks."""
    indicator, place, authority, mark, ratio = _COLUMNS
    top = rows["at"].iloc[0] - 1
    heads = {place: "here", authority: "local\nauthority"}
    for x, words in heads.items():
        ax.text(x + 0.045, top, words, ha="right", va="center", fontsize=8.5, color=GREY)
    ax.text(mark + 0.015, top, "against the\nlocal authority", ha="left", va="center", fontsize=8.5, color=GREY)
    ax.text(ratio + 0.155, top - 0.75, "ratio to the national figure", ha="center", fontsize=8.5, color=GREY)
    for row in rows.to_dict("records"):
        at = row["at"]
        if row["starts"]:
            ax.text(indicator, at - 1, _WORDS[row["block"]], fontsize=10.5, fontweight="bold", va="center")
        else:
            ax.axhline(at - 0.5, xmax=0.98, color=PALE, lw=1)
        direction = " (lower is better)" if row["better"] == "lower" else ""
        words = shorten(f"{row['domain']}: {row['indicator']}{direction}", _LABEL)
        ax.text(indicator + 0.005, at, words, fontsize=8.5, va="center")
        for x, figure in ((place, row["place"]), (authority, row["local_authority"])):
            ax.text(x + 0.045, at, _figure(figure), fontsize=9.5, ha="right", va="center")
        colour, marker = _LOOKS[row["mark"]]
        ax.plot(mark, at, ls="", marker=marker, ms=9, color=colour, mew=2 if marker == "x" else 0, gid=row["mark"])
        ax.text(mark + 0.015, at, row["mark"], fontsize=9.5, va="center")


def _draw_ratios(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw every figure over the national one on a scale where twice and half are as far from 1.0."""
    bottom, top = ax.get_ylim()
    panel = ax.inset_axes((_COLUMNS[-1], 0, 0.31, 1))
    panel.set_ylim(bottom, top)
    panel.set_xscale("log")
    ratio = rows["ratio"].to_numpy(dtype=float)
    reach = max(2.0, 1.25 * float(np.exp(np.nanmax(np.abs(np.log(np.where(ratio > 0, ratio, np.nan))), initial=0))))
    panel.set_xlim(1 / reach, reach)
    panel.xaxis.set_major_locator(FixedLocator(_ticks(reach)))
    panel.xaxis.set_minor_locator(NullLocator())
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _ratio(value)))
    panel.axvline(1, color=INK, lw=1.2, zorder=1)
    panel.set_yticks([])
    panel.tick_params(length=0, labelsize=9)
    panel.grid(axis="x", color=PALE)
    panel.set_axisbelow(True)
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)
    for at, value, word in zip(rows["at"], ratio, rows["mark"], strict=True):
        if not np.isfinite(value) or value <= 0:
            panel.text(1, at, " not known", fontsize=8.5, color=GREY, va="center", fontstyle="italic")
            continue
        colour, marker = _LOOKS[word]
        panel.plot([1, value], [at, at], color=colour, lw=1.6, zorder=2)
        panel.plot(value, at, ls="", marker=marker, ms=8, color=colour, mew=2 if marker == "x" else 0, zorder=3)
        aside, way = ("left", 8) if value >= 1 else ("right", -8)
        panel.annotate(
            f"{value:.2f}", (value, at), (way, 0), textcoords="offset points", va="center", ha=aside, fontsize=8.5
        )


def _ticks(reach: float) -> list[float]:
    """Return where a scale from one part of `reach` to `reach` has its numbers: few enough not to touch one another."""
    if reach <= MOST_IN_FULL:
        between = [0.7, 1.5] if reach < 4 else []
        ticks = np.array(sorted([0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, *between]))
    else:
        decades = int(np.floor(np.log10(reach)))
        step = -(-decades // 2)
        ticks = 10.0 ** np.arange(-step * (decades // step), decades + 1, step)
    return [float(tick) for tick in ticks if 1 / reach <= tick <= reach]


def _ratio(value: float) -> str:
    """Write a tick: to a tenth where that says enough, never in powers."""
    return f"{value:.1f}" if MOST_IN_FULL >= value >= 1 / MOST_IN_FULL else f"{value:,.10f}".rstrip("0").rstrip(".")


def _draw_legend(ax: Axes) -> None:
    """Say below the rows what the marks are."""
    words = {BETTER: "better by more than 5%", ALIKE: "within 5%", WORSE: "worse by more than 5%"}
    legend = ax.legend(
        handles=[
            Line2D([], [], ls="", marker=_LOOKS[word][1], ms=9, color=_LOOKS[word][0], label=text)
            for word, text in words.items()
        ],
        loc="upper left",
        bbox_to_anchor=(0, -0.002),
        ncols=3,
        frameon=False,
        borderaxespad=0,
        handletextpad=0.3,
        fontsize=9.5,
    )
    legend.set_gid("legend")


def _sentence(row: Mapping[Hashable, Any]) -> str:
    """Return an indicator in words."""
    ratio = f"; {row['ratio']:.2f} times the national figure" if np.isfinite(row["ratio"]) else ""
    return (
        f"{row['indicator']}: {row['place']:g}, local authority {_figure(row['local_authority'])}: {row['mark']}{ratio}"
    )


def _figure(value: float) -> str:
    """Write a figure; a dash where it is not known."""
    return "\N{EN DASH}" if np.isnan(value) else f"{value:,.4g}"
