"""One cell, several names: "Sue and Dave Smith", "Tom/Jerry", "Mr and Mrs Khan".

A volunteer writes what was said, in the slot there was; the network needs one mention a person. What could as well be
one person ("Smith, John", "Jean at the Glebe") is left whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netsurvey.ingest.naming import name_words
from netsurvey.ingest.values import fold
from netsurvey.ingest.vocabulary import KIN, PLURAL_KIN, TITLES

if TYPE_CHECKING:
    from netsurvey.ingest.naming import NameSense

__all__ = ["split_list", "split_names"]

_JOINT = re.compile(r"\s*(?:[\n\r;+]+|(?<!\d),|,(?!\d)|(?<!\d)/|/(?!\d)|&|\band\b|\bplus\b)\s*", re.IGNORECASE)
_LIST_JOINT = re.compile(r"\s*(?:[\n\r;,]+|(?<!\d)/|/(?!\d))\s*")
_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_AND = frozenset({"and", "&", "plus", "+"})
_WHERE = re.compile(r"\b(?:at|from|in|of|near|the|who|with)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:my|our|his|her|their|the|next|from|at|in|of|who|whose|lives?|works?|used|neighbour|friend|opposite|over|across|a)\b|\d"
)
_OWN = re.compile(r"(?:my|our)\b")


def split_list(text: str) -> list[str]:
    """Return the places or groups of one cell: apart where a comma, semicolon, stroke or new line stands.

    Examples
    --------
    >>> split_list("the Glebe, bingo; library"), split_list("Marks & Spencer")
    (['the Glebe', 'bingo', 'library'], ['Marks & Spencer'])
    """
    return [piece for piece, _ in _pieces(text, _LIST_JOINT)] or [text]


def split_names(text: str, sense: NameSense) -> list[str]:
    """Return the people of one cell, a shared surname given to each.

    Parameters
    ----------
    text
        The cell.
    sense
        Which words are given names.

    Examples
    --------
    >>> from netsurvey.ingest.naming import NameSense
    >>> sense = NameSense([])
    >>> split_names("Sue and Dave Smith", sense), split_names("Smith, John", sense)
    (['Sue Smith', 'Dave Smith'], ['John Smith'])
    >>> split_names("Mr & Mrs Khan", sense), split_names("Jean at the Glebe", sense)
    (['Mr Khan', 'Mrs Khan'], ['Jean at the Glebe'])
    """
    pieces = _rejoined(text, _pieces(text, _JOINT), sense)
    if not pieces:
        return [text]
    if len(pieces) == 2 and pieces[1][1] == "," and _surname_first(pieces[0][0], pieces[1][0], sense):
        return [f"{pieces[1][0]} {pieces[0][0]}"]
    return _sharing([piece for piece, _ in pieces], [joint for _, joint in pieces], sense)


def _pieces(text: str, joint: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return the pieces of a text, each with what stood before it; brackets are not looked into."""
    hidden = _BRACKETS.sub(lambda found: "\x00" * len(found[0]), text)
    pieces: list[tuple[str, str]] = []
    start, before = 0, ""
    for found in joint.finditer(hidden):
        if piece := text[start : found.start()].strip():
            pieces.append((piece, before))
        start, before = found.end(), found[0].strip().casefold()
    if piece := text[start:].strip():
        pieces.append((piece, before))
    return pieces


def _rejoined(text: str, pieces: list[tuple[str, str]], sense: NameSense) -> list[tuple[str, str]]:
    """Put together again what only described the name before it."""
    result: list[tuple[str, str]] = []
    end = 0
    for piece, joint in pieces:
        start = text.index(piece, end)
        end = start + len(piece)
        if result and _describes(result[-1][0], piece, joint, sense):
            first, before = result[-1]
            whole_start = text.rindex(first, 0, start)
            result[-1] = (text[whole_start:end], before)
        else:
            result.append((piece, joint))
    return result


def _describes(before: str, piece: str, joint: str, sense: NameSense) -> bool:
    words = fold(piece).split()
    starts_a_name = bool(words) and (
        sense.is_given(words[0])
        or words[0] in KIN | PLURAL_KIN | TITLES
        or re.fullmatch(r"[a-z]\.?", words[0]) is not None
    )
    if joint == ",":
        if _ABOUT.match(piece) and not _OWN.match(before):
            return True
        return bool(_WHERE.search(before)) and not starts_a_name and not _OWN.match(piece)
    if joint in _AND:
        return bool(_WHERE.search(before)) and not starts_a_name and not _ABOUT.match(piece)
    return False


def _surname_first(left: str, right: str, sense: NameSense) -> bool:
    given = right.split()
    if len(left.split()) != 1 or not 1 <= len(given) <= 2 or fold(left) in KIN | PLURAL_KIN:
        return False
    if len(given) == 2 and sense.is_surname(given[1]):
        return False
    return sense.is_given(given[0]) and (sense.is_surname(left) or not sense.is_given(left))


def _sharing(names: list[str], joints: list[str], sense: NameSense) -> list[str]:
    """Give "Sue" the surname of "Dave Smith" where just the two of them are joined by "and"."""
    result = list(names)
    for place in range(len(names) - 2, -1, -1):
        after = result[place + 1].split()
        alone = fold(names[place]).split()
        if joints[place + 1] not in _AND or len(alone) != 1:
            continue
        if alone[0] in TITLES and len(after) > 1 and fold(after[0]) in TITLES:
            result[place] = " ".join([names[place], *after[1:]])
        elif len(names) == 2 and _shares(alone[0], names[1], sense):
            result[place] = f"{names[place]} {after[-1]}"
    return result


def _shares(alone: str, full: str, sense: NameSense) -> bool:
    words = full.split()
    known = KIN | PLURAL_KIN | TITLES | {"door", "family"}
    return (
        len(words) == 2
        and len(name_words(full)) == 2
        and alone not in known
        and not known & {fold(word) for word in words}
        and not _ABOUT.match(full.casefold())
        and not (sense.is_given(words[1]) and not sense.is_surname(words[1]) and words[1].islower())
    )
