"""How many people of each group live there: the table that says whom the doors that opened stand for, and whom not.

It is a few rows that somebody copied from the census by hand, so every slip is told with its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.errors import DataError, Problem, nearest
from netsurvey.ingest.team_files import team_rows
from netsurvey.ingest.values import fold, number
from netsurvey.tables import CENSUS, RESPONDENTS, checked, empty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netsurvey.study import Study

__all__ = ["read_census"]

_NEEDED = ("attribute", "level", "count")


def read_census(study: Study, folder: Path, respondents: pd.DataFrame) -> pd.DataFrame:
    """Return the table of how many live there; no rows where the study file names none.

    Parameters
    ----------
    study
        What was asked.
    folder
        Where the paths of the study file begin.
    respondents
        The forms, with a column an attribute; sites and attributes must be among theirs.

    Raises
    ------
    SourceError
        When the file cannot be read.
    DataError
        With every row that fits nothing: no such attribute or site, no number of people, a group given twice.
    """
    if study.study.census is None:
        return empty(CENSUS)
    path = folder / study.study.census
    sites = {fold(site): site for site in respondents["site"].astype("str").unique()}
    known = {
        fold(name): name
        for name in respondents.columns
        if name not in RESPONDENTS.columns and not study.is_scale_column(name)
    }
    seen: dict[tuple[str, str, str], int] = {}
    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    for row, texts in team_rows(path, needed=_NEEDED, optional=("site",)).items():
        site = texts["site"]
        key = (fold(site), fold(texts["attribute"]), fold(texts["level"]))
        faults = [*_unknown(texts, known=known, sites=sites), *_unusable(texts, first=seen.get(key))]
        for column, what, next_step in faults:
            value = texts[column] or None
            problems.append(
                Problem(what=what, file=path.name, row=row, column=column, value=value, next_step=next_step)
            )
        seen.setdefault(key, row)
        if not faults:
            rows.append(
                {
                    "site": sites[fold(site)] if site else None,
                    "attribute": known[fold(texts["attribute"])],
                    "level": texts["level"],
                    "count": int(number(texts["count"]) or 0),
                    "row": row,
                }
            )
    if problems:
        raise DataError(problems)
    return checked(pd.DataFrame(rows, columns=list(CENSUS.columns)), CENSUS)


def _unknown(texts: dict[str, str], *, known: dict[str, str], sites: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the column, the fault and the next step where the study has no such attribute or site."""
    for column, what, names in (("attribute", "attribute of the study", known), ("site", "site of the forms", sites)):
        text = texts[column]
        if fold(text) not in names and (text or column == "attribute"):
            near = nearest(text, names.values()) or list(names.values())
            yield column, f"is no {what}", f"Nearest: {', '.join(near)}." if near else "The study file names none."


def _unusable(texts: dict[str, str], *, first: int | None) -> Iterator[tuple[str, str, str]]:
    """Yield the column, the fault and the next step where the group or its count cannot be used."""
    if not texts["level"]:
        yield "level", "is empty", "Write the group as the study file has it."
    elif first is not None:
        yield "level", f"was given in row {first} already", "Keep one of the two."
    count = number(texts["count"])
    if count is None or count < 0 or count != int(count):
        yield "count", "is no number of people", "Write a whole number, 0 or more."
