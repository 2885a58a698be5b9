"""What the draws tell the outside: people by key, why each mention is theirs, and what a human should look at.

Everything is said in keys and in words about kinds of evidence, so that no name leaves this room.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netsurvey.resolve import kernel
from netsurvey.resolve.evidence import in_words
from netsurvey.resolve.facts import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.consensus import Agreement
    from netsurvey.resolve.facts import Board
    from netsurvey.resolve.memory import Facts, Memory
    from netsurvey.resolve.twins import Twins

__all__ = ["CERTAIN", "Doubt", "Reason", "SitePeople", "Teller"]

CERTAIN = 20.0
"""Bits shown for what needs no weighing: a decision, an identical answer."""
BEFORE = "how often they are named"
"""The word for what is expected before names are compared."""
_EXPECTED = {
    "street": "lives in the respondent's street",
    "surname": "has the respondent's surname",
    "age": "is of a likely age for the relation",
}
_KINDS = (
    *ATTRIBUTES,
    *(_EXPECTED.get(kind, kind) for kind in ATTRIBUTES),
    "kin word in one household",
    "answered in another wave",
    "how common the whole name is",
    BEFORE,
)
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
    keys, labels
        Every key, and for each draw and key the number of one that is the same person, the same for all of them.
    evidence
        Why mentions are with their person.
    doubtful
        What a human should look at, most useful first.
    """

    anchor: dict[str, str] = field(default_factory=dict)
    probability: dict[str, float] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    labels: NDArray[np.int32] = field(default_factory=lambda: np.zeros((0, 0), np.int32))
    evidence: list[Reason] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)


Seen = dict[str, dict[str, list[tuple[int, str]]]]


@dataclass(frozen=True, kw_only=True)
class Teller:
    """One site, settled.

    Attributes
    ----------
    board, facts
        What is known.
    memory
        Everybody where they belong.
    clusters
        By unit: the number of its person.
    labels, agreement
        The draws.
    """

    board: Board
    facts: Facts
    memory: Memory
    clusters: NDArray[np.int64]
    labels: NDArray[np.int32]
    agreement: Agreement

    def told(self, *, twins: list[Twins], ruled: dict[str, str]) -> SitePeople:
        """Return the people with anchors, probabilities, reasons and doubts.

        Parameters
        ----------
        twins
            Forms that look like one person's.
        ruled
            By key, the decision that joins it with others.
        """
        result = SitePeople()
        keys = [self.board.keys_of(unit) for unit in range(len(self.clusters))]
        first_key = [min(several) for several in keys]
        members: dict[int, list[int]] = {}
        for unit, cluster in enumerate(self.clusters.tolist()):
            members.setdefault(cluster, []).append(unit)
        anchor_unit = self._anchors(members, first_key)
        anchors = np.array([anchor_unit[c] for c in self.clusters.tolist()])
        probability = (self.labels == self.labels[:, anchors]).mean(axis=0)
        for cluster in sorted(members, key=lambda c: first_key[anchor_unit[c]]):
            units, anchor = members[cluster], first_key[anchor_unit[cluster]]
            seen = self._seen(units, anchor)
            for unit in sorted(units, key=lambda u: (u != anchor_unit[cluster], first_key[u])):
                if unit != anchor_unit[cluster]:
                    key = first_key[unit]
                    reasons = self._reasons(unit, cluster, seen, anchor)
                    result.evidence += [Reason(anchor, key, *reason) for reason in reasons]
                    if probability[unit] < _SURE:
                        said = f"joined; {_in_short(reasons)}"
                        result.doubtful.append(Doubt(anchor, key, float(probability[unit]), said))
                for key in keys[unit]:
                    result.anchor[key], result.probability[key] = anchor, float(probability[unit])
                result.evidence += [
                    Reason(anchor, *row, CERTAIN) for row in self._in_unit(unit, first_key[unit], ruled)
                ]
        result.doubtful += self._kept_apart(members, first_key, anchor_unit)
        result.doubtful.sort(key=lambda doubt: (-doubt.usefulness, doubt))
        result.doubtful = [*_two_forms(twins, first_key), *result.doubtful][:_MOST_DOUBTS]
        begin = np.cumsum([0, *map(len, keys)])
        result.keys = [key for several in keys for key in several]
        result.labels = np.repeat(begin[self.labels], np.diff(begin), axis=1).astype(np.int32)
        return result

    def weighed(self, unit: int, cluster: int) -> list[tuple[str, str, float]]:
        """Return what speaks for and against a unit being the person of a cluster, strongest first."""
        units = np.flatnonzero(self.clusters == cluster).tolist()
        anchor = min(min(self.board.keys_of(u)) for u in units if self.facts.fixed[u] or len(units) == 1 or u != unit)
        return self._reasons(unit, cluster, self._seen([*units, unit], anchor), anchor)

    def _anchors(self, members: dict[int, list[int]], first_key: list[str]) -> dict[int, int]:
        """Return the unit each person is known by: the form, else the one most surely theirs."""
        lump, size = self.agreement.lump, self.agreement.size
        of_lump = self.clusters[self.agreement.first]
        together = size.astype(float).copy()
        same = of_lump[self.agreement.a] == of_lump[self.agreement.b]
        a, b, share = self.agreement.a[same], self.agreement.b[same], self.agreement.share[same]
        np.add.at(together, a, share * size[b])
        np.add.at(together, b, share * size[a])
        rank = np.round(together, 1)

        def order(unit: int) -> tuple[bool, float, str]:
            return (
                not self.facts.fixed[unit],
                -float(rank[lump[unit]]),
                hashlib.sha256(first_key[unit].encode()).hexdigest(),
            )

        return {cluster: min(units, key=order) if len(units) > 1 else units[0] for cluster, units in members.items()}

    def _seen(self, units: list[int], anchor: str) -> Seen:
        """Return by kind and text which units say it, with a key, those the person is known by first."""
        seen: Seen = {}
        if len(units) == 1:
            return seen
        references = [(unit, self.board.references[i]) for unit in units for i in self.board.units[unit].references]
        references.sort(key=lambda pair: (anchor not in pair[1].keys, pair[1].keys[0]))
        for unit, reference in references:
            for kind, text in reference.seen.items():
                told = seen.setdefault(kind, {}).setdefault(text, [])
                if len(told) < 2 and all(unit != other for other, _ in told):
                    told.append((unit, reference.keys[0]))
        return seen

    def _reasons(self, unit: int, cluster: int, seen: Seen, anchor: str) -> list[tuple[str, str, float]]:
        """Return what spoke for and against, strongest first: the key it is seen beside, words without names, bits.

        What the person is known by stands first; where it says nothing of the kind, or another mention says the very
        same, that mention is named, so that nobody reads a title into a form that has none.
        """
        bits = np.zeros(len(_KINDS))
        kernel.explain(*self.memory, unit, cluster, bits)
        own = [self.board.references[i].seen for i in self.board.units[unit].references]
        rows = []
        for number in np.flatnonzero(np.abs(bits) >= _SAYS_NOTHING).tolist():
            kind = _KINDS[number]
            written = next((said[kind] for said in own if kind in said), "")
            told = seen.get(kind, {}) if written else {}
            if same := _another(told.get(written, ()), unit):
                rows.append((same, in_words(kind, written, written), float(bits[number])))
                continue
            others = {text: key for text, several in told.items() if (key := _another(several, unit))}
            if not others:
                rows.append((anchor, kind, float(bits[number])))
                continue
            in_text = {text: in_words(kind, written, text) for text in others}
            text = min(in_text, key=lambda text: in_text[text].endswith(_UNLIKE))
            rows.append((others[text], in_text[text], float(bits[number])))
        return sorted(rows, key=lambda row: (-row[2], row[1]))

    def _in_unit(self, unit: int, first: str, ruled: dict[str, str]) -> Iterator[tuple[str, str, str]]:
        """Yield why the mentions of one unit are together: key, the key it is with, reason."""
        for i in self.board.units[unit].references:
            reference = self.board.references[i]
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

    def _kept_apart(
        self, members: dict[int, list[int]], first_key: list[str], anchor_unit: dict[int, int]
    ) -> Iterator[Doubt]:
        """Yield pairs of persons that may well be one, each once, by the mentions most often together."""
        agreement = self.agreement
        of_lump = self.clusters[agreement.first]
        first, second = of_lump[agreement.a], of_lump[agreement.b]
        open_pairs = np.flatnonzero((first != second) & (agreement.share >= _POSSIBLE))
        open_pairs = open_pairs[np.argsort(-agreement.share[open_pairs], kind="stable")][: 5 * _MOST_DOUBTS]
        met: set[tuple[int, int]] = set()
        for at in open_pairs.tolist():
            one, other = sorted((int(first[at]), int(second[at])))
            if (one, other) in met:
                continue
            met.add((one, other))
            smaller, larger = sorted((one, other), key=lambda c: (len(members[c]), first_key[anchor_unit[c]]))
            lump, opposite = agreement.a[at], agreement.b[at]
            if of_lump[lump] != smaller:
                lump, opposite = opposite, lump
            if self.facts.fixed[agreement.first[lump]]:  # a form joins nobody: ask whether the other is this respondent
                lump, larger = opposite, smaller
            unit = int(agreement.first[lump])
            anchor = first_key[anchor_unit[larger]]
            reasons = self._reasons(unit, larger, self._seen([*members[larger], unit], anchor), anchor)
            said = f"kept apart; {_in_short(reasons)}"
            yield Doubt(anchor, first_key[unit], round(float(agreement.share[at]), 6), said)


def _another(told: Sequence[tuple[int, str]], unit: int) -> str:
    """Return the key of the first that another unit told, empty where there is none."""
    return next((key for other, key in told if other != unit), "")


def _in_short(reasons: list[tuple[str, str, float]]) -> str:
    speaks_for = [reason for _, reason, bits in reasons if bits > 0.5]
    against = [reason for _, reason, bits in reasons if bits < -0.5 and reason != BEFORE]
    short = f"for: {', '.join(speaks_for) or 'little'}"
    return f"{short}; against: {', '.join(against)}" if against else short


def _two_forms(twins: list[Twins], first_key: Sequence[str]) -> list[Doubt]:
    """Return the doubts about forms that look like one person's."""
    doubts = []
    for pair in twins:
        first, second = sorted((first_key[pair.a], first_key[pair.b]))
        waves = "two forms" if pair.one_wave else "forms of two waves"
        doubts.append(Doubt(first, second, pair.probability, f"{waves} look like one person's"))
    return sorted(doubts, key=lambda doubt: (-doubt.probability, doubt))
