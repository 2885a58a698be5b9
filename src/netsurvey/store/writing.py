"""Writing files so that a crash, a second command or a spreadsheet can do no harm.

Every write goes to a temporary file beside its target and is then renamed: a reader sees the old file or the new one,
never half of it.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.errors import FolderError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PRIVATE", "harmless", "replacing", "write_csv", "write_text"]

PRIVATE = 0o600
"""Mode of files that only their owner may read."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[Path]:
    """Give a temporary path to write to, and put it in the place of `path` when the block ends well.

    Parameters
    ----------
    path
        The file to replace; its folder is made where it lacks.
    mode
        Permissions of the new file, set before it holds anything; where the system knows none (Windows), the
        folder's own apply.

    Raises
    ------
    FolderError
        When the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        temporary.chmod(mode if mode is not None else 0o666 & ~_umask())
    except OSError as error:
        raise FolderError(
            Problem(
                what=f"cannot be written: {error.strerror}",
                file=f"{path.parent.name}/{path.name}",
                next_step="Is the folder yours, and is there room on the disk?",
            )
        ) from error
    try:
        yield temporary
        try:
            temporary.replace(path)
        except PermissionError as error:
            raise FolderError(
                Problem(
                    what="cannot be replaced",
                    file=path.name,
                    next_step="Close the program that has it open (a spreadsheet?) and try again.",
                )
            ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def write_text(path: Path, text: str, *, mode: int | None = None) -> Path:
    """Write a text file in UTF-8 with one kind of line end, and return its path."""
    with replacing(path, mode=mode) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
    return path


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy whose texts no spreadsheet takes for a formula: a leading ``'`` is put before ``= + - @``.

    Examples
    --------
    >>> harmless(pd.DataFrame({"name": ["=1+1", "Sue"], "n": [-1, 2]})).to_dict("list")
    {'name': ["'=1+1", 'Sue'], 'n': [-1, 2]}
    """
    safe = frame.copy()
    for position, dtype in enumerate(frame.dtypes):
        if pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype):
            column = frame.iloc[:, position].astype("str")
            guarded = column.mask(column.str.startswith(_FORMULA_STARTS, na=False), "'" + column)
            safe.isetitem(position, guarded.array)
    return safe


def write_csv(path: Path, frame: pd.DataFrame, *, mode: int | None = None) -> Path:
    """Write a table as UTF-8 CSV, the same bytes for the same table, and return its path."""
    with replacing(path, mode=mode) as temporary:
        harmless(frame).to_csv(temporary, index=False, encoding="utf-8", lineterminator="\n", float_format="%.10g")
    return path
