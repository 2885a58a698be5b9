"""Respondents drawn anew: how much of what is found hangs on which doors happened to be answered.

Households are drawn with replacement within each site and wave, and everybody of a household who was interviewed comes
with it, since people behind one door name each other. They are not drawn by researcher: a score of volunteers is too
few to draw from, and what each of them does to a rate is told in :mod:`netsurvey.analyse.researchers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.at_once import affordable, at_once
from netsurvey.analyse.brokers import Bar, Between, groups_reached
from netsurvey.analyse.change_makers import NAMERS, questions_of_change, standing
from netsurvey.analyse.key_people import SET_SIZE
from netsurvey.analyse.measures.key_sets import key_set
from netsurvey.analyse.nulls import Namings
from netsurvey.network.wiring import Wiring

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.analyse.brokers import Brokers
    from netsurvey.network import Network

__all__ = ["held", "named_by_the_drawn", "resamples"]

_MOST_SETS = 50
"""The best set of key players takes longer to find than all shortest paths."""


def resamples(network: Network, k: int = 200, *, seed: int = 1) -> NDArray[np.int16]:
    """Return how often each person is drawn in each of `k` resamples of the respondents.

    The bootstrap of Efron (1979, Annals of Statistics 7), by household where it is known.

    Parameters
    ----------
    network
        Who was interviewed, at which site, in which wave and household.
    k
        How many.
    seed
        Of the draws.

    Returns
    -------
    numpy.ndarray
        One line a resample and one column a node; 0 for people who were only named, who are never drawn but come with
        those who named them. Each site and wave has as many households in a resample as it had.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> network = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Cat", "Cat"]}))
    >>> resamples(network, 3, seed=1).sum(axis=1).tolist()
    [2, 2, 2]
    """
    rng = np.random.default_rng(seed)
    asked = np.flatnonzero(network.interviewed)
    homes = pd.factorize(network.nodes["household"].iloc[asked])[0]
    homes = np.where(homes < 0, homes.max(initial=0) + 1 + np.arange(len(asked)), homes)
    times = np.zeros((k, len(network.nodes)), dtype=np.int16)
    for block in np.unique(network.block_numbers[asked]):
        here = network.block_numbers[asked] == block
        inside, home = np.unique(homes[here], return_inverse=True)
        drawn = rng.multinomial(len(inside), np.full(len(inside), 1 / len(inside)), size=k)
        times[:, asked[here]] = drawn[:, home]
    return times


def named_by_the_drawn(wiring: Wiring, times: NDArray[np.int16]) -> Wiring:
    """Return the network with the ties alone that respondents named who were drawn, once or several times."""
    drawn = times[wiring.edges[:, 0]] > 0
    return Wiring(
        blocks=wiring.blocks,
        interviewed=wiring.interviewed & (times > 0),
        edges=wiring.edges[drawn],
        questions=wiring.questions[drawn],
    )


def held(network: Network, found: Brokers, *, k: int = 200, seed: int = 1) -> dict[str, pd.Series[float]]:
    """Return in which share of resamples each person has the flags that rest on what others answered.

    A change-maker is one in a resample when the respondents drawn, each counted as often as drawn, name them widely
    enough for the threshold of that resample. A resample has fewer ties, so a broker is held against what chance does
    in resamples: in each the namings are dealt out anew once, and over all of them the bar is as high above chance as
    on the whole map. Communities stay those of the whole map.

    Parameters
    ----------
    network
        Who named whom.
    found
        The brokers of the whole map.
    k
        How many resamples.
    seed
        Of the draws and exchanges.

    Returns
    -------
    dict of pandas.Series
        `broker_v1`, `key_player` (in up to 50 resamples) and, where it was asked for, `change_maker_v1`: shares on
        the index of the network's nodes. As a broker or key player, somebody who was interviewed is looked at in the
        resamples that draw them. Only brokers of the whole map are looked at as brokers; the others are NaN.

    Notes
    -----
    It does not say what a survey of other streets would find: resamples come from the doors that were knocked on. A
    resample has about two thirds of the respondents, so it takes more to be a broker there, and the share is too low
    rather than too high.
    """
    wiring = network.wiring
    times = resamples(network, k, seed=seed)
    paths = times[: affordable(wiring, k)]
    shares = {"broker_v1": _brokers(wiring, found, paths, seed), "key_player": _key_players(wiring, paths[:_MOST_SETS])}
    asked = questions_of_change(network)
    if asked:
        about = {name: pd.factorize(network.nodes[name])[0] for name in NAMERS}
        shares["change_maker_v1"] = np.mean(
            [standing(wiring, about, asked, times=line).stands_out for line in times], axis=0
        )
    return {name: pd.Series(share, index=network.nodes.index) for name, share in shares.items()}


def _brokers(wiring: Wiring, found: Brokers, times: NDArray[np.int16], seed: int) -> NDArray[np.float64]:
    """Return in which share of the resamples that draw them each broker is one again."""
    flagged = found.table["broker_v1"].to_numpy(dtype=bool)
    if not flagged.any():
        return np.full(len(wiring), np.nan)

    def with_its_null(number: int) -> tuple[Between, Between, NDArray[np.int64]]:
        drawn = named_by_the_drawn(wiring, times[number])
        null = Namings.of(drawn).swapped((seed, number))
        return Between.of(drawn), Between.of(null), groups_reached(drawn, found.groups)

    each, nulls, reached = zip(*at_once(with_its_null, range(len(times))), strict=True)
    there = (times > 0) | ~wiring.interviewed
    bar = Bar.over(Between.stacked(nulls), found.height, among=there)
    passed = np.array([bar.passed(one, groups) for one, groups in zip(each, reached, strict=True)])
    return np.where(flagged, _share(passed, there), np.nan)


def _key_players(wiring: Wiring, times: NDArray[np.int16]) -> NDArray[np.float64]:
    """Return in which share of the resamples that draw them each node is a key player."""
    chosen = at_once(lambda line: key_set(named_by_the_drawn(wiring, line), size=SET_SIZE), times)
    return _share(np.array(chosen), (times > 0) | ~wiring.interviewed)


def _share(holds: NDArray[np.bool_], there: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return in which share of the lines that count for it each column holds, NaN where none counts."""
    of = there.sum(axis=0)
    share: NDArray[np.float64] = (holds & there).sum(axis=0) / np.where(of > 0, of, np.nan)
    return share
