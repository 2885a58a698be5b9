"""Areas as points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from netsurvey.errors import UsageError
from netsurvey.plot import alt_text, areas, plot_scatter
from netsurvey.plot.scatter import correlation
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from tests.plot.conftest import Asked

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

TOWNS = pd.DataFrame({"area": list("ABCDE"), "n": 100, "across": [1, 2, 3, 4, 5.0], "up": [2, 1, 4, 3, 5.0]})


def test_the_interval_is_fishers() -> None:
    # r = .80 of 5: artanh .8 = 1.0986, less and more 1.95996 / sqrt(2), back by tanh
    assert correlation(TOWNS["across"], TOWNS["up"]) == pytest.approx((0.8, -0.2796, 0.9862), abs=1e-4)


def test_a_point_stands_where_its_area_does() -> None:
    ax = plot_scatter(TOWNS, across="clubs a head", up="mean score")
    points = next(one for one in ax.collections if one.get_gid() == "areas")
    assert np.asarray(points.get_offsets()).tolist() == TOWNS[["across", "up"]].to_numpy().tolist()


def test_picture_and_text_say_that_it_is_no_cause() -> None:
    ax = plot_scatter(TOWNS, across="clubs a head", up="mean score")
    shown = " ".join(" ".join(text.get_text().split()) for text in ax.findobj(Text))
    assert "goes together with, does not cause" in shown
    assert "does not cause" in alt_text(ax)
    assert "n = 500 people in 5 areas" in shown


def test_fewer_than_five_areas_are_refused() -> None:
    with pytest.raises(UsageError, match="areas so few or so alike say nothing"):
        plot_scatter(TOWNS.iloc[:4])


def test_areas_that_are_all_alike_are_refused() -> None:
    with pytest.raises(UsageError, match="areas that differ"):
        plot_scatter(TOWNS.assign(across=1.0))


@pytest.fixture
def scored(findings: Findings) -> Findings:
    """Return findings of three sites: one with a mean of nine people alone."""
    means = pd.DataFrame(
        {
            "site": ["all", "Ashby", "Bexley", "Corby"],
            "wave": "2011",
            "scale": "wemwbs",
            "attribute": "everyone",
            "level": "everyone",
            "n": pd.array([70, 31, 30, 9], dtype="Int64"),
            "mean": [50.0, 49.0, 52.0, 44.0],
        }
    )
    groups = pd.DataFrame(
        {
            "site": ["Ashby", "Bexley", "Corby"],
            "wave": "2011",
            "flag": "graph_isolate",
            "attribute": "everyone",
            "level": "everyone",
            "share": [0.2, 0.1, 0.4],
        }
    )
    return replace(findings, means=means, groups=groups)


def test_sites_are_compared_by_share_isolated_and_mean_score_from_ten_people_on(scored: Findings) -> None:
    table = areas(scored)
    assert table["area"].tolist() == ["Ashby", "Bexley"]
    assert table[["across", "up"]].to_numpy().tolist() == [[0.2, 49.0], [0.1, 52.0]]
    assert table.attrs["across"] == "share of people who are isolated"


def test_streets_are_for_the_team(scored: Findings, village: Network) -> None:
    with pytest.raises(UsageError, match="streets are for the team alone"):
        areas(replace(scored, tier=Tier.PARTNER), village, by="street")
    with pytest.raises(UsageError, match="streets are for the team alone"):
        areas(scored, by="street")


@pytest.fixture
def high_street(hamlet: Asked) -> Findings:
    """Return Hamlet with a score of each of its forty: odd forms are of the High Street, even ones of the Low Road."""
    people = hamlet.findings.people
    scores = np.where(hamlet.network.nodes["street"].reindex(people.index) == "s1", 40.0, 50.0)
    means = pd.DataFrame({"site": ["Hamlet"], "wave": ["2011"], "scale": ["wemwbs"]})
    return replace(hamlet.findings, people=people.assign(wemwbs=scores), means=means)


def test_streets_have_their_names_or_the_page_says_what_the_codes_are(hamlet: Asked, high_street: Findings) -> None:
    coded = areas(high_street, hamlet.network, by="street")
    assert coded[["area", "n", "up"]].to_numpy().tolist() == [["s1", 20, 40.0], ["s2", 20, 50.0]]
    called = areas(high_street, hamlet.network, by="street", labels={"s1": "High Street", "s2": "Low Road"})
    assert called["area"].tolist() == ["High Street", "Low Road"]
    for table, told in ((coded, True), (called, False)):
        five = pd.concat([table, TOWNS.iloc[:4]], ignore_index=True)
        five.attrs = table.attrs
        shown = " ".join(" ".join(text.get_text().split()) for text in plot_scatter(five).findobj(Text))
        assert ("s1 is the street of the first form" in shown) is told


def test_a_score_that_was_not_asked_is_named(scored: Findings) -> None:
    with pytest.raises(UsageError, match="no score swemwbs"):
        areas(scored, scale="swemwbs")
