"""Ages as people write them, as one number of years: "35-44", "40s", "about 42", "75+", "elderly"."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["years"]

_WORDS = {
    "teen": 16.0,
    "twenties": 25.0,
    "thirties": 35.0,
    "forties": 45.0,
    "fifties": 55.0,
    "sixties": 65.0,
    "seventies": 75.0,
    "eighties": 85.0,
    "elderly": 78.0,
    "retired": 72.0,
    "child": 9.0,
    "baby": 1.0,
}
_PATTERNS = (
    (re.compile(r"(\d{1,3})\s*(?:-|to|\u2013)\s*(\d{1,3})"), lambda low, high: (low + high) / 2),
    (re.compile(r"(\d0)'?s"), lambda decade: decade + 5),
    (re.compile(r"(\d{1,3})\s*(?:\+|plus|or over|and over|or older)|(?:over|above)\s*(\d{1,3})"), lambda low: low + 5),
    (re.compile(r"(?:under|below|<)\s*(\d{1,3})"), lambda high: max(high - 4, 1)),
    (re.compile(r"(\d{1,3})"), lambda age: age),
)


@cache
def years(text: str) -> str:
    """Return an age as one number of years, or an empty text where none can be read.

    Examples
    --------
    >>> years("35-44"), years("forties"), years("75+"), years("40s"), years("199")
    ('39.5', '45', '80', '45', '')
    """
    lowered = text.lower()
    word = next((number for word, number in _WORDS.items() if word in lowered), None)
    if word is not None:
        return f"{word:g}"
    for pattern, age_of in _PATTERNS:
        if found := pattern.search(lowered):
            age = age_of(*(float(group) for group in found.groups() if group))
            return f"{age:g}" if age <= 115 else ""
    return ""
