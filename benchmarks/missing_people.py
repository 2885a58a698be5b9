"""What missing people do to each measure: invented villages surveyed at one coverage after another.

The tables of docs/explanation/what-missing-people-do.md come from here, and so does the least coverage of each measure
in src/netsurvey/analyse/supported.py: the lowest from which, there and at every higher coverage, it holds or is to be
taken with care by the rules of `coverage_check`.

    python benchmarks/missing_people.py
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from netsurvey.analyse import measures
from netsurvey.analyse.coverage import coverage_check, thinned, verdict
from netsurvey.network import Network
from netsurvey.samples.naming import NameMix
from netsurvey.samples.society import found

COVERAGES = (0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7, 0.85)
PEOPLE, NAMED, VILLAGES, SURVEYS = 2000, 0.6, (1, 2, 3), 6
NUMBERS = ["spearman", "top_kept", "ratio"]


def village(seed: int) -> Network:
    """Return a village with all its ties."""
    society = found(seed, population=PEOPLE, names=NameMix(), tie_effect=0.0)
    people = society.residents["person"].to_numpy()
    ties = pd.DataFrame({"source": people[society.ties["who"]], "target": people[society.ties["whom"]]})
    return Network.from_ties(ties, respondents=people)


def at(known: Network, coverage: float, *, seed: int) -> pd.DataFrame:
    """Return the check at one coverage, each respondent naming six in ten of their contacts."""
    seen = thinned(known, coverage=coverage, named=NAMED, rng=np.random.default_rng(seed))
    nodes, ties = seen.to_frames()
    doors = seen.doors.assign(population=len(known.nodes), population_is="adults")
    survey = Network(nodes=nodes, ties=ties, roles=seen.roles, doors=doors)
    return coverage_check(survey, known=known, surveys=SURVEYS, seed=seed)[NUMBERS]


def least(found: dict[float, pd.DataFrame]) -> pd.DataFrame:
    """Return from which coverage on each measure is to be taken with care, and holds; NaN where from none."""
    said = pd.DataFrame({coverage: checked.apply(verdict, axis=1) for coverage, checked in found.items()})
    good = {"with care": said != "not to be reported", "holds": said == "holds"}
    # turned round, so that what fails at a high coverage fails below it too
    return pd.DataFrame({word: fits.iloc[:, ::-1].cummin(axis=1).apply(_lowest, axis=1) for word, fits in good.items()})


def _lowest(fits: pd.Series[bool]) -> float:
    return min(fits.index[fits.astype(bool)], default=float("nan"))


def alike(seed: int) -> pd.DataFrame:
    """Return how alike tied people are in sex and age, in truth and in surveys: E-I index and assortativity."""
    society = found(seed, population=PEOPLE, names=NameMix(), tie_effect=0.0)
    residents = society.residents.set_index("person")
    bands = pd.cut(residents["age"], [0, 35, 55, 75, 120]).astype("str")
    known, rng = village(seed), np.random.default_rng(seed)
    rows = []
    for coverage in (0.07, 0.2, 0.7, 1.0):
        seen = [thinned(known, coverage=coverage, named=NAMED, rng=rng) for _ in range(SURVEYS if coverage < 1 else 0)]
        for network in seen or [known]:
            people = network.nodes.index.get_level_values("person_id")
            for name, groups in (("sex", residents["sex"].astype("str")), ("age", bands)):
                of = pd.Series(groups.reindex(people).to_numpy(), index=network.nodes.index, dtype="str")
                found_ = float(measures.ei_index(network, of).iloc[0]["ei"])
                mixed = float(measures.assortativity(network, of).iloc[0]["assortativity"])
                rows.append({"coverage": coverage, "by": name, "E-I": found_, "assortativity": mixed})
    return pd.DataFrame(rows)


def main() -> None:
    each = {seed: village(seed) for seed in VILLAGES}
    found = {
        coverage: pd.concat([at(known, coverage, seed=seed) for seed, known in each.items()])
        .groupby(level=0, sort=False)
        .mean()
        for coverage in COVERAGES
    }
    adults = " ".join(str(len(known.nodes)) for known in each.values())
    for column in NUMBERS:
        table = pd.DataFrame({f"{coverage:.0%}": checked[column] for coverage, checked in found.items()})
        print(f"\n{column}, villages of {adults} adults, {SURVEYS} surveys each")
        print(table.dropna(how="all").round(2).to_string())
    print(f"\nleast coverage\n{least(found).to_string()}")
    by = pd.concat(map(alike, VILLAGES), keys=VILLAGES, names=["village"]).groupby(["village", "by", "coverage"])
    print("\nalike: mean over villages, and the spread of surveys of one village")
    print(pd.concat({"mean": by.mean(), "spread": by.std()}, axis=1).groupby(["by", "coverage"]).mean().round(3))


if __name__ == "__main__":
    main()
