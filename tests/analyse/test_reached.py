"""Who was reached: groups of those asked beside who lives there, by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from netsurvey.analyse.definitions import definitions
from netsurvey.analyse.headlines.reached import who_was_reached
from netsurvey.analyse.headlines.scene import Scene
from netsurvey.analyse.publish_tables import publish_reached
from netsurvey.analyse.reached import REACHED_COLUMNS, reached
from netsurvey.errors import DataError
from netsurvey.privacy import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from netsurvey.tables import Survey

GIVEN_NOTHING = pd.DataFrame({name: [] for name in ("site", "wave", "flag", "attribute", "level", "n")})


@pytest.fixture(name="survey", scope="module")
def _survey(draw: Any, study_of: Callable[..., Any]) -> Survey:
    """Return the answers of a study that names a census table, one form."""
    asked = study_of()
    asked = asked.model_copy(update={"study": asked.study.model_copy(update={"census": "census.csv"})})
    survey: Survey = draw([{"id": "r1", "age": "old"}], asked)[1]
    return survey


def with_census(survey: Survey, *rows: tuple[str | None, str, str, int]) -> Survey:
    table = pd.DataFrame(rows, columns=["site", "attribute", "level", "count"])
    return replace(survey, census=table.assign(row=range(2, len(table) + 2)))


def met(site: str = "S", **ages: int) -> pd.DataFrame:
    """Return the age of people at a site, so many of each."""
    people = [age.replace("_", " ") for age, count in ages.items() for _ in range(count)]
    index = pd.MultiIndex.from_arrays(
        [[site] * len(people), ["1"] * len(people), [f"{site}{n}" for n in range(len(people))]],
        names=["site", "wave", "person_id"],
    )
    kinds = ["young", "middle", "old", "not given"]
    return pd.DataFrame({"age": pd.Categorical(people, categories=kinds, ordered=True)}, index=index)


def published(
    survey: Survey, levels: pd.DataFrame, *, beside: pd.DataFrame = GIVEN_NOTHING, more: int = 0
) -> pd.DataFrame:
    """Return who was reached as it is published, where some more were asked who are of no group."""
    sites = levels.groupby(level=["site", "wave"]).size().add(more).rename("interviewed").reset_index()
    return publish_reached(reached(survey, levels), beside, sites, STANDARD)


YOUNG_AND_OLD = (("young", 300), ("middle", 400), ("old", 300))


def test_each_group_stands_beside_its_share_in_the_census(survey: Survey) -> None:
    survey = with_census(survey, *((None, "age", level, count) for level, count in YOUNG_AND_OLD))
    table = reached(survey, met(young=10, middle=40, old=50, not_given=5))
    assert table["level"].tolist() == ["young", "middle", "old"]
    assert table["n"].tolist() == [10, 40, 50]
    assert set(table["of"]) == {100}  # the five who did not say are of no group
    assert table["share"].tolist() == pytest.approx([0.1, 0.4, 0.5])
    assert table["census_share"].tolist() == pytest.approx([0.3, 0.4, 0.3])
    assert table["difference"].tolist() == pytest.approx([-0.2, 0.0, 0.2])
    # Wilson's formula by hand: (20 + 3.8415 -+ 1.96 * sqrt(3.8415 + 36)) / 207.683
    assert table[["low", "high"]].to_numpy()[0].tolist() == pytest.approx([0.0552, 0.1744], abs=5e-5)


def test_a_group_that_nobody_asked_is_in_is_none_of_them(survey: Survey) -> None:
    survey = with_census(survey, *((None, "age", level, count) for level, count in YOUNG_AND_OLD))
    table = reached(survey, met(young=0, middle=10, old=10))
    assert table["n"].tolist() == [0, 10, 10]


def test_groups_are_found_whatever_their_case_and_spaces(survey: Survey) -> None:
    table = reached(with_census(survey, (None, "age", " Young ", 30), (None, "age", "OLD", 70)), met(young=4, old=6))
    assert table[["level", "n", "census"]].to_numpy().tolist() == [["young", 4, 30], ["old", 6, 70]]


def test_numbers_of_sites_make_up_those_of_all(survey: Survey) -> None:
    survey = with_census(survey, ("S", "age", "young", 10), ("S", "age", "old", 30), ("T", "age", "young", 20))
    survey = replace(survey, census=pd.concat([survey.census, survey.census.assign(site="T", level="old").iloc[:1]]))
    table = reached(survey, pd.concat([met(young=4, old=6), met("T", young=10, old=10)]))
    census = {site: rows["census"].tolist() for site, rows in table.groupby("site")}
    assert census == {"all": [30, 40], "S": [10, 30], "T": [20, 10]}
    assert table.loc[table["site"] == "all", "n"].tolist() == [14, 16]


def test_numbers_without_a_site_are_of_all_sites_together_and_of_no_single_one(survey: Survey) -> None:
    survey = with_census(survey, (None, "age", "young", 10), (None, "age", "old", 30))
    table = reached(survey, pd.concat([met(young=4, old=6), met("T", young=10, old=10)]))
    assert table["site"].unique().tolist() == ["all"]


def test_without_a_census_table_there_is_nothing_to_say(survey: Survey) -> None:
    table = reached(survey, met(young=4, old=6))
    assert table.empty
    assert table.columns.tolist() == list(REACHED_COLUMNS)


def test_a_group_the_answers_do_not_have_is_told_with_its_row_and_what_they_have(survey: Survey) -> None:
    survey = with_census(survey, (None, "age", "yuong", 10), (None, "age", "old", 30), (None, "age", "0-15", 5))
    with pytest.raises(DataError) as error:
        reached(survey, met(young=4, old=6))
    first, second = error.value.problems
    assert str(first) == (
        'census.csv, row 2, column "level": is no group of "age" (value "yuong"). Write it as the answers have it: '
        "young. A group that nobody is in can be listed in the study file as attributes.age.order."
    )
    assert (second.row, second.value) == (4, "0-15")
    assert "young, middle, old" in str(second)


def test_published_small_groups_are_hidden_with_one_more(survey: Survey) -> None:
    survey = with_census(survey, *((None, "age", level, count) for level, count in YOUNG_AND_OLD))
    shown = published(survey, met(young=3, middle=41, old=58))
    # the three are few; with 102 known to about five, the 41 would give them away
    assert shown["n"].isna().tolist() == [True, True, False]
    assert shown[["n", "of", "share"]].to_numpy()[2].tolist() == [60, 100, 0.6]
    assert shown.loc[:1, ["share", "low", "high", "difference"]].isna().all(axis=None)
    assert shown["census"].tolist() == [300, 400, 300]  # anybody can look it up


def test_groups_hidden_elsewhere_are_hidden_here(survey: Survey) -> None:
    survey = with_census(survey, *((None, "age", level, count) for level, count in YOUNG_AND_OLD))
    elsewhere = pd.DataFrame(
        {
            "site": "S",
            "wave": "1",
            "flag": "graph_isolate",
            "attribute": "age",
            "level": ["old"],
            "n": pd.array([pd.NA], dtype="Int64"),
        }
    )
    shown = published(survey, met(young=30, middle=41, old=58), beside=elsewhere)
    assert shown["n"].isna().tolist() == [True, False, True]


def test_how_many_are_of_any_group_is_hidden_where_few_are_of_none_or_nobody_may_know_how_many_were_asked(
    survey: Survey,
) -> None:
    survey = with_census(survey, *((None, "age", level, count) for level, count in YOUNG_AND_OLD))
    ages = met(young=30, middle=41, old=58)
    assert set(published(survey, ages)["of"]) == {130}
    assert set(published(survey, ages, more=8)["of"]) == {130}
    few = published(survey, ages, more=7)
    assert few["of"].isna().all()
    assert few["share"].isna().all()
    unsized = pd.DataFrame(
        {"site": ["S"], "wave": ["1"], "flag": ["graph_isolate"], "attribute": ["everyone"], "level": ["everyone"]}
    ).assign(n=pd.array([pd.NA], dtype="Int64"))
    assert published(survey, ages, beside=unsized)["of"].isna().all()


def test_published_shares_of_fewer_than_ten_are_hidden(survey: Survey) -> None:
    survey = with_census(survey, (None, "age", "young", 10), (None, "age", "old", 30))
    shown = published(survey, met(young=0, old=9))
    assert shown[["share", "low", "high", "difference"]].isna().all(axis=None)


@pytest.fixture(name="scene", scope="module")
def _scene(study_of: Callable[..., Any]) -> Scene:
    known = definitions(study_of())
    return Scene(site="S", wave="1", where="", seen="", aloud=(), definitions=known, published=False, names={})


def test_the_headline_says_who_was_met_too_seldom_and_too_often(survey: Survey, scene: Scene) -> None:
    survey = with_census(survey, *((None, "age", level, count) for level, count in YOUNG_AND_OLD))
    (found,) = who_was_reached(scene, reached(survey, met(young=10, middle=40, old=50)))
    # Wilson's intervals: 10 of 100 is 5.5% to 17.4%, 50 of 100 is 40.4% to 59.6%
    assert found.statement == (
        "Who was reached, by age (n = 100). Fewer than their share: young (10%, 6% to 17%; census 30%). More than "
        "their share: old (50%, 40% to 60%; census 30%). Their share, give or take chance: middle. In brackets the "
        "share among those asked, its 95% interval and the share in the census table."
    )
    assert (found.name, found.about, found.n) == ("reached", "age", 100)


def test_the_headline_names_what_it_does_not_show(survey: Survey, scene: Scene) -> None:
    survey = with_census(survey, *((None, "age", level, count) for level, count in YOUNG_AND_OLD))
    some = published(survey, met(young=3, middle=41, old=58))
    (found,) = who_was_reached(scene, some)
    assert "Not shown: young, middle." in found.statement
    none = published(survey, met(young=3, middle=2, old=4))
    (hidden,) = who_was_reached(scene, none)
    assert hidden.statement.startswith("Who was reached, by age: too small to show")
