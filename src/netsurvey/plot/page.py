"""The page around a picture: which site and wave it shows, title above, caption below, words for those who cannot see.

Measured in points from the axes, so that a picture drawn into somebody else's axes carries the same words.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.plot.style import GREY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from netsurvey.analyse import Findings

__all__ = ["described", "one_block", "one_of", "page_points", "people", "phrase", "place", "write_around"]

CAPTION_SIZE = 8.5
CAPTION_LETTER = 4.65
"""Points an average letter of the caption is wide."""


def one_block(blocks: Iterable[tuple[str, str]], *, site: str | None, wave: str | None) -> tuple[str, str]:
    """Return the one site and wave asked for.

    Raises
    ------
    UsageError
        When several fit or none does; the message lists them.

    Examples
    --------
    >>> one_block([("Ashby", "2011"), ("Ashby", "2013")], site=None, wave="2013")
    ('Ashby', '2013')
    """
    known = list(blocks)
    fitting = [(a, b) for a, b in known if site in (None, a) and wave in (None, b)]
    if len(fitting) == 1:
        return fitting[0]
    listed = "; ".join(f"{a}, wave {b}" for a, b in fitting or known)
    what = "a picture shows one site in one wave" if fitting else "there is no such site and wave"
    raise UsageError(Problem(what=what, next_step=f"Pick one with site= and wave=: {listed}."))


def one_of(known: Iterable[str], wanted: str | None, *, what: str) -> str:
    """Return the wanted one of the known, the first where none is wanted.

    Raises
    ------
    UsageError
        When it is not known, or nothing is.

    Examples
    --------
    >>> one_of(["wemwbs", "happy"], None, what="score")
    'wemwbs'
    """
    names = list(dict.fromkeys(known))
    if wanted in names or (wanted is None and names):
        return names[0] if wanted is None else wanted
    near = ", ".join(nearest(wanted or "", names) or names) or "none"
    what = f"the findings have no {what} {wanted}" if wanted else f"the findings have no {what} to draw"
    raise UsageError(Problem(what=what, next_step=f"Nearest: {near}."))


def place(site: str) -> str:
    """Return what a site is called in a sentence."""
    return "all sites together" if site == "all" else site


def phrase(findings: Findings, flag: str) -> str:
    """Return how a sentence about people with a flag goes on."""
    return findings.definitions[flag].phrase if flag in findings.definitions else f"have {flag}"


def people(findings: Findings, flag: str) -> str:
    """Return what people with a flag are called."""
    named = findings.definitions[flag].people if flag in findings.definitions else ""
    return named or f"people who {phrase(findings, flag)}"


def page_points(ax: Axes) -> NDArray[np.float64]:
    """Return width and height of the axes in points."""
    box = ax.get_window_extent()
    return np.array([box.width, box.height]) * 72 / _figure(ax).dpi


def write_around(ax: Axes, *, title: str, subtitle: str, caption: str, below: float, left: float = 0.0) -> None:
    """Write title and subtitle above the axes, and the caption `below` points under them.

    Parameters
    ----------
    ax
        What they belong to.
    title, subtitle, caption
        The words; the caption is broken into lines as wide as the axes.
    below
        Points between the axes and the caption.
    left
        Points that the words begin to the left of the axes.
    """
    wide = int((page_points(ax)[0] + left) / CAPTION_LETTER)
    parts: list[tuple[str, int, float, dict[str, Any]]] = [
        (title, 1, 24, {"fontsize": 18, "fontweight": "bold", "va": "bottom", "gid": "title"}),
        (subtitle, 1, 7, {"fontsize": 11, "color": GREY, "va": "bottom", "gid": "subtitle"}),
        (fill(caption, wide), 0, -below, {"fontsize": CAPTION_SIZE, "color": GREY, "va": "top", "gid": "caption"}),
    ]
    for text, at, up, style in parts:
        ax.annotate(
            text,
            (0, at),
            (-left, up),
            xycoords="axes fraction",
            textcoords="offset points",
            annotation_clip=False,
            linespacing=1.35,
            **style,
        )


def described(ax: Axes, text: str) -> Figure:
    """Return the figure of the axes with the text in place of the picture as its label."""
    figure = _figure(ax)
    figure.set_label(text)
    return figure


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if figure is None:
        what = "the axes belong to no figure"
        raise UsageError(Problem(what=what, next_step="Make them with figure.add_subplot() or leave ax out."))
    return figure
