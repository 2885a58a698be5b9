"""The kinds of picture there are: one row says what a kind shows, how to read it, what it needs and what draws it.

The command, its errors and the gallery are made from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netsurvey.pipeline.pictures import charts, maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netsurvey.pipeline.pictures.request import Picture, Request

__all__ = ["KINDS", "PICTURES", "Kind"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of picture.

    Attributes
    ----------
    name
        As `netsurvey plot --kind` takes it.
    title
        What it is called.
    reading
        One sentence: how to read it.
    needs
        What a study must hold, as the end of "it needs".
    draw
        Gives the pictures a study has answers for.
    """

    name: str
    title: str
    reading: str
    needs: str
    draw: Callable[[Request], Iterator[Picture]]


KINDS = (
    Kind(
        name="sociogram",
        title="Who named whom",
        reading="Blue dots were interviewed, pink diamonds only named, and a larger one was named by more; people "
        "without any tie wait below.",
        needs="a question that asks for people, and enough of them for the tier",
        draw=maps.sociogram,
    ),
    Kind(
        name="communities",
        title="Who hangs together",
        reading="A number stands on each group of people with more ties among themselves than to others.",
        needs="a question that asks for people, and enough of them for the tier",
        draw=maps.communities,
    ),
    Kind(
        name="attributes",
        title="The map by what people answered",
        reading="The same map coloured by age, work or whatever else was asked: look whether a colour sits together or "
        "at the edge.",
        needs="an attribute that enough people answered",
        draw=maps.attributes,
    ),
    Kind(
        name="scores",
        title="Wellbeing on the map",
        reading="Respondents in three bands of a score: look whether low scores sit where ties are few, and remember "
        "that being alike is not making alike.",
        needs="a scale, and the team or partner tier",
        draw=maps.scores,
    ),
    Kind(
        name="flags",
        title="Brokers, isolates and change-makers on the map",
        reading="The people a definition points out are orange with a dark rim; which there are depends on the tier.",
        needs="somebody whom a definition points out and the tier may see",
        draw=maps.flags,
    ),
    Kind(
        name="waves",
        title="Wave beside wave",
        reading="The second map begins from the places of the first, so that what moved has changed; people in both "
        "have a dark rim.",
        needs="two waves of the same site",
        draw=maps.waves,
    ),
    Kind(
        name="pathways",
        title="Where people find out what is going on",
        reading="Squares are sources, dots the people who named them, and a colour is a community with the same "
        "sources.",
        needs='a question with the role "information" and sources that enough people name',
        draw=maps.pathways,
    ),
    Kind(
        name="gatherings",
        title="Where people meet",
        reading="Squares are places or groups; an orange diamond names several of them and joins them up; the bars say "
        "how many name each and which share most people.",
        needs="a question that asks for places or groups, and some that enough people name",
        draw=maps.gatherings,
    ),
    Kind(
        name="ego",
        title="One person's own map",
        reading="The person is in the middle, those tied to one another side by side around; below stands why they are "
        "flagged.",
        needs="--person ID and --tier team",
        draw=maps.ego,
    ),
    Kind(
        name="groups",
        title="Isolation by group",
        reading="A row a group: the square is its share, the line how far chance may have moved it; where lines "
        "overlap, groups may well be alike.",
        needs="an attribute to group by",
        draw=charts.groups,
    ),
    Kind(
        name="wellbeing",
        title="Wellbeing beside isolation",
        reading="Orange squares are the mean scores of people with a flag, blue rings those of everybody else.",
        needs="a scale",
        draw=charts.wellbeing,
    ),
    Kind(
        name="importance",
        title="What goes most closely with wellbeing",
        reading="A longer bar is a larger part of what tells scores apart; the line is how far it may be off.",
        needs="a scale, attributes, and ten people for every one of them",
        draw=charts.importance,
    ),
    Kind(
        name="researchers",
        title="What each researcher's forms say",
        reading="A mark outside its grey band is more than chance: look at those forms before you believe the rate.",
        needs="two researchers and --tier team",
        draw=charts.researchers,
    ),
    Kind(
        name="warm",
        title="How the place stands",
        reading="Green triangles are better than the local authority, orange ones pointing down worse; right of the "
        "line is above the national figure.",
        needs="a file indicators.csv in the study folder",
        draw=charts.warm,
    ),
    Kind(
        name="scatter",
        title="What goes together, area by area",
        reading="A dot is an area; a cloud that leans shows what goes together, which is not what causes what.",
        needs="a scale and five sites of ten people each, or as many streets and --tier team",
        draw=charts.scatter,
    ),
)

PICTURES = tuple(kind.name for kind in KINDS)
"""The kinds of picture that `netsurvey plot` knows."""
