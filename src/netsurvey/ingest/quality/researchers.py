"""Whether it is the doors or the researchers: the same measures for everybody who knocked, by code and never by name.

A few careless interviewers can make a village look lonely (Paik and Sanchagrin 2013, American Sociological Review 78,
339-360, on the General Social Survey), so each is held against the others before any isolate is believed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.intraclass import intraclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netsurvey.ingest.respondents import Forms

__all__ = ["MEASURES", "chance_of_as_many", "compare_researchers"]

MEASURES = ("mentions", "nobody", "named_nobody", "missing", "straight", "middle", "round")
"""What researchers are compared by; see :func:`~netsurvey.ingest.quality.interviews.interview_measures`."""

_FEWER_IS_ODD = frozenset({"mentions"})
_LEAST_INTERVIEWS = 10
_LEVEL = 0.05


def compare_researchers(forms: Forms, respondents: pd.DataFrame, measures: pd.DataFrame) -> dict[str, Any]:
    """Return each researcher's figures, what sets one of them apart, and how much of the findings hangs on one.

    A researcher with ten interviews or more stands out in a measure when, of her interviews, as many lie on the odd
    side of the average (fewer names; more of anything else) as chance would bring about in fewer than 5 in 100 studies
    like this one: the hypergeometric probability, times the number of comparisons made (Bonferroni).

    Parameters
    ----------
    forms
        The forms, with the sheets they came from.
    respondents
        The table made from them.
    measures
        One row a form; see :func:`~netsurvey.ingest.quality.interviews.interview_measures`.

    Returns
    -------
    dict
        Empty where no form says who knocked. Otherwise `rows`, one a researcher, `all` forms together, `icc_mentions`,
        and `named_nobody`: the rate and its range when each researcher is left out in turn.
    """
    codes = respondents["researcher"].reset_index(drop=True)
    if not codes.notna().any():
        return {}
    frame = measures.assign(
        researcher=codes,
        interviewed=respondents["interviewed"].to_numpy(dtype=bool),
        date=respondents["date"].reset_index(drop=True),
    )
    odd = _standing_out(frame)
    first = _first_rows(forms, codes)
    rows = [
        {"researcher": code, **first[code], **_row(frame[codes == code]), "stands_out": odd.get(code, [])}
        for code in first
    ]
    spoken = frame[frame["interviewed"] & codes.notna()]
    return {
        "rows": rows,
        "all": _row(frame),
        "icc_mentions": _rounded(intraclass(spoken["mentions"].astype("float64"), spoken["researcher"])),
        "named_nobody": _left_out(frame),
    }


def chance_of_as_many(found: int, drawn: int, marked: int, total: int) -> float:
    """Return how likely it is to find at least so many marked ones in a blind draw without putting back.

    Parameters
    ----------
    found
        Marked ones in the draw.
    drawn
        How many were drawn.
    marked, total
        Marked ones among all, and all.

    Examples
    --------
    Fisher's tea: four cups out of eight, all four right.

    >>> chance_of_as_many(4, 4, 4, 8) == 1 / 70
    True
    """
    ways = sum(
        math.comb(marked, count) * math.comb(total - marked, drawn - count)
        for count in range(found, min(drawn, marked) + 1)
    )
    return ways / math.comb(total, drawn)


def _row(own: pd.DataFrame) -> dict[str, Any]:
    by_day = own["date"].value_counts()
    return {
        "forms": len(own),
        "interviews": int(own["interviewed"].sum()),
        "busiest_day": int(by_day.max()) if len(by_day) else None,
        **{measure: _rounded(own[measure].mean()) for measure in MEASURES},
    }


def _standing_out(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return the measures in which each researcher stands out."""
    if frame.loc[frame["interviewed"], "researcher"].value_counts().max() < _LEAST_INTERVIEWS:
        return {}
    chances = {(code, measure): chance for measure in MEASURES for code, chance in _chances(frame, measure)}
    odd: dict[str, list[str]] = {}
    for (code, measure), chance in chances.items():
        if chance * len(chances) < _LEVEL:
            odd.setdefault(code, []).append(measure)
    return odd


def _chances(frame: pd.DataFrame, measure: str) -> Iterator[tuple[str, float]]:
    """Yield how likely so many forms on the odd side are, for each researcher who can be compared."""
    known = frame.dropna(subset=[measure, "researcher"])
    average = known[measure].mean()
    is_odd = known[measure] < average if measure in _FEWER_IS_ODD else known[measure] > average
    counts = is_odd.groupby(known["researcher"]).agg(["sum", "size"])
    if len(counts) < 2 or not is_odd.any():
        return
    for code, found, drawn in counts.itertuples():
        if drawn >= _LEAST_INTERVIEWS:
            yield str(code), chance_of_as_many(int(found), int(drawn), int(is_odd.sum()), len(known))


def _left_out(frame: pd.DataFrame) -> dict[str, Any]:
    known = frame[frame["named_nobody"].notna()]
    rates = {
        str(code): float(rest.mean())
        for code in known["researcher"].dropna().unique()
        if len(rest := known.loc[known["researcher"] != code, "named_nobody"])
    }
    if len(rates) < 2:
        return {}
    lowest, highest = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
    return {
        "rate": _rounded(known["named_nobody"].mean()),
        "known": len(known),
        "lowest": _rounded(rates[lowest]),
        "lowest_without": lowest,
        "highest": _rounded(rates[highest]),
        "highest_without": highest,
    }


def _first_rows(forms: Forms, codes: pd.Series[str]) -> dict[str, dict[str, Any]]:
    """Return where each researcher's first form stands, so that the team can tell who is who."""
    first = codes.dropna().drop_duplicates()
    places = [(block.page.sheet, row) for block in forms.blocks for row in block.rows.tolist()]
    return {
        code: {"first_file": sheet.place_of(row), "first_row": int(sheet.row(row))}
        for code, (sheet, row) in zip(first, (places[form] for form in first.index), strict=True)
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(float(value), 6)
