"""Information pathways: where people go to find out what is going on, and who relies on people alone.

A village with a newsletter that reaches only those who go to the hall anyway cannot see it on a map of who knows
whom; it can on a map of respondents and their sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.forms import NAMED, NOTHING, OPEN, interviews, said
from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.isolation import BOUNDS_ONLY, GIVEN, NOT_ASKED, Flagged
from netsurvey.analyse.two_mode import incidence, two_mode_communities
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["ANY_SOURCE", "PATHWAY_COLUMNS", "PEOPLE", "friends_only", "pathways", "sources", "with_shares"]

PEOPLE = "people"
"""What all people who were named as sources are together: a friend tells few, so single ones say little."""
ANY_SOURCE = "any"
"""The row of a community that counts everybody in it."""
PATHWAY_COLUMNS = {
    "site": "the site",
    "wave": "the round of the survey",
    "community": "the number of the community of people with the same sources, the largest first",
    "source": 'the id of a place, group, role or medium; "people" for everybody who was named; "any" for all of them',
    "kind": "person, place, group, role, medium or any",
    "respondents": "how many of the community name this source",
    "of": "how many are in the community",
    "share": "respondents over of; communities are made from these answers, so it has no interval",
    "status": '"given", or why it is not shown',
}
_OTHER_KINDS = ("place", "group", "role", "medium")
_PEOPLE_KINDS = ("person", "household")


def friends_only(network: Network, survey: Survey) -> Flagged:
    """Flag the respondents who hear from people they know what is going on, and from nowhere else.

    Parameters
    ----------
    network
        Whose nodes the flag is for.
    survey
        The answers.

    Returns
    -------
    Flagged
        Not asked unless one question of the role `information` asks for people and another for places or groups.

    Notes
    -----
    It does not mean that they are badly informed: those they ask may read everything.
    """
    study = survey.study
    asked = study.with_role("information")
    of_people = [name for name in asked if study.questions[name].asks == "people"]
    others = [name for name in asked if study.questions[name].asks in {"places", "groups"}]
    index = network.nodes.index
    if not of_people or not others:
        nobody = pd.Series(pd.NA, index=index, dtype="boolean")
        return Flagged(flag=nobody, in_doubt=pd.Series(data=False, index=index), status=NOT_ASKED)
    people = said(survey, of_people, kinds=_PEOPLE_KINDS, anywhere=asked)
    elsewhere = said(survey, others, kinds=_OTHER_KINDS, anywhere=asked)
    alone = (people == NAMED) & (elsewhere == NOTHING)
    known = alone | (elsewhere == NAMED) | (people == NOTHING)
    unsure = ~known & (people != OPEN) & (elsewhere != OPEN)
    nodes = pd.MultiIndex.from_frame(network.nodes.reset_index()[list(RESPONDENT_KEY)])
    answers = survey.answers[survey.answers["question"].isin(others)]
    can_say = all(
        study.questions[name].none_tick is not None
        or bool(((answers["question"] == name) & (answers["state"] == "none")).any())
        for name in others
    )
    flag = alone.astype("boolean").mask(~known).reindex(nodes)
    return Flagged(
        flag=pd.Series(flag.array, index=index, dtype="boolean"),
        in_doubt=pd.Series(unsure.reindex(nodes, fill_value=False).to_numpy(dtype=bool), index=index),
        status=GIVEN if can_say else BOUNDS_ONLY,
    )


def sources(network: Network, survey: Survey) -> pd.DataFrame | None:
    """Return who finds out from where: one row an interview and source, all people who were named being one.

    Parameters
    ----------
    network, survey
        The places that were named, and the mentions.

    Returns
    -------
    pandas.DataFrame or None
        Columns site, wave, respondent_id, source and kind; None where no question has the role `information`.
    """
    asked = survey.study.with_role("information")
    asked = [name for name in asked if survey.study.questions[name].is_generator]
    if not asked:
        return None
    key = list(RESPONDENT_KEY)
    mentions = survey.mentions
    named = mentions[mentions["question"].isin(asked) & mentions["kind"].isin(_PEOPLE_KINDS)]
    named = named[pd.MultiIndex.from_frame(named[key]).isin(interviews(survey))]
    places = network.named_places
    places = places[places["question"].isin(asked) & places["place_id"].notna()].rename(columns={"place_id": "source"})
    table = pd.concat([named[key].assign(source=PEOPLE, kind="person"), places[[*key, "source", "kind"]]])
    return table.drop_duplicates([*key, "source"]).sort_values([*key, "source"], ignore_index=True)


def pathways(network: Network, survey: Survey, *, seed: int = 1) -> pd.DataFrame:
    """Return the communities of people who find out from the same sources, with those sources.

    Communities are those of the two-mode network of respondents and sources
    (:func:`netsurvey.analyse.two_mode.two_mode_communities`), each site and wave by itself.

    Parameters
    ----------
    network, survey
        The places that were named, and the mentions.
    seed
        Of the communities.

    Returns
    -------
    pandas.DataFrame
        Columns `PATHWAY_COLUMNS`: for each community a row "any", then its sources by how many of its people name
        them; a community is named after the first of them. Where nobody named any, or it was not asked, a site has
        one row "any" without a number.

    Notes
    -----
    Everybody is in one community, though many use sources of several. It is not what reaches people, but what they
    think of when they are asked.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> found = pathways(network, survey)
    >>> bool((found.loc[found["source"] == "any", "of"].sum() == 76))  # forms that name a source
    True
    """
    named = sources(network, survey)
    blocks = pd.DataFrame(network.blocks, columns=["site", "wave"])
    if named is None:
        empty = over_all_sites(blocks).drop_duplicates().assign(status=NOT_ASKED)
        parts = []
    else:
        found = [_of_block(block, seed=seed) for _, block in named.groupby(["site", "wave"], sort=True)]
        empty = blocks.merge(named[["site", "wave"]].drop_duplicates(), how="left_anti")
        empty = empty.assign(respondents=0, of=0, status=GIVEN)
        parts = [part.assign(status=GIVEN) for part in found]
    lines = empty.assign(source=ANY_SOURCE, kind=ANY_SOURCE).reindex(columns=list(PATHWAY_COLUMNS))
    table = pd.concat([lines.astype("object"), *parts], ignore_index=True)
    texts = dict.fromkeys(("site", "wave", "source", "kind", "status"), "str")
    whole = dict.fromkeys(("community", "respondents", "of"), "Int64")
    return with_shares(table.astype({**texts, **whole}))


def with_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts with the shares that follow from them alone."""
    table = counts.assign(share=counts["respondents"].astype("float64") / counts["of"].astype("float64"))
    return table[list(PATHWAY_COLUMNS)]


def _of_block(named: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    rows, _ = pd.factorize(named["respondent_id"])
    columns, _ = pd.factorize(named["source"])
    people, _ = two_mode_communities(incidence(rows.astype(np.int64), columns.astype(np.int64)), seed=seed)
    table = named.assign(community=people[rows])
    sizes = pd.Series(np.bincount(people), name="of")
    kinds = named.drop_duplicates("source").set_index("source")["kind"]
    counts = table.groupby(["community", "source"]).size().rename("respondents").reset_index()
    counts["kind"] = counts["source"].map(kinds)
    whole = pd.DataFrame({"community": sizes.index, "source": ANY_SOURCE, "respondents": sizes, "kind": ANY_SOURCE})
    first = named.iloc[0]
    both = pd.concat([whole, counts.sort_values(["respondents", "source"], ascending=[False, True])])
    both = both.assign(of=both["community"].map(sizes), site=first["site"], wave=first["wave"])
    return both.sort_values("community", kind="stable")
