"""Where people find out what is going on, where they go, which places reach the isolated and which share members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.gatherings import ANYWHERE
from netsurvey.analyse.headlines.numbers import interval_of, n_of, whole
from netsurvey.analyse.headlines.scene import CHANCE, HIDDEN, Row, Scene
from netsurvey.analyse.isolation import NOT_ASKED
from netsurvey.analyse.pathways import ANY_SOURCE, PEOPLE
from netsurvey.analyse.words import listed, number, percent, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.analyse.finding import Finding

__all__ = ["pathways", "places", "reach", "shared"]

_MOST_PLACES = 5
"""How many places a sentence can hold."""
_MADE_OF_ANSWERS = "Communities are made from these answers; another round of door-knocking would draw them otherwise."
_NAMES_ONE = "Naming a place does not mean going there often, nor does not naming it mean staying away."
_FEW_SHOWN = "Places that few people named are not in the sentence."


def pathways(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say which sources people share, and how many share them; communities are those of single sites."""
    name = "information_sources"
    if table.empty:
        return
    if bool((table["status"] == NOT_ASKED).any()):
        yield scene.finding(name, "Not asked: where people go to find out what is going on.", not_asked=True)
        return
    totals = table[table["source"] == ANY_SOURCE]
    if bool(totals["of"].eq(0).fillna(value=False).all()):
        yield scene.finding(name, "Nobody named a source of what is going on.", n=0, count=0)
        return
    n = whole(totals["of"].sum(skipna=False))
    seen = [int(community) for community in totals.loc[totals["of"].notna(), "community"]]
    parts = [_community(scene, table[table["community"] == community]) for community in seen[:_MOST_PLACES]]
    rest = len(totals) - len(parts)
    if not parts:
        yield scene.finding(name, f"Which sources of what is going on people share: {HIDDEN}.", n=n)
        return
    others = f"; {number(rest)} other {'communities' if rest > 1 else 'community'}" if rest else ""
    statement = (
        f"People who find out what is going on from the same sources (n = {n_of(n)}). The largest communities and what "
        f"they share: {'; '.join(parts)}{others}. They have no interval."
    )
    yield scene.finding(name, statement, _MADE_OF_ANSWERS, n=n)


def _community(scene: Scene, rows: pd.DataFrame) -> str:
    """Say what a community shares: every source that half of it names, else the commonest."""
    named = rows[rows["source"] != ANY_SOURCE]
    half = named[named["share"] >= 0.5]
    chosen: list[Any] = list((half if len(half) else named.iloc[:1]).itertuples())
    called = [scene.place(row.source, row.kind) if row.source != PEOPLE else "people they know" for row in chosen]
    return f"{listed(called)} ({number(rows['of'].iloc[0])} people)"


def places(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say of each question how many named a place or group, and which most people named."""
    name = "places_named"
    if bool((table["status"] == NOT_ASKED).any()):
        yield scene.finding(name, "Not asked: which places, groups and activities people take part in.", not_asked=True)
        return
    for question, rows in table.groupby("question", sort=False):
        total: Any = next(rows[rows["place_id"] == ANYWHERE].itertuples())
        heading = titled(str(question))
        if pd.isna(total.respondents) or pd.isna(total.share):
            yield scene.finding(
                name, f"{heading}: how many named a place or group is {HIDDEN}.", about=str(question), n=whole(total.of)
            )
            continue
        most = rows[(rows["place_id"] != ANYWHERE) & rows["share"].notna()].iloc[:_MOST_PLACES]
        each: list[Any] = list(most.itertuples())
        told = [f"{scene.place(row.place_id, row.kind)} {percent(row.share)}" for row in each]
        top = f" Named most: {', '.join(told)}." if told else ""
        statement = (
            f"{heading}: {percent(total.share)} of those who answered named a place or group "
            f"({interval_of(total.low, total.high, total.of)}).{top}"
        )
        yield scene.finding(
            name,
            statement,
            CHANCE,
            _NAMES_ONE,
            about=str(question),
            n=whole(total.of),
            count=whole(total.respondents),
            value=float(total.share),
            low=float(total.low),
            high=float(total.high),
        )


def reach(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say how many of those who named any place are isolated, and which places they named."""
    for question, rows in table[table["status"] != NOT_ASKED].groupby("question", sort=False):
        total: Any = next(rows[rows["place_id"] == ANYWHERE].itertuples())
        if not total.flag or (pd.notna(total.respondents) and total.respondents == 0):
            continue
        people = scene.definitions[total.flag].people
        heading = titled(str(question))
        if pd.isna(total.isolated_share):
            statement = f"{heading}: how many of those who named a place or group are {people} is {HIDDEN}."
            yield scene.finding("reach_isolates", statement, by=total.flag, about=str(question), n=whole(total.known))
            continue
        single = rows[(rows["place_id"] != ANYWHERE) & (rows["isolated"] > 0)]
        most = single.sort_values("isolated", ascending=False, kind="stable").iloc[:_MOST_PLACES]
        each: list[Any] = list(most.itertuples())
        told = [f"{scene.place(row.place_id, row.kind)} {number(row.isolated)} of {n_of(row.known)}" for row in each]
        which = f"They named most: {', '.join(told)}." if told else "No single place can be shown."
        statement = (
            f"{heading}: of those who named a place or group, {percent(total.isolated_share)} are {people} "
            f"({interval_of(total.isolated_low, total.isolated_high, total.known)}). {which}"
        )
        yield scene.finding(
            "reach_isolates",
            statement,
            CHANCE,
            _NAMES_ONE,
            _FEW_SHOWN,
            by=total.flag,
            about=str(question),
            n=whole(total.known),
            count=whole(total.isolated),
            value=float(total.isolated_share),
            low=float(total.isolated_low),
            high=float(total.isolated_high),
        )


def shared(scene: Scene, table: pd.DataFrame, named: pd.DataFrame) -> Iterator[Finding]:
    """Say which two groups of each question share most members, of the places that were `named`."""
    kinds = dict(zip(named["place_id"], named["kind"], strict=True))
    for question, rows in table.groupby("question", sort=False):
        heading = titled(str(question))
        seen = rows[rows["both"].notna()].sort_values("both", ascending=False, kind="stable")
        if seen.empty or seen["both"].iloc[0] == 0:
            statement = f"{heading}: how many people any two of them share is {HIDDEN}."
            yield scene.finding("shared_members", statement, about=str(question))
            continue
        row: Row = next(seen.itertuples())
        one, other = (scene.place(place, kinds[place]) for place in (row.place_a, row.place_b))
        either = row.members_a + row.members_b - row.both
        statement = (
            f"{heading}: {one} and {other} share most people, "
            f"{number(row.both)} of the {number(either)} who named either. It is a count and has no interval."
        )
        yield scene.finding(
            "shared_members",
            statement,
            _NAMES_ONE,
            about=str(question),
            n=whole(either),
            count=whole(row.both),
            value=float(row.jaccard),
        )
