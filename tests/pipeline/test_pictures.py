"""Which pictures a study gets, and what is said of those it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from netsurvey.errors import SourceError, UsageError
from netsurvey.pipeline import KINDS, PICTURES, Run, write_pictures
from netsurvey.pipeline.pictures.indicators import read_indicators
from netsurvey.pipeline.pictures.request import Request
from netsurvey.privacy import Tier
from netsurvey.store import open_study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STUDY = """
[study]
title = "Fifteen doors"
responses = "forms.csv"
resolve = "exact"
site = "Ashby"
wave = "2011"
none_words = ["none"]

[respondent]
id = "ref"
researcher = "researcher"

[questions.help]
text = "Whom would you turn to?"
asks = "people"
role = "support"
name = "help"

[questions.clubs]
text = "Which clubs do you go to?"
asks = "groups"
name = "club"
"""
HEADER = "block,domain,indicator,place,local_authority,national,better\n"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return fifteen doors: everybody turns to the first; ten go to the choir, two to bowls, three to darts."""
    folder = tmp_path_factory.mktemp("ashby")
    clubs = [*["choir"] * 10, *["bowls"] * 2, *["darts"] * 3]
    rows = [f"{n},r{n % 2},0,{club}" for n, club in enumerate(clubs)]
    (folder / "forms.csv").write_text("\n".join(["ref,researcher,help,club", *rows]) + "\n", encoding="utf-8")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return Run(open_study(folder))


def stems(files: list[Path]) -> list[str]:
    return [file.name for file in files]


def test_every_kind_says_how_to_read_it_and_what_it_needs_in_a_sentence() -> None:
    assert len(set(PICTURES)) == len(KINDS)
    for kind in KINDS:
        assert kind.reading.endswith(".")
        assert kind.reading.count(". ") == 0
        assert kind.needs
        assert not kind.needs.endswith(".")


def test_by_default_everything_there_are_answers_for_is_drawn_and_the_rest_told(study: Run, tmp_path: Path) -> None:
    drawn = write_pictures(study, Tier.TEAM, formats=["png"], folder=tmp_path)
    assert stems(list(drawn.files)) == [
        "sociogram.png",
        "communities.png",
        "gatherings-clubs.png",
        "researchers.png",
    ]
    assert set(drawn.left_out) == set(PICTURES) - {"sociogram", "communities", "gatherings", "researchers"}
    assert drawn.left_out["ego"] == "--person ID and --tier team"


def test_below_the_team_nothing_is_drawn_that_is_for_the_team(study: Run, tmp_path: Path) -> None:
    drawn = write_pictures(study, Tier.PUBLIC, formats=["png"], folder=tmp_path)
    assert "researchers" in drawn.left_out
    assert "researchers.png" not in stems(list(drawn.files))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("wellbeing", 'nothing to draw "wellbeing" from. It needs a scale.'),
        ("groups", 'nothing to draw "groups" from. It needs an attribute to group by.'),
        ("waves", 'nothing to draw "waves" from. It needs two waves of the same site.'),
        ("warm", 'nothing to draw "warm" from. It needs a file indicators.csv in the study folder.'),
        ("ego", 'nothing to draw "ego" from. It needs --person ID and --tier team.'),
        ("pathways", "nobody was asked where they find out"),
        ("researchers", "what is told of researchers is for the team alone"),
    ],
)
def test_a_kind_asked_for_in_vain_says_in_one_line_what_it_needs(study: Run, kind: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)) as error:
        write_pictures(study, Tier.PARTNER, kinds=[kind])
    assert len(str(error.value).splitlines()) == 1


def test_a_kind_there_is_not_names_the_nearest(study: Run) -> None:
    with pytest.raises(UsageError, match=r"no such kind of picture.*sociogram"):
        write_pictures(study, Tier.TEAM, kinds=["sociograms"])


def test_one_persons_map_is_the_teams_and_named_by_id(study: Run, tmp_path: Path) -> None:
    person = str(study.findings.people["mentions"].droplevel(["site", "wave"]).idxmax())
    drawn = write_pictures(study, Tier.TEAM, kinds=["ego"], formats=["png"], folder=tmp_path, person=person)
    assert stems(list(drawn.files)) == [f"ego-{person}.png"]
    with pytest.raises(UsageError, match="for the team alone"):
        write_pictures(study, Tier.PARTNER, kinds=["ego"], person=person)
    with pytest.raises(UsageError, match="p-nobody"):
        write_pictures(study, Tier.TEAM, kinds=["ego"], person="p-nobody")


def test_whoever_names_a_person_asks_for_their_map_whatever_else_is_drawn(study: Run, tmp_path: Path) -> None:
    person = str(study.findings.people.index[0][2])
    drawn = write_pictures(study, Tier.TEAM, kinds=["sociogram"], formats=["svg"], folder=tmp_path, person=person)
    assert stems(list(drawn.files)) == ["sociogram.svg", f"ego-{person}.svg"]
    with pytest.raises(UsageError, match="for the team alone"):
        write_pictures(study, Tier.PUBLIC, kinds=["researchers"], formats=["svg"], folder=tmp_path, person=person)


def test_names_written_before_something_could_not_be_drawn_are_in_the_audit(study: Run, tmp_path: Path) -> None:
    log = study.study.path / "out" / "audit.log"
    before = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    with pytest.raises(UsageError, match="needs two waves"):
        write_pictures(study, Tier.TEAM, kinds=["sociogram", "waves"], formats=["svg"], folder=tmp_path)
    added = log.read_text(encoding="utf-8").splitlines()[len(before) :]
    assert [line.split("\t")[1:] for line in added] == [["plot", "sociogram.svg"]]


def test_a_map_that_nobody_may_be_drawn_on_is_no_empty_page(tmp_path: Path) -> None:
    (tmp_path / "forms.csv").write_text("ref,researcher,help,club\n1,r,2,x\n2,r,3,x\n3,r,none,x\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    three = Run(open_study(tmp_path))
    drawn = write_pictures(three, Tier.PARTNER, formats=["svg"])
    assert {"sociogram", "communities"} <= set(drawn.left_out)
    with pytest.raises(UsageError, match="too few people were asked"):
        write_pictures(three, Tier.PARTNER, kinds=["sociogram"])
    assert write_pictures(three, Tier.TEAM, kinds=["sociogram"], formats=["svg"]).files


def test_a_study_in_which_nobody_named_anybody_has_pictures(tmp_path: Path) -> None:
    rows = "".join(f"{n},r,none,x,none,none\n" for n in range(12))
    (tmp_path / "forms.csv").write_text(f"ref,researcher,help,club,connector,linker\n{rows}", encoding="utf-8")
    others = "".join(
        f'[questions.{role}]\nasks = "people"\nrole = "{role}"\nname = "{role}"\n' for role in ("connector", "linker")
    )
    study = STUDY.replace("[questions.help]", f"{others}[questions.help]")
    (tmp_path / "study.toml").write_text(study, encoding="utf-8")
    drawn = write_pictures(Run(open_study(tmp_path)), Tier.TEAM, formats=["svg"])
    assert "sociogram.svg" in stems(list(drawn.files))


def test_sites_that_a_picture_could_not_be_drawn_of_are_named_with_the_reason(
    tmp_path: Path, netsurvey: Callable[..., Any]
) -> None:
    """Ashby's ten go to the choir and hear from the shop; Bexley's five go nowhere and hear from nothing."""
    rows = [f"{n},r,Ashby,1,choir,shop" for n in range(10)] + [f"{n},r,Bexley,11,none,none" for n in range(10, 15)]
    (tmp_path / "forms.csv").write_text("\n".join(["ref,researcher,place,help,club,hear", *rows]), encoding="utf-8")
    hear = '[questions.hear]\nasks = "places"\nrole = "information"\nname = "hear"\n'
    several = STUDY.replace('site = "Ashby"', 'site = { column = "place" }')
    (tmp_path / "study.toml").write_text(several + hear, encoding="utf-8")
    kinds = ("--kind", "gatherings", "--kind", "pathways")
    answer = netsurvey("plot", tmp_path, *kinds, "--tier", "team", "--format", "svg")
    assert answer.code == 0, answer.err
    said = [line for line in answer.err.splitlines() if line.startswith("Not drawn")]
    assert [line.split(": ")[1] for line in said] == ["pathways of Bexley, 2011", "gatherings of Bexley, 2011"]
    assert "nobody was asked where they find out what is going on" in said[0]
    assert "it needs a question that asks for places or groups" in said[1]


def test_streets_are_called_what_they_were_written_as_most_often(tmp_path: Path) -> None:
    written = ["High Street"] * 2 + ["HIGH STREET", "Low Road", ""]
    rows = [f"{n},r,none,choir,{street}" for n, street in enumerate(written)]
    (tmp_path / "forms.csv").write_text("\n".join(["ref,researcher,help,club,street", *rows]), encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY.replace('id = "ref"', 'id = "ref"\nstreet = "street"'), encoding="utf-8")
    assert Request(Run(open_study(tmp_path)), Tier.TEAM).streets == {"s1": "High Street", "s2": "Low Road"}


def test_names_of_places_are_the_teams_where_few_said_them(study: Run, tmp_path: Path) -> None:
    for tier, told in ((Tier.TEAM, True), (Tier.PUBLIC, False)):
        (file,) = write_pictures(study, tier, kinds=["gatherings"], formats=["svg"], folder=tmp_path / tier).files
        assert ("bowls" in file.read_text(encoding="utf-8")) is told


def test_indicators_in_the_study_folder_become_a_page(study: Run, tmp_path: Path) -> None:
    file = study.study.path / "indicators.csv"
    file.write_text(HEADER + "self,health,good health,71,76,79,Higher\n", encoding="utf-8")
    try:
        drawn = write_pictures(study, Tier.PUBLIC, kinds=["warm"], formats=["svg"], folder=tmp_path)
        assert "good health: 71, local authority 76: worse" in drawn.files[0].read_text(encoding="utf-8")
    finally:
        file.unlink()


def test_indicators_are_read_as_a_spreadsheet_saves_them(tmp_path: Path) -> None:
    file = tmp_path / "indicators.csv"
    file.write_bytes(
        ("\ufeff" + HEADER.replace(",", ";") + "Self;Bildung;Über 16;1,200;;12.5%;LOWER\n").encode("utf-8")
    )
    row = read_indicators(file).iloc[0]
    assert (row["block"], row["better"], row["place"], row["national"]) == ("self", "lower", 1200.0, 12.5)
    assert row.isna()["local_authority"]


def test_faults_of_indicators_are_told_together_with_row_and_column(tmp_path: Path) -> None:
    file = tmp_path / "indicators.csv"
    file.write_text(HEADER + "selfish,health,,many,76,79,higher\nself,health,x,1,-2,,up\n", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read_indicators(file)
    told = str(error.value).splitlines()
    assert told == [
        'indicators.csv, row 2, column "block": is not known (value "selfish"). Use self, supports or systems.',
        'indicators.csv, row 2, column "indicator": is empty. Write what it is.',
        'indicators.csv, row 2, column "place": is not a number of zero or more (value "many"). '
        "Write a figure alone, such as 71.5.",
        'indicators.csv, row 3, column "better": is not known (value "up"). Use higher or lower.',
        'indicators.csv, row 3, column "local_authority": is not a number of zero or more (value "-2"). '
        "Write a figure alone, such as 71.5, or nothing where it is not known.",
    ]


def test_a_missing_column_of_indicators_names_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "indicators.csv"
    file.write_text(HEADER.replace("national", "nation") + "self,health,x,1,2,3,higher\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r'column "national": there is no such column. Nearest: nation'):
        read_indicators(file)
    file.write_text("", encoding="utf-8")
    with pytest.raises(
        SourceError,
        match=r"is empty. Its first row is block, domain, indicator, place, local_authority, national, better.$",
    ):
        read_indicators(file)
    file.write_text(HEADER, encoding="utf-8")
    with pytest.raises(SourceError, match="no indicators in it"):
        read_indicators(file)
