"""From a survey and its roster to people: the one function other rooms call."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.resolve.constraints import Rulings
from netsurvey.resolve.exact import persons_by_id
from netsurvey.resolve.places import place_groups
from netsurvey.resolve.references import Vocabulary
from netsurvey.resolve.sites import resolve_site
from netsurvey.resolve.telling import CERTAIN, Reason, SitePeople
from netsurvey.tables import (
    DOUBTFUL,
    EVIDENCE,
    MENTION_KEY,
    PEOPLE,
    PLACES,
    RESPONDENT_KEY,
    People,
    empty,
    mention_keys,
    respondent_keys,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netsurvey.tables import Roster, Survey

__all__ = ["resolve"]

_VERSION = "names-1"
_PLACE_KINDS = ("place", "group", "role", "medium")
_UNKNOWN_POPULATION = 20
"""Residents for each form, where the study file does not say how many live there."""


def resolve(survey: Survey, roster: Roster, *, decisions: pd.DataFrame | None = None, seed: int = 1) -> People:
    """Work out who is meant by every mention, how surely and why.

    Parameters
    ----------
    survey, roster
        The same study's tables, as `ingest` gives them.
    decisions
        Human rulings that are obeyed whatever the evidence says: `decision_id`, `kind` ("same" or "different"), and in
        `a` and `b` the keys of two mentions or forms.
    seed
        Recorded with the result. This version draws nothing at random: it keeps the one resolution it finds best.

    Returns
    -------
    People
        Every mention with its kind, those of people with a person and a probability; every merge with its evidence.

    Raises
    ------
    DecisionError
        When decisions contradict one another or are about a mention that is not there.

    Notes
    -----
    With ``resolve = "exact"`` in the study file the answers are ids and are only looked up. Otherwise see
    :mod:`netsurvey.resolve.model` for how evidence is weighed. A probability here is conditional on everybody else's
    resolution being right, so it is somewhat too sure of itself, and it is not the chance that a name was remembered or
    written correctly.

    Examples
    --------
    >>> from netsurvey import ingest, open_study
    >>> from netsurvey.samples import sample_path
    >>> survey, roster = ingest(open_study(sample_path("small")))
    >>> people = resolve(survey, roster)
    >>> most_named = people.people.nlargest(1, "respondents")["person_id"].iloc[0]
    >>> "given name: same" in set(people.explain(most_named).evidence["evidence"])
    True
    """
    # A door that stayed shut is not a respondent: its form cannot be anybody a mention means.
    survey = replace(survey, respondents=survey.respondents[survey.respondents["interviewed"]])
    mentions = survey.mentions[[*MENTION_KEY, "kind"]].assign(key=mention_keys(survey.mentions))
    forms = survey.respondents[list(RESPONDENT_KEY)].assign(key=respondent_keys(survey.respondents))
    texts = survey.mentions[list(MENTION_KEY)].merge(roster.mentions, on=list(MENTION_KEY), how="left")
    if survey.study.study.resolve == "exact":
        told = _by_id(survey, roster, mentions, forms, decisions)
    else:
        mentions, told = _by_name(survey, roster, mentions, forms, texts, decisions)
    return _people(mentions, forms, texts["name"].fillna(""), told, seed=seed, method=survey.study.study.resolve)


def _by_id(
    survey: Survey, roster: Roster, mentions: pd.DataFrame, forms: pd.DataFrame, decisions: pd.DataFrame | None
) -> SitePeople:
    """Return the people when answers are ids."""
    of_mentions, of_forms = persons_by_id(survey, roster)
    is_person = of_mentions.notna()
    keys = [*forms["key"], *mentions.loc[is_person, "key"]]
    numbers = pd.Series([*of_forms, *of_mentions[is_person]], index=keys, dtype="int64")
    rulings = Rulings.read(decisions, frozenset(numbers.index))
    numbers = _ruled(numbers, rulings)
    rank = pd.Series([0] * len(forms) + [1] * int(is_person.sum()), index=numbers.index)
    first = pd.DataFrame({"number": numbers, "rank": rank, "key": numbers.index}).sort_values(["number", "rank", "key"])
    anchors = first.drop_duplicates("number").set_index("number")["key"]
    told = SitePeople()
    told.anchor = dict(zip(numbers.index, numbers.map(anchors), strict=True))
    told.probability = dict.fromkeys(numbers.index, 1.0)
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


def _by_name(
    survey: Survey,
    roster: Roster,
    mentions: pd.DataFrame,
    forms: pd.DataFrame,
    texts: pd.DataFrame,
    decisions: pd.DataFrame | None,
) -> tuple[pd.DataFrame, SitePeople]:
    """Return the mentions with doubtful kinds settled, and the people when answers are names."""
    written = forms.merge(roster.respondents, on=list(RESPONDENT_KEY), how="left").fillna("")
    written["household_code"] = survey.respondents["household"].fillna("")
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
    known = frozenset(forms["key"]) | frozenset(mentions.loc[kinds == "person", "key"])
    rulings = Rulings.read(decisions, known)
    told = SitePeople()
    for site, at_home, here, words in sites:
        people = here[kinds.loc[here.index] == "person"].reset_index(drop=True)
        number = {(w, r): i for i, (w, r) in enumerate(zip(at_home["wave"], at_home["respondent_id"], strict=True))}
        people["form"] = [number[pair] for pair in zip(people["wave"], people["respondent_id"], strict=True)]
        keys = frozenset(at_home["key"]) | frozenset(people["key"])
        told.take_in(
            resolve_site(
                at_home,
                people,
                Rulings(
                    same=tuple(r for r in rulings.same if r[1] in keys),
                    different=tuple(r for r in rulings.different if r[1] in keys and r[2] in keys),
                ),
                words=words,
                residents=float(survey.study.population_of(site) or _UNKNOWN_POPULATION * max(len(at_home), 10)),
                same_id_across_waves=survey.study.study.same_id_across_waves,
            ),
        )
    return mentions.assign(kind=kinds), told


def _people(
    mentions: pd.DataFrame, forms: pd.DataFrame, texts: pd.Series[str], told: SitePeople, *, seed: int, method: str
) -> People:
    """Return the result with ids in place of keys."""
    ids = _identifiers("p-", told.anchor.values())
    is_person = mentions["kind"] == "person"
    anchor = mentions["key"].where(is_person).map(told.anchor)
    resolved = mentions[[*MENTION_KEY, "kind"]].assign(
        person_id=anchor.map(ids),
        place_id=None,
        probability=mentions["key"].where(is_person).map(told.probability).astype("float64"),
    )
    places, resolved["place_id"] = _places(mentions, texts)
    answered = forms[list(RESPONDENT_KEY)].assign(person_id=forms["key"].map(told.anchor).map(ids))
    evidence = pd.DataFrame(told.evidence, columns=["person_id", "mention", "with", "evidence", "bits"])
    doubtful = pd.DataFrame(told.doubtful, columns=["a", "b", "probability", "reason"])
    return People(
        people=_counted(resolved, answered),
        mentions=resolved,
        respondents=answered,
        places=places,
        evidence=evidence.assign(person_id=evidence["person_id"].map(ids)) if len(evidence) else empty(EVIDENCE),
        doubtful=doubtful if len(doubtful) else empty(DOUBTFUL),
        seed=seed,
        settings={
            "method": method,
            "version": _VERSION,
            "mentions": len(mentions),
            "mentions_of_people": int(is_person.sum()),
            "persons": len(ids),
            "doubtful": len(doubtful),
        },
    )


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


def _places(mentions: pd.DataFrame, texts: pd.Series[str]) -> tuple[pd.DataFrame, pd.Series[str]]:
    """Return one row a place, and the place of every mention that names one."""
    is_place = mentions["kind"].isin(_PLACE_KINDS)
    named = mentions[is_place].assign(text=texts[is_place].to_numpy())
    if named.empty:
        return empty(PLACES), pd.Series(None, index=mentions.index, dtype="str")
    named["group"] = -1
    for _, here in named.groupby("site"):
        groups = place_groups(here["text"])
        named.loc[here.index, "group"] = here["text"].map(groups)
    within = ["site", "group"]
    named["anchor"] = named.groupby(within)["key"].transform("min")
    named["place_id"] = named["anchor"].map(_identifiers("pl-", named["anchor"]))
    kinds = named.groupby(["place_id", "kind"]).size().reset_index(name="times")
    kind = kinds.sort_values(["times", "kind"], ascending=[False, True]).drop_duplicates("place_id")
    table = named.groupby(["place_id", "site"]).size().reset_index(name="mentions").merge(kind, on="place_id")
    table["certainty"] = 1.0
    return table[list(PLACES.columns)], named["place_id"].reindex(mentions.index)


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
