"""The networks that layouts are compared on: surveys of ours and of others, and graphs of known shapes, with a seed."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import igraph
import numpy as np
import pandas as pd

import netsurvey as ns
from netsurvey.network import Network
from netsurvey.samples import copy_sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

__all__ = ["as_network", "door_knocks", "networks"]

KOREA = "kfamily/kfamily_villages_1_12.csv"


def networks() -> Iterator[tuple[str, Network]]:
    """Yield the names of the networks with them; those of lists that are not ours where their folder is named."""
    for sample in ("small", "murton-sized"):
        yield f"sample {sample}", _sample(sample)
    folder = os.environ.get("NETSURVEY_THIRD_PARTY")
    if folder:
        answers = pd.read_csv(Path(folder) / KOREA)
        yield "Korea, largest village", _korea(answers[answers["village"] == answers["village"].mode()[0]])
        yield "Korea, 12 villages", _korea(answers)
    inside = (np.eye(12) * 0.0396 + 0.0004).tolist()
    yield "communities", _drawn(igraph.Graph.SBM, inside, [125] * 12)
    yield "streets", _drawn(igraph.Graph.GRG, 800, 0.06)
    yield "hubs", _drawn(igraph.Graph.Barabasi, 1000, 2)
    yield "doors 1,000", as_network(door_knocks(1000))


def door_knocks(people: int, *, seed: int = 1) -> NDArray[np.int64]:
    """Return the ties of an invented survey: one person in four names seven or so, of the same street and the famous.

    Nothing of `netsurvey.samples` is in it, so that it can be made at any size in no time.
    """
    rng = np.random.default_rng(seed)
    fame = rng.pareto(1.5, people) + 1
    street = rng.integers(0, max(people // 60, 1), people)
    ties = []
    for who in range(people // 4):
        chance = fame * np.where(street == street[who], 60, 1) * (np.arange(people) != who)
        named = rng.choice(people, min(rng.poisson(6) + 1, people - 1), replace=False, p=chance / chance.sum())
        ties += [(who, int(other)) for other in named]
    return np.unique(np.sort(np.array(ties, dtype=np.int64), axis=1), axis=0)


def as_network(edges: NDArray[np.int64]) -> Network:
    """Return the network in which the first of each pair named the second."""
    return Network.from_ties(pd.DataFrame(edges, columns=["source", "target"]))


def _drawn(kind: Callable[..., Any], *settings: object) -> Network:
    """Return a graph of igraph's making, drawn by lot; the seed is set anew, as layouts draw lots in between."""
    random.seed(1)
    return as_network(np.array(kind(*settings).simplify().get_edgelist(), dtype=np.int64))


def _sample(name: str) -> Network:
    with tempfile.TemporaryDirectory() as folder:
        copy_sample(name, Path(folder) / name)
        survey, roster = ns.ingest(ns.open_study(Path(folder) / name))
        return ns.build_network(survey, ns.resolve(survey, roster))


def _korea(answers: pd.DataFrame) -> Network:
    """Return who named whom, in any of the eight questions; ids start anew in each village."""
    slots = [name for name in map(str, answers) if name.startswith("net")]
    named = answers.melt(id_vars=["village", "id"], value_vars=slots, value_name="other").query("other > 0")
    ties = pd.DataFrame(
        {end: named["village"] * 1000 + named[column] for end, column in (("source", "id"), ("target", "other"))}
    ).astype("int64")
    return Network.from_ties(ties, respondents=answers["village"] * 1000 + answers["id"])
