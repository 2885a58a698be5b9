from __future__ import annotations

import sqlite3
import stat
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import DecisionError, FolderError
from netsurvey.store import DecisionBook
from netsurvey.tables import key_text

if TYPE_CHECKING:
    from pathlib import Path

FORM = key_text(["A", "1", "40"])
MENTION = key_text(["A", "1", "7", "help", 1, 1])
OTHER = key_text(["A", "1", "8", "help", 2, 1])


@pytest.fixture
def book(tmp_path: Path) -> DecisionBook:
    return DecisionBook(tmp_path / "decisions.sqlite")


def test_a_study_without_decisions_has_an_empty_table_and_no_file(book: DecisionBook) -> None:
    assert book.standing().empty
    assert list(book.standing().columns) == ["decision_id", "kind", "a", "b", "who", "when", "why"]
    assert not book.path.exists()


def test_a_decision_is_kept_with_who_when_and_why(book: DecisionBook) -> None:
    first = book.decide("same", MENTION, FORM, who="ada", why="asked her", when="2026-01-02T03:04:05+00:00")
    row = book.standing().iloc[0]
    assert row["decision_id"] == first == 1
    assert {row["a"], row["b"]} == {FORM, MENTION}
    assert (row["kind"], row["who"], row["when"], row["why"]) == (
        "same",
        "ada",
        "2026-01-02T03:04:05+00:00",
        "asked her",
    )


def test_a_later_ruling_on_the_same_pair_supersedes_and_nothing_is_lost(book: DecisionBook) -> None:
    book.decide("same", FORM, MENTION, who="ada", why="-")
    second = book.decide("different", MENTION, FORM, who="bo", why="two people")
    assert book.standing()["decision_id"].tolist() == [second]
    assert book.all()["superseded_by"].fillna(0).tolist() == [second, 0]


def test_rulings_on_other_pairs_stand_side_by_side(book: DecisionBook) -> None:
    book.decide("same", FORM, MENTION, who="ada", why="-")
    book.decide("same", FORM, OTHER, who="ada", why="-")
    assert len(book.standing()) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM decisions",
        "UPDATE decisions SET kind = 'different'",
        "UPDATE decisions SET why = ''",
    ],
)
def test_the_database_itself_refuses_to_forget(book: DecisionBook, statement: str) -> None:
    book.decide("same", FORM, MENTION, who="ada", why="-")
    with closing(sqlite3.connect(book.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement)
    assert len(book.standing()) == 1


@pytest.mark.parametrize(
    ("kind", "a", "b", "told"),
    [
        ("maybe", FORM, MENTION, "same.*different"),
        ("same", FORM, FORM, "two keys"),
        ("same", FORM, "form 40", "not the key"),
        ("same", FORM, '["A","1"]', "not the key"),
    ],
)
def test_what_is_no_decision_is_refused(book: DecisionBook, kind: str, a: str, b: str, told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        book.decide(kind, a, b, who="ada", why="-")  # type: ignore[arg-type]


def test_only_the_owner_may_read_the_decisions(book: DecisionBook) -> None:
    book.decide("same", FORM, MENTION, who="ada", why="-")
    if sys.platform != "win32":
        assert stat.S_IMODE(book.path.stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_not_overwritten(book: DecisionBook) -> None:
    book.path.write_text("not a database, but somebody's only copy of something", encoding="utf-8")
    with pytest.raises(FolderError, match="not a database of decisions"):
        book.standing()
    assert book.path.read_text(encoding="utf-8").startswith("not a database")


NAME = "Quenelda Ashgrove"


def bytes_beside(book: DecisionBook) -> bytes:
    """Return the bytes of the database and of every file SQLite may have put beside it."""
    return b"".join(path.read_bytes() for path in sorted(book.path.parent.iterdir()))


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_what_somebody_withdrew_is_not_in_the_bytes_of_the_file(book: DecisionBook, journal: str) -> None:
    for key in (FORM, OTHER):
        book.decide("same", key, MENTION, who="ada", why=f"{NAME} told me, says {key}")
    with closing(sqlite3.connect(book.path)) as connection:
        assert connection.execute(f"PRAGMA journal_mode = {journal}").fetchone() == (journal,)
    book.decide("different", FORM, MENTION, who="ada", why=f"no, {NAME.upper()} did not")
    assert bytes_beside(book).count(NAME.encode()) >= 2
    assert book.forget(lambda key: key == FORM, names=[NAME]) == (2, 1)
    assert NAME.casefold().encode() not in bytes_beside(book).lower()
    assert FORM.encode() not in bytes_beside(book)
    left = book.all()
    assert left[["a", "b", "why"]].to_numpy().tolist() == [[MENTION, OTHER, ""]]


def test_after_somebody_was_forgotten_nothing_else_can_be(book: DecisionBook) -> None:
    book.decide("same", FORM, MENTION, who="ada", why="-")
    book.decide("same", OTHER, MENTION, who="ada", why="-")
    book.forget(lambda key: key == FORM)
    for statement in ("DELETE FROM decisions", "UPDATE decisions SET why = 'x'"):
        with closing(sqlite3.connect(book.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    assert len(book.standing()) == 1


def test_the_number_of_a_forgotten_decision_is_not_given_again(book: DecisionBook) -> None:
    first = book.decide("same", FORM, MENTION, who="ada", why="-")
    book.forget(lambda _: True)
    assert book.decide("same", OTHER, MENTION, who="ada", why="-") > first


def test_forgetting_says_beforehand_what_it_would_do(book: DecisionBook) -> None:
    one = book.decide("same", FORM, MENTION, who="ada", why="-")
    two = book.decide("same", OTHER, MENTION, who="ada", why=f"heard from {NAME}")
    assert book.concerned(lambda key: key == FORM, names=[NAME]) == ([one], [two])
    assert len(book.standing()) == 2


def test_there_is_nothing_to_forget_where_nothing_was_decided(book: DecisionBook) -> None:
    assert book.forget(lambda _: True, names=[NAME]) == (0, 0)
    assert not book.path.exists()


def test_a_database_that_another_program_holds_is_left_as_it_is(book: DecisionBook) -> None:
    book.decide("same", FORM, MENTION, who="ada", why="-")
    with closing(sqlite3.connect(book.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        impatient = DecisionBook(book.path, patience=0.1)
        with pytest.raises(FolderError, match="Close the program"):
            impatient.forget(lambda _: True)
    assert len(book.standing()) == 1


def test_reading_the_decisions_writes_nothing(book: DecisionBook) -> None:
    book.decide("same", FORM, MENTION, who="ada", why="-")
    before = book.path.read_bytes()
    assert len(book.standing()) == 1
    assert book.path.read_bytes() == before
