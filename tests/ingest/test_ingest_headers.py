from __future__ import annotations

import pytest

from netsurvey.ingest.headers import Merged, find_header

Rows = list[list[str]]


def header(rows: Rows, *merged: Merged, header_rows: int | None = None) -> tuple[tuple[str, ...], int]:
    found = find_header(list(enumerate(rows, start=1)), merged, header_rows=header_rows)
    return found.names, found.rows


@pytest.mark.parametrize(
    "rows",
    [
        [["ref", "name", "street"], ["1", "Sue", "High St"]],
        [["ref", "name", "street"], ["A1", "Sue", "High St"]],
        [["ref"], ["1", "Sue", "beyond the header"]],
        [["ref"], ["A"], ["B"]],
        [["", "name", "street"], ["A1", "Sue", "High St"], ["A2", "Dave", "Mill Lane"]],
        [["ref", "help", "", "trust", ""], ["A1", "Sue", "friend", "Dave", "mum"], ["A2", "Ann", "", "Kev", "friend"]],
        [["ref", "name"], ["Sue", "Dave"]],
        [["1", "2", "3"], ["a", "b", "c"], ["4", "5", "6"]],
        [["ref", "name", "street"]],
    ],
)
def test_the_first_row_is_the_header_unless_much_speaks_against_it(rows: Rows) -> None:
    assert header(rows) == (tuple(rows[0]), 1)


@pytest.mark.parametrize(
    "titles",
    [
        [["Village survey"]],
        [["Village survey", "", ""], ["typed by the team"]],
        [["Village survey"], ["", "May 2011"]],
    ],
)
def test_titles_above_the_header_are_passed_over(titles: Rows) -> None:
    rows = [*titles, ["ref", "street", "age"], ["1", "High St", "40"], ["2", "Mill Lane", "41"]]
    assert header(rows) == (("ref", "street", "age"), len(titles) + 1)


def test_a_title_of_two_cells_is_passed_over_where_the_sheet_is_wide() -> None:
    rows = [["Street", "High St"], ["ref", "a", "b", "c", "age"], ["1", "x", "y", "z", "40"]]
    assert header(rows) == (("ref", "a", "b", "c", "age"), 2)


def test_groups_in_merged_cells_name_only_what_is_not_named_alone() -> None:
    rows = [["ref", "Help 1", "", "Help 2", "", "About you", ""], ["", "name", "age", "name", "age", "sex", "street"]]
    merged = [Merged(1, 1, 1, 2), Merged(1, 1, 3, 4), Merged(1, 1, 5, 6), Merged(1, 2, 0, 0)]
    expected = ("ref", "Help 1 name", "Help 1 age", "Help 2 name", "Help 2 age", "sex", "street")
    assert header([*rows, ["1", "Sue", "40", "", "", "F", "High St"]], *merged) == (expected, 2)


def test_groups_without_merged_cells_are_seen_by_the_numbers_below_the_names() -> None:
    rows = [["", "Help 1", "", "Help 2", ""], ["ref", "name", "age", "name", "age"], ["1", "Sue", "40", "Dave", "41"]]
    assert header(rows) == (("ref", "Help 1 name", "Help 1 age", "Help 2 name", "Help 2 age"), 2)


def test_a_title_may_stand_above_the_groups() -> None:
    rows = [
        ["Village survey"],
        ["", "Help 1", "", "Help 2", ""],
        ["ref", "n", "age", "n", "age"],
        ["1", "a", "4", "b", "5"],
    ]
    assert header(rows) == (("ref", "Help 1 n", "Help 1 age", "Help 2 n", "Help 2 age"), 3)


def test_merged_cells_that_reach_beyond_the_sheet_do_no_harm() -> None:
    rows = [["a", "", "b"], ["x", "y", "z"], ["1", "2", "3"]]
    assert header(rows, Merged(1, 1, 0, 99), Merged(1, 1, 200, 300)) == (("x", "y", "z"), 2)


def test_how_many_rows_the_header_has_can_be_said() -> None:
    rows = [["Q1", "Q1", "Q2"], ["name", "age", "why"], ["{1}", "{2}", "{3}"], ["Sue", "40", "x"]]
    assert header(rows, header_rows=1) == (("Q1", "Q1", "Q2"), 1)
    assert header(rows, header_rows=2) == (("name", "age", "why"), 2)
