from __future__ import annotations

import json
from collections.abc import Callable

from netsurvey.ingest import mention_edges, report_lines
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

TOML = """
name = ["first", "last"]
researcher = "who"
[respondent.outcome]
column = "outcome"
interviewed = ["complete"]
[questions.help]
asks = "people"
role = "support"
name = "help_{n}"
none_tick = "help_none"
[questions.notes]
asks = "text"
column = "notes"
"""
FORMS = (
    "ref,first,last,who,outcome,help_1,help_2,help_none,notes,spare\n"
    "1,Zebedee,Quill,Kim,complete,Ophelia Marchbanks,OPHELIA  Marchbanks,,Ask Ophelia,x\n"
    "2,Wilhelmina,Sprout,Kim,complete,Zebedee Quill,Wilhelmina Sprout,x,,\n"
    "3,Balthazar,Thistle,Jo,no reply,Ophelia,,,,\n"
    "3,Balthazar,Thistle,Jo,complete,Ophelia,,,,\n"
    "4,Cordelia,Plum,Jo,complete,late husband,,,,\n"
)
NAMES = ["Zebedee", "Quill", "Ophelia", "Marchbanks", "Wilhelmina", "Sprout", "Balthazar", "Thistle", "Cordelia", "Kim"]


def test_the_report_counts_what_a_volunteer_should_look_at(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS)
    report = survey.report
    assert (report["forms"], report["interviewed"], report["mentions"], report["balance"]) == (4, 3, 5, 0)
    assert report["states"]["help"] == {
        "answered": 3,
        "none": 0,
        "dont_know": 0,
        "blank": 0,
        "refused": 0,
        "not_asked": 1,
    }
    assert report["kinds"] == {"help": {"person": 3, "self": 1, "unclear": 1}}
    assert report["slots"] == {"help": {"slots": 2, "full": 2, "answered": 3, "filled": {"1": 1, "2": 2}}}
    assert report["repeats"] == {"help": 1}
    assert report["self_mentions"] == {"help": 1}
    assert report["deceased"] == 1
    assert report["names_and_none_tick"] == {"help": 1}
    assert report["doors"] == {"complete": 3, "no reply": 1}
    assert report["forms_by_researcher"] == {"r1": 2, "r2": 2}
    assert report["sources"][0]["unused_columns"] == ["spare"]


def test_the_report_is_json_and_neither_it_nor_the_survey_holds_a_name(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS)
    written = json.dumps(survey.report) + "\n".join(report_lines(survey.report))
    written += "".join(table.to_csv() for table in survey.tables().values()) + mention_edges(survey).to_csv()
    assert [name for name in NAMES if name.casefold() in written.casefold()] == []


def test_the_lines_begin_with_whether_a_cell_was_lost(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS)
    lines = report_lines(survey.report)
    assert lines[0] == "4 forms, 3 of them interviews; 5 mentions; 50 cells, none lost"
    assert any(line.startswith("Cells: 50 = ") and line.endswith("(balance 0)") for line in lines)
    assert "  responses.csv (UTF-8, separator ,): 5 rows, 10 columns; " in "\n".join(lines)
    assert "  - Names and the tick for nobody stand together, and the names were kept: help (1 form)." in lines


def test_the_lines_say_loudly_when_a_cell_is_lost(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS)
    assert report_lines({**survey.report, "balance": 2})[0].startswith("2 CELLS ARE UNACCOUNTED FOR")


def test_a_sheet_without_names_is_read_and_said(read: Reader) -> None:
    survey, _ = read(TOML, responses="ref,first,last,who,outcome,help_1,help_none,notes\n1,Ann,Lee,,complete,,,\n")
    assert len(survey.mentions) == 0
    assert survey.report["warnings"] == [
        "Nobody is named in any question: are the names in other columns than the study file says?",
        "Nobody answered the question help.",
        "Nobody answered the question notes.",
    ]


def test_the_edge_list_has_one_row_a_mention_and_no_name(read: Reader) -> None:
    survey, _ = read(TOML, responses=FORMS)
    edges = mention_edges(survey)
    assert list(edges.columns) == [
        "site",
        "wave",
        "respondent_id",
        "question",
        "role",
        "position",
        "part",
        "kind",
        "relation",
    ]
    assert edges[["respondent_id", "role", "position", "kind"]].to_numpy().tolist()[:2] == [
        ["1", "support", 1, "person"],
        ["1", "support", 2, "person"],
    ]
