"""Everything netsurvey can complain of, so that one place can turn a complaint into a message and an exit code.

The tree::

    NetsurveyError            1
    ├── UsageError            2   the command or the call was wrong
    ├── StudyError            3   the study file says something that cannot be
    ├── SourceError           4   a file of answers cannot be read
    ├── DataError             1   the answers have faults that stop the work
    ├── TableError            5   a table broke its contract between two stages: a fault of netsurvey's own
    ├── FolderError           6   the study folder cannot be used (missing, locked by another command, not writable)
    ├── DecisionError         7   human rulings contradict one another or name nobody
    └── InstallationError     8   a part of netsurvey that only some commands need is not installed

An error carries *problems*: what is wrong, where, which value and what to do next. All problems of one file are
raised together, because a volunteer mends a sheet once, not ten times. Values of identity and free-text columns are
never part of a problem, so no message can hold a participant's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DataError",
    "DecisionError",
    "FolderError",
    "InstallationError",
    "NetsurveyError",
    "Problem",
    "SourceError",
    "StudyError",
    "TableError",
    "UsageError",
    "nearest",
]


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Return the known words most like `word`, best first, so that an error can suggest them.

    Parameters
    ----------
    word
        What was written.
    known
        What could have been written.
    most
        How many to return at the most.

    Examples
    --------
    >>> nearest("help_3_name", ["help_3_nme", "help_2_name", "street"])
    ['help_3_nme', 'help_2_name']
    """
    by_folded = {candidate.casefold(): candidate for candidate in known}
    return [by_folded[match] for match in get_close_matches(word.casefold(), by_folded, n=most, cutoff=0.6)]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong: what, where, which value, what to do next.

    Attributes
    ----------
    what
        The fault in one sentence without its place.
    file
        Name of the file, not its whole path.
    row
        Row as a spreadsheet shows it: the header is row 1.
    column
        Header of the column.
    key
        Key of the study file.
    value
        The offending text; left out for identity and free-text columns.
    next_step
        What the reader can do about it.

    Examples
    --------
    >>> print(Problem(what="not a number", file="responses.csv", row=12, column="age", value="3/4",
    ...               next_step="Correct the cell or leave it empty."))
    responses.csv, row 12, column "age": not a number (value "3/4"). Correct the cell or leave it empty.
    """

    what: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    key: str | None = None
    value: str | None = None
    next_step: str | None = None

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row is not None else None,
                f'column "{self.column}"' if self.column is not None else None,
                f'key "{self.key}"' if self.key is not None else None,
            )
            if part
        )
        value = f' (value "{self.value}")' if self.value is not None else ""
        sentence = f"{place}: {self.what}{value}" if place else f"{self.what}{value}"
        sentence = sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
        return f"{sentence} {self.next_step}" if self.next_step else sentence


class NetsurveyError(Exception):
    """The root of the tree; carries problems and the exit code the command line ends with.

    Parameters
    ----------
    problems
        One sentence, one problem or all the problems of one file.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: str | Problem | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(what=problems)
        if isinstance(problems, Problem):
            problems = [problems]
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(NetsurveyError):
    """The command or the call was wrong: an unknown choice, a file that is not there."""

    exit_code = 2


class StudyError(NetsurveyError):
    """The study file says something that cannot be."""

    exit_code = 3


class SourceError(NetsurveyError):
    """A file of answers cannot be read."""

    exit_code = 4


class DataError(NetsurveyError):
    """The answers have faults that stop the work."""

    exit_code = 1


class TableError(NetsurveyError):
    """A table broke its contract between two stages; if a user ever sees this, the fault is netsurvey's."""

    exit_code = 5


class FolderError(NetsurveyError):
    """The study folder cannot be used: missing, held by another command, not writable."""

    exit_code = 6


class DecisionError(NetsurveyError):
    """Human rulings contradict one another or name nobody."""

    exit_code = 7


class InstallationError(NetsurveyError):
    """A part of netsurvey that only some commands need is not installed."""

    exit_code = 8
