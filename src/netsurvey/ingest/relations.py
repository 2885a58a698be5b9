"""From what was written about a relation to one of eight broad ones.

Words such as "my carer" tell about health, so only the broad relation leaves the roster.
"""

from __future__ import annotations

import re

from netsurvey.ingest.values import fold
from netsurvey.ingest.vocabulary import KIN, PLURAL_KIN, RELATION_WORDS

__all__ = ["broad_relation", "relation_in_name"]

_ALSO_TITLES = frozenset({"father", "mother", "sister", "brother"})
_PHRASES = (
    (re.compile(r"\b(social|support|health|key|youth|community|care) (worker|visitor)\b"), "professional"),
    (re.compile(r"\b(housing|community|council|police) officer\b"), "official"),
    (re.compile(r"\bnext[ -]door\b|\b(across|over|up|down) the (road|street|way)\b"), "neighbour"),
    (re.compile(r"\b(live|lives|living) (with|together)\b|\bsame house\b"), "household"),
)


def broad_relation(text: str) -> str:
    """Return the broad relation a text tells of; "other" where it tells of none known.

    Examples
    --------
    >>> broad_relation("Best mate"), broad_relation("Mum"), broad_relation("my carer"), broad_relation("knitting")
    ('friend', 'family', 'professional', 'other')
    """
    plain = fold(text)
    for pattern, relation in _PHRASES:
        if pattern.search(plain):
            return relation
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", plain))
    return next((relation for relation, known in RELATION_WORDS if words & known), "other")


def relation_in_name(text: str) -> str | None:
    """Return the broad relation that a name itself tells of: "my mum", "our Sue", "next door".

    Examples
    --------
    >>> relation_in_name("my mum"), relation_in_name("our Sue"), relation_in_name("Jean at the Glebe")
    ('family', 'family', None)
    """
    plain = fold(text)
    if re.search(r"\bnext[ -]door\b", plain):
        return "neighbour"
    mine = re.match(r"(my|our) (.+)", plain)
    if mine:
        relation = broad_relation(mine[2])
        if relation != "other":
            return relation
        return "family" if mine[1] == "our" and len(mine[2].split()) <= 2 else None
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", plain)
    if not words or words[0] not in KIN | PLURAL_KIN or (len(words) > 1 and words[0] in _ALSO_TITLES):
        return None
    return broad_relation(words[0])
