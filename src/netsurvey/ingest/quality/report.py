"""The data-quality report: counts that say whether the answers were read as they were meant, and not one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netsurvey.ingest.quality.advice import impossible_values, short_reason
from netsurvey.ingest.quality.alike import look_alikes
from netsurvey.ingest.quality.counts import account, answer_counts, counted, door_counts, mention_counts
from netsurvey.ingest.quality.fieldwork import fieldwork_days
from netsurvey.ingest.quality.interviews import interview_measures
from netsurvey.ingest.quality.researchers import compare_researchers
from netsurvey.ingest.quality.sentences import sentences
from netsurvey.ingest.quality.straight import straight_lining

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from netsurvey.ingest.generators import Named
    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Forms
    from netsurvey.study import Study

__all__ = ["quality_report"]


def quality_report(
    study: Study,
    pages: Sequence[Page],
    forms: Forms,
    respondents: pd.DataFrame,
    answers: pd.DataFrame,
    named: Mapping[str, Named],
    quarantine: pd.DataFrame,
    *,
    roster: pd.DataFrame,
) -> dict[str, Any]:
    """Return the report on one reading, ready for JSON: counts, codes of researchers, ids and rows of forms.

    Parameters
    ----------
    study
        What was asked.
    pages
        The sheets, with their ledgers.
    forms
        The forms on them.
    respondents, answers, quarantine
        The tables made from them.
    named
        The mentions by question, names included; none of them gets into the report.
    roster
        Who answered, as written; nothing of it gets into the report either.
    """
    measures = interview_measures(study, respondents, roster, answers, named)
    report: dict[str, Any] = {
        "title": study.title,
        **account(pages),
        "forms": len(respondents),
        "interviewed": int(respondents["interviewed"].sum()),
        "questions": [{"question": name, "text": question.text} for name, question in study.questions.items()],
        "states": answer_counts(study, answers),
        **mention_counts(study, named),
        "named_nobody": {
            "nobody": int(measures["named_nobody"].sum()),
            "known": int(measures["named_nobody"].notna().sum()),
        },
        "doors": door_counts(study, respondents),
        "forms_by_researcher": counted(respondents["researcher"].dropna()),
        "researchers": compare_researchers(forms, respondents, measures),
        "straight_lining": straight_lining(study, respondents),
        "fieldwork": fieldwork_days(respondents) if study.respondent.date is not None else {},
        "duplicates": look_alikes(study, forms, respondents, roster, answers, named),
        "impossible": impossible_values(quarantine),
        "reasons": counted(quarantine["reason"].map(short_reason)),
    }
    report["warnings"] = list(sentences(report))
    return report
