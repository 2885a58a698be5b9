"""Pictures on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matplotlib.figure import Figure
from PIL import Image

from netsurvey.errors import UsageError
from netsurvey.plot import alt_text, plot_sociogram, save_figure
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.network import Network


def test_the_same_network_gives_the_same_bytes(village: Network, tmp_path: Path) -> None:
    first = save_figure(plot_sociogram(village), tmp_path / "first" / "map")
    second = save_figure(plot_sociogram(village), tmp_path / "second" / "map")
    assert [path.name for path in first] == ["map.png", "map.svg", "map.pdf"]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_files_hold_the_text_in_place_of_the_picture_and_no_date(village: Network, tmp_path: Path) -> None:
    figure = plot_sociogram(village, tier=Tier.TEAM)
    png, svg, pdf = save_figure(figure, tmp_path / "map")
    with Image.open(png) as image:
        assert image.info["Description"] == alt_text(figure)
        assert image.size == (1870, 1323)
    assert alt_text(figure) in svg.read_text(encoding="utf-8")
    assert "<dc:date>" not in svg.read_text(encoding="utf-8")
    assert b"CreationDate" not in pdf.read_bytes()


def test_no_id_of_a_person_is_in_the_bytes(village: Network, tmp_path: Path) -> None:
    for path in save_figure(plot_sociogram(village, tier=Tier.PUBLIC), tmp_path / "map"):
        assert b"alone 1" not in path.read_bytes()


def test_a_dot_in_the_stem_is_kept(tmp_path: Path) -> None:
    assert save_figure(Figure(), tmp_path / "wave 1.5", formats=["png"]) == [tmp_path / "wave 1.5.png"]


def test_an_unknown_format_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'value "svgz".*svg'):
        save_figure(Figure(), tmp_path / "map", formats=["svgz"])
    assert list(tmp_path.iterdir()) == []


def test_axes_are_written_with_the_whole_page_they_are_on(tmp_path: Path) -> None:
    figure = Figure(figsize=(4, 2))
    left, _ = figure.subplots(1, 2)
    save_figure(left, tmp_path / "both", formats=["png"])
    save_figure(figure, tmp_path / "page", formats=["png"])
    assert (tmp_path / "both.png").read_bytes() == (tmp_path / "page.png").read_bytes()


def test_the_words_of_several_pictures_on_one_page_are_all_told(village: Network) -> None:
    figure = Figure(figsize=(16, 8))
    for ax in figure.subplots(1, 2):
        plot_sociogram(village, tier=Tier.TEAM, ax=ax)
    assert alt_text(figure).count("Map of who named whom in Ashby") == 2


def test_axes_without_a_page_cannot_be_written(tmp_path: Path) -> None:
    ax = Figure().add_subplot()
    ax.remove()
    with pytest.raises(UsageError, match="belong to no figure"):
        save_figure(ax, tmp_path / "map")
