"""Brokers beyond chance: found where somebody was put between groups, and seldom where nobody was."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control

from netsurvey.analyse import Findings, analyse
from netsurvey.analyse.brokers import brokers, stable_communities
from netsurvey.analyse.nulls import Namings
from netsurvey.network import Network

CIRCLES, SIZE = 4, 15


def circles() -> Network:
    """Return four circles of fifteen who name three others of their circle each, and Zoe who names one of each."""
    rng = np.random.default_rng(3)
    ties = [
        (f"{circle}-{one}", f"{circle}-{(one + step) % SIZE}")
        for circle in range(CIRCLES)
        for one in range(SIZE)
        for step in rng.choice(np.arange(1, SIZE), 3, replace=False)
    ]
    ties += [("Zoe", f"{circle}-0") for circle in range(CIRCLES)]
    return Network.from_ties(pd.DataFrame(ties, columns=["source", "target"]))


@pytest.fixture(name="table", scope="module")
def _table() -> pd.DataFrame:
    return brokers(circles(), seed=2).table.droplevel(["site", "wave"])


def test_the_only_one_who_knows_people_of_every_circle_is_a_broker(table: pd.DataFrame) -> None:
    zoe: Any = table.loc["Zoe"]
    assert zoe["broker_v1"]
    assert zoe["stable_communities"] == CIRCLES
    assert zoe["betweenness_p"] < 0.001
    # she lies on all paths between circles: 6 pairs of circles, 15 times 15 pairs of people each
    assert zoe["betweenness_threshold"] < 6 * SIZE * SIZE
    assert zoe["constraint_null"] == pytest.approx(0.25, abs=0.05)


def test_whoever_stays_in_one_circle_is_none(table: pd.DataFrame) -> None:
    gates = {"Zoe", *(f"{circle}-0" for circle in range(CIRCLES))}
    assert set(table.index[table["broker_v1"]]) <= gates
    assert (table.loc[~table.index.isin(gates), "stable_communities"] <= 1).all()


def test_the_threshold_is_that_of_benjamini_and_hochberg(table: pd.DataFrame) -> None:
    network = circles()
    compared = table["betweenness_p"].notna()
    held = pd.Series(false_discovery_control(table.loc[compared, "betweenness_p"]) <= 0.10, index=table.index[compared])
    counted = np.array(network.undirected.betweenness())
    above = pd.Series(counted, index=network.nodes.index.get_level_values("person_id")) > table["betweenness_threshold"]
    pd.testing.assert_series_equal(above[compared], held, check_names=False)
    assert held.any()


def test_in_networks_that_chance_made_there_is_mostly_nobody() -> None:
    namings = Namings.of(circles().wiring)
    index = circles().nodes.index.get_level_values("person_id")
    found = []
    for draw in range(12):
        edges = index.to_numpy()[namings.swapped((draw,)).edges]
        found.append(brokers(Network.from_ties(pd.DataFrame(edges, columns=["source", "target"])), nulls=60).table)
    # each has somebody with a chance of .10 at most: of twelve more than four is a matter of one in two hundred
    assert sum(bool(table["broker_v1"].any()) for table in found) <= 4


def test_people_with_one_contact_are_not_compared() -> None:
    star = Network.from_ties(pd.DataFrame({"source": ["Ann"] * 4, "target": ["Bob", "Cat", "Dan", "Eve"]}))
    table = brokers(star, nulls=20).table
    assert table["betweenness_p"].isna().all()
    assert not table["broker_v1"].any()


def test_the_same_seed_gives_the_same_brokers() -> None:
    first, again = (brokers(circles(), nulls=30, seed=5).table for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_circles_are_the_stable_communities() -> None:
    network = circles()
    groups = pd.Series(stable_communities(network.wiring), index=network.nodes.index.get_level_values("person_id"))
    for circle in range(CIRCLES):
        inside = groups[groups.index.str.startswith(f"{circle}-")]
        assert set(inside) == {inside.iloc[0]} - {-1}
    assert groups.drop("Zoe").nunique() == CIRCLES


def test_two_people_are_no_community() -> None:
    pair = Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]}))
    assert stable_communities(pair.wiring).tolist() == [-1, -1]


@pytest.fixture(name="findings", scope="module")
def _findings(draw: Any) -> Findings:
    """The circles as forms."""
    named = circles().ties.groupby("source")["target"].agg(list)
    everybody = [{"id": str(name), "help": people} for name, people in named.items()]
    return analyse(*draw(everybody, meant=[{}, {("Zoe", "help", 1): "Yan"}]), seed=2)


def test_a_brokers_card_says_what_they_were_held_against(findings: Findings) -> None:
    told = next(reason for reason in findings.card("Zoe").reasons if reason.startswith("Broker"))
    zoe: Any = findings.people.xs("Zoe", level="person_id").iloc[0]
    assert f"lies on {int(zoe['betweenness']):,} shortest paths between others" in told
    assert f"needs more than {int(zoe['betweenness_threshold']):,} (p < 0.001)" in told
    assert "has ties into 4 communities" in told
    assert "holds in 100% of plausible resolutions of who is who" in told
    assert zoe["broker_v1_share"] == 1  # without the one she does not mean in half of the draws three circles are left
    assert f"{zoe['broker_v1_resampled']:.0%} of sets of respondents drawn anew" in told


def test_partners_are_not_told_who_the_few_brokers_are(findings: Findings) -> None:
    assert 1 <= int(findings.people["broker_v1"].sum()) <= 7
    shown = findings.at("partner")
    tallied: Any = shown.tallies.set_index("flag").loc["broker_v1"]
    assert pd.isna(tallied["count"])
    assert shown.people["broker_v1"].isna().all()
    assert "broker_v0" not in shown.people
