"""One sheet with the study file's names for its columns: which column holds what.

Headers are found as written first, and otherwise without regard to case and spaces, because a volunteer's sheet is
typed by hand and a wrong column is worse than an error.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.errors import nearest
from netsurvey.ingest.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.ingest.formats.parts import Part
    from netsurvey.study import Source

__all__ = ["Page", "slots_of"]

_SLOT = "{n}"


class Page:
    """One sheet of answers and the account of its cells.

    Parameters
    ----------
    part
        The sheet as its format gave it.
    source
        The file's own block of the study file.
    group
        Number of the export the sheet belongs to; -1: a file of its own, for every form.
    beside
        A page on the same sheet, to share its account of cells.

    Attributes
    ----------
    table
        The name questions know it by, when it is a repeat table.
    own
        The columns that lines of the study file read here.
    shared
        Whether another page on the same sheet came first.
    repeats
        Whether a form may stand in several rows, because the sheet is a long table as well.
    """

    def __init__(self, part: Part, *, source: Source, group: int, beside: Page | None = None) -> None:
        self.part = part
        self.sheet = sheet = part.sheet
        self.source = source
        self.group = group
        self.own: set[int] = set()
        self.shared = beside is not None
        self.repeats = False
        if beside is not None:
            beside.repeats = True
        self.table = next(iter(part.names), None)
        self.ledger: Ledger = Ledger(sheet) if beside is None else beside.ledger
        for column in (column for column, header in enumerate(sheet.headers) if part.is_identity(header)):
            self.ledger.drop(column)
        renamed = {_plain(before): after for before, after in source.rename.items()}
        self.names = tuple(renamed.get(_plain(header), header) for header in sheet.headers)
        self._plain_names = tuple(_plain(name) for name in self.names)
        self._matches: dict[str, dict[int, list[int]]] = {}

    def use(self, column: int, *, private: bool) -> None:
        """Note that a line of the study file reads a column here, and whether its values may be shown."""
        self.own.add(column)
        self.ledger.use(column, private=private)

    def matches(self, pattern: str) -> dict[int, list[int]]:
        """Return the columns that fit a pattern, by slot; without `{n}` there is one slot, 1."""
        if pattern not in self._matches:
            exact = _matching(pattern, self.names)
            self._matches[pattern] = exact or _matching(_plain(pattern), self._plain_names)
        return self._matches[pattern]

    def slots(self, pattern: str) -> dict[int, int]:
        """Return the column of each slot, in the order of the slots."""
        return {slot: columns[0] for slot, columns in sorted(self.matches(pattern).items())}

    def column(self, pattern: str | None) -> int | None:
        """Return the one column of this name, or None where the sheet has none."""
        return None if pattern is None else self.slots(pattern).get(1)

    def text(self, column: int) -> NDArray[np.object_]:
        """Return a column as text."""
        return self.sheet.cells[:, column]

    def nearest(self, pattern: str) -> list[str]:
        """Return the headers most like a pattern."""
        return nearest(pattern.replace(_SLOT, "1"), dict.fromkeys(name for name in self.names if name))

    def is_called(self, name: str) -> bool:
        """Return whether a question may know this table by this name."""
        return name.casefold() in {own.casefold() for own in self.part.names}

    def has_header(self, header: str) -> bool:
        """Return whether the sheet itself, before any renaming, has such a header."""
        return _plain(header) in {_plain(own) for own in self.sheet.headers}

    @property
    def rows(self) -> NDArray[np.int64]:
        """Every row of the sheet."""
        return np.arange(len(self.sheet.cells))


def slots_of(page: Page, patterns: Sequence[str]) -> dict[int, list[int]]:
    """Return the columns that together hold each slot's name; empty unless every pattern is on the page."""
    found = [page.slots(pattern) for pattern in patterns]
    if not all(found):
        return {}
    slots = sorted(set().union(*found))
    return {slot: [columns[slot] for columns in found if slot in columns] for slot in slots}


def _matching(pattern: str, names: Sequence[str]) -> dict[int, list[int]]:
    expression = _expression(pattern)
    found: dict[int, list[int]] = {}
    for column, name in enumerate(names):
        if name and (match := expression.fullmatch(name)):
            found.setdefault(int(match["n"]) if expression.groups else 1, []).append(column)
    return found


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    first, *rest = (re.escape(part) for part in pattern.split(_SLOT))
    if not rest:
        return re.compile(first)
    return re.compile(first + r"(?P<n>\d{1,6})" + r"(?P=n)".join(rest))


def _plain(header: str) -> str:
    return "".join(unicodedata.normalize("NFKC", header).casefold().split())
