"""The rows that need no other program: netsurvey itself, and the baseline "same full name, case and spaces aside"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from benchmarks.resolve.records import read_records

from netsurvey.resolve import resolve
from netsurvey.tables import mention_keys

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["netsurvey_row", "same_name_row"]


def netsurvey_row(folder: Path) -> dict[str, float]:
    """Return the scores of a study as netsurvey resolves it, with nothing chosen."""
    records = read_records(folder)
    mentions = resolve(records.survey, records.roster).mentions
    person = mentions["person_id"].set_axis(mention_keys(mentions)).reindex(records.table["key"])
    alone = records.table["row"].astype(str).set_axis(person.index)  # who means nobody is with nobody
    return records.scores(pd.factorize(person.fillna(alone))[0])


def same_name_row(folder: Path) -> dict[str, float]:
    """Return the scores of a study when everybody of one name is one person."""
    records = read_records(folder)
    return records.scores(pd.factorize(records.table["written"])[0])
