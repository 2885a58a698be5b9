"""What missing people do to each measure: an invented village surveyed at one coverage after another.

Run with `python benchmarks/missing_people.py`; the tables of docs/explanation/what-missing-people-do.md come from here.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from netsurvey.analyse.coverage import coverage_check, thinned
from netsurvey.network import Network
from netsurvey.samples.naming import NameMix
from netsurvey.samples.society import found

COVERAGES = (0.05, 0.1, 0.2, 0.4, 0.7)
PEOPLE, NAMED, SURVEYS, SEED = 2000, 0.6, 10, 1


def village() -> Network:
    """Return a village with all its ties."""
    society = found(SEED, population=PEOPLE, names=NameMix(), tie_effect=0.0)
    people = society.residents["person"].to_numpy()
    ties = pd.DataFrame({"source": people[society.ties["who"]], "target": people[society.ties["whom"]]})
    return Network.from_ties(ties, respondents=people)


def at(known: Network, coverage: float) -> pd.DataFrame:
    """Return the check at one coverage, each respondent naming six in ten of their contacts."""
    seen = thinned(known, coverage=coverage, named=NAMED, rng=np.random.default_rng(SEED))
    nodes, ties = seen.to_frames()
    doors = seen.doors.assign(population=len(known.nodes), population_is="adults")
    survey = Network(nodes=nodes, ties=ties, roles=seen.roles, doors=doors)
    return coverage_check(survey, known=known, surveys=SURVEYS, seed=SEED)


def main() -> None:
    known = village()
    found = {coverage: at(known, coverage) for coverage in COVERAGES}
    for column in ("spearman", "top_kept", "ratio"):
        table = pd.DataFrame({f"{coverage:.0%}": checked[column] for coverage, checked in found.items()})
        print(f"\n{column}, {len(known.nodes)} adults, {SURVEYS} surveys each\n{table.round(2).to_string()}")


if __name__ == "__main__":
    main()
