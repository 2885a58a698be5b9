"""How the invented townsfolk write each other's names down: the ways there are, their odds, and what spoils them.

The ways are listed with their probabilities instead of merely drawn, so that an oracle can ask the same list backwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.resolve.traditions import SHORT_FORMS, SPELLINGS, TRADITIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.resolve.townsfolk import Bond, Resident
    from numpy.random import Generator

__all__ = ["KIN_KINDS", "Habits", "blemished", "kin_ways", "tails", "ways"]

Ways = dict[str, float]
KIN_KINDS = frozenset({"household", "kin"})


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How names are written in one town, as shares.

    Attributes
    ----------
    bare
        Of friends' names, those with no surname; neighbours and family have more of them, officials fewer.
    nickname
        How often somebody goes by their usual short name.
    titled
        How often an official goes by the office.
    kin_word
        How often family is written as a kin word alone.
    placed
        How often a bare name is followed by where the person is to be found.
    initial, reversed_order, run_together
        Of names with a surname, those with one initial, as "Surname, Given", without a space.
    typo, respelt, untidy
        Spoilt names.
    """

    bare: float = 0.48
    nickname: float = 0.85
    titled: float = 0.55
    kin_word: float = 0.3
    placed: float = 0.12
    initial: float = 0.09
    reversed_order: float = 0.03
    run_together: float = 0.02
    typo: float = 0.06
    respelt: float = 0.15
    untidy: float = 0.12


_BARENESS = {"household": 1.9, "kin": 1.6, "neighbour": 1.25, "friend": 1.0, "civic": 0.85}
_TITLES: Mapping[str, Ways] = {
    "councillor": {"Cllr {s}": 0.55, "Cllr {u} {s}": 0.25, "Councillor {s}": 0.1, "{u} {s} (councillor)": 0.1},
    "vicar": {"Rev {s}": 0.2, "Rev {u}": 0.25, "Revd {u} {s}": 0.15, "{u} the vicar": 0.3, "Reverend {s}": 0.1},
    "priest": {"Father {u}": 0.6, "Fr {u}": 0.15, "Father {s}": 0.15, "Fr {u} {s}": 0.1},
    "doctor": {"Dr {s}": 0.85, "Doctor {s}": 0.1, "Dr {g} {s}": 0.05},
    "head teacher": {"{m} {s}": 0.7, "{m} {s} (school)": 0.2, "{u} {s} headteacher": 0.1},
    "shopkeeper": {"{u} from the shop": 0.45, "{u} at the corner shop": 0.25, "{u} (shop)": 0.2, "{m} {s}": 0.1},
    "landlord": {"{u} at the pub": 0.5, "{u} (landlord)": 0.3, "{u} from the Arms": 0.2},
    "postman": {"{u} the postman": 0.7, "{u} postie": 0.3},
    "police": {"PC {s}": 0.4, "PC {u}": 0.2, "{u} (PCSO)": 0.4},
    "youth worker": {"{u} (youth club)": 0.5, "{u} from youth club": 0.5},
    "activist": {"{u} (residents assoc)": 0.6, "{u} from the residents": 0.4},
}
_KIN: Mapping[str, tuple[str, ...]] = {
    "mother": ("my mum", "mum", "Mam", "my mother"),
    "father": ("my dad", "dad", "my father"),
    "sister": ("my sister", "sister", "sis"),
    "brother": ("my brother", "brother", "my bro"),
    "daughter": ("my daughter", "daughter"),
    "son": ("my son", "son"),
    "wife": ("my wife", "wife"),
    "husband": ("husband", "my husband", "hubby"),
    "gran": ("my nan", "gran", "nana"),
    "grandad": ("grandad", "my grandad"),
    "aunt": ("my auntie", "auntie {u}"),
    "uncle": ("my uncle", "uncle {u}"),
    "cousin": ("my cousin", "cousin {u}"),
}


def ways(one: Resident, kind: str, habits: Habits, *, bare: float | None = None) -> Ways:
    """Return how somebody's name may be written, with probabilities that add up to 1.

    Parameters
    ----------
    one
        Who is meant.
    kind
        How the writer knows them: household, kin, neighbour, friend or civic.
    habits
        The town's habits.
    bare
        The writer's own share of bare names among friends, where that is known.
    """
    bare = min((habits.bare if bare is None else bare) * _BARENESS[kind], 0.95)
    first = _first_names(one, habits)
    full = _full_names(one, first, kind, habits)
    found: Ways = {}
    title = habits.titled if one.office and kind not in KIN_KINDS else 0.0
    title *= 1.0 if kind == "civic" else 0.3
    _add(found, _titled(one), title)
    _add(found, first, (1 - title) * bare)
    _add(found, full, (1 - title) * (1 - bare))
    return found


def kin_ways(one: Resident, bond: Bond) -> Ways:
    """Return how family may be written in words that hold for the writer alone."""
    words = _KIN[bond.word]
    texts = [
        *words,
        f"our {one.usual}",
        f"our {one.usual}",
        f"{one.usual} ({bond.word})",
        f"my {bond.word} {one.usual}",
    ]
    found: Ways = {}
    for text in texts:
        _add(found, {text.format(u=one.usual): 1.0}, 1 / len(texts))
    return found


def tails(one: Resident, writer: Resident, kind: str) -> Ways:
    """Return what may follow a bare name to say where its bearer is found; empty where nothing does."""
    found: Ways = {}
    if one.street == writer.street and one.home != writer.home and kind == "neighbour":
        apart = abs(one.house - writer.house)
        found |= {"next door": 3.0} if apart <= 1 else {f"at number {one.house}": 1.0, f"at no {one.house}": 1.0}
        found |= {"over the road": 1.0, "across the road": 0.5} if one.house % 2 != writer.house % 2 else {}
    if one.venue:
        found |= {f"({one.venue})": 1.0, f"from the {one.venue}": 0.7, f"at the {one.venue}": 0.7}
    total = sum(found.values())
    return {text: weight / total for text, weight in found.items()}


def blemished(text: str, habits: Habits, rng: Generator) -> str:
    """Return a name as a tired hand writes it."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if word in SPELLINGS and rng.random() < habits.respelt:
            words[place] = str(rng.choice(SPELLINGS[word]))
    if rng.random() < habits.typo:
        long = [place for place, word in enumerate(words) if len(word) > 3 and word.isalpha() and word[0].isupper()]
        if long:
            place = int(rng.choice(long))
            words[place] = _slip(words[place], rng)
    text = " ".join(words)
    if rng.random() < habits.untidy:
        spoilt = (text.upper(), text.lower(), text.replace(" ", "  ", 1), f"{text} ", text.lower())
        text = spoilt[int(rng.integers(len(spoilt)))]
    return text


def _first_names(one: Resident, habits: Habits) -> Ways:
    forms = SHORT_FORMS.get(one.given, ())
    other = [form for form in forms if form != one.usual]
    found: Ways = {}
    _add(found, {one.usual: 1.0}, habits.nickname)
    _add(found, {one.given: 1.0}, (1 - habits.nickname) * (0.75 if other else 1.0))
    for form in other:
        _add(found, {form: 1.0}, (1 - habits.nickname) * 0.25 / len(other))
    if one.pious:
        found = {name: share * 0.8 for name, share in found.items()}
        _add(found, {one.pious: 0.3, f"{one.pious} {one.given}": 0.7}, 0.2)
    return found


def _full_names(one: Resident, first: Ways, kind: str, habits: Habits) -> Ways:
    found: Ways = {}
    formal = 0.3 if kind == "neighbour" and one.age > 66 else 0.02
    turned = habits.reversed_order + TRADITIONS[one.tradition].family_first
    plain = max(1 - formal - habits.initial - turned - habits.run_together, 0.1)
    _add(found, {f"{_address(one)} {one.surname}": 1.0}, formal)
    for name, share in first.items():
        _add(found, {f"{name} {one.surname}": 1.0}, plain * share)
        _add(found, {f"{name[0]} {one.surname}": 0.6, f"{name} {one.surname[0]}": 0.4}, habits.initial * share)
        _add(found, {f"{one.surname}, {name}": 1.0}, habits.reversed_order * share)
        _add(found, {f"{one.surname} {name}": 1.0}, (turned - habits.reversed_order) * share)
        _add(found, {f"{name}{one.surname}": 1.0}, habits.run_together * share)
    return found


def _titled(one: Resident) -> Ways:
    parts = {"u": one.usual, "g": one.given, "s": one.surname, "m": _address(one)}
    return {text.format(**parts): share for text, share in _TITLES.get(one.office, {}).items()}


def _address(one: Resident) -> str:
    return "Mr" if one.sex == "M" else "Mrs" if one.place in {0, 1, 3} else "Miss"


def _add(found: Ways, more: Ways, share: float) -> None:
    for text, part in more.items():
        if part * share > 0:
            found[text] = found.get(text, 0.0) + part * share


def _slip(word: str, rng: Generator) -> str:
    place = int(rng.integers(1, len(word) - 1))
    letter = "abcdefghiklmnoprstuvwy"[int(rng.integers(22))]
    slips = (
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + letter + word[place + 1 :],
    )
    return slips[int(rng.integers(len(slips)))]
