"""Charts of wellbeing beside isolation and of shares by group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from netsurvey.errors import UsageError
from netsurvey.plot import alt_text, plot_groups, plot_wellbeing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings


def words(ax: Axes) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in ax.findobj(Text))


def marks(ax: Axes, gid: str) -> Line2D:
    return next(line for line in ax.findobj(Line2D) if line.get_gid() == gid)


def values(ax: Axes, gid: str) -> list[float]:
    return list(np.asarray(marks(ax, gid).get_xdata(), dtype=float))


def test_means_stand_where_the_findings_put_them(findings: Findings) -> None:
    ax = plot_wellbeing(findings)
    assert values(ax, "the people on the left") == [41.0, 45.0]
    assert values(ax, "everybody else who was asked") == [50.0, 50.0]


def test_groups_differ_in_shape_and_filling(findings: Findings) -> None:
    ax = plot_wellbeing(findings)
    those, others = marks(ax, "the people on the left"), marks(ax, "everybody else who was asked")
    assert those.get_marker() != others.get_marker()
    assert others.get_markerfacecolor() == "white"


def test_interval_of_a_mean_is_students(findings: Findings) -> None:
    # 45 less and more 2.0227 * 8 / sqrt(40), the t quantile from a printed table (39 degrees of freedom)
    ax = plot_wellbeing(findings, flags=["power_isolate_v1"])
    ends = np.asarray(ax.collections[0].get_paths()[0].vertices)[:, 0]
    assert ends == pytest.approx([45 - 2.5585, 45 + 2.5585], abs=1e-3)


def test_difference_interval_and_p_stand_beside_the_group(findings: Findings) -> None:
    assert "5.0 lower (−8.2 to −1.8), p = 0.003" in words(plot_wellbeing(findings))  # noqa: RUF001 - real minuses
    assert "9.0 lower (−19.0 to +1.0), p = 0.060" in words(plot_wellbeing(findings))  # noqa: RUF001 - a real minus


def test_groups_too_small_are_said_to_be_in_picture_and_text(published: Findings) -> None:
    ax = plot_wellbeing(published)
    assert words(ax).count("too few to show") == 1
    assert np.isnan(values(ax, "the people on the left")[0])
    for text in (words(ax), alt_text(ax)):
        assert "41.0" not in text
        assert "n = 3)" not in text
    assert "Too few to show" in alt_text(ax)


def test_a_score_that_was_not_asked_names_the_nearest(findings: Findings) -> None:
    with pytest.raises(UsageError, match=r"no score swemwbs.*wemwbs"):
        plot_wellbeing(findings, scale="swemwbs")


def test_whether_a_difference_is_more_than_chance_is_said_in_words(findings: Findings) -> None:
    assert "more than chance gives" in words(plot_wellbeing(findings, flags=["power_isolate_v1"]))
    assert "could be chance" in words(plot_wellbeing(findings, flags=["graph_isolate"]))


def test_the_axis_says_which_way_is_better(findings: Findings) -> None:
    assert plot_wellbeing(findings).get_xlabel().endswith("higher is better")


def test_findings_without_any_score_have_nothing_to_draw(findings: Findings) -> None:
    with pytest.raises(UsageError, match="no score to draw"):
        plot_wellbeing(replace(findings, wellbeing=findings.wellbeing.iloc[:0]))


def test_shares_have_everybody_first_and_their_n(findings: Findings) -> None:
    ax = plot_groups(findings, attribute="work")
    assert values(ax, "graph_isolate") == pytest.approx([0.30, 1 / 6, 20 / 37, 0.0])
    assert "30% (n = 100)" in words(ax)
    assert "retired: 54% (n = 37)" in alt_text(ax)


def test_everybody_together_is_a_line_to_compare_with(findings: Findings) -> None:
    ax = plot_groups(findings, attribute="work")
    assert values(ax, "everyone") == pytest.approx([0.30, 0.30])


def test_shares_of_small_groups_are_hidden(published: Findings) -> None:
    ax = plot_groups(published, attribute="work")
    assert "student: too few to show" in alt_text(ax)
    assert "too few to show" in words(ax)


def test_where_nobody_could_be_said_there_are_bounds_alone(findings: Findings) -> None:
    bounded = findings.groups.assign(
        status="bounds only", share=np.nan, low=np.nan, high=np.nan, bound_low=0.1, bound_high=0.4
    )
    ax = plot_groups(replace(findings, groups=bounded), attribute="work")
    assert "employed: 10% to 40% (n = 60)" in alt_text(ax)
    assert "no way of saying nobody" in words(ax)
    assert "too few" not in words(ax).casefold()


def test_an_attribute_that_was_not_asked_names_the_nearest(findings: Findings) -> None:
    with pytest.raises(UsageError, match=r"no attribute works.*work"):
        plot_groups(findings, attribute="works")


def test_words_stay_on_the_page(findings: Findings) -> None:
    for ax in (plot_wellbeing(findings), plot_groups(findings, attribute="work")):
        figure = ax.get_figure(root=True)
        assert figure is not None
        for text in figure.findobj(Text):
            if text.get_gid() in {"title", "subtitle", "caption"}:
                extent = text.get_window_extent()
                assert extent.x0 >= 0
                assert extent.x1 <= figure.bbox.x1
                assert extent.y0 >= 0
