"""The page around a picture: which site and wave it shows, title above, caption below, words for those who cannot see.

Measured in points from the axes, so that a picture drawn into somebody else's axes carries the same words.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.plot.style import A4, GREY, Picture, blank_figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from netsurvey.analyse import Findings

__all__ = [
    "MAP_WIDTH",
    "described",
    "map_axes",
    "one_block",
    "one_of",
    "page_points",
    "people",
    "phrase",
    "place",
    "write_around",
]

CAPTION_SIZE = 9.0
CAPTION_LETTER = 4.9
"""Points an average letter of the caption is wide."""
LINE = 1.35
MAP_WIDTH = 782.0
"""Points a map is wide on a page of its own."""


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


def map_axes(caption: str, *, below: float) -> Axes:
    """Return axes on a fresh A4 page, as large as the title above and the caption underneath leave them.

    Parameters
    ----------
    caption
        The words.
    below
        Points between the axes and the caption.
    """
    lines = fill(caption, int(MAP_WIDTH / CAPTION_LETTER)).count("\n") + 1
    wide, tall = 72 * np.array(A4)
    bottom = below + lines * CAPTION_SIZE * LINE + 12
    return blank_figure().add_axes(
        ((1 - MAP_WIDTH / wide) / 2, bottom / tall, MAP_WIDTH / wide, 1 - (bottom + 64) / tall)
    )


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
        (title, 1, 27, {"fontsize": 20, "fontweight": "bold", "va": "bottom", "gid": "title"}),
        (subtitle, 1, 8, {"fontsize": 12, "color": GREY, "va": "bottom", "gid": "subtitle"}),
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
            linespacing=LINE,
            **style,
        )


def heading(ax: Axes, title: str, subtitle: str) -> None:
    """Write a small title and subtitle above one map of several."""
    for text, up, style in ((title, 17, {"fontsize": 13, "fontweight": "bold"}), (subtitle, 4, {"fontsize": 9})):
        ax.annotate(text, (0, 1), (0, up), xycoords="axes fraction", textcoords="offset points", gid="heading", **style)


def described(ax: Axes, text: str) -> Axes:
    """Return the axes with the text in place of the picture as their label, and as that of a figure made for them."""
    figure = _figure(ax)
    ax.set_label(text)
    if isinstance(figure, Picture):
        figure.set_label(text)
    return ax


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if figure is None:
        what = "the axes belong to no figure"
        raise UsageError(Problem(what=what, next_step="Make them with figure.add_subplot() or leave ax out."))
    return figure
