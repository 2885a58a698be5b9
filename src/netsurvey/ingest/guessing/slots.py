"""Columns that are one question asked again and again: `help_1`, `help_2`, `help_3`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netsurvey.ingest.guessing.columns import Column

__all__ = ["Pairs", "Slots", "numbered", "paired", "unnumbered_first"]

_DIGITS = re.compile(r"\d{1,6}")
_MOST_SLOTS = 999


@dataclass(frozen=True, kw_only=True, eq=False)
class Slots:
    """Columns whose headers differ in a number only.

    Attributes
    ----------
    pattern
        The header with `{n}` where the number stands.
    columns
        The column of each number.
    """

    pattern: str
    columns: Mapping[int, Column]

    @property
    def starts_well(self) -> bool:
        """Whether the numbers run from 0 or 1 without gaps."""
        numbers = sorted(self.columns)
        return numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    @property
    def is_code(self) -> bool:
        """Whether the header is a letter or two and a number, so that each may be a question of its own."""
        return sum(letter.isalpha() for letter in self.pattern.replace("{n}", "")) <= 2

    @property
    def likeness(self) -> float:
        """How alike the columns are in kind, from 0 to 1."""
        kinds = [_kind(column) for column in self.columns.values() if column.filled]
        return max((kinds.count(kind) for kind in set(kinds)), default=0) / max(len(kinds), 1)

    @property
    def gap(self) -> float:
        """How far apart they stand in the sheet, on average."""
        places = [self.columns[n].place for n in sorted(self.columns)]
        steps = [abs(after - before) for before, after in pairwise(places)]
        return sum(steps) / max(len(steps), 1)


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Columns about a pair of slots each.

    Attributes
    ----------
    pattern
        The header with `{a}` and `{b}` where the slots stand.
    headers
        The headers.
    """

    pattern: str
    headers: frozenset[str]


def paired(columns: Iterable[Column]) -> list[Pairs]:
    """Return the columns that stand for pairs: every two different slots, each once or both ways.

    Examples
    --------
    >>> import numpy as np
    >>> from netsurvey.ingest.guessing.columns import Column
    >>> cells = np.array([], dtype=object)
    >>> [found.pattern for found in paired(Column(f"know_{pair}", cells) for pair in ("1_2", "1_3", "2_3"))]
    ['know_{a}_{b}']
    """
    groups: dict[str, dict[tuple[int, int], str]] = {}
    for column in columns:
        runs = list(_DIGITS.finditer(column.header))
        for one, other in pairwise(runs):
            if max(int(one[0]), int(other[0])) <= _MOST_SLOTS:
                before, between = column.header[: one.start()], column.header[one.end() : other.start()]
                pattern = f"{before}{{a}}{between}{{b}}{column.header[other.end() :]}"
                groups.setdefault(pattern, {})[int(one[0]), int(other[0])] = column.header
    return [
        Pairs(pattern=pattern, headers=frozenset(found.values()))
        for pattern, found in groups.items()
        if _is_every_pair(found)
    ]


def _is_every_pair(pairs: Iterable[tuple[int, int]]) -> bool:
    found = set(pairs)
    slots = {slot for pair in found for slot in pair}
    once = {tuple(sorted(pair)) for pair in found}
    return len(slots) >= 3 and all(a != b for a, b in found) and len(once) == len(slots) * (len(slots) - 1) // 2


def numbered(columns: Sequence[Column]) -> list[Slots]:
    """Return the numbered columns, each in the group it fits best, in the order of the sheet.

    Two digits may be the number of the question and that of the slot, as in `net11`, `net12`, `net21`, `net22`.

    Examples
    --------
    >>> import numpy as np
    >>> from netsurvey.ingest.guessing.columns import Column
    >>> cells = np.array([], dtype=object)
    >>> [found.pattern for found in numbered([Column(f"net{n}", cells) for n in (11, 12, 21, 22)])]
    ['net1{n}', 'net2{n}']
    """
    groups: dict[str, dict[int, Column]] = {}
    for column in columns:
        for pattern, number in _patterns(column.header):
            groups.setdefault(pattern, {}).setdefault(number, column)
    candidates = [
        slots
        for pattern, found in groups.items()
        for slots in _split(Slots(pattern=pattern, columns=found))
        if len(slots.columns) > 1 or 1 in slots.columns
    ]
    best: dict[str, Slots] = {}
    for slots in sorted(candidates, key=_fit, reverse=True):
        if any(column.header not in best for column in slots.columns.values()):
            left = {n: column for n, column in slots.columns.items() if column.header not in best}
            if len(left) == len(slots.columns) or len(left) > 1:
                best.update((column.header, Slots(pattern=slots.pattern, columns=left)) for column in left.values())
    in_order = [best[column.header] for column in columns if column.header in best]
    return list({slots.pattern: slots for slots in in_order}.values())


def unnumbered_first(columns: Sequence[Column]) -> dict[str, str]:
    """Return headers that should end in a 1, because the same with a 2 stands in the sheet, and what they become.

    Microsoft Forms writes a question that is put three times as `Who?`, `Who?2`, `Who?3`.

    Examples
    --------
    >>> import numpy as np
    >>> from netsurvey.ingest.guessing.columns import Column
    >>> cells = np.array([], dtype=object)
    >>> unnumbered_first([Column(header, cells) for header in ("Who?", "Who?2", "Who?3", "Where?")])
    {'Who?': 'Who?1'}
    """
    headers = {column.header for column in columns}
    return {
        header: f"{header}1"
        for header in sorted(headers)
        if f"{header}2" in headers and f"{header}1" not in headers and not header[-1].isalnum()
    }


def _patterns(header: str) -> Iterator[tuple[str, int]]:
    runs = list(_DIGITS.finditer(header))
    for run in runs:
        yield f"{header[: run.start()]}{{n}}{header[run.end() :]}", int(run[0])
    for same in {run[0] for run in runs}:
        places = [run for run in runs if run[0] == same]
        if len(places) > 1:
            yield re.sub(rf"(?<!\d){same}(?!\d)", "{n}", header), int(same)


def _split(slots: Slots) -> list[Slots]:
    """Return the groups that two-digit numbers fall into, where the first digit counts questions."""
    tens: dict[int, dict[int, Column]] = {}
    for number, column in slots.columns.items():
        tens.setdefault(number // 10, {})[number % 10] = column
    regular = all(sorted(units) == list(range(1, len(units) + 1)) and len(units) > 1 for units in tens.values())
    if not regular or not all(11 <= number <= 99 for number in slots.columns):
        return [slots]
    return [Slots(pattern=slots.pattern.replace("{n}", f"{ten}{{n}}"), columns=units) for ten, units in tens.items()]


def _fit(slots: Slots) -> tuple[bool, bool, float, int, float]:
    several = len(slots.columns) > 1
    return several and slots.starts_well, several, round(slots.likeness, 1), len(slots.columns), -slots.gap


def _kind(column: Column) -> str:
    if column.is_number:
        return "number"
    return "yes or no" if column.is_yes_no else "words"
