"""Numbers about a whole site: only what was asked counts, and the coverage stands beside them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.network import Network


@pytest.fixture
def hand_drawn() -> Network:
    """Ann and Bob name each other, Ann names Cat; Cat and Bob name Zoe, whom nobody asked; Eve is alone."""
    ties = pd.DataFrame(
        {"source": ["Ann", "Bob", "Ann", "Cat", "Bob", "Ann"], "target": ["Bob", "Ann", "Cat", "Zoe", "Zoe", "Bob"]}
    ).assign(question=["help"] * 5 + ["talk"])
    network = Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Eve"])
    return replace(network, doors=network.doors.assign(population=40, population_is="adults"))


def row(frame: pd.DataFrame) -> dict[str, float]:
    assert frame.index.tolist() == [("site", "1")]
    return {str(name): float(value) for name, value in frame.drop(columns="support").iloc[0].items()}


def test_density_is_over_pairs_both_asked_and_stands_beside_its_coverage(hand_drawn: Network) -> None:
    assert row(measures.density(hand_drawn)) == {"density": 3 / 12, "ties": 3, "pairs": 12, "coverage": 0.1}


def test_reciprocity_leaves_out_ties_to_people_who_could_not_return_them(hand_drawn: Network) -> None:
    expected = {"reciprocity": pytest.approx(2 / 3), "ties": 3, "mutual": 1, "coverage": 0.1}
    assert row(measures.reciprocity(hand_drawn)) == expected


def test_components_count_isolates_among_respondents(hand_drawn: Network) -> None:
    assert row(measures.components(hand_drawn)) == {"components": 2, "largest": 4, "isolates": 1, "coverage": 0.1}


def test_transitivity_leaves_out_two_paths_that_nobody_could_close(hand_drawn: Network) -> None:
    assert row(measures.transitivity(hand_drawn)) == {"transitivity": 0, "two_paths": 1, "coverage": 0.1}


def test_where_nothing_could_be_counted_a_share_is_unknown_and_not_zero() -> None:
    alone = Network.from_ties(pd.DataFrame({"source": [], "target": []}), respondents=["Ann"])
    for measure in (measures.density, measures.reciprocity, measures.transitivity):
        assert measure(alone)[measure.__name__].isna().all()


def test_a_site_where_nobody_answered_has_a_row_of_zeros() -> None:
    nobody = Network.from_ties(pd.DataFrame({"source": [], "target": []}))
    counts = measures.components(nobody)[["components", "largest", "isolates"]]
    assert counts.to_numpy().tolist() == [[0, 0, 0]]


def test_each_site_and_wave_has_its_own_row(hand_drawn: Network) -> None:
    nodes, ties = hand_drawn.to_frames()
    later = Network(
        nodes=pd.concat([nodes, nodes.assign(wave="2")]),
        ties=pd.concat([ties, ties[ties["target"] != "Ann"].assign(wave="2")]),
        doors=pd.concat([hand_drawn.doors, hand_drawn.doors.assign(wave="2")]),
        roles=hand_drawn.roles,
    )
    assert measures.reciprocity(later)["mutual"].to_dict() == {("site", "1"): 1, ("site", "2"): 0}
