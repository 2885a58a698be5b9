"""Adjacency matrices: a row a respondent, a column a person, in the cell whether and how much one names the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part, relabelled
from netsurvey.ingest.formats.reshaping import gathered, without_columns
from netsurvey.ingest.sheets import READABLE
from netsurvey.ingest.values import number, whole
from netsurvey.ingest.words import by_unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.sheet import Sheet

__all__ = ["MATRIX"]

_NO_TIE = ("", "-", ".", "NA")


def _labels(sheet: Sheet) -> tuple[list[str], list[str]]:
    """Return the labels of the rows and of the columns."""
    return [whole(text) for text in sheet.cells[:, 0]], [whole(text) for text in sheet.headers[1:]]


def _is_square(sheet: Sheet) -> bool:
    if len(sheet.headers) != len(sheet.cells) + 1 or len(sheet.cells) < 2:
        return False
    rows, columns = _labels(sheet)
    return set(rows) == set(columns) and len(set(rows)) == len(rows)


def _sheets(files: Files) -> Iterator[tuple[str, Sheet]]:
    """Yield each sheet of each file with the names a question may know it by, the first sheet of a workbook first."""
    for member in files.with_ending(*READABLE):
        first = files.sheet(member, sheet=files.forms_sheet)
        stem = member.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        yield first.sheet or stem, first
        for name in files.sheets(member):
            if name != first.sheet and files.wants(name):
                yield name, files.sheet(member, sheet=name)


def _recognises(files: Files) -> bool:
    members = files.with_ending(*READABLE)
    square = [bool(files.headers(member)) and _is_square(files.sheet(member)) for member in members]
    return len(members) == len(files.members) and sum(not one for one in square) <= 1 and any(square)


def _read(files: Files) -> list[Part]:
    """Return the respondents, with what else is known of them, and the ties of each matrix."""
    sheets = list(_sheets(files))
    matrices = [one for one in sheets if _is_square(one[1])] or sheets[:1]
    attributes = [sheet for name, sheet in sheets if all(sheet is not matrix for _, matrix in matrices)]
    problems = [problem for _, sheet in matrices for problem in _problems(sheet)]
    problems += [
        Problem(what="is neither a matrix nor the one sheet of attributes", file=s.place) for s in attributes[1:]
    ]
    if problems:
        raise SourceError(problems)
    first = matrices[0][1]
    ids = set(_labels(first)[0])
    if attributes:
        forms = attributes[0]
        own = next((c for c in range(len(forms.headers)) if ids <= set(map(whole, forms.cells[:, c]))), None)
        if own is None:
            what = "has no column that holds the label of every row of the matrix"
            raise SourceError(
                Problem(what=what, file=forms.place, next_step="Give every person a row, with that label.")
            )
        own_header = forms.headers[own]
    else:
        own_header = first.headers[0] or "id"
        forms = relabelled(without_columns(first, range(1, len(first.headers))), [own_header])
    return [
        Part(sheet=forms, roles={"id": own_header}),
        *(_ties(sheet, name, own_header, usual=place == 0) for place, (name, sheet) in enumerate(matrices)),
    ]


def _ties(sheet: Sheet, name: str, own: str, *, usual: bool) -> Part:
    held = sheet.cells[:, 1:]
    tie = by_unique(held.ravel(), lambda text: text not in _NO_TIE and number(text) != 0).astype(bool)
    long = gathered(
        sheet,
        [[column] for column in range(1, len(sheet.headers))],
        beside=0,
        labels=[(label,) for label in sheet.headers[1:]],
        headers=["from", "to", "weight"],
        where=tie.reshape(held.shape),
    )
    return Part(
        sheet=long,
        names=(name, *(("ties",) if usual else ())),
        link=("from", own),
        roles={"from": "from", "name": "to", "to": "to", "strength": "weight"},
    )


def _problems(sheet: Sheet) -> Iterator[Problem]:
    """Yield what stands in the way of reading a sheet as a matrix; labels may be names and are not told."""
    rows, columns = _labels(sheet)
    of_rows, of_columns = Counter(rows), Counter(columns)
    if rows and not of_rows.keys() & of_columns.keys():
        yield Problem(
            what="is no matrix of people by people: no row has the label of a column (a two-mode matrix?)",
            file=sheet.place,
            next_step='List who goes with what, a pair a row, and read it with format = "long".',
        )
        return
    for index, label in enumerate(rows):
        if not label or of_rows[label] > 1:
            what = "the row has no label" if not label else "the label of the row stands over another row, too"
            yield Problem(what=what, file=sheet.place, row=sheet.row(index), next_step="Give each row one of its own.")
        elif label not in of_columns:
            yield Problem(
                what="the label of the row stands over no column",
                file=sheet.place,
                row=sheet.row(index),
                next_step="Spell it alike in both places, or add an empty column for whom nobody could name.",
            )
    for place, label in enumerate(columns, start=1):
        if not label or of_columns[label] > 1:
            what = "has no label" if not label else "has the label of another column"
            yield Problem(
                what=f"column {sheet.letters(place)} {what}",
                file=sheet.place,
                row=sheet.header_row,
                next_step="Give each column one of its own.",
            )


MATRIX = Format(
    name="matrix",
    title="adjacency matrix",
    files="a CSV file or workbook, a sheet for each relation: a row a respondent, a column a person, the label in the "
    "first column and above; read as the table `ties` with columns `from`, `to`, `weight`; beside it a file of "
    "attributes, where there is one",
    without="the order in which people were named, and what else was asked about them; two kinds of things, such as "
    "people by groups",
    several=True,
    recognises=_recognises,
    read=_read,
)
