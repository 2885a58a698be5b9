"""The files that `init` was given, as the sheets that a study file would read: forms, repeat tables, ties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats import Files, format_of
from netsurvey.ingest.formats.parts import stacked
from netsurvey.ingest.formats.plain import WIDE
from netsurvey.ingest.guessing.columns import columns_of
from netsurvey.ingest.guessing.tables import tie_ends
from netsurvey.ingest.sheets import READABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from netsurvey.ingest.formats import Part
    from netsurvey.ingest.sheet import Sheet

__all__ = ["Export", "open_export"]

_LINKS = (("_submission__uuid", "_uuid"), ("_parent_index", "_index"), ("PARENT_KEY", "KEY"))
_IDS_SHARED = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Export:
    """What the files hold.

    Attributes
    ----------
    forms
        The forms; those of several files one below the other.
    part
        The first sheet of forms, with what the format knows about it.
    tables
        The repeat tables and the tables of ties.
    format
        The name of the format.
    unread
        Sheets that hang from nothing, so that no line can read them.
    paths
        The files to name, where not all that were given can be read together; empty: all.
    """

    forms: Sheet
    part: Part
    tables: tuple[Part, ...]
    format: str
    unread: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()


def open_export(paths: Sequence[Path]) -> Export:
    """Read the files.

    Parameters
    ----------
    paths
        A file, several files, a folder or a zip.

    Raises
    ------
    SourceError
        When a file is missing, cannot be read, or is in no format that is known.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise SourceError(
            Problem(what="is not there", file=path.name, next_step="Give the path of the file with the answers.")
            for path in missing
        )
    together = Files(", ".join(path.name for path in paths), paths)
    found = format_of(together)
    single = len(paths) == 1 and not paths[0].is_dir()
    if found is not None and (single or found.several):
        return _linked(found.read(together), format_=found.name)
    inside = [file for path in paths for file in ([path] if path.is_file() else _answers_in(path))]
    if not inside or single:
        raise SourceError(
            Problem(
                what="is in no format that can be recognised" if single else "is a folder without any file of answers",
                file=paths[0].name,
                next_step=f"The answers may be one of {', '.join(READABLE)}, or the export of a field tool.",
            )
        )
    opened = {file: _read_alone(file) for file in inside}
    ties = {file for file, parts in opened.items() if len(opened) > 1 and tie_ends(columns_of(parts[0]), {})}
    read = [file for file in opened if file not in ties] or list(opened)
    export = _linked([part for file in read for part in opened[file]], format_=WIDE.name)
    left = tuple(file.name for file in opened if file not in read)
    return replace(export, paths=tuple(read), unread=(*export.unread, *left))


def _read_alone(file: Path) -> list[Part]:
    files = Files(file.name, [file])
    return (format_of(files) or WIDE).read(files)


def _answers_in(folder: Path) -> list[Path]:
    names = Files(folder.name, [folder])
    return [folder / member for member in names.with_ending(*READABLE) if "/" not in member]


def _linked(parts: Sequence[Part], *, format_: str) -> Export:
    """Tell forms from tables: what hangs from other sheets by its rows is a table."""
    forms = [part for part in parts if not part.names]
    tables = [part for part in parts if part.names]
    if format_ == WIDE.name:
        hanging = [part for part in forms if any(_hangs(part, other) for other in forms if other is not part)]
        forms = [part for part in forms if part not in hanging] or forms[:1]
        loose = [part for part in tables if not any(_hangs(part, form) for form in forms)]
        unread = [part.sheet.place for part in loose]
        tables = [part for part in tables if part not in loose]
        tables += [replace(part, names=(part.sheet.file.rsplit(".", 1)[0], part.sheet.file)) for part in hanging]
    else:
        unread = []
    sheet = forms[0].sheet if len(forms) == 1 else stacked((part.sheet for part in forms), file=forms[0].sheet.file)
    if not len(sheet.cells):
        raise SourceError(
            Problem(
                what="has a header and no forms",
                file=sheet.place,
                next_step="Type the forms below the header, one a row, and run init again.",
            )
        )
    return Export(forms=sheet, part=forms[0], tables=tuple(tables), format=format_, unread=tuple(unread))


def _hangs(part: Part, form: Part) -> bool:
    """Return whether the rows of one sheet name rows of another."""
    ours, theirs = part.sheet, form.sheet
    if any(one in ours.headers and other in theirs.headers for one, other in _LINKS):
        return True
    for header in set(ours.headers) & set(theirs.headers) - {""}:
        here, there = _values(ours, header), _values(theirs, header)
        if len(set(there)) == len(there) > 1 and len(set(here)) < len(here) and "" not in there:
            return len(set(here) & set(there)) >= _IDS_SHARED * len(set(here))
    return False


def _values(sheet: Sheet, header: str) -> list[str]:
    values: Iterable[str] = sheet.cells[:, sheet.headers.index(header)].tolist()
    return list(values)
