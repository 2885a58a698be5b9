"""Somebody who has everything that was published, and knows every rule, cannot work a small count back.

The attacker writes all tables, both waves and the headlines down as one system of whole numbers, knows that the same
people were asked in both waves, and asks for each hidden count what it can be at the least and at the most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from tests.analyse.attacker import LARGE, Attacker, Cell, rows_of

from netsurvey.analyse import Findings, analyse, publish, resampling
from netsurvey.analyse.definitions import RESPONDENT_FLAGS
from netsurvey.analyse.left_out import on_the_map
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.privacy import Thresholds

if TYPE_CHECKING:
    from netsurvey.network import Network

ASKED: dict[str, dict[str, Any]] = {
    "help": {"asks": "people", "role": "support", "name": "help_{n}", "none_tick": "help_none"},
    "bring": {"asks": "people", "role": "connector", "name": "bring_{n}", "none_tick": "bring_none"},
    "link": {"asks": "people", "role": "linker", "name": "link_{n}", "none_tick": "link_none"},
    "vip": {"asks": "choice", "column": "v", "yes": ["y"], "role": "knows_changer"},
    "belonging": {"asks": "choice", "column": "b", "role": "belonging"},
    "clubs": {"asks": "groups", "name": "club_{n}", "none_tick": "club_none"},
    "news": {"asks": "places", "role": "information", "name": "news_{n}", "none_tick": "news_none"},
}
ATTRIBUTES = {"work": {"column": "work"}, "parent": {"column": "parent"}}
PEOPLE_IN = {"Ash": 60, "Birch": 34, "Cedar": 7}
MEET = {"clubs": ["group:choir", "group:darts", "group:scouts", "group:walkers"]}
MEET["news"] = ["place:hall", "medium:radio", "medium:leaflet", "place:shop"]
SLOTS = 2
COUNTED = ("broker_v0", "broker_v1", "change_maker_v1", "key_player")


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
            goes = {name: _goes(rng, places) for name, places in MEET.items()}
            key = {"id": person, "site": site, "wave": wave, "work": job, "parent": lone}
            filled.append({**key, "vip": vip, "belonging": belongs, **goes, **answers, **scores})
    return filled


def _said(rng: np.random.Generator, friends: list[str]) -> Any:
    return [friends, "none", "blank"][int(rng.choice(3, p=[0.65, 0.27, 0.08]))] or "none"


def _goes(rng: np.random.Generator, places: list[str]) -> Any:
    how_many = int(rng.choice([0, 1, SLOTS], p=[0.3, 0.4, 0.3]))
    return [str(one) for one in rng.choice(places, how_many, replace=False, p=[0.5, 0.3, 0.15, 0.05])] or "none"


def attack(shown: Findings, *, step: int = 5) -> Attacker:
    """Return all that the published findings say."""
    spy = Attacker(step=step)
    _read_groups(spy, shown)
    _read_comparisons(spy, shown)
    _read_answers(spy, shown)
    _read_sizes(spy, shown)
    _read_places(spy, shown)
    _read_sources(spy, shown)
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


def _read_places(spy: Attacker, shown: Findings) -> None:
    """Nobody names more than two; who is isolated is known from the rates; two places share what they have in both."""
    for row in rows_of(shown.places):
        block: tuple[Any, ...] = (row.wave, row.question, row.site)
        named, known, isolated = ((column, *block, row.place_id) for column in ("respondents", "known", "isolated"))
        flagged = (row.wave, row.flag, row.site)
        for cell, value in ((named, row.respondents), (known, row.known), (isolated, row.isolated)):
            spy.reads(cell, value)
        spy.reads(("of", *block), row.of)
        for part, whole in ((named, ("of", *block)), (known, named), (isolated, known)):
            spy.no_more(part, whole)
        spy.no_more(isolated, _cell("count", *flagged))
        spy.no_more(known, _cell("n", *flagged))
        spy.adds_up(("unknown", *named), [named, _cell("n", *flagged)])
        spy.adds_up(("asked and known", *named), [known, ("asked", row.site, "everyone", "everyone")])
        spy.no_more(("unknown", *named), ("asked and known", *named))
        spy.no_more(("of", *block), ("asked", row.site, "everyone", "everyone"))
        if row.place_id != "any":
            spy.between(named, 1, LARGE)
            spy.no_more(named, ("respondents", *block, "any"))
    for key, rows in shown.places.groupby(["wave", "question", "site"]):
        block = tuple(map(str, key))
        single = rows.loc[rows["place_id"] != "any", "place_id"]
        if len(single):
            for column in ("respondents", "known", "isolated"):
                parts = [(column, *block, place) for place in single]
                spy.adds_up(("namings", column, *block), parts)
                spy.no_more((column, *block, "any"), ("namings", column, *block))
                spy.adds_up(("at most", column, *block), [(column, *block, "any")] * SLOTS)
                spy.no_more(("namings", column, *block), ("at most", column, *block))
    for (wave, question), rows in shown.places[shown.places["place_id"] == "any"].groupby(["wave", "question"]):
        for column in ("respondents", "known", "isolated"):
            parts = [(column, wave, question, site, "any") for site in rows["site"] if site != "all"]
            spy.adds_up((column, wave, question, "all", "any"), parts)
    for row in rows_of(shown.overlaps):
        block = (row.wave, row.question, row.site)
        one, other, both = (
            ("respondents", *block, name) for name in (row.place_a, row.place_b, (row.place_a, row.place_b))
        )
        for cell, value in ((one, row.members_a), (other, row.members_b), (both, row.both)):
            spy.reads(cell, value)
        spy.between(both, 1, LARGE)
        for end, place in (("a", one), ("b", other)):
            spy.adds_up(place, [both, ("alone", *both, end)])
        spy.adds_up(("either", *both), [both, ("alone", *both, "a"), ("alone", *both, "b")])
        spy.no_more(("either", *both), ("respondents", *block, "any"))


def _read_sources(spy: Attacker, shown: Findings) -> None:
    """Whoever named a source is in one community, which names its sources as often as the places are named."""
    for row in rows_of(shown.pathways):
        size = ("in community", row.wave, row.site, row.community)
        spy.reads(size, row.of)
        spy.between(size, 1, LARGE)
        if row.source != "any":
            named = ("source", row.wave, row.site, row.community, row.source)
            spy.reads(named, row.respondents)
            spy.between(named, 1, LARGE)
            spy.no_more(named, size)
    for (wave, site), rows in shown.pathways.groupby(["wave", "site"]):
        sizes = [("in community", wave, site, number) for number in rows["community"].unique()]
        spy.adds_up(("respondents", wave, "news", site, "any"), sizes)
        for source, of_source in rows[rows["source"] != "any"].groupby("source"):
            parts = [("source", wave, site, number, source) for number in of_source["community"]]
            spy.adds_up(("respondents", wave, "news", site, source), parts)


def count_dots(spy: Attacker, shown: Findings, network: Network) -> None:
    """Take note of the respondents with ties on the maps that go with the tables, dot by dot."""
    drawn = on_the_map(network, shown.groups)
    dots = drawn.nodes[drawn.interviewed].assign(
        tied=np.bincount(drawn.pairs.ravel(), minlength=len(drawn.nodes))[drawn.interviewed] > 0
    )
    rates = shown.groups[(shown.groups["attribute"] == "everyone") & (shown.groups["flag"] == "graph_isolate")]
    told = rates.loc[rates["status"] == TOO_SMALL, ["wave", "site"]]
    hidden = set(told.itertuples(index=False, name=None))
    for (site, wave), people in dots.groupby(["site", "wave"]):
        asked, seen, others = ("asked", site, "everyone", "everyone"), ("drawn", wave, site), ("not drawn", wave, site)
        alone, known = _cell("count", wave, "graph_isolate", site), _cell("n", wave, "graph_isolate", site)
        spy.between(seen, people["tied"].sum(), people["tied"].sum())
        spy.adds_up(asked, [seen, others])
        spy.no_more(alone, others)
        if (wave, site) in hidden:
            spy.reads(asked, people["tied"].sum() + 10)
        else:
            spy.adds_up(("not drawn and known", wave, site), [others, known])
            spy.adds_up(("alone and asked", wave, site), [alone, asked])
            spy.no_more(("not drawn and known", wave, site), ("alone and asked", wave, site))


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


@pytest.fixture(name="panel", scope="module")
def _panel(draw: Any, study_of: Any) -> tuple[Network, Findings]:
    asked = study_of(ASKED, attributes=ATTRIBUTES, population=4000, scales={"wemwbs": {"items": "w{n}"}})
    network, survey = draw(forms(seed=1), asked)
    with pytest.MonkeyPatch.context() as patch:
        # how surely somebody is a key player takes longest and is told to the team alone
        patch.setattr(resampling, "_MOST_SETS", 2)
        return network, analyse(network, survey)


@pytest.fixture(name="exact", scope="module")
def _exact(panel: tuple[Network, Findings]) -> Findings:
    return panel[1]


@pytest.fixture(name="public", scope="module")
def _public(exact: Findings) -> Findings:
    return exact.at("public")


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
    for row in rows_of(exact.places):
        for column in ("respondents", "known", "isolated"):
            found[(column, row.wave, row.question, row.site, row.place_id)] = getattr(row, column)
    for row in rows_of(exact.overlaps):
        both = ("respondents", row.wave, row.question, row.site, (row.place_a, row.place_b))
        found |= {both: row.both, ("alone", *both, "a"): row.members_a - row.both}
        found[("alone", *both, "b")] = row.members_b - row.both
    for row in rows_of(exact.pathways):
        found[("in community", row.wave, row.site, row.community)] = row.of
        if row.source != "any":
            found[("source", row.wave, row.site, row.community, row.source)] = row.respondents
    return {cell: int(count) for cell, count in found.items() if pd.notna(count)}


def small(exact: Findings) -> list[Cell]:
    return [cell for cell, count in exactly(exact).items() if 1 <= count <= 7]


def test_no_small_count_can_be_worked_back_across_tables_headlines_waves_and_maps(
    panel: tuple[Network, Findings], public: Findings
) -> None:
    network, exact = panel
    secrets = small(exact)
    assert len(secrets) > 50
    spy = attack(public)
    count_dots(spy, public, network)
    assert spy.narrow(secrets) == {}


def test_what_the_attacker_takes_for_granted_is_so(panel: tuple[Network, Findings], public: Findings) -> None:
    network, exact = panel
    spy = attack(public)
    count_dots(spy, public, network)
    for cell, count in exactly(exact).items():
        spy.between(cell, count, count)
    spy.solve({})


def test_partners_are_told_of_nobody_who_is_not_on_their_map(panel: tuple[Network, Findings], public: Findings) -> None:
    network, exact = panel
    shown = exact.at("partner")
    assert shown.groups.equals(public.groups)
    drawn = on_the_map(network, shown.groups)
    asked = shown.people.index[shown.people["status"] == "respondent"]
    assert set(asked) == set(drawn.nodes.index[drawn.interviewed])


def test_the_same_attack_succeeds_where_only_small_counts_are_hidden(
    exact: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "complementary", lambda hidden, *_: hidden)
    careless = exact.at("public", thresholds=Thresholds(round_to=1))
    found = attack(careless, step=1).narrow(small(exact)[:40], width=1)
    counts = exactly(exact)
    assert len(found) > 10
    assert all(least == counts[cell] == most for cell, (least, most) in found.items())
