"""Answers that are ids: who is meant needs no judgement, only a look-up inside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from netsurvey.tables import Roster, Survey

__all__ = ["persons_by_id"]


def persons_by_id(survey: Survey, roster: Roster) -> tuple[pd.Series[int], pd.Series[int]]:
    """Return a person's number for every mention and for every respondent.

    A mention means the respondent of the same site and wave whose id it is; an id that nobody has is one named-only
    person. Where ids stay the same across waves, so do persons.

    Parameters
    ----------
    survey, roster
        The same study's tables.

    Returns
    -------
    tuple of pandas.Series
        On the index of ``survey.mentions`` (missing unless the kind is a person) and of ``survey.respondents``.
    """
    key = ["site", "wave", "respondent_id", "question", "position", "part"]
    named = survey.mentions[key].merge(roster.mentions[[*key, "name"]], on=key, how="left")
    told = pd.DataFrame({"site": named["site"], "wave": named["wave"], "id": named["name"].fillna("").str.strip()})
    asked = survey.respondents[["site", "wave", "respondent_id"]].set_axis(["site", "wave", "id"], axis=1)
    asked["id"] = asked["id"].str.strip()
    within = ["site", "id"] if survey.study.study.same_id_across_waves else ["site", "wave", "id"]
    both = pd.concat([asked, told], ignore_index=True)
    number = both.groupby(within, sort=True).ngroup()
    of_mentions = number.iloc[len(asked) :].set_axis(survey.mentions.index).astype("Int64")
    of_mentions = of_mentions.mask(survey.mentions["kind"] != "person")
    return of_mentions, number.iloc[: len(asked)].set_axis(survey.respondents.index).astype("Int64")
