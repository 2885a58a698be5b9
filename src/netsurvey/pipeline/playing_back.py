"""The playback page of each site and wave: what residents are shown, fit for whoever will be in the room."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, UsageError
from netsurvey.pipeline.labels import labels_for, shown_place_names, written_names
from netsurvey.pipeline.pictures.request import stem
from netsurvey.privacy import Tier
from netsurvey.store import PRIVATE, write_csv, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from netsurvey.pipeline.stages import Run

__all__ = ["Played", "write_playback", "write_story"]


@dataclass(frozen=True, kw_only=True)
class Played:
    """What was written.

    Attributes
    ----------
    files
        The pages, and the slips with codes.
    notes
        What whoever asked for them should know, in sentences.
    """

    files: list[Path]
    notes: list[str] = field(default_factory=list)


def write_story(run: Run) -> Path:
    """Write the story of the page into the study folder, for the team to edit.

    Raises
    ------
    UsageError
        When there is one already, which the team may have edited.
    """
    from netsurvey.playback import STORY_FILE, default_story  # noqa: PLC0415 - only pages need it

    path = run.study.path / STORY_FILE
    if path.exists():
        raise UsageError(Problem(what="is there already", file=path.name, next_step="Edit it, or move it away first."))
    return write_text(path, default_story())


def write_playback(run: Run, tier: Tier, *, codes: bool = False, folder: Path | None = None) -> Played:
    """Write the playback page of every site and wave.

    Parameters
    ----------
    run
        The study; the story is read from `playback.md` in its folder, where there is one.
    tier
        Who will see it. Names are on the page for the team alone.
    codes
        Whether each respondent gets a private code that lights up their part of the map; the slips to hand out are
        written for the team.
    folder
        Where to; `out/TIER` where left out.

    Raises
    ------
    UsageError
        When the story has faults, or names somebody on a page that is not for the team; when no site and wave has a
        map that may be shown. Where some have, the others are told in the notes.
    InstallationError
        When netsurvey was installed without the script of the page.
    """
    from netsurvey.playback import (  # noqa: PLC0415 - only pages need it
        Audience,
        assemble,
        page_codes,
        playback_contents,
        script_and_looks,
    )

    script_and_looks()  # said before the work, not after it
    folder = folder or run.study.out(tier)
    story = _story(run, tier)
    places = shown_place_names(run.people, run.roster, names_ok=tier is Tier.TEAM)
    labels = labels_for(tier, run.people, run.roster, run.study.key) if tier is Tier.TEAM else None
    audience = Audience(tier=tier, key=run.study.key, place_names=places.names, labels=labels)
    findings = run.findings.at(tier)
    blocks = run.network.blocks
    files: list[Path] = []
    without: list[str] = []
    refused: UsageError | None = None
    for site, wave in blocks:
        network = run.network.block(site, wave) if len(blocks) > 1 else run.network
        with run.progress("Making the playback page"):
            try:
                contents = playback_contents(network, findings, run.survey, audience, story=story, seed=run.seed)
            except UsageError as error:
                refused = error
                without.append(f"No page for {site}, {wave}: {error}")
                continue
            if codes:
                contents["codes"] = page_codes(network, run.study.key, seed=run.seed)
            page = assemble(contents)
        name = stem("playback", *([site, wave] if len(blocks) > 1 else []))
        files.append(write_text(folder / f"{name}.html", page, mode=PRIVATE if tier is Tier.TEAM else None))
    if refused is not None and not files:
        raise refused
    slips = _write_slips(run) if codes else []
    if tier is Tier.TEAM:
        run.study.audit("plot --playback", files)
    if codes:
        run.study.audit("plot --playback --codes", slips)
    return Played(files=[*files, *slips], notes=[*without, *_notes(tier, places.left_out)])


def _write_slips(run: Run) -> list[Path]:
    """Write who has which code, as a table and as slips to print and cut."""
    import pandas as pd  # noqa: PLC0415

    from netsurvey.playback import private_codes, slips  # noqa: PLC0415

    blocks = run.network.blocks
    networks = [run.network.block(*block) if len(blocks) > 1 else run.network for block in blocks]
    codes = pd.concat([private_codes(network, run.study.key) for network in networks], ignore_index=True)
    folder = run.study.out(Tier.TEAM)
    return [
        write_csv(folder / "codes.csv", codes.drop(columns="row"), mode=PRIVATE),
        write_text(folder / "codes.html", slips(codes, title=run.study.study.title), mode=PRIVATE),
    ]


def _notes(tier: Tier, left_out: int) -> list[str]:
    notes = []
    if tier is Tier.TEAM:
        notes.append("The page shows names: it is for the team only.")
    if left_out:
        many = f"{left_out} place{'s' * (left_out != 1)}"
        notes.append(f"{many} left out, since a word of their name is a person's name or a street in this study.")
    return notes


def _story(run: Run, tier: Tier) -> str | None:
    """Return the team's own story, held against the roster unless it is for the team."""
    from netsurvey.playback import STORY_FILE  # noqa: PLC0415

    path = run.study.path / STORY_FILE
    if not path.exists():
        return None
    try:
        story = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        step = "Save it as UTF-8 in your editor (Notepad: File, Save as, Encoding)."
        raise UsageError(Problem(what="is not UTF-8 text", file=path.name, next_step=step)) from error
    if tier is not Tier.TEAM:
        _refuse_names(story, written_names(run.people, run.roster), file=path.name)
    return story


def _refuse_names(story: str, written: Iterable[str], *, file: str) -> None:
    """Raise where a line holds somebody's whole name: two words of it or more, since May and Will are words, too."""
    names = {" ".join(name.casefold().split()) for name in written if len(name.split()) > 1}
    problems = []
    for number, line in enumerate(story.splitlines(), start=1):
        words = re.findall(r"[\w'\u2019-]+", line.casefold())
        runs = {" ".join(words[at : at + size]) for size in (2, 3, 4) for at in range(len(words) - size + 1)}
        if runs & names:
            step = "Take the name out, or make the page with --tier team."
            what = "a name from the roster stands in it, and this page is not for the team"
            problems.append(Problem(what=what, file=f"{file}, line {number}", next_step=step))
    if problems:
        raise UsageError(problems)
