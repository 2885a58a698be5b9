"""Places, groups, public roles and media gathered by what was written: "the Glebe", "Glebe" and "GLEBE." are one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from netsurvey.resolve.constraints import Groups
from netsurvey.resolve.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["place_groups"]

_ALIKE = 0.92
_SPELT_OUT = {"ctr": "centre", "center": "centre", "cntr": "centre", "comm": "community", "assoc": "association",
              "st": "saint", "sch": "school", "lib": "library"}  # fmt: skip
_LEFT_OUT = {"the", "a", "at", "in", "my", "our", "local"}


def _comparable(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", folded(text).replace("'", "").replace("&", " and "))
    kept = [_SPELT_OUT.get(w, w) for w in words if w not in _LEFT_OUT]
    without_kind = kept[:-1] if len(kept) > 1 and kept[-1] == "centre" else kept
    return " ".join(without_kind or words)


def place_groups(texts: Iterable[str]) -> dict[str, int]:
    """Return a group number for every text, the same for texts that name the same place.

    Parameters
    ----------
    texts
        Places as written at one site, in any order.

    Examples
    --------
    >>> groups = place_groups(["Glebe Centre", "the Glebe", "Legion"])
    >>> groups["Glebe Centre"] == groups["the Glebe"], groups["Legion"] == groups["the Glebe"]
    (True, False)
    """
    counted = Counter(texts)
    comparable = {text: _comparable(text) for text in counted}
    common: Counter[str] = Counter()
    for text, times in counted.items():
        common[comparable[text]] += times
    distinct = sorted(common, key=lambda text: (-common[text], text))
    at = {text: i for i, text in enumerate(distinct)}
    groups = Groups(len(distinct))
    likeness = process.cdist(distinct, distinct, scorer=JaroWinkler.similarity, score_cutoff=_ALIKE)
    for i in range(1, len(distinct)):
        if len(distinct[i]) < 4:
            continue
        best = int(np.argmax(likeness[i, :i]))
        if likeness[i, best] >= _ALIKE:
            groups.join(best, i)
    return {text: groups.of(at[comparable[text]]) for text in sorted(counted)}
