"""The only file that holds names: writing the roster down and reading it back.

Its tables lie in one Parquet file, readable by its owner only, so that there is one thing to guard, to seal and
to destroy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.errors import FolderError, Problem
from netsurvey.tables import ROSTER_MENTIONS, ROSTER_NICKNAMES, ROSTER_RESPONDENTS, ROSTER_TEXTS, Roster

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_roster", "roster_frame"]

_PARTS = {
    "respondents": ROSTER_RESPONDENTS,
    "mentions": ROSTER_MENTIONS,
    "texts": ROSTER_TEXTS,
    "nicknames": ROSTER_NICKNAMES,
}


def roster_frame(roster: Roster) -> pd.DataFrame:
    """Return a roster as one table; the column `part_of` says which of its tables a row is of."""
    parts: list[pd.DataFrame] = [getattr(roster, name).assign(part_of=name) for name in _PARTS]
    return pd.concat(parts, ignore_index=True)


def read_roster(path: Path) -> Roster:
    """Read a roster that was written as one table.

    Raises
    ------
    FolderError
        When the file is missing or is not a roster.
    """
    try:
        frame = pd.read_parquet(path)
        return Roster(
            **{
                name: frame.loc[frame["part_of"] == name, list(table.columns)].reset_index(drop=True)
                for name, table in _PARTS.items()
            }
        )
    except (OSError, KeyError, ValueError) as error:
        raise FolderError(
            Problem(what="cannot be read as a roster", file=path.name, next_step="Run `netsurvey ingest` again.")
        ) from error
