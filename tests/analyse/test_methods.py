"""The methods section and the codebook: nothing is left unsaid, and nothing is told that was not done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from netsurvey.analyse import Findings, analyse

if TYPE_CHECKING:
    import pandas as pd

ASKED: dict[str, dict[str, Any]] = {
    "help": {"asks": "people", "role": "support", "name": "help_{n}", "none_tick": "help_none"},
    "bring": {"asks": "people", "role": "connector", "name": "bring_{n}", "none_tick": "bring_none"},
    "link": {"asks": "people", "role": "linker", "name": "link_{n}", "none_tick": "link_none"},
}


@pytest.fixture(name="findings", scope="module")
def _findings(draw: Any, study_of: Any) -> Findings:
    rng = np.random.default_rng(3)
    forms = [
        {
            "id": f"r{n}",
            "help": [f"r{other}" for other in rng.choice(40, 2) if other != n] or "none",
            "bring": "none" if n % 3 else ["r1"],
            "link": "none" if n % 3 else ["r2"],
            "work": ["employed", "retired"][n % 2],
            **{f"wemwbs_{item}": float(rng.integers(1, 6)) for item in range(1, 15)},
            **{f"pride_{item}": float(rng.integers(1, 6)) for item in range(1, 4)},
        }
        for n in range(40)
    ]
    closed = [{"id": f"x{n}", "interviewed": False} for n in range(10)]
    scales = {"wemwbs": {"items": "w{n}"}, "pride": {"items": "p{n}", "range": [1, 5], "score": "mean"}}
    asked = study_of(ASKED, population=800, attributes={"work": {"column": "work"}}, scales=scales)
    return analyse(*draw([*forms, *closed], asked))


@pytest.mark.parametrize("tier", ["team", "partner", "public"])
def test_the_codebook_has_a_meaning_for_every_column_of_every_table(findings: Findings, tier: str) -> None:
    shown = findings.at(tier)
    book = shown.codebook()
    columns = [(name, column) for name, table in shown.tables().items() for column in table.columns]
    assert list(book[["table", "column"]].itertuples(index=False, name=None)) == columns
    assert book.loc[book["meaning"] == "", ["table", "column"]].to_numpy().tolist() == []
    assert set(book["type"]) <= {"text", "number", "whole number", "yes or no"}


def test_the_codebook_tells_a_flag_by_its_definition_and_a_score_by_its_scale(findings: Findings) -> None:
    book = findings.codebook()
    people: pd.Series[str] = book[book["table"] == "people"].set_index("column")["meaning"]
    assert findings.definitions["power_isolate_v1"].wording in people["power_isolate_v1"]
    assert people["wemwbs"] == "the score on WEMWBS (14 to 70)"
    assert people["pride"] == "the score on scale pride of this study"
    assert people["degree_low"] == "degree: 90% of the values over plausible resolutions are from here"


def test_the_methods_say_who_was_asked_and_how_many_doors_stayed_shut(findings: Findings) -> None:
    text = findings.methods_paragraph()
    assert "In all, 40 people were interviewed, 5.0% of the 800 residents; of 50 forms that were returned" in text
    assert "that is 80%" in text


def test_the_methods_define_what_was_asked_and_list_what_was_not(findings: Findings) -> None:
    text = findings.methods_paragraph()
    for name in ("power_isolate_v1", "graph_isolate", "change_maker_v1"):
        assert f"{name} ({findings.definitions[name].version}) is {findings.definitions[name].wording}" in text
    absent = text.partition("Not asked: ")[2].partition(".")[0].split(", ")
    assert "no_change_contact_v1" in absent
    assert "familiar_stranger_v1" in absent


def test_every_work_that_the_methods_cite_is_among_their_references(findings: Findings) -> None:
    text, _, references = findings.methods_paragraph().partition("References\n")
    cited = set(re.findall(r"\(([A-Z][A-Za-z &.]+? (?:et al\. )?\d{4})\)", text))
    assert {"Wilson 1927", "Welch 1947", "Burt 1992"} <= cited
    for work in cited:
        author, year = re.split(r"[ ,]", work)[0], work[-4:]
        assert re.search(rf"^{author}.*\({year}\)", references, flags=re.MULTILINE), work


def test_published_methods_say_what_was_hidden_and_tell_no_exact_number(findings: Findings) -> None:
    assert "Disclosure" not in findings.methods_paragraph()
    shown = findings.at("public").methods_paragraph()
    assert "counts from 1 to 7 are hidden" in shown
    assert "seed 1" in shown


def test_the_same_findings_give_the_same_methods_when_they_come_back_from_storage(findings: Findings) -> None:
    again = Findings.from_parts(*findings.to_parts())
    assert again.methods_paragraph() == findings.methods_paragraph()
