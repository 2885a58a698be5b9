"""KoboToolbox: one sheet for the forms and one for each repeat, or a text file without repeats.

A repeat inside a repeat counts its parent's rows, so every sheet says by number which row of which sheet it belongs to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part
from netsurvey.ingest.formats.xforms import recorded_unasked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.sheet import Sheet

__all__ = ["KOBO"]

_PARENT, _NUMBER, _SUBMISSION = "_parent_table_name", ("_parent_index", "_index"), ("_submission__uuid", "_uuid")
_OWN = (("_submission_time", "_uuid"), ("_id", "_uuid"), ("_submission_time", "_index"))
"""Columns that an export of forms has, two of them at the least."""

_LONGEST_NAME = 31
_UNFIT = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_CUT = re.compile(r"(?P<start>.*)\.\.\.(?: \(\d+\))?")


def _recognises(files: Files) -> bool:
    headers = files.only_headers
    if _is_export(headers):
        return True
    if "_index" not in headers and not _is_repeat(headers):
        return False
    member = files.members[0]
    every = [files.headers(member, sheet=name) for name in files.sheets(member)]
    return any(map(_is_repeat, every)) and any("_index" in own and not _is_repeat(own) for own in every)


def _is_export(headers: Sequence[str]) -> bool:
    return any(set(pair) <= set(headers) for pair in _OWN)


def _is_repeat(headers: Sequence[str]) -> bool:
    return _PARENT in headers and _NUMBER[0] in headers


def _read(files: Files) -> list[Part]:
    member = files.the_one(of="a KoboToolbox export")
    forms = _forms(files, member)
    roles = {"id": "_id"} if "_id" in forms.headers else {}
    parts = [Part(sheet=forms, identities=recorded_unasked(forms.headers), roles=roles)]
    others = [name for name in files.sheets(member) if name != forms.sheet]
    repeats = [name for name in others if _is_repeat(files.headers(member, sheet=name))]
    for name in others:
        if name in repeats:
            sheet = files.sheet(member, sheet=name)
            parent, link = _belongs(sheet, forms, [other for other in repeats if other != name])
            found = recorded_unasked(sheet.headers)
            parts.append(Part(sheet=sheet, names=(name,), parent=parent, link=link, identities=found))
        elif files.wants(name):
            parts.append(Part(sheet=files.sheet(member, sheet=name), names=(name,)))
    return parts


def _forms(files: Files, member: str) -> Sheet:
    """Return the sheet of the forms, which is the first unless somebody has moved it."""
    first = files.sheet(member, sheet=files.forms_sheet)
    if files.forms_sheet is not None or not _is_repeat(first.headers):
        return first
    headers = {name: files.headers(member, sheet=name) for name in files.sheets(member)}
    moved = (name for name, own in headers.items() if "_index" in own and not _is_repeat(own))
    return files.sheet(member, sheet=next(moved, None))


def _belongs(sheet: Sheet, forms: Sheet, repeats: Sequence[str]) -> tuple[str | None, tuple[str, str]]:
    """Return the repeat in which the rows of a sheet hang, None for the forms, and the two columns that say so.

    Where every row names its submission that is surer than a number, which means nothing in another sheet.
    """
    theirs, ours = _SUBMISSION
    if ours in forms.headers and all(_column(sheet, theirs)):
        return None, _SUBMISSION
    group = next(filter(None, _column(sheet, _PARENT)), None)
    if group is None:
        return None, _NUMBER
    fitting = [name for name in (forms.sheet or "", *repeats) if _is_name_of(name, group)]
    if len(fitting) != 1:
        raise SourceError(
            Problem(
                what=f'belongs to "{group}", and {"several sheets may be" if fitting else "no sheet is"} called so',
                file=sheet.place,
                column=_PARENT,
                next_step="Export it again and rename no sheet; groups with long names should begin differently.",
            )
        )
    return (None if fitting == [forms.sheet] else fitting[0]), _NUMBER


def _column(sheet: Sheet, header: str) -> list[str]:
    return sheet.cells[:, sheet.headers.index(header)].tolist() if header in sheet.headers else [""]


def _is_name_of(sheet: str, group: str) -> bool:
    """Return whether a sheet may be that of a group, whose name a workbook cuts short and rids of what it forbids."""
    written = re.sub(r"^'|'$", "_", group.translate(_UNFIT)).strip()
    if len(written) <= _LONGEST_NAME:
        return sheet.strip() == written
    cut = _CUT.fullmatch(sheet)
    return cut is not None and written.startswith(cut["start"])


KOBO = Format(
    name="kobo",
    title="KoboToolbox",
    files="one XLSX file with a sheet for each repeat group; or one CSV file",
    without="in CSV, repeat groups that are not written out as `group[1]/name` (export as XLSX); in XLSX, a repeat "
    "group that nobody filled in",
    recognises=_recognises,
    read=_read,
)
