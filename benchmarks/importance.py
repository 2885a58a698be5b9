"""Whether the intervals of what goes with wellbeing hold as often as they say, for three ways of making them.

People with isolation, age, work, household and gender are drawn from a population in which these hang together as in
a village; their scores follow from some of them, and the rest is chance. The true share of each block is that of the
population. Printed is how often each interval holds it: the one that `analyse` gives (the bootstrap's, set back by how
far the resamples lie above the estimate), the plain percentile one, and the basic one.

    python benchmarks/importance.py
    python benchmarks/importance.py --people 250 --trials 400
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.importance import shares_of_r2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Blocks = list[NDArray[np.float64]]

RESIDENTS, RESAMPLES = 20_000, 250
EXPLAINED = (0.03, 0.08, 0.20)
NAMES = ("isolation", "age", "work", "household", "gender")
EFFECTS = (1.2, 0.4, 0.5, 0.3, 0.0)
"""How far the groups of each block differ in their scores, in standard deviations."""


def population(rng: np.random.Generator) -> Blocks:
    """Return the blocks of everybody, one column a group but the first."""
    age = rng.integers(0, 7, RESIDENTS)
    retired = rng.random(RESIDENTS) < np.where(age > 4, 0.8, 0.05)
    work = np.where(retired, 5, rng.choice(5, RESIDENTS, p=[0.7, 0.1, 0.05, 0.1, 0.05]))
    household = (age // 2 + rng.integers(0, 3, RESIDENTS)) % 5
    isolated = rng.random((RESIDENTS, 2)) < np.column_stack([np.where(work == 1, 0.4, 0.2), np.full(RESIDENTS, 0.02)])
    gender = rng.integers(0, 2, RESIDENTS)
    return [
        isolated.astype(float),
        *(np.eye(int(group.max()) + 1)[group][:, 1:] for group in (age, work, household, gender)),
    ]


def covered(explained: float, *, people: int, trials: int, seed: int) -> pd.DataFrame:
    """Return how often each interval holds the true share of each block."""
    rng = np.random.default_rng(seed)
    blocks = population(rng)
    effects = [rng.normal(size=block.shape[1]) * effect for block, effect in zip(blocks, EFFECTS, strict=True)]
    expected = np.column_stack(blocks) @ np.concatenate(effects)
    true = shares_of_r2(blocks, expected)[0][0] * explained
    noise = float(np.sqrt(np.var(expected) * (1 - explained) / explained))
    held = {name: np.zeros(len(NAMES)) for name in ("analyse", "percentile", "basic")}
    for _ in range(trials):
        asked = rng.integers(0, RESIDENTS, people)
        score = expected[asked] + rng.normal(size=people) * noise
        times = np.vstack([np.ones(people), rng.multinomial(people, np.full(people, 1 / people), size=RESAMPLES)])
        shares, _r2 = shares_of_r2([block[asked] for block in blocks], score, times=times)
        estimate, drawn = shares[0], shares[1:]
        ends = np.quantile(drawn, [0.025, 0.975], axis=0)
        for name, (low, high) in {
            "analyse": ends - (drawn.mean(axis=0) - estimate),
            "percentile": ends,
            "basic": 2 * estimate - ends[::-1],
        }.items():
            held[name] += (np.clip(low, 0, 1) <= true) & (true <= high)
    table = pd.DataFrame({name: hits / trials for name, hits in held.items()})
    table.insert(0, "true share", true)
    table.insert(0, "block", NAMES)
    return table.assign(explained=explained)


def main() -> None:
    parser = argparse.ArgumentParser(description="Hold the intervals of relative importance against the truth.")
    parser.add_argument("--people", type=int, default=450)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    parts = [
        covered(explained, people=options.people, trials=options.trials, seed=options.seed) for explained in EXPLAINED
    ]
    error = np.sqrt(0.95 * 0.05 / options.trials)
    print(f"Share of {options.trials} trials in which the 95% interval holds the true share (.95 +- {2 * error:.3f})")
    print(pd.concat(parts).to_string(index=False, float_format="{:.3f}".format))


if __name__ == "__main__":
    main()
