"""Which files and sheets hold the answers, and which of them are repeat tables.

Read and complained of together: whoever copied three files wrongly learns it in one go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.errors import DataError, Problem, SourceError, StudyError, nearest
from netsurvey.ingest.pages import Page
from netsurvey.ingest.sheets import READABLE, read_sheet, sheet_names
from netsurvey.study import Source

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.study import Study

__all__ = ["read_pages"]

_OUR_OWN = ("corrections.csv", "nicknames.csv", "withdrawn.csv")
_LAYOUTS = ("wide", "long")


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
        With every table that is in none of the files.
    DataError
        With every sheet of forms that holds no form.
    """
    problems = _layouts(study)
    unreadable: list[Problem] = []
    located: list[tuple[Path, Source, list[str]]] = []
    for path, source in _files(study, folder, unreadable):
        try:
            located.append((path, source, sheet_names(path)))
        except SourceError as error:
            unreadable += error.problems
    wanted = list(dict.fromkeys(q.table for q in study.questions.values() if q.table is not None))
    pages: list[Page] = []
    tables: dict[tuple[Path, str], Page] = {}
    for path, source, sheets in located:
        try:
            table = source.table or next((name for name in wanted if _is_file(name, path)), None)
            page = Page(read_sheet(path, sheet=source.sheet), path=path, source=source, table=table)
            if table is not None:
                tables[path, table] = page
                continue
            pages.append(page)
            for name in wanted:
                alike = [sheet for sheet in sheets if sheet.casefold() == name.casefold() and sheet != page.sheet.sheet]
                if alike and (path, name) not in tables:
                    sheet = read_sheet(path, sheet=alike[0])
                    tables[path, name] = Page(sheet, path=path, source=source, table=name, within=True)
        except SourceError as error:
            unreadable += error.problems
    if unreadable:
        raise SourceError(unreadable)
    known = {name for _, name in tables}
    problems += [_no_table(study, name, located) for name in wanted if name not in known]
    if problems:
        raise StudyError(problems)
    _complain_of_empty(pages)
    return [*pages, *tables.values()]


def _files(study: Study, folder: Path, unreadable: list[Problem]) -> list[tuple[Path, Source]]:
    found = [(folder / source.path, source) for source in study.sources]
    for name in study.study.responses:
        path = folder / name
        if not path.is_dir():
            found.append((path, Source(path=name)))
            continue
        inside = sorted(
            file
            for file in path.iterdir()
            if file.suffix.casefold() in READABLE and not file.name.startswith((".", "~")) and file.name not in _OUR_OWN
        )
        if not inside:
            unreadable.append(
                Problem(
                    what="is a folder without any file of answers",
                    file=name,
                    next_step=f"Put the answers there, as one of {', '.join(READABLE)}.",
                )
            )
        found += [(file, Source(path=file.name)) for file in inside]
    return found


def _is_file(name: str, path: Path) -> bool:
    return name.casefold() in {path.name.casefold(), path.stem.casefold()}


def _layouts(study: Study) -> list[Problem]:
    named = {"study.format": study.study.format} | {
        f"sources[{place}].format": source.format for place, source in enumerate(study.sources)
    }
    return [
        Problem(
            what="is not a layout this version reads",
            file="study.toml",
            key=key,
            value=layout,
            next_step=f"Known: {', '.join(_LAYOUTS)}; leave it out to have it guessed.",
        )
        for key, layout in named.items()
        if layout is not None and layout not in _LAYOUTS
    ]


def _no_table(study: Study, name: str, located: list[tuple[Path, Source, list[str]]]) -> Problem:
    keys = [f"questions.{key}.table" for key, question in study.questions.items() if question.table == name]
    known = [path.stem for path, *_ in located] + [sheet for *_, sheets in located for sheet in sheets]
    near = nearest(name, known)
    return Problem(
        what="there is no file or sheet of this name among the answers",
        file="study.toml",
        key=", ".join(keys),
        value=name,
        next_step=(f"Nearest: {', '.join(near)}." if near else f"Found: {', '.join(dict.fromkeys(known))}.")
        + " A CSV export from KoboToolbox leaves repeats out: export as XLSX.",
    )


def _complain_of_empty(pages: list[Page]) -> None:
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
