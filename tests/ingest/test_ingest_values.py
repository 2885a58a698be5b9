from __future__ import annotations

import pytest

from netsurvey.ingest.values import fold, iso_date, item_number, number, possible_age, truth, value_kind, whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4", 4.0),
        ("4.0", 4.0),
        ("4 - Often", 4.0),
        ("4: Often", 4.0),
        ("4 Often", 4.0),
        ("4 (often)", 4.0),
        ("4 \u2013 Often", 4.0),
        ("6", 6.0),
        ("3.5", 3.5),
        ("3/4", None),
        ("3-4", None),
        ("3 4", None),
        ("Often", None),
        ("", None),
    ],
)
def test_an_item_is_its_number(text: str, expected: float | None) -> None:
    assert item_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("04/05/2011", "2011-05-04"),
        ("4.5.11", "2011-05-04"),
        ("2011-05-04T10:00:00Z", "2011-05-04"),
        ("2011-05-04", "2011-05-04"),
        ("4 May 2011", "2011-05-04"),
        ("4th September 2011", "2011-09-04"),
        ("40667", "2011-05-04"),
        ("4/5/2011 10:30", "2011-05-04"),
        ("05/13/2011", None),
        ("31/02/2011", None),
        ("May", None),
        ("12", None),
    ],
)
def test_a_date_is_british_or_iso_or_none(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize("text", ["34", "0", "25-34", "25 \u2013 34", "75+", "<18", "under 18", "mid 40s"])
def test_an_age_or_a_band_is_possible(text: str) -> None:
    assert possible_age(text)


@pytest.mark.parametrize("text", ["199", "-1", "3/4", "34,5,6", "?"])
def test_an_impossible_age_is_told(text: str) -> None:
    assert not possible_age(text)


def test_numbers_are_plain_or_with_thousands() -> None:
    assert [number(text) for text in ("7,500", "-1.5", "1e3", "9" * 400, "", "12a")] == [
        7500,
        -1.5,
        None,
        None,
        None,
        None,
    ]


def test_folding_forgets_case_spaces_curls_and_stops() -> None:
    assert fold(" Don\u2019t  KNOW. ") == fold("don't know")
    assert fold("-99.0") == "-99"
    assert fold("\u2014") == "-"


def test_whole_numbers_lose_their_decimals_and_ids_their_nothing() -> None:
    assert [whole(text) for text in ("12.0", "007", "1.50")] == ["12", "007", "1.50"]


def test_truth_has_three_answers() -> None:
    assert [truth(text) for text in ("Y", "no", "2")] == [True, False, None]


def test_the_kind_of_a_value_can_be_told_without_the_value() -> None:
    assert [value_kind(text) for text in ("1", "1/2/2011", "Sue", "")] == ["number", "date", "text", "empty"]
