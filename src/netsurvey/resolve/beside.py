"""What is written beside a name to say who is meant: next door, number 12, Mill Lane, the Legion, the postman.

It says as much as a surname does, but of different things: nearness and house numbers are about the respondent's own
street, a venue or a trade is what the whole village knows somebody by.
"""

from __future__ import annotations

import re

from netsurvey.resolve.name_words import BEFORE, STREET_WORDS, VENUES

__all__ = ["STREET", "Whereabouts", "split_tail", "split_venue", "take_trade", "take_whereabouts"]

_NEARBY = re.compile(
    r"\b(?:(?:who |that )?lives? |from |on |at )?(?:"
    r"n[e]?xt[ -]?do?or(?: but one)?|(?:over|ova|ovr|across|up|down|x) (?:the )?(?:road|rd|street|way|landing)|"
    r"other side of the (?:road|street)|top of (?:the|our) (?:road|street)|bottom of (?:the|our) (?:road|street)|"
    r"(?:a )?(?:few|couple of|two|three|four|\d) doors? (?:down|up|away|along)|round the corner|on the corner|"
    r"opposite|upstairs|downstairs|flat (?:above|below)|(?:on |in )?(?:my|our|same) (?:street|road|block|landing))"
    r"(?: (?:from|to) (?:me|us))?\b"
)
STREET = rf"(?:[a-z'\-]+ ){{1,3}}(?:{'|'.join(STREET_WORDS)})\b\.?"
_DIGIT = re.compile(r"\d")
_NUMBER = r"(?:number|num|nr|no)\b\.? ?|\bno\.?(?=\d)|# ?"
_ADDRESS = re.compile(rf"\b(?:(?:at|from|in|of|on) )?(?:{_NUMBER})?(\d+[a-z]?),? (?:on )?({STREET})")
_HOUSE = re.compile(
    rf"(?:\b(?:(?:who |that )?lives )?(?:at|from|in|of) )?(?:{_NUMBER})(\d+[a-z]?)\b|\b(?:at|from) (\d+[a-z]?)\b"
)
_JOINING = (
    r"who [a-z]+(?: (?:at|in|on|with|for))?|that (?:runs?|works?|lives?)"
    r"(?: (?:at|in|on))?|works? (?:at|in|for)|runs|does|lives (?:at|in|on)|from|frm|at|of|off|in|down|up|on|by|near|"
    r"behind|above|with|the"
)
_TAIL = re.compile(rf"(?:^|\s)(?:{_JOINING})\s+(?:the |a )?(.+)$")
_TRADE = re.compile(
    r"\b(?:postman|postwoman|postie|post lady|milkman|hairdresser|shopkeeper|shop keeper|barmaid|barman|landlady|"
    r"landlord|publican|caretaker|janitor|librarian|pharmacist|newsagent|fishmonger|cabbie|quizmaster|plumber|builder|"
    r"electrician|cleaner|binman|bin man|(?:lollipop|dinner|tea|shop|paper) (?:lady|man|woman|girl|boy)|"
    r"(?:window|street|road) (?:cleaner|sweeper)|(?:bus|taxi|lorry|van) driver|(?:youth|social|support) worker|"
    r"(?:housing|community) officer|health visitor|sweeper)\b"
)
_THE = re.compile(r"(?:\s|^)(?:the|a|our|my|local)\s*$")


class Whereabouts:
    """What a text says of where somebody is to be found; empty where it says nothing."""

    __slots__ = ("house", "nearby", "rest", "street")

    def __init__(self, rest: str) -> None:
        self.rest = rest
        self.nearby = False
        self.house = ""
        self.street = ""


def take_whereabouts(text: str) -> Whereabouts:
    """Take nearness, house number and numbered street out of a folded text.

    Examples
    --------
    >>> told = take_whereabouts("pat hughes at 12 mill lane")
    >>> told.rest, told.house, told.street
    ('pat hughes', '12', 'mill lane')
    >>> take_whereabouts("dave over the road").nearby
    True
    """
    told = Whereabouts(text)
    if _DIGIT.search(text):
        if address := _ADDRESS.search(told.rest):
            told.house, told.street = address.groups()
            told.rest = _ADDRESS.sub(" ", told.rest)
        elif house := _HOUSE.search(told.rest):
            told.house = house[1] or house[2]
            told.rest = _HOUSE.sub(" ", told.rest)
    if _NEARBY.search(told.rest):
        told.nearby = True
        told.rest = _NEARBY.sub(" ", told.rest)
    told.rest = " ".join(told.rest.split())
    return told


def split_tail(text: str) -> tuple[str, str]:
    """Return a folded text without "from the Legion" or "who runs the shop", and where that leads.

    Examples
    --------
    >>> split_tail("jean hask from the legion"), split_tail("sue who runs the shop")
    (('jean hask', 'legion'), ('sue', 'shop'))
    """
    if found := _TAIL.search(text):
        return text[: found.start()].strip(), found[1].strip()
    return text, ""


def split_venue(text: str) -> tuple[str, str]:
    """Return a folded text without a venue at its end that nothing joins to the name, and the venue.

    Examples
    --------
    >>> split_venue("sue legion"), split_venue("sue church")
    (('sue', 'legion'), ('sue church', ''))
    """
    head, _, last = text.rpartition(" ")
    return (head, last) if head and last in VENUES and head.split()[-1] not in BEFORE else (text, "")


def take_trade(text: str) -> tuple[str, str]:
    """Return a folded text without the trade at its start or end, and the trade.

    Trades that are as often surnames, as in "Dave Baker", are left alone.

    Examples
    --------
    >>> take_trade("postman dave"), take_trade("jean lollipop lady"), take_trade("dave baker")
    (('dave', 'postman'), ('jean', 'lollipop lady'), ('dave baker', ''))
    """
    for found in _TRADE.finditer(text):
        before, after = text[: found.start()].strip(), text[found.end() :].strip()
        if not after or all(word in BEFORE or word == "local" for word in before.split()):
            return _THE.sub("", f"{before} {after}").strip(), found[0]
    return text, ""
