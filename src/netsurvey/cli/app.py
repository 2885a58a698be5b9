"""The commands under one roof."""

from __future__ import annotations

from typing import Annotated

import typer

import netsurvey
from netsurvey.cli.analyse import analyse
from netsurvey.cli.demo import demo
from netsurvey.cli.ingest import ingest
from netsurvey.cli.plot import plot
from netsurvey.cli.resolve import resolve

__all__ = ["app"]

app = typer.Typer(
    name="netsurvey",
    help="From answers collected on doorsteps to a community that can see itself.",
    epilog="Start with: netsurvey demo",
    no_args_is_help=True,
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


app.command("demo")(demo)
app.command("ingest")(ingest)
app.command("resolve")(resolve)
app.command("analyse")(analyse)
app.command("analyze", hidden=True)(analyse)
app.command("plot")(plot)
