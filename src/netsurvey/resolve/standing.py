"""How people are spoken of: as friends and neighbours whose street one knows, or as somebody whom all have heard of.

What was left out says nothing of what would have stood there. But people know where their friends live and how old they
are, and seldom know it of the councillor; so what the respondent is to somebody, and which boxes were filled in, tells
the one sort from the other. How far, is read off the full names of the study.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.model import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.references import Reference

__all__ = ["BOXES", "PRIVATE", "spoken_of", "standing"]

BOXES = ("street", "age")
"""The boxes beside a name that count."""
PRIVATE = frozenset({"family", "household", "neighbour"})
"""Relations in which public people seldom stand."""
_ROUNDS = 40
_PEOPLE = np.array([90.0, 10.0])
"""Ordinary and public people, as if so many had been seen."""
_MENTIONS = 30.0
"""Mentions of each sort that the start counts for."""
_SELDOMER = 0.3
"""How much seldomer a box is filled in, or a private relation written, of public people, before any name is read."""


def spoken_of(relation: str, boxes: Sequence[str]) -> str:
    """Return in one word what somebody is to the respondent and which of :data:`BOXES` were filled in.

    Examples
    --------
    >>> spoken_of("friend", ["street"])
    'friend:street'
    """
    return ":".join(["family" if relation == "household" else relation, *(box for box in BOXES if box in boxes)])


def standing(references: Sequence[Reference]) -> Window:
    """Tell ordinary people from public ones by how they are spoken of; where all are spoken of alike, it tells nothing.

    Two sorts of people are fitted to how each full name is spoken of on all forms, by expectation-maximisation from a
    fixed start. It cannot tell one friend from another.
    """
    spoken = [r for r in references if "standing" in r.seen]
    ways = sorted({r.seen["standing"] for r in spoken})
    number = {way: i for i, way in enumerate(ways)}
    of_name: dict[tuple[str, str], Counter[int]] = {}
    for r in spoken:
        if r.full_name:
            of_name.setdefault(r.full_name, Counter())[number[r.seen["standing"]]] += 1
    counts = np.array([[ways_of[i] for i in range(len(ways))] for _, ways_of in sorted(of_name.items())], dtype=float)
    start = _start(ways, np.array([number[r.seen["standing"]] for r in spoken], dtype=np.intp))
    often, people = start, _PEOPLE / _PEOPLE.sum()
    for _ in range(_ROUNDS if len(counts) else 0):
        fits = np.log(people) + counts @ np.log(often).T
        belongs = np.exp(fits - fits.max(axis=1, keepdims=True))
        belongs /= belongs.sum(axis=1, keepdims=True)
        often = belongs.T @ counts + _MENTIONS * start
        often /= often.sum(axis=1, keepdims=True)
        people = belongs.sum(axis=0) + _PEOPLE
        people /= people.sum()
    all_ways = np.arange(len(ways), dtype=np.intp)
    return Window(observations=tuple(ways), prior=people, shown=tuple((all_ways, row) for row in often), slip=0.05)


def _start(ways: list[str], spoken: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return how often each way is spoken in of ordinary and of public people, relation and boxes taken as apart."""
    parts = [way.partition(":")[::2] for way in ways]
    relations: Counter[str] = Counter()
    boxes: Counter[str] = Counter()
    for i, times in enumerate(np.bincount(spoken, minlength=len(ways)).tolist()):
        relations[parts[i][0]] += times
        boxes[parts[i][1]] += times
    usual = np.array([(relations[relation] + 0.5) * (boxes[box] + 0.5) for relation, box in parts])
    told = np.array([len(box.split(":")) * (box != "") + (relation in PRIVATE) for relation, box in parts])
    both: NDArray[np.float64] = np.array([usual, usual * _SELDOMER**told])
    both /= both.sum(axis=1, keepdims=True)
    return both
