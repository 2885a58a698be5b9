"""The commands under one roof."""

from __future__ import annotations

from typing import Annotated

import typer

import netsurvey
from netsurvey.cli.analyse import analyse
from netsurvey.cli.check import check
from netsurvey.cli.demo import demo
from netsurvey.cli.ingest import ingest
from netsurvey.cli.init import init
from netsurvey.cli.plot import plot
from netsurvey.cli.resolve import resolve
from netsurvey.cli.withdraw import withdraw

__all__ = ["app"]

app = typer.Typer(
    name="netsurvey",
    help="From answers collected on doorsteps to a community that can see itself.",
    epilog="Start with: netsurvey demo",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help reads well everywhere and comes at once
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"netsurvey {netsurvey.__version__}")
        raise typer.Exit


@app.callback()
def netsurvey_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda value: _print_version(wanted=value), is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """From answers collected on doorsteps to a community that can see itself."""


app.command("demo", short_help="See it work on an invented village.")(demo)
app.command("init", short_help="Guess a study file from the answers.")(init)
app.command("ingest", short_help="Read the answers; print the data-quality report.")(ingest)
app.command("check", short_help="Print the data-quality report alone.")(check)
app.command("resolve", short_help="Work out who is meant by each mention.")(resolve)
app.command("analyse", short_help="Find isolates, brokers, change-makers; print the headlines.")(analyse)
app.command("analyze", hidden=True)(analyse)
app.command("plot", short_help="Draw the sociogram and the charts.")(plot)
app.command("withdraw", short_help="Take somebody out, and work everything out again.")(withdraw)
