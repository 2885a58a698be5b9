from __future__ import annotations

from netsurvey import errors
from netsurvey.errors import NetsurveyError, Problem, StudyError, nearest


def test_a_problem_says_file_row_column_value_and_next_step() -> None:
    problem = Problem(
        what="not a number", file="r.csv", row=12, column="age", value="3/4", next_step="Correct the cell."
    )
    assert str(problem) == 'r.csv, row 12, column "age": not a number (value "3/4"). Correct the cell.'


def test_all_problems_of_a_file_are_told_at_once() -> None:
    error = StudyError([Problem(what="first"), Problem(what="second")])
    assert str(error).splitlines() == ["first.", "second."]


def test_every_kind_of_error_ends_with_its_own_exit_code() -> None:
    kinds = [kind for name in errors.__all__ if isinstance(kind := getattr(errors, name), type)]
    codes = {kind: kind.exit_code for kind in kinds if issubclass(kind, NetsurveyError)}
    documented = {
        "NetsurveyError": 1, "DataError": 1, "UsageError": 2, "StudyError": 3, "SourceError": 4, "TableError": 5,
        "FolderError": 6, "DecisionError": 7, "InstallationError": 8,
    }  # fmt: skip
    assert {kind.__name__: code for kind, code in codes.items()} == documented


def test_nearest_words_ignore_capitals_and_leave_out_what_is_unlike() -> None:
    assert nearest("Help_3_Nmae", ["help_3_name", "street"]) == ["help_3_name"]
