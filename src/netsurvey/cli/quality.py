"""The data-quality report on the screen: tables where somebody is watching, plain lines or JSON where not."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.tables import Survey

__all__ = ["print_quality"]


def print_quality(survey: Survey, *, as_json: bool) -> None:
    """Print the report on a survey; as JSON, with the cells to look at."""
    from netsurvey.ingest import report_lines  # noqa: PLC0415 - loads pandas
    from netsurvey.ingest.quality import cells_to_look_at  # noqa: PLC0415

    if as_json:
        told = {**survey.report, "cells_to_look_at": cells_to_look_at(survey.quarantine)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _print_tables(survey.report)
    else:
        typer.echo("\n".join(report_lines(survey.report)))


def _print_tables(report: Mapping[str, Any]) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to load, and only wanted at a terminal
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from netsurvey.ingest.quality import account_lines, headline, sections  # noqa: PLC0415

    console = Console(highlight=False)
    console.print(Text(headline(report), style="bold red" if report["balance"] else "bold"))
    for line in account_lines(report):
        console.print(Text(line))
    for section in sections(report):
        table = Table(title=Text(section.title, style="bold"), title_justify="left", show_edge=False, pad_edge=False)
        for place, head in enumerate(section.heads):
            table.add_column(Text(head), justify="left" if place < section.texts else "right")
        for row in section.rows:
            table.add_row(*(Text(cell) for cell in row), style="bold" if row[-1] == "look" else None)
        console.print()
        console.print(table)
    if report["warnings"]:
        console.print(Text("\nLook at:", style="bold"))
        for sentence in report["warnings"]:
            console.print(Text(f"  - {sentence}"))
