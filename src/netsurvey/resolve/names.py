"""A written name taken apart: given name, surname, title, kin word and what was added to tell people apart.

People write "Cllr Brown", "our Sue", "Hughes, Liz" and "Dave next door". Comparing such texts letter by letter compares
the wrong things, so each is parsed once and only its parts are compared. Nothing is forced into English shape: Singh,
Kaur, Begum and Mohammed are shared religious names rather than surnames, and a family name may come first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from netsurvey.resolve.nicknames import is_given_name

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["KIN", "TITLES", "WrittenName", "folded", "parse_name"]

_KIN_WORDS = {
    "mother:f": "mother mum mam mom mummy mammy ma",
    "father:m": "father dad daddy da pa",
    "daughter:f": "daughter",
    "son:m": "son",
    "sister:f": "sister sis",
    "brother:m": "brother bro",
    "wife:f": "wife missus",
    "husband:m": "husband hubby hubbie",
    "partner:": "partner spouse fiance fiancee",
    "girlfriend:f": "girlfriend",
    "boyfriend:m": "boyfriend",
    "grandmother:f": "grandmother grandma gran granny nan nana nanna nanny babcia",
    "grandfather:m": "grandfather grandad granddad grandpa gramps dziadek",
    "granddaughter:f": "granddaughter",
    "grandson:m": "grandson",
    "aunt:f": "aunt auntie aunty",
    "uncle:m": "uncle",
    "niece:f": "niece",
    "nephew:m": "nephew",
    "cousin:": "cousin cuz",
    "mother-in-law:f": "mother-in-law mum-in-law",
    "father-in-law:m": "father-in-law dad-in-law",
    "sister-in-law:f": "sister-in-law",
    "brother-in-law:m": "brother-in-law",
    "daughter-in-law:f": "daughter-in-law",
    "son-in-law:m": "son-in-law",
    "stepmother:f": "stepmother stepmum",
    "stepfather:m": "stepfather stepdad",
    "carer:": "carer",
}
KIN: dict[str, tuple[str, str]] = {
    word: (label.split(":")[0], label.split(":")[1]) for label, words in _KIN_WORDS.items() for word in words.split()
}
"""Kin word -> what it means and the sex it tells."""

_TITLE_WORDS = {
    "councillor:": "cllr clr councillor councilor cllor coun",
    "doctor:": "dr doctor doc gp",
    "clergy:": "father fr rev revd reverend vicar canon pastor curate minister priest deacon",
    "imam:m": "imam",
    "nun:f": "sister",
    "police:": "pc pcso sgt sergeant constable",
    "mp:": "mp",
    "professor:": "prof professor",
    "nurse:": "nurse",
    "teacher:": "headteacher teacher head",
    ":m": "mr mister sir",
    ":f": "mrs ms miss lady",
}
TITLES: dict[str, tuple[str, str]] = {
    word: (label.split(":")[0], label.split(":")[1]) for label, words in _TITLE_WORDS.items() for word in words.split()
}
"""Title -> the public role it tells, if any, and the sex it tells."""

_GIVEN_NAME_FOLLOWS = {
    "father",
    "fr",
    "sister",
    "nurse",
    "vicar",
    "canon",
    "rev",
    "reverend",
    "pc",
    "pcso",
    "imam",
    "miss",
}
_SOMEBODY = {"lady": "f", "woman": "f", "girl": "f", "lass": "f", "man": "m", "bloke": "m", "lad": "m", "boy": "m"}
_SOMEBODY |= {"guy": "m", "chap": "m", "fella": "m", "person": "", "someone": "", "somebody": "", "couple": ""}
_FAITH = {"singh": "m", "kaur": "f", "begum": "f", "bibi": "f", "khatun": "f", "khatoon": "f", "miah": "m"}
_MOHAMMED = {"mohammed", "muhammad", "mohamed", "mohammad", "muhammed", "mohd", "md", "mohamad"}
_FAMILY_NAMES = "wong chan cheung chen wang zhang liu lam ng leung yip tsang huang zhao wu xu nguyen"
_FAMILY_NAME_FIRST = frozenset(_FAMILY_NAMES.split())
_PARTICLES = {"van", "von", "der", "den", "de", "la", "le", "da", "di", "del", "bin", "al", "el", "st", "ter"}
_STUCK = {"mc", "mac", "o"}
_BEFORE = {"my", "our", "me", "the", "a", "his", "her", "their", "late", "dear", "poor", "ex"}
_ACQUAINTANCE = {"friend", "mate", "pal", "neighbour", "neighbor", "colleague", "old", "young", "big", "little", "wee"}

_NEARBY = re.compile(
    r"\b(?:lives? )?(?:n[e]?xt[ -]?do?or(?: but one)?|(?:over|ova|across|up|down) the (?:road|rd|street|way)|"
    r"round the corner|opposite|(?:on |in )?(?:my|our|same) (?:street|road))\b"
)
_HOUSE = re.compile(
    r"\b(?:at |from |in |of )?(?:(?:number|num|nr|no)\b\.? ?|# ?)(\d+[a-z]?)\b|\b(?:at|from) (\d+[a-z]?)\b"
)
_WHERE = re.compile(
    r"(?<=\S)\s+(?:who (?:runs?|works?)(?: (?:at|in))?|works (?:at|in)|runs|from|frm|at|@|of|off|in|down|on|the)"
    r"\s+(?:the )?(.+)$"
)
_TRAILING = re.compile(r"\s+[-\u2013\u2014:/]\s*|\s*[-\u2013\u2014:/]\s+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z][a-z'\-]*")
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "’": "'", "‘": "'", "`": "'"})  # noqa: RUF001


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenName:
    """The parts of a written name; an empty text is a part that was not written.

    Attributes
    ----------
    given
        The name they go by, folded to lower case without accents.
    given_initial
        Its first letter, where only that was written.
    surname
        Family name, folded.
    surname_initial
        Its first letter, where only that was written.
    faith
        Shared religious name such as Singh, Kaur, Begum or Mohammed.
    title
        The public role a title tells: councillor, doctor, clergy, ...
    kin
        What a kin word says they are to the respondent: mother, brother, "family" for "our Sue".
    sex
        f or m where a kin word, a title or a religious name tells it.
    place
        What was added to tell them apart: the venue in "Jean at the Glebe", the trade in "Dave the postman".
    house
        House number in "Dave at number 12".
    nearby
        Whether the respondent's own street is meant: "next door", "over the road".
    """

    given: str = ""
    given_initial: str = ""
    surname: str = ""
    surname_initial: str = ""
    faith: str = ""
    title: str = ""
    kin: str = ""
    sex: str = ""
    place: str = ""
    house: str = ""
    nearby: bool = False


def folded(text: str) -> str:
    """Return a text without accents, in lower case, with single spaces and plain apostrophes.

    Examples
    --------
    >>> folded("  SUE   Wałęsa ")
    'sue walesa'
    """
    return " ".join(_plain(text).lower().split())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _surname(token: str) -> str:
    """Return a surname in the one spelling it is compared by: O'Neill, Mac, -ska."""
    token = re.sub(r"^mac(?=[bcdfgk-z]{1}[a-z]{3})", "mc", token.replace("'", ""))
    for feminine, masculine in (("dzka", "dzki"), ("ska", "ski"), ("cka", "cki")):
        if token.endswith(feminine) and len(token) > 5:
            return token.removesuffix(feminine) + masculine
    return token.strip("-")


def _title_of(token: str) -> str | None:
    if token in TITLES:
        return token
    if len(token) >= 6 and not is_given_name(token):
        return next((t for t in TITLES if len(t) >= 6 and OSA.distance(t, token, score_cutoff=1) <= 1), None)
    return None


class _Parts:
    """What has been found so far while a name is read from its ends to its middle."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.nearby = False

    def note(self, part: str, value: str) -> None:
        if value:
            self.found.setdefault(part, value)

    def kin(self, word: str) -> None:
        label, sex = KIN[word]
        self.note("kin", label)
        self.note("sex", sex)

    def take_tail(self, text: str) -> str:
        """Return the text without nearness and house number, which are noted."""
        if _NEARBY.search(text):
            self.nearby = True
            text = _NEARBY.sub(" ", text)
        house = _HOUSE.search(text)
        if house:
            self.note("house", house.group(1) or house.group(2))
            text = _HOUSE.sub(" ", text)
        return " ".join(text.split())

    def aside(self, text: str) -> None:
        """Note what was written in brackets, after a dash or after a comma."""
        text = self.take_tail(text)
        words = [w for w in re.findall(r"[a-z0-9'\-]+", text) if w not in _BEFORE]
        while words and words[0] in {"from", "frm", "at", "of", "in", "on", "runs", "works", "lives"} | _BEFORE:
            words = words[1:]
        if not words:
            return
        if len(words) == 1 and words[0] in KIN:
            self.kin(words[0])
        elif len(words) == 1 and (title := _title_of(words[0])) and TITLES[title][0]:
            self.note("title", TITLES[title][0])
        elif words[0] in _ACQUAINTANCE:
            self.nearby = self.nearby or words[0].startswith("neighb")
        else:
            self.note("place", " ".join(words))


def parse_name(
    text: str, *, givens: Container[str] = frozenset(), surnames: Container[str] = frozenset()
) -> WrittenName:
    """Take a written name apart.

    Parameters
    ----------
    text
        One person's name as written.
    givens, surnames
        Folded names known from this study, which settle what a lone or swapped word is.

    Examples
    --------
    >>> name = parse_name("Hughes, Liz (the Legion)")
    >>> name.given, name.surname, name.place
    ('liz', 'hughes', 'legion')
    >>> parse_name("Cllr Brown").title
    'councillor'
    >>> parse_name("our Sue").kin
    'family'
    """
    parts = _Parts()
    text = _plain(text)
    text = re.sub(r"(\w+)[ ]in[ ]law\b", lambda m: f"{m.group(1)}-in-law", text, flags=re.IGNORECASE)
    for inside in re.findall(r"[(\[](.*?)[)\]]", text):
        parts.aside(inside.lower())
    text = re.sub(r"[(\[].*?(?:[)\]]|$)", " ", text)
    text = " ".join(_CAMEL.sub(" ", word) if _run_together(word) else word for word in text.split())
    text = parts.take_tail(" ".join(text.lower().split()))
    if where := _WHERE.search(" " + text if text.startswith(("from", "at ")) else text):
        parts.aside(where.group(1))
        text = text[: where.start()] if not text.startswith(("from", "at ")) else ""
    head, *asides = _TRAILING.split(text)
    for aside in asides:
        parts.aside(aside)
    tokens = _ordered(head, parts, givens, surnames)
    tokens = _without_kin(tokens, parts)
    _name_parts(_without_title(tokens, parts), parts, givens, surnames)
    return WrittenName(nearby=parts.nearby, **{k: v for k, v in parts.found.items() if k != "lone_title"})


def _run_together(word: str) -> bool:
    """Whether a given name and a surname were written as one word, unlike McCann or DiMarco."""
    return bool(_CAMEL.search(word)) and is_given_name(_CAMEL.split(word)[0].lower())


def _ordered(text: str, parts: _Parts, givens: Container[str], surnames: Container[str]) -> list[str]:
    """Return the words of the name in the order given name, surname, whichever way round they were written."""
    before, comma, after = (half.strip(" .") for half in text.partition(","))
    if comma and after:
        words = _WORD.findall(after)
        first = words[0] if words else ""
        is_name = first in givens or is_given_name(first) or len(first) == 1
        if not words or first in KIN or first in _BEFORE or not (is_name or len(_WORD.findall(before)) == 1):
            parts.aside(after)
            return _WORD.findall(before)
        return [*words, *_WORD.findall(before)]
    tokens = _WORD.findall(before or after)
    if len(tokens) in {2, 3} and tokens[0] not in _BEFORE and tokens[0] not in KIN and tokens[0] not in TITLES:
        first, last = tokens[0], tokens[-1]
        first_is_family = first in _FAMILY_NAME_FIRST and first not in givens and last not in _FAMILY_NAME_FIRST
        swapped = (
            len(tokens) == 2
            and first in surnames
            and first not in givens
            and not is_given_name(first)
            and (last in givens or is_given_name(last))
            and last not in surnames
        )
        if first_is_family or swapped:
            return [*tokens[1:], first]
    return tokens


def _without_kin(tokens: list[str], parts: _Parts) -> list[str]:
    """Note a kin word at the front and return the rest."""
    mine = bool(tokens) and tokens[0] in {"my", "me", "our"}
    if tokens and tokens[0] == "our" and len(tokens) > 1 and tokens[1] not in KIN:
        parts.note("kin", "family")
    if len(tokens) > 1 and tokens[0].endswith("'s") and tokens[-1] in KIN:
        parts.kin(tokens[-1])
        parts.note("place", " ".join(tokens[:-1]))
        return []
    while tokens and tokens[0] in _BEFORE:
        tokens = tokens[1:]
    if tokens and tokens[0] in _ACQUAINTANCE:
        parts.nearby = parts.nearby or tokens[0].startswith("neighb")
        tokens = tokens[1:]
    if tokens and tokens[0] in KIN and (mine or len(tokens) == 1 or tokens[0] not in TITLES):
        parts.kin(tokens[0])
        tokens = tokens[1:]
    elif len(tokens) > 1 and tokens[-1] in KIN and mine:
        parts.kin(tokens[-1])
        tokens = tokens[:-1]
    return tokens


def _without_title(tokens: list[str], parts: _Parts) -> list[str]:
    """Note titles at the front (or a lone one at the end) and return the rest."""
    while len(tokens) > 1 and (title := _title_of(tokens[0])):
        role, sex = TITLES[title]
        parts.note("title", role)
        parts.note("sex", sex)
        parts.note("lone_title", title)
        tokens = tokens[1:]
    return tokens


def _joined(tokens: list[str]) -> list[str]:
    """Join particles to the surname they belong to: van der Berg, O Neill, Mc Donald."""
    joined: list[str] = []
    for i, token in enumerate(tokens):
        stuck = joined and (joined[-1] in _STUCK or (i > 1 and joined[-1].split("-")[-1] in _PARTICLES))
        if stuck:
            previous = joined.pop()
            joined.append(previous + token if previous in _STUCK else f"{previous}-{token}")
        else:
            joined.append(token)
    return joined


def _name_parts(tokens: list[str], parts: _Parts, givens: Container[str], surnames: Container[str]) -> None:
    """Note given name, surname, initials and religious name."""
    tokens = [t.strip("-'") if not t.startswith("o'") else t for t in _joined(tokens)]
    for somebody in [t for t in tokens[:1] if t in _SOMEBODY]:
        parts.note("sex", _SOMEBODY[somebody])
    tokens = [t for i, t in enumerate(tokens) if t and not (i == 0 and t in _SOMEBODY)]
    shared = [t for t in tokens[1:] if t in _FAITH]
    if shared:
        parts.note("faith", "khatun" if shared[0] == "khatoon" else shared[0])
        parts.note("sex", _FAITH[shared[0]])
        tokens = [tokens[0], *(t for t in tokens[1:] if t not in _FAITH)]
    if len(tokens) > 1 and tokens[0] in _MOHAMMED:
        second_is_given = is_given_name(tokens[1]) and tokens[1] not in surnames
        if len(tokens) > 2 or second_is_given or shared:
            parts.note("faith", "mohammed")
            tokens = tokens[1:]
    title = parts.found.get("lone_title", "")
    if len(tokens) == 1 and not shared:
        word = tokens[0]
        known_given = word in givens or (is_given_name(word) and word not in surnames)
        known_surname = word in surnames
        after_title = bool(title) and not (title in _GIVEN_NAME_FOLLOWS and (known_given or not known_surname))
        if after_title or (known_surname and not known_given and not title):
            _note_surname(word, parts)
            return
    if tokens:
        parts.note("given" if len(tokens[0]) > 1 else "given_initial", tokens[0])
    if len(tokens) > 1:
        _note_surname(tokens[-1], parts)


def _note_surname(word: str, parts: _Parts) -> None:
    parts.note("surname" if len(word) > 1 else "surname_initial", _surname(word))
