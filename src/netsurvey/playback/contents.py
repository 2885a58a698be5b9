"""Everything a page holds, as plain values ready for JSON: no id, no order and no number that its reader may not have.

What is drawn was decided by :mod:`netsurvey.playback.drawing`; here words are put to it, and counts go through the same
rounding as everywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.spatial import ConvexHull, QhullError

from netsurvey.analyse.left_out import on_the_map
from netsurvey.analyse.words import listed, titled
from netsurvey.errors import Problem, UsageError
from netsurvey.playback.as_tables import tables_of
from netsurvey.playback.drawing import MOST_QUESTIONS, Drawing, draw
from netsurvey.playback.gathering import Gathering, gatherings
from netsurvey.playback.story import STORY_FILE, default_story, read_story, told
from netsurvey.playback.wording import MOST_NAMED, alone_in_words, alone_sentence, caption, values_of
from netsurvey.privacy import Tier, count_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from netsurvey.analyse import Findings
    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["Audience", "playback_contents"]

_INSIDE = 0.92
"""The share of a group's dots, the nearest to its middle, that its outline goes round."""


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
    alone = alone_in_words(network, findings, tier)
    communities = _communities(drawing, found, tier)
    places = [_place(one, communities, drawing, tier) for one in found]
    values = values_of(network, findings, places, alone, drawing, tier)
    steps = told(_steps(story, found), values)
    contents: dict[str, Any] = {
        "version": 1,
        "tier": str(tier),
        "title": values["site"],
        "wave": values["wave"],
        "banner": "Names are shown: for the team only" if audience.labels is not None else None,
        "caption": caption(values, drawing),
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
        "alone": {"n": alone, "sentence": alone_sentence(alone, tier)},
        "steps": steps,
        "tables": [],
        "codes": None,
        "words": {},
    }
    contents["tables"] = tables_of(contents, drawing, tier)
    return contents


def _steps(story: str | None, found: Sequence[Gathering]) -> Sequence[Any]:
    """Return the steps; of netsurvey's own only those there is something to show at."""
    if story is not None:
        return read_story(story)
    lacking = {"information"} if not any(one.kind == "medium" for one in found) else set()
    lacking |= {"gathering"} if not any(one.kind != "medium" for one in found) else set()
    return [step for step in read_story(default_story(), file=STORY_FILE) if step.id not in lacking]


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
            sentences.append(sentence.format(listed([one.title for one in here[:MOST_NAMED]])))
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
