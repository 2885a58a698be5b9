"""People and what they name on one map."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.text import Text

from netsurvey.plot.style import blank_figure
from netsurvey.plot.two_mode import Look, TwoMode, draw_two_mode, in_fives

THINGS = pd.DataFrame({"number": [30, 20], "look": 0}, index=["hall", "club"])
NONE = pd.DataFrame({"place_a": [], "place_b": [], "both": []})
BLUE = Look(colour="#0072B2", marker="o")


def test_a_dot_stands_for_five() -> None:
    drawn = in_fives(THINGS, NONE)
    assert np.bincount(drawn.ties[:, 1]).tolist() == [6, 4]
    assert len(drawn.looks) == 10
    assert drawn.each == 5


def test_dots_shared_are_not_counted_twice() -> None:
    shared = pd.DataFrame({"place_a": ["hall"], "place_b": ["club"], "both": [10]})
    drawn = in_fives(THINGS, shared)
    assert np.bincount(drawn.ties[:, 1]).tolist() == [6, 4]
    assert np.bincount(drawn.ties[:, 0]).tolist() == [2, 2, 1, 1, 1, 1, 1, 1]


def test_nothing_has_more_dots_than_its_number_whatever_it_shares() -> None:
    things = pd.DataFrame({"number": [10, 10, 10], "look": 0}, index=list("abc"))
    shared = pd.DataFrame({"place_a": ["a", "a", "b"], "place_b": ["b", "c", "c"], "both": 10})
    assert np.bincount(in_fives(things, shared).ties[:, 1]).tolist() == [2, 2, 2]


def test_everything_stays_in_its_part_of_the_axes_and_labels_do_not_overlap() -> None:
    ax = blank_figure().add_axes((0, 0, 1, 1))
    ties = np.array([(dot, thing) for dot in range(60) for thing in {dot % 12, (dot * dot) % 12}])
    things = pd.DataFrame({"number": np.bincount(ties[:, 1]), "look": 0}, index=[f"place {n}" for n in range(12)])
    drawn = TwoMode(things=things, ties=ties, looks=np.zeros(60, dtype=np.int64), each=1)
    draw_two_mode(ax, drawn, [BLUE], labels={}, share=0.6)
    marks = np.vstack([one.get_offsets() for one in ax.collections if one.get_gid() in {"people", "things"}])
    assert marks[:, 0].max() <= 0.6 * ax.get_xlim()[1]
    boxes = [text.get_window_extent() for text in ax.findobj(Text) if text.get_gid() == "label"]
    assert len(boxes) == 12
    overlaps = sum(one.overlaps(other) for at, one in enumerate(boxes) for other in boxes[:at])
    assert overlaps == 0


def test_no_name_hides_a_dot_where_there_is_room_beside_it() -> None:
    """Five things stand apart, named by six people each."""
    ax = blank_figure().add_axes((0, 0, 1, 1))
    ties = np.array([(dot, dot // 6) for dot in range(30)])
    things = pd.DataFrame({"number": 6, "look": 0}, index=[f"a place with a name {n}" for n in range(5)])
    draw_two_mode(ax, TwoMode(things=things, ties=ties, looks=np.zeros(30, dtype=np.int64), each=1), [BLUE], labels={})
    people = next(one for one in ax.collections if one.get_gid() == "people")
    middles = ax.transData.transform(np.asarray(people.get_offsets()))
    boxes = [text.get_window_extent() for text in ax.findobj(Text) if text.get_gid() == "label"]
    hidden = sum(int(box.contains(x, y)) for box in boxes for x, y in middles)
    assert (len(boxes), hidden) == (5, 0)
