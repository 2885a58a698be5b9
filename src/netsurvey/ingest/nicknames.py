"""Short names of the place: `nicknames.csv` says who is meant by a name that no list of short forms knows.

Liz for Elizabeth is known everywhere. That Titch is Robert Ashdown only the village knows, and a volunteer can say so
in a line instead of deciding it mention by mention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.errors import DataError, Problem
from netsurvey.ingest.team_files import team_rows
from netsurvey.ingest.values import fold
from netsurvey.tables import ROSTER_NICKNAMES, empty

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NICKNAMES", "read_nicknames"]

NICKNAMES = "nicknames.csv"
"""Name of the file in the study folder."""


def read_nicknames(folder: Path) -> pd.DataFrame:
    """Return the short names that the study folder tells, or a table without rows.

    Parameters
    ----------
    folder
        The study folder.

    Returns
    -------
    pandas.DataFrame
        `written` and `means`, one row a name.

    Raises
    ------
    SourceError
        When the file cannot be read.
    DataError
        With every column that is not there, every row of which one half is blank, and every name that is said to mean
        two people. No text of a cell is told, because any cell may hold a name.
    """
    path = folder / NICKNAMES
    if not path.exists():
        return empty(ROSTER_NICKNAMES)
    problems: list[Problem] = []
    told: dict[str, tuple[int, str, str]] = {}
    for row, texts in team_rows(path, needed=("written", "means")).items():
        written, means = texts["written"], texts["means"]
        blank = next((name for name, text in texts.items() if not text), None)
        if blank is not None:
            step = "Give the name as people write it, and the one it stands for; or take the row out."
            problems.append(Problem(what="is blank", file=NICKNAMES, row=row, column=blank, next_step=step))
            continue
        first, _, meant = told.setdefault(fold(written), (row, written, means))
        if fold(meant) != fold(means):
            what = f"stands for somebody else than in row {first}"
            step = "Keep one of the two; where it may be either, keep none, and who is meant is weighed by itself."
            problems.append(Problem(what=what, file=NICKNAMES, row=row, column="written", next_step=step))
    if problems:
        raise DataError(problems)
    rows = [{"written": written, "means": means} for _, written, means in told.values()]
    return pd.DataFrame(rows, columns=list(ROSTER_NICKNAMES.columns))
