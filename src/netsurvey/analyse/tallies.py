"""How many there are: brokers, change-makers and familiar strangers, as counts on one map.

They are counted among everybody on the map and not among the people asked, so they have no interval: another round of
door-knocking would make another map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.isolation import GIVEN, NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TALLY_COLUMNS", "tallies"]

_BLOCK = ["site", "wave"]
_COUNTS = ["n", "count", "one_researcher", "one_street"]
TALLY_COLUMNS = [*_BLOCK, "flag", *_COUNTS, "threshold", "status"]


def tallies(
    people: pd.DataFrame, makers: pd.DataFrame | None, roles: pd.DataFrame | None, *, blocks: Sequence[tuple[str, str]]
) -> pd.DataFrame:
    """Count brokers, change-makers and familiar strangers in each site and wave, and over all sites.

    Parameters
    ----------
    people
        The column `broker_v0` on (site, wave, person_id).
    makers
        What :func:`netsurvey.analyse.change_makers.change_makers` returns.
    roles
        What :func:`netsurvey.analyse.strangers.familiar_strangers` returns.
    blocks
        Every site and wave.

    Returns
    -------
    pandas.DataFrame
        Columns `TALLY_COLUMNS`: `count` of the `n` people on the map, people named at least once in the roles, or
        roles written down; of the change-makers, how many were named only by people who met `one_researcher` or live
        in `one_street`; the `threshold` of namers in force; `status` "given" or "not asked".
    """
    parts = [_tally(blocks, "broker_v0", people.assign(n=1, count=people["broker_v0"]))]
    if makers is None:
        parts.append(_tally(blocks, "change_maker_v1", None))
    else:
        flag = makers["change_maker_v1"]
        named = makers.assign(
            n=makers["namers"] > 0,
            count=flag,
            one_researcher=flag & makers["one_researcher"],
            one_street=flag & makers["one_street"],
        )
        parts.append(_tally(blocks, "change_maker_v1", named))
    if roles is not None:
        roles = roles.assign(n=1, count=roles["familiar_stranger_v1"])
    parts.append(_tally(blocks, "familiar_stranger_v1", roles))
    return pd.concat(parts, ignore_index=True)


def _tally(blocks: Sequence[tuple[str, str]], flag: str, things: pd.DataFrame | None) -> pd.DataFrame:
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
    return merged.assign(flag=flag)[TALLY_COLUMNS].astype({"flag": "str", "threshold": "float64"})


def _sum(counts: pd.Series[int]) -> int | None:
    return counts.sum(min_count=1)
