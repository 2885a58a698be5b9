"""How far a motivated neighbour gets with a page: somebody who knows a lot about the people of the village.

It reads what is in the file, not what is drawn, since whoever is curious enough can open it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.network import Network
    from netsurvey.playback.drawing import Drawing

__all__ = ["guesses", "shown_of_respondents", "singled_out", "smallest_crowd"]

_RESPONDENT = 0


def shown_of_respondents(contents: Mapping[str, Any], *, with_group: bool = False) -> pd.DataFrame:
    """Return what a page shows of each respondent by themselves: the band of their size and their attributes.

    Parameters
    ----------
    contents
        What the page holds.
    with_group
        Whether the neighbour also knows in which group of the map the person is, as a private code tells its owner.
    """
    people = contents["people"]
    columns = {"size": people["size"], **people["levels"]}
    if with_group:
        columns["group"] = people["community"]
    asked = np.array(people["kind"], dtype=np.int64) == _RESPONDENT
    shown: pd.DataFrame = pd.DataFrame(columns)[asked].reset_index(drop=True)
    return shown


def singled_out(contents: Mapping[str, Any], *, with_group: bool = False) -> float:
    """Return the share of respondents whose size and attributes nobody else on the page has.

    Parameters
    ----------
    contents
        What the page holds.
    with_group
        Whether the group of the map counts as known, too.

    Examples
    --------
    >>> page = {"people": {"kind": [0, 0, 0, 1], "size": [0, 0, 1, 4], "community": [0, 1, 0, 0],
    ...                    "levels": {"work": [2, 2, 0, -1]}}}
    >>> round(singled_out(page), 2), round(singled_out(page, with_group=True), 2)
    (0.33, 1.0)
    """
    crowds = _crowds(contents, with_group=with_group)
    return float((crowds == 1).mean()) if len(crowds) else 0.0


def smallest_crowd(contents: Mapping[str, Any]) -> int:
    """Return how many respondents share size and attributes with the one who shares them with fewest, themselves too.

    Examples
    --------
    >>> smallest_crowd({"people": {"kind": [0, 0], "size": [1, 1], "community": [0, 0], "levels": {}}})
    2
    """
    crowds = _crowds(contents)
    return int(crowds.min()) if len(crowds) else 0


def guesses(network: Network, drawing: Drawing) -> pd.DataFrame:
    """Return what respondents find who look for themselves: they know whom they named, and their part of the map.

    Everybody looks for the dots of their part with their own size and with as many lines as they named people who are
    on the map, and follows the lines of the first of them. This takes the drawing, which knows whom each dot stands for
    and who was left out; a page does not.

    Parameters
    ----------
    network
        One site in one wave.
    drawing
        What a page draws of it.

    Returns
    -------
    pandas.DataFrame
        One row a respondent on the map: `dots` that fit, whether the first of them is `right`, that is stands for them,
        and the share of its lines, `followed`, that lead to somebody they did name.
    """
    given = np.bincount(drawing.lines[:, 0], minlength=len(drawing.rows))
    drawn = np.isin(network.pairs[:, 1], drawing.rows)
    named = np.bincount(network.pairs[drawn, 0], minlength=len(network.nodes))
    told = set(map(tuple, network.pairs.tolist()))
    found = []
    for dot in np.flatnonzero(drawing.asked):
        person = drawing.rows[dot]
        fits = drawing.asked & (drawing.groups == drawing.groups[dot]) & (drawing.sizes == drawing.sizes[dot])
        dots = np.flatnonzero(fits & (given == named[person]))
        ends = drawing.rows[drawing.lines[drawing.lines[:, 0] == dots[0], 1]] if len(dots) else []
        followed = float(np.mean([(person, end) in told for end in ends])) if len(ends) else np.nan
        found.append((len(dots), len(dots) > 0 and dots[0] == dot, followed))
    return pd.DataFrame(found, columns=["dots", "right", "followed"])


def _crowds(contents: Mapping[str, Any], *, with_group: bool = False) -> pd.Series[int]:
    shown = shown_of_respondents(contents, with_group=with_group)
    return shown.groupby(list(shown), sort=False)["size"].transform("size")
