"""How every picture looks: colours that the colour-blind and a grey printer tell apart, type that reads from a chair.

One place, so that a chart beside a map means the same by the same colour.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = ["A4", "BLUE", "GREY", "INK", "ORANGE", "PALE", "PINK", "Picture", "blank_figure", "house_style"]

BLUE = "#0072B2"
"""Respondents (Okabe and Ito's blue; relative luminance 0.15)."""
PINK = "#DE8AB8"
"""People who were only named: Okabe and Ito's reddish purple made lighter, so that grey paper tells it from blue."""
ORANGE = "#D55E00"
"""People a flag applies to, in charts (Okabe and Ito's vermilion)."""
INK = "#1F2A33"
GREY = "#66727C"
PALE = "#EEF1F4"
A4 = (11.69, 8.27)

_RC: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.dpi": 100,
    "savefig.dpi": "figure",
    "path.simplify": False,
    "text.usetex": False,
}


def house_style() -> AbstractContextManager[None]:
    """Return a context in which matplotlib draws in the house style, whatever the reader's own settings."""
    return mpl.rc_context(_RC)


class Picture(Figure):
    """A matplotlib figure that a notebook shows by itself, without `%matplotlib inline`."""

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        self.savefig(buffer, format="png", dpi=90, metadata={"Software": None})
        return buffer.getvalue()


def blank_figure(*, size: tuple[float, float] = A4) -> Picture:
    """Return an empty figure with its own canvas, so that nothing is shared with pyplot.

    Parameters
    ----------
    size
        Width and height in inches.
    """
    figure = Picture(figsize=size, facecolor="white")
    FigureCanvasAgg(figure)
    return figure
