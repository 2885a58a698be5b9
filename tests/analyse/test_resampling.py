"""What is left of a flag when the doors are drawn anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from netsurvey.analyse.brokers import brokers
from netsurvey.analyse.resampling import held, resamples
from netsurvey.network import Network


def test_a_resample_has_as_many_respondents_of_each_site_and_nobody_who_was_only_named(draw: Any) -> None:
    forms = [
        {"id": f"{site}{n}", "site": site, "help": ["Zoe"]} for site, many in (("S", 8), ("T", 5)) for n in range(many)
    ]
    network, _ = draw(forms)
    times = resamples(network, 50, seed=4)
    by_site = pd.DataFrame(times.T).groupby(network.nodes.index.get_level_values("site")).sum()
    assert (by_site.loc["S"] == 8).all()
    assert (by_site.loc["T"] == 5).all()
    assert not times[:, ~network.interviewed].any()


def test_each_respondent_is_drawn_once_on_average() -> None:
    network = Network.from_ties(pd.DataFrame({"source": [f"r{n}" for n in range(40)], "target": "Zoe"}))
    times = resamples(network, 2000, seed=4)[:, network.interviewed]
    np.testing.assert_allclose(times.mean(axis=0), 1, atol=0.1)
    # one who is drawn n times out of n with chance 1 / n is left out with chance (1 - 1 / n) ** n
    assert (times == 0).mean() == pytest.approx((1 - 1 / 40) ** 40, abs=0.01)


def test_a_household_comes_whole(draw: Any) -> None:
    forms = [{"id": f"r{n}", "help": ["Zoe"], "household": f"h{n // 2}" if n < 6 else None} for n in range(10)]
    network, _ = draw(forms)
    times = resamples(network, 60, seed=1)
    asked = network.nodes.index.get_level_values("person_id")
    for n in (0, 2, 4):
        np.testing.assert_array_equal(times[:, asked == f"r{n}"], times[:, asked == f"r{n + 1}"])
    drawn = times[:, [asked.get_loc(f"r{n}") for n in (0, 2, 4, 6, 7, 8, 9)]]
    assert (drawn.sum(axis=1) == 7).all()  # three households and four people alone


@pytest.mark.parametrize("namers", [3, 5])
def test_a_change_maker_holds_as_often_as_three_namers_are_drawn(draw: Any, namers: int) -> None:
    others = 12
    forms = [{"id": f"r{n}", "bring": ["Zoe"] if n < namers else "none"} for n in range(namers + others)]
    network, _ = draw(forms)
    share = held(network, brokers(network, nulls=20), seed=2)["change_maker_v1"].xs("Zoe", level="person_id").item()
    n = namers + others
    assert share == pytest.approx(binom.sf(2, n, namers / n), abs=0.1)


def test_a_broker_who_was_interviewed_is_looked_at_where_they_are_drawn() -> None:
    rng = np.random.default_rng(3)
    ties = [
        (f"{circle}-{one}", f"{circle}-{(one + step) % 15}")
        for circle in range(4)
        for one in range(15)
        for step in rng.choice(np.arange(1, 15), 4, replace=False)
    ]
    ties += [("Zoe", f"{circle}-{n}") for circle in range(4) for n in range(2)]
    network = Network.from_ties(pd.DataFrame(ties, columns=["source", "target"]))
    found = brokers(network, seed=2)
    share = held(network, found, k=60, seed=2)["broker_v1"].droplevel(["site", "wave"])
    assert found.table["broker_v1"].xs("Zoe", level="person_id").item()
    assert share["Zoe"] > 0.7  # she would be drawn in .64 of the resamples alone
    flagged = found.table["broker_v1"].droplevel(["site", "wave"]).astype(bool)
    assert share[flagged].between(0, 1).all()
    assert share[~flagged].isna().all()  # of others it is not asked whether they would be again


def test_the_same_seed_gives_the_same_shares(draw: Any) -> None:
    network, _ = draw([{"id": f"r{n}", "bring": ["Zoe"]} for n in range(6)])
    found = brokers(network, nulls=20)
    first, again = (held(network, found, k=20, seed=3) for _ in range(2))
    for name, share in first.items():
        pd.testing.assert_series_equal(share, again[name])
