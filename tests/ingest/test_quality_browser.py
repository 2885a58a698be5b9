"""The quality page in a real Chromium, as wide as a desk and as narrow as a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.playback.browser.conftest import browser  # noqa: F401 - a fixture

from netsurvey import ingest, open_study
from netsurvey.ingest import quality_page
from netsurvey.samples import sample_path

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from netsurvey.tables import Roster

pytestmark = pytest.mark.browser

WIDER_THAN_THE_WINDOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll("body, body *")]
    .filter(one => one instanceof HTMLElement && getComputedStyle(one).overflowX !== "auto")
    .filter(one => getComputedStyle(one).display !== "inline" && one.scrollWidth > one.clientWidth + 1)
    .map(one => one.tagName + " " + one.textContent.trim().slice(0, 40))"""
OUT_OF_THE_PICTURE = """() => [...document.querySelectorAll("svg text")].filter(text => {
    const box = text.getBoundingClientRect(), around = text.closest("svg").getBoundingClientRect();
    return box.left < around.left - 1 || box.right > around.right + 1 || box.bottom > around.bottom + 1;
}).map(text => text.textContent)"""


@pytest.fixture(name="page", scope="module")
def _page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Roster]:
    survey, roster = ingest(open_study(sample_path("small")))
    path = tmp_path_factory.mktemp("quality") / "quality.html"
    path.write_text(quality_page(survey.report, survey.quarantine), encoding="utf-8")
    return path, roster


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_window_and_nothing_is_cut(
    width: int,
    page: tuple[Path, Roster],
    browser: Browser,  # noqa: F811 - the fixture
) -> None:
    path, roster = page
    window = browser.new_page(viewport={"width": width, "height": 800})
    fetched: list[str] = []
    window.on("request", lambda request: fetched.append(request.url))
    window.goto(path.as_uri())
    assert window.evaluate(WIDER_THAN_THE_WINDOW) <= 0
    assert window.evaluate(CUT) == []
    assert window.evaluate(OUT_OF_THE_PICTURE) == []
    assert fetched == [path.as_uri()]
    text = window.inner_text("body").casefold()
    everybody = {*roster.respondents["name"].dropna(), *roster.mentions["name"].dropna()}
    assert [name for name in everybody if " " in name and name.casefold() in text] == []
    window.close()
