"""A network as bare numbers: what the arithmetic needs of it, whether it is the one shown or one of many sampled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Wiring", "distinct", "once"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Wiring:
    """Nodes and edges of a network by number.

    Attributes
    ----------
    blocks
        The number of the site and wave of each node.
    interviewed
        Whether each node was interviewed.
    edges
        Nodes of source and target, one row a tie.
    questions
        The number of the question of each tie.
    """

    blocks: NDArray[np.int64]
    interviewed: NDArray[np.bool_]
    edges: NDArray[np.int64]
    questions: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.blocks)

    def asking(self, questions: Sequence[int]) -> Wiring:
        """Return the same nodes with the ties of some questions alone."""
        asked = np.isin(self.questions, questions)
        return Wiring(
            blocks=self.blocks,
            interviewed=self.interviewed,
            edges=self.edges[asked],
            questions=self.questions[asked],
        )

    @cached_property
    def pairs(self) -> NDArray[np.int64]:
        """Source and target, one row an ordered pair, however many questions it was named in."""
        return distinct(self.edges, len(self))

    @cached_property
    def neighbours(self) -> NDArray[np.int64]:
        """Both ends, the lower first, one row a pair where either named the other in any question."""
        return distinct(np.sort(self.pairs, axis=1), len(self))

    @cached_property
    def undirected(self) -> Any:  # noqa: ANN401 - igraph has no types
        """The simple undirected igraph graph: an edge where either named the other in any question."""
        import igraph  # noqa: PLC0415 - slow to load: it brings matplotlib

        return igraph.Graph(n=len(self), edges=self.neighbours)


def distinct(edges: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Return each row once, sorted, for second numbers below `n`; one number a row sorts many times faster than two."""
    width = max(n, 1)
    return np.column_stack(np.divmod(once(edges[:, 0] * width + edges[:, 1]), width))


def once(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each number once, sorted: ten times as fast here as `numpy.unique`, which hashes first."""
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=ordered[:1] - 1) > 0]
