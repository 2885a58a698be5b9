"""How far something passed on would get: every map of small graphs counted, and key players beside picks by lot."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse.definitions import definitions
from netsurvey.analyse.headlines.scene import Scene
from netsurvey.analyse.headlines.structure import passed_on as told
from netsurvey.analyse.key_people import key_people
from netsurvey.analyse.measures import fragmentation, key_players, spread
from netsurvey.analyse.measures.contagion import random_sets
from netsurvey.analyse.spreading import publish_spread, spreading
from netsurvey.errors import UsageError
from netsurvey.network import Network
from netsurvey.privacy import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable


def of_graph(graph: nx.Graph[Any], *, site: str = "S") -> Network:
    edges = pd.DataFrame([(str(a), str(b)) for a, b in graph.edges], columns=["source", "target"])
    return Network.from_ties(edges, respondents=map(str, graph.nodes), site=site)


def of_every_map(graph: nx.Graph[Any], passing: float, gone: tuple[Any, ...] = ()) -> float:
    """Return the expected share, every subset of ties weighed by its chance."""
    left = graph.subgraph(set(graph) - set(gone))
    ties = list(left.edges)
    share = 0.0
    for through in product([False, True], repeat=len(ties)):
        one: nx.Graph[Any] = nx.Graph([tie for tie, passes in zip(ties, through, strict=True) if passes])
        one.add_nodes_from(left)
        chance = passing ** sum(through) * (1 - passing) ** (len(ties) - sum(through))
        share += chance * sum(len(part) ** 2 for part in nx.connected_components(one)) / len(left) ** 2
    return share


SMALL = [nx.path_graph(4), nx.cycle_graph(5), nx.star_graph(5), nx.bull_graph(), nx.lollipop_graph(4, 3)]


@pytest.mark.parametrize("graph", SMALL, ids=lambda graph: f"{len(graph)} people, {graph.number_of_edges()} ties")
@pytest.mark.parametrize("passing", [0.25, 0.6])
def test_the_share_is_that_of_every_map_counted(graph: nx.Graph[Any], passing: float) -> None:
    # 4,000 maps: shares differ from map to map by less than .35, so their mean by less than .006 from map to map
    found = spread(of_graph(graph), passing=passing, draws=4_000).item()
    assert found == pytest.approx(of_every_map(graph, passing), abs=0.02)


def test_without_somebody_it_is_the_share_of_those_who_are_left() -> None:
    graph = nx.lollipop_graph(4, 3)
    network = of_graph(graph)
    gone = pd.Series(np.array(network.nodes.index.get_level_values("person_id")) == "3", index=network.nodes.index)
    found = spread(network, passing=0.6, without=gone, draws=4_000).item()
    assert found == pytest.approx(of_every_map(graph, 0.6, gone=(3,)), abs=0.02)


def test_what_passes_always_reaches_everybody_with_a_path_and_what_never_does_nobody_else() -> None:
    two = nx.disjoint_union(nx.path_graph(3), nx.path_graph(2))
    assert spread(of_graph(two), passing=1.0, draws=1).item() == pytest.approx((9 + 4) / 25)
    assert spread(of_graph(two), passing=0.0, draws=1).item() == pytest.approx(1 / 5)


def test_nothing_passes_from_one_site_to_another(draw: Any, study_of: Any) -> None:
    forms = [{"id": "a", "site": "S", "help": ["b"]}, {"id": "c", "site": "T", "help": ["d", "e"]}]
    shares = spread(draw(forms, study_of())[0], passing=1.0, draws=1)
    assert shares.droplevel("wave").to_dict() == {"S": 1.0, "T": 1.0}


@pytest.mark.parametrize("wrong", [{"passing": 1.5}, {"passing": -0.1}, {"draws": 0}])
def test_what_is_no_chance_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="Give"):
        spread(of_graph(nx.path_graph(3)), **wrong)


def test_picks_are_as_many_as_the_key_players_and_have_ties() -> None:
    graph: nx.Graph[Any] = nx.path_graph(6)
    graph.add_nodes_from(["alone", "apart"])
    network = of_graph(graph)
    key = key_players(network, size=2).to_numpy()
    picks = random_sets(network.wiring, key, count=50, seed=1)
    assert set(picks.sum(axis=1)) == {2}
    names = np.array(network.nodes.index.get_level_values("person_id"))
    assert set(names[picks.any(axis=0)]) == {"0", "1", "2", "3", "4", "5"}


def test_a_key_player_is_held_against_anybody_else_picked_by_lot() -> None:
    # three of nine people with ties: every set of three counted; 200 picks find a quantile to about 3 in 100
    graph = nx.disjoint_union(nx.star_graph(4), nx.path_graph(4))
    network = of_graph(graph)
    found = key_people(network).iloc[0]

    def apart(gone: tuple[Any, ...]) -> float:
        left = graph.subgraph(set(graph) - set(gone))
        together = sum(len(part) * (len(part) - 1) for part in nx.connected_components(left))
        return 1 - together / (len(left) * (len(left) - 1))

    every = [apart(gone) for gone in combinations(graph, 3)]
    for name, low, high in (("random", 0.4, 0.6), ("random_low", 0.01, 0.09), ("random_high", 0.91, 0.99)):
        assert np.quantile(every, low) <= found[f"key_player_{name}"] <= np.quantile(every, high)
    assert found["key_player_fragmentation"] == pytest.approx(max(every))


@pytest.fixture(name="town", scope="module")
def _town() -> tuple[Network, pd.Series[bool]]:
    """Return three circles of ten that hang together by one person each, and ten people without ties."""
    graph: nx.Graph[Any] = nx.relaxed_caveman_graph(3, 10, 0, seed=1)
    graph.add_edges_from([("hub", 0), ("hub", 10), ("hub", 20)])
    graph.add_nodes_from(f"alone {n}" for n in range(10))
    network = of_graph(graph)
    return network, key_players(network, size=1).astype("boolean")


def test_a_map_that_hangs_on_one_person_loses_more_without_them_than_without_another(town: Any) -> None:
    network, key = town
    table = spreading(network, key)
    assert key[key].index.get_level_values("person_id").tolist() == ["hub"]
    assert table["passing"].tolist() == [0.25, 0.5, 0.75]
    assert (table["without_key"] < table["without_picked"]).all()
    assert (table["picked_low"] <= table["without_picked"]).all()
    assert (table["without_picked"] <= table["picked_high"]).all()
    assert table["removed"].tolist() == [1, 1, 1]
    assert set(table["n"]) == {41}
    pd.testing.assert_frame_equal(table, spreading(network, key))


def test_a_site_without_ties_has_no_spread() -> None:
    network = Network.from_ties(pd.DataFrame({"source": [], "target": []}, dtype="str"), respondents=["a", "b"])
    assert spreading(network, key_players(network)).empty


def test_who_is_who_gives_a_range(draw: Any, study_of: Any) -> None:
    # where the two named Bo are one person, all four are joined; else two and two
    forms = [{"id": "a", "help": ["Bo"]}, {"id": "c", "help": ["Bo2"]}]
    network, _ = draw(forms, study_of(), meant=[{}, {("c", "help", 1): "Bo"}])
    table = spreading(network, key_players(network, size=1))
    assert (table["reached_low"] < table["reached_high"]).all()


TOLD = pd.DataFrame(
    {"site": ["S"], "wave": ["1"], "flag": ["graph_isolate"], "attribute": ["everyone"], "n": 90, "count": 10}
)


def test_published_shares_are_whole_percentages_without_how_many_they_are_of(town: Any) -> None:
    network, key = town
    table = spreading(network, key)
    shown = publish_spread(table, TOLD, STANDARD)
    assert (shown["reached"] * 100).tolist() == pytest.approx((table["reached"] * 100).round())
    assert shown["n"].isna().all()
    few = publish_spread(table.assign(n=pd.array([9] * 3, dtype="Int64")), TOLD, STANDARD)
    assert few["reached"].isna().all()


def test_published_shares_that_leave_no_room_for_ten_without_a_tie_are_withheld_with_how_many_those_are(
    town: Any,
) -> None:
    network, key = town
    # where all but 10 of 100 have a tie, at the most 0.9 squared is reached, which is 0.81
    table = spreading(network, key).assign(n=pd.array([100] * 3, dtype="Int64"), reached=[0.1, 0.4, 0.8])
    some = TOLD.assign(count=pd.array([pd.NA], dtype="Int64"))
    assert publish_spread(table, some, STANDARD)["reached"].notna().all()
    table["reached"] = [0.1, 0.4, 0.82]
    assert publish_spread(table, TOLD, STANDARD)["reached"].notna().all()
    assert publish_spread(table, some, STANDARD)["reached"].isna().all()
    unseen = some.assign(n=pd.array([pd.NA], dtype="Int64"))
    assert publish_spread(table.assign(reached=0.1), unseen, STANDARD)["reached"].isna().all()


@pytest.fixture(name="scene", scope="module")
def _scene(study_of: Callable[..., Any]) -> Scene:
    known = definitions(study_of())
    return Scene(site="S", wave="1", where="", seen="", aloud=(), definitions=known, published=False, names={})


def test_the_headline_gives_no_chance_as_the_one_and_says_what_a_pick_by_lot_does(scene: Scene, town: Any) -> None:
    network, key = town
    table = spreading(network, key).assign(
        reached=[0.05, 0.29, 0.6],
        without_key=[0.04, 0.25, 0.56],
        without_picked=[0.05, 0.28, 0.59],
        picked_low=[0.045, 0.27, 0.58],
        picked_high=[0.055, 0.29, 0.6],
        reached_low=[0.05, 0.28, 0.6],
        reached_high=[0.05, 0.31, 0.6],
        removed=3,
    )
    (found,) = told(scene, table)
    assert found.statement == (
        "News or help that starts from somebody on the map, picked by lot, and takes 1 tie in 2 would, on average, get "
        "to 29% of the people on it. Without the 3 key players it would get to 25%; without 3 people with ties picked "
        "by lot, to 28% (27% to 29% in 90% of the picks). So this map hangs more on the key players than on others. If "
        "it takes 1 tie in 4: 5%, without them 4%; if it takes 3 ties in 4: 60%, without them 56%."
    )
    assert "not something that was seen" in found.caveat
    assert "1 tie in 2 takes it to 28% to 31%" in found.caveat
    (published,) = told(replace(scene, published=True), table)
    assert "1 tie in 2 takes it to 28% to 31%" in published.caveat  # no single number as if it were certain
    (level,) = told(scene, table.assign(without_key=[0.05, 0.28, 0.59]))
    assert "does not show that this map hangs on the key players" in level.statement
    (outside,) = told(scene, table.assign(reached=[0.05, 0.32, 0.6]))
    assert "outside that range" in outside.caveat


def test_a_spread_that_is_hidden_says_so(scene: Scene, town: Any) -> None:
    network, key = town
    few = spreading(network, key).assign(n=pd.array([9] * 3, dtype="Int64"))
    (found,) = told(scene, publish_spread(few, TOLD, STANDARD))
    assert "too small to show" in found.statement
    assert found.value is None


def test_pairs_with_a_path_are_those_who_are_not_fragmented() -> None:
    network = of_graph(nx.disjoint_union(nx.path_graph(3), nx.path_graph(2)))
    reached, n = spread(network, passing=1.0, draws=1).item(), 5
    assert fragmentation(network).item() == pytest.approx(1 - (reached * n - 1) / (n - 1))


def test_where_there_is_nobody_nothing_is_reached() -> None:
    assert spread(Network.from_ties(pd.DataFrame({"source": [], "target": []}))).isna().all()
