"""What our measures cost beyond the igraph calls inside them, and how both grow with the network.

Run `python benchmarks/measures.py`, or with `--most 5000` to leave out the larger graphs. Ratios near 1 mean that
tables, checks and numbering cost little; below 1, that the sparse algebra here is faster than igraph's own. The first
run compiles: run it twice.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import partial
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import numpy as np
import pandas as pd

from netsurvey.analyse import measures
from netsurvey.analyse.measures.paths import MOST_SEARCHED, SEARCHES
from netsurvey.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = [(1_000, 5_000), (5_000, 15_000), (20_000, 60_000), (100_000, 500_000)]


def leiden(graph: igraph.Graph) -> object:
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 - communities, not secrets
    try:
        return graph.community_leiden(objective_function="modularity", n_iterations=10)
    finally:
        igraph.set_random_number_generator(random)


def paths(graph: igraph.Graph) -> object:
    """Search from everybody, or from as many as we do in a large network."""
    people = graph.vcount()
    if people <= MOST_SEARCHED:
        return graph.betweenness()
    return graph.betweenness(sources=np.random.default_rng(1).integers(people, size=SEARCHES).tolist())


BARE: dict[str, Callable[[igraph.Graph], object]] = {
    "degree": lambda graph: graph.degree(),
    "component": lambda graph: graph.connected_components().membership,
    "cut_point": lambda graph: graph.articulation_points(),
    "core_number": lambda graph: graph.coreness(),
    "community": leiden,
    "constraint": lambda graph: graph.constraint(),
    "effective_size": lambda graph: graph.transitivity_local_undirected(),
    "hierarchy": lambda graph: graph.constraint(),
    "betweenness": paths,
}
"""What igraph does of each; it has no hierarchy, which is made of the parts of constraint."""
ALONE: dict[str, Callable[[Network], object]] = {
    "constraint, ego": partial(measures.constraint, model="ego"),
    "everett_valente": measures.everett_valente,
    "brokerage_roles": lambda network: measures.brokerage_roles(network, streets(network)),
    "key_players": measures.key_players,
}
"""What has no call of igraph's to stand beside."""
NETWORKX: dict[str, Callable[[nx.Graph[object]], object]] = {
    "degree": lambda graph: dict(graph.degree()),
    "component": lambda graph: list(nx.connected_components(graph)),
    "cut_point": lambda graph: list(nx.articulation_points(graph)),
    "core_number": nx.core_number,
    "community": lambda graph: nx.community.louvain_communities(graph, seed=1),
    "constraint": nx.constraint,
    "effective_size": nx.effective_size,
    "betweenness": lambda graph: nx.betweenness_centrality(graph, normalized=False),
}
"""What networkx does of each; for communities Louvain, since it has no Leiden of its own."""


def invented(people: int, ties: int) -> pd.DataFrame:
    """Return ties among invented people, some of whom are named far more often than others."""
    chance = np.random.default_rng(1)
    named = (people * chance.random(ties) ** 3).astype(int)
    return pd.DataFrame({"source": chance.integers(people, size=ties), "target": named}).map("p{:06d}".format)


def streets(network: Network) -> pd.Series[str]:
    """Put the people into a hundred streets."""
    drawn = np.random.default_rng(1).integers(100, size=len(network.nodes))
    return pd.Series(drawn, index=network.nodes.index).astype("str")


def seconds(work: Callable[..., object], *given: object, repeats: int = 3) -> float:
    """Return the shortest processor time of a few: what else the machine does should not count."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work(*given)
        times.append(time.process_time() - start)
    return min(times)


def line(people: int, ties: int, name: str, ours: float, theirs: float | None = None, rival: str = "igraph") -> None:
    beside = "" if theirs is None else f" {theirs:>10.4f} {ours / theirs:>6.2f}  {rival}"
    print(f"{people:>7} {ties:>7}  {name:<16} {ours:>9.4f}{beside}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time our measures against bare igraph, and networkx where small.")
    parser.add_argument("--most", type=int, default=100_000, help="leave out graphs with more people than this")
    parser.add_argument("--least", type=int, default=0, help="leave out graphs with fewer people than this")
    chosen = parser.parse_args()
    print(f"{'people':>7} {'ties':>7}  {'measure':<16} {'ours, s':>9} {'theirs, s':>10} {'ratio':>6}")
    for people, ties in SIZES:
        if not chosen.least <= people <= chosen.most:
            continue
        edges = invented(people, ties)
        respondents = [f"p{number:06d}" for number in range(people)]
        line(people, ties, "(build)", seconds(partial(Network.from_ties, edges, respondents=respondents), repeats=1))
        network = Network.from_ties(edges, respondents=respondents)
        graph = network.undirected
        repeats = 3 if people < MOST_SEARCHED else 1
        all_ours, all_theirs = 0.0, 0.0
        for name, bare in BARE.items():
            ours = seconds(getattr(measures, name), network, repeats=repeats)
            theirs = seconds(bare, graph, repeats=repeats)
            all_ours, all_theirs = all_ours + ours, all_theirs + theirs
            line(people, ties, name, ours, theirs)
        line(people, ties, "(together)", all_ours, all_theirs)
        for name, measure in ALONE.items():
            line(people, ties, name, seconds(measure, network, repeats=1))
        if people == SIZES[0][0]:
            plain: nx.Graph[object] = nx.Graph(graph.get_edgelist())
            for name, slow in NETWORKX.items():
                ours = seconds(getattr(measures, name), network)
                line(people, ties, name, ours, seconds(slow, plain, repeats=1), "networkx")


if __name__ == "__main__":
    main()
