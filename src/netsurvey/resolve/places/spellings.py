"""The different ways in which places were written at one site, each once, with how often and beside what.

A spelling, not a mention, is what gets resolved: forty respondents who write "the Glebe" mean one place, and how they
came to write it so is one fact and not forty.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from netsurvey.resolve.places.words import COMMON, KNOWN_WORDS, WrittenPlace, parted, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Spelling", "Spellings"]

_SLIPS = 0.06
"""Words that are miswritten by a letter."""
_LETTER_BITS = 3.5
"""How much one more agreeing letter says."""
_FIRST_LETTER = 3.0
"""How much more seldom the first letter is miswritten."""
_ENDINGS = frozenset(("ing", "er", "ic", "al", "ist"))
_PLAIN = 4.5
_COMMONER = 8
"""A slip is plain, and put right while reading, with this many bits and where the word meant is so much commoner."""
_FEWEST = 40
"""Places a site is thought to have at least, when the rarity of a word is judged."""


@dataclass(slots=True, kw_only=True)
class Spelling:
    """One way of writing a place.

    Attributes
    ----------
    written
        Its parts.
    times
        How often it was written.
    under
        How often under each question.
    beside
        How often it stands in one answer with another, by the number of that one.
    """

    written: WrittenPlace
    times: int = 0
    under: Counter[str] = field(default_factory=Counter)
    beside: Counter[int] = field(default_factory=Counter)

    @property
    def weight(self) -> float:
        """How much it counts among the spellings of a place: one written once may be a slip."""
        return min(1.0, math.log2(1 + self.times) / 3)


class Spellings:
    """All spellings of one site.

    Parameters
    ----------
    texts
        Every mention as written.
    answers
        For every mention, which respondent's answer to which question it stands in; the question is the last part.
    """

    def __init__(self, texts: Sequence[str], answers: Sequence[tuple[str, ...]] | None = None) -> None:
        counted = Counter(texts)
        self._reading = _Reading(counted)
        number: dict[WrittenPlace, int] = {}
        self.of_text: dict[str, int] = {}
        self.all: list[Spelling] = []
        for text in sorted(counted):
            written = self._reading.read(text)
            at = self.of_text[text] = number.setdefault(written, len(number))
            if at == len(self.all):
                self.all.append(Spelling(written=written))
            self.all[at].times += counted[text]
        self.asked: Counter[str] = Counter()
        for answer, spelled in _by_answer(texts, answers or [], self.of_text).items():
            question = answer[-1]
            self.asked[question] += 1
            for a in spelled:
                self.all[a].under[question] += 1
                self.all[a].beside.update(b for b in spelled if a != b)

    def read(self, text: str) -> WrittenPlace:
        """Read a text in the light of the words of this site."""
        return self._reading.read(text)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def alike(self) -> dict[str, dict[str, float]]:
        """Words that may be slips of one another or short forms, with the bits that speak for it."""
        words = sorted({word for spelling in self.all for word in spelling.written.words if word not in COMMON})
        return _alike(words)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Bits by which two places agree that share a word: the fewer names hold it, the more."""
        beside: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        names: set[tuple[str, ...]] = set()
        for spelling in self.all:
            named = tuple(word for word in spelling.written.words if word not in COMMON)
            if spelling.times > 1:
                names.add(named)
            for word in named:
                beside[word].add(tuple(other for other in named if other != word) if spelling.times > 1 else ())
        places = max(len(names), _FEWEST)
        bits = {word: min(8.0, math.log2((places + 1) / len(found))) for word, found in beside.items()}
        return bits | {word: min(2.0, bits.get(word, 2.0)) for word in COMMON}

    @cached_property
    def kind_rarity(self) -> dict[str, float]:
        """Bits by which two places agree that are of one kind."""
        counted = Counter(spelling.written.kind for spelling in self.all if spelling.times > 1)
        places = max(sum(counted.values()), _FEWEST)
        return {
            kind: min(5.0, math.log2(places / (counted[kind] + 1)))
            for kind in {spelling.written.kind for spelling in self.all}
        }

    @cached_property
    def near(self) -> list[list[int]]:
        """For every spelling, the others that may mean the same place."""
        holders: dict[str, set[int]] = defaultdict(set)
        for i, spelling in enumerate(self.all):
            for hook in self.hooks(spelling.written):
                holders[hook].add(i)
        return [
            sorted({j for hook in self.hooks(spelling.written) for j in holders[hook]} - {i})
            for i, spelling in enumerate(self.all)
        ]

    def hooks(self, written: WrittenPlace) -> set[str]:
        """Return what another spelling must share with this one to be weighed at all."""
        named = [word for word in written.words if word not in COMMON] or list(written.words)
        hooks = set(named) | {other for word in named for other in self.alike.get(word, ())}
        if 2 <= len(written.initials) <= 4:
            hooks.add(f"{written.initials}.")
        if len(written.words) == 1 and not written.kind and len(written.words[0]) <= 4:
            hooks.add(f"{written.words[0]}.")
        if written.kind:
            hooks.add(f"kind {written.kind}")
        return hooks


def _by_answer(
    texts: Sequence[str], answers: Iterable[tuple[str, ...]], of_text: Mapping[str, int]
) -> dict[tuple[str, ...], list[int]]:
    """Return the different spellings in every answer."""
    found: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for text, answer in zip(texts, answers, strict=False):
        found[answer].add(of_text[text])
    return {answer: sorted(spelled) for answer, spelled in found.items()}


def _alike(words: list[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    long = [word for word in words if len(word) >= 4]
    distance = process.cdist(long, long, scorer=OSA.distance, score_cutoff=2, dtype=np.int8)
    for a, b in np.argwhere((distance == 1) | (distance == 2)).tolist():
        longer = max(len(long[a]), len(long[b]))
        bits = slip_bits(longer, int(distance[a, b])) - _FIRST_LETTER * (long[a][0] != long[b][0])
        if bits > 0 and not long[a].isdigit():
            found[long[a]][long[b]] = bits
    for short in words:
        for full in words:
            if not full.startswith(short):
                continue
            ends = full[len(short) :]
            if (3 <= len(short) <= 5 and len(ends) >= 3) or (len(short) >= 5 and ends in _ENDINGS):
                found[short][full] = found[full][short] = float(len(short))
    return found


def slip_bits(letters: int, slips: int) -> float:
    """Return what a word says that differs by slips of the pen from one of so many letters.

    The chance of just these slips, against the chance that another word agrees in all other letters.
    """
    return slips * math.log2(_SLIPS / (12 * letters)) + _LETTER_BITS * (letters - slips)


class _Reading:
    """Reads texts by the words of the site: plain slips in rare words are put right, parted words joined."""

    def __init__(self, counted: Mapping[str, int]) -> None:
        self._split = {text: split_words(text) for text in counted}
        self._times: Counter[str] = Counter()
        for text, times in counted.items():
            for word in self._split[text]:
                self._times[word] += times
        self._vocabulary = sorted(self._times, key=lambda word: (-self._times[word], word))
        self._right = self._put_right()
        together = self._run_together(counted)
        self._joined = {pair for pair, is_one in together.items() if is_one}
        self._apart = {a + b: (a, b) for (a, b), is_one in sorted(together.items()) if not is_one}

    def read(self, text: str) -> WrittenPlace:
        words = [self._meant(word) for word in self._split.get(text) or split_words(text)]
        parts = [part for word in words for part in self._apart.get(word, (word,))]
        joined: list[str] = []
        for word in parts:
            if joined and (joined[-1], word) in self._joined:
                joined[-1] += word
            else:
                joined.append(word)
        return parted(joined)

    def _meant(self, word: str) -> str:
        """Return a word put right; one that is new to the site by the nearest that is not."""
        if word not in self._times and word not in KNOWN_WORDS and len(word) > 4:
            slips = 1 + (len(word) > 7)
            best = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=slips)
            self._right.setdefault(word, best[0] if best else word)
        return self._right.get(word, word)

    def _put_right(self) -> dict[str, str]:
        """Return for every word that is plainly a slip what was meant."""
        words = sorted(word for word in self._times if len(word) >= 4 and not word[0].isdigit())
        goals = sorted({*words, *(word for word in KNOWN_WORDS if len(word) >= 4)})
        if not words:
            return {}
        distance = process.cdist(words, goals, scorer=OSA.distance, score_cutoff=2, dtype=np.int8)
        best: dict[str, tuple[float, str]] = {}
        for a, b in np.argwhere((distance == 1) | (distance == 2)).tolist():
            word, goal = words[a], goals[b]
            known = goal in KNOWN_WORDS
            bits = slip_bits(max(len(word), len(goal)), int(distance[a, b])) + 4 * known
            often = self._times[goal] + 10 * (known and len(goal) > 4)
            if word not in KNOWN_WORDS and bits >= _PLAIN and often >= _COMMONER * self._times[word]:
                best[word] = max(best.get(word, (0.0, "")), (bits + math.log2(max(often, 1)), goal))
        right = {word: goal for word, (_, goal) in best.items()}
        return {word: right.get(goal, goal) for word, goal in right.items()}

    def _run_together(self, counted: Mapping[str, int]) -> dict[tuple[str, str], bool]:
        """Return the pairs of words that were also written as one, and whether one is what is meant."""
        pairs: Counter[tuple[str, str]] = Counter()
        for text, times in counted.items():
            for pair in pairwise(self._split[text]):
                pairs[pair] += times
        return {
            (a, b): _COMMONER * times <= self._times[a + b] for (a, b), times in pairs.items() if a + b in self._times
        }
