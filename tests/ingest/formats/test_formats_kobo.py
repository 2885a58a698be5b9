"""KoboToolbox: what its exports do that others do not."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.ingest.formats.equal import check, read
from tests.ingest.formats.layouts import Said, kobo, xlsx

from netsurvey.errors import SourceError, StudyError

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster

Rows = list[list[object]]

HEAD = '[study]\ntitle = "t"\nresponses = "{}"\n[respondent]\nid = "ref"\n'
HELP = '[questions.help]\nasks = "people"\ntable = "{}"\nname = "name"\n'
FORMS: Rows = [
    ["ref", "_id", "_uuid", "_submission_time", "_index"],
    ["A", 7, "u1", "2026-05-04", 1],
    ["B", 8, "u2", "", 2],
]


def named(roster: Roster) -> list[list[object]]:
    return roster.mentions[["respondent_id", "position", "name"]].to_numpy().tolist()


def test_what_the_tool_records_by_itself_is_dropped_and_counted(tmp_path: Path) -> None:
    survey, _ = read(tmp_path, kobo(tmp_path, Said()))
    forms, people, ties = survey.report["sources"]
    assert forms["dropped"] == {"deviceid": 8, "_submitted_by": 8}
    assert people["dropped"] == {"_submission__submitted_by": 11}
    assert ties["dropped"] == {"_submission__submitted_by": 3}


def test_where_somebody_stood_is_dropped(tmp_path: Path) -> None:
    headers = ["visit/home", "visit/_home_latitude", "visit/_home_longitude", "ref", "_id", "_uuid", "_index"]
    xlsx(tmp_path / "k.xlsx", {"t": [headers, ["54.8 -1.4 0 5", "54.8", "-1.4", "A", 1, "u1", 1]]})
    survey, _ = read(tmp_path, HEAD.format("k.xlsx"))
    assert list(survey.report["sources"][0]["dropped"]) == headers[:3]


def test_the_sheet_of_the_forms_need_not_be_the_first(tmp_path: Path) -> None:
    toml = kobo(tmp_path, Said())
    book = openpyxl.load_workbook(tmp_path / "Fernley.xlsx")
    book.move_sheet("Fernley", 2)
    book.save(tmp_path / "Fernley.xlsx")
    check(tmp_path, toml)


def test_a_repeat_inside_a_repeat_belongs_to_the_form_around_it(tmp_path: Path) -> None:
    linked = ["_parent_table_name", "_parent_index"]
    xlsx(
        tmp_path / "k.xlsx",
        {
            "t": FORMS,
            "household": [["_index", *linked], [1, "t", 2], [2, "t", 1]],
            "person": [["name", *linked], ["Ann", "household", 2], ["Beth", "household", 1], ["Cath", "household", 1]],
        },
    )
    survey, roster = read(tmp_path, HEAD.format("k.xlsx") + HELP.format("person"))
    assert named(roster) == [["A", 1, "Ann"], ["B", 1, "Beth"], ["B", 2, "Cath"]]
    assert survey.report["balance"] == 0
    assert len(survey.quarantine) == 0


@pytest.mark.parametrize(
    ("group", "sheet"),
    [
        ("everybody_who_lives_in_the_household_now", "everybody_who_lives_in_the_h..."),
        ("everybody_who_lives_in_the_household_now", "everybody_who_lives_in_t... (1)"),
        ("home/people", "home_people"),
    ],
)
def test_a_parent_whose_name_a_workbook_does_not_take_is_found(group: str, sheet: str, tmp_path: Path) -> None:
    linked = ["_parent_table_name", "_parent_index"]
    xlsx(
        tmp_path / "k.xlsx",
        {"t": FORMS, sheet: [["_index", *linked], [1, "t", 2]], "person": [["name", *linked], ["Ann", group, 1]]},
    )
    _, roster = read(tmp_path, HEAD.format("k.xlsx") + HELP.format("person"))
    assert named(roster) == [["B", 1, "Ann"]]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (["renamed"], 'belongs to "household_of_everybody_who_was_in", and no sheet is called so'),
        (["household_of_everybody_who_w...", "household_of_everybody_w... (1)"], "several sheets may be called so"),
    ],
)
def test_a_parent_that_cannot_be_told_is_an_error(sheets: list[str], message: str, tmp_path: Path) -> None:
    linked = ["_parent_table_name", "_parent_index"]
    person: Rows = [["name", *linked], ["Ann", "household_of_everybody_who_was_in", 1]]
    households: dict[str, Rows] = {name: [["_index", *linked], [1, "t", 2]] for name in sheets}
    xlsx(tmp_path / "k.xlsx", {"t": FORMS, **households, "person": person})
    with pytest.raises(SourceError, match=message):
        read(tmp_path, HEAD.format("k.xlsx") + HELP.format("person"))


def test_a_row_that_names_its_submission_needs_no_parent(tmp_path: Path) -> None:
    xlsx(
        tmp_path / "k.xlsx",
        {
            "t": FORMS,
            "person": [
                ["name", "_parent_table_name", "_parent_index", "_submission__uuid"],
                ["Ann", "a group without a sheet", 1, "u2"],
            ],
        },
    )
    _, roster = read(tmp_path, HEAD.format("k.xlsx") + HELP.format("person"))
    assert named(roster) == [["B", 1, "Ann"]]


def test_headers_may_be_labels(tmp_path: Path) -> None:
    linked = ["_parent_table_name", "_parent_index", "_submission__uuid"]
    xlsx(
        tmp_path / "k.xlsx",
        {
            "t": [["Number of the form", *FORMS[0][1:]], *FORMS[1:]],
            "People who help": [["What are they called?", *linked], ["Ann", "t", 2, "u2"]],
        },
    )
    toml = HEAD.format("k.xlsx").replace('"ref"', '"Number of the form"') + HELP.format("People who help")
    _, roster = read(tmp_path, toml.replace('name = "name"', 'name = "What are they called?"'))
    assert named(roster) == [["B", 1, "Ann"]]


def test_rows_of_a_form_that_was_deleted_are_set_aside(tmp_path: Path) -> None:
    xlsx(
        tmp_path / "k.xlsx",
        {
            "t": FORMS[:2],
            "person": [["name", "_parent_table_name", "_parent_index"], ["Ann", "t", 1], ["Beth", "t", 2]],
        },
    )
    survey, roster = read(tmp_path, HEAD.format("k.xlsx") + HELP.format("person"))
    assert named(roster) == [["A", 1, "Ann"]]
    assert survey.quarantine["reason"].tolist() == ["no form has this row's id"] * 2


def test_a_csv_without_its_repeats_is_an_error_that_tells_how_to_export_again(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text('"ref";"_id";"_uuid";"_submission_time";"_index"\n"A";"7";"u1";"2026-05-04";"1"\n')
    with pytest.raises(StudyError, match=r"questions\.help\.table.*leaves repeats out: export as XLSX"):
        read(tmp_path, HEAD.format("k.csv") + HELP.format("person"))


def test_a_sheet_that_is_no_repeat_is_left_alone(tmp_path: Path) -> None:
    xlsx(
        tmp_path / "k.xlsx",
        {
            "t": FORMS,
            "person": [["name", "_parent_table_name", "_parent_index"], ["Ann", "t", 1]],
            "notes": [["hello"]],
        },
    )
    survey, _ = read(tmp_path, HEAD.format("k.xlsx") + HELP.format("person"))
    assert len(survey.report["sources"]) == 2


def test_a_sheet_that_a_question_names_is_read_even_if_the_team_added_it(tmp_path: Path) -> None:
    xlsx(tmp_path / "k.xlsx", {"t": FORMS, "helpers": [["ref", "name"], ["B", "Ann"]]})
    _, roster = read(tmp_path, HEAD.format("k.xlsx") + HELP.format("helpers"))
    assert named(roster) == [["B", 1, "Ann"]]


def test_a_workbook_in_a_zip_keeps_its_repeats(tmp_path: Path) -> None:
    toml = kobo(tmp_path, Said()).replace("Fernley.xlsx", "Fernley.zip")
    with zipfile.ZipFile(tmp_path / "Fernley.zip", "w") as archive:
        archive.write(tmp_path / "Fernley.xlsx", "Fernley.xlsx")
    check(tmp_path, toml)
