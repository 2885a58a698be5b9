"""EgoWeb 2.0: a table of alters that repeats what the ego answered, and one of pairs of alters."""

from __future__ import annotations

from netsurvey.ingest.formats.ego_tables import EgoHeaders
from netsurvey.ingest.formats.format import Format

__all__ = ["EGOWEB"]

_TABLES = EgoHeaders(
    ego=("interviewid", "egoid"), alters=("alternumber",), name="altername", ends=(("alter1number", "alter2number"),)
)

EGOWEB = Format(
    name="egoweb",
    title="EgoWeb 2.0",
    files="the ego-alter CSV (`EgoID`, `Alter Number`, `Alter Name`), with the pairs (`Alter 1 Number`, "
    "`Alter 2 Number`) and a table of egos where there is one",
    without="a respondent who named nobody, unless there is a table of egos",
    several=True,
    recognises=_TABLES.recognises,
    read=_TABLES.read,
)
