"""A small invented village, and findings about it with groups of every size."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import Findings
from netsurvey.network import Network
from netsurvey.privacy import Tier


@pytest.fixture(scope="session")
def village() -> Network:
    """Ann and Bob are interviewed and named, Cat and Dan only named, 20 people neither name nor are named."""
    ties = pd.DataFrame(
        {
            "source": ["Ann", "Ann", "Ann", "Bob", "Bob", "Eve", "Fay", "Gus"],
            "target": ["Bob", "Cat", "Dan", "Cat", "Ann", "Cat", "Cat", "Hal"],
        }
    )
    alone = [f"alone {n}" for n in range(20)]
    network = Network.from_ties(
        ties, respondents=["Ann", "Bob", "Eve", "Fay", "Gus", *alone], site="Ashby", wave="2011"
    )
    doors = network.doors.assign(population=250, population_is="residents").astype(network.doors.dtypes.to_dict())
    return Network(nodes=network.nodes, ties=network.ties, roles=network.roles, doors=doors)


@pytest.fixture(scope="session")
def findings() -> Findings:
    """Two flags beside one score and one attribute: a large gap, a group that is too small, for the team."""
    wellbeing = pd.DataFrame(
        {
            "site": "Ashby",
            "wave": "2011",
            "scale": "wemwbs",
            "flag": ["graph_isolate", "power_isolate_v1"],
            "n_with": pd.array([3, 40], dtype="Int64"),
            "n_without": pd.array([97, 60], dtype="Int64"),
            "mean_with": [41.0, 45.0],
            "mean_without": [50.0, 50.0],
            "sd_with": [4.0, 8.0],
            "sd_without": [8.0, 8.0],
            "difference": [-9.0, -5.0],
            "low": [-19.0, -8.25],
            "high": [1.0, -1.75],
            "p": [0.06, 0.003],
            "status": "given",
        }
    )
    groups = pd.DataFrame(
        {
            "site": "Ashby",
            "wave": "2011",
            "flag": "graph_isolate",
            "attribute": ["everyone", "work", "work", "work"],
            "level": ["everyone", "employed", "retired", "student"],
            "n": pd.array([100, 60, 37, 3], dtype="Int64"),
            "count": pd.array([30, 10, 20, 0], dtype="Int64"),
            "share": [0.30, 1 / 6, 20 / 37, 0.0],
            "low": [0.219, 0.093, 0.384, 0.0],
            "high": [0.396, 0.280, 0.690, 0.562],
            "blank": pd.array([0, 0, 0, 0], dtype="Int64"),
            "unsure": pd.array([0, 0, 0, 0], dtype="Int64"),
            "bound_low": [0.30, 1 / 6, 20 / 37, 0.0],
            "bound_high": [0.30, 1 / 6, 20 / 37, 0.0],
            "status": "given",
        }
    )
    nothing = pd.DataFrame({"site": [], "wave": []}, dtype="str")
    return Findings(
        people=pd.DataFrame(index=pd.MultiIndex.from_arrays([[], [], []], names=["site", "wave", "person_id"])),
        groups=groups,
        wellbeing=wellbeing,
        connections=nothing,
        tallies=nothing,
        roles=nothing,
        coverage=nothing,
        tier=Tier.TEAM,
    )


@pytest.fixture(scope="session")
def published(findings: Findings) -> Findings:
    """The same with the groups too small hidden, as the partner tier has them."""
    numbers = ["mean_with", "mean_without", "sd_with", "sd_without", "difference", "low", "high", "p"]
    wellbeing = findings.wellbeing.copy()
    wellbeing.loc[0, numbers] = np.nan
    wellbeing.loc[0, ["n_with", "n_without"]] = pd.NA
    groups = findings.groups.copy()
    groups.loc[3, ["share", "low", "high"]] = np.nan
    groups.loc[3, ["n", "count"]] = pd.NA
    return Findings(
        **{
            **{name: getattr(findings, name) for name in ("people", "connections", "tallies", "roles", "coverage")},
            "groups": groups,
            "wellbeing": wellbeing,
            "tier": Tier.PARTNER,
        }
    )
