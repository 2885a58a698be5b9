"""One site, from what was written to people: the order of work when answers are names."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.resolve import kernel
from netsurvey.resolve.chains import Effort, draw, settled
from netsurvey.resolve.circumstances import expectations_of
from netsurvey.resolve.consensus import Agreement, consensus
from netsurvey.resolve.constraints import Rulings
from netsurvey.resolve.evidence import UNCOMMON
from netsurvey.resolve.facts import ATTRIBUTES, Board, facts_of
from netsurvey.resolve.fashion import fashion, survey_year
from netsurvey.resolve.model import NOTHING
from netsurvey.resolve.nicknames import full_names
from netsurvey.resolve.odds import first_odds
from netsurvey.resolve.origins import together
from netsurvey.resolve.population import commonness
from netsurvey.resolve.references import Vocabulary, references_of_forms, references_of_mentions
from netsurvey.resolve.telling import SitePeople, Teller
from netsurvey.resolve.twins import look_alikes, twin_groups
from netsurvey.resolve.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from netsurvey.resolve.facts import Unit
    from netsurvey.resolve.memory import Facts, Odds
    from netsurvey.resolve.references import Reference
    from netsurvey.resolve.twins import Twins

__all__ = ["Prepared", "SiteAnswers", "compile_once", "prepare", "resolve_site"]


@dataclass(frozen=True, kw_only=True)
class SiteAnswers:
    """What was written at one site; all that is needed to resolve it, so that it can be done anywhere.

    Attributes
    ----------
    forms
        One row a form in the order of `key`: its names and particulars, `wave`, `respondent_id`, `household_code`.
    mentions
        One row a mention of a person in the order of `key`, with the row number of its form in `form`.
    rulings
        Human decisions about this site.
    words
        The site's names and streets.
    residents
        How many could be meant.
    same_id_across_waves
        Whether forms with one id in several waves are one person.
    """

    forms: pd.DataFrame
    mentions: pd.DataFrame
    rulings: Rulings
    words: Vocabulary
    residents: float
    same_id_across_waves: bool


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """One site, read and weighed, before anybody is joined.

    Attributes
    ----------
    board, facts, odds
        What is written, the same as arrays, and what is usual.
    twins
        Forms that look like one person's.
    ruled
        By key, the decision that joins it with others.
    """

    board: Board
    facts: Facts
    odds: Odds
    twins: list[Twins]
    ruled: dict[str, str]

    def teller(self, labels: NDArray[np.int32], clusters: NDArray[np.int32], agreement: Agreement) -> Teller:
        """Return who can tell about these draws, with every unit in its cluster."""
        memory, places = settled(self.facts, self.odds, clusters)
        return Teller(
            board=self.board, facts=self.facts, memory=memory, clusters=places, labels=labels, agreement=agreement
        )


def prepare(site: SiteAnswers) -> Prepared:
    """Return a site read and weighed."""
    forms = site.forms
    own = references_of_forms(forms, site.words)
    named = references_of_mentions(site.mentions, own, site.words, site.rulings.keys)
    households = [f"{w}:{h}" if h else "" for w, h in zip(forms["wave"], forms["household_code"], strict=True)]
    ids = forms["respondent_id"].tolist() if site.same_id_across_waves else None
    units, ruled = units_of([*own, *named], site.rulings, households, ids)
    waves = forms["wave"].tolist()
    board = Board.laid_out([*own, *named], units, households=households, waves=waves, residents=site.residents)
    facts = _facts(board, {r.form: r for r in reversed(own)})
    odds = first_odds(board, facts)
    twins = look_alikes(facts, odds)
    facts = facts._replace(twin=twin_groups(twins, len(units)))
    return Prepared(board=board, facts=facts, odds=odds, twins=twins, ruled=ruled)


def resolve_site(site: SiteAnswers, effort: Effort, seed: int) -> SitePeople:
    """Work out who is meant by every mention of one site."""
    with _no_garbage_search():
        ready = prepare(site)
        order = _most_telling_first(ready.board, ready.facts)
        labels = draw(ready.facts, ready.odds, order, effort=effort, seed=seed)
        agreement = Agreement(labels)
        apart = [unit.apart for unit in ready.board.units]
        clusters = consensus(agreement, apart=apart, fixed=ready.facts.fixed, common_alone=_common_alone(ready.board))
        return ready.teller(labels, clusters, agreement).told(twins=ready.twins, ruled=ready.ruled)


@contextmanager
def _no_garbage_search() -> Iterator[None]:
    """Do without the search for objects that are only kept by one another, of which a site makes next to none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def compile_once() -> None:
    """Resolve a site that two made-up forms make, so that processes which start later find the inner loop compiled.

    The forms bear one name and name one another by it, so that nothing which can be asked of a site is left out.

    It takes no time when that was done before, and is left out where there is nowhere to keep what was compiled.
    """
    if kernel.run.stats.cache_path is None:
        return
    names = ["Quill Arkwright", "Quill Arkwright"]
    forms = pd.DataFrame({"key": ["1", "2"], "wave": "1", "respondent_id": ["1", "2"], "name": names})
    forms[["household_code", "known_as", "street", "house", "age", "gender"]] = ""
    mentions = pd.DataFrame({"key": ["3", "4"], "form": [0, 1], "question": "q", "name": names})
    mentions[["relation", "relation_written", "street", "age", "gender", "place"]] = ""
    words = Vocabulary(names, [])
    site = SiteAnswers(
        forms=forms, mentions=mentions, rulings=Rulings(), words=words, residents=100.0, same_id_across_waves=False
    )
    resolve_site(site, Effort(draws=1, walks=1, warm=1, calm=1, threads=1), 1)


def _facts(board: Board, own: dict[int, Reference]) -> Facts:
    """Return what is written as arrays, with what the respondents' circumstances let expect."""
    numbered = {kind: (i, board.windows[i]) for i, kind in enumerate(ATTRIBUTES)}
    return facts_of(
        board,
        twins=[-1] * len(board.units),
        expectations=expectations_of(board.references, [u.references for u in board.units], own, numbered),
        fashion=fashion(board.references, survey_year(board.waves)),
        tradition=together(board.references),
    )


def _common_alone(board: Board) -> NDArray[np.bool_]:
    """Return for every unit whether nothing but a common given name is known of it, beside a box for the sex."""

    def is_so(unit: Unit) -> bool:
        told = [kind for i in unit.references for kind, text in board.references[i].seen.items() if text != NOTHING]
        names = [full for i in unit.references for full in full_names(board.references[i].seen.get("given name", ""))]
        return set(told) <= {"given name", "gender", "manner", "standing"} and any(
            commonness(name) >= UNCOMMON for name in names
        )

    return np.array([is_so(unit) for unit in board.units], dtype=bool)


def _most_telling_first(board: Board, facts: Facts) -> NDArray[np.int64]:
    """Return the loose units, those whose names and particulars are rarest first."""
    bits = np.add.reduceat(np.append(-np.log2(facts.marginal[facts.seen]), 0.0), facts.seen_at[:-1])
    bits[np.diff(facts.seen_at) == 0] = 0.0
    loose = np.flatnonzero(facts.fixed == 0)
    keys = np.array([min(board.keys_of(unit)) for unit in loose.tolist()], dtype=object)
    return loose[np.lexsort((keys, -np.round(bits[loose], 9)))].astype(np.int64)
