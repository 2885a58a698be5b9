"""ODK Central and ODK Briefcase: a text file for the forms and one for each repeat, linked by keys.

The files are told apart by their keys and not by their names, which differ between the two tools.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part
from netsurvey.ingest.formats.xforms import recorded_unasked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.sheet import Sheet

__all__ = ["ODK"]

_KEY, _PARENT = "KEY", "PARENT_KEY"


def _recognises(files: Files) -> bool:
    headers = [files.headers(member) for member in files.with_ending(".csv")]
    forms = [one for one in headers if _PARENT not in one]
    return (
        bool(forms)
        and all(_KEY in one or _PARENT in one for one in headers)
        and all("SubmissionDate" in one for one in forms)
    )


def _read(files: Files) -> list[Part]:
    sheets = {member: files.sheet(member) for member in files.with_ending(".csv")}
    forms = [member for member, sheet in sheets.items() if _PARENT not in sheet.headers]
    if not forms:
        raise SourceError(
            Problem(
                what="holds repeats and no forms",
                file=files.name,
                next_step="Put the file without PARENT_KEY beside them, or name it in responses as well.",
            )
        )
    keys_of = {member: _column(sheet, _KEY) for member, sheet in sheets.items()}
    if twice := [pair for pair in combinations(forms, 2) if keys_of[pair[0]] & keys_of[pair[1]]]:
        raise SourceError(_twice(*pair) for pair in twice)
    repeats = {member: sheet for member, sheet in sheets.items() if member not in forms}
    called = {member: _names(member, forms) for member in repeats}
    parts = [
        Part(sheet=sheets[member], identities=recorded_unasked(sheets[member].headers), roles={"id": _KEY})
        for member in forms
    ]
    for member, sheet in repeats.items():
        parent = _parent_of(sheet, {other: keys_of[other] for other in repeats if other != member})
        parts.append(
            Part(
                sheet=sheet,
                names=called[member],
                parent=None if parent is None else called[parent][0],
                link=(_PARENT, _KEY),
                identities=recorded_unasked(sheet.headers),
            )
        )
    return parts


def _twice(one: str, other: str) -> Problem:
    return Problem(
        what=f"holds submissions that are also in {one}, so that everybody named in them would count twice",
        file=other,
        next_step="Keep one of the two exports only.",
    )


def _column(sheet: Sheet, header: str) -> frozenset[str]:
    if header not in sheet.headers:
        return frozenset()
    return frozenset(sheet.cells[:, sheet.headers.index(header)].tolist()) - {""}


def _parent_of(sheet: Sheet, keys_of: Mapping[str, frozenset[str]]) -> str | None:
    """Return the repeat in which the rows of another hang, which is the one that has their parents' keys."""
    parents = _column(sheet, _PARENT)
    most = max(keys_of, key=lambda member: len(keys_of[member] & parents), default=None)
    return most if most is not None and keys_of[most] & parents else None


def _names(member: str, forms: Sequence[str]) -> tuple[str, ...]:
    """Return what a repeat may be called: as its file, and without the name of the form before it."""
    file = member.rsplit("/", 1)[-1]
    stem = file[: -len(".csv")]
    starts = (f"{form.rsplit('/', 1)[-1][: -len('.csv')]}-" for form in forms)
    short = [stem.removeprefix(start) for start in starts if stem.startswith(start)]
    return tuple(dict.fromkeys([stem, *short, file]))


ODK = Format(
    name="odk",
    title="ODK Central, ODK Briefcase",
    files="a zip, a folder or a list of CSV files: one for the forms, one for each repeat",
    several=True,
    recognises=_recognises,
    read=_read,
)
