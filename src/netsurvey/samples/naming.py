"""What invented people are called: given names by decade of birth, surnames by frequency, short names by custom.

The tables in `names/` are small and our own, so that a village can be invented offline:

- `british_given.csv`: weight ``round(1000 / (rank + 4))`` for each of the 100 commonest names of a decade and sex, from
  the ranks of the Office for National Statistics' historic baby names, 1914-1994 (Open Government Licence v3.0),
  without the few that our own lists hold;
- `british_surnames.csv`: relative frequency times 100,000, rounded, of the 450 commonest British surnames in the
  `sdglinkage` package's list (MIT licence); rarer surnames are put together from syllables;
- `other_given.csv`, `other_surnames.csv`, `short_names.csv`: written for this project, with plausible weights.

Every person is invented by combining names at random.
"""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["ORIGINS", "NameMix", "gendered", "given_names", "short_names", "surnames"]

ORIGINS = ("british", "muslim", "sikh", "hindu", "polish", "irish", "african", "chinese")
"""Name origins; the South Asian share of a mix is Muslim, Sikh and Hindu, the other share Irish, African, Chinese."""

_SOUTH_ASIAN = (0.55, 0.28, 0.17)
_OTHER = (0.4, 0.35, 0.25)
_RARE_SURNAMES = 0.28
_STEMS_TEXT = (
    "Ather Bar Beck Bram Brock Cald Copp Cran Dal Dun Elm Fair Farn Garth Grind Hal Hather Hazel Hebb Hind Ingle"
    " Kelder Lang Lin Lud Marl Mid Ollers Orm Pick Quarr Raven Rush Sedge Shap Stan Stock Tarn Thorn Thrup Wad Wake"
    " Whit Yarr"
)
_STEMS = _STEMS_TEXT.split()
_ENDINGS_TEXT = (
    "by combe cott croft dale den field ford gate grave ham house ley low man more rigg shaw ster ton well wick"
)
_ENDINGS = _ENDINGS_TEXT.split()
_POLISH_FEMININE = {"ski": "ska", "cki": "cka", "dzki": "dzka"}
_FEMININE_ONLY = ("Begum", "Bibi", "Akhtar", "Khatun", "Kausar")


@dataclass(frozen=True, kw_only=True)
class NameMix:
    """Which shares of the residents bear names of which origin.

    Parameters
    ----------
    british, south_asian, polish, other
        Shares, which must add up to 1.

    Raises
    ------
    UsageError
        When a share is negative or they do not add up to 1.

    Examples
    --------
    >>> NameMix(british=0.6, south_asian=0.3, polish=0.05, other=0.05).polish
    0.05
    """

    british: float = 0.9
    south_asian: float = 0.05
    polish: float = 0.02
    other: float = 0.03

    def __post_init__(self) -> None:
        shares = astuple(self)
        if min(shares) < 0 or abs(sum(shares) - 1) > 1e-9:
            msg = f"the shares of a NameMix must be at least 0 and add up to 1, not {sum(shares):g}"
            raise UsageError(msg)

    @property
    def by_origin(self) -> NDArray[np.float64]:
        """The share of each of :data:`ORIGINS`."""
        return np.array(
            [
                self.british,
                *(self.south_asian * part for part in _SOUTH_ASIAN),
                self.polish,
                *(self.other * part for part in _OTHER),
            ]
        )


def _rows(table: str) -> list[dict[str, str]]:
    with (files("netsurvey.samples") / "names" / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def _given(origin: str, sex: str, decade: int) -> tuple[list[str], NDArray[np.float64]]:
    if origin == "british":
        rows = [(row["name"], float(row[str(decade)] or 0)) for row in _rows("british_given") if row["sex"] == sex]
    else:
        rows = [
            (row["name"], float(row["weight"]))
            for row in _rows("other_given")
            if row["origin"] == origin and row["sex"] == sex
        ]
    return [name for name, _ in rows], _shares(weight for _, weight in rows)


@cache
def _surnames(origin: str) -> tuple[list[str], NDArray[np.float64]]:
    rows = (
        _rows("british_surnames")
        if origin == "british"
        else [row for row in _rows("other_surnames") if row["origin"] == origin and row["sex"] != "F"]
    )
    return [row["name"] for row in rows], _shares(float(row["weight"]) for row in rows)


def _shares(weights: Iterable[float]) -> NDArray[np.float64]:
    values = np.array(list(weights))
    return np.asarray(values / values.sum())


def given_names(
    rng: np.random.Generator, *, origins: Sequence[str], sexes: Sequence[str], births: Sequence[int]
) -> list[str]:
    """Return a given name for each person, drawn from those of their origin, sex and decade of birth.

    Examples
    --------
    >>> given_names(np.random.default_rng(1), origins=["polish"], sexes=["M"], births=[1980])
    ['Andrzej']
    """
    names = [""] * len(origins)
    decades = [min(max(round((born - 4) / 10) * 10 + 4, 1914), 1994) for born in births]
    cells: dict[tuple[str, str, int], list[int]] = {}
    for place, (origin, sex, decade) in enumerate(zip(origins, sexes, decades, strict=True)):
        cells.setdefault((origin, sex, decade if origin == "british" else 0), []).append(place)
    for cell in sorted(cells):
        known, shares = _given(*cell)
        for place, pick in zip(cells[cell], rng.choice(len(known), size=len(cells[cell]), p=shares), strict=True):
            names[place] = known[pick]
    return names


def surnames(rng: np.random.Generator, *, origins: Sequence[str]) -> list[str]:
    """Return a surname for each household, in the form its men bear.

    Examples
    --------
    >>> surnames(np.random.default_rng(1), origins=["polish", "sikh"])
    ['Szymański', 'Singh']
    """
    of = np.array(origins, dtype=object)
    names = np.empty(len(of), dtype=object)
    for origin in sorted(set(origins)):
        known, shares = _surnames(origin)
        names[of == origin] = rng.choice(np.array(known, dtype=object), size=int((of == origin).sum()), p=shares)
    rare = (of == "british") & (rng.random(len(of)) < _RARE_SURNAMES)
    names[rare] = [
        _STEMS[stem] + _ENDINGS[ending]
        for stem, ending in zip(
            rng.integers(len(_STEMS), size=int(rare.sum())),
            rng.integers(len(_ENDINGS), size=int(rare.sum())),
            strict=True,
        )
    ]
    return [str(name) for name in names]


def gendered(surname: str, *, sex: str, origin: str, luck: float = 1.0) -> str:
    """Return the form of a household's surname that one member bears.

    Parameters
    ----------
    surname
        As men bear it.
    sex, origin
        Of the member.
    luck
        Between 0 and 1; a Muslim woman with less than 0.35 bears a woman's surname of her own.

    Examples
    --------
    >>> gendered("Kowalski", sex="F", origin="polish"), gendered("Singh", sex="F", origin="sikh")
    ('Kowalska', 'Kaur')
    """
    if sex == "M":
        return surname
    if origin == "sikh" and surname == "Singh":
        return "Kaur"
    if origin == "muslim" and luck < 0.35:
        return _FEMININE_ONLY[int(luck / 0.35 * len(_FEMININE_ONLY))]
    if origin == "polish":
        for ending, feminine in _POLISH_FEMININE.items():
            if surname.endswith(ending):
                return surname.removesuffix(ending) + feminine
    return surname


@cache
def short_names() -> dict[str, tuple[str, ...]]:
    """Return the short names each given name may go by.

    Examples
    --------
    >>> short_names()["Elizabeth"]
    ('Liz', 'Betty', 'Beth', 'Lizzie')
    """
    shorts: dict[str, tuple[str, ...]] = {}
    for row in _rows("short_names"):
        shorts[row["name"]] = (*shorts.get(row["name"], ()), row["short"])
    return shorts
