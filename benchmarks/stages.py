"""Time and peak memory of each command on the 500-respondent sample, beside a bare `import pandas, igraph`.

Each command is a process of its own on a fresh copy, so start-up counts; what an earlier stage made is used again, as
it would be at a desk.

    python benchmarks/stages.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from netsurvey.samples import copy_sample

BARE = [sys.executable, "-c", "import pandas, igraph"]
OURS = [sys.executable, "-c", "from netsurvey.cli import main; main()"]


def cost(command: list[str]) -> tuple[float, float]:
    """Return seconds and peak memory in MB of one command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        message = f"{' '.join(command)} failed"
        raise SystemExit(message)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    bare, bare_memory = cost(BARE)
    print(f"{'import pandas, igraph':24}{bare:8.2f} s{bare_memory:8.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        study = copy_sample("murton-sized", Path(folder) / "study")
        for stage in ("ingest", "resolve", "analyse", "plot"):
            seconds, memory = cost([*OURS, stage, str(study)])
            print(f"netsurvey {stage:14}{seconds:8.2f} s{memory:8.0f} MB{seconds / bare:8.1f} times the import")


if __name__ == "__main__":
    main()
