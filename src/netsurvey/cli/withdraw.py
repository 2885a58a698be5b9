"""`netsurvey withdraw`: takes somebody out of a study."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from netsurvey.cli.console import Json, Seed, StudyPath, opened, say

__all__ = ["withdraw"]


def withdraw(  # noqa: PLR0913 - an option of the command each
    study: StudyPath = Path(),
    *,
    respondent: Annotated[
        str | None, typer.Option("--respondent", metavar="ID", help="Take out the respondent with this form.")
    ] = None,
    site: Annotated[str | None, typer.Option("--site", help="The form's site, where several have the id.")] = None,
    wave: Annotated[str | None, typer.Option("--wave", help="The form's wave, where several have the id.")] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="PERSON", help="Take out this person of people.csv.")
    ] = None,
    mention: Annotated[
        str | None, typer.Option("--mention", metavar="KEY", help="Take out this one mention, by its key.")
    ] = None,
    said: Annotated[bool, typer.Option("--said", help="Only what they said: their forms.")] = False,
    said_of: Annotated[bool, typer.Option("--said-of", help="Only what others said of them: mentions.")] = False,
    who: Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who of the team does it, noted.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it is done.")] = False,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Take somebody out: what they said, what was said of them, or both; work everything out again.

    Without naming anybody, what withdrawn.csv says is carried out again.
    """
    from netsurvey.errors import Problem, UsageError  # noqa: PLC0415
    from netsurvey.pipeline import Choice, carry_out, plan_withdrawal  # noqa: PLC0415 - loads pandas

    if not (yes or dry_run or sys.stdin.isatty()):
        raise UsageError(
            Problem(what="nobody is there to be asked", next_step="Look with --dry-run first, then give --yes.")
        )
    choice = None
    if respondent is not None or person is not None or mention is not None:
        choice = Choice(
            respondent=respondent,
            site=site,
            wave=wave,
            person=person,
            mention=mention,
            said=said or not said_of,
            said_of=said_of or not said,
        )
    with opened(study, "withdraw", seed=seed) as run:
        plan = plan_withdrawal(run, choice, who=who)
        if not as_json or not yes:
            say("\n".join(plan.lines()))
        if not (dry_run or yes or typer.confirm("This cannot be undone. Go on?", err=True)):
            say("Nothing was changed.")
            return
        after = None if dry_run else carry_out(run, plan)
    if as_json:
        typer.echo(json.dumps({**plan.to_dict(), "before": plan.before, "after": after}, ensure_ascii=False, indent=2))
    elif after is not None:
        typer.echo("\n".join(_changes(plan.before, after)))
    if plan.cells:
        say("\nEmpty these cells of your answers yourself; netsurvey never writes to them. Leave the rows in place:")
        say("\n".join(f"  {line}" for line in plan.to_empty()))
    if plan.outputs and after is not None:
        say("\nWrite the outputs again with `netsurvey resolve`, `analyse` and `plot`. Other copies are yours to find.")


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return a line for every count and every headline number that changed."""
    counts = [name for name in after if name != "headlines"]
    if not before:
        return [f"{name}: {after[name]}" for name in counts]
    lines = [f"{name}: {before[name]} -> {after[name]}" for name in counts]
    for name in dict.fromkeys([*before["headlines"], *after["headlines"]]):
        told = [_number(one["headlines"].get(name)) for one in (before, after)]
        if told[0] != told[1]:
            lines.append(f"{name}: {told[0]} -> {told[1]}")
    return lines


def _number(headline: dict[str, Any] | None) -> str:
    if headline is None:
        return "none"
    if headline["count"] is not None:
        return f"{headline['count']} of {headline['n']}"
    return "none" if headline["value"] is None else f"{headline['value']:.3g}"
