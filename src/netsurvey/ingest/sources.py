"""Which files hold the answers, which format they are in, and which of their sheets are repeat tables.

Read and complained of together: whoever copied three files wrongly learns it in one go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from netsurvey.errors import DataError, Problem, SourceError, StudyError, nearest
from netsurvey.ingest.formats import FORMATS, Files, format_of
from netsurvey.ingest.formats.parts import Part
from netsurvey.ingest.formats.plain import LONG, WIDE
from netsurvey.ingest.formats.statistics import SPSS, STATA, STATISTICS
from netsurvey.ingest.pages import Page
from netsurvey.ingest.sheets import READABLE
from netsurvey.study import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path, PurePath

    from netsurvey.ingest.formats import Format
    from netsurvey.study import Study

__all__ = ["read_pages"]

_OF_ONE_SHEET = (WIDE, SPSS, STATA)
"""Formats whose file may just as well hold a repeat table."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Export:
    """Files that are read together, the source they stand under, and the format they are in."""

    files: Files
    source: Source
    format: Format
    table: str | None = None


def read_pages(study: Study, folder: Path) -> list[Page]:
    """Read every sheet the study file names: forms first, repeat tables after them.

    Parameters
    ----------
    study
        What was asked.
    folder
        Where the study file lies.

    Raises
    ------
    SourceError
        With every file that cannot be read.
    StudyError
        With every table that is in none of the files, and every format that is none.
    DataError
        With every sheet of forms that holds no form.
    """
    problems = list(_unknown_formats(study))
    if problems:
        raise StudyError(problems)
    unreadable: list[Problem] = []
    exports = _as_long(list(_exports(study, folder, unreadable)))
    pages: list[Page] = []
    for group, export in enumerate(exports):
        try:
            pages += _pages(export, group)
        except SourceError as error:
            unreadable += error.problems
    if unreadable:
        raise SourceError(unreadable)
    wanted = study.tables
    forms = [page for page in pages if page.table is None]
    tables = [page for page in pages if page.table is not None]
    for page in tables:
        page.table = next((name for name in wanted if page.is_called(name)), page.table)
    missing = [name for name in wanted if not any(page.table == name for page in tables)]
    if missing:
        raise StudyError(_no_table(study, name, exports, tables) for name in missing)
    _complain_of_empty(forms)
    return [*forms, *tables]


def _exports(study: Study, folder: Path, unreadable: list[Problem]) -> Iterator[_Export]:
    """Yield what the study file names, file by file, unless several files are one export."""
    wanted = study.tables
    for source in study.sources:
        yield from _of_path(source, folder / source.path, source.format or study.study.format, wanted, unreadable)
    responses = study.study.responses
    paths = [folder / name for name in responses]
    together: Files | None = None
    if len(paths) > 1 and all(path.is_file() for path in paths):
        together = Files(", ".join(responses), paths, tables=wanted)
        found = _named(study.study.format) or format_of(together)
        if found is not None and found.several:
            yield _Export(files=together, source=Source(path=together.name), format=found)
            return
    for name, path in zip(responses, paths, strict=True):
        yield from _of_path(Source(path=name), path, study.study.format, wanted, unreadable, together)


def _of_path(
    source: Source,
    path: Path,
    format_: str | None,
    wanted: Sequence[str],
    unreadable: list[Problem],
    beside: Files | None = None,
) -> Iterator[_Export]:
    try:
        files = Files(source.path, [path], sheet=source.sheet, tables=wanted, beside=beside)
    except SourceError as error:
        unreadable += error.problems
        return
    of_several = path.is_dir() or (path.suffix.casefold() == ".zip" and len(files.members) != 1)
    found = _named(format_) or format_of(files)
    if found is not None and (found.several or not of_several):
        table = source.table or next((name for name in wanted if _is_file(name, path)), None)
        yield _Export(files=files, source=source, format=found, table=table)
        return
    packed = [] if path.is_dir() or files.with_ending(*READABLE) else files.with_ending(*STATISTICS)
    for member in packed:
        alone = files.alone(member)
        table = next((name for name in wanted if _is_file(name, PurePosixPath(member))), None)
        if (kind := _named(format_) or format_of(alone)) is not None:
            yield _Export(files=alone, source=source, format=kind, table=table)
    if packed:
        return
    if not of_several or not path.is_dir():
        unreadable.append(
            Problem(
                what="is in no format that can be recognised",
                file=source.path,
                next_step=f'Say format = "..." in the study file; known: {_known()}.',
            )
        )
        return
    inside = [path / member for member in files.with_ending(*READABLE) if "/" not in member]
    if not inside:
        unreadable.append(
            Problem(
                what="is a folder without any file of answers",
                file=source.path,
                next_step=f"Put the answers there, as one of {', '.join(READABLE)}.",
            )
        )
    for file in inside:
        one = source.model_copy(update={"path": file.name})
        yield from _of_path(one, file, format_, wanted, unreadable, files)


def _as_long(exports: list[_Export]) -> list[_Export]:
    """Return the exports, read as long tables where all of them are tables and none has the forms."""
    if any(export.table is None or export.format is not WIDE or export.source.table for export in exports):
        return exports
    return [replace(export, format=LONG) for export in exports]


def _pages(export: _Export, group: int) -> Iterator[Page]:
    parts = export.format.read(export.files)
    if export.table is not None and export.format in _OF_ONE_SHEET:
        first, *others = parts
        parts = [Part(sheet=first.sheet, names=(export.table,)), *others]
        group = -1
    made: dict[int, Page] = {}
    for part in parts:
        page = Page(part, source=export.source, group=group, beside=made.get(id(part.sheet)))
        made.setdefault(id(part.sheet), page)
        yield page


def _named(format_: str | None) -> Format | None:
    return next((one for one in FORMATS if one.name == format_), None)


def _known() -> str:
    return ", ".join(one.name for one in FORMATS)


def _is_file(name: str, path: PurePath) -> bool:
    return name.casefold() in {path.name.casefold(), path.stem.casefold()}


def _unknown_formats(study: Study) -> Iterator[Problem]:
    named = {"study.format": study.study.format} | {
        f"sources[{place}].format": source.format for place, source in enumerate(study.sources)
    }
    for key, name in named.items():
        if name is not None and _named(name) is None:
            near = nearest(name, (one.name for one in FORMATS))
            yield Problem(
                what="is not a format that can be read",
                file="study.toml",
                key=key,
                value=name,
                next_step=(f"Nearest: {', '.join(near)}. " if near else "")
                + f"Known: {_known()}; leave it out to have it guessed.",
            )


def _no_table(study: Study, name: str, exports: Sequence[_Export], tables: Sequence[Page]) -> Problem:
    keys = [f"questions.{key}.table" for key, question in study.questions.items() if question.table == name]
    keys += ["alter_ties.table"] if study.alter_ties is not None and study.alter_ties.table == name else []
    known = dict.fromkeys(
        [
            *(member.rsplit(".", 1)[0] for export in exports for member in export.files.members),
            *(sheet for export in exports for member in export.files.members for sheet in export.files.sheets(member)),
            *(page.table for page in tables if page.table is not None),
        ]
    )
    near = nearest(name, known)
    return Problem(
        what="there is no file or sheet of this name among the answers",
        file="study.toml",
        key=", ".join(keys),
        value=name,
        next_step=(f"Nearest: {', '.join(near)}." if near else f"Found: {', '.join(known)}.")
        + " A CSV export from KoboToolbox leaves repeats out: export as XLSX."
        * any(export.files.with_ending(".csv") for export in exports),
    )


def _complain_of_empty(pages: Iterable[Page]) -> None:
    pages = list(pages)
    empty = [
        Problem(
            what="has a header and no forms",
            file=page.sheet.place,
            next_step="Type the forms below the header, one a row, or take the file out of the study file.",
        )
        for page in pages
        if not page.ledger.filled.any()
    ]
    if not pages:
        empty = [Problem(what="there is no sheet of forms, only repeat tables", file="study.toml", key="responses")]
    if empty:
        raise DataError(empty)
