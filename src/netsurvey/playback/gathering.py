"""The places, groups and media people named, as a page may show them: how many, of which groups of the map.

Only what enough people named is here; what a place is called is decided by whoever holds the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.privacy import STANDARD, complementary, rounded, small

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["Gathering", "gatherings"]

_KINDS = ("place", "group", "medium", "role")


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """One place, group, medium or office.

    Attributes
    ----------
    title
        What it is called.
    kind
        place, group, medium or organisation; medium where most name it as where they hear what is going on.
    people
        Rows of the network's nodes: the respondents who named it.
    groups
        How many of them are in each group of the map, as it may be shown; the other groups are left out.
    """

    title: str
    kind: str
    people: NDArray[np.int64]
    groups: Mapping[int, int]


def gatherings(
    network: Network,
    survey: Survey,
    groups: NDArray[np.int64],
    titles: Mapping[str, str],
    *,
    exact: bool = False,
) -> list[Gathering]:
    """Return what was named by respondents of one site and wave, in the order of the numbers that are shown.

    Parameters
    ----------
    network, survey
        One site in one wave, and what was asked.
    groups
        The group of every node.
    titles
        What places may be called, by place id; the others are left out.
    exact
        Whether small numbers may be shown: to the team alone.
    """
    named = network.named_places
    questions = survey.study.questions
    asked = [name for name, question in questions.items() if question.asks in {"places", "groups"}]
    named = named[named["question"].isin(asked) & named["kind"].isin(_KINDS) & named["place_id"].isin(list(titles))]
    rows = pd.Series(np.arange(len(network.nodes)), index=pd.Index(network.nodes["respondent_id"]))[network.interviewed]
    named = named.assign(row=named["respondent_id"].map(rows)).dropna(subset=["row"])
    news = set(survey.study.with_role("information"))
    found = []
    for place, told in named.groupby("place_id", sort=True):
        people = np.unique(told["row"].to_numpy(dtype=np.int64))
        if not exact and bool(small(pd.Series([len(people)]))[0]):
            continue
        heard = told["question"].isin(news)
        medium = told.loc[heard, "row"].nunique() > told.loc[~heard, "row"].nunique()
        usual = str(told["kind"].mode().iloc[0])
        kind = "medium" if medium else "organisation" if usual == "role" else usual
        shown = _shown(groups[people], exact=exact)
        found.append(Gathering(title=titles[str(place)], kind=kind, people=people, groups=shown))
    sizes = pd.Series([len(one.people) for one in found], dtype="int64")
    shown_sizes = (sizes if exact else rounded(sizes)).tolist()
    order = sorted(range(len(found)), key=lambda at: (-shown_sizes[at], found[at].title))
    return [found[at] for at in order]


def _shown(groups: NDArray[np.int64], *, exact: bool) -> dict[int, int]:
    """Return how many are in each group, without the numbers that are small or would give a small one away."""
    labels, counts = np.unique(groups, return_counts=True)
    cells = np.array([len(groups), *counts], dtype=np.int64)
    hidden = np.zeros(len(cells), dtype=bool) if exact else small(pd.Series(cells), thresholds=STANDARD)
    hidden = complementary(hidden, cells, [np.arange(len(cells))])
    return {
        int(label): int(count) if exact else int(rounded(pd.Series([count]))[0])
        for label, count, lost in zip(labels, counts, hidden[1:], strict=True)
        if label >= 0 and not lost
    }
