"""The findings in plain English, written from the tables and from nothing else.

A headline below the team tier must say what the published tables say, so it is written anew from them and never
edited. Each carries its definition, its n, its interval where it has one, and what it does not mean.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.finding import Finding
from netsurvey.analyse.groups import ALL, EVERYONE
from netsurvey.analyse.isolation import BOUNDS_ONLY, GIVEN, NOT_ASKED
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.analyse.words import fraction, gap, number, p_value, percent, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netsurvey.analyse.definitions import Definition

__all__ = ["headlines"]

_CHANCE = "The interval allows for chance alone: doors are not knocked on by lot."
_BOTH = "The interval allows for chance, though doors are not knocked on by lot, and for doubt about who is who."
_IN_ORDER = ("power_isolate_v1", "total_isolate_v1", "no_change_contact_v1", "graph_isolate")
_COUNTED = ("change_maker_v1", "familiar_stranger_v1", "broker_v0")
"""The programme's own headlines first."""
_MAP = "Any map is partial: it holds what these questions asked for and what people recalled."
_NOT_A_CAUSE = "A difference between groups of people; it does not say that one thing brings about the other."
_NO_DIAGNOSIS = "Scores describe groups and are a diagnosis of nobody."
_ASK_FIRST = "Being named is not consent: ask each of them first."
_ROUNDED = "Counts are rounded and small ones are hidden; everything else follows from the rounded counts."
_HIDDEN = "too small to show, or would give such a number away"
_UNSEEN = "People nobody asked may be different, and ties among them are not seen."
_MOST_GROUPS = 12
"""How many groups a sentence can hold."""


@dataclass(frozen=True, kw_only=True)
class _Scene:
    """What every headline of one site and wave shares."""

    site: str
    wave: str
    where: str
    seen: str
    aloud: tuple[str, ...]
    definitions: Mapping[str, Definition]
    published: bool

    def finding(self, name: str, statement: str, *caveats: str, by: str | None = None, **numbers: Any) -> Finding:  # noqa: ANN401 - counts, shares, pairs
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


def headlines(
    *,
    groups: pd.DataFrame,
    wellbeing: pd.DataFrame,
    connections: pd.DataFrame,
    tallies: pd.DataFrame,
    coverage: pd.DataFrame,
    definitions: Mapping[str, Definition],
    published: bool,
) -> tuple[Finding, ...]:
    """Write the headlines of a study from its tables, exact or published, all sites together first.

    Parameters
    ----------
    groups, wellbeing, connections, tallies, coverage
        Tables of :class:`netsurvey.analyse.Findings`.
    definitions
        What each name means.
    published
        Whether the tables were rounded for others than the team.
    """
    found: list[Finding] = []
    for first, scene in enumerate(_scenes(coverage, definitions, published=published)):
        rates, gaps, links, counts = (_of(table, scene) for table in (groups, wellbeing, connections, tallies))
        tally: dict[str, Any] = {str(row.flag): row for row in counts.itertuples()}
        overall: dict[str, Any] = {str(row.flag): row for row in rates[rates["attribute"] == EVERYONE].itertuples()}
        listed = [
            *(_rate(scene, overall.get(flag)) for flag in _IN_ORDER),
            *_by_attribute(scene, rates),
            *(_link(scene, row) for row in links.itertuples()),
            *_wellbeing(scene, gaps),
            *(_tally(scene, tally[flag]) for flag in _COUNTED if flag in tally),
        ]
        found += [finding for finding in listed if finding is not None and (first == 0 or not finding.not_asked)]
    return tuple(found)


def _of(table: pd.DataFrame, scene: _Scene) -> pd.DataFrame:
    return table[(table["site"] == scene.site) & (table["wave"] == scene.wave)]


def _scenes(coverage: pd.DataFrame, definitions: Mapping[str, Definition], *, published: bool) -> Iterator[_Scene]:
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
            yield _Scene(
                site=site,
                wave=str(wave),
                where=f"{where[:1].upper()}{where[1:]}: " if where else "",
                seen=_seen(rows),
                aloud=_aloud(rows),
                definitions=definitions,
                published=published,
            )


def _seen(rows: pd.DataFrame) -> str:
    """Say how many were asked of how many who live there."""
    asked: Any = rows["interviewed"].sum(skipna=False)
    living: Any = rows["population"].sum(skipna=False)
    if pd.isna(asked):
        return f"How many were asked is {_HIDDEN}."
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


def _rate(scene: _Scene, row: Any) -> Finding | None:  # noqa: ANN401 - a row of a table
    if row is None:
        return None
    definition = scene.definitions[row.flag]
    if row.status == NOT_ASKED:
        return scene.finding(row.flag, f"Not asked: how many {definition.phrase}.", not_asked=True)
    notes = (*_doubt(row), _MAP) if row.flag == "graph_isolate" else _doubt(row)
    known = pd.notna(row.bound_low) and pd.notna(row.bound_high)
    bounds = (float(row.bound_low), float(row.bound_high)) if known else None
    if row.status == TOO_SMALL:
        statement = f"How many of the people asked {definition.phrase}: {_HIDDEN}."
        return scene.finding(row.flag, statement, n=_whole(row.n))
    if row.status == BOUNDS_ONLY:
        n = row.n + row.blank
        ends = list(dict.fromkeys(map(percent, bounds or ())))
        between = f"Between {' and '.join(ends)}" if len(ends) == 2 else ends[0] if ends else "An unknown share"
        statement = (
            f"{between} of the people asked (n = {_n(n)}) {definition.phrase}. Not all of the questions had a way of "
            'saying "nobody", so there is no single figure.'
        )
        return scene.finding(row.flag, statement, *notes[1:], n=_whole(n), bounds=bounds)
    if pd.isna(row.share):
        statement = f"Too few people answered to say what share {definition.phrase} (n = {_n(row.n)})."
        return scene.finding(row.flag, statement, n=_whole(row.n), count=_whole(row.count))
    share = f"{fraction(row.share)} of the people asked (" if row.share > 0 else "0% of the people asked (95% interval "
    statement = f"{share}{_interval(row, short=row.share == 0)}) {definition.phrase}."
    ends = list(dict.fromkeys(map(percent, bounds or ())))
    if len(ends) == 2:
        statement += f" Taking unclear answers one way and then the other gives {ends[0]} to {ends[1]}."
    return scene.finding(
        row.flag,
        statement,
        *notes,
        n=_whole(row.n),
        count=_whole(row.count),
        value=float(row.share),
        low=float(row.low),
        high=float(row.high),
        bounds=bounds,
        **_range(row),
    )


def _by_attribute(scene: _Scene, rates: pd.DataFrame) -> Iterator[Finding]:
    """Compare the groups of each attribute by the isolation flag that says most, where it was asked."""
    usable = rates[(rates["attribute"] != EVERYONE) & rates["status"].isin([GIVEN, TOO_SMALL])]
    for flag in ("power_isolate_v1", "graph_isolate"):
        chosen = usable[usable["flag"] == flag]
        if len(chosen):
            break
    for attribute, rows in chosen.groupby("attribute", sort=False):
        name = str(attribute).replace("_", " ")
        if len(rows) == 1:
            continue
        shares = rows.dropna(subset=["share"])
        if len(shares) > _MOST_GROUPS:
            statement = f"By {name} there are {len(rows)} groups, too many for a sentence: see the table of groups."
            yield scene.finding("flag_by_attribute", statement, by=flag, n=_whole(shares["n"].sum()))
            continue
        each: list[Any] = list(shares.itertuples())
        parts = [f"{row.level} {percent(row.share)} ({_interval(row, short=True)})" for row in each]
        withheld = [str(level) for level in rows.loc[rows["share"].isna(), "level"]]
        if not parts:
            continue
        rest = f"; not shown: {', '.join(withheld)}" if withheld else ""
        statement = (
            f"The share of {scene.definitions[flag].people}, by {name}: {', '.join(parts)}{rest}. "
            "In brackets the 95% interval and n."
        )
        notes = _BOTH if any(row.doubt > 0 for row in each) else _CHANCE
        yield scene.finding("flag_by_attribute", statement, notes, by=flag, n=_whole(shares["n"].sum()))


def _link(scene: _Scene, row: Any) -> Finding:  # noqa: ANN401 - a row of a table
    people = scene.definitions[row.flag].people
    if row.status == TOO_SMALL:
        statement = f"Whether {people} have fewer ties in the other questions: a group is {_HIDDEN}."
        return scene.finding("ties_elsewhere", statement, by=row.flag)
    statement = (
        f"In the other questions, {people} had ties to {row.mean_with:.1f} different people on average, "
        f"the others to {row.mean_without:.1f}: {_difference(row, less='fewer', more='more')}."
    )
    notes = (_NOT_A_CAUSE, _MAP, *[_BOTH] * (row.doubt > 0))
    return scene.finding("ties_elsewhere", statement, *notes, by=row.flag, **_numbers(row))


def _wellbeing(scene: _Scene, gaps: pd.DataFrame) -> Iterator[Finding]:
    """Compare the score that says most between those with and without each kind of isolation."""
    scales = [name for name in SCALE_TITLES if name in set(gaps["scale"])] or list(gaps["scale"].unique())
    if not scales:
        return
    title = SCALE_TITLES.get(scales[0], scales[0].replace("_", " "))
    shown = gaps[gaps["scale"] == scales[0]].set_index("flag", drop=False)
    for flag in ("power_isolate_v1", "total_isolate_v1", "graph_isolate"):
        if flag not in shown.index:
            continue
        row: Any = next(shown.loc[[flag]].itertuples(index=False))
        people = scene.definitions[flag].people
        if row.status == TOO_SMALL:
            statement = f"How {people} score on {title}: a group is {_HIDDEN}."
            yield scene.finding("wellbeing_gap", statement, by=flag)
            continue
        statement = (
            f"On {title}, {people} scored {row.mean_with:.1f} on average, the others {row.mean_without:.1f}: "
            f"{_difference(row, less='lower', more='higher')}."
        )
        notes = (_NOT_A_CAUSE, _NO_DIAGNOSIS, *scene.aloud, *[_BOTH] * (row.doubt > 0))
        yield scene.finding("wellbeing_gap", statement, *notes, by=flag, **_numbers(row))


def _tally(scene: _Scene, row: Any) -> Finding:  # noqa: ANN401 - a row of a table
    phrase = scene.definitions[row.flag].phrase
    what = "roles" if row.flag == "familiar_stranger_v1" else "people"
    if row.status == NOT_ASKED:
        return scene.finding(row.flag, f"Not asked: which {what} {phrase}.", not_asked=True)
    if row.status == TOO_SMALL:
        return scene.finding(row.flag, f"How many {what} {phrase}: {_HIDDEN}.", _MAP)
    among = {
        "broker_v0": "people on the map",
        "change_maker_v1": "people named in connector, linker or activist questions",
        "familiar_stranger_v1": "public roles written down",
    }[row.flag]
    if pd.notna(row.n) and row.n == 0:
        return scene.finding(row.flag, f"There were no {among}, so there is nothing to count.", n=0, count=0)
    whole = f"the {among}" if pd.isna(row.n) else f"{number(row.n)} {among}"
    each = f", each named by {math.ceil(row.threshold)} respondents or more" if _is_one_threshold(scene, row) else ""
    statement = f"{number(row.count)} of {whole} {phrase}{each}. It is a count on this map and has no interval."
    notes = [_MAP, *_moves(row)] + [_ASK_FIRST] * (row.flag == "change_maker_v1")
    if row.draws > 1 and pd.notna(row.certain):
        sure = f"{number(row.certain)} certain, {number(row.likely)} likely and {number(row.fragile)} fragile"
        notes.append(f"By the share of plausible resolutions that agree, {sure}.")
    for count, fact in (
        (row.one_researcher, "were named only by people who met one and the same researcher"),
        (row.one_street, "were named only by people of one street"),
    ):
        if row.flag == "change_maker_v1" and not (pd.notna(count) and count == 0):
            notes.append(f"{'Some' if pd.isna(count) else number(count)} of them {fact}.")
    return scene.finding(row.flag, statement, *notes, n=_whole(row.n), count=_whole(row.count), **_range(row))


def _is_one_threshold(scene: _Scene, row: Any) -> bool:  # noqa: ANN401 - a row of a table
    """Whether one number of namers decided, which all sites together do not have."""
    return bool(pd.notna(row.threshold) and scene.site != ALL and row.count > 0)


def _doubt(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a table
    """Say what the interval of a rate allows for, and how far its count moves where that may be told."""
    return (_BOTH if row.doubt > 0 else _CHANCE, *_moves(row))


def _moves(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a table
    """Say from how many to how many there are in plausible resolutions, where that varies and may be told."""
    if not (row.draws > 1 and pd.notna(row.count_low) and row.count_low < row.count_high):
        return ()
    ends = f"{number(row.count_low)} to {number(row.count_high)}"
    return (f"In 90% of {number(row.draws)} plausible resolutions of who is who there are {ends}.",)


def _range(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of a table
    return {"draws": int(row.draws), "count_low": _whole(row.count_low), "count_high": _whole(row.count_high)}


def _difference(row: Any, *, less: str, more: str) -> str:  # noqa: ANN401 - a row of a table
    ends = [gap(end, less=less, more=more).replace("different", "difference") for end in (row.low, row.high)]
    interval = f"95% interval {' to '.join(ends)}" if pd.notna(row.low) else "no interval: too few people or all alike"
    return (
        f"{gap(row.difference, less=less, more=more)} ({interval}; permutation {p_value(row.p)}; "
        f"n = {_n(row.n_with)} and {_n(row.n_without)})"
    )


def _numbers(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of a table
    known = pd.notna(row.low)
    return {
        "n": _whole(row.n_with + row.n_without),
        "count": _whole(row.n_with),
        "value": float(row.difference),
        "low": float(row.low) if known else None,
        "high": float(row.high) if known else None,
        "draws": int(row.draws),
    }


def _interval(row: Any, *, short: bool = False) -> str:  # noqa: ANN401 - a row of a table
    ends = f"{percent(row.low)} to {percent(row.high)}, n = {_n(row.n)}"
    return ends if short else f"{percent(row.share)}, 95% interval {ends}"


def _n(value: Any) -> str:  # noqa: ANN401 - a count or NA
    return "not shown" if pd.isna(value) else number(value)


def _whole(value: Any) -> int | None:  # noqa: ANN401 - a count or NA
    return None if pd.isna(value) else int(value)
