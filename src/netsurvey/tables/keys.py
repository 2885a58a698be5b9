"""Keys of respondents and mentions as one text, so that a decision or a piece of evidence can point at either.

A key is a JSON list: ``["Murton","2011","40"]`` is a respondent, ``["Murton","2011","40","help",1,1]`` a mention.
JSON because ids may hold any character a volunteer can type.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.tables.survey import MENTION_KEY, RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["key_text", "mention_keys", "parse_key", "respondent_keys"]

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def key_text(parts: Iterable[str | int]) -> str:
    """Return the parts of a key as one text.

    Examples
    --------
    >>> key_text(["Murton", "2011", "40", "help", 1, 1])
    '["Murton","2011","40","help",1,1]'
    """
    return _as_json(list(parts))


def parse_key(text: str) -> tuple[str | int, ...]:
    """Return the parts of a key written by :func:`key_text`.

    Examples
    --------
    >>> parse_key('["Murton","2011","40"]')
    ('Murton', '2011', '40')
    """
    return tuple(json.loads(text))


def _keys(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series[str]:
    parts = [frame[c].astype(int) if c in {"position", "part"} else frame[c].astype(str) for c in columns]
    return pd.Series(
        [key_text(row) for row in zip(*(p.tolist() for p in parts), strict=True)], index=frame.index, dtype="str"
    )


def respondent_keys(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the key of every row of a table that has the respondent key's columns."""
    return _keys(frame, RESPONDENT_KEY)


def mention_keys(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the key of every row of a table that has the mention key's columns."""
    return _keys(frame, MENTION_KEY)
