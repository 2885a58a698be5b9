"""What the comparison of layouts measures with."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netsurvey.network.quality import crossings, graph_stress

ROOT = Path(__file__).parents[2]


def part(name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.delitem(sys.modules, "benchmarks", raising=False)
    importlib.import_module("benchmarks")
    return importlib.import_module(f"benchmarks.layout.{name}")


@pytest.mark.parametrize("rival", ["Kamada-Kawai", "Fruchterman-Reingold"])
def test_a_rivals_pieces_stand_side_by_side(rival: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rivals = part("rivals", monkeypatch)
    edges = np.array([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (6, 7)])
    xy, seconds = rivals.laid_out(rival, 8, edges)
    first, second, pair = xy[:3, 0], xy[3:6, 0], xy[6:, 0]
    assert first.max() < second.min()
    assert second.max() < pair.min()
    assert crossings(edges, xy) == 0
    assert graph_stress(edges, xy) < 0.02
    assert seconds >= 0


def test_an_invented_survey_is_the_same_every_time_and_has_the_size_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    networks = part("networks", monkeypatch)
    ties = networks.door_knocks(400)
    assert np.array_equal(ties, networks.door_knocks(400))
    assert ties.max() < 400
    assert 5 < len(ties) / 100 < 8
    assert (ties[:, 0] < ties[:, 1]).all()
