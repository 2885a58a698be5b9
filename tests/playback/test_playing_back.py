"""The command a team gives, and the files and words it leaves."""

from __future__ import annotations

import html
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from netsurvey.pipeline.labels import shown_place_names, written_names
from netsurvey.playback import assemble
from netsurvey.playback import codes as codes_module
from netsurvey.playback import page as page_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netsurvey import Run

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again


TWO_SITES = """
[study]
title = "Two villages"
responses = "forms.csv"
resolve = "exact"
site = { column = "village" }
wave = "2011"
none_words = ["none"]

[respondent]
id = "ref"

[questions.help]
asks = "people"
role = "support"
name = "help"
"""


@pytest.fixture
def study(sample: Run, tmp_path: Path) -> Path:
    """A copy of the sample of its own, with all that was worked out."""
    return shutil.copytree(sample.study.path, tmp_path / "ollerdene")


def words(text: str) -> str:
    """Return the words of a text in small letters, with a space before and after each."""
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])


def contents_of(page: str) -> dict[str, Any]:
    held = re.search(r'<script type="application/json" id="contents">(.*?)</script>', page, re.DOTALL)
    assert held is not None
    told: dict[str, Any] = json.loads(held[1])
    return told


@pytest.mark.usefixtures("built")
def test_the_page_is_one_file_without_a_name_street_id_or_code_that_fetches_nothing(
    study: Path, sample: Run, netsurvey: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(codes_module.COST, "N", 1024)  # or a hundred hashes take a while
    answer = netsurvey("plot", study, "--playback", "--codes", "-o", tmp_path / "stick")
    assert answer.code == 0, answer.err
    page = (tmp_path / "stick" / "playback.html").read_text(encoding="utf-8")
    told = contents_of(page)
    assert told["tier"] == "public"
    assert set(told["codes"]["community"].values()) == {-1, *range(len(told["communities"]))}
    assert len(page.encode()) < 1_500_000
    roster, people = sample.roster, sample.people
    whole = [name for name in written_names(people, roster) if len(name.split()) > 1]
    streets = pd.concat([roster.respondents["street"], roster.mentions["street"]]).dropna().unique()
    codes = pd.read_csv(study / "out" / "team" / "codes.csv")["code"]
    held = words(page)
    for secret in (*whole, *streets, *people.people["person_id"], *people.places["place_id"], *codes):
        assert words(secret) not in held, secret
    markup = html.unescape(re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL))
    assert "default-src 'none'; script-src 'sha256-" in markup
    assert not re.findall(r"""(?:src|href|action)\s*=|url\(|@import|https?:""", markup)
    assert (study / "out" / "audit.log").read_text(encoding="utf-8").endswith("codes.csv, codes.html\n")


@pytest.mark.usefixtures("built")
def test_the_team_sees_names_under_a_banner_and_its_own_words_and_leaves_an_audit_line(
    study: Path, netsurvey: Callable[..., Any]
) -> None:
    (study / "playback.md").write_text("# Tea at four {#own}\n\nWe asked **{asked}** of you.\n", encoding="utf-8")
    answer = netsurvey("plot", study, "--playback", "--tier", "team")
    assert "The page shows names: it is for the team only." in answer.err
    told = contents_of((study / "out" / "team" / "playback.html").read_text(encoding="utf-8"))
    assert told["banner"] == "Names are shown: for the team only"
    assert [(step["title"], step["html"]) for step in told["steps"]] == [
        ("Tea at four", "<p>We asked <strong>121</strong> of you.</p>\n")
    ]
    assert (study / "out" / "audit.log").read_text(encoding="utf-8").endswith("plot --playback\tplayback.html\n")


@pytest.mark.usefixtures("built")
def test_several_sites_have_a_page_each_and_a_site_without_one_is_told(
    netsurvey: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody names the next door in Ashby; in Bexley, with as many doors, nobody names anybody."""
    monkeypatch.setitem(codes_module.COST, "N", 1024)
    asked = [f"{n},Ashby,{(n + 1) % 20}" for n in range(20)] + [f"{n},Bexley,none" for n in range(20)]
    (tmp_path / "forms.csv").write_text("\n".join(["ref,village,help", *asked]) + "\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text(TWO_SITES, encoding="utf-8")
    answer = netsurvey("plot", tmp_path, "--playback", "--codes", "--tier", "team")
    assert answer.code == 0, answer.err
    assert "No page for Bexley, 2011: nobody named anybody" in answer.err
    team = tmp_path / "out" / "team"
    assert sorted(file.name for file in team.glob("playback*")) == ["playback-ashby-2011.html"]
    assert contents_of((team / "playback-ashby-2011.html").read_text(encoding="utf-8"))["title"] == "Ashby"
    codes = pd.read_csv(team / "codes.csv")
    assert codes["site"].value_counts().to_dict() == {"Ashby": 20, "Bexley": 20}
    assert codes["code"].is_unique

    rows = [row.replace("Bexley,none", f"Bexley,{n % 19}") for n, row in enumerate(asked)]
    (tmp_path / "forms.csv").write_text("\n".join(["ref,village,help", *rows]) + "\n", encoding="utf-8")
    both = netsurvey("plot", tmp_path, "--playback", "--tier", "team")
    assert both.code == 0, both.err
    assert "No page for" not in both.err
    names = ["playback-ashby-2011.html", "playback-bexley-2011.html"]
    assert sorted(file.name for file in team.glob("playback*")) == names

    rows = [f"{n},{village},none" for village in ("Ashby", "Bexley") for n in range(20)]
    (tmp_path / "forms.csv").write_text("\n".join(["ref,village,help", *rows]) + "\n", encoding="utf-8")
    neither = netsurvey("plot", tmp_path, "--playback", "--tier", "team")
    assert neither.code == 2
    assert "nobody named anybody" in neither.err


def test_the_words_to_edit_are_written_once(study: Path, netsurvey: Callable[..., Any]) -> None:
    assert netsurvey("plot", study, "--playback", "--words").code == 0
    assert (study / "playback.md").read_text(encoding="utf-8").startswith("# The people we asked {#asked}")
    again = netsurvey("plot", study, "--playback", "--words")
    assert again.code == 2
    assert "playback.md: is there already" in again.err


def test_a_story_that_names_somebody_is_refused_without_the_name(
    study: Path, sample: Run, netsurvey: Callable[..., Any]
) -> None:
    name = sample.roster.respondents["name"].dropna().iloc[0]
    (study / "playback.md").write_text(f"# Thanks {{#own}}\n\nThanks to {name}!\n", encoding="utf-8")
    answer = netsurvey("plot", study, "--playback")
    assert answer.code == 2
    assert "playback.md, line 3: a name from the roster stands in it" in answer.err
    assert name.casefold() not in answer.err.casefold()


def test_a_place_that_could_end_the_script_does_not(
    public: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built = tmp_path / "page" / "built"
    built.mkdir(parents=True)
    template = (
        "<style>{{ style }}</style>{{ policy }}{{ title }}{{ language }}{{ noscript }}"
        '<script type="application/json" id="contents">{{ contents }}</script><script>{{ script }}</script>'
    )
    (tmp_path / "page" / "template.html").write_text(template, encoding="utf-8")
    (built / "playback.js").write_text("1 < 2 && 3 > 2", encoding="utf-8")
    (built / "playback.css").write_text("main > p { margin: 0 }", encoding="utf-8")
    monkeypatch.setattr(page_module, "files", lambda _: tmp_path)
    name = "</script><script>alert(1)</script>"
    page = assemble({**public, "places": [{**public["places"][0], "title": name}], "title": name})
    assert page.count("<script") == page.count("</script") == 2
    assert contents_of(page)["places"][0]["title"] == name
    assert "<script>1 < 2 && 3 > 2</script>" in page


def test_without_the_script_the_command_says_what_is_missing(
    study: Path, netsurvey: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page_module, "files", lambda _: tmp_path)
    answer = netsurvey("plot", study, "--playback")
    assert answer.code == 8
    assert "lacks the script of the playback page" in answer.err
    assert "Node 20" in answer.err


def test_places_are_called_what_they_were_called_unless_that_is_somebodys_name(sample: Run) -> None:
    people, roster = sample.people, sample.roster
    shown = shown_place_names(people, roster)
    assert "Co-op" in shown.names.values()
    somebody = roster.respondents["name"].dropna().index[0]
    respondents = roster.respondents.copy()
    respondents.loc[somebody, "name"] = "Ann Coop"
    coop = next(place for place, name in shown.names.items() if name == "Co-op")
    renamed = shown_place_names(
        people, type(roster)(respondents=respondents, mentions=roster.mentions, texts=roster.texts)
    )
    assert "coop" not in renamed.names.get(coop, "").casefold().split()
    respondents.loc[somebody, "name"] = "Ann Library"
    without = shown_place_names(
        people, type(roster)(respondents=respondents, mentions=roster.mentions, texts=roster.texts)
    )
    assert without.left_out == shown.left_out + 1
    assert len(without.names) == len(shown.names) - 1
