"""How the plausible resolutions become one range, one interval and one word."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from netsurvey.analyse.certainty import how_certain, ninety, variance_ratio
from netsurvey.analyse.groups import with_rates
from netsurvey.analyse.intervals import wilson


def rates(count: int, n: int, doubt: float) -> pd.Series[float]:
    row = {"site": "S", "wave": "1", "flag": "f", "attribute": "everyone", "level": "everyone", "status": "given"}
    counts = {"n": n, "count": count, "blank": 0, "unsure": 0, "draws": 200, "count_low": count, "count_high": count}
    return with_rates(pd.DataFrame([{**row, **counts, "doubt": doubt}])).iloc[0][["low", "high"]].astype(float)


def test_where_all_draws_agree_the_interval_is_the_one_without_draws() -> None:
    shares = np.full((200, 1), 81 / 263)
    doubt = variance_ratio(np.array([81 / 263]), shares, shares * (1 - shares) / 263)
    assert doubt.tolist() == [0.0]
    assert tuple(rates(81, 263, 0.0)) == tuple(map(float, wilson(81, 263)))


def test_the_interval_of_a_rate_is_wilsons_with_multiple_imputation() -> None:
    rng = np.random.default_rng(5)
    n, m = 120, 200
    counts = rng.binomial(n, 0.3, m) // 4 * 4
    shown = counts.mean()  # so that the formula's mean over imputations and the share shown are one number
    shares = counts / n
    doubt = float(variance_ratio(np.array([shown / n]), shares[:, None], (shares * (1 - shares) / n)[:, None])[0])
    # Lott & Reiter 2020, equation 6, with the normal quantile; r by Rubin, the variance between taken over m
    q, z = shown / n, norm.ppf(0.975)
    r = (1 + 1 / m) * shares.var() / (shares * (1 - shares) / n).mean()
    k = z**2 / n + z**2 * r / n
    middle, half = (2 * q + k) / (2 * (1 + k)), np.sqrt((2 * q + k) ** 2 / (4 * (1 + k) ** 2) - q**2 / (1 + k))
    assert doubt == pytest.approx(r)
    low, high = wilson(shown / (1 + doubt), n / (1 + doubt))
    assert (low, high) == pytest.approx((middle - half, middle + half))


def test_an_interval_widens_with_doubt_and_holds_the_share_that_is_shown() -> None:
    sure, unsure = rates(30, 100, 0.0), rates(30, 100, 1.5)
    assert unsure["low"] < sure["low"] < 0.3 < sure["high"] < unsure["high"]


def test_draws_that_all_differ_from_what_is_shown_leave_doubt_though_they_agree() -> None:
    shares = np.full((50, 1), 0.2)
    assert variance_ratio(np.array([0.3]), shares, shares * (1 - shares) / 100)[0] > 0


def test_nothing_known_in_any_draw_is_no_doubt_but_no_number_either() -> None:
    nothing = np.full((5, 1), np.nan)
    assert variance_ratio(np.array([np.nan]), nothing, nothing).tolist() == [0.0]


def test_a_share_that_is_nobody_in_one_draw_and_everybody_in_the_next_is_not_known_at_all() -> None:
    shares = np.array([[0.0], [1.0]])
    doubt = float(variance_ratio(np.array([1.0]), shares, np.zeros((2, 1)))[0])
    low, high = rates(3, 3, doubt)
    assert (low, high) == pytest.approx((0, 1), abs=1e-4)


def test_a_range_holds_nine_tenths_of_the_draws() -> None:
    values = np.random.default_rng(2).integers(0, 30, (200, 4))
    low, high = ninety(values)
    assert (((values >= low) & (values <= high)).mean(axis=0) >= 0.9).all()
    assert low.dtype == values.dtype


def test_words_change_at_ninety_five_and_at_seventy_per_cent() -> None:
    shares = pd.Series([1.0, 0.95, 0.949, 0.70, 0.699, 0.0, np.nan])
    words = ["certain", "certain", "likely", "likely", "fragile", "fragile"]
    assert how_certain(shares).tolist()[:-1] == words
    assert pd.isna(how_certain(shares).iloc[-1])
