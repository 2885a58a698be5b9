"""What must and must not be one person: human decisions first, then what the forms themselves rule out.

A decision is obeyed whatever the evidence says, so contradictory ones cannot be: they are reported with their numbers
and nothing is resolved. The forms rule out two things: that one respondent names one person twice in one question in
different words, and that somebody names themselves.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netsurvey.errors import DecisionError, Problem
from netsurvey.tables import parse_key

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

__all__ = ["Groups", "Rulings"]


class Groups:
    """Which of many things belong together, told pair by pair (a disjoint-set forest).

    Examples
    --------
    >>> groups = Groups(4)
    >>> groups.join(0, 2)
    >>> groups.of(0) == groups.of(2), groups.of(0) == groups.of(1)
    (True, False)
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, item: int) -> int:
        """Return the smallest member of the group an item is in."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: int, b: int) -> None:
        """Put two items, and all that is with them, in one group."""
        low, high = sorted((self.of(a), self.of(b)))
        self._parent[high] = low


@dataclass(frozen=True, kw_only=True)
class Rulings:
    """The decisions in force, checked against the survey and against one another.

    Attributes
    ----------
    same, different
        (decision id, key, key): these are one person, these are not.
    """

    same: tuple[tuple[str, str, str], ...] = ()
    different: tuple[tuple[str, str, str], ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Every key that a decision names."""
        return frozenset(key for _, *pair in (*self.same, *self.different) for key in pair)

    @classmethod
    def read(cls, decisions: pd.DataFrame | None, known: Collection[str]) -> Rulings:
        """Return the decisions of a table, or say which cannot be obeyed.

        Parameters
        ----------
        decisions
            `decision_id`, `kind` ("same" or "different"), `a`, `b`; further columns are ignored.
        known
            The keys of every form and every mention of a person.

        Raises
        ------
        DecisionError
            When decisions contradict one another or speak of a mention that is not there.
        """
        if decisions is None or decisions.empty:
            return cls()
        rows = sorted(
            (str(row.decision_id), str(row.kind), str(row.a), str(row.b))
            for row in decisions[["decision_id", "kind", "a", "b"]].itertuples()
        )
        problems = [_about_nobody(identity) for identity, _, a, b in rows if a not in known or b not in known]
        problems += [
            Problem(
                what=f"decision {identity} joins people of two sites",
                next_step="Withdraw it: sites are resolved apart.",
            )
            for identity, kind, a, b in rows
            if kind == "same" and parse_key(a)[0] != parse_key(b)[0]
        ]
        rulings = cls(
            same=tuple((i, a, b) for i, kind, a, b in rows if kind == "same"),
            different=tuple((i, a, b) for i, kind, a, b in rows if kind == "different"),
        )
        problems += rulings.contradictions()
        if problems:
            raise DecisionError(problems)
        return rulings

    def among(self, keys: Collection[str]) -> Rulings:
        """Return the rulings about these keys alone."""
        return Rulings(
            same=tuple(ruling for ruling in self.same if ruling[1] in keys),
            different=tuple(ruling for ruling in self.different if ruling[1] in keys and ruling[2] in keys),
        )

    def contradictions(self) -> list[Problem]:
        """Return a problem for every "different" that a chain of "same" denies."""
        beside: dict[str, list[tuple[str, str]]] = {}
        for identity, a, b in self.same:
            beside.setdefault(a, []).append((b, identity))
            beside.setdefault(b, []).append((a, identity))
        problems = []
        for identity, a, b in self.different:
            chain = _chain(beside, a, b)
            if chain is not None:
                against = f"decision{'s' * (len(chain) > 1)} {', '.join(chain)}" if chain else "itself"
                problems.append(
                    Problem(
                        what=f"decision {identity} (different) contradicts {against} (same)",
                        next_step="Supersede one of them.",
                    )
                )
        return problems


def _about_nobody(identity: str) -> Problem:
    return Problem(
        what=f"decision {identity} is about a mention or form that is not in the survey",
        next_step="Withdraw it, or look whether an id, a question or a wave was renamed.",
    )


def _chain(beside: dict[str, list[tuple[str, str]]], start: str, goal: str) -> list[str] | None:
    """Return the ids of the decisions that lead from one key to another, or None."""
    came: dict[str, tuple[str, str]] = {start: ("", "")}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if here == goal:
            chain = []
            while here != start:
                here, identity = came[here]
                chain.append(identity)
            return sorted(chain)
        for there, identity in beside.get(here, []):
            if there not in came:
                came[there] = (here, identity)
                queue.append(there)
    return None
