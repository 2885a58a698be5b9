"""The study folder: where each file of a study lies, who may read it, and which command holds it now."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from filelock import FileLock, Timeout

from netsurvey.errors import FolderError, Problem, UsageError
from netsurvey.store.decisions import DecisionBook
from netsurvey.store.stages import StageStore
from netsurvey.store.writing import PRIVATE, replacing, write_text
from netsurvey.study import Study, read_study

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

__all__ = ["StudyFolder", "open_study"]

_AMENDMENTS = ("corrections.csv", "nicknames.csv", "withdrawn.csv")
"""What the team says of the answers, in files of its own."""
_MARK = "# netsurvey: names and work files stay out of version control"


@dataclass(frozen=True, repr=False)
class StudyFolder:
    """One study on disk. Open it with :func:`open_study`.

    Attributes
    ----------
    path
        The folder.
    file
        The study file in it.
    study
        What the study file says.
    """

    path: Path
    file: Path
    study: Study = field(compare=False)

    def __repr__(self) -> str:
        return f"StudyFolder({self.study.title!r})"

    # Where things are -------------------------------------------------------------------------------------------

    @property
    def roster_path(self) -> Path:
        """The roster: the only derived file with names."""
        return self.path / "roster.parquet"

    @property
    def stages(self) -> StageStore:
        """The derived tables, keyed by what they came from."""
        return StageStore(self.path / "work")

    @property
    def decision_book(self) -> DecisionBook:
        """The human rulings."""
        return DecisionBook(self.path / "decisions.sqlite")

    def decisions(self) -> pd.DataFrame:
        """Return the decisions in force: decision_id, kind, a, b, who, when, why."""
        return self.decision_book.standing()

    def decide(self, kind: Literal["same", "different"], a: str, b: str, *, who: str, why: str) -> int:
        """Record a human ruling; see :meth:`netsurvey.store.DecisionBook.decide`."""
        return self.decision_book.decide(kind, a, b, who=who, why=why)

    def out(self, tier: str) -> Path:
        """Return the folder of outputs of a tier."""
        return self.path / "out" / tier

    def amendments(self) -> list[Path]:
        """Return what the team says of the answers in files of its own, as far as they exist."""
        return [path for name in _AMENDMENTS if (path := self.path / name).is_file()]

    def census(self) -> list[Path]:
        """Return the table of how many live there, where the study file names one that exists."""
        named = self.study.study.census
        return [path] if named is not None and (path := self.path / named).is_file() else []

    def outputs(self) -> list[Path]:
        """Return every file in the folders of outputs, of whatever tier; the audit log is none of them."""
        return sorted(path for folder in (self.path / "out").glob("*/") for path in folder.rglob("*") if path.is_file())

    def source_files(self) -> list[Path]:
        """Return the files of answers that the study file names, as far as they exist, in its order."""
        named = [*self.study.study.responses, *(source.path for source in self.study.sources)]
        found: dict[Path, None] = {}
        for name in named:
            path = self.path / name
            for file in sorted(path.iterdir()) if path.is_dir() else [path]:
                if file.is_file():
                    found.setdefault(file)
        return list(found)

    # Secrets ----------------------------------------------------------------------------------------------------

    @cached_property
    def key(self) -> bytes:
        """The random key that pseudonyms come from; made once, readable by the owner only."""
        path = self.path / "study.key"
        if path.exists():
            try:
                key = bytes.fromhex(path.read_text(encoding="ascii"))
            except ValueError:
                key = b""
            if len(key) != 32:
                raise FolderError(Problem(what="is damaged", file=path.name, next_step="Put back your copy of it."))
            return key
        key = secrets.token_bytes(32)
        write_text(path, key.hex() + "\n", mode=PRIVATE)
        return key

    def protect(self) -> None:
        """Write a `.gitignore` so that names and work files are never committed by accident."""
        path = self.path / ".gitignore"
        present = path.read_text(encoding="utf-8") if path.exists() else ""
        if _MARK in present:
            return
        sources = [f"/{file.relative_to(self.path).as_posix()}" for file in self.source_files() if self._inside(file)]
        own = ["/roster.parquet", "/study.key", "/decisions.sqlite*", *(f"/{name}" for name in _AMENDMENTS)]
        lines = [_MARK, *own, "/work/", "/out/", "/.netsurvey.*", *sources]
        write_text(path, present + "\n" * bool(present) + "\n".join(lines) + "\n")

    def _inside(self, file: Path) -> bool:
        return file.resolve().is_relative_to(self.path.resolve())

    def remove_derived(self) -> None:
        """Remove the roster, the derived tables, every output and what a crash may have left half-written.

        Raises
        ------
        FolderError
            When a file cannot be removed.
        """
        work = self.path / "work"
        try:
            for path in (self.roster_path, *self.outputs(), *self.path.glob(".new-*")):
                path.unlink(missing_ok=True)
            if work.exists():
                shutil.rmtree(work)
        except OSError as error:
            raise FolderError(
                Problem(
                    what=f"cannot be removed: {error.strerror}",
                    file=Path(error.filename or work).name,
                    next_step="Close the program that has it open (a spreadsheet?) and run the command again.",
                )
            ) from error

    def audit(self, command: str, files: Iterable[Path]) -> None:
        """Note in `out/audit.log` that a command wrote names to files."""
        log = self.path / "out" / "audit.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        names = ", ".join(sorted(path.name for path in files))
        with log.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{when}\t{command}\t{names}\n")

    # One command at a time --------------------------------------------------------------------------------------

    @contextmanager
    def held(self, command: str, *, wait: float = 10.0) -> Iterator[None]:
        """Hold the study for one command; a second one waits, then says who holds it.

        Parameters
        ----------
        command
            What is being done, for the message a second command shows.
        wait
            Seconds to wait for another command to finish.

        Raises
        ------
        FolderError
            When another command still holds the study, or the folder cannot be written.
        """
        holder = self.path / ".netsurvey.holder"
        lock = FileLock(self.path / ".netsurvey.lock")
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise FolderError(
                Problem(
                    what=f"{_holder(holder)} holds this study",
                    file=self.path.name,
                    next_step="Wait until it has finished, then try again.",
                )
            ) from error
        except OSError as error:
            raise FolderError(
                Problem(
                    what=f"cannot be written: {error.strerror}",
                    file=self.path.name,
                    next_step="Copy the study to a folder of your own.",
                )
            ) from error
        try:
            since = datetime.now(UTC).isoformat(timespec="seconds")
            with replacing(holder) as temporary:
                temporary.write_text(
                    json.dumps({"command": command, "process": os.getpid(), "since": since}), encoding="utf-8"
                )
            yield
        finally:
            with suppress(OSError):
                holder.unlink()
            lock.release()


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"`netsurvey {told['command']}` (process {told['process']}, since {told['since']})"
    except (OSError, ValueError, KeyError):
        return "another command"


def open_study(path: str | Path = ".") -> StudyFolder:
    """Open a study folder and read its study file.

    Parameters
    ----------
    path
        The folder, or the `study.toml` in it.

    Returns
    -------
    StudyFolder
        With what the study file says in `.study`.

    Raises
    ------
    UsageError
        When there is no such folder or no study file in it.
    StudyError
        When the study file has mistakes; all of them are told.

    Examples
    --------
    >>> from netsurvey.samples import sample_path
    >>> open_study(sample_path("small")).study.study.resolve
    'names'
    """
    path = Path(path)
    if not path.exists():
        raise UsageError(
            Problem(
                what="there is no such study",
                file=str(path),
                next_step="Give a study folder or its study.toml; `netsurvey demo` makes one to look at.",
            )
        )
    file = path / "study.toml" if path.is_dir() else path
    if not file.is_file():
        disguised = file.with_name("study.toml.txt")
        raise UsageError(
            Problem(
                what="there is no study.toml in this folder",
                file=path.name or str(path),
                next_step="There is a study.toml.txt: take the .txt off its name."
                if disguised.is_file()
                else "Write one beside your spreadsheet (docs: the study file), or try `netsurvey demo` first.",
            )
        )
    if file.suffix.lower() != ".toml":
        raise UsageError(
            Problem(
                what="is not a study file",
                file=file.name,
                next_step="Give the study.toml that describes it, or the folder both lie in.",
            )
        )
    return StudyFolder(path=file.parent, file=file, study=read_study(file))
