"""Which pictures a study gets: one sociogram a site and wave, and the charts its questions have answers for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, UsageError
from netsurvey.pipeline.labels import labels_for
from netsurvey.privacy import Tier
from netsurvey.store import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

    from netsurvey.analyse import Findings
    from netsurvey.pipeline.stages import Run

__all__ = ["PICTURES", "write_pictures"]

PICTURES = ("sociogram", "wellbeing", "groups")
"""The kinds of picture that `netsurvey plot` knows."""

ISOLATION = ("power_isolate_v1", "graph_isolate")
"""The flag that groups are compared by: the first of these that was asked, and the last always is."""


def write_pictures(
    run: Run,
    tier: Tier,
    *,
    kinds: Sequence[str] | None = None,
    formats: Sequence[str] = ("png", "svg", "pdf"),
    folder: Path | None = None,
) -> list[Path]:
    """Draw the pictures fit for a tier and return their files.

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

    Raises
    ------
    UsageError
        When a kind was asked for and the study has no answers to draw it from.
    """
    from netsurvey.plot import save_figure  # noqa: PLC0415 - matplotlib is slow to load and only pictures need it

    folder = folder or run.study.out(tier)
    findings = run.findings.at(tier)
    mode = PRIVATE if tier is Tier.TEAM else None
    files: list[Path] = []
    for kind in kinds or PICTURES:
        drawn = False
        with run.progress(f"Drawing: {kind}"):
            for stem, figure in _drawings(run, findings, kind):
                drawn = True
                files += save_figure(figure, folder / stem, formats=formats, mode=mode)
        if kinds and not drawn:
            raise UsageError(
                Problem(
                    what=f'there is nothing to draw "{kind}" from',
                    next_step="It needs a scale." if kind == "wellbeing" else "It needs an attribute to group by.",
                )
            )
    if tier is Tier.TEAM:
        run.study.audit("plot", files)
    return files


def _drawings(run: Run, findings: Findings, kind: str) -> Iterator[tuple[str, Figure]]:
    """Yield the file stem and the figure of each picture of a kind."""
    draw = {"sociogram": _sociograms, "wellbeing": _wellbeing, "groups": _groups}[kind]
    return draw(run, findings)


def _sociograms(run: Run, findings: Findings) -> Iterator[tuple[str, Figure]]:
    """Yield the map of every site and wave."""
    from netsurvey.plot import plot_sociogram  # noqa: PLC0415

    tier = findings.tier
    labels = labels_for(tier, run.people, run.roster if tier is Tier.TEAM else None, run.study.key)
    blocks = run.network.blocks
    for site, wave in blocks:
        figure = plot_sociogram(run.network, findings, labels=labels, site=site, wave=wave, seed=run.seed)
        yield _stem("sociogram", *([site, wave] if len(blocks) > 1 else [])), figure


def _wellbeing(run: Run, findings: Findings) -> Iterator[tuple[str, Figure]]:
    """Yield the chart of scores of every wave that has any."""
    from netsurvey.plot import plot_wellbeing  # noqa: PLC0415

    scored = set(findings.wellbeing["wave"])
    for site, wave, end in _charted(run.network.blocks):
        if wave in scored:
            yield _stem("wellbeing", *end), plot_wellbeing(findings, site=site, wave=wave)


def _groups(run: Run, findings: Findings) -> Iterator[tuple[str, Figure]]:
    """Yield the chart of isolation by every attribute that leaves anything to show, wave by wave."""
    from netsurvey.plot import plot_groups  # noqa: PLC0415

    asked = set(findings.groups.loc[findings.groups["status"] != "not asked", "flag"])
    flag = next(flag for flag in ISOLATION if flag in asked)
    for site, wave, end in _charted(run.network.blocks):
        here = findings.groups[(findings.groups["site"] == site) & (findings.groups["wave"] == wave)]
        told = here[(here["flag"] == flag) & here[["share", "bound_low"]].notna().any(axis=1)]
        for attribute in (name for name in run.survey.attributes if name in set(told["attribute"])):
            figure = plot_groups(findings, attribute=attribute, flag=flag, site=site, wave=wave)
            yield _stem("groups", attribute, *end), figure


def _charted(blocks: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the site, the wave and the end of the file's name of each chart: all sites of a wave together."""
    waves = sorted({wave for _, wave in blocks})
    for wave in waves:
        sites = [site for site, when in blocks if when == wave]
        yield ("all" if len(sites) > 1 else sites[0]), wave, [wave] * (len(waves) > 1)


def _stem(*parts: str) -> str:
    """Return a file's stem of plain letters: a site may be written in any."""
    return "-".join(re.sub(r"[^\w]+", "-", part.casefold()).strip("-") or "x" for part in parts)
