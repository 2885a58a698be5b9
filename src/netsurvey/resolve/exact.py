"""Answers that are ids: who is meant needs no judgement, only a look-up inside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.resolve.constraints import Rulings
from netsurvey.resolve.telling import CERTAIN, Reason, SitePeople

if TYPE_CHECKING:
    from netsurvey.tables import Roster, Survey

__all__ = ["people_by_id"]


def people_by_id(
    survey: Survey, roster: Roster, mentions: pd.DataFrame, forms: pd.DataFrame, decisions: pd.DataFrame | None
) -> SitePeople:
    """Return the people when answers are ids.

    Parameters
    ----------
    survey, roster
        The same study's tables.
    mentions, forms
        Their keys: every mention, every interviewed respondent.
    decisions
        Human rulings.
    """
    of_mentions, of_forms = _numbers(survey, roster)
    is_person = of_mentions.notna()
    keys = [*forms["key"], *mentions.loc[is_person, "key"]]
    numbers = pd.Series([*of_forms, *of_mentions[is_person]], index=keys, dtype="int64")
    rulings = Rulings.read(decisions, frozenset(numbers.index))
    numbers = _ruled(numbers, rulings)
    rank = pd.Series([0] * len(forms) + [1] * int(is_person.sum()), index=numbers.index)
    first = pd.DataFrame({"number": numbers, "rank": rank, "key": numbers.index}).sort_values(["number", "rank", "key"])
    anchors = first.drop_duplicates("number").set_index("number")["key"]
    told = SitePeople(anchor=dict(zip(numbers.index, numbers.map(anchors), strict=True)))
    told.probability = dict.fromkeys(numbers.index, 1.0)
    told.keys, told.labels = keys, pd.factorize(numbers)[0].astype(np.int32)[None, :]
    told.evidence = [
        Reason(anchor, key, anchor, "the id is the same", CERTAIN)
        for key, anchor in zip(mentions.loc[is_person, "key"], numbers.iloc[len(forms) :].map(anchors), strict=True)
        if key != anchor
    ]
    return told


def _ruled(numbers: pd.Series[int], rulings: Rulings) -> pd.Series[int]:
    """Return persons' numbers with human decisions carried out."""
    if not rulings.keys:
        return numbers
    numbers = numbers.copy()
    for _, a, b in rulings.same:
        numbers[numbers == numbers[b]] = numbers[a]
    with_key: dict[str, set[str]] = {key: {key} for key in rulings.keys}
    for _, a, b in rulings.same:
        both = with_key[a] | with_key[b]
        with_key.update(dict.fromkeys(both, both))
    for _, a, b in rulings.different:
        if numbers[a] == numbers[b]:
            numbers[sorted(with_key[b])] = numbers.max() + 1
    return numbers


def _numbers(survey: Survey, roster: Roster) -> tuple[pd.Series[int], pd.Series[int]]:
    """Return a person's number for every mention and for every respondent.

    A mention means the respondent of the same site and wave whose id it is; an id that nobody has is one named-only
    person. Where ids stay the same across waves, so do persons. Where ids mean something to their own respondent only
    (``resolve = "within"``), a mention is never a respondent, and one person to whoever gave the id.

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
    if survey.study.study.resolve == "within":
        told["of"], asked["of"] = named["respondent_id"], ""
        within = [*within, "of"]
    both = pd.concat([asked, told], ignore_index=True)
    number = both.groupby(within, sort=True).ngroup()
    of_mentions = number.iloc[len(asked) :].set_axis(survey.mentions.index).astype("Int64")
    of_mentions = of_mentions.mask(survey.mentions["kind"] != "person")
    return of_mentions, number.iloc[: len(asked)].set_axis(survey.respondents.index).astype("Int64")
