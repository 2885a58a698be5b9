from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from netsurvey.errors import StudyError
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]


def header(pattern: str, numbers: range) -> str:
    return ",".join(["ref", *(pattern.format(n=n) for n in numbers)])


def test_items_are_named_by_their_own_number_and_impossible_ones_set_aside(read: Reader) -> None:
    cells = ["5", "6", "4 - Often", "3.0", "", "Often", *["1"] * 8]
    survey, _ = read(
        '[scales.wemwbs]\nitems = "wem{n}"\n', responses=f"{header('wem{n}', range(1, 15))}\n1,{','.join(cells)}\n"
    )
    values = [survey.respondents[f"wemwbs_{n}"].iloc[0] for n in range(1, 8)]
    assert [None if math.isnan(value) else value for value in values] == [5, None, 4, 3, None, None, 1]
    assert survey.quarantine[["row", "column", "value"]].to_numpy().tolist() == [[2, "wem2", "6"], [2, "wem6", "Often"]]
    assert survey.respondents["wemwbs_1"].dtype == float
    assert survey.attributes == []


def test_the_short_scale_is_read_from_the_long_ones_items(read: Reader) -> None:
    survey, _ = read(
        '[scales.swemwbs]\nitems = "w{n}"\n',
        responses=f"{header('w{n}', range(1, 15))}\n1,{','.join('12345123451234')}\n",
    )
    names = [name for name in survey.respondents.columns if name.startswith("swemwbs")]
    items = dict(zip(names, survey.respondents[names].iloc[0].tolist(), strict=True))
    assert items == {
        "swemwbs_1": 1,
        "swemwbs_2": 2,
        "swemwbs_3": 3,
        "swemwbs_6": 1,
        "swemwbs_7": 2,
        "swemwbs_9": 4,
        "swemwbs_11": 1,
    }
    assert survey.report["totals"]["unused"] == 7


@pytest.mark.parametrize("items", ['"s{n}"', '["s1", "s2", "s3", "s4", "s5", "s6", "s7"]'])
def test_seven_columns_are_the_short_scale_in_its_order(read: Reader, items: str) -> None:
    survey, _ = read(
        f"[scales.swemwbs]\nitems = {items}\n", responses=f"{header('s{n}', range(1, 8))}\n1,1,2,3,4,5,1,2\n"
    )
    names = [name for name in survey.respondents.columns if name.startswith("swemwbs")]
    assert names == [f"swemwbs_{n}" for n in (1, 2, 3, 6, 7, 9, 11)]
    assert survey.respondents[names].iloc[0].tolist() == [1, 2, 3, 4, 5, 1, 2]


def test_a_scale_of_one_item_and_one_of_the_teams_own(read: Reader) -> None:
    survey, _ = read(
        '[scales.happy]\nitem = "ons_happy"\n[scales.empower]\nitems = "emp_{n}"\nrange = [1, 5]\nreversed = [2]\n',
        responses="ref,ons_happy,emp_1,emp_2\n1,10,5,5\n2,11,0,dk\n",
    )
    assert survey.respondents["happy"].iloc[0] == 10
    assert survey.respondents[["empower_1", "empower_2"]].iloc[0].tolist() == [5, 5]
    assert survey.quarantine["value"].tolist() == ["11", "0"]


def test_a_missing_item_is_named(read: Reader) -> None:
    with pytest.raises(StudyError, match=r'column "wem14", key "scales.wemwbs.items"'):
        read('[scales.wemwbs]\nitems = "wem{n}"\n', responses=f"{header('wem{n}', range(1, 14))}\n1{',1' * 13}\n")


def test_a_list_of_the_wrong_length_is_an_error(read: Reader) -> None:
    with pytest.raises(StudyError, match="lists 2 columns where the scale has 7 items"):
        read('[scales.swemwbs]\nitems = ["a", "b"]\n', responses="ref,a,b\n1,1,1\n")


def test_one_column_cannot_hold_a_scale_of_several_items(read: Reader) -> None:
    with pytest.raises(StudyError, match="the scale has 14 items"):
        read('[scales.wemwbs]\nitem = "total"\n', responses="ref,total\n1,50\n")


def test_two_scales_may_share_a_column(read: Reader) -> None:
    survey, _ = read(
        '[scales.wemwbs]\nitems = "w{n}"\n[scales.swemwbs]\nitems = "w{n}"\n',
        responses=f"{header('w{n}', range(1, 15))}\n1,9{',2' * 13}\n",
    )
    assert survey.report["totals"] == {"cells": 15, "kept": 14, "quarantined": 1, "blank": 0, "unused": 0}
    assert survey.report["balance"] == 0
