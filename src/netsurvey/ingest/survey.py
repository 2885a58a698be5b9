"""Files of answers into a survey of ids and a roster of names.

The order of reading, and nothing else: sheets, corrections, columns, forms, questions, scales, account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.ingest.alter_ties import read_alter_ties
from netsurvey.ingest.answers import Answered, answer_tables, read_answers
from netsurvey.ingest.census import read_census
from netsurvey.ingest.columns import check_columns
from netsurvey.ingest.corrections import apply_corrections
from netsurvey.ingest.generators import CellReader, name_sense, read_mentions, with_relations
from netsurvey.ingest.naming import own_forms
from netsurvey.ingest.nicknames import read_nicknames
from netsurvey.ingest.quality import quality_report
from netsurvey.ingest.repeats import owners
from netsurvey.ingest.respondents import read_attributes, read_forms, read_respondents
from netsurvey.ingest.scales import read_scales
from netsurvey.ingest.sources import read_pages
from netsurvey.ingest.withdrawals import Withdrawals, read_withdrawn
from netsurvey.tables import (
    MENTIONS,
    QUARANTINE,
    ROSTER_MENTIONS,
    Roster,
    Survey,
    empty,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

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
        When there are no forms, or a correction or a withdrawal cannot be carried out, or a nickname cannot be read.

    Examples
    --------
    Every cell of the sample's sheet is kept, blank, or set aside with a reason; none is lost.

    >>> import netsurvey
    >>> survey, roster = ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> survey.report["balance"]
    0
    """
    return read_survey(study.study, study.path)


def read_survey(study: Study, folder: Path, *, withdrawn: pd.DataFrame | None = None) -> tuple[Survey, Roster]:
    """Read the answers of a study whose files lie in a folder; :func:`ingest` is this for a study folder.

    Parameters
    ----------
    study
        What was asked.
    folder
        Where the paths of the study file begin.
    withdrawn
        What people took back; what `withdrawn.csv` in the folder says, where left out.

    Raises
    ------
    SourceError, StudyError, DataError
        As :func:`ingest`.
    """
    pages = read_pages(study, folder)
    corrections = apply_corrections(pages, folder)
    check_columns(study, pages)
    withdrawals = Withdrawals.of(read_withdrawn(folder) if withdrawn is None else withdrawn)
    forms = read_forms(study, [page for page in pages if page.table is None])
    tables = [page for page in pages if page.table is not None]
    repeats = list(zip(tables, owners(study, tables, forms), strict=True))
    forms, repeats = withdrawals.without_forms(study, forms, repeats)
    respondents, roster = read_respondents(study, forms)
    named = withdrawals.without_mentions(forms, _read_named(study, forms, repeats, roster))
    answers = {
        name: _named_answers(forms, named[name]) if name in named else read_answers(study, forms, name)
        for name in study.questions
    }
    extra = {**read_attributes(study, forms), **read_scales(study, forms)}
    respondents = pd.concat([respondents, pd.DataFrame(extra, index=respondents.index)], axis=1)
    ties = withdrawals.without_ties(read_alter_ties(study, forms, repeats, named))
    for page in pages:
        if page.table is not None:
            page.ledger.set_aside_unread(_UNTAKEN)
    mentions, written_down = _mention_tables(forms, named)
    quarantine = _stacked([page.ledger.quarantine() for page in pages if not page.shared], QUARANTINE)
    answered, texts = answer_tables(forms, answers)
    report = quality_report(study, pages, forms, respondents, answered, named, quarantine, roster=roster)
    survey = Survey(
        study=study,
        respondents=respondents,
        answers=answered,
        mentions=mentions,
        mention_ties=ties,
        quarantine=quarantine,
        census=read_census(study, folder, respondents),
        report={
            **report,
            "corrections": {"applied": len(corrections), "cells": corrections},
            "withdrawn": withdrawals.report(),
        },
    )
    nicknames = read_nicknames(folder)
    return survey, Roster(respondents=roster, mentions=written_down, texts=texts, nicknames=nicknames)


def _read_named(
    study: Study, forms: Forms, tables: list[tuple[Page, NDArray[np.int64]]], roster: pd.DataFrame
) -> dict[str, Named]:
    exact = study.study.resolve != "names"
    names = roster[["name", "known_as"]].astype(object).where(roster[["name", "known_as"]].notna(), None)
    if study.study.resolve == "within":
        own = [frozenset[str]()] * len(forms)  # an alter's id may happen to be the ego's
    elif exact:
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
    places = rows[["form", "position", "part"]].assign(order=rows["question"].map(asked))
    in_order = places.sort_values(["form", "order", "position", "part"])
    rows = rows.loc[in_order.index].reset_index(drop=True)
    survey = rows.drop(columns="relation").rename(columns={"broad": "relation"})
    return survey[list(MENTIONS.columns)], rows[list(ROSTER_MENTIONS.columns)]


def _stacked(frames: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty(table)
