"""Networks in which the same people name as often and are named as often, but not by whom they were: what chance does.

Much of who stands between others follows from how many people somebody named and how often they were named. What is
left over when that is dealt out anew is what a flag should speak of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from netsurvey.compiled import compiled
from netsurvey.network.wiring import Wiring, distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Namings"]

_TRIES = 20
"""How often an exchange is tried for each naming: three out of four would do (Milo et al. 2003 allow a hundred)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Namings:
    """Who named whom, made ready for exchanges.

    A naming is a respondent and a person with all the questions in which the one named the other; it is exchanged as a
    whole, and only with a naming in the same questions at the same site and wave.

    Attributes
    ----------
    wiring
        The network itself.
    ends
        Respondent and person of each naming, sorted by respondent.
    of_tie
        The number of the naming each tie of the wiring is part of.
    starts
        The namings of respondent i are those from ``starts[i]`` up to ``starts[i + 1]``.
    peers, first_peer, peer_count
        The numbers of all namings, those alike side by side; where those like each naming start, and how many they are.
    """

    wiring: Wiring
    ends: NDArray[np.int64]
    of_tie: NDArray[np.int64]
    starts: NDArray[np.int64]
    peers: NDArray[np.int64]
    first_peer: NDArray[np.int64]
    peer_count: NDArray[np.int64]

    @classmethod
    def of(cls, wiring: Wiring) -> Self:
        """Return the namings of a network."""
        n = len(wiring)
        ends = distinct(wiring.edges, n)
        of_tie = np.searchsorted(ends @ [n, 1], wiring.edges @ [n, 1])
        asked = np.zeros((len(ends), int(wiring.questions.max(initial=0)) + 1), dtype=bool)
        asked[of_tie, wiring.questions] = True
        alike = np.column_stack([wiring.blocks[ends[:, 0]], np.packbits(asked, axis=1)])
        _, kind, count = np.unique(alike, axis=0, return_inverse=True, return_counts=True)
        kind = kind.ravel()
        return cls(
            wiring=wiring,
            ends=ends,
            of_tie=of_tie,
            starts=np.searchsorted(ends[:, 0], np.arange(n + 1)),
            peers=np.argsort(kind, kind="stable"),
            first_peer=(np.cumsum(count) - count)[kind],
            peer_count=count[kind],
        )

    def swapped(self, seed: tuple[int, ...]) -> Wiring:
        """Return the network after many random exchanges of the persons two respondents named.

        The switching method for directed graphs (Rao, Jana & Bandyopadhyay 1996, Sankhya 58; Milo, Kashtan, Itzkovitz,
        Newman & Alon 2003, On the uniform generation of random graphs with prescribed degree sequences), every
        exchange that would make somebody name themselves, or the same person twice, being passed over. It keeps, in
        each question, how many each respondent named and how many named each person; people who were only named
        still name nobody.

        Parameters
        ----------
        seed
            Of the exchanges.

        Notes
        -----
        A naming in questions that nobody else combined stays where it is. Who named each other, and who is named by
        the same people, is not kept: that is what the network is compared with.

        Examples
        --------
        >>> import numpy as np
        >>> two = Wiring(blocks=np.zeros(4, dtype=int), interviewed=np.array([True, True, False, False]),
        ...              edges=np.array([[0, 2], [1, 3]]), questions=np.array([0, 0]))
        >>> {tuple(Namings.of(two).swapped((1, n)).edges[:, 1].tolist()) for n in range(9)} == {(2, 3), (3, 2)}
        True
        """
        rng = np.random.default_rng(seed)
        tries = _TRIES * len(self.ends)
        named = self.ends[:, 1].copy()
        _exchange(
            np.ascontiguousarray(self.ends[:, 0]),
            named,
            self.starts,
            self.peers,
            self.first_peer,
            self.peer_count,
            rng.integers(0, max(len(named), 1), tries),
            rng.random(tries),
        )
        return Wiring(
            blocks=self.wiring.blocks,
            interviewed=self.wiring.interviewed,
            edges=np.column_stack([self.wiring.edges[:, 0], named[self.of_tie]]),
            questions=self.wiring.questions,
        )


@compiled
def _exchange(
    respondent: NDArray[np.int64],
    named: NDArray[np.int64],
    starts: NDArray[np.int64],
    peers: NDArray[np.int64],
    first_peer: NDArray[np.int64],
    peer_count: NDArray[np.int64],
    chosen: NDArray[np.int64],
    chance: NDArray[np.float64],
) -> None:
    """Exchange, in place, the persons of a chosen naming and of one like it, wherever that is allowed."""
    for step in range(len(chosen)):
        one = chosen[step]
        other = peers[first_peer[one] + int(chance[step] * peer_count[one])]
        allowed = respondent[one] != respondent[other] and named[one] != named[other]
        for giver, taker in ((one, other), (other, one)):
            allowed = allowed and respondent[taker] != named[giver]
            for place in range(starts[respondent[taker]], starts[respondent[taker] + 1]):
                allowed = allowed and named[place] != named[giver]
        if allowed:
            named[one], named[other] = named[other], named[one]
