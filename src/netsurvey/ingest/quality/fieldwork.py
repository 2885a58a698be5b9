"""Fieldwork over days: when the forms were filled in, which shows gaps, rushes and dates that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["fieldwork_days", "periods"]

_FAR = 366
"""Days from the middle of a wave's fieldwork after which a date is worth a look."""
_MOST_BARS = 45
"""Bars that a chart can show apart."""
_UNITS = ("day", "week", "month", "year")


def fieldwork_days(respondents: pd.DataFrame) -> dict[str, Any]:
    """Return how many forms bear which date, how many bear none, and how many are over a year from the rest."""
    days = pd.to_datetime(respondents["date"], format="%Y-%m-%d", errors="coerce")
    middle = days.groupby(respondents["wave"]).transform("median")
    by_day = respondents["date"].dropna().value_counts().sort_index()
    return {
        "days": {str(day): int(forms) for day, forms in by_day.items()},
        "undated": int(days.isna().sum()),
        "far": int(((days - middle).abs() > pd.Timedelta(days=_FAR)).sum()),
    }


def periods(days: Mapping[str, int]) -> tuple[str, list[tuple[str, int]]]:
    """Return the forms of each day, week or month from first to last, whichever is the finest a chart can show.

    Periods without a form are there too, with 0.

    Parameters
    ----------
    days
        Forms by day, ISO 8601.

    Examples
    --------
    >>> periods({"2011-06-09": 3, "2011-06-11": 1})
    ('day', [('2011-06-09', 3), ('2011-06-10', 0), ('2011-06-11', 1)])
    """
    if not days:
        return "day", []
    forms = pd.Series(list(days.values()), index=pd.PeriodIndex(list(days), freq="D"))
    first, last = min(forms.index), max(forms.index)
    spans = {unit: len(pd.period_range(first, last, freq=unit[0].upper())) for unit in _UNITS}
    unit = next((unit for unit, span in spans.items() if span <= _MOST_BARS), _UNITS[-1])
    shown = forms.groupby(pd.PeriodIndex(forms.index).asfreq(unit[0].upper())).sum()
    shown = shown.reindex(pd.period_range(min(shown.index), max(shown.index)), fill_value=0)
    return unit, [(str(period).partition("/")[0], int(count)) for period, count in shown.items()]
