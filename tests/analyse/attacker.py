"""What somebody knows who has everything that was published, as one system of whole numbers that must hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

__all__ = ["LARGE", "Attacker", "Cell", "rows_of"]

Cell = tuple[Any, ...]
LARGE = 10_000


@dataclass
class Attacker:
    """What somebody knows: the least and the most of each count, and which sums and differences must hold."""

    step: int = 5
    numbers: dict[Cell, int] = field(default_factory=dict)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    slack: list[float] = field(default_factory=list)

    def number(self, cell: Cell) -> int:
        if cell not in self.numbers:
            self.numbers[cell] = len(self.numbers)
            self.least.append(0)
            self.most.append(LARGE)
        return self.numbers[cell]

    def reads(self, cell: Cell, shown: Any) -> None:
        """Take note of a published number: rounded, and eight at the least, or nobody."""
        self.number(cell)
        if pd.notna(shown):
            near = self.step // 2
            self.between(cell, *((0, 0) if shown == 0 else (max(8, int(shown) - near), int(shown) + near)))

    def between(self, cell: Cell, least: float, most: float) -> None:
        number = self.number(cell)
        self.least[number] = max(self.least[number], least)
        self.most[number] = min(self.most[number], most)
        assert self.least[number] <= self.most[number], f"{cell} is told twice and differently"

    def adds_up(self, total: Cell, parts: Iterable[Cell], *, rest: float = 0) -> None:
        """Take note that parts are a total, or with a `rest` that they are no more."""
        row: dict[int, float] = {self.number(total): 1}
        for part in parts:
            row[self.number(part)] = row.get(self.number(part), 0) - 1
        self.rows.append(row)
        self.slack.append(rest)

    def no_more(self, part: Cell, whole: Cell) -> None:
        self.adds_up(whole, [part], rest=LARGE)

    def share_of(self, part: Cell, whole: Cell, *, most: float) -> None:
        """Take note that a part is no more than a share of the whole."""
        self.rows.append({self.number(whole): most, self.number(part): -1})
        self.slack.append(LARGE)

    def solve(self, goal: dict[Cell, int]) -> NDArray[np.float64]:
        """Return the counts that fit everything and make the goal smallest."""
        at = [(line, column, factor) for line, row in enumerate(self.rows) for column, factor in row.items()]
        lines, columns, factors = zip(*at, strict=True)
        weights = np.zeros(len(self.numbers))
        weights[[self.numbers[cell] for cell in goal]] = list(goal.values())
        found = milp(
            weights,
            integrality=np.ones(len(weights), dtype=np.int64),
            bounds=Bounds(self.least, self.most),
            constraints=LinearConstraint(
                csr_array((factors, (lines, columns)), shape=(len(self.rows), len(weights))),
                np.zeros(len(self.rows)),
                self.slack,
            ),
        )
        assert found.success, found.message
        return np.asarray(found.x, dtype=float).round()

    def narrow(self, secrets: Iterable[Cell], *, width: int = 2) -> dict[Cell, tuple[float, float]]:
        """Return the secrets that can only be this or that, with all they can be.

        Every solution tells a value of each of them, so that most are seen to vary before their turn comes: first all
        that do not yet are pulled up and down together, by lot, and then one by one.
        """
        cells = list(secrets)
        numbers = [self.numbers[cell] for cell in cells]
        seen: list[NDArray[np.float64]] = []

        def fixed() -> list[Cell]:
            alike = np.ptp(seen, axis=0) < width if seen else np.ones(len(cells), dtype=bool)
            return [cell for cell, same in zip(cells, alike, strict=True) if same]

        def pull(goal: dict[Cell, int]) -> None:
            seen.extend(self.solve({cell: sign * way for cell, way in goal.items()})[numbers] for sign in (1, -1))

        ways = np.random.default_rng(1)
        before, left = len(cells) + 1, cells
        while 0 < len(left) < before:
            pull(dict(zip(left, ways.choice([1, -1], len(left)).tolist(), strict=True)))
            before, left = len(left), fixed()
        for cell in left:
            if cell in fixed():
                pull({cell: 1})
        least, most = np.min(seen, axis=0), np.max(seen, axis=0)
        ends = dict(zip(cells, zip(least.tolist(), most.tolist(), strict=True), strict=True))
        return {cell: (low, high) for cell, (low, high) in ends.items() if high - low < width}


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    yield from table.itertuples()
