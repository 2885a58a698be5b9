"""What each researcher's forms say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from netsurvey.errors import UsageError
from netsurvey.network import Network
from netsurvey.plot import alt_text, plot_researchers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from tests.plot.conftest import Asked


def marks(ax: Axes, gid: str) -> list[float]:
    """Return the values of the first panel's points."""
    line = next(one for one in ax.child_axes[0].findobj(Line2D) if one.get_gid() == gid)
    return list(np.asarray(line.get_xdata(), dtype=float))


def test_rates_are_those_of_each_researchers_forms_the_busiest_first(hamlet: Asked) -> None:
    assert marks(plot_researchers(hamlet.network, hamlet.findings), "forms") == [0.0, 1.0]


def test_one_who_is_outside_what_chance_gives_is_marked_and_told(hamlet: Asked) -> None:
    # at a rate of a quarter, none of 30 comes in 0.02% of surveys and seven or more of 10 in 0.4%
    ax = plot_researchers(hamlet.network, hamlet.findings)
    assert marks(ax, "outside") == [0.0, 1.0]
    assert "r2 (more isolated" in alt_text(ax)
    assert any("outside" in text.get_text() for text in ax.child_axes[0].findobj(Text))


def test_the_page_says_who_the_codes_stand_for(hamlet: Asked) -> None:
    ax = plot_researchers(hamlet.network, hamlet.findings)
    shown = " ".join(" ".join(text.get_text().split()) for text in ax.findobj(Text))
    assert "r1 is the researcher of the first form in the answers" in shown


def test_the_band_of_chance_is_binomial(hamlet: Asked) -> None:
    # quantiles .0125 and .9875 of Binomial(10, 1/4) are 0 and 6, of Binomial(30, 1/4) 3 and 13, from a printed table
    ax = plot_researchers(hamlet.network, hamlet.findings)
    bars = [bar for bar in ax.child_axes[0].patches if isinstance(bar, Rectangle)]
    bands = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]
    assert bands == [pytest.approx((3 / 30, 13 / 30)), pytest.approx((0.0, 0.6))]


def test_it_is_for_the_team_alone(hamlet: Asked) -> None:
    with pytest.raises(UsageError, match="for the team alone"):
        plot_researchers(hamlet.network, hamlet.findings.at("partner"))


def test_one_researcher_cannot_be_compared(hamlet: Asked) -> None:
    network = hamlet.network
    alone = Network(
        nodes=network.nodes.assign(researcher=network.nodes["researcher"].where(network.nodes["researcher"] == "r1")),
        ties=network.ties,
        roles=network.roles,
        doors=network.doors,
    )
    with pytest.raises(UsageError, match="fewer than two researchers"):
        plot_researchers(alone, replace(hamlet.findings))
