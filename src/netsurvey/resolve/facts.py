"""References and units as arrays, for the inner loop: how the facts of :mod:`~netsurvey.resolve.memory` come about."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.evidence import EVIDENCE, windows_of
from netsurvey.resolve.memory import NO, Facts
from netsurvey.resolve.model import NOTHING
from netsurvey.resolve.newcomers import newness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from netsurvey.resolve.circumstances import Expectation
    from netsurvey.resolve.model import Window
    from netsurvey.resolve.references import Reference

__all__ = ["ATTRIBUTES", "Board", "Unit", "facts_of"]

ATTRIBUTES = EVIDENCE
"""Every attribute, in the order of its number."""
GIVEN, SURNAME, FAITH, TITLE, TRADE = map(
    ATTRIBUTES.index, ("given name", "surname", "religious name", "title", "known from")
)
_NO_NAME = ("", "", NOTHING)
_WIDTHS = {"given name": 12, "surname": 12, "age": 20, "known from": 6}
_WIDTH = 4
"""True values kept for one person; what is known of the rest is how likely they are together."""


@dataclass(slots=True, kw_only=True)
class Unit:
    """References that are one person beyond doubt: one of them, or several that a decision joined.

    Attributes
    ----------
    references
        Numbers of the references.
    apart
        Numbers of the units that are certainly somebody else.
    fixed
        Whether it holds a form, so that others join it and it joins nobody.
    """

    references: list[int]
    apart: set[int]
    fixed: bool


@dataclass(frozen=True, kw_only=True)
class Board:
    """What is written about everybody at one site, before it is known who is who.

    Attributes
    ----------
    references, units
        What was said, and what of it is certainly about one person.
    households, waves
        By form number: the household it belongs to, empty where unknown; the wave it was filled in.
    windows
        By attribute: how it shows.
    residents
        How many people could be meant.
    """

    references: Sequence[Reference]
    units: Sequence[Unit]
    households: Sequence[str]
    waves: Sequence[str]
    windows: Sequence[Window]
    residents: float

    @classmethod
    def laid_out(
        cls,
        references: Sequence[Reference],
        units: Sequence[Unit],
        *,
        households: Sequence[str],
        waves: Sequence[str],
        residents: float,
    ) -> Board:
        """Return the board with the windows that these references give."""
        return cls(
            references=references,
            units=units,
            households=households,
            waves=waves,
            windows=windows_of(references),
            residents=residents,
        )

    def keys_of(self, unit: int) -> list[str]:
        """Return the keys of the mentions and forms of a unit."""
        return list(dict.fromkeys(key for i in self.units[unit].references for key in self.references[i].keys))


def _packed(lists: Iterable[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return lists end to end, and where each begins."""
    several = list(lists)
    at = np.concatenate([[0], np.cumsum([len(each) for each in several])]).astype(np.int64)
    return at, np.array([item for each in several for item in each], dtype=np.int64)


def facts_of(
    board: Board,
    *,
    twins: Sequence[int],
    expectations: Sequence[Sequence[Expectation]],
    fashion: NDArray[np.float64],
    tradition: NDArray[np.float64],
) -> Facts:
    """Return a board as arrays.

    Parameters
    ----------
    board
        What is written.
    twins
        By unit: the group of those whose forms look like one person's, or -1.
    expectations
        By unit: what the respondent's own circumstances let expect.
    fashion, tradition
        By reference: bits for the name of somebody of this age, and for this surname beside this given name.
    """
    references, units, windows = board.references, board.units, board.windows
    code, first_seen, first_value = _numbered(windows)
    telling = [(a, kind) for a, kind in enumerate(ATTRIBUTES) if windows[a].observations != (NOTHING,)]
    seen = [[code[a][r.observed(kind)] for a, kind in telling if kind in r.seen] for r in references]
    seen_at, seen_flat = _packed([[o for i in unit.references for o in seen[i]] for unit in units])
    value_at, value, chance, marginal, attribute = _shown(windows, first_seen, first_value)

    told = [_told(references, unit) for unit in units]
    told_at, told_form = _packed([[form for form, _ in each] for each in told])
    told_unit = np.repeat(np.arange(len(units)), np.diff(told_at)).astype(np.int64)
    questions = {q: i for i, q in enumerate(sorted({q for r in references for q in r.questions}))}
    asked_at, asked = _packed([sorted(questions[q] for q in asked) for each in told for _, asked in each])
    forms = len(board.waves)
    entries: list[list[int]] = [[] for _ in range(forms)]
    for t, form in enumerate(told_form.tolist()):
        entries[form].append(t)
    form_told_at, form_told = _packed(entries)
    form_unit = np.zeros(forms, dtype=np.int64)
    for u, unit in enumerate(units):
        for i in unit.references:
            if references[i].is_form:
                form_unit[references[i].form] = u
    mate_at, mate = _packed(_housemates(board.households))
    apart_at, apart = _packed([sorted(unit.apart) for unit in units])
    wave_number = {wave: i for i, wave in enumerate(sorted(set(board.waves)))}
    form_wave = np.array([1 << min(wave_number[w], 62) for w in board.waves], dtype=np.int64)

    key_at, key, like_at, like = _written_names(board)
    number: dict[Expectation, int] = {}
    expected_at, expected = _packed([[number.setdefault(e, len(number)) for e in each] for each in expectations])
    flat = list(number)
    ratio_at, ratio_value = _packed([[first_value[e.attribute] + v for v in sorted(e.ratios)] for e in flat])
    first = [next((i for i in u.references if not references[i].is_form), u.references[0]) for u in units]
    in_full = (_unpacked(seen_at, seen_flat), _unpacked(expected_at, expected))
    kins = {kin: i + 1 for i, kin in enumerate(sorted({r.kin for r in references} - {"", "family"}))}
    mentions_in = np.bincount([questions[q] for r in references for q in r.questions], minlength=len(questions))
    return Facts(
        attributes=len(windows),
        given=GIVEN,
        surname=SURNAME,
        faith=FAITH,
        title=TITLE,
        trade=TRADE,
        seen_at=seen_at,
        seen=seen_flat,
        attribute=attribute,
        marginal=marginal,
        value_at=value_at,
        value=value,
        chance=chance,
        open=_open(windows, first_seen),
        prior=np.concatenate([w.prior for w in windows]),
        log_prior=np.log(np.concatenate([w.prior for w in windows])),
        width=np.array([_WIDTHS.get(kind, _WIDTH) for kind in ATTRIBUTES], dtype=np.int64),
        habit=np.array([w.habit for w in windows]),
        expected_at=expected_at,
        expected=expected,
        expected_of=np.array([e.attribute for e in flat], dtype=np.int64),
        base=np.array([e.base for e in flat], dtype=float),
        ratio_at=ratio_at,
        ratio_value=ratio_value,
        ratio=np.array([e.ratios[v] for e in flat for v in sorted(e.ratios)], dtype=float),
        told_at=told_at,
        told_form=told_form,
        told_unit=told_unit,
        asked_at=asked_at,
        asked=asked,
        form_unit=form_unit,
        form_told_at=form_told_at,
        form_told=form_told,
        mate_at=mate_at,
        mate=mate,
        apart_at=apart_at,
        apart=apart,
        key_at=key_at,
        key=key,
        like_at=like_at,
        like=like,
        fixed=np.array([u.fixed for u in units], dtype=np.int64),
        waves=np.array([_waves(references, u, form_wave) for u in units], dtype=np.int64),
        form_wave=form_wave,
        twin=np.array(twins, dtype=np.int64),
        kin=np.array([kins.get(references[i].kin, 0) for i in first], dtype=np.int64),
        most=np.array([_most_namers(references[i]) for i in first]),
        household=np.array([references[i].relation == "household" for i in first], dtype=np.int64),
        family_name=np.array([any(references[i].has_second_name for i in u.references) for u in units], np.int64),
        profile=_profiles(board, zip(*in_full, fashion[first].tolist(), tradition[first].tolist(), strict=True)),
        fashion=fashion[first],
        tradition=tradition[first],
        doubt=newness(references)[first],
        mentions=float(sum(not r.is_form for r in references)),
        mentions_in=mentions_in.astype(float),
        residents=board.residents,
    )


def _profiles(board: Board, told: Iterable[tuple[object, ...]]) -> NDArray[np.int64]:
    """Return a number a unit, the same where all the same is told of both; -1 where a title or trade is told.

    What these are worth hangs on who else tells them.
    """
    number: dict[tuple[object, ...], int] = {}
    profile = []
    for unit, what in zip(board.units, told, strict=True):
        has_role = any(board.references[i].has_role for i in unit.references)
        profile.append(NO if has_role else number.setdefault(what, len(number)))
    return np.array(profile, dtype=np.int64)


def _unpacked(at: NDArray[np.int64], items: NDArray[np.int64]) -> list[tuple[int, ...]]:
    """Return lists that were laid end to end."""
    flat = items.tolist()
    return [tuple(flat[start:end]) for start, end in pairwise(at.tolist())]


def _numbered(windows: Sequence[Window]) -> tuple[list[dict[str, int]], list[int], list[int]]:
    """Return by attribute: text -> number of the observation, the first observation and the first true value."""
    first_seen = np.concatenate([[0], np.cumsum([len(w.observations) for w in windows])]).tolist()
    first_value = np.concatenate([[0], np.cumsum([len(w.prior) for w in windows])]).tolist()
    code = [{text: first_seen[a] + i for i, text in enumerate(w.observations)} for a, w in enumerate(windows)]
    return code, first_seen, first_value


def _shown(
    windows: Sequence[Window], first_seen: list[int], first_value: list[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return for every observation the true values it may show, how often it does so, how common it is, of what."""
    marginal = np.zeros(first_seen[-1])
    attribute = np.zeros(first_seen[-1], dtype=np.int64)
    observations, values, chances = [], [], []
    for a, window in enumerate(windows):
        attribute[first_seen[a] : first_seen[a + 1]] = a
        for v, (indices, shares) in enumerate(window.shown):
            marginal[first_seen[a] + indices] += window.prior[v] * shares
            observations.append(first_seen[a] + indices)
            values.append(np.full(len(indices), first_value[a] + v))
            chances.append(shares)
    seen = np.concatenate([*observations, []]).astype(np.int64)
    value, chance = np.concatenate([*values, []]).astype(np.int64), np.concatenate([*chances, []])
    for a, window in enumerate(windows):
        for i, often in window.vague.items():
            listed = sum(window.prior[v] for v, (indices, _) in enumerate(window.shown) if i in indices)
            marginal[first_seen[a] + i] += often * (1 - listed)
    order = np.lexsort((value, seen))
    at = np.concatenate([[0], np.cumsum(np.bincount(seen, minlength=first_seen[-1]))]).astype(np.int64)
    return at, value[order], chance[order], marginal, attribute


def _open(windows: Sequence[Window], first_seen: list[int]) -> NDArray[np.float64]:
    """Return for every observation how often any value shows it that does not list it."""
    often = np.zeros(first_seen[-1])
    for a, window in enumerate(windows):
        for i, share in window.vague.items():
            often[first_seen[a] + i] = share
    return often


def _most_namers(reference: Reference) -> float:
    """Return how many namers can make somebody the likelier meaning of a mention.

    Many namers make the likelier councillor, never the likelier mother.
    """
    return 1.0 if reference.is_nameless or reference.is_family else np.inf


def _told(references: Sequence[Reference], unit: Unit) -> list[tuple[int, set[str]]]:
    """Return the forms that speak of a unit with the questions they do it in, the first first."""
    told: dict[int, set[str]] = {}
    for i in unit.references:
        if not references[i].is_form:
            told.setdefault(references[i].form, set()).update(references[i].questions)
    return list(told.items())


def _waves(references: Sequence[Reference], unit: Unit, form_wave: NDArray[np.int64]) -> int:
    waves = 0
    for i in unit.references:
        if references[i].is_form:
            waves |= int(form_wave[references[i].form])
    return waves


def _housemates(households: Sequence[str]) -> list[list[int]]:
    """Return for every form the other forms of its household."""
    homes: dict[str, list[int]] = {}
    for form, household in enumerate(households):
        if household:
            homes.setdefault(household, []).append(form)
    return [[o for o in homes.get(household, ()) if o != form] for form, household in enumerate(households)]


def _written_names(
    board: Board,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return for every unit the numbers of its written names, and for each of those the ones it may stand for.

    A given name alone stands beside every full name it may be short for, a surname alone beside every bearer; two full
    names stand beside one another where both parts may be the same. A shared religious name counts where it is all
    there is: "Cllr Singh" stands beside every Singh.
    """
    number: dict[tuple[str, str, str], int] = {}
    own: list[list[int]] = []
    for unit in board.units:
        names = [
            (r.seen.get("given name", ""), r.seen.get("surname", ""), r.seen.get("religious name", NOTHING))
            for r in map(board.references.__getitem__, unit.references)
        ]
        own.append(sorted({number.setdefault(name, len(number)) for name in names if name != _NO_NAME}))
    givens, surnames = (_alike(board.windows[a]) for a in (GIVEN, SURNAME))
    of_both: dict[tuple[str, str], list[int]] = {}
    by_given: dict[str, list[int]] = {}
    by_surname: dict[str, list[int]] = {}
    by_faith: dict[str, list[tuple[bool, int]]] = {}
    for (given, surname, faith), i in number.items():
        of_both.setdefault((given, surname), []).append(i)
        if given:
            by_given.setdefault(given, []).append(i)
        if surname:
            by_surname.setdefault(surname, []).append(i)
        if faith != NOTHING:
            by_faith.setdefault(faith, []).append((bool(given or surname), i))
    like: list[list[int]] = []
    for given, surname, faith in number:
        found = {i for more, i in by_faith.get(faith, ()) if not more or not (given or surname)}
        alike = surnames.get(surname, frozenset())
        if given and surname:
            found.update(i for g in givens[given] for s in ("", *alike) for i in of_both.get((g, s), ()))
            found.update(i for s in alike for i in of_both.get(("", s), ()))
        elif given and not given.endswith("."):
            found.update(i for g in givens[given] for i in by_given.get(g, ()))
        elif surname and not surname.endswith("."):
            found.update(i for s in alike for i in by_surname.get(s, ()))
        like.append(sorted(found))
    return *_packed(own), *_packed(like)


def _alike(window: Window) -> dict[str, frozenset[str]]:
    """Return for every observation those that may show the same true value."""
    together: list[set[str]] = [set() for _ in window.observations]
    for indices, _ in window.shown:
        texts = [window.observations[i] for i in indices.tolist()]
        for i in indices.tolist():
            together[i].update(texts)
    return {text: frozenset(together[i]) for i, text in enumerate(window.observations)}
