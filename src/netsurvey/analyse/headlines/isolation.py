"""Who is cut off: the programme's own headlines, by the groups of the study, and how connected they are otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.headlines.numbers import difference, doubt, interval, n_of, numbers, ranges, whole
from netsurvey.analyse.headlines.scene import BOTH, CHANCE, HIDDEN, MAP, NOT_A_CAUSE, Row, Scene
from netsurvey.analyse.isolation import BOUNDS_ONLY, GIVEN, NOT_ASKED
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.words import fraction, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.analyse.finding import Finding

__all__ = ["by_attribute", "link", "rate"]

_HARDLY = 0.01
_MOST_GROUPS = 12
"""How many groups a sentence can hold."""
_ON_ONE_SIDE = (
    "Every group lies {side} the {share} of everybody, which by exact counts could not be: each share is worked out "
    "from rounded counts of its own, and that moves a small group by several points."
)
_NO_BOUNDS = "How many answers were unclear is too small to show, so it is not said what they could make of it."


def rate(scene: Scene, row: Row, by: Row = None) -> Finding | None:
    """Say the share of the people asked, with its interval and what unclear answers could make of it.

    `by` says how far it hangs on one researcher, where that may be told.
    """
    if row is None:
        return None
    definition = scene.definitions[row.flag]
    if row.status == NOT_ASKED:
        return scene.finding(row.flag, f"Not asked: how many {definition.phrase}.", not_asked=True)
    notes = (*doubt(row), MAP) if row.flag == "graph_isolate" else doubt(row)
    known = pd.notna(row.bound_low) and pd.notna(row.bound_high)
    bounds = (float(row.bound_low), float(row.bound_high)) if known else None
    if row.status == TOO_SMALL:
        statement = f"How many of the people asked {definition.phrase}: {HIDDEN}."
        return scene.finding(row.flag, statement, n=whole(row.n))
    if row.status == BOUNDS_ONLY:
        n = row.n + row.blank
        ends = list(dict.fromkeys(map(percent, bounds or ())))
        between = f"Between {' and '.join(ends)}" if len(ends) == 2 else ends[0] if ends else "An unknown share"
        statement = (
            f"{between} of the people asked (n = {n_of(n)}) {definition.phrase}. Not all of the questions had a way of "
            'saying "nobody", so there is no single figure.'
        )
        return scene.finding(row.flag, statement, *notes[1:], n=whole(n), bounds=bounds)
    if pd.isna(row.share):
        statement = f"Too few people answered to say what share {definition.phrase} (n = {n_of(row.n)})."
        return scene.finding(row.flag, statement, n=whole(row.n), count=whole(row.count))
    share = f"{fraction(row.share)} of the people asked (" if row.share > 0 else "0% of the people asked (95% interval "
    statement = f"{share}{interval(row, short=row.share == 0)}) {definition.phrase}."
    ends = list(dict.fromkeys(map(percent, bounds or ())))
    if len(ends) == 2:
        statement += f" Taking unclear answers one way and then the other gives {ends[0]} to {ends[1]}."
    elif bounds is None:
        notes = (*notes, _NO_BOUNDS)
    return scene.finding(
        row.flag,
        statement,
        *notes,
        *_by_researcher(by, published=scene.published),
        n=whole(row.n),
        count=whole(row.count),
        value=float(row.share),
        low=float(row.low),
        high=float(row.high),
        bounds=bounds,
        **ranges(row),
    )


def _by_researcher(by: Row, *, published: bool) -> tuple[str, ...]:
    """Say how far a rate moves when the forms of one researcher are left out, and how alike their forms are."""
    if by is None:
        return ()
    if published:
        points = round(100 * max(by.share - by.without_low, by.without_high - by.share))
        return (
            f"Leaving out the forms of any one of {number(by.researchers)} researchers moves it by at most {points} "
            "percentage points.",
        )
    ends = " to ".join(dict.fromkeys(map(percent, (by.without_low, by.without_high))))
    left_out = f"Leaving out the forms of any one of {number(by.researchers)} researchers gives {ends}."
    return (" ".join([left_out, *_alike(by.icc)]),)


def _alike(icc: float) -> tuple[str, ...]:
    """Say how much it matters who asked."""
    if pd.isna(icc):
        return ()
    if icc < _HARDLY:
        return ("Who asked makes hardly any difference beyond chance (intraclass correlation below 0.01).",)
    return (
        f"About {percent(icc)} of the differences between people's answers here lie between one researcher and another "
        f"(intraclass correlation {icc:.2f}; 0 would mean that it does not matter who asked, 1 that nothing else "
        "does). Researchers who ask in different streets meet different people.",
    )


def by_attribute(scene: Scene, rates: pd.DataFrame) -> Iterator[Finding]:
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
        told: dict[str, Any] = {"by": flag, "about": str(attribute), "n": whole(shares["n"].sum())}
        if len(shares) > _MOST_GROUPS:
            statement = f"By {name} there are {len(rows)} groups, too many for a sentence: see the table of groups."
            yield scene.finding("flag_by_attribute", statement, **told)
            continue
        each: list[Any] = list(shares.itertuples())
        parts = [f"{row.level} {percent(row.share)} ({interval(row, short=True)})" for row in each]
        withheld = [str(level) for level in rows.loc[rows["share"].isna(), "level"]]
        if not parts:
            continue
        rest = f"; not shown: {', '.join(withheld)}" if withheld else ""
        statement = (
            f"The share of {scene.definitions[flag].people}, by {name}: {', '.join(parts)}{rest}. "
            "In brackets the 95% interval and n."
        )
        notes = [BOTH if any(row.doubt > 0 for row in each) else CHANCE]
        if not withheld:
            notes += _on_one_side(shares["share"], rates[(rates["attribute"] == EVERYONE) & (rates["flag"] == flag)])
        yield scene.finding("flag_by_attribute", statement, *notes, **told)


def _on_one_side(shares: pd.Series[float], everybody: pd.DataFrame) -> Iterator[str]:
    """Say how all groups can lie on one side of the whole that they make up, where rounding puts them there."""
    for share in everybody["share"].dropna():
        for side, beyond in (("below", shares < share), ("above", shares > share)):
            if beyond.all():
                yield _ON_ONE_SIDE.format(side=side, share=percent(share))


def link(scene: Scene, row: Row) -> Finding:
    """Say how many ties the people of a flag have in the questions that the flag is not made of."""
    people = scene.definitions[row.flag].people
    if row.status == TOO_SMALL:
        statement = f"Whether {people} have fewer ties in the other questions: a group is {HIDDEN}."
        return scene.finding("ties_elsewhere", statement, by=row.flag)
    statement = (
        f"In the other questions, {people} had ties to {row.mean_with:.1f} different people on average, "
        f"the others to {row.mean_without:.1f}: {difference(row, less='fewer', more='more')}."
    )
    notes = (NOT_A_CAUSE, MAP, *[BOTH] * (row.doubt > 0))
    return scene.finding("ties_elsewhere", statement, *notes, by=row.flag, **numbers(row))
