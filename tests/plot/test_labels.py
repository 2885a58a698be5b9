"""Names on a map lie neither over one another nor over the dots of those they could be taken for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from tests.plot.reading import circles, named

from netsurvey.network import Network
from netsurvey.plot import plot_sociogram
from netsurvey.privacy import Tier
from netsurvey.samples import sample_path

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def overlaps(ax: Axes) -> tuple[int, int, float]:
    """Return how often a label lies over a label and over a large dot, and the share of all dots that are covered."""
    boxes = [text.get_window_extent() for text in named(ax, "label")]
    labels = sum(a.overlaps(b) for place, a in enumerate(boxes) for b in boxes[:place])
    x, y, radius = circles(ax).T
    covered = np.array(
        [np.hypot(x - np.clip(x, b.x0, b.x1), y - np.clip(y, b.y0, b.y1)) < 0.7 * radius for b in boxes]
    ).any(axis=0)
    return labels, int((covered & (radius > max(8, 1.6 * np.median(radius)))).sum()), float(covered.mean())


def true_map(sample: str) -> Network:
    """Return who truly named whom in a sample."""
    folder = Path(str(sample_path(sample)))
    truth = pd.read_csv(folder / "truth.csv", dtype="str").dropna(subset=["person"])
    people = pd.read_csv(folder / "respondents_truth.csv", dtype="str").set_index("respondent_id")["person"]
    ties = pd.DataFrame({"source": truth["respondent_id"].map(people), "target": truth["person"]}).dropna()
    return Network.from_ties(ties, respondents=people.unique())


@pytest.mark.parametrize("sample", ["small", "murton-sized"])
def test_labels_on_the_samples_maps_lie_over_no_label_and_no_large_dot(sample: str) -> None:
    network = true_map(sample)
    names = pd.Series({who: f"Person {who}" for who in network.nodes.index.get_level_values("person_id")})
    ax = plot_sociogram(network, labels=names, tier=Tier.TEAM)
    assert len(named(ax, "label")) >= 8
    labels, large, share = overlaps(ax)
    assert (labels, large) == (0, 0)
    assert share < 0.15


def test_no_label_lies_over_another_where_hubs_stand_close_together() -> None:
    """Twelve hubs named by the same six people have long names."""
    ties = pd.DataFrame(
        [{"source": f"s{n}", "target": f"Somebody with a long name {hub}"} for n in range(6) for hub in range(12)]
    )
    network = Network.from_ties(ties, respondents=[f"s{n}" for n in range(6)])
    ax = plot_sociogram(network, labels=pd.Series({name: name for name in set(ties["target"])}), tier=Tier.TEAM)
    assert len(named(ax, "label")) >= 6
    assert overlaps(ax)[0] == 0
