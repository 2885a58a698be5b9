"""What a table must look like when it passes from one stage to the next: columns, types, meaning, key.

Checked at every border, so that a fault shows where it was made and not three stages later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from netsurvey.errors import Problem, TableError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Column", "Kind", "Table", "checked", "empty"]

Kind = Literal["text", "integer", "number", "flag"]

_DTYPES: Mapping[Kind, Any] = {"text": "str", "integer": "Int64", "number": "float64", "flag": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its type, what it means, whether it may be empty and which values it may hold.

    Attributes
    ----------
    kind
        ``text`` (pandas ``str``), ``integer`` (``Int64``), ``number`` (``float64``) or ``flag`` (``boolean``).
    meaning
        One sentence for the codebook.
    required
        Whether every row must have a value.
    allowed
        The values it may hold, where they are few.
    """

    kind: Kind
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table's contract.

    Attributes
    ----------
    name
        What the table is called in messages, files and the codebook.
    key
        The columns that together name a row; no two rows share them.
    columns
        Every column by name, in order.
    open
        Whether further columns may follow (attributes and scale items of respondents).
    """

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, Column] = field(default_factory=dict)
    open: bool = False


def empty(table: Table) -> pd.DataFrame:
    """Return a table of the right shape with no rows."""
    return pd.DataFrame({name: pd.Series([], dtype=_DTYPES[c.kind]) for name, c in table.columns.items()})


def checked(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return `frame` in the contract's column order and types, or say everything that breaks the contract.

    Parameters
    ----------
    frame
        The rows to check; it is not changed.
    table
        The contract.

    Returns
    -------
    pandas.DataFrame
        A copy with a fresh index 0, 1, 2, ...

    Raises
    ------
    TableError
        When columns are missing or unknown, a value has the wrong type or is not allowed, a required value is
        empty, or two rows share a key. The message never holds a value.
    """
    problems: list[Problem] = []
    lacking = [name for name in table.columns if name not in frame.columns]
    if lacking:
        raise TableError([Problem(what=f"table {table.name} lacks the column", column=name) for name in lacking])
    extra = [name for name in frame.columns if name not in table.columns]
    if extra and not table.open:
        problems += [Problem(what=f"table {table.name} has no such column", column=str(name)) for name in extra]
    result = {}
    for name, column in table.columns.items():
        try:
            values = frame[name].astype(_DTYPES[column.kind]).reset_index(drop=True)
        except (TypeError, ValueError):
            problems.append(Problem(what=f"table {table.name} holds a value that is not {column.kind}", column=name))
            continue
        if column.required and bool(values.isna().any()):
            problems.append(
                Problem(what=f"table {table.name} has {int(values.isna().sum())} empty values", column=name)
            )
        if column.allowed is not None and not bool((values.isin(list(column.allowed)) | values.isna()).all()):
            problems.append(
                Problem(what=f"table {table.name} holds values other than {', '.join(column.allowed)}", column=name)
            )
        result[name] = values
    if problems:
        raise TableError(problems)
    good = pd.DataFrame(result, columns=list(table.columns))
    if table.open:
        for name in extra:
            good[name] = frame[name].reset_index(drop=True)
    if table.key and bool(good.duplicated(list(table.key)).any()):
        twice = int(good.duplicated(list(table.key)).sum())
        what = f"table {table.name} has {twice} rows whose key ({', '.join(table.key)}) is taken already"
        raise TableError(what)
    return good
