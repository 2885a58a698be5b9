from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from netsurvey.network import Network
from netsurvey.network.thumbnail import MOST_PEOPLE, thumbnail
from netsurvey.plot import show


@pytest.fixture
def network() -> Network:
    """Ann names Bob and Cat, Bob names Ann; nobody interviewed Cat, and Dan named nobody."""
    ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob"], "target": ["Bob", "Cat", "Ann"]})
    return Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"])


def test_the_map_has_a_shape_a_person_and_a_line_a_naming(network: Network) -> None:
    page = show(network).page
    assert page.count('<circle class="r"') == 3
    assert page.count('<rect class="n"') == 1
    assert page.count("<line ") == 3
    assert "const ties = [[0,1],[0,2],[1,0]]" in page
    assert "3 people were asked (blue circles) and named 1 others" in page


def test_the_map_fetches_nothing(network: Network) -> None:
    page = show(network).page
    assert "default-src 'none'" in page
    assert re.findall(r"(?:https?:)?//[a-z]", page) == []
    assert 'sandbox="allow-scripts"' in show(network)._repr_html_()


def test_labels_cannot_break_out_of_the_page(network: Network) -> None:
    bad = pd.Series({"Ann": "</script><script>alert(1)</script>"})
    page = show(network, labels=bad).page
    assert "</script><script>alert" not in page
    assert "\\u003c/script>" in page
    assert "Bob" not in page


def test_the_same_network_and_seed_give_the_same_map(network: Network) -> None:
    assert show(network, seed=3).page == show(network, seed=3).page


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
    assert show(nobody).page.count("data-i=") == 0
