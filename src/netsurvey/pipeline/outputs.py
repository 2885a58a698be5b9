"""What each command leaves in `out/`: which files, for which tier, with an audit line wherever names are written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from netsurvey.ingest import mention_edges, quality_page, report_lines
from netsurvey.pipeline.labels import key_labels, labels_for, names_of, place_names
from netsurvey.privacy import Tier
from netsurvey.store import PRIVATE, write_csv, write_text
from netsurvey.tables import MENTION_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from netsurvey.analyse import Findings
    from netsurvey.pipeline.stages import Run

__all__ = [
    "comparison",
    "explanation",
    "resolution_summary",
    "told_findings",
    "write_findings",
    "write_ingest",
    "write_quality",
    "write_resolution",
]


_FINDINGS = (
    *("groups", "wellbeing", "means", "choices", "places", "pathways", "overlaps", "structure"),
    *("importance", "spread", "reached"),
)
"""The tables of findings that have a file of their own; all are in `findings.json`."""


def write_ingest(run: Run, folder: Path | None = None) -> list[Path]:
    """Write the edge list at mention level, and what :func:`write_quality` writes.

    Parameters
    ----------
    run
        The study.
    folder
        Where to; `out/team` where absent, since rows carry the forms' own ids.
    """
    folder = folder or run.study.out(Tier.TEAM)
    edges = write_csv(folder / "mention_edges.csv", mention_edges(run.survey), mode=PRIVATE)
    return [edges, *write_quality(run, folder)]


def write_quality(run: Run, folder: Path | None = None) -> list[Path]:
    """Write the data-quality report as a page and as plain text, and the cells set aside.

    Parameters
    ----------
    run
        The study.
    folder
        Where to; `out/team` where absent, since rows and ids lead to people.
    """
    folder = folder or run.study.out(Tier.TEAM)
    report, quarantine = run.survey.report, run.survey.quarantine
    return [
        write_text(folder / "quality.html", quality_page(report, quarantine), mode=PRIVATE),
        write_text(folder / "data_quality.txt", "\n".join(report_lines(report)) + "\n", mode=PRIVATE),
        write_csv(folder / "set_aside.csv", quarantine, mode=PRIVATE),
    ]


def write_resolution(run: Run, folder: Path | None = None) -> list[Path]:
    """Write who is meant by each mention, the people, their ties, the places and the doubtful pairs, with names.

    Beside them lies `resolution.json`, without names: what produced them and how many of each there are.
    """
    folder = folder or run.study.out(Tier.TEAM)
    people, roster = run.people, run.roster
    mentions = people.mentions.merge(roster.mentions[[*MENTION_KEY, "name"]], on=list(MENTION_KEY), how="left")
    forms = people.respondents.groupby("person_id")["respondent_id"].agg(lambda ids: "; ".join(dict.fromkeys(ids)))
    who = people.people.assign(
        label=names_of(people, roster).to_numpy(), respondent_id=people.people["person_id"].map(forms)
    )
    written = key_labels(roster)
    doubtful = people.doubtful.assign(
        name_a=people.doubtful["a"].map(written), name_b=people.doubtful["b"].map(written)
    )
    places = people.places.assign(label=people.places["place_id"].map(place_names(people, roster)))
    tables = {
        "mentions": mentions[[*MENTION_KEY, "name", "kind", "person_id", "place_id", "probability"]],
        "people": who[["person_id", "site", "label", "respondent_id", "mentions", "respondents", "certainty"]],
        "ties": run.network.ties,
        "places": places[["place_id", "site", "label", "kind", "mentions", "certainty"]],
        "doubtful": doubtful[["name_a", "name_b", "probability", "reason", "a", "b"]],
        "evidence": people.evidence,
    }
    files = [write_csv(folder / f"{name}.csv", table, mode=PRIVATE) for name, table in tables.items()]
    made_by = json.dumps({"seed": people.seed, **people.settings}, indent=2, sort_keys=True) + "\n"
    files.append(write_text(folder / "resolution.json", made_by, mode=PRIVATE))
    run.study.audit("resolve", files)
    return files


def told_findings(run: Run, tier: Tier) -> Findings:
    """Return the findings fit for a tier; the team reads what places are called, others read codes."""
    findings = run.findings.at(tier)
    return replace(findings, place_names=place_names(run.people, run.roster)) if tier is Tier.TEAM else findings


def write_findings(run: Run, tier: Tier, folder: Path | None = None) -> list[Path]:
    """Write the findings fit for a tier: people (not for the public), the tables and the headlines."""
    folder = folder or run.study.out(tier)
    findings = told_findings(run, tier)
    mode = PRIVATE if tier is Tier.TEAM else None
    files = []
    labels = labels_for(tier, run.people, run.roster if tier is Tier.TEAM else None, run.study.key)
    if labels is not None:
        people = findings.people.reset_index()
        people.insert(2, "person", people["person_id"].map(labels))
        people = people if tier is Tier.TEAM else people.drop(columns=["person_id"])
        files.append(write_csv(folder / "people_measures.csv", people, mode=mode))
    files += [
        *(write_csv(folder / f"{name}.csv", getattr(findings, name), mode=mode) for name in _FINDINGS),
        write_text(
            folder / "findings.json", json.dumps(findings.to_dict(), ensure_ascii=False, indent=2) + "\n", mode=mode
        ),
        write_text(folder / "headlines.txt", findings.as_text() + "\n", mode=mode),
    ]
    if tier is Tier.TEAM:
        files.append(write_csv(folder / "researchers.csv", findings.researchers, mode=mode))
        run.study.audit("analyse", files)
    return files


def explanation(run: Run, person_id: str) -> list[str]:
    """Return why mentions are one person, in sentences that show what was written: for the team's eyes."""
    return _with_names(run.people.explain(person_id).lines(), key_labels(run.roster))


def comparison(run: Run, a: str, b: str) -> list[str]:
    """Return why two people were not taken for one, in sentences that show what was written: for the team's eyes."""
    from netsurvey.resolve import why_not  # noqa: PLC0415 - loads numba

    people, roster = run.people, run.roster
    compared = why_not(run.survey, roster, people, a, b, decisions=run.study.decisions())
    called = names_of(people, roster)
    return _with_names(compared.lines(), {**key_labels(roster), a: called[a], b: called[b]})


def resolution_summary(run: Run) -> dict[str, int | bool]:
    """Return how many mentions became how many people, how many pairs are doubtful, and whether it was quick work."""
    people = run.people
    of_people = people.mentions["person_id"].dropna()
    interviewed = people.respondents["person_id"].nunique()
    return {
        "mentions": len(people.mentions),
        "person_mentions": len(of_people),
        "people": len(people.people),
        "respondents": interviewed,
        "named_only": len(people.people) - interviewed,
        "merged": len(of_people) - of_people.nunique(),
        "doubtful": len(people.doubtful),
        "quick": run.quick,
    }


def _with_names(lines: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Return sentences with the name put behind every key and every id that has one."""
    keys = sorted((key for key, name in names.items() if name), key=len, reverse=True)
    named = []
    for line in lines:
        told = line
        for key in (key for key in keys if key in line):
            told = told.replace(key, f"{key} {names[key]!r}")
        named.append(told)
    return named
