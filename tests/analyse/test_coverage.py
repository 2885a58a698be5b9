"""A village known to the last tie, seen through a survey that asks few of its people."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import coverage_check
from netsurvey.analyse.coverage import COVERAGE_CHECK_COLUMNS, thinned
from netsurvey.errors import UsageError
from netsurvey.network import Network

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again


def ring(people: int, *, population: int | None = None) -> Network:
    """Return people each of whom names the next three."""
    ends = [(f"p{n:03}", f"p{(n + step) % people:03}") for n in range(people) for step in (1, 2, 3)]
    network = Network.from_ties(pd.DataFrame(ends, columns=["source", "target"]))
    return known_to_be_of(network, population or people)


def known_to_be_of(network: Network, population: int) -> Network:
    doors = network.doors.assign(population=population, population_is="residents")
    nodes, ties = network.to_frames()
    return Network(nodes=nodes, ties=ties, roles=network.roles, doors=doors)


def village_of_stars() -> Network:
    """Return a village of ten hubs of very different size, whose members name the hub and are named by it."""
    ends = [(f"hub{hub}", f"m{hub}-{n}") for hub in range(10) for n in range(3 * (hub + 1))]
    both = [*ends, *((member, hub) for hub, member in ends)]
    network = Network.from_ties(pd.DataFrame(both, columns=["source", "target"]))
    return known_to_be_of(network, len(network.nodes))


def test_whoever_asks_everybody_about_everything_loses_nothing() -> None:
    known = village_of_stars()
    checked = coverage_check(known, known=known, surveys=2)
    assert checked["coverage"].tolist() == [1.0] * len(checked)
    assert checked["ratio"].dropna().tolist() == pytest.approx([1.0] * int(checked["ratio"].notna().sum()))
    ranked = checked.dropna(subset="spearman")
    assert ranked["spearman"].tolist() == pytest.approx([1.0] * len(ranked))
    assert set(ranked["verdict"]) == {"holds"}


def test_a_thinned_network_has_the_share_of_people_and_of_namings_that_was_asked_for() -> None:
    seen = thinned(ring(200), coverage=0.25, named=1.0, rng=np.random.default_rng(1))
    assert int(seen.interviewed.sum()) == 50
    assert len(seen.ties) == 150
    half = thinned(ring(200), coverage=0.25, named=0.5, rng=np.random.default_rng(1))
    assert len(half.ties) == pytest.approx(75, abs=25)


def test_nobody_who_was_not_asked_names_anybody() -> None:
    seen = thinned(ring(100), coverage=0.1, rng=np.random.default_rng(2))
    assert set(seen.ties["source"]) <= set(seen.nodes.index.get_level_values("person_id")[seen.interviewed])


def test_density_among_people_drawn_by_lot_is_right_where_they_name_everybody() -> None:
    known = village_of_stars()
    survey = known_to_be_of(thinned(known, coverage=0.5, rng=np.random.default_rng(3)), len(known.nodes))
    checked = coverage_check(survey, known=known, surveys=20)
    assert checked["coverage"].iloc[0] == pytest.approx(0.5, abs=0.01)
    assert checked.loc["density", "ratio"] == pytest.approx(1.0, abs=0.2)


def test_betweenness_suffers_more_than_the_ties_of_the_people_who_were_asked() -> None:
    survey = known_to_be_of(thinned(ring(300), coverage=0.07, rng=np.random.default_rng(3)), 300)
    checked = coverage_check(survey, surveys=5)
    assert list(checked.columns) == list(COVERAGE_CHECK_COLUMNS)
    ranks = checked["spearman"].to_dict()
    assert ranks["degree"] > ranks["betweenness"]
    assert (checked["spearman_low"] <= checked["spearman_high"]).loc[:"eigenvector"].all()


def test_the_same_seed_gives_the_same_check_and_another_another() -> None:
    survey = ring(60, population=600)
    one, again, other = (coverage_check(survey, surveys=2, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert not one["spearman"].equals(other["spearman"])


def test_without_a_population_there_is_no_coverage_to_check() -> None:
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bob"]})
    with pytest.raises(UsageError, match="how many people live there"):
        coverage_check(Network.from_ties(ties))
