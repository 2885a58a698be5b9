"""Measures and flags in every plausible resolution of who is who, as bare numbers.

A person's value in a draw is that of whoever holds their anchor there: the form they answered, else the mention most
surely theirs. What is counted on a map is counted on the map of the draw.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.brokers import broker, groups_reached
from netsurvey.analyse.change_makers import NAMERS, questions_of_change, standing
from netsurvey.analyse.measures.cohesion import communities
from netsurvey.analyse.measures.degrees import named, named_by, tied_to
from netsurvey.analyse.measures.paths import paths_through

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["Plausible", "plausible"]

_MOST_DRAWS = 200
_MOST_DRAWS_OF_PATHS = 50
"""Paths between all pairs of people take far longer to count than ties."""
_CHANGE_MAKER, _BROKER = "change_maker_v1", "broker_v0"
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
        Who is a broker and who a change-maker, one column a node.
    counts
        How many brokers and change-makers the map of the draw has, one column a site and wave.
    """

    measures: dict[str, NDArray[Any]] = field(default_factory=dict)
    flags: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    counts: dict[str, NDArray[np.int64]] = field(default_factory=dict)


def plausible(network: Network, *, seed: int = 1) -> Plausible:
    """Return measures and flags in up to 200 plausible resolutions; those that rest on paths in up to 50.

    Parameters
    ----------
    network
        Who named whom; where there is nothing to sample, it is the one draw.
    seed
        Of communities, the same in every draw.
    """
    asked = questions_of_change(network)
    elsewhere = [number for number, role in enumerate(network.roles.values()) if role not in {"connector", "linker"}]
    found = Plausible()
    degrees: dict[str, list[NDArray[np.uint16]]] = {name: [] for name in (*_DEGREES, "ties_elsewhere")}
    flagged: list[tuple[NDArray[np.bool_], NDArray[np.int64]]] = []
    for drawn in _drawn(network, _MOST_DRAWS):
        for name, count in _DEGREES.items():
            degrees[name].append(drawn.of_people(count(drawn.wiring)).astype(np.uint16))
        degrees["ties_elsewhere"].append(drawn.of_people(tied_to(drawn.wiring.asking(elsewhere))).astype(np.uint16))
        if asked:
            flagged.append(drawn.flagged(standing(drawn.wiring, drawn.about, asked).stands_out))
    found.measures.update({name: np.array(lines) for name, lines in degrees.items()})
    if asked:
        found.flags[_CHANGE_MAKER], found.counts[_CHANGE_MAKER] = map(np.array, zip(*flagged, strict=True))
    between: list[NDArray[np.float64]] = []
    brokers: list[tuple[NDArray[np.bool_], NDArray[np.int64]]] = []
    for drawn in _drawn(network, _MOST_DRAWS_OF_PATHS):
        measured = _brokerage(drawn.wiring, seed=seed)
        between.append(drawn.of_people(measured["betweenness"].to_numpy()))
        brokers.append(drawn.flagged(broker(measured).to_numpy(dtype=bool)))
    found.measures["betweenness"] = np.array(between)
    found.flags[_BROKER], found.counts[_BROKER] = map(np.array, zip(*brokers, strict=True))
    return found


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

    def flagged(self, flag: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Return who of the people shown has the flag, and how many have it in each site and wave of this map."""
        return self.of_people(flag).astype(bool), np.bincount(self.wiring.blocks[flag], minlength=self.blocks)


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


def _brokerage(wiring: Wiring, *, seed: int) -> pd.DataFrame:
    """Return what makes a broker, on the numbers of sites and waves and of nodes."""
    index = pd.MultiIndex.from_arrays(
        [wiring.blocks, np.zeros(len(wiring), dtype=int), np.arange(len(wiring))], names=["site", "wave", "person_id"]
    )
    return pd.DataFrame(
        {
            "betweenness": paths_through(wiring),
            "constraint": np.array(wiring.undirected.constraint(), dtype=float),
            "communities_reached": groups_reached(wiring, communities(wiring, seed=seed)),
        },
        index=index,
    )
