"""How long `netsurvey --help` and `--version` take, as a ratio to importing the libraries they are printed with.

The target is at most 2.5 times `python -c "import typer, rich"`. Runs are taken in turn, so that a machine that slows
down slows both; the median of the ratios is what counts.

    python benchmarks/startup.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

RUNS = 15
BARE = [sys.executable, "-c", "import typer, rich"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    for option in ("--help", "--version"):
        ours = [sys.executable, "-c", "from netsurvey.cli import main; main()", option]
        ratios = [seconds(ours) / seconds(BARE) for _ in range(RUNS)]
        print(f"netsurvey {option:9}  {median(ratios):.2f} times `import typer, rich` (target 2.5)")


if __name__ == "__main__":
    main()
