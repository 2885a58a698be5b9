"""One site's forms and mentions, from tables to people: the order of work when answers are names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.resolve.clusters import gather
from netsurvey.resolve.constraints import Groups, Rulings
from netsurvey.resolve.evidence import NOTHING
from netsurvey.resolve.persons import Persons, Unit
from netsurvey.resolve.popularity import Habits, Popularity
from netsurvey.resolve.references import Reference, Vocabulary, references_of_forms, references_of_mentions
from netsurvey.resolve.telling import SitePeople, told
from netsurvey.resolve.twins import look_alikes, twin_groups
from netsurvey.resolve.weighing import Weighing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["resolve_site"]

_SPOUSES = {"wife", "husband", "partner", "girlfriend", "boyfriend"}
_ONE_PER_PERSON = _SPOUSES | {"mother", "father", "mother-in-law", "father-in-law"}


def resolve_site(
    forms: pd.DataFrame,
    mentions: pd.DataFrame,
    rulings: Rulings,
    *,
    words: Vocabulary,
    residents: float,
    same_id_across_waves: bool,
) -> SitePeople:
    """Work out who is meant by every mention of one site.

    Parameters
    ----------
    forms
        One row a form in the order of `key`: its names and particulars, `wave`, `respondent_id`, `household_code`.
    mentions
        One row a mention of a person in the order of `key`, with the row number of its form in `form`.
    rulings
        Human decisions about this site.
    words
        The site's names and streets.
    residents
        How many could be meant.
    same_id_across_waves
        Whether forms with one id in several waves are one person.
    """
    own = references_of_forms(forms, words)
    named = references_of_mentions(mentions, own, words, rulings.keys)
    references = [*own, *named]
    households = [f"{w}:{h}" if h else "" for w, h in zip(forms["wave"], forms["household_code"], strict=True)]
    ids = forms["respondent_id"].tolist() if same_id_across_waves else None
    units, ruled = _units(references, rulings, households, ids)
    home = {r.form: r for r in reversed(own)}
    persons = Persons(references, units, households=households, waves=forms["wave"].tolist())
    twins = look_alikes(persons)
    weighing = Weighing(
        persons=persons,
        popularity=Popularity.fitted(references),
        habits=Habits.read_off(named, home),
        residents=residents,
        twins=twin_groups(twins, persons),
    )
    settled = gather(persons, weighing)
    return told(persons, weighing, settled, twins=twins, ruled=ruled)


def _units(
    references: list[Reference], rulings: Rulings, households: list[str], ids: list[str] | None
) -> tuple[list[Unit], dict[str, str]]:
    """Return the references that are certainly one person, and by mention the decision that says so."""
    at: dict[str, list[int]] = {}
    for i, reference in enumerate(references):
        for key in reference.keys:
            at.setdefault(key, []).append(i)
    groups = Groups(len(references))
    for several in at.values():
        for i in several[1:]:
            groups.join(several[0], i)
    ruled: dict[str, str] = {}
    for identity, one, other_key in rulings.same:
        groups.join(at[one][0], at[other_key][0])
        ruled.setdefault(one, identity)
        ruled.setdefault(other_key, identity)
    apart: set[tuple[int, int]] = {(at[a][0], at[b][0]) for _, a, b in rulings.different}
    apart |= {(a, b) for a, b in _two_slots(references) if groups.of(a) != groups.of(b)}
    members: dict[int, set[int]] = {}
    barred: dict[int, set[int]] = {}
    for i in range(len(references)):
        members.setdefault(groups.of(i), set()).add(i)
    for a, b in apart:
        barred.setdefault(groups.of(a), set()).add(groups.of(b))
        barred.setdefault(groups.of(b), set()).add(groups.of(a))
    for a, b in _surely_one(references, households, ids):
        low, high = sorted((groups.of(a), groups.of(b)))
        if low == high or high in barred.get(low, ()):
            continue
        groups.join(low, high)
        members[low] |= members.pop(high)
        for other in barred.pop(high, set()):
            barred[other] = barred[other] - {high} | {low}
            barred.setdefault(low, set()).add(other)
    number = {root: n for n, root in enumerate(members)}
    units = [
        Unit(
            references=sorted(members[root]),
            apart={number[other] for other in barred.get(root, ())},
            fixed=any(references[i].is_form for i in members[root]),
        )
        for root in members
    ]
    return units, ruled


def _two_slots(references: list[Reference]) -> list[tuple[int, int]]:
    """Return pairs that one respondent named in one question in different words: two slots are two people."""
    slots: dict[tuple[int, str], list[int]] = {}
    for i, reference in enumerate(references):
        for question in reference.questions:
            slots.setdefault((reference.form, question), []).append(i)
    return sorted(
        {
            (a, b)
            for several in slots.values()
            for k, a in enumerate(several)
            for b in several[k + 1 :]
            if references[a].written != references[b].written or not references[a].agrees_with(references[b])
        }
    )


def _surely_one(references: list[Reference], households: list[str], ids: list[str] | None) -> list[tuple[int, int]]:
    """Return pairs that are one person unless something forbids it, in a fixed order."""
    first: dict[tuple[object, ...], int] = {}
    pairs = []
    for i, reference in enumerate(references):
        handles: list[tuple[object, ...]] = []
        if reference.is_form:
            handles += [("id", ids[reference.form])] if ids is not None else []
        else:
            if reference.written:
                handles.append(("written", reference.form, reference.written, *sorted(reference.seen.items())))
            told_apart = reference.seen.get("known from", NOTHING) != NOTHING
            if reference.kin and reference.kin != "family" and not told_apart:
                if reference.is_nameless:
                    spouse = reference.kin in _SPOUSES
                    home = reference.form if spouse else households[reference.form] or reference.form
                    handles.append(("kin", home, reference.kin))
                if reference.kin in _ONE_PER_PERSON:
                    handles.append(("own kin", reference.form, reference.kin))
        pairs += [(first.setdefault(handle, i), i) for handle in handles]
    return [(a, b) for a, b in pairs if a != b]
