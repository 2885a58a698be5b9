"""How far something passed on would get on the map, with its key players, without them and without anybody.

What holds a map together shows in what is lost without it; people picked by lot say how much anybody's loss would do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.certainty import ninety
from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.isolation import GIVEN
from netsurvey.analyse.measures.contagion import bearable, passed_on, random_sets
from netsurvey.analyse.publish import TOO_SMALL, of_hidden_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring
    from netsurvey.privacy import Thresholds

__all__ = ["SPREAD_COLUMNS", "publish_spread", "spreading"]

SPREAD_COLUMNS = {
    "site": "the site",
    "wave": "the round of the survey",
    "passing": "the chance that something passes along a tie; nobody knows it, so there are several",
    "n": "people on the map",
    "removed": "how many key players are taken away, and how many people in their place",
    "reached": "the share of the people on the map that is reached from one of them picked by lot",
    "reached_low": "the same: 90% of the values over plausible resolutions of who is who are from here",
    "reached_high": "the same: 90% of the values over plausible resolutions of who is who are up to here",
    "without_key": "the share of the people who are left that is reached without the key players",
    "without_picked": "the same without as many people with a tie, picked by lot: the median of many picks",
    "picked_low": "the same: 90% of the picks are from here",
    "picked_high": "the same: 90% of the picks are up to here",
    "status": '"given", or why it is not shown',
}
_SHARES = [name for name in SPREAD_COLUMNS if name.startswith(("reached", "without", "picked"))]
_CHANCES = (0.25, 0.5, 0.75)
_MAPS, _PICKS, _MAPS_OF_PICKS = 100, 40, 400
_RESOLUTIONS, _MAPS_A_RESOLUTION = 20, 20


def spreading(network: Network, key: pd.Series[bool], *, seed: int = 1) -> pd.DataFrame:
    """Return how far something passed on would get, for each site and wave and several chances of passing along a tie.

    As :func:`netsurvey.analyse.measures.spread`, from 100 maps of ties that let it through, or fewer on large networks.

    Parameters
    ----------
    network
        Who named whom.
    key
        The key players, on the index of the network's nodes.
    seed
        Of the maps and the picks.

    Returns
    -------
    pandas.DataFrame
        Columns `SPREAD_COLUMNS`; sites and waves without ties are left out.

    Examples
    --------
    A star: without its middle nobody of the four others is reached but the one from whom it starts.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> star = Network.from_ties(pd.DataFrame({"source": ["Ann"] * 4, "target": ["Bob", "Cat", "Dan", "Eve"]}))
    >>> middle = pd.Series(star.nodes.index.get_level_values("person_id") == "Ann", index=star.nodes.index)
    >>> spreading(star, middle)["without_key"].tolist()
    [0.25, 0.25, 0.25]
    """
    wiring, key_set = network.wiring, key.fillna(value=False).to_numpy(dtype=bool)
    nobody = np.zeros(len(wiring), dtype=bool)
    maps, of_picks, drawn = (bearable(wiring, count) for count in (_MAPS, _MAPS_OF_PICKS, _MAPS_A_RESOLUTION))
    count = min(_PICKS, of_picks)
    each = of_picks // count
    picks = random_sets(wiring, key_set, count=count, seed=seed)
    picked = np.repeat(picks, each, axis=0)
    resolutions = list(_resolutions(network))
    blocks = len(network.blocks)
    place = pd.DataFrame(network.blocks, columns=["site", "wave"]).assign(
        n=np.bincount(wiring.blocks, minlength=blocks),
        removed=np.bincount(wiring.blocks[key_set], minlength=blocks),
        status=GIVEN,
    )
    parts = []
    for passing in _CHANCES:
        with_all, without_key = (
            passed_on(wiring, np.tile(gone, (maps, 1)), passing=passing, seed=seed).mean(axis=0)
            for gone in (nobody, key_set)
        )
        by_pick = passed_on(wiring, picked, passing=passing, seed=seed).reshape(count, each, blocks).mean(axis=1)
        ends = ninety(np.array([_mean(one, drawn, passing, seed) for one in resolutions] or [with_all]))
        shares = [with_all, *ends, without_key, *np.quantile(by_pick, [0.5, 0.05, 0.95], axis=0)]
        parts.append(place.assign(passing=passing, **dict(zip(_SHARES, shares, strict=True))))
    table = pd.concat(parts, ignore_index=True)
    tied = table["removed"] > 0
    texts = dict.fromkeys(("site", "wave", "status"), "str")
    kinds = {**texts, "n": "Int64", "removed": "Int64", **dict.fromkeys(("passing", *_SHARES), "float64")}
    return table.loc[tied, list(SPREAD_COLUMNS)].reset_index(drop=True).astype(kinds)


def publish_spread(table: pd.DataFrame, groups: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the shares as whole percentages, without how many people they are of: that would tell who has no tie.

    Whatever reaches nearly all of a map says that few on it have no tie. Where the published `groups` hide how many
    respondents have none, no share is told that leaves room for fewer than ten; and none where there is no map to see,
    since it is hidden how many were asked.
    """
    least = thresholds.least_for_rates
    rates = groups[(groups["flag"] == "graph_isolate") & (groups["attribute"] == EVERYONE)]
    here, untold = (pd.MultiIndex.from_frame(rows[["site", "wave"]]) for rows in (table, rates[rates["count"].isna()]))
    # of n people of whom u have no tie, a share of (1 - u/n) squared can be reached
    room = (1 - np.sqrt(table["reached"].to_numpy(dtype=float))) * table["n"].to_numpy(dtype=float)
    tight = pd.Series(here.isin(untold) & (room < least)).groupby([table["site"], table["wave"]]).transform("any")
    few = (table["n"] < least).to_numpy(dtype=bool) | of_hidden_size(table, groups) | tight.to_numpy(dtype=bool)
    shares = {name: table[name].round(2).mask(few) for name in _SHARES}
    nothing = pd.array([pd.NA] * len(table), dtype="Int64")
    return table.assign(n=nothing, status=table["status"].mask(few, TOO_SMALL), **shares)


def _resolutions(network: Network) -> Iterator[Wiring]:
    if network.sampling is not None:
        yield from network.sampled(min(_RESOLUTIONS, network.resolutions))


def _mean(wiring: Wiring, maps: int, passing: float, seed: int) -> NDArray[np.float64]:
    nobody = np.zeros((maps, len(wiring)), dtype=bool)
    shares: NDArray[np.float64] = passed_on(wiring, nobody, passing=passing, seed=seed).mean(axis=0)
    return shares
