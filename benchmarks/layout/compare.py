"""Whether our map shows who is near whom as well as the best layout of others, and how long each takes.

Every layout is scored by the same function, the normalised stress over steps through ties, each connected piece at its
own best scale; ours is scored as drawn, after dots were pushed apart and pieces packed. `over best` is how much our
stress is above the lowest of the others: below 0 it is lower than all of theirs. `npm ci` in this folder installs
ForceAtlas2. One thread makes times comparable.

    OPENBLAS_NUM_THREADS=1 NETSURVEY_THIRD_PARTY=FOLDER python -m benchmarks.layout.compare
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
from benchmarks.layout.networks import networks
from benchmarks.layout.rivals import RIVALS, laid_out

from netsurvey.network.layout import positions
from netsurvey.network.quality import crossings, graph_stress

__all__: list[str] = []


def main() -> None:
    positions(next(networks())[1])
    scores, seconds, crossed = {}, {}, {}
    for name, network in networks():
        edges = np.array(network.undirected.get_edgelist(), dtype=np.int64)
        began = time.process_time()
        ours = positions(network)[["x", "y"]].to_numpy()
        places = {"netsurvey": (ours, time.process_time() - began)}
        places |= {rival: laid_out(rival, len(network.nodes), edges) for rival in RIVALS}
        title = f"{name} ({len(network.nodes)}, {len(edges)})"
        known = {method: (xy, took) for method, (xy, took) in places.items() if not np.isnan(took)}
        scores[title] = {method: graph_stress(edges, xy) for method, (xy, _) in known.items()}
        scores[title]["over best"] = scores[title]["netsurvey"] / min(list(scores[title].values())[1:]) - 1
        crossed[title] = {method: crossings(edges, xy) for method, (xy, _) in known.items()}
        seconds[title] = {method: took for method, (_, took) in known.items()}
    for heading, table, digits in (
        ("Stress (people, ties)", pd.DataFrame(scores), "{:.4f}"),
        ("Crossings", pd.DataFrame(crossed), "{:,.0f}"),
        ("Seconds of processor time", pd.DataFrame(seconds), "{:.2f}"),
    ):
        print(f"{heading}\n{table.T.to_string(float_format=digits.format)}\n")


if __name__ == "__main__":
    main()
