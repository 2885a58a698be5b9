"""Every rate of isolation says at every tier what unclear answers and single researchers could make of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse import Findings, analyse
from netsurvey.analyse.definitions import RESPONDENT_FLAGS
from netsurvey.privacy import Tier


def forms(*, blank: int, sites: int = 1, people: int = 120) -> list[dict[str, Any]]:
    """Return forms of so many people a site, of four researchers, one of whom brings home more who name nobody."""
    filled: list[dict[str, Any]] = []
    for site in range(sites):
        for n in range(people):
            alone = n % 5 == 0 or (n % 4 == 0 and n % 3 == 0)
            said = "blank" if n < blank else "none" if alone else ["Zoe"]
            filled.append({"id": f"{site}-{n}", "site": f"S{site}", "researcher": f"R{n % 4}", "vip": "no"})
            filled[-1] |= dict.fromkeys(("help", "bring", "link"), said)
    return filled


def found(draw: Any, study_of: Any, **how: int) -> Findings:
    asked = {
        name: {"asks": "people", "role": role, "name": f"{name}_{{n}}", "none_tick": f"{name}_none"}
        for name, role in (("help", "support"), ("bring", "connector"), ("link", "linker"))
    }
    vip = {"asks": "choice", "column": "v", "yes": ["yes"], "role": "knows_changer"}
    return analyse(*draw(forms(**how), study_of({**asked, "vip": vip})))


@pytest.fixture(name="few_blank", scope="module")
def _few_blank(draw: Any, study_of: Any) -> Findings:
    return found(draw, study_of, blank=3)


@pytest.mark.parametrize("tier", list(Tier))
def test_every_rate_of_isolation_has_bounds_and_says_what_a_researcher_moves(few_blank: Findings, tier: Tier) -> None:
    told = {one.name: one for one in few_blank.at(tier).headlines if one.name in RESPONDENT_FLAGS and one.value}
    assert set(told) >= {"power_isolate_v1", "total_isolate_v1"}
    for one in told.values():
        assert one.bounds is not None
        assert one.value is not None
        assert one.bounds[0] <= one.value <= one.bounds[1]
        assert any("any one of 4 researchers" in caveat for caveat in one.caveats)


def test_where_few_are_unclear_published_bounds_are_those_of_seven_and_hold_the_exact_ones(few_blank: Findings) -> None:
    exact = few_blank.groups.query("flag == 'power_isolate_v1' and attribute == 'everyone'").iloc[0]
    shown = few_blank.at("public").groups.query("flag == 'power_isolate_v1' and attribute == 'everyone'").iloc[0]
    assert pd.isna(shown["blank"])
    assert shown["bound_high"] == (shown["count"] + 7) / (shown["n"] + 7)
    assert shown["bound_low"] == shown["count"] / (shown["n"] + 7)
    assert shown["bound_low"] < exact["bound_low"] < exact["bound_high"] < shown["bound_high"]


def test_bounds_that_would_tell_which_site_has_few_blanks_are_withheld_and_said_to_be(draw: Any, study_of: Any) -> None:
    shown = found(draw, study_of, blank=3, sites=2, people=60).at("public")
    rates = shown.groups.query("flag == 'power_isolate_v1' and attribute == 'everyone'")
    assert rates["blank"].isna().any()
    assert (rates["bound_high"].isna() == rates["blank"].isna()).all()
    told = next(one for one in shown.headlines if one.name == "power_isolate_v1" and one.bounds is None)
    assert any("unclear" in caveat for caveat in told.caveats)


def test_what_a_researcher_moves_is_rounded_up_to_five_points_about_the_published_share(few_blank: Findings) -> None:
    exact, shown = few_blank.researchers, few_blank.at("public").researchers
    both = exact.merge(shown, on=["site", "wave", "flag"], suffixes=("", "_shown"))
    assert len(both)
    moved = np.maximum(both["share"] - both["without_low"], both["without_high"] - both["share"])
    told = both["without_high_shown"] - both["share_shown"]
    assert (told >= moved).all()
    assert (told < moved + 0.05 + 1e-9).all()
    assert told.to_numpy() * 20 == pytest.approx(np.round(told.to_numpy() * 20))
    assert shown["icc"].isna().all()
