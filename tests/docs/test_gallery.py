"""The gallery shows every kind of picture, as the table of kinds has them."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from netsurvey.pipeline import KINDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def gallery() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "gallery.py"))


def test_the_page_says_what_the_table_of_kinds_says(gallery: dict[str, Any]) -> None:
    written = (DOCS / "gallery.md").read_text(encoding="utf-8")
    assert written == gallery["page"](), "run `python docs/gallery.py` and look at what changed"


def test_every_kind_has_its_picture_its_reading_and_its_words(gallery: dict[str, Any]) -> None:
    page = gallery["page"]()
    for kind in KINDS:
        assert f"{{image}} _build/gallery/{kind.name}.png\n:alt: " in page
        assert f"{{include}} _build/gallery/{kind.name}.txt" in page
        assert kind.reading in page


def test_nothing_is_drawn_again_where_nothing_has_changed(gallery: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "drawn").write_text(gallery["_program"](), encoding="ascii")
    gallery["draw_gallery"](tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["drawn"]
