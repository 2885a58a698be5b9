"""Full names that are one but for how they are written: what is known of people before it is known who is who.

"Bob Ashdown", "Robert Ashdown" and "Robert Ashdwn" stand for one person here. Taken for three, they would make a study
look as if hardly anybody were named twice, the more so the more carelessly it was written.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from netsurvey.resolve.nicknames import full_names, is_listed_given_name
from netsurvey.resolve.population import is_listed_surname

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netsurvey.resolve.references import Reference

    FullName = tuple[str, str]

__all__ = ["people_by_full_name"]

_SHORTEST_SLIP = 4
"""Letters of a name below which another that differs by one is another name."""


def people_by_full_name(references: Sequence[Reference]) -> list[int | None]:
    """Return for each reference the number of a person of its full name, or none where it gives no full name.

    A name goes to the commonest other whose surname is the same, or one letter off where no list knows it, and whose
    given name is another form of it, or, with the same surname, one letter off. It cannot tell two people of one name,
    nor find who changed a surname.

    Examples
    --------
    >>> from netsurvey.resolve.references import Reference
    >>> written = ["robert ashdown", "robert ashdown", "bob ashdown", "robert ashdwn", "roger ashdown", "bob"]
    >>> parts = [dict(zip(("given name", "surname"), name.split())) for name in written]
    >>> people_by_full_name([Reference(keys=[], form=i, is_form=False, seen=seen) for i, seen in enumerate(parts)])
    [0, 0, 0, 0, 1, None]
    """
    names = [reference.full_name for reference in references]
    person = _persons(Counter(name for name in names if name))
    return [person[name] if name else None for name in names]


def _persons(times: Counter[FullName]) -> dict[FullName, int]:
    """Return the number of a person for each name, the commonest names first.

    Of a person the given names are kept that all forms of theirs can stand for: Bal may be Baljit or Balbir, but who is
    called Bal and Baljit is not Balbir.
    """
    given_slips, surname_slips = (_one_letter_off({name[part] for name in times}) for part in (0, 1))
    of_surname: dict[str, list[int]] = {}
    leaders: list[FullName] = []
    may_be: list[set[str]] = []
    person: dict[FullName, int] = {}
    for name in sorted(times, key=lambda name: (-times[name], name)):
        given, surname = name
        surnames = [surname] if is_listed_surname(surname) else [surname, *surname_slips[surname]]
        slips = () if is_listed_given_name(given) else given_slips[given]
        forms = set(full_names(given))
        alike = (
            number
            for other in surnames
            for number in of_surname.get(other, ())
            if forms & may_be[number] or (other == surname and leaders[number][0] in slips)
        )
        person[name] = number = next(alike, len(leaders))
        if number == len(leaders):
            of_surname.setdefault(surname, []).append(number)
            leaders.append(name)
            may_be.append(forms)
        may_be[number] = forms & may_be[number] or may_be[number]
    return person


def _one_letter_off(words: Iterable[str]) -> dict[str, list[str]]:
    """Return for each word those of the others that differ by one letter, or by two that changed places."""
    long = sorted(word for word in words if len(word) >= _SHORTEST_SLIP)
    apart = cdist(long, long, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    near: dict[str, list[str]] = {word: [] for word in words}
    for i, j in zip(*np.nonzero(apart == 1), strict=True):
        near[long[i]].append(long[j])
    return near
