"""Maps wave by wave: who is marked, where people stand, and what is said of each wave."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.plot.reading import looks, named, panes, places, words

from netsurvey.errors import UsageError
from netsurvey.network import Network
from netsurvey.plot import alt_text, plot_waves


def joined(*waves: Network) -> Network:
    return Network(
        nodes=pd.concat([each.nodes for each in waves]),
        ties=pd.concat([each.ties for each in waves]),
        roles=waves[0].roles,
        doors=pd.concat([each.doors for each in waves]),
    )


def ring(size: int, *, wave: str, first: int = 0, site: str = "Ashby") -> Network:
    """Everybody from `first` names the next and a friend of their own."""
    numbers = range(first, first + size)
    ties = [(f"p{n}", f"p{first + (n + 1 - first) % size}") for n in numbers] + [(f"p{n}", f"q{n}") for n in numbers]
    return Network.from_ties(pd.DataFrame(ties, columns=["source", "target"]), site=site, wave=wave)


@pytest.fixture(scope="module")
def both() -> Network:
    """Of twenty people in 2011 the last twelve, with their friends, are on the map of 2013 too."""
    return joined(ring(20, wave="2011"), ring(20, wave="2013", first=8))


def test_there_is_a_map_a_wave_and_people_on_both_are_outlined(both: Network) -> None:
    drawn = plot_waves(both, tier="team")
    assert [text.get_text() for text in named(drawn, "heading")][::2] == ["2011", "2013"]
    for pane in panes(drawn):
        assert looks(pane) == {
            "named, not interviewed once": 8,
            "named, not interviewed in several waves": 12,
            "interviewed once": 8,
            "interviewed in several waves": 12,
        }
    assert "On the map in more than one wave, in nearly the same place: 24." in words(drawn)


def test_the_maps_share_one_scale_and_people_on_both_stand_nearly_in_the_same_place(both: Network) -> None:
    first, second = panes(plot_waves(both, tier="team"))
    assert first.get_xlim() == second.get_xlim()
    assert first.get_ylim() == second.get_ylim()
    again = [places(pane, "interviewed in several waves") for pane in (first, second)]
    moved = np.hypot(*(again[0] - again[1]).T).mean()
    across = np.hypot(*(again[0] - again[0].mean(axis=0)).T).mean()
    assert moved < across


def test_each_wave_has_its_n_and_coverage_and_small_counts_are_hidden_below_the_team(both: Network) -> None:
    told = words(plot_waves(both))
    assert "2011: n = about 20 interviewed; how many people live there is not stated" in told
    assert "2013: n = about 20 interviewed" in told
    few = joined(ring(4, wave="2011"), ring(4, wave="2013", first=3))
    hidden = plot_waves(few)
    assert "in nearly the same place: fewer than 8." in words(hidden) + alt_text(hidden)


def test_one_wave_is_not_enough_and_of_several_sites_one_is_picked(both: Network) -> None:
    with pytest.raises(UsageError, match="not two waves"):
        plot_waves(ring(5, wave="2011"))
    sites = joined(both, ring(5, wave="2011", site="Borley"), ring(5, wave="2013", site="Borley"))
    with pytest.raises(UsageError, match="site=: Ashby, Borley"):
        plot_waves(sites)
    assert "Wave by wave: Borley" in words(plot_waves(sites, site="Borley"))
    with pytest.raises(UsageError, match="not two waves"):
        plot_waves(sites, site="Corby")


def test_labels_on_a_public_picture_are_refused(both: Network) -> None:
    with pytest.raises(UsageError, match="labels do not go on a public picture"):
        plot_waves(both, labels=pd.Series({"p1": "Ann"}), tier="public")
