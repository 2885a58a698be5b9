"""Everything a page holds, as plain values ready for JSON: no id, no order and no number that its reader may not have.

What is drawn was decided by :mod:`netsurvey.playback.drawing`; here words are put to it, and counts go through the same
rounding as everywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.spatial import ConvexHull, QhullError

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.left_out import on_the_map
from netsurvey.analyse.words import listed, titled, when
from netsurvey.errors import Problem, UsageError
from netsurvey.playback.drawing import MOST_QUESTIONS, Drawing, draw
from netsurvey.playback.gathering import Gathering, gatherings
from netsurvey.playback.story import STORY_FILE, default_story, read_story, told
from netsurvey.privacy import Tier, count_in_words, rounded, small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netsurvey.analyse import Findings
    from netsurvey.network import Network
    from netsurvey.playback.attributes import Colouring
    from netsurvey.tables import Survey

__all__ = ["PLACEHOLDERS", "Audience", "playback_contents"]

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
_KINDS = {"place": "place", "group": "group or club", "medium": "news", "organisation": "organisation"}
_AS_SHOWN = ", as far as it can be shown without anybody standing out"
_INSIDE = 0.92
"""The share of a group's dots, the nearest to its middle, that its outline goes round."""
_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who will see a page, and what they may read on it.

    Attributes
    ----------
    tier
        Who.
    key
        The study's key, from which the shuffling comes.
    place_names
        What places may be called, by place id; a place without a name here is not shown.
    labels
        What people are called, by person id: for the team alone.
    """

    tier: Tier
    key: bytes
    place_names: Mapping[str, str] = field(default_factory=dict)
    labels: pd.Series[str] | None = None


def playback_contents(
    network: Network, findings: Findings, survey: Survey, audience: Audience, *, story: str | None = None, seed: int = 1
) -> dict[str, Any]:
    """Return what the playback page of one site and wave holds.

    Parameters
    ----------
    network, findings, survey
        One site in one wave, and what was found and asked.
    audience
        Who will see it.
    story
        The steps as Markdown; as netsurvey tells them where left out.
    seed
        Of the layout and the groups.

    Returns
    -------
    dict
        Plain values. Lists of dots and of lines are parallel; positions are whole numbers from 0 to 10,000;
        the bits of a line are the questions it was told in; -1 stands for no group, and where no level applies.

    Raises
    ------
    UsageError
        When there are several sites or waves, names are given for another tier than the team's, too few people were
        asked for a map, or the story has faults.

    Examples
    --------
    >>> import netsurvey
    >>> from netsurvey.privacy import Tier
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> findings = netsurvey.analyse(network, survey)
    >>> page = playback_contents(network, findings, survey, Audience(tier=Tier.PUBLIC, key=b"a random key"))
    >>> page["kinds"][0]
    {'name': 'respondent', 'title': 'someone we asked', 'n': 'about 120'}
    """
    tier = audience.tier
    if len(network.blocks) != 1:
        what = f"a page shows one site in one wave, and there are {len(network.blocks)}"
        raise UsageError(Problem(what=what, next_step="Take one with network.block(site, wave)."))
    if audience.labels is not None and tier is not Tier.TEAM:
        what = f"names are for the team, not for the {tier} tier"
        raise UsageError(Problem(what=what, next_step="Leave labels out."))
    if tier is not Tier.TEAM and findings.tier is Tier.TEAM:
        findings = findings.at(tier)  # what is hidden in the tables decides who is drawn
    shown = None if tier is Tier.TEAM else network.nodes.index.isin(on_the_map(network, findings.groups).nodes.index)
    drawing = draw(network, survey, tier=tier, key=audience.key, seed=seed, shown=shown)
    groups = np.full(len(network.nodes), -2, dtype=np.int64)
    groups[drawing.rows] = drawing.groups
    found = gatherings(network, survey, groups, audience.place_names, exact=tier is Tier.TEAM)
    alone = _alone(network, findings, tier)
    communities = _communities(drawing, found, tier)
    places = [_place(one, communities, drawing, tier) for one in found]
    values = _values(network, findings, places, alone, drawing, tier)
    steps = told(_steps(story, found), values)
    contents: dict[str, Any] = {
        "version": 1,
        "tier": str(tier),
        "title": values["site"],
        "wave": values["wave"],
        "banner": "Names are shown: for the team only" if audience.labels is not None else None,
        "caption": _caption(values, drawing),
        "people": _people(drawing),
        "labels": _labels(network, drawing, audience.labels),
        "ties": {
            "from": drawing.lines[:, 0].tolist(),
            "to": drawing.lines[:, 1].tolist(),
            "questions": drawing.masks.tolist(),
        },
        "questions": [
            {"name": name, "text": (network.study and network.study.questions[name].text) or titled(name)}
            for name in list(network.roles)[:MOST_QUESTIONS]
        ],
        "attributes": [
            {"name": one.name, "title": titled(one.name), "levels": list(one.levels)} for one in drawing.colourings
        ],
        "kinds": [
            {"name": "respondent", "title": "someone we asked", "n": values["asked"]},
            {"name": "named", "title": "someone they named", "n": values["named"]},
        ],
        "sizes": drawing.size_words,
        "communities": communities,
        "places": places,
        "alone": {"n": alone, "sentence": _alone_sentence(alone, tier)},
        "steps": steps,
        "tables": [],
        "codes": None,
        "words": {},
    }
    contents["tables"] = _tables(contents, drawing, tier)
    return contents


def _steps(story: str | None, found: Sequence[Gathering]) -> Sequence[Any]:
    """Return the steps; of netsurvey's own only those there is something to show at."""
    if story is not None:
        return read_story(story)
    lacking = {"information"} if not any(one.kind == "medium" for one in found) else set()
    lacking |= {"gathering"} if not any(one.kind != "medium" for one in found) else set()
    return [step for step in read_story(default_story(), file=STORY_FILE) if step.id not in lacking]


def _values(
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
    often = {name: [one["title"] for one in some[:_NAMED]] for name, some in found.items()}
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


def _alone(network: Network, findings: Findings, tier: Tier) -> str:
    """Return how many respondents have no tie, or that it is not shown, as the published findings have it."""
    tied = np.zeros(len(network.nodes), dtype=bool)
    tied[network.pairs.ravel()] = True
    count = int((network.interviewed & ~tied).sum())
    if count == 0:
        return "none"
    if tier is Tier.TEAM or bool(small(pd.Series([count]))[0]):
        return count_in_words(count, tier=tier)
    site, wave = network.blocks[0]
    groups = findings.groups
    rows = groups[
        (groups["site"] == site)
        & (groups["wave"] == wave)
        & (groups["flag"] == "graph_isolate")
        & (groups["attribute"] == EVERYONE)
    ]
    hidden = len(rows) > 0 and bool(rows["count"].isna().any())
    return "some" if hidden else count_in_words(count, tier=tier)


def _alone_sentence(alone: str, tier: Tier) -> str:
    where = "they stand by themselves, without a line" if tier is Tier.TEAM else "they are not drawn on the map"
    if alone == "none":
        return "Everybody we asked named somebody on the map, or was named."
    return f"Of those we asked, {alone} named nobody and were named by nobody: {where}."


def _caption(values: Mapping[str, str], drawing: Drawing) -> str:
    questions = "A partial map: only the people we asked could name anybody, and only in answer to our questions."
    left_out = " A few people are not drawn, so that counting dots gives nobody away." * bool(drawing.left_out)
    return f"{values['coverage']} {questions} {values['lines']}{left_out}"


def _people(drawing: Drawing) -> dict[str, Any]:
    levels = {}
    for one in drawing.colourings:
        codes = np.full(len(drawing.rows), -1, dtype=np.int64)
        codes[drawing.asked] = one.codes
        levels[one.name] = codes.tolist()
    return {
        "x": drawing.xy[:, 0].tolist(),
        "y": drawing.xy[:, 1].tolist(),
        "size": drawing.sizes.tolist(),
        "kind": (~drawing.asked).astype(int).tolist(),
        "community": drawing.groups.tolist(),
        "levels": levels,
    }


def _labels(network: Network, drawing: Drawing, labels: pd.Series[str] | None) -> list[str] | None:
    if labels is None:
        return None
    people = network.nodes.index.get_level_values("person_id")[drawing.rows]
    return [str(label) for label in labels.reindex(people).fillna("")]


def _communities(drawing: Drawing, found: Sequence[Gathering], tier: Tier) -> list[dict[str, Any]]:
    return [
        {
            "title": f"Part {group + 1}",
            "n": count_in_words(int((drawing.groups == group).sum()), tier=tier),
            "about": _about(group, drawing, found, tier),
            "hull": _outline(drawing.xy[drawing.groups == group]),
            "colour": group,
        }
        for group in range(int(drawing.groups.max(initial=-1)) + 1)
    ]


def _about(group: int, drawing: Drawing, found: Sequence[Gathering], tier: Tier) -> str:
    """Return a sentence on a group: whom we asked there, where they meet and what they hear from."""
    asked = int((drawing.asked & (drawing.groups == group)).sum())
    sentences = [f"We asked {count_in_words(asked, tier=tier)} people here."]
    for sentence, media in (("They go most to {}.", False), ("They hear most from {}.", True)):
        here = [one for one in found if group in one.groups and (one.kind == "medium") == media]
        here.sort(key=lambda one: (-one.groups[group], one.title))
        if here:
            sentences.append(sentence.format(listed([one.title for one in here[:_NAMED]])))
    return " ".join(sentences)


def _outline(xy: np.ndarray[Any, np.dtype[np.int64]]) -> list[list[int]]:
    """Return the corners of the outline round most dots of a group."""
    far = np.hypot(*(xy - np.median(xy, axis=0)).T)
    inside = xy[far <= np.quantile(far, _INSIDE)]
    try:
        corners = inside[ConvexHull(inside).vertices]
    except (QhullError, ValueError):
        corners = np.unique(inside, axis=0)
    return [[int(x), int(y)] for x, y in corners]


def _place(place: Gathering, communities: Sequence[Mapping[str, Any]], drawing: Drawing, tier: Tier) -> dict[str, Any]:
    """Return a place as the page reads it.

    It stands amid the groups it gathers, or nowhere when the numbers of most of its people are not shown: a place that
    stood in the one part large enough for a number would seem to be for that part alone.
    """
    counts = sorted(place.groups.items(), key=lambda cell: (-cell[1], cell[0]))
    x = y = None
    if sum(place.groups.values()) > len(place.people) / 2:
        middles = np.array([np.mean(communities[group]["hull"], axis=0) for group, _ in counts])
        x, y = (int(at) for at in np.average(middles, axis=0, weights=[count for _, count in counts]).round())
    numbers = {int(row): dot for dot, row in enumerate(drawing.rows)}
    people = sorted(numbers[int(row)] for row in place.people if int(row) in numbers)
    return {
        "title": place.title,
        "kind": place.kind,
        "n": count_in_words(len(place.people), tier=tier),
        "x": x,
        "y": y,
        "communities": [[group, count_in_words(count, tier=tier)] for group, count in counts],
        "people": people if tier is Tier.TEAM else None,
        "isolates": None,
    }


def _tables(contents: Mapping[str, Any], drawing: Drawing, tier: Tier) -> list[dict[str, Any]]:
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
