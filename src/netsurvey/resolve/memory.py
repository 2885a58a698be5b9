"""What the inner loop works on: a site's facts, the odds and one state of who is who, side by side in two arrays.

`x_at[i]:x_at[i + 1]` are the items of `i` in `x`. Observations of all attributes are numbered through, and so are true
values. Lists that grow and shrink are chains: a place names the next, the first place of a chain the first that is
free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LINE", "MOST_VALUES", "NO", "At", "Facts", "Memory", "Odds", "remembered"]

NO = -1
"""No cluster, no unit, the end of a chain."""
_KEPT = (14, 23)
"""Powers of two: how many bits are kept, at least and at most."""
LINE = 8
"""Numbers a cluster that are asked for together and lie together, in one line of the processor's cache."""
_IN_LINE = {"namers": 5, "form": 6, "whole": 7}
"""Which of them stands where; before them come five marks."""
MOST_VALUES = 1024
"""True values weighed at once for one person."""


class Facts(NamedTuple):
    """What was observed of whom by whom; it does not change."""

    attributes: int
    given: int
    surname: int
    faith: int
    title: int
    trade: int
    mentions: float
    residents: float
    seen_at: NDArray[np.int64]
    seen: NDArray[np.int64]
    attribute: NDArray[np.int64]
    marginal: NDArray[np.float64]
    value_at: NDArray[np.int64]
    value: NDArray[np.int64]
    chance: NDArray[np.float64]
    open: NDArray[np.float64]
    prior: NDArray[np.float64]
    log_prior: NDArray[np.float64]
    width: NDArray[np.int64]
    habit: NDArray[np.float64]
    expected_at: NDArray[np.int64]
    expected: NDArray[np.int64]
    expected_of: NDArray[np.int64]
    base: NDArray[np.float64]
    ratio_at: NDArray[np.int64]
    ratio_value: NDArray[np.int64]
    ratio: NDArray[np.float64]
    told_at: NDArray[np.int64]
    told_form: NDArray[np.int64]
    told_unit: NDArray[np.int64]
    asked_at: NDArray[np.int64]
    asked: NDArray[np.int64]
    form_unit: NDArray[np.int64]
    form_told_at: NDArray[np.int64]
    form_told: NDArray[np.int64]
    mate_at: NDArray[np.int64]
    mate: NDArray[np.int64]
    apart_at: NDArray[np.int64]
    apart: NDArray[np.int64]
    key_at: NDArray[np.int64]
    key: NDArray[np.int64]
    like_at: NDArray[np.int64]
    like: NDArray[np.int64]
    fixed: NDArray[np.int64]
    waves: NDArray[np.int64]
    form_wave: NDArray[np.int64]
    twin: NDArray[np.int64]
    kin: NDArray[np.int64]
    most: NDArray[np.float64]
    household: NDArray[np.int64]
    family_name: NDArray[np.int64]
    profile: NDArray[np.int64]
    fashion: NDArray[np.float64]
    tradition: NDArray[np.float64]
    doubt: NDArray[np.float64]
    mentions_in: NDArray[np.float64]


class Odds(NamedTuple):
    """What is learned of a study: how often things go wrong and whom people name.

    Attributes
    ----------
    slip
        By observation: how often it has nothing to do with the truth.
    floor, vague, gain
        What follows from it, as natural logarithms: of an observation that is a slip; how much likelier it is for any
        other value that is not listed, and for each of those that are.
    discount, concentration
        Of the Pitman-Yor process by which mentions spread over people.
    again, home, back
        Share of mentions that mean somebody this form named in other words; somebody of the same home, or named
        there; somebody who named the respondent.
    local
        Mentions it takes until a question's own favourites outweigh those of the whole survey.
    """

    slip: NDArray[np.float64]
    floor: NDArray[np.float64]
    vague: NDArray[np.float64]
    gain: NDArray[np.float64]
    discount: float
    concentration: float
    again: float
    home: float
    back: float
    local: float


class At(NamedTuple):
    """How many there are of each, then where each array of the facts, the odds and the state begins."""

    attributes: int
    given: int
    surname: int
    faith: int
    title: int
    trade: int
    units: int
    clusters: int
    forms: int
    questions: int
    stride: int
    kept_room: int
    mentions: int = 0
    residents: int = 0
    seen_at: int = 0
    seen: int = 0
    attribute: int = 0
    marginal: int = 0
    value_at: int = 0
    value: int = 0
    chance: int = 0
    open: int = 0
    prior: int = 0
    log_prior: int = 0
    width: int = 0
    habit: int = 0
    expected_at: int = 0
    expected: int = 0
    expected_of: int = 0
    base: int = 0
    ratio_at: int = 0
    ratio_value: int = 0
    ratio: int = 0
    told_at: int = 0
    told_form: int = 0
    told_unit: int = 0
    asked_at: int = 0
    asked: int = 0
    form_unit: int = 0
    form_told_at: int = 0
    form_told: int = 0
    mate_at: int = 0
    mate: int = 0
    apart_at: int = 0
    apart: int = 0
    key_at: int = 0
    key: int = 0
    like_at: int = 0
    like: int = 0
    fixed: int = 0
    waves: int = 0
    form_wave: int = 0
    twin: int = 0
    kin: int = 0
    most: int = 0
    household: int = 0
    family_name: int = 0
    profile: int = 0
    fashion: int = 0
    tradition: int = 0
    doubt: int = 0
    mentions_in: int = 0
    slip: int = 0
    floor: int = 0
    vague: int = 0
    gain: int = 0
    discount: int = 0
    concentration: int = 0
    again: int = 0
    home: int = 0
    back: int = 0
    local: int = 0
    of: int = 0
    after: int = 0
    ahead: int = 0
    first: int = 0
    size: int = 0
    form: int = 0
    free: int = 0
    namers: int = 0
    namers_in: int = 0
    named: int = 0
    tally: int = 0
    tally_next: int = 0
    tally_seen: int = 0
    tally_count: int = 0
    holder: int = 0
    holder_next: int = 0
    holder_of: int = 0
    holder_count: int = 0
    count: int = 0  # type: ignore[assignment] # a tuple's own `count` is not wanted here
    rest: int = 0
    left: int = 0
    value_from: int = 0
    likely: int = 0
    share: int = 0
    random: int = 0
    stamp: int = 0
    mark: int = 0
    option: int = 0
    weight: int = 0
    bits: int = 0
    often: int = 0
    slot: int = 0
    work_value: int = 0
    work_weight: int = 0
    state: int = 0
    whole: int = 0
    learned: int = 0
    kept: int = 0


class Memory(NamedTuple):
    """One walk's memory: pass it on with a star."""

    at: At
    ints: NDArray[np.int64]
    reals: NDArray[np.float64]


def remembered(facts: Facts, odds: Odds, *, seed: int) -> Memory:
    """Return a memory in which nobody is placed yet."""
    counts = At(
        **{name: getattr(facts, name) for name in ("attributes", "given", "surname", "faith", "title", "trade")},
        units=len(facts.fixed),
        clusters=len(facts.fixed) + 1,
        forms=len(facts.form_unit),
        questions=len(facts.mentions_in),
        stride=int(facts.width.sum()),
        kept_room=1 << int(np.clip(9 + np.log2(len(facts.fixed) + 1), *_KEPT)),
    )
    parts = {**facts._asdict(), **odds._asdict(), **_nobody_placed(facts, counts, seed)}
    begin: dict[str, int] = {}
    laid: dict[str, list[NDArray[np.int64] | NDArray[np.float64]]] = {"i": [], "f": []}
    ends = {"i": 0, "f": 0}
    for name in At._fields[len(counts) - len(At._field_defaults) :]:
        if name in _IN_LINE:
            continue
        part = np.atleast_1d(np.asarray(parts[name])).ravel()
        begin[name] = ends[part.dtype.kind]
        laid[part.dtype.kind].append(part)
        ends[part.dtype.kind] += len(part)
    begin |= {name: begin["mark"] + place for name, place in _IN_LINE.items()}
    ints, reals = np.concatenate(laid["i"], dtype=np.int64), np.concatenate(laid["f"], dtype=np.float64)
    return Memory(counts._replace(**begin), ints, reals)


def _nobody_placed(facts: Facts, at: At, seed: int) -> dict[str, NDArray[np.int64] | NDArray[np.float64]]:
    """Return the state, array by array.

    `of`, `after`, `ahead`: each unit's cluster and its neighbours there; `first`, `size`, `form`: each cluster's first
    unit, how many it has and the one with a form; `namers`, `namers_in`: how many forms name it, overall and by
    question; `tally`: what was observed of it, by attribute, and how often; `state`: a number for that, the same for
    the same, and `whole` for all attributes; `holder`: which clusters bear a written name; `likely`, `share`, `rest`,
    `left`: its likely true values, their probability, that of all others and how common those are, for the state that
    `learned` names; `kept`: bits that were worked out before; `often`: in what share of
    the sweeps each unit is looked at. The rest is scratch.
    """
    tallies, holders = len(facts.seen) + 1, len(facts.key) + 1

    def none(size: int) -> NDArray[np.int64]:
        return np.full(size, NO, np.int64)

    def zeros(size: int) -> NDArray[np.int64]:
        return np.zeros(size, np.int64)

    def chain(size: int) -> NDArray[np.int64]:
        return np.append(np.arange(1, size + 1), NO)

    by_attribute = at.attributes * at.clusters
    return {
        "of": none(at.units),
        "after": none(at.units),
        "ahead": none(at.units),
        "first": none(at.clusters),
        "size": zeros(at.clusters),
        "free": np.append(at.clusters, np.arange(at.clusters - 1, -1, -1)),
        "namers_in": zeros(at.clusters * at.questions),
        "named": zeros(at.questions + 1),
        "tally": none(by_attribute),
        "tally_next": chain(tallies),
        "tally_seen": zeros(tallies + 1),
        "tally_count": zeros(tallies + 1),
        "holder": none(len(facts.like_at) - 1),
        "holder_next": chain(holders),
        "holder_of": zeros(holders + 1),
        "holder_count": zeros(holders + 1),
        "count": zeros(by_attribute),
        "rest": np.zeros(by_attribute),
        "left": np.zeros(by_attribute),
        "value_from": np.cumsum([0, *facts.width[:-1]]),
        "likely": zeros(at.stride * at.clusters),
        "share": np.zeros(at.stride * at.clusters),
        "random": np.array([seed], np.int64),
        "stamp": zeros(1),
        "mark": np.where(np.arange(LINE * at.clusters) % LINE == _IN_LINE["form"], NO, 0),
        "option": zeros(at.clusters),
        "weight": np.zeros(at.clusters),
        "bits": np.zeros(2 * at.attributes + 4),
        "often": np.zeros(at.units),
        "slot": none(len(facts.prior)),
        "work_value": zeros(MOST_VALUES),
        "work_weight": np.zeros(MOST_VALUES),
        "state": zeros(by_attribute),
        "learned": zeros(by_attribute),
        "kept": zeros(at.kept_room),
    }
