"""Every way to tell who is who, on the same invented villages in one go: the table of the closing note.

Needs what `requirements.txt` names beside the project. Splink and the supervised model each give a row with settings
fixed beforehand and one, marked "chosen", with settings that are best on the truth. The supervised model learns from
one other village made with the same settings and is tuned on a third, which flatters it; in the rows marked "elsewhere"
these villages were made with the default settings of `netsurvey.samples`.

    NETSURVEY_THIRD_PARTY=FOLDER python -m benchmarks.resolve.compare [--villages ours hard plain] [--seeds 1 2]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from benchmarks.resolve import splink_row, supervised_row
from benchmarks.resolve.independent import SETTINGS_DEVELOPMENT, SETTINGS_HELD_OUT, invent
from benchmarks.resolve.own_rows import netsurvey_row, same_name_row

from netsurvey.samples import Faults, NameMix, Settings, village

__all__ = ["OURS", "compare", "write_village"]

OURS = {
    "ours": Settings(),
    "hard": Settings(faults=Faults.at("hard")),
    "mixed": Settings(names=NameMix(british=0.6, south_asian=0.28, polish=0.06, other=0.06), form="long"),
}
"""Villages of `netsurvey.samples`; all other names are villages of the independent generator."""
_TRAINING, _TUNING = 7001, 7002
"""Seeds of the villages the supervised model learns from and is tuned on; no village that is scored has one of them."""

Row = Callable[[Path], dict[str, float]]


def write_village(name: str, seed: int, folder: Path) -> Path:
    """Write a village with its truth as a study folder and return the folder."""
    if name in OURS:
        village(seed=seed, population=7500, respondents=500, settings=OURS[name]).write(folder)
    else:
        invent(seed, {**SETTINGS_DEVELOPMENT, **SETTINGS_HELD_OUT}[name]).write(folder)
    return folder


def compare(study: Path, methods: dict[str, Row]) -> pd.DataFrame:
    """Return one row a method and choice of settings: the scores of a study, and the seconds a method took in all."""
    rows = []
    for method, row in methods.items():
        began = time.perf_counter()
        scores = row(study)
        seconds = time.perf_counter() - began
        chosen = {name.removeprefix("chosen "): value for name, value in scores.items() if name.startswith("chosen ")}
        fixed = {name: value for name, value in scores.items() if not name.startswith("chosen ")}
        rows.append({"method": method, **fixed, "seconds": seconds})
        rows += [{"method": f"{method}, chosen", **chosen, "seconds": seconds}] if chosen else []
    return pd.DataFrame(rows)[["method", "P", "R", "F1", "B3 P", "B3 R", "B3 F1", "seconds"]]


def _supervised(village_name: str, folder: Path) -> Row:
    """Return the row of a model that learnt from other villages of a kind."""
    learnt, tuned = (write_village(village_name, seed, folder / str(seed)) for seed in (_TRAINING, _TUNING))
    model = supervised_row.Supervised(learnt, tuned)
    return lambda study: supervised_row.row(study, model)


def main() -> None:
    known = [*OURS, *SETTINGS_DEVELOPMENT, *SETTINGS_HELD_OUT]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--villages", nargs="+", default=["ours", "hard", "plain"], choices=known)
    parser.add_argument("--seeds", type=int, nargs="+", default=[201])
    parser.add_argument("--csv", type=Path, help="where to write every row as well")
    options = parser.parse_args()
    tables = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        elsewhere = _supervised("ours", folder / "elsewhere")
        for name in options.villages:
            methods = {
                "same name": same_name_row,
                "Splink": splink_row.row,
                "supervised": _supervised(name, folder / name),
                "supervised elsewhere": elsewhere,
                "netsurvey": netsurvey_row,
            }
            studies = {seed: write_village(name, seed, folder / name / str(seed)) for seed in options.seeds}
            table = pd.concat([compare(study, methods).assign(seed=seed) for seed, study in studies.items()])
            tables.append(table.assign(village=name))
            means = table.drop(columns="seed").groupby("method", sort=False).mean()
            print(f"{name}: means over {len(studies)} seeds")
            print(means.to_string(float_format=lambda x: f"{x:.3f}"), flush=True)
    if options.csv:
        pd.concat(tables).to_csv(options.csv, index=False)


if __name__ == "__main__":
    main()
