"""Gould and Fernandez's brokerage roles: who passes things on within a group, into it, out of it or past it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["brokerage_roles"]

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
ALL = "brokered"


def brokerage_roles(network: Network, groups: pd.Series[str]) -> pd.DataFrame:
    r"""Return how often each person stands between two others, by the groups the three belong to, beside chance.

    A person brokers between a and b where a named them and they named b, while a did not name b (Gould & Fernandez
    1989, Structures of mediation, Sociological Methodology 19). By groups, with the broker in the middle: coordinator
    A-A-A, itinerant (consultant) B-A-B, representative A-A-B, gatekeeper B-A-A, liaison B-A-C; `brokered` is their sum.
    Whoever sends names with the same chance :math:`d` to everybody brokers one of k possible pairs with
    :math:`p = d^2 (1 - d)`; the expected number is :math:`kp` and its variance :math:`kp(1 - p) + s\, d^3 (1 - d)^3`,
    where s counts the ordered couples of pairs that share an end: exact moments, those of `sna::brokerage` in R where
    everybody was interviewed. People who were only named can end a pair and never start one or broker it.

    Parameters
    ----------
    network
        Who named whom.
    groups
        The group of each person, on the index of ``network.nodes``; whoever is missing or unknown is left out, with
        their ties.

    Returns
    -------
    pandas.DataFrame
        On the index of people, for each role and for `brokered`: the number under the role's name, `..._expected`, and
        `..._z`, how many standard deviations the number lies above that. Missing for people who were only named or
        are in no known group; z is NaN where chance leaves nothing to vary.

    Notes
    -----
    It does not mean that anything is passed on, nor that a large z is rare: people differ in how many they name, which
    this chance does not know, so that busy people exceed it in every role.

    Examples
    --------
    Ann (north) names Bob (north), who names Cat (south): Bob represents the north.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob"], "target": ["Bob", "Cat"]}),
    ...                          respondents=["Ann", "Bob", "Cat"])
    >>> groups = pd.Series(["north", "north", "south"], index=line.nodes.index)
    >>> roles = brokerage_roles(line, groups).droplevel(["site", "wave"])
    >>> roles.loc["Bob", ["representative", "gatekeeper", "brokered"]].to_dict()
    {'representative': 1.0, 'gatekeeper': 0.0, 'brokered': 1.0}
    >>> round(float(roles.loc["Bob", "representative_z"]), 2)
    3.54
    """
    known = groups.reindex(network.nodes.index)
    numbers = pd.factorize(known)[0]
    inside = numbers >= 0
    ties = network.pairs[inside[network.pairs].all(axis=1)]
    counts = _counted(ties, numbers)
    counts[ALL] = np.sum([counts[role] for role in ROLES], axis=0)
    table = pd.DataFrame(counts, index=network.nodes.index, dtype="float64")
    moments = _by_chance(network, ties, numbers)
    for role in (*ROLES, ALL):
        expected, deviation = moments[role]
        table[f"{role}_expected"] = expected
        with np.errstate(divide="ignore", invalid="ignore"):
            table[f"{role}_z"] = np.where(deviation > 0, (table[role] - expected) / deviation, np.nan)
    table.loc[~(network.interviewed & inside)] = np.nan
    return table


def _counted(ties: NDArray[np.int64], groups: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """Return how often each node has each role: all two-step ways through it, less those with a way around it.

    With W the ties within a group and B those between two, the ways around the middle of X Y are the row sums of
    Y * (X' Z), where Z are the ties that go around.
    """
    n = len(groups)
    inner = groups[ties[:, 0]] == groups[ties[:, 1]]
    within, between = (
        sparse.csr_array((np.ones(int(kind.sum())), tuple(ties[kind].T)), shape=(n, n)) for kind in (inner, ~inner)
    )
    around = {
        "coordinator": (within, within, within),
        "itinerant": (between, between, within),
        "representative": (within, between, between),
        "gatekeeper": (between, within, between),
        "liaison": (between, between, between),
    }
    to_same, to_other = within.sum(axis=1), between.sum(axis=1)
    from_same, from_other = within.sum(axis=0), between.sum(axis=0)
    back_and_forth = (between * between.T).sum(axis=1)
    out_and_in = _into_one_group(between, groups)
    through = {
        "coordinator": from_same * to_same - (within * within.T).sum(axis=1),
        "itinerant": out_and_in - back_and_forth,
        "representative": from_same * to_other,
        "gatekeeper": from_other * to_same,
        "liaison": from_other * to_other - out_and_in,
    }
    return {
        role: through[role] - (second * (first.T @ past)).sum(axis=1) for role, (first, second, past) in around.items()
    }


def _into_one_group(ties: sparse.csr_array, groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how many two-step ways through each node start and end in one group, the same person at both ends too."""
    n = len(groups)
    placed = np.flatnonzero(groups >= 0)
    member = sparse.csr_array((np.ones(len(placed)), (placed, groups[placed])), shape=(n, groups.max(initial=0) + 1))
    ways: NDArray[np.float64] = ((ties @ member) * (ties.T @ member)).sum(axis=1)
    return ways


def _by_chance(
    network: Network, ties: NDArray[np.int64], groups: NDArray[np.int64]
) -> dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return the expected number and its standard deviation of every role, by node."""
    found = {role: (np.full(len(groups), np.nan), np.full(len(groups), np.nan)) for role in (*ROLES, ALL)}
    inside = groups >= 0
    for block in range(len(network.blocks)):
        here = inside & (network.block_numbers == block)
        of, in_block = np.unique(groups[here], return_inverse=True)
        everybody = np.bincount(in_block, minlength=len(of)).astype(float)
        asked = np.bincount(in_block[network.interviewed[here]], minlength=len(of)).astype(float)
        possible = asked.sum() * (everybody.sum() - 1)
        density = (network.block_numbers[ties[:, 0]] == block).sum() / possible if possible else 0.0
        for number, group in enumerate(of):
            if not asked[number]:
                continue
            brokers = here & (groups == group)
            for role, pairs in _possible(number, len(of)).items():
                mean, deviation = _moments(pairs, number, asked, everybody, density)
                found[role][0][brokers], found[role][1][brokers] = mean, deviation
    return found


def _possible(own: int, groups: int) -> dict[str, NDArray[np.float64]]:
    """Return which groups a pair may start (rows) and end in (columns), by the role of a broker from group `own`."""
    same = np.arange(groups) == own
    alike = np.eye(groups, dtype=bool)
    elsewhere = np.outer(~same, ~same)
    allowed = {
        "coordinator": np.outer(same, same),
        "itinerant": elsewhere & alike,
        "representative": np.outer(same, ~same),
        "gatekeeper": np.outer(~same, same),
        "liaison": elsewhere & ~alike,
        ALL: np.ones((groups, groups), dtype=bool),
    }
    return {role: pairs.astype(float) for role, pairs in allowed.items()}


def _moments(
    pairs: NDArray[np.float64], own: int, asked: NDArray[np.float64], everybody: NDArray[np.float64], density: float
) -> tuple[float, float]:
    """Return the mean and the standard deviation of the number of pairs that one person brokers by chance.

    Parameters
    ----------
    pairs
        Which groups a pair may start in (rows) and end in (columns).
    own
        The broker's group.
    asked, everybody
        How many people of each group could start a pair, and how many could end one, the broker included.
    density
        The chance that somebody who was asked named somebody.
    """
    broker = np.arange(len(asked)) == own
    starts, ends = asked - broker, everybody - broker
    only_named = ends - starts
    itself = np.diag(pairs)
    ends_for_each = pairs @ ends - itself
    starts_for_each = pairs.T @ starts
    possible = starts @ ends_for_each
    sharing = (
        starts @ (ends_for_each * (ends_for_each - 1))
        + starts @ ((starts_for_each - itself) * (starts_for_each - itself - 1))
        + only_named @ (starts_for_each * (starts_for_each - 1))
    )
    chance = density**2 * (1 - density)
    variance = possible * chance * (1 - chance) + sharing * (density * (1 - density)) ** 3
    return float(possible * chance), float(np.sqrt(variance))
