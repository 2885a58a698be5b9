"""Does every line of the study file have its column? All that do not, in one complaint.

A column that is named and not there would otherwise read as a question nobody answered, which is the quietest way to
be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, StudyError, nearest
from netsurvey.ingest.alter_ties import pair_columns
from netsurvey.ingest.repeats import join_columns, place_columns
from netsurvey.ingest.scales import item_columns, scale_problems
from netsurvey.ingest.values import fold
from netsurvey.tables import RESPONDENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netsurvey.ingest.pages import Page
    from netsurvey.study import Question, Study

__all__ = ["check_columns"]

_PRIVATE_FIELDS = ("known_as", "street", "house", "household", "age", "gender", "researcher")
_OWN_NAMES = ("respondent.name", "respondent.known_as")
_OPEN_FIELDS = ("mode", "date", "weight", "consent_named", "participant")
_TOP = 10
"""In how many rows below the header another header is looked for."""
_PRIVATE_INTERPRETERS = ("relation", "street", "age", "gender", "place", "note")


@dataclass(frozen=True, kw_only=True)
class _Line:
    """One line of the study file that names a column: its key, the pattern, whether values are private, where."""

    key: str
    pattern: str
    private: bool = False
    table: str | None = None
    everywhere: bool = False


def check_columns(study: Study, pages: Sequence[Page]) -> None:
    """Note in each page's ledger which columns are used, and raise with all that are named and absent.

    Parameters
    ----------
    study
        What was asked.
    pages
        The sheets; with several sheets of forms a question may be absent from some of them, never from all.

    Raises
    ------
    StudyError
        With every column that is named and absent, ambiguous, or named for something it cannot be.
    """
    misdeclared = list(scale_problems(study))
    problems = [*_renames(pages), *_names_taken(study), *misdeclared]
    for line in _lines(study):
        at = [page for page in pages if page.table == line.table]
        if line.key in {"study.site", "study.wave"}:
            at = [page for page in at if getattr(page.source, line.key[6:]) is None]
        problems += _used(line, at)
    for page in pages:
        for name in ("site", "wave"):
            own = getattr(page.source, name)
            if own is not None and own.column is not None:
                problems += _used(_Line(key=f"sources.{name}", pattern=own.column, everywhere=True), [page])
    for name in study.scales if not misdeclared else ():
        problems += _scale_used(study, name, [page for page in pages if page.table is None])
    problems += _ties_used(study, pages)
    for page in pages:
        if page.table is not None:
            problems += _joined(study, page, pages)
    if problems:
        raise StudyError(dict.fromkeys(problems))


def _lines(study: Study) -> Iterator[_Line]:
    respondent = study.respondent
    yield _Line(key="respondent.id", pattern=respondent.id, everywhere=True)
    for name, where in (("site", study.study.site), ("wave", study.study.wave)):
        if where.column is not None:
            yield _Line(key=f"study.{name}", pattern=where.column, everywhere=True)
    for column in respondent.name:
        yield _Line(key="respondent.name", pattern=column, private=True)
    for names, private in ((_PRIVATE_FIELDS, True), (_OPEN_FIELDS, False)):
        for name in names:
            if (column := getattr(respondent, name)) is not None:
                yield _Line(key=f"respondent.{name}", pattern=column, private=private)
    if respondent.outcome is not None:
        yield _Line(key="respondent.outcome.column", pattern=respondent.outcome.column)
    for column in respondent.attributes:
        yield _Line(key="respondent.attributes", pattern=column)
    for name, attribute in study.attributes.items():
        yield _Line(key=f"attributes.{name}.column", pattern=attribute.column)
    for name, question in study.questions.items():
        yield from _question_lines(f"questions.{name}", question)


def _question_lines(key: str, question: Question) -> Iterator[_Line]:
    table = question.table
    if not question.is_generator:
        if question.column is not None:
            yield _Line(key=f"{key}.column", pattern=question.column, private=question.asks == "text")
        return
    for column in question.name:
        yield _Line(key=f"{key}.name", pattern=column, private=True, table=table)
    for name, column in question.interpreters.items():
        yield _Line(key=f"{key}.{name}", pattern=column, private=name in _PRIVATE_INTERPRETERS, table=table)
    if question.when is not None:
        yield _Line(key=f"{key}.when.column", pattern=question.when.column, table=table)
    if question.position is not None:
        yield _Line(key=f"{key}.position", pattern=question.position, table=table)
    if question.none_tick is not None:
        yield _Line(key=f"{key}.none_tick.column", pattern=question.none_tick.column)


def _ties_used(study: Study, pages: Sequence[Page]) -> Iterator[Problem]:
    ties = study.alter_ties
    if ties is None:
        return
    if ties.column is not None:
        forms = [page for page in pages if page.table is None]
        found = [(page, list(pair_columns(page, ties.column).values())) for page in forms]
        for page, columns in found:
            for column in columns:
                page.use(column, private=False)
        if not any(columns for _, columns in found):
            for page in forms:
                yield _absent("alter_ties.column", ties.column, page)
        return
    ends = ties.between or []
    lines = [_Line(key="alter_ties.between", pattern=column, private=True, table=ties.table) for column in ends]
    if ties.strength is not None:
        lines.append(_Line(key="alter_ties.strength", pattern=ties.strength, table=ties.table))
    if ties.alter is not None:
        tables = dict.fromkeys(question.table for question in study.name_generators.values() if question.table)
        lines += [_Line(key="alter_ties.alter", pattern=ties.alter, private=True, table=table) for table in tables]
    for line in lines:
        yield from _used(line, [page for page in pages if page.table == line.table])


def _used(line: _Line, pages: Sequence[Page]) -> Iterator[Problem]:
    without = []
    for page in pages:
        found = page.matches(line.pattern)
        if not found:
            without.append(page)
        for columns in found.values():
            if len(columns) > 1:
                yield _ambiguous(line.key, page, columns)
            for column in columns:
                if page.ledger.identity[column] and line.key not in _OWN_NAMES:
                    yield _identity(line.key, page, column)
                page.use(column, private=line.private)
    if without and (line.everywhere or len(without) == len(pages)):
        for page in without:
            yield _absent(line.key, line.pattern, page)


def _scale_used(study: Study, name: str, pages: Sequence[Page]) -> Iterator[Problem]:
    key = f"scales.{name}." + ("item" if study.scales[name].item is not None else "items")
    results = [(page, *item_columns(name, study.scales[name], page)) for page in pages]
    anywhere = any(columns for _, columns, _ in results)
    for page, columns, absent in results:
        for column in columns.values():
            page.use(column, private=False)
        if columns or not anywhere:
            for pattern in absent:
                yield _absent(key, pattern, page)
    for page, columns, _ in results:
        for column in columns.values():
            twice = page.matches(page.names[column]).get(1, [])
            if len(twice) > 1:
                yield _ambiguous(key, page, twice)


def _joined(study: Study, page: Page, pages: Sequence[Page]) -> Iterator[Problem]:
    parent = page.part.parent
    above = [
        other
        for other in pages
        if (other.table is None if parent is None else other.group == page.group and other.is_called(parent))
    ]
    joined = [(form, pair) for form in above if (pair := join_columns(study, page, form)) is not None]
    for form, (ours, theirs) in joined:
        page.use(ours, private=False)
        form.use(theirs, private=False)
    for column in place_columns(study, page).values():
        page.use(column, private=False)
    if not joined:
        near = page.nearest(study.respondent.id)
        yield Problem(
            what="the repeat table has no column that says to which form a row belongs",
            file=page.sheet.place,
            column=study.respondent.id,
            key="respondent.id",
            next_step=(f"Nearest: {', '.join(near)}. " if near else "")
            + "KoboToolbox's _parent_index and ODK's PARENT_KEY are known too, where the forms have their other end.",
        )


def _absent(key: str, pattern: str, page: Page) -> Problem:
    near = page.nearest(pattern)
    below = _row_of(pattern, page)
    if below is not None:
        next_step = f"Row {below} holds it: if that is the header, take out the rows above it."
    elif near:
        next_step = f"Nearest: {', '.join(near)}."
    elif len(page.names) == 1:
        next_step = "The sheet seems to have one column: is its separator something other than , ; or tab?"
    else:
        headers = [name for name in page.names if name]
        next_step = f"Its columns: {', '.join(headers[:12])}{', ...' if len(headers) > 12 else ''}."
    return Problem(
        what="the study file names this column and the sheet has none such",
        file=page.sheet.place,
        column=pattern,
        key=key,
        next_step=next_step,
    )


def _row_of(pattern: str, page: Page) -> int | None:
    """Return the number of the row below the header that holds the name of a column, where one of the first does."""
    wanted = fold(pattern.replace("{n}", "1"))
    for row, cells in enumerate(page.sheet.cells[:_TOP].tolist()):
        if any(fold(cell) == wanted for cell in cells):
            return page.sheet.row(row)
    return None


def _identity(key: str, page: Page, column: int) -> Problem:
    return Problem(
        what="holds what the field tool recorded about somebody by itself, and is dropped unread",
        file=page.sheet.place,
        column=page.names[column],
        key=key,
        next_step="Name the column of a question instead.",
    )


def _ambiguous(key: str, page: Page, columns: Sequence[int]) -> Problem:
    return Problem(
        what=f"stands over {len(columns)} columns ({', '.join(page.sheet.letters(column) for column in columns)})",
        file=page.sheet.place,
        column=page.names[columns[0]],
        key=key,
        next_step="Give each column a header of its own.",
    )


def _renames(pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        for before in page.source.rename:
            if not page.has_header(before):
                near = nearest(before, [header for header in page.sheet.headers if header])
                yield Problem(
                    what="rename = ... names this column and the sheet has none such",
                    file=page.sheet.place,
                    column=before,
                    key="sources.rename",
                    next_step=f"Nearest: {', '.join(near)}." if near else None,
                )


def _names_taken(study: Study) -> Iterator[Problem]:
    for name in [*study.attributes, *study.respondent.attributes]:
        if name in RESPONDENTS.columns or study.is_scale_column(name):
            yield Problem(
                what="is a name netsurvey itself gives to a column of the respondents",
                file="study.toml",
                key=f"attributes.{name}",
                next_step=f"Call the attribute something else: [attributes.{name}_group] with column = ...",
            )
