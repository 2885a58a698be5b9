"""The weights of names are derived as the module says, from the sources it names."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from netsurvey.samples.naming import gendered, given_names, short_names, surnames

if TYPE_CHECKING:
    from pathlib import Path

TABLES = files("netsurvey.samples") / "names"


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / name).read_text(encoding="utf-8").splitlines()))


def test_the_tables_are_small() -> None:
    assert sum(len(file.read_bytes()) for file in TABLES.iterdir()) < 60_000


@pytest.mark.third_party
def test_weights_of_british_given_names_come_from_the_ranks_of_the_ons(third_party: Path) -> None:
    ranks = pd.read_csv(third_party / "names" / "ons_historic_top100_tidy.csv").query("year >= 1914")
    ranks["name"] = ranks["name"].str.strip()
    known = {(row["sex"], row["name"]): row for row in table("british_given.csv")}
    expected = {
        (sex, name, str(year)): round(1000 / (rank + 4))
        for year, sex, rank, name in ranks[["year", "sex", "rank", "name"]].itertuples(index=False)
        if (sex, name) in known
    }
    found = {
        (sex, name, year): int(weight)
        for (sex, name), row in known.items()
        for year, weight in row.items()
        if year.isdigit() and weight
    }
    assert found == expected


@pytest.mark.third_party
def test_weights_of_british_surnames_come_from_their_frequency(third_party: Path) -> None:
    source = pd.read_csv(third_party / "names" / "sdglinkage_lastname_uk.csv").drop_duplicates("surname")
    frequency = dict(zip(source["surname"], source["freq"], strict=True))
    for row in table("british_surnames.csv"):
        plain = row["name"].lower().replace("'", "")
        assert int(row["weight"]) == round(frequency[plain] * 100_000)


def test_women_born_in_the_thirties_are_not_called_what_girls_of_the_nineties_are() -> None:
    count = 4000
    old, young = (
        given_names(np.random.default_rng(1), origins=["british"] * count, sexes=["F"] * count, births=[born] * count)
        for born in (1934, 1994)
    )
    assert old.count("Margaret") > 100 > young.count("Margaret")
    assert young.count("Chloe") > 50 > old.count("Chloe")


def test_smith_is_the_commonest_surname() -> None:
    drawn = surnames(np.random.default_rng(1), origins=["british"] * 20_000)
    assert pd.Series(drawn).value_counts().index[0] == "Smith"


@pytest.mark.parametrize(
    ("surname", "sex", "origin", "expected"),
    [
        ("Kowalski", "F", "polish", "Kowalska"),
        ("Kowalski", "M", "polish", "Kowalski"),
        ("Nowak", "F", "polish", "Nowak"),
        ("Singh", "F", "sikh", "Kaur"),
        ("Gill", "F", "sikh", "Gill"),
        ("Smith", "F", "british", "Smith"),
    ],
)
def test_surnames_take_the_form_of_their_bearer(surname: str, sex: str, origin: str, expected: str) -> None:
    assert gendered(surname, sex=sex, origin=origin) == expected


def test_short_names_belong_to_names_people_bear() -> None:
    bearers = {row["name"] for name in ("british_given.csv", "other_given.csv") for row in table(name)}
    assert set(short_names()) <= bearers
    assert "Gosia" in short_names()["Małgorzata"]
