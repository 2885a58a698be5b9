"""How the numbers of a row of a table stand in a sentence, and in the finding beside it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from netsurvey.analyse.groups import WIDENS
from netsurvey.analyse.headlines.scene import BOTH, CHANCE, OUTSIDE, Row
from netsurvey.analyse.words import gap, number, p_value, percent

__all__ = ["difference", "doubt", "interval", "interval_of", "moves", "n_of", "numbers", "ranges", "whole"]


def doubt(row: Row) -> tuple[str, ...]:
    """Say what the interval of a rate allows for, and how far its count moves where that may be told."""
    return (BOTH if row.doubt > 0 else CHANCE, *_clustered(row), *moves(row))


def _clustered(row: Row) -> tuple[str, ...]:
    """Say how alike forms of one researcher or household are, where the interval allows for it."""
    if not (pd.notna(row.design) and row.design > WIDENS):
        return ()
    return (
        f"Forms of one researcher or household are alike: the interval is that of a sample {row.design:.1f} times "
        "smaller.",
    )


def moves(row: Row) -> tuple[str, ...]:
    """Say from how many to how many there are in plausible resolutions, where that varies and may be told."""
    if not (row.draws > 1 and pd.notna(row.count_low) and row.count_low < row.count_high):
        return ()
    ends = f"{number(row.count_low)} to {number(row.count_high)}"
    said = (f"In 90% of {number(row.draws)} plausible resolutions of who is who there are {ends}.",)
    inside = pd.isna(row.count) or row.count_low <= row.count <= row.count_high
    return said if inside else (*said, OUTSIDE)


def ranges(row: Row) -> dict[str, Any]:
    """Return from how many to how many there are in plausible resolutions."""
    return {"draws": int(row.draws), "count_low": whole(row.count_low), "count_high": whole(row.count_high)}


def difference(row: Row, *, less: str, more: str) -> str:
    """Say a difference of means with its interval, how surprising it is, and of how many people."""
    ends = [gap(end, less=less, more=more).replace("different", "difference") for end in (row.low, row.high)]
    between = f"95% interval {' to '.join(ends)}" if pd.notna(row.low) else "no interval: too few people or all alike"
    return (
        f"{gap(row.difference, less=less, more=more)} ({between}; permutation {p_value(row.p)}; "
        f"n = {n_of(row.n_with)} and {n_of(row.n_without)})"
    )


def numbers(row: Row) -> dict[str, Any]:
    """Return the numbers of a difference."""
    known = pd.notna(row.low)
    return {
        "n": whole(row.n_with + row.n_without),
        "count": whole(row.n_with),
        "value": float(row.difference),
        "low": float(row.low) if known else None,
        "high": float(row.high) if known else None,
        "draws": int(row.draws),
    }


def interval(row: Row, *, short: bool = False) -> str:
    """Say an interval with its n, the share before it unless it is to be short."""
    ends = f"{percent(row.low)} to {percent(row.high)}, n = {n_of(row.n)}"
    return ends if short else f"{percent(row.share)}, 95% interval {ends}"


def interval_of(low: float, high: float, n: Any) -> str:  # noqa: ANN401 - a count or NA
    """Say an interval of a share, with the n it is of."""
    return f"95% interval {percent(low)} to {percent(high)}, n = {n_of(n)}"


def n_of(value: Any) -> str:  # noqa: ANN401 - a count or NA
    """Say a count that may be hidden."""
    return "not shown" if pd.isna(value) else number(value)


def whole(value: Any) -> int | None:  # noqa: ANN401 - a count or NA
    """Return a count as a plain whole number; None where it is hidden."""
    return None if pd.isna(value) else int(value)
