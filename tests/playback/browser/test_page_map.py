"""The map on the page: what is drawn, moving and scaling it, and what a finger on it chooses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from numpy.typing import NDArray
    from playwright.sync_api import Page

    Open = Callable[..., Page]
    Settle = Callable[[Page], None]

pytestmark = pytest.mark.browser

WITHOUT_WEBGL = """
const ask = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : ask.call(this, kind, ...more);
};
"""
LISTENING = """
const write = CanvasRenderingContext2D.prototype.fillText;
window.written = [];
CanvasRenderingContext2D.prototype.fillText = function (text, ...more) {
  window.written.push(text);
  return write.call(this, text, ...more);
};
"""
BLUE, PINK = (0, 114, 178), (222, 138, 184)


CENTRE = (8_300, 5_000)


@pytest.fixture
def one_group(made_up: ModuleType) -> dict[str, Any]:
    """Return a village of one group whose first person stands in the very middle of the map."""
    shown: dict[str, Any] = made_up.village(people=90, ties=200, communities=1)
    people = shown["people"]
    people["x"] = np.clip(people["x"], CENTRE[0] - 1_400, CENTRE[0] + 1_400).tolist()
    people["y"] = np.clip(people["y"], CENTRE[1] - 1_400, CENTRE[1] + 1_400).tolist()
    people["x"][0], people["y"][0] = CENTRE
    return {**shown, "places": []}


def seen(page: Page) -> NDArray[np.int64]:
    """Return the pixels of the map as they stand on the screen, without its buttons and its frame."""
    picture = Image.open(io.BytesIO(page.locator("#map").screenshot()))
    pixels = np.asarray(picture.convert("RGB"), dtype=np.int64)
    return pixels[8:-8, 8 : -pixels.shape[1] // 5]


def where(colour: tuple[int, int, int], pixels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows and columns of the pixels of a colour."""
    return np.argwhere(np.abs(pixels - np.array(colour)).max(axis=2) <= 8)


def middle_of_map(page: Page) -> tuple[float, float]:
    box = page.locator("#map").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_each_step_draws_whom_it_tells_about(one_group: dict[str, Any], opened: Open, settle: Settle) -> None:
    page = opened(one_group)
    settle(page)
    assert len(where(BLUE, seen(page))) > 500
    assert len(where(PINK, seen(page))) == 0
    page.click("#next")
    settle(page)
    assert len(where(PINK, seen(page))) > 500


def test_at_big_type_the_place_named_most_has_its_name_however_crowded_it_is(
    made_up: ModuleType, opened: Open, settle: Settle
) -> None:
    shown = made_up.village(people=60, ties=120)
    place = {**shown["places"][0], "kind": "place", "x": 5_000, "y": 5_000}
    names = [f"A hall with rather a long name, number {n}" for n in range(30)]
    page = opened({**shown, "places": [{**place, "title": name} for name in names]}, before=LISTENING)
    for _ in range(3):
        page.click("#next")
    settle(page)
    page.evaluate("window.written = []")
    page.click("#big")
    page.wait_for_function("window.written.length > 0")
    settle(page)
    written = set(page.evaluate("window.written"))
    assert names[0] in written
    assert not set(names) <= written  # there is no room for all


def test_a_question_chosen_leaves_only_its_lines(one_group: dict[str, Any], opened: Open, settle: Settle) -> None:
    one_group["ties"]["questions"] = [1] * 199 + [2]
    page = opened(one_group)
    page.click("#next")
    drawn = []
    for question in ("-1", "0", "1"):
        page.select_option("#question", question)
        settle(page)
        drawn.append(int((seen(page).sum(axis=2) < 3 * 250).sum()))
    everything, most, one = drawn
    assert everything >= most > 1.2 * one


def test_the_map_is_drawn_without_webgl(one_group: dict[str, Any], opened: Open, settle: Settle) -> None:
    page = opened(one_group, query="", before=WITHOUT_WEBGL)
    settle(page)
    assert len(where(BLUE, seen(page))) > 500


def test_a_map_whose_graphics_card_is_taken_away_is_drawn_again(
    one_group: dict[str, Any], opened: Open, settle: Settle
) -> None:
    page = opened(one_group, query="?painter=sigma")
    settle(page)
    page.evaluate(
        """async () => {
          const nodes = document.querySelector("canvas.sigma-nodes");
          const lost = new Promise((gone) => nodes.addEventListener("webglcontextlost", gone));
          nodes.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext();
          await lost;
        }"""
    )
    settle(page)
    assert page.locator("canvas.sigma-nodes").count() == 0
    assert len(where(BLUE, seen(page))) > 500


def test_sigma_draws_people_where_the_canvas_does(one_group: dict[str, Any], opened: Open, settle: Settle) -> None:
    pictures = []
    for painter in ("sigma", "canvas"):
        page = opened(one_group, query=f"?painter={painter}")
        page.click("#next")
        page.click("#larger")
        settle(page)
        pictures.append(seen(page))
    red, green, blue = range(3)
    for more, less in ((blue, red), (red, green)):
        sigma, canvas = (np.argwhere(it[..., more] - it[..., less] > 40) for it in pictures)
        assert len(sigma) == pytest.approx(len(canvas), rel=0.25)
        assert np.abs(sigma.mean(axis=0) - canvas.mean(axis=0)).max() < 6
        assert np.abs(sigma.max(axis=0) - canvas.max(axis=0)).max() <= 3


def test_keys_and_buttons_scale_the_map_and_bring_it_back(
    one_group: dict[str, Any], opened: Open, settle: Settle
) -> None:
    page = opened(one_group)
    settle(page)
    whole = seen(page)
    page.focus("#map")
    for keys, buttons in ((["+"], ["#larger"]), (["ArrowLeft", "ArrowUp"], ["#left", "#up"])):
        moved = []
        for act, these in ((page.keyboard.press, keys), (page.click, buttons)):
            for this in these:
                act(this)
            settle(page)
            moved.append(seen(page))
            page.focus("#map")
            page.keyboard.press("0")
            settle(page)
        assert (np.abs(moved[0] - moved[1]).max(axis=2) > 40).mean() < 0.001
        assert (np.abs(moved[0] - whole).max(axis=2) > 40).mean() > 0.005
    assert (np.abs(seen(page) - whole).max(axis=2) > 40).mean() < 0.001


def test_a_finger_that_drags_takes_the_map_along(one_group: dict[str, Any], opened: Open, settle: Settle) -> None:
    page = opened(one_group)
    settle(page)
    before = where(BLUE, seen(page)).mean(axis=0)
    x, y = middle_of_map(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 20)
    page.mouse.move(x + 60, y + 40, steps=3)
    page.mouse.up()
    settle(page)
    assert where(BLUE, seen(page)).mean(axis=0) - before == pytest.approx([40, 60], abs=10)
    assert page.is_hidden("#details")


def test_the_wheel_scales_around_the_pointer(one_group: dict[str, Any], opened: Open, settle: Settle) -> None:
    page = opened(one_group)
    settle(page)
    before = where(BLUE, seen(page))
    page.mouse.move(*middle_of_map(page))
    page.mouse.wheel(0, -150)
    settle(page)
    after = where(BLUE, seen(page))
    assert np.ptp(after, axis=0)[0] > 1.15 * np.ptp(before, axis=0)[0]


def test_a_tap_on_a_group_chooses_it_where_groups_are_shown(
    one_group: dict[str, Any], opened: Open, settle: Settle
) -> None:
    page = opened(one_group)
    for _ in range(2):
        page.click("#next")
    settle(page)
    page.mouse.click(*middle_of_map(page))
    assert page.inner_text("#details-title") == "Group 1"
    page.focus("#map")
    page.keyboard.press("Escape")
    assert page.is_hidden("#details")


def test_for_residents_a_tap_on_a_person_tells_nothing_and_for_the_team_their_name(
    made_up: ModuleType, one_group: dict[str, Any], opened: Open, settle: Settle
) -> None:
    page = opened(one_group)
    settle(page)
    page.mouse.click(*middle_of_map(page))
    assert page.is_hidden("#details")
    assert page.locator("#list li").count() == 1

    labels = made_up.village(people=90, ties=200, communities=1, tier="team")["labels"]
    page = opened({**one_group, "tier": "team", "labels": labels, "banner": "Names are shown: for the team only"})
    settle(page)
    page.mouse.click(*middle_of_map(page))
    assert page.inner_text("#details-title") == "Person 0"
    assert page.inner_text("#banner") == "Names are shown: for the team only"


@pytest.mark.parametrize(("motion", "gentle"), [("no-preference", True), ("reduce", False)])
def test_the_map_glides_only_for_those_who_like_things_to_move(
    one_group: dict[str, Any], opened: Open, settle: Settle, motion: str, *, gentle: bool
) -> None:
    page = opened(one_group, reduced_motion=motion)
    settle(page)
    took = []
    for _ in range(3):
        page.click("#larger")
        settle(page)
        took.append(
            page.evaluate(
                """async () => {
                  const start = performance.now();
                  document.getElementById("whole").click();
                  do await new Promise(requestAnimationFrame);
                  while (document.getElementById("map").dataset.resting === "false");
                  return performance.now() - start;
                }"""
            )
        )
    assert (min(took) > 440) is gentle


def test_five_thousand_people_move_with_the_finger_in_a_small_file(
    made_up: ModuleType, opened: Open, settle: Settle
) -> None:
    page = opened(made_up.village(people=5_000, ties=15_000, communities=20))
    page.click("#next")
    settle(page)
    assert page.evaluate("document.documentElement.outerHTML.length") < 1_500_000
    frames = page.evaluate(made_up.PAN_FOR, 800)
    assert np.median(frames) <= 50
