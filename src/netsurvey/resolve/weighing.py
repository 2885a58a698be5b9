"""Whom a reference could mean, with a probability for each and the bits it comes from.

What was written is weighed by :mod:`~netsurvey.resolve.model`; here come the respondent's own circumstances and how
often somebody is named at all. A bare common given name is barred from deciding anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.persons import FAITH, GIVEN, KNOWN_FROM, STREET, SURNAME, TITLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.resolve.persons import Persons
    from netsurvey.resolve.popularity import Habits, Popularity

__all__ = ["BEFORE", "ENOUGH_BESIDES", "Choice", "Weighing"]

BEFORE = "how often they are named"
"""The word for what is expected before names are compared."""
_OWN_STREET = "lives in the respondent's street"
_SAME_KIN = 9.0
"""Bits for "my mum" of two people of one household."""
_OTHER_KIN = -12.0
"""Bits against a respondent calling one person by two kin words."""
_OTHER_WAVE = -3.0
"""Bits against a form of another wave: the same person's form of this wave is the likelier one."""
ENOUGH_BESIDES = 2.0
"""Bits that must speak for a person beside a common given name."""
_A_TOWN = 1000.0
"""People among whom a rare name has no second bearer: those named need not live where the survey was."""
_SOMETHING = 0.5
"""Bits a title or trade must be worth before it is asked who tells it."""
_SPREAD_IN_QUESTION = 60.0
"""Mentions it takes until a question's own favourites outweigh those of the whole survey."""

Bits = dict[str, "NDArray[np.float64]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Whom a unit could mean: persons with probability and bits by kind of evidence; the rest is somebody new."""

    persons: NDArray[np.intp]
    probability: NDArray[np.float64]
    bits: Bits

    def best(self, at_least: float) -> int | None:
        """Return the likeliest person if it is likely enough."""
        if not len(self.persons):
            return None
        at = int(np.argmax(self.probability))
        return int(self.persons[at]) if self.probability[at] >= at_least else None

    def probability_of(self, person: int) -> float:
        """Return how probable one person is."""
        return float(self.probability[self.persons == person].sum())

    def told(self, person: int) -> dict[str, float]:
        """Return the bits for one person by kind of evidence."""
        at = self.persons == person
        return {kind: float(bits[at][0]) for kind, bits in self.bits.items() if at.any()}


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What is expected before names are compared, for one site.

    Attributes
    ----------
    persons
        The persons there are so far.
    popularity, habits
        How mentions spread over people, and what respondents do when they name somebody.
    residents
        How many people live there, as far as is known.
    twins
        By person, the group of those whose forms look like one person's.
    """

    persons: Persons
    popularity: Popularity
    habits: Habits
    residents: float
    twins: dict[int, int]

    @property
    def unseen(self) -> float:
        """How many residents nobody has named."""
        return max(self.residents - self.persons.named, 1.5 * len(self.persons.of_form), 10.0)

    @property
    def somebody_new(self) -> float:
        """How many mentions' worth of belief goes to people nobody has named."""
        return self.popularity.concentration + self.popularity.discount * self.persons.named

    def choice(self, unit: int) -> Choice:
        """Weigh everybody a unit could mean, which must be alone in its person or in none."""
        everybody = self.persons
        persons = np.array(sorted(everybody.candidates(unit)), dtype=np.intp)
        if not len(persons):
            return Choice(persons=persons, probability=np.zeros(0), bits={})
        bits: Bits = {}
        members = everybody.units[unit].references
        for i in members:
            for a, code in enumerate(everybody.codes[i]):
                if code >= 0:
                    attribute = everybody.attributes[a]
                    found = attribute.bits[everybody.rows[a, persons], code].astype(float)
                    if a in {TITLE, KNOWN_FROM}:
                        for at in np.flatnonzero(found > _SOMETHING).tolist():
                            found[at] *= not everybody.only_lent(i, a, int(persons[at]))
                    bits[attribute.name] = bits[attribute.name] + found if attribute.name in bits else found
        told_by = next((i for i in members if not everybody.references[i].is_form), members[0])
        self._circumstances(bits, told_by, persons)
        form = everybody.references[told_by].form
        own = everybody.named_by.get(form, {}).keys() - {int(everybody.of[unit])}
        close = everybody.close_to(form)
        bits[BEFORE] = self._before(told_by, persons, own, close)
        total = np.sum(list(bits.values()), axis=0)
        total[self._is_only_a_common_name(told_by, persons, bits, own | close)] = -60.0
        weights = np.exp2(np.clip(total, -60, 60))
        self._settle_twins(weights, persons, everybody.waves[form])
        return Choice(persons=persons, probability=weights / (1 + weights.sum()), bits=bits)

    def _settle_twins(self, weights: NDArray[np.float64], persons: NDArray[np.intp], wave: str) -> None:
        """Give what speaks for persons whose forms look like one person's to one of them, of this wave if possible."""
        groups: dict[int, list[int]] = {}
        for at, person in enumerate(persons.tolist()):
            if person in self.twins:
                groups.setdefault(self.twins[person], []).append(at)
        for several in groups.values():
            best = min(several, key=lambda at: (wave not in self.persons.waves_of[persons[at]], persons[at]))
            together = weights[several].sum()
            weights[several] = 0.0
            weights[best] = together

    def _circumstances(self, bits: Bits, told_by: int, persons: NDArray[np.intp]) -> None:
        """Add what the respondent's own street, surname, household and wave say about whom they mean."""
        everybody, reference = self.persons, self.persons.references[told_by]
        home = everybody.codes[everybody.home[reference.form]]
        if home[STREET] >= 0 and "street" not in reference.seen:
            share = self.habits.street_share(reference.relation)
            same = np.exp2(everybody.attributes[STREET].bits[everybody.rows[STREET, persons], home[STREET]])
            bits[_OWN_STREET] = np.log2(1 - share + share * same.astype(float))
        if home[SURNAME] >= 0 and reference.relation in {"family", "household"} and "surname" not in reference.seen:
            share = self.habits.own_surname
            same = np.exp2(everybody.attributes[SURNAME].bits[everybody.rows[SURNAME, persons], home[SURNAME]])
            bits["has the respondent's surname"] = np.log2(1 - share + share * same.astype(float))
        if reference.kin and reference.kin != "family":
            kin = np.array([self._kin_bits(p, told_by) for p in persons.tolist()])
            if kin.any():
                bits["kin word in one household"] = kin
        wave = everybody.waves[reference.form]
        elsewhere = np.array([bool(w) and wave not in w for w in (everybody.waves_of[p] for p in persons.tolist())])
        if elsewhere.any():
            bits["answered in another wave"] = np.where(elsewhere, _OTHER_WAVE, 0.0)

    def _kin_bits(self, person: int, told_by: int) -> float:
        """Compare kin words: one household's mum is one person, and nobody's mum is their dad as well."""
        everybody, reference = self.persons, self.persons.references[told_by]
        household = everybody.households[reference.form]
        others = [everybody.references[i] for u in everybody.members[person] for i in everybody.units[u].references]
        told = [o for o in others if o.kin and o.kin != "family"]
        if any(o.form == reference.form and o.kin != reference.kin for o in told):
            return _OTHER_KIN
        at_home = (o.form == reference.form or (household and everybody.households[o.form] == household) for o in told)
        return _SAME_KIN if any(h and o.kin == reference.kin for h, o in zip(at_home, told, strict=True)) else 0.0

    def _before(self, told_by: int, persons: NDArray[np.intp], own: set[int], close: set[int]) -> NDArray[np.float64]:
        """Return the bits for each person, against somebody new, before any name is compared.

        Many namers make somebody the likelier councillor, never the likelier mother or next-door neighbour.
        """
        everybody, discount = self.persons, self.popularity.discount
        reference = everybody.references[told_by]
        most = 1.0 if reference.is_nameless or reference.relation in {"family", "household"} else np.inf
        all_mentions = everybody.mentions + self.popularity.concentration
        new = self.somebody_new / all_mentions
        chance = np.maximum(np.minimum(everybody.namers[persons], most) - discount, 1e-9) / all_mentions
        chance[(everybody.namers[persons] == 0) & everybody.is_fixed[persons]] = new / self.unseen
        asked = everybody.asked[told_by]
        if len(asked):
            here = np.minimum(everybody.namers_in[asked[:, None], persons], most).sum(axis=0) / len(asked)
            all_here = everybody.mentions_in[asked].mean() + _SPREAD_IN_QUESTION
            rest = (_SPREAD_IN_QUESTION + discount * everybody.named_in[asked].mean()) / all_here
            chance = np.maximum(here - discount, 0.0) / all_here + rest * chance
            new *= rest
        at_home = 0.4 if reference.relation == "household" else 0.1
        for group, share in ((own, self.habits.again), (close, at_home)):
            if group:
                chance = (1 - share) * chance + share * _among(persons, group) / len(group)
                new *= 1 - share
        result: NDArray[np.float64] = np.log2(chance / new)
        return result

    def _is_only_a_common_name(
        self, told_by: int, persons: NDArray[np.intp], bits: Bits, close: set[int]
    ) -> NDArray[np.bool_]:
        """Return for which persons nothing but a common given name speaks; such never become one person.

        That holds whichever side lacks the surname. A reference without any name needs more than a street, which
        kin and neighbours share with whoever speaks of them.
        """
        everybody, given = self.persons, self.persons.codes[told_by][GIVEN]
        if given >= 0 and max(self.residents, _A_TOWN) * 2.0 ** -everybody.attributes[GIVEN].rarity(given) < 1:
            return np.zeros(len(persons), dtype=bool)
        one_name = (everybody.rows[SURNAME, persons] == 0) & (everybody.rows[FAITH, persons] == 0)
        codes = everybody.codes[told_by]
        if codes[SURNAME] < 0 and codes[FAITH] < 0:
            one_name[:] = True
        passed_over = {"given name", "gender", BEFORE}
        if everybody.references[told_by].is_nameless:
            passed_over |= {"street", _OWN_STREET}
        besides = sum(
            (found for kind, found in bits.items() if kind not in passed_over),
            start=np.zeros(len(persons)),
        )
        barred: NDArray[np.bool_] = one_name & (besides < ENOUGH_BESIDES)
        return barred & ~_among(persons, close) if given >= 0 else barred


def _among(persons: NDArray[np.intp], group: set[int]) -> NDArray[np.bool_]:
    return np.fromiter((p in group for p in persons.tolist()), dtype=bool, count=len(persons))
