"""Files of answers into a survey of ids and a roster of names.

The order of reading, and nothing else: sheets, columns, forms, questions, scales, account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.ingest.answers import Answered, answer_tables, read_answers
from netsurvey.ingest.columns import check_columns
from netsurvey.ingest.generators import CellReader, name_sense, read_mentions, with_relations
from netsurvey.ingest.naming import own_forms
from netsurvey.ingest.repeats import owners
from netsurvey.ingest.report import quality_report
from netsurvey.ingest.respondents import read_attributes, read_forms, read_respondents
from netsurvey.ingest.scales import read_scales
from netsurvey.ingest.sources import read_pages
from netsurvey.tables import (
    MENTION_TIES,
    MENTIONS,
    QUARANTINE,
    ROSTER_MENTIONS,
    Roster,
    Survey,
    empty,
)

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.ingest.generators import Named
    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Forms
    from netsurvey.store import StudyFolder
    from netsurvey.study import Study
    from netsurvey.tables import Table

__all__ = ["ingest", "read_survey"]

_UNTAKEN = "no question of the study file takes this row"


def ingest(study: StudyFolder) -> tuple[Survey, Roster]:
    """Read the answers of a study into tables.

    Parameters
    ----------
    study
        The study folder, from :func:`netsurvey.open_study`.

    Returns
    -------
    tuple of Survey and Roster
        The answers with ids only, and the names as written.

    Raises
    ------
    SourceError
        With every file that cannot be read.
    StudyError
        With every column the study file names and the files lack.
    DataError
        When there are no forms.

    Examples
    --------
    Every cell of the sample's sheet is kept, blank, or set aside with a reason; none is lost.

    >>> import netsurvey
    >>> survey, roster = ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> survey.report["balance"]
    0
    """
    return read_survey(study.study, study.path)


def read_survey(study: Study, folder: Path) -> tuple[Survey, Roster]:
    """Read the answers of a study whose files lie in a folder; :func:`ingest` is this for a study folder.

    Parameters
    ----------
    study
        What was asked.
    folder
        Where the paths of the study file begin.

    Raises
    ------
    SourceError, StudyError, DataError
        As :func:`ingest`.
    """
    pages = read_pages(study, folder)
    check_columns(study, pages)
    forms = read_forms(study, [page for page in pages if page.table is None])
    respondents, roster = read_respondents(study, forms)
    named = _read_named(study, forms, pages, roster)
    answers = {
        name: _named_answers(forms, named[name]) if name in named else read_answers(study, forms, name)
        for name in study.questions
    }
    extra = {**read_attributes(study, forms), **read_scales(study, forms)}
    respondents = pd.concat([respondents, pd.DataFrame(extra, index=respondents.index)], axis=1)
    for page in pages:
        if page.table is not None:
            page.ledger.set_aside_unread(_UNTAKEN)
    mentions, written_down = _mention_tables(forms, named)
    quarantine = _stacked([page.ledger.quarantine() for page in pages], QUARANTINE)
    answered, texts = answer_tables(forms, answers)
    survey = Survey(
        study=study,
        respondents=respondents,
        answers=answered,
        mentions=mentions,
        mention_ties=empty(MENTION_TIES),
        quarantine=quarantine,
        report=quality_report(study, pages, respondents, answered, named, quarantine),
    )
    return survey, Roster(respondents=roster, mentions=written_down, texts=texts)


def _read_named(study: Study, forms: Forms, pages: list[Page], roster: pd.DataFrame) -> dict[str, Named]:
    tables = [(page, owners(study, page, forms)) for page in pages if page.table is not None]
    exact = study.study.resolve == "exact"
    names = roster[["name", "known_as"]].astype(object).where(roster[["name", "known_as"]].notna(), None)
    if exact:
        own = [frozenset({respondent_id}) for respondent_id in forms.keys["respondent_id"]]
    else:
        own = [own_forms(*row) for row in names.itertuples(index=False)]
    reader = CellReader(name_sense(study, forms, [name for name in names["name"] if name is not None]), exact=exact)
    return {
        name: read_mentions(
            study, forms, [table for table in tables if table[0].table == question.table], name, own=own, reader=reader
        )
        for name, question in study.questions.items()
        if question.is_generator
    }


def _named_answers(forms: Forms, named: Named) -> Answered:
    states = named.said.states(forms.interviewed)
    return Answered(asks="names", states=states, values=np.full(len(forms), None, dtype=object))


def _mention_tables(forms: Forms, named: dict[str, Named]) -> tuple[pd.DataFrame, pd.DataFrame]:
    frames = [one.mentions.assign(question=name) for name, one in named.items()]
    if not any(len(frame) for frame in frames):
        return empty(MENTIONS), empty(ROSTER_MENTIONS)
    rows = with_relations(pd.concat([frame for frame in frames if len(frame)], ignore_index=True))
    keys = forms.keys.iloc[rows["form"]].reset_index(drop=True)
    rows = pd.concat([keys, rows], axis=1)
    asked = {name: order for order, name in enumerate(named)}
    in_order = rows.assign(order=rows["question"].map(asked)).sort_values(["form", "order", "position", "part"])
    rows = rows.loc[in_order.index].reset_index(drop=True)
    survey = rows.drop(columns="relation").rename(columns={"broad": "relation"})
    return survey[list(MENTIONS.columns)], rows[list(ROSTER_MENTIONS.columns)]


def _stacked(frames: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty(table)
