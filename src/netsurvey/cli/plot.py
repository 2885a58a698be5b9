"""`netsurvey plot`: findings -> pictures."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from netsurvey.cli.console import Output, Seed, StudyPath, TierName, list_files, opened, say

__all__ = ["Format", "Kind", "plot"]


class Kind(StrEnum):
    """The pictures there are."""

    SOCIOGRAM = "sociogram"
    WELLBEING = "wellbeing"
    GROUPS = "groups"


class Format(StrEnum):
    """The file formats a picture can have."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


def plot(
    study: StudyPath = Path(),
    *,
    kind: Annotated[
        list[Kind] | None,
        typer.Option("--kind", help="Draw this kind only; may be given several times."),
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", help="Write this format only; may be given several times."),
    ] = None,
    tier: TierName = "partner",
    seed: Seed = 1,
    output: Output = None,
) -> None:
    """Draw the sociogram and the charts, as PNG, SVG and PDF."""
    from netsurvey.pipeline import write_pictures  # noqa: PLC0415 - loads pandas and matplotlib
    from netsurvey.privacy import Tier  # noqa: PLC0415

    with opened(study, "plot", seed=seed) as run:
        files = write_pictures(run, Tier(tier), kinds=kind, formats=formats or list(Format), folder=output)
    say("Drawn:")
    list_files(files)
