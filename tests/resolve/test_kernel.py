"""The inner loop keeps its books: what was put in can be taken out, and what is learned is what Bayes would say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netsurvey.resolve import kernel
from netsurvey.resolve.chains import Effort, draw, settled
from netsurvey.resolve.facts import ATTRIBUTES
from netsurvey.resolve.memory import LINE, NO, Facts, Memory, Odds, remembered
from netsurvey.tables import key_text

if TYPE_CHECKING:
    from netsurvey.resolve.sites import Prepared

Make = Callable[..., Any]
FORMS = {
    "1": {"name": "Susan Shaw", "street": "Ash Street", "household": "h0"},
    "2": {"name": "Tom Shaw", "street": "Ash Street", "household": "h0"},
    "3": {"name": "Jo Bell", "street": "Elm Street", "household": "h1"},
}
WROTE = [
    ("1", "help", "David Okoro", {"street": "Elm Street", "age": "40"}),
    ("1", "talk", "Dave"),
    ("2", "help", "D Okoro", {"age": "50"}),
    ("2", "talk", "Cllr Okoro"),
    ("2", "trust", "David Okoro", {"street": "Ash Street"}),
    ("3", "help", "our Sue"),
    ("3", "talk", "my mum", {"street": "Ash Street"}),
    ("3", "trust", "David Okorro", {"street": "Elm Street"}),
]
THERE = {"street": "Mill Lane", "age": "40"}
moves = st.lists(st.tuples(st.integers(0, 30), st.integers(-1, 30)), max_size=25)


@pytest.fixture
def ready(prepared_of: Make) -> Any:
    """Return a small site, read and weighed."""
    return prepared_of(FORMS, WROTE)


def placed(ready: Prepared) -> tuple[Memory, list[int]]:
    """Return a memory in which every form is a person of its own, and the units that are not placed."""
    memory = remembered(ready.facts, ready.odds, seed=0)
    for unit in np.flatnonzero(ready.facts.fixed).tolist():
        kernel.put(*memory, unit, NO)
    return memory, np.flatnonzero(ready.facts.fixed == 0).tolist()


def chain(memory: Memory, head: int, following: int, *columns: int) -> list[tuple[int, ...]]:
    ints, found = memory.ints, []
    while head != NO:
        found.append(tuple(int(ints[column + head]) for column in columns))
        head = int(ints[following + head])
    return sorted(found)


def books(memory: Memory) -> tuple[dict[frozenset[int], Any], list[Any]]:
    """Return what is remembered of every person by the units they are, and by written name who bears it how often."""
    at, ints, reals = memory
    of = ints[at.of : at.of + at.units].tolist()
    members = {c: frozenset(u for u in range(at.units) if of[u] == c) for c in set(of) - {NO}}
    persons: dict[frozenset[int], Any] = {}
    for cluster, units in members.items():
        tallies, states, learned = [], [int(ints[at.whole + cluster * LINE])], []
        for a in range(at.attributes):
            cell = cluster * at.attributes + a
            tallies.append(chain(memory, int(ints[at.tally + cell]), at.tally_next, at.tally_seen, at.tally_count))
            states.append(int(ints[at.state + cell]))
            if not tallies[-1]:
                continue
            kernel.learn(*memory, a, cluster)
            begin = cluster * at.stride + ints[at.value_from + a]
            end = begin + ints[at.count + cell]
            values = ints[at.likely + begin : at.likely + end].tolist()
            shares = reals[at.share + begin : at.share + end].tolist()
            rest = {"rest": reals[at.rest + cell], "left": reals[at.left + cell]}
            learned += [dict(zip(values, shares, strict=True)), rest]
        listed = chain(memory, int(ints[at.first + cluster]), at.after)
        named = ints[at.namers_in + cluster * at.questions : at.namers_in + (cluster + 1) * at.questions].tolist()
        counts = (int(ints[at.size + cluster]), len(listed), int(ints[at.form + cluster * LINE]))
        persons[units] = (counts, int(ints[at.namers + cluster * LINE]), named, tallies, states, learned)
    names = [
        [
            (sorted(members[cluster]), times)
            for cluster, times in chain(memory, int(head), at.holder_next, at.holder_of, at.holder_count)
        ]
        for head in ints[at.holder : at.holder_next]
    ]
    return persons, [[sorted(each) for each in names], ints[at.named : at.named + at.questions + 1].tolist()]


def assert_same_books(one: Memory, other: Memory) -> None:
    (persons, names), (other_persons, other_names) = books(one), books(other)
    assert names == other_names
    assert persons.keys() == other_persons.keys()
    for units, (*counted, learned) in persons.items():
        *other_counted, other_learned = other_persons[units]
        assert counted == other_counted
        assert learned == [pytest.approx(shares, abs=1e-9) for shares in other_learned]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=moves)
def test_however_units_came_and_went_the_books_say_only_who_is_where(ready: Prepared, walk: list[Any]) -> None:
    memory, loose = placed(ready)
    at, ints, _ = memory
    for which, where in walk:
        unit = loose[which % len(loose)]
        if ints[at.of + unit] != NO:
            kernel.take(*memory, unit)
            continue
        there = sorted({c for c in ints[at.of : at.of + at.units].tolist() if c != NO})
        kernel.put(*memory, unit, NO if where < 0 else there[where % len(there)])

    fresh, _ = placed(ready)
    forms = at.of + np.flatnonzero(ready.facts.fixed)
    begun: dict[int, int] = dict(zip(ints[forms].tolist(), fresh.ints[forms].tolist(), strict=True))
    for unit in loose:
        cluster = int(ints[at.of + unit])
        if cluster != NO:
            begun[cluster] = kernel.put(*fresh, unit, begun.get(cluster, NO))
    assert_same_books(memory, fresh)


def test_a_unit_taken_out_leaves_no_trace(ready: Prepared) -> None:
    memory, loose = placed(ready)
    before, _ = placed(ready)
    for unit in loose:
        kernel.put(*memory, unit, 0)
    for unit in loose:
        kernel.take(*memory, unit)
    assert_same_books(memory, before)


def bayes(ready: Prepared, kind: str, seen: list[str]) -> dict[int, float]:
    """Return the probability of every true value after what was seen, from the window alone.

    Of n observations, more than three, each counts as the root of 3 / n: people copy one another.
    """
    window = ready.board.windows[ATTRIBUTES.index(kind)]
    shown = np.zeros((len(window.prior), len(window.observations)))
    for value, (observations, chances) in enumerate(window.shown):
        shown[value, observations] = chances
    for observation, often in window.vague.items():
        shown[shown[:, observation] == 0, observation] = often
    marginal = window.prior @ shown
    posterior = window.prior.copy()
    before = sum(len(window.observations) for window in ready.board.windows[: ATTRIBUTES.index(kind)])
    for text, times in Counter(seen).items():
        i = window.observations.index(text)
        slip = ready.odds.slip[before + i]
        posterior *= ((1 - slip) * shown[:, i] + slip * marginal[i]) ** (times * min(1.0, (3 / len(seen)) ** 0.5))
    return dict(enumerate((posterior / posterior.sum()).tolist()))


@pytest.mark.parametrize("kind", ["given name", "surname", "street", "age", "title", "gender"])
def test_what_is_learned_of_a_person_is_what_bayes_says(ready: Prepared, kind: str) -> None:
    memory, loose = placed(ready)
    at, ints, reals = memory
    references = ready.board.references
    speaking = [u for u in loose if any(kind in references[i].seen for i in ready.board.units[u].references)]
    cluster = NO
    for unit in speaking:
        cluster = kernel.put(*memory, unit, cluster)
    seen = [references[i].observed(kind) for u in speaking for i in ready.board.units[u].references]
    assert seen
    a = ATTRIBUTES.index(kind)
    kernel.learn(*memory, a, cluster)
    first = sum(len(window.prior) for window in ready.board.windows[:a])
    begin = cluster * at.stride + ints[at.value_from + a]
    end = begin + ints[at.count + cluster * at.attributes + a]
    learned = dict(
        zip((ints[at.likely + begin : at.likely + end] - first).tolist(), reals[at.share + begin :], strict=False)
    )
    expected = bayes(ready, kind, seen)
    rest = float(reals[at.rest + cluster * at.attributes + a])
    listed = sum(expected[value] for value in learned)
    assert sum(learned.values()) + rest == pytest.approx(1)
    assert learned == {v: pytest.approx(expected[v] / listed * (1 - rest), rel=1e-3) for v in learned}
    if rest:
        assert rest == pytest.approx(1 - listed, rel=1e-3)
    else:  # what nothing observed speaks for is left out
        assert listed > 0.9


@pytest.mark.parametrize(("box", "most", "few"), [("gender", "f", "m"), ("street", "Mill Lane", "Ash Street")])
def test_what_most_say_of_somebody_stays_what_most_say(
    prepared_of: Make, surnames: list[str], box: str, most: str, few: str
) -> None:
    forms = {
        str(i): {"name": f"{given} {s}"} for i, (given, s) in enumerate(product(("Ada", "Basil", "Cora"), surnames))
    }
    wrote = [(i, "help", "Balbir Gill", {box: few if int(i) % 6 == 0 else most}) for i in forms]
    ready = prepared_of(forms, [*wrote, ("1", "talk", "Balbir", {box: most}), ("2", "talk", "Balbir", {box: few})])
    told = {u: ready.board.references[unit.references[0]].seen for u, unit in enumerate(ready.board.units)}
    gills = [u for u, seen in told.items() if seen.get("surname") == "gill"]
    bare = {seen[box]: u for u, seen in told.items() if seen.get("manner") == "bare"}
    clusters = np.arange(len(told), dtype=np.int32)
    clusters[gills] = gills[0]
    memory, cluster = settled(ready.facts, ready.odds, clusters)
    bits = {}
    for said, unit in bare.items():
        of_unit = np.zeros(2 * ready.facts.attributes + 4)
        kernel.explain(*memory, unit, int(cluster[gills[0]]), of_unit)
        bits[said] = of_unit[ATTRIBUTES.index(box)]
    assert bits[most.lower()] > 0.5
    assert bits[few.lower()] < -1


def two(
    prepared_of: Make, strangers: Any, first: tuple[Any, ...], second: tuple[Any, ...]
) -> tuple[Prepared, list[int]]:
    ready = prepared_of(strangers, [("1", "help", *first), ("2", "help", *second)])
    return ready, np.flatnonzero(ready.facts.fixed == 0).tolist()


def bits_for(facts: Facts, odds: Odds, unit: int, other: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    memory, cluster = settled(facts, odds, np.arange(len(facts.fixed), dtype=np.int32))
    bits = np.zeros(2 * facts.attributes + 4)
    assert not kernel.explain(*memory, unit, int(cluster[other]), bits)
    return bits


@pytest.mark.parametrize("more", [{}, {"street": "Mill Lane"}, THERE])
@pytest.mark.parametrize("name", ["Zebedee", "David"])
def test_two_equal_mentions_are_together_as_often_as_their_bits_say(
    prepared_of: Make, strangers: Any, name: str, more: dict[str, str]
) -> None:
    ready, (one, other) = two(prepared_of, strangers, (name, more), (name, more))
    order = np.array([one, other], dtype=np.int64)
    labels = draw(ready.facts, ready.odds, order, effort=Effort(draws=8000, walks=2), seed=1)
    odds = 2.0 ** bits_for(ready.facts, ready.odds, one, other).sum()
    expected = odds / (1 + odds)
    spread = np.sqrt(expected * (1 - expected) / 4000)  # neighbouring draws are alike: count every other
    assert np.mean(labels[:, one] == labels[:, other]) == pytest.approx(expected, abs=4 * spread)


def test_nothing_written_is_worth_nothing(prepared_of: Make, strangers: Any) -> None:
    ready, (one, other) = two(prepared_of, strangers, ("Zebedee Okoro", {"age": "40"}), ("Zebedee",))
    for unit, beside in ((one, other), (other, one)):
        bits = bits_for(ready.facts, ready.odds, unit, beside)
        spoken_of = {"given name", "manner", "standing", "title", "known from"}
        silent = [i for i, kind in enumerate(ATTRIBUTES) if kind not in spoken_of]
        assert not bits[silent].any()
        assert bits[ATTRIBUTES.index("given name")] > 0


def test_the_bits_of_all_kinds_add_up_to_the_likeness(prepared_of: Make, strangers: Any) -> None:
    ready, (one, other) = two(prepared_of, strangers, ("Liz Hughes", THERE), ("Elizabeth Hughes", THERE))
    bits = bits_for(ready.facts, ready.odds, one, other)
    memory, cluster = settled(ready.facts, ready.odds, np.arange(len(ready.facts.fixed), dtype=np.int32))
    kernel.take(*memory, one)
    observed = kernel.likeness(*memory, one, int(cluster[other]))
    assert bits.sum() - bits[2 * ready.facts.attributes + kernel.BEFORE] == pytest.approx(observed)
    assert {kind for kind, value in zip(ATTRIBUTES, bits, strict=False) if value > 1} >= {"surname", "street"}


def test_what_was_kept_is_what_would_be_worked_out_anew(ready: Prepared) -> None:
    memory = remembered(ready.facts, ready.odds, seed=1)
    order = np.flatnonzero(ready.facts.fixed == 0)
    loose = order.tolist()
    kernel.begin(*memory, order, 0.0)
    kernel.run(*memory, order, 40, np.zeros((40, len(ready.facts.fixed)), np.int32))
    at, ints, _ = memory
    compared = 0
    for unit in loose:
        kernel.take(*memory, unit)
        clusters = np.flatnonzero(ints[at.size : at.size + at.clusters]).tolist()
        kept = [kernel.likeness(*memory, unit, cluster) for cluster in clusters]
        for bits, cluster in zip(kept, clusters, strict=True):
            ints[at.kept : at.kept + at.kept_room] = 0
            assert bits == pytest.approx(kernel.likeness(*memory, unit, cluster), abs=1e-3)
            compared += 1
        kernel.put(*memory, unit, NO)
        kernel.run(*memory, order, 1, np.zeros((1, len(ready.facts.fixed)), np.int32))
    assert compared > 2 * len(loose)


@pytest.mark.parametrize(
    ("name", "more"), [("Zeb Okoro", THERE), ("Dilys Vesper", {"street": "Elm Street", "age": "80"})]
)
def test_many_mentions_that_a_decision_joined_weigh_as_much_when_asked_again(
    prepared_of: Make, strangers: Any, name: str, more: dict[str, str]
) -> None:
    wrote = [(form, "help", "Zebedee Okoro", THERE) for form in strangers]
    first, *others = (key_text(["Here", "1", form, "help", 1, 1]) for form in strangers)
    decisions = pd.DataFrame([{"decision_id": key, "kind": "same", "a": first, "b": key} for key in others])
    ready = prepared_of(strangers, [*wrote, ("1", "talk", name, more)], decisions)
    joined, alone = np.flatnonzero(ready.facts.fixed == 0).tolist()
    bits = bits_for(ready.facts, ready.odds, joined, alone)
    expected = bits.sum() - bits[2 * ready.facts.attributes + kernel.BEFORE]
    assert abs(expected) > 128
    memory, cluster = settled(ready.facts, ready.odds, np.arange(len(ready.facts.fixed), dtype=np.int32))
    kernel.take(*memory, joined)
    asked = [kernel.likeness(*memory, joined, int(cluster[alone])) for _ in range(2)]
    assert asked == pytest.approx([expected] * 2, abs=1e-3)
