"""`netsurvey init`: a file of answers -> a study file that says how to read it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from netsurvey.cli.console import say, working
from netsurvey.errors import FolderError, Problem

__all__ = ["init"]


def init(
    responses: Annotated[
        list[Path], typer.Argument(metavar="RESPONSES...", help="A file of answers, several, a folder or a zip.")
    ],
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder to write study.toml to, if not where the answers lie.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a study.toml that is there.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Take every guess, and ask nothing.")] = False,
) -> None:
    """Guess a study file from the answers; every guess is marked and explained in it."""
    first = responses[0]
    folder = output or (first if first.is_dir() else first.parent)
    target = folder / "study.toml"
    if target.exists() and not force:
        raise FolderError(
            Problem(
                what="is there already, and is left as it is",
                file=str(target),
                next_step="Use --force to write over it, or -o to write to another folder.",
            )
        )
    from netsurvey.cli.guesses import corrected, table_of  # noqa: PLC0415 - loads pandas and rich
    from netsurvey.ingest.guessing import guess_study, study_text  # noqa: PLC0415
    from netsurvey.store import write_text  # noqa: PLC0415

    with working("Reading the answers"):
        draft = guess_study(responses, folder)
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        draft = corrected(draft, folder)
    write_text(target, study_text(draft))
    for row in table_of(draft):
        typer.echo(f"  {row.what:<12}{row.name:<20}{row.columns}")
    if draft.doubts:
        say("\nNot guessed:")
        for doubt in draft.doubts:
            say(f"  {doubt}")
    if draft.unused:
        say(f"\nColumns that no line reads: {len(draft.unused)}. They are listed at the end of the file.")
    say(f"\nWritten: {target}\nLook through it: every guess is marked. Then: netsurvey ingest {_shown(folder)}")


def _shown(folder: Path) -> str:
    text = str(folder)
    return f'"{text}"' if " " in text else text
