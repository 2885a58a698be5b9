"""Nothing small is shown of pathways, places, choices and mean scores, nor can it be subtracted back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from scipy.stats import t as student

from netsurvey.analyse.choices import choices
from netsurvey.analyse.gatherings import overlaps, places
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.isolation import power_isolate
from netsurvey.analyse.means import means
from netsurvey.analyse.pathways import pathways
from netsurvey.analyse.publish import TOO_SMALL
from netsurvey.analyse.publish_tables import (
    publish_choices,
    publish_means,
    publish_overlaps,
    publish_pathways,
    publish_places,
)
from netsurvey.privacy import STANDARD

ASKED: dict[str, dict[str, Any]] = {
    "bring": {"asks": "people", "role": "connector", "name": "b_{n}", "none_tick": "b_none"},
    "link": {"asks": "people", "role": "linker", "name": "l_{n}", "none_tick": "l_none"},
    "groups": {"asks": "groups", "name": "g_{n}", "none_tick": "g_none"},
    "find_out": {"asks": "places", "role": "information", "name": "f_{n}", "none_tick": "f_none"},
    "stops": {"asks": "choice", "column": "s", "role": "barrier"},
}
NO_GROUPS = pd.DataFrame(columns=["site", "wave", "flag", "attribute", "level", "n"])
NO_CHOICES = pd.DataFrame(columns=["site", "wave", "question", "choice", "count"])


@pytest.fixture(name="village", scope="module")
def _village(draw: Any, study_of: Any) -> Any:
    """Return 40 people of whom 23 go to the choir, 12 to the club, 9 to both, 5 to darts and 8 nowhere."""
    forms: list[dict[str, Any]] = []
    for n in range(40):
        groups = ["group:choir"] * (n < 23) + ["group:club"] * (14 <= n < 27) + ["group:darts"] * (27 <= n < 32)
        cut_off = "none" if n % 3 == 0 else ["Zoe"]
        forms.append(
            {
                "id": f"r{n}",
                "groups": groups or "none",
                "bring": cut_off,
                "link": cut_off,
                "find_out": ["place:board"] if n < 21 else ["medium:radio"] if n < 34 else ["place:pub"],
                "stops": "time" if n < 20 else "health" if n < 35 else "money",
            }
        )
    return draw(forms, study_of(ASKED))


@pytest.fixture(name="named", scope="module")
def _named(village: Any) -> pd.DataFrame:
    network, survey = village
    return places(network, survey, {"power_isolate_v1": power_isolate(network, survey)})


def groups_of(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["question"] == "groups"].set_index("place_id")


def test_a_place_that_few_named_is_hidden_with_the_next_smallest(named: pd.DataFrame) -> None:
    assert groups_of(named)["respondents"].to_dict() == {"any": 32, "choir": 23, "club": 13, "darts": 5}
    shown = groups_of(publish_places(named, STANDARD))
    assert shown["respondents"].fillna(-1).to_dict() == {"any": 30, "choir": 25, "club": -1, "darts": -1}
    assert (shown.loc[["club", "darts"], "status"] == TOO_SMALL).all()
    assert shown.loc[["club", "darts"], ["share", "known", "isolated", "isolated_share"]].isna().all().all()


def test_shares_of_places_come_from_rounded_counts(named: pd.DataFrame) -> None:
    choir = groups_of(publish_places(named, STANDARD)).loc["choir"]
    assert (choir["of"], choir["share"], choir["low"], choir["high"]) == (40, 25 / 40, *wilson(25, 40))


def test_every_count_of_places_is_rounded_or_missing(named: pd.DataFrame) -> None:
    shown = publish_places(named, STANDARD)
    for column in ("respondents", "of", "known", "isolated"):
        assert (shown[column].dropna() % 5 == 0).all()
        assert shown.loc[named[column].between(1, 7), column].isna().all()


def test_shared_members_are_hidden_where_a_place_is(village: Any, named: pd.DataFrame) -> None:
    exact = overlaps(*village)
    assert exact[["place_a", "place_b", "both"]].to_numpy().tolist() == [["choir", "club", 9]]
    shown = publish_overlaps(exact, publish_places(named, STANDARD), STANDARD)
    assert shown[["members_a", "members_b", "both", "jaccard"]].isna().all().all()


def test_a_few_members_who_are_not_shared_are_not_given_away() -> None:
    exact = pd.DataFrame(
        {
            **{name: ["S", "S"] for name in ("site", "question")},
            "wave": "1",
            "place_a": ["choir", "choir"],
            "place_b": ["club", "darts"],
            "members_a": [30, 30],
            "members_b": [20, 22],
            "both": [18, 12],
            "status": "given",
        }
    ).astype(dict.fromkeys(("members_a", "members_b", "both"), "Int64"))
    key = {"site": "S", "wave": "1", "question": "S", "respondents": 30}
    seen = pd.DataFrame([{**key, "place_id": name} for name in ("choir", "club", "darts")])
    shown = publish_overlaps(exact, seen, STANDARD)
    assert shown["both"].fillna(-1).tolist() == [-1, 10]  # two of the club are not in the choir
    assert shown["jaccard"].iloc[1] == 10 / (30 + 20 - 10)


def test_a_community_of_few_people_is_hidden_with_its_sources_and_with_another(village: Any) -> None:
    exact = pathways(*village)
    assert exact.loc[exact["source"] == "any", "of"].tolist() == [21, 13, 6]
    shown = publish_pathways(exact, STANDARD)
    assert shown.loc[shown["source"] == "any", "of"].fillna(-1).tolist() == [20, -1, -1]
    assert shown.loc[shown["community"] > 0, ["respondents", "of", "share"]].isna().all().all()
    assert shown.loc[shown["community"] == 0, "respondents"].tolist() == [20, 20]


def test_an_answer_that_few_gave_is_hidden_with_the_next_smallest(village: Any) -> None:
    shown = publish_choices(choices(village[1]), STANDARD).set_index("choice")
    assert shown["count"].fillna(-1).to_dict() == {"everyone": 40, "time": 20, "health": -1, "money": -1}
    time = shown.loc[["time"]].iloc[0]
    assert (time["low"], time["high"]) == wilson(20, 40)
    assert shown.loc[["health", "money"], ["share", "low", "high"]].isna().all().all()


def test_means_need_ten_people_and_have_one_decimal() -> None:
    scores = [*(40 + n / 7 for n in range(23)), *(50.0 + n for n in range(12)), *([45.0] * 4)]
    groups = ["a"] * 23 + ["b"] * 12 + ["c"] * 4
    index = pd.MultiIndex.from_product([["S"], ["1"], range(39)], names=["site", "wave", "person_id"])
    levels = pd.DataFrame({"work": pd.Categorical(groups, ordered=True)}, index=index)
    exact = means(pd.DataFrame({"score": scores}, index=index), levels, scores=["score"])
    shown = publish_means(exact, NO_GROUPS, NO_CHOICES, STANDARD).set_index("level")
    assert shown["n"].fillna(-1).to_dict() == {"everyone": 40, "a": 25, "b": -1, "c": -1}
    assert shown.loc[["b", "c"], ["mean", "sd", "low", "high"]].isna().all().all()
    a = shown.loc["a"]
    assert (a["mean"], a["sd"]) == (41.6, 1.0)
    assert [a["low"], a["high"]] == pytest.approx(student.interval(0.95, df=24, loc=41.6, scale=1.0 / 5))
