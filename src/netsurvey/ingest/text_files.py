"""Rows of a text file with separators, read as a stream.

The separator is found from the rows, a quotation mark that is never closed is told with its row, and the file is
never held twice.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.encodings import as_utf8
from netsurvey.ingest.sheet import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["TextRows", "text_rows"]

_SEPARATORS = (",", ";", "\t")
_SNIFFED_ROWS = 50
_SNIFFED_BYTES = 1 << 18
_LONGEST_CELL = 1 << 24
_CONTROL = r"[\x00-\x08\x0e-\x1f]"
_NAMED_SEPARATOR = re.compile(rb'"?sep=([\t !#-~])"?,*(?:\r\n|\n|\r)', re.IGNORECASE)
_END = "\x1e"
_OPEN_QUOTE = "has a quotation mark that opens a cell and never closes it, so that later rows are swallowed"


@dataclass(frozen=True, kw_only=True, eq=False)
class TextRows:
    """A text file's rows and how it was written.

    Attributes
    ----------
    encoding, separator
        How it was written.
    rows
        Number of the row as a spreadsheet shows it, and its cells; rows without any cell are left out.
    """

    encoding: str
    separator: str
    rows: Iterator[tuple[int, list[str]]]


def text_rows(file: str, contents: bytes) -> TextRows:
    """Return the rows of a text file.

    Parameters
    ----------
    file
        Name of the file, for complaints.
    contents
        What it holds.

    Raises
    ------
    SourceError
        When it is no text; while the rows are taken, when a quotation mark is left open or a character is no text.
    """
    found = as_utf8(contents)
    if found is None:
        raise SourceError(
            Problem(
                what="is not text: neither UTF-8, UTF-16, Windows-1252 nor Mac Roman",
                file=file,
                next_step='Open it in the program that wrote it and save it as "CSV UTF-8".',
            )
        )
    text, encoding = found
    if named := _NAMED_SEPARATOR.match(text):
        text, separator = text[named.end() :], named[1].decode()
    else:
        separator = _separator(text[:_SNIFFED_BYTES].decode(errors="ignore"))
    rows = _rows(file, text, separator)
    if re.search(_CONTROL.encode(), text):
        rows = _without_controls(file, rows)
    return TextRows(encoding=encoding, separator=separator, rows=rows)


def _rows(file: str, text: bytes, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row; a last row of our own shows whether a quotation mark is still open."""
    lines = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
    number, before = 0, list[str]()
    with _long_cells():
        try:
            for number, row in enumerate(csv.reader(chain(lines, [_END]), delimiter=separator)):
                if before:
                    yield number, before
                before = row
        except csv.Error:
            raise _left_open(file, number + 2) from None
    if before != [_END]:
        raise _left_open(file, number + 1)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let a cell be longer than csv allows by itself."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _without_controls(file: str, rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in rows:
        for column, cell in enumerate(row):
            if found := re.search(_CONTROL, cell):
                raise SourceError(
                    Problem(
                        what=f"holds a character that is no text (code {ord(found[0])})",
                        file=file,
                        row=number,
                        column=letters_of(column),
                        next_step="Type that cell again; many of them mean that the copy was damaged: copy it again.",
                    )
                )
        yield number, row


def _separator(text: str) -> str:
    """Return the separator that cuts most rows into equally many cells, and into most of them."""

    def fit(separator: str) -> tuple[float, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            with _long_cells():
                widths = [len(row) for row in islice(filter(any, rows), _SNIFFED_ROWS)]
        except csv.Error:
            return (0.0, 0)
        common = Counter(width for width in widths if width > 1).most_common(1)
        return (common[0][1] / len(widths), common[0][0]) if common else (0.0, 0)

    return max(_SEPARATORS, key=fit)


def _left_open(file: str, row: int) -> SourceError:
    return SourceError(
        Problem(
            what=_OPEN_QUOTE,
            file=file,
            row=row,
            next_step="Open it in a text editor, close or delete that quotation mark, and save it again.",
        )
    )
