"""`netsurvey analyse`: the network and the answers -> findings."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from netsurvey.cli.console import Json, Output, Seed, StudyPath, TierName, list_files, opened, say

__all__ = ["analyse"]


def analyse(
    study: StudyPath = Path(),
    *,
    tier: TierName = "partner",
    seed: Seed = 1,
    as_json: Json = False,
    output: Output = None,
) -> None:
    """Find isolates, brokers and change-makers and how wellbeing goes with them; print the headlines."""
    from netsurvey.pipeline import told_findings, write_findings  # noqa: PLC0415 - loads pandas and igraph
    from netsurvey.privacy import Tier  # noqa: PLC0415

    with opened(study, "analyse", seed=seed) as run:
        files = write_findings(run, Tier(tier), output)
        findings = told_findings(run, Tier(tier))
    typer.echo(json.dumps(findings.to_dict(), ensure_ascii=False, indent=2) if as_json else findings.as_text())
    say("\nWritten:")
    list_files(files)
