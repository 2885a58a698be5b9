"""What people are called on an output of each tier: names for the team, pseudonyms for partners, none for the public.

Labels are made at the last moment and handed on as a mapping, so that no stage between the roster and the page ever
holds a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from netsurvey.privacy import Tier, pseudonyms, small
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, mention_keys, respondent_keys

if TYPE_CHECKING:
    from netsurvey.tables import People, Roster

__all__ = ["ShownPlaces", "key_labels", "labels_for", "names_of", "place_names", "shown_place_names", "written_names"]

_BETWEEN = frozenset({"and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"})
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


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


class ShownPlaces(NamedTuple):
    """What places may be called where anybody can read it.

    Attributes
    ----------
    names
        Names by place id.
    left_out
        How many places enough people named, but cannot be shown, since every way they were written holds a word that is
        somebody's name, or a street.
    """

    names: dict[str, str]
    left_out: int


def shown_place_names(people: People, roster: Roster, *, names_ok: bool = False) -> ShownPlaces:
    """Return what to call the places, groups, media and offices that eight respondents or more named.

    A place is called what it was called most often, of the ways without any word that is a given name or family name in
    the roster, or a street in it: "St Oswin's" may be shown unless somebody is called Oswin.

    Parameters
    ----------
    people, roster
        Who and what is meant, and how it was written.
    names_ok
        Whether words that are names may be shown: to the team.
    """
    written = people.mentions.merge(roster.mentions[[*MENTION_KEY, "name"]], on=list(MENTION_KEY), how="left")
    written = written.dropna(subset=["place_id", "name"])
    namers = written.drop_duplicates([*RESPONDENT_KEY, "place_id"])["place_id"].value_counts()
    enough = namers[(namers > 0) & ~small(namers)].index
    names = _name_words(people, roster)
    streets = {_folded(street) for street in roster.respondents["street"].dropna()}
    shown = {}
    for place in sorted(map(str, enough)):
        ways = written.loc[written["place_id"] == place, "name"].value_counts(sort=False).rename("times").reset_index()
        ways = ways.sort_values(["times", "name"], ascending=[False, True])
        fine = [way for way in ways["name"] if names_ok or _is_public(str(way), names, streets)]
        if fine:
            shown[place] = str(fine[0])
    return ShownPlaces(shown, len(enough) - len(shown))


def written_names(people: People, roster: Roster) -> list[str]:
    """Return every way a person's name was written, without what stands beside a name as in "Jean at the Legion"."""
    mentions = people.mentions.merge(roster.mentions[[*MENTION_KEY, "name"]], on=list(MENTION_KEY), how="left")
    named = mentions.loc[mentions["person_id"].notna(), "name"].dropna().drop_duplicates()
    plain = named[[(_is_whole(name) or len(name.split()) == 1) and not _words(name) & _BETWEEN for name in named]]
    own = [roster.respondents["name"].dropna(), roster.respondents["known_as"].dropna()]
    return sorted(set(pd.concat([plain, *own])))


def _name_words(people: People, roster: Roster) -> set[str]:
    """Return every word that is part of a person's name, in small letters; titles are none."""
    from netsurvey.resolve.name_words import BEFORE, TITLES, TITLES_AT_THE_END  # noqa: PLC0415 - loads numba

    words = {word for name in written_names(people, roster) for word in _words(name) if len(word) > 1}
    return words - _BETWEEN - BEFORE - TITLES_AT_THE_END - TITLES.keys()


def _is_public(name: str, person_names: set[str], streets: set[str]) -> bool:
    folded = f" {_folded(name)} "
    return not (_words(name) & person_names) and not any(f" {street} " in folded for street in streets)


def _words(name: str) -> set[str]:
    """Return the words of a name in small letters, and without the "'s" of a possessive."""
    words = {word.casefold().replace("\u2019", "'") for word in _WORD.findall(name)}
    return words | {word.removesuffix("'s") for word in words} | {part for word in words for part in word.split("-")}


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def key_labels(roster: Roster) -> dict[str, str]:
    """Return what was written under each mention key and respondent key, for explanations shown to the team."""
    mentions = dict(zip(mention_keys(roster.mentions), roster.mentions["name"].fillna(""), strict=True))
    forms = dict(zip(respondent_keys(roster.respondents), roster.respondents["name"].fillna(""), strict=True))
    return {**mentions, **forms}
