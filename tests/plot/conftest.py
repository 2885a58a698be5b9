"""A small invented village, and findings about it with groups of every size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import Findings, analyse
from netsurvey.ingest import ingest
from netsurvey.network import Network, build_network
from netsurvey.privacy import Tier
from netsurvey.resolve import resolve
from netsurvey.store import open_study

if TYPE_CHECKING:
    from netsurvey.tables import Survey

HAMLET = """
[study]
title = "Hamlet 2011"
responses = "forms.csv"
site = "Hamlet"
wave = "2011"
population = 200
none_words = ["none"]

[respondent]
id = "ref"
researcher = "researcher"
street = "street"

[questions.groups]
text = "Which groups do you belong to?"
asks = "groups"
name = "group_{n}"

[questions.sources]
asks = "places"
role = "information"
name = "source"

[questions.friends]
asks = "people"
role = "information"
name = "friend"

[questions.help]
asks = "people"
role = "support"
name = "help"
"""


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


@dataclass(frozen=True)
class Asked:
    """A survey with its network and findings."""

    survey: Survey
    network: Network
    findings: Findings


@pytest.fixture(scope="session")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Return 40 forms: 20 in the choir, 18 in the club, 10 in both, 2 at bowls, 3 at darts; 25 hear from the shop.

    The other 15 hear from friends alone; the ten forms of researcher r2 name nobody to turn to.
    """
    rows = ["ref,researcher,street,group_1,group_2,source,friend,help"]
    for form in range(1, 41):
        groups = ["choir" if form <= 20 else "club" if form <= 28 else "bowls" if form <= 30 else "none"]
        groups = ["darts"] if 31 <= form <= 33 else groups
        groups.append("club" if form <= 10 else "")
        source, friend = ("shop", "") if form <= 25 else ("", f"Nora Field{'abcdefghijklmno'[form - 26]}")
        first = form <= 30
        named = f"Ada Stone{'abcdefghijklmnopqrstuvwxyzabcd'[form - 1]}" if first else "none"
        rows.append(
            f"{form},{'r1' if first else 'r2'},{'High Street' if form % 2 else 'Low Road'},{','.join(groups)},"
            f"{source},{friend},{named}"
        )
    folder = tmp_path_factory.mktemp("hamlet")
    (folder / "forms.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "study.toml").write_text(HAMLET, encoding="utf-8")
    survey, roster = ingest(open_study(folder))
    network = build_network(survey, resolve(survey, roster, quick=True))
    return Asked(survey, network, analyse(network, survey))
