"""Who is likely to be named by nobody else, told by how they are spoken of and not by what they are called.

A friend whom one leans on, whose street and age one knows, is seldom named on a second form; whoever gets things done,
and is written without either, often is. How often, is read off the full names of the study, and holds for those who
were written less fully.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from netsurvey.resolve.evidence import UNCOMMON
from netsurvey.resolve.full_names import people_by_full_name
from netsurvey.resolve.nicknames import full_names
from netsurvey.resolve.population import commonness
from netsurvey.resolve.standing import BOXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["newness"]

_SELDOMER = {"family": -1.4, "neighbour": -0.7}
"""What a private relation does to the odds of standing on a second form, as a logarithm, before any name is read."""
_FIRMNESS = 2.0
"""How firmly that is believed of each way of speaking: as if it had been seen in eight names."""
_OF_THAT = 0.75
"""How much of what is read off the names counts: popularity and standing tell some of it as well."""
_BARE, _BARE_AND_COMMON = 0.75, 1.25
"""Bits more for somebody new where only a given name was written: whom people call just Dave is seldom widely named."""


def newness(references: Sequence[Reference]) -> NDArray[np.float64]:
    """Return for each reference the bits that speak for somebody new before anybody is looked at.

    They are relative to the average full name of the study, and can be negative. They cannot tell one friend from
    another, and of forms they say nothing.
    """
    bare = np.array([_barely_named(reference) for reference in references], dtype=np.float64)
    bits: NDArray[np.float64] = np.round(_seldom_elsewhere(references), 3) + bare  # the same on every processor
    bits[[reference.is_form for reference in references]] = 0.0
    return bits


def _barely_named(reference: Reference) -> float:
    if reference.has_second_name or reference.has_role:
        return 0.0
    common = max(commonness(full) for full in full_names(reference.seen.get("given name", ""))) >= UNCOMMON
    return _BARE_AND_COMMON if common else _BARE


def _seldom_elsewhere(references: Sequence[Reference]) -> NDArray[np.float64]:
    """Return how much seldomer than the average full name those spoken of like this stand on a second form, in bits.

    Relation, boxes filled in and questions are weighed together by a logistic regression, since who is named for
    getting things done is also seldom family.
    """
    full, elsewhere = _full_names_elsewhere(references)
    told, usual = _ways(references)
    ways = told[full]

    def misfit(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds, off = ways @ weight, weight - usual
        loss = np.logaddexp(0.0, odds).sum() - odds @ elsewhere + _FIRMNESS / 2 * off @ off
        return float(loss), ways.T @ (expit(odds) - elsewhere) + _FIRMNESS * off

    weight = minimize(misfit, usual, jac=True, method="L-BFGS-B").x
    average = float((ways @ weight).mean()) if len(ways) else 0.0
    return np.asarray(_OF_THAT * (average - told @ weight) / np.log(2))


def _full_names_elsewhere(references: Sequence[Reference]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return which mentions give a full name, and for each of them whether another form bears or writes it too."""
    persons = people_by_full_name(references)
    forms: dict[int, set[int]] = {}
    for person, reference in zip(persons, references, strict=True):
        if person is not None:
            forms.setdefault(person, set()).add(reference.form)
    full = {i: person for i, person in enumerate(persons) if person is not None and not references[i].is_form}
    elsewhere = [len(forms[person]) > 1 for person in full.values()]
    return np.array(list(full), dtype=np.intp), np.array(elsewhere, dtype=float)


def _ways(references: Sequence[Reference]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how each reference is spoken of, one column a relation, box and question, and what is usual of each."""
    relations = [_relation(r) for r in references]
    kinds = sorted({*relations, *_SELDOMER})
    questions = sorted({question for r in references for question in r.questions})
    boxes = [r.seen.get("standing", "").split(":")[1:] for r in references]
    columns = [
        np.ones(len(references)),
        *([relation == kind for relation in relations] for kind in kinds),
        *([box in filled for filled in boxes] for box in BOXES),
        *([question in r.questions for r in references] for question in questions),
    ]
    usual = [0.0, *(_SELDOMER.get(kind, 0.0) for kind in kinds), *[0.0] * (len(BOXES) + len(questions))]
    return np.array(columns, dtype=float).T, np.array(usual)


def _relation(reference: Reference) -> str:
    return "family" if reference.is_family else reference.relation
