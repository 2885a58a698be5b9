"""A written name in usual words: what was said about the writing dropped, kin said in several words put in one.

"Jean, can't remember surname" is Jean, "brother in law" is one word for one relation, and "her indoors" is the wife.
With that out of the way, taking a name apart needs to know only one way to say each thing.
"""

from __future__ import annotations

import re

from netsurvey.resolve.name_words import KIN

__all__ = ["needs_tidying", "tidied"]

_NEEDS_TIDYING = re.compile(
    r"[\d\"'/+&*\u2022]|^\s*-|\b(?:can|cannot|do|not|no|surname|name|second|i|maybe|possibly|probably|and|plus|aka|a\.k|"
    r"known|goes|called|nee|formerly|was|in|law|inlaw|step|grand|god|ex|half|great|indoors|head\w*|police|p\.c|ar|r|wor)"
    r"\b|inlaw\b",
    re.IGNORECASE,
)
"""What any of the rules here and of those for second names look for; most names have none of it."""
_REMARK = re.compile(
    r"\b(?:(?:can'?t|cannot|don'?t|do not|didn'?t|not|no) (?:remember|recall|know|sure)"
    r"(?: (?:(?:his|her|the|their|of|last|second) )*(?:surname|last name|second name|name))?|"
    r"(?:surname|last name|second name)(?: (?:not known|unknown|no))?|not known|n/k|i think|maybe|possibly|probably)"
    r"(?=\W|$)\??|(?:\+|&|\band|\bplus)\s+(?:the |her |his |their )?(?:dogs?|kids|children|family|co)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:\d{1,2}\s*[.):]|[-*\u2022])\s+")
_IN_LAW = re.compile(r"\b(\w+)[ -](?:in[ -]?law|inlaw)\b", re.IGNORECASE)
_JOINED_KIN = re.compile(
    r"\b(step|grand|god)[ -](?=(?:mum|mam|mother|dad|father|son|daughter|brother|sister|ma|pa|child)\b)", re.IGNORECASE
)
_EX_KIN = re.compile(r"\bex[ -](?=(?:husband|wife|partner|boyfriend|girlfriend)\b)", re.IGNORECASE)
_IGNORED_KIN = re.compile(r"\b(?:half|great(?:[ -]great)?)[ -](?=[a-z]+)", re.IGNORECASE)
_IN_OTHER_WORDS = (
    (re.compile(r"\b(?:my |the )?(?:other|better) half\b", re.IGNORECASE), "partner"),
    (re.compile(r"\b(?:her|'er) indoors\b", re.IGNORECASE), "wife"),
    (re.compile(r"\bhead[ -]?(?:teacher|master|mistress)\b", re.IGNORECASE), "headteacher"),
    (re.compile(r"\bpolice (?:officer|man|woman)\b|\bp\.c\.(?=\s)", re.IGNORECASE), "pc"),
    (re.compile(r"^(?:ar|r|wor) (?=kid|lad|lass|mam)", re.IGNORECASE), "our "),
)


def needs_tidying(text: str) -> bool:
    """Whether there may be something to tidy or a second name, which most written names lack.

    Examples
    --------
    >>> needs_tidying("Sue Hughes"), needs_tidying("brother in law")
    (False, True)
    """
    return _NEEDS_TIDYING.search(text) is not None


def tidied(text: str) -> str:
    """Return a text without accents in usual words.

    Examples
    --------
    >>> tidied("my brother in law"), tidied("Jean (can't remember surname)"), tidied("1. step dad")
    ('my brother-in-law', 'Jean ( )', 'stepdad')
    """
    return _in_usual_words(_BULLET.sub("", _REMARK.sub(" ", text)))


def _in_usual_words(text: str) -> str:
    """Return a text with kin and roles that are said in several words in one: "brother in law", "other half"."""
    text = _IN_LAW.sub(r"\1-in-law", text)
    text = _JOINED_KIN.sub(r"\1", text)
    text = _EX_KIN.sub("ex-", text)
    text = _IGNORED_KIN.sub(lambda found: "" if _kin_follows(found) else found[0], text)
    for several, one in _IN_OTHER_WORDS:
        text = several.sub(one, text)
    return text


def _kin_follows(found: re.Match[str]) -> bool:
    following = re.match(r"[A-Za-z\-]+", found.string[found.end() :])
    return following is not None and following[0].lower() in KIN
