"""What every site told, as one result: ids in place of keys, tables in place of lists, few sites at a time."""

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
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from netsurvey.resolve.telling import Reason, SitePeople
    from netsurvey.tables import Roster

__all__ = ["people_of"]


def people_of(
    mentions: pd.DataFrame,
    forms: pd.DataFrame,
    roster: Roster,
    told: Iterator[SitePeople],
    *,
    seed: int,
    draws: int,
    settings: dict[str, object],
) -> People:
    """Return the result of all sites, each taken in when it is told.

    Parameters
    ----------
    mentions
        One row a mention with its key and the kind it was read as; a doubtful one is a person where a site says so.
    forms
        One row an interviewed respondent with its key.
    roster
        What was written, for the places.
    told
        What each site told.
    seed, draws
        As :func:`~netsurvey.resolve.resolve` was given them.
    settings
        What else produced it.
    """
    whole = _Whole(pd.concat([forms["key"], mentions["key"]], ignore_index=True), forms=len(forms))
    for site in told:
        whole.take_in(site)
    ids = whole.persons()
    anchor_of = {person: anchor for anchor, person in ids.items()}
    person_id = pd.Series(ids, dtype="str").reindex(whole.anchor)
    answered = forms[list(RESPONDENT_KEY)].assign(person_id=person_id[: len(forms)].to_numpy())
    named = person_id[len(forms) :].set_axis(mentions.index)
    kind = mentions["kind"].where(named.isna(), "person")
    resolved = mentions[list(MENTION_KEY)].assign(
        kind=kind, person_id=named, place_id=None, probability=whole.probability[len(forms) :]
    )
    places, at_places = _places(resolved, roster, seed=seed, draws=draws)
    resolved["place_id"] = at_places["place_id"].reindex(resolved.index)
    resolved["probability"] = resolved["probability"].fillna(at_places["probability"])
    people = _counted(resolved, answered)
    drawn = Draws(
        labels=whole.labels, anchors=np.array([anchor_of[person] for person in people["person_id"]], dtype=np.int32)
    )
    evidence, doubtful = whole.evidence(ids), whole.doubtful()
    return People(
        people=people,
        mentions=resolved,
        respondents=answered,
        places=places,
        evidence=evidence,
        doubtful=doubtful,
        draws=drawn,
        seed=seed,
        settings={
            **settings,
            "draws": len(drawn),
            "mentions": len(mentions),
            "mentions_of_people": int((kind == "person").sum()),
            "persons": len(ids),
            "doubtful": len(doubtful),
        },
    )


class _Whole:
    """What the sites told so far, by rows: the forms first, then the mentions.

    Attributes
    ----------
    anchor
        By row: the row its person is known by, NOBODY where no person is meant.
    probability
        By row: how probable that is.
    labels
        For every draw and row the first row that is the same person.
    """

    def __init__(self, keys: pd.Series[str], *, forms: int) -> None:
        self._keys = keys
        self._rows = {key: row for row, key in enumerate(keys)}
        self._forms = forms
        self.anchor = np.full(len(keys), NOBODY, np.int32)
        self.probability = np.full(len(keys), np.nan)
        self.labels = np.full((1, len(keys)), NOBODY, np.int32)
        self._token: dict[int, tuple[bool, bytes, str]] = {}
        self._evidence: list[pd.DataFrame] = []
        self._words: dict[str, int] = {}
        self._doubtful: list[pd.DataFrame] = []

    def take_in(self, site: SitePeople) -> None:
        """Add what a site told."""
        rows = self._rows_of(site.keys)
        if not len(rows):
            return
        self.anchor[rows] = self._rows_of(site.anchor[key] for key in site.keys)
        self.probability[rows] = [site.probability[key] for key in site.keys]
        self._take_draws(site.labels, rows)
        for key, row, anchor in zip(site.keys, rows.tolist(), self.anchor[rows].tolist(), strict=True):
            rank = (row >= self._forms, hashlib.sha256(key.encode()).digest(), key)
            self._token[anchor] = min(self._token.get(anchor, rank), rank)
        if site.evidence:
            self._evidence.append(self._in_numbers(site.evidence))
        self._doubtful.append(pd.DataFrame(site.doubtful, columns=list(DOUBTFUL.columns)))

    def persons(self) -> dict[int, str]:
        """Return the id of every person by the row they are known by.

        An id is made from one key of the person that few changes can take away. That is a form of theirs, else the
        mention whose digest comes first: a mention added to many or ruled out of them is seldom that one, so that the
        id stays with the majority.
        """
        identifier = _identifiers("p-", (key for _, _, key in self._token.values()))
        return {anchor: identifier[key] for anchor, (_, _, key) in self._token.items()}

    def evidence(self, ids: dict[int, str]) -> pd.DataFrame:
        """Return why mentions are with their person."""
        if not self._evidence:
            return empty(EVIDENCE)
        several = pd.concat(self._evidence, ignore_index=True)
        self._evidence.clear()
        words = pd.Series(list(self._words), dtype="str")
        return pd.DataFrame(
            {
                "person_id": several["anchor"].map(ids),
                "mention": self._keys.array.take(several["mention"].to_numpy()),
                "with": self._keys.array.take(several["with"].to_numpy()),
                "evidence": words.array.take(several["evidence"].to_numpy()),
                "bits": several["bits"],
            }
        )

    def _in_numbers(self, reasons: list[Reason]) -> pd.DataFrame:
        """Return reasons with the rows of keys and the numbers of words, which a million take up less room than."""
        *keys, words, bits = zip(*reasons, strict=True)
        told = {name: self._rows_of(column) for name, column in zip(("anchor", "mention", "with"), keys, strict=True)}
        told["evidence"] = np.array([self._words.setdefault(word, len(self._words)) for word in words])
        return pd.DataFrame(told, dtype=np.int32).assign(bits=np.array(bits))

    def doubtful(self) -> pd.DataFrame:
        """Return what a human should look at."""
        several = [table for table in self._doubtful if len(table)]
        return pd.concat(several, ignore_index=True) if several else empty(DOUBTFUL)

    def _rows_of(self, keys: Iterable[str]) -> NDArray[np.int64]:
        return np.array([self._rows[key] for key in keys], dtype=np.int64)

    def _take_draws(self, labels: NDArray[np.int32], rows: NDArray[np.int64]) -> None:
        if len(self.labels) < len(labels):
            self.labels = np.full((len(labels), len(self.anchor)), NOBODY, np.int32)
        order = np.argsort(rows)
        for line, drawn in zip(self.labels, labels, strict=True):
            first = np.full(int(drawn.max()) + 1, NOBODY, np.int32)
            first[drawn[order[::-1]]] = rows[order[::-1]]  # of several values for one place the last one stays
            line[rows] = first[drawn]


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


def _places(mentions: pd.DataFrame, roster: Roster, *, seed: int, draws: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one row a place, and the place of every mention that names one, with its probability."""
    key = list(MENTION_KEY)
    named = mentions.loc[mentions["kind"].isin(PLACE_KINDS), [*key, "kind"]]
    named["text"] = named[key].merge(roster.mentions, on=key, how="left")["name"].fillna("").to_numpy()
    found = resolve_places(named, seed=seed, draws=draws)
    named = named.assign(
        place_id=found["anchor"].map(_identifiers("pl-", found["anchor"])), probability=found["probability"]
    )
    return places_table(named), named[["place_id", "probability"]]


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
