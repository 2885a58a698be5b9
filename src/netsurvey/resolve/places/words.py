"""What a written place says: the words that name it, the word for what kind of place it is, and its initials.

"Glebe Centre", "the Glebe" and "Glebe ctr." are told apart by nothing but articles, endings and a word for the kind; so
each text is read once and its parts are compared, not its letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from netsurvey.resolve.names import folded

__all__ = ["COMMON", "FAMILY_OF", "KNOWN_WORDS", "WrittenPlace", "parted", "place_words", "read_place", "split_words"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KINDS_OF_FAMILIES = {
    "worship": "church=church,kirk,cathedral,abbey,minster chapel=chapel mosque=mosque,masjid temple=temple,mandir "
    "gurdwara=gurdwara,gurudwara,gurdwarra",
    "gathering": "centre=centre,center,ctr,cntr,cent,centr hall=hall hut=hut club=club,clb office=office "
    "group=group,grp,society,soc,association,assoc,assn,team,class,committee,meeting,friend",
    "drink": "pub=pub,inn,arm,tavern,tav,bar,boozer,hotel",
    "food": "cafe=cafe,caff,tearoom,coffeeshop,restaurant,canteen takeaway=takeaway chippy=chippy,chipshop,fishshop",
    "trade": "shop=shop,store,supermarket,mart,minimart,sklep,superstore chemist=chemist,pharmacy,pharmacist "
    "baker=baker,bakery butcher=butcher newsagent=newsagent,papershop hairdresser=hairdresser,salon,barber "
    "bookmaker=bookmaker,bookie,bettingshop",
    "learning": "school=school,sch,academy,acad,college,primary nursery=nursery,playgroup,preschool",
    "health": "doctor=doctor,dr,gp surgery=surgery,healthcentre,medicalcentre,clinic,practice dentist=dentist "
    "hospital=hospital,infirmary",
    "outdoors": "park=park,pk field=field,recreation,rec,ground,green,playground pond=pond,lake",
    "sport": "gym=gym,leisurecentre,sportscentre,leisure pool=pool,bath,swimming",
    "books": "library=library,lib",
    "news": "paper=paper,newspaper newsletter=newsletter magazine=magazine,mag radio=radio page=page,website,site "
    "board=noticeboard",
}
_KIND_OF: dict[str, str] = {}
FAMILY_OF: dict[str, str] = {}
"""Kind of place -> the family of kinds it is sometimes taken for."""
for _family, _told in _KINDS_OF_FAMILIES.items():
    for _entry in _told.split():
        _kind, _forms = _entry.split("=")
        FAMILY_OF[_kind] = _family
        _KIND_OF |= dict.fromkeys(_forms.split(","), _kind)

_PHRASES = {
    "chip shop": "chippy", "fish shop": "chippy", "fish and chip": "chippy", "fish and chip shop": "chippy",
    "health centre": "healthcentre", "medical centre": "medicalcentre", "doctor surgery": "surgery",
    "medical practice": "surgery", "gp surgery": "surgery", "gp practice": "surgery", "leisure centre": "leisure",
    "sport centre": "sportscentre", "swimming pool": "pool", "swimming bath": "pool", "public house": "pub",
    "tea room": "tearoom", "coffee shop": "coffeeshop", "coffee house": "coffeeshop", "betting shop": "bettingshop",
    "notice board": "noticeboard", "post office": "postoffice", "co op": "coop", "co operative": "coop",
    "paper shop": "papershop", "play group": "playgroup", "pre school": "preschool", "play ground": "playground",
    "playing field": "field", "recreation ground": "recreation", "news letter": "newsletter", "news paper": "newspaper",
    "mini mart": "minimart", "web site": "website", "facebook page": "facebook", "face book": "facebook",
    "facebook group": "facebook", "whats app": "whatsapp", "whatsapp group": "whatsapp", "job centre": "jobcentre",
    "social worker": "social service", "food bank": "foodbank", "take away": "takeaway",
    "working men": "workingmen", "work men": "workingmen", "citizen advice bureau": "citizen advice",
    "friend of": "friend", "drop in": "dropin",
}  # fmt: skip
_MEANS = {
    "fb": "facebook", "insta": "instagram", "cab": "citizen advice", "wi": "women institute", "po": "postoffice",
    "wmc": "workingmen club", "workmen": "workingmen", "rbl": "royal british legion", "comm": "community",
    "polski": "polish", "sally": "salvation", "meth": "methodist", "gurudwara": "gurdwara",
    "neighborhood": "neighbourhood", "toddler": "tot", "n": "and", "av": "avenue", "rd": "road",
    "cooperative": "coop", "tescos": "tesco", "coe": "anglican", "rc": "catholic",
}  # fmt: skip
_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS = {word: str(number) for word, number in (_ONES | _TENS).items()}
_NOISE = _set("the a an at in on of my our your to for and with go going via up down local")
COMMON = _set(
    "saint village community parish town new old royal british big little main primary junior infant senior high "
    "street road lane avenue terrace close drive row square gate night day morning monday tuesday wednesday thursday "
    "friday saturday sunday weekly upper lower north south east west great national united express plus"
)
"""Words that many places share and that therefore say little."""
_STREETS = _set("street road lane avenue terrace close drive row")
_BEFORE_TAIL = _set("at in on near by opposite behind down up next")
_DOTTED = re.compile(r"(?<![a-z0-9'])(?:[a-z0-9][. ]+)+[a-z0-9]\b(?![a-z0-9'])\.?")
_BRACKETS = re.compile(r"[(\[].*?(?:[)\]]|$)")
_WORD = re.compile(r"[a-z0-9][a-z0-9']*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
KNOWN_WORDS: frozenset[str]
"""Words whose meaning is known beforehand, to which a slip of the pen is led back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPlace:
    """The parts of a written place.

    Attributes
    ----------
    words
        Words that name it, in the one spelling they are compared by, without articles and without the last word for a
        kind; alphabetical.
    kind
        What kind of place the last such word says it is; empty where none does.
    initials
        First letters of all its words, in the order written.
    """

    words: tuple[str, ...]
    kind: str
    initials: str

    def __str__(self) -> str:
        return f"{' '.join(self.words)} {self.kind}".strip()

    @property
    def core(self) -> tuple[str, ...]:
        """The words that are its own: neither common nor for a kind."""
        return tuple(word for word in self.words if word not in COMMON and word not in FAMILY_OF)

    @property
    def is_generic(self) -> bool:
        """Whether nothing but the kind and common words was written, as in "the village hall"."""
        return bool(self.kind) and not self.core


def _singular(word: str) -> str:
    word = word.replace("'", "")
    if re.fullmatch(r"\d+s", word):
        return word[:-1]
    if word in _NUMBERS:
        return _NUMBERS[word]
    if len(word) > 4 and word.endswith("ies"):
        return _NUMBERS.get(word[:-3] + "y", word[:-3] + "y")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


KNOWN_WORDS = frozenset(_singular(word) for word in (*_KIND_OF, *COMMON, *" ".join(_PHRASES.values()).split()))
_COMPOUNDS = {tuple(phrase.split()): full.split() for phrase, full in _PHRASES.items()}


def split_words(text: str) -> list[str]:
    """Return the words of a text in the singular, single letters joined: "W.I." is one word.

    Examples
    --------
    >>> split_words("the Women's W.I."), split_words("PureGym")
    (['the', 'women', 'wi'], ['pure', 'gym'])
    """
    plain = folded(_CAMEL.sub(" ", text)).replace("&", " and ")
    plain = _BRACKETS.sub(" ", plain).strip() or plain
    plain = _DOTTED.sub(lambda found: re.sub(r"[. ]", "", found[0]), plain)
    return [_singular(word) for word in _WORD.findall(plain)]


def read_place(text: str) -> WrittenPlace:
    """Read a written place.

    Parameters
    ----------
    text
        A place, group, role or medium as written.

    Examples
    --------
    >>> read_place("the Glebe Ctr.")
    WrittenPlace(words=('glebe',), kind='centre', initials='gc')
    >>> read_place("bingo at the Welfare").words, read_place("over sixties").words
    (('bingo',), ('60', 'over'))
    """
    return parted(split_words(text))


def parted(words: list[str]) -> WrittenPlace:
    """Return the parts of a place from its words; where it is held is left out, once what is held there is named."""
    at = next((i for i, word in enumerate(words) if i > 0 and word in _BEFORE_TAIL), None)
    if at is not None:
        head = parted(words[:at])
        if head.words and not head.is_generic:
            return head
    kept = [word for word in _written_out(words) if word not in _NOISE] or words
    kept = [word if word != "st" else _saint_or_street(kept, i) for i, word in enumerate(kept)]
    head_at = 0 if kept[:1] == ["friend"] else _kind_at(kept)
    kind = "" if head_at is None else _KIND_OF[kept[head_at]]
    named = {_KIND_OF.get(word, word) for i, word in enumerate(kept) if i != head_at}
    return WrittenPlace(words=tuple(sorted(named - {kind})), kind=kind, initials="".join(word[0] for word in kept))


def _written_out(words: list[str]) -> list[str]:
    """Return the words with short forms written out and compounds made one word."""
    left = [part for word in words for part in _MEANS.get(word, word).split()]
    done: list[str] = []
    while left:
        size = next((n for n in (4, 3, 2) if tuple(left[:n]) in _COMPOUNDS), 1)
        done += _COMPOUNDS.get(tuple(left[:size]), left[:1])
        left = left[size:]
    return done


def _kind_at(words: list[str]) -> int | None:
    """Return where the last word for a kind stands, unless it names a street: "Church Road"."""
    return next(
        (i for i in reversed(range(len(words))) if words[i] in _KIND_OF and not {*words[i + 1 : i + 2]} & _STREETS),
        None,
    )


def _saint_or_street(words: list[str], at: int) -> str:
    """Return which "st" is: a saint is followed by a name, a street by a kind or by nothing."""
    return "saint" if at + 1 < len(words) and words[at + 1] not in _KIND_OF else "street"


def place_words(text: str) -> str:
    """Return a place in the words it is compared by: no articles, no endings, the kind last.

    Examples
    --------
    >>> place_words("the Methodist Chapel"), place_words("W.I."), place_words("Our doctor's")
    ('methodist chapel', 'institute women', 'doctor')
    """
    return str(read_place(text))
