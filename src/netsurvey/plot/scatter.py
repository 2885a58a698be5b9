"""Draw areas by how connected their people are and by how those do: what goes together, which is not what causes what.

Putnam's picture of places; a point is an area, never a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from adjustText import adjust_text
from scipy.special import ndtri

from netsurvey.analyse.groups import ALL, EVERYONE
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.errors import Problem, UsageError
from netsurvey.plot.page import described, one_of, write_around
from netsurvey.plot.style import BLUE, PALE, blank_figure, house_style
from netsurvey.privacy import STANDARD, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    import pandas as pd
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["FEWEST_AREAS", "areas", "correlation", "plot_scatter"]

FEWEST_AREAS = 5
"""Fewer areas than this say nothing of how two things go together."""
FRAME = (0.09, 0.2, 0.875, 0.68)
ISOLATED, TIES = "isolated", "people_named"
_WORDS = {ISOLATED: "share of people who are isolated", TIES: "people named by each respondent, mean"}
_FLAGS = ("power_isolate_v1", "total_isolate_v1", "graph_isolate")
_CODES = " Streets go by codes: s1 is the street of the first form, s2 the next that is another."


def areas(
    findings: Findings,
    network: Network | None = None,
    *,
    by: Literal["site", "street"] = "site",
    wave: str | None = None,
    scale: str | None = None,
    labels: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return areas by how connected their people are and by their mean score, those with ten people or more.

    Parameters
    ----------
    findings
        As the tier may see them.
    network
        Needed for streets, which only the team sees.
    by
        What an area is.
    wave
        Which wave; needed where the findings hold several.
    scale
        Which score; the first that was analysed where left out.
    labels
        What to call the streets, by code; their codes where left out.

    Returns
    -------
    pandas.DataFrame
        Columns area, n, `across` (for streets how many people each respondent names on average; for sites the share
        who are isolated) and `up` (the mean score); `attrs` say what the two are, and what codes of streets mean.

    Raises
    ------
    UsageError
        When streets are asked for below the team tier, or there is no such score or wave.
    """
    scale = one_of(findings.means["scale"], scale, what="score")
    waves = findings.means["wave"].unique()
    if wave is None and len(waves) > 1:
        raise UsageError(Problem(what="areas are compared in one wave", next_step=f"Pick one of {', '.join(waves)}."))
    wave = one_of(waves, wave, what="wave")
    title = SCALE_TITLES.get(scale, scale.replace("_", " "))
    if by == "site":
        table, across = _sites(findings, wave, scale), ISOLATED
    else:
        if findings.tier is not Tier.TEAM or network is None:
            what = "streets are for the team alone"
            raise UsageError(Problem(what=what, next_step="Compare sites, or use the team's findings and the network."))
        table, across = _streets(findings, network, wave, scale, labels or {}), TIES
    table = table[(table["n"] >= STANDARD.least_for_rates).fillna(value=False)]
    table = table.dropna(subset=["across", "up"]).reset_index(drop=True)
    table.attrs = {"across": _WORDS[across], "up": f"mean score, {title}", "areas": f"{by}s"}
    table.attrs["codes"] = _CODES if by == "street" and not labels else ""
    return table


def correlation(across: pd.Series[float], up: pd.Series[float]) -> tuple[float, float, float]:
    r"""Return Pearson's correlation and its 95% interval by Fisher's z.

    :math:`z = \operatorname{artanh} r`, with standard error :math:`1 / \sqrt{n - 3}` (Fisher 1921, On the probable
    error of a coefficient of correlation deduced from a small sample, Metron 1).

    Parameters
    ----------
    across, up
        Two figures of each area, at least four areas.

    Examples
    --------
    >>> import pandas as pd
    >>> r, low, high = correlation(pd.Series([1, 2, 3, 4, 5.0]), pd.Series([2, 1, 4, 3, 5.0]))
    >>> print(f"{r:.2f} {low:.2f} {high:.2f}")
    0.80 -0.28 0.99
    """
    r = float(np.corrcoef(across.to_numpy(dtype=float), up.to_numpy(dtype=float))[0, 1])
    half = float(ndtri(0.975)) / np.sqrt(len(across) - 3)
    middle = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
    return r, float(np.tanh(middle - half)), float(np.tanh(middle + half))


def plot_scatter(
    table: pd.DataFrame,
    *,
    across: str | None = None,
    up: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Return areas as points: how connected their people are across, how they do upwards.

    Parameters
    ----------
    table
        Columns area, n, `across` and `up`, one row an area; :func:`areas` makes one.
    across, up
        What the two axes are; as the table's `attrs` say where left out.
    ax
        Axes to draw into; a fresh A4 page where left out.

    Raises
    ------
    UsageError
        When there are fewer than five areas, or all are alike.

    Notes
    -----
    Every area counts once, whatever its n. What goes together need not cause one another, and what holds for areas
    need not hold for the people in them (Robinson 1950, American Sociological Review 15).

    Examples
    --------
    >>> import pandas as pd
    >>> towns = pd.DataFrame({"area": list("ABCDE"), "n": 100, "across": [1, 2, 3, 4, 5], "up": [2, 1, 4, 3, 5]})
    >>> ax = plot_scatter(towns, across="clubs a head", up="mean score")
    >>> ax.get_label()[-41:]
    '0.99. Goes together with, does not cause.'
    """
    table = table.dropna(subset=["across", "up"])
    if len(table) < FEWEST_AREAS or table["across"].nunique() < 2 or table["up"].nunique() < 2:
        what = "areas so few or so alike say nothing of how two things go together"
        raise UsageError(
            Problem(what=what, next_step=f"It needs {FEWEST_AREAS} areas that differ, of ten people each.")
        )
    across = across or str(table.attrs.get("across", "across"))
    up = up or str(table.attrs.get("up", "up"))
    r, low, high = correlation(table["across"], table["up"])
    found = f"Correlation {r:.2f}, 95% interval {low:.2f} to {high:.2f}".replace("-", "\N{MINUS SIGN}")
    n = int(table["n"].sum())
    kind = str(table.attrs.get("areas", "areas"))
    with house_style():
        ax = blank_figure().add_axes(FRAME) if ax is None else ax
        size = 40 + 240 * np.sqrt(table["n"].astype(float) / float(table["n"].max()))
        points = ax.scatter(table["across"], table["up"], s=size, color=BLUE, alpha=0.75, edgecolors="white", zorder=3)
        points.set_gid("areas")
        ax.set_xlabel(across, fontsize=11)
        ax.set_ylabel(up, fontsize=11)
        ax.margins(0.12)
        ax.grid(color=PALE)
        ax.set_axisbelow(True)
        for side in ("top", "right"):
            ax.spines[side].set_visible(False)
        texts = [
            ax.text(x, y, str(area), fontsize=9.5, zorder=4, gid="label")
            for area, x, y in table[["area", "across", "up"]].itertuples(index=False)
        ]
        adjust_text(
            texts, x=table["across"].to_numpy(), y=table["up"].to_numpy(), ax=ax, iter_lim=150, expand=(1.5, 1.9)
        )
        if "share" in across:
            ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        write_around(
            ax,
            title="What goes together, area by area",
            subtitle=f"{len(table)} {kind} \N{MIDDLE DOT} {found[0].lower()}{found[1:]} \N{MIDDLE DOT} goes together "
            "with, does not cause",
            caption=f"n = {n:,} people in {len(table)} {kind}; areas with fewer than {STANDARD.least_for_rates} are "
            "left out. A larger dot is more people; every area counts once (Pearson's r, Fisher's interval). What "
            "holds for areas need not hold for the people in them, and both may follow from something else, such as "
            f"money or age. The axes do not begin at zero.{table.attrs.get('codes', '')}",
            below=46,
            left=46,
        )
    told = "; ".join(
        f"{area}: {x:.3g} and {y:.3g}" for area, x, y in table[["area", "across", "up"]].itertuples(index=False)
    )
    return described(
        ax,
        f"{len(table)} {kind} by {across} and {up}. {told}. {found}. Goes together with, does not cause.",
    )


def _sites(findings: Findings, wave: str, scale: str) -> pd.DataFrame:
    """Return the share isolated and the mean score of every site, as the tier may see them."""
    groups = findings.groups
    asked = groups[(groups["attribute"] == EVERYONE) & (groups["wave"] == wave) & (groups["site"] != ALL)]
    flag = next((name for name in _FLAGS if asked.loc[asked["flag"] == name, "share"].notna().any()), _FLAGS[-1])
    across = asked[asked["flag"] == flag].set_index("site")[["share"]].rename(columns={"share": "across"})
    means = findings.means
    scored = means[(means["attribute"] == EVERYONE) & (means["wave"] == wave) & (means["scale"] == scale)]
    up = scored[scored["site"] != ALL].set_index("site")[["n", "mean"]].rename(columns={"mean": "up"})
    return up.join(across).rename_axis("area").reset_index()[["area", "n", "across", "up"]]


def _streets(findings: Findings, network: Network, wave: str, scale: str, labels: Mapping[str, str]) -> pd.DataFrame:
    """Return how many people respondents of each street name, and their mean score."""
    told = findings.people[["out_degree", scale]].join(network.nodes[["street"]])
    told = told[told.index.get_level_values("wave") == wave].dropna(subset=["street", scale, "out_degree"])
    many = len(told.index.unique("site")) > 1
    street = told["street"].map(lambda code: labels.get(code, code))
    where = told.index.get_level_values("site") + ", " + street if many else street
    rows = (
        told.assign(area=where)
        .groupby("area")
        .agg(n=(scale, "size"), across=("out_degree", "mean"), up=(scale, "mean"))
    )
    return rows.astype({"across": float}).reset_index()
