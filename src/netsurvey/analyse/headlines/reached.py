"""Who was reached: which groups are few or many among those asked, beside who lives there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.analyse.headlines.numbers import n_of, whole
from netsurvey.analyse.headlines.scene import HIDDEN, Row, Scene
from netsurvey.analyse.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netsurvey.analyse.finding import Finding

__all__ = ["who_was_reached"]

_OF_THE_CENSUS = "The census table is taken as it is: it may be of another year, or count children who were not asked."
_MANY_LOOKED_AT = "Of many groups one in twenty differs by chance alone. Nothing was weighted to make up for it."


def who_was_reached(scene: Scene, table: pd.DataFrame) -> Iterator[Finding]:
    """Say of each attribute which groups were asked less and more often than they live there."""
    for attribute, rows in table.groupby("attribute", sort=False):
        name = str(attribute).replace("_", " ")
        n = whole(rows["of"].iloc[0])
        told: list[Row] = list(rows[rows["share"].notna()].itertuples())
        if not told:
            yield scene.finding("reached", f"Who was reached, by {name}: {HIDDEN}.", about=str(attribute), n=n)
            continue
        fewer = [_beside(row) for row in told if row.high < row.census_share]
        more = [_beside(row) for row in told if row.low > row.census_share]
        alike = [str(row.level) for row in told if row.low <= row.census_share <= row.high]
        withheld = [str(level) for level in rows.loc[rows["share"].isna(), "level"]]
        parts = [
            f"{heading}: {', '.join(levels)}."
            for heading, levels in (
                ("Fewer than their share", fewer),
                ("More than their share", more),
                ("Their share, give or take chance", alike),
                ("Not shown", withheld),
            )
            if levels
        ]
        statement = (
            f"Who was reached, by {name} (n = {n_of(n)}). {' '.join(parts)} In brackets the share among those asked, "
            "its 95% interval and the share in the census table."
        )
        yield scene.finding("reached", statement, _OF_THE_CENSUS, _MANY_LOOKED_AT, about=str(attribute), n=n)


def _beside(row: Row) -> str:
    ends = f"{percent(row.low)} to {percent(row.high)}"
    return f"{row.level} ({percent(row.share)}, {ends}; census {percent(row.census_share)})"
