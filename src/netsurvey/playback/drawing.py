"""What is drawn for whom: who was really named for the team and its partners, a shuffled map for everybody else.

Everything that could lead from a dot to a person is decided here, before any of it is written: which people are on the
map, how large they are, where lines run, what people are coloured by, where they stand, and in which order.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.errors import Problem, UsageError
from netsurvey.network import Network
from netsurvey.network.layout import positions
from netsurvey.playback.attributes import (
    MOST_ATTRIBUTES,
    Colouring,
    all_levels,
    broad_levels,
    guarded,
    shuffled_within,
)
from netsurvey.playback.bands import shared_bands, size_bands
from netsurvey.playback.groups import SMALLER, UNTIED, map_groups
from netsurvey.playback.shuffling import capped, shuffled_lines
from netsurvey.privacy import STANDARD, Tier
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from netsurvey.tables import Survey

    Ints = NDArray[np.int64]

__all__ = ["CROWD", "MOST_QUESTIONS", "Drawing", "draw"]

CROWD = 5
"""How many people must share everything that is shown of one of them."""
MOST_QUESTIONS = 31
"""Lines can be told apart by the first so many questions: JavaScript's whole numbers have no more bits."""
_HIDDEN_AT_MOST = 0.3
"""An attribute of which more is not shown than this share is left out."""
_SIDE = 10_000


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A map as a page draws it, in the order of the page.

    Attributes
    ----------
    rows
        Which node of the network each dot stands for; it stays here, and is never part of the page.
    asked
        Whether they are respondents.
    sizes
        The band of their size.
    size_words
        What each band is called, up to the largest that is drawn.
    groups
        Their group of the map; -1 for the smaller ones.
    lines
        Pairs of dots, one row a line.
    masks
        The questions of each line, as bits.
    xy
        Where they stand, whole numbers from 0 to 10,000.
    colourings
        What respondents are coloured by; the codes are in the order of the respondents among the dots.
    left_out
        How many people with ties are not drawn.
    """

    rows: Ints
    asked: NDArray[np.bool_]
    sizes: Ints
    size_words: list[str]
    groups: Ints
    lines: Ints
    masks: Ints
    xy: Ints
    colourings: list[Colouring]
    left_out: int


def draw(
    network: Network,
    survey: Survey,
    *,
    tier: Tier,
    key: bytes,
    seed: int = 1,
    shown: NDArray[np.bool_] | None = None,
) -> Drawing:
    """Return the map of one site and wave as a tier may see it.

    Parameters
    ----------
    network, survey
        One site in one wave, and what was asked there.
    tier
        Who will see it. For the public everything is shuffled within the groups of the map; partners see the lines as
        they were told, with sizes and attributes in crowds; the team sees everything.
    key
        The study's key, so that nobody without it can undo the shuffling.
    seed
        Of the layout and the groups.
    shown
        Who may be drawn, on the nodes; everybody with a tie where left out.

    Raises
    ------
    UsageError
        When there are no ties to draw, nobody may be drawn, or so few people were asked that everybody would know
        who they are.
    """
    _refuse_too_few(network, tier)
    site, wave = network.blocks[0]
    rng = np.random.default_rng(int.from_bytes(hmac.digest(key, f"playback {site} {wave}".encode(), "sha256")))
    groups = map_groups(network, seed=seed)
    tied = groups != UNTIED
    if shown is not None:
        groups = np.where(shown, groups, UNTIED)
    asked = network.interviewed
    pairs, masks = _told(network)
    kinds = (~asked).astype(np.int64)
    namers = np.bincount(pairs[:, 1], minlength=len(asked))
    sizes, words = size_bands(namers, kinds, least=1 if tier is Tier.TEAM else CROWD)
    if tier is not Tier.TEAM:
        sizes[asked] = shared_bands(sizes[asked], groups[asked], least=CROWD)
    drawn = groups != UNTIED if tier is not Tier.TEAM else np.ones(len(groups), dtype=bool)
    kept = drawn[pairs].all(axis=1)
    pairs, masks = pairs[kept], masks[kept]
    if not (drawn & asked).any():
        what = "a map would give away numbers that the tables hide, since too few people were asked"
        raise UsageError(Problem(what=what, next_step="Look at it with --tier team."))
    if tier is Tier.PUBLIC:
        drawn &= (groups != SMALLER) | ((groups == SMALLER).sum() > STANDARD.largest_small)
        pairs, masks = _shuffled(pairs, masks, drawn=drawn, kinds=kinds, sizes=sizes, groups=groups, rng=rng)
        drawn &= np.bincount(pairs.ravel(), minlength=len(asked)) > 0
    respondents = np.flatnonzero(asked & drawn)
    colourings = _coloured(
        _attributes(network, survey, respondents), sizes[respondents], groups[respondents], tier=tier, rng=rng
    )
    order = rng.permutation(np.flatnonzero(drawn))
    number = np.full(len(asked), -1, dtype=np.int64)
    number[order] = np.arange(len(order))
    lines = number[pairs]
    sequence = np.lexsort((lines[:, 1], lines[:, 0]))
    lines, masks = lines[sequence], masks[sequence]
    among = np.searchsorted(respondents, order[asked[order]])
    return Drawing(
        rows=order,
        asked=asked[order],
        sizes=sizes[order],
        size_words=words[: int(sizes[order].max()) + 1],
        groups=np.maximum(groups[order], SMALLER),
        lines=lines,
        masks=masks,
        xy=_placed(lines, asked=asked[order], groups=groups[order], seed=seed),
        colourings=[Colouring(name=one.name, levels=one.levels, codes=one.codes[among]) for one in colourings],
        left_out=int((tied & ~drawn).sum()),
    )


def _refuse_too_few(network: Network, tier: Tier) -> None:
    if len(network.ties) == 0:
        raise UsageError(Problem(what="nobody named anybody, so there is no map to show"))
    few = int(network.interviewed.sum()) <= STANDARD.largest_small
    if few and tier is not Tier.TEAM:
        what = f"fewer than {STANDARD.largest_small + 1} people were asked, and everybody would know who they are"
        raise UsageError(Problem(what=what, next_step="Look at it with --tier team."))


def _told(network: Network) -> tuple[Ints, Ints]:
    """Return who named whom, one row a pair, with the questions as bits."""
    wiring = network.wiring
    count = len(network.nodes)
    bits = np.where(wiring.questions < MOST_QUESTIONS, 1 << wiring.questions, 0)
    told = pd.DataFrame({"pair": wiring.edges @ np.array([count, 1]), "bit": bits})
    masks = told.drop_duplicates().groupby("pair", sort=True)["bit"].sum()
    pairs = np.column_stack(np.divmod(masks.index.to_numpy(dtype=np.int64), max(count, 1)))
    return pairs, masks.to_numpy(dtype=np.int64)


def _shuffled(
    pairs: Ints,
    masks: Ints,
    *,
    drawn: NDArray[np.bool_],
    kinds: Ints,
    sizes: Ints,
    groups: Ints,
    rng: np.random.Generator,
) -> tuple[Ints, Ints]:
    """Return the lines that the public sees: nobody stands out by their number, nobody can be followed."""
    kept = drawn[pairs].all(axis=1)
    pairs, masks = pairs[kept], masks[kept]
    for end in (0, 1):
        kept = capped(pairs, end=end, kinds=kinds, least=CROWD, rng=rng)
        pairs, masks = pairs[kept], masks[kept]
    givers = 2 * (groups - groups.min(initial=0)) + kinds
    takers = givers * (sizes.max(initial=0) + 1) + sizes
    pairs, masks = shuffled_lines(pairs, masks, givers=givers, takers=takers, rng=rng)
    return _lent(pairs, drawn=drawn, classes=givers), masks


def _lent(pairs: Ints, *, drawn: NDArray[np.bool_], classes: Ints) -> Ints:
    """Return the lines with one given to each dot that the shuffling left without, by a dot like it that has most."""
    pairs = pairs.copy()
    lines = np.bincount(pairs.ravel(), minlength=len(classes))
    for dot in np.flatnonzero(drawn & (lines == 0)):
        rows, ends = np.nonzero((classes[pairs] == classes[dot]) & (lines[pairs] > 1))
        if len(rows):
            most = lines[pairs[rows, ends]].argmax()
            lines[pairs[rows[most], ends[most]]] -= 1
            pairs[rows[most], ends[most]] = dot
            lines[dot] = 1
    return pairs


def _placed(lines: Ints, *, asked: NDArray[np.bool_], groups: Ints, seed: int) -> Ints:
    """Return where each dot stands, which follows from what is drawn and from the order of the page alone."""
    ids = np.array([f"{dot:07}" for dot in range(len(asked))])
    ties = pd.DataFrame({"source": ids[lines[:, 0]], "target": ids[lines[:, 1]]})
    network = Network.from_ties(ties, respondents=ids[asked])
    dots = network.nodes.index.get_level_values("person_id").astype(int).to_numpy()
    communities = pd.Series(groups[dots], index=network.nodes.index, dtype="Int64")
    placed = positions(network, seed=seed, communities=communities.mask(communities == UNTIED))
    xy = np.empty((len(asked), 2))
    xy[dots] = placed[["x", "y"]].to_numpy(dtype=np.float64)
    xy -= xy.min(axis=0)
    whole: Ints = (xy * (_SIDE / max(float(xy.max()), 1e-9))).round().astype(np.int64)
    return whole


def _attributes(network: Network, survey: Survey, respondents: Ints) -> pd.DataFrame:
    """Return what each respondent answered about themselves, one row a respondent."""
    nodes = network.nodes.reset_index().iloc[respondents]
    forms = survey.respondents.set_index(list(RESPONDENT_KEY))[survey.attributes]
    return forms.reindex(pd.MultiIndex.from_frame(nodes[list(RESPONDENT_KEY)])).reset_index(drop=True)


def _coloured(
    values: pd.DataFrame, sizes: Ints, groups: Ints, *, tier: Tier, rng: np.random.Generator
) -> list[Colouring]:
    """Return what people are coloured by: as many attributes as can be shown with little of them hidden."""
    if tier is Tier.TEAM:
        exact = [all_levels(values[name]) for name in values]
        return [one for one in exact if len(one.levels) > 2]
    least = STANDARD.largest_small + 1
    broad = [one for name in values if (one := broad_levels(values[name], least=least)) is not None]
    if tier is Tier.PUBLIC:
        broad = [shuffled_within(one, groups, least=CROWD, rng=rng) for one in broad]
    for number in range(min(MOST_ATTRIBUTES, len(broad)), 0, -1):
        tried = [guarded(list(some), sizes, groups, least=CROWD) for some in combinations(broad, number)]
        fine = [some for some in tried if len(some) == number and _most_hidden(some) <= _HIDDEN_AT_MOST]
        if fine:
            return min(fine, key=_most_hidden)
    return []


def _most_hidden(colourings: Iterable[Colouring]) -> float:
    return max(float((one.codes == one.rest).mean()) for one in colourings)
