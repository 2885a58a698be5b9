"""Places, groups and activities: who names them, whom they reach and what they share, in villages drawn by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from netsurvey.analyse.gatherings import OVERLAP_COLUMNS, PLACE_COLUMNS, overlaps, places
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.isolation import NOT_ASKED, power_isolate

if TYPE_CHECKING:
    import pandas as pd

ASKED: dict[str, dict[str, Any]] = {
    "bring": {"asks": "people", "role": "connector", "name": "b_{n}", "none_tick": "b_none"},
    "link": {"asks": "people", "role": "linker", "name": "l_{n}", "none_tick": "l_none"},
    "groups": {"asks": "groups", "name": "g_{n}", "none_tick": "g_none"},
    "find_out": {"asks": "places", "role": "information", "name": "f_{n}", "none_tick": "f_none"},
}
CUT_OFF: dict[str, Any] = {"bring": "none", "link": "none"}
REACHES: dict[str, Any] = {"bring": ["Zoe"], "link": "none"}
FORMS: list[dict[str, Any]] = [
    {"id": "a", **CUT_OFF, "groups": ["group:choir", "group:club", "group:choir"], "find_out": ["place:board"]},
    {"id": "b", **REACHES, "groups": ["group:choir", "group:club"], "find_out": "none"},
    {"id": "c", **CUT_OFF, "groups": ["group:choir"], "find_out": "blank"},
    {"id": "d", **REACHES, "groups": "none", "find_out": "none"},
    {"id": "e", "bring": "blank", "link": "none", "groups": ["group:darts"]},
    {"id": "f", **CUT_OFF, "groups": "blank"},
]


def table_of(draw: Any, study_of: Any, forms: list[dict[str, Any]] = FORMS) -> pd.DataFrame:
    network, survey = draw(forms, study_of(ASKED))
    return places(network, survey, {"power_isolate_v1": power_isolate(network, survey)})


def test_places_are_counted_by_people_out_of_those_who_answered(draw: Any, study_of: Any) -> None:
    table = table_of(draw, study_of)
    assert list(table.columns) == list(PLACE_COLUMNS)
    groups = table[table["question"] == "groups"]
    assert groups[["place_id", "kind", "respondents", "of"]].to_numpy().tolist() == [
        ["any", "any", 4, 5],
        ["choir", "group", 3, 5],
        ["club", "group", 2, 5],
        ["darts", "group", 1, 5],
    ]
    choir = groups.iloc[1]
    assert (choir["share"], choir["low"], choir["high"]) == (3 / 5, *wilson(3, 5))


def test_places_tell_how_many_of_the_isolated_they_reach(draw: Any, study_of: Any) -> None:
    groups = table_of(draw, study_of).query("question == 'groups'").set_index("place_id")
    assert groups["flag"].unique().tolist() == ["power_isolate_v1"]
    # of e, who left a question blank, it is not known
    assert groups[["isolated", "known"]].to_numpy().tolist() == [[2, 3], [2, 3], [1, 2], [0, 0]]
    assert groups["isolated_share"].round(3).fillna(-1).tolist() == [0.667, 0.667, 0.5, -1]


def test_without_a_flag_places_are_counted_all_the_same(draw: Any, study_of: Any) -> None:
    network, survey = draw(FORMS, study_of(ASKED))
    table = places(network, survey, {})
    assert set(table["flag"]) == {""}
    assert (table["isolated"] == 0).all()
    assert table["isolated_share"].isna().all()


def test_people_of_two_sites_are_counted_together_only_where_they_name_anything(draw: Any, study_of: Any) -> None:
    forms = [
        {"id": f"{form['id']}{site}", "site": site, **{k: v for k, v in form.items() if k != "id"}}
        for site in "XY"
        for form in FORMS
    ]
    table = table_of(draw, study_of, forms)
    both = table[table["site"] == "all"]
    assert both[["question", "place_id", "respondents", "of"]].to_numpy().tolist() == [
        ["groups", "any", 8, 10],
        ["find_out", "any", 2, 6],
    ]


def test_a_question_nobody_answered_with_a_name_has_a_nought(draw: Any, study_of: Any) -> None:
    table = table_of(draw, study_of, [{"id": "a", "groups": "none"}])
    assert table[["question", "place_id", "respondents", "of"]].to_numpy().tolist() == [
        ["groups", "any", 0, 1],
        ["find_out", "any", 0, 0],
    ]


def test_a_study_that_asks_for_places_of_information_alone_says_that_the_others_were_not_asked(
    draw: Any, study_of: Any
) -> None:
    network, survey = draw([{"id": "a", "find_out": ["place:board"]}], study_of({"find_out": ASKED["find_out"]}))
    table = places(network, survey, {})
    assert table[["question", "place_id", "status"]].to_numpy().tolist() == [
        ["find_out", "any", "given"],
        ["find_out", "board", "given"],
        ["", "any", NOT_ASKED],
    ]


def test_shared_members_and_their_jaccard_index(draw: Any, study_of: Any) -> None:
    table = overlaps(*draw(FORMS, study_of(ASKED)))
    assert list(table.columns) == list(OVERLAP_COLUMNS)
    assert table[["question", "place_a", "place_b", "members_a", "members_b", "both"]].to_numpy().tolist() == [
        ["groups", "choir", "club", 3, 2, 2]
    ]
    assert table["jaccard"].tolist() == pytest.approx([2 / 3])


def test_no_groups_share_nobody(draw: Any, study_of: Any) -> None:
    assert overlaps(*draw([{"id": "a"}], study_of({}))).empty
