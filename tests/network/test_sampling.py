"""Networks of plausible resolutions: who is a node in them, who is tied to whom, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.network import Network, build_network
from netsurvey.study import Study
from netsurvey.tables import (
    ANSWERS,
    DOUBTFUL,
    EVIDENCE,
    MENTION_TIES,
    MENTIONS,
    NOBODY,
    PLACES,
    QUARANTINE,
    RESPONDENTS,
    Draws,
    People,
    Survey,
    empty,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = [("1", "a"), ("1", "b"), ("2", "a")]
NAMED = [
    ("1", "a", "help", "B"),
    ("1", "a", "talk", "B"),
    ("1", "a", "talk", "Z"),
    ("1", "b", "help", "Z"),
    ("2", "a", "help", "Z"),
]
MODAL = [0, 1, 0, 1, 1, 5, 5, 5]
"""The first row of each row's person: the forms of A, B and again A, then who is named."""


def network_of(*labels: list[int]) -> Network:
    """Return the network of two waves in which A answered twice, with these draws."""
    study = Study.model_validate(
        {
            "study": {"title": "Two waves", "responses": "r.csv"},
            "respondent": {"id": "ref"},
            "questions": {name: {"asks": "people", "name": f"{name}_{{n}}"} for name in ("help", "talk")},
        }
    )
    forms = pd.DataFrame([("S", *form) for form in FORMS], columns=["site", "wave", "respondent_id"])
    mentions = pd.DataFrame(NAMED, columns=["wave", "respondent_id", "question", "person_id"])
    mentions = mentions.assign(
        site="S", position=range(1, 1 + len(mentions)), part=1, kind="person", place_id=None, probability=0.8
    )
    survey = Survey(
        study=study,
        respondents=forms.assign(interviewed=True, street="s" + forms["respondent_id"]).reindex(
            columns=list(RESPONDENTS.columns)
        ),
        answers=empty(ANSWERS),
        mentions=mentions.reindex(columns=list(MENTIONS.columns)),
        mention_ties=empty(MENTION_TIES),
        quarantine=empty(QUARANTINE),
        report={},
    )
    people = People(
        people=pd.DataFrame(
            {"person_id": ["A", "B", "Z"], "site": "S", "mentions": 1, "respondents": 1, "certainty": 1}
        ),
        mentions=mentions,
        respondents=forms.assign(person_id=["A", "B", "A"]),
        places=empty(PLACES),
        evidence=empty(EVIDENCE),
        doubtful=empty(DOUBTFUL),
    )
    if labels:
        people = replace(people, draws=Draws(labels=np.array(labels), anchors=np.array([0, 1, 5])))
    return build_network(survey, people)


def ties(network: Network) -> list[list[str]]:
    return network.ties[["wave", "source", "target", "question"]].to_numpy().tolist()


def test_where_nobody_is_in_doubt_a_sample_is_the_network_that_is_shown() -> None:
    for network in (network_of(), network_of(MODAL)):
        (sample,) = network.samples(1)
        pd.testing.assert_frame_equal(sample.nodes, network.nodes)
        pd.testing.assert_frame_equal(sample.ties.assign(probability=0.8), network.ties)
        pd.testing.assert_frame_equal(sample.coverage, network.coverage)


def test_a_mention_that_is_somebody_else_in_a_draw_ties_them_instead() -> None:
    (sample,) = network_of([0, 1, 0, 1, 1, 5, 6, 5]).samples(1)
    assert ["1", "B", "6~", "help"] in ties(sample)
    assert sample.nodes.loc[("S", "1", "6~"), "status"] == "named only"
    assert ["2", "A", "Z", "help"] in ties(sample)


def test_a_mention_that_means_nobody_or_the_respondent_in_a_draw_gives_no_tie() -> None:
    (sample,) = network_of([0, 1, 0, 1, 1, NOBODY, 1, 7]).samples(1)
    assert ties(sample) == [["1", "A", "B", "help"], ["1", "A", "B", "talk"], ["2", "A", "7~", "help"]]


def test_two_people_who_are_one_in_a_draw_are_one_node_called_by_the_first() -> None:
    (sample,) = network_of([0, 1, 0, 1, 1, 1, 1, 1]).samples(1)
    assert ties(sample) == [["1", "A", "B", "help"], ["1", "A", "B", "talk"], ["2", "A", "B", "help"]]


def test_a_respondent_stands_in_each_wave_for_the_form_of_that_wave() -> None:
    network = network_of([0, 1, 2, 1, 1, 5, 5, 5])  # the two forms of A are two people here
    (sampled,) = network.sampled(1)
    second = network.nodes.index.get_loc(("S", "2", "A"))
    assert sampled.interviewed[sampled.stands[second]]
    assert sampled.labels[sampled.stands[second]] == 2


def test_people_who_are_not_on_the_map_of_a_draw_stand_nowhere() -> None:
    network = network_of([0, 1, 0, 1, 1, 5, 1, 1])
    (sampled,) = network.sampled(1)
    places = dict(zip(network.nodes.index.tolist(), sampled.stands, strict=True))
    assert places["S", "2", "Z"] == -1
    assert places["S", "1", "Z"] >= 0


@pytest.mark.parametrize(
    "operation",
    [
        lambda network: network.select(["help"]),
        lambda network: network.select([]),
        lambda network: network.among_respondents(),
        lambda network: network.collapse(),
        lambda network: network.block("S", "2"),
        lambda network: network.block("S", "1").select(["talk"]).collapse().among_respondents(),
        lambda network: network.collapse().select(["any"]),
    ],
)
def test_an_operation_on_a_network_is_the_operation_on_its_samples(operation: Callable[[Network], Network]) -> None:
    network = network_of(MODAL, [0, 1, 0, 1, 4, 5, 1, 0], [0, 1, 2, NOBODY, 4, 5, 5, 5])
    for after, before in zip(operation(network).samples(3), network.samples(3), strict=True):
        pd.testing.assert_frame_equal(after.nodes, operation(before).nodes)
        pd.testing.assert_frame_equal(after.ties, operation(before).ties)
        assert dict(after.roles) == dict(operation(before).roles)


def test_samples_are_spread_over_the_draws_and_come_again_where_there_are_fewer() -> None:
    network = network_of(MODAL, [0, 1, 0, 1, 1, 5, 6, 5])
    assert network.resolutions == 2
    sizes = [len(sample.nodes) for sample in network.samples(4)]
    assert sizes == [sizes[0], sizes[0] + 1] * 2


def test_an_edge_list_is_its_own_sample_and_has_no_draws() -> None:
    network = Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]}))
    assert list(network.samples(2)) == [network, network]
    assert network.resolutions == 1
    with pytest.raises(UsageError, match="no resolutions to sample"):
        network.sampled(1)
