"""egor and ideanet: egos, alters and ties between alters, in three tables, in two, or all in one wide one.

Wide tables number the alters in their headers (`alter.sex.1`, `1.to.2`); they are read as the long ones they stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.ego_tables import EgoHeaders, ego_parts, plain, the_one_of
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.reshaping import gathered, without_columns
from netsurvey.ingest.sheets import READABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.formats.parts import Part
    from netsurvey.ingest.sheet import Sheet

__all__ = ["EGOR"]

_TABLES = EgoHeaders(
    ego=("egoid",), alters=("alterid", "altid"), ends=(("source", "target"), ("srcid", "tgtid"), ("from", "to"))
)
_SLOT = re.compile(r"(?P<stem>.+)\.(?P<n>\d+)")
_PAIR = re.compile(r"X?(?P<a>\d+)[ .]to[ .](?P<b>\d+)")
_NOTHING = "NA"
"""What R writes into an empty cell."""


def _recognises(files: Files) -> bool:
    members = files.with_ending(*READABLE)
    headers = [files.headers(member) for member in members]
    kinds = [_TABLES.kind(names) for names in headers]
    if None in kinds or not kinds:
        return False
    if len(kinds) == 1:
        slots = _slots(headers[0])
        return bool(slots) and (bool(_pairs(headers[0])) or any("alter" in plain(stem) for stem in slots))
    long = [kind for kind in kinds if kind != "egos"]
    wide = [bool(_slots(names)) for names, kind in zip(headers, kinds, strict=True) if kind == "egos"]
    return len(long) == len(set(long)) and len(wide) <= 2 and ("alters" in long or any(wide))


def _read(files: Files) -> list[Part]:
    """Return the three tables, made from wide columns where they are not tables of their own."""
    tables = _TABLES.tables(files)
    wide = [sheet for sheet in tables["egos"] if _is_wide_only(sheet)]
    own = [sheet for sheet in tables["egos"] if sheet not in wide]
    alters = the_one_of({"alters": [*tables["alters"], *wide]}, "alters")
    ties = the_one_of(tables, "ties")
    egos = the_one_of({"egos": own}, "egos") or alters or ties
    if egos is None:
        raise SourceError(Problem(what="holds no table with a column egoID", file=files.name))
    about = alters if alters in wide else egos if alters is None else None
    paired = next((sheet for sheet in [*wide, *own] if _pairs(sheet.headers)), None) if ties is None else None
    moved = _slot_columns(egos.headers) if egos is about else []
    moved += list(_pairs(egos.headers).values()) if egos is paired else []
    return ego_parts(
        _TABLES,
        without_columns(egos, moved),
        alters if about is None else _alters(about),
        ties if paired is None else _ties(paired),
    )


def _slots(headers: tuple[str, ...]) -> dict[str, dict[int, int]]:
    """Return the columns of each thing asked about the alters, by stem and slot.

    A stem counts where it numbers all slots that most stems number, so that `egoID.1` is none; where some say that
    they are about an alter, only those do.
    """
    found: dict[str, dict[int, int]] = {}
    for column, header in enumerate(headers):
        match = _SLOT.fullmatch(header)
        if match and not _PAIR.fullmatch(header):
            found.setdefault(match["stem"], {})[int(match["n"])] = column
    full = {stem: columns for stem, columns in found.items() if set(columns) == set(range(1, len(columns) + 1))}
    full = {stem: columns for stem, columns in full.items() if "alter" in plain(stem)} or full
    common = Counter(len(columns) for columns in full.values() if len(columns) > 1).most_common(1)
    return {stem: columns for stem, columns in full.items() if common and len(columns) == common[0][0]}


def _pairs(headers: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """Return the column of each pair of alters."""
    matches = ((_PAIR.fullmatch(header), column) for column, header in enumerate(headers))
    return {(match["a"], match["b"]): column for match, column in matches if match}


def _slot_columns(headers: tuple[str, ...]) -> list[int]:
    return [column for columns in _slots(headers).values() for column in columns.values()]


def _is_wide_only(sheet: Sheet) -> bool:
    """Return whether a sheet says nothing about the egos themselves."""
    slots = _slot_columns(sheet.headers)
    taken = {*slots, *_pairs(sheet.headers).values()}
    left = {plain(header) for column, header in enumerate(sheet.headers) if column not in taken}
    return bool(slots) and left <= {"", *_TABLES.ego}


def _alters(sheet: Sheet) -> Sheet | None:
    """Return the wide columns about alters as a table of alters.

    Somebody stands in a slot where anything is said of them, or where `netsize` counts them.
    """
    slots = _slots(sheet.headers)
    if not slots:
        return None
    numbers = list(next(iter(slots.values())))
    columns = [[by_number[n] for by_number in slots.values()] for n in numbers]
    said = _holds(sheet.cells[:, columns]).any(axis=2)
    has_id = any(plain(stem) in _TABLES.alters for stem in slots)
    return gathered(
        sheet,
        columns,
        beside=_ego(sheet),
        labels=[() if has_id else (str(n),) for n in numbers],
        headers=[sheet.headers[_ego(sheet)], *(() if has_id else ("alterID",)), *slots],
        where=said | (np.array(numbers) <= _sizes(sheet)[:, None]),
    )


def _ties(sheet: Sheet) -> Sheet:
    """Return the wide columns of pairs as a table of ties; an empty cell is no tie."""
    pairs = _pairs(sheet.headers)
    return gathered(
        sheet,
        [[column] for column in pairs.values()],
        beside=_ego(sheet),
        labels=list(pairs),
        headers=[sheet.headers[_ego(sheet)], "from", "to", "weight"],
        where=_holds(sheet.cells[:, list(pairs.values())]),
    )


def _holds(cells: NDArray[np.object_]) -> NDArray[np.bool_]:
    held: NDArray[np.bool_] = (cells != "") & (cells != _NOTHING)
    return held


def _ego(sheet: Sheet) -> int:
    return next(column for column, header in enumerate(sheet.headers) if plain(header) in _TABLES.ego)


def _sizes(sheet: Sheet) -> NDArray[np.int64]:
    column = next((column for column, header in enumerate(sheet.headers) if plain(header) == "netsize"), None)
    texts = sheet.cells[:, column] if column is not None else [""] * len(sheet.cells)
    return np.array([int(text) if text.isdecimal() else 0 for text in texts], dtype=np.int64)


EGOR = Format(
    name="egor",
    title="egor, ideanet",
    files="egos, alters (`egoID`, `alterID`) and ties (`Source`, `Target`) as three tables; or alters and ties as wide "
    "columns (`alter.sex.1`, `1.to.2`) of the egos or of a second table",
    several=True,
    recognises=_recognises,
    read=_read,
)
