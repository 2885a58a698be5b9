from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netsurvey.samples import sample_path
from netsurvey.study import read_study

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]

ROOT = Path(__file__).parents[2]
SHEET = "ref,name,help_1_name,help_1_street,help_none,lonely\nR1,Ada Thorne,Bryn,Mill Row,,Y\nR2,Bryn Oakes,,,x,N\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Return a small file of answers."""
    path = tmp_path / "fernley" / "forms 2011.csv"
    path.parent.mkdir()
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_init_writes_beside_the_answers_and_names_the_next_command(netsurvey: Netsurvey, sheet: Path) -> None:
    answer = netsurvey("init", sheet)
    assert answer.code == 0
    study = read_study(sheet.parent / "study.toml")
    assert (study.title, study.study.responses) == ("Forms 2011", ["forms 2011.csv"])
    assert "help_{n}_name" in answer.out
    assert f"netsurvey ingest {sheet.parent}" in answer.err
    assert netsurvey("ingest", sheet.parent).code == 0


def test_init_tells_apart_what_it_guessed_and_what_it_found(netsurvey: Netsurvey, sheet: Path) -> None:
    netsurvey("init", sheet)
    lines = (sheet.parent / "study.toml").read_text(encoding="utf-8").splitlines()
    assert 'role = "support"   # guess: the header says "help"' in lines
    assert 'responses = "forms 2011.csv"' in lines
    assert any(line.startswith("# population") for line in lines)


def test_init_lists_the_columns_that_no_line_reads(netsurvey: Netsurvey, sheet: Path) -> None:
    sheet.write_text(SHEET.replace("lonely", "telephone"), encoding="utf-8")
    answer = netsurvey("init", sheet)
    assert "Columns that no line reads: 1" in answer.err
    assert (sheet.parent / "study.toml").read_text(encoding="utf-8").endswith("# forms 2011.csv:\n#   telephone\n")


def test_init_never_writes_over_a_study_file_unless_it_is_told_to(netsurvey: Netsurvey, sheet: Path) -> None:
    own = sheet.parent / "study.toml"
    own.write_text("mine", encoding="utf-8")
    answer = netsurvey("init", sheet)
    assert answer.code == 6
    assert "is there already" in answer.err
    assert "--force" in answer.err
    assert own.read_text(encoding="utf-8") == "mine"
    assert netsurvey("init", sheet, "--force").code == 0
    assert read_study(own).respondent.id == "ref"


def test_init_writes_to_another_folder_with_a_path_back_to_the_answers(
    netsurvey: Netsurvey, sheet: Path, tmp_path: Path
) -> None:
    assert netsurvey("init", sheet, "-o", tmp_path / "study").code == 0
    assert read_study(tmp_path / "study" / "study.toml").study.responses == ["../fernley/forms 2011.csv"]
    answer = netsurvey("ingest", tmp_path / "study", "--json")
    assert json.loads(answer.out)["balance"] == 0


def test_init_takes_a_folder_and_lists_its_files(netsurvey: Netsurvey, sheet: Path) -> None:
    assert netsurvey("init", sheet.parent).code == 0
    assert read_study(sheet.parent / "study.toml").study.responses == ["forms 2011.csv"]


def test_an_empty_folder_is_told_so(netsurvey: Netsurvey, tmp_path: Path) -> None:
    (tmp_path / "fernley").mkdir()
    told = netsurvey("init", tmp_path / "fernley")
    assert told.code == 4
    assert "fernley: is a folder without any file of answers" in told.err


def test_what_netsurvey_wrote_into_the_folder_is_no_answer(netsurvey: Netsurvey, sheet: Path) -> None:
    netsurvey("init", sheet.parent)
    first = (sheet.parent / "study.toml").read_bytes()
    assert netsurvey("ingest", sheet.parent).code == 0
    assert netsurvey("init", sheet.parent, "--force").code == 0
    assert (sheet.parent / "study.toml").read_bytes() == first


def test_files_with_the_same_ids_are_waves(netsurvey: Netsurvey, tmp_path: Path) -> None:
    for wave, names in (("2011", "Sue,Pat,Jo"), ("2013", "Al,Sue,Kim")):
        rows = [f"{n},{name}" for n, name in enumerate(names.split(","), start=1)]
        (tmp_path / f"{wave}.csv").write_text("\n".join(["ref,help_1", *rows]), encoding="utf-8")
    assert netsurvey("init", tmp_path / "2011.csv", tmp_path / "2013.csv").code == 0
    study = read_study(tmp_path / "study.toml")
    assert [(one.path, one.wave.value) for one in study.sources if one.wave] == [
        ("2011.csv", "2011"), ("2013.csv", "2013"),
    ]  # fmt: skip
    report = json.loads(netsurvey("ingest", tmp_path, "--json").out)
    assert report["balance"] == 0


def test_headers_that_may_be_the_wording_of_a_scale_are_not_copied(netsurvey: Netsurvey, tmp_path: Path) -> None:
    said = [f"Some sentence that begins with {letter}" for letter in "abcdefg"]
    rows = [",".join([f"R{n}", *(str((n + place) % 5 + 1) for place in range(7))]) for n in range(10)]
    (tmp_path / "forms.csv").write_text("\n".join([",".join(["ref", *said]), *rows]), encoding="utf-8")
    answer = netsurvey("init", tmp_path / "forms.csv")
    assert answer.code == 0
    assert "Columns B to H look like a scale of 7 items" in answer.err
    assert "[scales" not in (tmp_path / "study.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("contents", "code", "told"),
    [
        (None, 4, "is not there"),
        (b"", 4, "is empty"),
        (b"ref,help\x01\n1,Sue\n", 4, "a character that is no text"),
        (b"ref,help_1\n", 4, "has a header and no forms"),
        (b"street,help_1\nMill Row,Sue\nMill Row,Pat\n", 4, "no column in which every form has an id of its own"),
    ],
    ids=["missing", "empty", "not text", "header only", "no ids"],
)
def test_a_file_that_cannot_be_guessed_is_refused_in_one_line(
    netsurvey: Netsurvey, tmp_path: Path, contents: bytes | None, code: int, told: str
) -> None:
    path = tmp_path / "forms.csv"
    if contents is not None:
        path.write_bytes(contents)
    answer = netsurvey("init", path)
    assert answer.code == code
    assert told in answer.err
    assert "Traceback" not in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert not (tmp_path / "study.toml").exists()


def test_the_same_answers_give_the_same_bytes(netsurvey: Netsurvey, tmp_path: Path) -> None:
    shutil.copy(sample_path("small") / "responses.csv", tmp_path)
    netsurvey("init", tmp_path / "responses.csv")
    first = (tmp_path / "study.toml").read_bytes()
    netsurvey("init", tmp_path / "responses.csv", "--force")
    assert (tmp_path / "study.toml").read_bytes() == first


def test_the_page_shows_what_init_writes(netsurvey: Netsurvey, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "map-your-columns.md").read_text(encoding="utf-8")
    sheet, shown = (re.findall(rf"```{kind}\n(.*?)```", page, flags=re.DOTALL)[0] for kind in ("text", "toml"))
    (tmp_path / "forms.csv").write_text(sheet, encoding="utf-8")
    assert netsurvey("init", tmp_path / "forms.csv").code == 0
    assert shown in (tmp_path / "study.toml").read_text(encoding="utf-8")


# At a terminal --------------------------------------------------------------------------------------------------------


def at_a_terminal(answers: str, *words: str | Path) -> str:
    """Run the command with a terminal on every side, type the answers, and return what was shown."""
    import pty  # noqa: PLC0415 - not on Windows

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "netsurvey", *map(str, words)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:  # noqa: S603
        os.close(theirs)
        os.write(ours, answers.encode())
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # the other side has gone
            pass
        assert process.wait() == 0, shown.decode()
    os.close(ours)
    return shown.decode()


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")


def number_of(shown: str, name: str) -> str:
    """Return the number that stands before a guess in the table."""
    line = next(line for line in shown.splitlines() if f" {name} " in line)
    return "".join(sign for sign in line.split(name)[0] if sign.isdecimal())


@needs_terminal
def test_at_a_terminal_enter_takes_every_guess(sheet: Path) -> None:
    shown = at_a_terminal("\n", "init", sheet)
    assert "Number of a guess to change" in shown
    assert read_study(sheet.parent / "study.toml").questions["help"].role == "support"


@needs_terminal
def test_at_a_terminal_guesses_are_corrected_one_by_one(sheet: Path) -> None:
    shown = at_a_terminal("\n", "init", sheet)
    help_, lonely, name = (number_of(shown, word) for word in ("help", "loneliness", "name"))
    typed = "\n".join([help_, "places", "information", lonely, "x", name, "x", "", ""])
    at_a_terminal(typed, "init", sheet, "--force")
    study = read_study(sheet.parent / "study.toml")
    assert (study.questions["help"].asks, study.questions["help"].role) == ("places", "information")
    assert list(study.questions) == ["help"]
    assert study.respondent.name == []


@needs_terminal
def test_a_correction_that_cannot_be_read_is_told_and_left_out(sheet: Path) -> None:
    shown = at_a_terminal("\n", "init", sheet)
    shown = at_a_terminal("99\n" + number_of(shown, "help") + "\nchoice\nfriendly\n\n", "init", sheet, "--force")
    assert "There is no guess 99" in shown
    assert "It cannot be choice" in shown
    assert "friendly is not one of them" in shown


@needs_terminal
def test_yes_asks_nothing_at_a_terminal(sheet: Path) -> None:
    assert "Number of a guess" not in at_a_terminal("", "init", sheet, "--yes")
    assert stat.S_ISREG((sheet.parent / "study.toml").stat().st_mode)
