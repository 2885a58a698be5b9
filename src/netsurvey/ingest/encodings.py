"""The bytes of a text file as UTF-8, and the encoding they were in.

Sheets are saved by many hands on many machines: the encoding is found from the bytes, line by line where a file has
several.
"""

from __future__ import annotations

import re

__all__ = ["as_utf8"]

_BOM = b"\xef\xbb\xbf"
_SAMPLE = 1 << 16
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_EIGHT_BIT = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
_INSIDE_WORDS = "\u2019\u2010\u2011\u00b7\u00ad\u00a0"
_DASHES = "\u2013\u2014"
_OPENING = "\u2018\u201c\u201e\u00ab"


def as_utf8(contents: bytes) -> tuple[bytes, str] | None:
    r"""Return the bytes in UTF-8 without a byte-order mark and the name of their encoding; None where they are no text.

    Parameters
    ----------
    contents
        What the file holds.

    Examples
    --------
    >>> as_utf8("Zoë".encode("utf-16"))
    (b'Zo\xc3\xab', 'UTF-16')
    >>> as_utf8("José\n".encode() + "Zoë".encode("cp1252"))
    (b'Jos\xc3\xa9\nZo\xc3\xab', 'UTF-8, 1 line of it Windows-1252')
    """
    if wide := _wide(contents):
        try:
            return contents.decode(wide).removeprefix("\ufeff").encode(), "UTF-16"
        except UnicodeError:
            return None
    said = "UTF-8"
    if contents.startswith(_BOM):
        contents, said = contents[len(_BOM) :], "UTF-8 with BOM"
    sample = contents[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 100 + 8:
        return None
    return (contents, said) if _is_utf8(contents) else _line_by_line(contents, said)


def _wide(contents: bytes) -> str | None:
    """Return which UTF-16 this is: by its byte-order mark, or because every other byte is mostly zero."""
    if contents.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = contents[:_SAMPLE]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if max(high, low) * 4 < len(sample) or not min(high, low) * 8 < max(high, low):
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def _is_utf8(contents: bytes) -> bool:
    if contents.isascii():
        return True
    try:
        contents.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line_by_line(contents: bytes, said: str) -> tuple[bytes, str] | None:
    lines = contents.splitlines(keepends=True)
    other = [place for place, line in enumerate(lines) if not _is_utf8(line)]
    encoding = _eight_bit(b" ".join(lines[place] for place in other))
    if encoding is None:
        return None
    strangers = set(other)
    is_mixed = said != "UTF-8" or any(not line.isascii() for place, line in enumerate(lines) if place not in strangers)
    for place in other:
        lines[place] = lines[place].decode(encoding).encode()
    name = _EIGHT_BIT[encoding]
    if is_mixed:
        name = f"{said}, {len(other):,} line{'s' * (len(other) > 1)} of it {name}"
    return b"".join(lines), name


def _eight_bit(contents: bytes) -> str | None:
    """Return the encoding in which more of the letters stand where letters can; Windows-1252 where it is even."""
    doubts = {encoding: _doubts(contents.decode(encoding, errors="replace")) for encoding in _EIGHT_BIT}
    best = min(doubts, key=doubts.__getitem__)
    try:
        contents.decode(best)
    except UnicodeDecodeError:
        return None
    return best


def _doubts(text: str) -> int:
    """Count the letters and marks that stand where nobody writes them: "JosŽ", "Garc“a"."""
    doubts = 0
    for place in (found.start() for found in re.finditer(r"[^\x00-\x7f]", text)):
        mark, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
        if mark.isalpha():
            doubts += (mark.isupper() and before.islower()) or (mark.islower() and before.isalpha() and after.isupper())
        elif mark in _OPENING:
            doubts += before.isalpha()
        elif mark in _DASHES:
            doubts += before.isalpha() and after.islower()
        elif mark not in _INSIDE_WORDS:
            doubts += mark == "\ufffd" or (before.isalpha() and after.isalpha())
    return doubts
