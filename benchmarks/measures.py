"""What our measures cost beyond the igraph calls inside them, at the sizes the project promises.

Run `python benchmarks/measures.py`, or with `--most 5000` to leave out the larger graphs (betweenness of 20,000 people
takes some 25 seconds). Ratios near 1 mean that tables, checks and numbering cost little.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import partial
from typing import TYPE_CHECKING

import igraph
import numpy as np
import pandas as pd

from netsurvey.analyse import measures
from netsurvey.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = [(1_000, 5_000), (5_000, 15_000), (20_000, 60_000)]


def leiden(graph: igraph.Graph) -> object:
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 - communities, not secrets
    try:
        return graph.community_leiden(objective_function="modularity", n_iterations=10)
    finally:
        igraph.set_random_number_generator(random)


BARE: dict[str, Callable[[igraph.Graph], object]] = {
    "mentions": lambda graph: graph.indegree(),
    "component": lambda graph: graph.connected_components().membership,
    "constraint": lambda graph: graph.constraint(),
    "effective_size": lambda graph: graph.transitivity_local_undirected(),
    "core_number": lambda graph: graph.coreness(),
    "cut_point": lambda graph: graph.articulation_points(),
    "community": leiden,
    "betweenness": lambda graph: graph.betweenness(),
}


def invented(people: int, ties: int) -> pd.DataFrame:
    """Return ties among invented people, some of whom are named far more often than others."""
    chance = np.random.default_rng(1)
    named = (people * chance.random(ties) ** 3).astype(int)
    return pd.DataFrame({"source": chance.integers(people, size=ties), "target": named}).map("p{:06d}".format)


def seconds(work: Callable[..., object], *given: object, repeats: int = 3) -> float:
    """Return the shortest time of a few."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work(*given)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time our measures against bare igraph.")
    parser.add_argument("--most", type=int, default=20_000, help="leave out graphs with more people than this")
    most = parser.parse_args().most
    print(f"{'people':>7} {'ties':>7}  {'measure':<15} {'ours, s':>9} {'igraph, s':>10} {'ratio':>6}")
    for people, ties in SIZES:
        if people > most:
            continue
        edges = invented(people, ties)
        respondents = [f"p{number:06d}" for number in range(people)]
        build = seconds(partial(Network.from_ties, edges, respondents=respondents))
        print(f"{people:>7} {ties:>7}  {'(build)':<15} {build:>9.4f}")
        network = Network.from_ties(edges, respondents=respondents)
        directed, undirected = network.collapse().graph, network.undirected
        for name, bare in BARE.items():
            graph = directed if name == "mentions" else undirected
            repeats = 1 if name == "betweenness" else 3
            ours = seconds(getattr(measures, name), network, repeats=repeats)
            theirs = seconds(bare, graph, repeats=repeats)
            print(f"{people:>7} {ties:>7}  {name:<15} {ours:>9.4f} {theirs:>10.4f} {ours / theirs:>6.2f}")


if __name__ == "__main__":
    main()
