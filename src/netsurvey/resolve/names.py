"""A written name taken apart: given name, surname, title, kin word and what was added to tell people apart.

People write "Cllr Brown", "our Sue", "Hughes, Liz" and "Dave next door". Comparing such texts letter by letter compares
the wrong things, so each is parsed once and only its parts are compared. Nothing is forced into English shape: Singh,
Kaur, Begum and Mohammed are shared religious names rather than surnames, and a family name may come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from netsurvey.resolve.beside import STREET, split_tail, split_venue, take_trade, take_whereabouts
from netsurvey.resolve.name_words import (
    ACQUAINTANCES,
    ADJECTIVES,
    BEFORE,
    CHINESE_FAMILY_NAMES,
    CHINESE_SYLLABLES,
    DOUBLE_NAMES,
    FAITH_FIRST,
    FAITH_LAST,
    GENERATIONS,
    GIVEN_NAME_FOLLOWS,
    HONORIFICS,
    KIN,
    KIN_AFTER_MY,
    MINE,
    PARTICLES,
    PLACEHOLDERS,
    QUALIFIERS,
    SOMEBODY,
    TITLES,
    TITLES_AT_THE_END,
    VENUES,
    VENUES_IN_FRONT,
)
from netsurvey.resolve.nicknames import is_given_name, is_short_form, is_short_only
from netsurvey.resolve.population import commonness, is_listed_surname
from netsurvey.resolve.spelling import folded, surname_spelling, without_accents
from netsurvey.resolve.tidying import needs_tidying, tidied

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["KIN", "TITLES", "WrittenName", "folded", "parse_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenName:
    """The parts of a written name; an empty text is a part that was not written.

    Attributes
    ----------
    given
        The name they go by, folded to lower case without accents.
    given_initial
        Its first letter, where only that was written.
    known_as
        A second given name: Bob in ``Robert "Bob" Smith``, Robert in "Bob (Robert) Smith".
    surname
        Family name, folded.
    surname_initial
        Its first letter, where only that was written.
    former
        An earlier surname: Hask in "Jean Smith née Hask".
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
    street
        Street in "Pat from Mill Lane".
    house
        House number in "Dave at number 12".
    nearby
        Whether the respondent's own street is meant: "next door", "over the road".
    """

    given: str = ""
    given_initial: str = ""
    known_as: str = ""
    surname: str = ""
    surname_initial: str = ""
    former: str = ""
    faith: str = ""
    title: str = ""
    kin: str = ""
    sex: str = ""
    place: str = ""
    street: str = ""
    house: str = ""
    nearby: bool = False


def parse_name(
    text: str, *, givens: Collection[str] = frozenset(), surnames: Collection[str] = frozenset()
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
    return _Reading(givens, surnames).of(text)


_QUOTED = re.compile(r'"\s*([^"]+?)\s*"|(?<!\w)\'([^\']+)\'(?!\w)')
_ALIAS = re.compile(r"[(,]?\s*\b(?:aka|a\.k\.a\.?|known as|goes by|called)\s+([\w\-]+)\)?", re.IGNORECASE)
_FORMER = re.compile(r"[(,]?\s*\b(?:nee|formerly|was)\s+([\w'\-]+)\)?", re.IGNORECASE)
_EITHER = re.compile(r"\b([A-Za-z\-]+)\s*/\s*([A-Za-z\-]+)\b")
_BRACKETS = re.compile(r"[(\[](.*?)(?:[)\]]|$)")
_ASIDE = re.compile(r"\s+[-:]\s*|\s*[-:]\s+|\s+/\s+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEGINNINGS = PARTICLES | {"abu", "fitz", "mac", "mc", "o"}
"""What a capital follows inside one word: MacDonald, DeSouza."""
_INITIAL_AND_NAME = re.compile(r"^([A-Z])([A-Z][a-z]{2,})$")
_TWO_LETTERS = re.compile(r"^([A-Z])\.?([A-Z])\.?$")
_GOES_BY_LETTERS = re.compile(r"^[abcdjklmprt]j$|^jp$|^jd$")
_WORD = re.compile(r"[a-z][a-z'\-]*")
_WORD_OR_NUMBER = re.compile(r"[a-z0-9][a-z0-9'\-]*")
_TITLES_TO_SLIP_IN = ("cllr", "revd", *(title for title in TITLES if len(title) >= 6))
_SAYS_MORE = frozenset().union(
    ACQUAINTANCES, ADJECTIVES, BEFORE, CHINESE_FAMILY_NAMES, CHINESE_SYLLABLES, DOUBLE_NAMES, FAITH_FIRST, FAITH_LAST,
    GENERATIONS, HONORIFICS, KIN, PLACEHOLDERS, QUALIFIERS, SOMEBODY, TITLES, VENUES, {"abdul", "mac"},
)  # fmt: skip
"""Words that make more of a name than given name and surname."""


class _Reading:
    """One written name on its way from a text to its parts, read from its ends to its middle."""

    def __init__(self, givens: Collection[str], surnames: Collection[str]) -> None:
        self._givens = givens
        self._surnames = surnames
        self._found: dict[str, str] = {}
        self._nearby = False
        self._title = ""

    def of(self, text: str) -> WrittenName:
        text = without_accents(text)
        if plain := self._plain(text.lower().split()):
            return plain
        if needs_tidying(text):
            text = self._other_names(tidied(text))
        brackets = [inside for inside in _BRACKETS.findall(text) if inside.strip()]
        head, *asides = _ASIDE.split(_BRACKETS.sub(" ", text).replace("@", " at ").strip(" -:"))
        if asides and self._is_surname(asides[0].lower().strip()) and len(head.split()) > 1:
            head = f"{head}-{asides.pop(0)}"
        self._read_head(" ".join(head.split()))
        for aside in (*asides, *brackets):
            self._read_aside(" ".join(aside.lower().split()), may_name=True)
        return WrittenName(nearby=self._nearby, **self._found)

    def _plain(self, words: list[str]) -> WrittenName | None:
        """Return "Sue" and "Sue Smith" at once: most names are written so, and the long way would find the same."""
        if not 1 <= len(words) <= 2 or words[0] in _SAYS_MORE or words[-1] in _SAYS_MORE:
            return None
        if not self._is_given(words[0]):
            return None
        if len(words) == 1:
            return WrittenName(given=words[0])
        return WrittenName(given=words[0], surname=surname_spelling(words[1])) if self._is_surname(words[1]) else None

    def _note(self, part: str, value: str) -> None:
        if value:
            self._found.setdefault(part, value)

    def _note_kin(self, told: tuple[str, str]) -> None:
        self._note("kin", told[0])
        self._note("sex", told[1])

    def _note_title(self, word: str) -> None:
        role, sex = TITLES[word]
        self._title = self._title or word
        self._note("title", role)
        self._note("sex", sex)

    def _note_surname(self, word: str) -> None:
        if len(word) > 1:
            self._note("surname", surname_spelling(word))
        elif word == "k" and self._found.get("given", "").endswith(("preet", "jit", "jeet", "inder", "deep", "want")):
            self._note_faith("kaur")
        else:
            self._note("surname_initial", word)

    def _note_faith(self, word: str) -> None:
        self._note("faith", "khatun" if word == "khatoon" else word)
        self._note("sex", FAITH_LAST[word])

    def _is_given(self, word: str) -> bool:
        return word in self._givens or (is_given_name(word) and word not in self._surnames)

    def _is_surname(self, word: str) -> bool:
        spelling = surname_spelling(word)
        return spelling in self._surnames or (is_listed_surname(spelling) and not is_given_name(word))

    @property
    def _is_named(self) -> bool:
        return bool({"given", "given_initial", "surname", "surname_initial", "faith"} & self._found.keys())

    def _other_names(self, text: str) -> str:
        """Note a second given name and a former surname, and return the text without them."""
        if former := _FORMER.search(text):
            self._note("former", surname_spelling(former[1].lower()))
            text = _FORMER.sub(" ", text)
        if alias := _ALIAS.search(text):
            self._note("known_as", alias[1].lower())
            text = _ALIAS.sub(" ", text)
        if quoted := _QUOTED.search(text):
            inside, without = quoted[1] or quoted[2], _QUOTED.sub(" ", text)
            if _WORD.search(without.lower()) and len(inside.split()) == 1:
                self._note("known_as", inside.lower())
                text = without
            else:
                text = text.replace(quoted[0], inside)
        either = _EITHER.search(text)
        if either and all(self._is_given(half.lower()) for half in either.groups()):
            self._note("known_as", either[2].lower())
            text = text.replace(either[0], either[1])
        elif either and self._is_given(either[1].lower()):
            text = text.replace(either[0], f"{either[1]} / {either[2]}")
        return text

    def _read_head(self, text: str) -> None:
        """Note what is written outside brackets and before the first dash."""
        words = self._apart(text.split())
        text = self._without_whereabouts(self._surname_last(words).lower())
        if "," not in text:
            text, trade = take_trade(text)
            self._note("place", trade)
        text, tail = split_tail(text)
        if not tail and "," not in text:
            text, tail = split_venue(text)
        if tail:
            self._read_aside(tail, may_name=False)
        tokens = self._without_honorifics(self._without_kin(self._around_comma(text)))
        tokens = self._in_order(self._without_title(tokens))
        self._read_names(self._particles_joined(tokens))

    def _without_whereabouts(self, text: str) -> str:
        """Note nearness, house number and street, and return the rest."""
        told = take_whereabouts(text)
        self._nearby = self._nearby or told.nearby
        self._note("house", told.house)
        self._note("street", told.street)
        return told.rest

    def _apart(self, words: list[str]) -> list[str]:
        """Return the words with "SueSmith", "JSmith" and "JS" taken apart."""
        result: list[str] = []
        for word in words:
            halves = _CAMEL.split(word)
            if len(halves) == 2 and _ends_a_name(halves[0].lower(), alone=len(words) == 1):
                result += halves
            elif (found := _INITIAL_AND_NAME.match(word)) and not is_given_name(word.lower()):
                result += found.groups()
            elif len(words) == 1 and (found := _TWO_LETTERS.match(word)):
                lowered = "".join(found.groups()).lower()
                known = lowered in TITLES or is_given_name(lowered) or _GOES_BY_LETTERS.match(lowered)
                result += [lowered] if known else found.groups()
            elif len(words) == 1 and len(word) > 6 and word.isalpha():
                result += self._run_together(word.lower()) or [word]
            else:
                result.append(word)
        return result

    def _run_together(self, word: str) -> list[str]:
        """Return "suesmith" in two, where both parts are known and the whole is not."""
        if self._is_given(word) or self._is_surname(word) or word in TITLES or word in KIN:
            return []
        for end in range(3, len(word) - 3):
            first, last = word[:end], word[end:]
            common_enough = surname_spelling(last) in self._surnames or (len(last) >= 5 and self._is_surname(last))
            if common_enough and (first in self._givens or is_given_name(first)):
                return [first, last]
        return []

    def _surname_last(self, words: list[str]) -> str:
        """Return "SMITH John" the other way round."""
        if len(words) == 2 and words[0].isupper() and not words[1].isupper() and len(words[0]) > 2:
            first, last = (word.lower().strip(",.") for word in words)
            is_name = first.isalpha() and "," not in words[0] and first not in (TITLES.keys() | KIN.keys() | BEFORE)
            if is_name and last[:1].isalpha() and (self._is_given(last) or not self._is_given(first)):
                return f"{last} {first}"
        return " ".join(words)

    def _around_comma(self, text: str) -> list[str]:
        """Return the words of the name given name first, whichever way round a comma put them."""
        before, comma, after = (half.strip(" .") for half in text.partition(","))
        if not (comma and before and after):
            return _WORD.findall(before or after)
        names, others = _WORD.findall(before), _WORD.findall(after)
        rest = [word for word in others if not _title_of(word)]
        titled = len(rest) < len(others) or bool(others and _title_of(others[0]))
        is_given = bool(rest) and (self._is_given(rest[0]) or len(rest[0]) == 1)
        lone_surname = len(names) == 1 and not self._is_given(names[0])
        descriptive = not others or others[0] in KIN or others[0] in BEFORE or bool(take_trade(after)[1])
        if not descriptive and (is_given or (lone_surname and (titled or len(rest) <= 2))) and len(names) <= 2:
            return [*others, *names]
        if not descriptive and len(rest) == 1 and self._is_surname(rest[0]) and not titled:
            return [*names, *rest]
        self._read_aside(after, may_name=False)
        return names

    def _without_kin(self, tokens: list[str]) -> list[str]:
        """Note kin words and return the rest."""
        if len(tokens) > 2 and tokens[0] in MINE and (tokens[1].endswith("'s") or self._lacks_apostrophe(tokens[1:])):
            tokens = tokens[1:]
        if len(tokens) > 1 and (tokens[0].endswith("'s") or self._lacks_apostrophe(tokens)):
            return self._somebody_elses(tokens)
        if len(tokens) > 2 and tokens[1] in MINE:
            tokens = self._apposition(tokens)
        mine = bool(tokens) and tokens[0] in MINE
        ours = bool(tokens) and tokens[0] == "our"
        while tokens and tokens[0] in BEFORE and tokens != ["ex"] and not _is_initial(tokens):
            tokens = tokens[1:]
        start = next((i for i, t in enumerate(tokens) if t not in QUALIFIERS), len(tokens))
        if start < len(tokens) and (tokens[start] in KIN or tokens[start] in ACQUAINTANCES or start):
            described = tokens[start] in KIN or tokens[start] in ACQUAINTANCES or bool(_title_of(tokens[start]))
            tokens = tokens[start:] if described or tokens[0] in {"big", "little", "old", "young", "wee"} else tokens
        if not tokens:
            return tokens
        first = tokens[0]
        if told := self._kin_of(first, mine=mine, alone=len(tokens) == 1):
            self._note_kin(told)
            return tokens[1:]
        if first in ACQUAINTANCES:
            self._nearby = self._nearby or first.startswith("neighb")
            return tokens[1:]
        if ours and not _title_of(first) and first not in SOMEBODY:
            self._note("kin", "family")
        return self._kin_at_the_end(tokens)

    def _lacks_apostrophe(self, tokens: list[str]) -> bool:
        """Whether "husbands brother" or "jeans daughter" is somebody's, though the apostrophe was left out."""
        first, second = tokens[:2]
        whose = first.removesuffix("s")
        somebody = whose in KIN or whose in ACQUAINTANCES or (self._is_given(whose) and not self._is_given(first))
        return first != whose and somebody and not self._is_surname(first) and (second in KIN or second in TITLES)

    def _somebody_elses(self, tokens: list[str]) -> list[str]:
        """Read "Dave's wife Jean": somebody else's kin, known by them."""
        if tokens[1] in KIN or tokens[1] in ACQUAINTANCES or tokens[1] in SOMEBODY or tokens[1] in TITLES:
            self._note("sex", KIN[tokens[1]][1] if tokens[1] in KIN else SOMEBODY.get(tokens[1], ""))
            self._note("place", " ".join(tokens[:2]))
            return tokens[2:]
        return [tokens[0].removesuffix("'s"), *tokens[1:]]

    def _apposition(self, tokens: list[str]) -> list[str]:
        """Read "Dave my son", "Kev my cousin's lad" and "Jean my mate"."""
        told = tokens[2]
        if told.endswith("'s"):
            self._somebody_elses(tokens[2:])
        elif told in KIN:
            self._note_kin(KIN[told])
        elif not (told in ACQUAINTANCES or told in QUALIFIERS):
            return tokens
        elif tokens[-1] in KIN:
            self._note_kin(KIN[tokens[-1]])
        return tokens[:1]

    def _kin_of(self, word: str, *, mine: bool, alone: bool) -> tuple[str, str] | None:
        """Return what a word at the front says of kinship, a slip of the pen allowed after "my"."""
        if word in KIN:
            return KIN[word] if mine or alone or word not in TITLES else None
        if mine and word in KIN_AFTER_MY:
            return KIN_AFTER_MY[word]
        if len(word) >= (5 if mine else 9) and (mine or alone) and not is_given_name(word) and not _title_of(word):
            near = (k for k in KIN if len(k) >= 5 and OSA.distance(k, word, score_cutoff=1) <= 1)
            return next((KIN[k] for k in near), None)
        return None

    def _kin_at_the_end(self, tokens: list[str]) -> list[str]:
        last = tokens[-1]
        if len(tokens) > 1 and last not in self._surnames and self._is_given(tokens[0]):
            if last in KIN and last not in HONORIFICS and (len(last) > 2):
                self._note_kin(KIN[last])
                return tokens[:-1]
            if last in ACQUAINTANCES:
                self._nearby = self._nearby or last.startswith("neighb")
                return [t for i, t in enumerate(tokens[:-1]) if i == 0 or t not in QUALIFIERS | MINE]
        return tokens

    def _without_honorifics(self, tokens: list[str]) -> list[str]:
        """Note words of respect and of generation after a name, and return the rest."""
        while len(tokens) > 1:
            last = tokens[-1]
            if last in GENERATIONS:
                self._note("place", GENERATIONS[last])
            elif last in HONORIFICS and (last != "ben" or not commonness(tokens[0])):
                self._note("sex", HONORIFICS[last])
            elif last not in PLACEHOLDERS:
                break
            tokens = tokens[:-1]
        return [] if len(tokens) == 1 and tokens[0] in PLACEHOLDERS else tokens

    def _without_title(self, tokens: list[str]) -> list[str]:
        """Note titles at the front, or a sure one at the end, and return the rest."""
        while tokens and (title := _title_of(tokens[0])):
            if len(tokens) == 1 and (title != tokens[0] or tokens[0] in self._surnames or not TITLES[title][0]):
                break
            self._note_title(title)
            tokens = tokens[1:]
        if len(tokens) > 1 and tokens[-1] in TITLES_AT_THE_END and tokens[-1] not in self._surnames:
            self._note("title", TITLES[tokens[-1]][0])
            tokens = tokens[:-1]
        return tokens

    def _in_order(self, tokens: list[str]) -> list[str]:
        """Return the words of a name given name first, where the names themselves tell the order."""
        tokens = [t for t in (token.strip("-'") for token in tokens) if t]
        if len(tokens) > 1 and tokens[0] in ADJECTIVES and self._is_given(tokens[1]):
            tokens = tokens[1:]
        if tokens and tokens[0] in SOMEBODY:
            self._note("sex", SOMEBODY[tokens[0]])
            tokens = tokens[1:]
        if len(tokens) in {2, 3} and (chinese := self._chinese(tokens)):
            return chinese
        if len(tokens) != 2:
            return tokens
        first, last = tokens
        if first in VENUES_IN_FRONT and self._is_given(last):
            self._note("place", first)
            return [last]
        return [last, first] if self._is_swapped(first, last) else tokens

    def _is_swapped(self, first: str, last: str) -> bool:
        """Whether a surname was written before the given name."""
        given_last = self._is_given(last) and not self._is_surname(last)
        if first in FAITH_LAST:
            return given_last
        if self._is_given(first):
            return False
        if self._is_surname(first):
            return len(last) == 1 or given_last
        return last in self._givens and is_short_only(last) and last not in self._surnames

    def _chinese(self, tokens: list[str]) -> list[str]:
        """Return a Chinese name as given name and family name, whichever came first; nothing for other names."""
        families = [t for t in (tokens[0], tokens[-1]) if t in CHINESE_FAMILY_NAMES]
        if not families:
            syllables = len(tokens) == 2 and all(t in CHINESE_SYLLABLES for t in tokens)
            return ["-".join(tokens)] if syllables and tokens[1] not in self._surnames else []
        family = min(families, key=CHINESE_FAMILY_NAMES.index)
        given = [t for t in tokens if t != family] or [family]
        is_syllables = all(part in CHINESE_SYLLABLES for t in given for part in t.split("-"))
        if len(given) == 2 and not is_syllables:
            return [] if tokens[0] != family or self._is_given(family) else [*given, family]
        if tokens[0] == family and len(given) == 1 and not is_syllables:
            english = commonness(family) > 0 or given[0] in self._surnames
            return [] if english or self._is_surname(given[0]) else [given[0], family]
        return ["-".join(given), family]

    def _read_names(self, tokens: list[str]) -> None:
        """Note given name, surname, initials and religious name."""
        tokens, shared = self._without_faith(tokens)
        if not tokens:
            return
        if len(tokens) > 1 and tokens[0] == "abdul" and not self._is_given(tokens[1]) and len(tokens[1]) > 1:
            if not self._is_family_name_after_abdul(tokens[1:]):
                tokens = [f"abdul-{tokens[1]}", *tokens[2:]]
        elif len(tokens) > 1 and tokens[1] in DOUBLE_NAMES and self._is_double_name(tokens):
            tokens = [f"{tokens[0]}-{tokens[1]}", *tokens[2:]]
        elif len(tokens) > 2 and tokens[:2] == ["john", "paul"]:
            tokens = ["john-paul", *tokens[2:]]
        if len(tokens) == 1 and not shared and self._is_lone_surname(tokens[0]):
            self._note_surname(tokens[0])
            return
        self._note("given" if len(tokens[0]) > 1 else "given_initial", tokens[0])
        if len(tokens) > 1:
            self._note_surname(tokens[-1])

    def _particles_joined(self, tokens: list[str]) -> list[str]:
        """Return the words with particles joined to the surname they belong to: van der Berg, O Neill, Mc Donald.

        In "O Taylor" no particle is written but the initial of an Olive: there is a Taylor and no O'Taylor.
        """
        joined: list[str] = []
        for i, token in enumerate(tokens):
            previous = joined[-1] if joined else ""
            is_initial = previous == "o" and self._is_surname(token) and not self._is_surname(previous + token)
            if (previous in {"mc", "o"} and not is_initial) or (previous == "mac" and i > 1):
                joined[-1] = previous + token
            elif i > 1 and previous.split("-")[-1] in PARTICLES:
                joined[-1] = f"{previous}-{token}"
            else:
                joined.append(token)
        return joined

    def _without_faith(self, tokens: list[str]) -> tuple[list[str], bool]:
        """Note a shared religious name; return the rest and whether there was one."""
        behind = [t for i, t in enumerate(tokens) if t in FAITH_LAST and (i or len(tokens) == 1)]
        if behind:
            self._note_faith(behind[0])
            tokens = [t for i, t in enumerate(tokens) if t not in FAITH_LAST or (i == 0 and len(tokens) > 1)]
        if len(tokens) > 1 and tokens[0] in FAITH_FIRST:
            given_follows = is_given_name(tokens[1]) and tokens[1] not in self._surnames
            if len(tokens) > 2 or given_follows or behind:
                self._note("faith", FAITH_FIRST[tokens[0]])
                tokens = tokens[1:]
        return tokens, bool(behind)

    def _is_family_name_after_abdul(self, rest: list[str]) -> bool:
        """Whether "Abdul Khan" is Abdul of the Khans; "Abdul Rahman" is one given name, "servant of the Merciful"."""
        second = rest[0]
        return len(rest) == 1 and (second in self._surnames or second in {"khan", "ali", "shah", "malik", "miah"})

    def _is_double_name(self, tokens: list[str]) -> bool:
        """Whether "Mary Ann" is one given name rather than a name and a surname."""
        first, second = tokens[:2]
        sure = len(tokens) > 2 or (second not in self._surnames and not is_listed_surname(second))
        return sure and is_given_name(first)

    def _is_lone_surname(self, word: str) -> bool:
        """Whether a word on its own is a surname, in the light of the title before it."""
        if len(word) == 1:
            return bool(self._title)
        given, surname = self._is_given(word), self._is_surname(word)
        if not self._title:
            return surname and not given and not is_given_name(word)
        if self._title in GIVEN_NAME_FOLLOWS:
            if GIVEN_NAME_FOLLOWS[self._title]:
                return surname and not given
            return not (given or (not surname and self._is_slip_of_given(word)))
        sure_given = given and not is_listed_surname(word) and word not in self._surnames
        return not (sure_given and (commonness(word) > 0 or is_short_only(word)))

    def _is_slip_of_given(self, word: str) -> bool:
        """Whether an unknown word is one slip away from a given name of this study and from no surname of it."""

        def is_near(names: Collection[str]) -> bool:
            return any(OSA.distance(word, name, score_cutoff=1) <= 1 for name in names)

        return len(word) >= 4 and is_near(self._givens) and not is_near(self._surnames)

    def _read_aside(self, text: str, *, may_name: bool) -> None:
        """Note what was written in brackets, after a dash, after a comma or behind "from"."""
        text = self._without_whereabouts(text)
        head, tail = split_tail(text)
        if tail and not head:
            text = tail
        elif tail and not take_trade(text)[1]:
            self._read_aside(tail, may_name=False)
            text = head
        words = _WORD_OR_NUMBER.findall(text)
        while words and (words[0] in BEFORE or words[0] in {"from", "at", "of", "in", "on", "and"}):
            words = words[1:]
        described = len(words) > 1 and (words[-1] in KIN or words[-1] in ACQUAINTANCES or _title_of(words[-1]))
        if described:
            words = [w for w in words[:-1] if w not in QUALIFIERS] + words[-1:]
        if words and not all(word.isdigit() for word in words):
            self._read_words_aside(words, may_name=may_name)

    def _read_words_aside(self, words: list[str], *, may_name: bool) -> None:
        first, text = words[0], " ".join(words)
        title = _title_of(first) if len(words) == 1 else None
        given = self._found.get("given", "")
        if len(words) == 1 and first in KIN:
            self._note_kin(KIN[first])
        elif title:
            self._note("title", TITLES[title][0])
            self._note("sex", TITLES[title][1])
        elif words[-1] in SOMEBODY and len(words) <= 2:
            self._note("sex", SOMEBODY[words[-1]])
        elif first in ACQUAINTANCES:
            self._nearby = self._nearby or first.startswith("neighb")
        elif first.endswith("'s") and len(words) > 1 and (words[1] in KIN or words[1] in ACQUAINTANCES):
            self._somebody_elses(words)
        elif re.fullmatch(STREET, text):
            self._note("street", text)
        elif may_name and not self._is_named and (self._is_given(first) or self._is_surname(first)):
            self._read_names(words)
        elif may_name and not given and len(words) == 1 and self._is_given(first):
            self._note("given", first)
        elif may_name and len(words) == 1 and given and first != given and is_short_form(first, given):
            self._note("known_as", first)
        else:
            self._note("place", text)


def _ends_a_name(beginning: str, *, alone: bool) -> bool:
    """Whether a capital after these letters begins another name: in SueSmith and AshlwyMabe, not in MacDonald."""
    if is_given_name(beginning):
        return beginning != "mac"
    return alone and beginning not in _BEGINNINGS


@cache
def _title_of(word: str) -> str | None:
    """Return the title a word stands for, one slip of the pen allowed in a usual or long one."""
    if word in TITLES:
        return word
    if len(word) >= 4 and not is_given_name(word) and not is_listed_surname(word):
        return next((t for t in _TITLES_TO_SLIP_IN if OSA.distance(t, word, score_cutoff=1) <= 1), None)
    return None


def _is_initial(tokens: list[str]) -> bool:
    """Whether "A Hughes" is meant, unlike "a friend"."""
    described = KIN.keys() | TITLES.keys() | SOMEBODY.keys() | ACQUAINTANCES | QUALIFIERS
    return tokens[0] == "a" and len(tokens) > 1 and tokens[1] not in described
