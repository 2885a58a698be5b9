"""Draw what each researcher's forms say beside what chance would give: so that one careless volunteer shows.

For the team alone, and with the researchers' codes, never their names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from scipy.special import ndtri
from scipy.stats import binom

from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.words import percent, when
from netsurvey.errors import Problem, UsageError
from netsurvey.plot.page import described, one_block, one_of, page_points, people, phrase, place, write_around
from netsurvey.plot.rows import Marks, draw_rows, row_axes
from netsurvey.plot.style import BLUE, ORANGE, house_style
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["plot_researchers"]

ALL_TOGETHER = 0.95
"""How often no researcher at all would lie outside, were there nothing but chance."""
FLAGS = ("power_isolate_v1", "total_isolate_v1", "graph_isolate")
BAND = "#DDE3E8"


def plot_researchers(
    network: Network,
    findings: Findings,
    *,
    flag: str | None = None,
    site: str | None = None,
    wave: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    r"""Return a chart of every researcher's forms: how many are isolated in them, and how many people they name.

    Parameters
    ----------
    network
        Who asked whom.
    findings
        Those of the team.
    flag
        Which flag of isolation; the first of power, total and graph isolation that is known where left out.
    site, wave
        Which, where the network holds several; ``site="all"`` for all sites of a wave together.
    ax
        Axes to draw into; a fresh page where left out.

    Raises
    ------
    UsageError
        Below the team tier, when fewer than two researchers are known, or when several sites or waves are there and
        none is picked.

    Notes
    -----
    The grey bands are what chance alone would give forms of that number, were all researchers alike: so wide that in
    19 surveys of 20 none would lie outside (a share of .05 divided by the number of researchers for each; binomial for
    the rate, normal for the mean). Researchers mostly ask in streets of their own, so one outside may have met other
    people and not asked otherwise.

    Examples
    --------
    The second researcher's form names nobody.

    >>> import netsurvey
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "forms.csv").write_text("ref,who,help\n1,r1,3\n2,r1,3\n3,r2,none\n")
    ...     _ = Path(folder, "study.toml").write_text(
    ...         '[study]\ntitle = "Three"\nresponses = "forms.csv"\nresolve = "exact"\n[respondent]\nid = "ref"\n'
    ...         'researcher = "who"\n[questions.help]\nasks = "people"\nrole = "support"\nname = "help"\n'
    ...     )
    ...     survey, roster = netsurvey.ingest(netsurvey.open_study(folder))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> ax = plot_researchers(network, netsurvey.analyse(network, survey))
    >>> ax.get_label()[:47]
    'Forms by researcher, site, wave 1. r1 (2 forms)'
    """
    if findings.tier is not Tier.TEAM:
        what = "what is told of researchers is for the team alone"
        raise UsageError(Problem(what=what, next_step="Use the findings that analyse() returned, or --tier team."))
    forms = _forms(network, findings)
    blocks = forms[["site", "wave"]].drop_duplicates().itertuples(index=False, name=None)
    site, wave = one_block(blocks, site=site, wave=wave)
    forms = forms[(forms["site"] == site) & (forms["wave"] == wave)]
    known = [name for name in FLAGS if name in forms and forms[name].notna().any()]
    flag = one_of(known, flag, what="flag")
    rates = _rates(forms, flag)
    named = _means(forms)
    if len(named) < 2:
        what = "fewer than two researchers are known"
        raise UsageError(Problem(what=what, next_step="A column of researchers in study.toml ([respondent]) says who."))
    rates = rates.reindex(named.index)
    labels = [f"{code} \N{MIDDLE DOT} {n} forms" for code, n in named["n"].items()]
    outside = {code: _verdict(rates.loc[code], named.loc[code]) for code in named.index}
    with house_style():
        ax = row_axes(len(named), row=0.42, below=1.75) if ax is None else ax
        ax.set_axis_off()
        left, right = ax.inset_axes((-0.15, 0, 0.51, 1)), ax.inset_axes((0.47, 0, 0.55, 1))
        _draw(left, labels, rates, [percent(share) for share in rates["value"]], "isolated, share of the forms")
        left.set_xlim(0, left.get_xlim()[1])
        left.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        _draw(
            right, [""] * len(labels), named, [f"{mean:.1f}" for mean in named["value"]], "people named in a form, mean"
        )
        _draw_legend(ax)
        strange = [f"{code} ({words})" for code, words in outside.items() if words]
        write_around(
            ax,
            title=f"What each researcher\N{RIGHT SINGLE QUOTATION MARK}s forms say: {place(site)}",
            subtitle=f"{when(wave)[:1].upper()}{when(wave)[1:]} \N{MIDDLE DOT} isolated: who {phrase(findings, flag)}",
            caption="Points with 95% intervals (Wilson; for means, from the spread of all forms). Grey: what chance "
            "alone would give so many forms, were all researchers alike; in 19 surveys of 20 nobody would lie outside. "
            f"Outside: {'; '.join(strange) or 'nobody'}. Researchers ask in streets of their own: look at the forms "
            "and ask before you judge. r1 is the researcher of the first form in the answers, r2 the next who is "
            "another.",
            below=66,
            left=200,
        )
        told = "; ".join(
            f"{label.replace(' ' + chr(183) + ' ', ' (')}): {percent(rates['value'].loc[code])} isolated, "
            f"{named['value'].loc[code]:.1f} people named{', ' + outside[code] if outside[code] else ''}"
            for label, code in zip(labels, named.index, strict=True)
        )
        who = people(findings, flag)
        return described(
            ax,
            f"Forms by researcher, {place(site)}, {when(wave)}. {told}. Isolated: {who}. "
            f"Outside what chance would give: {'; '.join(strange) or 'nobody'}.",
        )


def _draw_legend(ax: Axes) -> None:
    """Say below the panels what the marks are."""
    legend = ax.legend(
        handles=[
            Line2D([], [], ls="", marker="o", ms=9, color=BLUE, label="within what chance gives"),
            Line2D([], [], ls="", marker="s", ms=9, color=ORANGE, label="outside it"),
            Patch(color=BAND, label="what chance alone gives"),
        ],
        loc="center left",
        bbox_to_anchor=(-0.29, -50 / page_points(ax)[1]),
        ncols=3,
        frameon=False,
        borderaxespad=0,
        fontsize=9.5,
    )
    legend.set_gid("legend")


def _forms(network: Network, findings: Findings) -> pd.DataFrame:
    """Return one row an interview: site, wave, researcher, the flags and how many people it names."""
    nodes = network.nodes[["researcher"]][network.interviewed]
    flags = [name for name in FLAGS if name in findings.people]
    told = nodes.join(findings.people[[*flags, "out_degree"]])
    return over_all_sites(told[told["researcher"].notna()].reset_index())


def _rates(forms: pd.DataFrame, flag: str) -> pd.DataFrame:
    """Return how many of each researcher's forms have the flag, beside what chance gives."""
    known = forms[forms[flag].notna()]
    has = known[flag].astype(bool)
    by = has.groupby(known["researcher"])
    table = pd.DataFrame({"count": by.sum(), "n": by.size()})
    share = float(has.mean())
    tail = (1 - ALL_TOGETHER) / len(table) / 2
    low, high = wilson(table["count"], table["n"])
    ends = {
        "least": binom.ppf(tail, table["n"], share) / table["n"],
        "most": binom.isf(tail, table["n"], share) / table["n"],
    }
    return table.assign(value=table["count"] / table["n"], low=low, high=high, **ends)


def _means(forms: pd.DataFrame) -> pd.DataFrame:
    """Return how many people the forms of each researcher name, those with most forms first."""
    number = forms["out_degree"].astype(float)
    by = number.groupby(forms["researcher"])
    table = pd.DataFrame({"value": by.mean(), "n": by.size()}).sort_values("n", ascending=False, kind="stable")
    error = float(number.std()) / np.sqrt(table["n"])
    wide = float(-ndtri((1 - ALL_TOGETHER) / len(table) / 2))
    middle = float(number.mean())
    return table.assign(
        low=(table["value"] - 1.96 * error).clip(lower=0),
        high=table["value"] + 1.96 * error,
        least=(middle - wide * error).clip(lower=0),
        most=middle + wide * error,
    )


def _verdict(rate: pd.Series[float], mean: pd.Series[float]) -> str:
    """Say on which side of chance somebody's forms are."""
    sides = [
        ("more isolated", rate["value"] > rate["most"]),
        ("fewer isolated", rate["value"] < rate["least"]),
        ("more people named", mean["value"] > mean["most"]),
        ("fewer people named", mean["value"] < mean["least"]),
    ]
    return " and ".join(words for words, holds in sides if holds)


def _draw(ax: Axes, labels: list[str], table: pd.DataFrame, notes: list[str], axis_label: str) -> None:
    """Draw the bands of chance and the points on them; those outside are squares of another colour, and say so."""
    rows = np.arange(len(table))
    least, most = table["least"].to_numpy(dtype=float), table["most"].to_numpy(dtype=float)
    value = table["value"].to_numpy(dtype=float)
    outside = (value < least) | (value > most)
    marks = Marks(
        name="forms",
        colour=BLUE,
        marker="o",
        filled=True,
        value=value,
        low=table["low"].to_numpy(dtype=float),
        high=table["high"].to_numpy(dtype=float),
        notes=["" if out else note for note, out in zip(notes, outside, strict=True)],
    )
    draw_rows(ax, labels, [marks], axis_label=axis_label)
    ends = ax.get_xlim()
    ax.barh(rows, most - least, left=least, height=0.72, color=BAND, zorder=0, gid="chance")
    ax.plot(value[outside], rows[outside], ls="", marker="s", ms=10, color=ORANGE, zorder=4, gid="outside")
    for row in np.flatnonzero(outside).tolist():
        ax.annotate(
            f"{notes[row]} outside",
            (table["high"].iloc[row], row),
            (8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
            fontweight="bold",
            color=ORANGE,
        )
    ax.set_xlim(min(ends[0], least.min()), max(ends[1], 1.05 * most.max()))
    ax.tick_params(axis="y", pad=10)
