"""Studies small enough to see at a glance."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from netsurvey.ingest import read_survey
from netsurvey.study import Study
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

HEAD = """
[study]
title = "Test"
responses = "responses.csv"
[respondent]
id = "ref"
"""


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Return a function that writes files and reads them as a study; the study file may leave out its head."""

    def reading(toml: str = "", **files: str | bytes) -> tuple[Survey, Roster]:
        for name, contents in files.items():
            path = tmp_path / (name if "." in name else f"{name}.csv")
            path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        text = toml if "[study]" in toml else HEAD + toml
        return read_survey(Study.model_validate(tomllib.loads(text)), tmp_path)

    return reading
