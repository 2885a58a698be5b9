"""How many people a full name stands for that several forms write: one Desmond Ashcroft, but two or three Balbir Gills.

Taken for one person each, common names would make a large place, or one in which few names are shared by many, look as
if everybody were named again and again.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from netsurvey.resolve.nicknames import full_names
from netsurvey.resolve.origins import together
from netsurvey.resolve.population import commonness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["expected_people", "shares_of_names"]

_OWN = 0.75
"""How much of a surname that one person bears says nothing of whether the next one will."""
_FROM_ELSEWHERE = 50.0
"""People of the country, none of them of a surname written here, who are counted beside those of the study."""


def shares_of_names(references: Sequence[Reference], persons: Sequence[int | None]) -> dict[int, float]:
    """Return for each person what share of people would bear their full name, by its parts.

    Parameters
    ----------
    references
        What was observed.
    persons
        For each of them the number of a person, or none; people of one full name have one number
        (:func:`~netsurvey.resolve.full_names.people_by_full_name`).

    Returns
    -------
    dict[int, float]
        Number of a person -> share of the given name, in any of its forms, times share of the surname; more where the
        two come as a pair. Each number counts once, so that a name is not common because somebody is popular.
    """
    written: dict[int, Counter[tuple[str, str, float]]] = {}
    for person, reference, apart in zip(persons, references, together(references), strict=True):
        if person is not None and reference.full_name:
            written.setdefault(person, Counter())[*reference.full_name, float(apart)] += 1
    givens: Counter[str] = Counter()
    surnames: Counter[str] = Counter()
    named: dict[int, tuple[dict[str, float], str, float]] = {}
    for person, names in written.items():
        _, surname, apart = min(names, key=lambda name: (-names[name], name))
        named[person] = _meant(given for given, _, _ in names), surname, apart
        givens.update(named[person][0])
        surnames[surname] += 1
    everybody = len(named) + _FROM_ELSEWHERE
    usual = {form: (times + _FROM_ELSEWHERE * commonness(form)) / everybody for form, times in givens.items()}
    return {
        person: sum(part * usual[form] for form, part in forms.items())
        * (surnames[surname] - _OWN)
        / everybody
        * 2.0**-apart
        for person, (forms, surname, apart) in named.items()
    }


def expected_people(times: int, *, weight: float, discount: float) -> NDArray[np.float64]:
    """Return of how many people a name stands that so many mentions give, by how many mentions mean them.

    Parameters
    ----------
    times
        Mentions that give the name.
    weight
        How likely the next mention of anybody is to be somebody new of this name, where a person named n times weighs
        n less the discount.
    discount
        How much a single namer is held back (:class:`~netsurvey.resolve.popularity.Popularity`).

    Returns
    -------
    numpy.ndarray
        Shape (times,): the expected number of people whom one mention means, two, and so on.

    Notes
    -----
    A partition of the mentions into m people of sizes n is as likely as ``weight ** m`` times the product of
    (1 - discount)(2 - discount)...(n - 1 - discount): a Pitman-Yor process, of which only one name is looked at
    (Gnedin and Pitman 2005). The sum over all partitions is built up from those of fewer mentions.

    Examples
    --------
    >>> expected_people(2, weight=0.35, discount=0.65)
    array([1. , 0.5])
    """
    if times == 1:
        return np.ones(1)
    sizes = np.arange(1, times + 1)
    together_as_one = np.log(weight) + gammaln(sizes - discount) - gammaln(1 - discount)
    sums = np.zeros(times + 1)
    for n in range(1, times + 1):
        of_first = sizes[:n]
        sums[n] = np.logaddexp.reduce(_log_choose(n - 1, of_first - 1) + together_as_one[:n] + sums[n - of_first])
    return np.asarray(np.exp(_log_choose(times, sizes) + together_as_one + sums[times - sizes] - sums[times]))


def _meant(written: Iterable[str]) -> dict[str, float]:
    """Return the given names that forms of somebody's name may all stand for, with their shares."""
    meant: dict[str, float] = {}
    for form in sorted(set(written)):
        forms = full_names(form)
        meant = {name: meant.get(name, 1.0) * share for name, share in forms.items() if not meant or name in meant}
        meant = meant or dict(forms)
    whole = sum(meant.values())
    return {name: share / whole for name, share in meant.items()}


def _log_choose(n: int, k: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))
