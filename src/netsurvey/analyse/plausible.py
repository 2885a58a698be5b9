"""Measures and flags in every plausible resolution of who is who, as bare numbers.

A person's value in a draw is that of whoever holds their anchor there: the form they answered, else the mention most
surely theirs. What is counted on a map is counted on the map of the draw.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.at_once import affordable, at_once
from netsurvey.analyse.brokers import Between, groups_reached
from netsurvey.analyse.change_makers import NAMERS, questions_of_change, standing
from netsurvey.analyse.key_people import SET_SIZE
from netsurvey.analyse.measures.degrees import named, named_by, tied_to
from netsurvey.analyse.measures.key_sets import key_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from netsurvey.analyse.brokers import Brokers
    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["Plausible", "plausible"]

_MOST_DRAWS = 200
_MOST_DRAWS_OF_PATHS = 50
"""Paths between all pairs of people take far longer to count than ties."""
_CHANGE_MAKER, _BROKER = "change_maker_v1", "broker_v1"
_DEGREES = {"in_degree": named_by, "out_degree": named, "degree": tied_to}


@dataclass(frozen=True, kw_only=True, eq=False)
class Plausible:
    """What the people of a network come to, one line a draw.

    Attributes
    ----------
    measures
        `in_degree`, `out_degree`, `degree`, `ties_elsewhere` (in questions that are not about people of influence) and
        `betweenness`, one column a node.
    flags
        Who is a broker, a change-maker and a key player, one column a node.
    counts
        How many brokers and change-makers the map of the draw has, one column a site and wave. Brokers are held
        against what chance does on the map that is shown, so they are counted among the people of that map.
    """

    measures: dict[str, NDArray[Any]] = field(default_factory=dict)
    flags: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    counts: dict[str, NDArray[np.int64]] = field(default_factory=dict)


def plausible(network: Network, found: Brokers) -> Plausible:
    """Return measures and flags in up to 200 plausible resolutions; those that rest on paths in up to 50.

    Parameters
    ----------
    network
        Who named whom; where there is nothing to sample, it is the one draw.
    found
        What brokers are held against, and the stable communities, on the map that is shown; the same in every draw.
    """
    asked = questions_of_change(network)
    elsewhere = [number for number, role in enumerate(network.roles.values()) if role not in {"connector", "linker"}]
    all_draws = Plausible()
    degrees: dict[str, list[NDArray[np.uint16]]] = {name: [] for name in (*_DEGREES, "ties_elsewhere")}
    makers: list[tuple[NDArray[np.bool_], NDArray[np.int64]]] = []
    for drawn in _drawn(network, _MOST_DRAWS):
        for name, count in _DEGREES.items():
            degrees[name].append(drawn.of_people(count(drawn.wiring)).astype(np.uint16))
        degrees["ties_elsewhere"].append(drawn.of_people(tied_to(drawn.wiring.asking(elsewhere))).astype(np.uint16))
        if asked:
            stands_out = standing(drawn.wiring, drawn.about, asked).stands_out
            makers.append((drawn.of_people(stands_out).astype(bool), drawn.in_each_block(stands_out)))
    all_draws.measures.update({name: np.array(lines) for name, lines in degrees.items()})
    if asked:
        all_draws.flags[_CHANGE_MAKER], all_draws.counts[_CHANGE_MAKER] = map(np.array, zip(*makers, strict=True))
    draws = _drawn(network, affordable(network.wiring, _MOST_DRAWS_OF_PATHS))
    between, brokers, keys = map(np.array, zip(*at_once(lambda drawn: _by_paths(drawn, found), draws), strict=True))
    all_draws.measures["betweenness"] = between
    all_draws.flags.update({_BROKER: brokers, "key_player": keys})
    blocks = network.block_numbers[:, None] == np.arange(len(network.blocks))
    all_draws.counts[_BROKER] = all_draws.flags[_BROKER].astype(np.int64) @ blocks
    return all_draws


@dataclass(frozen=True, kw_only=True, eq=False)
class _Drawn:
    """The wiring of one draw, and how the people of the network that is shown stand in it."""

    wiring: Wiring
    stands: NDArray[np.int64]
    about: dict[str, NDArray[np.int64]]
    blocks: int

    def of_people(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values of the people shown; 0 for those who are not on this map."""
        return np.append(values, 0)[self.stands]

    def in_each_block(self, flag: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return how many have a flag in each site and wave of this map."""
        return np.bincount(self.wiring.blocks[flag], minlength=self.blocks)

    def on_this_map(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return values of the people shown for the people of this map; -1 for those who are not shown."""
        placed = np.full(len(self.wiring) + 1, -1)
        placed[self.stands] = values
        return placed[:-1]


def _drawn(network: Network, most: int) -> Iterator[_Drawn]:
    blocks = len(network.blocks)
    if network.sampling is None:
        about = {name: pd.factorize(network.nodes[name])[0] for name in NAMERS}
        yield _Drawn(wiring=network.wiring, stands=np.arange(len(network.nodes)), about=about, blocks=blocks)
        return
    known = {name: np.append(pd.factorize(network.sampling.interviews[name])[0], -1) for name in NAMERS}
    for sampled in network.sampled(min(most, network.resolutions)):
        about = {name: numbers[sampled.forms] for name, numbers in known.items()}
        yield _Drawn(wiring=sampled, stands=sampled.stands, about=about, blocks=blocks)


def _by_paths(drawn: _Drawn, found: Brokers) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the betweenness of the people shown, and who of them is a broker and a key player in this draw."""
    here = Between.of(drawn.wiring)
    reached = groups_reached(drawn.wiring, drawn.on_this_map(found.groups))
    of_people = Between(betweenness=drawn.of_people(here.betweenness), constraint=drawn.of_people(here.constraint))
    keys = drawn.of_people(key_set(drawn.wiring, size=SET_SIZE)).astype(bool)
    return of_people.betweenness, found.bar.passed(of_people, drawn.of_people(reached)), keys
