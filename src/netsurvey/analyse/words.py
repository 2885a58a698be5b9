"""Numbers as a reader at a village meeting would say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["fraction", "gap", "listed", "number", "ordinal", "p_value", "percent", "titled", "when"]

_FRACTIONS = [
    *((1, k) for k in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200)),
    *((2, 3), (3, 4), (2, 5), (3, 5), (3, 10), (7, 10), (8, 10), (9, 10)),
]


def fraction(share: float) -> str:
    """Say a share as a plain fraction.

    Examples
    --------
    >>> fraction(0.246), fraction(0.021), fraction(0.49), fraction(0.97)
    ('About 1 in 4', 'About 1 in 50', 'About half', 'Nearly all')
    """
    if share < 1 / 250:
        return "Very few"
    if share > 0.95:
        return "All" if share == 1 else "Nearly all"
    few, of = min(_FRACTIONS, key=lambda pair: abs(pair[0] / pair[1] - share))
    return "About half" if of == 2 else f"About {few} in {of}"


def percent(share: float) -> str:
    """Write a share as a percentage, with a decimal where it is close to nobody or to everybody.

    Examples
    --------
    >>> percent(0.25), percent(0.004), percent(0.996), percent(0.0)
    ('25%', '0.4%', '99.6%', '0%')
    """
    close = 0 < share < 0.0095 or 0.9905 < share < 1
    return f"{share:.1%}" if close else f"{share:.0%}"


def number(value: float) -> str:
    """Write a count with a comma every three digits.

    Examples
    --------
    >>> number(7500)
    '7,500'
    """
    return f"{int(value):,}"


def ordinal(place: int) -> str:
    """Say which place in an order.

    Examples
    --------
    >>> [ordinal(place) for place in (1, 2, 3, 4, 11, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st']
    """
    ending = "th" if place % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def gap(difference: float, *, less: str, more: str) -> str:
    """Say a difference without a minus sign.

    Examples
    --------
    >>> gap(-5.12, less="lower", more="higher"), gap(0.04, less="lower", more="higher")
    ('5.1 lower', 'no different')
    """
    size = f"{abs(difference):.1f}"
    return "no different" if size == "0.0" else f"{size} {less if difference < 0 else more}"


def listed(things: Sequence[str]) -> str:
    """Join things as a sentence does.

    Examples
    --------
    >>> listed(["the hall", "the club", "the shop"]), listed(["the hall"])
    ('the hall, the club and the shop', 'the hall')
    """
    return " and ".join([", ".join(things[:-1]), things[-1]]) if len(things) > 1 else "".join(things)


def titled(key: str) -> str:
    """Return a key of the study file as the beginning of a sentence.

    Examples
    --------
    >>> titled("going_out")
    'Going out'
    """
    return key.replace("_", " ").capitalize()


def when(wave: str) -> str:
    """Say which wave: a year by itself, anything else with the word before it.

    Examples
    --------
    >>> when("2011"), when("2")
    ('2011', 'wave 2')
    """
    return wave if len(wave) == 4 and wave[:2] in {"19", "20"} and wave.isdecimal() else f"wave {wave}"


def p_value(p: float) -> str:
    """Write a p value as it is usually printed.

    Examples
    --------
    >>> p_value(0.0005), p_value(0.0421)
    ('p < 0.001', 'p = 0.042')
    """
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
