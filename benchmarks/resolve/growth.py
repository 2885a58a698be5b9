"""What `netsurvey resolve` costs as a site grows and as sites are added: seconds, and peak memory of all processes.

Every figure is that of the command itself on a study folder, its answers read in beforehand. Villages are those of
`netsurvey.samples`; of many sites every fourth has the same forms under another name, which changes nothing for
resolution, since sites are resolved apart. What compiling costs, once, is measured first and stated apart.

    python -m benchmarks.resolve.growth
    python -m benchmarks.resolve.growth --inside 500 5000 --beside 2 --each 1000 --quick
    python -m benchmarks.resolve.growth --inside --beside 100 --each 10000 --workers 2
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import psutil

from netsurvey.samples import Settings, village

__all__ = ["Cost", "cost", "growth", "write_study"]

_COMMAND = [sys.executable, "-m", "netsurvey"]
_MENTIONS_EACH = 10
"""Mentions on a form of these villages, about."""
_DISTINCT = 4
"""Villages made; further sites repeat them."""
_LOOK_EVERY = 0.1
"""Seconds between two looks at the memory."""


class Cost(NamedTuple):
    """What a command takes.

    Attributes
    ----------
    seconds
        From start to end.
    megabytes
        Most memory that it and every process it started held at a time.
    """

    seconds: float
    megabytes: float


def write_study(folder: Path, *, sites: int, mentions: int) -> Path:
    """Write a study of some sites with about so many mentions each, and return its folder."""
    respondents = max(round(mentions / _MENTIONS_EACH), 10)
    made = [
        village(seed, population=15 * respondents, respondents=respondents, settings=Settings(form="long"))
        for seed in range(1, min(sites, _DISTINCT) + 1)
    ]
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(made[0].study_toml, encoding="utf-8")
    with (folder / "responses.csv").open("w", encoding="utf-8", newline="") as sheet:
        for number in range(sites):
            forms = made[number % len(made)].responses.assign(community=f"Site {number + 1:03}")
            forms.to_csv(sheet, index=False, header=not number, lineterminator="\n")
    return folder


def cost(command: list[str], **environment: str) -> Cost:
    """Return what a command takes.

    Raises
    ------
    SystemExit
        When it fails.
    """
    began, peak = time.perf_counter(), 0
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    while process.poll() is None:
        peak = max(peak, _held(process.pid))
        time.sleep(_LOOK_EVERY)
    if process.returncode:
        message = f"{' '.join(command)} failed"
        raise SystemExit(message)
    return Cost(time.perf_counter() - began, peak / 2**20)


def _held(pid: int) -> int:
    """Return the bytes a process and those it started hold; pages they share count for each."""
    total = 0
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for process in family:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def growth(folder: Path, *, sites: int, mentions: int, workers: int = 1, quick: bool = False) -> dict[str, object]:
    """Return a line of the table: a study made in a folder, read in and resolved."""
    study = write_study(folder, sites=sites, mentions=mentions)
    read = cost([*_COMMAND, "ingest", str(study)])
    resolved = cost([*_COMMAND, "resolve", str(study), "--workers", str(workers), *(["--quick"] if quick else [])])
    told = json.loads((study / "out" / "team" / "resolution.json").read_text(encoding="utf-8"))
    return {
        "sites": sites,
        "mentions": told["mentions"],
        "draws": told["draws"],
        "workers": workers,
        "seconds": resolved.seconds,
        "ms a mention": 1000 * resolved.seconds / told["mentions"],
        "peak MB": resolved.megabytes,
        "reading in, seconds": read.seconds,
        "reading in, MB": read.megabytes,
    }


def _compiling(folder: Path) -> float:
    """Return how many seconds longer the first run ever takes."""
    study = write_study(folder / "study", sites=1, mentions=100)
    resolve = [*_COMMAND, "resolve", str(study), "--quick", "--seed"]
    cache = str(folder / "compiled")
    first, second = (cost([*resolve, seed], NUMBA_CACHE_DIR=cache).seconds for seed in ("1", "2"))
    return first - second


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--inside", type=int, nargs="*", default=[500, 2000, 5000, 10_000, 30_000], help="mentions of one site"
    )
    parser.add_argument("--beside", type=int, nargs="*", default=[2, 5, 10], help="numbers of sites")
    parser.add_argument("--each", type=int, default=2000, help="mentions of each of those sites")
    parser.add_argument("--workers", type=int, default=2, help="processes for several sites")
    parser.add_argument("--quick", action="store_true", help="the quick answer too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        print(f"compiling, once: {_compiling(folder):.0f} s\n", flush=True)
        plans = [(1, mentions, 1) for mentions in options.inside]
        plans += [(sites, options.each, options.workers) for sites in options.beside]
        rows = [
            growth(folder / f"{sites}-{mentions}-{quick}", sites=sites, mentions=mentions, workers=workers, quick=quick)
            for quick in ([False, True] if options.quick else [False])
            for sites, mentions, workers in plans
        ]
    print(pd.DataFrame(rows).to_string(index=False, float_format="{:.2f}".format))


if __name__ == "__main__":
    main()
