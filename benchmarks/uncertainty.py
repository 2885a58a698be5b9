"""Whether the uncertainty that `analyse` states is the right size, on invented villages whose truth is known.

The truth is what the same findings come to when every mention means the person it truly means, among the mentions that
are of a person both for `resolve` and in truth. Printed are how often the 90% range of a degree holds the true one (a
range over whole numbers holds somewhat more than its name says), the same for the count of respondents with no tie on
the map, and how often a person is truly a change-maker beside the share of resolutions that say so.

    python benchmarks/uncertainty.py
    python benchmarks/uncertainty.py --seeds 31 32 33 --respondents 500
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import netsurvey
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, Draws

if TYPE_CHECKING:
    from netsurvey import Findings, People, Survey, Village

DEGREES = ("in_degree", "out_degree", "degree")
BINS = [-0.01, 0.0, 0.05, 0.3, 0.7, 0.95, 0.9999, 1.0]
LEVELS = ["0", "0 to .05", ".05 to .3", ".3 to .7", ".7 to .95", ".95 to 1", "1"]


def ingested(made: Village) -> tuple[Survey, netsurvey.Roster]:
    """Return the tables of a village's sheet."""
    with tempfile.TemporaryDirectory() as folder:
        made.write(Path(folder))
        return netsurvey.ingest(netsurvey.open_study(folder))


def in_truth(made: Village, people: People) -> People:
    """Return the same people with one draw: the true one, in which anchors stay where they are."""
    key = dict.fromkeys(("position", "part"), "Int64")
    meant = people.mentions.merge(made.truth.astype(key), on=list(MENTION_KEY), how="left", validate="one_to_one")
    gave = people.respondents.merge(made.respondents_truth, on=list(RESPONDENT_KEY), how="left", validate="many_to_one")
    is_person = people.mentions["person_id"].notna().to_numpy()
    named = meant["person"].where(is_person & meant["person"].fillna("").ne(""))
    who = pd.concat([gave["person"], named], ignore_index=True)
    unknown = pd.Series([f"form {row}" for row in range(len(gave))]).where(gave["person"].isna())
    who = who.fillna(unknown.reindex(who.index))
    truth = Draws.single(pd.factorize(who)[0], count=0)
    return replace(people, draws=replace(truth, anchors=people.draws.anchors))


def one(seed: int, respondents: int, residents_each: int) -> tuple[pd.DataFrame, dict[str, object]]:
    """Survey a village; return its people with what is stated and what is true, and its row about isolates."""
    made = netsurvey.village(seed=seed, population=respondents * residents_each, respondents=respondents)
    survey, roster = ingested(made)
    people = netsurvey.resolve(survey, roster)
    stated, true = (
        netsurvey.analyse(netsurvey.build_network(survey, each), survey) for each in (people, in_truth(made, people))
    )
    table = stated.people.copy()
    for name in DEGREES:
        table[f"{name}_true"] = true.people[f"{name}_low"]
    table["change_maker_true"] = true.people["change_maker_v1_share"]
    return table, {"seed": seed, "respondents": respondents} | isolates(stated, true)


def isolates(stated: Findings, true: Findings) -> dict[str, object]:
    """Return the stated range of the respondents with no tie on the map, and the true count."""
    counts, truth = (
        each.groups.query("flag == 'graph_isolate' and attribute == 'everyone'").iloc[0] for each in (stated, true)
    )
    low, high, count = counts["count_low"], counts["count_high"], truth["count_low"]
    share = count / truth["n"]
    return {
        "isolates shown": counts["count"],
        "range": f"{low} to {high}",
        "true": count,
        "in range": low <= count <= high,
        "in 95% interval": counts["low"] <= share <= counts["high"],
    }


def covered(table: pd.DataFrame) -> pd.DataFrame:
    """Return how often each degree's range holds the true one, for everybody and where there is anything to doubt."""
    rows = []
    for name in DEGREES:
        known = table[table[name].notna()]
        low, high, truth = (known[f"{name}_{end}"].to_numpy(dtype=float) for end in ("low", "high", "true"))
        holds = (low <= truth) & (truth <= high)
        groups = {"everybody": np.full(len(known), fill_value=True), "a range of two or more": low < high}
        groups["respondents"] = (known["status"] == "respondent").to_numpy()
        groups["named by three or more"] = known["in_degree"].to_numpy() >= 3
        rows += [
            {"measure": name, "people": who, "n": int(chosen.sum()), "covered": holds[chosen].mean()}
            for who, chosen in groups.items()
        ]
    return pd.DataFrame(rows)


def calibrated(table: pd.DataFrame) -> pd.DataFrame:
    """Return how often people truly are change-makers, by the share of resolutions that say so."""
    share = table["change_maker_v1_share"]
    level = pd.Series(pd.cut(share, BINS, labels=LEVELS), index=table.index, name="stated share")
    rows = pd.DataFrame({"n": 1, "mean stated": share, "truly": table["change_maker_true"]})
    return rows.groupby(level, observed=True).agg({"n": "sum", "mean stated": "mean", "truly": "mean"}).reset_index()


def main() -> None:
    parser = argparse.ArgumentParser(description="Hold stated uncertainty against the truth.")
    parser.add_argument("--seeds", type=int, nargs="+", default=[31, 32, 33])
    parser.add_argument("--respondents", type=int, default=400)
    parser.add_argument("--residents-each", type=int, default=15, help="residents for each respondent")
    options = parser.parse_args()
    made = [one(seed, options.respondents, options.residents_each) for seed in options.seeds]
    people = pd.concat([table for table, _ in made], ignore_index=True)
    for title, table in (
        ("Share of 90% ranges that hold the true degree", covered(people)),
        ("Respondents with no tie on the map", pd.DataFrame([row for _, row in made])),
        ("Change-makers, by the stated share of resolutions", calibrated(people)),
    ):
        print(f"{title}\n{table.to_string(index=False, float_format='{:.3f}'.format)}\n")


if __name__ == "__main__":
    main()
