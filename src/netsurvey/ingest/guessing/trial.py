"""A draft is tried before it is written down: lines that cannot stand go, and columns that nobody reads are named."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from netsurvey.errors import StudyError
from netsurvey.ingest.columns import check_columns
from netsurvey.ingest.sources import read_pages
from netsurvey.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from netsurvey.ingest.guessing.draft import Block, Draft
    from netsurvey.ingest.pages import Page

__all__ = ["settled"]

_MOST_TRIALS = 8


def settled(draft: Draft, folder: Path) -> Draft:
    """Return the draft without what the answers cannot be read with, and with the columns that no line uses.

    Parameters
    ----------
    draft
        What was guessed.
    folder
        Where the study file will lie.

    Raises
    ------
    StudyError
        When the part that every study file needs cannot stand.
    """
    for _ in range(_MOST_TRIALS):
        try:
            study = _seen_from_anywhere(Study.model_validate(draft.as_data()), folder)
            pages = read_pages(study, folder)
            check_columns(study, pages)
        except ValidationError as error:
            keys = [".".join(map(str, item["loc"])) for item in error.errors()]
            fault: Exception = error
        except StudyError as error:
            keys = [key for problem in error.problems for key in (problem.key or "").split(", ")]
            fault = error
        else:
            return _with_unused(draft, pages)
        gone = list(_blocks_of(draft, keys))
        if not gone:
            raise fault
        draft = draft.without(*gone).told(
            [f"What was guessed for [{'.'.join(own.name)}] could not be read." for own in gone]
        )
    raise fault


def _seen_from_anywhere(study: Study, folder: Path) -> Study:
    """Return the study with whole paths: the folder it will lie in need not be there yet."""

    def whole(path: str) -> str:
        return os.path.normpath(folder.resolve() / path)

    section = study.study.model_copy(update={"responses": [whole(path) for path in study.study.responses]})
    sources = [source.model_copy(update={"path": whole(source.path)}) for source in study.sources]
    return study.model_copy(update={"study": section, "sources": sources})


def _blocks_of(draft: Draft, keys: Iterable[str]) -> Iterable[Block]:
    wanted = list(keys)
    for own in draft.blocks:
        name = ".".join(own.name)
        if own.name[0] in {"attributes", "questions", "scales", "alter_ties"} and any(
            key == name or key.startswith(f"{name}.") for key in wanted
        ):
            yield own


def _with_unused(draft: Draft, pages: Sequence[Page]) -> Draft:
    read: dict[int, set[int]] = {}
    for page in pages:
        read.setdefault(id(page.sheet), set()).update(page.own)
    unused = [
        (page.sheet.place, header)
        for page in pages
        if not page.shared
        for column, header in enumerate(page.sheet.headers)
        if header
        and column not in read[id(page.sheet)]
        and not page.ledger.identity[column]
        and bool((page.sheet.cells[:, column] != "").any())
    ]
    return replace(draft, unused=tuple(dict.fromkeys(unused)))
