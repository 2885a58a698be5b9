from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]


def test_check_prints_the_report_and_writes_the_page_for_the_team(netsurvey: Netsurvey, small_study: Path) -> None:
    answer = netsurvey("check", small_study)
    team = small_study / "out" / "team"
    assert answer.code == 0
    assert answer.out.splitlines()[0].endswith("none lost")
    assert {file.name for file in team.iterdir()} == {"quality.html", "data_quality.txt", "set_aside.csv"}
    assert (team / "data_quality.txt").read_text(encoding="utf-8") == answer.out
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in team.iterdir()} == {0o600}
    page = (team / "quality.html").read_text(encoding="utf-8")
    cells = len(pd.read_csv(team / "set_aside.csv"))
    assert f'<h2 id="cells">{cells} cells need a look</h2>' in page


def test_check_and_ingest_tell_machines_the_same(netsurvey: Netsurvey, small_study: Path) -> None:
    ingested = json.loads(netsurvey("ingest", small_study, "--json").out)
    checked = json.loads(netsurvey("check", small_study, "--json").out)
    assert ingested == checked
    assert checked["balance"] == 0
    assert sum(cell["cells"] for cell in checked["cells_to_look_at"]) == checked["totals"]["quarantined"]
    assert {"states", "kinds", "slots", "doors", "researchers", "straight_lining", "fieldwork", "duplicates"} <= set(
        checked
    )


def test_what_was_read_before_gives_the_same_bytes_as_what_is_read_now(netsurvey: Netsurvey, small_study: Path) -> None:
    netsurvey("check", small_study)
    team = small_study / "out" / "team"
    first = {file.name: file.read_bytes() for file in team.iterdir()}
    netsurvey("check", small_study)
    assert {file.name: file.read_bytes() for file in team.iterdir()} == first
    shutil.rmtree(small_study / "work")
    netsurvey("check", small_study)
    assert {file.name: file.read_bytes() for file in team.iterdir()} == first


def test_check_writes_where_it_is_told_to(netsurvey: Netsurvey, small_study: Path, tmp_path: Path) -> None:
    assert netsurvey("check", small_study, "-o", tmp_path / "here").code == 0
    assert (tmp_path / "here" / "quality.html").is_file()
    assert not (small_study / "out" / "team").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_gets_tables(small_study: Path) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    here, there = pty.openpty()
    command = [sys.executable, "-m", "netsurvey", "check", str(small_study)]
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=there, stderr=subprocess.DEVNULL, env=environment) as running:  # noqa: S603
        os.close(there)
        seen = b""
        while True:
            try:
                part = os.read(here, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            seen += part
        assert running.wait() == 0
    os.close(here)
    text = re.sub(r"\x1b\[[0-9;]*m", "", seen.decode())
    assert "How each question was answered" in text
    assert re.search(r"support +│ +91 │ +28 │", text)
    assert "Look at:" in text
