"""`netsurvey resolve`: mentions -> people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from netsurvey.cli.console import Json, Output, Seed, StudyPath, list_files, opened, say

__all__ = ["resolve"]


def resolve(  # noqa: PLR0913 - an option of the command each
    study: StudyPath = Path(),
    *,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="PERSON", help="Say why these mentions are one person.")
    ] = None,
    why_not: Annotated[
        tuple[str, str] | None,
        typer.Option("--why-not", metavar="PERSON PERSON", help="Say why these two were not taken for one person."),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Give a first answer, marked as one; nothing else is worked out from it.")
    ] = False,
    seed: Seed = 1,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Resolve so many sites at a time; only the time taken changes.")
    ] = 1,
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="ADDRESS", help="Resolve the sites on a dask cluster: tcp://HOST:PORT."),
    ] = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Work out who is meant by each mention; print what was merged and what is doubtful."""
    from netsurvey.pipeline import (  # noqa: PLC0415 - loads pandas
        comparison,
        explanation,
        resolution_summary,
        write_resolution,
    )

    with opened(study, "resolve", seed=seed, quick=quick, workers=workers, cluster=cluster) as run:
        if explain is not None or why_not is not None:
            told = explanation(run, explain) if explain is not None else []
            told += comparison(run, *why_not) if why_not is not None else []
            typer.echo("\n".join(told))
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
        if summary["quick"]:
            typer.echo("This is a quick first answer. Run it again without --quick before you rely on it.")
    say("\nWritten, with names, for the team only:")
    list_files(files)
