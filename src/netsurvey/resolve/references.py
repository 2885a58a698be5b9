"""What each form and each written name says about a person, taken apart and put on one footing.

One respondent who writes "Sue Hughes" under three questions means one Sue Hughes: such mentions make one *reference*,
and references, not mentions, are compared. A form is a reference as well: it says what its respondent is called.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from netsurvey.resolve.ages import years
from netsurvey.resolve.model import NOTHING, SURELY
from netsurvey.resolve.name_words import STREET_WORDS
from netsurvey.resolve.names import KIN, TITLES, WrittenName, folded, parse_name
from netsurvey.resolve.nicknames import is_given_name
from netsurvey.resolve.places.snapping import snapper
from netsurvey.resolve.standing import BOXES, spoken_of
from netsurvey.resolve.trades import known_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

__all__ = ["Reference", "Vocabulary", "references_of_forms", "references_of_mentions"]


@dataclass(slots=True, kw_only=True, repr=False)
class Reference:
    """One person as one form speaks of them; its printed form shows no name.

    Attributes
    ----------
    keys
        Keys of the mentions it stands for, or the key of the form that is this person.
    form
        Number of the form that speaks.
    is_form
        Whether the form speaks of its own respondent.
    questions
        Questions they were named under.
    written
        The name in the spelling by which identical answers are recognised.
    relation
        Broad relation to the respondent, empty where unknown.
    kin
        What a kin word says they are to the respondent, empty where none does.
    known_as
        A second given name written beside the first, as in ``Robert "Bob" Smith``.
    former
        An earlier surname, as in "Jean Smith née Hask".
    seen
        What was observed, by kind of evidence.
    sure
        Kinds of evidence in which they can hardly be wrong: the street they live in themselves, the sex of a "Mrs".
    """

    keys: list[str]
    form: int
    is_form: bool
    questions: set[str] = field(default_factory=set)
    written: str = ""
    relation: str = ""
    kin: str = ""
    known_as: str = ""
    former: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()

    @property
    def is_nameless(self) -> bool:
        """Whether no part of a name was written, as in "my mum"."""
        return not {"given name", "surname", "religious name"} & self.seen.keys()

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a given name tells who is meant."""
        return not (self.kin or self.has_second_name or self.has_role)

    @property
    def has_second_name(self) -> bool:
        """Whether a surname or a shared religious name was written."""
        return not {"surname", "religious name"}.isdisjoint(self.seen)

    @property
    def full_name(self) -> tuple[str, str] | None:
        """The given name and the surname, or else the shared religious name, where both are written out."""
        given, second = self.seen.get("given name", ""), self.seen.get("surname", self.seen.get("religious name", ""))
        written_out = given and second and not given.endswith(".") and not second.endswith(".")
        return (given, second) if written_out else None

    @property
    def has_role(self) -> bool:
        """Whether a title or trade was written."""
        return any(self.seen.get(kind, NOTHING) != NOTHING for kind in ("title", "known from"))

    @property
    def is_family(self) -> bool:
        """Whether they are said to be family, of the same household or not."""
        return self.relation in {"family", "household"}

    def observed(self, kind: str) -> str:
        """Return what was observed of a kind, as the observations of its window are called."""
        return self.seen[kind] + SURELY if kind in self.sure else self.seen[kind]

    def agrees_with(self, other: Reference) -> bool:
        """Whether nothing observed of both differs, so that an identical name is an identical answer."""
        if self.kin and other.kin and self.kin != other.kin:
            return False
        if self.is_bare and other.is_bare and self.relation and other.relation and self.relation != other.relation:
            return False
        return all(
            other.seen.get(kind, text) == text
            or (kind == "age" and abs(float(text) - float(other.seen[kind])) <= 10)
            or kind in {"title", "known from", "standing"}
            for kind, text in self.seen.items()
        )

    def take_in(self, other: Reference) -> None:
        """Add an identical answer of the same form."""
        self.keys += other.keys
        self.questions |= other.questions
        self.relation = self.relation or other.relation
        self.kin = self.kin or other.kin
        self.known_as = self.known_as or other.known_as
        self.former = self.former or other.former
        self.seen = other.seen | {k: t for k, t in self.seen.items() if t != NOTHING or k not in other.seen}
        self.sure |= other.sure
        if "standing" in self.seen:
            self.seen["standing"] = spoken_of(self.relation, list(self.seen))


class Vocabulary:
    """The given names, surnames and streets that this site's forms use, to read doubtful words by.

    Parameters
    ----------
    names, streets
        As written, as often as they are.
    nicknames
        Names that only this place knows, and the name each stands for.
    """

    def __init__(
        self, names: Iterable[str], streets: Iterable[str], nicknames: Mapping[str, str] | None = None
    ) -> None:
        self._nicknames = {folded(written): parse_name(means) for written, means in (nicknames or {}).items()}
        self.givens, self.surnames = _given_and_surnames(Counter(name for name in names if name))
        counted = Counter(_street(text) for text in streets)
        counted.pop("", None)
        self._streets = [s for s, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
        self._known_streets = frozenset(self._streets)
        self._snapped: dict[str, str] = {s: s for s in self._streets}
        self._parsed: dict[str, WrittenName] = {}

    def name(self, text: str) -> WrittenName:
        """Take a written name apart in the light of the names of this site."""
        if text not in self._parsed:
            self._parsed[text] = self._meant(text, parse_name(text, givens=self.givens, surnames=self.surnames))
        return self._parsed[text]

    def _meant(self, text: str, name: WrittenName) -> WrittenName:
        """Return the name that a nickname stands for; a nickname beside another surname than its own is somebody's."""
        whole = self._nicknames.get(folded(text))
        meant = whole or self._nicknames.get(name.given)
        if meant is None or (name.surname and meant.surname and name.surname != meant.surname):
            return name
        if whole:
            return whole
        return replace(name, given=meant.given, surname=name.surname or meant.surname, faith=name.faith or meant.faith)

    def is_person(self, text: str) -> bool:
        """Whether an unclear answer holds a given name that is known here or anywhere, or a kin word."""
        name = self.name(text)
        return bool(name.kin or name.title or name.given in self.givens or (name.given and is_given_name(name.given)))

    def street(self, text: str) -> str:
        """Return the street of this site that is meant."""
        street = _street(text)
        if street and street not in self._snapped:
            best = process.extractOne(street, self._streets, scorer=fuzz.ratio, score_cutoff=84)
            bare = street.rsplit(" ", 1)[0]
            starts = [s for s in self._streets if s.rsplit(" ", 1)[0] == bare or s.startswith(street + " ")]
            self._snapped[street] = best[0] if best else starts[0] if starts else street
        return self._snapped.get(street, "")

    def known_street(self, text: str) -> str:
        """Return the street of this site that a text names outright, as in "Pat in the Avenue"; else nothing."""
        street = _street(text)
        return street if street in self._known_streets else ""


def _given_and_surnames(written: Counter[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that full names of this site use as given names, and those they use as surnames.

    One Dave James does not make every lone James a surname: a word known as a given name is a surname here only where
    it is written as one more often than as a given name.
    """
    given: Counter[str] = Counter()
    surname: Counter[str] = Counter()
    of_full_names = set()
    for text, times in written.items():
        name = parse_name(text)
        if not name.title:  # what follows "Rev" alone may be either
            given[name.given] += times
        if name.given and name.surname:
            of_full_names.add(name.given)
            surname[name.surname] += times
    return (
        frozenset(word for word in of_full_names if is_given_name(word) or given[word] >= surname[word]),
        frozenset(word for word, times in surname.items() if not is_given_name(word) or times > given[word]),
    )


@cache
def _street(text: str) -> str:
    words = re.sub(r"[^a-z ]", " ", folded(text)).split()
    words = [w for i, w in enumerate(words) if not (i == 0 and w in {"the", "on", "in"})]
    return " ".join([*words[:-1], STREET_WORDS.get(words[-1], words[-1])]) if words else ""


@cache
def _number(text: str) -> str:
    found = re.match(r"\s*(\d+\s*[a-zA-Z]?)\b", text)
    return found.group(1).replace(" ", "").lower() if found else ""


@cache
def _sex(text: str) -> str:
    word = folded(text)[:5]
    if word[:1] == "f" or word[:3] in {"wom", "gir", "lad"}:
        return "f"
    return "m" if word[:1] == "m" or word[:3] in {"boy", "man"} else ""


def references_of_forms(forms: pd.DataFrame, words: Vocabulary) -> list[Reference]:
    """Return what each form says of its own respondent, and one more where they are known by another name.

    Parameters
    ----------
    forms
        One row a form: `key`, `name`, `known_as`, `street`, `house`, `age`, `gender`, texts without gaps.
    words
        The names and streets of the site.
    """
    result = []
    for i, row in enumerate(_rows(forms)):
        name = words.name(row["name"])
        street = words.street(row["street"])
        number = _number(row["house"])
        common = {
            "street": street,
            "house": f"{street} {number}" if street and number else "",
            "age": years(row["age"]),
            "gender": _sex(row["gender"]),
            "title": name.title,
        }
        seen = _present(_name_parts(name) | common)
        sure = frozenset({"street", "gender"} & seen.keys())
        result.append(Reference(keys=[row["key"]], form=i, is_form=True, seen=seen, sure=sure))
        others = {words.name(row["known_as"]).given, name.known_as} - {"", name.given}
        result += [
            Reference(keys=[row["key"]], form=i, is_form=True, seen={"given name": other}) for other in sorted(others)
        ]
    return result


def references_of_mentions(
    mentions: pd.DataFrame, forms: list[Reference], words: Vocabulary, apart: frozenset[str]
) -> list[Reference]:
    """Return what each written name says of the person meant, identical answers of one form taken together.

    Parameters
    ----------
    mentions
        One row a mention in the order of its key: `key`, `form`, `question`, `relation`, and the roster's `name`,
        `relation_written`, `street`, `age`, `gender`, `place`, texts without gaps.
    forms
        What each form says of its respondent: neighbours are placed by it.
    words
        The names and streets of the site.
    apart
        Keys of mentions about which there is a decision; these are never taken together with others.
    """
    home = {r.form: r for r in reversed(forms)}
    snap = snapper([*(words.name(text).place for text in mentions["name"]), *mentions["place"]])
    result: list[Reference] = []
    open_references: dict[tuple[int, str], list[Reference]] = {}
    for row in _rows(mentions):
        reference = _reference(row, home[row["form"]], words, snap)
        if row["key"] in apart or not reference.written:
            result.append(reference)
            continue
        alike = open_references.setdefault((reference.form, reference.written), [])
        match = next((r for r in alike if r.agrees_with(reference)), None)
        if match is None:
            alike.append(reference)
            result.append(reference)
        else:
            match.take_in(reference)
    return result


@cache
def _kin_and_role(relation: str) -> tuple[str, str]:
    """Return the kin word and the public role in a relation as written, empty where there is none."""
    words = re.findall(r"[a-z\-]+", folded(relation))
    kin = next((w for w in words if w in KIN), "")
    return kin, next((w for w in words if w in TITLES and w not in KIN), "")


@cache
def _comparable(name: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", folded(name)).strip()


def _reference(row: dict[str, Any], home: Reference, words: Vocabulary, snap: Callable[[str], str]) -> Reference:
    name = words.name(row["name"])
    kin_word, role_word = _kin_and_role(row["relation_written"])
    kin = name.kin if name.kin not in {"", "family"} else KIN[kin_word][0] if kin_word else name.kin
    street = words.street(row["street"]) or words.street(name.street) or words.known_street(name.place)
    if name.nearby and not street:
        street = home.seen.get("street", "")
    by_house = street or home.seen.get("street", "")
    parts = _name_parts(name)
    parts["title"] = name.title or (TITLES[role_word][0] if role_word else "") or NOTHING
    spoken_sex = name.sex or (KIN[kin_word][1] if kin_word else "")
    sex = spoken_sex or _sex(row["gender"])
    seen = _present(
        parts
        | {
            "street": street,
            "house": f"{by_house} {name.house}" if by_house and name.house else "",
            "age": years(row["age"]),
            "gender": sex,
            "known from": known_from(snap(name.place), row["relation_written"]) or NOTHING,
            "met at": known_from(snap(row["place"]), ""),
            "manner": _manner(parts, row["relation"]),
            "standing": spoken_of(row["relation"], [box for box in BOXES if row[box]]),
        }
    )
    known_well = {"street": home.seen.get("street", ""), "gender": spoken_sex}
    return Reference(
        keys=[row["key"]],
        form=row["form"],
        is_form=False,
        questions={row["question"]},
        written=_comparable(row["name"]),
        relation=row["relation"] or ("family" if kin else ""),
        kin=kin,
        known_as=name.known_as,
        former=name.former,
        sure=frozenset(kind for kind, _ in known_well.items() & seen.items()),
        seen=seen,
    )


def _manner(parts: dict[str, str], relation: str) -> str:
    """Return how much of a name was written of somebody outside the family: all of it, or the given name alone."""
    if relation in {"family", "household"} or parts["title"] != NOTHING or not parts["given name"]:
        return ""
    return "full" if parts["surname"] or parts["religious name"] else "bare"


def _name_parts(name: WrittenName) -> dict[str, str]:
    """Return the parts of a name; a surname without a religious name says that there may be none."""
    surname = name.surname or (f"{name.surname_initial}." if name.surname_initial else "")
    return {
        "given name": name.given or (f"{name.given_initial}." if name.given_initial else ""),
        "surname": surname,
        "religious name": name.faith or (NOTHING if surname else ""),
    }


def _present(parts: dict[str, str]) -> dict[str, str]:
    return {kind: text for kind, text in parts.items() if text}


def _rows(frame: pd.DataFrame) -> Iterable[dict[str, Any]]:
    columns = list(frame.columns)
    lists = [frame[c].tolist() for c in columns]
    return (dict(zip(columns, values, strict=True)) for values in zip(*lists, strict=True))
