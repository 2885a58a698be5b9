"""A file of answers into a guessed study file: the order of guessing, and nothing else.

What is plain is taken first (numbered columns, scales, the respondent), so that what is vague cannot take its columns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.ingest.formats.kobo import KOBO
from netsurvey.ingest.guessing.closed import guess_closed
from netsurvey.ingest.guessing.columns import Column, columns_of, repeated_headers
from netsurvey.ingest.guessing.draft import Block, Draft, block
from netsurvey.ingest.guessing.exports import open_export
from netsurvey.ingest.guessing.identity import guess_key, guess_respondent
from netsurvey.ingest.guessing.linked import guess_linked, guess_paired
from netsurvey.ingest.guessing.long import asked_once, guess_long
from netsurvey.ingest.guessing.opening import key_lines, listed, study_block
from netsurvey.ingest.guessing.people import generators
from netsurvey.ingest.guessing.scales import guess_scales
from netsurvey.ingest.guessing.slots import numbered, paired, unnumbered_first
from netsurvey.ingest.guessing.trial import settled
from netsurvey.ingest.naming import NameSense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netsurvey.ingest.guessing.draft import Said
    from netsurvey.ingest.guessing.exports import Export
    from netsurvey.ingest.guessing.people import Generator
    from netsurvey.ingest.guessing.slots import Slots

__all__ = ["guess_study"]

_SEVERAL_FILES = 2


def guess_study(paths: Sequence[Path], folder: Path) -> Draft:
    """Guess the study file for files of answers.

    Parameters
    ----------
    paths
        A file, several files, a folder or a zip.
    folder
        Where the study file will lie.

    Returns
    -------
    Draft
        What was guessed. Reading the answers with it has been tried; lines that could not stand are gone.

    Raises
    ------
    SourceError
        When a file cannot be read, or no column tells the forms apart.
    DataError
        When there are no forms in it.
    """
    paths = listed(paths, folder)
    export = open_export(paths)
    columns = columns_of(replace(export.part, sheet=export.forms))
    renamed = unnumbered_first(columns) if len(paths) == 1 and paths[0].is_file() else {}
    columns = [
        Column(renamed.get(column.header, column.header), column.cells, text=column.text, place=column.place)
        for column in columns
    ]
    in_rows = guess_long(columns, export) if export.format == "wide" and not export.tables else None
    said, blocks, doubts = in_rows or _guess(export, columns)
    if renamed:
        lines = [("path", export.forms.file, ""), ("rename", renamed, "the first of several is not numbered")]
        blocks.insert(0, replace(block(("sources",), lines), several=True))
    study, blocks = study_block(paths, folder, export, said, blocks)
    doubts += [f"{place} hangs from no form and is not read." for place in export.unread]
    doubts += [
        f'"{header}" stands over several columns, so that no line can say which is meant: give each its own header.'
        for part in (export.part, *export.tables)
        for header in repeated_headers(part.sheet)
    ]
    return settled(Draft(blocks=(study, *blocks), doubts=tuple(doubts)), folder)


def _guess(export: Export, columns: Sequence[Column]) -> tuple[Said, list[Block], list[str]]:
    """Return what is guessed of the study as a whole, its blocks, and what could not be guessed."""
    known = export.part.roles.get("id")
    for table in export.tables:
        if table.sheet is export.part.sheet:
            own = [one for one in columns if one.header == known or one.header not in table.roles.values()]
            columns = asked_once(own, next(one for one in own if one.header == known))
    key = guess_key(columns, place=export.forms.place, known=known, file=_files(export))
    pairs = paired(columns)
    taken = key.headers | {header for pair in pairs for header in pair.headers}
    single = [column for column in columns if column.header not in taken]
    slots = numbered(single)
    scales, doubts = guess_scales(single, slots, taken=taken)
    taken |= _headers(scales)
    in_slots = {column.header for one in slots if _is_battery(one) for column in one.columns.values()}
    alone = [column for column in columns if column.header not in in_slots]
    asked = generators(slots, alone, ids=key, taken=taken)
    taken |= {header for one in asked for header in one.taken}
    respondent, of_respondent = guess_respondent(alone, key, taken=taken)
    taken |= respondent.columns
    questions = list(_questions(asked))
    wide = [(own, one) for own, one in zip(questions, asked, strict=True) if own.get("asks") == "people"]
    ticks = [column for column in alone if column.header not in taken]
    linked = guess_linked(export, key, asked=questions, ticks=ticks)
    questions += linked.questions
    ties, more = (linked.ties, []) if linked.ties is not None else guess_paired(pairs, wide, columns)
    doubts += [*linked.doubts, *more, *_nobody(export, questions)]
    taken |= _headers(linked.questions) & {column.header for column in ticks}
    taken |= {column.header for column in alone if key.is_again(column) or column.header == known}
    attributes, closed = guess_closed(alone, taken=taken, keys=[own.name[1] for own in questions])
    return (
        key_lines(key, exact=linked.exact or any(one.exact for one in asked), within=linked.within),
        [
            *(_waves(export) if key.by_file else ()),
            *(respondent, *of_respondent, *attributes, *questions, *closed, *scales),
            *([ties] if ties is not None else ()),
        ],
        doubts,
    )


def _nobody(export: Export, questions: Sequence[Block]) -> Iterator[str]:
    if not any(own.get("asks") == "people" for own in questions):
        yield "No column was found that asks for names."
        if export.format == KOBO.name and not export.tables:
            yield "A CSV export from KoboToolbox leaves repeats out, and the names in them: export as XLSX."


def _questions(asked: Sequence[Generator]) -> Iterator[Block]:
    sense = NameSense([text for one in asked for column in one.columns for text in column.content])
    keys: list[str] = []
    for one in asked:
        own = one.as_block(keys, sense)
        keys.append(own.name[1])
        yield own


def _headers(blocks: Sequence[Block]) -> set[str]:
    return {header for own in blocks for header in own.columns}


def _is_battery(slots: Slots) -> bool:
    """Return whether numbered columns are one question in several boxes, which none of them answers alone."""
    return len(slots.columns) > 1 and slots.starts_well and not slots.is_code


def _files(export: Export) -> Column | None:
    """Return the file of each form, where the forms of several lie one below the other."""
    origins = export.forms.origins
    if origins is None or len({file for file, _ in origins}) < _SEVERAL_FILES:
        return None
    return Column("", np.array([file for file, _ in origins], dtype=object))


def _waves(export: Export) -> list[Block]:
    """Return a `[[sources]]` block for each file, each a wave of its own."""
    files = dict.fromkeys(file for file, _ in export.forms.origins or ())
    return [
        replace(
            block(
                ("sources",), [("path", file, ""), ("wave", file.rsplit(".", 1)[0], "the same ids stand in each file")]
            ),
            several=True,
        )
        for file in files
    ]
