"""Whom people name as those who make change happen, and how widely.

A list of change-makers is for the team alone, who ask each of them first; others see how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.network.wiring import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["NAMERS", "Standing", "change_makers", "questions_of_change", "standing"]

NAMERS = ("street", "household", "researcher")
"""What is known of those who name somebody, and counts for how widely they are named."""
_ROLES = {"connector", "linker", "activist"}
_LEAST_NAMERS = 3
_PERCENTILE = 0.95


def change_makers(network: Network) -> pd.DataFrame | None:
    """Return who is named in connector, linker and activist questions, by whom, and who stands out.

    Returns
    -------
    pandas.DataFrame or None
        On the index of the network's nodes: `namers` (different respondents), `streets` and `households` (how many
        different ones the namers come from, where known), `one_street` and `one_researcher` (whether all the namers
        live in one street or met one researcher: caveats, not conditions), `threshold` of the site and wave, and the
        flag `change_maker_v1`. None where no question has one of the roles. Being named does not mean that somebody
        wants the part: ask them first.
    """
    asked = questions_of_change(network)
    if not asked:
        return None
    found = standing(network.wiring, {name: pd.factorize(network.nodes[name])[0] for name in NAMERS}, asked)
    numbers = {"namers": found.namers, "streets": found.places["street"], "households": found.places["household"]}
    flags = {
        "one_street": found.all_from_one("street"),
        "one_researcher": found.all_from_one("researcher"),
        "change_maker_v1": found.stands_out,
    }
    index = network.nodes.index
    table = pd.DataFrame(numbers, index=index, dtype="Int64").assign(threshold=found.threshold)
    return table.join(pd.DataFrame(flags, index=index, dtype="boolean"))


def questions_of_change(network: Network) -> list[int]:
    """Return the numbers of the questions about people who make change happen."""
    return [number for number, role in enumerate(network.roles.values()) if role in _ROLES]


@dataclass(frozen=True, kw_only=True, eq=False)
class Standing:
    """How widely each node of a wiring is named.

    Attributes
    ----------
    namers
        How many different respondents named it.
    places, known
        How many different streets, households and researchers the namers have, and for how many namers they are known.
    threshold
        Namers it takes in the site and wave; NaN for a node that nobody named.
    """

    namers: NDArray[np.int64]
    places: dict[str, NDArray[np.int64]]
    known: dict[str, NDArray[np.int64]]
    threshold: NDArray[np.float64]

    def all_from_one(self, name: str) -> NDArray[np.bool_]:
        """Return where all the namers share one street, household or researcher."""
        one: NDArray[np.bool_] = (self.places[name] == 1) & (self.known[name] == self.namers)
        return one

    @property
    def stands_out(self) -> NDArray[np.bool_]:
        """Who is named by enough respondents, from two streets or households where these are known."""
        unknown = (self.known["street"] < 2) & (self.known["household"] < 2)
        wide = (self.places["street"] >= 2) | (self.places["household"] >= 2) | unknown
        out: NDArray[np.bool_] = (self.namers >= self.threshold) & wide
        return out


def standing(
    wiring: Wiring,
    about: dict[str, NDArray[np.int64]],
    questions: Sequence[int],
    *,
    times: NDArray[np.int16] | None = None,
) -> Standing:
    """Return how widely each node is named in some questions.

    Parameters
    ----------
    wiring
        Who named whom.
    about
        For each of `NAMERS` a number a node, the same for the same street, household or researcher; -1 if not known.
    questions
        The numbers of the questions that count.
    times
        How often each node counts as a namer, where respondents were drawn anew; once each where left out.
    """
    n = len(wiring)
    source, target = distinct(wiring.edges[np.isin(wiring.questions, questions)], n).T
    if times is not None:
        source, target = (np.repeat(ends, times[source]) for ends in (source, target))
    namers = np.bincount(target, minlength=n)
    places, known = {}, {}
    for name, numbers in about.items():
        has = numbers[source] >= 0
        width = int(numbers.max(initial=0)) + 1
        different = distinct(np.column_stack([target[has], numbers[source][has]]), width)
        places[name] = np.bincount(different[:, 0], minlength=n)
        known[name] = np.bincount(target[has], minlength=n)
    threshold = np.full(n, np.nan)
    for block in np.unique(wiring.blocks[namers > 0]):
        here = (wiring.blocks == block) & (namers > 0)
        threshold[here] = max(_LEAST_NAMERS, np.quantile(namers[here], _PERCENTILE))
    return Standing(namers=namers, places=places, known=known, threshold=threshold)
