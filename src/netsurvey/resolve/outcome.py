"""What every site told, as one result: ids in place of keys, tables in place of lists."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.resolve.places import PLACE_KINDS, places_table, resolve_places
from netsurvey.tables import (
    DOUBTFUL,
    EVIDENCE,
    MENTION_KEY,
    PEOPLE,
    RESPONDENT_KEY,
    People,
    empty,
)
from netsurvey.tables.draws import NOBODY, Draws

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from netsurvey.resolve.telling import SitePeople

__all__ = ["people_of"]


def people_of(
    mentions: pd.DataFrame,
    forms: pd.DataFrame,
    texts: pd.Series[str],
    told: list[SitePeople],
    *,
    seed: int,
    draws: int,
    settings: dict[str, object],
) -> People:
    """Return the result of all sites.

    Parameters
    ----------
    mentions
        One row a mention with its key and final kind.
    forms
        One row an interviewed respondent with its key.
    texts
        What was written, for the places.
    told
        What each site told.
    seed, draws
        As :func:`~netsurvey.resolve.resolve` was given them.
    settings
        What else produced it.
    """
    anchor_of = {key: anchor for site in told for key, anchor in site.anchor.items()}
    probability = {key: p for site in told for key, p in site.probability.items()}
    ids = _person_ids(anchor_of, frozenset(forms["key"]))
    is_person = mentions["kind"] == "person"
    anchor = mentions["key"].where(is_person).map(anchor_of)
    resolved = mentions[[*MENTION_KEY, "kind"]].assign(
        person_id=anchor.map(ids),
        place_id=None,
        probability=mentions["key"].where(is_person).map(probability).astype("float64"),
    )
    places, named = _places(mentions, texts, seed=seed, draws=draws)
    resolved["place_id"] = named["place_id"].reindex(resolved.index)
    resolved["probability"] = resolved["probability"].fillna(named["probability"])
    answered = forms[list(RESPONDENT_KEY)].assign(person_id=forms["key"].map(anchor_of).map(ids))
    people = _counted(resolved, answered)
    evidence = pd.DataFrame(
        [reason for site in told for reason in site.evidence],
        columns=["person_id", "mention", "with", "evidence", "bits"],
    )
    doubtful = pd.DataFrame(
        [doubt for site in told for doubt in site.doubtful], columns=["a", "b", "probability", "reason"]
    )
    rows = {key: i for i, key in enumerate([*forms["key"], *mentions["key"]])}
    anchor_rows = {ids[anchor]: rows[anchor] for anchor in set(anchor_of.values())}
    drawn = Draws(
        labels=_labels(told, rows, len(forms) + len(mentions)),
        anchors=np.array([anchor_rows[person] for person in people["person_id"]], dtype=np.int64),
    )
    return People(
        people=people,
        mentions=resolved,
        respondents=answered,
        places=places,
        evidence=evidence.assign(person_id=evidence["person_id"].map(ids)) if len(evidence) else empty(EVIDENCE),
        doubtful=doubtful if len(doubtful) else empty(DOUBTFUL),
        draws=drawn,
        seed=seed,
        settings={
            **settings,
            "draws": len(drawn),
            "mentions": len(mentions),
            "mentions_of_people": int(is_person.sum()),
            "persons": len(ids),
            "doubtful": len(doubtful),
        },
    )


def _labels(told: list[SitePeople], rows: dict[str, int], width: int) -> NDArray[np.int32]:
    """Return for every draw and row the first row that is the same person."""
    count = max((len(site.labels) for site in told), default=1)
    labels = np.full((count, width), NOBODY, np.int32)
    for site in told:
        row = np.array([rows[key] for key in site.keys], dtype=np.int64)
        if not len(row):
            continue
        first = np.full(site.labels.shape, width, np.int64)
        lines = np.arange(len(site.labels))[:, None]
        np.minimum.at(first, (lines, site.labels), row[None, :])
        labels[:, row] = first[lines, site.labels]
    return labels


def _counted(resolved: pd.DataFrame, answered: pd.DataFrame) -> pd.DataFrame:
    """Return one row a person with how often and by how many they were named."""
    named = resolved[resolved["person_id"].notna()]
    per_person = named.groupby("person_id")
    namers = named.drop_duplicates(["person_id", *RESPONDENT_KEY]).groupby("person_id").size()
    sites = pd.concat([answered[["person_id", "site"]], named[["person_id", "site"]]]).drop_duplicates("person_id")
    table = sites.sort_values("person_id").set_index("person_id")
    table["mentions"] = per_person.size().reindex(table.index, fill_value=0)
    table["respondents"] = namers.reindex(table.index, fill_value=0)
    table["certainty"] = per_person["probability"].mean().reindex(table.index).fillna(1.0)
    return table.reset_index() if len(table) else empty(PEOPLE)


def _places(
    mentions: pd.DataFrame, texts: pd.Series[str], *, seed: int, draws: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one row a place, and the place of every mention that names one, with its probability."""
    is_place = mentions["kind"].isin(PLACE_KINDS)
    named = mentions[is_place].assign(text=texts[is_place].to_numpy())
    found = resolve_places(named, seed=seed, draws=draws)
    named = named.assign(
        place_id=found["anchor"].map(_identifiers("pl-", found["anchor"])), probability=found["probability"]
    )
    return places_table(named), named[["place_id", "probability"]]


def _person_ids(anchor_of: dict[str, str], forms: frozenset[str]) -> dict[str, str]:
    """Return an id for every anchor key, made from one key of the person that few changes can take away.

    That is a form of theirs, else the mention whose digest comes first: a mention added to many or ruled out of them is
    seldom that one, so that the id stays with the majority.
    """
    rank = {key: (key not in forms, hashlib.sha256(key.encode()).digest()) for key in anchor_of}
    token: dict[str, str] = {}
    for key, anchor in anchor_of.items():
        if anchor not in token or rank[key] < rank[token[anchor]]:
            token[anchor] = key
    ids = _identifiers("p-", token.values())
    return {anchor: ids[key] for anchor, key in token.items()}


def _identifiers(prefix: str, anchors: Iterable[str]) -> dict[str, str]:
    """Return an id for every anchor key: short, the same every time, and never two alike."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in sorted(set(anchors)):
        text = anchor
        while (identifier := prefix + _digest(text)) in taken:
            text += "+"
        ids[anchor] = identifier
        taken.add(identifier)
    return ids


def _digest(text: str) -> str:
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:8].lower()
