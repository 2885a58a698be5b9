"""What one column looks like: its header, the question it answers, and what kind of values stand in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.words import DONT_KNOW, MISSING, NOBODY, REFUSED, header_words
from netsurvey.ingest.values import fold, iso_date, item_number, number, truth, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from netsurvey.ingest.formats import Part
    from netsurvey.ingest.sheet import Sheet

__all__ = ["Column", "columns_of", "repeated_headers"]

_NEARLY_ALL = 0.95
_FEW = 12
_NO_WORD = MISSING | DONT_KNOW | REFUSED


class Column:
    """One column of a sheet.

    Parameters
    ----------
    header
        Its header as written.
    cells
        Its cells.
    text
        The question as it was put, where the format knows it.
    place
        Its number in the sheet, from 0.

    Examples
    --------
    >>> import numpy as np
    >>> column = Column("part_of_community", np.array(["Y", "N", "", "Y"], dtype=object))
    >>> column.is_yes_no, column.is_unique, column.different
    (True, False, 2)
    """

    def __init__(self, header: str, cells: NDArray[np.object_], *, text: str = "", place: int = 0) -> None:
        self.header = header
        self.cells = cells
        self.text = text
        self.place = place

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the header."""
        return header_words(self.header)

    @cached_property
    def last_words(self) -> tuple[str, ...]:
        """The words of the header without the groups it lies in, as field tools write them before it."""
        return header_words(re.split(r"[/.]|(?<=\w)-(?=\w)|:{1,2}", self.header.rstrip("/.:-"))[-1]) or self.words

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The words of the question as it was put."""
        return header_words(self.text)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each text stands here, leaving out empty cells."""
        tallied: Counter[str] = Counter(self.cells.tolist())
        del tallied[""]
        return tallied

    @cached_property
    def content(self) -> Counter[str]:
        """How often each text stands here that says something."""
        return Counter({text: count for text, count in self.counts.items() if fold(text) not in _NO_WORD})

    @cached_property
    def folded(self) -> Counter[str]:
        """As `content`, without regard to case and spaces."""
        result: Counter[str] = Counter()
        for text, count in self.content.items():
            result[fold(text)] += count
        return result

    @cached_property
    def filled(self) -> int:
        """How many cells say something."""
        return self.content.total()

    @cached_property
    def different(self) -> int:
        """How many different things they say."""
        return len(self.folded)

    def share(self, test: Callable[[str], object]) -> float:
        """Return the share of filled cells that pass a test; 0 where none is filled."""
        return sum(count for text, count in self.content.items() if test(text)) / self.filled if self.filled else 0.0

    def mostly(self, test: Callable[[str], object]) -> bool:
        """Return whether nearly all filled cells pass a test."""
        return self.share(test) >= _NEARLY_ALL

    def within(self, low: int, high: int) -> bool:
        """Return whether nearly all filled cells are whole numbers of this range, written alone or before a label."""

        def fits(text: str) -> bool:
            value = item_number(text)
            return value is not None and value.is_integer() and low <= value <= high

        return self.mostly(fits)

    def found(self, words: Iterable[str]) -> list[str]:
        """Return those of these words that stand in cells, as they are compared, the commonest first."""
        wanted = frozenset(words)
        tally: Counter[str] = Counter()
        for text, count in self.counts.items():
            if fold(text) in wanted or text in wanted:
                tally[fold(text) or text] += count
        return [word for word, _ in tally.most_common()]

    @cached_property
    def is_unique(self) -> bool:
        """Whether every cell says something else, and none is empty."""
        return bool(len(self.cells)) and len({whole(text) for text in self.content}) == len(self.cells)

    @cached_property
    def is_number(self) -> bool:
        """Whether nearly all filled cells are numbers."""
        return self.mostly(lambda text: number(text) is not None)

    @cached_property
    def is_date(self) -> bool:
        """Whether nearly all filled cells are days, written as days."""
        return not self.is_number and self.mostly(lambda text: iso_date(text) is not None)

    @cached_property
    def is_yes_no(self) -> bool:
        """Whether it is answered yes or no, and both were said, or one of them in words."""
        said = {text: truth(text) for text in self.folded}
        if not said or None in said.values() or len({text for text in said if text not in {"0", "1"}}) == 0:
            return False
        return len(set(said.values())) == 2 or not {"x", "ticked"} & set(said)

    @cached_property
    def is_few(self) -> bool:
        """Whether it holds a few values, most of them more than once."""
        return 1 < self.different <= _FEW and self.filled >= 2 * self.different

    @cached_property
    def is_wordy(self) -> bool:
        """Whether most filled cells hold letters."""
        return self.share(lambda text: any(letter.isalpha() for letter in text)) > 0.5

    @cached_property
    def is_names(self) -> bool:
        """Whether the cells can be names of people, places or groups: words, and not the same few again and again."""
        told = {text: count for text, count in self.folded.items() if text not in NOBODY}
        long = sum(count for text, count in told.items() if len(text) > 60)
        return self.is_wordy and not self.is_date and not self.is_yes_no and 2 * long <= sum(told.values())


def columns_of(part: Part) -> list[Column]:
    """Return the columns of a sheet that a line can name and that may be kept."""
    sheet = part.sheet
    repeated = repeated_headers(sheet)
    return [
        Column(header, sheet.cells[:, place], text=part.texts.get(header, ""), place=place)
        for place, header in enumerate(sheet.headers)
        if header and not part.is_identity(header) and header not in repeated and "{n}" not in header
    ]


def repeated_headers(sheet: Sheet) -> list[str]:
    """Return the headers that stand over several columns, so that no line can say which is meant."""
    return [header for header, times in Counter(sheet.headers).items() if header and times > 1]
