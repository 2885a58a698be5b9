from __future__ import annotations

import base64
import hashlib
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.network import Network
from netsurvey.playback import page_codes, private_codes, slips
from netsurvey.playback.groups import SMALLER, map_groups

KEY = b"a study's own random key"


@pytest.fixture(scope="module")
def village() -> Network:
    """Two circles of 16 friends, and Ivy, who has nobody."""
    circles = [(first + a, first + b) for first in (0, 20) for a in range(16) for b in range(a)]
    ties = pd.DataFrame([*circles, (3, 23)], columns=["source", "target"])
    return Network.from_ties(ties, respondents=[*range(16), *range(20, 36), "Ivy"])


@pytest.fixture(scope="module")
def page(village: Network) -> dict[str, Any]:
    """What a page holds of their codes."""
    return page_codes(village, KEY)


def test_everybody_has_a_code_of_their_own_and_the_same_each_time(village: Network) -> None:
    codes = private_codes(village, KEY)
    assert len(codes) == codes["code"].nunique() == 33
    assert codes["code"].str.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}").all()
    assert codes.equals(private_codes(village, KEY))
    assert codes["respondent_id"].tolist() == [*map(str, [*range(16), *range(20, 36)]), "Ivy"]  # as forms lie in a pile
    assert set(codes["code"]).isdisjoint(private_codes(village, b"another study's key")["code"])


def test_a_code_leads_to_its_owners_part_of_the_map(village: Network, page: dict[str, Any]) -> None:
    codes = private_codes(village, KEY)
    of_form = dict(zip(codes["respondent_id"], codes["code"], strict=True))
    row_of = dict(zip(codes["respondent_id"], codes["row"], strict=True))
    groups = map_groups(village)
    for form in ("0", "20", "Ivy"):
        told = hashlib.scrypt(
            of_form[form].replace("-", "").encode(),
            salt=base64.b64decode(page["salt"]),
            n=16384, r=8, p=1, maxmem=2**26, dklen=12,
        )  # fmt: skip
        part = page["community"][base64.b64encode(told).decode()]
        assert part == max(groups[row_of[form]], SMALLER)
    assert page["community"][base64.b64encode(told).decode()] == SMALLER  # Ivy has no ties


def test_how_many_codes_lead_to_a_part_does_not_say_how_many_were_asked_there(page: dict[str, Any]) -> None:
    assert Counter(page["community"].values()) == {0: 20, 1: 20, SMALLER: 10}
    assert list(page["community"]) == sorted(page["community"])


def test_no_code_stands_on_the_page(village: Network, page: dict[str, Any]) -> None:
    told = str(page)
    assert not any(code in told or code.replace("-", "") in told for code in private_codes(village, KEY)["code"])


def test_every_code_is_on_a_slip_beside_its_form(village: Network) -> None:
    codes = private_codes(village, KEY)
    page = slips(codes, title="Ashby <2011>")
    assert all(code in page for code in codes["code"])
    assert page.count("<section>") == 33
    assert page.count("<main>") == int(np.ceil(33 / 24))
    assert "Ashby &lt;2011&gt;" in page


def test_slips_of_several_sites_say_which_site_they_are_of(village: Network) -> None:
    codes = private_codes(village, KEY)
    two = pd.concat([codes.iloc[:2].assign(site="Ashby"), codes.iloc[:1].assign(site="Bexley", wave="2013")])
    page = slips(two, title="Two villages")
    assert [page.count(f"{where}. On the page") for where in ("Ashby, wave 1", "Bexley, 2013")] == [2, 1]
    assert slips(two.iloc[:2], title="One village").count("One village. On the page") == 2
