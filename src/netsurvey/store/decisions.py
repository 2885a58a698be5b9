"""Human rulings on who is who, kept in SQLite: never deleted, only superseded.

This is the one file of a study that cannot be made again, so the database itself refuses to forget; only somebody who
withdraws is forgotten, to the last byte.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import pandas as pd

from netsurvey.errors import DecisionError, FolderError, Problem
from netsurvey.store.writing import PRIVATE
from netsurvey.tables import RESPONDENT_KEY, parse_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

__all__ = ["DECISION_COLUMNS", "DecisionBook"]

DECISION_COLUMNS = ("decision_id", "kind", "a", "b", "who", "when", "why")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (
    decision_id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('same', 'different')),
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL,
    why TEXT NOT NULL,
    superseded_by INTEGER REFERENCES decisions (decision_id),
    CHECK (a < b)
);
CREATE INDEX IF NOT EXISTS decisions_pair ON decisions (a, b);
CREATE TRIGGER IF NOT EXISTS decisions_are_superseded_once BEFORE UPDATE OF superseded_by ON decisions
    WHEN OLD.superseded_by IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'this decision is superseded already'); END;
PRAGMA user_version = 1;
"""
_LOCKS = {
    "decisions_are_never_deleted": """
CREATE TRIGGER IF NOT EXISTS decisions_are_never_deleted BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is never deleted, only superseded'); END;
""",
    "decisions_are_never_rewritten": """
CREATE TRIGGER IF NOT EXISTS decisions_are_never_rewritten
    BEFORE UPDATE OF decision_id, kind, a, b, who, "when", why ON decisions
    BEGIN SELECT RAISE(ABORT, 'a decision is never rewritten, only superseded'); END;
""",
}
"""What keeps the database from forgetting; taken off and put back by a withdrawal alone."""


@dataclass(frozen=True)
class DecisionBook:
    """The decisions of one study.

    Attributes
    ----------
    path
        The database; it is made with the first decision.
    patience
        Seconds to wait for another program that has it open.
    """

    path: Path
    patience: float = 30.0

    def _connect(self) -> sqlite3.Connection:
        new = not self.path.exists()
        connection = sqlite3.connect(self.path, timeout=self.patience, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        if new:
            self.path.chmod(PRIVATE)
        try:
            if connection.execute("PRAGMA user_version").fetchone() == (0,):
                connection.executescript(_SCHEMA + "".join(_LOCKS.values()))
        except sqlite3.OperationalError as error:
            connection.close()
            raise self._held(error) from error
        except sqlite3.DatabaseError as error:
            connection.close()
            raise FolderError(
                Problem(
                    what=f"is not a database of decisions ({error})",
                    file=self.path.name,
                    next_step="Put back the copy you keep of it; do not delete it.",
                )
            ) from error
        return connection

    def _held(self, error: sqlite3.OperationalError) -> FolderError:
        return FolderError(
            Problem(
                what=f"cannot be used now ({error})",
                file=self.path.name,
                next_step="Close the program that has it open and run the command again.",
            )
        )

    def decide(
        self, kind: Literal["same", "different"], a: str, b: str, *, who: str, why: str, when: str | None = None
    ) -> int:
        """Record a ruling; one on the same pair that stands is superseded by it.

        Parameters
        ----------
        kind
            ``same``: the two mean one person; ``different``: they do not.
        a, b
            Key texts of mentions or respondents (:func:`netsurvey.tables.key_text`), in any order.
        who
            Who decided.
        why
            On what grounds; may hold names, the database is the team's own.
        when
            ISO time; now where absent.

        Returns
        -------
        int
            The decision's id.

        Raises
        ------
        DecisionError
            When the kind is unknown, a key is not one, or the two keys are the same.
        """
        if kind not in {"same", "different"}:
            raise DecisionError(Problem(what='a decision is "same" or "different"', value=str(kind)))
        for key in (a, b):
            _check_key(key)
        if a == b:
            raise DecisionError(Problem(what="a decision is about two keys, and these are one", value=a))
        first, second = sorted((a, b))
        when = when or datetime.now(UTC).isoformat(timespec="seconds")
        with closing(self._connect()) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            cursor = connection.execute(
                'INSERT INTO decisions (kind, a, b, who, "when", why) VALUES (?, ?, ?, ?, ?, ?)',
                (kind, first, second, who, when, why),
            )
            decision = cursor.lastrowid
            connection.execute(
                "UPDATE decisions SET superseded_by = ?"
                " WHERE a = ? AND b = ? AND superseded_by IS NULL AND decision_id <> ?",
                (decision, first, second, decision),
            )
        return int(decision or 0)

    def all(self) -> pd.DataFrame:
        """Return every decision ever made, with `superseded_by` where it no longer stands."""
        columns = [*DECISION_COLUMNS, "superseded_by"]
        if not self.path.exists():
            return pd.DataFrame({name: pd.Series([], dtype="str") for name in columns}).astype(
                {"decision_id": "Int64", "superseded_by": "Int64"}
            )
        with closing(self._connect()) as connection:
            rows = connection.execute(
                'SELECT decision_id, kind, a, b, who, "when", why, superseded_by FROM decisions ORDER BY decision_id'
            ).fetchall()
        frame = pd.DataFrame(rows, columns=columns)
        return frame.astype({name: "Int64" if name in {"decision_id", "superseded_by"} else "str" for name in columns})

    def concerned(self, about: Callable[[str], bool], *, names: Collection[str] = ()) -> tuple[list[int], list[int]]:
        """Return which decisions :meth:`forget` would delete, and of which others it would empty the grounds.

        Parameters
        ----------
        about
            Whether a key text is of somebody who is to be forgotten.
        names
            What they were called; grounds that hold one of these are emptied.
        """
        every = self.all()
        sought = [name.casefold() for name in names if name.strip()]
        theirs = every["a"].map(about).astype(bool) | every["b"].map(about).astype(bool)
        told = every["why"].map(lambda why: any(name in why.casefold() for name in sought)).astype(bool)
        return every.loc[theirs, "decision_id"].tolist(), every.loc[told & ~theirs, "decision_id"].tolist()

    def forget(self, about: Callable[[str], bool], *, names: Collection[str] = ()) -> tuple[int, int]:
        """Delete the decisions about somebody who withdrew, so that not a byte of them is left in the file.

        Parameters
        ----------
        about, names
            As for :meth:`concerned`.

        Returns
        -------
        tuple of int
            How many decisions were deleted, and of how many others the grounds were emptied.

        Raises
        ------
        FolderError
            When another program has the database open.
        """
        deleted, emptied = self.concerned(about, names=names)
        if not self.path.exists():
            return 0, 0
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            try:
                with connection:
                    connection.execute("BEGIN EXCLUSIVE")
                    for lock in _LOCKS:
                        connection.execute(f"DROP TRIGGER {lock}")
                    connection.executemany("DELETE FROM decisions WHERE decision_id = ?", [(one,) for one in deleted])
                    connection.executemany(
                        "UPDATE decisions SET why = '' WHERE decision_id = ?", [(one,) for one in emptied]
                    )
                    for statement in _LOCKS.values():
                        connection.execute(statement)
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                raise self._held(error) from error
        return len(deleted), len(emptied)

    def standing(self) -> pd.DataFrame:
        """Return the decisions in force, in the order they were made."""
        frame = self.all()
        return frame[frame["superseded_by"].isna()].drop(columns="superseded_by").reset_index(drop=True)


def _check_key(key: str) -> None:
    try:
        parts = parse_key(key)
    except (ValueError, TypeError):
        parts = ()
    if len(parts) not in {len(RESPONDENT_KEY), len(RESPONDENT_KEY) + 3}:
        raise DecisionError(
            Problem(
                what="not the key of a mention or a respondent",
                value=str(key),
                next_step='A respondent is ["site","wave","id"], a mention adds question, position and part.',
            )
        )
