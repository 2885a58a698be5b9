"""A measure says beside its number whether so thin a sample can speak of the place."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.analyse.coverage import coverage_check
from netsurvey.analyse.structure import publish_structure, structure
from netsurvey.analyse.supported import LEAST_COVERAGE, SUPPORT_COLUMNS, supported, supports
from netsurvey.network import Network
from netsurvey.privacy import STANDARD


def ring_of(population: int, *, people: int = 60) -> Network:
    """Return people each of whom names the next two."""
    ends = [(f"p{n:02}", f"p{(n + step) % people:02}") for n in range(people) for step in (1, 2)]
    network = Network.from_ties(pd.DataFrame(ends, columns=["source", "target"]))
    return replace(network, doors=network.doors.assign(population=population, population_is="adults"))


def test_distances_and_centralisation_are_not_supported_where_one_in_fourteen_was_asked() -> None:
    network = ring_of(840)
    for measure in (measures.distances, measures.centralisation, measures.components, measures.degree_gini):
        assert measure(network)["support"].tolist() == ["not supported at 7% coverage"]
    for measure in (measures.density, measures.reciprocity, measures.transitivity):
        assert measure(network)["support"].tolist() == ["with care at 7% coverage"]


def test_where_the_population_is_not_known_neither_is_what_the_sample_supports() -> None:
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bob"]})
    assert measures.density(Network.from_ties(ties))["support"].tolist() == ["coverage not known"]
    assert set(structure(Network.from_ties(ties))["support"]) == {"coverage not known"}


def test_ties_of_the_people_asked_are_supported_at_any_coverage_and_cut_points_at_none() -> None:
    assert supported("degree", 0.03) == "holds"
    assert supported("cut_point", 0.99) == "not supported at 99% coverage"
    assert supported(["degree", "betweenness"], 0.1) == "with care at 10% coverage"
    assert supported("degree", 0.004) == "not supported at under 1% coverage"


def test_published_counts_of_the_map_speak_of_the_published_coverage() -> None:
    network = ring_of(100)
    published = network.coverage.assign(interviewed=pd.array([55], dtype="Int64"))
    shown = publish_structure(structure(network), published, STANDARD).set_index("flag")["support"]
    assert shown["component"] == "with care at 55% coverage"
    hidden = published.assign(interviewed=pd.array([pd.NA], dtype="Int64"))
    assert set(publish_structure(structure(network), hidden, STANDARD)["support"]) == {"coverage not known"}


def test_the_table_of_support_has_a_row_for_every_measure_that_was_tried_out() -> None:
    table = supports(ring_of(840).coverage)
    assert table.columns.tolist() == list(SUPPORT_COLUMNS)
    assert set(table["measure"]) == set(LEAST_COVERAGE)
    assert table.set_index("measure").loc["cut_point", ["with_care_from", "holds_from"]].isna().all()


def test_what_was_tried_out_is_what_coverage_check_tries() -> None:
    known = ring_of(60)
    assert set(coverage_check(known, known=known, surveys=1).index) == set(LEAST_COVERAGE)


@pytest.mark.parametrize("name", LEAST_COVERAGE)
def test_nothing_holds_before_it_may_be_taken_with_care(name: str) -> None:
    with_care, holds = LEAST_COVERAGE[name]
    assert with_care <= holds
