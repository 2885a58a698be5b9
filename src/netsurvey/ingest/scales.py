"""Items of scales: which column is which item, and the number in each cell.

Numbers only: no wording of any scale is known here, and nothing is scored, reversed or filled in, because that is
analysis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netsurvey.errors import Problem
from netsurvey.ingest.values import item_number
from netsurvey.ingest.words import CONTENT, by_unique, words_for
from netsurvey.study import KNOWN_SCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from netsurvey.ingest.pages import Page
    from netsurvey.ingest.respondents import Forms
    from netsurvey.study import Scale, Study

__all__ = ["item_columns", "read_scales", "scale_problems"]

_SHORT = "swemwbs"


def scale_problems(study: Study) -> Iterator[Problem]:
    """Yield what cannot be in the study file's scales, whatever the sheet holds."""
    for name, scale in study.scales.items():
        known = KNOWN_SCALES.get(name, ((), (0, 0)))[0]
        if scale.item is not None and known:
            yield Problem(
                what=f"the scale has {len(known)} items, so item = ... cannot hold it",
                file="study.toml",
                key=f"scales.{name}.item",
                next_step='Give items = "...{n}" or a list of columns in the scale\'s order.',
            )
        if _is_list(scale) and known and len(scale.items) != len(known):
            yield Problem(
                what=f"lists {len(scale.items)} columns where the scale has {len(known)} items",
                file="study.toml",
                key=f"scales.{name}.items",
                next_step="List one column an item, in the scale's order.",
            )


def item_columns(name: str, scale: Scale, page: Page) -> tuple[dict[str, int], list[str]]:
    """Return the page's column of each item, by the name it has among the respondents, and what is absent.

    Parameters
    ----------
    name
        The scale.
    scale
        Its block of the study file.
    page
        A sheet of forms.
    """
    known = KNOWN_SCALES.get(name, ((), (0, 0)))[0]
    if scale.item is not None or (name in KNOWN_SCALES and not known):
        wanted = {name: scale.item if scale.item is not None else scale.items[0]}
    elif _is_list(scale):
        numbers = known or range(1, len(scale.items) + 1)
        wanted = {f"{name}_{n}": column for n, column in zip(numbers, scale.items, strict=True)}
    else:
        return _by_number(name, scale.items[0], known, page)
    found = {item: page.column(column) for item, column in wanted.items()}
    return (
        {item: column for item, column in found.items() if column is not None},
        [wanted[item] for item, column in found.items() if column is None],
    )


def _by_number(name: str, pattern: str, known: tuple[int, ...], page: Page) -> tuple[dict[str, int], list[str]]:
    slots = page.slots(pattern)
    if not slots:
        return {}, [pattern]
    wanted = dict.fromkeys(known or slots)
    own = {n: n for n in wanted}
    if name == _SHORT and max(slots) < 8 and {4, 5} & set(slots):
        own = dict(zip(known, range(1, len(known) + 1), strict=True))
    found = {f"{name}_{n}": slots[own[n]] for n in wanted if own[n] in slots}
    return found, [pattern.replace("{n}", str(own[n])) for n in wanted if own[n] not in slots]


def read_scales(study: Study, forms: Forms) -> dict[str, NDArray[np.float64]]:
    """Return one column of numbers an item, one value a form; answers out of range are set aside, not clipped."""
    result: dict[str, NDArray[np.float64]] = {}
    for name, scale in study.scales.items():
        low, high = scale.range if scale.range is not None else KNOWN_SCALES[name][1]
        reason = f"not a whole number from {low} to {high}"
        for block in forms.blocks:
            words = words_for(study, block.page.source, scale)
            for item, column in item_columns(name, scale, block.page)[0].items():
                values = result.setdefault(item, np.full(len(forms), np.nan))
                rows = block.answerable(column, words)
                text = block.page.text(column)
                content = rows[words.codes(text[rows]) == CONTENT]
                read = by_unique(text[content], _reader(low, high)).astype(float)
                good = ~np.isnan(read)
                block.page.ledger.keep(content[good], column)
                block.page.ledger.set_aside(content[~good], column, reason)
                block.page.ledger.blank(np.setdiff1d(rows, content), column)
                values[block.form_of(content[good])] = read[good]
    return result


def _reader(low: float, high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = item_number(text)
        return value if value is not None and low <= value <= high and value.is_integer() else np.nan

    return read


def _is_list(scale: Scale) -> bool:
    return bool(scale.items) and not (len(scale.items) == 1 and "{n}" in scale.items[0])
