"""Each headline of an invented village beside its truth: the same headline where every name means whom it truly means.

The people who were asked, and what they said, are the same on both sides; only who is who differs. So a share that no
name decides is the same on both, and one that names decide should lie in the range that is given for it: in the 90%
range over plausible resolutions where there is one, else in the 95% interval.

    python benchmarks/headlines.py
    python benchmarks/headlines.py --seed 31 --respondents 500
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
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, People

if TYPE_CHECKING:
    from netsurvey import Finding, Findings

SAMPLE = "murton-sized"
EXACT = 1e-9


def in_truth(people: People, truth: pd.DataFrame, respondents: pd.DataFrame) -> People:
    """Return the true people: every mention that is of a person on both sides means whom it truly means.

    Parameters
    ----------
    people
        Who is who, as it was worked out.
    truth, respondents
        The tables of the village: whom each mention means, and who gave each form.
    """
    key = {"position": "Int64", "part": "Int64", "respondent_id": "str", "wave": "str"}
    meant = people.mentions.merge(truth.astype(key), on=list(MENTION_KEY), how="left", validate="one_to_one")
    forms = respondents.astype({name: key[name] for name in ("respondent_id", "wave")})
    gave = people.respondents.merge(forms, on=list(RESPONDENT_KEY), how="left", validate="many_to_one")
    is_person = people.mentions["person_id"].notna().to_numpy()
    somebody = meant["person"].where(meant["person"].fillna("").ne(""))
    nobody_known = pd.Series([f"unknown {row}" for row in range(len(meant))])
    named = somebody.fillna(nobody_known).where(is_person)
    mentions = people.mentions.assign(person_id=named.to_numpy(), probability=1.0)
    answered = people.respondents.assign(person_id=gave["person"].fillna("form " + gave["respondent_id"]).to_numpy())
    sites = pd.concat([answered[["person_id", "site"]], mentions[["person_id", "site"]]]).dropna()
    everybody = sites.drop_duplicates("person_id").assign(mentions=0, respondents=0, certainty=1.0)
    return People(
        people=everybody,
        mentions=mentions,
        respondents=answered,
        places=people.places,
        evidence=people.evidence.iloc[:0],
        doubtful=people.doubtful.iloc[:0],
    )


def beside_truth(stated: Findings, true: Findings) -> pd.DataFrame:
    """Return one row a headline with a number: what is shown, its range, what it truly is, whether that is inside."""
    truths = {_key(finding): finding for finding in true.headlines}
    rows = []
    for finding in stated.headlines:
        truth = truths.get(_key(finding))
        if truth is None:
            continue
        shown, low, high, kind, really = _numbers(stated, finding, truth)
        if shown is None or really is None:
            continue
        inside = low is not None and high is not None and low - EXACT <= really <= high + EXACT
        rows.append(
            {
                "headline": finding.name + (f" ({finding.about})" if finding.about else ""),
                "shown": shown,
                "from": low,
                "to": high,
                "range": kind,
                "true": really,
                "holds": "same" if abs(shown - really) < EXACT else "yes" if inside else "NO" if kind else "no range",
            }
        )
    return pd.DataFrame(rows)


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.name, finding.site, finding.wave, finding.about


def _numbers(
    stated: Findings, finding: Finding, truth: Finding
) -> tuple[float | None, float | None, float | None, str, float | None]:
    """Return the number of a headline, the ends of its range, what the range is, and the number in truth."""
    if finding.name == "spread":
        row = stated.spread.query("site == @finding.site and wave == @finding.wave and passing == 0.5").iloc[0]
        return finding.value, row["reached_low"], row["reached_high"], "90% of resolutions", truth.value
    if finding.count_low is not None and finding.draws > 1:
        ends = finding.count_low, finding.count_high
        return finding.count, *ends, f"90% of {finding.draws} resolutions", truth.count
    if finding.value is not None:
        kind = "95% interval" if finding.low is not None else ""
        return finding.value, finding.low, finding.high, kind, truth.value
    return finding.count, None, None, "", truth.count


def surveyed(seed: int | None, respondents: int) -> tuple[netsurvey.Survey, People, pd.DataFrame, pd.DataFrame]:
    """Return the answers, who is who and the truth of the bundled sample, or of a new village where a seed is given."""
    with tempfile.TemporaryDirectory() as folder:
        source = netsurvey.sample_path(SAMPLE)
        if seed is not None:
            source = Path(folder)
            netsurvey.village(seed=seed, population=15 * respondents, respondents=respondents).write(source)
        survey, roster = netsurvey.ingest(netsurvey.open_study(source))
        truth, forms = (
            pd.read_csv(source / f"{name}.csv", dtype="str", keep_default_na=False)
            for name in ("truth", "respondents_truth")
        )
    return survey, netsurvey.resolve(survey, roster), truth, forms.replace({"person": {"": np.nan}})


def compared(
    survey: netsurvey.Survey, people: People, truth: pd.DataFrame, forms: pd.DataFrame
) -> tuple[Findings, Findings]:
    """Return the findings as they are stated, and those of the truth."""
    true_people = in_truth(people, truth, forms)
    stated, true = (netsurvey.analyse(netsurvey.build_network(survey, each), survey) for each in (people, true_people))
    return stated, replace(true, title=f"{stated.title}, in truth")


def main() -> None:
    parser = argparse.ArgumentParser(description="Put each headline beside its truth.")
    parser.add_argument("--seed", type=int, help="of a new village; the bundled sample where left out")
    parser.add_argument("--respondents", type=int, default=500)
    options = parser.parse_args()
    table = beside_truth(*compared(*surveyed(options.seed, options.respondents)))
    print(table.to_string(index=False, float_format="{:.3f}".format))
    told = table[table["range"] != ""]
    changed = told[told["holds"] != "same"]
    print(
        f"\n{len(table)} headlines with a number; {int((told['holds'] == 'same').sum())} do not depend on who is who; "
        f"of the other {len(changed)} with a range it holds the truth in {int((changed['holds'] == 'yes').sum())}."
    )


if __name__ == "__main__":
    main()
