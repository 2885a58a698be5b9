"""What still goes wrong, by kind, with examples to read: on villages of the independent maker; nobody in them exists.

A mention is *given away* where most of the mentions it is joined with mean somebody else, and *left apart* where it is
with its own but most mentions of its person are elsewhere. Both are counted by what was written.

    NETSURVEY_THIRD_PARTY=FOLDER python -m benchmarks.resolve.errors [--settings plain] [--seeds 1] [--examples 10]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from benchmarks.resolve.accuracy import cases
from benchmarks.resolve.measures import Judged

from netsurvey.ingest import ingest
from netsurvey.resolve import resolve
from netsurvey.resolve.answers import Answers
from netsurvey.store import open_study
from netsurvey.tables import mention_keys

if TYPE_CHECKING:
    from benchmarks.resolve.accuracy import Case

    from netsurvey.resolve.names import WrittenName

__all__ = ["errors", "manner"]


def manner(name: WrittenName) -> str:
    """Return what kind of name was written."""
    family = bool(name.surname or name.faith)
    if name.title:
        return "with a title"
    if name.given or name.given_initial:
        return ("a full name" if name.given else "an initial and a surname") if family else "a given name alone"
    return "a surname alone" if family else "a kin word or a description"


def errors(case: Case, *, draws: int = 200) -> pd.DataFrame:
    """Return every mention of a village that is shown as the wrong person.

    Parameters
    ----------
    case
        The village.
    draws
        How many plausible resolutions are sampled.

    Returns
    -------
    pandas.DataFrame
        One row a mention: the form that wrote it and the `question`, `written`, `wrong` ("given away" or "left
        apart"), `manner`, `probability`; `meant` is how the person is mostly written and `shown` how those mostly are
        that the mention was joined with, or should have been.
    """
    with tempfile.TemporaryDirectory() as folder:
        case.made.write(Path(folder))
        survey, roster = ingest(open_study(folder))
    people = resolve(survey, roster, draws=draws)
    judged = Judged(survey=survey, roster=roster, people=people, truth=case.made.truth, forms=case.forms)
    words = {key: site.words for site in Answers(judged.survey, roster, None) for key in site.mentions["key"]}
    table = survey.mentions[["respondent_id", "question"]].assign(
        key=mention_keys(survey.mentions),
        written=roster.mentions["name"].fillna(""),
        truth=judged.true_mentions(),
        person=people.mentions["person_id"],
        probability=people.mentions["probability"],
    )[judged.scored()]
    table = table.dropna(subset=["person"])
    holds = _mostly(table, "person", "truth")
    home = _mostly(table, "truth", "person")
    away, apart = table["person"].map(holds) != table["truth"], table["truth"].map(home) != table["person"]
    called = _mostly(table, "truth", "written")
    table = table.assign(
        wrong=np.where(away, "given away", "left apart"),
        manner=[manner(words[key].name(text)) for key, text in zip(table["key"], table["written"], strict=True)],
        meant=table["truth"].map(called),
        shown=table["person"].where(away, table["truth"].map(home)).map(_mostly(table, "person", "written")),
    )
    return table[away | apart].drop(columns=["key", "truth", "person"])


def _mostly(table: pd.DataFrame, by: str, column: str) -> pd.Series[str]:
    """Return the commonest value of a column for every value of another; of several the first."""
    counts = table.groupby([by, column]).size().rename("times").reset_index()
    first = counts.sort_values(["times", column], ascending=[False, True]).drop_duplicates(by)
    return first.set_index(by)[column]


def _told(row: pd.Series[str]) -> str:
    says = f'form {row["respondent_id"]}, {row["question"]}: "{row["written"]}"'
    if row["wrong"] == "left apart":
        return f'{says} is "{row["meant"]}" and was left apart from "{row["shown"]}" ({row["probability"]})'
    return f'{says} is "{row["meant"]}" and was taken for "{row["shown"]}" ({row["probability"]})'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--settings", nargs="+", default=["plain"])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--examples", type=int, default=10)
    parser.add_argument("--draws", type=int, default=200)
    options = parser.parse_args()
    several = [case for case in cases(options.seeds, maker="independent") if case.setting in options.settings]
    found = pd.concat([errors(case, draws=options.draws) for case in several], ignore_index=True)
    print(found.groupby(["wrong", "manner"]).size().sort_values(ascending=False).to_string(), "\n")
    examples = found.sample(min(options.examples, len(found)), random_state=1)
    for _, row in examples.round({"probability": 2}).astype(str).iterrows():
        print(_told(row))


if __name__ == "__main__":
    main()
