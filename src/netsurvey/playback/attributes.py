"""What people are coloured by: a few broad levels, none of them so rare that it points at somebody.

Levels merge, then whole attributes go, until everybody on the page shares all that is shown of them with enough others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["NOT_SHOWN", "Colouring", "all_levels", "broad_levels", "guarded", "shuffled_within"]

NOT_SHOWN = "other or not shown"
MOST_LEVELS = 4
MOST_ATTRIBUTES = 3
LEAST_SHARE = 0.1
"""A level that fewer of those asked have is merged."""
_BAND = re.compile(r"(\d+)\s*(?:[-\u2013]\s*(\d+)|\+)")


@dataclass(frozen=True, kw_only=True)
class Colouring:
    """One attribute as it is shown.

    Attributes
    ----------
    name
        Its key in the study file.
    levels
        What the levels are called; the last is :data:`NOT_SHOWN`.
    codes
        Which of them each respondent has, shape (respondents,).
    """

    name: str
    levels: tuple[str, ...]
    codes: Ints

    @property
    def rest(self) -> int:
        """The code of what is not shown."""
        return len(self.levels) - 1


def all_levels(values: pd.Series[str]) -> Colouring:
    """Return an attribute with every level it has, for the team.

    Examples
    --------
    >>> import pandas as pd
    >>> all_levels(pd.Series(["yes", None, "no"], name="club")).levels
    ('no', 'yes', 'other or not shown')
    """
    levels = _levels(values)
    return _coded(values, [(level, [level]) for level in levels])


def broad_levels(values: pd.Series[str], *, least: int) -> Colouring | None:
    """Return an attribute in at most four levels, each of a tenth of the people or more; None where no two are left.

    Bands of numbers, such as ages, merge with the band beside them; other levels merge into the rest.

    Parameters
    ----------
    values
        What each respondent has.
    least
        How many people a level must have at the least.

    Examples
    --------
    >>> import pandas as pd
    >>> ages = pd.Series(["16-24"] * 3 + ["25-34"] * 9 + ["35-44"] * 8, name="age")
    >>> broad_levels(ages, least=5).levels
    ('16-34', '35-44', 'other or not shown')
    >>> broad_levels(pd.Series(["yes"] * 2 + ["no"] * 90, name="lone_parent"), least=5) is None
    True
    """
    counts = values.value_counts()
    enough = max(least, int(np.ceil(LEAST_SHARE * len(values))))
    levels = [str(level) for level in _levels(values)]
    if levels and all(_BAND.fullmatch(level) for level in levels):
        bands = [(level, [level]) for level in sorted(levels, key=lambda band: int(_parts(band)[0]))]
        while len(bands) > 1:
            sizes = [int(counts.reindex(members).sum()) for _, members in bands]
            if len(bands) <= MOST_LEVELS and min(sizes) >= enough:
                break
            at = int(np.argmin(sizes))
            beside = min((one for one in (at - 1, at + 1) if 0 <= one < len(bands)), key=lambda one: sizes[one])
            first, last = sorted((at, beside))
            bands[first : last + 1] = [(_span(bands[first][0], bands[last][0]), bands[first][1] + bands[last][1])]
        kept = bands
    else:
        often = sorted(levels, key=lambda level: -int(counts[level]))[: MOST_LEVELS - 1]
        kept = [(level, [level]) for level in levels if level in often and counts[level] >= enough]
    return _coded(values, kept) if len(kept) > 1 else None


def shuffled_within(colouring: Colouring, groups: Ints, *, least: int, rng: np.random.Generator) -> Colouring:
    """Return the same levels dealt out anew within each group; levels with few people there are not shown.

    How many of a group have a level stays true; who of the group has it does not. Where few would be left that are not
    shown, some others are not shown either, so that nobody can say what the few have.

    Examples
    --------
    >>> import numpy as np
    >>> work = Colouring(name="work", levels=("employed", "retired", NOT_SHOWN), codes=np.array([0, 0, 0, 0, 0, 1]))
    >>> shown = shuffled_within(work, np.zeros(6, dtype=int), least=2, rng=np.random.default_rng(1))
    >>> np.bincount(shown.codes, minlength=3).tolist()
    [4, 0, 2]
    """
    codes = colouring.codes.copy()
    for group in np.unique(groups):
        here = np.flatnonzero(groups == group)
        codes[here] = _in_crowds(rng.permutation(codes[here]), colouring.rest, least=least)
    return Colouring(name=colouring.name, levels=colouring.levels, codes=codes)


def guarded(colourings: list[Colouring], bands: Ints, groups: Ints, *, least: int) -> list[Colouring]:
    """Return the attributes that may be shown together: everybody shares size and levels with `least` others or more.

    The rarest level of the attribute that has most of them is taken into the rest, again and again, while more than a
    tenth of the people stand out; the last few are not shown one by one. An attribute without two levels goes.

    Parameters
    ----------
    colourings
        The attributes of the respondents.
    bands
        Their sizes, which are shown too.
    groups
        Their groups; no level may be left with few people in one.
    least
        How many must share what is shown.
    """
    shown = list(colourings)
    while True:
        shown = [one for one in shown if len(np.unique(one.codes[one.codes < one.rest])) > 1]
        if not shown:
            return []
        few = _few(*(one.codes for one in shown), bands, least=least)
        if few.mean() <= LEAST_SHARE and (fine := _hidden_singly(shown, bands, groups, least=least)):
            return fine
        widest = max(range(len(shown)), key=lambda at: (len(np.unique(shown[at].codes)), at))
        shown[widest] = _without_rarest(shown[widest])


def _hidden_singly(colourings: list[Colouring], bands: Ints, groups: Ints, *, least: int) -> list[Colouring] | None:
    """Return the attributes with everybody who stands out not shown; None where that takes more than a quarter."""
    rests = np.array([[one.rest] for one in colourings])
    codes = np.array([one.codes for one in colourings])
    cells = bands * (groups.max(initial=0) + 2) + groups
    start = (codes == rests).mean()
    while True:
        before = codes
        few = _few(*codes, bands, least=least) | _few(*codes, bands, groups, least=2)
        codes = np.where(few, rests, codes)
        hidden = (codes == rests).all(axis=0)
        company = _company(hidden, bands, least=least) | _company(hidden, cells, least=2)
        codes = np.where(company, rests, codes)
        for row, one in zip(codes, colourings, strict=True):
            for group in np.unique(groups):
                row[groups == group] = _in_crowds(row[groups == group], one.rest, least=least)
        if (codes == rests).mean() - start > 0.25:
            return None
        if (codes == before).all():
            return [
                Colouring(name=one.name, levels=one.levels, codes=row)
                for one, row in zip(colourings, codes, strict=True)
            ]


def _company(hidden: NDArray[np.bool_], cells: Ints, *, least: int) -> NDArray[np.bool_]:
    """Return whom to hide as well, so that in each cell nobody or enough are hidden."""
    more = np.zeros(len(hidden), dtype=bool)
    for cell in np.unique(cells[hidden]):
        lacking = least - int((hidden & (cells == cell)).sum())
        if lacking > 0:
            more[np.flatnonzero(~hidden & (cells == cell))[:lacking]] = True
    return more


def _few(*shown: Ints, least: int) -> NDArray[np.bool_]:
    """Return who shares everything shown with fewer than `least`, themselves included."""
    table = pd.DataFrame(dict(enumerate(shown)))
    sizes = table.groupby(list(table), sort=False)[0].transform("size")
    return (sizes < least).to_numpy(dtype=bool)


def _in_crowds(codes: Ints, rest: int, *, least: int) -> Ints:
    """Return the codes of one group with at least `least` people in every level and in the rest, or none.

    Rare levels join the rest; the commonest level makes up what the rest lacks.
    """
    codes = codes.copy()
    codes[(np.bincount(codes) < least)[codes]] = rest
    while 0 < (count := int((codes == rest).sum())) < least and (codes != rest).any():
        commonest = np.bincount(codes[codes != rest]).argmax()
        members = np.flatnonzero(codes == commonest)
        lacking = least - count
        codes[members if len(members) - lacking < least else members[:lacking]] = rest
    return codes


def _without_rarest(one: Colouring) -> Colouring:
    sizes = np.bincount(one.codes, minlength=len(one.levels))[:-1]
    present = np.flatnonzero(sizes > 0)
    rarest = present[sizes[present].argmin()]
    codes = one.codes.copy()
    codes[codes == rarest] = one.rest
    return Colouring(name=one.name, levels=one.levels, codes=codes)


def _coded(values: pd.Series[str], kept: list[tuple[str, list[str]]]) -> Colouring:
    numbers = {member: code for code, (_, members) in enumerate(kept) for member in members}
    codes = np.array([numbers.get(value, len(kept)) for value in values], dtype=np.int64)
    levels = (*(name for name, _ in kept), NOT_SHOWN)
    return Colouring(name=str(values.name), levels=levels, codes=codes)


def _levels(values: pd.Series[str]) -> list[str]:
    present = set(values.dropna())
    ordered = values.cat.categories if isinstance(values.dtype, pd.CategoricalDtype) else sorted(present)
    return [str(level) for level in ordered if level in present]


def _parts(band: str) -> tuple[str, str]:
    match = _BAND.fullmatch(band)
    return (match[1], match[2] or "") if match else (band, "")


def _span(first: str, last: str) -> str:
    """Return the band from the beginning of one to the end of another."""
    start, end = _parts(first)[0], _parts(last)[1]
    return f"{start}-{end}" if end else f"{start}+"
