"""What the map hangs on: its parts, its cut-points and its bridges, and how far something passed on would get on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse.headlines.numbers import moves, n_of, ranges, whole
from netsurvey.analyse.headlines.scene import HIDDEN, MAP, OUTSIDE, Row, Scene
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.analyse.finding import Finding

__all__ = ["holds_together", "passed_on"]

_OUT_OF = {
    "component": "people with a tie on the map form {count} separate part{s}",
    "cut_point": "people with a tie are cut-points: without any one of them the map falls into more parts",
    "bridge": "ties are bridges: the only way between the people on either side",
    "local_bridge": "ties are local bridges: between two people who share no other contact",
}
_SEEN_SO_FAR = (
    "Where few were asked, parts and bridges are many, since the ties around them were not seen: it is what this map "
    "hangs on, not what the community hangs on."
)
_MODEL = (
    "It is a sum about this map and not something that was seen: nobody was asked what they pass on, and ties among "
    "people who were not asked could take it further."
)
_MORE = "So this map hangs more on the key players than on others."
_NO_MORE = (
    "That is no less than without some of the others, so it does not show that this map hangs on the key players."
)
_USUAL = 0.5
_CHANCES = {0.25: "1 tie in 4", 0.5: "1 tie in 2", 0.75: "3 ties in 4"}


def holds_together(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say how many parts the map has, and how many people and ties alone hold them together."""
    rows: list[Row] = list(table.itertuples())
    if any(row.flag == "component" and pd.notna(row.count) and row.count == 0 for row in rows):
        return
    for row in rows:
        what = _OUT_OF[row.flag]
        notes = [MAP, _SEEN_SO_FAR, *_beyond_the_map(row)]
        if row.status == TOO_SMALL or pd.isna(row.count):
            subject = scene.definitions[row.flag].people
            yield scene.finding(row.flag, f"How many {subject} there are: {HIDDEN}.", *notes)
            continue
        if row.flag == "component":
            size = "The" if pd.isna(row.n) else f"The {n_of(row.n)}"
            statement = f"{size} {what.format(count=n_of(row.count), s='' if row.count == 1 else 's')}."
        else:
            size = "the" if pd.isna(row.n) else n_of(row.n)
            statement = f"{n_of(row.count)} of {size} {what}."
        statement += " It is a count on this map and has no interval."
        notes += moves(row)
        yield scene.finding(row.flag, statement, *notes, n=whole(row.n), count=whole(row.count), **ranges(row))


def _beyond_the_map(row: Row) -> tuple[str, ...]:
    """Say whether the number may be taken for that of the place, by what invented villages showed."""
    if row.support == "holds":
        return ()
    off = {"not": "more than twice or less than half", "with": "up to twice and down to half"}.get(
        row.support.partition(" ")[0]
    )
    if off is None:
        return ("How much of the place was asked is not known, nor is what the number says of it.",)
    said = row.support.replace("with care", "to be taken with care")
    return (f"As a number of the place it is {said}: surveys of invented villages gave {off} the true number.",)


def passed_on(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say how far something would get on the map with the key players, without them and without anybody."""
    rows: list[Row] = list(table.itertuples())
    if not rows:
        return
    size = int(rows[0].removed)
    if any(row.status == TOO_SMALL for row in rows):
        yield scene.finding("spread", f"How far something passed on would get on the map: {HIDDEN}.", MAP, _MODEL)
        return
    middle = next((row for row in rows if row.passing == _USUAL), rows[0])
    players = f"the {size} key players" if size > 1 else "the key player"
    instead = f"{size} people" if size > 1 else "one person"
    by_lot = f"{percent(middle.picked_low)} to {percent(middle.picked_high)} in 90% of the picks"
    others = [
        f"{_CHANCES[row.passing]}: {percent(row.reached)}, without them {percent(row.without_key)}"
        for row in rows
        if row is not middle
    ]
    statement = (
        f"News or help that starts from somebody on the map, picked by lot, and takes {_CHANCES[middle.passing]} "
        f"would, on average, get to {percent(middle.reached)} of the people on it. Without {players} it would get to "
        f"{percent(middle.without_key)}; without {instead} with ties picked by lot, to "
        f"{percent(middle.without_picked)} ({by_lot}). "
        f"{_MORE if middle.without_key < middle.picked_low else _NO_MORE}"
    )
    if others:
        statement += f" If it takes {'; if it takes '.join(others)}."
    notes = [MAP, _MODEL, *_of_resolutions(middle)]
    yield scene.finding("spread", statement, *notes, n=whole(middle.n), value=float(middle.reached))


def _of_resolutions(row: Row) -> Iterator[str]:
    """Say how far it depends on who is who."""
    ends = list(dict.fromkeys([percent(row.reached_low), percent(row.reached_high)]))
    if len(ends) == 2:
        told = f"In 90% of the plausible resolutions of who is who, 1 tie in 2 takes it to {ends[0]} to {ends[1]}."
        yield told if row.reached_low <= row.reached <= row.reached_high else f"{told} {OUTSIDE}"
