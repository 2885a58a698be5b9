from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from netsurvey.analyse.left_out import on_the_map
from netsurvey.errors import UsageError
from netsurvey.network import Network
from netsurvey.pipeline.labels import names_of, written_names
from netsurvey.playback import Audience, playback_contents, singled_out, smallest_crowd
from netsurvey.playback.drawing import draw
from netsurvey.playback.intruder import guesses
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netsurvey import Run
    from netsurvey.playback.drawing import Drawing


def strings(value: Any) -> Iterator[str]:
    """Yield every text in plain values, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from (key, *strings(held))
    elif isinstance(value, list):
        for held in value:
            yield from strings(held)


@pytest.mark.parametrize("tier", [Tier.PUBLIC, Tier.PARTNER])
def test_nobody_can_be_singled_out_by_size_and_attributes(
    contents_for: Callable[[Tier], dict[str, Any]], tier: Tier
) -> None:
    page = contents_for(tier)
    assert smallest_crowd(page) >= 5
    assert singled_out(page) == 0.0
    assert singled_out(page, with_group=True) == 0.0


def test_counting_the_dots_does_not_tell_how_many_have_no_tie(
    contents_for: Callable[[Tier], dict[str, Any]], sample: Run
) -> None:
    interviewed = int(sample.network.interviewed.sum())
    dots = contents_for(Tier.PARTNER)["people"]["kind"].count(0)
    assert dots % 5 == 0
    assert dots < interviewed - 7


def test_the_team_sees_people_as_they_are(contents_for: Callable[[Tier], dict[str, Any]], sample: Run) -> None:
    page = contents_for(Tier.TEAM)
    assert len(page["people"]["x"]) == len(sample.network.nodes)
    assert sorted(page["labels"]) == sorted(
        names_of(sample.people, sample.roster)[sample.network.nodes.index.get_level_values(2)]
    )
    assert page["banner"] == "Names are shown: for the team only"
    assert singled_out(page) > 0.01  # or the measure would find nothing where there is something to find


def test_a_neighbour_who_knows_their_own_answers_finds_no_dot_that_is_theirs_and_no_line_to_follow(
    sample: Run, drawing_for: Callable[[Tier], Drawing]
) -> None:
    told = guesses(sample.network, drawing_for(Tier.PARTNER))
    shuffled = guesses(sample.network, drawing_for(Tier.PUBLIC))
    assert told.loc[told["dots"] == 1, "right"].all()  # told lines do give people away
    assert told.loc[told["dots"] == 1, "followed"].mean() == 1.0
    assert shuffled["right"].mean() < 0.1  # one in twenty or so share a part of the map and a number of lines
    assert shuffled["followed"].mean() < 0.2  # to the few whom half of a part named


def test_lines_join_the_right_parts_of_the_map_as_often_as_was_told(
    drawing_for: Callable[[Tier], Drawing], public: dict[str, Any]
) -> None:
    told = drawing_for(Tier.PARTNER)
    real = pd.crosstab(*told.groups[told.lines].T)
    groups = np.array(public["people"]["community"])
    shown = pd.crosstab(groups[public["ties"]["from"]], groups[public["ties"]["to"]])
    assert (shown.reindex_like(real).fillna(0) <= real).to_numpy().all()
    assert shown.to_numpy().sum() > 0.85 * real.to_numpy().sum()


def test_every_dot_of_the_public_map_has_lines_and_only_the_asked_give_any(public: dict[str, Any]) -> None:
    asked = np.array(public["people"]["kind"]) == 0
    given = np.bincount(public["ties"]["from"], minlength=len(asked))
    named = np.bincount(public["ties"]["to"], minlength=len(asked))
    assert (given[~asked] == 0).all()
    assert (given + named > 0).all()  # people without ties are a count only


def test_the_same_study_gives_the_same_page_and_another_key_another_order(
    sample: Run, drawing_for: Callable[[Tier], Drawing], public: dict[str, Any]
) -> None:
    drawn = on_the_map(sample.network, sample.findings.at(Tier.PUBLIC).groups).nodes.index
    shown = np.asarray(sample.network.nodes.index.isin(drawn))
    other = draw(sample.network, sample.survey, tier=Tier.PUBLIC, key=b"another study's key", shown=shown)
    assert drawing_for(Tier.PUBLIC).xy[:, 0].tolist() == public["people"]["x"]
    assert drawing_for(Tier.PUBLIC).rows.tolist() != other.rows.tolist()


def test_the_order_of_the_page_is_not_that_of_the_forms(drawing_for: Callable[[Tier], Drawing]) -> None:
    rows = drawing_for(Tier.PUBLIC).rows
    assert abs(np.corrcoef(rows, np.arange(len(rows)))[0, 1]) < 0.15


def test_counts_are_hidden_or_rounded(public: dict[str, Any]) -> None:
    counts = [
        *(one["n"] for name in ("kinds", "communities", "places") for one in public[name]),
        *(count for place in public["places"] for _, count in place["communities"]),
        *(cell for table in public["tables"] for row in table["rows"] for cell in row[1:2] if table["id"] != "places"),
    ]
    assert counts
    for count in counts:
        told = re.fullmatch(r"fewer than 8|none or not shown|no|some|about ([\d,]+)", count)
        assert told, count
        assert told[1] is None or int(told[1].replace(",", "")) % 5 == 0


def test_the_public_page_knows_nothing_of_single_people(public: dict[str, Any]) -> None:
    assert public["labels"] is None
    assert public["banner"] is None
    assert all(place["people"] is None for place in public["places"])


def test_a_place_with_small_numbers_has_no_part_of_the_map_that_could_be_worked_out(public: dict[str, Any]) -> None:
    assert public["places"]
    for place in public["places"]:
        assert not place["n"].startswith("fewer")
        assert (place["x"] is None) == (place["communities"] == [])


def test_no_name_street_or_id_is_in_what_a_public_page_holds(sample: Run, public: dict[str, Any]) -> None:
    held = " ".join(re.findall(r"[\w'-]+", json.dumps(public, ensure_ascii=False).casefold()))
    roster, nodes = sample.roster, sample.network.nodes.reset_index()
    whole = [name for name in written_names(sample.people, roster) if len(name.split()) > 1]
    streets = pd.concat([roster.respondents["street"], roster.mentions["street"]]).dropna().unique()
    ids = [*nodes["person_id"], *sample.people.places["place_id"], *nodes["household"].dropna()]
    for secret in (*whole, *streets, *ids):
        assert f" {' '.join(secret.casefold().split())} " not in held, secret
    given = {word.casefold() for name in whole for word in name.split() if len(word) > 2}
    titles = {word for place in public["places"] for word in re.findall(r"\w+", place["title"].casefold())}
    assert not given & titles


def test_names_are_refused_on_a_page_that_is_not_for_the_team(sample: Run) -> None:
    labels = names_of(sample.people, sample.roster)
    audience = Audience(tier=Tier.PUBLIC, key=b"any", labels=labels)
    with pytest.raises(UsageError, match="names are for the team"):
        playback_contents(sample.network, sample.findings, sample.survey, audience)


def test_every_number_on_the_page_is_a_plain_value(public: dict[str, Any]) -> None:
    assert json.loads(json.dumps(public)) == public
    assert all(text.strip() == text or text.endswith("\n") for text in strings(public))


def test_lists_that_belong_together_are_of_one_length(public: dict[str, Any]) -> None:
    people, ties = public["people"], public["ties"]
    dots = len(people["x"])
    assert {len(people[name]) for name in ("y", "size", "kind", "community")} == {dots}
    assert all(len(codes) == dots for codes in people["levels"].values())
    assert len(ties["from"]) == len(ties["to"]) == len(ties["questions"])
    assert max(ties["questions"]) < 2 ** len(public["questions"])
    for one in public["attributes"]:
        codes = np.array(people["levels"][one["name"]])
        assert set(codes[np.array(people["kind"]) == 1]) == {-1}
        assert codes.max() == len(one["levels"]) - 1


@pytest.mark.parametrize(("asked", "fault"), [(7, "fewer than 8 people were asked"), (9, None)])
def test_a_handful_of_people_gets_no_page_for_others(sample: Run, asked: int, fault: str | None) -> None:
    ties = pd.DataFrame({"source": range(asked), "target": range(1, asked + 1)})
    network = Network.from_ties(ties)
    if fault is None:
        assert len(draw(network, sample.survey, tier=Tier.PUBLIC, key=b"any").rows) == asked + 1
        return
    with pytest.raises(UsageError, match=fault):
        draw(network, sample.survey, tier=Tier.PUBLIC, key=b"any")
    assert len(draw(network, sample.survey, tier=Tier.TEAM, key=b"any").rows) == asked + 1


def test_without_a_tie_there_is_no_map(sample: Run) -> None:
    nobody = Network.from_ties(pd.DataFrame({"source": [], "target": []}), respondents=range(20))
    with pytest.raises(UsageError, match="nobody named anybody"):
        draw(nobody, sample.survey, tier=Tier.PUBLIC, key=b"any")
