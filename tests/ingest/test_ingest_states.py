from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

HELP = """
[questions.help]
asks = "people"
role = "support"
name = "help_{n}"
none_tick = "help_none"
"""


def states(survey: Survey, question: str) -> dict[str, str]:
    rows = survey.answers[survey.answers["question"] == question]
    return dict(zip(rows["respondent_id"], rows["state"], strict=True))


def test_a_name_generator_has_six_states(read: Reader) -> None:
    survey, _ = read(
        HELP
        + """
[respondent.outcome]
column = "outcome"
interviewed = ["complete"]
""",
        responses=(
            "ref,outcome,help_1,help_2,help_none\n"
            "names,complete,Sue,,\nblank,complete,,n/a,\ntick,Complete,,,x\nword,complete,Nobody.,,\n"
            "dk,complete,Don't know,,\nref,complete,refused,,\nnone-in-2,complete,,none,\ndoor,no reply,,,\n"
        ),
    )
    assert states(survey, "help") == {
        "names": "answered",
        "blank": "blank",
        "tick": "none",
        "word": "none",
        "dk": "dont_know",
        "ref": "refused",
        "none-in-2": "none",
        "door": "not_asked",
    }
    assert survey.respondents["interviewed"].tolist() == [True] * 7 + [False]


def test_names_win_over_a_tick_for_nobody_and_are_reported(read: Reader) -> None:
    survey, _ = read(HELP, responses="ref,help_1,help_none\n1,Sue,x\n2,,yes\n3,Dave,no\n")
    assert states(survey, "help") == {"1": "answered", "2": "none", "3": "answered"}
    assert survey.report["names_and_none_tick"] == {"help": 1}


def test_a_tick_that_is_neither_ticked_nor_empty_is_set_aside(read: Reader) -> None:
    survey, _ = read(HELP, responses="ref,help_1,help_none\n1,,perhaps\n")
    assert states(survey, "help") == {"1": "blank"}
    assert survey.quarantine["reason"].tolist() == ["neither ticked nor empty"]


def test_words_of_a_question_replace_those_of_the_study(read: Reader) -> None:
    survey, _ = read(
        HELP + 'missing = ["0"]\nnone_words = ["88"]\n', responses="ref,help_1,help_none\n1,0.0,\n2,88,\n3,nobody,\n"
    )
    assert states(survey, "help") == {"1": "blank", "2": "none", "3": "answered"}


def test_an_answer_on_a_form_that_was_no_interview_is_set_aside(read: Reader) -> None:
    survey, roster = read(
        HELP + '[respondent.outcome]\ncolumn = "outcome"\ninterviewed = ["complete"]\n',
        responses="ref,outcome,help_1,help_none\n1,refused,Sue,\n2,refused,refused,\n",
    )
    assert states(survey, "help") == {"1": "not_asked", "2": "not_asked"}
    assert len(survey.mentions) == len(roster.mentions) == 0
    assert survey.quarantine[["row", "column", "value_kind"]].to_numpy().tolist() == [[2, "help_1", "text"]]
    assert survey.quarantine["value"].isna().all()


@pytest.mark.parametrize(
    ("block", "cells", "expected"),
    [
        ('asks = "choice"\nyes = ["Y", "1"]', ["y", "N", "", "DK", "1.0"], ["yes", "no", None, None, "yes"]),
        (
            'asks = "choice"\nyes = ["Y"]\nno = ["N"]',
            ["y", "N", "maybe", "dk", ""],
            ["yes", "no", None, None, None],
        ),
        (
            'asks = "choice"\nlabels = { 1 = "often" }',
            ["1", "2.0", "none", "ref", ""],
            ["often", "2", "none", None, None],
        ),
        ('asks = "number"\nrange = [0, 10]', ["3.0", "11", "3/4", "dk", ""], [3.0, None, None, None, None]),
    ],
)
def test_choices_and_numbers(read: Reader, block: str, cells: list[str], expected: list[object]) -> None:
    rows = "".join(f"{place},{cell}\n" for place, cell in enumerate(cells))
    survey, _ = read(f'[questions.q]\ncolumn = "q"\n{block}\n', responses=f"ref,q\n{rows}")
    answers = survey.answers
    given = answers["number"] if "number" in block else answers["value"]
    assert [None if pd.isna(value) else value for value in given] == expected
    assert [state == "answered" for state in answers["state"]] == [value is not None for value in expected]
    assert survey.report["balance"] == 0


def test_a_number_that_cannot_be_is_set_aside_with_its_place(read: Reader) -> None:
    survey, _ = read(
        '[questions.q]\nasks = "number"\ncolumn = "q"\nrange = [0, 10]\n', responses="ref,q\n1,5\n2,11\n3,3/4\n"
    )
    assert survey.quarantine.to_numpy().tolist() == [
        ["responses.csv", 3, "q", "number", "11", "not a number from 0 to 10"],
        ["responses.csv", 4, "q", "text", "3/4", "not a number from 0 to 10"],
    ]


def test_free_text_goes_to_the_roster_only(read: Reader) -> None:
    survey, roster = read(
        '[questions.notes]\nasks = "text"\ncolumn = "notes"\n', responses="ref,notes\n1,Ask Sue at the Glebe\n2,\n"
    )
    assert states(survey, "notes") == {"1": "answered", "2": "blank"}
    assert roster.texts["text"].tolist() == ["Ask Sue at the Glebe"]
    assert survey.answers["value"].isna().all()


def test_a_question_that_one_file_lacks_was_not_asked_there(read: Reader) -> None:
    survey, _ = read(
        """
[study]
title = "Two waves"
[[sources]]
path = "a.csv"
wave = "1"
[[sources]]
path = "b.csv"
wave = "2"
rename = { "Form no" = "ref" }
[respondent]
id = "ref"
[questions.help]
asks = "people"
name = "help_{n}"
[questions.trust]
asks = "people"
name = "trust_{n}"
""",
        a="ref,help_1,trust_1\n1,Sue,Dave\n",
        b="form NO,trust_1\n1,Pat\n",
    )
    found = survey.answers.set_index(["wave", "question"])["state"].to_dict()
    assert found == {
        ("1", "help"): "answered",
        ("1", "trust"): "answered",
        ("2", "help"): "not_asked",
        ("2", "trust"): "answered",
    }
