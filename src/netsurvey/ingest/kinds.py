"""What sort of thing was written where a person was asked for: a person, a place, a group, a role, a medium.

Only what is plainly not one person is called something else; a doubtful name stays a person, and what cannot be read
is called unclear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netsurvey.ingest.naming import name_words
from netsurvey.ingest.values import fold
from netsurvey.ingest.vocabulary import (
    GROUPS,
    HEADS,
    KIN,
    MEDIA,
    PLACES,
    PLURAL_KIN,
    ROLES,
    SELF,
    TITLES,
    UNCLEAR,
    UNNAMED,
)

if TYPE_CHECKING:
    from netsurvey.ingest.naming import NameSense

__all__ = ["is_deceased", "is_listed", "kind_of_named"]


_BEFORE = re.compile(r"^(?:(?:the|a|an|my|our|your|their|his|her|local|this|that)\s+)+")
_TAIL = re.compile(
    r"\s+(?:at|from|in|of|on|down|over|near|by|who|with|across|opposite|behind|next door)\s+.*", re.DOTALL
)
_AFTERTHOUGHT = re.compile(r"\s*[,(\[].*", re.DOTALL)
_HOUSE = re.compile(r"(?:no|number|num|nos|flat|house|at|them at)\.?\s*\d+\w?(?:\s.*)?|\d+\w?\s+[^\W\d].*", re.DOTALL)
_FAMILY_OF = re.compile(
    r"(?:the\s+)?[^\W\d_][\w'-]*(?:\s+and\s+[\w'-]+)?\s+(?:family|household|lot)\b.*|family\s+[\w'-]+"
)
_PLURAL = re.compile(r"the\s+([^\W\d_][\w'-]{2,}s)(?:\s+(?:at|from|next door|across|over|down|in)\b.*)?", re.DOTALL)
_LATE = re.compile(
    r"\b(?:my|our|the|her|his)?\s*late\s+(?:husband|wife|partner|mum|mam|mother|dad|father|brother|sister|son|friend)\b"
    r"|\b(?:deceased|r\.?i\.?p|passed away|has died|now dead)\b"
)


def is_deceased(text: str) -> bool:
    """Return whether a name says that the person has died.

    Examples
    --------
    >>> is_deceased("my late husband"), is_deceased("Kate Late")
    (True, False)
    """
    return _LATE.search(fold(text)) is not None


def is_listed(text: str) -> bool:
    """Return whether a whole text is a known place, group, role or medium, whatever joins its words.

    Examples
    --------
    >>> is_listed("the mother and toddler group"), is_listed("Sue and the church")
    (True, False)
    """
    return _listed(_BEFORE.sub("", fold(text))) is not None


def kind_of_named(text: str, sense: NameSense) -> str:
    """Return what sort of thing a text names where a person was asked for.

    Parameters
    ----------
    text
        One name, already split from others in its cell.
    sense
        Which words are given names.

    Returns
    -------
    str
        One of `netsurvey.tables.MENTION_KINDS`.

    Examples
    --------
    >>> from netsurvey.ingest.naming import NameSense
    >>> written = ("Jean at the Glebe", "the council", "GP", "the Smiths")
    >>> [kind_of_named(text, NameSense([])) for text in written]
    ['person', 'group', 'role', 'household']
    """
    plain = fold(text)
    if _HOUSE.fullmatch(plain):
        return "household"
    if not any(letter.isalpha() for letter in plain) or plain in UNCLEAR or is_deceased(plain):
        return "unclear"
    if plain in SELF:
        return "self"
    bare = _BEFORE.sub("", plain)
    if plain == bare and sense.is_given(bare) and bare in ROLES:
        return "person"  # Bobby, and not the local bobby
    return _listed(bare) or _household(plain, bare) or _thing(text, plain, bare, sense) or "person"


def _household(plain: str, bare: str) -> str | None:
    plural = _PLURAL.fullmatch(plain)
    several = plural is not None and _listed(plural[1]) is None
    return "household" if several or bare in PLURAL_KIN or _FAMILY_OF.fullmatch(plain) else None


def _thing(text: str, plain: str, bare: str, sense: NameSense) -> str | None:
    """Return the kind of what is described and not named: "the vicar at St John's", "the Glebe"."""
    named = bool(bare) and sense.is_given(bare.split(maxsplit=1)[0])
    head = _AFTERTHOUGHT.sub("", _TAIL.sub("", bare))
    listed = _listed(head)
    if head != bare and listed in {"role", "group"}:
        return listed
    if plain != bare or text == text.lower():
        found = _unnamed(plain, head, named=named)
        if found is not None:
            return found
    return "unclear" if " or " in head else _by_head(_AFTERTHOUGHT.sub("", bare), named=named)


def _listed(plain: str) -> str | None:
    for kind, phrases in (("medium", MEDIA), ("group", GROUPS), ("place", PLACES), ("role", ROLES)):
        if plain in phrases:
            return kind
    return None


def _unnamed(plain: str, head: str, *, named: bool) -> str | None:
    """Return the kind of "the local postman", "the Glebe", "the lady with the dog"; None for a person with a name."""
    words = head.split()
    if not words or named or words[0] in KIN | TITLES:
        return None
    if words[-1] in ROLES or " ".join(words[-2:]) in ROLES:
        return "role"
    if not plain.startswith("the ") or UNNAMED & set(words):
        return None
    return _by_head(head, named=False) or ("place" if len(words) <= 2 or "and" in words else "unclear")


def _by_head(plain: str, *, named: bool) -> str | None:
    words = name_words(plain)
    if not words or _TAIL.search(plain):
        return None
    if HEADS["medium"] & set(words) and (not named or len(words) > 2):
        return "medium"
    possessive = len(words) > 1 and words[-2].endswith("'s")
    if len(words) < 2 or (named and len(words) == 2 and not possessive):
        return None
    return next((kind for kind in ("group", "place") if words[-1] in HEADS[kind]), None)
