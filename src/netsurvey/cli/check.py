"""`netsurvey check`: the data-quality report alone."""

from __future__ import annotations

from pathlib import Path

from netsurvey.cli.console import Json, Output, StudyPath, list_files, opened, say
from netsurvey.cli.quality import print_quality

__all__ = ["check"]


def check(study: StudyPath = Path(), *, as_json: Json = False, output: Output = None) -> None:
    """Look the answers over: print the data-quality report and write it as a page that says which cells need a look."""
    from netsurvey.pipeline import write_quality  # noqa: PLC0415 - loads pandas

    with opened(study, "check") as run:
        survey = run.survey
        files = write_quality(run, output)
    print_quality(survey, as_json=as_json)
    say("\nWritten, for the team only:")
    list_files(files)
