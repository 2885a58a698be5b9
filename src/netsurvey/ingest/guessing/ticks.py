"""The box on the form that says "nobody": which column it is, and which texts mean that it is ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.headers import holds, without_numbers
from netsurvey.ingest.guessing.words import NOBODY, TICK
from netsurvey.ingest.values import truth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.ingest.guessing.columns import Column

__all__ = ["tick_value", "words_of_tick"]

_NONE = ("none", "nobody", "no one", "noone", "not anyone", "nobody at all")
_DEFAULT_TICKS = ("x", "1", "yes", "y", "true", "ticked")


def words_of_tick(column: Column) -> tuple[str, ...] | None:
    """Return the words of a header that say "nobody" of what; None where a column is not such a box.

    Examples
    --------
    >>> import numpy as np
    >>> from netsurvey.ingest.guessing.columns import Column
    >>> words_of_tick(Column("help_none", np.array(["x", ""], dtype=object)))
    ('help',)
    """
    if not all(text in TICK | NOBODY or truth(text) is not None for text in column.folded):
        return None
    words = without_numbers(column.header)
    phrase = next((one for one in _NONE if holds((*words, *column.said), one)), None)
    if phrase is not None:
        return tuple(word for word in words if word not in phrase.split())
    return words[1:] if words[:1] == ("no",) else None


def tick_value(column: Column | None) -> str | Mapping[str, object] | None:
    """Return what `none_tick` says of a column."""
    if column is None:
        return None
    others = [word for word in column.found(TICK | NOBODY) if word not in _DEFAULT_TICKS]
    if not others:
        return column.header
    return {"column": column.header, "ticked": [*_DEFAULT_TICKS, *others]}
