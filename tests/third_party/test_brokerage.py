"""Brokerage against R's sna, and constraint as UCINET has it, on real networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import measures
from netsurvey.network import Network

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.third_party

ROLES = {
    "coordinator": "w_I_coordinator",
    "itinerant": "w_O_itinerant",
    "representative": "b_IO_representative",
    "gatekeeper": "b_OI_gatekeeper",
    "liaison": "b_O_liaison",
    "brokered": "t_total",
}
FILES = {
    "ht_advice": ("classic/ht_advice_edges_directed.csv", "classic/ht_advice_nodes.csv"),
    "ht_friends": ("classic/ht_friends_edges_directed.csv", "classic/ht_friends_nodes.csv"),
    "strand_colombia": ("strand/strand_colombia/friends_edges.csv", "strand/strand_colombia/individuals.csv"),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_roles_and_their_z_are_those_of_sna_in_r(name: str, third_party: Path) -> None:
    edges, people = (pd.read_csv(third_party / file, dtype="str") for file in FILES[name])
    ties = edges[["from", "to"]].set_axis(["source", "target"], axis="columns")
    network = Network.from_ties(ties, respondents=people["id"])
    table = pd.read_csv(third_party / "reference" / f"brokerage_{name}.csv", dtype={"id": "str", "group": "str"})
    expected = table.set_index("id").loc[network.nodes.index.get_level_values("person_id")]
    roles = measures.brokerage_roles(network, pd.Series(expected["group"].to_numpy(), index=network.nodes.index))
    for ours, theirs in ROLES.items():
        np.testing.assert_array_equal(roles[ours], expected[theirs], err_msg=ours)
        np.testing.assert_allclose(roles[f"{ours}_z"], expected[f"z_{theirs}"], atol=1e-9, err_msg=ours)


@pytest.mark.parametrize(("model", "holly"), [("whole", 0.386), ("ego", 0.436)])
def test_constraint_of_holly_at_camp_is_that_of_either_model_in_ucinet(
    model: str, holly: float, third_party: Path
) -> None:
    ties = pd.read_csv(third_party / "formats" / "campnet_edges.csv")
    network = Network.from_ties(ties.set_axis(["source", "target", "value"], axis="columns"))
    found = measures.constraint(network, model=model, ties="directed").droplevel(["site", "wave"])  # type: ignore[arg-type]
    assert found["HOLLY"] == pytest.approx(holly, abs=5e-4)
