"""Communities with a territory of their own."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from scipy.spatial import ConvexHull, Delaunay

from netsurvey.network import Network
from netsurvey.network.layout import positions

if TYPE_CHECKING:
    from numpy.typing import NDArray


@pytest.fixture(scope="module")
def village() -> Network:
    """Five streets of thirty people who mostly name one another, and twelve people who name into two of them."""
    rng = np.random.default_rng(2)
    within = [(who, int(other)) for who in range(10) for other in rng.integers(0, 30, 5)]
    rows = [(street * 30 + who, street * 30 + other) for street in range(5) for who, other in within]
    rows += [(int(one), int(other)) for one, other in rng.integers(0, 150, (40, 2))]
    rows += [(each, int(other)) for each in range(150, 162) for other in rng.integers(0, 60, 2)]
    return Network.from_ties(pd.DataFrame(rows, columns=["source", "target"]))


@pytest.fixture(scope="module")
def streets(village: Network) -> pd.Series[str]:
    number = village.nodes.index.get_level_values("person_id").astype(int) // 30
    names = pd.Series([*"ABCDE", None], dtype="str").reindex(number)
    return pd.Series(names.to_numpy(), index=village.nodes.index, dtype="str")


@pytest.fixture(scope="module")
def placed(village: Network, streets: pd.Series[str]) -> pd.DataFrame:
    return positions(village, communities=streets)


def of(placed: pd.DataFrame, chosen: pd.Series[bool]) -> NDArray[np.float64]:
    return placed.loc[chosen & (placed["component"] == 0), ["x", "y"]].to_numpy()


def test_hulls_of_communities_are_apart(placed: pd.DataFrame, streets: pd.Series[str]) -> None:
    for one, other in combinations("ABCDE", 2):
        mine, theirs = of(placed, streets == one), of(placed, streets == other)
        for inner, outer in ((mine, theirs), (theirs, mine)):
            assert (Delaunay(outer[ConvexHull(outer).vertices]).find_simplex(inner) < 0).all()


def test_people_without_a_community_stand_in_nobodys_territory(placed: pd.DataFrame, streets: pd.Series[str]) -> None:
    without = of(placed, streets.isna())
    assert len(without) == 12
    for each in "ABCDE":
        hull = of(placed, streets == each)
        assert (Delaunay(hull).find_simplex(without) < 0).all()


def test_communities_with_ties_between_them_are_neighbours() -> None:
    # a chain of four communities: the ends belong far apart
    rows = [(f"{home}{a}", f"{home}{b}") for home in "wxyz" for a, b in combinations(range(6), 2)]
    rows += [("w0", "x0"), ("x1", "y0"), ("y1", "z0")]
    chain = Network.from_ties(pd.DataFrame(rows, columns=["source", "target"]))
    home = pd.Series(chain.nodes.index.get_level_values("person_id").str[0], index=chain.nodes.index)
    middles = positions(chain, communities=home)[["x", "y"]].groupby(home).mean()
    far = np.hypot(*(middles.loc["w"] - middles.loc["z"]))
    assert all(np.hypot(*(middles.loc[a] - middles.loc[b])) < far / 2 for a, b in ("wx", "xy", "yz"))


def test_communities_face_each_other() -> None:
    rows = [(f"{home}{a}", f"{home}{a + 1}") for home in "wx" for a in range(8)] + [("w0", "x8")]
    lines = Network.from_ties(pd.DataFrame(rows, columns=["source", "target"]))
    person = lines.nodes.index.get_level_values("person_id")
    home = pd.Series(person.str[0], index=lines.nodes.index)
    placed = positions(lines, communities=home).set_axis(person)[["x", "y"]]
    joined = np.hypot(*(placed.loc["w0"] - placed.loc["x8"]))
    assert joined < 0.3 * np.hypot(*(placed.loc["w8"] - placed.loc["x0"]))


def test_one_community_changes_nothing(village: Network) -> None:
    alike = pd.Series(1, index=village.nodes.index)
    pd.testing.assert_frame_equal(positions(village, communities=alike), positions(village))


def test_with_an_earlier_map_territories_lie_as_they_lay(
    village: Network, streets: pd.Series[str], placed: pd.DataFrame
) -> None:
    turned = placed.assign(x=-placed["y"], y=placed["x"])
    again = positions(village, communities=streets, start=turned)
    known = placed["component"] == 0
    assert np.allclose(again.loc[known, ["x", "y"]], turned.loc[known, ["x", "y"]], atol=3.0)
