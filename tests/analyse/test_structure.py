"""Parts, cut-points and bridges on graphs drawn by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd

from netsurvey.analyse.structure import STRUCTURE_COLUMNS, publish_structure, structure
from netsurvey.network import Network
from netsurvey.privacy import STANDARD


def counted(pairs: list[tuple[str, str]], *alone: str) -> dict[str, tuple[int, int]]:
    ties = pd.DataFrame(pairs, columns=["source", "target"])
    table = structure(Network.from_ties(ties, respondents=[*dict.fromkeys(ties["source"]), *alone]))
    assert list(table.columns) == list(STRUCTURE_COLUMNS)
    rows = table[["flag", "count", "n"]].to_numpy().tolist()
    return {flag: (count, n) for flag, count, n in rows}


def test_two_triangles_joined_by_a_tie_hang_on_it() -> None:
    triangles = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "f"), ("f", "d"), ("c", "d")]
    assert counted(triangles, "alone") == {
        "component": (1, 6),
        "cut_point": (2, 6),
        "bridge": (1, 7),
        "local_bridge": (1, 7),
    }


def test_a_ring_has_local_bridges_and_no_bridge() -> None:
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]
    assert counted(ring) == {"component": (1, 4), "cut_point": (0, 4), "bridge": (0, 4), "local_bridge": (4, 4)}


def test_a_tie_to_somebody_without_another_is_no_bridge() -> None:
    assert counted([("a", "b"), ("a", "c"), ("x", "y")]) == {
        "component": (2, 5),
        "cut_point": (1, 5),
        "bridge": (0, 3),
        "local_bridge": (0, 3),
    }


def test_the_karate_club_as_networkx_counts_it() -> None:
    club = nx.karate_club_graph()
    found = counted([(f"{a}", f"{b}") for a, b in club.edges])
    assert found["cut_point"][0] == len(list(nx.articulation_points(club)))
    inner = [pair for pair in nx.local_bridges(club, with_span=False) if min(club.degree(end) for end in pair) > 1]
    assert found["local_bridge"] == (len(inner), club.number_of_edges())
    assert found["component"] == (1, 34)


def test_two_sites_are_counted_together_and_over_resolutions(draw: Any, study_of: Any) -> None:
    forms = [{"id": f"{site}{n}", "site": site, "help": [f"{site}x"]} for site in "PQ" for n in range(3)]
    network, _ = draw(forms, study_of(), meant=[{("P0", "help", 1): "Py"}, {}])
    parts = structure(network).query("flag == 'component'")
    assert parts[["site", "count", "draws", "count_low", "count_high"]].to_numpy().tolist() == [
        ["all", 2, 2, 2, 3],
        ["P", 1, 2, 1, 2],
        ["Q", 1, 2, 1, 1],
    ]


def test_others_see_rounded_counts_and_not_out_of_how_many() -> None:
    wheel = nx.cycle_graph(23)
    ties = pd.DataFrame([(f"{a}", f"{b}") for a, b in wheel.edges], columns=["source", "target"])
    network = Network.from_ties(ties)
    shown = publish_structure(structure(network), network.coverage, STANDARD).set_index("flag")
    assert shown["count"].fillna(-1).to_dict() == {"component": -1, "cut_point": 0, "bridge": 0, "local_bridge": 25}
    assert shown[["n", "count_low", "count_high"]].isna().all().all()
