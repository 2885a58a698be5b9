"""Write a picture as PNG, SVG and PDF: the same bytes every time, with the text for those who cannot see it inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.plot.style import house_style
from netsurvey.store import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matplotlib.axes import Axes

__all__ = ["FORMATS", "alt_text", "save_figure"]

FORMATS = ("png", "svg", "pdf")
DPI = 160


def alt_text(picture: Axes | Figure) -> str:
    """Return the text in place of a picture, fit for the same tier; it holds no names of people.

    Parameters
    ----------
    picture
        What a ``plot_`` function returned, or a figure: that of a picture on a page of its own, else those of all its
        axes one after the other.
    """
    if not isinstance(picture, Figure) or picture.get_label():
        return str(picture.get_label())
    return " ".join(str(ax.get_label()) for ax in picture.axes if ax.get_label())


def save_figure(
    picture: Axes | Figure, stem: Path, *, formats: Iterable[str] = FORMATS, mode: int | None = None
) -> list[Path]:
    """Write a picture to files.

    Parameters
    ----------
    picture
        What a ``plot_`` function returned, or a figure that holds several; the whole page is written.
    stem
        Path without the ending.
    formats
        Any of png, svg, pdf.
    mode
        Permissions of the files, such as ``netsurvey.store.PRIVATE`` for a map with names.

    Returns
    -------
    list of pathlib.Path
        The files, in the order of the formats.

    Raises
    ------
    UsageError
        When a format is none of these.
    FolderError
        When the place cannot be written to.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from matplotlib.figure import Figure
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in save_figure(Figure(), Path(folder) / "map", formats=["png", "svg"])]
    ['map.png', 'map.svg']
    """
    figure = _page(picture)
    formats = list(formats)
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(
            Problem(
                what="pictures are not written in this format",
                value=name,
                next_step=f"Nearest: {', '.join(nearest(name, FORMATS) or FORMATS)}.",
            )
            for name in unknown
        )
    paths = []
    exact: Any = {"svg.hashsalt": "netsurvey", "svg.fonttype": "none", "pdf.fonttype": 42, "pdf.compression": 9}
    for name in formats:
        path = stem.with_name(f"{stem.name}.{name}")
        with house_style(), mpl.rc_context(exact), replacing(path, mode=mode) as temporary:
            figure.savefig(temporary, format=name, dpi=DPI, metadata=_metadata(figure, name))
        paths.append(path)
    return paths


def _page(picture: Axes | Figure) -> Figure:
    """Return the whole figure."""
    figure = picture if isinstance(picture, Figure) else picture.get_figure(root=True)
    if figure is None:
        raise UsageError(Problem(what="the axes belong to no figure", next_step="Make them with figure.add_subplot()."))
    return figure


def _metadata(figure: Figure, name: str) -> dict[str, Any]:
    """Return what the file says of itself; no date, so that the bytes stay the same."""
    text = alt_text(figure)
    title = text.split(". ", maxsplit=1)[0]
    said: dict[str, dict[str, Any]] = {
        "png": {"Title": title, "Description": text, "Software": "netsurvey"},
        "svg": {"Title": title, "Description": text, "Creator": "netsurvey", "Date": None},
        "pdf": {"Title": title, "Subject": text, "Creator": "netsurvey", "Producer": None, "CreationDate": None},
    }
    return said[name]
