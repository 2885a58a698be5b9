"""A village that was never there, a survey of it, and the truth the survey can be held against.

Real surveys come without the truth: only an invented one can tell whether the people found are the people meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from netsurvey.errors import Problem, UsageError
from netsurvey.samples.faults import Faults
from netsurvey.samples.fieldwork import interview
from netsurvey.samples.form import FORMS
from netsurvey.samples.naming import NameMix
from netsurvey.samples.sheet import type_up
from netsurvey.samples.society import found
from netsurvey.samples.studyfile import study_file

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


__all__ = ["Settings", "Village", "village"]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a village and its survey are like, beside their size.

    Attributes
    ----------
    site, wave
        What they are called in the keys.
    form
        Which form is filled in: "short" (18 names at the most) or "long" (32 names, coded answers, ONS questions).
    names
        Shares of name origins.
    faults
        How often the sheet is wrong.
    tie_effect
        WEMWBS points that go with one more true tie.
    """

    site: str = "Ollerdene"
    wave: str = "2011"
    form: Literal["short", "long"] = "short"
    names: NameMix = field(default_factory=NameMix)
    faults: Faults = field(default_factory=Faults)
    tie_effect: float = 0.5

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise UsageError(Problem(what=f"form is one of {', '.join(FORMS)}", value=self.form))


@dataclass(frozen=True, kw_only=True, repr=False)
class Village:
    """An invented village, the survey of it and the truth.

    Attributes
    ----------
    seed, population, respondents, settings
        What it was made from; ``settings.tie_effect`` is the true effect of one tie on wellbeing.
    residents
        One row an adult: person, names, household, street, attributes, role, isolated, true_degree, wellbeing.
    ties
        Every true tie, both directions: who, whom (persons), kind, strength.
    responses
        The sheet as typed up: texts all.
    study_toml
        The study file that goes with it.
    truth
        One row a mention: site, wave, respondent_id, question, position, part, and the person or the place truly
        meant; neither for a whole household. A public role without a name ("the vicar") is a place such as
        ``role-vicar``; someone who has died is a person of their own, ``late-...``, who is not a resident.
    respondents_truth
        One row an interview: site, wave, respondent_id, person, and what is true of the respondent: true_degree,
        is_isolate (no tie at all), names_nobody (in the support, trust, talk, connector and linker questions),
        no_change_contact (nobody in the last two), role, is_change_maker, wellbeing, wellbeing_from_ties.
    """

    seed: int
    population: int
    respondents: int
    settings: Settings
    residents: pd.DataFrame
    ties: pd.DataFrame
    responses: pd.DataFrame
    study_toml: str
    truth: pd.DataFrame
    respondents_truth: pd.DataFrame

    def __repr__(self) -> str:
        return (
            f"Village(seed={self.seed}: {len(self.respondents_truth)} interviews of {self.population} residents, "
            f"{len(self.truth)} mentions)"
        )

    def write(self, folder: Path) -> None:
        """Write study.toml, responses.csv, truth.csv and respondents_truth.csv into a folder, made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "study.toml").write_bytes(self.study_toml.encode())
        for name in ("responses", "truth", "respondents_truth"):
            table: pd.DataFrame = getattr(self, name)
            (folder / f"{name}.csv").write_bytes(table.to_csv(index=False, lineterminator="\n").encode())


def village(
    seed: int = 1, *, population: int = 1600, respondents: int = 120, settings: Settings | None = None
) -> Village:
    """Invent a village and survey it.

    Parameters
    ----------
    seed
        The same seed gives the same village, the same sheet, byte for byte. Faults do not change who lives there.
    population
        Residents, children included.
    respondents
        How many interviews; forms typed twice and unopened doors come on top.
    settings
        Site, wave, form, names, faults and the effect of ties on wellbeing.

    Returns
    -------
    Village

    Raises
    ------
    UsageError
        When there are not enough residents for so many interviews.

    Examples
    --------
    >>> here = village(seed=3, population=600, respondents=30)
    >>> len(here.respondents_truth) >= 30, here.truth.columns[-2:].tolist()
    (True, ['person', 'place'])
    """
    settings = settings or Settings()
    if not 1 <= respondents <= population * 0.4:
        raise UsageError(
            Problem(
                what=f"{respondents} interviews need a population of at least {round(respondents / 0.4)}",
                value=str(population),
                next_step="Ask for more residents or fewer interviews.",
            )
        )
    society = found(seed, population=population, names=settings.names, tie_effect=settings.tie_effect)
    fieldwork, pen = (np.random.default_rng([seed, stream]) for stream in (4, 5))
    form = FORMS[settings.form]
    interviews = interview(fieldwork, society, form, respondents=respondents, uneven=settings.faults.uneven_researchers)
    sheet, truth, respondents_truth = type_up(
        pen, society, form, interviews, faults=settings.faults, site=settings.site, wave=settings.wave
    )
    residents = society.residents
    persons = residents["person"].to_numpy()
    return Village(
        seed=seed,
        population=population,
        respondents=respondents,
        settings=settings,
        residents=residents,
        ties=society.ties.assign(who=persons[society.ties["who"]], whom=persons[society.ties["whom"]]),
        responses=sheet,
        study_toml=study_file(form, site=settings.site, wave=settings.wave, population=population),
        truth=truth,
        respondents_truth=respondents_truth,
    )
