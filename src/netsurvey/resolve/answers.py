"""From a survey and its roster to what was written at each site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.resolve.constraints import Rulings
from netsurvey.resolve.references import Vocabulary
from netsurvey.resolve.sites import SiteAnswers
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, mention_keys, respondent_keys

if TYPE_CHECKING:
    from netsurvey.tables import Roster, Survey

__all__ = ["keyed_forms", "keyed_mentions", "site_answers"]

_UNKNOWN_POPULATION = 20
"""Residents for each form, where the study file does not say how many live there."""


def keyed_mentions(survey: Survey) -> pd.DataFrame:
    """Return every mention with its key."""
    return survey.mentions[[*MENTION_KEY, "kind"]].assign(key=mention_keys(survey.mentions))


def keyed_forms(survey: Survey) -> pd.DataFrame:
    """Return every interviewed respondent with the key of the form."""
    return survey.respondents[list(RESPONDENT_KEY)].assign(key=respondent_keys(survey.respondents))


def site_answers(
    survey: Survey, roster: Roster, decisions: pd.DataFrame | None
) -> tuple[pd.Series[str], dict[str, SiteAnswers]]:
    """Return the kinds of all mentions with doubtful ones settled, and by site what was written there.

    Parameters
    ----------
    survey, roster
        The same study's tables.
    decisions
        Human rulings about any of them.

    Raises
    ------
    DecisionError
        When decisions contradict one another or are about a mention that is not there.
    """
    mentions, forms = keyed_mentions(survey), keyed_forms(survey)
    written = forms.merge(roster.respondents, on=list(RESPONDENT_KEY), how="left").fillna("")
    written["household_code"] = survey.respondents["household"].fillna("")
    texts = survey.mentions[list(MENTION_KEY)].merge(roster.mentions, on=list(MENTION_KEY), how="left")
    detail = pd.DataFrame(
        {
            **{c: mentions[c] for c in ("site", "wave", "respondent_id", "question", "key", "kind")},
            "name": texts["name"].fillna(""),
            "relation": survey.mentions["relation"].fillna(""),
            "relation_written": texts["relation"].fillna(""),
            **{c: texts[c].fillna("") for c in ("street", "age", "gender", "place")},
        }
    )
    kinds = mentions["kind"].copy()
    sites = []
    for site in sorted(written["site"].unique()):
        at_home = written[written["site"] == site].sort_values("key").reset_index(drop=True)
        here = detail[detail["site"] == site].sort_values("key")
        words = Vocabulary([*at_home["name"], *here.loc[here["kind"] == "person", "name"]], at_home["street"].tolist())
        unclear = here.index[(here["kind"] == "unclear") & here["name"].map(words.is_person).astype(bool)]
        kinds.loc[unclear] = "person"
        sites.append((site, at_home, here, words))
    rulings = Rulings.read(decisions, frozenset(forms["key"]) | frozenset(mentions.loc[kinds == "person", "key"]))
    result = {}
    for site, at_home, here, words in sites:
        people = here[kinds.loc[here.index] == "person"].reset_index(drop=True)
        number = {(w, r): i for i, (w, r) in enumerate(zip(at_home["wave"], at_home["respondent_id"], strict=True))}
        people["form"] = [number[pair] for pair in zip(people["wave"], people["respondent_id"], strict=True)]
        result[site] = SiteAnswers(
            forms=at_home,
            mentions=people,
            rulings=rulings.among(frozenset(at_home["key"]) | frozenset(people["key"])),
            words=words,
            residents=float(survey.study.population_of(site) or _UNKNOWN_POPULATION * max(len(at_home), 10)),
            same_id_across_waves=survey.study.study.same_id_across_waves,
        )
    return kinds, result
