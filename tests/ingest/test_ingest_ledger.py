from __future__ import annotations

import csv
import io
import tomllib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netsurvey.errors import NetsurveyError
from netsurvey.ingest import read_survey
from netsurvey.ingest.ledger import WITHDRAWN, Ledger
from netsurvey.ingest.sheets import read_sheet
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Survey

STUDY = """
[study]
title = "Anything"
responses = ["forms.csv", "people.csv"]
site = { column = "site" }
RESOLVE
[respondent]
id = "ref"
name = ["first", "last"]
known_as = "aka"
street = "street"
household = "hh"
age = "age"
gender = "gender"
researcher = "who"
date = "day"
outcome = { column = "outcome", interviewed = ["done", "1"] }
weight = "w"
consent_named = "ok"
attributes = ["lone"]
[attributes.work]
column = "work"
labels = { "1" = "yes" }
order = ["yes", "no"]
[questions.help]
asks = "people"
role = "support"
name = "help_{n}"
none_tick = "nobody"
relation = "rel_{n}"
local = "local_{n}"
age = "agez_{n}"
[questions.out]
asks = "places"
name = "out_{n}"
[questions.trust]
asks = "people"
table = "people"
name = "name"
note = "note"
when = { column = "roles", contains = "a" }
[questions.talk]
asks = "people"
table = "people"
name = ["name", "last"]
[questions.choice]
asks = "choice"
column = "choice"
yes = ["y", "1"]
[questions.number]
asks = "number"
column = "number"
range = [0, 10]
[questions.text]
asks = "text"
column = "text"
[scales.empower]
items = "emp_{n}"
range = [1, 5]
"""
FORMS = [
    *[
        "ref",
        "site",
        "first",
        "last",
        "aka",
        "street",
        "hh",
        "age",
        "gender",
        "who",
        "day",
        "outcome",
        "w",
        "ok",
        "lone",
    ],
    *["work", "help_1", "help_2", "rel_1", "rel_2", "rel_3", "local_1", "agez_1", "nobody", "out_1"],
    *["choice", "number", "text", "emp_1", "emp_2"],
]
PEOPLE = ["ref", "name", "last", "note", "roles"]

TYPED = """1|2|3.0|1|1|y|n|x|none|dk|refused|n/a|-99|done|Sue and Dave Smith|the Smiths|Smith, John|?|a b|a|3/4
|31/02/2011|4/5/2011|199|6|4 - Often|me|Facebook|Sue/|,|;|&|(|Mr and Mrs|my late husband|the |our|\u00a0|\u2019"""
typed = st.sampled_from(TYPED.split("|"))
letters = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t\x85")
cell = st.one_of(st.just(""), typed, typed, typed, st.text(letters, max_size=8))
header = st.one_of(
    st.text(letters, max_size=6),
    st.sampled_from(["help_3", "spare", "rel_9", "out_2", "emp_3", "", "help_0", "help_99999999", "HELP_1", "ref"]),
)


@st.composite
def sheets(draw: st.DrawFn, columns: list[str]) -> list[list[str]]:
    """Return a header and rows of any kind, some of them ragged, most of them with an id and a site."""
    headers = draw(st.permutations(columns + draw(st.lists(header, max_size=2))))
    width = len(headers)
    ragged = draw(st.lists(st.lists(cell, max_size=width + 2), max_size=2))
    full = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=2, max_size=5))
    for row in full:
        row[headers.index("ref")] = draw(st.sampled_from(["1", "2", "3", "4.0", "1", ""]))
        if "site" in headers:
            row[headers.index("site")] = draw(st.sampled_from(["A", "A", "B", ""]))
            row[headers.index("outcome")] = draw(st.sampled_from(["done", "done", "no reply", ""]))
    return [headers, *draw(st.permutations(ragged + full))]


def written(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue().encode(encoding, errors="replace")


def read_or_refuse(folder: Path, *, resolve: str = "names") -> Survey | None:
    """Read the study; only our own errors may be raised."""
    study = Study.model_validate(tomllib.loads(STUDY.replace("RESOLVE", f'resolve = "{resolve}"')))
    try:
        survey, roster = read_survey(study, folder)
    except NetsurveyError:
        return None
    assert len(roster.mentions) == len(survey.mentions)
    return survey


@pytest.mark.no_cover  # following each line doubles the time, and other tests go the same ways
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    forms=sheets(FORMS),
    people=sheets(PEOPLE),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    resolve=st.sampled_from(["names", "exact"]),
)
def test_no_cell_of_any_sheet_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    forms: list[list[str]],
    people: list[list[str]],
    separator: str,
    encoding: str,
    resolve: str,
) -> None:
    folder = tmp_path_factory.mktemp("study")
    (folder / "forms.csv").write_bytes(written(forms, separator, encoding))
    (folder / "people.csv").write_bytes(written(people, separator, encoding))
    survey = read_or_refuse(folder, resolve=resolve)
    if survey is None:
        return
    totals = survey.report["totals"]
    assert survey.report["balance"] == 0
    assert totals["cells"] == totals["kept"] + totals["quarantined"] + totals["blank"] + totals["unused"]
    assert totals["quarantined"] == len(survey.quarantine)
    assert len(survey.answers) == len(survey.respondents) * len(survey.study.questions)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(contents=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-16"))))
def test_whatever_bytes_a_file_holds_only_our_own_errors_are_raised(
    tmp_path_factory: pytest.TempPathFactory, contents: bytes
) -> None:
    folder = tmp_path_factory.mktemp("study")
    for name in ("forms.csv", "people.csv"):
        (folder / name).write_bytes(contents)
    assert read_or_refuse(folder) is None


def test_every_cell_of_a_sheet_is_counted_by_hand(tmp_path: Path) -> None:
    text = (
        '[study]\ntitle = "t"\nresponses = "r.csv"\n[respondent]\nid = "ref"\n'
        '[questions.q]\nasks = "number"\ncolumn = "q"\n'
    )
    (tmp_path / "r.csv").write_text("ref,q,other\n1,5,\n2,x,y\n3\n4,,z,spare,\n\n")
    survey, _ = read_survey(Study.model_validate(tomllib.loads(text)), tmp_path)
    # ids 1-4 and the 5 are kept; x and "spare" set aside; y and z unused; 1 + 2 + 1 blank
    assert survey.report["totals"] == {"cells": 13, "kept": 5, "quarantined": 2, "blank": 4, "unused": 2}
    assert survey.quarantine[["row", "column", "value"]].fillna("").to_numpy().tolist() == [
        [3, "q", "x"],
        [5, "(column D)", ""],
    ]


FAULTY = """
[study]
title = "t"
responses = "r.csv"
[respondent]
id = "ref"
name = "name"
[questions.help]
asks = "people"
name = "help_{n}"
[questions.q]
asks = "number"
column = "q"
"""


def test_cells_that_are_no_answer_are_counted_told_and_taken_for_nobody(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("ref,name,help_1,q,other\n1,Ann,#REF!,5,#N/A\n2,#N/A,Sue,#VALUE!,\nTotal,,,5,\n")
    survey, roster = read_survey(Study.model_validate(tomllib.loads(FAULTY)), tmp_path)
    # ids 1 and 2, Ann, the 5 and Sue are kept; three errors and two totals set aside; one error unused; 4 blank
    assert survey.report["totals"] == {"cells": 15, "kept": 5, "quarantined": 5, "blank": 4, "unused": 1}
    assert survey.report["balance"] == 0
    assert roster.mentions["name"].tolist() == ["Sue"]
    assert survey.respondents["respondent_id"].tolist() == ["1", "2"]
    assert survey.quarantine[["row", "column", "value"]].fillna("").to_numpy().tolist() == [
        [2, "help_1", ""],
        [3, "name", ""],
        [3, "q", "#VALUE!"],
        [4, "ref", "Total"],
        [4, "q", "5"],
    ]


def test_a_correction_takes_the_fault_away_and_a_withdrawal_its_value(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("q,note\n#REF!,#N/A\n")
    ledger = Ledger(read_sheet(path))
    ledger.use(0, private=False)
    ledger.use(1, private=False)
    ledger.correct(0, 0, "5")
    ledger.keep(np.array([0]), 0)
    ledger.withdraw(np.array([0]), 1)
    assert ledger.counts() == {"cells": 2, "kept": 1, "quarantined": 1, "blank": 0, "unused": 0}
    assert ledger.quarantine()[["column", "value", "reason"]].fillna("").to_numpy().tolist() == [
        ["note", "", WITHDRAWN]
    ]
