"""Draw the pictures of a study and write them: every kind there are answers for, or those that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.pipeline.pictures.kinds import KINDS, PICTURES, Kind
from netsurvey.pipeline.pictures.request import Request
from netsurvey.privacy import Tier
from netsurvey.store import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from netsurvey.pipeline.stages import Run

__all__ = ["Drawn", "write_pictures"]


class _Where(NamedTuple):
    """Which picture of a kind."""

    about: str
    site: str
    wave: str


_Refused = tuple[_Where, Problem]
"""Which picture could not be drawn, and why."""


@dataclass(frozen=True)
class Drawn:
    """What was drawn.

    Attributes
    ----------
    files
        The files, in order.
    left_out
        The kinds that the study has nothing for, and what they need.
    refused
        Which pictures of the other kinds could not be drawn, and why: a sentence for each reason.
    """

    files: Sequence[Path]
    left_out: Mapping[str, str]
    refused: Sequence[str] = ()


def write_pictures(
    run: Run,
    tier: Tier,
    *,
    kinds: Sequence[str] | None = None,
    formats: Sequence[str] = ("png", "svg", "pdf"),
    folder: Path | None = None,
    person: str | None = None,
) -> Drawn:
    """Draw the pictures fit for a tier.

    Parameters
    ----------
    run
        The study.
    tier
        Who may see them.
    kinds
        Some of :data:`PICTURES`; where left out, every kind there are answers for.
    formats
        Some of png, svg, pdf.
    folder
        Where to; `out/TIER` where left out.
    person
        Whose map is asked for, by id: the kind "ego" beside those of `kinds`.

    Raises
    ------
    UsageError
        When a kind is not known, or one was asked for and the study has nothing to draw it from.
    """
    request = Request(run, tier, person)
    folder = folder or run.study.out(tier)
    files: list[Path] = []
    left_out: dict[str, str] = {}
    told: list[str] = []
    asked_for = [*(kinds or []), *["ego"] * (person is not None)]
    try:
        for kind in _chosen(asked_for if kinds else None):
            with run.progress(f"Drawing: {kind.name}"):
                drawn, refused = _draw(kind, request, folder=folder, formats=formats)
            files += drawn
            if not drawn:
                if kind.name in asked_for:
                    raise UsageError(_nothing(kind, [why for _, why in refused]))
                left_out[kind.name] = kind.needs
            else:
                told += _refusals(kind, refused, several=len(run.network.blocks) > 1)
    finally:
        if tier is Tier.TEAM and files:
            run.study.audit("plot", files)
    return Drawn(files, left_out, told)


def _chosen(kinds: Sequence[str] | None) -> list[Kind]:
    """Return the rows of the table that were asked for."""
    unknown = [name for name in kinds or [] if name not in PICTURES]
    if unknown:
        raise UsageError(
            Problem(
                what="there is no such kind of picture",
                value=name,
                next_step=f"Nearest: {', '.join(nearest(name, PICTURES) or PICTURES)}.",
            )
            for name in unknown
        )
    return [kind for kind in KINDS if not kinds or kind.name in kinds]


def _draw(kind: Kind, request: Request, *, folder: Path, formats: Sequence[str]) -> tuple[list[Path], list[_Refused]]:
    """Draw every picture of a kind; return the files, and what could not be drawn."""
    from netsurvey.plot import save_figure  # noqa: PLC0415 - matplotlib is slow to load and only pictures need it

    mode = PRIVATE if request.tier is Tier.TEAM else None
    files: list[Path] = []
    refused: list[_Refused] = []
    tried: set[tuple[str, str]] = set()
    for picture in kind.draw(request):
        tried.add((picture.site, picture.wave))
        try:
            ax = picture.draw()
        except UsageError as error:
            refused += [(_Where(picture.about, picture.site, picture.wave), problem) for problem in error.problems]
            continue
        files += save_figure(ax, folder / picture.stem, formats=formats, mode=mode)
    nothing = Problem(what=f"it needs {kind.needs}")
    refused += [(_Where("", *missing), nothing) for missing in _missing(tried, request)]
    return files, refused


def _missing(tried: set[tuple[str, str]], request: Request) -> list[tuple[str, str]]:
    """Return the sites and waves that a kind has nothing for, where it has something for others of the same sort."""
    sorts = ([(site, wave) for site, wave, _ in each] for each in (request.blocks(), request.waves()))
    return next(([one for one in sort if one not in tried] for sort in sorts if tried & {*sort}), [])


def _refusals(kind: Kind, refused: Sequence[_Refused], *, several: bool) -> list[str]:
    """Return a sentence for each reason: what was not drawn, of which sites and waves."""
    places: dict[tuple[str, str], list[str]] = {}
    for where, problem in refused:
        there = ", ".join(filter(None, ["all sites" if where.site == "all" else where.site, where.wave]))
        places.setdefault((where.about, str(problem)), []).append(there)
    sentences = []
    for (about, why), blocks in places.items():
        what = f"{kind.name} by {about}" if about else kind.name
        of = f" of {'; '.join(dict.fromkeys(filter(None, blocks)))}" if several and any(blocks) else ""
        sentences.append(f"{what}{of}: {why}{'' if why.endswith('.') else '.'}")
    return sentences


def _nothing(kind: Kind, refused: Sequence[Problem]) -> Problem:
    """Say that there is nothing to draw a kind from, in one line: what was refused, else what it needs."""
    if refused:
        return refused[0]
    return Problem(what=f'there is nothing to draw "{kind.name}" from', next_step=f"It needs {kind.needs}.")
