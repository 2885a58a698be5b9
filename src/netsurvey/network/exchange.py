"""The network as networkx and igraph objects with attributes, for researchers who go on with their own tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["as_igraph", "as_networkx"]

LAYER = ["question", "weight", "probability"]


def as_igraph(nodes: pd.DataFrame, ties: pd.DataFrame, graph: Any) -> Any:  # noqa: ANN401 - igraph has no types
    """Return a copy of the bare graph that carries the columns of both tables.

    Parameters
    ----------
    nodes, ties
        Tables of a :class:`~netsurvey.network.Network`.
    graph
        Its igraph graph: vertices and edges in table order.
    """
    graph = graph.copy()
    for name, values in nodes.reset_index().rename(columns={"person_id": "name"}).items():
        graph.vs[name] = _plain(values)
    for name in LAYER:
        graph.es[name] = _plain(ties[name])
    return graph


def as_networkx(nodes: pd.DataFrame, ties: pd.DataFrame, edges: NDArray[Any]) -> nx.MultiDiGraph[tuple[str, str, str]]:
    """Return a networkx multigraph whose nodes are the keys of `nodes`; what is not known is left out.

    Parameters
    ----------
    nodes, ties
        Tables of a :class:`~netsurvey.network.Network`.
    edges
        Vertex numbers of the ends of each tie.
    """
    import networkx as nx  # noqa: PLC0415 - slow to load

    graph: nx.MultiDiGraph[tuple[str, str, str]] = nx.MultiDiGraph()
    keys = nodes.index.tolist()
    graph.add_nodes_from(zip(keys, _attributes(nodes), strict=True))
    for (source, target), layer in zip(edges.tolist(), _attributes(ties[LAYER]), strict=True):
        graph.add_edge(keys[source], keys[target], layer["question"], **layer)
    return graph


def _attributes(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what is known of each row, by column."""
    columns = {str(name): _plain(values) for name, values in frame.items()}
    rows = zip(*columns.values(), strict=True)
    return [{name: value for name, value in zip(columns, row, strict=True) if value is not None} for row in rows]


def _plain(values: pd.Series[Any]) -> list[Any]:
    """Return the values as Python's own, None where there is none."""
    return [None if missing else value for value, missing in zip(values.tolist(), values.isna(), strict=True)]
