"""Where people find out what is going on, in villages drawn by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from netsurvey.analyse.isolation import BOUNDS_ONLY, GIVEN, NOT_ASKED
from netsurvey.analyse.pathways import PATHWAY_COLUMNS, friends_only, pathways, sources

if TYPE_CHECKING:
    import pandas as pd

ASKED: dict[str, dict[str, Any]] = {
    "hears": {"asks": "people", "role": "information", "name": "h_{n}", "none_tick": "h_none"},
    "find_out": {"asks": "places", "role": "information", "name": "f_{n}", "none_tick": "f_none"},
}


def flags(draw: Any, study_of: Any, forms: list[dict[str, Any]]) -> Any:
    found = friends_only(*draw(forms, study_of(ASKED)))
    respondents = [form["id"] for form in forms]
    each = found.flag.droplevel(["site", "wave"]).reindex(respondents)
    doubt = found.in_doubt.droplevel(["site", "wave"]).reindex(respondents)
    return each.astype("object").where(each.notna(), None).tolist(), doubt.tolist()


def test_who_named_people_and_no_place_relies_on_friends_alone(draw: Any, study_of: Any) -> None:
    forms: list[dict[str, Any]] = [
        {"id": "friends", "hears": ["Ann"], "find_out": "none"},
        {"id": "both", "hears": ["Ann"], "find_out": ["place:hall"]},
        {"id": "places", "hears": "none", "find_out": ["place:hall"]},
        {"id": "neither", "hears": "none", "find_out": "none"},
        {"id": "radio", "hears": ["medium:radio", "Ann"], "find_out": "none"},
    ]
    assert flags(draw, study_of, forms) == ([True, False, False, False, False], [False] * 5)


def test_a_blank_that_decides_leaves_it_in_doubt_and_a_refusal_leaves_it_open(draw: Any, study_of: Any) -> None:
    forms: list[dict[str, Any]] = [
        {"id": "r1", "hears": ["Ann"], "find_out": "blank"},
        {"id": "r2", "hears": "blank", "find_out": "none"},
        {"id": "r3", "hears": "blank", "find_out": ["place:hall"]},
        {"id": "r4", "hears": ["Ann"], "find_out": "refused"},
        {"id": "r5", "hears": ["Ann"]},
    ]
    assert flags(draw, study_of, forms) == ([None, None, False, None, None], [True, True, False, False, False])


def test_people_who_were_only_named_have_no_flag(draw: Any, study_of: Any) -> None:
    network, survey = draw([{"id": "r1", "hears": ["Ann"], "find_out": "none"}], study_of(ASKED))
    flag = friends_only(network, survey).flag
    assert flag.isna().droplevel(["site", "wave"]).to_dict() == {"Ann": True, "r1": False}


def test_it_takes_a_question_about_people_and_one_about_places(draw: Any, study_of: Any) -> None:
    forms = [{"id": "r1", "find_out": ["place:hall"]}]
    one = {"find_out": ASKED["find_out"]}
    assert friends_only(*draw(forms, study_of(one))).status == NOT_ASKED
    assert friends_only(*draw(forms, study_of(ASKED))).status == GIVEN


def test_where_nobody_could_say_none_there_are_bounds_only(draw: Any, study_of: Any) -> None:
    asked = ASKED | {"find_out": {"asks": "places", "role": "information", "name": "f_{n}"}}
    forms = [{"id": "r1", "hears": ["Ann"], "find_out": "blank"}]
    assert friends_only(*draw(forms, study_of(asked))).status == BOUNDS_ONLY


def test_all_people_named_are_one_source(draw: Any, study_of: Any) -> None:
    forms = [{"id": "r1", "hears": ["Ann", "Bob"], "find_out": ["place:hall", "place:hall"]}]
    found = sources(*draw(forms, study_of(ASKED)))
    assert found is not None
    assert found[["source", "kind"]].to_numpy().tolist() == [["hall", "place"], ["people", "person"]]


@pytest.fixture(name="split", scope="module")
def _split(draw: Any, study_of: Any) -> pd.DataFrame:
    """Return the pathways of three who rely on friends, two on the hall and the board, and one on the hall alone."""
    forms = [
        *({"id": f"friend{n}", "hears": ["Ann"], "find_out": "none"} for n in range(3)),
        *({"id": f"hall{n}", "hears": "none", "find_out": ["place:hall", "place:board"]} for n in range(2)),
        {"id": "hall2", "hears": "none", "find_out": ["place:hall"]},
    ]
    return pathways(*draw(forms, study_of(ASKED)))


def test_people_of_the_same_sources_are_one_community(split: pd.DataFrame) -> None:
    assert list(split.columns) == list(PATHWAY_COLUMNS)
    told = split[["community", "source", "kind", "respondents", "of"]].to_numpy().tolist()
    assert told == [
        [0, "any", "any", 3, 3],
        [0, "people", "person", 3, 3],
        [1, "any", "any", 3, 3],
        [1, "hall", "place", 3, 3],
        [1, "board", "place", 2, 3],
    ]
    assert split["share"].round(3).tolist() == [1, 1, 1, 1, 0.667]


def test_sites_have_communities_of_their_own(draw: Any, study_of: Any) -> None:
    forms = [{"id": f"r{n}", "site": f"S{n}", "find_out": ["place:hall"]} for n in range(2)]
    found = pathways(*draw(forms, study_of(ASKED)))
    assert found[["site", "community", "source"]].to_numpy().tolist() == [
        ["S0", 0, "any"],
        ["S0", 0, "hall"],
        ["S1", 0, "any"],
        ["S1", 0, "hall"],
    ]


def test_a_site_where_nobody_names_a_source_has_a_row_of_noughts(draw: Any, study_of: Any) -> None:
    found = pathways(*draw([{"id": "r1", "find_out": "none"}], study_of(ASKED)))
    assert found[["source", "respondents", "of", "status"]].to_numpy().tolist() == [["any", 0, 0, GIVEN]]
    assert found["community"].isna().all()


def test_what_was_not_asked_is_said_so(draw: Any, study_of: Any) -> None:
    found = pathways(*draw([{"id": "r1"}], study_of({})))
    assert found["status"].tolist() == [NOT_ASKED]
    assert found["of"].isna().all()
