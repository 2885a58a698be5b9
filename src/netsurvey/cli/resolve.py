"""`netsurvey resolve`: mentions -> people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from netsurvey.cli.console import Json, Output, Seed, StudyPath, list_files, opened, say

__all__ = ["resolve"]


def resolve(
    study: StudyPath = Path(),
    *,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="PERSON", help="Say why these mentions are one person.")
    ] = None,
    seed: Seed = 1,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Work out who is meant by each mention; print what was merged and what is doubtful."""
    from netsurvey.pipeline import explanation, resolution_summary, write_resolution  # noqa: PLC0415 - loads pandas

    with opened(study, "resolve", seed=seed) as run:
        if explain is not None:
            typer.echo("\n".join(explanation(run, explain)))
            return
        summary = resolution_summary(run)
        files = write_resolution(run, output)
    if as_json:
        typer.echo(json.dumps(summary, indent=2))
    else:
        typer.echo(
            f"{summary['person_mentions']} mentions of people mean {summary['people']} people: "
            f"{summary['respondents']} were interviewed, {summary['named_only']} were only named.\n"
            f"{summary['merged']} mentions were joined with another; {summary['doubtful']} pairs are doubtful "
            "and were left apart or joined with little certainty (doubtful.csv)."
        )
    say("\nWritten, with names, for the team only:")
    list_files(files)
