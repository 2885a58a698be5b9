"""What every test may ask for."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netsurvey.cli import main
from netsurvey.samples import sample_path

if TYPE_CHECKING:
    from collections.abc import Callable


def pytest_collection_finish() -> None:
    """Spare the garbage collector what was imported, which lives as long as the tests do."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def third_party() -> Path:
    """Return the folder of real third-party data, or skip where there is none."""
    folder = os.environ.get("NETSURVEY_THIRD_PARTY")
    if not folder or not Path(folder).is_dir():
        pytest.skip("NETSURVEY_THIRD_PARTY does not name a folder of third-party data")
    return Path(folder)


@dataclass(frozen=True)
class Answer:
    """What a command left behind: its exit code, its results and its talk."""

    code: int
    out: str
    err: str


@pytest.fixture
def netsurvey(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Run the command line as a user would, in this process."""

    def run(*words: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["netsurvey", *map(str, words)])
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        else:
            code = 0
        told = capsys.readouterr()
        return Answer(code, told.out, told.err)

    return run


@pytest.fixture
def small_study(tmp_path: Path) -> Path:
    """Return a copy of the small sample that a test may do anything to."""
    return Path(shutil.copytree(sample_path("small"), tmp_path / "small"))
