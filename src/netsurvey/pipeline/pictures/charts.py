"""Charts of a study: rates by group, wellbeing beside isolation, researchers, indicators and areas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netsurvey.pipeline.pictures.indicators import INDICATORS, read_indicators
from netsurvey.pipeline.pictures.request import Picture, stem
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.pipeline.pictures.request import Request

__all__ = ["groups", "importance", "researchers", "scatter", "warm", "wellbeing"]

ISOLATION = ("power_isolate_v1", "graph_isolate")
"""The flag that groups are compared by: the first of these that was asked, and the last always is."""


def groups(request: Request) -> Iterator[Picture]:
    """Yield the chart of isolation by every attribute that leaves anything to show, wave by wave."""
    from netsurvey.plot import plot_groups  # noqa: PLC0415

    table = request.findings.groups
    asked = set(table.loc[table["status"] != "not asked", "flag"])
    flag = next(flag for flag in ISOLATION if flag in asked)
    draw = partial(plot_groups, request.findings, flag=flag)
    for site, wave, end in request.waves():
        here = table[(table["site"] == site) & (table["wave"] == wave) & (table["flag"] == flag)]
        told = set(here.loc[here[["share", "bound_low"]].notna().any(axis=1), "attribute"])
        for attribute in (name for name in request.run.survey.attributes if name in told):
            chart = partial(draw, attribute=attribute, site=site, wave=wave)
            yield Picture(stem("groups", attribute, *end), chart, site, wave, attribute)


def wellbeing(request: Request) -> Iterator[Picture]:
    """Yield the chart of scores of every wave that has any."""
    from netsurvey.plot import plot_wellbeing  # noqa: PLC0415

    scored = set(request.findings.wellbeing["wave"])
    for site, wave, end in request.waves():
        if wave in scored:
            draw = partial(plot_wellbeing, request.findings, site=site, wave=wave)
            yield Picture(stem("wellbeing", *end), draw, site, wave)


def importance(request: Request) -> Iterator[Picture]:
    """Yield the chart of what goes most closely with a score, of every wave where enough people answered."""
    from netsurvey.plot import plot_importance  # noqa: PLC0415

    table = request.findings.importance
    for site, wave, end in request.waves():
        if ((table["site"] == site) & (table["wave"] == wave) & (table["status"] == "given")).any():
            draw = partial(plot_importance, request.findings, site=site, wave=wave)
            yield Picture(stem("importance", *end), draw, site, wave)


def researchers(request: Request) -> Iterator[Picture]:
    """Yield the chart of every researcher's forms, for the team alone."""
    from netsurvey.plot import plot_researchers  # noqa: PLC0415

    for site, wave, end in request.waves():
        draw = partial(plot_researchers, request.run.network, request.findings)
        yield Picture(stem("researchers", *end), partial(draw, site=site, wave=wave), site, wave)


def warm(request: Request) -> Iterator[Picture]:
    """Yield the page of indicators, where the study folder holds a file of them."""
    from netsurvey.plot import plot_warm  # noqa: PLC0415

    study = request.run.study
    if (study.path / INDICATORS).is_file():
        table = read_indicators(study.path / INDICATORS)
        yield Picture("warm", partial(plot_warm, table, title=study.study.study.title))


def scatter(request: Request) -> Iterator[Picture]:
    """Yield areas as points: the sites of a wave, or the team's streets where there are too few sites."""
    from netsurvey.plot import areas, plot_scatter  # noqa: PLC0415
    from netsurvey.plot.scatter import FEWEST_AREAS  # noqa: PLC0415

    run, findings = request.run, request.findings
    waves = list(dict.fromkeys(wave for _, wave in run.network.blocks))
    for wave in (wave for wave in waves if wave in set(findings.means["wave"])):
        table = areas(findings, wave=wave)
        if len(table) < FEWEST_AREAS and request.tier is Tier.TEAM:
            table = areas(findings, run.network, by="street", wave=wave, labels=request.streets)
        yield Picture(stem("scatter", *[wave] * (len(waves) > 1)), partial(plot_scatter, table), "", wave)
