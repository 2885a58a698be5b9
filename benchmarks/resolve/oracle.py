"""The most that could be known: an oracle with the list of residents, to show where the information runs out.

It knows who lives where, everybody's usual name, family, office and fame, and the odds with which names are written,
answers are wrong and well known people come to mind. It does not know friendships, and not the answer. What one
respondent writes alike under several questions is weighed together; then each name goes to the most probable resident,
the surest first, and somebody already named comes to mind more easily than a stranger.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from benchmarks.resolve.handwriting import KIN_KINDS, kin_ways, tails, ways
from benchmarks.resolve.independent import MOST, QUESTIONS, Acquaintance, circle
from benchmarks.resolve.measures import normalised
from benchmarks.resolve.townsfolk import OFFICES, Bond, liking
from benchmarks.resolve.traditions import SPELLINGS
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from netsurvey.tables import MENTION_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.resolve.independent import Asked, Invented
    from benchmarks.resolve.townsfolk import Resident
    from numpy.typing import NDArray

    from netsurvey.tables import Roster, Survey

    Odds = Mapping[int, Mapping[str, tuple[float, float]]]

__all__ = ["Oracle"]

_UNLIKELY = 1e-4
_AGAIN = 0.3  # how often a further name of a respondent means somebody they named under another question
_FRIENDS = 4.4  # how many friends a resident has in the mean
_FRIENDLY, _NEAR, _FAR = {"friend", "mate", "pal"}, {"neighbour", "lives near"}, {"acquaintance", "local", "friend"}
_TAILS = r" (?:next door|(?:over|across) the road|at (?:number|no) \d+|(?:from the |at the )?(?:{}))$"
_HEARD = {normalised(form): normalised(name) for name, forms in SPELLINGS.items() for form in forms}
_SHORT = {"st": "street", "rd": "road", "ave": "avenue", "ln": "lane", "cres": "crescent"}


class _Said(NamedTuple):
    """One mention: where it stands, what is written and what is told about it."""

    row: int
    street: int
    text: str
    question: str
    relation: str
    age: str
    gender: str


class Oracle:
    """Says who is meant on the forms of one invented town.

    Parameters
    ----------
    invented
        The town, its respondents and how they were asked.
    """

    def __init__(self, invented: Invented) -> None:
        self.invented = invented
        self.town, self.settings = invented.town, invented.settings
        self.acquaintance = Acquaintance(invented.town)
        self.asked = {asked.key: asked for asked in QUESTIONS}
        self.streets = {normalised(name): number for number, name in enumerate(invented.town.streets)}
        self.venues = _gathered((one.venue, one.number) for one in self.town.residents if one.venue)
        self.tail = re.compile(_TAILS.format("|".join(sorted(normalised(venue) for venue in self.venues))))
        self._texts: dict[tuple[int, str], dict[str, float]] = {}
        self.bearers = _gathered(
            (text, one.number) for one in self.town.residents for text in self.texts(one, "friend")
        )

    def persons(self, survey: Survey, roster: Roster) -> NDArray[np.object_]:
        """Return who is meant by each mention of the survey, in its order."""
        key = list(MENTION_KEY)
        rows = survey.mentions[[*key, "kind"]].merge(roster.mentions, on=key, how="left").fillna("")
        rows["plain"] = rows["name"].map(normalised)
        self.slips = self._slips(sorted(set(rows["plain"])))
        tellers = dict(zip(self.invented.forms["respondent_id"], self.invented.tellers, strict=True))
        found = np.array([f"nobody known {number}" for number in range(len(rows))], dtype=object)
        forms: dict[str, list[_Said]] = defaultdict(list)
        for row, said in enumerate(rows.astype(str).to_dict("records")):
            if said["kind"] == "person":
                street = self.streets.get(_street(said["street"]), -1)
                about = (said[name] for name in ("plain", "question", "relation", "age", "gender"))
                forms[said["respondent_id"]].append(_Said(row, street, *about))
        for form, mentions in forms.items():
            for row, number in _Teller(self, self.town.residents[tellers[form]]).meant(mentions):
                found[row] = self.town.residents[number].person
        return found

    def texts(self, one: Resident, kind: str) -> dict[str, float]:
        """Return how likely each text is when somebody of a kind is written down."""
        if (one.number, kind) not in self._texts:
            self._texts[one.number, kind] = _plain(ways(one, kind, self.settings.habits))
        return self._texts[one.number, kind]

    def readings(self, text: str) -> Iterator[tuple[str, str, float]]:
        """Yield what may stand behind a text: the name, its tail, and how likely it was spoilt so."""
        for name, tail in {text: "", self.tail.sub("", text): self._tail_of(text)}.items():
            yield name, tail, 1.0
            for other in _respelt(name):
                yield other, tail, self.settings.habits.respelt
            for other in self.slips.get(name, ()):
                yield other, tail, self.settings.habits.typo / 20

    def _tail_of(self, text: str) -> str:
        found = self.tail.search(text)
        return found.group().strip() if found else ""

    def _slips(self, written: Sequence[str]) -> Mapping[str, list[str]]:
        """Return known texts one slip away from what is not known otherwise."""
        names = {name for text in written for name in (text, self.tail.sub("", text))}
        unknown = sorted(name for name in names if not any(text in self.bearers for text in (name, *_respelt(name))))
        known = list(self.bearers)
        found: dict[str, list[str]] = {}
        for start in range(0, len(unknown), 100):
            some = unknown[start : start + 100]
            near = cdist(some, known, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) <= 1
            found |= {
                name: [known[place] for place in np.flatnonzero(row)] for name, row in zip(some, near, strict=True)
            }
        return found


class _Teller:
    """One respondent, and whom they may mean."""

    def __init__(self, oracle: Oracle, one: Resident) -> None:
        self.oracle, self.one = oracle, one
        acquaintance = oracle.acquaintance
        bonds = circle(oracle.town, one, acquaintance.streets, acquaintance.clans)
        by_house = [bond for bond in bonds if bond.kind != "friend"]
        near = [number for number in acquaintance.streets[one.street] if number != one.number]
        self.bonds = {bond.whom: bond for bond in by_house} | {
            number: Bond(whom=number, kind="neighbour", word="neighbour")
            for number in near
            if abs(oracle.town.residents[number].house - one.house) <= 3 and number not in acquaintance.clans[one.clan]
        }
        self.size = {kind: sum(bond.kind == kind for bond in self.bonds.values()) for kind in MOST}
        self.kin_texts = {
            number: _plain(kin_ways(oracle.town.residents[number], bond))
            for number, bond in self.bonds.items()
            if bond.kind in KIN_KINDS
        }
        self.civic = {
            key: dict(zip(acquaintance.known.tolist(), acquaintance.civic(one, asked).tolist(), strict=True))
            for key, asked in oracle.asked.items()
        }

    def meant(self, mentions: Sequence[_Said]) -> Iterator[tuple[int, int]]:
        """Yield the row and the resident of each mention, the surest first."""
        alike: dict[str, list[_Said]] = defaultdict(list)
        for said in mentions:
            alike[said.text].append(said)
        weighed = [(group, self._odds(text, group)) for text, group in alike.items()]
        named: dict[int, set[str]] = {}
        while weighed:
            choices = [self._best(group, odds, named) for group, odds in weighed]
            surest = max(range(len(choices)), key=lambda place: choices[place][1])
            number, certainty = choices[surest]
            group, _ = weighed.pop(surest)
            if certainty > 0:
                named.setdefault(number, set()).update(said.question for said in group)
                yield from ((said.row, number) for said in group)

    def _best(
        self,
        group: Sequence[_Said],
        odds: Mapping[int, Mapping[str, tuple[float, float]]],
        named: Mapping[int, set[str]],
    ) -> tuple[int, float]:
        """Return the most probable resident and how probable."""
        questions = {said.question for said in group}
        weight: dict[int, float] = {}
        for number, kinds in odds.items():
            if questions & named.get(number, set()):
                continue
            prior = sum(before for before, _ in kinds.values())
            again = _AGAIN / len(named) if number in named else 0.0
            weight[number] = sum(
                likely * ((1 - _AGAIN) * before + again * before / prior) for before, likely in kinds.values()
            )
        if not weight or sum(weight.values()) <= 0:
            return -1, 0.0
        best = max(weight, key=lambda number: (weight[number], -number))
        return best, weight[best] / sum(weight.values())

    def _odds(self, text: str, group: Sequence[_Said]) -> Odds:
        """Return by resident and kind of bond how likely they come to mind, and how likely they are written so."""
        found: dict[int, dict[str, tuple[float, float]]] = {}
        for number, kinds in self._written(text).items():
            one = self.oracle.town.residents[number]
            about = math.prod(self._about(one, said) for said in group)
            found[number] = {
                kind: (
                    sum(self._prior(one, kind, self.oracle.asked[said.question]) for said in group) / len(group),
                    share * about * math.prod(self._relation(one, kind, said.relation) for said in group),
                )
                for kind, share in kinds.items()
            }
        return found

    def _written(self, text: str) -> dict[int, dict[str, float]]:
        """Return how likely each resident is written so, by kind of bond."""
        habits = self.oracle.settings.habits
        found: dict[int, dict[str, float]] = {}
        for number, texts in self.kin_texts.items():
            slips = {kin: OSA.distance(text, kin) for kin in texts}
            share = sum(texts[kin] * (habits.typo / 20) ** count for kin, count in slips.items() if count <= 1)
            if share > 0:
                kind = self.bonds[number].kind
                found.setdefault(number, {})[kind] = habits.kin_word * share
        for name, tail, spoilt in self.oracle.readings(text):
            for number in self.oracle.bearers.get(name, ()):
                if number == self.one.number:
                    continue
                one = self.oracle.town.residents[number]
                for kind in self._kinds(number):
                    share = spoilt * self.oracle.texts(one, kind).get(name, 0.0)
                    share *= 1 - habits.kin_word if kind in KIN_KINDS else 1.0
                    if tail:
                        share *= habits.placed * _plain(tails(one, self.one, kind)).get(tail, _UNLIKELY)
                    by_kind = found.setdefault(number, {})
                    by_kind[kind] = by_kind.get(kind, 0.0) + share
        return found

    def _kinds(self, number: int) -> tuple[str, ...]:
        bond = self.bonds.get(number)
        if bond is not None and bond.kind in KIN_KINDS:
            return (bond.kind,)
        return ("neighbour", "friend", "civic") if bond is not None else ("friend", "civic")

    def _prior(self, one: Resident, kind: str, asked: Asked) -> float:
        """Return how likely somebody comes to mind under a question as one of a kind."""
        if kind == "civic":
            return float(asked.civic * self.civic[asked.key].get(one.number, 0.0))
        sizes = {kind: min(size, MOST[kind]) for kind, size in self.size.items()} | {"friend": _FRIENDS}
        whole = sum(asked.circle.get(other, 0.0) * size for other, size in sizes.items()) or 1.0
        known = self._friendship(one) if kind == "friend" else sizes[kind] / self.size[kind]
        return float(max((1 - asked.civic) * asked.circle.get(kind, 0.02) * known / whole, 1e-9))

    def _friendship(self, one: Resident) -> float:
        """Return how likely two are friends, as far as street, venue, age and fame tell."""
        acquaintance, town = self.oracle.acquaintance, self.oracle.town
        meet = 0.45 / len(acquaintance.streets[one.street]) if one.street == self.one.street else 0.0
        if one.venue and one.venue == self.one.venue:
            meet += 0.25 / len(self.oracle.venues[one.venue])
        apart = math.dist(town.spots[one.street], town.spots[self.one.street])
        nearby = apart * len(town.streets) ** 0.5 < 1.8
        meet += 0.4 / 8 / len(acquaintance.streets[one.street]) if nearby else 0.0
        return float(min(_FRIENDS * meet * liking(self.one, one) * 4, 0.9))

    def _about(self, one: Resident, said: _Said) -> float:
        """Return how likely the answers about a name are if somebody is meant."""
        settings, chance = self.oracle.settings, 1.0
        if said.street >= 0:
            right = said.street == one.street
            chance *= 1 - settings.wrong_street if right else settings.wrong_street / len(self.oracle.streets)
        if said.age:
            off = abs(int(said.age[:-1]) - min(max(one.age // 10, 1), 9) * 10)
            chance *= {0: 1 - settings.wrong_age, 10: settings.wrong_age / 2}.get(off, _UNLIKELY)
        if said.gender:
            chance *= 0.99 if (said.gender == "f") == (one.sex == "F") else 0.01
        return chance

    def _relation(self, one: Resident, kind: str, word: str) -> float:
        """Return how likely a relation is told if somebody is meant as one of a kind."""
        if not word:
            return 1.0
        if kind in KIN_KINDS:
            return {self.bonds[one.number].word: 0.8, "family": 0.2}.get(word, _UNLIKELY)
        if kind == "civic":
            share = 0.35 if one.office else 0.0
            if word in OFFICES:
                return share if word == one.office else _UNLIKELY
            return (1 - share) / len(_FAR) if word in _FAR else _UNLIKELY
        return 0.4 if word in (_FRIENDLY if kind == "friend" else _NEAR) else _UNLIKELY


def _respelt(text: str) -> Iterator[str]:
    words = text.split(" ")
    for place, word in enumerate(words):
        if word in _HEARD:
            yield " ".join([*words[:place], _HEARD[word], *words[place + 1 :]])


def _plain(chances: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for text, share in chances.items():
        found[normalised(text)] = found.get(normalised(text), 0.0) + share
    return found


def _street(text: str) -> str:
    words = normalised(text).split(" ")
    return " ".join([*words[:-1], _SHORT.get(words[-1], words[-1])])


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, number in pairs:
        if not found[key] or found[key][-1] != number:
            found[key].append(number)
    return dict(found)
