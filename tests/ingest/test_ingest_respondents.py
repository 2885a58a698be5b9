from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from netsurvey.errors import DataError, StudyError
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]


def test_rows_without_an_id_or_with_one_that_is_taken_are_set_aside_whole(read: Reader) -> None:
    survey, _ = read(
        'name = ["name"]\n[questions.q]\nasks = "choice"\ncolumn = "q"\n',
        responses="ref,name,q,extra\n1,Ann,a,x\n,Beth,b,y\n1.0,Cath,c,z\n,,,\n2,Dora,d,\n",
    )
    assert survey.respondents["respondent_id"].tolist() == ["1", "2"]
    held = survey.quarantine.astype(object).where(survey.quarantine.notna(), None)
    assert held[["row", "column", "value", "reason"]].to_numpy().tolist() == [
        [3, "name", None, "the form has no id"],
        [3, "q", "b", "the form has no id"],
        [4, "ref", "1.0", "the id is taken by row 2"],
        [4, "name", None, "the id is taken by row 2"],
        [4, "q", "c", "the id is taken by row 2"],
    ]
    assert survey.report["totals"] == {"cells": 16, "kept": 6, "quarantined": 5, "blank": 2, "unused": 3}
    assert survey.report["balance"] == 0


def test_one_id_may_stand_in_two_sites_and_two_waves(read: Reader) -> None:
    survey, _ = read(
        '[study]\ntitle = "t"\nresponses = "responses.csv"\nsite = { column = "site" }\nwave = { column = "wave" }\n'
        '[respondent]\nid = "ref"\n',
        responses="ref,site,wave\n1,A,1\n1,B,1\n1,A,2.0\n2,,1\n3,A,\n",
    )
    assert survey.respondents[["site", "wave", "respondent_id"]].to_numpy().tolist() == [
        ["A", "1", "1"],
        ["B", "1", "1"],
        ["A", "2", "1"],
    ]
    assert set(survey.quarantine["reason"]) == {"the form has no site", "the form has no wave"}


def test_identity_becomes_codes_and_stays_in_the_roster(read: Reader) -> None:
    survey, roster = read(
        'name = ["first", "last"]\nknown_as = "aka"\nstreet = "street"\nhouse = "house"\nhousehold = "hh"\n'
        'age = "age"\ngender = "sex"\nresearcher = "who"\nmode = "mode"\ndate = "day"\nweight = "w"\n'
        'consent_named = "ok"\nparticipant = "joined"\n',
        responses=(
            "ref,first,last,aka,street,house,hh,age,sex,who,mode,day,w,ok,joined\n"
            "1,Ann,Lee,,High St,3,A,34,F,Pat,read aloud,4/5/2011,1.5,yes,no\n"
            "2,Beth,,Bee,HIGH  st.,3,a,25-34,M,Kim,,2011-05-05,,N,\n"
            "3,,,,Low St,n/a,B,199,,pat,,31/02/2011,heavy,perhaps,1\n"
        ),
    )
    frame = survey.respondents
    assert frame["street"].tolist() == ["s1", "s1", "s2"]
    assert frame["household"].tolist() == ["h1", "h1", "h2"]
    assert frame["researcher"].tolist() == ["r1", "r2", "r1"]
    assert frame["date"].fillna("").tolist() == ["2011-05-04", "2011-05-05", ""]
    assert frame["weight"].fillna(-1).tolist() == [1.5, -1, -1]
    assert frame["consent_named"].tolist() == [True, False, pd.NA]
    assert frame["age"].fillna("").tolist() == ["34", "25-34", ""]
    assert frame["gender"].fillna("").tolist() == ["F", "M", ""]
    assert survey.attributes == ["age", "gender"]
    assert roster.respondents["name"].fillna("").tolist() == ["Ann Lee", "Beth", ""]
    assert roster.respondents["street"].tolist() == ["High St", "HIGH  st.", "Low St"]
    held = survey.quarantine.fillna("").sort_values("column")[["column", "value", "reason"]]
    assert held.to_numpy().tolist() == [
        ["age", "", "not an age"],
        ["day", "31/02/2011", "not a day of the calendar (day before month)"],
        ["ok", "perhaps", "neither yes nor no"],
        ["w", "heavy", "not a weight"],
    ]
    assert survey.report["balance"] == 0


def test_codes_of_streets_and_households_are_the_sites_own(read: Reader) -> None:
    survey, _ = read(
        '[study]\ntitle = "t"\nresponses = "responses.csv"\nsite = { column = "site" }\n'
        '[respondent]\nid = "ref"\nstreet = "street"\n',
        responses="ref,site,street\n1,A,High St\n2,B,High St\n3,A,high st\n",
    )
    assert survey.respondents["street"].tolist() == ["s1", "s2", "s1"]


def test_attributes_are_labelled_and_ordered_as_the_study_file_says(read: Reader) -> None:
    survey, _ = read(
        'attributes = ["lone"]\n[attributes.work]\ncolumn = "emp"\n'
        'labels = { 1 = "employed", 2 = "retired" }\norder = ["retired", "employed"]\n',
        responses="ref,emp,lone\n1,1,y\n2,2.0,none\n3,9,\n4,Retired,dk\n5,,\n",
    )
    work = survey.respondents["work"]
    assert work.cat.ordered
    assert list(work.cat.categories) == ["retired", "employed"]
    assert work.astype(object).where(work.notna(), None).tolist() == ["employed", "retired", None, "retired", None]
    lone = survey.respondents["lone"]
    assert lone.fillna("").tolist() == ["y", "none", "", "", ""]
    assert survey.quarantine["value"].tolist() == ["9"]


def test_a_form_without_an_outcome_is_no_interview(read: Reader) -> None:
    survey, _ = read(
        '[respondent.outcome]\ncolumn = "outcome"\ninterviewed = ["complete", "partial"]\n',
        responses="ref,outcome\n1,Complete\n2,\n3,no reply\n",
    )
    assert survey.respondents["interviewed"].tolist() == [True, False, False]
    assert survey.report["doors"] == {"Complete": 1, "not said": 1, "no reply": 1}
    assert any("no outcome" in sentence for sentence in survey.report["warnings"])


def test_a_sheet_without_a_single_id_is_an_error(read: Reader) -> None:
    with pytest.raises(DataError, match=r'responses\.csv, column "ref".*not one row has an id.*Number the forms'):
        read(responses="ref,q\n,a\n,b\n")


def test_a_header_without_forms_says_so(read: Reader) -> None:
    with pytest.raises(DataError, match=r"responses\.csv: has a header and no forms"):
        read(responses="ref,name\n,\n")


def test_an_attribute_may_not_take_a_name_of_ours(read: Reader) -> None:
    with pytest.raises(StudyError, match=r'key "attributes.street".*Call the attribute something else'):
        read('[attributes.street]\ncolumn = "street"\n', responses="ref,street\n1,x\n")
