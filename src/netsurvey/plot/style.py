"""How every picture looks: colours that the colour-blind and a grey printer tell apart, type that reads from a chair.

One place, so that a chart beside a map means the same by the same colour.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = [
    "A4",
    "BLUE",
    "FAINT",
    "GREY",
    "INK",
    "LEVELS",
    "ORANGE",
    "PALE",
    "PINK",
    "Picture",
    "Shown",
    "blank_figure",
    "house_style",
]

BLUE = "#0072B2"
"""Respondents (Okabe and Ito's blue; relative luminance 0.15)."""
PINK = "#DE8AB8"
"""People who were only named: Okabe and Ito's reddish purple made lighter, so that grey paper tells it from blue."""
ORANGE = "#D55E00"
"""People a flag applies to, in charts (Okabe and Ito's vermilion)."""
INK = "#1F2A33"
GREY = "#66727C"
PALE = "#EEF1F4"
FAINT = "#C3CBD2"
"""People that a picture is not about."""
LEVELS = (
    *((BLUE, "o"), ("#E69F00", "s"), ("#009E73", "^"), (ORANGE, "v"), ("#56B4E9", "P"), ("#B45A8C", "X")),
    ("#F0E442", "p"),
)
"""Colour and marker of one answer after another: Okabe and Ito's, the purple darker than that of people only named."""
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


class Shown(Axes):
    """Axes that a notebook shows by themselves, with the whole figure they are on."""

    def _repr_png_(self) -> bytes | None:
        figure = self.get_figure(root=True)
        return figure._repr_png_() if isinstance(figure, Picture) else None


class Picture(Figure):
    """A matplotlib figure that a notebook shows by itself, without `%matplotlib inline`, as do its axes."""

    def add_axes(self, *args: Any, **kwargs: Any) -> Axes:  # noqa: ANN401 - as matplotlib's own
        """Add axes that a notebook shows by themselves; arguments as matplotlib's."""
        return super().add_axes(*args, **({"axes_class": Shown} | kwargs))

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
