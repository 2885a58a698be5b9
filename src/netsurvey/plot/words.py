"""What is written on a map: title, legend, caption with n and coverage, and the text for those who cannot see it.

Words go through the same rounding as numbers, because a caption gives a small count away as well as a table does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.groups import EVERYONE
from netsurvey.analyse.left_out import on_the_map
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.words import when
from netsurvey.errors import Problem, UsageError
from netsurvey.privacy import Tier, count_in_words, rounded, small

if TYPE_CHECKING:
    from netsurvey.analyse import Findings
    from netsurvey.network import Network
    from netsurvey.plot.shades import Colouring

__all__ = ["MapWords", "alone_hidden", "as_seen", "check_drawn", "count_in_words", "drawn_of", "map_words"]


_LEFT_OUT = (
    "Some of the people interviewed, picked by lot, are left out, with those whom only they named, so that counting "
    "dots does not tell how many have no tie."
)


@dataclass(frozen=True, kw_only=True)
class MapWords:
    """Every word on a sociogram; `alternative` is the text in place of the picture.

    `rail_has_dots` says whether people without ties may stand on the rail one by one: dots can be counted, so they may
    not where the words keep the count to themselves, or where dots would tell what few people answered. `most` is by
    how many the person named most was named.
    """

    title: str
    wave: str
    counts: str
    covered: str
    partial: str
    rail: str
    rail_has_dots: bool
    caption: str
    alternative: str
    most: int

    @property
    def subtitle(self) -> str:
        """When it was asked, and how many are on the map."""
        return f"{self.wave} · {self.counts}"


def map_words(
    network: Network,
    *,
    tier: Tier,
    look: Colouring | None = None,
    alone_hidden: bool = False,
    drawn: Network | None = None,
) -> MapWords:
    """Return the words of a map of one site and wave.

    Parameters
    ----------
    network
        One site in one wave.
    tier
        Who may read them.
    look
        What it is coloured by; by kind where left out.
    alone_hidden
        Whether not even that they are few may be said of those without a tie.
    drawn
        What of it is drawn, where that is not all.
    """
    row = network.coverage.iloc[0]
    interviewed, named = int(row["interviewed"]), int(row["named_only"])
    alone = _alone(network)
    asked = _people(interviewed, tier)
    questions = len(network.roles)
    wave = when(str(row["wave"]))
    few = bool(small(pd.Series([alone]))[0])
    hidden = tier is not Tier.TEAM and (few or alone_hidden)
    how_many = "not shown" if hidden and alone_hidden else _people(alone, tier)
    alone_words = f"No tie on this map: {how_many}" if alone else ""
    partial = (
        f"A partial map: it shows whom they named when asked {questions} question{'s' * (questions != 1)}, and only "
        "people who were interviewed could name anybody. Ties that are not drawn may still exist."
    )
    if drawn is not None and len(drawn.nodes) < len(network.nodes):
        partial = f"{partial} {_LEFT_OUT}"
    reading = (
        "Dots are near where few ties lie between them; left, right, top and bottom mean nothing. "
        "A larger dot was named by more of the people interviewed."
    )
    covered = _coverage(row, tier)
    most = int(pd.Series(network.pairs[:, 1]).value_counts().max()) if len(network.pairs) else 0
    wave = f"{wave[:1].upper()}{wave[1:]}"
    counts = f"{asked} interviewed · {_people(named, tier)} named by them and not interviewed"
    return MapWords(
        title=f"{look.title if look else 'Who named whom'}: {row['site']}",
        wave=wave,
        counts=counts,
        covered=covered,
        partial=partial,
        most=most,
        rail=alone_words,
        rail_has_dots=tier is Tier.TEAM or not (tier is Tier.PUBLIC or hidden or (look and look.personal)),
        caption=" ".join(filter(None, [covered, look.told if look else "", partial, reading])),
        alternative=(
            f"Map of who named whom in {row['site']}, {when(str(row['wave']))}. "
            f"{asked[0].upper() + asked[1:]} were interviewed; "
            f"they named {_people(named, tier)} who were not. "
            f"{alone_words + '. ' if alone_words else ''}"
            f"The person named most was named by {_people(most, tier)}. "
            f"{_of_looks(look, tier) if look else ''}{covered} {partial}"
        ),
    )


def alone_hidden(findings: Findings | None, network: Network) -> bool:
    """Whether words must keep to themselves how many people of one site and wave have no tie, even that they are few.

    Where the findings hide it here alone, it may be said that they are few, if they are. Where they hide it elsewhere
    too, one number is hidden for another's sake, and to say of which people are few would tell which is which.
    """
    if findings is None:
        return False
    table = findings.groups
    about = table[(table["flag"] == "graph_isolate") & (table["attribute"] == EVERYONE)]
    hidden = about[about["status"] == TOO_SMALL]
    site, wave = network.blocks[0]
    here = bool(((hidden["site"] == site) & (hidden["wave"] == wave)).any())
    return here and (len(hidden) > 1 or not bool(small(pd.Series([_alone(network)]))[0]))


def drawn_of(network: Network, findings: Findings | None, tier: Tier) -> Network:
    """Return what the tier may see drawn: dots can be counted, and must not give what the findings hide."""
    if findings is None or tier is Tier.TEAM:
        return network
    return on_the_map(network, findings.groups)


def check_drawn(whole: Network, drawn: Network) -> None:
    """Refuse the map of a site and wave whose people are all left off it: an empty page would say that nobody is there.

    Raises
    ------
    UsageError
        When nobody of `whole` is in `drawn`.
    """
    if len(whole.nodes) and not len(drawn.nodes):
        what = "too few people were asked, or too few left who may be drawn, for a map that hides what the tables hide"
        raise UsageError(Problem(what=what, next_step="The team tier may see it: --tier team."))


def as_seen(findings: Findings | None, tier: Tier) -> Findings | None:
    """Return the findings, where there are any, as the tier sees them."""
    return findings if findings is None or tier is findings.tier else findings.at(tier)


def _alone(network: Network) -> int:
    """Return how many people have no tie."""
    return len(network.nodes) - len(pd.unique(network.pairs.ravel()))


def _people(count: int, tier: Tier) -> str:
    return f"{count_in_words(count, tier=tier)} {'person' if count == 1 and tier is Tier.TEAM else 'people'}"


def _of_looks(look: Colouring, tier: Tier) -> str:
    """Return what the colours tell, in words."""
    counted = "; ".join(f"{name}: {_people(count, tier)}" for name, count in look.counts.items())
    return " ".join([*filter(None, [look.told, f"{counted[:1].upper()}{counted[1:]}." * bool(counted)]), ""])


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
