"""How many there are: brokers, change-makers and familiar strangers, as counts on one map.

They are counted among everybody on the map and not among the people asked, so they have no interval by chance: another
round of door-knocking would make another map. They do have a range: how many there are on the maps of other plausible
resolutions of who is who.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.certainty import LEVELS, ninety
from netsurvey.analyse.groups import ALL, over_all_sites
from netsurvey.analyse.isolation import GIVEN, NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["DRAWN_COUNTS", "TALLY_COLUMNS", "tallies"]

_BLOCK = ["site", "wave"]
_COUNTS = ["n", "count", "one_researcher", "one_street", *LEVELS]
DRAWN_COUNTS = ["count_low", "count_high", *LEVELS]
"""Columns that tell how a count varies over plausible resolutions."""
TALLY_COLUMNS = [
    *(*_BLOCK, "flag", "n", "count", "one_researcher", "one_street", "threshold", "status", "draws"),
    *DRAWN_COUNTS,
]


def tallies(
    people: pd.DataFrame,
    makers: pd.DataFrame | None,
    roles: pd.DataFrame | None,
    *,
    blocks: Sequence[tuple[str, str]],
    drawn: Mapping[str, NDArray[np.int64]],
) -> pd.DataFrame:
    """Count brokers, change-makers and familiar strangers in each site and wave, and over all sites.

    Parameters
    ----------
    people
        The columns `broker_v1`, `broker_v1_certainty` and `change_maker_v1_certainty` on (site, wave, person_id).
    makers
        What :func:`netsurvey.analyse.change_makers.change_makers` returns.
    roles
        What :func:`netsurvey.analyse.strangers.familiar_strangers` returns.
    blocks
        Every site and wave.
    drawn
        How many there are on the map of each plausible resolution, by flag: one line a draw, one column a block.

    Returns
    -------
    pandas.DataFrame
        Columns `TALLY_COLUMNS`: `count` of the `n` people on the map, people named at least once in the roles, or
        roles written down; of the change-makers, how many were named only by people who met `one_researcher` or live
        in `one_street`; the `threshold` of namers in force; `status` "given" or "not asked". Of the flagged, how many
        are `certain`, `likely` and `fragile` over the `draws`, and from how many to how many there are in 90% of them
        (`count_low`, `count_high`).
    """
    brokers = people.assign(n=1, count=people["broker_v1"], **_by_certainty(people["broker_v1_certainty"]))
    parts = [_tally(blocks, "broker_v1", brokers, drawn.get("broker_v1"))]
    if makers is None:
        parts.append(_tally(blocks, "change_maker_v1", None))
    else:
        flag = makers["change_maker_v1"]
        named = makers.assign(
            n=makers["namers"] > 0,
            count=flag,
            one_researcher=flag & makers["one_researcher"],
            one_street=flag & makers["one_street"],
            **_by_certainty(people["change_maker_v1_certainty"]),
        )
        parts.append(_tally(blocks, "change_maker_v1", named, drawn.get("change_maker_v1")))
    if roles is not None:
        roles = roles.assign(n=1, count=roles["familiar_stranger_v1"])
    parts.append(_tally(blocks, "familiar_stranger_v1", roles))
    return pd.concat(parts, ignore_index=True)


def _by_certainty(certainty: pd.Series[str]) -> dict[str, pd.Series[bool]]:
    """Return whose flag is certain, likely and fragile."""
    return {word: certainty == word for word in LEVELS}


def _tally(
    blocks: Sequence[tuple[str, str]],
    flag: str,
    things: pd.DataFrame | None,
    drawn: NDArray[np.int64] | None = None,
) -> pd.DataFrame:
    table = pd.DataFrame(list(blocks), columns=_BLOCK).astype("str")
    if things is None:
        counted = table.assign(**dict.fromkeys([*_COUNTS, "threshold"], np.nan), status=NOT_ASKED)
    else:
        rows = things.reset_index().reindex(columns=[*_BLOCK, *_COUNTS, "threshold"])
        sums = rows.astype(dict.fromkeys(_COUNTS, "Float64")).groupby(_BLOCK)[_COUNTS].sum(min_count=1)
        sums["threshold"] = rows.astype({"threshold": "float64"}).groupby(_BLOCK)["threshold"].max()
        counted = table.merge(sums.reset_index(), on=_BLOCK, how="left").fillna({"n": 0, "count": 0})
        counted["status"] = GIVEN
    both = over_all_sites(counted.astype(dict.fromkeys(_COUNTS, "Int64")))
    totals = both.groupby(["site", "wave", "status"], as_index=False, sort=False)
    merged = totals.agg(dict.fromkeys(_COUNTS, _sum) | {"threshold": "max"})
    merged = merged.assign(flag=flag, **_range(merged, blocks, drawn))
    whole = dict.fromkeys(("draws", "count_low", "count_high"), "Int64")
    return merged[TALLY_COLUMNS].astype({"flag": "str", "threshold": "float64", **whole})


def _range(tallied: pd.DataFrame, blocks: Sequence[tuple[str, str]], drawn: NDArray[np.int64] | None) -> dict[str, Any]:
    """Return in how many draws each row was counted, and from how many to how many there are in 90% of them."""
    if drawn is None:
        return {"draws": 1, "count_low": tallied["count"], "count_high": tallied["count"]}
    inside = [
        [at for at, (a, b) in enumerate(blocks) if b == wave and site in {a, ALL}]
        for site, wave in tallied[_BLOCK].itertuples(index=False, name=None)
    ]
    low, high = ninety(np.column_stack([drawn[:, columns].sum(axis=1) for columns in inside]))
    return {"draws": len(drawn), "count_low": low, "count_high": high}


def _sum(counts: pd.Series[int]) -> int | None:
    return counts.sum(min_count=1)
