"""Studies small enough to see at a glance."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import pytest

from netsurvey.ingest import read_survey
from netsurvey.study import Study
from netsurvey.tables import Roster, Survey

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """Return a function that makes an XLSX file, a sheet for each keyword."""

    def making(**sheets: list[list[object]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return making
