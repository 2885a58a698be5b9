"""Clusters of forms make an interval wider, and many groups make a surprise less surprising."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse.design import design_effect, with_design
from netsurvey.analyse.groups import rates
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.isolation import Flagged
from netsurvey.analyse.surprising import holm, with_surprise
from netsurvey.network import Network


def test_holms_rule_gives_what_rs_p_adjust_gives() -> None:
    # p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and p.adjust(c(0.5, 0.7, 0.2), "holm") in R 4.5
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.7, 0.2]) == pytest.approx([1.0, 1.0, 0.6])


def test_a_group_that_was_not_tested_does_not_count_among_the_many() -> None:
    assert holm([0.01, np.nan, 0.02])[[0, 2]] == pytest.approx([0.02, 0.02])
    assert np.isnan(holm([0.01, np.nan])[1])


def test_clusters_of_one_mind_leave_as_many_voices_as_there_are_clusters() -> None:
    minds, clusters = pd.Series([1.0] * 5 + [0.0] * 5 + [1.0] * 5), pd.Series(["a"] * 5 + ["b"] * 5 + ["c"] * 5)
    assert design_effect(minds, clusters) == pytest.approx(5.0)


def test_people_without_a_cluster_and_clusters_of_one_have_no_effect() -> None:
    values = pd.Series([1.0, 0.0, 1.0, 0.0])
    assert design_effect(values, pd.Series(["a", "b", "c", "d"])) == 1.0
    assert design_effect(values, pd.Series([None] * 4, dtype="str")) == 1.0
    assert design_effect(values, pd.Series(["a"] * 4)) == 1.0


def test_clusters_more_mixed_than_chance_make_no_interval_narrower() -> None:
    values = pd.Series([1.0, 0.0] * 4)
    assert design_effect(values, pd.Series(["a", "a", "b", "b", "c", "c", "d", "d"])) == 1.0


@pytest.fixture(name="village")
def _village() -> tuple[Network, dict[str, Flagged], pd.DataFrame]:
    """Return 40 respondents of two researchers, all of whose isolates one of them met, and all of whom rent."""
    names = [f"p{n:02}" for n in range(40)]
    network = Network.from_ties(pd.DataFrame({"source": names, "target": "Zoe"}), respondents=names)
    nodes = network.nodes.reset_index()
    nodes["researcher"] = np.where(nodes["person_id"] < "p20", "r1", "r2")
    nodes.loc[nodes["person_id"] == "Zoe", "researcher"] = pd.NA
    network = Network(nodes=nodes, ties=network.ties, roles=network.roles, doors=network.doors)
    index = network.nodes.index
    ids = index.get_level_values("person_id")
    flag = pd.Series(pd.array([name < "p10" if name != "Zoe" else None for name in ids], dtype="boolean"), index=index)
    flagged = {"power_isolate_v1": Flagged(flag=flag, in_doubt=pd.Series(data=False, index=index))}
    respondents = index[network.interviewed]
    rents = ["rents" if name < "p10" or "p20" <= name < "p30" else "owns" for name in ids[network.interviewed]]
    levels = pd.DataFrame({"home": pd.Categorical(rents, ordered=True)}, index=respondents)
    return network, flagged, levels


def of(table: pd.DataFrame, level: str) -> Any:
    return table[table["level"] == level].iloc[0]


def test_an_interval_is_that_of_a_sample_smaller_by_the_design_effect(village: Any) -> None:
    network, flagged, levels = village
    table = with_design(rates(levels, flagged), network, flagged)
    # ICC(1) by hand: MSB = 2 * 20 * .25**2 / 1 = 2.5, MSW = 5 / 38, so (2.5 - 5/38) / (2.5 + 19 * 5/38) = 9/19
    whole = of(table, "everyone")
    assert whole["design"] == pytest.approx(1 + 19 * 9 / 19)
    assert [whole["low"], whole["high"]] == pytest.approx([float(end) for end in wilson(10 / 10, 40 / 10)])
    assert of(table, "rents")["design"] == pytest.approx(1 + 9 / 2)
    assert (whole["n"], whole["count"], whole["share"]) == (40, 10, 0.25)


def test_groups_are_shuffled_within_the_forms_of_a_researcher(village: Any) -> None:
    network, flagged, levels = village
    table = with_surprise(rates(levels, flagged), levels, flagged, network=network, flags=["power_isolate_v1"], seed=1)
    # all ten isolates of r1 rent, and ten of her twenty: 2 of choose(20, 10) = 184,756 arrangements are as far apart
    renting = of(table, "rents")
    assert renting["p"] == pytest.approx(1 / 2000)
    assert renting["p_holm"] == pytest.approx(2 / 2000)
    assert np.isnan(of(table, "everyone")["p"])


def test_what_a_researcher_met_is_not_held_for_a_difference_between_groups(village: Any) -> None:
    network, flagged, levels = village
    ids = levels.index.get_level_values("person_id")
    half = levels.assign(home=pd.Categorical(np.where(ids < "p20", "east", "west"), ordered=True))
    table = with_surprise(rates(half, flagged), half, flagged, network=network, flags=["power_isolate_v1"], seed=1)
    assert of(table, "east")["share"] == 0.5
    assert of(table, "east")["p"] == 1.0
