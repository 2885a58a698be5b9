from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from netsurvey.errors import StudyError
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

HEAD = '[study]\ntitle = "t"\nresponses = ["forms.csv", "people.csv", "ties.csv"]\n[respondent]\nid = "ref"\n'
PEOPLE = '[questions.help]\nasks = "people"\ntable = "people"\nname = "who"\n'
TIES = '[alter_ties]\ntable = "ties"\nbetween = ["one", "other"]\nalter = "no"\nstrength = "how"\n'
WIDE = '[questions.help]\nasks = "people"\nname = "help_{n}"\n[alter_ties]\ncolumn = "know_{a}_{b}"\n'


def ties(survey: Survey) -> list[list[object]]:
    columns = ["respondent_id", "question_a", "position_a", "question_b", "position_b", "strength"]
    frame = survey.mention_ties[columns].astype(object)
    return frame.where(frame.notna(), None).to_numpy().tolist()


def test_a_tie_stands_between_two_mentions_of_its_respondent(read: Reader) -> None:
    survey, _ = read(
        HEAD + PEOPLE + TIES,
        forms="ref\n7\n8\n",
        people="ref,no,who\n7,21,Ann\n7,22,Beth\n8,21,Cath\n8,22,Dora\n",
        ties="ref,one,other,how\n7,22,21,3\n8,21,22,\n",
    )
    assert ties(survey) == [["7", "help", 1, "help", 2, 3.0], ["8", "help", 1, "help", 2, None]]
    assert survey.report["balance"] == 0
    assert survey.quarantine.empty


def test_a_pair_that_stands_twice_is_one_tie(read: Reader) -> None:
    survey, _ = read(
        HEAD + PEOPLE + TIES,
        forms="ref\n7\n",
        people="ref,no,who\n7,1,Ann\n7,2,Beth\n",
        ties="ref,one,other,how\n7,1,2,\n7,2,1,4\n7,1,2,9\n",
    )
    assert ties(survey) == [["7", "help", 1, "help", 2, 4.0]]


def test_an_alter_that_appears_only_in_a_tie_becomes_nobody(read: Reader) -> None:
    survey, roster = read(
        HEAD + PEOPLE + TIES,
        forms="ref\n7\n",
        people="ref,no,who\n7,1,Ann\n7,2,Beth\n",
        ties="ref,one,other,how\n7,1,3,2\n7,2,2,2\n9,1,2,2\n",
    )
    assert ties(survey) == []
    assert roster.mentions["name"].tolist() == ["Ann", "Beth"]
    assert survey.quarantine.groupby("row")["reason"].first().to_dict() == {
        2: "somebody in this tie is in none of the rows of names that were read",
        3: "a tie of somebody with themselves",
        4: "no form has this row's id",
    }
    assert survey.report["balance"] == 0


def test_a_study_with_no_alter_ties_has_an_empty_table(read: Reader) -> None:
    survey, _ = read(HEAD + PEOPLE + TIES, forms="ref\n7\n", people="ref,no,who\n7,1,Ann\n", ties="ref,one,other,how\n")
    assert survey.mention_ties.empty


def test_words_for_how_well_they_know_one_another_are_given_numbers(read: Reader) -> None:
    survey, _ = read(
        HEAD + PEOPLE + TIES + "strengths = { good = 2, loose = 1, never = 0 }\n",
        forms="ref\n7\n",
        people="ref,no,who\n7,1,Ann\n7,2,Beth\n7,3,Cath\n7,4,Dora\n",
        ties="ref,one,other,how\n7,1,2,Good\n7,1,3,never\n7,2,3,perhaps\n7,3,4,no\n",
    )
    assert ties(survey) == [["7", "help", 1, "help", 2, 2.0], ["7", "help", 2, "help", 3, None]]
    assert survey.quarantine[["row", "value"]].to_numpy().tolist() == [[4, "perhaps"]]


def test_a_row_that_serves_two_questions_is_tied_under_the_first(read: Reader) -> None:
    both = "".join(
        f'[questions.{name}]\nasks = "people"\ntable = "people"\nname = "who"\n'
        f'when = {{ column = "roles", contains = "{name}" }}\n'
        for name in ("trust", "help")
    )
    survey, _ = read(
        HEAD + both + TIES,
        forms="ref\n7\n",
        people="ref,no,who,roles\n7,1,Ann,help\n7,2,Beth,help trust\n",
        ties="ref,one,other,how\n7,1,2,1\n",
    )
    assert ties(survey) == [["7", "trust", 1, "help", 1, 1.0]]


def test_pairs_of_slots_may_be_columns(read: Reader) -> None:
    survey, _ = read(
        WIDE,
        responses="ref,help_1,help_2,help_3,know_1_2,know_1_3,know_2_3\n7,Ann,Beth,Cath,x,no,3\n8,Ann,,Cath,2,yes,\n",
    )
    assert ties(survey) == [
        ["7", "help", 1, "help", 2, None],
        ["7", "help", 2, "help", 3, 3.0],
        ["8", "help", 1, "help", 3, None],
    ]
    assert survey.quarantine[["row", "column", "reason"]].to_numpy().tolist() == [
        [3, "know_1_2", "a tie of a slot in which nobody is named"]
    ]
    assert survey.report["balance"] == 0


def test_a_pair_whose_cell_cannot_be_read_is_no_tie(read: Reader) -> None:
    survey, _ = read(WIDE, responses="ref,help_1,help_2,know_1_2\n7,Ann,Beth,perhaps\n")
    assert ties(survey) == []
    assert survey.quarantine["reason"].str.startswith("not a strength").tolist() == [True]
    assert survey.report["balance"] == 0


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ('[alter_ties]\ncolumn = "knows"\n', "{a} and {b}"),
        ('[alter_ties]\ntable = "ties"\n', "between"),
        ('[alter_ties]\nalter = "no"\n', "needs either table"),
        ('[alter_ties]\ncolumn = "k_{a}_{b}"\nquestion = "halp"\n', "alter_ties.question is not one of"),
        ('[alter_ties]\ncolumn = "zz_{a}_{b}"\n', 'column "zz_{a}_{b}"'),
    ],
)
def test_what_is_missing_is_told(read: Reader, block: str, told: str) -> None:
    with pytest.raises((StudyError, ValidationError)) as caught:
        read('[questions.help]\nasks = "people"\nname = "help_{n}"\n' + block, responses="ref,help_1\n1,Ann\n")
    assert told in str(caught.value)
