"""OpenEddi: responses by `puid`, the people named by `nameid`, and ties from `nameid` to `targetid`."""

from __future__ import annotations

from netsurvey.ingest.formats.ego_tables import EgoHeaders
from netsurvey.ingest.formats.format import Format

__all__ = ["OPENEDDI"]

_TABLES = EgoHeaders(ego=("puid",), alters=("nameid",), ends=(("nameid", "targetid"),))

OPENEDDI = Format(
    name="openeddi",
    title="OpenEddi",
    files="the CSV files `*responses*`, `*namedetails*` and `*nameties*`",
    several=True,
    recognises=_TABLES.recognises,
    read=_TABLES.read,
)
