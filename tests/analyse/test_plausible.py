"""What the findings say of people whose resolution is in doubt, on maps small enough to count by hand."""

from __future__ import annotations

from typing import Any

import igraph
import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import Findings, analyse
from netsurvey.analyse.measures.paths import paths_through
from netsurvey.network.wiring import Wiring

DRAWS = 20
NAMERS = ["Ann", "Bob", "Cat", "Dan"]
"""Of four who name Zoe as one who brings people together, three do so in every draw; Dan means a Zoe of his own in
six draws of twenty."""
OTHER_ZOE = {("Dan", "bring", 1): "Zoe the other"}


def forms() -> list[dict[str, Any]]:
    named = [
        {"id": name, "bring": ["Zoe"], "link": "none", "help": "none", "street": f"s{n}"}
        for n, name in enumerate(NAMERS)
    ]
    return [*named, {"id": "Eve", "bring": "none", "link": "none", "help": ["Gus"]}, {"id": "Gus", "help": "none"}]


@pytest.fixture(name="findings", scope="module")
def _findings(draw: Any) -> Findings:
    """In the same six draws Eve's Gus is not the Gus who was interviewed."""
    others = [OTHER_ZOE | {("Eve", "help", 1): "Gus the other"} if n % 10 < 3 else {} for n in range(DRAWS)]
    return analyse(*draw(forms(), meant=others))


def person(findings: Findings, name: str) -> Any:
    return findings.people.xs(name, level="person_id").iloc[0]


def test_a_degree_comes_with_the_range_of_nine_tenths_of_the_draws(findings: Findings) -> None:
    zoe, ann = person(findings, "Zoe"), person(findings, "Ann")
    assert (zoe["in_degree"], zoe["in_degree_low"], zoe["in_degree_high"]) == (4, 3, 4)
    assert (ann["degree"], ann["degree_low"], ann["degree_high"]) == (1, 1, 1)


def test_who_was_only_named_has_no_out_degree_in_any_draw(findings: Findings) -> None:
    zoe = person(findings, "Zoe")
    assert zoe[["out_degree", "out_degree_low", "out_degree_high"]].isna().all()
    assert person(findings, "Ann")[["out_degree_low", "out_degree_high"]].tolist() == [1, 1]


def test_a_flag_has_the_share_of_draws_in_which_it_holds_and_a_word_for_it(draw: Any) -> None:
    # with three namers Zoe is a change-maker; Dan and Cat both mean somebody else in four draws of twenty
    both = OTHER_ZOE | {("Cat", "bring", 1): "Zoe the other"}
    found = analyse(*draw(forms(), meant=[both if n % 5 == 0 else {} for n in range(DRAWS)]))
    zoe = person(found, "Zoe")
    assert bool(zoe["change_maker_v1"])
    assert (zoe["change_maker_v1_share"], zoe["change_maker_v1_certainty"]) == (0.8, "likely")
    assert person(found, "Ann")["change_maker_v1_share"] == 0.0
    assert pd.isna(person(found, "Ann")["change_maker_v1_certainty"])
    tally: Any = found.tallies.set_index("flag").loc["change_maker_v1"]
    assert tally[["count", "draws", "count_low", "count_high"]].tolist() == [1, DRAWS, 0, 1]
    assert tally[["certain", "likely", "fragile"]].tolist() == [0, 1, 0]
    told = next(one for one in found.headlines if one.name == "change_maker_v1")
    assert (told.draws, told.count_low, told.count_high) == (DRAWS, 0, 1)
    assert "In 90% of 20 plausible resolutions of who is who there are 0 to 1." in told.caveat
    assert "0 certain, 1 likely and 0 fragile" in told.caveat


def test_a_respondent_without_a_tie_in_some_draws_widens_the_rate_of_isolates(findings: Findings) -> None:
    gus = person(findings, "Gus")
    assert not bool(gus["graph_isolate"])
    assert gus["graph_isolate_share"] == pytest.approx(0.3)
    row = findings.groups.query("flag == 'graph_isolate' and attribute == 'everyone'").iloc[0]
    assert row[["n", "count", "draws", "count_low", "count_high"]].tolist() == [6, 0, DRAWS, 0, 1]
    assert row["doubt"] > 0
    assert (row["low"], row["share"]) == (0, 0)
    assert row["high"] > 0.3903  # Wilson's upper end for 0 of 6
    told = next(one for one in findings.headlines if one.name == "graph_isolate")
    assert "doubt about who is who" in told.caveat


def test_a_flag_that_rests_on_answers_alone_is_in_no_doubt(findings: Findings) -> None:
    row = findings.groups.query("flag == 'power_isolate_v1' and attribute == 'everyone'").iloc[0]
    assert (row["draws"], row["doubt"], row["count_low"], row["count_high"]) == (1, 0.0, row["count"], row["count"])
    eve, gus = person(findings, "Eve"), person(findings, "Gus")
    assert (eve["power_isolate_v1_share"], eve["power_isolate_v1_certainty"]) == (1.0, "certain")
    assert pd.isna(gus["power_isolate_v1_share"])  # not asked, so neither one nor the other


def test_a_study_without_draws_says_of_every_number_that_it_does_not_vary(draw: Any) -> None:
    found = analyse(*draw(forms()))
    for name in ("in_degree", "degree", "betweenness"):
        np.testing.assert_array_equal(found.people[f"{name}_low"], found.people[name])
        np.testing.assert_array_equal(found.people[f"{name}_high"], found.people[name])
    assert set(found.people["change_maker_v1_share"]) == {0.0, 1.0}
    assert (found.groups["doubt"] == 0).all()
    assert "plausible resolutions" not in found.as_text()


@pytest.fixture(name="doubtful", scope="module")
def _doubtful(draw: Any) -> Findings:
    """Return findings of which every draw tells another number of isolates."""
    everybody = [
        {"id": f"r{n}", "help": [f"r{n + 1}"] if n % 4 else "none", "bring": ["r1"], "link": "none", "wemwbs_1": 3.0}
        for n in range(80)
    ]
    others = [{(f"r{n}", "help", 1): f"x{k}{n}" for n in range(1, 3 + k) if n % 4} for k in range(12)]
    return analyse(*draw(everybody, meant=others))


@pytest.mark.parametrize("tier", ["partner", "public"])
def test_below_the_team_tier_no_draw_tells_an_exact_count(doubtful: Findings, tier: str) -> None:
    shown = doubtful.at(tier)
    assert (doubtful.groups["doubt"] > 0).any()
    for table in (shown.groups, shown.tallies[shown.tallies["flag"] != "familiar_stranger_v1"]):
        assert table[["count_low", "count_high"]].isna().all().all()
    assert shown.tallies[["certain", "likely", "fragile"]].isna().all().all()
    told = shown.groups["doubt"].dropna()
    np.testing.assert_array_equal(told, told.round(1))
    assert shown.groups.loc[shown.groups["low"].isna(), "doubt"].isna().all()
    assert not [name for name in shown.people if str(name).endswith(("_share", "_certainty", "_low", "_high"))]
    ranged = {one.name for one in shown.headlines if "In 90%" in f"{one.statement} {one.caveat}"}
    assert ranged <= {"spread"}  # a share of all pairs, in whole per cent, whose counts are in no table
    assert "certain," not in shown.as_text()
    assert all(one.count_low is None and one.count_high is None for one in shown.headlines if "strang" not in one.name)


def test_the_same_draws_give_the_same_findings(draw: Any) -> None:
    first, again = (analyse(*draw(forms(), meant=[OTHER_ZOE, {}])) for _ in range(2))
    pd.testing.assert_frame_equal(first.people, again.people)
    assert first.to_dict() == again.to_dict()


@pytest.mark.parametrize("seed", range(20))
def test_paths_are_counted_as_igraph_counts_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 40))
    edges = rng.integers(0, n, (int(rng.integers(0, 50)), 2))
    edges = edges[edges[:, 0] != edges[:, 1]]
    wiring = Wiring(
        blocks=np.zeros(n, dtype=int),
        interviewed=np.ones(n, dtype=bool),
        edges=edges,
        questions=np.zeros(len(edges), dtype=int),
    )
    graph = igraph.Graph(n=n, edges=edges).simplify()
    np.testing.assert_allclose(paths_through(wiring), graph.betweenness(), atol=1e-9)
