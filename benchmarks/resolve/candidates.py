"""Whom a mention is ever held against: how many, and how many of the true pairs are among them.

Only pairs that share a name that may be one, a form that speaks or a household are weighed; whatever is left out here
no evidence can bring back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netsurvey.resolve.answers import Answers
from netsurvey.resolve.sites import prepare
from netsurvey.tables import mention_keys

if TYPE_CHECKING:
    from benchmarks.resolve.measures import Judged
    from numpy.typing import NDArray

    from netsurvey.resolve.memory import Facts

__all__ = ["candidates"]


def candidates(judged: Judged) -> dict[str, float]:
    """Return how many others each mention could mean the same person as, and the share of true pairs among them.

    Others are counted once where one form wrote the same name twice.
    """
    person = dict(zip(mention_keys(judged.survey.mentions), judged.true_mentions(), strict=True))
    scored = dict(zip(person, judged.scored(), strict=True))
    others = mentions = kept = 0.0
    for site in Answers(judged.survey, judged.roster, None):
        ready = prepare(site)
        near = _near(ready.facts)
        keys = [(unit, key) for unit in range(near.shape[0]) for key in ready.board.keys_of(unit) if scored.get(key)]
        units = np.array([unit for unit, _ in keys], dtype=np.int64)
        who = pd.factorize(np.array([person[key] for _, key in keys], dtype=object))[0]
        others += float(near.sum(axis=1)[units].sum())
        mentions += len(units)
        means = sparse.csr_array((np.ones(len(units)), (units, who)), shape=(near.shape[0], who.max(initial=0) + 1))
        kept += float((near * (means @ means.T)).sum()) / 2
        kept += float((means.data * (means.data - 1)).sum()) / 2
    persons = pd.Series(judged.true_mentions()[judged.scored()]).value_counts()
    return {
        "candidates": others / max(mentions, 1),
        "true pairs among them": kept / max(float((persons * (persons - 1) / 2).sum()), 1.0),
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


def _table(at: NDArray[np.int64], items: NDArray[np.int64], shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(items)), items, at), shape=shape)
