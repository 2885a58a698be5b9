"""How well a map shows its network, on graphs drawn by hand."""

from __future__ import annotations

from itertools import combinations
from math import comb, cos, pi, sin

import numpy as np
import pandas as pd
import pytest

from netsurvey.network import Network
from netsurvey.network.quality import crossings, graph_stress, map_quality, stress
from netsurvey.network.stress import normalised_stress


def on_a_circle(count: int) -> np.ndarray:
    """Return places of which no three are in line."""
    turns = [2 * pi * (each + 0.013 * each**2) / (count * 1.5) for each in range(count)]
    return np.array([(cos(turn), sin(turn)) for turn in turns])


def complete(count: int) -> np.ndarray:
    return np.array(list(combinations(range(count), 2)))


def test_stress_of_a_square_drawn_as_a_line_is_what_a_pencil_says() -> None:
    # distances 1 1 1 1 and 2 2 across; on the line 0 1 2 3 they become 1 1 1 3 and 2 2
    hops = np.array([[0, 1, 2, 1], [1, 0, 1, 2], [2, 1, 0, 1], [1, 2, 1, 0]], dtype=float)
    line = np.column_stack([np.arange(4.0), np.zeros(4)])
    scale = (1 + 1 + 1 + 3 + 1 + 1) / (1 + 1 + 1 + 9 + 1 + 1)
    expected = (5 * (scale - 1) ** 2 + (3 * scale - 1) ** 2) / 6
    assert normalised_stress(hops, line) == pytest.approx(expected)
    assert graph_stress(np.array([[0, 1], [1, 2], [2, 3], [0, 3]]), line) == pytest.approx(expected)


def test_stress_weighs_pieces_by_their_pairs_and_scales_each_by_itself() -> None:
    square = np.array([[0, 1], [1, 2], [2, 3], [0, 3]])
    xy = np.vstack([np.column_stack([np.arange(4.0), np.zeros(4)]), [[50, 0], [90, 0], [130, 0]]])
    both = graph_stress(np.vstack([square, [[4, 5], [5, 6]]]), xy)
    assert both == pytest.approx(graph_stress(square, xy[:4]) * 6 / 9)


def test_stress_of_everybody_on_one_spot_is_no_error() -> None:
    assert graph_stress(np.array([[0, 1], [1, 2]]), np.zeros((3, 2))) == 0


def test_large_pieces_are_judged_by_some_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    edges = np.column_stack([np.arange(1, 400), rng.integers(0, np.arange(1, 400))])
    xy = rng.normal(size=(400, 2))
    whole = graph_stress(edges, xy)
    monkeypatch.setattr("netsurvey.network.quality.ALL_FROM", 100)
    assert graph_stress(edges, xy) == pytest.approx(whole, rel=0.03)


@pytest.mark.parametrize("count", [4, 5, 8, 13])
def test_everybody_tied_to_everybody_in_a_ring_crosses_once_for_each_four(count: int) -> None:
    assert crossings(complete(count), on_a_circle(count)) == comb(count, 4)


def test_crossings_do_not_depend_on_the_size_of_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netsurvey.network.quality.BLOCK", 7)
    assert crossings(complete(13), on_a_circle(13)) == comb(13, 4)


def test_ties_that_meet_touch_or_lie_apart_do_not_cross() -> None:
    xy = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 0.0], [1.0, 3.0], [0.0, 9.0], [2.0, 9.0]])
    assert crossings(np.array([[0, 1], [2, 3], [4, 5], [0, 4], [1, 5]]), xy) == 0
    assert crossings(np.zeros((0, 2), dtype=np.int64), xy) == 0


def test_quality_of_a_map_drawn_by_hand() -> None:
    # a square a b c d with both diagonals: six ties, each pair of opposite ones does not meet
    ties = pd.DataFrame({"source": list("abcdab"), "target": list("bcdacd")})
    network = Network.from_ties(ties)
    corners = pd.DataFrame({"x": [0.0, 1, 1, 0], "y": [0.0, 0, 1, 1]}, index=network.nodes.index)
    boxes = np.array([[0, 0, 2, 1], [1, 0, 3, 1], [2, 0, 4, 1], [0, 5, 1, 6]])
    quality = map_quality(network, corners, label_boxes=boxes)
    assert quality[["crossings", "crossings_possible", "label_overlaps"]].tolist() == [1, 3, 2]
    assert quality["stress"] == pytest.approx(stress(network, corners))
    assert np.isnan(map_quality(network, corners)["label_overlaps"])
