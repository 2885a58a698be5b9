"""What is counted on the map and not among the people asked: it has no interval by chance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse.groups import ALL
from netsurvey.analyse.headlines.numbers import moves, ranges, whole
from netsurvey.analyse.headlines.scene import ASK_FIRST, HIDDEN, MAP, Row, Scene
from netsurvey.analyse.isolation import NOT_ASKED
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.words import number

if TYPE_CHECKING:
    from netsurvey.analyse.finding import Finding

__all__ = ["tally"]


def tally(scene: Scene, row: Row) -> Finding:
    """Say how many there are, how far that moves and what there is to doubt about them."""
    phrase = scene.definitions[row.flag].phrase
    what = "roles" if row.flag == "familiar_stranger_v1" else "people"
    if row.status == NOT_ASKED:
        return scene.finding(row.flag, f"Not asked: which {what} {phrase}.", not_asked=True)
    if row.status == TOO_SMALL:
        return scene.finding(row.flag, f"How many {what} {phrase}: {HIDDEN}.", MAP)
    among = {
        "broker_v1": "people on the map",
        "change_maker_v1": "people named in connector, linker or activist questions",
        "familiar_stranger_v1": "public roles written down",
    }[row.flag]
    if pd.notna(row.n) and row.n == 0:
        return scene.finding(row.flag, f"There were no {among}, so there is nothing to count.", n=0, count=0)
    everybody = f"the {among}" if pd.isna(row.n) else f"{number(row.n)} {among}"
    each = f", each named by {math.ceil(row.threshold)} respondents or more" if _is_one_threshold(scene, row) else ""
    statement = f"{number(row.count)} of {everybody} {phrase}{each}. It is a count on this map and has no interval."
    notes = [MAP, *moves(row)] + [ASK_FIRST] * (row.flag == "change_maker_v1")
    if row.draws > 1 and row.count and pd.notna(row.certain):
        sure = f"{number(row.certain)} certain, {number(row.likely)} likely and {number(row.fragile)} fragile"
        notes.append(f"By the share of plausible resolutions and of resampled respondents that agree, {sure}.")
    for count, fact in (
        (row.one_researcher, "were named only by people who met one and the same researcher"),
        (row.one_street, "were named only by people of one street"),
    ):
        if row.flag == "change_maker_v1" and not (pd.notna(count) and count == 0):
            notes.append(f"{'Some' if pd.isna(count) else number(count)} of them {fact}.")
    return scene.finding(row.flag, statement, *notes, n=whole(row.n), count=whole(row.count), **ranges(row))


def _is_one_threshold(scene: Scene, row: Row) -> bool:
    """Whether one number of namers decided, which all sites together do not have."""
    return bool(pd.notna(row.threshold) and scene.site != ALL and row.count > 0)
