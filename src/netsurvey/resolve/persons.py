"""The persons there are so far: what was observed of each, who named them, and how to find them by name.

Everything about a person is counted, not stored as a verdict, so that a reference can be taken out of one person and
put into another and nothing of it stays behind.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from netsurvey.resolve.evidence import EVIDENCE
from netsurvey.resolve.model import Attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netsurvey.resolve.references import Reference

__all__ = ["Persons", "Unit"]

_Item = TypeVar("_Item")
GIVEN, SURNAME, FAITH, STREET, TITLE, KNOWN_FROM = map(
    list(EVIDENCE).index, ("given name", "surname", "religious name", "street", "title", "known from")
)
_NAMES = ("given name", "surname", "religious name")
_PERSONAL = (*_NAMES, "street", "house")


@dataclass(slots=True, kw_only=True)
class Unit:
    """References that are one person beyond doubt: one of them, or several that a decision joined.

    Attributes
    ----------
    references
        Numbers of the references.
    apart
        Numbers of the units that are certainly somebody else.
    fixed
        Whether it holds a form, so that others join it and it joins nobody.
    """

    references: list[int]
    apart: set[int]
    fixed: bool


class Persons:
    """One site's units, each in a person; those with forms are persons from the start.

    Parameters
    ----------
    references
        Every reference of the site.
    units
        The units they form.
    households
        By form number, the household it belongs to; empty where unknown.
    waves
        By form number, the wave it was filled in.
    """

    def __init__(
        self,
        references: Sequence[Reference],
        units: Sequence[Unit],
        *,
        households: Sequence[str],
        waves: Sequence[str],
    ) -> None:
        self.references, self.units, self.households, self.waves = references, units, households, waves
        self.attributes = [Attribute(kind, window(_people_seen(references, kind))) for kind, window in EVIDENCE.items()]
        self.codes = [[a.code[r.seen[a.name]] if a.name in r.seen else -1 for a in self.attributes] for r in references]
        self.home = {r.form: i for i, r in reversed(list(enumerate(references))) if r.is_form}
        questions = {q: i for i, q in enumerate(sorted({q for r in references for q in r.questions}))}
        self.asked = [np.array(sorted(questions[q] for q in r.questions), dtype=np.intp) for r in references]
        self.mentions = sum(not r.is_form for r in references)
        self.mentions_in = np.bincount(np.concatenate([*self.asked, []]).astype(int), minlength=len(questions))
        self.first_keys = [min(references[i].keys[0] for i in unit.references) for unit in units]
        self.information = [max(self._rarity(i) for i in unit.references) for unit in units]

        size = len(units)
        self.of = np.full(size, -1, dtype=np.intp)
        self.members: list[set[int]] = [set() for _ in range(size)]
        self.rows = np.zeros((len(self.attributes), size), dtype=np.intp)
        self.is_fixed = np.zeros(size, dtype=bool)
        self.namers = np.zeros(size)
        self.namers_in = np.zeros((len(questions), size))
        self.named, self.named_in = 0, np.zeros(len(questions))
        self.named_by: dict[int, Counter[int]] = {}
        self.by_name: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
        self.of_form: dict[int, int] = {}
        self.waves_of: list[set[str]] = [set() for _ in range(size)]
        self._roles: list[Counter[tuple[int, int]]] = [Counter() for _ in range(size)]
        self._observed: list[list[Counter[int]]] = [[Counter() for _ in range(size)] for _ in self.attributes]
        self._namers: list[Counter[int]] = [Counter() for _ in range(size)]
        self._namers_in: list[Counter[tuple[int, int]]] = [Counter() for _ in range(size)]
        self._free = list(range(size - 1, -1, -1))
        self._housemates: dict[str, list[int]] = {}
        for form, household in enumerate(households):
            if household:
                self._housemates.setdefault(household, []).append(form)
        for unit in sorted((u for u in range(size) if units[u].fixed), key=self.first_keys.__getitem__):
            self.put(unit)

    def _rarity(self, reference: int) -> float:
        return sum(a.rarity(c) for a, c in zip(self.attributes, self.codes[reference], strict=True) if c >= 0)

    def put(self, unit: int, person: int | None = None) -> None:
        """Make a unit part of a person, or of a new one."""
        if person is None:
            person = self._free.pop()
        self.of[unit] = person
        self.members[person].add(unit)
        self.is_fixed[person] |= self.units[unit].fixed
        self._count(unit, person, 1)

    def take(self, unit: int) -> int:
        """Take a unit out of its person and return which that was."""
        person = int(self.of[unit])
        self.members[person].discard(unit)
        self.of[unit] = -1
        self._count(unit, person, -1)
        if not self.members[person]:
            self._free.append(person)
        return person

    def is_alone(self, unit: int) -> bool:
        """Whether a unit is a person by itself."""
        person = int(self.of[unit])
        return person >= 0 and len(self.members[person]) == 1

    def _count(self, unit: int, person: int, sign: int) -> None:
        touched: set[int] = set()
        for i in self.units[unit].references:
            for a, code in enumerate(self.codes[i]):
                if code >= 0:
                    self._observed[a][person][code] += sign
                    touched.add(a)
            if self._has_family_name(i):
                for a in (TITLE, KNOWN_FROM):
                    _add(self._roles[person], (a, self.codes[i][a]), sign)
            form = self.references[i].form
            if self.references[i].is_form:
                self.of_form[form] = person
                self.waves_of[person].add(self.waves[form])
                continue
            _add(self._namers[person], form, sign)
            _add(self.named_by.setdefault(form, Counter()), person, sign)
            for question in self.asked[i].tolist():
                _add(self._namers_in[person], (question, form), sign)
        self._recount(person)
        for a in touched:
            self._observe(a, person)

    def _has_family_name(self, reference: int) -> bool:
        return self.codes[reference][SURNAME] >= 0 or self.codes[reference][FAITH] >= 0

    def only_lent(self, reference: int, a: int, person: int) -> bool:
        """Whether a title or trade is this person's only by mentions that tell no more of them than this one does.

        Three forms' "Father Tom" are one Father Tom, but however many they are, they do not make a priest of Tom Lyle.
        """
        has_more = self.rows[SURNAME, person] != 0 or self.rows[FAITH, person] != 0
        told = self._roles[person][a, self.codes[reference][a]]
        return bool(self.is_fixed[person] and has_more and not told and not self._has_family_name(reference))

    def _recount(self, person: int) -> None:
        before, self.namers[person] = self.namers[person], len(self._namers[person])
        self.named += int(self.namers[person] > 0) - int(before > 0)
        asked = Counter(question for question, _ in self._namers_in[person])
        for question in range(len(self.named_in)):
            then, now = self.namers_in[question, person], asked.get(question, 0)
            if then != now:
                self.namers_in[question, person] = now
                self.named_in[question] += int(now > 0) - int(then > 0)

    def _observe(self, a: int, person: int) -> None:
        before = int(self.rows[a, person])
        after = self.attributes[a].row([c for c, n in self._observed[a][person].items() for _ in range(min(n, 3))])
        if before == after:
            return
        self.rows[a, person] = after
        if a in {GIVEN, SURNAME}:
            index = self.by_name[a]
            for value in self.attributes[a].likely_values(before):
                index[value].discard(person)
            for value in self.attributes[a].likely_values(after):
                index.setdefault(value, set()).add(person)

    def candidates(self, unit: int) -> set[int]:
        """Return the persons whose names leave it open that a unit means them, and those close to the respondent."""
        found: set[int] = set()
        for i in self.units[unit].references:
            reference = self.references[i]
            given, surname = reference.seen.get("given name", ""), reference.seen.get("surname", "")
            if len(given) > 2 or (given and surname):
                found |= self._called(GIVEN, self.codes[i][GIVEN])
            if surname and not given:
                found |= self._called(SURNAME, self.codes[i][SURNAME]) if len(surname) > 2 else set()
            elif surname:
                alike = self._called(SURNAME, self.codes[i][SURNAME])
                found |= alike if given.endswith(".") else {p for p in alike if not self.rows[GIVEN, p]}
            if not reference.is_form:
                found |= self.named_by.get(reference.form, Counter()).keys()
                found |= self.close_to(reference.form)
        return found - self.impossible(unit) - {int(self.of[unit])}

    def _called(self, a: int, code: int) -> set[int]:
        values = self.attributes[a].values_of[code].tolist()
        return set().union(*(self.by_name[a].get(value, ()) for value in values))

    def namesakes(self, person: int) -> set[int]:
        """Return the persons whose given name and surname both may be this person's, as far as they have them."""
        found: list[set[int]] = []
        for a in (GIVEN, SURNAME):
            values = self.attributes[a].likely_values(int(self.rows[a, person]))
            found.append(set().union(*(self.by_name[a].get(value, ()) for value in values)))
        given, surname = found
        if not given:
            return surname - {person}
        if surname:
            given &= surname | {p for p in given if not self.rows[SURNAME, p]}
        return given - {person}

    def close_to(self, form: int) -> set[int]:
        """Return the persons who live with a respondent or are named by those who do."""
        found: set[int] = set()
        for other in self._housemates.get(self.households[form], ()):
            if other != form:
                found |= {self.of_form[other]} | self.named_by.get(other, Counter()).keys()
        return found

    def impossible(self, unit: int) -> set[int]:
        """Return the persons a unit is certainly not: ruled out, in another slot of one question, or the respondent."""
        apart = {int(self.of[other]) for other in self.units[unit].apart}
        named_by = (self.references[i] for i in self.units[unit].references)
        return apart | {self.of_form[r.form] for r in named_by if not r.is_form and r.form in self.of_form}

    def are_apart(self, a: int, b: int) -> bool:
        """Whether two persons are certainly not one."""
        return any(b in self.impossible(unit) for unit in self.members[a]) or any(
            a in self.impossible(unit) for unit in self.members[b]
        )

    def agreement(self, a: int, b: int) -> list[float]:
        """Return the bits for two whole persons being one, by kind of evidence."""
        return [
            attribute.agreement(
                int(self.rows[i, a]),
                int(self.rows[i, b]),
                times=min(self._observed[i][a].total(), self._observed[i][b].total()),
            )
            for i, attribute in enumerate(self.attributes)
        ]


def _people_seen(references: Sequence[Reference], kind: str) -> Counter[str]:
    """Return how many people seem to show each text of a kind of evidence.

    A full name that six forms write is more likely one well-known person than six: it counts as its square root, so
    that neither a name nor a street looks common because somebody is popular.
    """
    if kind not in _PERSONAL:
        return Counter(r.seen[kind] for r in references if kind in r.seen)
    written = Counter((r.seen[kind], *(r.seen.get(part, "") for part in _NAMES)) for r in references if kind in r.seen)
    seen: Counter[str] = Counter()
    for (text, given, *second), times in written.items():
        seen[text] += max(1, round(times**0.5)) if given and any(second) else times
    return seen


def _add(counter: Counter[_Item], item: _Item, sign: int) -> None:
    counter[item] += sign
    if not counter[item]:
        del counter[item]
