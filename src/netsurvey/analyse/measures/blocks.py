"""What measures have in common: a site and wave is measured by itself, and the coverage stands beside the number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.supported import supported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring

__all__ = ["beside_coverage", "each_block", "per_block", "share", "within_blocks"]


def per_block(network: Network, vertices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many of these vertices each site and wave has."""
    return np.bincount(network.block_numbers[vertices], minlength=len(network.blocks))


def share(part: NDArray[np.generic], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return part / whole, NaN where there is no whole."""
    return np.asarray(part, dtype=float) / np.where(whole > 0, whole, np.nan)


def beside_coverage(
    network: Network, *, tried: str | Sequence[str] = (), **columns: NDArray[np.generic]
) -> pd.DataFrame:
    """Return columns of one row a site and wave, then the coverage, last whether it supports what was `tried` out."""
    coverage = network.coverage.set_index(["site", "wave"])["coverage"]
    table = pd.DataFrame(columns, index=coverage.index).assign(coverage=coverage)
    if not tried:
        return table
    return table.assign(support=pd.Series([supported(tried, share) for share in coverage], coverage.index, dtype="str"))


def each_block(wiring: Wiring, graph: Any) -> Iterator[tuple[NDArray[np.int64], Any]]:  # noqa: ANN401 - igraph
    """Yield the vertices of each site and wave that has any, and their part of an igraph graph."""
    blocks = np.unique(wiring.blocks)
    for block in blocks:
        members = np.flatnonzero(wiring.blocks == block)
        yield members, graph if len(blocks) == 1 else graph.induced_subgraph(members)


def within_blocks(
    wiring: Wiring,
    graph: Any,  # noqa: ANN401 - igraph has no types
    measure: Callable[[Any], Sequence[float] | NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Return a measure of each vertex that would depend on the other sites and waves if it were taken of all at once.

    Parameters
    ----------
    wiring
        Nodes and their sites and waves.
    graph
        The igraph graph to measure, directed or not.
    measure
        From the part of the graph in one site and wave to one number a vertex.
    """
    values = np.full(len(wiring), np.nan)
    for members, part in each_block(wiring, graph):
        values[members] = measure(part)
    return values
