"""`netsurvey ingest`: answers -> tables and edge lists."""

from __future__ import annotations

from pathlib import Path

from netsurvey.cli.console import Json, Output, StudyPath, list_files, opened, say
from netsurvey.cli.quality import print_quality

__all__ = ["ingest"]


def ingest(study: StudyPath = Path(), *, as_json: Json = False, output: Output = None) -> None:
    """Read the answers into tables and a list of who named whom; print the data-quality report."""
    from netsurvey.pipeline import write_ingest  # noqa: PLC0415 - loads pandas

    with opened(study, "ingest") as run:
        survey = run.survey
        files = write_ingest(run, output)
    print_quality(survey, as_json=as_json)
    say("\nWritten:")
    list_files(files)
