"""How closely things go with a score, all at once: relaimpo's numbers, sums by hand, every order tried."""

from __future__ import annotations

from itertools import permutations
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse.definitions import definitions
from netsurvey.analyse.headlines.scene import Scene
from netsurvey.analyse.headlines.wellbeing import beside_others
from netsurvey.analyse.importance import NOT_ENOUGH, importance, publish_importance, shares_of_r2
from netsurvey.privacy import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

# R's datasets::swiss: Fertility, Agriculture, Examination, Education, Catholic, Infant.Mortality
SWISS = """
80.2 17 15 12 9.96 22.2/83.1 45.1 6 9 84.84 22.2/92.5 39.7 5 5 93.4 20.2/85.8 36.5 12 7 33.77 20.3
76.9 43.5 17 15 5.16 20.6/76.1 35.3 9 7 90.57 26.6/83.8 70.2 16 7 92.85 23.6/92.4 67.8 14 8 97.16 24.9
82.4 53.3 12 7 97.67 21/82.9 45.2 16 13 91.38 24.4/87.1 64.5 14 6 98.61 24.5/64.1 62 21 12 8.52 16.5
66.9 67.5 14 7 2.27 19.1/68.9 60.7 19 12 4.43 22.7/61.7 69.3 22 5 2.82 18.7/68.3 72.6 18 2 24.2 21.2
71.7 34 17 8 3.3 20/55.7 19.4 26 28 12.11 20.2/54.3 15.2 31 20 2.15 10.8/65.1 73 19 9 2.84 20
65.5 59.8 22 10 5.23 18/65 55.1 14 3 4.52 22.4/56.6 50.9 22 12 15.14 16.7/57.4 54.1 20 6 4.2 15.3
72.5 71.2 12 1 2.4 21/74.2 58.1 14 8 5.23 23.8/72 63.5 6 3 2.56 18/60.5 60.8 16 10 7.72 16.3
58.3 26.8 25 19 18.46 20.9/65.4 49.5 15 8 6.1 22.5/75.5 85.9 3 2 99.71 15.1/69.3 84.9 7 6 99.68 19.8
77.3 89.7 5 2 100 18.3/70.5 78.2 12 6 98.96 19.4/79.4 64.9 7 3 98.22 20.2/65 75.9 9 9 99.06 17.8
92.2 84.6 3 3 99.46 16.3/79.3 63.1 13 13 96.83 18.1/70.4 38.4 26 12 5.62 20.3/65.7 7.7 29 11 13.79 20.5
72.7 16.7 22 13 11.22 18.9/64.4 17.6 35 32 16.92 23/77.6 37.6 15 7 4.97 20/67.6 18.7 25 7 8.65 19.5
35 1.2 37 53 42.34 18/44.7 46.6 16 29 50.43 18.2/42.8 27.7 22 29 58.33 19.3
"""


def swiss() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    numbers = np.array([line.split() for line in SWISS.strip().replace("\n", "/").split("/")], dtype=float)
    return numbers[:, 1:], numbers[:, 0]


def explained(columns: Sequence[NDArray[np.float64]], outcome: NDArray[np.float64]) -> float:
    """Return R² of an ordinary regression, solved by least squares."""
    design = np.column_stack([np.ones(len(outcome)), *columns])
    fitted = design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    return float(1 - ((outcome - fitted) ** 2).sum() / ((outcome - outcome.mean()) ** 2).sum())


def in_every_order(blocks: Sequence[NDArray[np.float64]], outcome: NDArray[np.float64]) -> list[float]:
    """Return what each block adds, averaged over every order in which blocks can enter."""
    orders = list(permutations(range(len(blocks))))
    added = np.zeros(len(blocks))
    for order in orders:
        for place, block in enumerate(order):
            before = [blocks[other] for other in order[:place]]
            added[block] += explained([*before, blocks[block]], outcome) - explained(before, outcome)
    return list(added / len(orders))


def test_shares_are_those_of_relaimpo() -> None:
    # R 4.4, relaimpo 2.2-7: calc.relimp(lm(Fertility ~ ., swiss), type = "lmg"); the first line is also in the
    # package's own paper (Groemping 2006, Journal of Statistical Software 17). The second has weights 1 + (1:47 %% 3).
    regressors, fertility = swiss()
    times = np.vstack([np.ones(47), 1 + np.arange(1, 48) % 3])
    shares, r2 = shares_of_r2([regressors[:, [n]] for n in range(5)], fertility, times=times)
    plain = [0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735, 0.1127659229265]
    weighted = [0.0518208063017, 0.1549452302086, 0.2559770835712, 0.1019573530969, 0.1296324182449]
    assert shares == pytest.approx(np.array([plain, weighted]), abs=1e-12)
    assert r2 == pytest.approx([0.706735001593, 0.694332891423], abs=1e-11)


def test_two_regressors_by_hand() -> None:
    # with r12 = .5, r1 = .6 and r2 = .4, R² = (.36 + .16 - 2 * .6 * .4 * .5) / .75; the first adds .36 alone and
    # R² - .16 after the second
    x, z, e = (np.array(line, dtype=float) for line in ([1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]))
    second = 0.5 * x + sqrt(0.75) * z
    outcome = 0.6 * x + (0.4 - 0.3) / sqrt(0.75) * z
    outcome = outcome + sqrt(1 - 0.36 - 0.01 / 0.75) * e
    shares, r2 = shares_of_r2([x[:, None], second[:, None]], outcome)
    whole = 0.28 / 0.75
    assert r2.item() == pytest.approx(whole)
    assert shares[0] == pytest.approx([(0.36 + whole - 0.16) / 2, (0.16 + whole - 0.36) / 2])


def test_blocks_of_several_columns_are_those_of_every_order_tried() -> None:
    regressors, fertility = swiss()
    blocks = [regressors[:, [0, 1]], regressors[:, [2]], regressors[:, [3, 4]]]
    shares, r2 = shares_of_r2(blocks, fertility)
    assert shares[0] == pytest.approx(in_every_order(blocks, fertility), abs=1e-10)
    assert shares.sum() == pytest.approx(r2.item())


def test_a_column_that_others_make_up_adds_nothing() -> None:
    regressors, fertility = swiss()
    blocks = [regressors[:, [0]], np.column_stack([regressors[:, 1], 2 * regressors[:, 1] - 3])]
    once = [blocks[0], regressors[:, [1]]]
    assert shares_of_r2(blocks, fertility)[0] == pytest.approx(shares_of_r2(once, fertility)[0], abs=1e-10)


def test_strata_are_compared_within() -> None:
    regressors, fertility = swiss()
    strata = np.repeat([0, 1, 2], [20, 20, 7])

    def within(values: NDArray[np.float64]) -> NDArray[np.float64]:
        frame = pd.DataFrame(values)
        return (frame - frame.groupby(strata).transform("mean")).to_numpy()

    blocks = [regressors[:, [n]] for n in range(3)]
    apart = shares_of_r2(blocks, fertility + 100 * strata, strata=strata)[0][0]
    assert apart == pytest.approx(in_every_order([within(block) for block in blocks], within(fertility).ravel()))


def village(people: int = 120, *, sites: int = 1, wide: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return people of whom every fourth is isolated and scores four lower, the old one lower; gender is nothing."""
    rng = np.random.default_rng(5)
    index = pd.MultiIndex.from_arrays(
        [[f"S{n * sites // people}" for n in range(people)], ["1"] * people, [f"p{n}" for n in range(people)]],
        names=["site", "wave", "person_id"],
    )
    alone, old = np.arange(people) % 4 == 0, np.arange(people) % 3 == 0
    score = 50.0 - 4 * alone - old + rng.normal(size=people)
    people_frame = pd.DataFrame({"wemwbs": score, "power_isolate_v1": pd.array(alone, dtype="boolean")}, index=index)
    ages = np.where(old, "old", "young")
    genders = ["f", "f", "m", "m", "m", "m", "f", "f"] * people
    levels = pd.DataFrame({"age": pd.Categorical(ages), "gender": pd.Categorical(genders[:people])}, index=index)
    if wide:
        levels["street"] = pd.Categorical([f"s{n % 30}" for n in range(people)])
    return people_frame, levels


def found(people: pd.DataFrame, levels: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    return importance(people, levels, scores=["wemwbs"], flags=["power_isolate_v1"], seed=seed)


def test_what_goes_most_closely_with_the_score_comes_first_in_nearly_all_resamples() -> None:
    table = found(*village())
    assert table["block"].tolist() == ["isolation", "age", "gender"]
    assert table.iloc[0][["rank", "rank_low", "rank_high"]].tolist() == [1, 1, 1]
    assert table["share"].sum() == pytest.approx(table["r2"].iloc[0])
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
    # one parameter each, 120 people
    assert table["by_chance"].tolist() == pytest.approx([1 / 119] * 3)


def test_the_same_seed_gives_the_same_numbers() -> None:
    pd.testing.assert_frame_equal(found(*village()), found(*village()))
    assert not found(*village())["low"].equals(found(*village(), seed=2)["low"])


def test_people_without_an_answer_to_everything_are_left_out() -> None:
    people, levels = village()
    people.iloc[1, 0] = np.nan
    people.iloc[2, 1] = pd.NA
    levels["gender"] = levels["gender"].cat.add_categories("not given")
    levels.iloc[3, 1] = "not given"
    assert set(found(people, levels)["n"]) == {117}


def test_an_attribute_that_hardly_anybody_answered_is_left_out() -> None:
    people, levels = village()
    levels["health"] = pd.Categorical(["good", *["not given"] * 119])
    assert "health" not in set(found(people, levels)["block"])


def test_too_few_people_for_so_many_groups_give_no_numbers() -> None:
    table = found(*village(wide=True))  # 32 parameters, 120 people
    assert set(table["status"]) == {NOT_ENOUGH}
    assert table[["share", "low", "high", "rank", "r2"]].isna().all(axis=None)


def test_without_anybody_isolated_there_is_nothing_to_compare() -> None:
    people, levels = village()
    assert found(people.assign(power_isolate_v1=pd.array([False] * 120, dtype="boolean")), levels).empty
    assert found(people, levels.iloc[:, :0]).empty


def test_sites_are_told_together_and_each_by_itself() -> None:
    people, levels = village(240, sites=2)
    assert found(people, levels)["site"].unique().tolist() == ["all", "S0", "S1"]


def test_published_shares_are_whole_percentages_and_n_is_rounded() -> None:
    table = found(*village(124))
    shown = publish_importance(table, told_of(120), STANDARD)
    assert set(shown["n"]) == {125}
    assert (shown["share"] * 100).tolist() == pytest.approx((table["share"] * 100).round())
    assert shown["by_chance"].tolist() == pytest.approx([1 / 124] * 3)  # of the rounded n, or it would give n away
    few = publish_importance(table.assign(n=pd.array([9] * 3, dtype="Int64")), told_of(120), STANDARD)
    assert few[["share", "rank", "n"]].isna().all(axis=None)


def test_a_model_of_a_site_of_which_it_is_hidden_how_many_were_asked_is_withheld(scene: Scene) -> None:
    shown = publish_importance(found(*village(124)), told_of(pd.NA), STANDARD)
    assert shown[["share", "rank", "n", "r2"]].isna().all(axis=None)
    (headline,) = beside_others(scene, shown.assign(site="S", wave="1"))
    assert "too small to show" in headline.statement
    assert headline.n is None


def told_of(asked: Any) -> pd.DataFrame:
    """Return published rates of the village, of which so many people were asked."""
    key = {"site": "S0", "wave": "1", "flag": "graph_isolate", "attribute": "everyone"}
    return pd.DataFrame([key]).assign(n=pd.array([asked], dtype="Int64"))


@pytest.fixture(name="scene", scope="module")
def _scene(study_of: Callable[..., Any]) -> Scene:
    known = definitions(study_of())
    return Scene(site="S", wave="1", where="", seen="", aloud=(), definitions=known, published=False, names={})


def told(order: tuple[int, int, int]) -> pd.DataFrame:
    rows = [
        ("isolation", 1, 0.12, 0.08, 0.17, *order),
        ("age", 6, 0.03, 0.0, 0.06, 2, 1, 3),
        ("lone_parent", 1, 0.001, 0.0, 0.01, 3, 2, 3),
    ]
    names = ["block", "parameters", "share", "low", "high", "rank", "rank_low", "rank_high"]
    about: dict[str, Any] = {
        "site": "S",
        "wave": "1",
        "scale": "wemwbs",
        "by_chance": 0.002,
        "n": 450,
        "r2": 0.151,
        "status": "given",
    }
    return pd.DataFrame(rows, columns=names).assign(**about)


def test_the_headline_says_how_closely_and_how_settled_the_order_is(scene: Scene) -> None:
    (settled,) = beside_others(scene, told((1, 1, 1)))
    assert settled.statement == (
        "Of the differences between people's scores on WEMWBS (14 to 70), isolation goes with 12% (8% to 17%); by "
        "chance alone it would be 0.2%. Beside it: age 3% (0% to 6%), lone parent 0.1% (0% to 1%). All together 15% "
        "(n = 450); in brackets the 95% interval. Isolation comes 1st of these 3, in 95% of the resamples too."
    )
    assert (settled.value, settled.low, settled.high, settled.n) == (0.12, 0.08, 0.17, 450)
    assert "a score of risk for nobody" in settled.caveat
    (open_order,) = beside_others(scene, told((1, 1, 3)))
    assert "anywhere from 1st to 3rd in 95% of the resamples: the order is not settled" in open_order.statement


def test_the_headline_says_where_there_are_not_enough_people(scene: Scene) -> None:
    table = found(*village(wide=True)).assign(site="S")
    (finding,) = beside_others(scene, table)
    # street 29, age, gender and the flag one each
    assert (
        "not enough people answered all of it to say (n = 120, where so many groups take 320 or more)"
        in finding.statement
    )
    assert finding.value is None
    assert list(beside_others(scene, table.iloc[:0])) == []
