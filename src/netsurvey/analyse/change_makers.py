"""Whom people name as those who make change happen, and how widely.

A list of change-makers is for the team alone, who ask each of them first; others see how many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from netsurvey.network import Network

__all__ = ["change_makers"]

_ROLES = {"connector", "linker", "activist"}
_LEAST_NAMERS = 3
_PERCENTILE = 0.95


def change_makers(network: Network) -> pd.DataFrame | None:
    """Return who is named in connector, linker and activist questions, by whom, and who stands out.

    Returns
    -------
    pandas.DataFrame or None
        On the index of the network's nodes: `namers` (different respondents), `streets` and `households` (how many
        different ones the namers come from, where known), `one_street` and `one_researcher` (whether all the namers
        live in one street or met one researcher: caveats, not conditions), `threshold` of the site and wave, and the
        flag `change_maker_v1`. None where no question has one of the roles. Being named does not mean that somebody
        wants the part: ask them first.
    """
    asked = [name for name, role in network.roles.items() if role in _ROLES]
    if not asked:
        return None
    block = ["site", "wave"]
    named = network.ties[network.ties["question"].isin(asked)]
    named = named[[*block, "source", "target"]].drop_duplicates()
    about = network.nodes[["street", "household", "researcher"]].rename_axis([*block, "source"])
    named = named.join(about, on=[*block, "source"])
    people = named.groupby([*block, "target"])
    table = pd.DataFrame({"namers": people.size()})
    for singular, plural in (("street", "streets"), ("household", "households"), ("researcher", "researchers")):
        table[plural] = people[singular].nunique()
        table[f"known_{plural}"] = people[singular].count()
    counts = table.groupby(level=block)["namers"]
    table["threshold"] = np.maximum(_LEAST_NAMERS, counts.transform("quantile", _PERCENTILE))
    table["one_street"] = (table["streets"] == 1) & (table["known_streets"] == table["namers"])
    table["one_researcher"] = (table["researchers"] == 1) & (table["known_researchers"] == table["namers"])
    unknown = (table["known_streets"] < 2) & (table["known_households"] < 2)
    wide = (table["streets"] >= 2) | (table["households"] >= 2) | unknown
    table["change_maker_v1"] = (table["namers"] >= table["threshold"]) & wide
    table = table.rename_axis(network.nodes.index.names).reindex(network.nodes.index)
    numbers = ["namers", "streets", "households"]
    flags = ["one_street", "one_researcher", "change_maker_v1"]
    table[numbers] = table[numbers].fillna(0).astype("Int64")
    table[flags] = table[flags].astype("boolean").fillna(value=False)
    return table[[*numbers, "threshold", *flags]]
