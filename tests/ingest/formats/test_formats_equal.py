"""The shared survey itself, in the layouts a volunteer types: one form a row, and three plain files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from tests.ingest.formats.equal import FORMS, PEOPLE, TIES, WIDE, check, study_file

if TYPE_CHECKING:
    from pathlib import Path


def test_one_form_a_row_reads_as_what_was_said(tmp_path: Path) -> None:
    pd.DataFrame(WIDE).to_csv(tmp_path / "forms.csv", index=False)
    check(tmp_path, study_file("forms.csv"))


def test_forms_people_and_ties_in_three_files_read_as_what_was_said(tmp_path: Path) -> None:
    for name, rows in (("forms", FORMS), ("people", PEOPLE), ("ties", TIES)):
        pd.DataFrame(rows).to_csv(tmp_path / f"{name}.csv", index=False)
    check(
        tmp_path,
        study_file(
            ["forms.csv", "people.csv", "ties.csv"],
            people='table = "people"\nname = "name"\nrelation = "relation"\nstreet = "street"\nage = "age"\n'
            'when = { column = "QUESTION", equals = "true" }',
            ties='table = "ties"\nbetween = ["from", "to"]\nalter = "alter"\nstrength = "strength"',
        ),
    )
