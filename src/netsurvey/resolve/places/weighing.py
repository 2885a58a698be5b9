"""What speaks for and against a spelling meaning a place, in bits, one small function for each kind of evidence.

A place is known by its spellings so far. Missing words cost little and kinds may be left out; what tells places
apart is a word of one's own, another kind, and standing beside one another in one answer.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netsurvey.resolve.places.words import COMMON, FAMILY_OF

if TYPE_CHECKING:
    from netsurvey.resolve.places.spellings import Spelling, Spellings

__all__ = ["Place", "evidence", "weigh"]

_JOIN = -3.0
"""Bits for a spelling being another way to write a place written once, before it is looked at."""
_OTHER_NAME = -8.0
_SAME_FAMILY, _OTHER_KIND = -1.0, -7.0
_CARELESS = 0.01
"""Mentions beside which the same place is named again in other words."""
_NEVER_BESIDE = 4.0
_ASKED = (-3.0, 1.5)
_SLIP = 1.5
_HABIT = 1.5
"""A slip is the likelier the oftener its place is named, and the less likely the oftener it is made."""
_TRACE = 0.1
"""Less than the weight of anything written."""


@dataclass(slots=True)
class Place:
    """A place as known from its spellings."""

    members: int = 0
    times: int = 0
    weight: float = 0.0
    words: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    initials: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    under: Counter[str] = field(default_factory=Counter)

    def change(self, number: int, spelling: Spelling, sign: int) -> None:
        """Take a spelling in, or with a sign of -1 let it go."""
        weight = sign * spelling.weight
        self.members ^= 1 << number
        self.times += sign * spelling.times
        self.weight += weight
        for word in spelling.written.words:
            self.words[word] += weight
        if spelling.written.kind:
            self.kinds[spelling.written.kind] += weight
        self.initials[spelling.written.initials] += weight
        for question, times in spelling.under.items():
            self.under[question] += sign * times


def weigh(spelling: Spelling, place: Place, spellings: Spellings) -> float:
    """Return the bits for a spelling meaning a place rather than one of its own."""
    return sum(evidence(spelling, place, spellings).values())


def evidence(spelling: Spelling, place: Place, spellings: Spellings) -> dict[str, float]:
    """Return the bits by kind of evidence."""
    return {
        "often named": _JOIN + 0.5 * math.log2(max(place.times, 1)),
        "words": max(_words(spelling, place, spellings), _initials(spelling, place)),
        "kind": _kind(spelling, place, spellings),
        "beside": _beside(spelling, place, spellings),
        "question": _question(spelling, place, spellings),
    }


def _words(spelling: Spelling, place: Place, spellings: Spellings) -> float:
    """Weigh words: a shared one speaks for the place by its rarity, one left out or added a little against.

    To leave out a word or three is one decision, so only the dearest counts.
    """
    prior = place.weight + 1
    bits = 0.0
    explained: set[str] = set()
    for word in spelling.written.words:
        rarity = spellings.rarity.get(word, 8.0)
        gain = math.log2((place.words.get(word, 0.0) + 2.0**-rarity) / prior) + rarity
        explained.add(word)
        for other, alike in spellings.alike.get(word, {}).items():
            if place.words.get(other, 0.0) > _TRACE:
                explained.add(other)
                slip = alike - _HABIT * math.log2(spelling.times) + 0.5 * math.log2(place.times)
                gain = max(gain, math.log2(place.words[other] / prior) + min(slip + _SLIP, rarity))
        bits += gain
    own = [word for word, weight in place.words.items() if weight > _TRACE]
    bits += min((math.log2(1 - place.words[word] / prior) for word in own if word not in explained), default=0.0)
    core = [word for word in own if word not in COMMON and word not in FAMILY_OF]
    return bits if not core or not spelling.written.core or explained & {*core} else bits + _OTHER_NAME


def _initials(spelling: Spelling, place: Place) -> float:
    """Weigh initials: two or more speak for the place whose words begin so, or the other way round."""
    written = spelling.written
    short = written.words[0] if len(written.words) == 1 and not written.kind else ""
    if 2 <= len(short) <= 4 and place.initials.get(short, 0.0) > _TRACE:
        return 4.7 * min(len(short), 3) - 3.3
    if 2 <= len(written.initials) <= 4 and place.words.get(written.initials, 0.0) > place.weight - _TRACE:
        return 4.7 * min(len(written.initials), 3) - 3.3
    return -math.inf


def _kind(spelling: Spelling, place: Place, spellings: Spellings) -> float:
    """Weigh kinds: the same speaks for the place by how rare the kind is, another against, none says nothing."""
    kind = spelling.written.kind
    kinds = {other for other, weight in place.kinds.items() if weight > _TRACE}
    if not kind or not kinds:
        return 0.0
    if kind in kinds:
        return spellings.kind_rarity.get(kind, 5.0)
    near = FAMILY_OF[kind] in {FAMILY_OF[other] for other in kinds}
    near |= bool(kinds & {*spelling.written.words}) or place.words.get(kind, 0.0) > _TRACE
    return _SAME_FAMILY if near else _OTHER_KIND


def _beside(spelling: Spelling, place: Place, spellings: Spellings) -> float:
    """Weigh company: nobody names one place twice in an answer, and two that never meet there may be one."""
    expected = sum(
        times * place.under[question] / spellings.asked[question] for question, times in spelling.under.items()
    )
    met = sum(times for other, times in spelling.beside.items() if place.members >> other & 1)
    bits = min(math.log2(1 + expected), _NEVER_BESIDE)
    if met:
        careless = _CARELESS * min(spelling.times, place.times)
        bits += met * min(math.log2(careless * (1 + 1 / max(expected, 0.3))), -1.0)
    return bits


def _question(spelling: Spelling, place: Place, spellings: Spellings) -> float:
    """Weigh questions: a place is named under its own."""
    asked = sum(spellings.asked.values())
    if not asked or not spelling.under or not place.under:
        return 0.0
    share = {question: answers / asked for question, answers in spellings.asked.items()}
    mine, theirs = spelling.times + 2, place.times + 2
    lift = sum((spelling.under[q] + 2 * s) / mine * (place.under[q] + 2 * s) / theirs / s for q, s in share.items())
    return min(max(math.log2(lift), _ASKED[0]), _ASKED[1])
