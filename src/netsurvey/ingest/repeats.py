"""Repeat tables, one mention a row, and whose each row is.

Field tools keep a repeat apart from its form and link the two by an id of their own making, so the link is found by
the names those tools are known to use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.ingest.values import whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Forms
    from netsurvey.study import Study

__all__ = ["covered", "join_columns", "owners", "place_columns", "running_numbers"]

_LINKS = (("_submission__uuid", "_uuid"), ("_parent_index", "_index"), ("PARENT_KEY", "KEY"))
"""A repeat's column and the form's: KoboToolbox twice, ODK Central."""

NOBODY, SEVERAL = -1, -2


def join_columns(study: Study, table: Page, form: Page) -> tuple[int, int] | None:
    """Return the column of a repeat table and that of the forms which link them; None where nothing does."""
    if table.within and table.path != form.path:
        return None
    for theirs, ours in (*_LINKS, (study.respondent.id, study.respondent.id)):
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
        if join_columns(study, table, block.page) is not None:
            result[block.forms] = True
    for name in ("site", "wave"):
        own = getattr(table.source, name)
        if own is not None and own.value is not None:
            result &= (forms.keys[name] == own.value).to_numpy(dtype=bool)
    return result


def owners(study: Study, table: Page, forms: Forms) -> NDArray[np.int64]:
    """Return the number of the form each row of a repeat table belongs to; -1 where there is none.

    Rows without an owner are set aside; so are those whose id belongs to several forms and which do not say to
    which site or wave.
    """
    places = place_columns(study, table)
    at = [[whole(text) for text in table.text(column)] for column in places.values()]
    known: dict[tuple[str, ...], int] = {}
    in_scope = covered(study, table, forms)
    said = [forms.keys[name].tolist() for name in places]
    link: int | None = None
    for block in forms.blocks:
        pair = join_columns(study, table, block.page)
        if pair is None:
            continue
        link, ours = pair
        block.page.ledger.keep(block.rows, ours)
        for form, text in zip(block.forms.tolist(), block.page.text(ours)[block.rows], strict=True):
            if in_scope[form]:
                key = (whole(text), *(values[form] for values in said))
                known[key] = SEVERAL if key in known else form
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
