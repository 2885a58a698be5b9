"""Draw how wellbeing goes with isolation: mean scores of those with a flag and of the others, with intervals.

Two groups side by side, not a ranking of people: nobody's own score is on the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import t

from netsurvey.analyse.definitions import RESPONDENT_FLAGS
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.analyse.words import p_value, when
from netsurvey.plot.page import described, one_block, one_of, people, place, write_around
from netsurvey.plot.rows import LABEL_ROOM, TOO_FEW, WHY_HIDDEN, Marks, draw_rows, row_axes
from netsurvey.plot.style import BLUE, ORANGE, house_style

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings

__all__ = ["plot_wellbeing"]

_CAPTION = (
    "Mean of complete scores with its 95% interval (Student's t); under each name the difference of the two means, its "
    "interval and p. The score axis does not begin at zero. A difference is not an effect: age, health, work and much "
    "else may set the groups apart. "
)
_BETTER = {
    **dict.fromkeys(("wemwbs", "swemwbs", "life_satisfaction", "worthwhile", "happy"), ": higher is better"),
    **dict.fromkeys(("anxious", "ucla3", "lonely"), ": lower is better"),
}


def plot_wellbeing(
    findings: Findings,
    *,
    scale: str | None = None,
    flags: Sequence[str] | None = None,
    site: str | None = None,
    wave: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Return a chart of the mean score of those with each flag and those without it, with 95% intervals.

    Parameters
    ----------
    findings
        As the tier may see them: groups too small for it are said to be so, not drawn.
    scale
        Which score; the first that was analysed where left out.
    flags
        Which flags, in order; those of isolation where left out.
    site, wave
        Which, where the findings hold several; ``site="all"`` for all sites of a wave together.
    ax
        Axes to draw into; a fresh page where left out.

    Raises
    ------
    UsageError
        When there is no such score or flag, or several sites or waves and none is picked.

    Notes
    -----
    The interval of a mean comes from the group's mean, standard deviation and n; difference and p are those of the
    findings. A difference is not an effect: what else sets the two groups apart is not taken into account.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> ax = plot_wellbeing(netsurvey.analyse(network, survey), scale="wemwbs")
    >>> ax.get_xlabel()
    'mean score, WEMWBS (14 to 70): higher is better'
    """
    table = findings.wellbeing
    scale = one_of(table["scale"], scale, what="score")
    table = table[table["scale"] == scale]
    blocks = table[["site", "wave"]].drop_duplicates().itertuples(index=False, name=None)
    site, wave = one_block(blocks, site=site, wave=wave)
    table = table[(table["site"] == site) & (table["wave"] == wave)].set_index("flag")
    rows = table.loc[[one_of(table.index, flag, what="flag") for flag in (flags or _isolation(table.index))]]
    called = [people(findings, flag) for flag in rows.index]
    labels = [f"{each[:1].upper()}{each[1:]}" for each in called]
    gaps = [_gap(row) for row in rows.to_dict("records")]
    title = SCALE_TITLES.get(scale, scale.replace("_", " "))
    hidden = WHY_HIDDEN if TOO_FEW in gaps else ""
    with house_style():
        ax = row_axes(len(rows), row=0.95) if ax is None else ax
        draw_rows(
            ax,
            [
                "\n".join(filter(None, [label, gap * (gap != TOO_FEW), verdict]))
                for label, gap, verdict in zip(labels, gaps, map(_verdict, rows.to_dict("records")), strict=True)
            ],
            [
                _marks(rows, "with", name="the people on the left", colour=ORANGE, marker="s", filled=True),
                _marks(rows, "without", name="everybody else who was asked", colour=BLUE, marker="o", filled=False),
            ],
            axis_label=f"mean score, {title}{_BETTER.get(scale, '')}",
            least_span=float(np.nan_to_num(rows["sd_without"].max())),
        )
        write_around(
            ax,
            title=f"Wellbeing beside isolation: {place(site)}",
            subtitle=f"{title[0].upper()}{title[1:]} · {when(wave)}",
            caption=_CAPTION + hidden,
            below=48,
            left=LABEL_ROOM,
        )
        sentences = [f"{label}: {gap}." for label, gap in zip(labels, gaps, strict=True)]
        return described(ax, f"Mean {title} in {place(site)}, {when(wave)}. {' '.join(sentences)} {hidden}".strip())


def _marks(rows: pd.DataFrame, side: str, **look: Any) -> Marks:  # noqa: ANN401 - handed on to Marks
    """Return one side's means with Student's intervals; NaN where the findings hide them."""
    mean, sd, n = (rows[f"{name}_{side}"].to_numpy(dtype=float, na_value=np.nan) for name in ("mean", "sd", "n"))
    half = t.ppf(0.975, np.maximum(n - 1, 1)) * sd / np.sqrt(n)
    notes = [
        f"{each:.1f} (n = {int(count):,})" if np.isfinite(count) else TOO_FEW * (side == "with")
        for each, count in zip(mean, n, strict=True)
    ]
    return Marks(value=mean, low=mean - half, high=mean + half, notes=notes, **look)


def _isolation(compared: pd.Index[str]) -> list[str]:
    """Return the flags of isolation among those that were compared, or all where there are none."""
    return [flag for flag in RESPONDENT_FLAGS if flag in compared] or list(compared)


def _verdict(row: Mapping[Hashable, Any]) -> str:
    """Say in plain words whether the interval leaves chance out; nothing where it is hidden."""
    if not np.isfinite([row["low"], row["high"]]).all():
        return ""
    return "could be chance" if row["low"] <= 0 <= row["high"] else "more than chance gives"


def _gap(row: Mapping[Hashable, Any]) -> str:
    """Say the difference, its interval and p, or that it is hidden."""
    if np.isnan(row["difference"]):
        return TOO_FEW
    interval = f"{row['low']:+.1f} to {row['high']:+.1f}".replace("-", "\N{MINUS SIGN}")
    way = "lower" if row["difference"] < 0 else "higher"
    p = p_value(row["p"]).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{abs(row['difference']):.1f} {way} ({interval}), {p}"
