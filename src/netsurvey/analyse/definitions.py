"""What each flag means, in words that print beside its number.

A definition is versioned: when its wording changes its number must change, so that two reports can be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netsurvey.study import Study

__all__ = ["FLAGS", "RESPONDENT_FLAGS", "Definition", "definitions"]

RESPONDENT_FLAGS = ("graph_isolate", "power_isolate_v1", "total_isolate_v1", "no_change_contact_v1")
"""Flags that only somebody who was interviewed can have; their rates have intervals and bounds."""
FLAGS = (*RESPONDENT_FLAGS, "broker_v1", "change_maker_v1")
"""Every flag a person can have that is counted; the first form of the broker is a column beside them."""


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What a flag or rate means.

    Attributes
    ----------
    name
        The flag's column, or the finding's name.
    version
        Changes whenever the wording does.
    wording
        The definition, as it prints beside the number.
    phrase
        How a sentence about people goes on: "25% ...".
    people
        What the people are called in a comparison: "... scored 48 on average".
    source
        Where the definition comes from.
    """

    name: str
    version: str
    wording: str
    phrase: str
    source: str
    people: str = ""


_PROGRAMME = "Connected Communities (RSA and University of Central Lancashire, 2010-15), as netsurvey codes it"
_OWN = "netsurvey's own choice"
_OF_PLACES = (
    Definition(
        name="friends_only_v1",
        version="v1",
        wording=(
            "a respondent who named people and no place, group, role or medium when asked where they find out what is "
            "going on; somebody who named no people is not one, and answers that leave it open are not counted"
        ),
        phrase="find out what is going on from people they know and from nowhere else",
        people="people who rely on friends alone",
        source=f"{_PROGRAMME}: its information pathways with a cluster of friends only",
    ),
    Definition(
        name="information_sources",
        version="v1",
        wording=(
            "communities of respondents and sources by two-mode modularity, all people who were named being one "
            "source; a community is called by the sources that half of its people name, else by the commonest"
        ),
        phrase="",
        source=f"{_PROGRAMME}; Barber 2007, started from Traag et al. 2019",
    ),
    Definition(
        name="places_named",
        version="v1",
        wording=(
            "respondents who named at least one place, group or activity, among those who named one or said that there "
            "is none; of each place, those who named it among the same"
        ),
        phrase="",
        source=_PROGRAMME,
    ),
    Definition(
        name="reach_isolates",
        version="v1",
        wording=(
            "respondents with the flag among those who named at least one place, group or activity, and of whom the "
            "flag is known; of each place, those with the flag among the people who named it"
        ),
        phrase="",
        source=_OWN,
    ),
    Definition(
        name="shared_members",
        version="v1",
        wording="respondents who named both of two places or groups under one question, among those who named either",
        phrase="",
        source="Breiger 1974, Jaccard 1912",
    ),
)
_OF_ANSWERS = (
    *(
        Definition(
            name=f"{role}_answers",
            version="v1",
            wording="respondents who gave each answer, among those who gave any",
            phrase="",
            source=_PROGRAMME,
        )
        for role in ("belonging", "barrier", "volunteering", "loneliness")
    ),
    Definition(
        name="scores_by_answer",
        version="v1",
        wording="mean score of the respondents who gave each answer, complete scores only; Student's interval",
        phrase="",
        source=_PROGRAMME,
    ),
    Definition(
        name="importance",
        version="v1",
        wording=(
            "the part of the variance of the scores that a linear model gives to isolation and to each attribute: what "
            "each adds, averaged over all orders of adding them (LMG); isolation is the flags of those cut off from "
            "influence and of those who named nobody, as far as they were asked, else of those with no tie on the map; "
            "sites are compared within; complete answers only, ten to a parameter at least; intervals and ranks from "
            "500 resamples of the respondents of each site"
        ),
        phrase="",
        source="Lindeman, Merenda & Gold 1980; Grömping 2007; guards are netsurvey's",
    ),
    Definition(
        name="both_tails",
        version="v1",
        wording=(
            "a group that has, of all groups of the same attribute with ten people or more whose flag and whose score "
            "are known, both the largest share with the flag and the lowest mean score"
        ),
        phrase="",
        source=f"{_PROGRAMME}: its single mothers, most isolated and lowest in wellbeing; thresholds are netsurvey's",
    ),
)
_OF_THE_MAP = (
    Definition(
        name="component",
        version="v1",
        wording="two people or more who can be reached from one another along ties of the map, whoever named whom",
        phrase="",
        people="separate parts of the map",
        source="graph theory",
    ),
    Definition(
        name="cut_point",
        version="v1",
        wording="a person without whom the map would have more separate parts",
        phrase="",
        people="cut-points",
        source="graph theory",
    ),
    Definition(
        name="bridge",
        version="v1",
        wording="a tie without which the map would have more separate parts, between people who both have other ties",
        phrase="",
        people="bridges",
        source="graph theory",
    ),
    Definition(
        name="spread",
        version="v1",
        wording=(
            "the mean share of the people on the map, or of those left of it, that is reached from one of them picked "
            "by lot, who counts as reached, where whoever is reached passes it to each contact with the same chance; "
            "the key players are the three of a site and wave without whom the largest share of pairs would have no "
            "path between them; in their place as many people with ties are picked by lot"
        ),
        phrase="",
        source="independent cascade: Kempe, Kleinberg & Tardos 2003; Newman 2002; Borgatti 2006",
    ),
    Definition(
        name="local_bridge",
        version="v1",
        wording="a tie between two people who share no other contact and who both have other ties",
        phrase="",
        people="local bridges",
        source="Granovetter 1973",
    ),
)

_OF_THE_REACHED = Definition(
    name="reached",
    version="v1",
    wording=(
        "respondents of each group among those who gave a group that the census table has, beside the same share in "
        "that table; a group is said to be fewer or more where the census share is outside the 95% interval"
    ),
    phrase="",
    source=_OWN,
)


def definitions(study: Study) -> dict[str, Definition]:
    """Return the definitions in force for a study, by name.

    Two of them depend on what was asked: whether only local people count for the total isolates.
    """
    totals = study.with_role("support", "trust", "talk", "connector", "linker")
    local = any(study.questions[name].local for name in totals)
    nobody = "nobody local" if local else "nobody"
    listed = (
        Definition(
            name="power_isolate_v1",
            version="v1",
            wording=(
                "a respondent who said or ticked that they know nobody in both kinds of question: who brings people "
                "together (connector) and who could reach people with influence (linker); somebody who named anybody "
                "in either is not one, and refused, blank and don't-know answers that leave it open are not counted"
            ),
            phrase="could name nobody who brings people together or could reach those with influence",
            people="people cut off from influence",
            source=f"{_PROGRAMME}: its '25% cannot make change through their networks'",
        ),
        Definition(
            name="total_isolate_v1",
            version="v1",
            wording=(
                f"a respondent who named {nobody} in every question asked about support, trust, talk, connectors and "
                "linkers; naming only oneself is naming nobody, anything else written down counts as somebody"
                + (", unless it is marked as not local" if local else "; it was not asked who lives locally")
            ),
            phrase=f"named {nobody} for support, trust, talk or making change",
            people=f"people who named {nobody}",
            source=f"{_PROGRAMME}: its '2% completely isolated'",
        ),
        Definition(
            name="no_change_contact_v1",
            version="v1",
            wording="a respondent who answered No to knowing anybody who can change things locally",
            phrase="said they know nobody who can change things locally",
            people="people with no contact for change",
            source=f"{_PROGRAMME}: its '60% know nobody who can change things locally'",
        ),
        Definition(
            name="graph_isolate",
            version="v1",
            wording=(
                "a respondent with no tie in either direction: they named nobody who is on the map and nobody "
                "interviewed named them; somebody nobody named but who named people is not one, and of somebody who "
                "answered no question about people it is not known"
            ),
            phrase="had no tie on the map, neither naming anybody nor named",
            people="people with no tie on the map",
            source="graph theory",
        ),
        Definition(
            name="broker_v1",
            version="v1",
            wording=(
                "a person with two or more contacts whose betweenness is higher than their own in networks where the "
                "namings are dealt out anew (within question, site and wave, everybody naming and being named as often "
                "as before), at a false discovery rate of 10% among those compared; who is no more constrained than "
                "in half of these networks; and who is tied to people of two or more communities that the algorithm "
                "finds whatever its seed"
            ),
            phrase="link groups that are otherwise far apart, more than chance would have it",
            people="brokers",
            source=(
                "Freeman 1977, Burt 1992, Traag et al. 2019; dealing out anew as Milo et al. 2003, pooled as Storey & "
                "Tibshirani 2003, false discoveries by Benjamini & Hochberg 1995; thresholds are netsurvey's"
            ),
        ),
        Definition(
            name="broker_v0",
            version="v0",
            wording=(
                "a person whose betweenness is above zero and at or above the 95th percentile of everybody on the "
                "map, whose constraint is at or below the lower quartile of those who have one, and who is tied to "
                "people of two or more Leiden communities (resolution 1); percentiles by linear interpolation, site "
                "by site and wave by wave"
            ),
            phrase="link groups that are otherwise far apart",
            people="brokers in the first form",
            source="Freeman 1977, Burt 1992, Traag et al. 2019; thresholds are a first form without a null model",
        ),
        Definition(
            name="key_player",
            version="v1",
            wording=(
                "one of the three people of a site and wave without whom the largest share of pairs would have no path "
                "between them (fragmentation), found by adding whoever adds most and exchanging members while that "
                "helps; another three may do nearly as well"
            ),
            phrase="hold the map together",
            people="key players",
            source="Borgatti 2006; the size of the set is netsurvey's",
        ),
        Definition(
            name="change_maker_v1",
            version="v1",
            wording=(
                "a person named in connector, linker or activist questions by at least three different respondents "
                "and at least the 95th percentile (linear interpolation) of the people named at least once in them, "
                "the namers coming from two or more streets or households where these are known"
            ),
            phrase="stand out as change-makers",
            people="change-makers",
            source=f"{_PROGRAMME}; thresholds are netsurvey's",
        ),
        Definition(
            name="familiar_stranger_v1",
            version="v1",
            wording=(
                "a public role written down without a person's name (the postman, the shopkeeper) by two or more "
                "respondents in questions about talk, information, trust or activists and by none about support; a "
                "named person who holds such a role is not seen here"
            ),
            phrase="are familiar strangers: widely known, asked for support by nobody",
            source=f"{_PROGRAMME}; thresholds are netsurvey's",
        ),
        Definition(
            name="flag_by_attribute",
            version="v1",
            wording="the share of each group that has the flag, among those of the group for whom it is known",
            phrase="",
            source=_OWN,
        ),
        Definition(
            name="ties_elsewhere",
            version="v1",
            wording=(
                "different people tied to the respondent, in either direction, in questions other than connector and "
                "linker ones (counting those would be circular)"
            ),
            phrase="",
            source=_OWN,
        ),
        Definition(
            name="wellbeing_gap",
            version="v1",
            wording=(
                "mean score of the respondents with the flag less that of those without, complete scores only; "
                "Welch's interval; p from flags shuffled among respondents within a site"
            ),
            phrase="",
            source="Welch 1947; Phipson & Smyth 2010",
        ),
        *_OF_PLACES,
        *_OF_ANSWERS,
        *_OF_THE_MAP,
        _OF_THE_REACHED,
    )
    return {definition.name: definition for definition in listed}
