"""Straight-lining: the same answer to every item of a scale, which is quicker to tick than to think about.

It happens honestly too, so it is counted and shown, and nobody's answers are thrown away for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.study import KNOWN_SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from netsurvey.study import Study

__all__ = ["LEAST_ITEMS", "item_answers", "same_throughout", "scale_middle", "straight_lining"]

LEAST_ITEMS = 3
"""Two equal answers are no pattern."""


def item_answers(study: Study, respondents: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each scale with its items, one row a form."""
    for name in study.scales:
        items = [column for column in respondents if re.fullmatch(rf"{re.escape(name)}(_\d+)?", str(column))]
        if items:
            yield name, respondents[items].astype(float)


def same_throughout(items: pd.DataFrame) -> NDArray[np.float64]:
    """Return for each form 1 where every item has the same answer, 0 where not, NaN where an item is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> same_throughout(pd.DataFrame({"s_1": [3, 1, 2], "s_2": [3, 1, 2], "s_3": [3, 2, None]})).tolist()
    [1.0, 0.0, nan]
    """
    if items.shape[1] < LEAST_ITEMS:
        return np.full(len(items), np.nan)
    values = items.to_numpy(dtype=float)
    return np.where(np.isnan(values).any(axis=1), np.nan, np.ptp(values, axis=1) == 0)


def scale_middle(study: Study, name: str) -> float | None:
    """Return the answer in the middle of a scale, None where there is none (an even number of answers)."""
    own = study.scales[name].range
    low, high = own if own is not None else KNOWN_SCALES[name][1]
    return (low + high) / 2 if (low + high) % 2 == 0 else None


def straight_lining(study: Study, respondents: pd.DataFrame) -> list[dict[str, Any]]:
    """Return for each scale of three items or more how many answered every item, and how many of them all alike."""
    found = []
    for name, items in item_answers(study, respondents):
        if items.shape[1] >= LEAST_ITEMS:
            same = same_throughout(items)
            complete = int((~np.isnan(same)).sum())
            alike = int(np.nansum(same))
            found.append(
                {
                    "scale": name,
                    "items": items.shape[1],
                    "complete": complete,
                    "same": alike,
                    "share": alike / complete if complete else None,
                }
            )
    return found
