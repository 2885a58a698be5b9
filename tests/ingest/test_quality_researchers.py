from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from netsurvey.ingest.quality.researchers import chance_of_as_many
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

TOML = """
age = "age"
researcher = "who"
date = "day"
[questions.help]
asks = "people"
role = "support"
name = "help_{n}"
[questions.talk]
asks = "people"
role = "talk"
name = "talk_{n}"
[questions.shun]
asks = "people"
role = "avoid"
name = "shun_{n}"
[questions.years]
asks = "number"
column = "years"
[questions.notes]
asks = "text"
column = "notes"
[scales.mood]
items = "mood_{n}"
range = [1, 5]
"""
HEAD = "ref,who,day,age,help_1,help_2,talk_1,shun_1,years,mood_1,mood_2,mood_3,notes\n"


def rows(survey: Survey) -> dict[str, dict[str, Any]]:
    return {row["researcher"]: row for row in survey.report["researchers"]["rows"]}


@pytest.mark.parametrize(("found", "drawn", "marked", "total"), [(3, 12, 9, 60), (0, 5, 2, 9), (12, 12, 20, 40)])
def test_the_chance_of_as_many_is_the_tail_of_the_hypergeometric(
    found: int, drawn: int, marked: int, total: int
) -> None:
    expected = stats.hypergeom(total, marked, drawn).sf(found - 1)
    assert chance_of_as_many(found, drawn, marked, total) == pytest.approx(expected)


# What is measured -----------------------------------------------------------------------------------------------------


def test_each_measure_of_a_researcher_is_what_a_hand_count_gives(read: Reader) -> None:
    survey, _ = read(
        TOML,
        responses=HEAD
        + "1,Kim,2011-06-01,40,Ann Lee,Bo Dunn,none,none,12,3,3,3,\n"
        + "2,Kim,2011-06-01,33,none,,none,Cy Moss,25,3,1,,x\n"
        + "3,Jo,2011-06-02,,,,Ann Lee,,,1,2,4,\n",
    )
    kim, jo = (rows(survey)[code] for code in ("r1", "r2"))
    assert (kim["forms"], kim["interviews"], kim["busiest_day"], kim["first_row"]) == (2, 2, 2, 2)
    assert kim["mentions"] == 1  # two names and none; whom one avoids is not among them
    assert kim["nobody"] == 0.75  # one of two questions, two of two
    assert kim["named_nobody"] == 0.5
    assert kim["missing"] == pytest.approx((0 / 7 + 1 / 7) / 2, abs=1e-6)  # four questions, three items; no free text
    assert kim["straight"] == 1  # the second form lacks an item
    assert kim["middle"] == 0.75  # three of three, one of two
    assert kim["round"] == 0.5  # 40 but not 12; 25 but not 33
    assert (jo["mentions"], jo["named_nobody"], jo["straight"], jo["middle"], jo["round"]) == (1, 0, 0, 0, None)
    assert jo["missing"] == pytest.approx(3 / 7, abs=1e-6)  # help, shun and years


def test_a_form_with_blanks_and_no_name_says_neither_that_nobody_was_named_nor_that_somebody_was(read: Reader) -> None:
    survey, _ = read(TOML, responses=HEAD + "1,Kim,,,none,,,,,,,,\n2,Kim,,,none,,none,,,,,,\n3,Jo,,,Al Fox,,,,,,,,\n")
    assert survey.report["named_nobody"] == {"nobody": 1, "known": 2}


def test_where_no_form_can_say_nobody_nothing_is_said_of_those_who_named_nobody(read: Reader) -> None:
    survey, _ = read(TOML, responses=HEAD + "1,Kim,,,,,,,,,,,\n2,Kim,,,Al Fox,,,,,,,,\n3,Jo,,,Al Fox,,,,,,,,\n")
    assert survey.report["named_nobody"] == {"nobody": 0, "known": 0}
    assert survey.report["researchers"]["named_nobody"] == {}
    assert rows(survey)["r1"]["named_nobody"] is None


def test_a_study_without_researchers_compares_none(read: Reader) -> None:
    toml = TOML.replace('researcher = "who"', "")
    survey, _ = read(toml, responses=HEAD + "1,Kim,,,Al Fox,,,,,,,,\n")
    assert survey.report["researchers"] == {}


def test_forms_that_were_no_interview_count_as_forms_only(read: Reader) -> None:
    toml = TOML.replace('day"', 'day"\noutcome = { column = "end", interviewed = ["full"] }', 1)
    head = HEAD.replace("ref,", "ref,end,")
    survey, _ = read(toml, responses=head + "1,full,Kim,,,none,,none,,,,,,\n2,no reply,Kim,,,,,,,,,,,\n")
    kim = rows(survey)["r1"]
    assert (kim["forms"], kim["interviews"], kim["named_nobody"], kim["missing"]) == (2, 1, 1, round(5 / 7, 6))


# Who stands out -------------------------------------------------------------------------------------------------------


def village(careless: float) -> str:
    """Return 60 forms of four researchers; with this chance the first of them writes "nobody" and hurries on."""
    chance = np.random.default_rng(4)
    lines = []
    for form in range(60):
        who = ["Wilhelmina", "Balthazar", "Cordelia", "Zebedee"][form % 4]
        hurries = who == "Wilhelmina" and chance.random() < careless
        names = [f"Person{chance.integers(50)} Plum" for _ in range(3)]
        helps = ["none", "", "none"] if hurries else names
        lines.append(",".join([str(form), who, "2011-06-01", "", *helps, "none", "", "1", "2", "3", ""]))
    return HEAD + "\n".join(lines) + "\n"


def test_one_careless_volunteer_shows_by_code_and_row(read: Reader) -> None:
    survey, _ = read(TOML, responses=village(0.8))
    compared = survey.report["researchers"]
    careless = rows(survey)["r1"]
    assert set(careless["stands_out"]) == {"mentions", "nobody", "named_nobody"}
    assert [row["stands_out"] for row in compared["rows"][1:]] == [[], [], []]
    (sentence,) = [sentence for sentence in survey.report["warnings"] if "stands out" in sentence]
    assert sentence.startswith("r1 stands out among those who knocked: ")
    assert "row 2 of responses.csv" in sentence
    assert "Wilhelmina" not in str(survey.report)


def test_without_the_careless_volunteer_nobody_would_have_named_nobody(read: Reader) -> None:
    survey, _ = read(TOML, responses=village(0.8))
    nobody = rows(survey)["r1"]["named_nobody"] * 15
    left_out = survey.report["researchers"]["named_nobody"]
    assert (left_out["lowest"], left_out["lowest_without"]) == (0, "r1")
    assert left_out["rate"] == pytest.approx(nobody / 60, abs=1e-6)
    assert left_out["highest"] == pytest.approx(nobody / 45, abs=1e-6)
    assert survey.report["researchers"]["icc_mentions"] > 0.5


def test_researchers_who_are_all_alike_are_left_in_peace(read: Reader) -> None:
    survey, _ = read(TOML, responses=village(0))
    assert [row["stands_out"] for row in survey.report["researchers"]["rows"]] == [[], [], [], []]
    assert not any("stands out" in sentence for sentence in survey.report["warnings"])


def test_a_researcher_with_few_interviews_is_not_singled_out(read: Reader) -> None:
    lines = village(1).splitlines()
    kept = [lines[0], *(line for line in lines[1:] if "Wilhelmina" not in line or int(line.split(",")[0]) < 36)]
    survey, _ = read(TOML, responses="\n".join(kept) + "\n")
    assert rows(survey)["r1"]["interviews"] == 9
    assert rows(survey)["r1"]["stands_out"] == []
