"""How well `resolve` works out who is meant, on invented villages whose truth is known.

Run ``python benchmarks/resolve_accuracy.py`` for the table of the closing note, or name seeds and sizes. Precision and
recall are over mentions of persons whose true person is known, both pair by pair (weighs the most named heavily) and
B-cubed (weighs every mention the same). Beside it stands the baseline "same full name, case and spaces aside".
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from netsurvey.ingest import ingest
from netsurvey.resolve import resolve
from netsurvey.resolve.names import folded
from netsurvey.samples import village
from netsurvey.store import open_study
from netsurvey.tables import MENTION_KEY


def pairs(labels: pd.Series[str]) -> int:
    """Return how many pairs of mentions share a label."""
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def scores(found: pd.Series[str], truth: pd.Series[str]) -> dict[str, float]:
    """Return pairwise and B-cubed precision, recall and F1 of labels on one index."""
    both = found.astype(str) + "|" + truth.astype(str)
    hits = pairs(both)
    precision, recall = hits / max(pairs(found), 1), hits / max(pairs(truth), 1)
    size = both.map(both.value_counts())
    b_precision = float((size / found.map(found.value_counts())).mean())
    b_recall = float((size / truth.map(truth.value_counts())).mean())
    return {
        "P": precision,
        "R": recall,
        "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "B3 P": b_precision,
        "B3 R": b_recall,
        "B3 F1": 2 * b_precision * b_recall / (b_precision + b_recall),
    }


def one(seed: int, population: int, respondents: int) -> dict[str, object]:
    """Invent a village, resolve it, and return its row of the table."""
    made = village(seed=seed, population=population, respondents=respondents)
    with tempfile.TemporaryDirectory() as folder:
        made.write(Path(folder))
        survey, roster = ingest(open_study(folder))
    began = time.process_time()
    people = resolve(survey, roster)
    seconds = time.process_time() - began
    truth = made.truth.astype({"position": "Int64", "part": "Int64"})
    merged = people.mentions.merge(truth, on=list(MENTION_KEY), how="inner").merge(
        roster.mentions[[*MENTION_KEY, "name"]], on=list(MENTION_KEY)
    )
    known = merged[(merged["kind"] == "person") & merged["person"].fillna("").ne("")].reset_index(drop=True)
    ours = scores(known["person_id"], known["person"])
    baseline = scores(known["site"] + known["name"].map(folded), known["person"])
    return {
        "seed": seed,
        "respondents": respondents,
        "mentions": len(survey.mentions),
        "scored": len(known),
        **ours,
        "same name F1": baseline["F1"],
        "same name B3 F1": baseline["B3 F1"],
        "doubtful": len(people.doubtful),
        "seconds": seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--respondents", type=int, nargs="+", default=[500])
    parser.add_argument("--residents-each", type=int, default=15, help="residents for each respondent")
    options = parser.parse_args()
    rows = [
        one(seed, respondents * options.residents_each, respondents)
        for respondents in options.respondents
        for seed in options.seeds
    ]
    print(pd.DataFrame(rows).to_string(index=False, float_format=lambda x: f"{x:.3f}"))


if __name__ == "__main__":
    main()
