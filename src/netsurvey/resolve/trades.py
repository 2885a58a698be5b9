"""What somebody is known for or known from, in one word: the postie is the postman, at the shop is the shopkeeper."""

from __future__ import annotations

import re
from functools import cache

from netsurvey.resolve.spelling import folded

__all__ = ["known_from", "trade"]

_TRADES = {
    word: trade
    for trade, words in {
        "post": "postman postwoman postie mailman",
        "shop": "shop shopkeeper newsagent newsagents paper cornershop store grocer",
        "hair": "hairdresser hairdressers barber barbers salon hair",
        "sweeper": "sweeper roadsweeper",
        "lollipop": "lollipop crossing",
        "caretaker": "caretaker janitor",
        "pub": "publican landlord landlady barman barmaid pub",
        "butcher": "butcher butchers",
        "baker": "baker bakers bakery",
        "chemist": "chemist chemists pharmacist pharmacy",
        "milk": "milkman milkwoman",
        "chippy": "chippy chipshop fishmonger",
        "bus": "bus busdriver",
        "taxi": "taxi cabbie",
        "librarian": "librarian",
        "quiz": "quizmaster quiz",
        "cook": "cook dinnerlady dinner canteen",
        "window": "window",
        "coach": "coach",
        "cafe": "cafe",
        "warden": "warden",
        "housing": "housing",
        "youth": "youth",
        "cleaner": "cleaner",
        "police": "police pcso policeman policewoman",
    }.items()
    for word in words.split()
}
_SAYS_NOTHING = {
    "the",
    "a",
    "my",
    "our",
    "local",
    "club",
    "centre",
    "center",
    "ctr",
    "from",
    "at",
    "group",
    "assoc",
    "association",
    "society",
    "committee",
    "round",
    "up",
    "work",
    "job",
    "office",
    "friend",
    "mate",
    "neighbour",
}


@cache
def trade(text: str) -> str:
    """Return the everyday trade or public role a text tells, or an empty text.

    Examples
    --------
    >>> trade("Corner shop"), trade("postie"), trade("good friend")
    ('shop', 'post', '')
    """
    return next((_TRADES[word] for word in re.findall(r"[a-z]+", folded(text)) if word in _TRADES), "")


@cache
def known_from(beside_name: str, relation: str) -> str:
    """Return what somebody is known from: their trade where one is told, else the place written beside the name.

    Parameters
    ----------
    beside_name
        What was written beside the name: "the postman", "from the Legion".
    relation
        Relation to the respondent as written.

    Examples
    --------
    >>> known_from("Legion club", "mate"), known_from("", "postman"), known_from("shop", "shopkeeper")
    ('legion', 'post', 'shop')
    """
    words = [w for w in re.findall(r"[a-z0-9]+", folded(beside_name).replace("'", "")) if w not in _SAYS_NOTHING]
    return trade(beside_name) or trade(relation) or " ".join(words)
