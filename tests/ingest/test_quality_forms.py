"""Forms that look alike, scales answered in a straight line, and the days of the fieldwork."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netsurvey.ingest.quality.fieldwork import periods
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

TOML = """
name = ["first", "last"]
street = "road"
date = "day"
[questions.help]
asks = "people"
name = "help_{n}"
[scales.wemwbs]
items = "w{n}"
"""
ITEMS = ",".join(f"w{n}" for n in range(1, 15))
HEAD = f"ref,first,last,road,day,help_1,{ITEMS}\n"


def form(ref: int, name: str = ",", road: str = "", *, day: str = "", help_: str = "", items: str = "") -> str:
    answers = ",".join(items) if items else "," * 13
    return f"{ref},{name},{road},{day},{help_},{answers}\n"


def alike(survey: Survey) -> list[tuple[list[str], list[tuple[str, int]]]]:
    return [
        (one["why"], [(look["respondent_id"], look["row"]) for look in one["forms"]])
        for one in survey.report["duplicates"]
    ]


# Forms that look alike ------------------------------------------------------------------------------------------------


def test_two_forms_of_one_name_and_street_are_proposed_by_id_and_row(read: Reader) -> None:
    survey, _ = read(
        TOML,
        responses=HEAD
        + form(1, "Zebedee,Quill", "Mill Row")
        + form(2, "Cordelia,Plum", "Mill Row")
        + form(9, "Mr  ZEBEDEE,Quill", "mill row"),
    )
    assert alike(survey) == [(["the same name and street"], [("1", 2), ("9", 4)])]
    assert "Quill" not in str(survey.report)
    assert len(survey.respondents) == 3


def test_one_name_in_two_streets_or_half_a_name_without_a_street_is_no_look_alike(read: Reader) -> None:
    survey, _ = read(
        TOML,
        responses=HEAD
        + form(1, "Zebedee,Quill", "Mill Row")
        + form(2, "Zebedee,Quill", "Duck Lane")
        + form(3, "Jo,")
        + form(4, "Jo,")
        + form(5)
        + form(6),
    )
    assert alike(survey) == []


def test_forms_with_the_same_answers_are_proposed_and_short_ones_are_not(read: Reader) -> None:
    same, other = "12345123451234", "12345123451235"
    survey, _ = read(
        TOML,
        responses=HEAD
        + form(1, help_="Ann Lee", items=same)
        + form(2, help_="ann lee", items=same)
        + form(3, help_="Ann Lee", items=other)
        + form(4, help_="Bo Dunn", items=same)
        + form(5, help_="Ann Lee")
        + form(6, help_="Ann Lee"),
    )
    assert alike(survey) == [(["the same answers"], [("1", 2), ("2", 3)])]


def test_a_form_typed_twice_is_one_proposal_for_both_reasons(read: Reader) -> None:
    twice = {"name": "Zebedee,Quill", "road": "Mill Row", "items": "12345123451234"}
    survey, _ = read(TOML, responses=HEAD + form(1, **twice) + form(2, **twice))
    assert alike(survey) == [(["the same name and street", "the same answers"], [("1", 2), ("2", 3)])]
    assert any(sentence.startswith("1 group of forms that look alike") for sentence in survey.report["warnings"])


def test_the_same_person_in_the_next_wave_is_no_duplicate(read: Reader) -> None:
    toml = '[study]\ntitle = "T"\nresponses = "responses.csv"\nwave = { column = "day" }\n[respondent]\nid = "ref"\n'
    toml += TOML.replace('date = "day"\n', "")
    survey, _ = read(
        toml,
        responses=HEAD
        + form(1, "Zebedee,Quill", "Mill Row", day="2011")
        + form(1, "Zebedee,Quill", "Mill Row", day="2013"),
    )
    assert alike(survey) == []


# Scales ---------------------------------------------------------------------------------------------------------------


def test_straight_lining_counts_complete_scales_with_one_answer_throughout(read: Reader) -> None:
    survey, _ = read(
        TOML,
        responses=HEAD
        + form(1, items="33333333333333")
        + form(2, items="55555555555555")
        + form(3, items="33333333333334")
        + form(4, items=["3"] * 13 + [""])  # type: ignore[arg-type]
        + form(5),
    )
    assert survey.report["straight_lining"] == [
        {"scale": "wemwbs", "items": 14, "complete": 3, "same": 2, "share": pytest.approx(2 / 3)}
    ]
    assert "wemwbs: 2 of 3 gave one answer to all 14 items; were they read one by one?" in survey.report["warnings"]


# Fieldwork ------------------------------------------------------------------------------------------------------------


def test_forms_are_counted_by_day_without_a_day_and_far_from_the_rest(read: Reader) -> None:
    days = ["9/6/2011", "2011-06-09", "10/6/2011", "10/6/2001", "31/6/2011", ""]
    survey, _ = read(TOML, responses=HEAD + "".join(form(ref, day=day) for ref, day in enumerate(days)))
    assert survey.report["fieldwork"] == {
        "days": {"2001-06-10": 1, "2011-06-09": 2, "2011-06-10": 1},
        "undated": 2,
        "far": 1,
    }
    assert "1 form with a date more than a year from the rest: was the year mistyped?" in survey.report["warnings"]
    assert {"column": "day", "reason": "not a day of the calendar (day before month)", "cells": 1} in survey.report[
        "impossible"
    ]


@pytest.mark.parametrize(
    ("last", "unit", "bars"),
    [("2011-06-30", "day", 30), ("2011-12-01", "week", 27), ("2013-05-31", "month", 24), ("2021-06-01", "year", 11)],
)
def test_a_chart_of_the_fieldwork_has_the_finest_bars_that_fit(last: str, unit: str, bars: int) -> None:
    shown = periods({"2011-06-01": 3, last: 2})
    assert (shown[0], len(shown[1])) == (unit, bars)
    assert [forms for _, forms in shown[1] if forms] == [3, 2]
