"""What a page says in words: the placeholders of a story, how much was seen, and who is not on the map.

Every number in a sentence goes through the rounding of the tier here, so that a story cannot tell more than the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.words import listed, when
from netsurvey.privacy import Tier, count_in_words, rounded, small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netsurvey.analyse import Findings
    from netsurvey.network import Network
    from netsurvey.playback.drawing import Drawing

__all__ = ["MOST_NAMED", "PLACEHOLDERS", "alone_in_words", "alone_sentence", "caption", "values_of"]

PLACEHOLDERS = {
    "title": "what the study is called",
    "site": "the site",
    "wave": "when people were asked",
    "asked": "how many people were asked",
    "named": "how many others they named",
    "alone": "how many of those asked named nobody and were named by nobody",
    "coverage": "a sentence that says how much of the place was seen",
    "groups": "how many groups the map is shown in",
    "places": "the places and groups that most people named",
    "news": "the places and media that most people hear from",
    "places_map": "a sentence on what the map shows of the places and groups",
    "news_map": "a sentence on what the map shows of the places and media that people hear from",
    "protection": "what was done so that nobody can be found on the map",
    "lines": "a sentence that says what a line means",
}
"""What a story may have filled in."""

_PROTECTION = {
    Tier.TEAM: "This copy shows names. It is for the team only: do not show it in a room.",
    Tier.PARTNER: "There are no names here. Lines run between the people who named each other, so this copy is not for "
    "an audience: somebody who knows their own answers could find themselves and follow the lines.",
    Tier.PUBLIC: "There are no names here. So that nobody can be picked out, we shuffled where dots stand, their lines "
    "and their colours inside each part of the map. What is true of a whole part stays true; what a single dot shows "
    "does not belong to one person.",
}
_TOLD_LINES = "A line joins two people of whom one named the other."
_LINES = {
    Tier.TEAM: _TOLD_LINES,
    Tier.PARTNER: _TOLD_LINES,
    Tier.PUBLIC: "Lines join the right parts of the map, but not the right two people.",
}
_CHOOSE = {
    "places": "Choose one to see whom it gathers. A place that reaches several parts of the map can join them.",
    "news": "Choose one to see which parts of the map it reaches.",
}
_SOME_LISTED = "Others are only in the list: too few people of each part named them to say where they belong."
_ALL_LISTED = "They are in the list, not on the map: too few people of each part named them to say where they belong."
MOST_NAMED = 3
"""How many places a sentence lists."""


def values_of(
    network: Network,
    findings: Findings,
    places: Sequence[Mapping[str, Any]],
    alone: str,
    drawing: Drawing,
    tier: Tier,
) -> dict[str, str]:
    """Return what each placeholder of a story stands for."""
    row = network.coverage.iloc[0]
    found = {
        name: [one for one in places if (one["kind"] == "medium") == (name == "news")] for name in ("places", "news")
    }
    often = {name: [one["title"] for one in some[:MOST_NAMED]] for name, some in found.items()}
    nowhere = "places that too few people named to be shown"
    values = {
        "title": findings.title,
        "site": str(row["site"]),
        "wave": when(str(row["wave"])),
        "asked": count_in_words(int(row["interviewed"]), tier=tier),
        "named": count_in_words(int(row["named_only"]), tier=tier),
        "alone": alone,
        "coverage": _coverage(row, tier),
        "groups": str(len(np.unique(drawing.groups[drawing.groups >= 0]))),
        "places": listed(often["places"]) or nowhere,
        "news": listed(often["news"]) or nowhere,
        **{f"{name}_map": _on_the_map(name, some) for name, some in found.items()},
        "protection": _PROTECTION[tier],
        "lines": _LINES[tier],
    }
    return {name: values[name] for name in PLACEHOLDERS}


def _on_the_map(name: str, places: Sequence[Mapping[str, Any]]) -> str:
    """Return whether places stand on the map, and what choosing one shows."""
    drawn = [one["x"] is not None for one in places]
    if not any(drawn):
        return _ALL_LISTED * bool(drawn)
    return _CHOOSE[name] if all(drawn) else f"{_CHOOSE[name]} {_SOME_LISTED}"


def _coverage(row: pd.Series[Any], tier: Tier) -> str:
    interviewed = int(row["interviewed"])
    if pd.isna(row["population"]):
        return "We do not know how many people live there, so we cannot say how many we missed."
    asked = count_in_words(interviewed, tier=tier)
    population, whom = int(row["population"]), row["population_is"]
    if tier is Tier.TEAM:
        share = interviewed / population
    else:
        share = float(rounded(pd.Series([interviewed]))[0]) / population
        if "fewer" in asked:
            return f"We asked {asked} of the {population:,} {whom}."
    in_a_hundred = round(100 * share)
    many = f"about {in_a_hundred}" if in_a_hundred else "fewer than 1"
    return f"We asked {asked} of the {population:,} {whom}: {many} in every 100."


def alone_in_words(network: Network, findings: Findings, tier: Tier) -> str:
    """Return how many respondents have no tie, as the published findings have it; "some" where they hide it.

    That they are few is said where the findings hide it of this site and wave alone: where of others too, one number is
    hidden for another's sake, and it would tell which is which.
    """
    tied = np.zeros(len(network.nodes), dtype=bool)
    tied[network.pairs.ravel()] = True
    count = int((network.interviewed & ~tied).sum())
    if count == 0:
        return "none"
    few = bool(small(pd.Series([count]))[0])
    groups = findings.groups
    rows = groups[(groups["flag"] == "graph_isolate") & (groups["attribute"] == EVERYONE)]
    hidden = rows[rows["count"].isna()]
    site, wave = network.blocks[0]
    here = bool(((hidden["site"] == site) & (hidden["wave"] == wave)).any())
    if tier is not Tier.TEAM and here and (len(hidden) > 1 or not few):
        return "some"
    return count_in_words(count, tier=tier)


def alone_sentence(alone: str, tier: Tier) -> str:
    """Return what the page says of respondents without a tie."""
    where = "they stand by themselves, without a line" if tier is Tier.TEAM else "they are not drawn on the map"
    if alone == "none":
        return "Everybody we asked named somebody on the map, or was named."
    return f"Of those we asked, {alone} named nobody and were named by nobody: {where}."


def caption(values: Mapping[str, str], drawing: Drawing) -> str:
    """Return what stands under the map: how much was seen, and what it leaves open."""
    questions = "A partial map: only the people we asked could name anybody, and only in answer to our questions."
    left_out = " A few people are not drawn, so that counting dots gives nobody away." * bool(drawing.left_out)
    return f"{values['coverage']} {questions} {values['lines']}{left_out}"
