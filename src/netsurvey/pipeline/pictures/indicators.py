"""Read the figures of a place that stand beside those of the district and the nation, from a file of the study folder.

What is wrong with it is told all at once, with the row as a spreadsheet shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.errors import Problem, SourceError, nearest
from netsurvey.ingest.text_files import text_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["INDICATORS", "read_indicators"]

INDICATORS = "indicators.csv"
"""The file's name in a study folder."""
_CHOICES = {"block": ("self", "supports", "systems"), "better": ("higher", "lower")}
_WORDS = ("domain", "indicator")
_NUMBERS = {"place": False, "local_authority": True, "national": True}
"""Columns of figures, and whether a figure may be missing."""
_COLUMNS = ("block", *_WORDS, *_NUMBERS, "better")


def read_indicators(path: Path) -> pd.DataFrame:
    r"""Return the indicators of a file, checked.

    Parameters
    ----------
    path
        A file of comma-separated values with the columns block, domain, indicator, place, local_authority, national
        and better.

    Returns
    -------
    pandas.DataFrame
        As :func:`netsurvey.plot.plot_warm` takes it.

    Raises
    ------
    SourceError
        When the file is no text or empty, a column is missing, or a cell holds what it cannot.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "indicators.csv"
    ...     _ = file.write_text(
    ...         "block,domain,indicator,place,local_authority,national,better\n"
    ...         "self,health,in good health (%),71,76,,higher\n"
    ...     )
    ...     read_indicators(file)["place"].tolist()
    [71.0]
    """
    rows = list(text_rows(path.name, path.read_bytes()).rows)
    if not rows:
        columns = f"Its first row is {', '.join(_COLUMNS)}."
        raise SourceError([Problem(what="is empty", file=path.name, next_step=columns)])
    header = [cell.strip().casefold() for cell in rows[0][1]]
    missing = [
        Problem(
            what="there is no such column",
            file=path.name,
            column=name,
            next_step=f"Nearest: {', '.join(nearest(name, header) or header)}.",
        )
        for name in _COLUMNS
        if name not in header
    ]
    if missing:
        raise SourceError(missing)
    problems: list[Problem] = []
    cells = [
        (number, dict(zip(header, [*(cell.strip() for cell in row), *[""] * len(header)], strict=False)))
        for number, row in rows[1:]
    ]
    for number, cell in cells:
        problems += _faults(path.name, number, cell)
    if not cells:
        problems.append(Problem(what="there are no indicators in it", file=path.name, next_step="Add a row for each."))
    if problems:
        raise SourceError(problems)
    table = pd.DataFrame([cell for _, cell in cells])
    for name in _CHOICES:
        table[name] = table[name].str.casefold()
    for name in _NUMBERS:
        table[name] = table[name].map(_number)
    return table[list(_COLUMNS)]


def _faults(file: str, number: int, cell: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with a row."""
    found = [
        Problem(
            what="is not known", file=file, row=number, column=name, value=cell[name], next_step=f"Use {_or(allowed)}."
        )
        for name, allowed in _CHOICES.items()
        if cell[name].casefold() not in allowed
    ]
    found += [
        Problem(what="is empty", file=file, row=number, column=name, next_step="Write what it is.")
        for name in _WORDS
        if not cell[name]
    ]
    found += [
        Problem(
            what="is not a number of zero or more",
            file=file,
            row=number,
            column=name,
            value=cell[name],
            next_step=f"Write a figure alone, such as 71.5{', or nothing where it is not known' if may else ''}.",
        )
        for name, may in _NUMBERS.items()
        if (cell[name] or not may) and not _number(cell[name]) >= 0
    ]
    return found


def _number(text: str) -> float:
    """Return a figure; NaN where it is none."""
    try:
        value = float(text.replace(",", "").removesuffix("%"))
    except ValueError:
        return float("nan")
    return value if np.isfinite(value) else float("nan")


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
