"""What a gathering tells the outside: people by key, why each mention is theirs, and what a human should look at.

Everything is said in keys and in words about kinds of evidence, so that no name leaves this room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netsurvey.resolve.clusters import JOIN_AT, reconsidered
from netsurvey.resolve.evidence import EVIDENCE, in_words
from netsurvey.resolve.weighing import BEFORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.resolve.persons import Persons
    from netsurvey.resolve.twins import Twins
    from netsurvey.resolve.weighing import Choice, Weighing

__all__ = ["CERTAIN", "Doubt", "Reason", "SitePeople", "told"]

CERTAIN = 20.0
"""Bits shown for what needs no weighing: a decision, an identical answer."""
_POSSIBLE, _SURE = 0.2, 0.8
_MOST_DOUBTS = 200
_SAYS_NOTHING = 0.05
"""Bits below which a kind of evidence is not worth telling."""
_UNLIKE = (": differs", ": far apart", "initial differs")


class Reason(NamedTuple):
    """One piece of evidence for a mention being its person's."""

    anchor: str
    mention: str
    beside: str
    evidence: str
    bits: float


class Doubt(NamedTuple):
    """Two keys that a human should look at."""

    a: str
    b: str
    probability: float
    reason: str

    @property
    def usefulness(self) -> float:
        """How much an answer would tell, in bits: most where it is even."""
        p = min(max(self.probability, 1e-9), 1 - 1e-9)
        return float(-p * np.log2(p) - (1 - p) * np.log2(1 - p))


@dataclass(slots=True, kw_only=True)
class SitePeople:
    """The people of one site.

    Attributes
    ----------
    anchor, probability
        By key of a form or mention: the key its person is known by, and how probable that is.
    evidence
        Why mentions are with their person.
    doubtful
        What a human should look at, most useful first.
    """

    anchor: dict[str, str] = field(default_factory=dict)
    probability: dict[str, float] = field(default_factory=dict)
    evidence: list[Reason] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)

    def take_in(self, other: SitePeople) -> None:
        """Add the people of another site."""
        self.anchor |= other.anchor
        self.probability |= other.probability
        self.evidence += other.evidence
        self.doubtful += other.doubtful


def told(
    persons: Persons, weighing: Weighing, settled: dict[int, Choice], *, twins: list[Twins], ruled: dict[str, str]
) -> SitePeople:
    """Return the people of a gathering with anchors, probabilities, reasons and doubts.

    Parameters
    ----------
    persons, weighing
        The gathering, which is left as it was.
    settled
        By unit, whom it could mean, where that is known already.
    twins
        Forms that look like one person's.
    ruled
        By key, the decision that joins it with others.
    """
    result = SitePeople()
    anchor_unit = {p: _anchor_unit(persons, units) for p, units in enumerate(persons.members) if units}
    anchor = {p: persons.first_keys[unit] for p, unit in anchor_unit.items()}
    for person in sorted(anchor, key=anchor.__getitem__):
        for unit in sorted(persons.members[person], key=lambda u: (u != anchor_unit[person], persons.first_keys[u])):
            probability = 1.0
            if unit != anchor_unit[person]:
                choice = settled.get(unit) or reconsidered(persons, weighing, unit)
                probability = choice.probability_of(person)
                key = persons.first_keys[unit]
                reasons = _reasons(persons, unit, person, choice, anchor[person])
                result.evidence += [Reason(anchor[person], key, *reason) for reason in reasons]
                if probability < _SURE:
                    result.doubtful.append(Doubt(anchor[person], key, probability, f"joined; {_in_short(reasons)}"))
            for i in persons.units[unit].references:
                for key in persons.references[i].keys:
                    result.anchor[key], result.probability[key] = anchor[person], probability
            result.evidence += [Reason(anchor[person], *row, CERTAIN) for row in _in_unit(persons, unit, ruled)]
    result.doubtful += _kept_apart(persons, weighing, settled, anchor)
    result.doubtful.sort(key=lambda doubt: (-doubt.usefulness, doubt))
    result.doubtful = [*_two_forms(twins, anchor), *result.doubtful][:_MOST_DOUBTS]
    return result


def _anchor_unit(persons: Persons, units: set[int]) -> int:
    """Return the unit a person is known by: the form, else the one that tells most."""
    return min(units, key=lambda u: (not persons.units[u].fixed, -persons.information[u], persons.first_keys[u]))


def _in_unit(persons: Persons, unit: int, ruled: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield why the mentions of one unit are together: key, the key it is with, reason."""
    first = persons.first_keys[unit]
    for i in persons.units[unit].references:
        reference = persons.references[i]
        decided = next((ruled[key] for key in reference.keys if key in ruled), None)
        for key in reference.keys:
            if key == first or reference.is_form:
                continue
            if key in ruled:
                yield key, first, f"decision {ruled[key]}"
            elif first in reference.keys or decided is not None:
                yield key, reference.keys[0], "the respondent wrote the same name elsewhere"
            else:
                yield key, first, "the same words or kin word in one household"


def _reasons(persons: Persons, unit: int, person: int, choice: Choice, anchor: str) -> list[tuple[str, str, float]]:
    """Return what spoke for and against, strongest first: the key it is seen beside, words without names, bits.

    What the person is known by stands first; where it says nothing of the kind, or another mention says the very same,
    that mention is named, so that nobody reads a title into a form that has none.
    """
    own = [persons.references[i].seen for i in persons.units[unit].references]
    others = [
        persons.references[i] for other in persons.members[person] - {unit} for i in persons.units[other].references
    ]
    others.sort(key=lambda r: (anchor not in r.keys, r.keys[0]))
    rows = []
    for kind, bits in choice.told(person).items():
        if abs(bits) < _SAYS_NOTHING:
            continue
        written = next((seen[kind] for seen in own if kind in seen), None)
        beside = {r.seen[kind]: r.keys[0] for r in reversed(others) if kind in r.seen}
        if kind not in EVIDENCE or written is None or not beside:
            rows.append((anchor, kind, bits))
            continue
        told_in_words = {text: in_words(kind, written, text) for text in reversed(beside)}
        text = min(told_in_words, key=lambda text: (text != written, told_in_words[text].endswith(_UNLIKE)))
        rows.append((beside[text], told_in_words[text], bits))
    return sorted(rows, key=lambda row: (-row[2], row[1]))


def _in_short(reasons: list[tuple[str, str, float]]) -> str:
    speaks_for = [reason for _, reason, bits in reasons if bits > 0.5]
    against = [reason for _, reason, bits in reasons if bits < -0.5 and reason != BEFORE]
    short = f"for: {', '.join(speaks_for) or 'little'}"
    return f"{short}; against: {', '.join(against)}" if against else short


def _kept_apart(
    persons: Persons, weighing: Weighing, settled: dict[int, Choice], anchor: dict[int, str]
) -> Iterator[Doubt]:
    """Yield mentions that stayed somebody new although they may well be somebody known."""
    for unit, details in enumerate(persons.units):
        if details.fixed or not persons.is_alone(unit):
            continue
        choice = settled.get(unit) or weighing.choice(unit)
        for at in np.flatnonzero((choice.probability >= _POSSIBLE) & (choice.probability < JOIN_AT)).tolist():
            other = int(choice.persons[at])
            reason = _in_short(_reasons(persons, unit, other, choice, anchor[other]))
            yield Doubt(anchor[other], persons.first_keys[unit], float(choice.probability[at]), f"kept apart; {reason}")


def _two_forms(twins: list[Twins], anchor: dict[int, str]) -> list[Doubt]:
    """Return the doubts about forms that look like one person's."""
    doubts = []
    for pair in twins:
        first, second = sorted((anchor[pair.a], anchor[pair.b]))
        waves = "two forms" if pair.one_wave else "forms of two waves"
        doubts.append(Doubt(first, second, pair.probability, f"{waves} look like one person's"))
    return sorted(doubts, key=lambda doubt: (-doubt.probability, doubt))
