"""Who is isolated, in the four senses the programme tells apart, and for whom it cannot be known.

Saying nobody, leaving a blank and refusing are different things: each flag is true, false or unknown, and remembers
where a blank alone decides. Only people who were interviewed can be isolated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures import degree
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["Flagged", "graph_isolate", "no_change_contact", "power_isolate", "total_isolate"]

NOT_ASKED, BOUNDS_ONLY, GIVEN = "not asked", "bounds only", "given"
_TOTAL_ROLES = ("support", "trust", "talk", "connector", "linker")


class _Said(IntEnum):
    """What an answer says about knowing anybody; the smallest of several is what they say together."""

    SOMEBODY = 0
    OPEN = 1  # refused, don't know: leaves the denominator
    BLANK = 2  # leaves the denominator, and enters the bounds both ways
    NOBODY = 3
    UNASKED = 4


_OF_STATE = {
    "answered": _Said.SOMEBODY,
    "none": _Said.NOBODY,
    "blank": _Said.BLANK,
    "dont_know": _Said.OPEN,
    "refused": _Said.OPEN,
    "not_asked": _Said.UNASKED,
}


@dataclass(frozen=True, kw_only=True)
class Flagged:
    """A flag with what is unsure about it.

    Attributes
    ----------
    flag
        On the index of the network's nodes: true, false or NA (not asked, unknown, only named by others).
    in_doubt
        On the same index: whether a blank alone decides. Where the flag is NA the person enters the bounds both ways;
        where it is true the person may yet not be what it says.
    status
        "given"; "bounds only" where nobody could say "nobody"; "not asked".
    has, known
        Who has the flag in each plausible resolution, and of whom it is known there: one line a draw, one column a
        node. None where it does not depend on who is who.
    """

    flag: pd.Series[bool]
    in_doubt: pd.Series[bool]
    status: str = GIVEN
    has: NDArray[np.bool_] | None = None
    known: NDArray[np.bool_] | None = None


def graph_isolate(network: Network, survey: Survey, *, alone: NDArray[np.bool_] | None = None) -> Flagged:
    """Flag the respondents with no tie in either direction.

    Blank is not nobody: of those who answered no people question at all it is not known. In doubt are they, and those
    who wrote down somebody who could not be put on the map (a role, a household, an unclear name): they may well know
    people.

    Parameters
    ----------
    network, survey
        Who named whom, and the answers.
    alone
        Who has no tie in each plausible resolution, one line a draw and one column a node.
    """
    questions = list(network.roles)
    if not questions:
        return _not_asked(network)
    interviewed = network.interviewed
    isolated = interviewed & (degree(network) == 0).to_numpy()
    said = _said(network, survey, questions)
    answered = ((said == _Said.SOMEBODY) | (said == _Said.NOBODY)).any(axis=1)
    mentions = survey.mentions
    unplaced = mentions[mentions["kind"].isin(["role", "household", "unclear"]) & mentions["question"].isin(questions)]
    lost = _keys(network).isin(pd.MultiIndex.from_frame(unplaced[list(RESPONDENT_KEY)]))
    can_say = any(_can_say_nobody(survey, question) for question in questions)
    return Flagged(
        flag=pd.Series(isolated, index=network.nodes.index, dtype="boolean").mask(
            ~interviewed | (isolated & ~answered)
        ),
        in_doubt=pd.Series(isolated & (~answered | lost), index=network.nodes.index),
        status=GIVEN if can_say else BOUNDS_ONLY,
        has=None if alone is None else alone & answered & interviewed,
        known=None if alone is None else (~alone | answered) & interviewed,
    )


def power_isolate(network: Network, survey: Survey) -> Flagged:
    """Flag the respondents who said "nobody" in both the connector and the linker questions."""
    asked = [_people_questions(survey, [role]) for role in ("connector", "linker")]
    if not all(asked):
        return _not_asked(network)
    by_role = [_said(network, survey, questions).min(axis=1) for questions in asked]
    both = np.column_stack([np.where(said == _Said.UNASKED, _Said.OPEN, said) for said in by_role])
    return _nobody(network, survey, both, questions=[name for questions in asked for name in questions])


def total_isolate(network: Network, survey: Survey) -> Flagged:
    """Flag the respondents who named nobody, or nobody local, in every question of five roles that they were asked.

    Naming only oneself is naming nobody. Where `local` was asked, people marked as not local do not count, and a
    person with that mark left blank leaves it open.
    """
    questions = _people_questions(survey, _TOTAL_ROLES)
    if not questions:
        return _not_asked(network)
    said = _said(network, survey, questions)
    named = _named(network, survey, questions)
    said = np.where((said == _Said.SOMEBODY) & ~np.isnan(named), named, said)
    return _nobody(network, survey, said, questions=questions)


def no_change_contact(network: Network, survey: Survey) -> Flagged:
    """Flag the respondents who answered No to knowing anybody who can change things locally."""
    study = survey.study
    questions = [name for name in study.with_role("knows_changer") if study.questions[name].asks == "choice"]
    answers = survey.answers[survey.answers["question"].isin(questions) & (survey.answers["state"] == "answered")]
    choice = answers["value"].str.casefold().map({"no": _Said.NOBODY, "yes": _Said.SOMEBODY})
    if not questions or (len(answers) and bool(choice.isna().all())):  # nothing says which answers mean yes
        return _not_asked(network)
    chosen = _spread(network, answers.assign(said=choice.fillna(_Said.OPEN)), questions)
    said = _said(network, survey, questions)
    said = np.where(said == _Said.SOMEBODY, np.where(np.isnan(chosen), _Said.OPEN, chosen), said)
    return _nobody(network, survey, said, questions=[])


def _people_questions(survey: Survey, roles: Iterable[str]) -> list[str]:
    return [name for name in survey.study.with_role(*roles) if survey.study.questions[name].asks == "people"]


def _keys(network: Network) -> pd.MultiIndex:
    """Return the respondent key of every node; the id is missing where somebody was only named."""
    return pd.MultiIndex.from_frame(network.nodes.reset_index()[list(RESPONDENT_KEY)])


def _spread(network: Network, frame: pd.DataFrame, questions: list[str]) -> NDArray[np.float64]:
    """Return the column `said`, one row a node and one column a question; the smallest where there are several."""
    numbers = frame.astype({"said": "float64"})
    table = numbers.pivot_table(index=list(RESPONDENT_KEY), columns="question", values="said", aggfunc="min")
    return table.reindex(index=_keys(network), columns=questions).to_numpy(dtype=float)


def _said(network: Network, survey: Survey, questions: list[str]) -> NDArray[np.float64]:
    answers = survey.answers[survey.answers["question"].isin(questions)]
    said = _spread(network, answers.assign(said=answers["state"].map(_OF_STATE)), questions)
    said = np.where(np.isnan(said), _Said.UNASKED, said)
    for column, question in enumerate(questions):  # a tie may come from another form of the same person
        named = network.edges[(network.ties["question"] == question).to_numpy(dtype=bool), 0]
        said[named, column] = _Said.SOMEBODY
    return said


def _named(network: Network, survey: Survey, questions: list[str]) -> NDArray[np.float64]:
    """Return what the names written down amount to, NaN where there are none."""
    mentions = survey.mentions[survey.mentions["question"].isin(questions)]
    with_local = [name for name in questions if survey.study.questions[name].local]
    unmarked = mentions["question"].isin(with_local) & mentions["local"].isna()
    nobody = (mentions["kind"] == "self") | ~mentions["local"].fillna(value=True)
    said = np.select([nobody, unmarked], [_Said.NOBODY, _Said.BLANK], _Said.SOMEBODY)
    return _spread(network, mentions.assign(said=said), questions)


def _can_say_nobody(survey: Survey, question: str) -> bool:
    """Whether there was a box to tick, or anybody ever wrote a word for "nobody"."""
    answers = survey.answers
    said = (answers["question"] == question) & (answers["state"] == "none")
    return survey.study.questions[question].none_tick is not None or bool(said.any())


def _nobody(network: Network, survey: Survey, said: NDArray[np.float64], *, questions: list[str]) -> Flagged:
    """Return the flag of those whose answers together say that they know nobody."""
    together = np.where(network.interviewed, said.min(axis=1), _Said.UNASKED)
    flag = pd.Series(together == _Said.NOBODY, index=network.nodes.index, dtype="boolean")
    known = (together == _Said.NOBODY) | (together == _Said.SOMEBODY)
    can_say = all(_can_say_nobody(survey, question) for question in questions)
    return Flagged(
        flag=flag.mask(~known),
        in_doubt=pd.Series(together == _Said.BLANK, index=network.nodes.index),
        status=GIVEN if can_say else BOUNDS_ONLY,
    )


def _not_asked(network: Network) -> Flagged:
    return Flagged(
        flag=pd.Series(pd.NA, index=network.nodes.index, dtype="boolean"),
        in_doubt=pd.Series(data=False, index=network.nodes.index),
        status=NOT_ASKED,
    )
