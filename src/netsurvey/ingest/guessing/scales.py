"""Scales, recognised by how many columns there are and how they are numbered, never by a wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.draft import Block, block
from netsurvey.ingest.guessing.words import SCALES, said_in
from netsurvey.ingest.sheet import letters_of
from netsurvey.ingest.values import item_number
from netsurvey.study import KNOWN_SCALES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from netsurvey.ingest.guessing.columns import Column
    from netsurvey.ingest.guessing.slots import Slots

__all__ = ["guess_scales"]

_SHORT = 4
_SIZES = {14: "wemwbs", 7: "swemwbs", 4: "ons4", 3: "ucla3"}
_HINTS = {
    "wemwbs": ("wem", "wemwbs", "wellbeing"),
    "swemwbs": ("swem", "swemwbs", "wem", "wemwbs", "wellbeing"),
    "ons4": ("ons", "ons4"),
    "ucla3": ("ucla", "ucla3", "lonely", "loneliness"),
}


def guess_scales(
    columns: Sequence[Column], slots: Sequence[Slots], *, taken: Collection[str]
) -> tuple[list[Block], list[str]]:
    """Return the scales, and what looks like one and cannot be written down.

    Parameters
    ----------
    columns
        The columns in the order of the sheet.
    slots
        Those that are numbered.
    taken
        Headers of columns that are something else already.
    """
    free = [column for column in columns if column.header not in taken]
    found: dict[str, Block] = {}
    for one in slots:
        for name, numbers in _by_number(one):
            own = [one.columns[number] for number in numbers]
            if name not in found and all(column in free for column in own):
                whole = len(numbers) == len(one.columns)
                items = one.pattern if whole else [column.header for column in own]
                found[name] = _block(name, "items", items, own)
    used = {header for own in found.values() for header in own.columns}
    free = [column for column in free if column.header not in used]
    found |= _single(free, found)
    used = {header for own in found.values() for header in own.columns}
    return list(found.values()), list(_unwritten(columns, {*taken, *used}, found))


def _by_number(slots: Slots) -> Iterator[tuple[str, list[int]]]:
    """Yield the runs of consecutive numbers that are answered as a scale is."""
    for size, name in _SIZES.items():
        low, high = KNOWN_SCALES[name][1]
        fits = sorted(n for n, column in slots.columns.items() if column.filled and column.within(low, high))
        if name == "swemwbs" and fits == list(KNOWN_SCALES[name][0]) == sorted(slots.columns):
            yield name, fits
        for run in _runs(fits):
            alone = len(run) == len(slots.columns)
            if len(run) == size and (alone or size > _SHORT) and _is_answered([slots.columns[n] for n in run], name):
                yield name, run


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_answered(columns: Sequence[Column], name: str) -> bool:
    """Return whether the answers use the range of a scale, as the answers to a batch of other numbers would not."""
    low, high = KNOWN_SCALES[name][1]
    if any(hint in column.words for hint in _HINTS[name] for column in columns):
        return True
    said = {int(value) for column in columns for value in _values(column)}
    most = [max(_values(column), default=low) for column in columns]
    return (
        min(most) > (low + high) / 2
        and low <= min(said)
        and len(said) >= min(5, high - low)
        and all(column.different > 1 for column in columns)
    )


def _values(column: Column) -> Iterator[float]:
    for text in column.content:
        value = item_number(text)
        if value is not None:
            yield value


def _single(free: Sequence[Column], found: Collection[str]) -> dict[str, Block]:
    """Return the scales of one item each, or the four of the ONS together, by their headers."""
    own: dict[str, Column] = {}
    for name, phrases in SCALES.items():
        low, high = KNOWN_SCALES[name][1]
        said = [column for column in free if said_in(column.last_words, phrases) >= 2 and column.filled]
        fits = [column for column in said if column not in own.values() and column.within(low, high)]
        if fits and name not in found:
            own[name] = fits[0]
    four = [own[name] for name in ("life_satisfaction", "worthwhile", "happy", "anxious") if name in own]
    if len(four) == 4 and "ons4" not in found:
        rest = {name: column for name, column in own.items() if column not in four}
        items = _block("ons4", "items", [column.header for column in four], four)
        return {"ons4": items} | {name: _block(name, "item", column.header, [column]) for name, column in rest.items()}
    return {name: _block(name, "item", column.header, [column]) for name, column in own.items()}


def _unwritten(columns: Sequence[Column], taken: Collection[str], found: Collection[str]) -> Iterator[str]:
    """Yield a sentence about columns side by side that may be a scale, but whose headers are sentences.

    What the headers say may be the wording of a scale, which is its owner's, so it is not copied into a study file.
    """
    run: list[Column] = []
    for column in [*columns, None]:
        fits = column is not None and column.header not in taken and bool(column.filled) and column.within(1, 5)
        if fits and column is not None and (not run or column.place == run[-1].place + 1):
            run.append(column)
            continue
        name = _SIZES.get(len(run))
        if name in {"wemwbs", "swemwbs"} and name not in found and _is_answered(run, name):
            where = f"{letters_of(run[0].place)} to {letters_of(run[-1].place)}"
            yield (
                f"Columns {where} look like a scale of {len(run)} items from 1 to 5. If they are, give them short "
                f"headers in the scale's order ({name}_1, {name}_2, ...) and run init again: the wording of a scale "
                "does not belong into a study file."
            )
        run = [column] if fits and column is not None else []


def _block(name: str, key: str, value: str | list[str], columns: Sequence[Column]) -> Block:
    low, high = KNOWN_SCALES[name][1]
    why = f"{len(columns)} columns answered {low} to {high}" if len(columns) > 1 else f"answered {low} to {high}"
    return block(("scales", name), [(key, value, why)], columns=[column.header for column in columns])
