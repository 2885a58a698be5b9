from __future__ import annotations

import pandas as pd
import pytest

from netsurvey.errors import TableError
from netsurvey.tables import (
    ANSWERS,
    MENTIONS,
    RESPONDENTS,
    ROSTER_MENTIONS,
    ROSTER_RESPONDENTS,
    ROSTER_TEXTS,
    Roster,
    checked,
    empty,
    key_text,
    parse_key,
)


def answers(**columns: list[object]) -> pd.DataFrame:
    rows = {
        "site": ["A", "A"], "wave": ["1", "1"], "respondent_id": ["1", "2"], "question": ["help", "help"],
        "state": ["answered", "none"], "value": [None, None], "number": [None, None],
    }  # fmt: skip
    return pd.DataFrame({**rows, **columns})


def test_a_good_table_comes_back_in_the_order_and_types_of_its_contract() -> None:
    table = checked(answers()[["state", "question", "respondent_id", "wave", "site", "number", "value"]], ANSWERS)
    assert list(table.columns) == list(ANSWERS.columns)
    assert table["number"].dtype == "float64"


def test_a_state_nobody_knows_breaks_the_contract() -> None:
    with pytest.raises(TableError, match="values other than answered, none"):
        checked(answers(state=["answered", "perhaps"]), ANSWERS)


def test_two_rows_of_one_key_break_the_contract() -> None:
    with pytest.raises(TableError, match="1 rows whose key"):
        checked(answers(respondent_id=["1", "1"]), ANSWERS)


def test_an_empty_key_breaks_the_contract() -> None:
    with pytest.raises(TableError, match='column "site": table answers has 1 empty values'):
        checked(answers(site=["A", None]), ANSWERS)


def test_missing_and_unknown_columns_are_named() -> None:
    with pytest.raises(TableError, match='column "state"'):
        checked(answers().drop(columns="state"), ANSWERS)
    with pytest.raises(TableError, match='column "colour"'):
        checked(answers().assign(colour="red"), ANSWERS)


def test_respondents_may_have_further_columns() -> None:
    frame = empty(RESPONDENTS).assign(employment=pd.Series([], dtype="str"))
    assert "employment" in checked(frame, RESPONDENTS).columns


def test_an_error_about_a_table_holds_no_value() -> None:
    with pytest.raises(TableError) as caught:
        checked(answers(number=["Maryam Jessop", None]), ANSWERS)
    assert "Maryam" not in str(caught.value)


def test_the_input_of_a_check_is_not_changed() -> None:
    frame = answers()
    before = frame.copy()
    checked(frame, ANSWERS)
    pd.testing.assert_frame_equal(frame, before)


def test_keys_survive_any_character() -> None:
    key: list[str | int] = ['Nether "Ashby"', "2011", "40|é,\n", "help", 1, 2]
    assert list(parse_key(key_text(key))) == key


def test_a_roster_prints_counts_and_never_names() -> None:
    mentions = pd.DataFrame(
        [{**dict.fromkeys(ROSTER_MENTIONS.columns), "site": "A", "wave": "1", "respondent_id": "1", "question": "help",
          "position": 1, "part": 1, "name": "Maryam Jessop"}]
    )  # fmt: skip
    roster = Roster(respondents=empty(ROSTER_RESPONDENTS), mentions=mentions, texts=empty(ROSTER_TEXTS))
    assert repr(roster) == "Roster(0 respondents, 1 mentions, 0 texts)"
    assert str(roster) == repr(roster)


def test_every_column_of_every_table_says_what_it_means() -> None:
    for table in (RESPONDENTS, ANSWERS, MENTIONS):
        assert all(column.meaning for column in table.columns.values())
