"""Taking somebody out: what they said, what was said of them, and every trace of either that netsurvey itself made.

What is withdrawn is written down first, as keys, so that a run that is broken off can be finished: without a choice of
whom, the same work is done again for everybody who ever withdrew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.errors import Problem, UsageError
from netsurvey.ingest import read_survey
from netsurvey.ingest.corrections import CORRECTIONS, as_written, corrections_without
from netsurvey.ingest.withdrawals import (
    SAID,
    SAID_OF,
    WITHDRAWN_FILE,
    WITHDRAWN_TABLE,
    Withdrawals,
    read_withdrawn,
)
from netsurvey.pipeline.stages import Run
from netsurvey.roster import read_roster
from netsurvey.store import PRIVATE, write_csv, write_text
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, checked, mention_keys, parse_key, respondent_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from netsurvey.store import StudyFolder
    from netsurvey.study import Study

__all__ = ["Choice", "Withdrawal", "carry_out", "plan_withdrawal"]

_FORM = list(RESPONDENT_KEY)
_MENTION = list(MENTION_KEY)
_COUNTED = ("forms", "interviewed", "mentions", "people", "ties")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Whom to take out, and of what.

    Attributes
    ----------
    respondent, site, wave
        A form's id; its site and wave where several forms have that id.
    person
        A person's id, from `people.csv`.
    mention
        A mention's key, such as ``["Murton","2011","40","help",1,1]``.
    said
        Whether what they said is withdrawn: their forms.
    said_of
        Whether what others said of them is: the mentions that mean them.
    """

    respondent: str | None = None
    site: str | None = None
    wave: str | None = None
    person: str | None = None
    mention: str | None = None
    said: bool = True
    said_of: bool = True


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """What is taken out, and what that touches; no name is in what it shows.

    Attributes
    ----------
    entries
        The rows that `withdrawn.csv` gains.
    everything
        All rows it then has.
    cells
        File, row and column (None: the whole row) of what the team must empty in its answers.
    already_gone
        How many keys of `everything` stand in the answers no more.
    decisions
        Ids of the decisions that are deleted, and of those whose grounds are emptied.
    corrections
        Rows of the corrections that are deleted, and of those whose grounds are emptied.
    outputs
        The files that are deleted, since they were made with what is withdrawn.
    perhaps
        Keys of what may mean the same person, with the chance that it does.
    before
        What the study amounted to; empty where nobody was chosen.
    """

    entries: pd.DataFrame
    everything: pd.DataFrame
    cells: list[dict[str, Any]]
    already_gone: int
    decisions: tuple[list[int], list[int]]
    corrections: tuple[list[int], list[int]]
    outputs: list[Path]
    perhaps: dict[str, float]
    before: dict[str, Any]
    names: frozenset[str] = field(repr=False)

    @property
    def forms(self) -> int:
        """How many forms are taken out."""
        return int((self.entries["what"] == SAID).sum())

    @property
    def mentions(self) -> int:
        """How many mentions on others' forms are taken out."""
        return int((self.entries["what"] == SAID_OF).sum())

    def to_dict(self) -> dict[str, Any]:
        """Return the withdrawal as plain values, ready for JSON."""
        return {
            "forms": self.forms,
            "mentions": self.mentions,
            "already_gone": self.already_gone,
            "decisions_deleted": len(self.decisions[0]),
            "decisions_without_grounds": len(self.decisions[1]),
            "corrections_deleted": len(self.corrections[0]),
            "corrections_without_grounds": len(self.corrections[1]),
            "outputs_deleted": [path.name for path in self.outputs],
            "perhaps": self.perhaps,
            "cells": self.cells,
        }

    def lines(self) -> Iterator[str]:
        """Yield what is taken out and what that touches, in sentences."""
        forms, mentions = _many(self.forms, "form"), _many(self.mentions, "mention")
        if self.entries.empty:
            yield f"To be carried out again: {_many(len(self.everything), 'line')} of {WITHDRAWN_FILE}."
        else:
            yield f"To be taken out: {forms}, and {mentions} on the forms of others."
        for what, (deleted, emptied) in (("decision", self.decisions), ("correction", self.corrections)):
            if deleted or emptied:
                others = _many(len(emptied), f"other {what}")
                yield f"To be deleted: {_many(len(deleted), what)}; of {others} the grounds are to be emptied."
        if self.outputs:
            yield f"To be deleted, because they were made before ({_many(len(self.outputs), 'file')}):"
            yield from (f"  {path.parent.name}/{path.name}" for path in self.outputs)
        if self.perhaps:
            yield "These may mean the same person and stay; add --mention KEY to take one out too:"
            yield from (f"  {key} (chance {chance:.0%})" for key, chance in self.perhaps.items())

    def to_empty(self) -> Iterator[str]:
        """Yield the cells that the team must empty in its answers, a line a row."""
        rows: dict[tuple[str, int], list[str | None]] = {}
        for cell in self.cells:
            rows.setdefault((cell["file"], cell["row"]), []).append(cell["column"])
        for (file, row), columns in rows.items():
            told = "the whole row" if None in columns else ", ".join(dict.fromkeys(filter(None, columns)))
            yield f"{file}, row {row}: {told}"


def plan_withdrawal(run: Run, choice: Choice | None = None, *, who: str | None = None) -> Withdrawal:
    """Return what a withdrawal would take out, without touching anything.

    Parameters
    ----------
    run
        The study.
    choice
        Whom; where left out, what `withdrawn.csv` says already.
    who
        Who of the team carries it out, to be noted.

    Raises
    ------
    UsageError
        When the choice names nobody, or several; or there is none and nobody ever withdrew.
    """
    study = run.study
    known = read_withdrawn(study.path)
    if choice is None and known.empty:
        next_step = "Say whom to take out: --respondent, --person or --mention."
        raise UsageError(Problem(what="nobody has withdrawn yet", next_step=next_step))
    chosen = pd.DataFrame(columns=list(WITHDRAWN_TABLE.columns), dtype=object)
    if choice is not None:
        chosen = _chosen(run, choice, Withdrawals.of(known)).assign(when=datetime.now(UTC).date().isoformat(), who=who)
    everything = checked(pd.concat([known.astype(object), chosen], ignore_index=True), WITHDRAWN_TABLE)
    withdrawals = Withdrawals.of(everything)
    names = _names(study, withdrawals)
    report = read_survey(study.study, study.path, withdrawn=everything)[0].report

    def about(key: str) -> bool:
        return parse_key(key) in withdrawals

    return Withdrawal(
        entries=chosen,
        everything=everything,
        cells=report["withdrawn"]["cells"],
        already_gone=report["withdrawn"]["already_gone"],
        decisions=study.decision_book.concerned(about, names=names),
        corrections=_corrections(study, report, names),
        outputs=study.outputs(),
        perhaps=_perhaps(run, withdrawals) if choice is not None and choice.said_of else {},
        before=_amount(run) if choice is not None else {},
        names=names,
    )


def carry_out(run: Run, withdrawal: Withdrawal) -> dict[str, Any]:
    """Take out what was planned, work everything out again and return what the study amounts to now.

    Parameters
    ----------
    run
        The study, as it was planned with.
    withdrawal
        The plan.

    Returns
    -------
    dict
        Counts by name, and under `headlines` the headline numbers.

    Raises
    ------
    FolderError
        When a file is open in another program; running the command again without a choice finishes the work.
    """
    study = run.study
    withdrawals = Withdrawals.of(withdrawal.everything)
    written = write_csv(study.path / WITHDRAWN_FILE, withdrawal.everything, mode=PRIVATE)
    study.audit("withdraw", [written])
    study.decision_book.forget(lambda key: parse_key(key) in withdrawals, names=withdrawal.names)
    deleted, emptied = withdrawal.corrections
    if deleted or emptied:
        left = corrections_without(study.path, deleted, groundless=emptied)
        write_text(study.path / CORRECTIONS, left, mode=PRIVATE)
    study.remove_derived()
    return _amount(Run(study, seed=run.seed, progress=run.progress, workers=run.workers))


def _chosen(run: Run, choice: Choice, known: Withdrawals) -> pd.DataFrame:
    """Return the rows of the table of withdrawals that a choice amounts to."""
    if sum(one is not None for one in (choice.respondent, choice.person, choice.mention)) != 1:
        raise UsageError(Problem(what="say whom to take out: one respondent, one person or one mention"))
    mentions = run.people.mentions
    if choice.mention is not None:
        forms, of_them = run.people.respondents.head(0), mentions[mention_keys(mentions) == choice.mention]
        if of_them.empty:
            raise UsageError(
                Problem(
                    what="no mention has this key",
                    next_step='A key is ["site","wave","respondent","question",position,part]; see mentions.csv.',
                )
            )
    else:
        forms = _forms_of(run, choice, known)
        persons = [choice.person] if choice.person is not None else forms["person_id"].unique().tolist()
        of_them = mentions[mentions["person_id"].isin(persons)]
        if not choice.said:
            forms = forms.head(0)
        if not choice.said_of:
            of_them = of_them.head(0)
    taken = set(respondent_keys(forms))
    of_them = of_them[~respondent_keys(of_them).isin(taken)]
    chosen = pd.concat([forms[_FORM].assign(what=SAID), of_them[_MENTION].assign(what=SAID_OF)], ignore_index=True)
    if chosen.empty:
        raise UsageError(Problem(what="there is nothing to take out: nobody named this person"))
    return chosen.reindex(columns=list(WITHDRAWN_TABLE.columns)).astype(object)


def _forms_of(run: Run, choice: Choice, known: Withdrawals) -> pd.DataFrame:
    forms = run.people.respondents
    if choice.person is not None:
        return run.people.explain(choice.person).respondents
    wanted = {"respondent_id": choice.respondent, "site": choice.site, "wave": choice.wave}
    for name, value in wanted.items():
        forms = forms if value is None else forms[forms[name] == value]
    if forms.empty:
        withdrawn = any(key[2] == choice.respondent for key in known.forms)
        raise UsageError(
            Problem(
                what="this form is withdrawn already" if withdrawn else "no form has this id, site and wave",
                next_step="Run `netsurvey withdraw` without naming anybody to do again whatever is left to be done."
                if withdrawn
                else "Give the id as the form has it; `--site` and `--wave` as the study has them.",
            )
        )
    if len(forms) > 1:
        at = "; ".join(f"site {site}, wave {wave}" for site, wave in forms[["site", "wave"]].itertuples(index=False))
        raise UsageError(
            Problem(what=f"{len(forms)} forms have this id ({at})", next_step="Say which: --site and --wave.")
        )
    return forms


def _names(study: StudyFolder, withdrawals: Withdrawals) -> frozenset[str]:
    """Return what the withdrawn were called in full, as far as the roster still knows them.

    One word alone is the name of others too.
    """
    if not study.roster_path.exists():
        return frozenset()
    roster = read_roster(study.roster_path)
    forms = roster.respondents[[parse_key(key) in withdrawals.forms for key in respondent_keys(roster.respondents)]]
    mentions = roster.mentions[[parse_key(key) in withdrawals.mentions for key in mention_keys(roster.mentions)]]
    written = pd.concat([forms["name"], forms["known_as"], mentions["name"]]).dropna()
    return frozenset(name for name in written if len(name.split()) > 1)


def _perhaps(run: Run, withdrawals: Withdrawals) -> dict[str, float]:
    """Return the keys on the other side of a doubtful pair with somebody withdrawn."""
    pairs = run.people.doubtful
    found: dict[str, float] = {}
    for a, b, chance in pairs[["a", "b", "probability"]].itertuples(index=False, name=None):
        theirs = [parse_key(key) in withdrawals for key in (a, b)]
        if theirs.count(True) == 1:
            other = b if theirs[0] else a
            found[other] = max(found.get(other, 0.0), float(chance))
    return found


def _corrections(study: StudyFolder, report: dict[str, Any], names: Collection[str]) -> tuple[list[int], list[int]]:
    """Return the rows of the corrections to delete, and those that keep their cell and lose their grounds.

    A correction of an id stays: without it, a withdrawn row would be somebody else's.
    """
    applied = report["corrections"]["cells"]
    if not applied:
        return [], []
    places = {(cell["file"], cell["row"], cell["column"]) for cell in report["withdrawn"]["cells"]}
    theirs = [
        cell
        for cell in applied
        if not places.isdisjoint({(cell["file"], cell["row"], None), (cell["file"], cell["row"], cell["column"])})
    ]
    keys = _key_columns(study.study)
    deleted = [cell["line"] for cell in theirs if cell["column"].casefold() not in keys]
    lines = as_written(study.path)
    spelt = {lines[line].get(column, "") for line in deleted for column in ("was", "becomes")}
    sought = [name.casefold() for name in {*names, *spelt} if len(name.split()) > 1]
    emptied = []
    for cell in applied:
        told = lines[cell["line"]].get("why", "").casefold()
        if told and cell["line"] not in deleted and (cell in theirs or any(name in told for name in sought)):
            emptied.append(cell["line"])
    return deleted, emptied


def _key_columns(study: Study) -> set[str]:
    """Return the headers of the columns that say whose a row is."""
    places = [study.study.site, study.study.wave]
    places += [place for source in study.sources for place in (source.site, source.wave) if place is not None]
    own = {study.respondent.id, *(place.column for place in places if place.column is not None)}
    renamed = {before for source in study.sources for before, after in source.rename.items() if after in own}
    return {name.casefold() for name in own | renamed}


def _amount(run: Run) -> dict[str, Any]:
    """Return what a study amounts to: its counts and its headline numbers."""
    counts = (
        run.survey.report["forms"],
        run.survey.report["interviewed"],
        run.survey.report["mentions"],
        len(run.people.people),
        len(run.network.ties),
    )
    headlines = {
        f"{' '.join(filter(None, (one.name, one.about)))} ({one.site}, {one.wave})": {
            "count": one.count,
            "n": one.n,
            "value": one.value,
        }
        for one in run.findings.headlines
        if not one.not_asked
    }
    return {**dict(zip(_COUNTED, counts, strict=True)), "headlines": headlines}


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
