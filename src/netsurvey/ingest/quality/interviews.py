"""What an interview looks like in numbers: names written, questions left open, ticks in the middle; one row a form.

Researchers are compared by these, and by nothing that says who answered or what they think.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.ingest.quality.straight import item_answers, same_throughout, scale_middle
from netsurvey.ingest.values import number
from netsurvey.ingest.words import by_unique

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from netsurvey.ingest.generators import Named
    from netsurvey.study import Study

__all__ = ["interview_measures", "named_nobody"]

_LEAST_WHOLE = 10
"""Below this a whole number ends in itself."""


def interview_measures(
    study: Study,
    respondents: pd.DataFrame,
    roster: pd.DataFrame,
    answers: pd.DataFrame,
    named: Mapping[str, Named],
) -> pd.DataFrame:
    """Return one row a form and one column a measure; NaN where a form cannot say, and on forms without interview.

    The measures are

    * `mentions`: names written down in the questions that ask for people, the respondent's own left out;
    * `nobody`: the share of those questions answered with "nobody", among those answered at all;
    * `named_nobody`: 1 for "nobody" in every one of them that was asked, 0 where anybody was named;
    * `missing`: the share left blank of what was asked, items of scales included and free texts not;
    * `straight`: the share of completed scales of three items or more with one answer throughout;
    * `middle`: the share of answers to scales that are the middle one, on scales that have a middle;
    * `round`: the share of whole numbers from 10 up, the respondent's age among them, that end in 0 or 5.

    Questions with the role `avoid` are left out of the first three: naming nobody is no loss there.

    Parameters
    ----------
    study
        What was asked.
    respondents, answers
        The tables made from the forms.
    roster
        Who answered, as written; their age is read from it.
    named
        The mentions by question.
    """
    states = _states(study, answers, len(respondents))
    people = _people(study)
    scales = list(item_answers(study, respondents))
    measures = pd.DataFrame(
        {
            "mentions": _mentions(people, named, len(respondents)),
            "nobody": _share(states[people] == "none", states[people].isin(["none", "answered"])),
            "named_nobody": named_nobody(states[people]),
            "missing": _missing(study, states, scales),
            "straight": _mean([same_throughout(items) for _, items in scales], len(respondents)),
            "middle": _middle(study, scales, len(respondents)),
            "round": _round(study, roster, answers),
        },
        dtype=float,
    )
    measures[~respondents["interviewed"].to_numpy(dtype=bool)] = np.nan
    return measures


def named_nobody(states: pd.DataFrame) -> NDArray[np.float64]:
    """Return for each form whether nobody was named in any question: 1, 0, or NaN where that is not known.

    A form counts as 1 where every question that was asked was answered with "nobody", as 0 where anybody was named.
    Blank, refused and don't know say neither. Where no form says "nobody" to anything, the forms perhaps had no way of
    saying so, and nothing is known.

    Parameters
    ----------
    states
        The answers' states, one row a form and one column a question that asks for people.

    Examples
    --------
    >>> named_nobody(pd.DataFrame({"help": ["none", "none", "none"], "talk": ["none", "answered", "blank"]})).tolist()
    [1.0, 0.0, nan]
    """
    if not (states == "none").to_numpy().any():
        return np.full(len(states), np.nan)
    asked, none = (states != "not_asked").to_numpy(), (states == "none").to_numpy()
    somebody = (states == "answered").to_numpy().any(axis=1)
    nobody = asked.any(axis=1) & (none | ~asked).all(axis=1)
    return np.select([somebody, nobody], [0.0, 1.0], default=np.nan)


def _states(study: Study, answers: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return the answers' states, one row a form and one column a question."""
    rows, states = answers.groupby("question").indices, answers["state"].to_numpy(dtype=object)
    return pd.DataFrame({name: states[rows[name]] for name in study.questions}, index=range(size), dtype=object)


def _people(study: Study) -> list[str]:
    return [name for name, question in study.name_generators.items() if question.role != "avoid"]


def _mentions(people: list[str], named: Mapping[str, Named], size: int) -> NDArray[np.float64]:
    if not people:
        return np.full(size, np.nan)
    counts = np.zeros(size)
    for mentions in (named[name].mentions for name in people):
        counts += np.bincount(mentions.loc[mentions["kind"] != "self", "form"], minlength=size)
    return counts


def _share(found: pd.DataFrame, among: pd.DataFrame) -> NDArray[np.float64]:
    """Return the share of each row's cells, among those that count, in which something was found."""
    return _divided(found.to_numpy().sum(axis=1), among.to_numpy().sum(axis=1))


def _divided(part: NDArray[Any], whole: NDArray[Any]) -> NDArray[np.float64]:
    result = np.full(len(part), np.nan)
    np.divide(part, whole, out=result, where=whole > 0)
    return result


def _missing(study: Study, states: pd.DataFrame, scales: list[tuple[str, pd.DataFrame]]) -> NDArray[np.float64]:
    ticked = states[[name for name, question in study.questions.items() if question.asks != "text"]]
    blank, asked = (ticked == "blank").to_numpy().sum(axis=1), (ticked != "not_asked").to_numpy().sum(axis=1)
    for _, items in scales:
        blank = blank + items.isna().to_numpy().sum(axis=1)
        asked = asked + items.shape[1]
    return _divided(blank, asked)


def _middle(study: Study, scales: list[tuple[str, pd.DataFrame]], size: int) -> NDArray[np.float64]:
    middle, given = np.zeros(size), np.zeros(size)
    for name, items in scales:
        if (at := scale_middle(study, name)) is not None:
            middle += (items == at).to_numpy().sum(axis=1)
            given += items.notna().to_numpy().sum(axis=1)
    return _divided(middle, given)


def _round(study: Study, roster: pd.DataFrame, answers: pd.DataFrame) -> NDArray[np.float64]:
    ages = by_unique(roster["age"].astype(object).where(roster["age"].notna(), "").to_numpy(dtype=object), number)
    columns = [ages.astype(float)]
    for name, question in study.questions.items():
        if question.asks == "number" and (question.range is None or question.range[1] >= 2 * _LEAST_WHOLE):
            columns.append(answers.loc[answers["question"] == name, "number"].to_numpy(dtype=float))
    numbers = np.column_stack(columns)
    counts = (numbers >= _LEAST_WHOLE) & (numbers % 1 == 0)
    return _divided((counts & (numbers % 5 == 0)).sum(axis=1), counts.sum(axis=1))


def _mean(columns: list[NDArray[np.float64]], size: int) -> NDArray[np.float64]:
    if not columns:
        return np.full(size, np.nan)
    values = np.column_stack(columns)
    known = ~np.isnan(values)
    return _divided(np.where(known, values, 0).sum(axis=1), known.sum(axis=1))
