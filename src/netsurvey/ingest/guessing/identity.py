"""Who answered: the id, the name, the street and whatever else the study file wants to know about a respondent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.guessing.closed import is_machinery
from netsurvey.ingest.guessing.draft import Block, block
from netsurvey.ingest.guessing.words import (
    IDS,
    INTERVIEWED,
    LABELS,
    NOT_INTERVIEWED,
    RESPONDENT,
    SITES,
    WAVES,
    said_in,
)
from netsurvey.ingest.values import fold, iso_date, number, possible_age, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from netsurvey.ingest.guessing.columns import Column

__all__ = ["Key", "guess_key", "guess_respondent"]

_WHOSE = ("your", "respondent", "respondents", "my", "own")
_FIRST = ("known_as", "street", "house", "household", "age", "gender", "researcher", "mode", "date")
_LAST = ("weight", "consent_named", "participant")
_MOST_SITES = 100
_MOST_WAVES = 20
_NEARLY = 0.9
_BAND = re.compile(r"(?:under|over|<|>|<=|>=)?\s*\d{1,3}\s*(?:(?:-|to)\s*\d{1,3}|\+|and over|or over|plus)?", re.ASCII)


@dataclass(kw_only=True, eq=False)
class Key:
    """What makes a form one of a kind.

    Attributes
    ----------
    id
        The column of ids.
    site, wave
        The columns of the site and of the wave; None: the same for all.
    repeats
        How many forms have an id that is taken, or none.
    by_file
        Whether ids are one of a kind only within their file, as those of waves are.
    """

    id: Column
    site: Column | None
    wave: Column | None
    repeats: int
    by_file: bool = False

    @cached_property
    def every(self) -> frozenset[str]:
        """The ids."""
        return frozenset(whole(text) for text in self.id.cells if text)

    @cached_property
    def nobody(self) -> frozenset[str]:
        """What stands for nobody where answers are ids."""
        return frozenset({"0"} - self.every)

    def is_again(self, column: Column) -> bool:
        """Return whether a column says the id once more."""
        return bool((column.cells == self.id.cells).mean() > 0.5)

    @property
    def headers(self) -> set[str]:
        """Headers of its columns."""
        return {column.header for column in (self.id, self.site, self.wave) if column is not None}


def guess_key(columns: Sequence[Column], *, place: str, known: str | None = None, file: Column | None = None) -> Key:
    """Return which column holds the ids, and which the site and the wave.

    Parameters
    ----------
    columns
        The columns of the forms.
    place
        What the sheet is called.
    known
        The header of the ids, where the format knows it.
    file
        The file of each form, where there are several.

    Raises
    ------
    SourceError
        When no column tells the forms apart.
    """
    site = _place_column(columns, SITES, most=_MOST_SITES)
    wave = _place_column(columns, WAVES, most=_MOST_WAVES)
    own = next((column for column in columns if column.header == known), None)
    by_header = sorted(
        (column for column in columns if _id_rank(column) and column not in (site, wave)),
        key=lambda column: (-_id_rank(column), column.place),
    )
    typed = [column for column in by_header if _id_rank(column) >= 4 and not is_machinery(column) and column is not own]
    candidates = [*typed, own] if own is not None else by_header
    for together in ((), (wave,), (site,), (site, wave), (file,), (file, site)):
        if None in together:
            continue
        for column in candidates:
            if not _repeats([column, *filter(None, together)]):
                by_file = file is not None and file in together
                return Key(id=column, site=site, wave=wave, repeats=0, by_file=by_file)
    if own is None:
        others = [column for column in columns if column.is_unique and not column.is_date and _is_code(column)]
        candidates = [*candidates, *others]
        if others and not by_header:
            return _key(others[0], site, wave)
    rows = len(columns[0].cells) if columns else 0
    nearly = [one for one in candidates if _repeats([one, *filter(None, (site, wave))]) <= (1 - _NEARLY) * rows]
    if not nearly:
        raise SourceError(
            Problem(
                what="has no column in which every form has an id of its own",
                file=place,
                next_step="Number the forms in a column, 1, 2, 3, ..., call it form_no, and run init again. Where the "
                "names of the columns stand below the first row, take out the rows above them.",
            )
        )
    return _key(nearly[0], site, wave)


def guess_respondent(columns: Sequence[Column], key: Key, *, taken: Collection[str]) -> tuple[Block, list[Block]]:
    """Return `[respondent]`, and the attributes that belong to its age and gender.

    Parameters
    ----------
    columns
        The columns of the forms.
    key
        Their ids.
    taken
        Headers of columns that are something else already.
    """
    free = [column for column in columns if column.header not in taken]
    found: dict[str, Column] = {}
    for name, phrases in RESPONDENT.items():
        if name == "name" and "last" in found:
            continue
        best = max(
            (column for column in free if column not in found.values() and _FITS.get(name, _anything)(column)),
            key=lambda column: (_said(column, phrases), -column.place),
            default=None,
        )
        if best is not None and (best is not key.id or name == "date") and _said(best, phrases) >= _least(name):
            found[name] = best
    names = [found[part].header for part in ("first", "last", "name") if part in found]
    unique = "every form has another one" if not key.repeats else f"forms that repeat one or have none: {key.repeats}"
    lines: list[tuple[str, Any, str]] = [("id", key.id.header, unique)]
    lines.append(("name", names if len(names) > 1 else next(iter(names), None), "by its header"))
    lines += [(name, found[name].header, "by its header") for name in _FIRST if name in found]
    if "outcome" in found:
        said = _as_written(found["outcome"], INTERVIEWED)
        value = {"column": found["outcome"].header, "interviewed": said}
        lines.append(("outcome", value, "the rest are counted and never called isolated"))
    lines += [(name, found[name].header, "by its header") for name in _LAST if name in found]
    used = {column.header for column in found.values()} | key.headers
    return block(("respondent",), lines, columns=used), list(_of_age_and_gender(found))


def _of_age_and_gender(found: Mapping[str, Column]) -> Iterable[Block]:
    age, gender = found.get("age"), found.get("gender")
    if age is not None and not age.is_number and age.mostly(lambda text: _BAND.fullmatch(fold(text)) is not None):
        order = ("order", _in_order(age), "the bands found; add those that may still come")
        yield block(("attributes", "age"), [("column", age.header, ""), order], columns=[age.header])
    if gender is not None and gender.folded and set(gender.folded) <= {"f", "m"}:
        labels = ("labels", dict(LABELS["gender"]), "")
        yield block(("attributes", "gender"), [("column", gender.header, ""), labels], columns=[gender.header])


def _in_order(column: Column) -> list[str]:
    bands = [text for text in column.content if _BAND.fullmatch(fold(text)) and possible_age(text)]

    def start(text: str) -> tuple[float, bool]:
        low = fold(text).startswith(("under", "<"))
        return float(re.findall(r"\d+", text)[0]) - low, text.endswith("+")

    return sorted({fold(text): text for text in bands}.values(), key=start)


def _place_column(columns: Sequence[Column], phrases: tuple[str, ...], *, most: int) -> Column | None:
    fits = [
        column
        for column in columns
        if said_in(column.last_words, phrases) == 4
        and 0 < column.different <= most
        and column.counts.total() == len(column.cells)
        and column.filled == len(column.cells)
        and column.different <= max(2, len(column.cells) // 2)
    ]
    return min(fits, key=lambda column: column.place, default=None)


def _id_rank(column: Column) -> float:
    """Return how much a column is called like one of ids; 0 where it is not."""
    said = max(said_in(words, IDS) for words in (column.words, column.last_words))
    if said < 3 or not column.filled:
        return 0
    likely = next((at for at, phrase in enumerate(IDS) if said_in(column.last_words, (phrase,)) == said), len(IDS))
    return said + 1 - likely / (len(IDS) + 1)


def _is_code(column: Column) -> bool:
    return column.mostly(lambda text: re.fullmatch(r"[\w:./-]*\d[\w:./-]*", text) is not None)


def _repeats(columns: Sequence[Column]) -> int:
    keys = list(zip(*([whole(text) for text in column.cells] for column in columns), strict=True))
    good = {key for key in keys if all(key)}
    return len(keys) - len(good)


def _key(column: Column, site: Column | None, wave: Column | None) -> Key:
    return Key(id=column, site=site, wave=wave, repeats=_repeats([column, *filter(None, (site, wave))]))


def _said(column: Column, phrases: tuple[str, ...]) -> float:
    """Return how plainly a column is called so; the earlier phrases are the likelier."""
    called = (column.words, column.last_words, column.said, _own(column.words))
    said, words = max((said_in(words, phrases), words) for words in called)
    place = next((at for at, phrase in enumerate(phrases) if said_in(words, (phrase,)) == said), 0)
    return said - place / (len(phrases) + 1) if said else 0


def _own(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a header without those that only say whose it is."""
    return words[1:] if words[:1] and words[0] in _WHOSE else words


def _least(name: str) -> float:
    return 3.01 if name in {"name", "first", "last", "date", "household", "street", "house"} else 2.01


def _as_written(column: Column, words: Collection[str]) -> list[str]:
    """Return those of these words that stand in the cells, once each."""
    return list({fold(text): text.casefold() for text in column.content if fold(text) in words}.values())


def _anything(column: Column) -> bool:
    return bool(column.filled)


def _is_outcome(column: Column) -> bool:
    known = column.share(lambda text: fold(text) in INTERVIEWED | NOT_INTERVIEWED)
    return known > 0.5 and bool(set(column.folded) & INTERVIEWED)


def _is_household(column: Column) -> bool:
    small = column.is_number and column.mostly(lambda text: (number(text) or 0) <= 20)
    return bool(column.filled) and not small and not column.is_yes_no and not column.is_few


def _is_day(column: Column) -> bool:
    return column.is_date or (bool(column.filled) and column.mostly(lambda text: iso_date(text) is not None))


_FITS: dict[str, Callable[[Column], bool]] = {
    "first": lambda column: column.is_wordy,
    "last": lambda column: column.is_wordy,
    "name": lambda column: column.is_wordy,
    "known_as": lambda column: column.is_wordy,
    "street": lambda column: column.is_wordy,
    "house": lambda column: bool(column.filled) and not (column.is_few and column.is_number),
    "household": _is_household,
    "age": lambda column: bool(column.filled) and column.mostly(possible_age) and not column.is_yes_no,
    "gender": lambda column: 0 < column.different <= max(12, column.filled // 10),
    "researcher": lambda column: 0 < column.different <= max(2, len(column.cells) // 2) and not column.is_yes_no,
    "mode": lambda column: 0 < column.different <= 12,
    "date": _is_day,
    "outcome": _is_outcome,
    "weight": lambda column: column.is_number,
    "consent_named": lambda column: column.is_yes_no,
    "participant": lambda column: column.is_yes_no,
}
