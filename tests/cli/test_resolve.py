"""Who is who from the command line: a quick answer, two people held side by side, sites side by side, what is kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netsurvey import open_study, village
from netsurvey.pipeline import Run, write_resolution
from netsurvey.samples import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]

SITES = ("Nether Ashby", "Ollerdene", "Wickstow")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study of three small villages in one sheet, with a key and nothing resolved."""
    folder = tmp_path_factory.mktemp("three") / "study"
    villages = [
        village(seed, population=150, respondents=12, settings=Settings(site=site, form="long"))
        for seed, site in enumerate(SITES, start=1)
    ]
    villages[0].write(folder)
    sheet = pd.concat([place.responses for place in villages])
    sheet.to_csv(folder / "responses.csv", index=False)
    _ = open_study(folder).key
    return folder


@pytest.fixture(scope="module")
def resolved(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the three villages with everybody resolved; not to be changed."""
    folder = Path(shutil.copytree(untouched, tmp_path_factory.mktemp("resolved") / "study"))
    write_resolution(Run(open_study(folder)))
    return folder


@pytest.fixture
def three(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(untouched, tmp_path / "three"))


@pytest.fixture
def study(resolved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(resolved, tmp_path / "study"))


def table(study: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(study / "out" / "team" / f"{name}.csv", encoding="utf-8-sig", dtype={"respondent_id": str})


def written(study: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (study / "out" / "team").iterdir()}


def names_in(study: Path) -> set[str]:
    """Return every name of two words that stands on a form, of those who answered it and of those they named."""
    cells = pd.read_parquet(open_study(study).roster_path)
    names = pd.concat([cells["name"], cells["known_as"]]).dropna().unique()
    return {name for name in names if len(name.split()) > 1}


# Two people side by side ---------------------------------------------------------------------------------------------


def test_two_who_were_interviewed_in_one_wave_are_two_people_and_the_team_reads_their_names(
    netsurvey: Netsurvey, study: Path
) -> None:
    people = table(study, "people")
    first, second = people[(people["site"] == SITES[0]) & people["respondent_id"].notna()].head(2).itertuples()
    answer = netsurvey("resolve", study, "--why-not", first.person_id, second.person_id)
    assert answer.code == 0
    assert (
        f"{first.person_id} {first.label!r} and {second.person_id} {second.label!r} are one person in 0%" in answer.out
    )
    assert "both answered a form of wave 2011" in answer.out


def test_a_mention_and_a_respondent_are_compared_in_bits(netsurvey: Netsurvey, study: Path) -> None:
    people = table(study, "people")
    here = people[people["site"] == SITES[0]]
    asked = here[here["respondent_id"].notna()].iloc[0]
    named = here[here["respondent_id"].isna()].iloc[0]
    answer = netsurvey("resolve", study, "--why-not", asked["person_id"], named["person_id"])
    assert answer.code == 0
    assert " bits" in answer.out


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("p-nobody", "nobody has this person id"),
        ("Maryam Jessop", "nobody has this person id"),
        ("the same", "both ids are one person already"),
        ("of another site", "the two are of two sites"),
    ],
)
def test_two_that_cannot_be_compared_are_wrong_usage(netsurvey: Netsurvey, study: Path, second: str, told: str) -> None:
    people = table(study, "people").set_index("site")["person_id"]
    first = people[SITES[0]].iloc[0]
    ids = {"the same": first, "of another site": people[SITES[1]].iloc[0]}
    answer = netsurvey("resolve", study, "--why-not", first, ids.get(second, second))
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert "Traceback" not in answer.err
    assert not {name for name in names_in(study) | {"Jessop"} if name in answer.err}


def test_one_id_is_not_enough_to_compare(netsurvey: Netsurvey, study: Path) -> None:
    assert netsurvey("resolve", study, "--why-not", "p-nobody").code == 2


# A quick answer ------------------------------------------------------------------------------------------------------


def test_a_quick_answer_is_marked_wherever_it_is_told(netsurvey: Netsurvey, three: Path) -> None:
    answer = netsurvey("resolve", three, "--quick")
    assert answer.code == 0
    assert "quick first answer" in answer.out
    assert json.loads(netsurvey("resolve", three, "--quick", "--json").out)["quick"] is True
    assert json.loads(written(three)["resolution.json"])["quick"] is True


def test_a_quick_answer_is_never_taken_for_the_full_one(netsurvey: Netsurvey, three: Path, resolved: Path) -> None:
    netsurvey("resolve", three, "--quick")
    folder = open_study(three)
    assert Run(folder, quick=True).stale == ["analyse"]
    assert Run(folder).stale == ["resolve", "analyse"]
    answer = netsurvey("resolve", three)
    assert "quick" not in answer.out
    assert written(three) == written(resolved)


def test_findings_after_a_quick_answer_are_those_of_the_full_one(
    netsurvey: Netsurvey, three: Path, study: Path
) -> None:
    netsurvey("resolve", three, "--quick")
    assert netsurvey("analyse", three, "--tier", "team").out == netsurvey("analyse", study, "--tier", "team").out


def test_a_quick_answer_does_not_push_out_the_full_one(netsurvey: Netsurvey, study: Path) -> None:
    netsurvey("resolve", study, "--quick")
    assert Run(open_study(study)).stale == ["analyse"]


# Sites side by side --------------------------------------------------------------------------------------------------


def test_two_workers_write_the_same_bytes_as_one(netsurvey: Netsurvey, three: Path, resolved: Path) -> None:
    assert netsurvey("resolve", three, "--workers", "2").code == 0
    assert set(table(three, "people")["site"]) == set(SITES)
    assert written(three) == written(resolved)
    assert netsurvey("resolve", three).code == 0
    assert written(three) == written(resolved)


def test_no_worker_at_all_is_wrong_usage_even_when_nothing_is_to_be_done(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("resolve", study, "--workers", "0")
    assert (answer.code, answer.out) == (2, "")
    assert "--workers" in answer.err
    assert "Traceback" not in answer.err


def test_a_cluster_that_cannot_be_reached_is_wrong_usage(netsurvey: Netsurvey, three: Path) -> None:
    answer = netsurvey("resolve", three, "--cluster", "tcp:/nowhere")
    assert (answer.code, answer.out) == (2, "")
    assert "dask" in answer.err
    assert "Traceback" not in answer.err


# What made it --------------------------------------------------------------------------------------------------------


def test_what_produced_the_people_is_recorded_beside_them_without_names(study: Path) -> None:
    text = written(study)["resolution.json"].decode()
    made_by = json.loads(text)
    people, mentions = table(study, "people"), table(study, "mentions")
    assert (made_by["seed"], made_by["draws"], made_by["decisions"], made_by["quick"]) == (1, 200, 0, False)
    assert (made_by["persons"], made_by["mentions"]) == (len(people), len(mentions))
    assert made_by["doubtful"] == len(table(study, "doubtful"))
    assert set(made_by["versions"]) >= {"netsurvey", "python", "numba", "numpy"}
    assert not {name for name in names_in(study) if name in text}


def test_a_decision_is_counted_in_the_record(netsurvey: Netsurvey, study: Path) -> None:
    a, b = table(study, "doubtful")[["a", "b"]].iloc[0]
    open_study(study).decide("different", a, b, who="tester", why="asked them")
    netsurvey("resolve", study)
    assert json.loads(written(study)["resolution.json"])["decisions"] == 1
