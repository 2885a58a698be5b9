"""Plausible resolutions: what the uncertainty of every later number is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd

from netsurvey.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["NOBODY", "Draws"]

NOBODY = -1
"""What stands in a draw for a mention that means no person."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Draws:
    """Sampled resolutions of one study, each as plausible as any other.

    Rows count through the respondents first and the mentions after them, in the order of the tables of
    :class:`~netsurvey.tables.People`.

    Attributes
    ----------
    labels
        One line a draw, one column a row: the number of the first row that is the same person in that draw, and
        :data:`NOBODY` for a mention that means no person. Shape (draws, respondents + mentions), 32-bit integers.
    anchors
        One number a person, in the order of the table of people: the row a person is known by whatever else moves,
        which is their form or else the mention most surely theirs. A person's value in a draw is that of whoever
        holds this row.

    Examples
    --------
    One respondent and three mentions; in the second draw the last mention is somebody else.

    >>> import numpy as np
    >>> draws = Draws(labels=np.array([[0, 0, 2, 2], [0, 0, 2, 3]], dtype=np.int32), anchors=np.array([0, 2]))
    >>> len(draws), draws.together(2, 3)
    (2, 0.5)
    """

    labels: NDArray[np.int32]
    anchors: NDArray[np.int32]

    def __post_init__(self) -> None:
        for name in ("labels", "anchors"):
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), dtype=np.int32))
        if self.labels.ndim != 2 or not len(self.labels):
            what = "draws need a line of labels for each of one resolution or more"
            raise TableError(what)
        rows = self.labels.shape[1]
        if not bool(((self.anchors >= NOBODY) & (self.anchors < rows)).all()):
            what = "an anchor of the draws is not the number of a row"
            raise TableError(what)
        if not all(_first_rows(labels) for labels in self.labels):
            what = "a label of the draws is not the number of the first row of its person"
            raise TableError(what)

    @classmethod
    def single(cls, persons: NDArray[np.integer[Any]], *, count: int) -> Self:
        """Return the one draw in which everybody is who they seem.

        Parameters
        ----------
        persons
            One number a row: which of `count` persons it is, a higher one for somebody who is not in the table of
            people, or :data:`NOBODY`.
        count
            How many persons there are; one without a row has :data:`NOBODY` for an anchor.

        Examples
        --------
        >>> import numpy as np
        >>> Draws.single(np.array([1, 0, -1, 0]), count=2).labels.tolist()
        [[0, 1, -1, 1]]
        """
        rows = len(persons)
        first = np.full(max(count, int(persons.max(initial=NOBODY)) + 1) + 1, rows)
        np.minimum.at(first, persons, np.arange(rows))  # NOBODY is -1, the one place to spare
        labels = np.where(persons == NOBODY, NOBODY, first[persons])
        anchors = first[:count]
        return cls(labels=labels[None, :], anchors=np.where(anchors < rows, anchors, NOBODY))

    @classmethod
    def from_frames(cls, draws: pd.DataFrame, anchors: pd.DataFrame) -> Self:
        """Return draws that were stored as :meth:`to_frames` gave them."""
        return cls(labels=draws.to_numpy(dtype=np.int32).T, anchors=anchors["row"].to_numpy(dtype=np.int32))

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def rows(self) -> int:
        """How many respondents and mentions there are together."""
        return int(self.labels.shape[1])

    def spread(self, k: int) -> Iterator[NDArray[np.int32]]:
        """Yield the labels of `k` draws, spread evenly; draws come again where there are fewer."""
        for i in range(k):
            yield self.labels[i * len(self) // k if k <= len(self) else i % len(self)]

    def together(self, a: int, b: int) -> float:
        """Return the share of draws in which two rows are one person."""
        return float(np.mean((self.labels[:, a] == self.labels[:, b]) & (self.labels[:, a] != NOBODY)))

    def persons(self, labels: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return whose anchor each cluster of a draw holds, at the number of the cluster's first row.

        Parameters
        ----------
        labels
            One line of `labels`.

        Returns
        -------
        numpy.ndarray
            One number a row: a place in the table of people, the first where a cluster holds several anchors;
            :data:`NOBODY` for a cluster that holds none, and for a row that is not the first of its cluster.

        Examples
        --------
        >>> import numpy as np
        >>> draws = Draws(labels=np.array([[0, 0, 0, 3]]), anchors=np.array([0, 2]))
        >>> draws.persons(draws.labels[0]).tolist()
        [0, -1, -1, -1]
        """
        holders = np.full(len(labels), NOBODY, dtype=np.int32)
        anchored = np.flatnonzero(self.anchors != NOBODY)[::-1]  # of several values for one place the last one stays
        clusters = labels[self.anchors[anchored]]
        held = clusters != NOBODY
        holders[clusters[held]] = anchored[held]
        return holders

    def to_frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the labels, one row a row and one column a draw, and the anchors, one row a person, for storage."""
        labels = pd.DataFrame(self.labels.T, columns=[f"draw_{i}" for i in range(len(self))], copy=False)
        return labels, pd.DataFrame({"row": self.anchors})

    def __repr__(self) -> str:
        return f"Draws({len(self)} plausible resolutions of {self.labels.shape[1]} forms and mentions)"


def _first_rows(labels: NDArray[np.int32]) -> bool:
    """Whether every label is the number of the first row that has it."""
    rows = np.flatnonzero(labels != NOBODY)
    known = labels[rows]
    return bool(((known >= 0) & (known <= rows)).all()) and bool((labels[known] == known).all())
