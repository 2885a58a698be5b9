"""What people are called on an output of each tier: names for the team, pseudonyms for partners, none for the public.

Labels are made at the last moment and handed on as a mapping, so that no stage between the roster and the page ever
holds a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.privacy import Tier, pseudonyms
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, mention_keys, respondent_keys

if TYPE_CHECKING:
    from netsurvey.tables import People, Roster

__all__ = ["key_labels", "labels_for", "names_of", "place_names"]


def names_of(people: People, roster: Roster) -> pd.Series[str]:
    """Return what to call each person: a respondent's own name, else the fullest way others wrote it.

    Returns
    -------
    pandas.Series
        Names on the person ids of `people`; empty text where nothing was ever written.
    """
    own = people.respondents.merge(
        roster.respondents[[*RESPONDENT_KEY, "name", "known_as"]], on=list(RESPONDENT_KEY), how="left"
    )
    own["label"] = own["name"].fillna(own["known_as"])
    written = people.mentions.merge(roster.mentions[[*MENTION_KEY, "name"]], on=list(MENTION_KEY), how="left")
    written = written.dropna(subset=["person_id", "name"])
    times = written.groupby(["person_id", "name"], sort=False).size().rename("times").reset_index()
    times["words"] = times["name"].str.count(r"\S+")
    times["whole"] = times["name"].map(_is_whole).astype(bool)
    fullest = times.sort_values(["whole", "words", "times", "name"], ascending=[False, False, False, True])
    candidates = pd.concat([own[["person_id", "label"]], fullest.rename(columns={"name": "label"})])
    candidates = candidates.dropna(subset=["label"]).drop_duplicates("person_id")
    return candidates.set_index("person_id")["label"].reindex(people.people["person_id"]).fillna("").astype("str")


def _is_whole(name: str) -> bool:
    """Whether a name has several parts and nothing but parts of a name: no "(the Legion)", no "from the shop"."""
    words = name.split()
    return len(words) > 1 and all(
        word[0].isupper() and word.strip(".").replace("-", "").replace("'", "").isalpha() for word in words
    )


def labels_for(tier: Tier, people: People, roster: Roster | None, key: bytes) -> pd.Series[str] | None:
    """Return the labels that a tier may see, on person ids; None for the public.

    Parameters
    ----------
    tier
        Who will see them.
    people
        The persons.
    roster
        Names as written; only the team tier needs it.
    key
        The study's key, from which pseudonyms come.
    """
    if tier is Tier.PUBLIC:
        return None
    if tier is Tier.PARTNER or roster is None:
        return pseudonyms(key, people.people["person_id"])
    return names_of(people, roster)


def place_names(people: People, roster: Roster) -> dict[str, str]:
    """Return what to call each place, group, medium or role: as it was written most often."""
    written = people.mentions.merge(roster.mentions[[*MENTION_KEY, "name"]], on=list(MENTION_KEY), how="left")
    by_place = written.dropna(subset=["place_id", "name"]).groupby("place_id")["name"]
    return {str(place): str(names.mode().iloc[0]) for place, names in by_place}


def key_labels(roster: Roster) -> dict[str, str]:
    """Return what was written under each mention key and respondent key, for explanations shown to the team."""
    mentions = dict(zip(mention_keys(roster.mentions), roster.mentions["name"].fillna(""), strict=True))
    forms = dict(zip(respondent_keys(roster.respondents), roster.respondents["name"].fillna(""), strict=True))
    return {**mentions, **forms}
