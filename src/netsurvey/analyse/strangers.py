"""Familiar strangers: public roles that many people know and nobody turns to for support.

They are counted by role (the postman, the shopkeeper), never by person, since the programme looks for parts in
the life of a place that could carry more than they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from netsurvey.tables import Survey

__all__ = ["ROLE_COLUMNS", "familiar_strangers"]

_KNOWN_BY = ("talk", "information", "trust", "activist")
ROLE_COLUMNS = ["site", "wave", "place_id", "respondents", "in_support", "familiar_stranger_v1"]


def familiar_strangers(survey: Survey, named_places: pd.DataFrame) -> pd.DataFrame | None:
    """Return every public role that was named, by how many respondents, and whether it is a familiar stranger.

    Parameters
    ----------
    survey
        What was asked.
    named_places
        Mentions that mean no person: columns site, wave, respondent_id, question, kind and place_id.

    Returns
    -------
    pandas.DataFrame or None
        One row a site, wave and role: `respondents` who named it in talk, information, trust or activist questions,
        `in_support` who named it for support, and the flag. None where no question has one of the four roles, or
        none asks about support. A named person who holds a public role is not among them.
    """
    study = survey.study
    known_by, support = study.with_role(*_KNOWN_BY), study.with_role("support")
    if not known_by or not support:
        return None
    roles = named_places[(named_places["kind"] == "role") & named_places["place_id"].notna()]
    key = ["site", "wave", "place_id"]

    def respondents(questions: list[str]) -> pd.Series[int]:
        return roles[roles["question"].isin(questions)].groupby(key)["respondent_id"].nunique()

    table = pd.DataFrame({"respondents": respondents(known_by), "in_support": respondents(support)})
    table = table.fillna(0).astype("Int64").reset_index()
    table["familiar_stranger_v1"] = ((table["respondents"] >= 2) & (table["in_support"] == 0)).astype("boolean")
    return table[ROLE_COLUMNS].sort_values(key, ignore_index=True)
