"""A later wave starts from the map of the earlier one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from netsurvey.network import Network
from netsurvey.network.layout import positions
from netsurvey.network.quality import stress


def ties(seed: int = 5) -> pd.DataFrame:
    """Invent who named whom: 40 respondents and 160 others in one village."""
    rng = np.random.default_rng(seed)
    rows = [(f"p{who}", f"p{other}") for who in range(40) for other in rng.integers(0, 200, 6)]
    return pd.DataFrame(rows, columns=["source", "target"])


def moved(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series[float]:
    """Return how far everybody who is on both maps has moved, as a share of the first map's width."""
    way = (after.droplevel("wave")[["x", "y"]] - before.droplevel("wave")[["x", "y"]]).dropna()
    return pd.Series(np.hypot(way["x"], way["y"]) / np.ptp(before["x"]), index=way.index)


@pytest.fixture(scope="module")
def first() -> pd.DataFrame:
    return positions(Network.from_ties(ties(), wave="2011"))


@pytest.fixture(scope="module")
def later() -> Network:
    """The same village two years on: some ties gone, six newcomers, one pair that nobody else is tied to."""
    kept = ties().sample(frac=0.85, random_state=1)
    newcomers = pd.DataFrame({"source": [f"p{n}" for n in range(6)], "target": [f"new{n}" for n in range(6)]})
    pair = pd.DataFrame({"source": ["alone1"], "target": ["alone2"]})
    return Network.from_ties(pd.concat([kept, newcomers, pair]), wave="2013")


def test_people_stay_near_where_they_were(first: pd.DataFrame, later: Network) -> None:
    held, fresh = moved(first, positions(later, start=first)), moved(first, positions(later))
    assert held.median() < 0.05
    assert held.quantile(0.9) < 0.2
    assert held.median() < 0.2 * fresh.median()


def test_staying_costs_little_of_what_distances_say(first: pd.DataFrame, later: Network) -> None:
    assert stress(later, positions(later, start=first)) < 1.25 * stress(later, positions(later))


def test_the_same_ties_again_give_almost_the_same_map(first: pd.DataFrame) -> None:
    again = Network.from_ties(ties(), wave="2013")
    assert moved(first, positions(again, start=first)).max() < 0.1


def test_newcomers_stand_near_who_named_them(first: pd.DataFrame, later: Network) -> None:
    placed = positions(later, start=first).droplevel(["site", "wave"])[["x", "y"]]
    for n in range(6):
        assert np.hypot(*(placed.loc[f"new{n}"] - placed.loc[f"p{n}"])) < 0.35 * np.ptp(placed["x"])


def test_a_new_piece_keeps_clear_of_the_old_ones(first: pd.DataFrame, later: Network) -> None:
    placed = positions(later, start=first).droplevel(["site", "wave"])
    pair, others = placed.loc[["alone1", "alone2"]], placed[placed["component"] == 0]
    gaps = np.hypot(*(pair[["x", "y"]].to_numpy()[:, None] - others[["x", "y"]].to_numpy()).T)
    assert pair["component"].tolist() == [1, 1]
    assert gaps.min() > 1.0


def test_a_piece_with_one_person_of_before_stands_where_that_person_stood() -> None:
    before = positions(Network.from_ties(pd.DataFrame({"source": ["a", "c"], "target": ["b", "d"]}), wave="1"))
    after = Network.from_ties(pd.DataFrame({"source": ["a", "y"], "target": ["x", "z"]}), wave="2")
    placed = positions(after, start=before)
    assert moved(before, placed).loc[("site", "a")] < 0.1


def test_people_of_another_site_are_not_taken_for_those_of_this() -> None:
    pair = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    here = Network.from_ties(pair, site="here", wave="2")
    elsewhere = positions(Network.from_ties(pair, site="elsewhere", wave="1")) * [5, 5, 1, 1]
    pd.testing.assert_frame_equal(positions(here, start=elsewhere), positions(here))


def test_who_was_on_the_rail_is_new_to_the_map() -> None:
    before = positions(Network.from_ties(pd.DataFrame({"source": ["a"], "target": ["b"]}), respondents=["a", "r"]))
    after = Network.from_ties(pd.DataFrame({"source": ["a", "a"], "target": ["b", "r"]}), wave="2")
    placed = positions(after, start=before)
    assert not placed["on_rail"].any()
    assert placed[["x", "y"]].notna().all(axis=None)


def test_people_of_a_piece_too_large_for_all_pairs_stay_too(
    first: pd.DataFrame, later: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netsurvey.network.stress.ALL_PAIRS_LIMIT", 50)
    monkeypatch.setattr("netsurvey.network.stress.PIVOTS", 40)
    assert moved(first, positions(later, start=first)).median() < 0.05
