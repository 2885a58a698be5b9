"""How common a given name is in a generation: every other Doris is over eighty, and hardly anybody under forty is one.

That two people are both called Doris and are both eighty says less than either fact alone: the one goes with the other.
A Doris of twenty is another matter. What is known of the whole country is mixed with what this study shows, because
fashions differ between communities and arrive late in some.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.nicknames import full_names
from netsurvey.resolve.population import DECADES, share_by_decade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["fashion", "survey_year"]

_AGES = np.arange(2.5, 115.0, 5.0)
_GUESSED_WITHIN = 7.0
"""Standard deviation of a guessed age, in years."""
_TRUST = 15.0
"""How many people of a name the study must show before its own ages count as much as the country's."""
_MOST_BITS = 4.0
_USUAL_YEAR = 2011


def survey_year(waves: Iterable[str]) -> int:
    """Return the year of a survey as its waves tell it, 2011 where they do not.

    Examples
    --------
    >>> survey_year(["2015", "2016"]), survey_year(["1", "2"])
    (2015, 2011)
    """
    told = [int(year) for wave in waves for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", wave)]
    return min(told, default=_USUAL_YEAR)


def fashion(references: Sequence[Reference], year: int = _USUAL_YEAR) -> NDArray[np.float64]:
    """Return how many bits more a given name tells because of the age beside it.

    It tells that a name is out of step with its generation, which makes it rarer than it looks; in step, it is commoner
    than it looks. It cannot tell anything of names the country's table does not list until the study shows several
    people of that name, and it trusts ages only as far as guessed ages can be trusted.

    Parameters
    ----------
    references
        What was observed; only those with a given name and an age are judged.
    year
        Year of the survey, from which years of birth are counted back.

    Returns
    -------
    NDArray[np.float64]
        For each reference log2 of the name's share among people of all ages over its share among those of that age,
        between -4 and 4; 0 where the name or the age is missing.

    Notes
    -----
    A short form stands for each of its full names in proportion. A full name written several times counts once, so that
    one well-known person does not make a fashion, and nobody's own answer is used to judge it.

    Examples
    --------
    >>> from netsurvey.resolve.references import Reference
    >>> def aged(name, age):
    ...     return Reference(keys=["k"], form=0, is_form=False, seen={"given name": name, "age": age})
    >>> old, young = fashion([aged("doris", "85"), aged("doris", "25")], 2011)
    >>> bool(old < 0 < young)
    True
    """
    bits = np.zeros(len(references))
    judged = [
        i for i, r in enumerate(references) if r.seen.get("age") and _is_written_out(r.seen.get("given name", ""))
    ]
    if not judged:
        return bits
    forms = [references[i].seen["given name"] for i in judged]
    bins = _bin_of(np.array([float(references[i].seen["age"]) for i in judged]))
    names = sorted({full for form in set(forms) for full in full_names(form)})
    at = {name: n for n, name in enumerate(names)}
    guessed = np.exp(-0.5 * ((_AGES[:, None] - _AGES[None, :]) / _GUESSED_WITHIN) ** 2)
    guessed /= guessed.sum(axis=1, keepdims=True)

    counts = np.zeros((len(names), len(_AGES)))
    people = {
        (form, references[i].seen.get("surname", ""), b)
        for i, form, b in zip(judged, forms, bins.tolist(), strict=True)
    }
    for form, _, b in sorted(people):
        for full, weight in full_names(form).items():
            counts[at[full], b] += weight
    of_age = counts.sum(axis=0) @ guessed + 1e-3
    of_age /= of_age.sum()
    country = _country(names, year, of_age) @ guessed
    near, total = counts @ guessed, counts.sum(axis=1)

    for k, (i, form) in enumerate(zip(judged, forms, strict=True)):
        b = int(bins[k])
        lift = 0.0
        for full, weight in full_names(form).items():
            n = at[full]
            seen, there = max(near[n, b] - weight * guessed[b, b], 0.0), max(total[n] - weight, 0.0)
            lift += weight * (seen / of_age[b] + _TRUST * country[n, b]) / (there + _TRUST)
        bits[i] = -np.log2(max(lift, 1e-6))
    return np.clip(bits, -_MOST_BITS, _MOST_BITS)


def _country(names: list[str], year: int, of_age: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each name and age how much commoner it is at that age than overall, 1 for names not listed."""
    listed = share_by_decade()
    born = np.clip(year - _AGES, DECADES[0], DECADES[-1])
    result = np.ones((len(names), len(_AGES)))
    for n, name in enumerate(names):
        if name in listed:
            shares = np.interp(born, DECADES, listed[name])
            result[n] = shares / float(shares @ of_age)
    return result


def _bin_of(ages: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.clip(ages // 5.0, 0, len(_AGES) - 1).astype(np.int64)


def _is_written_out(given: str) -> bool:
    return bool(given) and not given.endswith(".")
