"""Qualtrics, LimeSurvey, Google Forms and Microsoft Forms: what their exports do that others do not."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from tests.ingest.formats.equal import check, read
from tests.ingest.formats.layouts import LAYOUTS, Said, csv_text, xlsx, zipped

from netsurvey.errors import SourceError
from netsurvey.ingest.formats import Files
from netsurvey.ingest.formats.qualtrics import QUALTRICS

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster


def study(file: str, ref: str, *lines: str) -> str:
    return f'[study]\ntitle = "t"\nresponses = "{file}"\n[respondent]\nid = "{ref}"\n' + "\n".join(lines)


def names(roster: Roster) -> list[list[object]]:
    return roster.mentions[["respondent_id", "position", "part", "name"]].to_numpy().tolist()


def import_ids(*names: str) -> list[str]:
    return [json.dumps({"ImportId": name}) for name in names]


@pytest.mark.parametrize(
    ("layout", "dropped"),
    [
        ("qualtrics", {"IPAddress": 8, "RecipientEmail": 0, "LocationLatitude": 8}),
        ("limesurvey", {"ipaddr": 8}),
        ("google forms", {"Email Address": 8}),
        ("microsoft forms", {"Email": 8, "Name": 8}),
    ],
)
def test_what_the_tool_records_by_itself_is_dropped_and_counted(
    layout: str, dropped: dict[str, int], tmp_path: Path
) -> None:
    survey, _ = read(tmp_path, LAYOUTS[layout].write(tmp_path, Said()))
    assert survey.report["sources"][0]["dropped"] == dropped


@pytest.mark.parametrize("deleted", [{1}, {2}, {1, 2}], ids=["questions", "identifiers", "both"])
def test_qualtrics_reads_the_same_without_the_rows_that_people_delete(deleted: set[int], tmp_path: Path) -> None:
    toml = LAYOUTS["qualtrics"].write(tmp_path, Said())
    path = tmp_path / "fernley.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        headers, *rows = (row for at, row in enumerate(csv.reader(file)) if at not in deleted)
    path.write_text(csv_text(headers, rows), encoding="utf-8")
    survey, _ = check(tmp_path, toml)
    assert survey.report["sources"][0]["dropped"] == {"IPAddress": 8, "RecipientEmail": 0, "LocationLatitude": 8}


@pytest.mark.parametrize(
    ("headers", "dropped"),
    [
        (["Who helps?", "email address", "No", "timestamp"], ["email address"]),
        (["Who helps?", "name", "email", "Completion Time", "Start Time", "Id"], ["name", "email"]),
    ],
    ids=["google forms", "microsoft forms"],
)
def test_columns_of_a_form_may_stand_in_any_order_and_case(
    headers: list[str], dropped: list[str], tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_text(csv_text(headers, [[str(n) for n in range(len(headers))]]), encoding="utf-8")
    survey, _ = read(tmp_path, study("f.csv", "No" if "No" in headers else "Id"))
    assert survey.report["sources"][0]["dropped"] == dict.fromkeys(dropped, 1)


@pytest.mark.parametrize(
    "own",
    [
        "Zeitstempel,E-Mail-Adresse",
        "Horodateur,Adresse e-mail",
        "Marca temporal,Dirección de correo electrónico",
        "Carimbo de data/hora,Endereço de e-mail",
        "Informazioni cronologiche,Indirizzo email",
        "Tijdstempel,E-mailadres",
        "Sygnatura czasowa,Adres e-mail",
        "ID,Startzeit,Fertigstellungszeit,E-Mail,Name",
        "ID,Heure de début,Heure de fin,Adresse de messagerie,Nom",
        "Id,Hora de inicio,Hora de finalización,Correo electrónico,Nombre",
        "Id,Hora de início,Hora de conclusão,Email,Nome",
        "ID,Begintijd,Tijd van voltooien,E-mail,Naam",
    ],
)
def test_accounts_are_dropped_in_the_languages_in_which_forms_are_saved(own: str, tmp_path: Path) -> None:
    """Headers as other people's scripts name them that read such files."""
    headers = [*own.split(","), "Who helps you?", "Your number"]
    (tmp_path / "f.csv").write_text(csv_text(headers, [[str(n) for n in range(len(headers))]]), encoding="utf-8")
    survey, _ = read(tmp_path, study("f.csv", "Your number"))
    accounts = headers[3:5] if headers[0].casefold() == "id" else headers[1:2]
    assert survey.report["sources"][0]["dropped"] == dict.fromkeys(accounts, 1)


def test_qualtrics_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    body = [["Your number?", "How old\nare you?"], import_ids("QID1", "QID2"), ["A", "40"], ["B", "400"]]
    (tmp_path / "q.csv").write_text(csv_text(["Q1", "Q2"], body))
    survey, _ = read(tmp_path, study("q.csv", "Q1", 'age = "Q2"'))
    assert survey.quarantine[["row", "column"]].to_numpy().tolist() == [[5, "Q2"]]
    assert survey.report["balance"] == 0
    assert survey.report["totals"]["cells"] == 4


def test_qualtrics_columns_of_one_name_are_told_apart_by_their_identifier(tmp_path: Path) -> None:
    body = [["Number?", "Who helps?", "Who else?"], import_ids("QID1", "QID7_TEXT", "QID9_TEXT"), ["A", "Ann", "Beth"]]
    (tmp_path / "q.csv").write_text(csv_text(["Q1", "Q5", "Q5"], body))
    lines = ["[questions.help]", 'asks = "people"', 'name = "Q5 (QID{n}_TEXT)"']
    _, roster = read(tmp_path, study("q.csv", "Q1", *lines))
    assert names(roster) == [["A", 7, 1, "Ann"], ["A", 9, 1, "Beth"]]
    (part,) = QUALTRICS.read(Files("q.csv", [tmp_path / "q.csv"]))
    assert dict(part.texts) == {"Q1": "Number?", "Q5 (QID7_TEXT)": "Who helps?", "Q5 (QID9_TEXT)": "Who else?"}


def test_qualtrics_columns_of_one_name_whose_identifier_is_damaged_are_still_told_apart(tmp_path: Path) -> None:
    body = [["Number?", "Who?", "Who?"], [*import_ids("QID1", "QID7"), '{"ImportId"'], ["A", "Ann", "Beth"]]
    (tmp_path / "q.csv").write_text(csv_text(["Q1", "Q5", "Q5"], body))
    survey, _ = read(tmp_path, study("q.csv", "Q1"))
    assert survey.report["sources"][0]["unused_columns"] == ["Q5 (QID7)", 'Q5 ({"ImportId")']


def test_qualtrics_without_its_third_header_row_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("Q1,Q2\nNumber?,Age?\nA,40\n")
    with pytest.raises(SourceError, match=r'lacks the third row.*format = "wide"'):
        read(tmp_path, study("q.csv", "Q1").replace('"q.csv"', '"q.csv"\nformat = "qualtrics"'))


@pytest.mark.parametrize("separator", [",", ";"])
def test_limesurvey_people_packed_in_a_box_are_taken_apart(separator: str, tmp_path: Path) -> None:
    packed = f"Ann Lee{separator} Beth Roe"
    text = csv_text(["id", "submitdate", "startlanguage", "Q1[SQ001]"], [["1", "", "en", packed]], separator=separator)
    (tmp_path / "l.csv").write_text(text)
    _, roster = read(tmp_path, study("l.csv", "id", "[questions.help]", 'asks = "people"', 'name = "Q1[SQ00{n}]"'))
    assert names(roster) == [["1", 1, 1, "Ann Lee"], ["1", 1, 2, "Beth Roe"]]


def test_limesurvey_may_be_headed_by_texts(tmp_path: Path) -> None:
    headers = ["Response ID", "Date submitted", "Last page", "Start language", "IP address", "Who helps? [First][Name]"]
    (tmp_path / "l.csv").write_text(csv_text(headers, [["5", "", "2", "en", "192.0.2.7", "Ann Lee"]]))
    toml = study("l.csv", "Response ID", "[questions.help]", 'asks = "people"', 'name = "Who helps? [First][Name]"')
    survey, roster = read(tmp_path, toml)
    assert names(roster) == [["5", 1, 1, "Ann Lee"]]
    assert survey.report["sources"][0]["dropped"] == {"IP address": 1}


@pytest.mark.parametrize("written", ["04/05/2026 10:11:12", "2026/05/04 10:11:12 am GMT+1"])
def test_google_ticks_joined_by_commas_say_which_were_ticked(written: str, tmp_path: Path) -> None:
    headers = ["Timestamp", "Form number", "Which places do you go to?"]
    (tmp_path / "g.csv").write_text(csv_text(headers, [[written, "1", "Fernley Hub, Bowls Green"]]))
    lines = ['date = "Timestamp"', "[questions.places]", 'asks = "places"', f'name = "{headers[2]}"']
    survey, roster = read(tmp_path, study("g.csv", "Form number", *lines))
    assert names(roster) == [["1", 1, 1, "Fernley Hub"], ["1", 1, 2, "Bowls Green"]]
    assert survey.respondents["date"].tolist() == ["2026-05-04"]


def test_microsoft_answers_joined_by_semicolons_are_taken_apart(tmp_path: Path) -> None:
    headers = ["ID", "Start time", "Completion time", "Email", "Name", "Which places do you go to?"]
    row = [1, "", "", "anonymous", "", "Fernley Hub;Bowls Green;"]
    xlsx(tmp_path / "m.xlsx", {"Sheet1": [headers, row]})
    lines = ["[questions.places]", 'asks = "places"', f'name = "{headers[5]}"']
    _, roster = read(tmp_path, study("m.xlsx", "ID", *lines))
    assert names(roster) == [["1", 1, 1, "Fernley Hub"], ["1", 1, 2, "Bowls Green"]]


def test_a_zip_that_holds_one_file_is_read_as_that_file(tmp_path: Path) -> None:
    text = csv_text(["Timestamp", "Form number", "Who helps?"], [["2026/05/04 10:11:12", "1", "Ann Lee"]])
    zipped(tmp_path / "Fernley.csv.zip", {"Fernley.csv": text})
    toml = study("Fernley.csv.zip", "Form number", "[questions.help]", 'asks = "people"', 'name = "Who helps?"')
    _, roster = read(tmp_path, toml)
    assert names(roster) == [["1", 1, 1, "Ann Lee"]]
