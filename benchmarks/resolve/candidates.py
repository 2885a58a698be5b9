"""Whom a mention is ever held against: how many, and how many of the true pairs are among them.

Only mentions that share a name that may be one, a form that speaks or a household are held against one another. "Cllr
Taylor" and "Olive" share nothing, but an "Olive Taylor" brings them together: mentions join persons, not one another.
So a true pair is out of reach only where no chain of that person's own mentions leads from one to the other; what is
out of reach no evidence can bring back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netsurvey.resolve.answers import Answers
from netsurvey.resolve.sites import prepare
from netsurvey.tables import mention_keys, respondent_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.resolve.measures import Judged
    from numpy.typing import NDArray

    from netsurvey.resolve.memory import Facts

__all__ = ["candidates"]


def candidates(judged: Judged) -> dict[str, float]:
    """Return how many others each mention could mean the same person as, and what share of the true pairs that keeps.

    Others are counted once where one form wrote the same name twice. "true pairs among them" are those held against
    one another directly, "true pairs within reach" those that other mentions of the same person, or their form, join.
    """
    named = dict(zip(mention_keys(judged.survey.mentions), judged.true_mentions(), strict=True))
    scored = dict(zip(named, judged.scored(), strict=True))
    person = named | dict(zip(respondent_keys(judged.survey.respondents), judged.true_forms(), strict=True))
    others = mentions = kept = reached = 0.0
    for site in Answers(judged.survey, judged.roster, None):
        ready = prepare(site)
        near = _near(ready.facts)
        told = [(unit, key) for unit in range(near.shape[0]) for key in ready.board.keys_of(unit)]
        keys = [(unit, key) for unit, key in told if scored.get(key)]
        units = np.array([unit for unit, _ in keys], dtype=np.int64)
        others += float(near.sum(axis=1)[units].sum())
        mentions += len(units)
        means = _meant([(unit, person[key]) for unit, key in keys], near.shape[0])
        kept += float((near * (means @ means.T)).sum()) / 2
        kept += float((means.data * (means.data - 1)).sum()) / 2
        chained = _chained(near, [(unit, person[key]) for unit, key in told if person.get(key)])
        inside = pd.DataFrame({"chain": chained[units], "person": [person[key] for _, key in keys]}).value_counts()
        reached += float((inside * (inside - 1) / 2).sum())
    persons = pd.Series(judged.true_mentions()[judged.scored()]).value_counts()
    pairs = max(float((persons * (persons - 1) / 2).sum()), 1.0)
    return {
        "candidates": others / max(mentions, 1),
        "true pairs among them": kept / pairs,
        "true pairs within reach": reached / pairs,
    }


def _near(facts: Facts) -> sparse.csr_array:
    """Return which units are ever held against which, either way round."""
    units, forms = len(facts.fixed), len(facts.form_unit)
    bears = _table(facts.key_at, facts.key, (units, len(facts.like_at) - 1))
    alike = _table(facts.like_at, facts.like, (len(facts.like_at) - 1, len(facts.like_at) - 1))
    told = _table(facts.told_at, facts.told_form, (units, forms))
    home = _table(facts.mate_at, facts.mate, (forms, forms))
    apart = _table(facts.apart_at, facts.apart, (units, units))
    answered = sparse.csr_array((np.ones(forms), (facts.form_unit, np.arange(forms))), shape=(units, forms))
    at_home = home + sparse.eye_array(forms, format="csr")
    found = bears @ alike @ bears.T + told @ at_home @ told.T + told @ home @ answered.T
    found = ((found + found.T) > 0).astype(float)
    found = found - found * ((apart + apart.T) > 0)
    return sparse.csr_array(found - sparse.diags_array(found.diagonal()))


def _chained(near: sparse.csr_array, meant: Sequence[tuple[int, str]]) -> NDArray[np.int32]:
    """Return for every unit the number of the chain it is in, each link two units that mean the same person."""
    means = _meant(meant, near.shape[0])
    return np.asarray(sparse.csgraph.connected_components(near * (means @ means.T), directed=False)[1])


def _meant(meant: Sequence[tuple[int, str]], units: int) -> sparse.csr_array:
    """Return how often each of so many units means each person, one column a person."""
    who = pd.factorize(np.array([person for _, person in meant], dtype=object))[0]
    at = (np.array([unit for unit, _ in meant], dtype=np.int64), who)
    return sparse.csr_array((np.ones(len(meant)), at), shape=(units, who.max(initial=0) + 1))


def _table(at: NDArray[np.int64], items: NDArray[np.int64], shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(items)), items, at), shape=shape)
