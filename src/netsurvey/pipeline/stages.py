"""The stages in order, each done once and again only when what it came from has changed.

Caching lives here and not in the stages, which stay plain functions of their inputs and a seed.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import netsurvey
from netsurvey.ingest import ingest
from netsurvey.pipeline.machine import is_compiled, versions
from netsurvey.roster import read_roster, roster_frame
from netsurvey.store import PRIVATE, StudyFolder, fingerprint, open_study, replacing
from netsurvey.tables import People, Roster, Survey

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

    Progress = Callable[[str], AbstractContextManager[Any]]

__all__ = ["Run", "run"]


class Run:
    """One study on its way from answers to findings: each stage is done when it is first asked for.

    Parameters
    ----------
    study
        The study folder.
    seed
        Where chance comes in; the same seed gives the same bytes.
    progress
        Called with what is being done; gives a context to do it in.
    quick
        Whether a first answer to who is who will do. It is kept beside the full one and never taken for it.
    workers
        How many sites to resolve at a time; it changes nothing but the time taken.
    cluster
        Address of a dask scheduler whose workers resolve the sites instead.

    Examples
    --------
    >>> from netsurvey.samples import sample_path
    >>> Run(open_study(sample_path("small"))).stale  # nothing was run in the sample's own folder
    ['ingest', 'resolve', 'analyse']
    """

    def __init__(
        self,
        study: StudyFolder,
        *,
        seed: int = 1,
        progress: Progress | None = None,
        quick: bool = False,
        workers: int = 1,
        cluster: str | None = None,
    ) -> None:
        self.study = study
        self.seed = seed
        self.progress = progress or (lambda _: nullcontext())
        self.quick = quick
        self.workers = workers
        self.cluster = cluster

    @property
    def stale(self) -> list[str]:
        """The stages that would have to run, in order."""
        is_fresh = self.study.stages.fresh
        fresh = {
            "ingest": is_fresh("ingest", self._ingest_mark) and self.study.roster_path.exists(),
            "resolve": is_fresh(self._resolving, self._resolve_mark),
            "analyse": is_fresh("analyse", self._analyse_mark),
        }
        return [stage for stage, is_so in fresh.items() if not is_so]

    @cached_property
    def survey(self) -> Survey:
        """The answers, ids only."""
        return self._answers[0]

    @cached_property
    def roster(self) -> Roster:
        """The names as written."""
        return self._answers[1]

    @cached_property
    def people(self) -> People:
        """Who is meant by each mention."""
        stages, mark = self.study.stages, self._resolve_mark
        if kept := stages.load(self._resolving, mark):
            tables, facts = kept
            return People.from_tables(tables, seed=facts["seed"], settings=facts["settings"])
        from netsurvey.resolve import resolve  # noqa: PLC0415 - each stage loads what it needs when it runs

        survey, roster = self._answers
        decisions = self.study.decisions()
        by_names = survey.study.study.resolve == "names"
        longer = " (the first time takes about a minute longer)" if by_names and not is_compiled() else ""
        with self.progress(f"Working out who is who{longer}"):
            people = resolve(
                survey,
                roster,
                decisions=decisions,
                seed=self.seed,
                quick=self.quick,
                workers=self.workers,
                cluster=self.cluster,
            )
        people = replace(people, settings={**people.settings, "decisions": len(decisions), "versions": versions()})
        stages.save(self._resolving, mark, people.tables(), {"seed": people.seed, "settings": people.settings})
        return people

    @cached_property
    def network(self) -> Network:
        """Who named whom."""
        from netsurvey.network import build_network  # noqa: PLC0415 - loads igraph

        return build_network(self.survey, self.people)

    @cached_property
    def findings(self) -> Findings:
        """What the network and the answers say."""
        from netsurvey.analyse import Findings, analyse  # noqa: PLC0415 - loads igraph and scipy

        stages, mark = self.study.stages, self._analyse_mark
        if kept := stages.load("analyse", mark):
            return Findings.from_parts(*kept)
        network, survey = self.network, self.survey
        with self.progress("Measuring the network"):
            findings = analyse(network, survey, seed=self.seed)
        stages.save("analyse", mark, *findings.to_parts())
        return findings

    def _repr_html_(self) -> str:
        return "".join(part._repr_html_() for part in (self.survey, self.people, self.network, self.findings))

    @cached_property
    def _answers(self) -> tuple[Survey, Roster]:
        stages, mark = self.study.stages, self._ingest_mark
        if self.study.roster_path.exists() and (kept := stages.load("ingest", mark)):
            tables, facts = kept
            if facts["roster"] == fingerprint(self.study.roster_path):
                survey = Survey(study=self.study.study, report=facts["report"], **tables)
                return survey, read_roster(self.study.roster_path)
        with self.progress("Reading the answers"):
            survey, roster = ingest(self.study)
        self.study.protect()
        with replacing(self.study.roster_path, mode=PRIVATE) as temporary:
            roster_frame(roster).to_parquet(temporary)
        facts = {"report": survey.report, "roster": fingerprint(self.study.roster_path)}
        stages.save("ingest", mark, survey.tables(), facts)
        return survey, roster

    @property
    def _resolving(self) -> str:
        """What the answer to who is who is kept as: a quick one does not push out the full one."""
        return "quick" if self.quick else "resolve"

    @cached_property
    def _ingest_mark(self) -> str:
        files = [*self.study.source_files(), *self.study.amendments(), *self.study.census()]
        return fingerprint("ingest", *_code(), self.study.file, *(file.name for file in files), *files)

    @cached_property
    def _resolve_mark(self) -> str:
        decisions = self.study.decisions()[["decision_id", "kind", "a", "b"]].to_csv(index=False)
        return fingerprint(self._resolving, self._ingest_mark, str(self.seed), decisions)

    @cached_property
    def _analyse_mark(self) -> str:
        return fingerprint("analyse", self._resolve_mark, str(self.seed))


@cache
def _code() -> tuple[Path, ...]:
    """Return netsurvey's own files: what another version of them made is stale."""
    return tuple(sorted(Path(netsurvey.__file__).parent.rglob("*.py")))


def run(
    path: str | Path = ".", *, seed: int = 1, quick: bool = False, workers: int = 1, cluster: str | None = None
) -> Run:
    """Take a study all the way, using again whatever is still fresh.

    Parameters
    ----------
    path
        The study folder or its `study.toml`.
    seed
        Where chance comes in.
    quick, workers, cluster
        How to work out who is who; see :class:`Run`.

    Returns
    -------
    Run
        With `.survey`, `.people`, `.network`, `.findings`.

    Raises
    ------
    NetsurveyError
        When the study or its answers have faults; see :mod:`netsurvey.errors`.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from netsurvey.samples import copy_sample
    >>> with TemporaryDirectory() as folder:
    ...     run(copy_sample("small", Path(folder) / "village")).survey.report["balance"]
    0
    """
    study = open_study(path)
    whole = Run(study, seed=seed, quick=quick, workers=workers, cluster=cluster)
    with study.held("run"):
        _ = whole.survey, whole.people, whole.network, whole.findings
    return whole
