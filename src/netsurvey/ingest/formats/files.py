"""The files of one export, whether they lie in a folder, in a zip or alone.

Formats ask for members by name and never learn where they came from; each is read once.
"""

from __future__ import annotations

from collections import Counter
from copy import copy
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError, nearest
from netsurvey.ingest.archives import Archive
from netsurvey.ingest.sheets import READABLE, read_sheet, sheet_names, sheet_of
from netsurvey.ingest.workbooks import WORKBOOK_STARTS, names_of_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netsurvey.ingest.sheet import Sheet

__all__ = ["Files"]

_NEVER = ("__MACOSX/",)
_OUR_OWN = ("corrections.csv", "nicknames.csv", "withdrawn.csv")


class Files:
    """The members of one export.

    Parameters
    ----------
    name
        What the study file calls the export.
    paths
        Its file, its folder, its zip, or the several files that make it up.
    sheet
        The sheet of a workbook that holds the forms, where the study file says.
    tables
        The tables that questions of the study file name; None: not known yet, every table may be wanted.
    beside
        An export with some of the same files, so that none is read twice.

    Attributes
    ----------
    members
        Names of its files, in order; with their folders inside a zip or folder.
    """

    def __init__(
        self,
        name: str,
        paths: Sequence[Path],
        *,
        sheet: str | None = None,
        tables: Sequence[str] | None = None,
        beside: Files | None = None,
    ) -> None:
        self.name = name
        self.forms_sheet = sheet
        self._tables = None if tables is None else {table.casefold() for table in tables}
        self._at: dict[str, Path | Archive] = {}
        self._in_archive: dict[str, str] = {}
        self._read: dict[tuple[Path, str | None], Sheet] = {} if beside is None else beside._read
        self._unpacked: dict[tuple[str, str | None], Sheet] = {}
        self._sheets: dict[str, list[str]] = {}
        names = Counter(path.name for path in paths)
        for path in paths:
            called = path.name if names[path.name] == 1 else f"{path.parent.name}/{path.name}"
            within = f"{called}/" if len(paths) > 1 else ""
            if path.is_dir():
                inside = {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*")) if file.is_file()}
                self._at |= {within + member: file for member, file in inside.items() if _is_answers(member)}
            elif path.suffix.casefold() == ".zip":
                archive = Archive(path)
                self._at |= {within + member: archive for member in archive.names if _is_answers(member)}
                self._in_archive |= {within + member: member for member in archive.names}
            else:
                self._at[called] = path

    @property
    def members(self) -> list[str]:
        """Names of the files, in order."""
        return list(self._at)

    def alone(self, member: str) -> Files:
        """Return one of several members as an export of its own."""
        one = copy(self)
        one.name, one._at = member, {member: self._at[member]}
        return one

    def wants(self, table: str) -> bool:
        """Return whether a question names this table."""
        return self._tables is None or table.casefold() in self._tables

    def with_ending(self, *endings: str) -> list[str]:
        """Return the members whose name ends so, whatever the case."""
        return [member for member in self._at if member.casefold().endswith(endings)]

    def path(self, member: str) -> Path | None:
        """Return where a member lies on disk; None inside a zip."""
        at = self._at[member]
        return None if isinstance(at, Archive) else at

    def contents(self, member: str) -> bytes:
        """Return the bytes of a member.

        Raises
        ------
        SourceError
            When it cannot be read.
        """
        at = self._at[member]
        if isinstance(at, Archive):
            return at.read(self._in_archive[member])
        try:
            return at.read_bytes()
        except OSError as error:
            raise SourceError(Problem(what=f"cannot be opened ({error.strerror})", file=at.name)) from None

    def sheets(self, member: str) -> list[str]:
        """Return the names of a workbook's sheets; a text file has none."""
        if member not in self._sheets:
            at = self._at[member]
            if not isinstance(at, Archive):
                self._sheets[member] = sheet_names(at)
            elif (contents := self.contents(member)).startswith(WORKBOOK_STARTS):
                self._sheets[member] = names_of_sheets(member, contents)
            else:
                self._sheets[member] = []
        return self._sheets[member]

    def sheet(self, member: str, *, sheet: str | None = None) -> Sheet:
        """Return a member as a sheet.

        Raises
        ------
        SourceError
            When it cannot be read.
        """
        at = self._at[member]
        if isinstance(at, Archive):
            if (member, sheet) not in self._unpacked:
                self._unpacked[member, sheet] = sheet_of(member, self.contents(member), sheet=sheet)
            return self._unpacked[member, sheet]
        if (at, sheet) not in self._read:
            self._read[at, sheet] = read_sheet(at, sheet=sheet)
        return self._read[at, sheet]

    def headers(self, member: str, *, sheet: str | None = None) -> tuple[str, ...]:
        """Return a member's headers; none where it is no sheet of answers or cannot be read."""
        try:
            return self.sheet(member, sheet=sheet).headers if member.casefold().endswith(READABLE) else ()
        except SourceError:
            return ()

    @property
    def only_headers(self) -> tuple[str, ...]:
        """Headers of the forms in the only member; none where there are several members."""
        return self.headers(self.members[0], sheet=self.forms_sheet) if len(self._at) == 1 else ()

    def the_one(self, *, of: str) -> str:
        """Return the only member.

        Parameters
        ----------
        of
            What the format calls its file, for the message.

        Raises
        ------
        SourceError
            When there are none or several.
        """
        if len(self._at) != 1:
            raise SourceError(
                Problem(
                    what=f"is read as {of}, which is one file, and holds {len(self._at)}",
                    file=self.name,
                    next_step='Name one file a [[sources]] block, or say format = "..." for what it is.',
                )
            )
        return next(iter(self._at))

    def nearest(self, name: str) -> list[str]:
        """Return the members named most like this."""
        return nearest(name, self._at)


def _is_answers(member: str) -> bool:
    name = member.rsplit("/", 1)[-1]
    return not (name.startswith((".", "~")) or member.startswith(_NEVER) or name in _OUR_OWN)
