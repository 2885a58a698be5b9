"""`netsurvey plot`: what is drawn, what is left out, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Netsurvey = Callable[..., Answer]

STUDY = """
[study]
title = "Ashby 2011"
responses = "forms.csv"
resolve = "exact"
none_words = ["none"]

[respondent]
id = "ref"

[questions.help]
asks = "people"
role = "support"
name = "help"
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study in which three people turn to a fourth."""
    folder = tmp_path_factory.mktemp("ashby")
    (folder / "forms.csv").write_text("ref,help\n1,4\n2,4\n3,4\n4,none\n", encoding="utf-8")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return folder


def test_what_cannot_be_drawn_is_left_out_in_a_line_each(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("plot", study, "--tier", "team", "--format", "svg")
    assert (answer.code, answer.out) == (0, "")
    lines = answer.err.splitlines()
    assert any(line.endswith("sociogram.svg") for line in lines)
    assert "Left out: waves. It needs two waves of the same site." in lines
    assert "Left out: warm. It needs a file indicators.csv in the study folder." in lines
    assert "Left out: ego. It needs --person ID and --tier team." in lines


@pytest.mark.parametrize("kind", ["waves", "wellbeing", "researchers"])
def test_a_kind_asked_for_in_vain_ends_with_one_line_and_code_2(netsurvey: Netsurvey, study: Path, kind: str) -> None:
    answer = netsurvey("plot", study, "--kind", kind)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1


def test_several_kinds_come_in_the_order_of_the_table(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey(
        "plot", study, "--tier", "team", "--kind", "communities", "--kind", "sociogram", "--format", "png"
    )
    names = [line.rsplit("/", 1)[-1] for line in answer.err.splitlines()[1:]]
    assert names == ["sociogram.png", "communities.png"]


def test_one_persons_map_needs_the_team_tier(netsurvey: Netsurvey, study: Path) -> None:
    answer = netsurvey("plot", study, "--kind", "ego", "--person", "p-0", "--format", "png")
    assert answer.code == 2
    assert "for the team alone" in answer.err


def test_a_fault_in_the_indicators_names_file_row_and_column(netsurvey: Netsurvey, study: Path) -> None:
    indicators = study / "indicators.csv"
    indicators.write_text(
        "block,domain,indicator,place,local_authority,national,better\nself,health,x,much,1,1,higher\n",
        encoding="utf-8",
    )
    answer = netsurvey("plot", study, "--kind", "warm")
    indicators.unlink()
    assert answer.code == 4
    assert 'indicators.csv, row 2, column "place": is not a number of zero or more (value "much")' in answer.err
