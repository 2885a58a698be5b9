"""The page of indicators."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from netsurvey.errors import UsageError
from netsurvey.plot import alt_text, plot_warm
from netsurvey.plot.warm import rated

TABLE = pd.DataFrame(
    [
        ("systems", "crime", "burglaries", 8.0, 10.0, 8.0, "lower"),
        ("self", "health", "good health, %", 70.0, 80.0, 100.0, "higher"),
        ("self", "schooling", "finished school, %", 50.0, 51.0, np.nan, "higher"),
        ("supports", "belonging", "feel they belong, %", 60.0, np.nan, 50.0, "higher"),
    ],
    columns=["block", "domain", "indicator", "place", "local_authority", "national", "better"],
)


def words() -> list[str]:
    return [text.get_text() for text in plot_warm(TABLE, title="Ashby").findobj(Text)]


def test_marks_follow_the_direction_that_is_better() -> None:
    assert rated(TABLE).tolist() == ["better", "worse", "about the same", "not known"]


def test_five_percent_either_way_is_about_the_same() -> None:
    edge = pd.DataFrame({"place": [95.0, 105.0, 94.9, 105.1], "local_authority": 100.0, "better": "higher"})
    assert rated(edge).tolist() == ["about the same", "about the same", "worse", "better"]


def test_every_mark_is_a_word_and_a_shape_of_its_own() -> None:
    ax = plot_warm(TABLE)
    drawn = {line.get_gid(): line.get_marker() for line in ax.lines if line.get_gid()}
    assert len(set(drawn.values())) == len(drawn) == 4
    assert set(drawn) <= set(words())


def test_ratios_are_to_the_national_figure() -> None:
    shown = words()
    assert "1.00" in shown
    assert "0.70" in shown
    assert "1.20" in shown


@pytest.mark.parametrize("burglaries", [8.0, 70.0, 80_000.0, 0.000_8, 8e8])
def test_numbers_of_the_scale_of_ratios_do_not_touch_however_absurd_a_ratio_is(burglaries: float) -> None:
    ax = plot_warm(TABLE.assign(place=[burglaries, *TABLE["place"].iloc[1:]]))
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.canvas.draw()
    panel = next(each for each in ax.child_axes if isinstance(each, Axes))
    ticks = panel.get_xticklabels()
    assert "1.0" in {text.get_text() for text in ticks}
    boxes = [text.get_window_extent() for text in ticks]
    assert all(right.x0 - left.x1 > 5 for left, right in pairwise(boxes))


def test_blocks_come_in_their_order_with_a_heading_each() -> None:
    heads = [text for text in words() if text.startswith(("Self", "Supports", "Systems"))]
    assert [head.split(":")[0] for head in heads] == ["Self", "Supports", "Systems"]


def test_thresholds_stand_on_the_page() -> None:
    assert any("more than 5%" in text and "not a test" in " ".join(text.split()) for text in words())


def test_the_text_in_place_of_the_picture_tells_every_indicator() -> None:
    told = alt_text(plot_warm(TABLE, title="Ashby"))
    assert "burglaries: 8, local authority 10: better; 1.00 times the national figure" in told
    assert all(name in told for name in TABLE["indicator"])


def test_unknown_words_and_missing_columns_are_named() -> None:
    with pytest.raises(UsageError, match=r'column "block": is not known \(value "selves"\)'):
        plot_warm(TABLE.replace({"block": {"self": "selves"}}))
    with pytest.raises(UsageError, match='column "national"'):
        plot_warm(TABLE.drop(columns="national"))
    with pytest.raises(UsageError, match="no indicators"):
        plot_warm(TABLE.iloc[:0])
