"""Talk goes to standard error, results go to standard output: so that results can be piped and talk can be read."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netsurvey.pipeline import Run

__all__ = ["Json", "Output", "Seed", "StudyPath", "TierChoice", "TierName", "list_files", "opened", "say", "working"]

StudyPath = Annotated[Path, typer.Argument(metavar="STUDY", help="A study folder or its study.toml.")]
Seed = Annotated[int, typer.Option("--seed", help="Where chance comes in; the same seed gives the same bytes.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder to write to, in place of out/TIER.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
TierChoice = Literal["team", "partner", "public"]
TierName = Annotated[
    TierChoice,
    typer.Option("--tier", help="Who may see it: team (names), partner (pseudonyms), public (no small counts)."),
]


def say(text: str = "") -> None:
    """Tell the person at the keyboard something that is not a result."""
    typer.echo(text, err=True)


def list_files(files: Iterable[Path]) -> None:
    """Say which files were written."""
    for file in files:
        say(f"  {_short(file)}")


def _short(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that something is being done, where somebody is watching."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - slow to load, and only wanted at a terminal

    with Console(stderr=True).status(f"{what} ..."):
        yield


@contextmanager
def opened(
    path: Path, command: str, *, seed: int = 1, quick: bool = False, workers: int = 1, cluster: str | None = None
) -> Iterator[Run]:
    """Open a study, hold it for this command, and give its run."""
    from netsurvey.pipeline import Run  # noqa: PLC0415 - loads pandas and igraph
    from netsurvey.store import open_study  # noqa: PLC0415

    study = open_study(path)
    with study.held(command):
        yield Run(study, seed=seed, progress=working, quick=quick, workers=workers, cluster=cluster)
