from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]


def test_off_a_terminal_nothing_is_taken_out_without_a_yes(netsurvey: Netsurvey, small_study: Path) -> None:
    answer = netsurvey("withdraw", small_study, "--respondent", "14")
    assert answer.code == 2
    assert "--dry-run" in answer.err
    assert not (small_study / "withdrawn.csv").exists()


def test_a_dry_run_shows_what_would_happen_and_changes_nothing(netsurvey: Netsurvey, analysed_study: Path) -> None:
    answer = netsurvey("withdraw", analysed_study, "--respondent", "14", "--dry-run")
    assert answer.code == 0
    assert "To be taken out: 1 form, and " in answer.err
    assert "responses.csv, row 15: the whole row" in answer.err
    assert not (analysed_study / "withdrawn.csv").exists()


def test_a_yes_takes_somebody_out_and_reports_what_changed(netsurvey: Netsurvey, analysed_study: Path) -> None:
    netsurvey("analyse", analysed_study)
    answer = netsurvey("withdraw", analysed_study, "--respondent", "14", "--by", "ada", "--yes")
    assert answer.code == 0
    assert "forms: 131 -> 130" in answer.out
    assert "partner/headlines.txt" in answer.err
    assert not (analysed_study / "out" / "partner" / "headlines.txt").exists()
    assert "Broadhurst" not in answer.out + answer.err
    report = json.loads(netsurvey("ingest", analysed_study, "--json").out)
    assert (report["forms"], report["balance"], report["withdrawn"]["forms"]) == (130, 0, 1)
    again = netsurvey("withdraw", analysed_study, "--yes")
    assert (again.code, "forms: 130" in again.out) == (0, True)


def test_where_nobody_withdrew_there_is_nothing_to_do_again(netsurvey: Netsurvey, small_study: Path) -> None:
    netsurvey("ingest", small_study)
    answer = netsurvey("withdraw", small_study, "--yes")
    assert (answer.code, "nobody has withdrawn yet" in answer.err) == (2, True)
    assert (small_study / "out" / "team" / "quality.html").exists()


def test_the_result_can_be_had_as_json(netsurvey: Netsurvey, analysed_study: Path) -> None:
    answer = netsurvey("withdraw", analysed_study, "--respondent", "14", "--said", "--yes", "--json")
    result = json.loads(answer.out)
    assert (result["forms"], result["mentions"]) == (1, 0)
    assert result["before"]["forms"] - result["after"]["forms"] == 1
    assert result["cells"] == [{"file": "responses.csv", "row": 15, "column": None}]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_on_a_terminal_it_asks_first(analysed_study: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "netsurvey", "withdraw", str(analysed_study), "--respondent", "14"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asking:
        os.write(ours, b"n\n")
        _, told = asking.communicate(timeout=240)
    os.close(ours)
    os.close(theirs)
    assert asking.returncode == 0
    assert "cannot be undone" in told.decode()
    assert "Nothing was changed." in told.decode()
    assert not (analysed_study / "withdrawn.csv").exists()
