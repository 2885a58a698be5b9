"""What Splink makes of a study, set up as somebody who knows it well would.

One record a written name, and the respondents' own names beside them: given name with an array of the names it may be
short for, surname, street, age, sex and title, rare values weighing more (term frequencies); probabilities learnt by
expectation maximisation, clusters by connected components. Two rules a careful user adds are granted: a name that one
respondent writes twice is one person, and pairs that cannot be one person are left out.

Two rows come of it: all settings fixed beforehand, and the weight of rare names and the threshold that are best on the
truth, which nobody has.

    python -m benchmarks.resolve.splink_row STUDY [STUDY ...]
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from benchmarks.resolve.records import components, read_records
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

__all__ = ["FIXED", "THRESHOLDS", "WEIGHTS", "links", "quiet", "row"]

WEIGHTS = (0.0, 0.5, 1.0)
"""How far a rare name weighs more than a common one: not at all, half way, fully."""
THRESHOLDS = (0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99999)
FIXED = (1.0, 0.95)
"""The weight and the threshold chosen beforehand."""


def row(folder: Path) -> dict[str, float]:
    """Return the scores of a study with settings fixed beforehand, and as "chosen ..." with those best on the truth."""
    records = read_records(folder)
    again, before = records.repeats()
    tried: dict[tuple[float, float], dict[str, float]] = {}
    for weight in WEIGHTS:
        linker, rules = _mentions_linker(records.table, weight)
        found = links(linker, rules)
        left, right = (found[f"unique_id_{side}"].to_numpy(dtype=np.intp) for side in "lr")
        possible = ~records.apart(left, right)
        for threshold in THRESHOLDS:
            sure = possible & (found["match_probability"].to_numpy() >= threshold)
            joined = np.concatenate([left[sure], again]), np.concatenate([right[sure], before])
            tried[weight, threshold] = records.scores(components(len(records.table), *joined))
    best = max(tried, key=lambda settings: tried[settings]["F1"])
    chosen = {f"chosen {name}": value for name, value in tried[best].items()}
    return tried[FIXED] | chosen | {"chosen weight": best[0], "chosen threshold": best[1]}


def links(linker: Linker, rules: list[Any]) -> pd.DataFrame:
    """Train a model and return the pairs it thinks possible, with their probability.

    Parameters
    ----------
    linker
        A linker that has seen no data yet.
    rules
        Blocking rules to learn under; each leaves other comparisons to be learnt.
    """
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found: pd.DataFrame = linker.inference.predict(threshold_match_probability=min(THRESHOLDS)).as_pandas_dataframe()
    return found


def _mentions_linker(table: pd.DataFrame, weight: float) -> tuple[Linker, list[Any]]:
    """Return a linker of written names, and the rules to train it under."""
    quiet()
    missing = table.replace({"": None})
    frame = pd.DataFrame(
        {
            "unique_id": table["row"],
            **{name: missing[name] for name in ("given", "surname", "street", "sex", "title")},
            "given_initial": missing["given"].str[0],
            "surname_initial": missing["surname"].str[0],
            "fulls": table["fulls"],
            "age": table["age"],
        }
    )
    filled = [name for name in ("street", "age", "sex", "title") if frame[name].notna().any()]
    linker = Linker(DuckDBAPI().register(frame), _mentions_settings(filled, weight), log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "surname"), block_on("title", "surname")], recall=0.5
    )
    rules = [block_on("surname"), block_on("given")]
    return linker, [*rules, block_on("street", "given_initial")] if "street" in filled else rules


def _mentions_settings(filled: list[str], weight: float) -> SettingsCreator:
    """Return what is compared and how: the two names, and of street, age, sex and title what is filled in at all."""
    beside = {
        "street": _same_or_not("street", weight),
        "age": comparisons.CustomComparison(
            output_column_name="age",
            comparison_levels=[
                levels.NullLevel("age"),
                levels.CustomLevel("abs(age_l - age_r) <= 3", "same band"),
                levels.CustomLevel("abs(age_l - age_r) <= 11", "next band"),
                levels.ElseLevel(),
            ],
        ),
        "sex": comparisons.ExactMatch("sex"),
        "title": _same_or_not("title", weight),
    }
    either_initial = "(ends_with({0}_l, '.') or ends_with({0}_r, '.'))"
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("fulls", arrays_to_explode=["fulls"]),
            block_on("surname"),
            block_on("given_initial", "surname_initial", "street"),
        ],
        comparisons=[
            comparisons.CustomComparison(
                output_column_name="given",
                comparison_levels=[
                    levels.NullLevel("given"),
                    _exactly("given", weight),
                    levels.CustomLevel(
                        f"{either_initial.format('given')} and given_initial_l = given_initial_r", "initial fits"
                    ),
                    levels.ArrayIntersectLevel("fulls", 1),
                    levels.JaroWinklerLevel("given", 0.9),
                    levels.ElseLevel(),
                ],
            ),
            comparisons.CustomComparison(
                output_column_name="surname",
                comparison_levels=[
                    levels.NullLevel("surname"),
                    _exactly("surname", weight),
                    levels.CustomLevel(
                        f"{either_initial.format('surname')} and surname_initial_l = surname_initial_r", "initial fits"
                    ),
                    levels.DamerauLevenshteinLevel("surname", 1),
                    levels.JaroWinklerLevel("surname", 0.9),
                    levels.ElseLevel(),
                ],
            ),
            *(beside[name] for name in filled),
        ],
    )


def _exactly(column: str, weight: float) -> levels.ExactMatchLevel:
    level = levels.ExactMatchLevel(column, term_frequency_adjustments=weight > 0)
    return level.configure(tf_adjustment_weight=weight) if weight else level


def _same_or_not(column: str, weight: float) -> comparisons.CustomComparison:
    return comparisons.CustomComparison(
        output_column_name=column,
        comparison_levels=[levels.NullLevel(column), _exactly(column, weight), levels.ElseLevel()],
    )


def quiet() -> None:
    """Keep Splink's advice off the table of results."""
    logging.getLogger("splink").setLevel(logging.ERROR)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("studies", type=Path, nargs="+", help="folders with study.toml, responses and truth.csv")
    rows = [{"study": folder.name, **row(folder)} for folder in parser.parse_args().studies]
    print(pd.DataFrame(rows).to_string(index=False, float_format=lambda x: f"{x:.3f}"))


if __name__ == "__main__":
    main()
