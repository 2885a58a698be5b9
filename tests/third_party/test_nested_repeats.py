"""Real submissions with repeats inside repeats, laid out as KoboToolbox and ODK Central export them, lose nothing."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from netsurvey.ingest import read_survey
from netsurvey.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from netsurvey.tables import Roster, Survey

Row = dict[str, Any]

HEAD = '[study]\ntitle = "t"\nresponses = "export.{}"\nresolve = "exact"\n[respondent]\nid = "{}"\n'
ASKED = '[questions.{question}]\nasks = "groups"\ntable = "{table}"\nname = "{name}"\n'
SAFI = {
    "members": ("_members", "B_memb_no"),
    "crops": ("D_crops", "D_curr_crop"),
    "harvests": ("D_repeat_times", "D06_mnth_harvest"),
    "livestock": ("F_liv", "F_curr_liv"),
}


def repeats(row: Row) -> dict[str, list[Row]]:
    return {
        name: value for name, value in row.items() if isinstance(value, list) and value and isinstance(value[0], dict)
    }


def answers(row: Row) -> dict[str, str]:
    """Return the cells of one row; several ticks are one cell, and what was not answered is none."""
    nested = repeats(row)
    cells = {name: value for name, value in row.items() if name not in nested and value not in (None, [])}
    return {name: " ".join(value) if isinstance(value, list) else str(value) for name, value in cells.items()}


def kobo_sheets(submissions: list[Row]) -> dict[str, list[Row]]:
    sheets: dict[str, list[Row]] = {"survey": []}

    def add(row: Row, sheet: str, above: Row) -> None:
        own = sheets.setdefault(sheet, [])
        own.append({**answers(row), "_index": str(len(own) + 1), **above})
        below = {"_parent_table_name": sheet, "_parent_index": str(len(own))}
        for name, rows in repeats(row).items():
            for one in rows:
                add(one, name.rpartition("/")[2], below)

    for number, row in enumerate(submissions, start=1):
        add({**row, "_submission_time": "2026-05-04T10:11:12", "_uuid": f"u{number}"}, "survey", {})
    parents = {row["_parent_table_name"] for rows in sheets.values() for row in rows if "_parent_table_name" in row}
    return {
        name: rows if name in parents else [{key: row[key] for key in row if key != "_index"} for row in rows]
        for name, rows in sheets.items()
    }


def odk_files(submissions: list[Row], key: str) -> dict[str, list[Row]]:
    files: dict[str, list[Row]] = {"survey": []}

    def add(row: Row, file: str, own: str, above: Row) -> None:
        files.setdefault(file, []).append({**answers(row), "KEY": own, **above})
        for name, rows in repeats(row).items():
            for n, one in enumerate(rows, start=1):
                add(one, f"survey-{name.rpartition('/')[2]}", f"{own}/{name}[{n}]", {"PARENT_KEY": own})

    for row in submissions:
        plain = {name.replace(":", "-"): value for name, value in row.items()}
        add({**plain, "SubmissionDate": "2026-05-04T10:11:12.000Z"}, "survey", row[key], {})
    return files


def grid(rows: list[Row]) -> list[list[str]]:
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return [headers, *([row.get(name, "") for name in headers] for row in rows)]


def as_kobo(folder: Path, submissions: list[Row], _: str) -> tuple[str, int]:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets = kobo_sheets(submissions)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in grid(rows):
            sheet.append([cell or None for cell in cells])
    book.save(folder / "export.xlsx")
    return "xlsx", sum(len(row) for rows in sheets.values() for row in rows)


def as_odk(folder: Path, submissions: list[Row], key: str) -> tuple[str, int]:
    files = odk_files(submissions, key)
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        for name, rows in files.items():
            text = io.StringIO()
            csv.writer(text).writerows(grid(rows))
            archive.writestr(f"{name}.csv", text.getvalue())
    return "zip", sum(len(row) for rows in files.values() for row in rows)


def found(row: Row, table: str, name: str) -> Iterator[str]:
    """Yield what the submission itself says under a name, wherever the repeat is nested."""
    for repeat, rows in repeats(row).items():
        for one in rows:
            if repeat.rpartition("/")[2] == table and one.get(name) is not None:
                yield str(one[name])
            yield from found(one, table, name)


def read(folder: Path, toml: str) -> tuple[Survey, Roster]:
    return read_survey(Study.model_validate(tomllib.loads(toml)), folder)


def named(roster: Roster) -> set[tuple[str, str, str]]:
    columns = ["respondent_id", "question", "name"]
    return set(map(tuple, roster.mentions[columns].to_numpy().tolist()))


@pytest.mark.third_party
@pytest.mark.parametrize("layout", [as_kobo, as_odk])
def test_doorstep_interviews_with_three_levels_of_repeats_lose_nothing(
    layout: Callable[[Path, list[Row], str], tuple[str, int]], third_party: Path, tmp_path: Path
) -> None:
    submissions = json.loads((third_party / "safi" / "SAFI.json").read_text(encoding="utf-8"))
    ending, written = layout(tmp_path, submissions, "instanceID")
    toml = HEAD.format(ending, "instanceID")
    toml += "".join(ASKED.format(question=key, table=table, name=name) for key, (table, name) in SAFI.items())
    survey, roster = read(tmp_path, toml)
    assert len(survey.respondents) == len(submissions) == 131
    said = [
        (row["instanceID"], question, text)
        for row in submissions
        for question, (table, name) in SAFI.items()
        for text in found(row, table, name)
    ]
    assert len(roster.mentions) == len(said)
    assert named(roster) == set(said)
    totals = survey.report["totals"]
    assert survey.report["balance"] == 0
    assert len(survey.quarantine) == 0
    assert totals["kept"] + totals["unused"] == written
    dropped = survey.report["sources"][0]["dropped"]
    assert sorted(dropped.values()) == ([131] * 4 if layout is as_odk else [])


@pytest.mark.third_party
@pytest.mark.parametrize("layout", [as_kobo, as_odk])
def test_eggs_in_nests_in_trees_belong_to_the_visit_that_saw_them(
    layout: Callable[[Path, list[Row], str], tuple[str, int]], third_party: Path, tmp_path: Path
) -> None:
    fixtures = third_party / "exports" / "kobo-formpack" / "tests" / "fixtures"
    form = json.loads((fixtures / "nested_grouped_repeatable" / "v1.json").read_text(encoding="utf-8"))
    submissions = [{**row, "_validation_status": None} for row in form["submissions"]]
    path = "group_tree/group_nest/group_egg"
    ending, written = layout(tmp_path, submissions, "meta/instanceID")
    toml = HEAD.format(ending, "meta/instanceID")
    survey, roster = read(
        tmp_path, toml + ASKED.format(question="eggs", table="group_egg", name=f"{path}/Describe_the_egg")
    )
    first, second = (row["meta/instanceID"] for row in submissions)
    mentions = roster.mentions[["respondent_id", "position", "name"]].to_numpy().tolist()
    assert mentions == [
        [first, 1, "brown and speckled; medium"],
        [first, 2, "brown and speckled; large; cracked"],
        [first, 3, "light tan; small"],
        [first, 4, "cream-colored"],
        [first, 5, "reddish-brown; medium"],
        [first, 6, "reddish-brown; small"],
        [second, 1, "grey and speckled"],
    ]
    totals = survey.report["totals"]
    assert totals["kept"] + totals["unused"] == written


@pytest.mark.third_party
@pytest.mark.parametrize(
    ("fixture", "table", "expected"),
    [
        ("grouped_repeatable", "houshold_member_repeat", [1, 2, 1, 2, 2, 5]),
        ("simple_nested_grouped_repeatable", "respondents", [2]),
    ],
)
def test_the_members_of_each_household_are_its_own(
    fixture: str, table: str, expected: list[int], third_party: Path, tmp_path: Path
) -> None:
    folder = third_party / "exports" / "kobo-formpack" / "tests" / "fixtures" / fixture
    submissions = json.loads((folder / "v1.json").read_text(encoding="utf-8"))["submissions"]
    as_kobo(tmp_path, submissions, "")
    paths = {"houshold_member_repeat": "household_visit/houshold_member_repeat/household_member_name"}
    name = paths.get(table, "cities/respondents/respondent_name")
    survey, roster = read(tmp_path, HEAD.format("xlsx", "_uuid") + ASKED.format(question="q", table=table, name=name))
    counts = roster.mentions.groupby("respondent_id", sort=False).size()
    assert counts.tolist() == expected
    said = [text for row in submissions for text in found(row, table, name)]
    assert roster.mentions["name"].tolist() == said
    assert survey.report["balance"] == 0


@pytest.mark.third_party
def test_the_wide_sheet_of_the_doorstep_interviews_is_read_as_typed(third_party: Path, tmp_path: Path) -> None:
    source = third_party / "safi" / "SAFI_clean.csv"
    (tmp_path / "export.csv").write_bytes(source.read_bytes())
    toml = HEAD.format("csv", "instanceID").replace('"exact"', '"names"\nmissing = ["NULL"]')
    toml = toml.replace("[respondent]", '[respondent]\nattributes = ["village", "memb_assoc"]')
    toml += '[questions.items]\nasks = "groups"\nname = "items_owned"\n'
    survey, roster = read(tmp_path, toml)
    with source.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert survey.respondents["respondent_id"].tolist() == [row["instanceID"] for row in rows]
    assert survey.respondents["village"].tolist() == [row["village"] for row in rows]
    assert survey.respondents["memb_assoc"].isna().sum() == sum(row["memb_assoc"] == "NULL" for row in rows)
    items = [item for row in rows if row["items_owned"] != "NULL" for item in row["items_owned"].split(";")]
    assert roster.mentions["name"].tolist() == items
    assert survey.report["balance"] == 0
