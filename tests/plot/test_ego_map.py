"""One person's map: who is on it, what is written, and who may see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from tests.plot.reading import circles, collection, looks, named, words

from netsurvey.errors import UsageError
from netsurvey.network import Network
from netsurvey.plot import alt_text, plot_ego_map
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings


@pytest.fixture(scope="module")
def lane() -> Network:
    """Ann names Bob, Cat and Dan, Bob names Ann and Cat; Eve and Fay know one another and none of these."""
    ties = pd.DataFrame(
        [("Ann", "Bob"), ("Ann", "Cat"), ("Ann", "Dan"), ("Bob", "Ann"), ("Bob", "Cat"), ("Eve", "Fay")],
        columns=["source", "target"],
    )
    return Network.from_ties(ties, site="Lane", wave="2011")


@pytest.fixture(scope="module")
def known(findings: Findings, lane: Network) -> Findings:
    """Nobody is flagged."""
    return replace(findings, people=lane.nodes[["status"]])


@pytest.fixture(scope="module")
def ann(lane: Network, known: Findings) -> Axes:
    return plot_ego_map(lane, known, "Ann")


def test_only_the_persons_own_contacts_are_on_the_map(ann: Axes) -> None:
    assert looks(ann) == {"interviewed": 2, "named, not interviewed": 2}
    assert sorted(text.get_text() for text in named(ann, "label")) == ["Ann", "Bob", "Cat", "Dan"]


def test_the_persons_ties_and_those_among_the_others_are_drawn(ann: Axes) -> None:
    drawn = [each for each in ann.collections if each.get_gid() == "ties"]
    assert sorted(len(each.get_paths()) for each in drawn) == [1, 4]
    assert len(collection(ann, "heads").get_paths()) in {1, 4}


def test_it_says_what_the_card_says_and_how_to_read_it(ann: Axes) -> None:
    assert "Lane, 2011 · interviewed, named 3 people, named by 1 person" in words(ann)
    assert "Not flagged." in words(ann)
    assert "pale ones those among the others" in words(ann)
    assert "not interviewed, so whom they would name is not known" not in words(ann)


def test_of_somebody_not_interviewed_it_is_said_that_they_could_name_nobody(lane: Network, known: Findings) -> None:
    told = words(plot_ego_map(lane, known, "Cat"))
    assert "not interviewed, named by 2 people" in told
    assert "whom they would name is not known" in told


def test_names_are_on_the_picture_and_not_in_the_text_in_its_place(lane: Network, known: Findings) -> None:
    drawn = plot_ego_map(lane, known, "Ann", labels=pd.Series({"Ann": "Ann Archer", "Bob": "Bob Bell", "Cat": ""}))
    assert "One person's map: Ann Archer" in words(drawn)
    assert [text.get_text() for text in named(drawn, "label")].count("Cat") == 1
    assert "Ann" not in alt_text(drawn)
    assert "Bob" not in alt_text(drawn)


@pytest.mark.parametrize("tier", [Tier.PARTNER, "public"])
def test_it_is_for_the_team_alone(lane: Network, known: Findings, tier: str) -> None:
    with pytest.raises(UsageError, match="for the team alone"):
        plot_ego_map(lane, known, "Ann", tier=tier)


def test_findings_of_another_tier_have_no_card_to_show(lane: Network, published: Findings) -> None:
    with pytest.raises(UsageError, match="have no cards of people"):
        plot_ego_map(lane, published, "Ann")


def test_an_unknown_id_is_refused(lane: Network, known: Findings) -> None:
    with pytest.raises(UsageError, match='nobody on the map has the id "Zoe"'):
        plot_ego_map(lane, known, "Zoe")


@pytest.mark.parametrize("contacts", [0, 1, 2, 70])
def test_however_many_contacts_no_name_lies_over_another_or_a_dot(findings: Findings, contacts: int) -> None:
    ties = pd.DataFrame({"source": "Ann", "target": [f"Somebody with a long name {n}" for n in range(contacts)]})
    network = Network.from_ties(ties.astype("str"), respondents=["Ann"])
    drawn = plot_ego_map(network, replace(findings, people=network.nodes[["status"]]), "Ann")
    written = [text for text in named(drawn, "label") if text.get_text() != "Ann"]
    assert len(written) == contacts
    boxes = [text.get_window_extent() for text in written]
    page = drawn.get_figure(root=True)
    assert page is not None
    for place, box in enumerate(boxes):
        assert page.bbox.x0 <= box.x0
        assert box.x1 <= page.bbox.x1
        assert not any(box.overlaps(other) for other in boxes[:place])
    for x, y, radius in circles(drawn):
        assert not any(
            np.hypot(x - np.clip(x, box.x0, box.x1), y - np.clip(y, box.y0, box.y1)) < 0.9 * radius for box in boxes
        )
