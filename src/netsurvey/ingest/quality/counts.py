"""What was counted while reading: cells, answers, mentions, slots, doors. Every number here can be added up by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.ingest.kinds import is_deceased
from netsurvey.ingest.values import fold
from netsurvey.ingest.words import by_unique
from netsurvey.tables import ANSWER_STATES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netsurvey.ingest.generators import Named
    from netsurvey.ingest.pages import Page
    from netsurvey.study import Study

__all__ = ["FATES", "account", "answer_counts", "counted", "door_counts", "mention_counts"]

FATES = ("kept", "quarantined", "blank", "unused")
"""What can become of a cell."""


def account(pages: Sequence[Page]) -> dict[str, Any]:
    """Return what became of every cell of these sheets; `balance` is the number nobody can account for."""
    sources = [_source(page) for page in pages if not page.shared]
    totals = {fate: sum(source[fate] for source in sources) for fate in ("cells", *FATES)}
    return {"sources": sources, "totals": totals, "balance": totals["cells"] - sum(totals[fate] for fate in FATES)}


def answer_counts(study: Study, answers: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many forms answered each question in which way."""
    every = pd.MultiIndex.from_product([list(study.questions), ANSWER_STATES])
    counts = answers.groupby(["question", "state"]).size().reindex(every, fill_value=0)
    by_question = counts.to_numpy().reshape(-1, len(ANSWER_STATES)).tolist()
    return {
        name: dict(zip(ANSWER_STATES, row, strict=True)) for name, row in zip(study.questions, by_question, strict=True)
    }


def mention_counts(study: Study, named: Mapping[str, Named]) -> dict[str, Any]:
    """Return what the name generators brought, by question: kinds, slots filled, repeats, selves and the dead."""
    people = {name: one for name, one in named.items() if study.questions[name].asks == "people"}
    return {
        "mentions": sum(len(one.mentions) for one in named.values()),
        "kinds": {name: counted(one.mentions["kind"]) for name, one in named.items()},
        "slots": {name: _slots(one) for name, one in named.items() if one.slots > 1},
        "repeats": {name: _repeats(one.mentions) for name, one in named.items()},
        "self_mentions": {name: int((one.mentions["kind"] == "self").sum()) for name, one in people.items()},
        "deceased": sum(
            int(by_unique(one.mentions["name"].to_numpy(dtype=object), is_deceased).sum()) for one in people.values()
        ),
        "names_and_none_tick": {name: int(one.ticked.sum()) for name, one in named.items()},
    }


def door_counts(study: Study, respondents: pd.DataFrame) -> dict[str, int]:
    """Return how many doors ended in which way, where the study file says which column tells."""
    if study.respondent.outcome is None:
        return {}
    outcome = respondents["outcome"].astype(object)
    return counted(outcome.where(outcome.notna(), "not said"))


def counted(values: pd.Series[Any]) -> dict[str, int]:
    """Return how often each value occurs, in the order of first appearance."""
    return {str(value): int(count) for value, count in values.value_counts(sort=False).items()}


def _source(page: Page) -> dict[str, Any]:
    return {
        "file": page.sheet.file,
        "sheet": page.sheet.sheet,
        "table": page.table,
        "encoding": page.sheet.encoding,
        "separator": page.sheet.separator,
        "rows": len(page.sheet.cells),
        "columns": len(page.sheet.headers),
        **page.ledger.counts(),
        "unused_columns": page.ledger.unused_columns(),
        "dropped": page.ledger.dropped(),
        "declared_missing": dict(page.part.missing),
    }


def _slots(named: Named) -> dict[str, Any]:
    filled = named.mentions.groupby("form")["position"].nunique()
    by_number = filled.value_counts().reindex(range(1, named.slots + 1), fill_value=0)
    return {
        "slots": named.slots,
        "full": int((filled == named.slots).sum()),
        "answered": len(filled),
        "filled": {str(slots): int(forms) for slots, forms in by_number.items()},
    }


def _repeats(mentions: pd.DataFrame) -> int:
    names = by_unique(mentions["name"].to_numpy(dtype=object), fold)
    return int(pd.DataFrame({"form": mentions["form"], "name": names}).duplicated().sum())
