"""Brokerage as Everett and Valente see it: the paths through a person, for every tie they keep up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.cohesion import component_size
from netsurvey.analyse.measures.degrees import named, named_by, tied_to
from netsurvey.analyse.measures.paths import paths_through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["everett_valente"]


def everett_valente(network: Network, *, ties: Literal["either", "directed"] = "either") -> pd.Series[float]:
    r"""Return how many shortest paths each person's ties carry, on average over the ties, where any pass through them.

    :math:`(2 b + r) / d` for somebody with betweenness b > 0, d ties and r others within reach; 0 where b is 0 (Everett
    & Valente 2016, Bridging, brokerage and betweenness, Social Networks 44). It is the mean edge betweenness of their
    ties. Where ties have a direction it is the mean of :math:`(b + r_{in}) / d_{in}` and
    :math:`(b + r_{out}) / d_{out}` with the betweenness of the directed graph, and r those who can reach the person or
    be reached.

    Parameters
    ----------
    network
        Who named whom.
    ties
        "either": whoever named whom. "directed": paths go from those who name to those who are named, so that people
        who were only named are on none.

    Returns
    -------
    pandas.Series
        Numbers from 0.

    Notes
    -----
    It does not mean that a person's ties are well spent: few ties and a place on many paths score high, which in a
    survey is also the mark of somebody who was named and hardly asked. It is as fragile as :func:`betweenness`.

    Examples
    --------
    Ann - Bob - Cat - Dan in a line: 2 pairs through Bob, 3 others to reach, 2 ties.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> line = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Cat"], "target": ["Bob", "Cat", "Dan"]}))
    >>> everett_valente(line).droplevel(["site", "wave"]).to_dict()
    {'Ann': 0.0, 'Bob': 3.5, 'Cat': 3.5, 'Dan': 0.0}
    """
    values = _of_either(network) if ties == "either" else _of_directed(network)
    return pd.Series(values, index=network.nodes.index, dtype="float64", name="everett_valente")


def _of_either(network: Network) -> NDArray[np.float64]:
    between = paths_through(network.wiring)
    reached = component_size(network).to_numpy() - 1
    return _each(2 * between + reached, tied_to(network.wiring), between)


def _of_directed(network: Network) -> NDArray[np.float64]:
    graph = network.collapse().graph
    between = np.array(graph.betweenness(), dtype=np.float64)
    into, out = (
        _each(
            between + np.array(graph.neighborhood_size(order=len(network.nodes), mode=way), dtype=np.float64) - 1,
            ties,
            between,
        )
        for way, ties in (("in", named_by(network.wiring)), ("out", named(network.wiring)))
    )
    return (into + out) / 2


def _each(paths: NDArray[np.float64], ties: NDArray[np.int64], between: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the paths for every tie, 0 for those who are between nobody."""
    return np.where(between > 0, paths, 0.0) / np.maximum(ties, 1)
