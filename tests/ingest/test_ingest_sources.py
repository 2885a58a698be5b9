from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from netsurvey.errors import SourceError, StudyError
from netsurvey.ingest import read_survey
from netsurvey.study import Study
from netsurvey.tables import Roster, Survey

if TYPE_CHECKING:
    from pathlib import Path

Reader = Callable[..., tuple[Survey, Roster]]
Workbook = Callable[..., bytes]

TRUST = """
[questions.trust]
asks = "people"
table = "people"
name = "who"
relation = "rel"
when = { column = "roles", contains = "trust" }
[questions.help]
asks = "people"
table = "people"
name = "who"
when = { column = "roles", contains = "help" }
none_tick = "nobody_helps"
"""


def study(text: str) -> Study:
    return Study.model_validate(tomllib.loads(text))


def mentions(survey: Survey, roster: Roster) -> list[list[object]]:
    columns = ["respondent_id", "question", "position", "name"]
    return roster.mentions[columns].to_numpy().tolist() if len(survey.mentions) else []


def test_one_row_of_a_repeat_table_serves_several_questions(read: Reader) -> None:
    survey, roster = read(
        '[study]\ntitle = "t"\nresponses = ["forms.csv", "people.csv"]\n[respondent]\nid = "ref"\n' + TRUST,
        forms="ref,nobody_helps\n1,\n2,x\n3,\n",
        people=(
            "ref,who,rel,roles\n1,Ann,mum,trust help\n3,Cath,,help;trust\n1,Beth,friend,help\n9,Dora,aunt,trust\n"
            "1,Eve,,neither\n,Fay,,help\n"
        ),
    )
    assert mentions(survey, roster) == [
        ["1", "trust", 1, "Ann"],
        ["1", "help", 1, "Ann"],
        ["1", "help", 2, "Beth"],
        ["3", "trust", 1, "Cath"],
        ["3", "help", 1, "Cath"],
    ]
    states = survey.answers.set_index(["question", "respondent_id"])["state"]
    assert states["help"].tolist() == ["answered", "none", "answered"]
    assert states["trust"].tolist() == ["answered", "blank", "answered"]
    reasons = survey.quarantine.drop_duplicates(["row", "reason"])[["row", "reason"]].to_numpy().tolist()
    assert reasons == [
        [4, "no question of the study file takes this row"],
        [5, "no form has this row's id"],
        [6, "no question of the study file takes this row"],
        [7, "the row does not say to which form it belongs"],
    ]
    assert survey.report["balance"] == 0
    assert "Dora" not in survey.quarantine.to_csv()


def test_a_sheet_of_a_workbook_belongs_to_that_workbooks_forms(tmp_path: Path, workbook: Workbook) -> None:
    for wave, name in (("1", "Ann"), ("2", "Beth")):
        (tmp_path / f"wave{wave}.xlsx").write_bytes(
            workbook(
                main=[["_index", "ref", "nobody_helps"], [1, 40, None], [2, 41, None]],
                People=[["_parent_index", "who", "rel", "roles"], [1, name, None, "help"]],
            )
        )
    survey, roster = read_survey(
        study(
            '[study]\ntitle = "t"\n[[sources]]\npath = "wave1.xlsx"\nwave = "1"\nsheet = "main"\n'
            '[[sources]]\npath = "wave2.xlsx"\nwave = "2"\n[respondent]\nid = "ref"\n' + TRUST
        ),
        tmp_path,
    )
    assert roster.mentions[["wave", "respondent_id", "name"]].to_numpy().tolist() == [
        ["1", "40", "Ann"],
        ["2", "40", "Beth"],
    ]
    assert survey.report["balance"] == 0


def test_an_odk_repeat_is_joined_by_its_parent_key(read: Reader) -> None:
    survey, roster = read(
        '[study]\ntitle = "t"\nresponses = "forms.csv"\n[[sources]]\npath = "forms-people.csv"\ntable = "people"\n'
        '[respondent]\nid = "ref"\n[questions.help]\nasks = "people"\ntable = "people"\nname = "who"\n',
        **{
            "forms.csv": "ref,KEY\n40,uuid:a\n41,uuid:b\n",
            "forms-people.csv": "who,PARENT_KEY,KEY\nAnn,uuid:b,uuid:b/p[1]\nBeth,uuid:b,uuid:b/p[2]\n",
        },
    )
    assert mentions(survey, roster) == [["41", "help", 1, "Ann"], ["41", "help", 2, "Beth"]]


def test_rows_whose_id_belongs_to_two_waves_are_set_aside_unless_they_say_which(read: Reader) -> None:
    text = (
        (
            '[study]\ntitle = "t"\nresponses = ["forms.csv", "people.csv"]\nwave = {{ column = "wave" }}\n'
            '[respondent]\nid = "ref"\n[questions.help]\nasks = "people"\ntable = "people"\nname = "who"\n'
        )
        .replace("{{", "{")
        .replace("}}", "}")
    )
    forms = "ref,wave\n1,a\n1,b\n"
    survey, _ = read(text, forms=forms, people="ref,who\n1,Ann\n")
    assert set(survey.quarantine["reason"]) == {"several forms have this row's id and it does not say which"}
    survey, roster = read(text, forms=forms, people="ref,who,wave\n1,Ann,b\n")
    assert roster.mentions[["wave", "name"]].to_numpy().tolist() == [["b", "Ann"]]


def test_a_folder_of_files_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "b.csv").write_text("ref\n2\n")
    (tmp_path / "forms" / "a.csv").write_text("ref\n1\n")
    (tmp_path / "forms" / "notes.docx").write_text("x")
    (tmp_path / "forms" / "~$a.xlsx").write_text("x")
    survey, _ = read_survey(study('[study]\ntitle = "t"\nresponses = "forms"\n[respondent]\nid = "ref"\n'), tmp_path)
    assert survey.respondents["respondent_id"].tolist() == ["1", "2"]
    assert [source["file"] for source in survey.report["sources"]] == ["a.csv", "b.csv"]


def test_a_duplicate_in_another_file_names_that_file(read: Reader) -> None:
    survey, _ = read(
        '[study]\ntitle = "t"\nresponses = ["a.csv", "b.csv"]\n[respondent]\nid = "ref"\n', a="ref\n1\n", b="ref\n1\n"
    )
    assert survey.quarantine["reason"].tolist() == ["the id is taken by row 2 of a.csv"]


def test_headers_are_found_without_regard_to_case_and_spaces(read: Reader) -> None:
    survey, roster = read(
        '[questions.help]\nasks = "people"\nname = "help_{n}_name"\n', responses=" REF ,Help_ 1_Name\n1,Ann\n"
    )
    assert mentions(survey, roster) == [["1", "help", 1, "Ann"]]


def test_every_missing_column_is_named_at_once_with_the_nearest(read: Reader) -> None:
    with pytest.raises(StudyError) as raised:
        read(
            'street = "strret"\n[questions.help]\nasks = "people"\nname = "help_{n}_name"\nrelation = "help_{n}_rel"\n'
            '[questions.q]\nasks = "choice"\ncolumn = "zzz"\n',
            responses="ref,street,help_1_nme,help_1_rel\n1,x,Ann,y\n",
        )
    columns = {(problem.column, problem.key): problem.next_step for problem in raised.value.problems}
    assert columns == {
        ("strret", "respondent.street"): "Nearest: street.",
        ("help_{n}_name", "questions.help.name"): "Nearest: help_1_nme, help_1_rel.",
        ("zzz", "questions.q.column"): "Its columns: ref, street, help_1_nme, help_1_rel.",
    }
    assert all(problem.file == "responses.csv" for problem in raised.value.problems)


def test_a_header_below_a_full_first_row_is_pointed_at(read: Reader) -> None:
    with pytest.raises(StudyError) as raised:
        read(
            '[questions.help]\nasks = "people"\nname = "help_{n}_name"\n',
            responses="Village survey,Fernley,2011\nRef,Help_1_name,age\n1,Ann,40\n",
        )
    assert {problem.next_step for problem in raised.value.problems} == {
        "Row 2 holds it: if that is the header, take out the rows above it."
    }


def test_a_header_that_stands_twice_is_an_error_only_where_it_is_used(read: Reader) -> None:
    survey, _ = read(responses="ref,note,note\n1,a,b\n")
    assert survey.report["sources"][0]["unused_columns"] == ["note", "note"]
    with pytest.raises(StudyError, match=r'column "note".*stands over 2 columns \(B, C\)'):
        read('[questions.q]\nasks = "text"\ncolumn = "note"\n', responses="ref,note,note\n1,a,b\n")


def test_a_rename_of_a_header_that_is_not_there_is_an_error(read: Reader) -> None:
    with pytest.raises(StudyError, match=r'column "Form no".*Nearest: Form nr'):
        read(
            '[study]\ntitle = "t"\n[[sources]]\npath = "a.csv"\nrename = { "Form no" = "ref" }\n'
            '[respondent]\nid = "ref"\n',
            a="Form nr,ref\n1,1\n",
        )


def test_a_table_that_is_nowhere_is_an_error_with_a_word_on_kobotoolbox(read: Reader) -> None:
    with pytest.raises(StudyError, match=r"questions.trust.table, questions.help.table.*Found: responses.*KoboToolbox"):
        read(TRUST, responses="ref,nobody_helps\n1,\n")


def test_all_files_that_cannot_be_read_are_told_together(read: Reader) -> None:
    with pytest.raises(SourceError) as raised:
        read('[study]\ntitle = "t"\nresponses = ["a.csv", "b.csv"]\n[respondent]\nid = "ref"\n', a=b"")
    assert [problem.file for problem in raised.value.problems] == ["a.csv", "b.csv"]


def test_an_unknown_layout_is_an_error(read: Reader) -> None:
    with pytest.raises(StudyError, match=r'study.format".*value "qualtrix".*Nearest: qualtrics'):
        read(
            '[study]\ntitle = "t"\nresponses = "responses.csv"\nformat = "qualtrix"\n[respondent]\nid = "ref"\n',
            responses="ref\n1\n",
        )


def test_a_sheet_with_one_column_asks_after_the_separator(read: Reader) -> None:
    with pytest.raises(StudyError, match="is its separator something other"):
        read(responses="form|name\n1|Ann\n")


def test_a_repeat_table_without_a_link_to_the_forms_says_what_it_needs(read: Reader) -> None:
    with pytest.raises(StudyError, match=r'people\.csv, column "ref".*says to which form.*_parent_index'):
        read(
            '[study]\ntitle = "t"\nresponses = ["forms.csv", "people.csv"]\n[respondent]\nid = "ref"\n'
            '[questions.help]\nasks = "people"\ntable = "people"\nname = "who"\n',
            forms="ref\n1\n",
            people="who\nAnn\n",
        )


def test_a_repeat_table_without_rows_leaves_the_forms_blank(read: Reader) -> None:
    survey, _ = read(
        '[study]\ntitle = "t"\nresponses = ["forms.csv", "people.csv"]\n[respondent]\nid = "ref"\n'
        '[questions.help]\nasks = "people"\ntable = "people"\nname = "who"\n',
        forms="ref\n1\n",
        people="ref,who\n",
    )
    assert survey.answers["state"].tolist() == ["blank"]


def test_a_table_of_one_wave_was_not_asked_in_the_other(read: Reader) -> None:
    survey, _ = read(
        """
[study]
title = "t"
[[sources]]
path = "a.csv"
wave = "1"
[[sources]]
path = "b.csv"
wave = "2"
[[sources]]
path = "people.csv"
table = "people"
wave = "2"
[respondent]
id = "ref"
[questions.help]
asks = "people"
table = "people"
name = "who"
when = { column = "q", equals = "help" }
""",
        a="ref\n1\n",
        b="ref\n1\n",
        people="ref,who,q\n1,Ann,Help\n",
    )
    assert survey.answers["state"].tolist() == ["not_asked", "answered"]
    assert survey.mentions["wave"].tolist() == ["2"]
