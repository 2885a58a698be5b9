"""Invented surveys that owe nothing to those `netsurvey` was built with: another idea of a town and its form.

An accuracy that holds on one's own generator alone proves little. This one shares no line and no list with
`netsurvey.samples`, and neither with `netsurvey.resolve`. `SETTINGS_DEVELOPMENT` may be looked at while working;
`SETTINGS_HELD_OUT` differ on every axis and are for the end. Run `python -m benchmarks.resolve.independent FOLDER` to
write one study.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from benchmarks.resolve.handwriting import KIN_KINDS, Habits, blemished, kin_ways, tails, ways
from benchmarks.resolve.townsfolk import Bond, Resident, Town, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.random import Generator

__all__ = [
    "LARGE",
    "MOST",
    "QUESTIONS",
    "SETTINGS_DEVELOPMENT",
    "SETTINGS_HELD_OUT",
    "Acquaintance",
    "Asked",
    "Invented",
    "Settings",
    "circle",
    "invent",
]

SITE, WAVE = "Thornley Bank", "2013"
MOST = {"household": 9, "kin": 4, "friend": 9, "neighbour": 4}
"""How many of each kind of acquaintance come to mind at all."""
MIXED = {"british": 0.62, "irish": 0.05, "pakistani": 0.14, "punjabi": 0.08, "gujarati": 0.04, "polish": 0.05}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question of the form.

    Attributes
    ----------
    key, role, text
        As the study file has them.
    slots
        How many names fit.
    filled
        How likely each next line is filled.
    civic
        How often the answer is somebody known to the whole town.
    offices
        How much each office speaks to this question; those not named have little to do with it.
    circle
        How much each kind of acquaintance does.
    """

    key: str
    role: str
    text: str
    slots: int
    filled: float
    civic: float
    offices: Mapping[str, float]
    circle: Mapping[str, float]


QUESTIONS = (
    Asked(
        key="lean_on",
        role="support",
        text="In a bad week, who do you lean on?",
        slots=3,
        filled=0.85,
        civic=0.03,
        offices={"vicar": 1.0, "priest": 1.0, "doctor": 1.0},
        circle={"household": 3.0, "kin": 3.0, "friend": 2.5, "neighbour": 1.0},
    ),
    Asked(
        key="gossip",
        role="talk",
        text="Who do you stop and gossip with?",
        slots=3,
        filled=0.82,
        civic=0.25,
        offices={"shopkeeper": 2.0, "postman": 2.0, "landlord": 1.5, "vicar": 0.4, "activist": 0.6},
        circle={"kin": 0.6, "friend": 2.0, "neighbour": 3.0},
    ),
    Asked(
        key="gets_done",
        role="activist",
        text="Who gets things done in this town?",
        slots=2,
        filled=0.78,
        civic=0.85,
        offices={"councillor": 1.2, "activist": 3.0, "vicar": 0.7, "youth worker": 1.0, "landlord": 0.4, "police": 0.4},
        circle={"friend": 1.0, "neighbour": 1.0, "kin": 0.3},
    ),
    Asked(
        key="ear_of_power",
        role="linker",
        text="Who here has the ear of those in power?",
        slots=2,
        filled=0.74,
        civic=0.9,
        offices={"councillor": 3.0, "head teacher": 0.7, "doctor": 0.4, "vicar": 0.5, "police": 0.8, "activist": 0.5},
        circle={"friend": 1.0, "kin": 0.4},
    ),
    Asked(
        key="advice",
        role="trust",
        text="Whose advice would you take?",
        slots=2,
        filled=0.8,
        civic=0.35,
        offices={"doctor": 2.5, "vicar": 1.2, "priest": 1.5, "head teacher": 0.8, "police": 0.3},
        circle={"household": 1.0, "kin": 2.0, "friend": 2.5},
    ),
    Asked(
        key="brings_folk",
        role="connector",
        text="Who brings folk together?",
        slots=2,
        filled=0.74,
        civic=0.75,
        offices={"landlord": 1.5, "youth worker": 1.5, "activist": 1.5, "vicar": 1.0, "shopkeeper": 0.8, "priest": 1.0},
        circle={"friend": 1.5, "neighbour": 1.0, "kin": 0.4},
    ),
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a town and its survey are like.

    Attributes
    ----------
    respondents, coverage
        How many doors opened, and what share of the adults that is.
    questions
        How many of the form's questions are asked.
    mix
        Share of families of each naming tradition.
    habits
        How names are written.
    missing_street, wrong_street, missing_age, wrong_age, missing_relation
        Shares of what is asked about a name.
    asks_age, asks_sex
        Whether the form asks.
    fame
        Exponent of the tail of how well people are known; lower is heavier.
    repeated
        How often a name written once more is written as before.
    blank_name
        Share of forms whose respondent gives no name.
    """

    respondents: int = 450
    coverage: float = 0.07
    questions: int = 5
    mix: Mapping[str, float] = field(default_factory=lambda: {"british": 0.9, "irish": 0.05, "polish": 0.05})
    habits: Habits = field(default_factory=Habits)
    missing_street: float = 0.45
    wrong_street: float = 0.03
    missing_age: float = 0.45
    wrong_age: float = 0.12
    missing_relation: float = 0.1
    asks_age: bool = True
    asks_sex: bool = True
    fame: float = 2.0
    repeated: float = 0.6
    blank_name: float = 0.04


SETTINGS_DEVELOPMENT: Mapping[str, Settings] = {
    "plain": Settings(),
    "mixed names": Settings(mix=MIXED, respondents=500),
    "bare and nicked": Settings(habits=Habits(bare=0.62, nickname=0.9), respondents=400, questions=6),
    "no ages": Settings(asks_age=False, asks_sex=False, missing_street=0.35, respondents=350),
    "careless": Settings(habits=Habits(typo=0.12, untidy=0.25, respelt=0.3), wrong_street=0.06, wrong_age=0.2),
}
"""Towns to look at while working."""

SETTINGS_HELD_OUT: Mapping[str, Settings] = {
    "streetless": Settings(missing_street=0.55, wrong_street=0.02, respondents=550, questions=4),
    "Punjabi and Polish": Settings(
        mix={"british": 0.45, "punjabi": 0.25, "polish": 0.2, "chinese": 0.05, "gujarati": 0.05}, respondents=380
    ),
    "formal": Settings(habits=Habits(bare=0.25, titled=0.95, initial=0.16, nickname=0.7), fame=1.7, respondents=600),
    "chatty": Settings(habits=Habits(bare=0.5, placed=0.35, kin_word=0.5), respondents=420, questions=6, fame=2.4),
    "wrong answers": Settings(
        wrong_street=0.1, wrong_age=0.3, missing_relation=0.3, blank_name=0.12, coverage=0.09, respondents=480
    ),
}
"""Towns for the end: no setting of theirs was looked at while the method was made."""

LARGE = replace(Settings(), respondents=3000)
"""The town of seven sites' size."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Invented:
    """One survey with its truth.

    Attributes
    ----------
    settings
        What it was made with.
    town
        Who lives there.
    tellers
        Numbers of the interviewed residents, in the order of the forms.
    responses
        The sheet.
    truth
        Mention key and `person`.
    forms
        Respondent key and `person`.
    """

    settings: Settings
    town: Town
    tellers: Sequence[int]
    responses: pd.DataFrame
    truth: pd.DataFrame
    forms: pd.DataFrame

    def write(self, folder: Path) -> Path:
        """Write the study folder with the truth beside it, and return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "study.toml").write_text(_study_file(self.settings), encoding="utf-8")
        self.responses.to_csv(folder / "responses.csv", index=False)
        self.truth.to_csv(folder / "truth.csv", index=False)
        self.forms.to_csv(folder / "forms.csv", index=False)
        return folder


def invent(seed: int, settings: Settings) -> Invented:
    """Return the survey of an invented town.

    Parameters
    ----------
    seed
        Chance; the same seed gives the same survey.
    settings
        What it is like.
    """
    rng = np.random.default_rng(seed)
    town = settle(round(settings.respondents / settings.coverage), settings.mix, settings.fame, rng)
    tellers = _knock(town, settings.respondents, rng)
    acquaintance = Acquaintance(town)
    rows, truth, forms = [], [], []
    for number, who in enumerate(tellers, start=1):
        row, named = _Interview(town, town.residents[who], settings, acquaintance, rng).filled()
        rows.append({"sheet": f"T{number:04d}", **row})
        key = (SITE, WAVE, f"T{number:04d}")
        forms.append((*key, town.residents[who].person))
        truth += [(*key, *slot, 1, person) for slot, person in named]
    mention = ["site", "wave", "respondent_id", "question", "position", "part", "person"]
    return Invented(
        settings=settings,
        town=town,
        tellers=tellers,
        responses=pd.DataFrame(rows, columns=["sheet", *_columns(settings)]).fillna(""),
        truth=pd.DataFrame(truth, columns=mention),
        forms=pd.DataFrame(forms, columns=[*mention[:3], "person"]),
    )


def _knock(town: Town, wanted: int, rng: Generator) -> list[int]:
    """Return who opens: mostly one adult of a home, in about half of the streets."""
    streets = rng.permutation(len(town.streets))[: max(round(len(town.streets) * 0.55), 3)]
    willing = [one.number for one in town.residents if one.street in set(streets.tolist())]
    opened: list[int] = []
    homes: set[int] = set()
    for number in rng.permutation(willing).tolist():
        home = town.residents[number].home
        if len(opened) < wanted and (home not in homes or rng.random() < 0.15):
            opened.append(number)
            homes.add(home)
    return sorted(opened, key=lambda number: (town.residents[number].street, number))


class Acquaintance:
    """Who is known to whom, looked up once for the whole town."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.streets, self.clans = town.by_street(), town.by_clan()
        notable = [one for one in town.residents if one.office or one.fame > 5]
        self.known = np.array([one.number for one in notable])
        self.spot = np.array([town.spots[one.street] for one in notable])
        self.reach = 0.35 / max(len(town.residents) / 6500, 1) ** 0.5
        self.suits = {
            asked.key: np.array([one.fame * asked.offices.get(one.office, 0.13) for one in notable])
            for asked in QUESTIONS
        }

    def civic(self, teller: Resident, asked: Asked) -> np.ndarray:
        """Return how likely each well known resident comes to a teller's mind."""
        apart = np.linalg.norm(self.spot - self.town.spots[teller.street], axis=1)
        weight = self.suits[asked.key] * (0.1 + np.exp(-apart / self.reach)) * (self.known != teller.number)
        return np.asarray(weight / weight.sum())


def circle(town: Town, one: Resident, streets: Mapping[int, list[int]], clans: Mapping[int, list[int]]) -> list[Bond]:
    """Return everybody somebody knows by blood, friendship or street."""
    bonds = [_kin_bond(one, town.residents[other]) for other in clans[one.clan] if other != one.number]
    taken = {bond.whom for bond in bonds} | {one.number}
    for other in one.friends:
        if other not in taken:
            bonds.append(Bond(whom=other, kind="friend", word="friend"))
            taken.add(other)
    near = [other for other in streets[one.street] if abs(town.residents[other].house - one.house) <= 3]
    bonds += [Bond(whom=other, kind="neighbour", word="neighbour") for other in near if other not in taken]
    return bonds


def _kin_bond(one: Resident, other: Resident) -> Bond:
    """Return what one of the family is to another."""
    woman = other.sex == "F"
    older = one.born - other.born
    kind = "household" if one.home == other.home else "kin"
    if kind == "household" and {one.place, other.place} == {0, 1}:
        word = "wife" if woman else "husband"
    elif older > 42:
        word = "gran" if woman else "grandad"
    elif older > 17:
        near = kind == "household" or one.place != 1
        word = ("mother" if woman else "father") if near and other.place < 2 else ("aunt" if woman else "uncle")
    elif older < -17:
        word = "daughter" if woman else "son"
    else:
        word = ("sister" if woman else "brother") if one.place == other.place else "cousin"
    return Bond(whom=other.number, kind=kind, word=word)


class _Interview:
    """One form being filled in."""

    def __init__(
        self, town: Town, teller: Resident, settings: Settings, acquaintance: Acquaintance, rng: Generator
    ) -> None:
        self.town, self.teller, self.settings, self.acquaintance, self.rng = town, teller, settings, acquaintance, rng
        bonds = circle(town, teller, acquaintance.streets, acquaintance.clans)
        self.circle: list[Bond] = []
        for kind, most in MOST.items():
            of_kind = [bond for bond in bonds if bond.kind == kind]
            self.circle += [of_kind[place] for place in rng.permutation(len(of_kind))[:most]]
        odds = np.log(settings.habits.bare / (1 - settings.habits.bare)) + rng.normal(0, 0.9)
        self.bare = float(1 / (1 + np.exp(-odds)))
        self.warmth = rng.gamma(0.6, size=len(self.circle))
        self.written: dict[int, str] = {}

    def filled(self) -> tuple[dict[str, str], list[tuple[tuple[str, int], str]]]:
        """Return the cells of the form and who each name is."""
        row, named = dict(self._about_oneself()), []
        for asked in QUESTIONS[: self.settings.questions]:
            bonds = list(self._answers(asked))
            if not bonds and self.rng.random() < 0.6:
                row[f"{asked.key}_nobody"] = "x"
            for position, bond in enumerate(bonds, start=1):
                odd = self.rng.random()
                if odd < 0.015:
                    row[f"{asked.key}{position}"] = str(
                        self.rng.choice(["the council", "Facebook", "the church", "GP"])
                    )
                    continue
                one = self.town.residents[bond.whom]
                row[f"{asked.key}{position}"] = self._name(one, bond)
                row |= {f"{asked.key}{position}_{what}": text for what, text in self._about(one, bond)}
                named.append(((asked.key, position), one.person))
        return row, named

    def _about_oneself(self) -> Iterator[tuple[str, str]]:
        one, rng = self.teller, self.rng
        if rng.random() >= self.settings.blank_name:
            given = " ".join(part for part in (one.pious, one.given if rng.random() < 0.7 else one.usual) if part)
            yield "your_name", blemished(f"{given} {one.surname}", replace(self.settings.habits, typo=0.01), rng)
            if one.usual != one.given and rng.random() < 0.4:
                yield "known_to_friends_as", one.usual
        yield "your_road", self._street(one.street)
        yield "door", str(one.house)
        yield "your_age", str(one.age) if rng.random() < 0.95 else ""
        yield "you_are", "woman" if one.sex == "F" else "man"

    def _answers(self, asked: Asked) -> Iterator[Bond]:
        """Yield whom the teller names, each once."""
        civic = self.acquaintance.civic(self.teller, asked)
        close = np.array([asked.circle.get(bond.kind, 0.0) for bond in self.circle]) * self.warmth
        named: set[int] = set()
        for _ in range(asked.slots):
            if self.rng.random() > asked.filled:
                break
            if self.rng.random() < asked.civic or not close.sum() > 0:
                whom = int(self.rng.choice(self.acquaintance.known, p=civic))
                bond = next((b for b in self.circle if b.whom == whom), Bond(whom=whom, kind="civic", word=""))
            else:
                bond = self.circle[int(self.rng.choice(len(close), p=close / close.sum()))]
            if bond.whom not in named:
                named.add(bond.whom)
                yield bond

    def _name(self, one: Resident, bond: Bond) -> str:
        rng, habits = self.rng, self.settings.habits
        if one.number in self.written and rng.random() < self.settings.repeated:
            return self.written[one.number]
        bare = self.bare if one.number not in self.written else min(self.bare + 0.25, 0.95)
        if bond.kind in KIN_KINDS and rng.random() < habits.kin_word:
            text = _drawn(kin_ways(one, bond), rng)
        else:
            text = _drawn(ways(one, bond.kind, habits, bare=bare), rng)
            after = tails(one, self.teller, bond.kind)
            if after and " " not in text and rng.random() < habits.placed * (2.5 if bond.kind == "neighbour" else 1.0):
                text = f"{text} {_drawn(after, rng)}"
        self.written[one.number] = blemished(text, habits, rng)
        return self.written[one.number]

    def _about(self, one: Resident, bond: Bond) -> Iterator[tuple[str, str]]:
        rng, settings = self.rng, self.settings
        distant = bond.kind == "civic"
        if rng.random() >= settings.missing_relation:
            yield "who_to_you", self._relation(one, bond)
        if rng.random() >= min(settings.missing_street + 0.35 * distant, 0.9):
            wrong = rng.random() < settings.wrong_street * (1 + distant)
            yield "road", self._street(int(rng.integers(len(self.town.streets))) if wrong else one.street)
        if settings.asks_age and rng.random() >= min(settings.missing_age + 0.15 * distant, 0.9):
            guess = one.age + (int(rng.choice([-10, 10])) if rng.random() < settings.wrong_age else 0)
            yield "how_old", f"{min(max(guess // 10, 1), 9)}0s"
        if settings.asks_sex and rng.random() >= 0.1:
            wrong = rng.random() < 0.01
            yield "m_or_f", "f" if (one.sex == "F") != wrong else "m"

    def _relation(self, one: Resident, bond: Bond) -> str:
        words = {
            "friend": ["friend", "mate", "pal", "friend"],
            "neighbour": ["neighbour", "lives near", "neighbour"],
        }
        if bond.kind in words:
            return str(self.rng.choice(words[bond.kind]))
        if bond.kind in KIN_KINDS:
            return bond.word if self.rng.random() < 0.8 else "family"
        return (
            one.office
            if one.office and self.rng.random() < 0.35
            else str(self.rng.choice(["acquaintance", "local", "friend"]))
        )

    def _street(self, number: int) -> str:
        name = self.town.streets[number]
        draw = self.rng.random()
        stem, kind = name.rsplit(" ", 1)
        short = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Lane": "Ln", "Crescent": "Cres"}.get(kind, kind)
        return f"{stem} {short}" if draw < 0.2 else name.lower() if draw < 0.27 else name


def _drawn(chances: Mapping[str, float], rng: Generator) -> str:
    texts, weight = list(chances), np.array(list(chances.values()))
    return texts[int(rng.choice(len(texts), p=weight / weight.sum()))]


def _columns(settings: Settings) -> list[str]:
    columns = ["your_name", "known_to_friends_as", "your_road", "door", "your_age", "you_are"]
    about = ["", "_who_to_you", "_road", *["_how_old"] * settings.asks_age, *["_m_or_f"] * settings.asks_sex]
    for asked in QUESTIONS[: settings.questions]:
        columns += [f"{asked.key}{slot}{what}" for slot in range(1, asked.slots + 1) for what in about]
        columns.append(f"{asked.key}_nobody")
    return columns


def _study_file(settings: Settings) -> str:
    lines = [
        "[study]",
        f'title = "{SITE} {WAVE}"',
        'responses = "responses.csv"',
        f'site = "{SITE}"',
        f'wave = "{WAVE}"',
        f"population = {round(settings.respondents / settings.coverage)}",
        'population_is = "adults"',
        "",
        "[respondent]",
        'id = "sheet"',
        'name = "your_name"',
        'known_as = "known_to_friends_as"',
        'street = "your_road"',
        'house = "door"',
        'age = "your_age"',
        'gender = "you_are"',
    ]
    for asked in QUESTIONS[: settings.questions]:
        slot = f"{asked.key}{{n}}"
        lines += [
            "",
            f"[questions.{asked.key}]",
            f'text = "{asked.text}"',
            'asks = "people"',
            f'role = "{asked.role}"',
            f'name = "{slot}"',
            f'none_tick = {{ column = "{asked.key}_nobody", ticked = ["x"] }}',
            f'relation = "{slot}_who_to_you"',
            f'street = "{slot}_road"',
            *[f'age = "{slot}_how_old"'] * settings.asks_age,
            *[f'gender = "{slot}_m_or_f"'] * settings.asks_sex,
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--setting", default="plain", choices=[*SETTINGS_DEVELOPMENT, *SETTINGS_HELD_OUT])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    invent(options.seed, {**SETTINGS_DEVELOPMENT, **SETTINGS_HELD_OUT}[options.setting]).write(options.folder)


if __name__ == "__main__":
    main()
