"""How the time of a layout grows with the number of people, beside layouts of igraph, on invented surveys.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.layout.growth [--people 500 1000 2000 5000 20000]

Ratios are of processor time; below 1 ours is faster. Kamada-Kawai is left out where it takes minutes.
"""

from __future__ import annotations

import argparse
import time

import pandas as pd
from benchmarks.layout.networks import as_network, door_knocks
from benchmarks.layout.rivals import laid_out

from netsurvey.network.layout import graph_positions, positions
from netsurvey.network.quality import graph_stress

__all__: list[str] = []

MOST = {"Kamada-Kawai": 2_000, "Fruchterman-Reingold": 20_000, "DrL": 20_000}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time our layout beside others as the network grows.")
    parser.add_argument("--people", type=int, nargs="+", default=[500, 1000, 2000, 5000, 20000])
    rows = []
    positions(as_network(door_knocks(100)))
    for people in parser.parse_args().people:
        edges = door_knocks(people)
        began, worked = time.perf_counter(), time.process_time()
        ours = graph_positions(people, edges)
        took = time.process_time() - worked
        row = {"people": people, "ties": len(edges), "seconds": time.perf_counter() - began, "processor": took}
        row["stress"] = graph_stress(edges, ours)
        for rival, most in MOST.items():
            if people <= most:
                xy, theirs = laid_out(rival, people, edges)
                row |= {f"over {rival}": took / theirs, f"stress {rival}": graph_stress(edges, xy)}
        rows.append(row)
        print(pd.DataFrame(rows).to_string(index=False, float_format="{:.3f}".format), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
