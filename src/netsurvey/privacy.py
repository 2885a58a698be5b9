"""Who may see what: tiers, pseudonyms, and the rounding and hiding of small counts.

It exists so that the rules of disclosure stand in one place and every table, picture and sentence below the team
tier goes through them: an outsider must not be able to work a small count back from anything that was shown.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = [
    "STANDARD",
    "Thresholds",
    "Tier",
    "complementary",
    "count_in_words",
    "letters",
    "pseudonym",
    "pseudonyms",
    "rounded",
    "small",
]

_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


class Tier(StrEnum):
    """Who may see an output.

    Examples
    --------
    >>> Tier("public") is Tier.PUBLIC
    True
    """

    TEAM = "team"
    """The people who hold the names: everything, exactly."""
    PARTNER = "partner"
    """A council or charity: pseudonyms, no small cells."""
    PUBLIC = "public"
    """Anybody: aggregates alone, no small cells."""


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Where a count becomes too small to show below the team tier.

    Attributes
    ----------
    largest_small
        Counts from 1 to this one are hidden; none at all may be said.
    round_to
        Every other count is rounded to a multiple of this.
    least_for_rates
        Percentages and means need at least this many people.
    """

    largest_small: int = 7
    round_to: int = 5
    least_for_rates: int = 10


STANDARD = Thresholds()
"""What the NHS publishes hospital counts by (NHS Digital, HES analysis guide), and ten for rates."""


def small(counts: pd.Series[int], *, thresholds: Thresholds = STANDARD) -> NDArray[np.bool_]:
    """Return which counts are too small to show; zero is not, nor is a count that is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> small(pd.Series([0, 1, 7, 8])).tolist()
    [False, True, True, False]
    """
    return counts.between(1, thresholds.largest_small).fillna(value=False).to_numpy(dtype=bool)


def rounded(counts: pd.Series[int], *, thresholds: Thresholds = STANDARD) -> pd.Series[int]:
    """Return counts rounded to the nearest multiple of five, or whatever the thresholds say, as ``Int64``.

    Examples
    --------
    >>> import pandas as pd
    >>> rounded(pd.Series([0, 8, 12, 13])).tolist()
    [0, 10, 10, 15]
    """
    step = thresholds.round_to
    return (counts.astype("Int64") + step // 2) // step * step


def count_in_words(count: int, *, tier: Tier, thresholds: Thresholds = STANDARD) -> str:
    """Return a count as the tier may read it: exact for the team, below it rounded, or hidden where it is small.

    Examples
    --------
    >>> [count_in_words(n, tier=Tier.TEAM) for n in (0, 3, 1089)]
    ['no', '3', '1,089']
    >>> [count_in_words(n, tier=Tier.PUBLIC) for n in (0, 3, 1089)]
    ['no', 'fewer than 8', 'about 1,090']
    """
    if count == 0:
        return "no"
    if tier is Tier.TEAM:
        return f"{count:,}"
    counts = pd.Series([count])
    if small(counts, thresholds=thresholds)[0]:
        return f"fewer than {thresholds.largest_small + 1}"
    return f"about {int(rounded(counts, thresholds=thresholds)[0]):,}"


def complementary(
    hidden: NDArray[np.bool_], counts: NDArray[np.int64], sums: Iterable[Sequence[int] | NDArray[np.int64]]
) -> NDArray[np.bool_]:
    """Return which cells to hide so that no hidden one is the only unknown of a sum.

    Parameters
    ----------
    hidden
        The cells that must be hidden for their own sake.
    counts
        What the cells hold.
    sums
        Positions of cells bound by addition: a total first, then its parts. Where exactly one of them is hidden, the
        smallest part that holds anybody is hidden with it, and so on until every sum has none or at least two.

    Examples
    --------
    Of 30 people 20, 7 and 3 are in three groups: hiding the 3 alone would be in vain.

    >>> import numpy as np
    >>> counts = np.array([30, 20, 8, 2])
    >>> complementary(counts < 8, counts, [(0, 1, 2, 3)]).tolist()
    [False, False, True, True]
    """
    hidden = hidden.copy()
    bound = [np.asarray(cells) for cells in sums]
    changed = True
    while changed:
        changed = False
        for cells in bound:
            if hidden[cells].sum() != 1:
                continue
            shown = cells[~hidden[cells] & (counts[cells] > 0)]
            if len(shown) == 0:
                continue
            parts = shown[shown != cells[0]]
            among = parts if len(parts) else shown
            hidden[among[np.argmin(counts[among])]] = True
            changed = True
    return hidden


def letters(key: bytes, text: str) -> str:
    """Return 52 letters and digits that stand for a text, none of them I, L, O or U, which are misread on paper.

    Examples
    --------
    >>> letters(b"a study's own random key", "p-1")[:6]
    '1YCT6Q'
    """
    digest = hmac.digest(key, text.encode(), "sha256")
    return base64.b32encode(digest).decode("ascii").rstrip("=").translate(_CROCKFORD)


def pseudonym(key: bytes, person_id: str) -> str:
    """Return what a person is called below the team tier.

    It comes from the study's random key, so that nobody without the key can try out names or ids until one fits.

    Parameters
    ----------
    key
        The study's key.
    person_id
        Whose.

    Examples
    --------
    >>> pseudonym(b"a study's own random key", "p-1")
    'P-1YCT6Q'
    """
    return f"P-{letters(key, person_id)[:6]}"


def pseudonyms(key: bytes, ids: Iterable[str]) -> pd.Series[str]:
    """Return everybody's pseudonym on their ids; where two would be alike, both are given more letters.

    Parameters
    ----------
    key
        The study's key.
    ids
        Person ids; each is taken once.
    """
    codes = pd.Series({person_id: letters(key, person_id) for person_id in ids}, dtype="str")
    short = codes.str[:6]
    length = 6
    while bool((alike := short.duplicated(keep=False)).any()):
        length += 1
        short = short.where(~alike, codes.str[:length])
    return "P-" + short
