"""What is one person beyond doubt: a form, an identical answer, a decision, one household's "my mum"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.resolve.constraints import Groups
from netsurvey.resolve.facts import Unit
from netsurvey.resolve.model import NOTHING

if TYPE_CHECKING:
    from netsurvey.resolve.constraints import Rulings
    from netsurvey.resolve.references import Reference

__all__ = ["units_of"]

_SPOUSES = {"wife", "husband", "partner", "girlfriend", "boyfriend"}
_ONE_PER_PERSON = _SPOUSES | {"mother", "father", "mother-in-law", "father-in-law"}


def units_of(
    references: list[Reference], rulings: Rulings, households: list[str], ids: list[str] | None
) -> tuple[list[Unit], dict[str, str]]:
    """Return the references that are certainly one person, and by mention the decision that says so.

    Parameters
    ----------
    references
        What every form and mention says.
    rulings
        Human decisions.
    households
        By form: its household, empty where unknown.
    ids
        By form: the id that is the same in every wave; None where ids are given anew.
    """
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
    group = [groups.of(i) for i in range(len(references))]
    apart = {(group[at[a][0]], group[at[b][0]]) for _, a, b in rulings.different}
    apart |= {(group[a], group[b]) for a, b in _two_slots(references) if group[a] != group[b]}
    members: dict[int, set[int]] = {}
    barred: dict[int, set[int]] = {}
    for i, its_group in enumerate(group):
        members.setdefault(its_group, set()).add(i)
    for a, b in apart:
        barred.setdefault(a, set()).add(b)
        barred.setdefault(b, set()).add(a)
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
