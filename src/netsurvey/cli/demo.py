"""`netsurvey demo`: the sample study, taken all the way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from netsurvey.cli.console import opened, say

__all__ = ["demo"]


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to put the sample study.")] = Path(
        "netsurvey-demo"
    ),
    *,
    sample: Annotated[
        Literal["small", "murton-sized"], typer.Option("--sample", help="An invented village of 120 or of 500 forms.")
    ] = "small",
) -> None:
    """Copy an invented village and run everything on it; end by naming the files to open."""
    from netsurvey.ingest import report_lines  # noqa: PLC0415 - loads pandas
    from netsurvey.pipeline import (  # noqa: PLC0415
        told_findings,
        write_findings,
        write_ingest,
        write_pictures,
        write_resolution,
    )
    from netsurvey.privacy import Tier  # noqa: PLC0415
    from netsurvey.samples import copy_sample  # noqa: PLC0415

    copy_sample(sample, folder)
    say(f"An invented village lies in {folder}: study.toml says what was asked, responses.csv holds the answers.")
    with opened(folder, "demo") as run:
        say("1. ingest: reading the answers")
        typer.echo(report_lines(run.survey.report)[0])
        write_ingest(run)
        say("2. resolve: working out who is who")
        write_resolution(run)
        say("3. analyse: isolates, brokers, change-makers, wellbeing")
        write_findings(run, Tier.PARTNER)
        typer.echo(told_findings(run, Tier.PARTNER).as_text())
        say("4. plot: the sociogram and the charts")
        write_pictures(run, Tier.PARTNER, kinds=("sociogram", "wellbeing"))
    say("\nOpen these:")
    for path, what in (
        ("out/partner/sociogram.png", "the map: who was asked, whom they named"),
        ("out/team/people.csv", "the people table, with names: for the team only"),
        ("out/partner/headlines.txt", "the findings in plain English"),
    ):
        typer.echo(f"{folder / path}  {what}")
