"""How large a dot is drawn: by how many people named the person, in bands that hold enough people to hide among.

An exact number of namers can be as good as a name, so below the team tier a band with few people in it joins the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["BANDS", "shared_bands", "size_bands"]

BANDS = (
    (0, "nobody or one person"),
    (2, "two or three people"),
    (4, "four to seven people"),
    (8, "eight to fifteen people"),
    (16, "sixteen people or more"),
)
"""The least number of namers of each band, and what it is called."""


def size_bands(
    namers: NDArray[np.int64], kinds: NDArray[np.int64], *, least: int
) -> tuple[NDArray[np.int64], list[str]]:
    """Return the band of everybody's size, and what each band is called.

    Parameters
    ----------
    namers
        By how many different people each was named.
    kinds
        A number for each kind of person; bands are filled kind by kind, since kinds are told apart by their shape.
    least
        How many of a kind a band must hold; those of a smaller one are drawn in the band below, or above the lowest.

    Examples
    --------
    The one person named by nine is drawn like those named by two:

    >>> import numpy as np
    >>> bands, words = size_bands(np.array([0, 1, 2, 2, 9]), np.zeros(5, dtype=int), least=2)
    >>> bands.tolist(), words[1]
    ([0, 0, 1, 1, 1], 'two or three people, some by more')
    """
    starts = np.array([start for start, _ in BANDS])
    bands = (np.searchsorted(starts, namers, side="right") - 1).astype(np.int64)
    lowered = set()
    for kind in np.unique(kinds):
        for band in range(len(BANDS) - 1, 0, -1):
            here = (kinds == kind) & (bands == band)
            if 0 < here.sum() < least:
                bands[here] = band - 1
                lowered.add(band - 1)
        lowest = (kinds == kind) & (bands == 0)
        above = bands[(kinds == kind) & (bands > 0)]
        if 0 < lowest.sum() < least and len(above):
            bands[lowest] = above.min()
    return bands, [words + ", some by more" * (band in lowered) for band, (_, words) in enumerate(BANDS)]


def shared_bands(bands: NDArray[np.int64], groups: NDArray[np.int64], *, least: int) -> NDArray[np.int64]:
    """Return bands in which nobody is the only one of their group: they are drawn in the band below.

    Parameters
    ----------
    bands
        The band of each respondent.
    groups
        Their group of the map.
    least
        How many a band must hold over all groups; those of one left with fewer go down with them.

    Examples
    --------
    >>> import numpy as np
    >>> shared_bands(np.array([2, 1, 1, 1, 0, 0]), np.array([7, 7, 7, 8, 8, 8]), least=2).tolist()
    [1, 1, 1, 0, 0, 0]
    """
    bands = bands.copy()
    for band in range(len(BANDS) - 1, 0, -1):
        here = np.flatnonzero(bands == band)
        labels, counts = np.unique(groups[here], return_counts=True)
        bands[here[np.isin(groups[here], labels[counts == 1])]] = band - 1
        if (bands == band).sum() < least:
            bands[bands == band] = band - 1
    return bands
