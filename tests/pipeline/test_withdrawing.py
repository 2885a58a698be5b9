"""Somebody who withdraws is gone from everything netsurvey made, and the team is told what it must empty itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from netsurvey import open_study
from netsurvey.errors import UsageError
from netsurvey.pipeline import Choice, Run, carry_out, plan_withdrawal, write_findings, write_resolution
from netsurvey.privacy import Tier
from netsurvey.tables import key_text

STUDY = """
[study]
title = "Fernley"
responses = "responses.csv"
site = "Fernley"
wave = "2011"
[respondent]
id = "ref"
name = "name"
street = "street"
[attributes.job]
column = "job"
[questions.help]
asks = "people"
role = "support"
name = "help_{n}"
street = "help_{n}_street"
"""
ANSWERS = """\
ref,name,street,job,help_1,help_1_street,help_2,help_2_street
l,Quenelda Ashgrove,Mill Lane,baker,Bertram Oakley,,,
2,Bertram Oakley,Low Road,miner,Quenelda Ashgrof,Mill Lane,Zebedee Marlowe,High Street
3,Cyra Fenwick,Low Road,miner,Quenelda Ashgrove,Mill Lane,Zebedee Marlowe and Petra Holm,High Street
4,Dunstan Peverell,High Street,baker,Queenie,Mill Lane,Cyra Fenwick,
5,Elfrida Wyndham,High Street,,nobody,,,
"""
CORRECTIONS = """\
row,column,was,becomes,who,why
2,ref,l,1,ada,asked Quenelda Ashgrove
3,help_1,Quenelda Ashgrof,Quenelda Ashgrove,ada,a slip
6,job,,nurse,ada,"Quenelda Ashgrof, as on form 2, knows her"
5,help_2_street,,Low Road,ada,looked it up
"""
NAMES = ("quenelda", "ashgrov", "ashgrof", "queenie")


def form(respondent: str) -> str:
    return key_text(["Fernley", "2011", respondent])


def mention(respondent: str, position: int, part: int = 1) -> str:
    return key_text(["Fernley", "2011", respondent, "help", position, part])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study of five forms, with rulings and corrections, and outputs for every tier."""
    folder = tmp_path_factory.mktemp("fernley")
    for name, text in (("study.toml", STUDY), ("responses.csv", ANSWERS), ("corrections.csv", CORRECTIONS)):
        (folder / name).write_text(text, encoding="utf-8")
    study = open_study(folder)
    study.decide("same", form("1"), mention("4", 1), who="ada", why="Queenie is what they call Quenelda Ashgrove")
    study.decide("different", form("5"), mention("4", 2), who="ada", why="I asked quenelda ashgrove at no. 9")
    run = Run(study)
    write_resolution(run)
    for tier in Tier:
        write_findings(run, tier)
    return folder


@pytest.fixture
def village(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the study that a test may do anything to; what is kept in it is still fresh."""
    return Path(shutil.copytree(made, tmp_path / "fernley"))


def take_out(folder: Path, **choice: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the study amounted to before and after."""
    run = Run(open_study(folder))
    plan = plan_withdrawal(run, Choice(**choice))
    return plan.before, carry_out(run, plan)


def texts(folder: Path) -> dict[str, str]:
    """Return what is in every file but the answers themselves, tables decoded, in lower case."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "responses.csv":
            raw = path.read_bytes().decode("utf-8", "replace")
            table = pd.read_parquet(path).to_csv() if path.suffix == ".parquet" else ""
            found[path.relative_to(folder).as_posix()] = (raw + table).casefold()
    return found


def roster(folder: Path) -> set[str]:
    run = Run(open_study(folder))
    return {*run.roster.respondents["name"].dropna(), *run.roster.mentions["name"].dropna()}


def test_not_a_byte_of_somebody_who_withdrew_is_left_outside_the_answers(village: Path) -> None:
    held = [file for file, text in texts(village).items() if any(name in text for name in NAMES)]
    assert {"roster.parquet", "decisions.sqlite", "corrections.csv", "out/team/people.csv"} <= set(held)
    before, after = take_out(village, respondent="1")
    assert {file: name for file, text in texts(village).items() for name in NAMES if name in text} == {}
    assert (before["forms"], after["forms"]) == (5, 4)
    assert (before["mentions"], after["mentions"]) == (8, 4)
    assert before["people"] - after["people"] == 1
    assert (village / "responses.csv").read_text(encoding="utf-8") == ANSWERS


def test_every_later_reading_obeys(village: Path) -> None:
    take_out(village, respondent="1")
    (village / "responses.csv").write_text(ANSWERS + "6,Isolde Garth,,,,,,\n", encoding="utf-8")
    assert not [name for name in roster(village) for part in NAMES if part in name.casefold()]
    report = Run(open_study(village)).survey.report
    assert report["balance"] == 0
    assert report["withdrawn"]["forms"] == 1
    assert report["withdrawn"]["mentions"] == 3


def test_the_file_of_withdrawals_holds_keys_only(village: Path) -> None:
    take_out(village, respondent="1")
    table = pd.read_csv(village / "withdrawn.csv", dtype=str, encoding="utf-8").fillna("")
    keys = ["what", "site", "wave", "respondent_id", "question", "position", "part"]
    assert list(table.columns) == [*keys, "when", "who"]
    assert table[keys].to_numpy().tolist() == [
        ["said", "Fernley", "2011", "1", "", "", ""],
        ["said of", "Fernley", "2011", "2", "help", "1", "1"],
        ["said of", "Fernley", "2011", "3", "help", "1", "1"],
        ["said of", "Fernley", "2011", "4", "help", "1", "1"],
    ]
    assert (table["when"].str.len() == len("2026-01-31")).all()


def test_rulings_and_corrections_of_others_are_kept(village: Path) -> None:
    take_out(village, respondent="1")
    left = open_study(village).decisions()
    assert left[["kind", "a", "b", "why"]].to_numpy().tolist() == [["different", mention("4", 2), form("5"), ""]]
    assert (village / "corrections.csv").read_text(encoding="utf-8").splitlines() == [
        "row,column,was,becomes,who,why",
        "2,ref,l,1,ada,",
        "6,job,,nurse,ada,",
        "5,help_2_street,,Low Road,ada,looked it up",
    ]


def test_the_team_is_told_which_cells_to_empty(village: Path) -> None:
    plan = plan_withdrawal(Run(open_study(village)), Choice(respondent="1"))
    assert list(plan.to_empty()) == [
        "responses.csv, row 2: the whole row",
        "responses.csv, row 3: help_1, help_1_street",
        "responses.csv, row 4: help_1, help_1_street",
        "responses.csv, row 5: help_1, help_1_street",
    ]


def test_a_plan_changes_nothing_and_tells_no_name(village: Path) -> None:
    before = {path: path.read_bytes() for path in village.rglob("*") if path.is_file() and "work" not in path.parts}
    plan = plan_withdrawal(Run(open_study(village)), Choice(respondent="1"))
    assert {path: path.read_bytes() for path in before} == before
    assert not (village / "withdrawn.csv").exists()
    assert (plan.forms, plan.mentions) == (1, 3)
    assert (len(plan.decisions[0]), len(plan.decisions[1])) == (1, 1)
    assert {path.parent.name for path in plan.outputs} == {"team", "partner", "public"}
    told = "\n".join([*plan.lines(), *plan.to_empty(), str(plan.to_dict()), repr(plan)]).casefold()
    assert [name for name in NAMES if name in told] == []


def test_somebody_may_take_back_only_what_they_said(village: Path) -> None:
    _, after = take_out(village, respondent="1", said_of=False)
    assert after["forms"] == 4
    assert "Quenelda Ashgrove" in roster(village)


def test_somebody_may_take_back_only_what_was_said_of_them(village: Path) -> None:
    _, after = take_out(village, respondent="1", said=False)
    assert (after["forms"], after["mentions"]) == (5, 5)
    assert "Quenelda Ashgrove" in set(Run(open_study(village)).roster.respondents["name"])


def test_somebody_who_was_only_named_can_be_taken_out_and_who_shares_their_cell_stays(village: Path) -> None:
    people = pd.read_csv(village / "out" / "team" / "people.csv")
    person = people.loc[people["label"] == "Zebedee Marlowe", "person_id"].item()
    plan = plan_withdrawal(Run(open_study(village)), Choice(person=person))
    assert "responses.csv, row 4: help_2" in plan.to_empty()
    take_out(village, person=person)
    assert "Petra Holm" in roster(village)
    assert {file for file, text in texts(village).items() if "zebedee" in text or "marlowe" in text} == set()


def test_one_mention_can_be_taken_out_by_its_key(village: Path) -> None:
    before, after = take_out(village, mention=mention("4", 1))
    assert before["mentions"] - after["mentions"] == 1
    assert "Queenie" not in roster(village)


def test_a_withdrawal_that_was_broken_off_can_be_finished(village: Path) -> None:
    row = "said,Fernley,2011,1,,,,,\nsaid of,Fernley,2011,4,help,1,1,,\n"
    head = "what,site,wave,respondent_id,question,position,part,when,who\n"
    (village / "withdrawn.csv").write_text(head + row, encoding="utf-8")
    run = Run(open_study(village))
    plan = plan_withdrawal(run)
    assert plan.before == {}
    assert carry_out(run, plan)["forms"] == 4
    assert open_study(village).decisions()["why"].tolist() == [""]
    assert open_study(village).outputs() == []


def test_writing_it_down_leaves_an_audit_line(village: Path) -> None:
    take_out(village, respondent="1")
    last = (village / "out" / "audit.log").read_text(encoding="utf-8").splitlines()[-1]
    assert last.endswith("\twithdraw\twithdrawn.csv")


def test_people_who_may_be_the_same_are_pointed_out(village: Path) -> None:
    run = Run(open_study(village))
    doubtful = pd.DataFrame({"a": [form("1")], "b": [mention("4", 2)], "probability": [0.25], "reason": ["x"]})
    object.__setattr__(run.people, "doubtful", doubtful)
    plan = plan_withdrawal(run, Choice(respondent="1"))
    assert plan.perhaps == {mention("4", 2): 0.25}
    assert f"  {mention('4', 2)} (chance 25%)" in plan.lines()


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"respondent": "99"}, "no form has this id"),
        ({"respondent": "1", "wave": "2013"}, "no form has this id"),
        ({"person": "p-nobody"}, "nobody has this person id"),
        ({"mention": mention("4", 7)}, "no mention has this key"),
        ({"respondent": "5", "said": False}, "nothing to take out"),
        ({"respondent": "5", "person": "p-x"}, "say whom"),
        ({}, "say whom"),
    ],
)
def test_a_choice_that_means_nobody_is_refused(village: Path, choice: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        plan_withdrawal(Run(open_study(village)), Choice(**choice))


def test_somebody_who_withdrew_already_is_said_to_have(village: Path) -> None:
    take_out(village, respondent="1")
    with pytest.raises(UsageError, match="withdrawn already"):
        plan_withdrawal(Run(open_study(village)), Choice(respondent="1"))


def test_an_id_of_two_waves_needs_its_wave(village: Path) -> None:
    text = STUDY.replace('wave = "2011"', 'wave = { column = "job" }')
    (village / "study.toml").write_text(text, encoding="utf-8")
    (village / "corrections.csv").unlink()
    (village / "decisions.sqlite").unlink()
    twice = ANSWERS.replace("l,Quenelda", "2,Quenelda")
    (village / "responses.csv").write_text(twice, encoding="utf-8")
    with pytest.raises(UsageError, match="wave baker; site Fernley, wave miner"):
        plan_withdrawal(Run(open_study(village)), Choice(respondent="2"))
    assert plan_withdrawal(Run(open_study(village)), Choice(respondent="2", wave="miner")).forms == 1


def test_without_work_folder_or_outputs_it_works_too(village: Path) -> None:
    for name in ("work", "out"):
        shutil.rmtree(village / name)
    _, after = take_out(village, respondent="1")
    assert after["forms"] == 4
