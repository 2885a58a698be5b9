"""Pictures look as they did when somebody last looked at them.

Where everybody stands is set by hand, so that these pictures change with the drawing and not with the layout. When a
picture is meant to change, look at the new one that the failure names and copy it over the baseline.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.testing.compare import compare_images
from PIL import Image

from netsurvey.network import Network
from netsurvey.plot import plot_ego_map, plot_sociogram

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings

BASELINE = Path(__file__).parent / "baseline"
TOLERANCE = 4.0
"""Root mean square of the differences in grey levels: letters a shade off pass, a legend that is gone does not."""


@pytest.fixture
def circle(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Six respondents and six of their friends in a circle, all naming the first; two more stand on the rail."""
    ties = [(f"r{n}", f"n{n}") for n in range(6)] + [(f"n{n}", f"r{(n + 1) % 6}") for n in (0, 2)]
    ties += [(f"r{n}", "r0") for n in range(1, 6)]
    asked = [*(f"r{n}" for n in range(6)), "n0", "n2", "s1", "s2"]
    network = Network.from_ties(pd.DataFrame(ties, columns=["source", "target"]), respondents=asked, site="Ashby")

    def by_hand(network: Network, **_: Any) -> pd.DataFrame:
        people = network.nodes.index.get_level_values("person_id")
        angle = {f"{kind}{n}": np.pi * (n / 3 + (kind == "n") / 6) for kind in "rn" for n in range(6)}
        places = {who: (9 * np.cos(turn), 5 * np.sin(turn)) for who, turn in angle.items()}
        places |= {"s1": (-9.0, -9.0), "s2": (-7.0, -9.0)}
        frame = pd.DataFrame([places[who] for who in people], columns=["x", "y"], index=network.nodes.index)
        return frame.assign(on_rail=people.str.startswith("s"))

    monkeypatch.setattr("netsurvey.plot.drawn.positions", by_hand)
    return network


def sociogram(network: Network, _: Findings) -> Axes:
    labels = pd.Series({"r0": "Rosa", "r1": "Ray"})
    return plot_sociogram(network, labels=labels, tier="team")


def answers(network: Network, _: Findings) -> Axes:
    given = pd.Series({f"r{n}": answer for n, answer in enumerate(["work", "work", "retired", "student", "home"])})
    return plot_sociogram(network, colour_by=given.rename("employment"), tier="team")


def ego(network: Network, findings: Findings) -> Axes:
    return plot_ego_map(network, replace(findings, people=network.nodes[["status"]]), "r0")


@pytest.mark.parametrize("draw", [sociogram, answers, ego])
def test_a_picture_looks_as_it_did(
    draw: Callable[[Network, Findings], Axes], circle: Network, findings: Findings, tmp_path: Path
) -> None:
    figure = draw(circle, findings).get_figure(root=True)
    assert figure is not None
    drawn, baseline = tmp_path / f"{draw.__name__}.png", tmp_path / "baseline.png"
    figure.savefig(drawn, dpi=60)
    with Image.open(drawn) as picture:
        assert picture.size == (701, 496)
    shutil.copyfile(BASELINE / drawn.name, baseline)
    assert compare_images(str(baseline), str(drawn), tol=TOLERANCE) is None
