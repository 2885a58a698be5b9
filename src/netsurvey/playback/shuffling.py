"""Lines for the public: as many as were told between the same groups, but not between the same two people.

Whoever knows their own answers could find their dot by its lines and walk on to others. On a shuffled map there is
nobody to walk to: a line says something about two groups, and nothing about the two dots it joins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["capped", "shuffled_lines"]

_ROUNDS = 60


def shuffled_lines(
    pairs: Ints, masks: Ints, *, givers: Ints, takers: Ints, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Return as many lines between other dots of the same classes.

    First everybody gets the number of lines of somebody of their own class, then the ends of all lines from one class
    to another are dealt out anew, and last the questions of those lines.

    Parameters
    ----------
    pairs
        Who named whom, one row a pair.
    masks
        In which questions, as bits.
    givers
        The class of everybody as one who names; lines given are exchanged within it.
    takers
        The class of everybody as one who is named.
    rng
        Where chance comes from; it must not be guessable from the page.

    Returns
    -------
    tuple of numpy.ndarray
        Pairs and masks. Fewer where the same pair came up twice and could not be helped.

    Examples
    --------
    >>> import numpy as np
    >>> told = np.array([[0, 2], [0, 3], [1, 4]])
    >>> lines, masks = shuffled_lines(told, np.array([1, 1, 2]), givers=np.array([0, 0, 9, 9, 9]),
    ...                               takers=np.array([0, 0, 1, 1, 1]), rng=np.random.default_rng(1))
    >>> sorted(lines[:, 1].tolist()), sorted(masks.tolist())
    ([2, 3, 4], [1, 1, 2])
    """
    sources = _exchanged(givers, rng)[pairs[:, 0]]
    targets = _exchanged(takers, rng)[pairs[:, 1]]
    masks = masks.copy()
    for block in _blocks(givers[sources], takers[targets]):
        targets[block] = rng.permutation(targets[block])
        masks[block] = rng.permutation(masks[block])
        for _ in range(_ROUNDS):
            wrong = block[_faulty(sources[block], targets[block])]
            if not len(wrong):
                break
            partners = rng.choice(block, size=len(wrong))
            for one, other in zip(wrong, partners, strict=True):
                targets[one], targets[other] = targets[other], targets[one]
    fine = ~_faulty(sources, targets)
    return np.column_stack([sources, targets])[fine], masks[fine]


def capped(pairs: Ints, *, end: int, kinds: Ints, least: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return which lines to keep so that in every kind the most lines at one end are shared by `least` dots.

    Parameters
    ----------
    pairs
        Who named whom.
    end
        0 to count lines given, 1 to count lines received.
    kinds
        A number for each kind of person.
    least
        How many dots must have the largest number.
    rng
        Which of the lines beyond it are left out.

    Examples
    --------
    >>> import numpy as np
    >>> told = np.array([[0, 3], [1, 3], [2, 3], [0, 4]])
    >>> capped(told, end=1, kinds=np.zeros(5, dtype=int), least=2, rng=np.random.default_rng(1)).sum()
    np.int64(2)
    """
    lines = np.bincount(pairs[:, end], minlength=len(kinds))
    most = np.zeros(len(kinds), dtype=np.int64)
    for kind in np.unique(kinds):
        here = kinds == kind
        ordered = np.sort(lines[here])[::-1]
        most[here] = max(ordered[min(least, len(ordered)) - 1], 1)
    order = rng.permutation(len(pairs))
    order = order[np.argsort(pairs[order, end], kind="stable")]
    ends = pairs[order, end]
    rank = np.arange(len(ends)) - np.searchsorted(ends, ends)
    keep = np.zeros(len(pairs), dtype=bool)
    keep[order] = rank < most[ends]
    return keep


def _exchanged(classes: Ints, rng: np.random.Generator) -> Ints:
    """Return for everybody somebody of the same class, each once."""
    other = np.arange(len(classes))
    for members in _blocks(classes, np.zeros_like(classes)):
        other[members] = rng.permutation(members)
    return other


def _blocks(first: Ints, second: Ints) -> list[Ints]:
    """Return the rows of each combination of two labels."""
    if not len(first):
        return []
    order = np.lexsort((second, first))
    changes = np.flatnonzero((np.diff(first[order]) != 0) | (np.diff(second[order]) != 0)) + 1
    return np.split(order, changes)


def _faulty(sources: Ints, targets: Ints) -> NDArray[np.bool_]:
    """Return which lines lead back to their own dot, or join two that an earlier one joins."""
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    order = np.lexsort((high, low))
    faulty: NDArray[np.bool_] = sources == targets
    faulty[order[1:]] |= (np.diff(low[order]) == 0) & (np.diff(high[order]) == 0)
    return faulty
