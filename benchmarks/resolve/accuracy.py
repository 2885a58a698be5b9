"""How well `resolve` works out who is meant, on invented surveys of two independent makers.

Run `python -m benchmarks.resolve.accuracy` for the development settings, with `--held-out` for those nobody looked at,
with `--large` for 3,000 respondents. Beside netsurvey stand the baseline "same full name" and, where its town is known
in full, the oracle.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from benchmarks.resolve.candidates import candidates
from benchmarks.resolve.independent import LARGE, SETTINGS_DEVELOPMENT, SETTINGS_HELD_OUT, Invented, invent
from benchmarks.resolve.independent import Settings as Town
from benchmarks.resolve.measures import Judged, agreement, summary
from benchmarks.resolve.oracle import Oracle

from netsurvey.ingest import ingest
from netsurvey.resolve import resolve
from netsurvey.samples import Faults, NameMix, Settings, village
from netsurvey.store import open_study

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netsurvey.samples import Village

__all__ = ["Case", "cases", "figures"]

_ASIAN = NameMix(british=0.55, south_asian=0.35, polish=0.05, other=0.05)
_POLISH = NameMix(british=0.65, south_asian=0.05, polish=0.25, other=0.05)
VILLAGES_DEVELOPMENT: Mapping[str, tuple[int, Settings]] = {
    "usual": (500, Settings()),
    "hard": (450, Settings(faults=Faults.at("hard"))),
    "hard, South Asian": (400, Settings(faults=Faults.at("hard"), names=_ASIAN)),
    "easy, long form": (350, Settings(faults=Faults.at("easy"), form="long")),
}
VILLAGES_HELD_OUT: Mapping[str, tuple[int, Settings]] = {
    "easy": (550, Settings(faults=Faults.at("easy"))),
    "usual, Polish": (380, Settings(names=_POLISH)),
    "hard, long form": (360, Settings(faults=Faults.at("hard"), form="long")),
    "hard, bare": (600, Settings(faults=replace(Faults.at("hard"), bare_given=0.4, missing_street=0.35))),
}
_SHOWN = [
    *("F1", "B3 F1", "P", "R", "B3 P", "B3 R", "sure P", "sure R", "link P", "link R", "calibration"),
    *("calibration if right", "log-loss"),
    *(
        "candidates",
        "true pairs among them",
        "true pairs within reach",
        "broken",
        "broken a draw",
        "same name F1",
        "same name B3 F1",
        "oracle F1",
        "oracle B3 F1",
        "seconds",
    ),
]


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """One survey to be resolved: who invented it, with which settings and which seed."""

    maker: str
    setting: str
    seed: int
    made: Village | Invented

    @property
    def forms(self) -> pd.DataFrame:
        """Return who each respondent is."""
        return self.made.forms if isinstance(self.made, Invented) else self.made.respondents_truth


def cases(
    seeds: list[int], *, maker: str, held_out: bool = False, large: bool = False, setting: str | None = None
) -> Iterator[Case]:
    """Yield the surveys of some settings, one by one.

    Parameters
    ----------
    seeds
        One survey a setting and seed.
    maker
        "independent", "samples" or "both".
    held_out
        Whether to take the settings that are kept for the end.
    large
        Whether to take 3,000 respondents instead.
    setting
        The only setting to take; None: all of them.
    """
    towns: Mapping[str, Town] = SETTINGS_HELD_OUT if held_out else SETTINGS_DEVELOPMENT
    villages = VILLAGES_HELD_OUT if held_out else VILLAGES_DEVELOPMENT
    if large:
        towns, villages = {"large": LARGE}, {"large": (3000, Settings())}
    if setting is not None:
        towns = {name: town for name, town in towns.items() if name == setting}
        villages = {name: one for name, one in villages.items() if name == setting}
    for seed in seeds:
        if maker in {"independent", "both"}:
            for name, town in towns.items():
                yield Case(maker="independent", setting=name, seed=seed, made=invent(seed, town))
        if maker in {"samples", "both"}:
            for name, (respondents, settings) in villages.items():
                made = village(seed, population=respondents * 15, respondents=respondents, settings=settings)
                yield Case(maker="samples", setting=name, seed=seed, made=made)


def figures(case: Case, *, draws: int = 200) -> dict[str, object]:
    """Return one line of the table.

    Parameters
    ----------
    case
        The survey.
    draws
        How many plausible resolutions are sampled.
    """
    with tempfile.TemporaryDirectory() as folder:
        case.made.write(Path(folder))
        survey, roster = ingest(open_study(folder))
    began = time.perf_counter()
    people = resolve(survey, roster, draws=draws)
    seconds = time.perf_counter() - began
    judged = Judged(survey=survey, roster=roster, people=people, truth=case.made.truth, forms=case.forms)
    row: dict[str, object] = {"maker": case.maker, "setting": case.setting, "seed": case.seed}
    row |= {"respondents": len(survey.respondents), **summary(judged), **candidates(judged), "seconds": seconds}
    if isinstance(case.made, Invented):
        scored = judged.scored()
        best = agreement(
            pd.Series(Oracle(case.made).persons(survey, roster)[scored]), pd.Series(judged.true_mentions()[scored])
        )
        row |= {f"oracle {name}": value for name, value in best.items()}
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--maker", choices=["independent", "samples", "both"], default="both")
    parser.add_argument("--held-out", action="store_true", help="the settings that are kept for the end")
    parser.add_argument("--large", action="store_true", help="3,000 respondents")
    parser.add_argument("--setting", help="this setting only")
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--csv", type=Path, help="write every figure here too")
    options = parser.parse_args()
    wanted = {"held_out": options.held_out, "large": options.large, "setting": options.setting}
    rows = [figures(case, draws=options.draws) for case in cases(options.seeds, maker=options.maker, **wanted)]
    table = pd.DataFrame(rows)
    shown = [name for name in _SHOWN if name in table]
    print(table[["maker", "setting", "seed", *shown]].to_string(index=False, float_format=lambda x: f"{x:.3f}"))
    print("\nMeans")
    print(table.groupby("maker")[shown].mean().T.to_string(float_format=lambda x: f"{x:.3f}"))
    if options.csv:
        table.to_csv(options.csv, index=False)


if __name__ == "__main__":
    main()
