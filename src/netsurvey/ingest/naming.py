"""Which words are given names and which are surnames, as far as this study's own names tell.

"Smith, John" is one person and "Sue, Pat" are two; only knowing the words tells them apart, and nobody knows the words
better than the forms themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from nicknames import NickNamer

from netsurvey.ingest.values import fold
from netsurvey.ingest.vocabulary import COMMON_SURNAMES, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NameSense", "name_words", "own_forms"]


def name_words(text: str) -> list[str]:
    """Return the words of a name as they are compared, without titles.

    Examples
    --------
    >>> name_words("Mrs. Mary-Ann O'Neil")
    ['mary-ann', "o'neil"]
    """
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", fold(text))
    return [word for word in words if word not in TITLES] or words


class NameSense:
    """What the names of one study tell about its words.

    Parameters
    ----------
    names
        Names as written, of respondents and of people mentioned.

    Examples
    --------
    >>> sense = NameSense(["Gosia Nowak", "Jan Nowak"])
    >>> sense.is_given("Gosia"), sense.is_given("Nowak"), sense.is_surname("Nowak")
    (True, False, True)
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._first: Counter[str] = Counter()
        self._last: Counter[str] = Counter()
        for name in names:
            words = name_words(name)
            if 2 <= len(words) <= 3:
                self._first[words[0]] += 1
                self._last[words[-1]] += 1

    def is_given(self, word: str) -> bool:
        """Return whether a word is rather a given name."""
        word = fold(word)
        if self._first[word] != self._last[word]:
            return self._first[word] > self._last[word]
        return _is_known_given(word) and word not in COMMON_SURNAMES

    def is_surname(self, word: str) -> bool:
        """Return whether a word is rather a surname."""
        word = fold(word)
        if self._first[word] != self._last[word]:
            return self._last[word] > self._first[word]
        return word in COMMON_SURNAMES


def own_forms(name: str | None, known_as: str | None) -> frozenset[str]:
    """Return the ways in which somebody may have written their own name, as they are compared.

    A given or familiar name alone is not among them: another Sue is more likely than oneself.

    Examples
    --------
    >>> sorted(own_forms("Mrs Susan Smith", "Suzie"))
    ['s smith', 'susan s', 'susan smith', 'suzie s', 'suzie smith']
    """
    words = name_words(name or "")
    known = name_words(known_as or "")
    forms: set[str] = set()
    if len(words) >= 2:
        given, surname = words[0], words[-1]
        forms |= {" ".join(words), f"{given} {surname}", f"{given} {surname[0]}", f"{given[0]} {surname}"}
        if len(known) == 1:
            forms |= {f"{known[0]} {surname}", f"{known[0]} {surname[0]}"}
    if len(known) >= 2:
        forms.add(" ".join(known))
    return frozenset(forms)


@cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@cache
def _is_known_given(word: str) -> bool:
    return bool(_nicknamer().nicknames_of(word) or _nicknamer().canonicals_of(word))
