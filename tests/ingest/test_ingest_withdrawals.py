from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import DataError
from netsurvey.ingest.withdrawals import read_withdrawn
from netsurvey.store import write_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ingest.conftest import Reader

    from netsurvey.tables import Roster, Survey

HELP = """
[study]
title = "T"
responses = "responses.csv"
[respondent]
id = "ref"
name = "name"
[attributes.job]
column = "job"
[questions.help]
asks = "people"
name = "help_{n}"
street = "help_{n}_street"
local = "help_{n}_local"
[questions.story]
asks = "text"
column = "story"
"""
SHEET = """\
ref,name,job,help_1,help_1_street,help_1_local,help_2,help_2_street,help_2_local,story
1,Ada Brown,secret agent,Bo Reed,High Street,maybe,Sue and Dave Smith,Low Road,yes,I was ill
2,Bo Reed,baker,Ada Brown,Mill Lane,yes,,,,
3,Cy Fox,miner,nobody,,,,,,
"""
HEAD = "what,site,wave,respondent_id,question,position,part,when,who\n"
FORM = HEAD + "said,site,1,1,,,,2026-01-31,\n"


def mention(respondent: str, position: int, part: int = 1) -> str:
    return f"said of,site,1,{respondent},help,{position},{part},2026-01-31,\n"


def everything(survey: Survey, roster: Roster) -> str:
    """Return all that a reading left behind, as one text."""
    tables = [*survey.tables().values(), roster.respondents, roster.mentions, roster.texts]
    return "\n".join(table.to_csv() for table in tables) + str(survey.report)


def test_a_withdrawn_form_leaves_no_answer_and_no_value_behind(read: Reader) -> None:
    survey, roster = read(HELP, responses=SHEET, withdrawn=FORM)
    assert survey.respondents["respondent_id"].tolist() == ["2", "3"]
    assert roster.mentions["name"].tolist() == ["Ada Brown"]
    told = everything(survey, roster)
    for text in ("secret agent", "High Street", "Low Road", "Dave", "I was ill", "maybe"):
        assert text not in told
    assert survey.report["balance"] == 0
    gone = survey.quarantine[survey.quarantine["reason"] == "withdrawn"]
    assert gone["row"].unique().tolist() == [2]
    assert gone["value"].isna().all()
    assert len(gone) == 10


def test_a_withdrawn_mention_is_gone_with_what_was_asked_about_it_and_the_answer_stays(read: Reader) -> None:
    survey, roster = read(HELP, responses=SHEET, withdrawn=HEAD + mention("1", 1))
    assert roster.mentions["name"].tolist() == ["Sue Smith", "Dave Smith", "Ada Brown"]
    told = everything(survey, roster)
    assert "High Street" not in told
    assert "maybe" not in told
    assert "Low Road" in told
    assert survey.answers.query("question == 'help'")["state"].tolist() == ["answered", "answered", "none"]
    assert survey.report["balance"] == 0
    gone = survey.quarantine[survey.quarantine["reason"] == "withdrawn"]
    assert gone["column"].tolist() == ["help_1", "help_1_street", "help_1_local"]
    assert gone["value"].isna().all()


def test_an_only_mention_that_was_withdrawn_leaves_its_question_answered(read: Reader) -> None:
    survey, _ = read(HELP, responses=SHEET, withdrawn=HEAD + mention("2", 1))
    assert survey.answers.query("question == 'help'")["state"].tolist() == ["answered", "answered", "none"]
    assert set(survey.mentions["respondent_id"]) == {"1"}


def test_who_else_stands_in_a_cell_stays_and_the_cell_no_longer_holds_the_name(read: Reader) -> None:
    survey, roster = read(HELP, responses=SHEET, withdrawn=HEAD + mention("1", 2, 2))
    kept = roster.mentions[roster.mentions["position"] == 2]
    assert kept[["part", "name", "cell", "street"]].to_numpy().tolist() == [[1, "Sue Smith", "Sue Smith", "Low Road"]]
    assert "Dave" not in everything(survey, roster)
    assert survey.report["balance"] == 0
    assert not (survey.quarantine["reason"] == "withdrawn").any()
    assert survey.report["withdrawn"]["cells"] == [{"file": "responses.csv", "row": 2, "column": "help_2"}]


def test_all_of_a_cell_withdrawn_sets_it_aside(read: Reader) -> None:
    survey, roster = read(HELP, responses=SHEET, withdrawn=HEAD + mention("1", 2, 1) + mention("1", 2, 2))
    assert roster.mentions["name"].tolist() == ["Bo Reed", "Ada Brown"]
    assert (survey.quarantine["reason"] == "withdrawn").sum() == 3
    assert survey.report["balance"] == 0


def test_the_report_counts_what_was_withdrawn_and_lists_the_cells_to_empty(read: Reader) -> None:
    survey, _ = read(HELP, responses=SHEET, withdrawn=FORM + mention("2", 1) + mention("9", 1))
    assert survey.report["withdrawn"] == {
        "forms": 1,
        "mentions": 1,
        "already_gone": 1,
        "cells": [
            {"file": "responses.csv", "row": 2, "column": None},
            {"file": "responses.csv", "row": 3, "column": "help_1"},
            {"file": "responses.csv", "row": 3, "column": "help_1_street"},
            {"file": "responses.csv", "row": 3, "column": "help_1_local"},
        ],
    }


def test_what_the_team_has_emptied_is_counted_as_gone(read: Reader) -> None:
    emptied = SHEET.replace(SHEET.splitlines()[1], "," * 9)
    survey, _ = read(HELP, responses=emptied, withdrawn=FORM)
    assert survey.report["withdrawn"] == {"forms": 0, "mentions": 0, "already_gone": 1, "cells": []}
    assert survey.report["balance"] == 0


def test_a_second_row_with_a_withdrawn_id_is_withdrawn_too(read: Reader) -> None:
    twice = SHEET + "1.0,Ada Brown,spy,,,,,,,\n"
    survey, roster = read(HELP, responses=twice, withdrawn=FORM)
    assert "spy" not in everything(survey, roster)
    assert {cell["row"] for cell in survey.report["withdrawn"]["cells"]} == {2, 5}


def test_only_the_site_and_wave_that_were_withdrawn_are(read: Reader) -> None:
    sheet = "place,year,ref,help_1\nA,1,1,Bo Reed\nA,2,1,Cy Fox\nB,1,1,Di Lane\n"
    toml = """
[study]
title = "T"
responses = "responses.csv"
site = { column = "place" }
wave = { column = "year" }
[respondent]
id = "ref"
[questions.help]
asks = "people"
name = "help_{n}"
"""
    _, roster = read(toml, responses=sheet, withdrawn=HEAD + "said,A,2,1,,,,,\nsaid of,B,1,1,help,1,1,,\n")
    assert roster.mentions["name"].tolist() == ["Bo Reed"]


def test_rows_of_a_repeat_table_go_with_their_form_and_mention_by_mention(
    read: Reader, workbook: Callable[..., bytes]
) -> None:
    toml = """
[study]
title = "T"
responses = "book.xlsx"
[respondent]
id = "ref"
[questions.help]
asks = "people"
table = "people"
name = "who"
closeness = "close"
"""
    book = workbook(
        main=[["ref"], [1], [2]],
        people=[["ref", "who", "close"], [1, "Bo Reed", "quite"], [2, "Cy Fox", "not"], [2, "Di Lane", "very"]],
    )
    survey, roster = read(toml, **{"book.xlsx": book, "withdrawn.csv": FORM + mention("2", 1)})
    assert roster.mentions["name"].tolist() == ["Di Lane"]
    assert survey.mentions["closeness"].tolist() == ["very"]
    assert not {"quite", "not"} & set(survey.quarantine["value"].dropna())
    assert survey.report["balance"] == 0
    assert survey.report["withdrawn"]["cells"] == [
        {"file": "book.xlsx:main", "row": 2, "column": None},
        {"file": "book.xlsx:people", "row": 2, "column": None},
        {"file": "book.xlsx:people", "row": 3, "column": "who"},
        {"file": "book.xlsx:people", "row": 3, "column": "close"},
    ]


def test_a_study_in_which_everybody_withdrew_is_refused(read: Reader) -> None:
    with pytest.raises(DataError, match=r"withdrawn\.csv: withdraws every form"):
        read(responses="ref\n1\n", withdrawn=FORM)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("what,site,wave\nsaid,A,1\n", 'column "respondent_id": has no such column'),
        (HEAD + "gone,A,1,1,,,,,\n", 'row 2, column "what": is neither'),
        (HEAD + "said,A,,1,,,,,\n", 'row 2, column "wave": is empty'),
        (HEAD + "said of,A,1,1,,1,1,,\n", 'row 2, column "question": is empty'),
        (HEAD + "said of,A,1,1,help,one,1,,\n", 'row 2, column "position": is not a whole number'),
    ],
)
def test_a_row_that_is_no_key_is_refused(read: Reader, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(responses="ref\n1\n2\n", withdrawn=text)


def test_a_table_of_withdrawals_reads_back_as_it_was_written(tmp_path: Path) -> None:
    text = HEAD + "said,A,1,=7,,,,2026-01-31,ada\n" + "said of,A,1,-7,help,2,1,,\n"
    (tmp_path / "withdrawn.csv").write_text(text, encoding="utf-8")
    first = read_withdrawn(tmp_path)
    assert first["respondent_id"].tolist() == ["=7", "-7"]
    write_csv(tmp_path / "withdrawn.csv", first)
    assert read_withdrawn(tmp_path).equals(first)


def test_without_the_file_nobody_withdrew(tmp_path: Path) -> None:
    assert read_withdrawn(tmp_path).empty


TIED = """
[study]
title = "T"
responses = ["forms.csv", "people.csv", "ties.csv"]
[respondent]
id = "ref"
[questions.help]
asks = "people"
table = "people"
name = "who"
[alter_ties]
table = "ties"
between = ["one", "other"]
"""


def test_ties_between_those_named_go_with_the_mention_and_tell_no_name(read: Reader) -> None:
    survey, roster = read(
        TIED,
        forms="ref\n1\n2\n",
        people="ref,who\n1,Bo Reed\n1,Cy Fox\n1,Di Lane\n2,Bo Reed\n",
        ties="ref,one,other\n1,Bo Reed,Cy Fox\n1,Cy Fox,Di Lane\n",
        withdrawn=HEAD + mention("1", 1),
    )
    assert survey.mention_ties[["position_a", "position_b"]].to_numpy().tolist() == [[2, 3]]
    assert survey.report["balance"] == 0
    assert "Bo Reed" not in "".join(table.to_csv() for table in survey.tables().values())
    assert roster.mentions["name"].tolist() == ["Cy Fox", "Di Lane", "Bo Reed"]


def test_a_tie_of_a_part_that_was_withdrawn_is_no_tie_of_the_part_that_is_left(read: Reader) -> None:
    toml = """
[study]
title = "T"
responses = "responses.csv"
[respondent]
id = "ref"
[questions.help]
asks = "people"
name = "help_{n}"
[alter_ties]
column = "know_{a}_{b}"
"""
    sheet = "ref,help_1,help_2,know_1_2\n1,Sue and Dave Smith,Bo Reed,1\n"
    assert len(read(toml, responses=sheet)[0].mention_ties) == 1
    assert read(toml, responses=sheet, withdrawn=HEAD + mention("1", 1))[0].mention_ties.empty
