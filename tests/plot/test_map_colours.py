"""What a map is coloured by, what each tier sees of it, and how it says so without colour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from tests.plot.reading import dots, grey, legend, looks, named, outline, words

from netsurvey.analyse.definitions import FLAGS
from netsurvey.analyse.measures import community
from netsurvey.errors import UsageError
from netsurvey.network import Network
from netsurvey.plot import alt_text, attribute_on_map, plot_sociogram
from netsurvey.plot.colouring import PALE_BLUE
from netsurvey.plot.style import FAINT, LEVELS, ORANGE

if TYPE_CHECKING:
    from tests.plot.conftest import Asked

    from netsurvey.analyse import Findings

pytestmark = pytest.mark.no_cover  # others go the same ways; following each line would cost half as much again

NAMED = "named, not interviewed"


@pytest.fixture(scope="module")
def street() -> Network:
    """Thirty people in a ring, each naming the next and one of five others; ten more neither name nor are named."""
    ring = [(f"p{n}", f"p{(n + 1) % 30}") for n in range(30)]
    others = [(f"p{n}", f"q{n % 5}") for n in range(30)]
    alone = [f"alone {n}" for n in range(10)]
    ties = pd.DataFrame(ring + others, columns=["source", "target"])
    return Network.from_ties(ties, respondents=[*(f"p{n}" for n in range(30)), *alone], site="Hamlet", wave="2011")


@pytest.fixture(scope="module")
def scored(hamlet: Asked, street: Network) -> Findings:
    """Findings about the street: of the thirty with ties 12 score low, 10 in the middle and 8 high."""
    index = street.nodes.index
    people = index.get_level_values("person_id")
    number = people.to_series().str.extract(r"^p(\d+)$")[0].astype("float64").to_numpy()
    flags = {
        "graph_isolate": people.str.startswith("alone"),
        "broker_v1": number < 9,
        "cut_point": number < 2,
        "power_isolate_v1": number > 19,
        "total_isolate_v1": number > 25,
        "no_change_contact_v1": number > 10,
        "change_maker_v1": number == 0,
    }
    table = pd.DataFrame(
        {
            "status": street.nodes["status"],
            "community": community(street),
            **{name: pd.array(has, dtype="boolean") for name, has in flags.items()},
            "wemwbs": np.select([number < 12, number < 22, number < 30], [20, 45, 65], np.nan),
            "wemwbs_band": pd.cut(number, [-1, 3, 11, 21, 29], labels=["very low", "low", "middling", "high"]),
        },
        index=index,
    )
    return replace(hamlet.findings, people=table)


@pytest.fixture(scope="module")
def work() -> pd.Series[str]:
    """What they do: of those with ties 16 work, 9 are retired, 3 study and 2 said nothing; all ten others work."""
    answers = ["work"] * 16 + ["retired"] * 9 + ["study"] * 3 + [None] * 2 + ["work"] * 10
    return pd.Series(answers, index=[*(f"p{n}" for n in range(30)), *(f"alone {n}" for n in range(10))], name="work")


@pytest.fixture(scope="module")
def rings() -> Network:
    """Two rings of twelve people each, a tie between them, and a ring of five apart."""
    around = [
        (f"{ring}{n}", f"{ring}{(n + step) % size}")
        for ring, size in (("a", 12), ("b", 12), ("c", 5))
        for n in range(size)
        for step in (1, 2)
    ]
    return Network.from_ties(pd.DataFrame([*around, ("a0", "b0")], columns=["source", "target"]))


def test_everybody_has_one_look(street: Network, scored: Findings, work: pd.Series[str]) -> None:
    everybody = len(street.nodes)
    for colour_by in ("kind", "community", "wellbeing", "wemwbs", "graph_isolate", "cut_point", work):
        drawn = plot_sociogram(street, scored, colour_by=colour_by)
        assert sum(looks(drawn).values()) == everybody


def test_answers_differ_by_shape_and_not_by_colour_alone() -> None:
    assert len({marker for _, marker in LEVELS}) == len(LEVELS)
    assert len({colour for colour, _ in LEVELS}) == len(LEVELS)


def test_each_answer_has_a_look_and_the_legend_says_how_many(
    street: Network, scored: Findings, work: pd.Series[str]
) -> None:
    drawn = plot_sociogram(street, scored, colour_by=work)
    told = looks(drawn)
    told.pop(NAMED)
    assert told == {"retired": 9, "study": 3, "work": 26, "not given": 2}
    assert legend(drawn)[:5] == [NAMED, "retired (9)", "study (3)", "work (26)", "not given (2)"]
    assert "Retired: 9 people; study: 3 people; work: 26 people; not given: 2 people." in alt_text(drawn)
    shapes = [outline(dots(drawn, name)).tolist() for name in ("retired", "study", "work")]
    assert shapes[0] != shapes[1] != shapes[2]


@pytest.mark.parametrize("tier", ["partner", "public"])
def test_rare_answers_are_merged_below_the_team_tier(
    street: Network, scored: Findings, work: pd.Series[str], tier: str
) -> None:
    drawn = plot_sociogram(street, scored, colour_by=work, tier=tier)
    assert looks(drawn) == {NAMED: 5, "work": 16, "other": 14}
    for rare in ("retired", "study", "not given"):
        assert rare not in words(drawn) + alt_text(drawn)


def test_nobody_without_ties_is_coloured_by_an_answer_below_the_team_tier(
    street: Network, scored: Findings, work: pd.Series[str]
) -> None:
    """Drawn one by one below the map, what few people answered could be counted."""
    for colour_by, names in ((work, ["work", "other"]), ("wemwbs", ["very low or low", "middling", "high"])):
        drawn = plot_sociogram(street, scored, colour_by=colour_by, tier="partner")
        assert sum(looks(drawn)[name] for name in names) == 30
        assert [text.get_text() for text in named(drawn, "rail")] == ["No tie on this map: about 10 people"]
    assert sum(looks(plot_sociogram(street, scored, tier="partner")).values()) == 45


def test_where_nobody_has_a_score_there_is_nothing_to_colour_by(street: Network, scored: Findings) -> None:
    blank = replace(scored, people=scored.people.assign(wemwbs=float("nan")))
    with pytest.raises(UsageError, match="nobody who may be drawn for this tier has a score"):
        plot_sociogram(street, blank, colour_by="wemwbs")


def test_scores_are_in_bands_and_only_respondents_have_one(street: Network, scored: Findings) -> None:
    drawn = plot_sociogram(street, scored, colour_by="wellbeing")
    assert looks(drawn) == {NAMED: 5, "very low": 4, "low": 8, "middling": 10, "high": 8, "not given": 10}
    assert "diagnosis of nobody" in words(drawn)


def test_a_score_without_published_bands_is_drawn_in_thirds(street: Network, scored: Findings) -> None:
    plain = replace(scored, people=scored.people.drop(columns="wemwbs_band"))
    told = looks(plot_sociogram(street, plain, colour_by="wemwbs"))
    assert told == {NAMED: 5, "lowest third, to 20": 12, "over 20 to 45": 10, "over 45": 8, "not given": 10}


def test_partners_see_at_most_three_bands_of_a_score_none_of_them_small(street: Network, scored: Findings) -> None:
    partner = plot_sociogram(street, scored, colour_by="wemwbs", tier="partner")
    assert looks(partner) == {NAMED: 5, "very low or low": 12, "middling": 10, "high": 8}


def test_nobodys_score_is_shown_to_the_public(street: Network, scored: Findings) -> None:
    with pytest.raises(UsageError, match="public picture does not show single people's scores"):
        plot_sociogram(street, scored, colour_by="wemwbs", tier="public")


def test_partners_own_findings_hold_no_scores_to_colour_by(street: Network, scored: Findings) -> None:
    with pytest.raises(UsageError, match="findings of the team tier alone"):
        plot_sociogram(street, scored.at("partner"), colour_by="wemwbs")


def test_labels_do_not_go_beside_answers_below_the_team_tier(
    street: Network, scored: Findings, work: pd.Series[str]
) -> None:
    labels = pd.Series({"p0": "P-1"})
    with pytest.raises(UsageError, match="labels do not go beside what people answered"):
        plot_sociogram(street, scored, colour_by=work, labels=labels, tier="partner")


def test_a_flag_is_outlined_as_well_as_coloured_and_defined_in_the_caption(street: Network, scored: Findings) -> None:
    drawn = plot_sociogram(street, scored, colour_by="graph_isolate")
    flagged = dots(drawn, "people with no tie on the map")
    assert len(np.asarray(flagged.get_offsets())) == 10
    assert np.min(flagged.get_linewidth()) > 1
    assert "a respondent with no tie in either direction" in words(drawn)
    assert "people with no tie on the map (10)" in legend(drawn)


def test_a_flag_nobody_has_is_said_to_be_nobodys(street: Network, scored: Findings) -> None:
    people = scored.people
    nobody = replace(scored, people=people.assign(broker_v1=pd.array([False] * len(people), dtype="boolean")))
    assert "Nobody on this map is one." in words(plot_sociogram(street, nobody, colour_by="broker_v1"))


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if flag not in {"graph_isolate", "broker_v1"}])
def test_flags_made_from_answers_and_change_makers_are_for_the_team(
    street: Network, scored: Findings, flag: str
) -> None:
    with pytest.raises(UsageError, match=f'the partner tier does not see "{flag}" of single people'):
        plot_sociogram(street, scored, colour_by=flag, tier="partner")


@pytest.mark.parametrize("flag", FLAGS)
def test_the_public_sees_no_flag_of_single_people(street: Network, scored: Findings, flag: str) -> None:
    with pytest.raises(UsageError, match="the public tier does not see"):
        plot_sociogram(street, scored, colour_by=flag, tier="public")


def test_a_flag_whose_count_is_hidden_is_not_drawn_for_partners(street: Network, scored: Findings) -> None:
    people = scored.people
    hidden = replace(
        scored.at("partner"),
        people=people.assign(broker_v1=pd.array([pd.NA] * len(people), dtype="boolean")),
    )
    with pytest.raises(UsageError, match="not known, or too few to show"):
        plot_sociogram(street, hidden, colour_by="broker_v1")


def test_a_name_that_is_neither_is_answered_with_the_nearest(street: Network, scored: Findings) -> None:
    with pytest.raises(UsageError, match=r'nothing called "comunity".*community'):
        plot_sociogram(street, scored, colour_by="comunity")
    with pytest.raises(UsageError, match="needs findings"):
        plot_sociogram(street, colour_by="wellbeing")


def test_each_community_of_eight_or_more_has_a_number_and_the_rest_none(rings: Network) -> None:
    for tier in ("team", "partner", "public"):
        drawn = plot_sociogram(rings, colour_by="community", tier=tier)
        assert sorted(text.get_text() for text in named(drawn, "community")) == ["1", "2"]
        assert f"in a group of fewer than 8{' (5)' if tier == 'team' else ''}" in legend(drawn)
    assert "Group 1: 12 people; group 2: 12 people." in alt_text(
        plot_sociogram(rings, colour_by="community", tier="team")
    )


def test_communities_tied_to_one_another_have_different_colours(rings: Network) -> None:
    drawn = plot_sociogram(rings, colour_by="community", tier="team")
    assert sorted(count for count in looks(drawn).values() if count) == [5, 12, 12]


def test_a_flag_stands_out_on_grey_paper() -> None:
    assert grey(PALE_BLUE) - grey(ORANGE) > 0.3
    assert grey(FAINT) - grey(ORANGE) > 0.3


def test_answers_that_cannot_be_told_apart_are_refused(street: Network) -> None:
    smokers = pd.Series("no", index=[f"p{n}" for n in range(30)], name="smoker")
    smokers["p3"] = "yes"
    with pytest.raises(UsageError, match="too few of each answer"):
        plot_sociogram(street, colour_by=smokers, tier="partner")
    assert looks(plot_sociogram(street, colour_by=smokers, tier="team"))["yes"] == 1


def test_an_unknown_attribute_names_the_nearest(hamlet: Asked) -> None:
    with pytest.raises(UsageError, match='no attribute "employment"'):
        attribute_on_map(hamlet.network, hamlet.survey, "employment")
