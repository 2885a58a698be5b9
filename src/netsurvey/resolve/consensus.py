"""The one resolution that is shown: what the draws agree on, by average linkage on how often two are one person.

The best single draw is not the best summary: averaging over draws and joining what is together more often than not is
right more often (see docs/explanation).
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Agreement", "consensus"]

JOIN_AT = 0.5
"""Persons are one when their mentions are together, on average, in more than this share of draws."""
_NOTICED = 0.04
"""Share of draws below which being together does not count."""


class Agreement:
    """How often units are one person, over all draws, kept where it is more than chance.

    Units that are together in every draw count as one *lump*.

    Parameters
    ----------
    labels
        Shape (draws, units).
    """

    def __init__(self, labels: NDArray[np.int32]) -> None:
        draws, units = labels.shape
        _, first, self.lump = np.unique(labels.T, axis=0, return_index=True, return_inverse=True)
        self.lump = self.lump.ravel()
        self.first = first
        self.size = np.bincount(self.lump)
        columns = labels[:, first]
        cell = (columns + np.arange(draws, dtype=np.int64)[:, None] * units).ravel()
        lumps = np.tile(np.arange(len(first)), draws)
        shared = np.bincount(cell, minlength=draws * units)[cell] > 1
        held = sparse.csr_matrix(
            (np.ones(int(shared.sum()), np.float32), (lumps[shared], cell[shared])), shape=(len(first), draws * units)
        )
        together = sparse.triu(held @ held.T, k=1).tocoo()
        share = together.data / draws
        kept = share >= _NOTICED
        self.a, self.b, self.share = together.row[kept], together.col[kept], share[kept]


def consensus(
    agreement: Agreement,
    *,
    apart: Sequence[set[int]] = (),
    fixed: NDArray[np.int64] | None = None,
    common_alone: NDArray[np.bool_] | None = None,
) -> NDArray[np.int32]:
    """Return one number a unit, the same for those that are one person; of places, one a spelling.

    Parameters
    ----------
    agreement
        How often units are one person.
    apart
        By unit, the units that are certainly somebody else.
    fixed
        Whether a unit holds a form: two of those are two people.
    common_alone
        Whether nothing but a common given name is known of a unit: two of those are never shown as one person.
    """
    lumps = len(agreement.size)
    linked: list[dict[int, float]] = [{} for _ in range(lumps)]
    weight = agreement.size.astype(float)
    of_a, of_b = weight[agreement.a], weight[agreement.b]
    totals = agreement.share.astype(float) * of_a * of_b
    pairs = list(zip(agreement.a.tolist(), agreement.b.tolist(), totals.tolist(), strict=True))
    for a, b, total in pairs:
        linked[a][b] = linked[b][a] = total
    averages = totals / of_a / of_b
    queue = [(-average, a, b) for (a, b, _), average in zip(pairs, averages.tolist(), strict=True) if average > JOIN_AT]
    heapq.heapify(queue)
    forbidden: list[set[int]] = [set() for _ in range(lumps)]
    lump_of = agreement.lump.tolist()
    for unit, others in enumerate(apart):
        forbidden[lump_of[unit]].update(lump_of[other] for other in others)
    holds_form = _units_in(agreement, fixed) > 0
    only_common = _units_in(agreement, common_alone) == agreement.size
    into = list(range(lumps))
    while queue:
        average, a, b = heapq.heappop(queue)
        if into[a] != a or into[b] != b or b not in linked[a]:
            continue
        if abs(-average - linked[a][b] / weight[a] / weight[b]) > 1e-9 or b in forbidden[a]:
            continue
        if (holds_form[a] and holds_form[b]) or (only_common[a] and only_common[b]):
            continue
        only_common[a] &= only_common[b]
        holds_form[a] |= holds_form[b]
        into[b] = a
        del linked[a][b], linked[b][a]
        for other, total in linked[b].items():
            linked[a][other] = linked[other][a] = linked[a].get(other, 0.0) + total
            del linked[other][b]
        weight[a] += weight[b]
        for other in forbidden[b]:
            forbidden[other].discard(b)
            forbidden[other].add(a)
        forbidden[a] |= forbidden[b]
        linked[b] = {}
        for other, total in linked[a].items():
            new = total / weight[a] / weight[other]
            if new > JOIN_AT:
                heapq.heappush(queue, (-new, *sorted((a, other))))
    final = np.arange(lumps)
    for lump in range(lumps):
        end = lump
        while into[end] != end:
            end = into[end]
        final[lump] = end
    return final[agreement.lump].astype(np.int32)


def _units_in(agreement: Agreement, which: NDArray[np.bool_] | NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Return how many units of each lump are marked."""
    marked = np.zeros(len(agreement.size), np.int64)
    if which is not None:
        np.add.at(marked, agreement.lump, which)
    return marked
