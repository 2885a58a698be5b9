"""What a volunteer reads when something is wrong: never a traceback, always the file and the next step."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]

STUDY = """
[study]
title = "Nether Ashby"
responses = "responses.csv"
[respondent]
id = "ref"
name = "name"
[questions.help]
asks = "people"
role = "support"
name = "help_{n}"
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return tmp_path


def sheet(study: Path, text: str | bytes) -> Path:
    file = study / "responses.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return study


def test_a_wrong_study_file_tells_every_mistake(netsurvey: Netsurvey, study: Path) -> None:
    (study / "study.toml").write_text(STUDY.replace("role", "rolle").replace("id =", "idd ="), encoding="utf-8")
    answer = netsurvey("ingest", study)
    assert answer.code == 3
    assert 'key "questions.help.rolle"' in answer.err
    assert 'key "respondent.id": is missing' in answer.err
    assert "Nearest: role" in answer.err


def test_a_column_that_is_not_there_names_the_nearest(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("ingest", sheet(study, "ref,nme,help_1\n1,Ann Oake,Bo Fell\n"))
    assert answer.code in {1, 3}
    assert "name" in answer.err
    assert "nme" in answer.err


def test_wrong_columns_of_questions_and_of_scales_are_told_together(netsurvey: Netsurvey, study: Path) -> None:
    (study / "study.toml").write_text(STUDY + '[scales.life_satisfaction]\nitem = "lyfe"\n', encoding="utf-8")
    answer = netsurvey("ingest", sheet(study, "ref,name,hlp_1,life\n1,Ann Oake,Bo Fell,8\n"))
    assert answer.code == 3
    assert "help_{n}" in answer.err
    assert "lyfe" in answer.err
    assert "Nearest: life" in answer.err


def test_a_file_of_zero_bytes_says_so(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("ingest", sheet(study, b""))
    assert answer.code == 4
    assert "responses.csv" in answer.err
    assert "empty" in answer.err


def test_a_sheet_with_a_header_only_says_that_there_are_no_forms(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("ingest", sheet(study, "ref,name,help_1\n"))
    assert answer.code in {1, 4}
    assert "responses.csv" in answer.err
    assert "no forms" in answer.err


def test_a_sheet_without_a_single_name_still_gives_findings(netsurvey: Netsurvey, study: Path) -> None:
    rows = "".join(f"{n},,\n" for n in range(1, 31))
    study = sheet(study, "ref,name,help_1\n" + rows)
    assert netsurvey("ingest", study).code == 0
    assert netsurvey("resolve", study).code == 0
    assert netsurvey("analyse", study).code == 0
    assert netsurvey("plot", study, "--format", "png").code == 0


def test_a_missing_file_of_answers_is_named(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("ingest", study)
    assert answer.code == 4
    assert "responses.csv" in answer.err


def test_a_picture_named_csv_is_refused(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("ingest", sheet(study, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20))
    assert answer.code in {1, 3, 4}
    assert "responses.csv" in answer.err


def test_a_folder_that_is_not_there_points_at_the_demo(netsurvey: Netsurvey, tmp_path: Path) -> None:
    answer = netsurvey("analyse", tmp_path / "nowhere")
    assert answer.code == 2
    assert "netsurvey demo" in answer.err


def test_no_error_shows_a_name_or_a_traceback(netsurvey: Netsurvey, study: Path) -> None:
    rows = "ref,name,help_1,ref\n,Maryam Jessop,Tomasz Wren,\n1,Maryam Jessop,Tomasz Wren,1,extra,cells\n"
    answer = netsurvey("ingest", sheet(study, rows))
    for told in (answer.err, answer.out):
        assert "Traceback" not in told
        assert "Jessop" not in told
        assert "Wren" not in told


def test_a_study_file_that_notepad_renamed_is_pointed_out(netsurvey: Netsurvey, tmp_path: Path) -> None:
    (tmp_path / "study.toml.txt").write_text(STUDY, encoding="utf-8")
    answer = netsurvey("ingest", tmp_path)
    assert answer.code == 2
    assert "study.toml.txt" in answer.err


def test_an_output_folder_that_is_a_file_is_named(netsurvey: Netsurvey, study: Path, tmp_path: Path) -> None:
    (tmp_path / "afile").touch()
    answer = netsurvey("ingest", sheet(study, "ref,name,help_1\n1,Ann Oake,Bo Fell\n"), "-o", tmp_path / "afile")
    assert answer.code == 6
    assert "afile" in answer.err


def test_stopping_a_command_says_so_and_leaves_no_half_written_file(tmp_path: Path) -> None:
    script = (
        "import netsurvey.store, sys\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "netsurvey.store.open_study = stop\n"
        "from netsurvey.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, "ingest", str(tmp_path)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 130
    assert "stopped" in done.stderr


def test_an_unknown_option_is_wrong_usage(netsurvey: Netsurvey, study: Path) -> None:
    assert netsurvey("ingest", study, "--teir", "team").code == 2


def test_a_fault_of_our_own_is_told_without_a_traceback(
    netsurvey: Netsurvey, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Maryam Jessop")  # noqa: EM101, TRY003

    monkeypatch.setattr("netsurvey.store.open_study", fail)
    answer = netsurvey("ingest", study)
    assert answer.code == 70
    assert "fault of netsurvey's own" in answer.err
    assert "Jessop" not in answer.err
