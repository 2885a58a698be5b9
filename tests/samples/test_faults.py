"""Each fault turns up about as often as its rate says, and never when its rate is zero."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.samples import Faults, Settings, Village, village
from netsurvey.samples.form import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

NONE = Faults.at("none")
FORMS_FILLED = 130
NOBODY = {"none", "nobody", "no one"}


def surveyed(faults: Faults) -> Village:
    return village(8, population=1000, respondents=FORMS_FILLED, settings=Settings(form="long", faults=faults))


@pytest.fixture(scope="module")
def spotless() -> Village:
    return surveyed(NONE)


def slots(here: Village, *, asks: str = "people", beside: str = "") -> pd.DataFrame:
    """Return the slots with their text, or what stands in a column beside it, of all questions that have it."""
    sheet = here.responses.drop_duplicates("form_no").set_index("form_no")
    series = {
        (ask.name, slot): sheet[f"{ask.prefix}_{slot}_{beside}" if beside else ask.column.replace("{n}", str(slot))]
        for ask in FORMS["long"].asks
        if ask.asks == asks and (not beside or beside in ask.interpreters)
        for slot in range(1, ask.slots + 1)
    }
    frame: pd.DataFrame = pd.concat(series, names=["question", "position"]).rename("text").reset_index()
    return frame.rename(columns={"form_no": "respondent_id"})


def people(here: Village, *, beside: str = "") -> pd.DataFrame:
    """Return what stands in the cells that truly mean one person, with what is true of that person."""
    truth = here.truth[here.truth["person"].str.startswith("n")]
    alone = truth.groupby(["respondent_id", "question", "position"])["part"].transform("size") == 1
    said = truth[alone].merge(slots(here, beside=beside), on=["respondent_id", "question", "position"])
    return said.merge(here.residents, on="person")


def not_in_full(here: Village) -> float:
    said = people(here)
    return float((said["text"] != said["given"] + " " + said["surname"]).mean())


def kin(here: Village) -> float:
    said = people(here)
    words = said["text"].str.contains(r"\b(?:my|me|our|mum|dad|husband|wife|son|daughter|sister|brother)\b", case=False)
    return float(words[said["question"].isin(["support", "trust"])].mean())


def joined(here: Village) -> float:
    return float((here.truth["part"] > 1).sum() / len(slots(here).query("text != ''")))


def not_people(here: Village) -> float:
    return float((here.truth[here.truth["question"].isin(["support", "trust", "talk"])]["place"] != "").mean())


def own_names(here: Village) -> float:
    said = here.truth.merge(here.respondents_truth, on="respondent_id")
    return float((said["person_x"] == said["person_y"]).sum() / len(here.respondents_truth))


def late(here: Village) -> float:
    return float(here.truth["person"].str.startswith("late-").sum() / len(here.respondents_truth))


def repeats(here: Village) -> float:
    named = here.truth[here.truth["person"] != ""]
    return float(named.duplicated(["respondent_id", "question", "person"]).sum() / FORMS_FILLED / 8)


def word_in_first_slot(*words: str) -> Callable[[Village], float]:
    def share(here: Village) -> float:
        first = slots(here).query("position == 1")
        return float(first["text"].str.casefold().isin(words).mean())

    return share


def silent(here: Village) -> float:
    sheet = here.responses.set_index("form_no")
    first = slots(here).query("position == 1")
    ticked = [
        sheet.loc[form, f"{question}_none"] != ""
        for form, question in zip(first["respondent_id"], first["question"], strict=True)
    ]
    return float(((first["text"] == "") & ~np.array(ticked)).mean())


def ticked_beside_names(here: Village) -> float:
    sheet = here.responses
    named = pd.concat([sheet[f"{name}_1_name"].ne("") & sheet[f"{name}_none"].ne("") for name in ("support", "talk")])
    return float(named.mean())


def column_share(column: str, bad: Callable[[pd.Series[str]], pd.Series[bool]]) -> Callable[[Village], float]:
    return lambda here: float(bad(here.responses[column]).mean())


def beside(name: str, test: Callable[[pd.DataFrame], pd.Series[bool]]) -> Callable[[Village], float]:
    return lambda here: float(test(people(here, beside=name).query("role == ''")).mean())


def impossible(here: Village) -> float:
    items = here.responses.filter(regex=r"^wem\d+$").melt()["value"]
    bad = (~items.isin(list("12345"))).sum()
    bad += (here.responses["age_band"] == "199").sum()
    bad += here.responses["visit_date"].str.startswith("31/06").sum()
    return float(bad / len(here.responses))


MEASURED: dict[str, tuple[float, Callable[[Village], float], float, float]] = {
    "misspelt": (0.4, not_in_full, 0.28, 0.42),
    "untidy": (0.5, not_in_full, 0.34, 0.52),
    "short_name": (0.9, not_in_full, 0.1, 0.5),
    "other_short_name": (0.9, not_in_full, 0.3, 0.7),
    "bare_given": (0.3, not_in_full, 0.22, 0.45),
    "initial": (0.4, not_in_full, 0.3, 0.5),
    "kin_word": (0.6, kin, 0.15, 0.6),
    "role_and_name": (0.4, not_in_full, 0.15, 0.5),
    "titled": (0.9, not_in_full, 0.03, 0.3),
    "joined": (0.5, joined, 0.1, 0.5),
    "not_a_person": (0.3, not_people, 0.06, 0.25),
    "self_named": (0.5, own_names, 0.3, 0.55),
    "late_relative": (0.5, late, 0.3, 0.55),
    "repeated": (0.5, repeats, 0.1, 0.5),
    "nobody_word": (0.5, word_in_first_slot(*NOBODY), 0.15, 0.4),
    "nobody_silent": (0.5, silent, 0.15, 0.4),
    "dont_know": (0.3, word_in_first_slot("dk"), 0.25, 0.35),
    "refused": (0.3, word_in_first_slot("refused"), 0.25, 0.35),
    "tick_and_names": (0.5, ticked_beside_names, 0.3, 0.55),
    "duplicate_form": (0.3, lambda here: here.respondents_truth["person"].duplicated().sum() / FORMS_FILLED, 0.2, 0.4),
    "same_id_twice": (0.3, lambda here: here.responses["form_no"].duplicated().sum() / FORMS_FILLED, 0.2, 0.4),
    "impossible": (0.5, impossible, 0.38, 0.62),
    "margin_note": (0.5, column_share("notes", lambda notes: notes != ""), 0.38, 0.62),
    "blank_name": (0.5, column_share("first_name", lambda names: names == ""), 0.38, 0.62),
    "broken_off": (0.5, column_share("outcome", lambda outcomes: outcomes == "partial"), 0.38, 0.62),
    "missing_street": (0.5, beside("street", lambda said: said["text"] == ""), 0.42, 0.58),
    "wrong_street": (0.5, beside("street", lambda said: said["text"] != said["street"]), 0.4, 0.58),
    "street_variant": (0.5, beside("street", lambda said: said["text"] != said["street"]), 0.38, 0.58),
    "missing_age": (0.5, beside("age", lambda said: said["text"] == ""), 0.42, 0.58),
    "wrong_age": (0.5, beside("age", lambda said: said["text"] != said["age"].map(band)), 0.3, 0.55),
    "missing_relation": (0.5, beside("relation", lambda said: said["text"] == ""), 0.42, 0.58),
    "unopened_door": (0.5, lambda here: len(here.responses) / FORMS_FILLED - 1, 0.38, 0.62),
}


def band(age: int) -> str:
    """Return the age band by the words of the form."""
    low = (age - 5) // 10 * 10 + 5
    return "16-24" if age < 25 else "75+" if age >= 75 else f"{low}-{low + 9}"


def test_every_fault_is_measured() -> None:
    assert {field.name for field in fields(Faults)} == {*MEASURED, "uneven_researchers"}


@pytest.mark.no_cover  # following each line takes long, and the tests of the village go the same ways
@pytest.mark.parametrize("fault", MEASURED)
def test_a_fault_turns_up_about_as_often_as_its_rate_says(fault: str, spotless: Village) -> None:
    rate, share, low, high = MEASURED[fault]
    never = 0.01 if share is not_in_full else 0.0
    assert share(spotless) <= never
    assert low < share(surveyed(replace(NONE, **{fault: rate}))) < high


def test_uneven_researchers_bring_home_unequal_numbers_of_names() -> None:
    def spread(uneven: float) -> float:
        settings = Settings(faults=replace(NONE, uneven_researchers=uneven))
        here = village(8, population=2000, respondents=400, settings=settings)
        doors = here.responses[["form_no", "researcher"]].rename(columns={"form_no": "respondent_id"})
        count = here.truth.groupby("respondent_id").size()
        return float(doors["respondent_id"].map(count).fillna(0).groupby(doors["researcher"]).mean().std())

    assert spread(1.0) > 2 * spread(0.0)


def test_a_hard_sheet_is_worse_than_an_easy_one() -> None:
    easy, hard = Faults.at("easy"), Faults.at("hard")
    assert all(getattr(easy, field.name) <= getattr(hard, field.name) <= 1 for field in fields(Faults))


def test_a_rate_above_one_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"faults\.joined"):
        Faults(joined=1.5)


def test_a_difficulty_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError, match="none, easy, usual, hard"):
        Faults.at("fiendish")  # type: ignore[arg-type]
