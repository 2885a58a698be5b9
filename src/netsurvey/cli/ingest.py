"""`netsurvey ingest`: answers -> tables and edge lists."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from netsurvey.cli.console import Json, Output, StudyPath, list_files, opened, say

__all__ = ["ingest"]


def ingest(study: StudyPath = Path(), *, as_json: Json = False, output: Output = None) -> None:
    """Read the answers into tables and a list of who named whom; print the data-quality report."""
    from netsurvey.ingest import report_lines  # noqa: PLC0415 - loads pandas
    from netsurvey.pipeline import write_ingest  # noqa: PLC0415

    with opened(study, "ingest") as run:
        report = run.survey.report
        files = write_ingest(run, output)
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else "\n".join(report_lines(report)))
    say("\nWritten:")
    list_files(files)
