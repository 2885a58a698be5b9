"""Draw where people meet: the map of people and the places or groups they name, how many name each, what they share.

Three views of one question on one page, because a map shows that two clubs share people and bars say how many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator, PercentFormatter

from netsurvey.analyse.gatherings import ANYWHERE
from netsurvey.analyse.words import percent, when
from netsurvey.plot.covered import about, covered, left_out, rows_of
from netsurvey.plot.page import described, one_block, one_of, write_around
from netsurvey.plot.style import BLUE, GREY, INK, PALE, blank_figure, house_style
from netsurvey.plot.two_mode import Look, TwoMode, draw_two_mode, in_fives, legend_mark
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["gathering_questions", "plot_gatherings"]

FRAME = (0.035, 0.15, 0.93, 0.735)
MAP = 0.58
"""How much of the width the map takes; the bars have the rest."""
BARS = 10
PAIRS = 6
ONE = Look(colour=BLUE, marker="o")
SEVERAL = Look(colour="#D55E00", marker="D")
THING = Look(colour="#009E73", marker="o")
_LOOKS = (ONE, SEVERAL, THING)
_LETTERS = 22


def gathering_questions(findings: Findings, *, site: str, wave: str) -> list[str]:
    """Return the questions about places or groups that anybody answered, those about information left out."""
    here = rows_of(findings.places, site=site, wave=wave)
    named = here[(here["role"] != "information") & (here["place_id"] != ANYWHERE) & here["respondents"].notna()]
    return [str(question) for question in named["question"].unique()]


def plot_gatherings(  # noqa: PLR0913 - a map, and what may be asked of it
    network: Network,
    findings: Findings,
    *,
    question: str | None = None,
    title: str | None = None,
    labels: Mapping[str, str] | None = None,
    site: str | None = None,
    wave: str | None = None,
    seed: int = 1,
    ax: Axes | None = None,
) -> Axes:
    r"""Return the map of people and the places or groups they name, with how many name each and which share people.

    Parameters
    ----------
    network
        The places that were named, and by whom.
    findings
        How many name each, as the tier may see it. For the team a dot is a person; below that it stands for about
        five, and what few name is left out.
    question
        Which question that asks for places or groups; the first where left out.
    title
        What was asked, for the heading; the question's key where left out.
    labels
        What to call the places and groups, by id; their ids where left out.
    site, wave
        Which, where the network holds several.
    seed
        Of the layout.
    ax
        Axes to draw into, bars and all; a fresh A4 page where left out.

    Raises
    ------
    UsageError
        When no place or group may be shown, there is no such question, or several sites or waves and none is picked.

    Notes
    -----
    People are not labelled. That two groups share people among those asked does not mean that they work together.

    Examples
    --------
    Of three people two sing in the choir.

    >>> import netsurvey
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "forms.csv").write_text("ref,club\n1,choir\n2,choir\n3,bowls\n")
    ...     _ = Path(folder, "study.toml").write_text(
    ...         '[study]\ntitle = "Three"\nresponses = "forms.csv"\nresolve = "exact"\n[respondent]\nid = "ref"\n'
    ...         '[questions.clubs]\nasks = "groups"\nname = "club"\n'
    ...     )
    ...     survey, roster = netsurvey.ingest(netsurvey.open_study(folder))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> ax = plot_gatherings(network, netsurvey.analyse(network, survey))
    >>> ax.get_label()[:48]
    'Map of people and the places or groups they name'
    """
    site, wave = one_block(network.blocks, site=site, wave=wave)
    question = one_of(
        gathering_questions(findings, site=site, wave=wave), question, what="places or groups asked for by"
    )
    places, pairs = (rows_of(table, site=site, wave=wave) for table in (findings.places, findings.overlaps))
    places = places[places["question"] == question]
    whole = places[places["place_id"] == ANYWHERE].iloc[0]
    shown = places[(places["place_id"] != ANYWHERE) & places["respondents"].notna()].set_index("place_id")
    pairs = pairs[(pairs["question"] == question) & pairs["both"].notna()]
    things = pd.DataFrame({"number": shown["respondents"].astype(int), "look": _LOOKS.index(THING)})
    drawn = (
        _of_people(network, things, site, wave, question) if findings.tier is Tier.TEAM else _of_fives(things, pairs)
    )
    names = {str(thing): (labels or {}).get(str(thing), str(thing)) for thing in things.index}
    coverage = covered(findings, site=site, wave=wave)
    note = left_out(len(places) - 1 - len(shown), "other")
    people = about(whole["respondents"], tier=findings.tier, noun="people") if pd.notna(whole["respondents"]) else "few"
    heading = title or question.replace("_", " ").capitalize()
    with house_style():
        ax = blank_figure().add_axes(FRAME) if ax is None else ax
        draw_two_mode(ax, drawn, _LOOKS, labels=names, share=MAP, seed=seed)
        _draw_legend(ax, drawn)
        _draw_bars(ax, shown.head(BARS), names)
        _draw_pairs(ax, pairs.head(PAIRS), names)
        write_around(
            ax,
            title=heading,
            subtitle=f"{site}, {when(wave)} \N{MIDDLE DOT} {people} named at least one",
            caption=f"{coverage} A partial map: what came to mind when asked; only people who were interviewed are on "
            "it. Bars: share of those who answered, with Wilson's 95% interval, which takes the doors knocked on for a "
            f"simple random sample. Sharing people does not mean working together.{note}",
            below=34,
        )
        most = "; ".join(
            f"{names[str(thing)]}: {about(row['respondents'], tier=findings.tier, noun='people')}"
            for thing, row in shown.head(BARS).iterrows()
        )
        both = "; ".join(
            f"{names[a]} and {names[b]}: {about(n, tier=findings.tier, noun='people')}"
            for a, b, n in pairs.head(PAIRS)[["place_a", "place_b", "both"]].itertuples(index=False)
        )
        return described(
            ax,
            f"Map of people and the places or groups they name in {site}, {when(wave)}: {heading} Named by: {most}. "
            f"Sharing most people: {both or 'none that may be shown'}. {coverage}{note}",
        )


def _of_people(network: Network, things: pd.DataFrame, site: str, wave: str, question: str) -> TwoMode:
    """Return the map in which every dot is a person; those who name several things look different."""
    named = rows_of(network.named_places, site=site, wave=wave)
    named = named[(named["question"] == question) & named["place_id"].isin(things.index)]
    named = named.drop_duplicates(["respondent_id", "place_id"])
    who, _ = pd.factorize(named["respondent_id"])
    ties = np.column_stack([who, things.index.get_indexer(pd.Index(named["place_id"]))]).astype(np.int64)
    return TwoMode(things=things, ties=ties, looks=_by_number(ties), each=1)


def _of_fives(things: pd.DataFrame, pairs: pd.DataFrame) -> TwoMode:
    drawn = in_fives(things, pairs)
    return TwoMode(things=things, ties=drawn.ties, looks=_by_number(drawn.ties), each=drawn.each)


def _by_number(ties: np.ndarray) -> np.ndarray:
    """Return the look of dots that name one thing, and of those that name several."""
    return np.where(np.bincount(ties[:, 0]) > 1, _LOOKS.index(SEVERAL), _LOOKS.index(ONE)).astype(np.int64)


def _draw_legend(ax: Axes, drawn: TwoMode) -> None:
    """Say below the map what dots and squares are."""
    people = "one person who names" if drawn.each == 1 else f"about {drawn.each} people who name"
    several = [legend_mark(SEVERAL, "several of them")] * bool((drawn.looks == _LOOKS.index(SEVERAL)).any())
    legend = ax.legend(
        handles=[
            legend_mark(ONE, f"{people} one of them"),
            *several,
            legend_mark(THING, "place or group, larger where more name it", thing=True),
        ],
        loc="upper left",
        bbox_to_anchor=(0, -0.005),
        ncols=3,
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handletextpad=0.3,
        columnspacing=1.2,
        fontsize=9.5,
    )
    legend.set_gid("legend")


def _draw_bars(ax: Axes, shown: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Draw how many of those who answered name each of the places named most."""
    bars = ax.inset_axes((MAP + 0.17, 0.46, 0.22, 0.47))
    rows = np.arange(len(shown))
    share, low, high = (shown[name].to_numpy(dtype=float, na_value=np.nan) for name in ("share", "low", "high"))
    bars.barh(rows, share, color="#A9D8C8", height=0.62, gid="popularity")
    bars.hlines(rows, low, high, color=INK, linewidth=1.2)
    for row, end, value in zip(rows, np.fmax(high, share), share, strict=True):
        if np.isfinite(value):
            bars.annotate(percent(value), (end, row), (4, 0), textcoords="offset points", va="center", fontsize=8.5)
    bars.set_xlim(0, max(1.25 * float(np.nanmax([*high, 0.01])), 0.05))
    bars.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    bars.xaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
    _finish(bars, [names[str(thing)] for thing in shown.index], "Named most: share of those who answered", rows=BARS)


def _draw_pairs(ax: Axes, pairs: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Draw how many people the pairs that share most have in common."""
    bars = ax.inset_axes((MAP + 0.17, 0.02, 0.22, 0.3))
    rows = np.arange(len(pairs))
    both = pairs["both"].to_numpy(dtype=float)
    bars.barh(rows, both, color="#F0C4A0", height=0.62, gid="shared")
    for row, value in zip(rows, both, strict=True):
        bars.annotate(f"{value:.0f}", (value, row), (4, 0), textcoords="offset points", va="center", fontsize=8.5)
    bars.set_xlim(0, 1.25 * max([*both, 1.0]))
    bars.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    labels = [f"{names[a]}\n+ {names[b]}" for a, b in pairs[["place_a", "place_b"]].itertuples(index=False)]
    _finish(bars, labels, "Sharing most people", rows=PAIRS)
    if pairs.empty:
        bars.set_xticks([])
        bars.spines["bottom"].set_visible(False)
        bars.annotate(
            "no two share enough people to show",
            (0, 1),
            (-118, -10),
            xycoords="axes fraction",
            textcoords="offset points",
            color=GREY,
            fontsize=9,
        )


def _finish(bars: Axes, labels: list[str], title: str, *, rows: int) -> None:
    """Write labels and heading, with room for so many rows however few there are, so that bars are alike."""
    bars.set_yticks(range(len(labels)), ["\n".join(_cut(line) for line in label.split("\n")) for label in labels])
    bars.set_ylim(rows - 0.4, -0.6)
    bars.tick_params(length=0, labelsize=8.5)
    bars.grid(axis="x", color=PALE)
    bars.set_axisbelow(True)
    for side in ("top", "right", "left"):
        bars.spines[side].set_visible(False)
    bars.annotate(
        title,
        (0, 1),
        (-118, 8),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=10,
        fontweight="bold",
    )


def _cut(text: str) -> str:
    """Return a label that is no wider than its room."""
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}\N{HORIZONTAL ELLIPSIS}"
