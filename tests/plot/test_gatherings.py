"""The map of people and the places or groups they name, with its bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from netsurvey.errors import UsageError
from netsurvey.plot import alt_text, gathering_questions, plot_gatherings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from tests.plot.conftest import Asked


def words(ax: Axes) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in ax.findobj(Text))


def drawn(ax: Axes, gid: str) -> list[int]:
    """Return how many marks of each look there are with a group id."""
    return [len(np.asarray(one.get_offsets())) for one in ax.collections if one.get_gid() == gid]


def bars(ax: Axes, panel: int) -> list[float]:
    return [bar.get_width() for bar in ax.child_axes[panel].patches if isinstance(bar, Rectangle)]


def test_dots_that_name_several_things_look_different(hamlet: Asked) -> None:
    # 33 of the 40 are in a group at all, 10 of them in two
    ax = plot_gatherings(hamlet.network, hamlet.findings)
    assert drawn(ax, "people")[:2] == [23, 10]
    assert sum(drawn(ax, "things")) == 4


def test_bars_are_shares_of_those_who_answered(hamlet: Asked) -> None:
    ax = plot_gatherings(hamlet.network, hamlet.findings)
    assert bars(ax, 0) == pytest.approx([20 / 40, 18 / 40, 3 / 40, 2 / 40])


def test_pairs_are_counted_by_the_people_they_share(hamlet: Asked) -> None:
    assert bars(plot_gatherings(hamlet.network, hamlet.findings), 1) == [10]


def test_below_the_team_small_groups_are_left_out_and_said_to_be(hamlet: Asked) -> None:
    ax = plot_gatherings(hamlet.network, hamlet.findings.at("partner"))
    assert sum(drawn(ax, "things")) == 2
    assert "2 others that few people named are left out" in words(ax)
    assert "2 others that few people named are left out" in alt_text(ax)


def test_below_the_team_dots_are_made_from_the_shown_numbers_alone(hamlet: Asked) -> None:
    # the choir about 20 and the club about 20, both about 10: two dots of five in both, two more in each
    ax = plot_gatherings(hamlet.network, hamlet.findings.at("partner"))
    assert drawn(ax, "people")[:2] == [4, 2]


def test_labels_and_the_question_stand_on_the_page(hamlet: Asked) -> None:
    ids = hamlet.findings.places.set_index("respondents")["place_id"]
    ax = plot_gatherings(
        hamlet.network, hamlet.findings, title="Which groups do you belong to?", labels={ids[20]: "choir"}
    )
    assert "Which groups do you belong to?" in words(ax)
    assert "choir: 20 people" in alt_text(ax)


def test_questions_about_information_are_not_gatherings(hamlet: Asked) -> None:
    assert gathering_questions(hamlet.findings, site="Hamlet", wave="2011") == ["groups"]


def test_a_question_that_was_not_asked_names_the_nearest(hamlet: Asked) -> None:
    with pytest.raises(UsageError, match=r"asked for by group\b.*groups"):
        plot_gatherings(hamlet.network, hamlet.findings, question="group")


def test_the_picture_goes_into_axes_of_ones_own(hamlet: Asked) -> None:
    from netsurvey.plot.style import blank_figure  # noqa: PLC0415

    figure = blank_figure(size=(16, 8))
    left, right = figure.subplots(1, 2)
    assert plot_gatherings(hamlet.network, hamlet.findings, ax=left) is left
    assert not right.has_data()
    assert np.isfinite(left.get_position().bounds).all()
