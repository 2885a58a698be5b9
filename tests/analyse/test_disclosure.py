"""Somebody who has everything that was published, and knows every rule, cannot work a small count back.

The attacker writes all tables, both waves and the headlines down as one system of whole numbers, knows that the same
people were asked in both waves, and asks for each hidden count what it can be at the least and at the most.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from netsurvey.analyse import Findings, analyse, publish
from netsurvey.analyse.definitions import RESPONDENT_FLAGS
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.privacy import Thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

Cell = tuple[Any, ...]
ASKED: dict[str, dict[str, Any]] = {
    "help": {"asks": "people", "role": "support", "name": "help_{n}", "none_tick": "help_none"},
    "bring": {"asks": "people", "role": "connector", "name": "bring_{n}", "none_tick": "bring_none"},
    "link": {"asks": "people", "role": "linker", "name": "link_{n}", "none_tick": "link_none"},
    "vip": {"asks": "choice", "column": "v", "yes": ["y"], "role": "knows_changer"},
    "belonging": {"asks": "choice", "column": "b", "role": "belonging"},
}
ATTRIBUTES = {"work": {"column": "work"}, "parent": {"column": "parent"}}
PEOPLE_IN = {"Ash": 60, "Birch": 34, "Cedar": 7}
COUNTED = ("broker_v0", "broker_v1", "change_maker_v1", "key_player")
LARGE = 10_000


def forms(seed: int) -> list[dict[str, Any]]:
    """Return a panel: the same people of three sites in two waves, a few of whom leave blanks that others do not."""
    rng = np.random.default_rng(seed)
    people = [f"{site}{n}" for site, size in PEOPLE_IN.items() for n in range(size)]
    work = rng.choice(["employed", "retired", "student"], size=len(people), p=[0.6, 0.3, 0.1])
    parent = rng.choice(["yes", "no"], size=len(people), p=[0.15, 0.85])
    filled = []
    for wave in ("2011", "2013"):
        for person, job, lone in zip(people, work, parent, strict=True):
            site = person.rstrip("0123456789")
            friends = [f"{site}{other}" for other in rng.choice(PEOPLE_IN[site], 2) if f"{site}{other}" != person]
            said = {name: _said(rng, friends) for name in ("help", "bring", "link")}
            answers = dict.fromkeys(said, "none") if rng.random() < 0.08 else said
            scores = {f"wemwbs_{item}": float(rng.integers(1, 6)) for item in range(1, 15)}
            vip = str(rng.choice(["no", "yes", "blank"], p=[0.6, 0.3, 0.1]))
            belongs = str(rng.choice(["agree", "neither", "disagree", "blank"], p=[0.75, 0.12, 0.08, 0.05]))
            key = {"id": person, "site": site, "wave": wave, "work": job, "parent": lone}
            filled.append({**key, "vip": vip, "belonging": belongs, **answers, **scores})
    return filled


def _said(rng: np.random.Generator, friends: list[str]) -> Any:
    return [friends, "none", "blank"][int(rng.choice(3, p=[0.65, 0.27, 0.08]))] or "none"


@dataclass
class Attacker:
    """What somebody knows: the least and the most of each count, and which sums and differences must hold."""

    step: int = 5
    numbers: dict[Cell, int] = field(default_factory=dict)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[dict[int, int]] = field(default_factory=list)
    slack: list[float] = field(default_factory=list)

    def number(self, cell: Cell) -> int:
        if cell not in self.numbers:
            self.numbers[cell] = len(self.numbers)
            self.least.append(0)
            self.most.append(LARGE)
        return self.numbers[cell]

    def reads(self, cell: Cell, shown: Any) -> None:
        """Take note of a published number: rounded, and eight at the least, or nobody."""
        self.number(cell)
        if pd.notna(shown):
            near = self.step // 2
            self.between(cell, *((0, 0) if shown == 0 else (max(8, int(shown) - near), int(shown) + near)))

    def between(self, cell: Cell, least: float, most: float) -> None:
        number = self.number(cell)
        self.least[number] = max(self.least[number], least)
        self.most[number] = min(self.most[number], most)
        assert self.least[number] <= self.most[number], f"{cell} is told twice and differently"

    def adds_up(self, total: Cell, parts: Iterable[Cell], *, rest: float = 0) -> None:
        """Take note that parts are a total, or with a `rest` that they are no more."""
        row = {self.number(total): 1}
        for part in parts:
            row[self.number(part)] = row.get(self.number(part), 0) - 1
        self.rows.append(row)
        self.slack.append(rest)

    def no_more(self, part: Cell, whole: Cell) -> None:
        self.adds_up(whole, [part], rest=LARGE)

    def solve(self, goal: dict[Cell, int]) -> NDArray[np.float64]:
        """Return the counts that fit everything and make the goal smallest."""
        at = [(line, column, factor) for line, row in enumerate(self.rows) for column, factor in row.items()]
        lines, columns, factors = zip(*at, strict=True)
        weights = np.zeros(len(self.numbers))
        weights[[self.numbers[cell] for cell in goal]] = list(goal.values())
        found = milp(
            weights,
            integrality=np.ones(len(weights), dtype=np.int64),
            bounds=Bounds(self.least, self.most),
            constraints=LinearConstraint(
                csr_array((factors, (lines, columns)), shape=(len(self.rows), len(weights))),
                np.zeros(len(self.rows)),
                self.slack,
            ),
        )
        assert found.success, found.message
        return np.asarray(found.x, dtype=float).round()

    def narrow(self, secrets: Iterable[Cell], *, width: int = 2) -> dict[Cell, tuple[float, float]]:
        """Return the secrets that can only be this or that, with all they can be.

        Every solution tells a value of each of them, so that most are seen to vary before their turn comes.
        """
        cells = list(secrets)
        numbers = [self.numbers[cell] for cell in cells]
        seen = [self.solve(dict.fromkeys(cells, sign))[numbers] for sign in (1, -1)]
        for place, cell in enumerate(cells):
            if np.ptp([values[place] for values in seen]) < width:
                seen += [self.solve({cell: sign})[numbers] for sign in (1, -1)]
        least, most = np.min(seen, axis=0), np.max(seen, axis=0)
        ends = dict(zip(cells, zip(least.tolist(), most.tolist(), strict=True), strict=True))
        return {cell: (low, high) for cell, (low, high) in ends.items() if high - low < width}


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    yield from table.itertuples()


def attack(shown: Findings, *, step: int = 5) -> Attacker:
    """Return all that the published findings say."""
    spy = Attacker(step=step)
    _read_groups(spy, shown)
    _read_comparisons(spy, shown)
    _read_answers(spy, shown)
    _read_sizes(spy, shown)
    _read_headlines(spy, shown)
    return spy


def _cell(column: str, wave: Any, flag: Any, site: Any, attribute: Any = "everyone", level: Any = "everyone") -> Cell:
    """Return what a count of the table of groups is called; a flag that is known of all has the same n everywhere."""
    if column == "n" and flag in COUNTED:
        return ("asked", site, attribute, level)
    return (column, wave, flag, site, attribute, level)


def _read_groups(spy: Attacker, shown: Findings) -> None:
    table = shown.groups[shown.groups["status"] != "not asked"]
    for row in rows_of(table):
        key = (row.wave, row.flag, row.site, row.attribute, row.level)
        n, count, blank, unsure = (_cell(column, *key) for column in ("n", "count", "blank", "unsure"))
        spy.reads(n, row.n)
        spy.reads(count, row.count)
        if row.status == TOO_SMALL and pd.notna(row.n):
            spy.between(count, 1, LARGE)
        if row.status == "given":
            spy.between(n, *((10, LARGE) if pd.notna(row.share) else (0, 9)))
        spy.no_more(count, n)
        spy.no_more(n, ("asked", row.site, row.attribute, row.level))
        if row.attribute == "everyone":
            spy.reads(blank, row.blank)
            spy.reads(unsure, row.unsure)
            spy.no_more(unsure, count)
            spy.adds_up(("asked", row.site, "everyone", "everyone"), [n, blank], rest=LARGE)
    for (wave, flag), rows in table.groupby(["wave", "flag"]):
        for column in ("n", "count"):
            for site, inside in rows.groupby("site"):
                for attribute, levels in inside[inside["attribute"] != "everyone"].groupby("attribute"):
                    parts = [_cell(column, wave, flag, site, attribute, level) for level in levels["level"]]
                    spy.adds_up(_cell(column, wave, flag, site), parts)
            for of_level, sites in rows.groupby(["attribute", "level"]):
                parts = [_cell(column, wave, flag, place, *of_level) for place in sites["site"] if place != "all"]
                spy.adds_up(_cell(column, wave, flag, "all", *of_level), parts)


def _read_comparisons(spy: Attacker, shown: Findings) -> None:
    """Everybody has ties elsewhere, if none; a score is known of some, so that it says at the least how many."""
    for name, table in (("connections", shown.connections), ("wellbeing", shown.wellbeing)):
        for row in rows_of(table):
            key = (row.wave, row.flag, row.site)
            whole, flagged = _cell("n", *key), _cell("count", *key)
            yes, no = ((name, side, str(row.scale), *key) for side in ("with", "without"))
            spy.reads(yes, row.n_with)
            spy.reads(no, row.n_without)
            if name == "connections":
                spy.adds_up(flagged, [yes])
                spy.adds_up(whole, [yes, no])
            else:
                spy.no_more(yes, flagged)
                spy.adds_up(whole, [flagged, no], rest=LARGE)
        for (wave, flag, scale), rows in table.groupby(["wave", "flag", "scale"]):
            for side in ("with", "without"):
                parts = [(name, side, scale, wave, flag, site) for site in rows["site"] if site != "all"]
                if len(parts) == len(PEOPLE_IN):
                    spy.adds_up((name, side, scale, wave, flag, "all"), parts)


def _read_answers(spy: Attacker, shown: Findings) -> None:
    """Everybody has a score, so that means tell sizes of groups; who chose nothing is a group there."""
    for row in rows_of(shown.choices):
        cell = _cell("chose", row.wave, row.question, row.site, row.question, row.choice)
        spy.reads(cell, row.count)
    for (wave, question, site), rows in shown.choices.groupby(["wave", "question", "site"]):
        parts = [_cell("chose", wave, question, site, question, one) for one in rows["choice"] if one != "everyone"]
        spy.adds_up(_cell("chose", wave, question, site, question), parts)
    for row in rows_of(shown.means[shown.means["attribute"].isin(["everyone", *ATTRIBUTES])]):
        spy.reads(("asked", row.site, row.attribute, row.level), row.n)
    for row in rows_of(shown.means[shown.means["attribute"] == "belonging"]):
        cell = _cell("chose", row.wave, row.attribute, row.site, row.attribute, row.level)
        spy.reads(cell, row.n)
    for (wave, question, choice), rows in shown.choices.groupby(["wave", "question", "choice"]):
        parts = [_cell("chose", wave, question, site, question, choice) for site in rows["site"] if site != "all"]
        spy.adds_up(_cell("chose", wave, question, "all", question, choice), parts)


def _read_sizes(spy: Attacker, shown: Findings) -> None:
    for row in rows_of(shown.coverage):
        asked, named = ("asked", row.site, "everyone", "everyone"), ("named_only", row.wave, row.site)
        spy.reads(asked, row.interviewed)
        spy.reads(named, row.named_only)
        spy.reads(("forms", row.wave, row.site), row.forms)
        spy.no_more(asked, ("forms", row.wave, row.site))
        spy.adds_up(("on the map", row.wave, row.site), [asked, named])
    people = shown.tallies[shown.tallies["flag"].isin(COUNTED) & (shown.tallies["status"] != "not asked")]
    for row in rows_of(people):
        key = (row.flag, row.wave, row.site)
        size = ("named", row.wave, row.site) if row.flag == "change_maker_v1" else ("on the map", row.wave, row.site)
        if row.flag == "change_maker_v1":
            spy.reads(size, row.n)
        elif pd.notna(row.n):
            spy.between(size, row.n - 4 * len(PEOPLE_IN), row.n + 4 * len(PEOPLE_IN))
        for column in ("count", "one_researcher", "one_street"):
            spy.reads((column, *key), getattr(row, column))
        spy.no_more(("count", *key), size)
        spy.no_more(_cell("count", row.wave, row.flag, row.site), ("count", *key))
        for column in ("one_researcher", "one_street"):
            spy.no_more((column, *key), ("count", *key))
    for (flag, wave), rows in people.groupby(["flag", "wave"]):
        for column in ("count", "one_researcher", "one_street"):
            parts = [(column, flag, wave, site) for site in rows["site"] if site != "all"]
            spy.adds_up((column, flag, wave, "all"), parts)
    for wave in set(people["wave"]):
        for name in ("named", "on the map"):
            spy.adds_up((name, wave, "all"), [(name, wave, site) for site in PEOPLE_IN])


def _read_headlines(spy: Attacker, shown: Findings) -> None:
    """A headline tells a count again, or a share that only few counts give."""
    for found in shown.headlines:
        if found.name in COUNTED and not found.not_asked:
            spy.reads(("count", found.name, found.wave, found.site), found.count)
        if found.name not in RESPONDENT_FLAGS or found.not_asked or found.n is None:
            continue
        key = (found.wave, found.name, found.site)
        spy.reads(_cell("n", *key), found.n)
        spy.reads(_cell("count", *key), found.count)
        if found.value is not None:
            spy.reads(_cell("count", *key), round(found.value * found.n))


@pytest.fixture(name="exact", scope="module")
def _exact(draw: Any, study_of: Any) -> Findings:
    asked = study_of(ASKED, attributes=ATTRIBUTES, population=4000, scales={"wemwbs": {"items": "w{n}"}})
    return analyse(*draw(forms(seed=1), asked))


def exactly(exact: Findings) -> dict[Cell, int]:
    """Return the counts as they are."""
    found: dict[Cell, Any] = {}
    for row in rows_of(exact.groups[exact.groups["status"] != "not asked"]):
        key = (row.wave, row.flag, row.site, row.attribute, row.level)
        found |= {_cell("n", *key): row.n, _cell("count", *key): row.count}
    for row in rows_of(exact.coverage):
        found |= {(name, row.wave, row.site): getattr(row, name) for name in ("forms", "named_only")}
    for row in rows_of(exact.choices):
        found[_cell("chose", row.wave, row.question, row.site, row.question, row.choice)] = row.count
    for row in rows_of(exact.tallies[exact.tallies["flag"].isin(COUNTED)]):
        found[("count", row.flag, row.wave, row.site)] = row.count
    return {cell: int(count) for cell, count in found.items() if pd.notna(count)}


def small(exact: Findings) -> list[Cell]:
    return [cell for cell, count in exactly(exact).items() if 1 <= count <= 7]


def test_no_small_count_can_be_worked_back_across_tables_headlines_and_waves(exact: Findings) -> None:
    secrets = small(exact)
    assert len(secrets) > 50
    assert attack(exact.at("public")).narrow(secrets) == {}


def test_what_the_attacker_takes_for_granted_is_so(exact: Findings) -> None:
    spy = attack(exact.at("public"))
    for cell, count in exactly(exact).items():
        spy.between(cell, count, count)
    spy.solve({})


def test_the_same_attack_succeeds_where_only_small_counts_are_hidden(
    exact: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "complementary", lambda hidden, *_: hidden)
    careless = exact.at("public", thresholds=Thresholds(round_to=1))
    found = attack(careless, step=1).narrow(small(exact)[:60], width=1)
    counts = exactly(exact)
    assert len(found) > 10
    assert all(least == counts[cell] == most for cell, (least, most) in found.items())
