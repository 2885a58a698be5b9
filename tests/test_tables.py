from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.errors import TableError
from netsurvey.tables import (
    ANSWERS,
    DOUBTFUL,
    EVIDENCE,
    MENTIONS,
    PLACES,
    RESPONDENTS,
    ROSTER_MENTIONS,
    ROSTER_RESPONDENTS,
    ROSTER_TEXTS,
    Draws,
    People,
    Roster,
    checked,
    empty,
    key_text,
    parse_key,
)

if TYPE_CHECKING:
    from pathlib import Path


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


def people(**columns: Any) -> People:
    """Return two forms, of Ann and Bob, and three mentions: Bob, somebody and the pub."""
    mentions = pd.DataFrame(
        {
            "site": "S",
            "wave": "1",
            "respondent_id": ["a", "a", "b"],
            "question": "help",
            "position": [1, 2, 1],
            "part": 1,
            "kind": ["person", "person", "place"],
            "person_id": ["p-b", "p-z", None],
            "place_id": [None, None, "pub"],
            "probability": [1.0, 1.0, None],
        }
    )
    forms = pd.DataFrame({"site": "S", "wave": "1", "respondent_id": ["a", "b"], "person_id": ["p-a", "p-b"]})
    who = pd.DataFrame({"person_id": ["p-a", "p-b", "p-z"], "site": "S", "mentions": 1, "respondents": 1})
    given = {
        "people": who.assign(certainty=1.0),
        "mentions": mentions,
        "respondents": forms,
        "places": empty(PLACES),
        "evidence": empty(EVIDENCE),
        "doubtful": empty(DOUBTFUL),
    }
    return People(**{**given, **columns})


def named(sample: pd.Series[str]) -> list[str]:
    return sample.fillna("nobody").tolist()


def test_people_without_draws_have_the_one_their_tables_tell() -> None:
    alone = people()
    assert alone.draws.labels.tolist() == [[0, 1, 1, 3, -1]]
    assert alone.draws.anchors.tolist() == [0, 1, 3]
    assert [named(sample) for sample in alone.samples(2)] == [["p-b", "p-z", "nobody"]] * 2


def test_a_sampled_person_has_the_id_of_the_first_whose_anchor_they_hold_or_one_of_their_own() -> None:
    anchors = np.array([0, 1, 3])
    lines = [[0, 1, 2, 3, -1], [0, 1, 0, 1, -1], [0, 1, 1, 1, 4]]
    drawn = people(draws=Draws(labels=np.array(lines), anchors=anchors))
    assert [named(sample) for sample in drawn.samples(3)] == [
        ["2~", "p-z", "nobody"],
        ["p-a", "p-b", "nobody"],
        ["p-b", "p-b", "4~"],
    ]


@pytest.mark.parametrize(
    ("labels", "anchors", "what"),
    [
        ([[0, 1, 2, 3]], [0, 1, 3], "other respondents, mentions or people"),
        ([[0, 1, 2, 3, 4]], [0, 1], "other respondents, mentions or people"),
        ([[0, 1, 2, 2, 3]], [0, 1, 3], "not the number of the first row"),
        ([[0, 1, 4, 3, 4]], [0, 1, 3], "not the number of the first row"),
        ([[0, 1, 2, 3, 4]], [0, 1, 5], "not the number of a row"),
    ],
)
def test_draws_that_do_not_fit_their_people_break_the_contract(
    labels: list[list[int]], anchors: list[int], what: str
) -> None:
    with pytest.raises(TableError, match=what):
        people(draws=Draws(labels=np.array(labels), anchors=np.array(anchors)))


def test_draws_of_nothing_break_the_contract() -> None:
    with pytest.raises(TableError, match="one resolution or more"):
        Draws(labels=np.empty((0, 5), dtype=np.int32), anchors=np.array([0]))


def test_people_come_back_from_storage_with_their_draws(tmp_path: Path) -> None:
    drawn = people(draws=Draws(labels=np.array([[0, 1, 1, 3, -1], [0, 1, 2, 3, -1]]), anchors=np.array([0, 1, 3])))
    for name, table in drawn.tables().items():
        table.to_parquet(tmp_path / f"{name}.parquet")
    stored = {name: pd.read_parquet(tmp_path / f"{name}.parquet") for name in drawn.tables()}
    again = People.from_tables(stored, seed=3, settings={"draws": 2})
    np.testing.assert_array_equal(again.draws.labels, drawn.draws.labels)
    np.testing.assert_array_equal(again.draws.anchors, drawn.draws.anchors)
    assert (again.seed, again.settings) == (3, {"draws": 2})
    assert again.draws.together(1, 2) == 0.5


def test_sampled_draws_are_spread_evenly() -> None:
    lines = np.array([[0, 1, 1, 3, -1], [0, 1, 2, 3, -1], [0, 1, 2, 2, -1], [0, 0, 2, 2, -1]])
    draws = Draws(labels=lines, anchors=np.array([0]))
    assert [line.tolist() for line in draws.spread(2)] == [lines[0].tolist(), lines[2].tolist()]
