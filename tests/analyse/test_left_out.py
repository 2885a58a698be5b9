"""Dots can be counted, so a map below the team tier shows a round number of respondents where isolates are hidden."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse.isolation import GIVEN
from netsurvey.analyse.left_out import leaving, on_the_map, shown_people
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.network import Network
from netsurvey.privacy import STANDARD


def star_of(asked: int, *, alone: int = 0) -> Network:
    """Return respondents who all name Zoe and somebody nobody else names, but for some who name nobody."""
    names = [f"p{n:03}" for n in range(asked)]
    ends = [(name, other) for name in names[alone:] for other in ("Zoe", f"friend of {name}")]
    return Network.from_ties(pd.DataFrame(ends, columns=["source", "target"]), respondents=names)


def rates(*, status: str = TOO_SMALL, n: int | None = 100) -> pd.DataFrame:
    cells: dict[str, Any] = {"site": "site", "wave": "1", "flag": "graph_isolate", "attribute": "everyone"}
    return pd.DataFrame([cells | {"status": status, "n": n}])


def drawn(network: Network, groups: pd.DataFrame) -> int:
    return int(on_the_map(network, groups).interviewed.sum())


@pytest.mark.parametrize("alone", range(1, 8))
def test_a_map_shows_as_many_dots_whether_one_or_seven_have_no_tie(alone: int) -> None:
    for asked in range(58, 63):  # all of which are published as 60
        assert drawn(star_of(asked, alone=alone), rates()) == 50


def test_more_are_left_out_where_more_have_no_tie_for_another_sites_sake() -> None:
    assert drawn(star_of(100, alone=12), rates()) == 80
    assert drawn(star_of(100, alone=20), rates()) == 80
    assert drawn(star_of(100, alone=21), rates()) == 70


def test_people_whom_only_those_left_out_named_are_left_out_with_them() -> None:
    seen = on_the_map(star_of(60, alone=2), rates())
    assert len(seen.nodes) == 50 + 50 + 1
    assert np.bincount(seen.pairs.ravel(), minlength=len(seen.nodes)).min() == 1


def test_a_map_is_whole_where_the_number_without_ties_is_told() -> None:
    network = star_of(60, alone=9)
    assert on_the_map(network, rates(status=GIVEN)) is network


def test_nobody_is_drawn_where_it_is_hidden_how_many_were_asked_or_where_few_were() -> None:
    assert drawn(star_of(60, alone=2), rates(n=None)) == 0
    assert drawn(star_of(16, alone=1), rates()) == 0


def test_whoever_two_people_named_stays_and_so_does_the_only_contact_of_another_respondent() -> None:
    ties = pd.DataFrame({"source": ["Ann", "Bob", "Cat", "Dan"], "target": ["Eve", "Eve", "Dan", "Eve"]})
    order = leaving(Network.from_ties(ties, respondents=["Ann", "Bob", "Cat", "Dan", "Eve"])).droplevel([0, 1])
    assert order[["Eve", "Dan"]].isna().all()
    assert sorted(order.dropna()) == [1, 2, 3]


def test_who_leaves_is_the_same_every_time_and_goes_by_more_than_the_alphabet() -> None:
    order = leaving(star_of(40))
    pd.testing.assert_series_equal(order, leaving(star_of(40)))
    asked = order.dropna().astype(int)
    assert sorted(asked) == list(range(1, 41))
    assert asked.tolist() != sorted(asked)


def test_the_table_of_people_lists_the_respondents_of_the_map() -> None:
    network = star_of(60, alone=3)
    degree = np.bincount(network.wiring.neighbours.ravel(), minlength=len(network.nodes))
    people = network.nodes[["status"]].assign(degree=degree, leaving=leaving(network))
    listed = people.index[shown_people(people, rates(), STANDARD) & network.interviewed]
    seen = on_the_map(network, rates())
    assert set(listed) == set(seen.nodes.index[seen.interviewed])
