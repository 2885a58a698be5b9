"""What the map hangs on: its parts, its cut-points and its bridges, with how far that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.headlines.numbers import moves, n_of, ranges, whole
from netsurvey.analyse.headlines.scene import HIDDEN, MAP, Scene
from netsurvey.analyse.publish import TOO_SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.analyse.finding import Finding

__all__ = ["holds_together"]

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
_NO_SPREAD = "How news or help would spread without them is not worked out here."


def holds_together(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say how many parts the map has, and how many people and ties alone hold them together."""
    rows: list[Any] = list(table.itertuples())
    if any(row.flag == "component" and pd.notna(row.count) and row.count == 0 for row in rows):
        return
    for row in rows:
        what = _OUT_OF[row.flag]
        notes = [MAP, _SEEN_SO_FAR, *moves(row)] + [_NO_SPREAD] * (row.flag == "cut_point")
        if row.status == TOO_SMALL or pd.isna(row.count):
            subject = scene.definitions[row.flag].people
            yield scene.finding(row.flag, f"How many {subject} there are: {HIDDEN}.", *notes[:2])
            continue
        if row.flag == "component":
            size = "The" if pd.isna(row.n) else f"The {n_of(row.n)}"
            statement = f"{size} {what.format(count=n_of(row.count), s='' if row.count == 1 else 's')}."
        else:
            size = "the" if pd.isna(row.n) else n_of(row.n)
            statement = f"{n_of(row.count)} of {size} {what}."
        statement += " It is a count on this map and has no interval."
        yield scene.finding(row.flag, statement, *notes, n=whole(row.n), count=whole(row.count), **ranges(row))
