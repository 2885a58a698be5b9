from __future__ import annotations

from collections.abc import Callable

from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

LONG = """
[study]
title = "t"
responses = "names.csv"
[respondent]
id = "ref"
street = "street"
attributes = ["work"]
"""
QUESTIONS = "".join(
    f'[questions.{name}]\nasks = "people"\ntable = "names"\nname = "who"\nage = "their_age"\n'
    f'when = {{ column = "asked", equals = "{name}" }}\n'
    for name in ("help", "trust")
)


def mentions(survey: Survey, roster: Roster) -> list[list[object]]:
    columns = ["respondent_id", "question", "position", "name"]
    return roster.mentions[columns].to_numpy().tolist() if len(survey.mentions) else []


def test_one_table_with_a_row_a_name_holds_the_forms_as_well(read: Reader) -> None:
    survey, roster = read(
        LONG + QUESTIONS,
        names=(
            "ref,street,work,asked,who,their_age\n"
            "40,Mill Row,yes,help,Ann,40\n40,Mill Row,yes,trust,Beth,\n40,Mill Row,yes,trust,Cath,30\n"
            "41,Chapel Lane,no,help,,\n42,,no,help,nobody,\n"
        ),
    )
    assert survey.respondents[["respondent_id", "work"]].to_numpy().tolist() == [
        ["40", "yes"],
        ["41", "no"],
        ["42", "no"],
    ]
    assert mentions(survey, roster) == [
        ["40", "help", 1, "Ann"],
        ["40", "trust", 1, "Beth"],
        ["40", "trust", 2, "Cath"],
    ]
    states = survey.answers.set_index(["question", "respondent_id"])["state"]
    assert states["help"].tolist() == ["answered", "blank", "none"]
    assert survey.report["totals"] == {"cells": 30, "kept": 25, "quarantined": 0, "blank": 5, "unused": 0}
    assert survey.report["balance"] == 0


def test_a_later_row_that_says_otherwise_of_the_same_form_is_set_aside(read: Reader) -> None:
    survey, _ = read(
        LONG + QUESTIONS,
        names="ref,street,work,asked,who,their_age\n40,Mill Row,yes,help,Ann,\n40,Mill Row,no,help,Beth,\n",
    )
    assert survey.respondents["work"].tolist() == ["yes"]
    assert survey.quarantine[["row", "column", "value", "reason"]].to_numpy().tolist() == [
        [3, "work", "no", "says otherwise than the first row of the same form"]
    ]
    assert survey.report["balance"] == 0


def test_the_table_may_number_its_slots(read: Reader) -> None:
    text = (
        '[study]\ntitle = "t"\nresponses = ["forms.csv", "people.csv"]\n[respondent]\nid = "ref"\n'
        '[questions.help]\nasks = "people"\ntable = "people"\nname = "who"\nposition = "slot"\n'
    )
    survey, roster = read(text, forms="ref\n1\n2\n", people="ref,slot,who\n1,3,Ann\n1,1,Beth\n2,2,Cath\n2,2,Dora\n")
    assert mentions(survey, roster) == [
        ["1", "help", 1, "Beth"],
        ["1", "help", 3, "Ann"],
        ["2", "help", 1, "Cath"],
        ["2", "help", 2, "Dora"],
    ]
    assert set(survey.quarantine["row"]) == {4, 5}
    assert survey.report["balance"] == 0
