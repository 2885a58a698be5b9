"""Who is left off a map below the team tier, so that counting its dots tells no number that the tables hide.

Tables round how many were asked, and hide how many of them have no tie where those are few. A map that shows everybody
else gives both: dots can be counted. So a map that goes with such a table shows a round number of respondents, which
follows from the rounded number asked alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.isolation import GIVEN, NOT_ASKED
from netsurvey.privacy import STANDARD, rounded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.privacy import Thresholds

__all__ = ["leaving", "on_the_map", "shown_people"]


def leaving(network: Network) -> pd.Series[int]:
    """Return in which order respondents would be left off a map of their site and wave: 1, 2, ...

    Those whom two or more people named stay, and so does anybody without whom another respondent would be without a
    tie. The order is by lot, and the same at every tier, in every wave and after every change of the other answers: two
    maps that left out different people would together show all of them.

    Parameters
    ----------
    network
        Who named whom.

    Returns
    -------
    pandas.Series
        Whole numbers on the index of the nodes; missing for those who stay.
    """
    ties = network.wiring.neighbours
    degree = np.bincount(ties.ravel(), minlength=len(network.nodes))
    named = np.bincount(network.pairs[:, 1], minlength=len(network.nodes))
    order = pd.Series(pd.NA, index=network.nodes.index, dtype="Int64")
    able = network.interviewed & (degree > 0) & (named < 2)
    contacts: dict[int, list[int]] = {}
    for one, other in ties[able[ties].any(axis=1)].tolist():
        contacts.setdefault(one, []).append(other)
        contacts.setdefault(other, []).append(one)
    numbers, left = np.zeros(len(order), dtype=np.int64), degree.copy()
    gone = np.zeros(len(network.blocks), dtype=np.int64)
    for person in sorted(np.flatnonzero(able).tolist(), key=_lots(network).__getitem__):
        asked = [other for other in contacts[person] if network.interviewed[other] and not numbers[other]]
        if all(left[other] > 1 for other in asked):
            block = network.block_numbers[person]
            gone[block] += 1
            numbers[person] = gone[block]
            left[contacts[person]] -= 1
    order[numbers > 0] = numbers[numbers > 0]
    return order.rename("leaving")


def on_the_map(network: Network, groups: pd.DataFrame, *, thresholds: Thresholds = STANDARD) -> Network:
    """Return the part of a network that may be drawn below the team tier, beside published rates.

    Parameters
    ----------
    network
        Who named whom.
    groups
        The rates as published: `findings.at("partner").groups`.
    thresholds
        What they were published by.

    Returns
    -------
    Network
        Without people whom only those named who are left out. The whole of a site and wave where the number of people
        without ties is published; where it is hidden, a round number of respondents, all with ties; nobody where it is
        hidden how many were asked, or where too few could be left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> network = Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]}))
    >>> on_the_map(network, pd.DataFrame(columns=["site", "wave", "flag", "attribute", "status", "n"]))
    Network(2 people: 1 respondent and 1 named only, 1 tie, 1 question, 1 site and wave)
    """
    people = network.nodes[["status"]].assign(
        degree=np.bincount(network.wiring.neighbours.ravel(), minlength=len(network.nodes)), leaving=leaving(network)
    )
    kept = shown_people(people, groups, thresholds)
    asked = network.nodes.index[kept & network.interviewed]
    source, target = (network.nodes.index[network.edges[:, end]] for end in (0, 1))
    stays = source.isin(asked) & (~target.isin(network.nodes.index[network.interviewed]) | target.isin(asked))
    named = network.nodes.index.isin(target[stays])
    everybody = kept & (network.interviewed | named)
    if everybody.all():
        return network
    return replace(network, nodes=network.nodes[everybody], ties=network.ties[stays], sampling=None)


def shown_people(people: pd.DataFrame, groups: pd.DataFrame, thresholds: Thresholds) -> NDArray[np.bool_]:
    """Return who of a table of people may be listed beside published rates.

    Parameters
    ----------
    people
        The columns status, degree and leaving, on (site, wave, person_id).
    groups
        The rates as published.
    thresholds
        What they were published by.
    """
    rates = groups[(groups["flag"] == "graph_isolate") & (groups["attribute"] == EVERYONE)]
    kept = np.ones(len(people), dtype=bool)
    blocks: Any = people.groupby(level=["site", "wave"]).indices
    for site, wave, status, n in rates[["site", "wave", "status", "n"]].itertuples(index=False, name=None):
        at = blocks.get((site, wave), np.zeros(0, dtype=np.int64))
        if pd.isna(n) and status != NOT_ASKED:
            kept[at] = False
        elif status not in {GIVEN, NOT_ASKED}:
            kept[at] = _round_number(people.iloc[at], thresholds)
    return kept


def _round_number(block: pd.DataFrame, thresholds: Thresholds) -> NDArray[np.bool_]:
    """Return whom to keep so that the respondents on the map are as many as the rounded number asked, less ten.

    Ten is the least that hides how many of those left out have no tie, whether one or seven: twenty are left out where
    more have none, and so on.
    """
    asked = (block["status"] == "respondent").to_numpy(dtype=bool)
    alone = asked & (block["degree"] == 0).to_numpy(dtype=bool)
    step = thresholds.round_to
    less = -(-(thresholds.largest_small + step // 2) // step) * step
    shown = int(rounded(pd.Series([int(asked.sum())]), thresholds=thresholds).iloc[0]) - less
    while shown > asked.sum() - alone.sum():
        shown -= less
    leave = int(asked.sum() - alone.sum()) - shown
    leaves = (block["leaving"] <= leave).fillna(value=False).to_numpy(dtype=bool)
    if shown <= thresholds.largest_small or leaves.sum() < leave:
        return np.zeros(len(block), dtype=bool)
    return ~(alone | leaves)


def _lots(network: Network) -> list[bytes]:
    """Return everybody's lot, which comes from the id of the form alone: no other answer and no withdrawal moves it."""
    nodes = network.nodes.reset_index()
    ids = nodes["site"].astype("str") + "|" + nodes["respondent_id"].fillna(nodes["person_id"]).astype("str")
    return [hashlib.sha256(form.encode()).digest() for form in ids]
