"""What is written on a map: title, legend, caption with n and coverage, and the text for those who cannot see it.

Words go through the same rounding as numbers, because a caption gives a small count away as well as a table does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.words import when
from netsurvey.privacy import STANDARD, Thresholds, Tier, rounded, small

if TYPE_CHECKING:
    from netsurvey.network import Network

__all__ = ["MapWords", "count_in_words", "map_words"]


@dataclass(frozen=True, kw_only=True)
class MapWords:
    """Every word on a sociogram; `alternative` is the text in place of the picture.

    `rail_has_dots` says whether people without ties may stand on the rail one by one: dots can be counted, so they may
    not where the words keep the count to themselves.
    """

    title: str
    subtitle: str
    rail: str
    rail_has_dots: bool
    caption: str
    alternative: str
    respondents: str = "interviewed"
    named_only: str = "named, not interviewed"
    arrow: str = "points to the person named"

    def size(self, mentions: int) -> str:
        """Return what a dot of this size means."""
        return "named by 1" if mentions == 1 else f"by {mentions}"


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


def map_words(network: Network, *, tier: Tier, alone_hidden: bool = False) -> MapWords:
    """Return the words of a map of one site and wave.

    Parameters
    ----------
    network
        One site in one wave.
    tier
        Who may read them.
    alone_hidden
        Whether the findings hide how many people have no tie, as they also do to keep another site's count.
    """
    row = network.coverage.iloc[0]
    interviewed, named = int(row["interviewed"]), int(row["named_only"])
    alone = len(network.nodes) - len(pd.unique(network.pairs.ravel()))
    asked = _people(interviewed, tier)
    questions = len(network.roles)
    wave = when(str(row["wave"]))
    few = bool(small(pd.Series([alone]))[0])
    hidden = tier is not Tier.TEAM and (few or alone_hidden)
    how_many = "not shown" if hidden and not few else _people(alone, tier)
    alone_words = f"No tie on this map: {how_many}" if alone else ""
    partial = (
        f"A partial map: it shows whom they named when asked {questions} question{'s' * (questions != 1)}, and only "
        "people who were interviewed could name anybody. Ties that are not drawn may still exist."
    )
    reading = (
        "Dots are near where few ties lie between them; left, right, top and bottom mean nothing. "
        "A larger dot was named by more of the people interviewed."
    )
    covered = _coverage(row, tier)
    most = int(pd.Series(network.pairs[:, 1]).value_counts().max()) if len(network.pairs) else 0
    return MapWords(
        title=f"Who named whom: {row['site']}",
        subtitle=(
            f"{wave[:1].upper()}{wave[1:]} · {asked} interviewed · "
            f"{_people(named, tier)} named by them and not interviewed"
        ),
        rail=alone_words,
        rail_has_dots=tier is not Tier.PUBLIC and not hidden,
        caption=f"{covered} {partial} {reading}",
        alternative=(
            f"Map of who named whom in {row['site']}, {wave}. {asked[0].upper() + asked[1:]} were interviewed; "
            f"they named {_people(named, tier)} who were not. "
            f"{alone_words + '. ' if alone_words else ''}"
            f"The person named most was named by {_people(most, tier)}. {covered} {partial}"
        ),
    )


def _people(count: int, tier: Tier) -> str:
    return f"{count_in_words(count, tier=tier)} {'person' if count == 1 and tier is Tier.TEAM else 'people'}"


def _coverage(row: pd.Series[Any], tier: Tier) -> str:
    """Return the sentence that says how much of the place was seen."""
    interviewed = int(row["interviewed"])
    asked = count_in_words(interviewed, tier=tier)
    if pd.isna(row["population"]):
        return f"n = {asked} interviewed; how many people live there is not stated, so the coverage is not known."
    whole = f"{int(row['population']):,} {row['population_is']}"
    if tier is not Tier.TEAM and "fewer" in asked:
        return f"n = {asked} of {whole} interviewed."
    share = (interviewed if tier is Tier.TEAM else float(rounded(pd.Series([interviewed]))[0])) / float(
        row["population"]
    )
    return f"n = {asked} of {whole} interviewed: coverage {share:.1%}."
