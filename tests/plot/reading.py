"""What is on a picture, for tests to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection, PathCollection
from matplotlib.colors import to_rgb
from matplotlib.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray


def named(ax: Axes, gid: str) -> list[Text]:
    return [text for text in ax.findobj(Text) if text.get_gid() == gid]


def words(ax: Axes) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in ax.findobj(Text))


def legend(ax: Axes) -> list[str]:
    """Return the words of every row of the legend."""
    rows = [each for each in ax.get_children() if each.get_gid() == "legend"]
    return [text.get_text() for row in rows for text in row.findobj(Text) if text.get_text()]


def collection(ax: Axes, gid: str) -> Collection:
    return next(each for each in ax.findobj(Collection) if each.get_gid() == gid)


def dots(ax: Axes, look: str) -> PathCollection:
    found = next(each for each in ax.findobj(PathCollection) if each.get_gid() == f"people: {look}")
    assert isinstance(found, PathCollection)
    return found


def looks(ax: Axes) -> dict[str, int]:
    """Return how many dots of each look there are."""
    return {
        str(each.get_gid()).removeprefix("people: "): len(np.asarray(each.get_offsets()))
        for each in ax.findobj(PathCollection)
        if str(each.get_gid()).startswith("people: ")
    }


def places(ax: Axes, look: str) -> NDArray[np.float64]:
    return np.asarray(dots(ax, look).get_offsets(), dtype=float).reshape(-1, 2)


def outline(drawn: Collection) -> NDArray[np.float64]:
    return np.asarray(drawn.get_paths()[0].vertices, dtype=float)


def circles(ax: Axes) -> NDArray[np.float64]:
    """Return the middle and radius of every dot in pixels, as rows of three."""
    return np.vstack(
        [
            np.column_stack(
                [
                    ax.transData.transform(np.asarray(each.get_offsets(), dtype=float).reshape(-1, 2)),
                    np.sqrt(np.asarray(each.get_sizes())) / 2 * ax.figure.dpi / 72,
                ]
            )
            for each in ax.findobj(PathCollection)
            if len(np.asarray(each.get_offsets()))
        ]
    )


def panes(ax: Axes) -> list[Axes]:
    """Return the axes inside the axes."""
    return [each for each in ax.child_axes if isinstance(each, Axes)]


def grey(colour: str) -> float:
    """Return the luma that a grey printer gives a colour (ITU-R BT.601)."""
    return float(np.dot(to_rgb(colour), (0.299, 0.587, 0.114)))
