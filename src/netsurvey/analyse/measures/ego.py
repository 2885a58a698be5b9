"""Ego networks: what one respondent's own answers say of the net around them, whoever else was asked.

Studies that never learn who the named people are to one another across forms have nothing else; the sums are Burt's,
on the ties between those a respondent named as that respondent sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from netsurvey.tables import People, Survey

__all__ = ["ego_networks"]

_FORM = list(RESPONDENT_KEY)
_MENTION = list(MENTION_KEY)
_IN_FORM = MENTION_KEY[len(RESPONDENT_KEY) :]
_COUNTS = ("ties", "components", "isolates")


def ego_networks(survey: Survey, *, people: People | None = None, question: str | None = None) -> pd.DataFrame:
    r"""Return what each respondent's own network looks like: the people named and the ties between them.

    With n alters, t ties between them and the ego tied to all: density :math:`2t / n(n-1)`; effective size
    :math:`n - 2t/n` and efficiency, its share of n (Burt 1992, Structural Holes, Harvard University Press, in the form
    for plain ties of Borgatti 1997, Connections 20); constraint :math:`\sum_j (p_{ej} + \sum_q p_{eq} p_{qj})^2`, where
    :math:`p_{ej} = 1/n` and :math:`p_{qj}` is one over the alters q is tied to and the ego (Burt 1992, chapter 2).

    Parameters
    ----------
    survey
        What was answered, from :func:`netsurvey.ingest`.
    people
        Who is meant by each mention, from :func:`netsurvey.resolve`: a person named in several questions is then one
        alter. Without it every mention is an alter of its own, which is right for a single question.
    question
        The question whose mentions are the alters; where absent, all that ask for people.

    Returns
    -------
    pandas.DataFrame
        One row an interview, on site, wave and respondent id: `size` and `ties`; `density`, NaN below two alters;
        `components` and `isolates` among the alters once the ego is left out; `effective_size`, `efficiency` and
        `constraint`, NaN without alters. All but `size` are missing where the study did not ask for ties.

    Raises
    ------
    UsageError
        When there is no such question, or it takes `people` to know who is named in more than one.

    Notes
    -----
    The ties are the respondent's view; nobody asked the alters. Any tie with a strength other than 0 counts as one.
    A size of 0 does not mean that somebody has nobody: `survey.answers` says whether they said "nobody" or left it
    blank. Respondents who name themselves are no alters of their own.

    Examples
    --------
    Ann names three people; the first two know each other. 3 - 2 * 1 / 3 of them are separate contacts.

    >>> import netsurvey
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "forms.csv").write_text("ref,help1,help2,help3,know_1_2\n1,Bob,Cat,Dan,yes\n")
    ...     _ = Path(folder, "study.toml").write_text(
    ...         '[study]\ntitle = "Three"\nresponses = "forms.csv"\n[respondent]\nid = "ref"\n'
    ...         '[questions.help]\nasks = "people"\nname = "help{n}"\n[alter_ties]\ncolumn = "know_{a}_{b}"\n'
    ...     )
    ...     survey, _ = netsurvey.ingest(netsurvey.open_study(folder))
    >>> ego_networks(survey)[["size", "ties", "effective_size", "constraint"]].round(3).to_numpy().tolist()
    [[3, 1, 2.333, 0.611]]
    """
    asked = _questions(survey, people, question)
    named = _numbered(survey, people)
    pairs = _pairs(survey, named)
    if people is None and not set(named["question"].iloc[np.unique(pairs)]) <= set(asked):
        raise UsageError(
            _unknown_people("the ties are between people who were named under other questions, too", asked)
        )
    alters = named[named["question"].isin(asked)].drop_duplicates("alter").sort_values("alter")
    index = pd.MultiIndex.from_frame(survey.respondents.loc[survey.respondents["interviewed"], _FORM])
    ends = np.searchsorted(alters["alter"], named["alter"].to_numpy()[pairs])
    known = np.isin(named["alter"].to_numpy()[pairs], alters["alter"]).all(axis=1)
    measured = _measured(
        index.get_indexer(pd.MultiIndex.from_frame(alters[_FORM])), _once(ends[known]), egos=len(index)
    )
    result = pd.DataFrame(measured, index=index).astype({"size": "int64", **dict.fromkeys(_COUNTS, "Int64")})
    return result if survey.study.alter_ties is not None else result[["size"]].reindex(columns=result.columns)


def _questions(survey: Survey, people: People | None, question: str | None) -> list[str]:
    known = list(survey.study.name_generators)
    if question is not None and question not in known:
        near = nearest(question, known)
        raise UsageError(
            Problem(
                what="is no question that asks for people",
                value=question,
                next_step=f"Nearest: {', '.join(near)}." if near else f"Known: {', '.join(known)}.",
            )
        )
    if question is None and people is None and len(known) > 1:
        raise UsageError(_unknown_people("several questions ask for people", known))
    return known if question is None else [question]


def _unknown_people(what: str, questions: list[str]) -> Problem:
    return Problem(
        what=f"{what}, and who is named in more than one is not known",
        value=", ".join(questions),
        next_step="Give people = netsurvey.resolve(survey, roster), or the question = ... the ties are about.",
    )


def _numbered(survey: Survey, people: People | None) -> pd.DataFrame:
    """Return the mentions of people other than the respondent, each with the number of the alter it names."""
    if people is None:
        named = survey.mentions[survey.mentions["kind"] == "person"]
        return named[_MENTION].assign(alter=np.arange(len(named))).reset_index(drop=True)
    own = people.respondents.rename(columns={"person_id": "ego"})
    named = people.mentions[people.mentions["kind"] == "person"].merge(own, on=_FORM, how="left")
    named = named[named["person_id"] != named["ego"]].reset_index(drop=True)
    return named[_MENTION].assign(alter=named.groupby([*_FORM, "person_id"], sort=False).ngroup())


def _pairs(survey: Survey, named: pd.DataFrame) -> NDArray[np.int64]:
    """Return the two mentions of each tie, by their place among those numbered."""
    ties = survey.mention_ties[~survey.mention_ties["strength"].eq(0)]
    mentions = pd.MultiIndex.from_frame(named[_MENTION])
    ends = [pd.MultiIndex.from_frame(ties[[*_FORM, *(f"{name}_{end}" for name in _IN_FORM)]]) for end in "ab"]
    pairs = np.column_stack([mentions.get_indexer(end) for end in ends]).astype(np.int64)
    return pairs[(pairs >= 0).all(axis=1)]


def _once(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each pair of two different alters once."""
    return np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)


def _measured(ego: NDArray[np.int64], pairs: NDArray[np.int64], *, egos: int) -> dict[str, NDArray[Any]]:
    """Return every measure by ego.

    Parameters
    ----------
    ego
        Number of the ego of each alter.
    pairs
        Numbers of the two alters of each tie.
    egos
        How many egos there are.
    """
    n = np.bincount(ego, minlength=egos)
    t = np.bincount(ego[pairs[:, 0]], minlength=egos)
    both = np.vstack([pairs, pairs[:, ::-1]])
    degree = np.bincount(both[:, 0], minlength=len(ego))
    net = sparse.coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(ego), len(ego)))
    first_of_component = np.unique(connected_components(net, directed=False)[1], return_index=True)[1]
    through_others = np.bincount(both[:, 1], weights=1 / (1 + degree[both[:, 0]]), minlength=len(ego))
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = n - 2 * t / n
        constraint = np.bincount(ego, weights=((1 + through_others) / n[ego]) ** 2, minlength=egos)
        return {
            "size": n,
            "ties": t,
            "density": np.where(n > 1, 2 * t / (n * (n - 1)), np.nan),
            "components": np.bincount(ego[first_of_component], minlength=egos),
            "isolates": np.bincount(ego[degree == 0], minlength=egos),
            "effective_size": effective,
            "efficiency": effective / n,
            "constraint": np.where(n > 0, constraint, np.nan),
        }
