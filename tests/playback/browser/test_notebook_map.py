"""The map inside a notebook, in a real browser: it is painted, moves by mouse and keys, and tells who is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netsurvey.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

INK = "screen_.getImageData(0, 0, map.width, map.height).data.filter((part, i) => i % 4 == 3 && part > 0).length"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """The map of Ann, who names Bob and Cat, with the network cut off."""
    network = Network.from_ties(pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]}))
    opened = browser.new_page(viewport={"width": 800, "height": 560})
    opened.context.set_offline(True)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.set_content(network.show().page)
    yield opened
    opened.close()
    assert errors == []


def test_pointing_at_somebody_tells_who_it_is_and_leaving_the_caption_again(page: Page) -> None:
    x, y = page.evaluate("[x[0] * zoom + dx, y[0] * zoom + dy]")
    top = page.locator("#map").bounding_box()
    assert top is not None
    page.mouse.move(top["x"] + x, top["y"] + y)
    assert page.locator("#told").inner_text() == "Ann: respondent, named by 0"
    page.mouse.move(5, 5)
    assert page.locator("#told").inner_text().startswith("1 people were asked")


def test_it_is_painted_and_the_keys_and_the_wheel_move_it(page: Page) -> None:
    assert page.evaluate(INK) > 100
    page.locator("#map").focus()
    whole = page.evaluate("zoom")
    page.keyboard.press("+")
    assert page.evaluate("zoom") == pytest.approx(1.3 * whole)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("0")
    assert page.evaluate("zoom") == pytest.approx(whole)
    page.mouse.move(400, 300)
    page.mouse.wheel(0, -100)
    page.wait_for_function(f"zoom > {whole} * 1.1")
