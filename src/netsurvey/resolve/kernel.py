"""The inner loop: one mention after another taken out of its person and given to whoever explains it, by lot.

Compiled by numba when it is first used, and kept on disk. Everything one walk needs lies in two arrays, `ints` and
`reals`; :class:`~netsurvey.resolve.memory.At` says where in them. A *unit* is what is certainly one person, a *cluster*
the units that are one person for now. Handing over dozens of arrays instead would take minutes to compile.

It is one long file on purpose: numba compiles anew when a function's own file changes, but not when a file that it
calls into does, so that parts in files of their own would go on calling one another's old selves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.compiled import compiled
from netsurvey.resolve.memory import LINE, MOST_VALUES, NO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.resolve.memory import At

    Ints = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Listened = tuple[int, int, int, int]

__all__ = ["BEFORE", "EXTRA", "KIN", "WAVE", "begin", "explain", "likeness", "put", "run"]

KIN, WAVE, EXTRA, BEFORE = 0, 1, 2, 3
"""Kinds of bits that follow those of the attributes and the expectations."""
_FAR = -60.0
"""Bits for what cannot be."""
_OWN_ACCORD = 3
"""Observations of a person that count in full: of more, many repeat what somebody else has said."""
_FORGOTTEN = 11.0
"""Natural logarithm of how much likelier the likeliest true value is than one that is forgotten."""
_SAME_KIN, _OTHER_KIN = 9.0, -12.0
"""Bits for "my mum" of two people of one household; for one person called by two kin words in one form."""
_OTHER_WAVE = -3.0
"""Bits against a form of another wave: the same person's form of this wave is the likelier one."""
_SOMETHING = 0.5
"""Bits a title or trade must be worth before it is asked who tells it."""
_AT_HOME = 0.4
"""Share of mentions of a member of the household that mean somebody of the same home."""
_LEAST_OFTEN, _OFTENER = 0.08, 6.0
"""Share of sweeps in which a unit that is sure of its person is looked at; how much that grows with its doubt."""
_DEAR = 100.0
"""Persons a unit could be: the more there are beyond that, the seldomer it is looked at, since each costs time."""
_AT_THE_DOOR = 5.0
"""How much likelier somebody who opened the door is to be named than any other resident."""
_CAUTION = 2.0
"""Bits for keeping a whole person apart: nothing takes persons apart again as easily."""
_MOST_OPTIONS = 8
"""Persons that a block of units is tried with."""
_SHORTLIST = 32
"""Persons whom one unit of a whole person fits best: with any others its further units are not compared."""
_FAR_BEHIND = 15.0
"""Bits by which a block may fit somebody worse than the best and is still tried with them."""
_LARGEST_BLOCK = 80
_FINE = 65536
"""Bits are kept to this part of a bit: 24 binary places hold those from -128 to 128, all others are worked out anew."""
_MOST_TIMES = 1 << 24
"""More than there are equal observations of one person."""
_VAST = 1 << 40
"""More than there are observations, so that profiles are told from them."""


@compiled
def _stirred(z: np.uint64) -> np.uint64:
    """Return the finish of splitmix64, in which every bit depends on every bit."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@compiled
def _luck(at: At, ints: Ints) -> float:
    """Return the next number between 0 and 1 (splitmix64)."""
    z = np.uint64(ints[at.random]) + np.uint64(0x9E3779B97F4A7C15)
    ints[at.random] = np.int64(z)
    return np.float64(_stirred(z) >> np.uint64(11)) / 9007199254740992.0


@compiled
def _mixed(x: int) -> int:
    """Return a number that looks like no other's."""
    return int(np.int64(_stirred(np.uint64(x) * np.uint64(0x9E3779B97F4A7C15))))


@compiled
def _heed(at: At, ints: Ints, head: int) -> float:
    """Return as how much of an independent observation each one of a list counts.

    All count alike, so that what most say stays what most say. Were there a most that equal ones count for, sixty
    women's boxes beside five men's would leave the sex open, and a person whom hundreds name would fall apart into the
    parts that answers slip into.
    """
    times = 0
    node = head
    while node != NO:
        times += ints[at.tally_count + node]
        node = ints[at.tally_next + node]
    return np.sqrt(_OWN_ACCORD / times) if times > _OWN_ACCORD else 1.0


@compiled
def _counted(seen: int, times: int) -> int:
    """Return what so many equal observations add to a state."""
    return _mixed((seen + 1) * _MOST_TIMES + times) if times > 0 else 0


@compiled
def _place_in(ints: Ints, begin: int, end: int, wanted: int) -> int:
    """Return where a number stands in a sorted list, or -1; at once where there are no gaps, as among ages."""
    if begin < end:
        guess = begin + wanted - ints[begin]
        if begin <= guess < end and ints[guess] == wanted:
            return guess
    low, high = begin, end
    while low < high:
        middle = (low + high) // 2
        if ints[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < end and ints[low] == wanted else NO


@compiled
def _chance(at: At, ints: Ints, reals: Reals, seen: int, true: int) -> float:
    """Return how often a true value shows as an observation."""
    place = _place_in(ints, at.value + ints[at.value_at + seen], at.value + ints[at.value_at + seen + 1], true)
    return reals[at.chance + place - at.value] if place != NO else 0.0


@compiled
def learn(at: At, ints: Ints, reals: Reals, a: int, cluster: int) -> None:
    """Work out anew which true values what was observed of a cluster leaves open, and how much is left for the rest."""
    values = ints[at.work_value : at.work_value + MOST_VALUES]
    weight = reals[at.work_weight : at.work_weight + MOST_VALUES]
    n, floor, rest = 0, 0.0, 0.0
    head = ints[at.tally + cluster * at.attributes + a]
    heed = _heed(at, ints, head)
    ints[at.learned + cluster * at.attributes + a] = ints[at.state + cluster * at.attributes + a]
    node = head
    while node != NO:
        seen = ints[at.tally_seen + node]
        times = heed * ints[at.tally_count + node]
        floor += times * reals[at.floor + seen]
        rest += times * reals[at.vague + seen]
        for i in range(ints[at.value_at + seen], ints[at.value_at + seen + 1]):
            value = ints[at.value + i]
            if ints[at.slot + value] == NO:
                if n == MOST_VALUES:
                    continue
                ints[at.slot + value] = n
                values[n] = value
                weight[n] = reals[at.log_prior + value]
                n += 1
            weight[ints[at.slot + value]] += times * reals[at.gain + i]
        node = ints[at.tally_next + node]
    left = 1.0
    if rest > 0:
        node = head
        while node != NO:
            seen = ints[at.tally_seen + node]
            if reals[at.vague + seen] > 0:
                times = heed * ints[at.tally_count + node]
                for k in range(n):
                    weight[k] += times * reals[at.vague + seen]
                for i in range(ints[at.value_at + seen], ints[at.value_at + seen + 1]):
                    weight[ints[at.slot + ints[at.value + i]]] -= times * reals[at.vague + seen]
            node = ints[at.tally_next + node]
        for k in range(n):
            left -= reals[at.prior + values[k]]
    top = -np.inf
    for k in range(n):
        ints[at.slot + values[k]] = NO
        top = max(top, weight[k])
    rest_weight = 0.0
    if rest > 0 and left > 1e-9:
        rest += np.log(left)
        top = max(top, rest)
        rest_weight = np.exp(rest - top)
    total = rest_weight
    kept = 0
    for k in range(n):
        if weight[k] > top - _FORGOTTEN:
            values[kept], weight[kept] = values[k], np.exp(weight[k] - top)
            total += weight[kept]
            kept += 1
    width = ints[at.width + a]
    begin = cluster * at.stride + ints[at.value_from + a]
    n, kept = kept, min(kept, width)
    for slot_number in range(kept):
        best = slot_number
        if n > width:
            for k in range(slot_number + 1, n):
                if weight[k] > weight[best]:
                    best = k
        ints[at.likely + begin + slot_number], reals[at.share + begin + slot_number] = (
            values[best],
            weight[best] / total,
        )
        values[best], weight[best] = values[slot_number], weight[slot_number]
    for k in range(kept, n):
        rest_weight += weight[k]
        left = reals[at.prior + values[k]] + (left if k > kept or rest > 0 else 0.0)
    ints[at.count + cluster * at.attributes + a] = kept
    reals[at.rest + cluster * at.attributes + a] = rest_weight / total
    reals[at.left + cluster * at.attributes + a] = left


@compiled
def _observe(at: At, ints: Ints, reals: Reals, unit: int, cluster: int, sign: int) -> None:
    """Add what was observed of a unit to a cluster, or take it away."""
    for i in range(ints[at.seen_at + unit], ints[at.seen_at + unit + 1]):
        seen = ints[at.seen + i]
        a = ints[at.attribute + seen]
        before, node = NO, ints[at.tally + cluster * at.attributes + a]
        while node != NO and ints[at.tally_seen + node] != seen:
            before, node = node, ints[at.tally_next + node]
        if node == NO:
            node = ints[at.tally_next]
            ints[at.tally_next] = ints[at.tally_next + node]
            ints[at.tally_seen + node], ints[at.tally_count + node] = seen, 0
            ints[at.tally_next + node] = ints[at.tally + cluster * at.attributes + a]
            ints[at.tally + cluster * at.attributes + a] = node
            before = NO
        old = ints[at.tally_count + node]
        ints[at.tally_count + node] = old + sign
        if old + sign == 0:
            if before == NO:
                ints[at.tally + cluster * at.attributes + a] = ints[at.tally_next + node]
            else:
                ints[at.tally_next + before] = ints[at.tally_next + node]
            ints[at.tally_next + node] = ints[at.tally_next]
            ints[at.tally_next] = node
        state = at.state + cluster * at.attributes + a
        more = _counted(seen, old + sign) - _counted(seen, old)
        ints[state] += more
        ints[at.whole + cluster * LINE] += more


@compiled
def _hold(at: At, ints: Ints, reals: Reals, unit: int, cluster: int, sign: int) -> None:
    """Note under which written names a cluster is to be found."""
    for i in range(ints[at.key_at + unit], ints[at.key_at + unit + 1]):
        key = ints[at.key + i]
        before, node = NO, ints[at.holder + key]
        while node != NO and ints[at.holder_of + node] != cluster:
            before, node = node, ints[at.holder_next + node]
        if node == NO:
            node = ints[at.holder_next]
            ints[at.holder_next] = ints[at.holder_next + node]
            ints[at.holder_of + node], ints[at.holder_count + node] = cluster, 0
            ints[at.holder_next + node] = ints[at.holder + key]
            ints[at.holder + key] = node
            before = NO
        ints[at.holder_count + node] += sign
        if ints[at.holder_count + node] == 0:
            if before == NO:
                ints[at.holder + key] = ints[at.holder_next + node]
            else:
                ints[at.holder_next + before] = ints[at.holder_next + node]
            ints[at.holder_next + node] = ints[at.holder_next]
            ints[at.holder_next] = node


@compiled
def _name(at: At, ints: Ints, reals: Reals, unit: int, cluster: int, sign: int) -> None:
    """Count the forms that name a cluster, overall and by question, without a unit that comes or goes."""
    for t in range(ints[at.told_at + unit], ints[at.told_at + unit + 1]):
        form = ints[at.told_form + t]
        elsewhere = False
        for i in range(ints[at.form_told_at + form], ints[at.form_told_at + form + 1]):
            other = ints[at.told_unit + ints[at.form_told + i]]
            if other != unit and ints[at.of + other] == cluster:
                elsewhere = True
                break
        if not elsewhere:
            old = ints[at.namers + cluster * LINE]
            ints[at.namers + cluster * LINE] = old + sign
            if old == 0 or old + sign == 0:
                ints[at.named] += sign
        for j in range(ints[at.asked_at + t], ints[at.asked_at + t + 1]):
            question = ints[at.asked + j]
            there = False
            if elsewhere:
                for i in range(ints[at.form_told_at + form], ints[at.form_told_at + form + 1]):
                    entry = ints[at.form_told + i]
                    other = ints[at.told_unit + entry]
                    if other == unit or ints[at.of + other] != cluster:
                        continue
                    for k in range(ints[at.asked_at + entry], ints[at.asked_at + entry + 1]):
                        there |= ints[at.asked + k] == question
            if not there:
                old = ints[at.namers_in + cluster * at.questions + question]
                ints[at.namers_in + cluster * at.questions + question] = old + sign
                if old == 0 or old + sign == 0:
                    ints[at.named + 1 + question] += sign


@compiled
def put(at: At, ints: Ints, reals: Reals, unit: int, cluster: int) -> int:
    """Make a unit part of a cluster, or of a new one where the cluster is -1; return which."""
    if cluster == NO:
        cluster = ints[at.free + ints[at.free]]
        ints[at.free] -= 1
    _name(at, ints, reals, unit, cluster, 1)
    ints[at.of + unit] = cluster
    head = ints[at.first + cluster]
    ints[at.after + unit], ints[at.ahead + unit] = head, NO
    if head != NO:
        ints[at.ahead + head] = unit
    ints[at.first + cluster] = unit
    ints[at.size + cluster] += 1
    if ints[at.fixed + unit]:
        ints[at.form + cluster * LINE] = unit
    _observe(at, ints, reals, unit, cluster, 1)
    _hold(at, ints, reals, unit, cluster, 1)
    return cluster


@compiled
def take(at: At, ints: Ints, reals: Reals, unit: int) -> int:
    """Take a unit out of its cluster; return which that was."""
    cluster = ints[at.of + unit]
    ints[at.of + unit] = NO
    after, ahead = ints[at.after + unit], ints[at.ahead + unit]
    if ahead != NO:
        ints[at.after + ahead] = after
    else:
        ints[at.first + cluster] = after
    if after != NO:
        ints[at.ahead + after] = ahead
    ints[at.size + cluster] -= 1
    if ints[at.fixed + unit]:
        ints[at.form + cluster * LINE] = NO
    _name(at, ints, reals, unit, cluster, -1)
    _observe(at, ints, reals, unit, cluster, -1)
    _hold(at, ints, reals, unit, cluster, -1)
    if ints[at.size + cluster] == 0:
        ints[at.free] += 1
        ints[at.free + ints[at.free]] = cluster
    return cluster


@compiled
def _marked(at: At, ints: Ints, row: int, cluster: int, stamp: int) -> int:
    """Mark a cluster and return 1 if it was not yet."""
    if cluster == NO or ints[at.mark + cluster * LINE + row] == stamp:
        return 0
    ints[at.mark + cluster * LINE + row] = stamp
    return 1


@compiled
def _listen(at: At, ints: Ints, reals: Reals, unit: int) -> Listened:
    """Mark whom whoever speaks of a unit cannot mean and whom they are close to.

    Returns the stamp of the marks and how many were named by this form (row 1), are of their home (2), named them (3).
    """
    stamp = ints[at.stamp] + 1
    ints[at.stamp] = stamp
    for i in range(ints[at.apart_at + unit], ints[at.apart_at + unit + 1]):
        _marked(at, ints, 4, ints[at.of + ints[at.apart + i]], stamp)
    own = home = back = 0
    for t in range(ints[at.told_at + unit], ints[at.told_at + unit + 1]):
        form = ints[at.told_form + t]
        speaker = ints[at.of + ints[at.form_unit + form]]
        _marked(at, ints, 4, speaker, stamp)
        if t > ints[at.told_at + unit]:
            continue
        for i in range(ints[at.form_told_at + form], ints[at.form_told_at + form + 1]):
            own += _marked(at, ints, 1, ints[at.of + ints[at.told_unit + ints[at.form_told + i]]], stamp)
        for m in range(ints[at.mate_at + form], ints[at.mate_at + form + 1]):
            mate = ints[at.mate + m]
            home += _marked(at, ints, 2, ints[at.of + ints[at.form_unit + mate]], stamp)
            for i in range(ints[at.form_told_at + mate], ints[at.form_told_at + mate + 1]):
                home += _marked(at, ints, 2, ints[at.of + ints[at.told_unit + ints[at.form_told + i]]], stamp)
        if speaker != NO:
            other = ints[at.first + speaker]
            while other != NO:
                for i in range(ints[at.told_at + other], ints[at.told_at + other + 1]):
                    back += _marked(at, ints, 3, ints[at.of + ints[at.form_unit + ints[at.told_form + i]]], stamp)
                other = ints[at.after + other]
    return stamp, own, home, back


@compiled
def _lent(at: At, ints: Ints, reals: Reals, unit: int, seen: int, cluster: int) -> bool:
    """Whether a title or trade is a respondent's only by mentions that tell no more of them than this one does.

    Three forms' "Father Tom" are one Father Tom, but however many they are, they do not make a priest of Tom Lyle.
    """
    if ints[at.form + cluster * LINE] == NO or ints[at.family_name + unit]:
        return False
    if (
        ints[at.tally + cluster * at.attributes + at.surname] == NO
        and ints[at.tally + cluster * at.attributes + at.faith] == NO
    ):
        return False
    other = ints[at.first + cluster]
    while other != NO:
        if ints[at.family_name + other]:
            for i in range(ints[at.seen_at + other], ints[at.seen_at + other + 1]):
                if ints[at.seen + i] == seen:
                    return False
        other = ints[at.after + other]
    return True


@compiled
def _seen_bits(at: At, ints: Ints, reals: Reals, seen: int, a: int, cluster: int) -> float:
    """Return the bits for one observation being of a cluster."""
    begin = cluster * at.stride + ints[at.value_from + a]
    constant = reals[at.open + seen]
    expected = 0.0
    listed = False
    for k in range(begin, begin + ints[at.count + cluster * at.attributes + a]):
        shown = _chance(at, ints, reals, seen, ints[at.likely + k])
        listed |= shown > 0
        expected += reals[at.share + k] * (shown if shown > 0 else constant)
    if constant > 0:
        expected += reals[at.rest + cluster * at.attributes + a] * constant
    elif not listed and reals[at.rest + cluster * at.attributes + a] > 0:
        expected += (
            reals[at.rest + cluster * at.attributes + a]
            * reals[at.marginal + seen]
            / reals[at.left + cluster * at.attributes + a]
        )
    slip, habit = reals[at.slip + seen], reals[at.habit + a]
    ratio = (1 - slip) * (1 - habit) * expected / reals[at.marginal + seen] + slip
    if habit > 0:
        same, total = 0.0, 0.0
        node = ints[at.tally + cluster * at.attributes + a]
        while node != NO:
            times = ints[at.tally_count + node]
            total += times
            if ints[at.tally_seen + node] == seen:
                same = times
            node = ints[at.tally_next + node]
        ratio += (1 - slip) * habit * same / total / reals[at.marginal + seen]
    return np.log2(ratio)


@compiled
def _expected_bits(at: At, ints: Ints, reals: Reals, e: int, a: int, cluster: int) -> float:
    """Return the bits for somebody of whom an expectation is held being of a cluster."""
    begin = cluster * at.stride + ints[at.value_from + a]
    ratio = reals[at.base + e]
    ratios = at.ratio_value + ints[at.ratio_at + e]
    ratios_end = at.ratio_value + ints[at.ratio_at + e + 1]
    for k in range(begin, begin + ints[at.count + cluster * at.attributes + a]):
        place = _place_in(ints, ratios, ratios_end, ints[at.likely + k])
        if place != NO:
            ratio += reals[at.ratio + place - at.ratio_value] * reals[at.share + k]
    return np.log2(ratio)


@compiled
def _recalled(at: At, ints: Ints, key: int) -> float:
    """Return the bits that were kept under a key, or none (nan)."""
    line = key & (at.kept_room - 4)
    for place in range(line, line + 4):
        if ints[at.kept + place] >> 24 == key >> 24:
            return (((ints[at.kept + place] & 0xFFFFFF) ^ 0x800000) - 0x800000) / _FINE
    return np.nan


@compiled
def _kept(at: At, ints: Ints, key: int, bits: float) -> float:
    """Keep bits under a key, until something else takes their place; return them as they will be recalled."""
    rounded = np.int64(np.rint(bits * _FINE))
    if not -0x800000 <= rounded < 0x800000:
        return bits
    line = key & (at.kept_room - 4)
    place = line + ((key >> 24) & 3)
    for free in range(line, line + 4):
        if ints[at.kept + free] == 0:
            place = free
    ints[at.kept + place] = ((key >> 24) << 24) | (rounded & 0xFFFFFF)
    return rounded / _FINE


@compiled
def _told_by(at: At, ints: Ints, reals: Reals, what: int, a: int, cluster: int) -> float:
    """Return the bits of an observation, or of an expectation (negative numbers), for what is known of a cluster.

    The same was mostly asked before, of this cluster or of another of which the same is known.
    """
    state = ints[at.state + cluster * at.attributes + a]
    key = _mixed(state + what)
    bits = _recalled(at, ints, key)
    if not np.isnan(bits):
        return bits
    if ints[at.learned + cluster * at.attributes + a] != state:
        learn(at, ints, reals, a, cluster)
    if ints[at.count + cluster * at.attributes + a] == 0:
        return 0.0
    if what < 0:
        return _kept(at, ints, key, _expected_bits(at, ints, reals, -1 - what, a, cluster))
    return _kept(at, ints, key, _seen_bits(at, ints, reals, what, a, cluster))


@compiled
def _told(at: At, ints: Ints, reals: Reals, unit: int, cluster: int) -> float:
    """Return the bits of everything that was observed or expected of a unit for what is known of a cluster."""
    bits = reals[at.bits : at.bits + 2 * at.attributes + 4]
    bits[:] = 0.0
    attributes = at.attributes
    for i in range(ints[at.seen_at + unit], ints[at.seen_at + unit + 1]):
        seen = ints[at.seen + i]
        a = ints[at.attribute + seen]
        if ints[at.state + cluster * at.attributes + a] == 0:
            continue
        worth = _told_by(at, ints, reals, seen, a, cluster)
        if (a == at.title or a == at.trade) and worth > _SOMETHING and _lent(at, ints, reals, unit, seen, cluster):
            worth = 0.0
        bits[a] += worth
    for i in range(ints[at.expected_at + unit], ints[at.expected_at + unit + 1]):
        e = ints[at.expected + i]
        a = ints[at.expected_of + e]
        if ints[at.state + cluster * at.attributes + a] != 0:
            bits[attributes + a] += _told_by(at, ints, reals, -1 - e, a, cluster)
    if bits[at.given] > 0:
        bits[2 * attributes + EXTRA] += reals[at.fashion + unit]
        if bits[at.surname] > 0:
            bits[2 * attributes + EXTRA] += reals[at.tradition + unit]
    return bits.sum()


@compiled
def _beside(at: At, ints: Ints, reals: Reals, unit: int, cluster: int) -> float:
    """Return the bits of what the form itself tells: kin words, and the wave it is of."""
    kin = wave = 0.0
    if ints[at.told_at + unit] < ints[at.told_at + unit + 1]:
        form = ints[at.told_form + ints[at.told_at + unit]]
        if ints[at.kin + unit] > 0:
            kin = _kin(at, ints, reals, unit, form, cluster)
        fixed = ints[at.form + cluster * LINE]
        if fixed != NO and not ints[at.waves + fixed] & ints[at.form_wave + form]:
            wave = _OTHER_WAVE
    reals[at.bits + 2 * at.attributes + KIN], reals[at.bits + 2 * at.attributes + WAVE] = kin, wave
    return kin + wave


@compiled
def _explained(at: At, ints: Ints, reals: Reals, unit: int, cluster: int) -> float:
    """Return the bits for a unit being a cluster's, before popularity; by kind they stay where `at.bits` says."""
    return _told(at, ints, reals, unit, cluster) + _beside(at, ints, reals, unit, cluster)


@compiled
def _evidence(at: At, ints: Ints, reals: Reals, unit: int, cluster: int) -> float:
    """Return the bits for a unit being a cluster's, before popularity, from what was kept where that can be."""
    profile = ints[at.profile + unit]
    if profile == NO:
        return _explained(at, ints, reals, unit, cluster)
    key = _mixed(ints[at.whole + cluster * LINE] + (profile + 1) * _VAST)
    bits = _recalled(at, ints, key)
    if np.isnan(bits):
        bits = _kept(at, ints, key, _told(at, ints, reals, unit, cluster))
    return bits + _beside(at, ints, reals, unit, cluster)


@compiled
def _kin(at: At, ints: Ints, reals: Reals, unit: int, form: int, cluster: int) -> float:
    """Compare kin words: one household's mum is one person, and nobody's mum is their dad as well."""
    found = 0.0
    for i in range(ints[at.form_told_at + form], ints[at.form_told_at + form + 1]):
        other = ints[at.told_unit + ints[at.form_told + i]]
        if ints[at.of + other] == cluster and ints[at.kin + other] > 0:
            if ints[at.kin + other] != ints[at.kin + unit]:
                return _OTHER_KIN
            found = _SAME_KIN
    for m in range(ints[at.mate_at + form], ints[at.mate_at + form + 1]):
        mate = ints[at.mate + m]
        for i in range(ints[at.form_told_at + mate], ints[at.form_told_at + mate + 1]):
            other = ints[at.told_unit + ints[at.form_told + i]]
            if ints[at.of + other] == cluster and ints[at.kin + other] == ints[at.kin + unit]:
                found = _SAME_KIN
    return found


@compiled
def _popularity(at: At, ints: Ints, reals: Reals, unit: int, cluster: int, listened: Listened) -> float:
    """Return the bits for a cluster against somebody new before any name is compared."""
    stamp, own, home, back = listened
    everything = reals[at.mentions] + reals[at.concentration]
    new = (reals[at.concentration] + reals[at.discount] * ints[at.named]) / everything
    namers = np.float64(ints[at.namers + cluster * LINE])
    most = reals[at.most + unit]
    namers = min(namers, most)
    chance = max(namers - reals[at.discount], 1e-9) / everything
    if namers == 0 and ints[at.form + cluster * LINE] != NO:
        unseen = max(reals[at.residents] - ints[at.named], 1.5 * at.forms, 10.0)
        chance = _AT_THE_DOOR * new / unseen
    t = ints[at.told_at + unit]
    if t < ints[at.told_at + unit + 1] and ints[at.asked_at + t] < ints[at.asked_at + t + 1]:
        questions = ints[at.asked_at + t + 1] - ints[at.asked_at + t]
        here = mentions = named = 0.0
        for j in range(ints[at.asked_at + t], ints[at.asked_at + t + 1]):
            question = ints[at.asked + j]
            times = np.float64(ints[at.namers_in + cluster * at.questions + question])
            here += min(times, most)
            mentions += reals[at.mentions_in + question]
            named += ints[at.named + 1 + question]
        whole = mentions / questions + reals[at.local]
        rest = (reals[at.local] + reals[at.discount] * named / questions) / whole
        chance = max(here / questions - reals[at.discount], 0.0) / whole + rest * chance
        new *= rest
    at_home = _AT_HOME if ints[at.household + unit] else reals[at.home]
    for row, size, share in ((1, own, reals[at.again]), (2, home, at_home), (3, back, reals[at.back])):
        if size > 0:
            chance *= 1 - share
            new *= 1 - share
            if ints[at.mark + cluster * LINE + row] == stamp:
                chance += share / size
    return np.log2(chance / new) - reals[at.doubt + unit]


@compiled
def _weigh(at: At, ints: Ints, reals: Reals, unit: int, listened: Listened) -> int:
    """List whom a unit that is placed nowhere could mean, with the bits against somebody new; return how many."""
    stamp = listened[0]
    n = 0
    for i in range(ints[at.key_at + unit], ints[at.key_at + unit + 1]):
        key = ints[at.key + i]
        for j in range(ints[at.like_at + key], ints[at.like_at + key + 1]):
            node = ints[at.holder + ints[at.like + j]]
            while node != NO:
                cluster = ints[at.holder_of + node]
                if _marked(at, ints, 0, cluster, stamp) and ints[at.mark + cluster * LINE + 4] != stamp:
                    ints[at.option + n] = cluster
                    n += 1
                node = ints[at.holder_next + node]
    if ints[at.told_at + unit] < ints[at.told_at + unit + 1]:
        form = ints[at.told_form + ints[at.told_at + unit]]
        n = _add_told(at, ints, reals, form, stamp, n)
        for m in range(ints[at.mate_at + form], ints[at.mate_at + form + 1]):
            mate = ints[at.mate + m]
            cluster = ints[at.of + ints[at.form_unit + mate]]
            if _marked(at, ints, 0, cluster, stamp) and ints[at.mark + cluster * LINE + 4] != stamp:
                ints[at.option + n] = cluster
                n += 1
            n = _add_told(at, ints, reals, mate, stamp, n)
    for i in range(n):
        cluster = ints[at.option + i]
        reals[at.weight + i] = _evidence(at, ints, reals, unit, cluster) + _popularity(
            at, ints, reals, unit, cluster, listened
        )
    _settle_twins(at, ints, reals, unit, n)
    return n


@compiled
def _add_told(at: At, ints: Ints, reals: Reals, form: int, stamp: int, n: int) -> int:
    """Add whom a form speaks of to the options; return how many there are now."""
    for i in range(ints[at.form_told_at + form], ints[at.form_told_at + form + 1]):
        cluster = ints[at.of + ints[at.told_unit + ints[at.form_told + i]]]
        if _marked(at, ints, 0, cluster, stamp) and ints[at.mark + cluster * LINE + 4] != stamp:
            ints[at.option + n] = cluster
            n += 1
    return n


@compiled
def _settle_twins(at: At, ints: Ints, reals: Reals, unit: int, n: int) -> None:
    """Give what speaks for respondents whose forms look alike to one of them, of the same wave if possible."""
    if ints[at.told_at + unit] == ints[at.told_at + unit + 1]:
        return
    wave = ints[at.form_wave + ints[at.told_form + ints[at.told_at + unit]]]
    for i in range(n):
        one = ints[at.form + ints[at.option + i] * LINE]
        if one == NO or ints[at.twin + one] == NO or reals[at.weight + i] <= _FAR:
            continue
        for j in range(i):
            other = ints[at.form + ints[at.option + j] * LINE]
            if other == NO or ints[at.twin + other] != ints[at.twin + one] or reals[at.weight + j] <= _FAR:
                continue
            rank = (ints[at.waves + one] & wave == 0) * 2 + (one > other)
            rank_other = (ints[at.waves + other] & wave == 0) * 2 + (other > one)
            both = np.log2(2.0 ** reals[at.weight + i] + 2.0 ** reals[at.weight + j])
            if rank < rank_other:
                reals[at.weight + i], reals[at.weight + j] = both, _FAR - 1
            else:
                reals[at.weight + j], reals[at.weight + i] = both, _FAR - 1
                break


@compiled
def place(at: At, ints: Ints, reals: Reals, unit: int, doubt: float) -> int:
    """Draw a cluster for a unit that is placed nowhere, with so many bits more for a new one; return which it is."""
    n = _weigh(at, ints, reals, unit, _listen(at, ints, reals, unit))
    top = 0.0
    for i in range(n):
        reals[at.weight + i] -= doubt
        top = max(top, reals[at.weight + i])
    total = 2.0**-top
    for i in range(n):
        reals[at.weight + i] = 2.0 ** (reals[at.weight + i] - top)
        total += reals[at.weight + i]
    luck = _luck(at, ints) * total
    chosen = NO
    for i in range(n):
        luck -= reals[at.weight + i]
        if luck < 0:
            chosen = ints[at.option + i]
            break
    unsure = 1 - 1 / total  # of the likeliest, whatever was drawn: how often it is looked at must not depend on that
    reals[at.often + unit] = min(_LEAST_OFTEN + _OFTENER * unsure, _DEAR / max(n, _DEAR))
    return put(at, ints, reals, unit, chosen)


@compiled
def _joined(at: At, ints: Ints, reals: Reals, block: NDArray[np.int64], cluster: int, eject: bool) -> float:
    """Put a block into a cluster, or a new one, and return the bits against each unit being somebody new.

    A unit that cannot be of the cluster forbids the whole, or is left behind as somebody new where it may be ejected.
    """
    total = 0.0
    for i in range(len(block)):
        unit = block[i]
        if cluster == NO:
            cluster = put(at, ints, reals, unit, NO)
            continue
        listened = _listen(at, ints, reals, unit)
        if ints[at.mark + cluster * LINE + 4] == listened[0]:
            if eject:
                put(at, ints, reals, unit, NO)
                continue
            total += 4 * _FAR
        total += _evidence(at, ints, reals, unit, cluster)
        total += _popularity(at, ints, reals, unit, cluster, listened)
        put(at, ints, reals, unit, cluster)
    return total


@compiled
def _move(at: At, ints: Ints, reals: Reals, block: NDArray[np.int64], key: int) -> None:
    """Draw a cluster for several units at once, of those that hold no loose unit with the block's written name.

    So the same block can be found again where it went, which keeps the moves in balance. With a key of -1 every
    cluster will do: good for finding the way, not for drawing samples.
    """
    origin = ints[at.of + block[0]]
    for unit in block:
        take(at, ints, reals, unit)
    leader = int(_luck(at, ints) * len(block))
    block[0], block[leader] = block[leader], block[0]
    n = _weigh(at, ints, reals, block[0], _listen(at, ints, reals, block[0]))
    least = _FAR
    if key == NO and n > _SHORTLIST:
        least = max(least, np.partition(reals[at.weight : at.weight + n], n - _SHORTLIST)[n - _SHORTLIST - 1])
    for i in range(n):
        cluster = ints[at.option + i]
        if reals[at.weight + i] <= least:
            reals[at.weight + i] = _FAR
        for unit in block[1:]:
            if reals[at.weight + i] <= _FAR:
                break
            reals[at.weight + i] += _evidence(at, ints, reals, unit, cluster)
        if reals[at.weight + i] <= _FAR:
            reals[at.weight + i] = -np.inf
            continue
        if cluster != origin and key != NO and _holds_loose(at, ints, reals, cluster, key):
            reals[at.weight + i] = -np.inf
    options = np.full(_MOST_OPTIONS + 2, NO, np.int64)
    found = 1
    if ints[at.size + origin] > 0:
        options[found] = origin
        found += 1
    worst = -np.inf
    for _ in range(_MOST_OPTIONS):
        best, found_at = worst, NO
        for i in range(n):
            if reals[at.weight + i] > best and ints[at.option + i] != origin:
                best, found_at = reals[at.weight + i], i
        if found_at == NO:
            break
        options[found] = ints[at.option + found_at]
        worst = max(worst, best - _FAR_BEHIND)
        reals[at.weight + found_at] = -np.inf
        found += 1
    score = np.empty(found)
    for k in range(found):
        score[k] = _joined(at, ints, reals, block, options[k], key == NO)
        for unit in block:
            take(at, ints, reals, unit)
    if key == NO:
        score[0] += _CAUTION
    score = 2.0 ** (score - score.max())
    luck = _luck(at, ints) * score.sum()
    chosen = 0
    while chosen < found - 1 and luck >= score[chosen]:
        luck -= score[chosen]
        chosen += 1
    _joined(at, ints, reals, block, options[chosen], key == NO)


@compiled
def _holds_loose(at: At, ints: Ints, reals: Reals, cluster: int, key: int) -> bool:
    other = ints[at.first + cluster]
    while other != NO:
        named = ints[at.key_at + other] < ints[at.key_at + other + 1]
        if named and not ints[at.fixed + other] and ints[at.key + ints[at.key_at + other]] == key:
            return True
        other = ints[at.after + other]
    return False


@compiled
def _block(at: At, ints: Ints, reals: Reals, unit: int, key: int) -> NDArray[np.int64]:
    """Return the loose units of a unit's cluster, all of them or those that are written the same."""
    block = np.empty(_LARGEST_BLOCK, np.int64)
    n = 0
    other = ints[at.first + ints[at.of + unit]]
    while other != NO and n < _LARGEST_BLOCK:
        same = ints[at.key_at + other] < ints[at.key_at + other + 1] and ints[at.key + ints[at.key_at + other]] == key
        if not ints[at.fixed + other] and (key == NO or same):
            block[n] = other
            n += 1
        other = ints[at.after + other]
    if other != NO:
        return block[:0]
    return np.sort(block[:n])


@compiled
def begin(at: At, ints: Ints, reals: Reals, order: NDArray[np.int64], doubt: float) -> None:
    """Place every unit: those with forms first, each a person, then the loose ones in order."""
    for unit in range(at.units):
        if ints[at.fixed + unit]:
            put(at, ints, reals, unit, NO)
    for unit in order:
        place(at, ints, reals, unit, doubt)


@compiled
def run(
    at: At,
    ints: Ints,
    reals: Reals,
    order: NDArray[np.int64],
    sweeps: int,
    labels: NDArray[np.int32],
) -> None:
    """Go over all loose units so often; after each of the last sweeps write down who is who.

    Parameters
    ----------
    order
        The loose units.
    sweeps
        How many sweeps.
    labels
        Shape (lines, units): for each unit the first unit of its cluster. With no lines whole persons are joined as
        well, which is good for finding the way and not for drawing.
    """
    line = 0
    for sweep in range(sweeps):
        for unit in order:
            if _luck(at, ints) > reals[at.often + unit]:
                continue
            take(at, ints, reals, unit)
            place(at, ints, reals, unit, 0.0)
        for unit in order:
            cluster = ints[at.of + unit]
            if ints[at.size + cluster] < 2:
                continue
            if len(labels) == 0:
                if ints[at.first + cluster] == unit:
                    block = _block(at, ints, reals, unit, NO)
                    if len(block) > 1:
                        _move(at, ints, reals, block, NO)
            elif ints[at.key_at + unit] < ints[at.key_at + unit + 1] and _luck(at, ints) * 8 < 1:
                key = ints[at.key + ints[at.key_at + unit]]
                block = _block(at, ints, reals, unit, key)
                if len(block) > 1 and block[0] == unit:
                    _move(at, ints, reals, block, key)
        if len(labels) and sweep >= sweeps - len(labels):
            write(at, ints, labels[line])
            line += 1


@compiled
def write(at: At, ints: Ints, line: NDArray[np.int32]) -> None:
    """Write down for each unit the first unit of its cluster."""
    first = np.full(at.clusters, NO, np.int32)
    for unit in range(at.units):
        cluster = ints[at.of + unit]
        if first[cluster] == NO:
            first[cluster] = unit
        line[unit] = first[cluster]


@compiled
def explain(at: At, ints: Ints, reals: Reals, unit: int, cluster: int, bits: NDArray[np.float64]) -> bool:
    """Write down what speaks for a unit being a cluster's, by kind, as if it were placed nowhere.

    Returns whether anything forbids it.
    """
    origin, alone = ints[at.of + unit], ints[at.size + ints[at.of + unit]] == 1
    if not alone:
        take(at, ints, reals, unit)
    listened = _listen(at, ints, reals, unit)
    _explained(at, ints, reals, unit, cluster)
    bits[:] = reals[at.bits : at.bits + 2 * at.attributes + 4]
    bits[2 * at.attributes + BEFORE] = _popularity(at, ints, reals, unit, cluster, listened)
    forbidden = ints[at.mark + cluster * LINE + 4] == listened[0]
    if not alone:
        put(at, ints, reals, unit, origin)
    return forbidden


@compiled
def likeness(at: At, ints: Ints, reals: Reals, unit: int, cluster: int) -> float:
    """Return the bits for a unit being a cluster's by what was observed alone."""
    return _evidence(at, ints, reals, unit, cluster)
