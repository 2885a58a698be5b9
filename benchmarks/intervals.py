"""Whether the intervals and tests that `analyse` prints hold as often as they say, on invented villages.

Each village is surveyed many times over: other doors, other volunteers, other names that come to mind. What such a
survey gives on average is the truth that an interval is held against, so that its width is judged and not who answers
the door; how far that average is from what everybody in the village would have said is printed beside it, since no
interval allows for it. For the tests, groups and flags are dealt out blindly.

    python benchmarks/intervals.py
    python benchmarks/intervals.py --villages 10 --surveys 100
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.design import with_design
from netsurvey.analyse.groups import EVERYONE, rates
from netsurvey.analyse.isolation import Flagged
from netsurvey.analyse.means import means
from netsurvey.analyse.surprising import with_surprise
from netsurvey.analyse.wellbeing import gaps
from netsurvey.network import Network
from netsurvey.samples.fieldwork import interview
from netsurvey.samples.form import FORMS
from netsurvey.samples.naming import NameMix
from netsurvey.samples.society import Society, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SIZES = ((1600, 120, "short"), (7500, 500, "long"))
"""Residents, interviews and form of the two bundled samples."""
FLAGS = ("power_isolate_v1", "total_isolate_v1")
UNEVEN = 0.25
"""How much researchers differ in the names they bring home, as in the samples."""
NAMED_ALWAYS = ("support", "trust", "talk", "connector", "linker")


@dataclass(frozen=True, kw_only=True)
class Survey:
    """One survey of a village: the respondents with their flags and wellbeing, and whom they met."""

    network: Network
    people: pd.DataFrame
    levels: pd.DataFrame

    def flagged(self, *names: str) -> dict[str, Flagged]:
        """Return columns of the people as flags that no blank makes doubtful."""
        index = self.people.index
        clear = pd.Series(data=False, index=index)
        return {name: Flagged(flag=self.people[name].astype("boolean"), in_doubt=clear) for name in names}


def surveyed(society: Society, rng: np.random.Generator, *, respondents: int, form: str, uneven: float) -> Survey:
    """Return one survey, with a group and a flag dealt out blindly to people and to households."""
    asked = interview(rng, society, FORMS[form], respondents=respondents, uneven=uneven)
    rows = [each.row for each in asked]
    residents = society.residents.iloc[rows]
    names = residents["person"].to_numpy()
    ties = pd.DataFrame({"source": pd.Series(dtype="str"), "target": pd.Series(dtype="str")})
    bare = Network.from_ties(ties, respondents=names)
    here = residents.assign(researcher=[f"r{each.researcher}" for each in asked]).set_index("person")
    here = here.loc[bare.nodes.index.get_level_values("person_id")].set_axis(bare.nodes.index)
    who = pd.Series(asked, index=names).loc[bare.nodes.index.get_level_values("person_id")]
    nodes = bare.nodes.assign(
        researcher=here["researcher"].astype("str"), household=here["household"].astype("str")
    ).reset_index()
    network = Network(nodes=nodes, ties=bare.ties, roles=bare.roles, doors=bare.doors)
    homes = pd.factorize(here["household"])[0]
    people = pd.DataFrame(
        {
            "power_isolate_v1": [each.no_change_contact for each in who],
            "total_isolate_v1": [not any(each.people.get(name) for name in NAMED_ALWAYS) for each in who],
            "wellbeing": here["wellbeing"].to_numpy(dtype=float),
            "dealt to people": rng.random(len(who)) < 0.3,
            "dealt to households": (rng.random(homes.max() + 1) < 0.3)[homes],
        },
        index=network.nodes.index,
    )
    levels = pd.DataFrame(
        {
            "sex": here["sex"].astype("str").to_numpy(),
            "employment": here["employment"].astype("str").to_numpy(),
            "by person": rng.choice(["a", "b"], size=len(who)),
            "by household": rng.choice(["a", "b"], size=homes.max() + 1)[homes],
        },
        index=network.nodes.index,
    )
    return Survey(network=network, people=people, levels=levels.astype("category"))


def printed(survey: Survey) -> Iterator[dict[str, object]]:
    """Yield every interval that would be printed: what it is of, the estimate and its ends."""
    flagged, own = survey.flagged(*FLAGS), survey.levels[["sex", "employment"]]
    table = with_design(rates(own, flagged), survey.network, flagged)
    for row in table.itertuples():
        part = "everyone" if row.attribute == EVERYONE else f"a group by {row.attribute}"
        about = {"what": f"share, {part}", "of": f"{row.flag} {row.level}", "n": row.n, "design": row.design}
        yield {**about, "estimate": row.share, "low": row.low, "high": row.high}
    for row in means(survey.people, own, scores=["wellbeing"]).itertuples():
        part = "everyone" if row.attribute == EVERYONE else f"a group by {row.attribute}"
        yield {"what": f"mean, {part}", "of": row.level, "n": row.n} | _ends(row.mean, row)
    numbers = survey.people.astype({"power_isolate_v1": "float64"})
    for row in gaps(numbers, scores=["wellbeing"], flags=["power_isolate_v1"]).itertuples():
        yield {"what": "difference of two means", "of": row.flag, "n": row.n_with} | _ends(row.difference, row)


def _ends(estimate: object, row: Any) -> dict[str, object]:  # noqa: ANN401 - a row of a table
    return {"estimate": estimate, "low": row.low, "high": row.high}


def tested(survey: Survey, *, seed: int) -> Iterator[dict[str, object]]:
    """Yield p of every test of what was dealt out blindly."""
    dealt = survey.levels[["by person", "by household"]]
    flagged = survey.flagged("power_isolate_v1")
    table = with_surprise(rates(dealt, flagged), dealt, flagged, network=survey.network, flags=list(flagged), seed=seed)
    for row in table[table["level"] == "a"].itertuples():
        yield {"test": f"share, group dealt {row.attribute}", "p": row.p}
    blind = ["dealt to people", "dealt to households"]
    for row in gaps(survey.people, scores=["wellbeing"], flags=blind, seed=seed).itertuples():
        yield {"test": f"means, flag {row.flag}", "p": row.p}


def covered(found_: pd.DataFrame) -> pd.DataFrame:
    """Return how often intervals hold what such surveys give on average, with the Monte-Carlo error of that."""
    by = found_.groupby(["village", "what", "of"])
    truth = by["estimate"].transform("mean")
    # a group that is in few of the surveys has no average worth holding anything against
    usual = (by["estimate"].transform("count") >= 20) & found_["low"].notna() & (found_["n"] >= 10)
    held = ((found_["low"] <= truth) & (truth <= found_["high"]))[usual]
    table = held.groupby(found_["what"]).agg(["size", "mean"]).set_axis(["intervals", "covered"], axis=1)
    return table.assign(error=_error(found_[usual], held), half_width=_half(found_[usual]))


def _half(rows: pd.DataFrame) -> pd.Series[float]:
    return (rows["high"] - rows["low"]).groupby(rows["what"]).mean() / 2


def _error(rows: pd.DataFrame, held: pd.Series[bool]) -> pd.Series[float]:
    """Return the standard error of the share, intervals of one survey taken as one voice."""
    each = held.groupby([rows["what"], rows["village"], rows["survey"]]).mean()
    return each.groupby("what").std() / np.sqrt(each.groupby("what").size())


def small_p(found_: pd.DataFrame) -> pd.DataFrame:
    """Return how often p is at most .05 and .10 where nothing is to be found."""
    by = found_.dropna().groupby("test")["p"]
    table = pd.DataFrame(
        {"tests": by.size(), "p <= .05": by.apply(_at_most(0.05)), "p <= .10": by.apply(_at_most(0.10))}
    )
    return table.assign(error=np.sqrt(0.05 * 0.95 / table["tests"]))


def _at_most(most: float) -> Callable[[pd.Series[float]], float]:
    return lambda p: float((p <= most).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--villages", type=int, default=6)
    parser.add_argument("--surveys", type=int, default=60)
    options = parser.parse_args()
    for population, respondents, form in SIZES:
        intervals, tests, whole = [], [], []
        for seed in range(1, options.villages + 1):
            society = found(seed, population=population, names=NameMix(), tie_effect=0.5)
            for number in range(options.surveys):
                rng = np.random.default_rng([seed, number])
                one = surveyed(society, rng, respondents=respondents, form=form, uneven=UNEVEN)
                mark = {"village": seed, "survey": number}
                intervals += [mark | row for row in printed(one)]
                tests += [mark | row for row in tested(one, seed=number + 1)]
            everybody = surveyed(society, np.random.default_rng(seed), respondents=population, form=form, uneven=UNEVEN)
            whole.append(everybody.people[list(FLAGS)].mean().rename(seed))
        found_ = pd.DataFrame(intervals)
        print(
            f"\n{respondents} interviews among {population} residents, {options.villages} villages, "
            f"{options.surveys} surveys each: how often 95% intervals hold"
        )
        print(covered(found_).round(3).to_string())
        every = found_[found_["what"] == "share, everyone"]
        average = every.groupby(["of", "village"])["estimate"].mean()
        print("design effects, mean:", every.groupby("of")["design"].mean().round(2).to_dict())
        everyone = pd.DataFrame(whole)
        for name in FLAGS:
            print(
                name,
                "average survey less everybody, in points:",
                (100 * (average[f"{name} everyone"] - everyone[name])).round(1).to_dict(),
            )
        print(small_p(pd.DataFrame(tests)).round(3).to_string())


if __name__ == "__main__":
    main()
