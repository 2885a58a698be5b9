"""The same sum for many networks, on as many processors as there are; the answers come in the order of the networks."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netsurvey.network.wiring import Wiring

__all__ = ["affordable", "at_once"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")
_COMFORTABLE = 40_000_000
"""Searches from everybody along every tie in seven sites of Murton's size."""
_LEAST = 20


def at_once(function: Callable[[_Item], _Answer], items: Iterable[_Item]) -> list[_Answer]:
    """Return the function's answer for each item, in their order.

    Threads are enough, since what takes long is compiled and lets the others work meanwhile.

    Examples
    --------
    >>> at_once(abs, [-3, 2, -1])
    [3, 2, 1]
    """
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(function, items))


def affordable(wiring: Wiring, most: int) -> int:
    """Return how many times the paths of a network can be counted within minutes.

    Parameters
    ----------
    wiring
        The network.
    most
        How many would be wanted: it is that many up to seven sites of Murton's size, fewer in proportion to people
        times ties beyond, and never below 20.
    """
    people, ties = np.bincount(wiring.blocks), np.bincount(wiring.blocks[wiring.neighbours[:, 0]])
    searched = float(np.sum(people[: len(ties)] * ties))
    return int(np.clip(most * _COMFORTABLE / max(searched, 1.0), min(_LEAST, most), most))
