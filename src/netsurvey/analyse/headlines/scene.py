"""What the headlines of one site and wave have in common: where, how much of it was seen, and the usual caveats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.finding import Finding
from netsurvey.analyse.groups import ALL
from netsurvey.analyse.words import number, when
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netsurvey.analyse.definitions import Definition
    from netsurvey.analyse.findings import Findings

__all__ = [
    "ASK_FIRST",
    "BOTH",
    "CHANCE",
    "HIDDEN",
    "MAP",
    "NOT_A_CAUSE",
    "NO_DIAGNOSIS",
    "OUTSIDE",
    "Row",
    "Scene",
    "of",
    "scenes",
]

Row = Any
"""A row of a table as `itertuples` gives it; pandas has no type for the values in it."""

CHANCE = "The interval allows for chance alone: doors are not knocked on by lot."
BOTH = "The interval allows for chance, though doors are not knocked on by lot, and for doubt about who is who."
MAP = "Any map is partial: it holds what these questions asked for and what people recalled."
NOT_A_CAUSE = "A difference between groups of people; it does not say that one thing brings about the other."
NO_DIAGNOSIS = "Scores describe groups and are a diagnosis of nobody."
OUTSIDE = (
    "The map that is shown lies outside that range: it takes the likeliest answer for every name at once, while each "
    "plausible resolution gets some of the doubtful names another way. Trust the range more than the number."
)
ASK_FIRST = "Being named is not consent: ask each of them first."
HIDDEN = "too small to show, or would give such a number away"
_ROUNDED = "Counts are rounded and small ones are hidden; everything else follows from the rounded counts."
_UNSEEN = "People nobody asked may be different, and ties among them are not seen."


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What every headline of one site and wave shares."""

    site: str
    wave: str
    where: str
    seen: str
    aloud: tuple[str, ...]
    definitions: Mapping[str, Definition]
    published: bool
    names: Mapping[str, str]

    def place(self, place_id: str, kind: str = "place") -> str:
        """Return what a place is called: its name where it was handed in, else its kind and id."""
        return self.names.get(place_id, f"{kind} {place_id}")

    def finding(self, name: str, statement: str, *caveats: str, by: str | None = None, **numbers: Any) -> Finding:  # noqa: ANN401 - counts, shares, pairs
        """Return a finding of this site and wave; `by` is the flag that a comparison compares by."""
        definition = self.definitions[name]
        base = self.definitions[by] if by else None
        return Finding(
            name=f"{name}:{by}" if by else name,
            version=definition.version,
            definition=definition.wording,
            flag_definition=f"{base.people} ({base.name}) means {base.wording}" if base else "",
            site=self.site,
            wave=self.wave,
            statement=self.where + statement,
            coverage=self.seen,
            caveats=(_UNSEEN, *caveats, *[_ROUNDED] * self.published),
            **numbers,
        )


def scenes(findings: Findings) -> Iterator[Scene]:
    """Yield every wave: all its sites together where there are several, then each of them."""
    coverage = findings.coverage
    several_waves = len(set(coverage["wave"])) > 1
    several_sites = len(set(coverage["site"])) > 1
    for wave, sites in coverage.groupby("wave", sort=False):
        seen = sites[sites["interviewed"].fillna(1) > 0]
        blocks = [(str(site), rows) for site, rows in seen.groupby("site", sort=False)]
        if len(blocks) > 1:
            blocks = [(ALL, sites), *blocks]
        for site, rows in blocks:
            place = "all sites" if site == ALL and len(rows) > 1 else f"site {site}" if site.isdecimal() else site
            names = [place] * several_sites + [when(str(wave))] * several_waves
            where = ", ".join(names)
            yield Scene(
                site=site,
                wave=str(wave),
                where=f"{where[:1].upper()}{where[1:]}: " if where else "",
                seen=_seen(rows),
                aloud=_aloud(rows),
                definitions=findings.definitions,
                published=findings.tier is not Tier.TEAM,
                names=findings.place_names,
            )


def _seen(rows: pd.DataFrame) -> str:
    """Say how many were asked of how many who live there."""
    asked: Any = rows["interviewed"].sum(skipna=False)
    living: Any = rows["population"].sum(skipna=False)
    if pd.isna(asked):
        return f"How many were asked is {HIDDEN}."
    if pd.isna(living):
        return f"Coverage: {number(asked)} were asked; how many live there is not known."
    kind = " and ".join(dict.fromkeys(rows["population_is"].dropna()))
    share = f" ({asked / living:.1%})" if rows["coverage"].notna().all() else ""
    return f"Coverage: {number(asked)} of {number(living)} {kind}{share} were asked."


def _aloud(rows: pd.DataFrame) -> tuple[str, ...]:
    said = []
    aloud: Any = rows["read_aloud"].sum(skipna=False)
    filled: Any = rows["prorated"].sum(skipna=False)
    if pd.isna(aloud) or aloud > 0:
        said.append(
            f"{'Some' if pd.isna(aloud) else number(aloud)} of those asked had the questions read aloud, which "
            "tends to raise such answers: compare with national figures with care."
        )
    if pd.isna(filled) or filled > 0:
        said.append(
            f"{'Some' if pd.isna(filled) else number(filled)} WEMWBS scores have up to 3 missing items filled with "
            "the person's own mean."
        )
    return tuple(said)


def of(table: pd.DataFrame, scene: Scene) -> pd.DataFrame:
    """Return the rows of a table that are about this site and wave."""
    return table[(table["site"] == scene.site) & (table["wave"] == scene.wave)]
