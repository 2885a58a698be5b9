"""What one cell's text amounts to: a number, a date, yes or no, and how to compare it with a word.

Every rule about reading a single value stands here, so that a cell means the same in every question.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "iso_date", "item_number", "number", "possible_age", "truth", "value_kind", "whole"]

_CURLY = str.maketrans(
    "\u2018\u2019\u00b4`\u201c\u201d\u2013\u2014\u2212", "''''\"\"---", "\u200b\u200c\u200d\u2060\ufeff\u00ad"
)
_WHOLE = re.compile(r"([+-]?\d+)\.0+")
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_LABELLED = re.compile(r"([+-]?\d+(?:\.\d+)?)(?:\s*[-:.)=]\s*[^\d\s].*|\s+[^\d\s/].*)?", re.DOTALL)
_ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?", re.DOTALL)
_BRITISH_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}.*)?", re.DOTALL)
_WORDED_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})")
_AGE_BAND = re.compile(r"[<>]?=?\s*\d{1,3}\s*(?:-\s*\d{1,3}|\+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXCEL_DAYS = (20_000, 80_000)
_OLDEST = 120
_YES = frozenset({"yes", "y", "true", "1", "x", "t", "ticked", "local", "consent", "agreed", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", "f", "not ticked", "not local", "elsewhere", "declined"})


def _straight(text: str) -> str:
    return text.replace("`", "'") if text.isascii() else text.translate(_CURLY)


def whole(text: str) -> str:
    """Return a whole number without the decimals a spreadsheet gave it; any other text as it is.

    Examples
    --------
    >>> whole("12.0"), whole("12.5"), whole("0042")
    ('12', '12.5', '0042')
    """
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return a text as it is compared: no case, single spaces, plain quotation marks and dashes, no final stop.

    Examples
    --------
    >>> fold("  Don`t   KNOW. ")
    "don't know"
    """
    plain = " ".join(_straight(unicodedata.normalize("NFKC", text)).casefold().split()).rstrip(" .!,;:")
    return whole(plain) if plain.endswith("0") else plain


def number(text: str) -> float | None:
    """Return the number a text is, or None where it is none.

    Examples
    --------
    >>> number("7,500"), number("3.0"), number("3/4")
    (7500.0, 3.0, None)
    """
    text = _straight(text.strip())
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return value if math.isfinite(value) else None


def item_number(text: str) -> float | None:
    """Return the number of a scale's answer, written alone or before its label.

    Examples
    --------
    >>> item_number("4 - Often"), item_number("4.0"), item_number("3/4"), item_number("Often")
    (4.0, 4.0, None, None)
    """
    found = _LABELLED.fullmatch(_straight(text.strip()))
    return number(found[1]) if found else None


def iso_date(text: str) -> str | None:
    """Return a day as ISO 8601, or None where there is no such day; day before month, as in Britain.

    Examples
    --------
    >>> iso_date("4/5/2011"), iso_date("2011-05-04 10:30"), iso_date("4th May 11"), iso_date("31/02/2011")
    ('2011-05-04', '2011-05-04', '2011-05-04', None)
    """
    text = _straight(text.strip())
    if found := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _BRITISH_DATE.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WORDED_DATE.fullmatch(text.casefold())) and found[2][:3] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS.index(found[2][:3]) + 1, int(found[3])
    elif (days := number(text)) is not None and _EXCEL_DAYS[0] <= days <= _EXCEL_DAYS[1]:
        return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(days))).isoformat()
    else:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def truth(text: str) -> bool | None:
    """Return whether a text says yes or no, or None where it says neither.

    Examples
    --------
    >>> truth("Yes"), truth("0"), truth("perhaps")
    (True, False, None)
    """
    folded = fold(text)
    if folded in _YES:
        return True
    return False if folded in _NO else None


def possible_age(text: str) -> bool:
    """Return whether a text can be someone's age or age band.

    Examples
    --------
    >>> possible_age("34"), possible_age("25-34"), possible_age("in her sixties"), possible_age("199")
    (True, True, True, False)
    """
    plain = fold(text)
    if any(letter.isalpha() for letter in plain):
        return True
    years = [float(digits) for digits in re.findall(r"\d+(?:\.\d+)?", plain)]
    fits = number(plain) is not None or _AGE_BAND.fullmatch(plain) is not None
    return fits and not plain.startswith("-") and bool(years) and max(years) <= _OLDEST


def value_kind(text: str) -> str:
    """Return what kind of value a cell holds, which may be told even where the value may not.

    Examples
    --------
    >>> value_kind("12"), value_kind("3/4/2011"), value_kind("Jean"), value_kind(" ")
    ('number', 'date', 'text', 'empty')
    """
    if not text.strip():
        return "empty"
    if number(text) is not None:
        return "number"
    return "date" if iso_date(text) is not None else "text"
