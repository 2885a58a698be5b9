from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.playback.story import SHOWN, default_story, read_story, told
from netsurvey.playback.wording import PLACEHOLDERS, alone_in_words
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Callable

    from netsurvey import Run


def test_a_step_has_its_heading_its_words_and_what_the_map_shows() -> None:
    first, second = read_story(
        "# We asked {asked} {#asked}\n\nOn the *green*.\n\n## Come along! {#own}\nTea at four.\n"
    )
    shown = told([first, second], {"asked": "about 120"})
    assert shown[0]["title"] == "We asked about 120"
    assert shown[0]["html"] == "<p>On the <em>green</em>.</p>\n"
    assert shown[0]["show"]["kinds"] == [0]
    assert (shown[1]["id"], shown[1]["title"]) == ("own", "Come along!")


def test_every_fault_of_a_story_is_told_with_its_line() -> None:
    story = "Hello\n# First\n\n# Second {#asket}\n\n# Third {#asked}\n"
    with pytest.raises(UsageError) as caught:
        read_story(story)
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("playback.md, line 1: there are words before the first heading.")
    assert lines[1].startswith("playback.md, line 2: a heading does not say what the map shows.")
    assert lines[2] == 'playback.md, line 4: there is no such step (value "asket"). Nearest: {#asked}.'


def test_a_number_that_there_is_not_is_told_with_its_line_and_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'playback\.md, line 3: .* \(value "\{nmaed\}"\)\. Nearest: \{named\}'):
        told(read_story("\n\n# Them {#named}\nThey named {nmaed}.\n"), dict.fromkeys(PLACEHOLDERS, "x"))


@pytest.mark.parametrize("text", ["", "   \n\n"])
def test_an_empty_story_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no step in it"):
        read_story(text)


def test_a_story_leads_nowhere_and_holds_no_markup_of_its_own() -> None:
    words = "# Hello {#own}\n<script>alert(1)</script> [a link](https://example.org) ![x](y.png) <https://example.org>"
    html = told(read_story(words), {})[0]["html"]
    assert "<script" not in html
    assert "<a " not in html
    assert "<img" not in html


def test_a_place_with_stars_in_its_name_is_shown_as_it_is_called() -> None:
    html = told(read_story("# Hello {#own}\nMeet at {places}."), {"places": "the *Old* Barn <1>"})[0]["html"]
    assert html == "<p>Meet at the *Old* Barn &lt;1&gt;.</p>\n"


def test_a_heading_in_a_block_of_code_is_no_step() -> None:
    assert len(read_story("# Hello {#own}\n```\n# not a step\n```\n")) == 1


def test_the_story_as_it_comes_has_every_kind_of_step_and_every_number_it_uses() -> None:
    steps = read_story(default_story())
    assert [step.id for step in steps] == [name for name in SHOWN if name != "own"]
    assert len(told(steps, dict.fromkeys(PLACEHOLDERS, "x"))) == 5


def test_a_step_does_not_ask_to_choose_what_is_not_on_the_map(public: dict[str, Any]) -> None:
    steps = {step["id"]: step["html"] for step in public["steps"]}
    assert all(place["x"] is None for place in public["places"])
    for step in ("information", "gathering"):
        assert "Choose one" not in steps[step]
        assert "in the list, not on the map" in steps[step]


def test_a_step_asks_to_choose_what_is_on_the_map(contents_for: Callable[[Tier], dict[str, Any]]) -> None:
    team = contents_for(Tier.TEAM)
    steps = {step["id"]: step["html"] for step in team["steps"]}
    assert all(place["x"] is not None for place in team["places"])
    assert "Choose one to see which parts of the map it reaches." in steps["information"]
    assert "in the list" not in steps["gathering"]


def test_those_without_ties_are_drawn_for_the_team_and_the_page_says_so(
    contents_for: Callable[[Tier], dict[str, Any]],
) -> None:
    told = {tier: contents_for(tier)["alone"]["sentence"] for tier in (Tier.TEAM, Tier.PUBLIC)}
    assert told[Tier.TEAM].endswith("they stand by themselves, without a line.")
    assert told[Tier.PUBLIC].endswith("they are not drawn on the map.")


def test_that_few_have_no_tie_is_not_said_where_another_site_hides_its_number_too(sample: Run) -> None:
    public = sample.findings.at(Tier.PUBLIC)
    assert alone_in_words(sample.network, public, Tier.PUBLIC) == "fewer than 8"
    groups = public.groups
    here = (groups["flag"] == "graph_isolate") & (groups["attribute"] == "everyone")
    two = replace(public, groups=pd.concat([groups, groups[here].assign(site="Bexley")], ignore_index=True))
    assert alone_in_words(sample.network, two, Tier.PUBLIC) == "some"
