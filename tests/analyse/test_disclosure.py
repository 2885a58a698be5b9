"""Somebody who has everything that was published, and knows every rule, cannot work a small count back.

The attacker writes all tables, both waves and the headlines down as one system of whole numbers, knows that the same
people were asked in both waves, and asks for each hidden count what it can be at the least and at the most.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from tests.analyse.published import SLOTS, attack, count_dots, exactly, small

from netsurvey.analyse import Findings, analyse, publish, resampling
from netsurvey.analyse.left_out import on_the_map
from netsurvey.privacy import Thresholds

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.analyse.attacker import Attacker

    from netsurvey.network import Network

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again

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
RESEARCHERS = ["first", "second", "third"]
LIVING = {("work", "employed"): 600, ("work", "retired"): 300, ("parent", "yes"): 80, ("parent", "no"): 900}


def forms(people_in: dict[str, int], *, seed: int) -> list[dict[str, Any]]:
    """Return a panel: the same people of some sites in two waves, a few of whom leave blanks that others do not."""
    rng = np.random.default_rng(seed)
    people = [f"{site}{n}" for site, size in people_in.items() for n in range(size)]
    work = rng.choice(["employed", "retired", "student"], size=len(people), p=[0.6, 0.3, 0.1])
    parent = rng.choice(["yes", "no", ""], size=len(people), p=[0.15, 0.8, 0.05])
    met = rng.choice(RESEARCHERS, size=len(people), p=[0.5, 0.42, 0.08])
    filled = []
    for wave in ("2011", "2013"):
        for person, job, lone, who in zip(people, work, parent, met, strict=True):
            site = person.rstrip("0123456789")
            friends = [f"{site}{other}" for other in rng.choice(people_in[site], 2) if f"{site}{other}" != person]
            said = {name: _said(rng, friends) for name in ("help", "bring", "link")}
            answers = dict.fromkeys(said, "none") if rng.random() < 0.08 else said
            scores = {f"wemwbs_{item}": float(rng.integers(1, 6)) for item in range(1, 15)}
            vip = str(rng.choice(["no", "yes", "blank"], p=[0.6, 0.3, 0.1]))
            belongs = str(rng.choice(["agree", "neither", "disagree", "blank"], p=[0.75, 0.12, 0.08, 0.05]))
            goes = {name: _goes(rng, places) for name, places in MEET.items()}
            key = {"id": person, "site": site, "wave": wave, "work": job, "parent": lone or None, "researcher": who}
            filled.append({**key, "vip": vip, "belonging": belongs, **goes, **answers, **scores})
    return filled


def _said(rng: np.random.Generator, friends: list[str]) -> Any:
    return [friends, "none", "blank"][int(rng.choice(3, p=[0.65, 0.27, 0.08]))] or "none"


def _goes(rng: np.random.Generator, places: list[str]) -> Any:
    how_many = int(rng.choice([0, 1, SLOTS], p=[0.3, 0.4, 0.3]))
    return [str(one) for one in rng.choice(places, how_many, replace=False, p=[0.5, 0.3, 0.15, 0.05])] or "none"


def analysed(draw: Any, study_of: Any, people_in: dict[str, int]) -> tuple[Network, Findings]:
    asked = study_of(ASKED, attributes=ATTRIBUTES, population=4000, scales={"wemwbs": {"items": "w{n}"}})
    network, survey = draw(forms(people_in, seed=1), asked)
    living = [(site, *group, count) for site in people_in for group, count in LIVING.items()]
    census = pd.DataFrame(living, columns=["site", "attribute", "level", "count"])
    survey = replace(survey, census=census.assign(row=range(2, len(census) + 2)))
    with pytest.MonkeyPatch.context() as patch:
        # how surely somebody is a key player takes longest and is told to the team alone
        patch.setattr(resampling, "_MOST_SETS", 2)
        return network, analyse(network, survey)


def seen_by_all(network: Network, exact: Findings) -> Attacker:
    """Return all that is published of a panel, and its maps."""
    public = exact.at("public")
    spy = attack(public)
    count_dots(spy, public, network)
    return spy


@pytest.fixture(name="panel", scope="module")
def _panel(draw: Any, study_of: Any) -> tuple[Network, Findings]:
    return analysed(draw, study_of, PEOPLE_IN)


@pytest.fixture(name="close", scope="module")
def _close(draw: Any, study_of: Any) -> tuple[Network, Findings]:
    """Return a panel of two sites in one of which nearly everybody hangs together."""
    return analysed(draw, study_of, {"Ash": 60, "Birch": 14})


@pytest.fixture(name="spy_on", scope="module")
def _spy_on(panel: tuple[Network, Findings], close: tuple[Network, Findings]) -> Callable[[str], Attacker]:
    """Return what somebody knows of a panel at first, read once."""
    read = {"panel": seen_by_all(*panel), "close": seen_by_all(*close)}
    return lambda which: deepcopy(read[which])


@pytest.fixture(name="exact", scope="module")
def _exact(panel: tuple[Network, Findings]) -> Findings:
    return panel[1]


@pytest.fixture(name="public", scope="module")
def _public(exact: Findings) -> Findings:
    return exact.at("public")


@pytest.mark.parametrize("which", ["panel", "close"])
def test_no_small_count_can_be_worked_back_across_tables_headlines_waves_and_maps(
    which: str, spy_on: Callable[[str], Attacker], request: pytest.FixtureRequest
) -> None:
    _, exact = request.getfixturevalue(which)
    secrets = small(exact)
    assert len(secrets) > 50
    assert spy_on(which).narrow(secrets) == {}


@pytest.mark.parametrize("which", ["panel", "close"])
def test_what_the_attacker_takes_for_granted_is_so(
    which: str, spy_on: Callable[[str], Attacker], request: pytest.FixtureRequest
) -> None:
    _, exact = request.getfixturevalue(which)
    spy = spy_on(which)
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
