"""An invented village is what it says it is, and its truth fits its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.samples import Faults, NameMix, Settings, Village, village
from netsurvey.samples.form import FORMS
from netsurvey.study import read_study

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again

SAYS_NOTHING = {"", "none", "nobody", "no one", "dk", "refused"}


@pytest.fixture(scope="module")
def usual() -> Village:
    return village(4, population=3000, respondents=300, settings=Settings(form="long"))


@pytest.fixture(scope="module")
def spotless() -> Village:
    return village(4, population=3000, respondents=300, settings=Settings(form="long", faults=Faults.at("none")))


def cells(here: Village) -> pd.DataFrame:
    """Return every cell of a name generator that names somebody or something, one row a cell."""
    sheet = here.responses.drop_duplicates("form_no")
    rows = [
        (form_no, ask.name, slot, text, ask.asks)
        for ask in FORMS[here.settings.form].asks
        for slot in range(1, ask.slots + 1)
        for form_no, text in zip(sheet["form_no"], sheet[ask.column.replace("{n}", str(slot))], strict=True)
        if text.strip().casefold() not in SAYS_NOTHING
    ]
    return pd.DataFrame(rows, columns=["respondent_id", "question", "position", "text", "asks"])


def test_the_same_seed_gives_the_same_village() -> None:
    first, second = (village(9, population=500, respondents=30) for _ in range(2))
    for name in ("residents", "ties", "responses", "truth", "respondents_truth"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
    assert first.study_toml == second.study_toml


def test_another_seed_gives_another_village() -> None:
    first, second = (village(seed, population=500, respondents=30) for seed in (1, 2))
    assert first.residents["surname"].tolist() != second.residents["surname"].tolist()


def test_faults_do_not_change_who_lives_there(usual: Village, spotless: Village) -> None:
    pd.testing.assert_frame_equal(usual.residents, spotless.residents)
    pd.testing.assert_frame_equal(usual.ties, spotless.ties)


def test_every_cell_that_names_somebody_has_truth_and_all_truth_has_a_cell(usual: Village) -> None:
    key = ["respondent_id", "question", "position"]
    written = set(map(tuple, cells(usual)[key].to_numpy()))
    known = set(map(tuple, usual.truth[key].to_numpy()))
    assert written == known


def test_parts_of_a_cell_are_counted_from_one(usual: Village) -> None:
    parts = usual.truth.groupby(["respondent_id", "question", "position"])["part"].agg(list).tolist()
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in parts)
    assert max(map(len, parts)) > 1


def test_truth_is_a_person_or_a_place_or_a_whole_household(usual: Village) -> None:
    people, places = usual.truth["person"] != "", usual.truth["place"] != ""
    assert not (people & places).any()
    households = usual.truth[~people & ~places].merge(cells(usual))
    assert households["text"].str.contains("the .*(?:s|family)", case=False, regex=True).all()


def test_a_person_of_the_truth_lives_in_the_village_or_has_died(usual: Village) -> None:
    named = usual.truth["person"]
    known = set(usual.residents["person"])
    assert all(person in known or person.startswith("late-") for person in named if person)


def test_a_spotless_sheet_says_in_full_who_is_meant(spotless: Village) -> None:
    people = spotless.residents.set_index("person")
    said = cells(spotless).query("asks == 'people'").merge(spotless.truth)
    full = people.loc[said["person"], "given"] + " " + people.loc[said["person"], "surname"]
    same = said["text"].to_numpy() == full.to_numpy()
    namesakes = said.loc[~same, "text"].str.contains("(", regex=False)
    assert namesakes.all()
    assert same.mean() > 0.99


def test_nobody_is_named_by_two_people_as_two_people(usual: Village) -> None:
    said = cells(usual).query("asks == 'people'").merge(usual.truth)
    said = said[said.groupby(["respondent_id", "question", "position"])["part"].transform("size") == 1]
    meant = said.assign(text=said["text"].str.casefold().str.strip()).groupby(["respondent_id", "question", "text"])
    assert meant["person"].nunique().max() == 1


def test_population_counts_children_and_residents_do_not(spotless: Village) -> None:
    assert 0.7 * 3000 < len(spotless.residents) < 3000
    assert spotless.residents["age"].min() >= 16


def test_there_are_as_many_interviews_as_asked_for(spotless: Village) -> None:
    assert len(spotless.respondents_truth) == 300
    assert (spotless.responses["outcome"] == "complete").all()


def test_ties_go_both_ways(usual: Village) -> None:
    there = set(zip(usual.ties["who"], usual.ties["whom"], strict=True))
    assert there == {(whom, who) for who, whom in there}


def test_popularity_is_heavy_tailed(usual: Village) -> None:
    named = (
        usual.truth[usual.truth["person"] != ""].drop_duplicates(["respondent_id", "person"])["person"].value_counts()
    )
    assert named.iloc[0] > 20 * named.median()


def test_an_isolate_has_no_tie_and_names_nobody(usual: Village) -> None:
    isolates = usual.respondents_truth[usual.respondents_truth["is_isolate"]]
    assert len(isolates)
    assert (isolates["true_degree"] == 0).all()
    assert isolates["names_nobody"].all()
    assert not set(isolates["person"]) & set(usual.truth["person"]) - set(_self_named(usual))


def _self_named(here: Village) -> pd.Series[str]:
    said = here.truth.merge(here.respondents_truth, on="respondent_id")
    return said.loc[said["person_x"] == said["person_y"], "person_x"]


def test_change_makers_are_named_far_more_than_others_for_getting_things_done(usual: Village) -> None:
    roles = usual.residents.set_index("person")["change_maker"]
    named = usual.truth.query("question == 'activist' and person != ''")["person"]
    assert named.isin(roles[roles].index).mean() > 0.3
    assert roles.mean() < 0.01


def test_knowing_nobody_who_can_change_things_follows_employment() -> None:
    here = village(6, population=4000, respondents=800, settings=Settings(faults=Faults.at("none")))
    facts = here.respondents_truth.merge(here.residents[["person", "employment"]])
    share = facts.groupby("employment")["no_change_contact"].mean()
    assert share["unemployed"] > share["retired"] > share["employed"]
    assert 0.15 < facts["no_change_contact"].mean() < 0.4


def slopes(facts: pd.DataFrame, outcome: np.ndarray) -> list[float]:
    """Return what goes with one more tie, unemployment, lone parenthood and illness: least squares."""
    known = [facts["true_degree"], facts["employment"] == "unemployed", facts["lone_parent"], facts["ill"]]
    table = np.column_stack([np.ones(len(facts)), *known]).astype(float)
    return list(np.linalg.lstsq(table, outcome, rcond=None)[0][1:])


@pytest.mark.parametrize("effect", [0.0, 0.8])
def test_the_effect_of_ties_on_wellbeing_can_be_found_again(effect: float) -> None:
    settings = Settings(faults=Faults.at("none"), tie_effect=effect)
    here = village(3, population=4000, respondents=800, settings=settings)
    items = here.responses.filter(regex=r"^wem\d+$").astype(float).sum(axis=1).to_numpy()
    facts = here.respondents_truth.merge(here.residents[["person", "employment", "lone_parent", "ill"]])
    assert slopes(facts, items)[0] == pytest.approx(effect, abs=0.2)
    everybody = slopes(here.residents, here.residents["wellbeing"].to_numpy())
    assert everybody[0] == pytest.approx(effect, abs=0.08)
    assert everybody[1:] == pytest.approx([-3.0, -2.5, -4.5], abs=1.4)


def test_wellbeing_scores_look_like_those_of_a_national_survey(spotless: Village) -> None:
    scores = spotless.responses.filter(regex=r"^wem\d+$").astype(float).sum(axis=1)
    assert scores.mean() == pytest.approx(50, abs=2)
    assert scores.std() == pytest.approx(8, abs=1.2)


def test_lone_parents_have_fewer_ties_and_are_less_well(spotless: Village) -> None:
    means = spotless.residents.groupby("lone_parent")[["true_degree", "wellbeing"]].mean()
    assert (means.loc[True] < means.loc[False]).all()


def test_name_origins_follow_the_mix() -> None:
    mix = NameMix(british=0.5, south_asian=0.3, polish=0.15, other=0.05)
    here = village(2, population=8000, respondents=50, settings=Settings(names=mix))
    homes = here.residents.drop_duplicates("household")["origin"]
    kinds = homes.map(
        {
            **dict.fromkeys(("muslim", "sikh", "hindu"), "south_asian"),
            **dict.fromkeys(("irish", "african", "chinese"), "other"),
        }
    ).fillna(homes)
    found = kinds.value_counts(normalize=True)
    assert found.to_dict() == pytest.approx(
        {"british": 0.5, "south_asian": 0.3, "polish": 0.15, "other": 0.05}, abs=0.03
    )


def test_couples_mostly_share_a_surname(spotless: Village) -> None:
    british = spotless.residents[spotless.residents["origin"] == "british"]
    couples = british[british["household_type"] == "couple"].groupby("household")["surname"].nunique()
    assert (couples == 1).mean() == pytest.approx(0.88, abs=0.08)


@pytest.mark.parametrize("form", ["short", "long"])
def test_the_study_file_names_columns_of_the_sheet(form: str, tmp_path: Path) -> None:
    here = village(1, population=400, respondents=20, settings=Settings(form=form))  # type: ignore[arg-type]
    here.write(tmp_path)
    study = read_study(tmp_path / "study.toml")
    columns = set(here.responses.columns)
    for ask in FORMS[form].asks:
        question = study.questions[ask.name]
        assert question.role == (ask.role or None)
        wanted = [*question.name, *question.interpreters.values()]
        assert {pattern.replace("{n}", str(ask.slots)) for pattern in wanted} <= columns
        assert question.none_tick is None or question.none_tick.column in columns
    assert {attribute.column for attribute in study.attributes.values()} <= columns


def test_doors_that_did_not_open_are_not_respondents(usual: Village) -> None:
    doors = usual.responses[~usual.responses["outcome"].isin(["complete", "partial"])]
    assert len(doors)
    assert not set(doors["form_no"]) & set(usual.respondents_truth["respondent_id"])
    assert (doors["first_name"] == "").all()


def test_too_many_interviews_for_a_village_are_refused() -> None:
    with pytest.raises(UsageError, match="population of at least 1000"):
        village(1, population=900, respondents=400)


def test_shares_of_names_must_add_up() -> None:
    with pytest.raises(UsageError, match="add up to 1"):
        NameMix(british=0.5)


def test_a_form_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError, match="short, long"):
        Settings(form="medium")  # type: ignore[arg-type]


def test_what_is_printed_of_a_village_holds_no_names(usual: Village) -> None:
    assert "mentions" in repr(usual)
    assert usual.residents["surname"].iloc[0] not in repr(usual)
