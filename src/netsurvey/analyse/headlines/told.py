"""The findings in plain English, written from the tables and from nothing else.

A headline below the team tier must say what the published tables say, so it is written anew from them and never
edited. Each carries its definition, its n, its interval where it has one, and what it does not mean.

They follow the programme's own list of outputs: who cannot make change (1), is isolated (2), among whom (3), with what
other ties (4) and without a contact for change (5); change-makers (6) and familiar strangers (7); bridges (8) and
cut-points, and how far news would get without the key players (9); pathways (11), groups (12), barriers and places
(13); wellbeing beside isolation (14), beside the answers (15) and beside age, work and health (16); groups at both ends
(17). The sociogram (10) is a picture without a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.headlines.answers import both_tails, chosen, scores_by_answer
from netsurvey.analyse.headlines.counted import tally
from netsurvey.analyse.headlines.gatherings import pathways, places, reach, shared
from netsurvey.analyse.headlines.isolation import by_attribute, link, rate
from netsurvey.analyse.headlines.reached import who_was_reached
from netsurvey.analyse.headlines.scene import of, scenes
from netsurvey.analyse.headlines.structure import holds_together, passed_on
from netsurvey.analyse.headlines.wellbeing import beside_others, wellbeing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netsurvey.analyse.finding import Finding
    from netsurvey.analyse.findings import Findings
    from netsurvey.analyse.headlines.scene import Scene

__all__ = ["headlines"]

_ISOLATION = ("power_isolate_v1", "total_isolate_v1", "no_change_contact_v1", "graph_isolate")
_COUNTED = ("change_maker_v1", "familiar_stranger_v1", "broker_v1")
"""The programme's own headlines first."""


def headlines(findings: Findings) -> tuple[Finding, ...]:
    """Write the headlines of a study from its tables, exact or published, all sites together first.

    Parameters
    ----------
    findings
        The tables, what each name means, and whether they were rounded for others than the team.
    """
    found: list[Finding] = []
    for first, scene in enumerate(scenes(findings)):
        told = [finding for family in _families(findings, scene) for finding in family if finding is not None]
        found += [finding for finding in told if first == 0 or not finding.not_asked]
    return tuple(found)


def _families(findings: Findings, scene: Scene) -> Iterator[Iterable[Finding | None]]:
    """Yield the headlines of one site and wave, a family at a time, in the order a community would ask."""
    rates, means, choices, named = (
        of(table, scene) for table in (findings.groups, findings.means, findings.choices, findings.places)
    )
    overall: dict[str, Any] = {str(row.flag): row for row in rates[rates["attribute"] == EVERYONE].itertuples()}
    counts: dict[str, Any] = {str(row.flag): row for row in of(findings.tallies, scene).itertuples()}
    gatherings = named[named["role"] != "information"]
    asked: dict[str, Any] = {str(row.flag): row for row in of(findings.researchers, scene).itertuples()}
    yield (rate(scene, overall.get(flag), asked.get(flag)) for flag in _ISOLATION)
    yield by_attribute(scene, rates)
    yield both_tails(scene, rates, means)
    yield wellbeing(scene, of(findings.wellbeing, scene))
    yield beside_others(scene, of(findings.importance, scene))
    yield scores_by_answer(scene, choices, means)
    yield chosen(scene, choices)
    yield (rate(scene, overall.get("friends_only_v1")),)
    yield places(scene, named[named["role"] == "information"])
    yield pathways(scene, of(findings.pathways, scene))
    yield places(scene, gatherings)
    yield reach(scene, gatherings)
    yield shared(scene, of(findings.overlaps, scene), gatherings)
    yield (link(scene, row) for row in of(findings.connections, scene).itertuples())
    yield (tally(scene, counts[flag]) for flag in _COUNTED if flag in counts)
    yield holds_together(scene, of(findings.structure, scene))
    yield passed_on(scene, of(findings.spread, scene))
    yield who_was_reached(scene, of(findings.reached, scene))
