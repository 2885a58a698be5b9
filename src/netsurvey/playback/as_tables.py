"""The facts of a page as tables, for a screen reader and for whoever would rather read than look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netsurvey.analyse.words import titled
from netsurvey.privacy import Tier, count_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netsurvey.playback.attributes import Colouring
    from netsurvey.playback.drawing import Drawing

__all__ = ["tables_of"]

_KINDS = {"place": "place", "group": "group or club", "medium": "news", "organisation": "organisation"}
_AS_SHOWN = ", as far as it can be shown without anybody standing out"


def tables_of(contents: Mapping[str, Any], drawing: Drawing, tier: Tier) -> list[dict[str, Any]]:
    """Return the same facts as tables to read."""
    titles = [one["title"] for one in contents["communities"]]
    tables = [
        {
            "id": "kinds",
            "caption": "Who is on the map",
            "columns": ["Who", "How many"],
            "rows": [[one["title"][:1].upper() + one["title"][1:], one["n"]] for one in contents["kinds"]]
            + [["Someone we asked who named nobody and was named by nobody", contents["alone"]["n"]]],
        },
        {
            "id": "communities",
            "caption": "The parts of the map",
            "columns": ["Part", "People", "What is known of it"],
            "rows": [[one["title"], one["n"], one["about"]] for one in contents["communities"]],
        },
        {
            "id": "places",
            "caption": "Places, groups and media that were named",
            "columns": ["Name", "Kind", "Named by", "Of which in"],
            "rows": [
                [one["title"], _KINDS[one["kind"]], one["n"], _where(one["communities"], titles)]
                for one in contents["places"]
            ],
        },
    ]
    return tables + [_level_table(one, drawing, titles, tier) for one in drawing.colourings]


def _where(communities: Sequence[tuple[int, str]], titles: Sequence[str]) -> str:
    """Return how many of the people who named a place are in which part of the map."""
    if not communities:
        return "too few in each part to say"
    shown = ", ".join(f"{titles[group]}: {count}" for group, count in communities)
    return shown if len(communities) == len(titles) else f"{shown}; elsewhere none, or too few to say"


def _level_table(one: Colouring, drawing: Drawing, titles: Sequence[str], tier: Tier) -> dict[str, Any]:
    groups = drawing.groups[drawing.asked]
    rows = [
        [
            level,
            _in_words(int((one.codes == code).sum()), tier),
            *(_in_words(int(((one.codes == code) & (groups == group)).sum()), tier) for group in range(len(titles))),
        ]
        for code, level in enumerate(one.levels)
    ]
    return {
        "id": f"attribute-{one.name}",
        "caption": f"{titled(one.name)} of the people we asked" + _AS_SHOWN * (tier is not Tier.TEAM),
        "columns": [titled(one.name), "All", *titles],
        "rows": rows,
    }


def _in_words(count: int, tier: Tier) -> str:
    """Return how many have a level: below the team tier nobody may mean that those who have it are not shown."""
    none = "none" if tier is Tier.TEAM else "none or not shown"
    return none if count == 0 else count_in_words(count, tier=tier)
