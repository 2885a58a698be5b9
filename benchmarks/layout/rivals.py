"""Other people's layouts: three of igraph, and ForceAtlas2 as graphology has it, run by Node."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import igraph
import numpy as np

from netsurvey.network.pieces import connected

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["RIVALS", "laid_out"]

HERE = Path(__file__).parent
ITERATIONS = 500
"""Of ForceAtlas2, which has no end of its own; other settings as it infers them from the graph."""


def laid_out(name: str, count: int, edges: Ints) -> tuple[Floats, float]:
    """Return a rival's positions and the seconds of processor time they took.

    Pieces that no tie joins are laid out one by one and put side by side, so that neither their stress nor their
    crossings suffer from one another.
    """
    number = connected(count, edges)
    xy, seconds, right = np.zeros((count, 2)), 0.0, 0.0
    for piece in np.flatnonzero(np.bincount(number) > 1):
        people = np.flatnonzero(number == piece)
        ties = np.searchsorted(people, edges[number[edges[:, 0]] == piece])
        places, took = RIVALS[name](len(people), ties) if len(people) > 2 else (np.eye(2), 0.0)
        xy[people] = places - [places[:, 0].min() - right, 0]
        seconds, right = seconds + took, xy[people, 0].max() + 1
    return xy, seconds


def _of_igraph(method: str) -> Callable[[int, Ints], tuple[Floats, float]]:
    def positions(count: int, edges: Ints) -> tuple[Floats, float]:
        random.seed(1)
        graph = igraph.Graph(n=count, edges=edges)
        began = time.process_time()
        layout = getattr(graph, f"layout_{method}")()
        return np.array(layout.coords), time.process_time() - began

    return positions


def _forceatlas2(count: int, edges: Ints) -> tuple[Floats, float]:
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules").is_dir():
        return np.full((count, 2), np.nan), np.nan
    start = np.random.default_rng(1).random((count, 2))
    with tempfile.TemporaryDirectory() as folder:
        graph, answer = Path(folder) / "graph.json", Path(folder) / "answer.json"
        graph.write_text(json.dumps({"start": start.tolist(), "edges": edges.tolist(), "iterations": ITERATIONS}))
        subprocess.run([node, str(HERE / "forceatlas2.mjs"), str(graph), str(answer)], check=True)
        found = json.loads(answer.read_text())
    return np.array(found["places"]), float(found["seconds"])


RIVALS: dict[str, Callable[[int, Ints], tuple[Floats, float]]] = {
    "Kamada-Kawai": _of_igraph("kamada_kawai"),
    "Fruchterman-Reingold": _of_igraph("fruchterman_reingold"),
    "DrL": _of_igraph("drl"),
    "ForceAtlas2": _forceatlas2,
}
"""Each returns positions of one connected piece, and seconds; without Node those of ForceAtlas2 are NaN."""
