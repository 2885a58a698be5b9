"""Maps of a study: who named whom in several colours, wave beside wave, one person's own, and who names which place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netsurvey.pipeline.pictures.request import Picture, stem
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from netsurvey.pipeline.pictures.request import Request

__all__ = ["attributes", "communities", "ego", "flags", "gatherings", "pathways", "scores", "sociogram", "waves"]

FLAGS = ("power_isolate_v1", "broker_v1", "change_maker_v1")
"""The flags that have a map of their own."""
_OF_THE_TEAM = ("community", "wellbeing")
"""What only the team's findings hold of single people; the map takes care of what the tier may see of it."""


def sociogram(request: Request) -> Iterator[Picture]:
    """Yield the map of who named whom of every site and wave."""
    yield from _sociograms(request, "sociogram", colour_by="kind", labels=request.labels)


def communities(request: Request) -> Iterator[Picture]:
    """Yield the map by community of every site and wave."""
    yield from _sociograms(request, "communities", colour_by="community", labels=request.labels)


def attributes(request: Request) -> Iterator[Picture]:
    """Yield the map by every attribute that was asked."""
    from netsurvey.plot import attribute_on_map  # noqa: PLC0415

    run = request.run
    for attribute in run.survey.attributes:
        answers = attribute_on_map(run.network, run.survey, attribute)
        yield from _sociograms(request, "attributes", attribute, colour_by=answers, labels=_names_of_people(request))


def scores(request: Request) -> Iterator[Picture]:
    """Yield the map by the first score that was analysed."""
    yield from _sociograms(request, "scores", colour_by="wellbeing", labels=_names_of_people(request))


def flags(request: Request) -> Iterator[Picture]:
    """Yield the map of each flag that anybody has whom the tier may see."""
    people = request.findings.people
    for flag in (name for name in FLAGS if name in people and people[name].fillna(value=False).any()):
        yield from _sociograms(request, "flags", flag, colour_by=flag, labels=_names_of_people(request))


def waves(request: Request) -> Iterator[Picture]:
    """Yield the maps of each site's waves side by side."""
    from netsurvey.plot import plot_waves  # noqa: PLC0415

    run = request.run
    sites = [site for site, _ in run.network.blocks]
    for site in (site for site in dict.fromkeys(sites) if sites.count(site) > 1):
        draw = partial(plot_waves, run.network, run.findings, tier=request.tier, labels=request.labels, seed=run.seed)
        name = stem("waves", *([site] if len(set(sites)) > 1 else []))
        yield Picture(name, partial(draw, site=site), site)


def ego(request: Request) -> Iterator[Picture]:
    """Yield the map of one person, for the team alone."""
    from netsurvey.plot import plot_ego_map  # noqa: PLC0415

    if request.person is not None:
        run = request.run
        draw = partial(plot_ego_map, run.network, run.findings, request.person, tier=request.tier)
        yield Picture(stem("ego", request.person), partial(draw, labels=request.labels))


def pathways(request: Request) -> Iterator[Picture]:
    """Yield the map of people and their sources of every site and wave."""
    from netsurvey.plot import plot_pathways  # noqa: PLC0415

    run = request.run
    draw = partial(plot_pathways, run.network, run.survey, request.findings, labels=request.places, seed=run.seed)
    for site, wave, end in request.blocks():
        yield Picture(stem("pathways", *end), partial(draw, site=site, wave=wave), site, wave)


def gatherings(request: Request) -> Iterator[Picture]:
    """Yield the map of people and places or groups, for every question that asks for them."""
    from netsurvey.plot import gathering_questions, plot_gatherings  # noqa: PLC0415

    run = request.run
    draw = partial(plot_gatherings, run.network, request.findings, labels=request.places, seed=run.seed)
    for site, wave, end in request.blocks():
        for question in gathering_questions(request.findings, site=site, wave=wave):
            text = run.survey.study.questions[question].text
            whole = partial(draw, question=question, title=text, site=site, wave=wave)
            yield Picture(stem("gatherings", question, *end), whole, site, wave, question)


def _sociograms(request: Request, *name: str, **options: Any) -> Iterator[Picture]:  # noqa: ANN401 - handed on
    from netsurvey.plot import plot_sociogram  # noqa: PLC0415

    run = request.run
    by_team = isinstance(options["colour_by"], str) and options["colour_by"] in _OF_THE_TEAM
    findings = run.findings if by_team else request.findings
    draw = partial(plot_sociogram, run.network, findings, tier=request.tier, seed=run.seed, **options)
    for site, wave, end in request.blocks():
        about = " ".join(name[1:])
        yield Picture(stem(*name, *end), partial(draw, site=site, wave=wave), site, wave, about)


def _names_of_people(request: Request) -> Any:  # noqa: ANN401 - a Series or none
    """Return labels where what people answered may stand beside them: for the team."""
    return request.labels if request.tier is Tier.TEAM else None
