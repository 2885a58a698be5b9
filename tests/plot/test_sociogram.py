"""The sociogram: what is drawn, in which shape, size and words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from tests.plot.reading import collection, dots, grey, legend, named, outline, places, words

from netsurvey.errors import UsageError
from netsurvey.network import Network
from netsurvey.plot import alt_text, plot_sociogram, save_figure
from netsurvey.plot.style import BLUE, PINK
from netsurvey.plot.words import alone_hidden, map_words
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings

ASKED, NAMED = "interviewed", "named, not interviewed"


@pytest.fixture(scope="module")
def ax(village: Network) -> Axes:
    return plot_sociogram(village, tier=Tier.TEAM)


@pytest.fixture(scope="module")
def crowd() -> Network:
    """Eighty people in a ring, each naming the next two, who also name three famous ones."""
    ring = [(f"p{n}", f"p{(n + step) % 80}") for n in range(80) for step in (1, 2)]
    fame = [(f"p{n}", f"famous {k}") for k in range(3) for n in range(0, 80, k + 2)]
    return Network.from_ties(pd.DataFrame(ring + fame, columns=["source", "target"]))


def test_every_respondent_is_a_circle_and_everybody_only_named_a_diamond(ax: Axes) -> None:
    assert len(places(ax, ASKED)) == 25
    assert len(places(ax, NAMED)) == 3
    corners = [len(outline(dots(ax, gid))) for gid in (ASKED, NAMED)]
    assert corners[0] > corners[1]


def test_colours_differ_on_grey_paper_too() -> None:
    assert abs(grey(BLUE) - grey(PINK)) > 0.2


def test_area_grows_by_the_same_step_with_every_mention(ax: Axes) -> None:
    # Cat is named by four, Dan and Hal by one each
    sizes = sorted(set(np.round(np.asarray(dots(ax, NAMED).get_sizes()), 6)))
    assert sizes[1] / sizes[0] == pytest.approx((1.5 + 4) / (1.5 + 1))


def test_respondents_whom_nobody_named_can_still_be_seen(ax: Axes) -> None:
    assert np.asarray(dots(ax, ASKED).get_sizes()).min() > 4


def test_every_naming_is_a_line_with_a_head(ax: Axes) -> None:
    assert len(collection(ax, "ties").get_paths()) == 8
    assert len(collection(ax, "heads").get_paths()) == 8


def test_heads_point_at_the_person_named() -> None:
    network = Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]}))
    drawn = plot_sociogram(network)
    target = places(drawn, NAMED)[0]
    tip = outline(collection(drawn, "heads"))[0]
    neck = outline(collection(drawn, "ties"))[-1]
    assert np.hypot(*(tip - target)) < np.hypot(*(neck - target))


def test_the_rail_says_how_many(ax: Axes) -> None:
    assert [text.get_text() for text in named(ax, "rail")] == ["No tie on this map: 20 people"]


def test_a_public_picture_has_the_count_without_the_dots(village: Network) -> None:
    drawn = plot_sociogram(village, tier=Tier.PUBLIC)
    assert len(places(drawn, ASKED)) == 5
    assert named(drawn, "rail")[0].get_text() == "No tie on this map: about 20 people"


def test_small_counts_are_hidden_below_the_team_tier(village: Network) -> None:
    for tier in (Tier.PARTNER, Tier.PUBLIC):
        drawn = plot_sociogram(village, tier=tier)
        assert "fewer than 8 people named by them" in words(drawn)
        assert "they named fewer than 8 people who were not" in alt_text(drawn)
    assert "3 people named by them" in words(plot_sociogram(village, tier=Tier.TEAM))


def test_the_caption_has_n_coverage_and_the_caveat(ax: Axes) -> None:
    caption = " ".join(named(ax, "caption")[0].get_text().split())
    assert caption.startswith("n = 25 of 250 residents interviewed: coverage 10.0%. A partial map:")


def test_coverage_that_is_not_known_is_said_to_be(crowd: Network) -> None:
    assert "the coverage is not known" in words(plot_sociogram(crowd, tier=Tier.TEAM))


def test_the_legend_explains_shapes_arrows_and_sizes(ax: Axes) -> None:
    assert legend(ax) == [NAMED, ASKED, "points to the person named", "named by 1", "by 2"]


def test_only_the_most_mentioned_are_labelled(crowd: Network) -> None:
    people = crowd.nodes.index.get_level_values("person_id")
    drawn = plot_sociogram(crowd, labels=pd.Series([f"L {who}" for who in people], index=people))
    labels = [text.get_text() for text in named(drawn, "label")]
    assert len(labels) == 12
    assert labels[:3] == ["L famous 0", "L famous 1", "L famous 2"]


def test_labels_may_be_on_the_index_of_the_nodes(crowd: Network) -> None:
    labels = pd.Series("X", index=crowd.nodes.index[:1])
    assert len(named(plot_sociogram(crowd, labels=labels), "label")) <= 1


def test_labels_stay_inside_the_axes(crowd: Network) -> None:
    people = crowd.nodes.index.get_level_values("person_id")
    drawn = plot_sociogram(crowd, labels=pd.Series("Somebody with a long name", index=people))
    box = drawn.get_window_extent()
    for text in named(drawn, "label"):
        extent = text.get_window_extent()
        assert box.x0 - 1 <= extent.x0
        assert extent.x1 <= box.x1 + 1
        assert box.y0 - 1 <= extent.y0
        assert extent.y1 <= box.y1 + 1


def test_all_dots_are_inside_the_axes_and_words_inside_the_page(village: Network, crowd: Network) -> None:
    for network in (village, crowd):
        drawn = plot_sociogram(network)
        for gid in (ASKED, NAMED):
            xy = places(drawn, gid)
            assert (xy[:, 0] > drawn.get_xlim()[0]).all()
            assert (xy[:, 0] < drawn.get_xlim()[1]).all()
            assert (xy[:, 1] > drawn.get_ylim()[0]).all()
            assert (xy[:, 1] < drawn.get_ylim()[1]).all()
        for gid in ("title", "subtitle", "caption"):
            extent = named(drawn, gid)[0].get_window_extent()
            assert extent.x0 >= 0
            assert extent.x1 <= drawn.figure.bbox.x1
            assert extent.y0 >= 0
            assert extent.y1 <= drawn.figure.bbox.y1


def test_labels_on_a_public_picture_are_refused(village: Network) -> None:
    with pytest.raises(UsageError, match="labels do not go on a public picture"):
        plot_sociogram(village, labels=pd.Series({"Ann": "Ann"}), tier=Tier.PUBLIC)


def test_no_id_is_written_on_a_picture_without_labels(village: Network) -> None:
    drawn = plot_sociogram(village)
    assert "Cat" not in words(drawn) + alt_text(drawn)


def test_several_waves_ask_which(village: Network) -> None:
    later = Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]}), site="Ashby", wave="2013")
    both = Network(
        nodes=pd.concat([village.nodes.reset_index(), later.nodes.reset_index()]),
        ties=pd.concat([village.ties, later.ties]),
        roles=village.roles,
        doors=pd.concat([village.doors, later.doors.astype(village.doors.dtypes.to_dict())]),
    )
    with pytest.raises(UsageError, match="Ashby, wave 2011; Ashby, wave 2013"):
        plot_sociogram(both)
    with pytest.raises(UsageError, match="no such site and wave"):
        plot_sociogram(both, wave="2012")
    assert "Ashby, 2013" in alt_text(plot_sociogram(both, wave="2013"))


@pytest.mark.parametrize("respondents", [[], ["Ann"], ["Ann", "Bob"]])
def test_a_map_without_ties_can_be_drawn(respondents: list[str], tmp_path: Path) -> None:
    nobody = pd.DataFrame({"source": pd.Series(dtype="str"), "target": pd.Series(dtype="str")})
    drawn = plot_sociogram(Network.from_ties(nobody, respondents=respondents), tier=Tier.TEAM)
    save_figure(drawn, tmp_path / "map", formats=["png"])
    assert len(places(drawn, ASKED)) == len(respondents)


def test_it_can_be_drawn_into_axes_of_ones_own(village: Network) -> None:
    page = Figure(figsize=(8, 4))
    left, _ = page.subplots(1, 2)
    assert plot_sociogram(village, ax=left) is left


def test_a_notebook_shows_what_is_returned(ax: Axes) -> None:
    shown = getattr(ax, "_repr_png_")()  # noqa: B009 - what a notebook asks for
    assert shown.startswith(b"\x89PNG")


def test_a_notebook_shows_axes_of_ones_own_as_ever(village: Network) -> None:
    page = Figure()
    drawn = plot_sociogram(village, ax=page.add_subplot())
    assert not hasattr(drawn, "_repr_png_")
    assert alt_text(drawn).startswith("Map of who named whom in Ashby")
    assert alt_text(page) == alt_text(drawn)


def test_the_tier_is_that_of_the_findings(village: Network, published: Findings, findings: Findings) -> None:
    assert "about" in words(plot_sociogram(village, published))
    assert "about" not in words(plot_sociogram(village, findings))


def test_a_count_the_findings_hide_is_neither_told_nor_dotted() -> None:
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bob"]})
    network = Network.from_ties(ties, respondents=["Ann", *(f"alone {n}" for n in range(20))])
    told = map_words(network, tier=Tier.PARTNER)
    assert told.rail_has_dots
    assert told.rail == "No tie on this map: about 20 people"
    kept = map_words(network, tier=Tier.PARTNER, alone_hidden=True)
    assert not kept.rail_has_dots
    assert kept.rail == "No tie on this map: not shown"
    assert map_words(network, tier=Tier.TEAM, alone_hidden=True).rail.endswith(": 20 people")


def test_where_several_sites_keep_a_number_no_word_tells_whose_is_small(published: Findings) -> None:
    """Ashby's three are hidden for their own sake, Bexley's forty so that nobody can subtract."""
    sites = {
        site: Network.from_ties(
            pd.DataFrame({"source": ["Ann"], "target": ["Bob"]}),
            respondents=["Ann", *(f"alone {n}" for n in range(many))],
            site=site,
            wave="2011",
        )
        for site, many in (("Ashby", 3), ("Bexley", 40))
    }
    rows = pd.concat([published.groups.iloc[[0]].assign(site=site) for site in sites])

    def rails(hidden: list[str]) -> list[str]:
        status = rows["status"].mask(rows["site"].isin(hidden), "too small to show")
        seen = replace(published, groups=rows.assign(status=status))
        return [
            map_words(network, tier=Tier.PARTNER, alone_hidden=alone_hidden(seen, network)).rail
            for network in sites.values()
        ]

    assert rails(["Ashby", "Bexley"]) == ["No tie on this map: not shown"] * 2
    assert rails(["Ashby"]) == ["No tie on this map: fewer than 8 people", "No tie on this map: about 40 people"]
    assert rails(["Bexley"])[1] == "No tie on this map: not shown"
