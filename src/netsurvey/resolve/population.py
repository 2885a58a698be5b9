"""Which names people bear outside this study: by decade of birth, by tradition, and what short forms they go by.

A survey of one village sees too few people to learn that Doris is an old name or that Gill goes with Gurpreet. The
tables in `tables/` are small and name their sources; whatever the study itself shows is added by those who use them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DECADES", "commonness", "is_listed_surname", "share_by_decade", "short_forms", "traditions"]

DECADES = np.arange(1904, 2000, 10)
"""Years of birth for which the commonest given names are known."""

_IN_THE_HUNDRED = 0.85
"""Share of a year's babies given one of the hundred commonest names of their sex, about."""
_BEYOND = 0.001
"""Share of a name in a decade in which it was not among the hundred commonest, about."""


def _lines(name: str) -> list[str]:
    text = files("netsurvey.resolve").joinpath("tables", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def share_by_decade() -> dict[str, NDArray[np.float64]]:
    """Return given name -> its share among all born in each of :data:`DECADES`, in England and Wales.

    Shares are read off ranks: the name of rank r is taken to be given in proportion to 1 / (r + 4).

    Examples
    --------
    >>> doris = share_by_decade()["doris"]
    >>> bool(doris[DECADES == 1914] > 10 * doris[DECADES == 1984])
    True
    """
    whole = (1.0 / (np.arange(1, 101) + 4.0)).sum()
    shares: dict[str, NDArray[np.float64]] = {}
    for line in _lines("given_names.csv")[1:]:
        _, name, *ranks = line.split(",")
        of_sex = [_IN_THE_HUNDRED / (int(rank) + 4.0) / whole if rank else _BEYOND for rank in ranks]
        shares[name] = shares.get(name, np.zeros(len(DECADES))) + 0.5 * np.array(of_sex)
    return shares


@cache
def commonness(given: str) -> float:
    """Return the share of people with a given name among all born in the twentieth century; 0 if it is not listed.

    Examples
    --------
    >>> commonness("john") > commonness("desmond") > commonness("zebedee")
    True
    """
    by_decade = share_by_decade().get(given)
    return 0.0 if by_decade is None else float(by_decade.mean())


@cache
def traditions() -> dict[str, dict[str, frozenset[str]]]:
    """Return the lists of "given" names and "surname"s that are usual in each tradition of naming.

    Examples
    --------
    >>> "gurpreet" in traditions()["sikh"]["given"], "patel" in traditions()["hindu"]["surname"]
    (True, True)
    """
    listed: dict[str, dict[str, frozenset[str]]] = {"british": {"given": frozenset(share_by_decade())}}
    here: tuple[str, str] = ("british", "given")
    for line in _lines("traditions.txt"):
        if line.startswith(" "):
            of_tradition = listed.setdefault(here[0], {})
            of_tradition[here[1]] = of_tradition.get(here[1], frozenset()) | set(line.split())
        else:
            tradition, kind = line.split()
            here = (tradition, kind)
    return listed


@cache
def is_listed_surname(word: str) -> bool:
    """Whether a folded word is a common surname of any tradition.

    Examples
    --------
    >>> is_listed_surname("hughes"), is_listed_surname("kowalski"), is_listed_surname("susan")
    (True, True, False)
    """
    return any(word in lists["surname"] for lists in traditions().values())


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Return full given name -> its short forms and other spellings; a form with "+" is also a name in its own right.

    Examples
    --------
    >>> "liz" in short_forms()["elizabeth"], "betty+" in short_forms()["elizabeth"]
    (True, True)
    """
    entries = (line.partition(": ") for line in _lines("short_forms.txt"))
    return {full: tuple(forms.split()) for full, _, forms in entries}
