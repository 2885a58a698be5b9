"""How volunteers write down what respondents told them, with every fault a rate was set for.

One scribe serves one respondent: a name told twice is mostly written the same way twice, as on real forms.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from netsurvey.samples import wording
from netsurvey.samples.naming import short_names
from netsurvey.samples.residents import AGE_BANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from netsurvey.samples.faults import Faults
    from netsurvey.samples.form import Ask
    from netsurvey.samples.places import Place

__all__ = ["Cell", "Part", "Scribe", "Someone", "misspell"]

_Choice = TypeVar("_Choice")
_KIN = ("partner", "parent", "child", "sibling")
_SHORT_STREETS = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Terrace": "Tce", "Crescent": "Cres", "Lane": "Ln"}


class Part(NamedTuple):
    """One name in a cell and whom or what it truly means; neither for a whole household."""

    person: str = ""
    place: str = ""


class Someone(NamedTuple):
    """What a scribe needs to know of a person."""

    person: str
    given: str
    surname: str
    usual: str
    sex: str
    band: str
    street: str
    house: int
    household: int
    role: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What stands in one slot: the text, what it means, what stands beside it."""

    text: str
    parts: tuple[Part, ...]
    beside: dict[str, str] = field(default_factory=dict)


def misspell(rng: np.random.Generator, word: str) -> str:
    """Return a word with one letter dropped, doubled, swapped or replaced; the first letter stays.

    Examples
    --------
    >>> import numpy as np
    >>> misspell(np.random.default_rng(2), "Catherine") != "Catherine"
    True
    """
    if len(word) < 4:
        return word
    at = int(rng.integers(1, len(word) - 1))
    slip = int(rng.integers(4))
    if slip == 0:
        return word[:at] + word[at + 1 :]
    if slip == 1:
        return word[:at] + word[at] + word[at:]
    if slip == 2 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    pairs = {"a": "e", "e": "a", "i": "y", "y": "i", "o": "u", "u": "o", "c": "k", "k": "c", "s": "z", "n": "m"}
    return word[:at] + pairs.get(word[at], "e" if word[at] != "e" else "a") + word[at + 1 :]


class Scribe:
    """Writes down one respondent's answers.

    Parameters
    ----------
    rng
        Where chance comes from.
    faults
        How often what goes wrong.
    me
        The respondent.
    streets
        All streets of the village.
    """

    def __init__(self, rng: np.random.Generator, faults: Faults, *, me: Someone, streets: Sequence[str]) -> None:
        self._rng, self._faults, self._me, self._streets = rng, faults, me, streets
        self._told: dict[str, str] = {}

    def people(self, ask: Ask, named: Sequence[tuple[Someone, str]], *, partners: dict[str, Someone]) -> list[Cell]:
        """Return the cells of a question about people.

        Parameters
        ----------
        ask
            The question.
        named
            Whom the respondent has in mind, with the kind of tie.
        partners
            The partner of each of them who has one.
        """
        cells: list[Cell] = []
        used: set[str] = set()
        waiting = list(named)
        while waiting and len(cells) < ask.slots:
            someone, bond = waiting.pop(0)
            other = self._joins(someone, waiting, partners)
            if other is None:
                text = self._name(someone, bond, used=used)
                cells.append(Cell(text=text, parts=(Part(someone.person),), beside=self._beside(ask, someone, bond)))
                used.add(text.casefold())
            else:
                waiting = [(left, tie) for left, tie in waiting if left.person != other[0].person]
                cells.append(self._pair(ask, (someone, bond), other, used=used))
                used.add(cells[-1].text.casefold())
        if cells and self._luck(self._faults.repeated) and len(cells) < ask.slots:
            again = cells[int(self._rng.integers(len(cells)))]
            cells.append(again)
        if named and self._luck(self._faults.not_a_person * {"hears": 5, "linker": 3, "activist": 2}.get(ask.name, 1)):
            place, text = self._one(wording.NOT_A_PERSON[ask.name])
            cells = [*cells[: ask.slots - 1], Cell(text=text, parts=(Part(place=place),))]
        return cells

    def places(self, ask: Ask, visited: Sequence[Place]) -> list[Cell]:
        """Return the cells of a question about places or groups."""
        cells: list[Cell] = []
        for place in visited:
            text = self._untidy(place.names[int(len(place.names) * float(self._rng.random()) ** 2)])
            part = Part(place=place.place)
            if cells and self._luck(self._faults.joined):
                cells[-1] = Cell(text=f"{cells[-1].text}, {text}", parts=(*cells[-1].parts, part))
            else:
                cells.append(Cell(text=text, parts=(part,)))
        return cells[: ask.slots]

    def myself(self) -> Cell:
        """Return a cell in which respondents name themselves."""
        text = self._one(wording.SELF) or f"{self._me.usual} {self._me.surname}"
        return Cell(text=text, parts=(Part(self._me.person),))

    def late(self) -> Cell:
        """Return a cell that names someone who has died."""
        return Cell(text=self._one(wording.DECEASED), parts=(Part(f"late-{self._me.person}"),))

    def own_name(self) -> tuple[str, str, str]:
        """Return given name, surname and what others call them, as they stand on the respondent's own form."""
        if self._luck(self._faults.blank_name):
            return "", "", ""
        known_as = self._me.usual if self._me.usual != self._me.given else ""
        given = misspell(self._rng, self._me.given) if self._luck(self._faults.misspelt / 2) else self._me.given
        return self._untidy(given), self._untidy(self._me.surname), known_as

    def _luck(self, rate: float) -> bool:
        return bool(self._rng.random() < rate)

    def _one(self, choices: Sequence[_Choice]) -> _Choice:
        return choices[int(self._rng.integers(len(choices)))]

    def _name(self, someone: Someone, bond: str, *, used: set[str]) -> str:
        told = self._told.get(someone.person)
        text = told if told and self._luck(0.75) else self._put(someone, bond)
        if text.casefold() in used:
            text = f"{someone.given} {someone.surname}"
        if text.casefold() in used:
            text = f"{text} ({someone.street})"
        self._told.setdefault(someone.person, text)
        return text

    def _put(self, someone: Someone, bond: str) -> str:
        """Return one way of putting who is meant."""
        faults = self._faults
        called = self._called(someone)
        beside_me = bond == "neighbour" and someone.street == self._me.street
        filled = {"g": called, "s": someone.surname, "no": str(someone.house), "at": someone.at}
        if someone.role in wording.TITLED and bond not in _KIN and self._luck(faults.titled):
            text = self._one(wording.TITLED[someone.role])
        elif (bond in _KIN or beside_me) and self._luck(faults.kin_word * (1 if bond in _KIN else 0.3)):
            text = self._one(wording.KIN[bond, someone.sex])
        elif beside_me and self._luck(faults.role_and_name * 2):
            text = self._one(wording.NEARBY)
        elif someone.at and self._luck(faults.role_and_name):
            text = self._one(wording.DESCRIBED)
        elif self._luck(faults.bare_given * (1.4 if bond else 0.3)):
            text = "{g}"
        elif self._luck(faults.initial):
            text = self._one(("{i} {s}", "{g} {j}"))
        else:
            text = "{g} {s}"
        filled |= {"i": someone.given[0], "j": someone.surname[0]}
        for part in ("g", "s"):
            if self._luck(faults.misspelt / 2 if "{g} {s}" in text else faults.misspelt):
                filled[part] = misspell(self._rng, filled[part])
        return self._untidy(text.format(**filled))

    def _called(self, someone: Someone) -> str:
        shorts = short_names().get(someone.given, ())
        if shorts and self._luck(self._faults.other_short_name):
            return self._one(shorts)
        return someone.usual if self._luck(self._faults.short_name) else someone.given

    def _untidy(self, text: str) -> str:
        if not self._luck(self._faults.untidy):
            return text
        way = int(self._rng.integers(5))
        if way == 0:
            return text.upper()
        if way == 1:
            return text.lower()
        if way == 2:
            return text.replace(" ", "  ") if " " in text else f" {text}"
        if way == 3:
            return f"{text} "
        plain = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L"))
        return "".join(letter for letter in plain if not unicodedata.combining(letter))

    def _joins(
        self, someone: Someone, waiting: Sequence[tuple[Someone, str]], partners: dict[str, Someone]
    ) -> tuple[Someone, str] | None:
        """Return who stands in the same cell as someone, if anybody does."""
        if someone.role in wording.TITLED or not self._luck(self._faults.joined):
            return None
        partner = partners.get(someone.person)
        if partner is not None and partner.person != self._me.person and self._luck(0.6):
            bond = next((tie for left, tie in waiting if left.person == partner.person), "friend")
            return partner, bond
        return next(((left, tie) for left, tie in waiting if left.role not in wording.TITLED), None)

    def _pair(self, ask: Ask, first: tuple[Someone, str], second: tuple[Someone, str], *, used: set[str]) -> Cell:
        """Return a cell with two people in it, or a whole household."""
        one, other = first[0], second[0]
        parts: tuple[Part, ...] = (Part(one.person), Part(other.person))
        beside = self._beside(ask, *first)
        if one.household != other.household:
            beside = dict.fromkeys(beside, "")
        between = self._one((" and ", " and ", " & ", ", ", "/", " + "))
        if one.household == other.household and one.surname == other.surname and self._luck(0.85):
            if self._luck(0.3):
                plural = (
                    ("the {s} family",) if one.surname.endswith("s") else ("the {s}s", "The {s}s", "the {s} family")
                )
                text, parts = self._one(plural).format(s=one.surname), (Part(),)
            else:
                text = f"{self._called(one)}{self._one((' and ', ' & '))}{self._called(other)} {one.surname}"
        else:
            names: list[str] = []
            for someone, bond in (first, second):
                name = self._name(someone, bond, used=used | {name.casefold() for name in names})
                plain = not set(name) & set("(),/&+") and " and " not in name
                names.append(name.strip() if plain else f"{someone.given} {someone.surname}")
            text = between.join(names)
        if text.casefold() in used:
            text = f"{one.given} {one.surname}{between}{other.given} {other.surname}"
            parts = (Part(one.person), Part(other.person))
        return Cell(text=text, parts=parts, beside=beside)

    def _beside(self, ask: Ask, someone: Someone, bond: str) -> dict[str, str]:
        """Return what stands in the other columns of the slot."""
        stranger = bond == "" and someone.role != ""
        written = {
            "relation": self._relation(someone, bond),
            "street": self._street(someone, stranger=stranger),
            "age": self._age(someone),
            "gender": someone.sex,
            "often": self._often(bond),
        }
        return {name: written[name] for name in ask.interpreters}

    def _relation(self, someone: Someone, bond: str) -> str:
        if self._luck(self._faults.missing_relation):
            return ""
        words = wording.RELATIONS.get(f"{bond} {someone.sex}") or wording.RELATIONS.get(someone.role, (someone.role,))
        return self._one(words)

    def _street(self, someone: Someone, *, stranger: bool) -> str:
        if self._luck(max(self._faults.missing_street, 0.8 if stranger else 0.0)):
            return ""
        if self._luck(self._faults.wrong_street):
            return self._one(self._streets)
        if self._luck(self._faults.street_variant):
            name, _, kind = someone.street.rpartition(" ")
            return self._one(
                (f"{name} {_SHORT_STREETS.get(kind, kind)}", someone.street.lower(), name, f"{someone.street} ")
            )
        return someone.street

    def _age(self, someone: Someone) -> str:
        if self._luck(self._faults.missing_age):
            return ""
        at = AGE_BANDS.index(someone.band)
        if self._luck(self._faults.wrong_age):
            at = min(max(at + self._one((-1, 1)), 0), len(AGE_BANDS) - 1)
        return AGE_BANDS[at]

    def _often(self, bond: str) -> str:
        often = {"partner": ("daily",), "": ("monthly", "rarely"), "neighbour": ("daily", "weekly", "weekly")}
        return self._one(often.get(bond, ("daily", "weekly", "weekly", "monthly")))
