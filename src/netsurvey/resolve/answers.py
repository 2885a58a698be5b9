"""From a survey and its roster to what was written at each site, one site at a time."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.resolve.constraints import Rulings
from netsurvey.resolve.references import Vocabulary
from netsurvey.resolve.sites import SiteAnswers
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, mention_keys, respondent_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netsurvey.tables import Roster, Survey

__all__ = ["Answers", "keyed_forms", "keyed_mentions"]

_UNKNOWN_POPULATION = 20
"""Residents for each form, where the study file does not say how many live there."""


def keyed_mentions(survey: Survey) -> pd.DataFrame:
    """Return every mention with its key."""
    return survey.mentions[[*MENTION_KEY, "kind"]].assign(key=mention_keys(survey.mentions))


def keyed_forms(survey: Survey) -> pd.DataFrame:
    """Return every interviewed respondent with the key of the form."""
    return survey.respondents[list(RESPONDENT_KEY)].assign(key=respondent_keys(survey.respondents))


class Answers(Sized):
    """What was written at every site; each is read when it is asked for, so that few are held at a time.

    Parameters
    ----------
    survey, roster
        The same study's tables.
    decisions
        Human rulings about any of them.

    Attributes
    ----------
    mentions, forms
        Every mention and every form, with its key.

    Raises
    ------
    DecisionError
        When decisions contradict one another or are about a mention that is not there.
    """

    def __init__(self, survey: Survey, roster: Roster, decisions: pd.DataFrame | None) -> None:
        self.mentions, self.forms = keyed_mentions(survey), keyed_forms(survey)
        self._survey, self._roster = survey, roster
        self._nicknames = dict(zip(roster.nicknames["written"], roster.nicknames["means"], strict=True))
        tables = {"forms": self.forms, "mentions": self.mentions}
        tables |= {"forms told": roster.respondents, "mentions told": roster.mentions}
        self._rows: dict[str, dict[Any, Any]] = {
            name: table.groupby("site", sort=True).indices for name, table in tables.items()
        }
        self._rulings = Rulings.read(decisions, self._known(decisions))

    def __len__(self) -> int:
        return len(self._rows["forms"])

    def __iter__(self) -> Iterator[SiteAnswers]:
        return map(self.at, self._rows["forms"])

    def at(self, site: str) -> SiteAnswers:
        """Return what was written at a site, doubtful kinds of mention settled."""
        forms, mentions, words = self._read(site)
        number = {(w, r): i for i, (w, r) in enumerate(zip(forms["wave"], forms["respondent_id"], strict=True))}
        mentions["form"] = [number[pair] for pair in zip(mentions["wave"], mentions["respondent_id"], strict=True)]
        study = self._survey.study
        return SiteAnswers(
            forms=forms,
            mentions=mentions,
            rulings=self._rulings.among(frozenset(forms["key"]) | frozenset(mentions["key"])),
            words=words,
            residents=float(study.population_of(site) or _UNKNOWN_POPULATION * max(len(forms), 10)),
            same_id_across_waves=study.study.same_id_across_waves,
        )

    def _read(self, site: str) -> tuple[pd.DataFrame, pd.DataFrame, Vocabulary]:
        """Return a site's forms, its mentions of persons and the words they use."""
        forms = self._here("forms", self.forms, site).merge(
            self._here("forms told", self._roster.respondents, site), on=list(RESPONDENT_KEY), how="left"
        )
        forms["household_code"] = self._here("forms", self._survey.respondents, site)["household"].to_numpy()
        forms = forms.fillna("").sort_values("key").reset_index(drop=True)
        keyed = self._here("mentions", self.mentions, site)
        texts = keyed[list(MENTION_KEY)].merge(
            self._here("mentions told", self._roster.mentions, site), on=list(MENTION_KEY), how="left"
        )
        relation = self._here("mentions", self._survey.mentions, site)["relation"]
        mentions = pd.DataFrame(
            {
                **{c: keyed[c] for c in ("site", "wave", "respondent_id", "question", "key", "kind")},
                "relation": relation.fillna(""),
                "relation_written": texts["relation"].fillna("").to_numpy(),
                **{c: texts[c].fillna("").to_numpy() for c in ("name", "street", "age", "gender", "place")},
            }
        ).sort_values("key")
        is_person = mentions["kind"] == "person"
        names = [*forms["name"], *mentions.loc[is_person, "name"]]
        words = Vocabulary(names, forms["street"].tolist(), self._nicknames)
        unclear = mentions["kind"] == "unclear"
        is_person |= unclear & mentions["name"].where(unclear, "").map(words.is_person).astype(bool)
        return forms, mentions[is_person].reset_index(drop=True), words

    def _here(self, rows: str, table: pd.DataFrame, site: str) -> pd.DataFrame:
        return table.take(self._rows[rows].get(site, np.zeros(0, dtype=np.intp)))

    def _known(self, decisions: pd.DataFrame | None) -> frozenset[str]:
        """Return the keys that decisions can name at the sites that they do name."""
        if decisions is None or decisions.empty:
            return frozenset()
        named = [*decisions["a"], *decisions["b"]]
        keyed = pd.concat([table[["site", "key"]] for table in (self.forms, self.mentions)])
        sites = keyed.loc[keyed["key"].isin(named), "site"].unique()
        read = [self._read(site) for site in sites if site in self._rows["forms"]]
        return frozenset(key for forms, mentions, _ in read for key in (*forms["key"], *mentions["key"]))
