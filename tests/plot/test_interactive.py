"""The map in a notebook: what is in it, that it fetches nothing, and that it moves in a real browser."""

from __future__ import annotations

import html
import json
import re

import pandas as pd
import pytest

import netsurvey
from netsurvey.network import Network
from netsurvey.network.thumbnail import MOST_PEOPLE, thumbnail
from netsurvey.plot import show


@pytest.fixture
def network() -> Network:
    """Ann names Bob and Cat, Bob names Ann; nobody interviewed Cat, and Dan named nobody."""
    ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob"], "target": ["Bob", "Cat", "Ann"]})
    return Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"])


def contents(page: str) -> dict[str, list[object]]:
    found = re.search(r"= (\{\"x\".*\});", page)
    assert found is not None
    told: dict[str, list[object]] = json.loads(found[1])
    return told


def test_the_map_has_everybody_and_every_naming(network: Network) -> None:
    told = contents(network.show().page)
    assert told["labels"] == ["Ann", "Bob", "Cat", "Dan"]
    assert told["asked"] == [1, 1, 0, 1]
    assert told["ties"] == [[0, 1], [0, 2], [1, 0]]
    assert told["namers"] == [1, 1, 1, 0]
    assert "3 people were asked (blue circles) and named 1 others" in network.show().page


def test_the_method_and_the_functions_are_the_same(network: Network) -> None:
    assert network.show(seed=3).page == show(network, seed=3).page == netsurvey.show(network, seed=3).page


def test_the_map_fetches_nothing(network: Network) -> None:
    page = network.show().page
    assert "default-src 'none'" in page
    assert re.findall(r"(?:https?:)?//[a-z]", page) == []
    assert 'sandbox="allow-scripts"' in network.show()._repr_html_()


def test_labels_cannot_break_out_of_the_page(network: Network) -> None:
    bad = pd.Series({"Ann": "</script><script>alert(1)</script>"})
    page = network.show(labels=bad).page
    assert "</script><script>alert" not in page
    assert "\\u003c/script>" in page
    assert "Bob" not in page


def test_a_notebook_shows_the_network_with_a_small_picture(network: Network) -> None:
    shown = network._repr_html_()
    assert shown.count("<circle") == 3
    assert "partial map" in shown


def test_a_thumbnail_says_nothing_of_who_is_who(network: Network) -> None:
    told = html.unescape(thumbnail(network))
    assert "Ann" not in told
    assert "Dan" not in told


def test_there_is_no_thumbnail_of_nothing_or_of_too_much() -> None:
    nobody = Network.from_ties(pd.DataFrame({"source": [], "target": []}))
    assert thumbnail(nobody) == ""
    many = Network.from_ties(pd.DataFrame({"source": [], "target": []}), respondents=range(MOST_PEOPLE + 1))
    assert thumbnail(many) == ""
    assert contents(nobody.show().page)["x"] == []
