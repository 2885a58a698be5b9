"""`netsurvey plot`: findings -> pictures."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from netsurvey.cli.console import Output, Seed, StudyPath, TierChoice, list_files, opened, say

__all__ = ["Format", "Kind", "plot"]


class Kind(StrEnum):
    """The pictures there are."""

    SOCIOGRAM = "sociogram"
    COMMUNITIES = "communities"
    ATTRIBUTES = "attributes"
    SCORES = "scores"
    FLAGS = "flags"
    WAVES = "waves"
    PATHWAYS = "pathways"
    GATHERINGS = "gatherings"
    EGO = "ego"
    GROUPS = "groups"
    WELLBEING = "wellbeing"
    IMPORTANCE = "importance"
    RESEARCHERS = "researchers"
    WARM = "warm"
    SCATTER = "scatter"


class Format(StrEnum):
    """The file formats a picture can have."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


def plot(  # noqa: PLR0913 - each is an option of the command
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
    person: Annotated[
        str | None, typer.Option("--person", metavar="ID", help="Whose map the kind ego draws, at the team tier.")
    ] = None,
    playback: Annotated[
        bool, typer.Option("--playback", help="Make the page to show residents, for the public unless --tier says so.")
    ] = False,
    codes: Annotated[
        bool,
        typer.Option("--codes", help="With --playback: a private code for each respondent, and slips to hand out."),
    ] = False,
    words: Annotated[
        bool, typer.Option("--words", help="With --playback: write the words of the page to playback.md, to edit.")
    ] = False,
    tier: Annotated[
        TierChoice | None,
        typer.Option("--tier", help="Who may see it: team, partner or public; pictures are for partners by default."),
    ] = None,
    seed: Seed = 1,
    output: Output = None,
) -> None:
    """Draw the maps and the charts, every kind there are answers for, as PNG, SVG and PDF."""
    from netsurvey.pipeline import write_pictures  # noqa: PLC0415 - loads pandas and matplotlib
    from netsurvey.privacy import Tier  # noqa: PLC0415

    if playback or codes or words:
        _play_back(study, tier=tier or "public", codes=codes, words=words, seed=seed, output=output)
        return
    with opened(study, "plot", seed=seed) as run:
        drawn = write_pictures(
            run, Tier(tier or "partner"), kinds=kind, formats=formats or list(Format), folder=output, person=person
        )
    say("Drawn:")
    list_files(drawn.files)
    for name, needs in drawn.left_out.items():
        say(f"Left out: {name}. It needs {needs}.")
    for sentence in drawn.refused:
        say(f"Not drawn: {sentence}")


def _play_back(study: Path, *, tier: str, codes: bool, words: bool, seed: int, output: Path | None) -> None:
    """Make the page to show residents, or write its words to edit first."""
    from netsurvey.pipeline import write_playback, write_story  # noqa: PLC0415 - loads pandas
    from netsurvey.privacy import Tier  # noqa: PLC0415

    with opened(study, "plot --playback", seed=seed) as run:
        if words:
            say("Edit these words, then run `netsurvey plot --playback` again:")
            list_files([write_story(run)])
            return
        played = write_playback(run, Tier(tier), codes=codes, folder=output)
    say("Made:")
    list_files(played.files)
    for note in played.notes:
        say(note)
