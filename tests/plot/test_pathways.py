"""The map of people and their sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from netsurvey.errors import UsageError
from netsurvey.plot import alt_text, plot_pathways
from netsurvey.privacy import Tier
from netsurvey.study.model import Study

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from tests.plot.conftest import Asked


def words(ax: Axes) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in ax.findobj(Text))


def drawn(ax: Axes, gid: str) -> int:
    """Return how many marks there are with a group id."""
    return sum(len(np.asarray(one.get_offsets())) for one in ax.collections if one.get_gid() == gid)


def source(hamlet: Asked) -> str:
    """Return the id of the only source that is no person."""
    return str(hamlet.findings.pathways.loc[hamlet.findings.pathways["kind"] == "place", "source"].iloc[0])


def test_the_team_sees_a_dot_a_person_and_a_square_a_source(hamlet: Asked) -> None:
    ax = plot_pathways(hamlet.network, hamlet.survey, hamlet.findings)
    assert (drawn(ax, "people"), drawn(ax, "things")) == (40, 2)
    assert "dot: one person" in words(ax)


def test_below_the_team_a_dot_is_five_people(hamlet: Asked) -> None:
    ax = plot_pathways(hamlet.network, hamlet.survey, hamlet.findings.at("partner"))
    assert drawn(ax, "people") == 25 // 5 + 15 // 5
    assert "dot: about 5 people" in words(ax)


def test_sources_are_called_what_the_labels_say_and_people_are_not_labelled(hamlet: Asked) -> None:
    ax = plot_pathways(hamlet.network, hamlet.survey, hamlet.findings, labels={source(hamlet): "the shop"})
    labels = [text.get_text() for text in ax.findobj(Text) if text.get_gid() == "label"]
    assert sorted(labels) == ["people they know", "the shop"]


def test_communities_are_named_by_their_top_source_and_counted(hamlet: Asked) -> None:
    ax = plot_pathways(hamlet.network, hamlet.survey, hamlet.findings, labels={source(hamlet): "the shop"})
    assert "25 people: the shop" in words(ax)
    assert "15 people: people they know" in words(ax)


def test_people_who_hear_from_people_alone_have_the_programmes_orange(hamlet: Asked) -> None:
    ax = plot_pathways(hamlet.network, hamlet.survey, hamlet.findings)
    dots = [one for one in ax.collections if one.get_gid() == "people"]
    assert "#e69f00" in {to_hex(np.asarray(one.get_facecolor())[0]) for one in dots}


def test_caption_and_text_give_coverage_and_the_partial_map(hamlet: Asked) -> None:
    ax = plot_pathways(hamlet.network, hamlet.survey, hamlet.findings)
    for text in (words(ax), alt_text(ax)):
        assert "n = 40 of 200 residents interviewed: coverage 20.0%" in text
    assert "A partial map" in words(ax)


def test_what_few_named_is_in_neither_picture_nor_text_below_the_team(hamlet: Asked) -> None:
    table = hamlet.findings.pathways.copy()
    few = table["source"].isin(["people"]) | (table["community"] == 1)
    table.loc[few, ["respondents", "of"]] = 3
    findings = replace(hamlet.findings, pathways=table).at("partner")
    ax = plot_pathways(hamlet.network, hamlet.survey, findings)
    assert drawn(ax, "things") == 1
    assert "people they know" not in alt_text(ax)
    assert "1 source that few people named is left out" in alt_text(ax)


def test_a_study_that_did_not_ask_says_what_it_takes(hamlet: Asked) -> None:
    asked = hamlet.survey.study.model_dump()
    for question in asked["questions"].values():
        question["role"] = None
    survey = replace(hamlet.survey, study=Study.model_validate(asked))
    with pytest.raises(UsageError, match="nobody was asked where they find out"):
        plot_pathways(hamlet.network, survey, hamlet.findings)


def test_the_tier_is_that_of_the_findings(hamlet: Asked) -> None:
    assert hamlet.findings.at(Tier.PUBLIC).tier is Tier.PUBLIC
    public = plot_pathways(hamlet.network, hamlet.survey, hamlet.findings.at(Tier.PUBLIC))
    assert "about 40 people" in alt_text(public)
