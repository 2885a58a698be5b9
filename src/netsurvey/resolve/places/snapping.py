"""Places written beside a person's name, led to the places of the site: "Jean (Glebe)" meets at the Glebe Centre."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.resolve.places.sampling import draw_places
from netsurvey.resolve.places.spellings import Spelling, Spellings
from netsurvey.resolve.places.weighing import Place, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netsurvey.resolve.places.words import WrittenPlace

__all__ = ["snapper"]


def snapper(texts: Iterable[str]) -> Callable[[str], str]:
    """Return a function that says a place in one way, however it is written.

    Parameters
    ----------
    texts
        Every place, group or venue written at one site, as often as it was written.

    Returns
    -------
    Callable
        From a text, of the site or not, to the words of the commonest spelling of the place it means; a text that
        means none of them comes back in its own words, an empty one empty.

    Examples
    --------
    >>> snap = snapper(["the Glebe", "Glebe Centre", "the Glebe", "Legion", "the Legion"])
    >>> snap("Glebe ctr"), snap("Leigon"), snap("the Lamb"), snap("")
    ('glebe', 'legion', 'lamb', '')
    """
    spellings = Spellings(sorted(text for text in texts if text.strip()))
    place = draw_places(spellings, seed=0, draws=0)[0] if len(spellings) else np.zeros(0, dtype=np.int64)
    places: dict[int, Place] = {}
    usual: dict[int, Spelling] = {}
    known: dict[WrittenPlace, int] = {}
    for number, spelling in enumerate(spellings.all):
        which = known[spelling.written] = int(place[number])
        places.setdefault(which, Place()).change(number, spelling, 1)
        if which not in usual or spelling.times > usual[which].times:
            usual[which] = spelling

    nowhere = spellings.read("")

    @cache
    def snap(text: str) -> str:
        written = spellings.read(text)
        if written == nowhere:
            return ""
        which = known.get(written)
        if which is None:
            which = _best(written, places, spellings)
        return str(written if which is None else usual[which].written)

    return snap


def _best(written: WrittenPlace, places: dict[int, Place], spellings: Spellings) -> int | None:
    """Return the place that a new spelling means rather than one of its own, if there is one."""
    spelling = Spelling(written=written, times=1)
    may = sorted(places)
    bits = [weigh(spelling, places[which], spellings) for which in may]
    return may[int(np.argmax(bits))] if bits and max(bits) > 0 else None
