from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

import netsurvey
from netsurvey.pipeline import Run, stages
from netsurvey.pipeline.machine import is_compiled, versions
from netsurvey.store import open_study

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

STUDY = """
[study]
title = "Nether Ashby"
responses = "responses.csv"
resolve = "{resolve}"
[respondent]
id = "ref"
name = "name"
[questions.help]
asks = "people"
role = "support"
name = "help_{{n}}"
"""


def progress_of(folder: Path, resolve: str) -> list[str]:
    """Return what somebody at the keyboard reads while two forms are resolved."""
    told: list[str] = []

    def progress(what: str) -> AbstractContextManager[None]:
        told.append(what)
        return nullcontext()

    (folder / "study.toml").write_text(STUDY.format(resolve=resolve), encoding="utf-8")
    (folder / "responses.csv").write_text("ref,name,help_1\n1,Ann Oake,2\n2,Bo Fell,1\n", encoding="utf-8")
    _ = Run(open_study(folder), progress=progress).people
    return told


def test_versions_are_those_installed() -> None:
    told = versions()
    assert told["netsurvey"] == netsurvey.__version__ == metadata.version("netsurvey")
    assert told["python"] == sys.version.split()[0]
    assert told["numpy"] == metadata.version("numpy")


def test_nothing_is_compiled_where_nothing_was_kept(tmp_path: Path) -> None:
    script = "from netsurvey.pipeline.machine import is_compiled; print(is_compiled())"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)},
    )
    assert done.stdout == "False\n"


def test_once_somebody_was_resolved_the_loop_is_compiled(tmp_path: Path) -> None:
    progress_of(tmp_path, "names")
    assert is_compiled()


@pytest.mark.parametrize(("resolve", "warned"), [("names", True), ("exact", False)])
def test_who_waits_for_the_compiler_is_told_so(
    resolve: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, warned: bool
) -> None:
    monkeypatch.setattr(stages, "is_compiled", lambda: False)
    longer = "Working out who is who (the first time takes about a minute longer)"
    assert (longer in progress_of(tmp_path, resolve)) is warned
