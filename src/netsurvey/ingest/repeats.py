"""Repeat tables, one mention a row, and whose each row is.

Field tools keep a repeat apart from its form and link the two by an id of their own making, so the link is found by
the names those tools are known to use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.ingest.values import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Forms
    from netsurvey.study import Study

__all__ = ["covered", "join_columns", "owners", "place_columns", "running_numbers"]

_LINKS = (("_submission__uuid", "_uuid"), ("_parent_index", "_index"), ("PARENT_KEY", "KEY"))
"""A repeat's column and the form's, where its format does not say: KoboToolbox twice, ODK Central."""

NOBODY, SEVERAL = -1, -2
EVERY_FORM = -1


def join_columns(study: Study, table: Page, form: Page) -> tuple[int, int] | None:
    """Return the column of a repeat table and that of the forms which link them; None where nothing does."""
    if table.group not in {form.group, EVERY_FORM}:
        return None
    own = [table.part.link] if table.part.link is not None else []
    for theirs, ours in (*own, *_LINKS, (study.respondent.id, study.respondent.id)):
        here, there = table.column(theirs), form.column(ours)
        if here is not None and there is not None:
            return here, there
    return None


def place_columns(study: Study, table: Page) -> dict[str, int]:
    """Return the columns in which a repeat table itself says the site and the wave."""
    found = {}
    for name in ("site", "wave"):
        where = getattr(table.source, name) or getattr(study.study, name)
        column = table.column(where.column)
        if column is not None:
            found[name] = column
    return found


def covered(study: Study, table: Page, forms: Forms) -> NDArray[np.bool_]:
    """Return which forms a repeat table belongs to: those of its workbook, site and wave."""
    result = np.zeros(len(forms), dtype=bool)
    for block in forms.blocks:
        hangs = table.part.parent is not None and block.page.group == table.group
        if hangs or join_columns(study, table, block.page) is not None:
            result[block.forms] = True
    for name in ("site", "wave"):
        own = getattr(table.source, name)
        if own is not None and own.value is not None:
            result &= (forms.keys[name] == own.value).to_numpy(dtype=bool)
    return result


def owners(study: Study, tables: Sequence[Page], forms: Forms) -> list[NDArray[np.int64]]:
    """Return, for each table, the number of the form every row belongs to; -1 where there is none.

    Rows without an owner are set aside; so are those whose id belongs to several forms and which do not say to
    which site or wave. A table that hangs from another belongs to whom that one's rows belong.
    """
    found: dict[int, NDArray[np.int64]] = {}

    def of(place: int) -> NDArray[np.int64]:
        if place not in found:
            found[place] = np.full(len(tables[place].rows), NOBODY)  # a table that hangs from itself belongs to nobody
            found[place] = _owners(study, tables[place], forms, [(page, of(i)) for i, page in _parents(place, tables)])
        return found[place]

    return [of(place) for place in range(len(tables))]


def _parents(place: int, tables: Sequence[Page]) -> list[tuple[int, Page]]:
    table = tables[place]
    if table.part.parent is None:
        return []
    return [
        (i, page) for i, page in enumerate(tables) if page.group == table.group and page.is_called(table.part.parent)
    ]


def _owners(
    study: Study, table: Page, forms: Forms, parents: Sequence[tuple[Page, NDArray[np.int64]]]
) -> NDArray[np.int64]:
    places = place_columns(study, table) if not parents else {}
    at = [[whole(text) for text in table.text(column)] for column in places.values()]
    known: dict[tuple[str, ...], int] = {}
    in_scope = covered(study, table, forms)
    said = [forms.keys[name].tolist() for name in places]
    link: int | None = None
    for page, rows, owner in (
        [(b.page, b.rows, b.forms) for b in forms.blocks]
        if not parents
        else [(page, page.rows, owner) for page, owner in parents]
    ):
        pair = join_columns(study, table, page)
        if pair is None:
            continue
        link, ours = pair
        page.ledger.keep(rows[owner >= 0], ours)
        for form, text in zip(owner.tolist(), page.text(ours)[rows], strict=True):
            if form >= 0 and in_scope[form]:
                key = (whole(text), *(values[form] for values in said))
                known[key] = SEVERAL if known.get(key, form) != form else form
    if link is None:
        return np.full(len(table.rows), NOBODY)
    keys = list(zip(map(whole, table.text(link)), *at, strict=True))
    result = np.array([known.get(key, NOBODY) for key in keys], dtype=np.int64)
    unlinked = table.text(link) == ""
    table.ledger.set_aside_rows(np.flatnonzero(unlinked), "the row does not say to which form it belongs")
    table.ledger.set_aside_rows(np.flatnonzero((result == NOBODY) & ~unlinked), "no form has this row's id")
    table.ledger.set_aside_rows(
        np.flatnonzero((result == SEVERAL) & ~unlinked), "several forms have this row's id and it does not say which"
    )
    result[unlinked | (result < 0)] = NOBODY
    for column in (link, *places.values()):
        table.ledger.keep(np.flatnonzero(result >= 0), column)
    return result


def running_numbers(owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 1, 2, ... for the rows of each owner, in the order of the table.

    Examples
    --------
    >>> running_numbers(np.array([7, 7, 3, 7])).tolist()
    [1, 2, 1, 3]
    """
    order = np.argsort(owner, kind="stable")
    grouped = owner[order]
    starts = np.flatnonzero(np.r_[True, grouped[1:] != grouped[:-1]]) if len(owner) else np.array([], dtype=np.int64)
    lengths = np.diff(np.r_[starts, len(owner)])
    result = np.empty(len(owner), dtype=np.int64)
    result[order] = np.arange(len(owner)) - np.repeat(starts, lengths) + 1
    return result
