"""Questions that ask for names: which columns are the slots, what was asked beside them, what the question is for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.draft import Block, block, key_from
from netsurvey.ingest.guessing.headers import field_of, holds, role_of, without_numbers
from netsurvey.ingest.guessing.ticks import tick_value, words_of_tick
from netsurvey.ingest.guessing.words import (
    ASKED,
    FIELDS,
    GROUPS,
    MISSING,
    NOBODY,
    PLACES,
    header_words,
)
from netsurvey.ingest.kinds import kind_of_named
from netsurvey.ingest.values import fold, whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from netsurvey.ingest.guessing.columns import Column
    from netsurvey.ingest.guessing.identity import Key
    from netsurvey.ingest.guessing.slots import Slots
    from netsurvey.ingest.naming import NameSense

__all__ = ["Generator", "generators"]

_SLOT = "{n}"
_GLUED = ("firstname", "surname", "name", "relation", "street", "gender", "often", "age", "sex")
_IDS, _IDS_BESIDE = 0.7, 0.4
_TWICE = 0.1
_ENOUGH, _VARIED = 6, 0.6
_SENTENCE = 4
_BEFORE_SLOT = " -:;,(["
_WHOM = frozenset({"who", "whom", "whose"})
_YES_NO = frozenset({"do", "does", "is", "are", "have", "has", "did", "can", "how"})


@dataclass(kw_only=True, eq=False)
class Generator:
    """A question that asks for names, as far as its columns tell.

    Attributes
    ----------
    stem
        The words of its headers without the number and the field.
    names
        Patterns of the names.
    columns
        The columns that hold the names.
    fields
        Patterns of the interpreters.
    others
        Headers of all its other columns.
    numbers
        The numbers of its slots.
    tick
        The column of the box that says "nobody".
    exact
        Whether the names are ids of respondents.
    """

    stem: tuple[str, ...]
    names: list[str]
    columns: list[Column]
    fields: dict[str, str] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    numbers: frozenset[int] = frozenset()
    tick: Column | None = None
    exact: bool = False

    @property
    def text(self) -> str:
        """The question as it was put, where the format or the header knows it."""
        texts = [" ".join(column.text.split()) for column in self.columns if column.text]
        if texts:
            alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
            same = "".join(letters[0] for letters in alike)
            asked = same[: same.rindex("?") + 1] if "?" in same else same
            return asked.rstrip(_BEFORE_SLOT) or texts[0]
        header = self.columns[0].header
        return (
            header if len(self.names) == 1 and _SLOT not in self.names[0] and len(header.split()) >= _SENTENCE else ""
        )

    @property
    def taken(self) -> set[str]:
        """Headers of all columns it takes."""
        tick = {self.tick.header} if self.tick is not None else set()
        return {column.header for column in self.columns} | self.others | tick

    def as_block(self, taken: Iterable[str], sense: NameSense) -> Block:
        """Return it as a block of the study file."""
        asks, why_asks = _asks(self, sense)
        role, why_role = role_of(self.stem, self.text)
        if asks == "groups" or (asks == "places" and role != "information"):
            role = None
        stem = () if len(self.stem) > _SENTENCE else self.stem
        key = key_from(stem or ((role,) if role else ()), taken, otherwise=role or asks)
        zero = ["", "0"] if self.exact and any(column.counts["0"] for column in self.columns) else None
        lines = [
            ("text", self.text or None, ""),
            ("asks", asks, why_asks),
            ("role", role, why_role),
            ("name", self.names[0] if len(self.names) == 1 else self.names, self._slots_said()),
            ("missing", zero, "0 is nobody's id"),
            ("none_tick", tick_value(self.tick), "its cells are ticked or empty"),
            *((key_, pattern, "by its header") for key_, pattern in self.fields.items()),
        ]
        return block(("questions", key), lines, columns=self.taken)

    def _slots_said(self) -> str:
        filled = sum(column.filled - self.exact * column.content["0"] for column in self.columns)
        slots = f"{len(self.numbers)} slots, " if len(self.numbers) > 1 else ""
        return f"{slots}{filled} filled" + (", with ids of respondents" if self.exact else "")


def generators(slots: Sequence[Slots], alone: Sequence[Column], *, ids: Key, taken: Collection[str]) -> list[Generator]:
    """Return the questions that ask for names, in the order of the sheet.

    Parameters
    ----------
    slots
        The numbered columns.
    alone
        The columns without a number.
    ids
        The ids of the respondents.
    taken
        Headers of columns that are something else already.
    """
    found = _by_stem([one for one in slots if not {column.header for column in one.columns.values()} & set(taken)], ids)
    in_slots = {header for one in found for header in one.taken}
    free = [column for column in alone if column.header not in taken and column.header not in in_slots]
    _give_ticks(found, free)
    ticks = {one.tick.header for one in found if one.tick is not None}
    found += [
        Generator(stem=column.words, names=[column.header], columns=[column])
        for column in free
        if column.header not in ticks and _asks_for_names(column)
    ]
    _give_ticks([one for one in found if one.tick is None], [column for column in free if column.header not in ticks])
    return sorted(found, key=lambda one: min(column.place for column in one.columns))


def _by_stem(slots: Sequence[Slots], ids: Key) -> list[Generator]:
    parts: dict[tuple[str, ...], dict[str | None, list[Slots]]] = {}
    for group in slots:
        stem, name = _glued(group.pattern, slots) or field_of(group.pattern)
        parts.setdefault(stem, {}).setdefault(name, []).append(group)
    found: list[Generator] = []
    orphans: list[tuple[str, Slots]] = []
    for stem, by_field in parts.items():
        more = list(_of_one_stem(stem, by_field, ids, found))
        found += more
        if not more:
            orphans += [(name, group) for name, groups in by_field.items() if name in FIELDS for group in groups]
    for field_name, group in orphans:
        _adopt(found, field_name, group)
    return found


def _of_one_stem(
    stem: tuple[str, ...], by_field: Mapping[str | None, list[Slots]], ids: Key, found: Sequence[Generator]
) -> Iterator[Generator]:
    """Yield the questions among the numbered columns whose headers begin alike; usually there is one or none."""
    named = by_field.get("name") or [*by_field.get("first", []), *by_field.get("last", [])]
    bare = by_field.get(None, [])
    if not named and not bare and "place" in by_field:
        stem, bare = (*stem, "place"), by_field["place"]
        by_field = {}
    for at, names in enumerate([named] if named else [[group] for group in bare]):
        one = Generator(
            stem=stem,
            names=[group.pattern for group in names[: 2 if "first" in by_field else 1]],
            columns=[column for group in names for column in group.columns.values()],
            numbers=frozenset(number for group in names for number in group.columns),
        )
        alike = {_without_digits(other.names[0]) for other in found if other.exact}
        one.exact = _are_ids(names, ids, share=_IDS_BESIDE if _without_digits(one.names[0]) in alike else _IDS)
        mixed = names[0].is_code and len({without_numbers(column.text) for column in one.columns}) > 1
        if mixed or not (one.exact or _are_names(one, asked=bool(named))):
            continue
        for name, others in by_field.items() if at == 0 else ():
            if name is not None and others:
                _give_field(one, name, others[0])
        yield one


def _without_digits(pattern: str) -> tuple[str, ...]:
    return tuple(word for word in header_words(pattern) if not word.isdecimal())


def _give_field(one: Generator, name: str, slots: Slots) -> None:
    if name not in one.fields and name not in {"name", "first", "last"}:
        one.fields[name] = slots.pattern
        one.others |= {column.header for column in slots.columns.values()}


def _adopt(found: Sequence[Generator], name: str, slots: Slots) -> None:
    """Give what was asked about "person 1", in a header that does not say which question, to the one before it."""
    start = min(column.place for column in slots.columns.values())
    before = [
        one
        for one in found
        if min(column.place for column in one.columns) < start and set(slots.columns) <= one.numbers
    ]
    words = set(without_numbers(slots.pattern))
    vague = {"person", "them", "they", "their", "people", "he", "she"}
    alone = not field_of(slots.pattern)[0]
    if before and (alone or words & vague or len(words) >= _SENTENCE):
        _give_field(max(before, key=lambda one: min(column.place for column in one.columns)), name, slots)


def _glued(pattern: str, slots: Sequence[Slots]) -> tuple[tuple[str, ...], str] | None:
    """Return stem and field of `helpname{n}`, where `helpstreet{n}` or the like stands beside it."""
    words = [word for word in header_words(pattern) if word != _SLOT]
    if len(words) != 1:
        return None
    for ending in _GLUED:
        start = words[0].removesuffix(ending)
        if start and start != words[0] and len(start) > 1:
            beside = {"".join(w for w in header_words(one.pattern) if w != _SLOT) for one in slots} - {words[0]}
            if any(word == start or word in {start + other for other in _GLUED} for word in beside):
                name = next(name for name, phrases in FIELDS.items() if ending in phrases)
                return (start,), name
    return None


def _are_ids(names: Sequence[Slots], ids: Key, *, share: float) -> bool:
    """Return whether nearly all answers are ids, and nobody is named twice by one respondent, as numbers would be."""
    columns = [column for slots in names for column in slots.columns.values()]
    if len(columns) < 2 or any(ids.is_again(column) for column in columns):
        return False
    said: Counter[str] = Counter()
    for column in columns:
        said.update({whole(text): count for text, count in column.content.items() if text not in ids.nobody})
    hits = sum(count for text, count in said.items() if text in ids.every)
    rich = [column for column in columns if column.different >= min(8, max(2, len(ids.every) // 4))]
    return bool(
        said.total()
        and hits / said.total() >= share
        and len(said) >= min(20, max(2, len(ids.every) // 5))
        and len(rich) >= len([column for column in columns if set(column.content) - ids.nobody]) / 2
        and _repeats(columns, ids.nobody) <= _TWICE
    )


def _repeats(columns: Sequence[Column], nobody: Collection[str]) -> float:
    """Return the share of respondents with several answers who gave one of them twice."""
    several = twice = 0
    for row in zip(*(column.cells for column in columns), strict=True):
        answers = [whole(text) for text in row if text and text not in nobody]
        several += len(answers) > 1
        twice += len(set(answers)) < len(answers)
    return twice / several if several else 0.0


def _are_names(one: Generator, *, asked: bool) -> bool:
    """Return whether the cells can be names, and the header or their variety says that they are."""
    filled = [column for column in one.columns if column.filled]
    by_header = asked or _told_by_header(one.stem, one.text)
    if not filled:
        return by_header
    if sum(column.is_names for column in filled) < len(filled) / 2:
        return False
    different = {text for column in filled for text in column.folded}
    total = sum(column.filled for column in filled)
    many = len(different) > 12 and len(different) > total / 4
    return by_header or many or (total >= _ENOUGH and len(different) > _VARIED * total)


def _told_by_header(stem: tuple[str, ...], text: str) -> bool:
    words = (*stem, *without_numbers(text))
    told = (*PLACES, *GROUPS, *ASKED)
    return role_of(stem, text)[0] is not None or any(holds(words, phrase) for phrase in told)


def _asks_for_names(column: Column) -> bool:
    """Return whether one column alone is a question that asks for names: it says who or which, and holds names."""
    words = column.said or column.words
    whom = bool(_WHOM & set(words))
    if len(words) < 3 or words[0] in _YES_NO or not column.is_names or (column.is_few and not whom):
        return False
    listed = {"name", "names", "list"} & set(words[:6]) and {"people", "person", "someone", "friends"} & set(words)
    which = {"which", "what"} & set(words[:3]) and any(holds(words, one) for one in (*PLACES, *GROUPS))
    return bool(whom or listed or which or "where" in words[:2])


def _asks(one: Generator, sense: NameSense) -> tuple[str, str]:
    words = one.stem if one.text == "" else (*one.stem, *without_numbers(one.text))
    if one.exact:
        return "people", "ids of respondents"
    by_name = any(field_of(pattern)[1] in {"name", "first", "last"} for pattern in one.names)
    whom = by_name or bool(_WHOM & set(words))
    if not whom:
        for asks, phrases in (("groups", GROUPS), ("places", PLACES)):
            said = next((phrase for phrase in phrases if holds(words, phrase)), None)
            if said is not None:
                return asks, f'the header says "{said}"'
    kinds = [
        (kind_of_named(text, sense), count)
        for column in one.columns
        for text, count in column.content.items()
        if fold(text) not in NOBODY | MISSING
    ]
    total = sum(count for _, count in kinds) or 1
    share = {
        kind: sum(count for own, count in kinds if own == kind) / total for kind in ("person", "household", "group")
    }
    if not whom and share["person"] + share["household"] < 0.5:
        return ("groups", "most cells name groups") if share["group"] > 0.5 else ("places", "most cells name places")
    return "people", "its cells are people's names" if not whom else "by its header"


def _give_ticks(found: Sequence[Generator], alone: Sequence[Column]) -> None:
    for column in alone:
        rest = words_of_tick(column)
        free = [one for one in found if one.tick is None]
        if rest is None or not free:
            continue
        own = next((one for one in free if one.stem and one.stem in {rest, rest[:-1], rest[1:]}), None)
        role = role_of(rest, "")[0]
        alike = [one for one in free if role is not None and role_of(one.stem, one.text)[0] == role]
        if own is None and len(alike) == 1:
            own = alike[0]
        before = max(
            (one for one in found if max(c.place for c in one.columns) < column.place),
            key=lambda one: max(c.place for c in one.columns),
            default=None,
        )
        if own is None and len(column.words) >= _SENTENCE and before in free and before is not None:
            gap = column.place - max(c.place for c in before.columns)
            own = before if gap <= 2 + len(before.others) else None
        if own is not None:
            own.tick = column
