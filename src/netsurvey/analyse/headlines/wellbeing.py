"""How wellbeing goes with isolation, and with feeling part of the community or being kept from joining in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netsurvey.analyse.headlines.numbers import difference, n_of, numbers, whole
from netsurvey.analyse.headlines.scene import BOTH, HIDDEN, NO_DIAGNOSIS, NOT_A_CAUSE, Row, Scene
from netsurvey.analyse.importance import ISOLATION, NOT_ENOUGH, PEOPLE_A_PARAMETER
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.analyse.words import listed, number, ordinal, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netsurvey.analyse.finding import Finding

__all__ = ["beside_others", "wellbeing"]

_HOW_CLOSELY = (
    "A share says how closely, not which way: the other headlines on wellbeing say that. What nobody was asked about, "
    "be it health or money, has no share here and may hide behind another."
)
_MANY_GROUPS = "A block of many groups gets more by chance alone than one of few; the table says how much."
_NO_RISK = "It is said of all who answered together and is a score of risk for nobody."


def wellbeing(scene: Scene, gaps: pd.DataFrame) -> Iterator[Finding]:
    """Compare the score that says most between those with and without each kind of isolation."""
    scales = [name for name in SCALE_TITLES if name in set(gaps["scale"])] or list(gaps["scale"].unique())
    if not scales:
        return
    title = SCALE_TITLES.get(scales[0], scales[0].replace("_", " "))
    shown = gaps[gaps["scale"] == scales[0]].set_index("flag", drop=False)
    for flag in ("power_isolate_v1", "total_isolate_v1", "graph_isolate"):
        if flag not in shown.index:
            continue
        row: Row = next(shown.loc[[flag]].itertuples(index=False))
        people = scene.definitions[flag].people
        if row.status == TOO_SMALL:
            statement = f"How {people} score on {title}: a group is {HIDDEN}."
            yield scene.finding("wellbeing_gap", statement, by=flag)
            continue
        statement = (
            f"On {title}, {people} scored {row.mean_with:.1f} on average, the others {row.mean_without:.1f}: "
            f"{difference(row, less='lower', more='higher')}."
        )
        notes = (NOT_A_CAUSE, NO_DIAGNOSIS, *scene.aloud, *[BOTH] * (row.doubt > 0))
        yield scene.finding("wellbeing_gap", statement, *notes, by=flag, **numbers(row))


def beside_others(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say how much of the differences in the score that says most goes with isolation, and how much with what else."""
    scales = [name for name in SCALE_TITLES if name in set(table["scale"])] or list(table["scale"].unique())
    if not scales:
        return
    title = SCALE_TITLES.get(scales[0], scales[0].replace("_", " "))
    rows: list[Any] = list(table[table["scale"] == scales[0]].itertuples())
    row = next(row for row in rows if row.block == ISOLATION)
    others = [other for other in rows if other.block != ISOLATION]
    names = listed([_called(other.block) for other in others])
    if row.status == NOT_ENOUGH:
        takes = PEOPLE_A_PARAMETER * sum(each.parameters for each in rows)
        statement = (
            f"How closely isolation goes with {title} beside {names}: not enough people answered all of it to say "
            f"(n = {n_of(row.n)}, where so many groups take {number(takes)} or more)."
        )
        yield scene.finding("importance", statement, n=whole(row.n))
        return
    if row.status == TOO_SMALL:
        yield scene.finding("importance", f"How closely isolation goes with {title} beside {names}: {HIDDEN}.")
        return
    beside = ", ".join(f"{_called(other.block)} {_with_ends(other)}" for other in others)
    place = ordinal(row.rank)
    if row.rank_low == row.rank_high:
        order = f"Isolation comes {place} of these {len(rows)}, in 95% of the resamples too."
    else:
        order = (
            f"Isolation comes {place} of these {len(rows)}, but anywhere from {ordinal(row.rank_low)} to "
            f"{ordinal(row.rank_high)} in 95% of the resamples: the order is not settled."
        )
    statement = (
        f"Of the differences between people's scores on {title}, isolation goes with {_with_ends(row)}; by chance "
        f"alone it would be {percent(row.by_chance)}. Beside it: {beside}. All together {percent(row.r2)} "
        f"(n = {n_of(row.n)}); in brackets the 95% interval. {order}"
    )
    notes = (NOT_A_CAUSE, _HOW_CLOSELY, _MANY_GROUPS, _NO_RISK, NO_DIAGNOSIS)
    ends = {"value": float(row.share), "low": float(row.low), "high": float(row.high)}
    yield scene.finding("importance", statement, *notes, by=None, n=whole(row.n), **ends)


def _called(block: str) -> str:
    return str(block).replace("_", " ")


def _with_ends(row: Row) -> str:
    return f"{percent(row.share)} ({percent(row.low)} to {percent(row.high)})"
