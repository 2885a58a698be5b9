"""What an analysis found, exact for the team and fit to be shown for everybody else.

One object holds the tables; headlines are written from them, so that words and numbers cannot disagree.
"""

from __future__ import annotations

import html
import json
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

from netsurvey.analyse.cards import Card, card
from netsurvey.analyse.choices import CHOICE_COLUMNS
from netsurvey.analyse.codebook import codebook
from netsurvey.analyse.definitions import Definition
from netsurvey.analyse.gatherings import OVERLAP_COLUMNS, PLACE_COLUMNS
from netsurvey.analyse.headlines import headlines
from netsurvey.analyse.importance import IMPORTANCE_COLUMNS, publish_importance
from netsurvey.analyse.means import MEAN_COLUMNS
from netsurvey.analyse.methods import methods_paragraph
from netsurvey.analyse.pathways import PATHWAY_COLUMNS
from netsurvey.analyse.publish import (
    publish_counts,
    publish_coverage,
    publish_gaps,
    publish_people,
    publish_rates,
    publish_tallies,
)
from netsurvey.analyse.publish_tables import (
    publish_choices,
    publish_means,
    publish_overlaps,
    publish_pathways,
    publish_places,
    publish_reached,
    publish_researchers,
)
from netsurvey.analyse.reached import REACHED_COLUMNS
from netsurvey.analyse.researchers import RESEARCHER_COLUMNS
from netsurvey.analyse.spreading import SPREAD_COLUMNS, publish_spread
from netsurvey.analyse.structure import STRUCTURE_COLUMNS, publish_structure
from netsurvey.analyse.supported import supports
from netsurvey.errors import Problem, UsageError
from netsurvey.privacy import STANDARD, Thresholds, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netsurvey.analyse.finding import Finding

__all__ = ["Findings"]

_TABLES = (
    *("people", "groups", "wellbeing", "connections", "tallies", "roles", "coverage", "researchers"),
    *("places", "pathways", "overlaps", "choices", "means", "structure", "importance", "spread", "reached"),
)
_NODE = ["site", "wave", "person_id"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Findings:
    """What an analysis found.

    Attributes
    ----------
    people
        One row a person on (site, wave, person_id): measures, flags as nullable booleans (NA: not asked, unknown, or
        only named by others) and scores. A degree, and the betweenness, has 90% of its values over the plausible
        resolutions from `_low` to `_high`; the value beside them is that of the resolution that is shown, which may lie
        outside. A flag has the `_share` of resolutions in which it holds, the share of resampled respondents
        (`_resampled`) where it rests on what others answered and, where it is set, its `_certainty` by the lower of
        the two: certain from .95 on, likely from .70 on, else fragile. Beside it stand the values, thresholds and what
        chance gives, from which :meth:`card` says why somebody is flagged. Partners get what the map shows anyway, the
        public an empty table.
    groups
        Every flag by every attribute and overall: site, wave, flag, attribute, level, n, count, share, low, high,
        blank, unsure, bound_low, bound_high, status, draws, count_low, count_high, doubt, design, p, p_holm.
    wellbeing
        Every score by every flag: site, wave, scale, flag, n_with, n_without, mean_with, mean_without, sd_with,
        sd_without, difference, low, high, p, status, draws, doubt.
    connections
        The same for ties in questions other than connector and linker ones.
    tallies
        How many brokers, change-makers and familiar strangers there are.
    roles
        Public roles that were named, by how many respondents.
    coverage
        How much of each site was seen.
    researchers
        How far each rate of isolation hangs on a single researcher, as
        :func:`netsurvey.analyse.researchers.by_researcher` says; below the team tier the shares that are
        published with the most that one researcher's forms move them, rounded up to five points.
    places
        Places, groups and activities by how many name them, and how many of those are isolated:
        :data:`netsurvey.analyse.gatherings.PLACE_COLUMNS`.
    pathways
        Communities of people who find out from the same sources: :data:`netsurvey.analyse.pathways.PATHWAY_COLUMNS`.
    overlaps
        Pairs of places or groups that share people: :data:`netsurvey.analyse.gatherings.OVERLAP_COLUMNS`.
    choices
        How many gave each answer to questions with choices: :data:`netsurvey.analyse.choices.CHOICE_COLUMNS`.
    means
        The mean of every score in every group: :data:`netsurvey.analyse.means.MEAN_COLUMNS`.
    structure
        Parts, cut-points and bridges of the map: :data:`netsurvey.analyse.structure.STRUCTURE_COLUMNS`.
    importance
        How closely isolation and each attribute go with every score, all at once:
        :data:`netsurvey.analyse.importance.IMPORTANCE_COLUMNS`.
    spread
        How far something passed on would get, with and without the key players:
        :data:`netsurvey.analyse.spreading.SPREAD_COLUMNS`.
    reached
        Who was asked beside who lives there, where the study file names a census table:
        :data:`netsurvey.analyse.reached.REACHED_COLUMNS`.
    definitions
        What each name means, with its version.
    place_names
        What places are called in the headlines, by id; never stored, and gone in a wider tier: places may be
        named there, but what was written down may name people.
    tier
        Who may see this.
    title
        What the study is called.
    seed
        Where chance came in.
    """

    people: pd.DataFrame
    groups: pd.DataFrame
    wellbeing: pd.DataFrame
    connections: pd.DataFrame
    tallies: pd.DataFrame
    roles: pd.DataFrame
    coverage: pd.DataFrame
    researchers: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=RESEARCHER_COLUMNS))
    places: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(PLACE_COLUMNS)))
    pathways: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(PATHWAY_COLUMNS)))
    overlaps: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(OVERLAP_COLUMNS)))
    choices: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(CHOICE_COLUMNS)))
    means: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(MEAN_COLUMNS)))
    structure: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(STRUCTURE_COLUMNS)))
    importance: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(IMPORTANCE_COLUMNS)))
    spread: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(SPREAD_COLUMNS)))
    reached: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(REACHED_COLUMNS)))
    place_names: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    tier: Tier = Tier.TEAM
    title: str = ""
    seed: int = 1

    @property
    def support(self) -> pd.DataFrame:
        """Which measures of people and of the whole map a sample of this coverage supports.

        Columns :data:`netsurvey.analyse.supported.SUPPORT_COLUMNS`.
        """
        return supports(self.coverage)

    @cached_property
    def headlines(self) -> tuple[Finding, ...]:
        """The findings in plain English, all sites together first."""
        return headlines(self)

    def at(self, tier: Tier | str, *, thresholds: Thresholds = STANDARD) -> Self:
        """Return the findings as a tier may see them.

        Below the team tier small counts are hidden with whatever would give them away, the rest are rounded, and
        percentages, intervals and headlines are worked out again from the rounded counts.

        Parameters
        ----------
        tier
            Who will see them.
        thresholds
            What counts as small.

        Raises
        ------
        UsageError
            When these findings are for a wider circle already: what was taken out cannot come back.
        """
        wanted, order = Tier(tier), list(Tier)
        if order.index(wanted) < order.index(self.tier):
            what = f"findings of the {self.tier} tier cannot be turned into those of the {wanted} tier"
            raise UsageError(Problem(what=what, next_step="Start from the findings that analyse() returned."))
        if wanted is self.tier:
            return self
        shown = replace(self, tier=wanted, people=self.people.iloc[:0, :0], place_names={})
        if self.tier is not Tier.TEAM:
            return shown
        groups = publish_rates(self.groups, thresholds)
        shown_places = publish_places(self.places, thresholds)
        coverage = publish_coverage(self.coverage, groups, thresholds)
        chosen = publish_choices(self.choices, thresholds)
        tallied = publish_tallies(self.tallies, coverage, thresholds)
        if wanted is Tier.PARTNER:
            shown = replace(shown, people=publish_people(self.people, groups, tallied, thresholds))
        return replace(
            shown,
            groups=groups,
            researchers=publish_researchers(self.researchers, groups, thresholds),
            wellbeing=publish_gaps(self.wellbeing, groups, thresholds),
            connections=publish_gaps(self.connections, groups, thresholds),
            tallies=tallied,
            roles=publish_counts(self.roles, ["respondents", "in_support"], thresholds),
            coverage=coverage,
            places=shown_places,
            pathways=publish_pathways(self.pathways, thresholds),
            overlaps=publish_overlaps(self.overlaps, shown_places, thresholds),
            choices=chosen,
            means=publish_means(self.means, groups, chosen, thresholds),
            structure=publish_structure(self.structure, coverage, thresholds),
            importance=publish_importance(self.importance, groups, thresholds),
            spread=publish_spread(self.spread, groups, thresholds),
            reached=publish_reached(self.reached, groups, self.coverage, thresholds),
        )

    def card(self, person_id: str) -> Card:
        """Return why a person is flagged, in a sentence a flag, with what it was held against and how surely it holds.

        Parameters
        ----------
        person_id
            Who.

        Raises
        ------
        UsageError
            When these are not findings of the team, or there is nobody with this id.
        """
        if self.tier is not Tier.TEAM:
            what = f"findings of the {self.tier} tier have no cards of people"
            raise UsageError(Problem(what=what, next_step="Start from the findings that analyse() returned."))
        return card(self.people, person_id)

    def codebook(self) -> pd.DataFrame:
        """Return what every column of the tables means: columns table, column, type and meaning."""
        return codebook(self.tables(), self.definitions)

    def methods_paragraph(self) -> str:
        """Return the methods section that goes with these findings, with its references, as plain text."""
        return methods_paragraph(self)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name with plain indexes, for storage and export."""
        tables = {name: getattr(self, name) for name in (*_TABLES, "support")}
        return {**tables, "people": self.people.reset_index()}

    def to_parts(self) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
        """Return the tables, and the facts beside them as plain values: all that :meth:`from_parts` needs."""
        facts = {
            "tier": str(self.tier),
            "title": self.title,
            "seed": self.seed,
            "definitions": [asdict(definition) for definition in self.definitions.values()],
        }
        return self.tables(), facts

    @classmethod
    def from_parts(cls, tables: dict[str, pd.DataFrame], facts: dict[str, Any]) -> Self:
        """Return findings that were stored as :meth:`to_parts` gave them."""
        definitions = [Definition(**each) for each in facts["definitions"]]
        others: dict[str, Any] = {name: tables[name] for name in _TABLES if name != "people"}
        return cls(
            **others,
            people=tables["people"].set_index(_NODE),
            definitions={definition.name: definition for definition in definitions},
            tier=Tier(facts["tier"]),
            title=facts["title"],
            seed=facts["seed"],
        )

    def to_dict(self) -> dict[str, Any]:
        """Return headlines, definitions and tables as plain values, ready for JSON; single people are left out."""
        tables = {name: _records(table) for name, table in self.tables().items() if name != "people"}
        return {
            "title": self.title,
            "tier": str(self.tier),
            "seed": self.seed,
            "headlines": [finding.to_dict() for finding in self.headlines],
            "definitions": [asdict(definition) for definition in self.definitions.values()],
            **tables,
        }

    def as_text(self) -> str:
        """Return the headlines as a text to read: a paragraph each, and the caveats they share as notes at the end."""
        notes = {note: number for number, note in enumerate(_distinct_caveats(self.headlines), start=1)}
        told = [f"{self.title} ({self.tier} tier)"]
        for finding in self.headlines:
            lines = [finding.statement]
            if not finding.not_asked:
                beside = ", ".join(map(str, sorted(notes[note] for note in finding.caveats)))
                lines += [f"  {self._meaning(finding)}", f"  {finding.coverage} Notes: {beside}."]
            told.append("\n".join(lines))
        told += ["\n".join(["Notes", *(f"{number}. {note}" for note, number in notes.items())])] * bool(notes)
        return "\n\n".join(told)

    def _meaning(self, finding: Finding) -> str:
        """Return a definition as the text prints it: what a comparison compares by was defined further up."""
        flag = finding.name.partition(":")[2]
        if not any(one.name == flag and not one.not_asked for one in self.headlines):
            return finding.meaning
        people = self.definitions[flag].people
        plain = replace(finding, flag_definition="").meaning
        return f"{plain} {people[:1].upper()}{people[1:]}: {flag}, defined above."

    def __repr__(self) -> str:
        return f"Findings({len(self.headlines)} headlines, {len(self.people)} people, {self.tier} tier)"

    def _repr_html_(self) -> str:
        told = "".join(finding._repr_html_() for finding in self.headlines)
        return f"<b>Findings</b> <i>{html.escape(self.title)}</i> ({self.tier} tier){told}"


def _distinct_caveats(findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(note for finding in findings for note in finding.caveats))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records", double_precision=15))
    return records
