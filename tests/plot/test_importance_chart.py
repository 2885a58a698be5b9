"""The chart of what goes with wellbeing: bars, intervals and what chance gives stand where the findings put them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from netsurvey.errors import UsageError
from netsurvey.plot import alt_text, plot_importance

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings


@pytest.fixture(name="compared", scope="module")
def _compared(findings: Findings) -> Findings:
    """Return findings in which isolation comes first, then age in seven bands."""
    rows = [
        ("isolation", 1, 0.12, 0.08, 0.17, 0.002, 1, 1, 1),
        ("lone_parent", 6, 0.03, 0.0, 0.06, 0.013, 2, 2, 3),
    ]
    names = ["block", "parameters", "share", "low", "high", "by_chance", "rank", "rank_low", "rank_high"]
    about: dict[str, Any] = {
        "site": "Ashby",
        "wave": "2011",
        "scale": "wemwbs",
        "n": 450,
        "r2": 0.15,
        "status": "given",
    }
    return replace(findings, importance=pd.DataFrame(rows, columns=names).assign(**about))


def words(ax: Axes) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in ax.figure.findobj(Text))


def test_bars_intervals_and_chance_stand_where_the_findings_put_them(compared: Findings) -> None:
    ax = plot_importance(compared)
    assert [bar.get_width() for bar in ax.patches if isinstance(bar, Rectangle)] == [0.12, 0.03]
    intervals = next(each for each in ax.collections if isinstance(each, LineCollection))
    ends = [np.asarray(path.vertices)[:, 0].tolist() for path in intervals.get_paths()]
    assert ends == [[0.08, 0.17], [0.0, 0.06]]
    assert np.asarray(ax.lines[0].get_xdata()).tolist() == [0.002, 0.013]


def test_the_order_is_told_as_far_as_it_is_settled(compared: Findings) -> None:
    told = words(plot_importance(compared))
    assert "12% · 1st place" in told
    assert "3% · 2nd to 3rd place" in told
    assert "n = 450 who answered all of it" in told
    assert "need not bring it about" in told


def test_the_text_in_its_place_says_the_same(compared: Findings) -> None:
    text = alt_text(plot_importance(compared))
    assert "Isolation 12%, 95% interval 8% to 17%, 1st place. Lone parent 3%" in text
    assert "not which way or why" in text


def test_isolation_is_told_from_the_others_without_colour(compared: Findings) -> None:
    first, second = plot_importance(compared).patches
    assert (first.get_hatch(), second.get_hatch()) == ("//", "")


def test_too_few_people_are_an_error_that_says_what_to_do(compared: Findings) -> None:
    few = compared.importance.assign(status="not enough people", share=np.nan)
    with pytest.raises(UsageError, match="Carry fewer attributes"):
        plot_importance(replace(compared, importance=few))


def test_without_a_score_there_is_nothing_to_draw(findings: Findings) -> None:
    with pytest.raises(UsageError, match="no score to draw"):
        plot_importance(findings)
