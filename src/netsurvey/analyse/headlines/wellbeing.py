"""How wellbeing goes with isolation, and with feeling part of the community or being kept from joining in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.analyse.headlines.numbers import difference, numbers
from netsurvey.analyse.headlines.scene import BOTH, HIDDEN, NO_DIAGNOSIS, NOT_A_CAUSE, Row, Scene
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.scales import SCALE_TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netsurvey.analyse.finding import Finding

__all__ = ["wellbeing"]


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
