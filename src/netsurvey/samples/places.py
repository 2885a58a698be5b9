"""Where an invented village meets and hears the news: places, groups, media and offices, none of them real."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PLACES", "STREETS", "Place", "places_for"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Something other than a person that people name.

    Attributes
    ----------
    place
        Its id in the truth.
    kind
        place, group, medium or office.
    names
        How it is written; the first is the commonest.
    weight
        How many go there or turn to it, relative to the others.
    ages
        Youngest and oldest who do.
    sex, origin
        Whose it is, where it is one's more than another's.
    beside
        What stands beside a person's name ("Jean at the Legion"), where anyone says so.
    above
        The population from which a village has one.
    """

    place: str
    kind: str
    names: tuple[str, ...]
    weight: float
    ages: tuple[int, int] = (16, 99)
    sex: str = ""
    origin: str = ""
    beside: str = ""
    above: int = 0


def _place(
    place: str,
    kind: str,
    weight: float,
    *names: str,
    ages: tuple[int, int] = (16, 99),
    sex: str = "",
    origin: str = "",
    beside: str = "",
    above: int = 0,
) -> Place:
    return Place(
        place=place,
        kind=kind,
        names=names,
        weight=weight,
        ages=ages,
        sex=sex,
        origin=origin,
        beside=beside,
        above=above,
    )


PLACES: tuple[Place, ...] = (
    _place("legion", "place", 6, "the Legion", "British Legion", "Legion club", ages=(35, 99), beside="the Legion"),
    _place("welfare", "place", 6, "the Welfare", "Welfare Hall", "Welfare Hall cafe", "welfare", beside="the Welfare"),
    _place("library", "place", 5, "library", "the library", "Library", beside="the library"),
    _place("lamb", "place", 5, "the Lamb", "The Lamb", "Lamb pub", "lamb inn", beside="the Lamb"),
    _place("coop", "place", 7, "Co-op", "the Coop", "co op", beside="the Co-op"),
    _place("park", "place", 5, "the park", "Beacon Park", "park"),
    _place("school", "place", 4, "school gate", "the school", "primary school", ages=(22, 50), beside="the school"),
    _place("surgery", "place", 3, "the surgery", "doctors", "health centre", ages=(30, 99), beside="the surgery"),
    _place("church", "place", 4, "St Oswin's", "church", "St Oswins church", ages=(40, 99), beside="church"),
    _place("chippy", "place", 3, "chippy", "the chip shop", beside="the chippy"),
    _place("gym", "place", 3, "gym", "the gym", "leisure centre", ages=(16, 55), beside="the gym"),
    _place("bluebell", "place", 3, "Bluebell", "the Bluebell", "Blue Bell", beside="the Bluebell", above=4000),
    _place("market", "place", 3, "the market", "market", "Thursday market", beside="the market", above=4000),
    _place("chapel", "place", 2, "the chapel", "Methodist chapel", ages=(45, 99), beside="chapel", above=4000),
    _place("mosque", "place", 30, "the mosque", "mosque", "masjid", origin="muslim", beside="the mosque"),
    _place("gurdwara", "place", 30, "the gurdwara", "Gurdwara", "temple", origin="sikh", beside="the gurdwara"),
    _place("sklep", "place", 20, "Polish shop", "the Polski sklep", origin="polish", beside="the Polish shop"),
    _place("bingo", "group", 5, "bingo", "Bingo", "bingo at the Welfare", ages=(45, 99), beside="bingo"),
    _place("over60", "group", 4, "over 60s", "Over 60's club", "over sixties", ages=(58, 99), beside="the over 60s"),
    _place("wi", "group", 3, "WI", "the W.I.", "Womens Institute", ages=(40, 99), sex="F", beside="the WI"),
    _place("tots", "group", 6, "Tiny Tots", "tiny tots", "toddler group", ages=(18, 42), sex="F", beside="Tiny Tots"),
    _place(
        "football", "group", 5, "football", "Rovers", "football club", ages=(16, 50), sex="M", beside="the football"
    ),
    _place("allotments", "group", 3, "allotments", "allotment society", ages=(40, 90), beside="the allotments"),
    _place("choir", "group", 2, "choir", "community choir", "the choir", ages=(30, 85), beside="choir"),
    _place("slimming", "group", 3, "slimming club", "slimming group", ages=(25, 70), sex="F", beside="slimming club"),
    _place("darts", "group", 3, "darts", "darts team", "dart team", ages=(20, 70), beside="the darts"),
    _place("quiz", "group", 3, "quiz night", "pub quiz", "the quiz", ages=(25, 75), beside="the quiz"),
    _place("residents", "group", 3, "residents association", "Residents Assoc", "RA", ages=(30, 85), beside="the RA"),
    _place("band", "group", 2, "brass band", "the band", ages=(16, 80), beside="the band", above=4000),
    _place("bowls", "group", 2, "bowls", "bowls club", ages=(50, 90), beside="bowls", above=4000),
    _place("newsletter", "medium", 5, "newsletter", "village newsletter", "the newsletter"),
    _place("facebook", "medium", 6, "Facebook", "facebook", "FB", ages=(16, 60)),
    _place("parish-mag", "medium", 3, "parish magazine", "church magazine", "parish mag", ages=(45, 99)),
    _place("noticeboard", "medium", 3, "notice board", "noticeboard", "shop window"),
    _place("radio", "medium", 2, "local radio", "radio", "the radio"),
    _place("paper", "medium", 4, "local paper", "the paper", "Gazette", ages=(35, 99)),
    _place("council", "office", 6, "the council", "council", "Council offices"),
    _place("gp", "office", 5, "GP", "my GP", "the doctor", "doctors"),
    _place("police", "office", 3, "police", "the police"),
    _place("social", "office", 3, "social services", "social worker", "Social Services"),
    _place("advice", "office", 2, "citizens advice", "CAB"),
    _place("housing", "office", 3, "housing association", "the housing", "housing office"),
)

_STEMS_TEXT = (
    "Albion Alder Ashgrove Beacon Beech Bramble Bridge Cedar Chapel Chestnut Church Clover Colliery Coronation"
    " Cragside Dene Eastfield Elm Fell Fern Field Garden Gladstone Granary Hawthorn Heather High Hill Holly Institute"
    " Ivy Jubilee Kiln Larch Laurel Lily Limekiln Linden Lower Maple Meadow Mill Moor Mount Nelson North Oak Orchard"
    " Paddock Pear Pine Pit Poplar Primrose Prospect Quarry Railway Ridge Rose Rowan School South Spring Station"
    " Sycamore Tempest Thorn Union Upper Vale Victoria Wagonway Walnut Waterloo Wellington West Willow Windmill Yew"
)
_STEMS = _STEMS_TEXT.split()
_KINDS = ("Street", "Terrace", "Road", "Avenue", "Close", "Lane", "Crescent", "Row")

STREETS: tuple[str, ...] = tuple(
    f"{stem} {_KINDS[(place + round_) % len(_KINDS)]}"
    for round_ in range(len(_KINDS))
    for place, stem in enumerate(_STEMS)
)
"""Street names for villages of any size; each stem comes back with another kind only when all have been used."""


def places_for(population: int) -> tuple[Place, ...]:
    """Return the places, groups, media and offices of a village of this size.

    Examples
    --------
    >>> len(places_for(1_000)) < len(places_for(10_000))
    True
    """
    return tuple(place for place in PLACES if population >= place.above)
