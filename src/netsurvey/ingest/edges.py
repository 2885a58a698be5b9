"""The edge list at mention level: who named, under which question, what kind of thing, before anybody is resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from netsurvey.tables import Survey

__all__ = ["mention_edges"]


def mention_edges(survey: Survey) -> pd.DataFrame:
    """Return one row a mention, without a name: which form named somebody, under which question and role.

    It counts what was written, not people: two mentions of one person are two rows.

    Parameters
    ----------
    survey
        The answers.

    Returns
    -------
    pandas.DataFrame
        Columns site, wave, respondent_id, question, role, position, part, kind, relation, in the order of the survey.

    Examples
    --------
    >>> from netsurvey import ingest, open_study
    >>> from netsurvey.samples import sample_path
    >>> survey, _ = ingest(open_study(sample_path("small")))
    >>> len(mention_edges(survey)) == len(survey.mentions)
    True
    """
    roles = {name: question.role for name, question in survey.study.questions.items()}
    edges = survey.mentions.assign(role=survey.mentions["question"].map(roles).astype("str"))
    return edges[["site", "wave", "respondent_id", "question", "role", "position", "part", "kind", "relation"]]
