"""Where everybody stands on the map."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.spatial import cKDTree

from netsurvey.network import Network
from netsurvey.network import stress as stress_module
from netsurvey.network.discs import apart
from netsurvey.network.layout import graph_positions, positions
from netsurvey.network.packing import pack
from netsurvey.network.quality import stress
from netsurvey.network.stress import arranged, spread, steps_between


def survey(*, respondents: int = 60, residents: int = 500, alone: int = 6, seed: int = 0) -> Network:
    """Invent a sparse survey: each respondent but the first few names three residents, some of them much named."""
    rng = np.random.default_rng(seed)
    fame = rng.pareto(1.3, residents) + 1
    fame[:alone] = 0
    rows = []
    for who in range(alone, respondents):
        chance = np.where(np.arange(residents) == who, 0, fame)
        rows += [(f"r{who}", f"r{other}") for other in rng.choice(residents, 3, replace=False, p=chance / chance.sum())]
    ties = pd.DataFrame(rows, columns=["source", "target"])
    return Network.from_ties(ties, respondents=[f"r{who}" for who in range(respondents)])


def path(*people: str) -> pd.DataFrame:
    return pd.DataFrame({"source": people[:-1], "target": people[1:]})


@pytest.fixture(scope="module")
def network() -> Network:
    return survey()


@pytest.fixture(scope="module")
def placed(network: Network) -> pd.DataFrame:
    return positions(network)


def test_places_are_on_the_index_of_the_nodes(network: Network, placed: pd.DataFrame) -> None:
    assert placed.index.equals(network.nodes.index)
    assert list(placed.columns) == ["x", "y", "component", "on_rail"]


def test_same_seed_gives_the_same_places(network: Network, placed: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(positions(network), placed)


def test_isolates_stand_on_the_rail_below_everybody_else(placed: pd.DataFrame) -> None:
    rail, tied = placed[placed["on_rail"]], placed[~placed["on_rail"]]
    assert sorted(rail.index.get_level_values("person_id")) == [f"r{who}" for who in range(6)]
    assert rail["component"].isna().all()
    assert rail["y"].max() < tied["y"].min()


def test_the_largest_component_has_number_zero(placed: pd.DataFrame) -> None:
    sizes = placed["component"].value_counts()
    assert sizes.loc[sorted(sizes.index)].is_monotonic_decreasing


def test_components_keep_clear_of_one_another() -> None:
    network = survey(respondents=80, residents=4000)
    placed = positions(network)
    xy = placed[["x", "y"]].to_numpy()
    along = np.linspace(0, 1, 30)[:, None]
    lines = xy[network.pairs[:, 0], None] * (1 - along) + xy[network.pairs[:, 1], None] * along
    number = placed["component"].iloc[network.pairs[:, 0]].to_numpy(dtype=int)
    trees = {each: cKDTree(lines[number == each].reshape(-1, 2)) for each in range(number.max() + 1)}
    assert len(trees) > 5
    nearest = [np.min(trees[a].query(trees[b].data)[0]) for a, b in combinations(trees, 2)]
    assert min(nearest) > 1.0


def test_a_line_of_five_is_drawn_as_a_line() -> None:
    network = Network.from_ties(path("a", "b", "c", "d", "e"), respondents="abcde")
    placed = positions(network)
    assert placed["x"].is_monotonic_increasing or placed["x"].is_monotonic_decreasing
    assert np.ptp(placed["y"]) < 0.1 * np.ptp(placed["x"])
    assert stress(network, placed) < 0.01


def test_a_star_has_its_centre_in_the_middle() -> None:
    ties = pd.DataFrame({"source": ["hub"] * 6, "target": list("abcdef")})
    placed = positions(Network.from_ties(ties)).droplevel(["site", "wave"])[["x", "y"]]
    assert np.allclose(placed.loc["hub"], placed.loc[list("abcdef")].mean(), atol=0.3)


def test_much_named_people_have_more_room_around_them(network: Network, placed: pd.DataFrame) -> None:
    namers = np.bincount(network.pairs[:, 1], minlength=len(placed))
    tied = ~placed["on_rail"].to_numpy()
    nearest = np.asarray(cKDTree(placed.loc[tied, ["x", "y"]]).query(placed[["x", "y"]], k=2)[0])[:, 1]
    assert nearest[namers >= 5].min() > 1.2 * nearest[namers == 1].min()


def test_dots_hardly_overlap(placed: pd.DataFrame) -> None:
    assert len(cKDTree(placed[["x", "y"]]).query_pairs(0.75)) <= 0.01 * len(placed)


def test_distance_on_the_map_follows_steps_better_than_on_a_circle(network: Network, placed: pd.DataFrame) -> None:
    circle = np.array(network.undirected.layout_circle().coords)
    drawn_round = pd.DataFrame(circle, columns=["x", "y"], index=placed.index)
    assert stress(network, placed) < 0.5 * stress(network, drawn_round)


def test_each_site_and_wave_has_a_map_of_its_own() -> None:
    parts = [Network.from_ties(path("a", "b", "c"), wave=wave) for wave in ("2011", "2013")]
    both = Network(
        nodes=pd.concat([part.nodes.reset_index() for part in parts]),
        ties=pd.concat([part.ties for part in parts]),
        roles=parts[0].roles,
        doors=pd.concat([part.doors for part in parts]),
    )
    placed = positions(both)
    alone = positions(parts[0])
    for wave in ("2011", "2013"):
        assert np.array_equal(placed.xs(wave, level="wave")[["x", "y"]], alone[["x", "y"]])


@pytest.mark.parametrize("respondents", [[], ["a"], ["a", "b", "c"]])
def test_people_without_any_tie_are_all_on_the_rail(respondents: list[str]) -> None:
    nobody = pd.DataFrame({"source": pd.Series(dtype="str"), "target": pd.Series(dtype="str")})
    network = Network.from_ties(nobody, respondents=respondents)
    placed = positions(network)
    assert placed["on_rail"].sum() == len(respondents)
    assert placed["x"].is_unique
    assert stress(network, placed) == 0


def test_a_long_rail_has_several_rows() -> None:
    nobody = pd.DataFrame({"source": ["a"], "target": ["b"]})
    placed = positions(Network.from_ties(nobody, respondents=["a", *(f"r{n}" for n in range(200))]))
    rail = placed[placed["on_rail"]]
    assert 2 <= rail["y"].nunique() <= 10
    assert not rail.duplicated(["x", "y"]).any()


def test_distances_to_pivots_give_nearly_the_picture_of_all_distances(
    network: Network, placed: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stress_module, "ALL_PAIRS_LIMIT", 50)
    monkeypatch.setattr(stress_module, "PIVOTS", 40)
    assert stress(network, positions(network)) < 1.25 * stress(network, placed)


def test_stress_of_what_is_drawn_is_within_two_per_cent_of_kamada_and_kawai(
    network: Network, placed: pd.DataFrame
) -> None:
    random.seed(1)
    theirs = pd.DataFrame(network.undirected.layout_kamada_kawai().coords, columns=["x", "y"], index=placed.index)
    assert stress(network, placed) < 1.02 * stress(network, theirs)


def test_steps_are_those_igraph_counts(network: Network) -> None:
    largest = network.undirected.connected_components().giant()
    edges = np.array(largest.get_edgelist())
    assert np.array_equal(steps_between(largest.vcount(), edges), np.array(largest.distances()))


def test_places_follow_distances_that_fit_on_paper() -> None:
    corners = np.array([[0.0, 0.0], [7.0, 1.0], [5.0, 6.0], [1.0, 4.0], [9.0, 9.0]])
    wanted = np.hypot(*(corners[:, None] - corners).T)
    xy = arranged(wanted)
    assert np.allclose(np.hypot(*(xy[:, None] - xy).T), wanted, atol=0.02)


def test_discs_of_two_people_tied_do_not_touch() -> None:
    xy = spread(2, np.array([[0, 1]]), np.array([1.0, 3.0]))
    assert np.hypot(*(xy[0] - xy[1])) > 3.9


def test_any_graph_can_be_laid_out() -> None:
    wheel = np.array([(0, rim) for rim in range(1, 9)] + [(rim, rim % 8 + 1) for rim in range(1, 9)])
    xy = graph_positions(12, np.vstack([wheel, [(9, 10)]]))
    assert np.allclose(xy[0], xy[1:9].mean(axis=0), atol=0.3)
    assert xy[11, 1] < xy[:11, 1].min()
    assert np.array_equal(xy, graph_positions(12, np.vstack([wheel, [(9, 10)]])))


def test_a_graph_may_be_empty_or_have_no_edges() -> None:
    nothing = np.zeros((0, 2), dtype=np.int64)
    assert graph_positions(0, nothing).shape == (0, 2)
    assert len(np.unique(graph_positions(3, nothing), axis=0)) == 3


def test_nodes_keep_the_room_asked_for() -> None:
    star = np.array([(0, ray) for ray in range(1, 20)])
    radii = np.where(np.arange(20) == 0, 4.0, 1.0)
    xy = graph_positions(20, star, radii=radii)
    assert np.hypot(*(xy[1:] - xy[0]).T).min() > 4.9


def test_discs_that_overlap_are_pushed_apart_and_others_stay() -> None:
    pushed = apart(np.array([[0.0, 0.0], [0.5, 0.0], [90.0, 90.0]]), np.ones(3))
    assert np.hypot(*(pushed[0] - pushed[1])) == pytest.approx(2.0, abs=0.05)
    assert pushed[2].tolist() == [90.0, 90.0]


def test_pieces_fill_a_page_of_the_wanted_shape() -> None:
    dot = (np.zeros((1, 2)), np.zeros((0, 2), dtype=np.int64))
    xy = np.vstack(pack([dot] * 150, aspect=1.5))
    width, height = np.ptp(xy, axis=0) + 3
    assert width / height == pytest.approx(1.5, abs=0.25)
    assert width * height < 1.3 * 150 * 9
