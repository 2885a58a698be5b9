"""Answers to the items of wellbeing scales become scores, by item number alone.

The wording of the scales is under licence and is nowhere in this program; numbers and scoring are all it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.study import KNOWN_SCALES
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from netsurvey.study import Scale
    from netsurvey.tables import Survey

__all__ = ["SCALE_TITLES", "score_names", "scores", "swemwbs_metric"]

_METRIC = (
    *(7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59, 19.25),
    *(19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00),
)
_ONS4 = ("life_satisfaction", "worthwhile", "happy", "anxious")
_SHORT = KNOWN_SCALES["swemwbs"][0]
_MOST_PRORATED = 3

_WELLBEING_BANDS: tuple[list[float], list[str]] = ([-1, 4, 6, 8, 10], ["low", "medium", "high", "very high"])
_BANDS: dict[str, tuple[list[float], list[str]]] = {
    "swemwbs": ([6, 19.55, 27.45, 35], ["7-19.5", "19.6-27.4", "27.5-35"]),
    "life_satisfaction": _WELLBEING_BANDS,
    "worthwhile": _WELLBEING_BANDS,
    "happy": _WELLBEING_BANDS,
    "anxious": ([-1, 1, 3, 5, 10], ["very low", "low", "medium", "high"]),
}

SCALE_TITLES = {
    "wemwbs": "WEMWBS (14 to 70)",
    "swemwbs": "SWEMWBS (7 to 35)",
    "life_satisfaction": "life satisfaction (0 to 10)",
    "worthwhile": "feeling that what one does is worthwhile (0 to 10)",
    "happy": "happiness yesterday (0 to 10)",
    "anxious": "anxiety yesterday (0 to 10)",
    "ucla3": "the three-item loneliness scale (3 to 9)",
    "loneliness": "the direct loneliness item",
}
"""What each known score is called in a sentence; another scale is called by its key."""


def swemwbs_metric(raw: pd.Series[float]) -> pd.Series[float]:
    """Return the metric score for a raw sum of the seven items; NaN outside 7 to 35.

    References
    ----------
    Stewart-Brown et al. 2009, Health and Quality of Life Outcomes 7: 15.

    Examples
    --------
    >>> import pandas as pd
    >>> swemwbs_metric(pd.Series([7.0, 29.0, 35.0])).tolist()
    [7.0, 26.02, 35.0]
    """
    return raw.map(dict(zip(range(7, 36), _METRIC, strict=True))).astype("float64")


def score_names(columns: pd.Index[str]) -> list[str]:
    """Return which columns made by :func:`scores` are scores: not bands, not marks of filled answers."""
    return [name for name in columns if not name.endswith(("_band", "_prorated"))]


def scores(survey: Survey) -> pd.DataFrame:
    """Score every scale of the study.

    Complete cases only, except that WEMWBS fills up to three missing items with the person's mean where the study
    file says ``prorate = true``. SWEMWBS is the metric score and needs all seven items; where only WEMWBS was asked,
    it comes from that scale's items 1, 2, 3, 6, 7, 9 and 11. The four ONS items stay four scores.

    Returns
    -------
    pandas.DataFrame
        On (site, wave, respondent_id): a number a scale, ``{scale}_band`` where a scale has published bands, and
        ``wemwbs_prorated`` where filling was asked for. Doors without an interview have no scores. A score describes
        groups; it is a diagnosis of nobody.
    """
    forms = survey.respondents.set_index(list(RESPONDENT_KEY))
    forms = forms[forms["interviewed"]]
    scales = survey.study.scales
    made: dict[str, pd.Series[float]] = {}
    marks: dict[str, pd.Series[bool]] = {}
    for name, scale in scales.items():
        items = _items(forms, name, scale)
        if name == "wemwbs":
            made[name] = items.sum(axis=1, min_count=14)
            if scale.prorate:
                missing = items.isna().sum(axis=1)
                filled = missing.between(1, _MOST_PRORATED)
                made[name] = made[name].mask(filled, items.mean(axis=1) * 14)
                marks["wemwbs_prorated"] = filled.astype("boolean")
            if "swemwbs" not in scales:
                made["swemwbs"] = _short_score(items[list(_SHORT)])
        elif name == "swemwbs":
            made[name] = _short_score(items)
        elif name == "ons4":
            made |= {each: items[number] for number, each in enumerate(_ONS4, start=1) if each not in scales}
        else:
            total = items.sum(axis=1, min_count=items.shape[1])
            made[name] = total / items.shape[1] if scale.score == "mean" else total
    bands = {f"{name}_band": _band(made[name], *_BANDS[name]) for name in made if name in _BANDS}
    return pd.DataFrame({**made, **bands, **marks}, index=forms.index)


def _items(forms: pd.DataFrame, name: str, scale: Scale) -> pd.DataFrame:
    """Return the items of one scale by number, those that count backwards turned round."""
    prefix = f"{name}_"
    numbers = {
        column: int(column.removeprefix(prefix))
        for column in forms.columns
        if column.startswith(prefix) and column.removeprefix(prefix).isdecimal()
    }
    if not numbers:
        numbers = {name: 1}
    expected = KNOWN_SCALES[name][0] if name in KNOWN_SCALES else ()
    items = forms[list(numbers)].rename(columns=numbers).astype("float64").sort_index(axis=1)
    items = items.reindex(columns=sorted({*items.columns, *expected}))
    lowest, highest = scale.range or KNOWN_SCALES[name][1]
    backwards = items.columns.isin(scale.reversed)
    items.loc[:, backwards] = lowest + highest - items.loc[:, backwards]
    return items


def _short_score(items: pd.DataFrame) -> pd.Series[float]:
    return swemwbs_metric(items.sum(axis=1, min_count=len(_SHORT)))


def _band(score: pd.Series[float], edges: list[float], names: list[str]) -> pd.Series[str]:
    return pd.cut(score, edges, labels=names).astype("str")
