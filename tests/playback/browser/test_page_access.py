"""The page for everybody: WCAG 2.2 AA as axe sees it, keyboard alone, small screens, large type."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "src/netsurvey/playback/page/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SIZES = {"projector": (1920, 1080), "tablet": (1024, 768), "phone": (390, 844)}


@pytest.fixture
def village(made_up: ModuleType) -> dict[str, Any]:
    shown: dict[str, Any] = made_up.village(people=60, ties=120, codes=True)
    return shown


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe, which `make bundle` brings."""
    if not AXE.is_file():
        if os.environ.get("NETSURVEY_BROWSER"):
            pytest.fail("NETSURVEY_BROWSER is set, but axe is not there: run `make bundle`")
        pytest.skip("axe is not there: run `make bundle`")
    return AXE.read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong on the page as it stands."""
    found = page.evaluate("(rules) => axe.run({ runOnly: rules, resultTypes: ['violations'] })", RULES)
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found["violations"]]


def test_axe_finds_nothing_wrong_in_any_step(village: dict[str, Any], opened: Open, axe: str) -> None:
    page = opened(village, size=SIZES["projector"])
    page.evaluate(axe)
    found = {}
    for step in range(len(village["steps"])):
        found[step] = faults(page)
        page.keyboard.press("PageDown")
    assert found == {step: [] for step in range(5)}


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_axe_finds_nothing_wrong_in_any_view(village: dict[str, Any], opened: Open, axe: str, size: str) -> None:
    page = opened(village, size=SIZES[size])
    page.evaluate(axe)
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.click("#list button >> nth=0")
    page.select_option("#who", index=2)
    found = {"a group chosen": faults(page)}
    page.click("#codes summary")
    page.click("#help summary")
    page.fill("#find", "nowhere")
    page.click("#big")
    found["big type, everything opened, nothing found"] = faults(page)
    page.click("#as-tables")
    found["tables"] = faults(page)
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_wrong_on_the_page_of_the_team(made_up: ModuleType, opened: Open, axe: str) -> None:
    page = opened(made_up.village(people=60, ties=120, tier="team"))
    page.evaluate(axe)
    page.fill("#find", "person 7")
    page.press("#find", "Enter")
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title") == "Person 7"
    assert faults(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_what_can_be_pressed_is_large_enough_and_nothing_hangs_over_the_edge(
    village: dict[str, Any], opened: Open, size: str
) -> None:
    page = opened(village, size=SIZES[size])
    page.click("#list button >> nth=0")
    for _ in range(2):
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, summary")]
                 .map((it) => [it.id || it.textContent, it.getBoundingClientRect()])
                 .filter(([, box]) => box.width && Math.min(box.width, box.height) < 24)
                 .map(([name]) => name)"""
        )
        assert small == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        page.click("#big")


def test_big_type_is_a_quarter_larger_or_more(village: dict[str, Any], opened: Open) -> None:
    for size in SIZES.values():
        page = opened(village, size=size)
        letters = "parseFloat(getComputedStyle(document.getElementById('step-words')).fontSize)"
        normal = page.evaluate(letters)
        page.click("#big")
        assert page.get_attribute("#big", "aria-pressed") == "true"
        assert page.evaluate(letters) >= 1.25 * normal


def test_the_tab_key_reaches_everything_and_shows_where_it_is(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    page.click("#next")
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        at, seen = page.evaluate(
            """() => {
              const it = document.activeElement;
              const { outlineStyle, outlineWidth } = getComputedStyle(it);
              const name = it.id || (it.closest("#list") ? "list" : it.parentElement.id || it.tagName);
              return [name, outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
            }"""
        )
        if at in reached:
            break
        if at != "BODY":
            assert seen, at
            reached.append(at)
    wanted = {"big", "as-tables", "print", "back", "next", "question", "who", "find", "list", "map", "larger", "whole"}
    assert wanted <= set(reached)
    assert reached.count("list") == 1


def test_the_list_is_one_stop_of_the_tab_key_and_arrows_walk_in_it(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    page.focus("#find")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title") == "Group 2"
    assert page.inner_text("#told").startswith("Group 2. About 5 people. Many here meet")
    page.keyboard.press("End")
    page.keyboard.press(" ")
    assert page.inner_text("#details-title") == village["places"][-1]["title"]
    assert page.locator("#list button[tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    assert page.is_hidden("#details")
    assert page.inner_text("#told") == "Nothing is chosen."


def top_of(page: Page, part: str) -> float:
    box = page.locator(part).bounding_box()
    assert box is not None
    return box["y"]


def test_on_a_phone_the_map_stands_between_the_story_and_the_list(village: dict[str, Any], opened: Open) -> None:
    page = opened(village, size=SIZES["phone"])
    page.click("#list button >> nth=0")
    tops = [top_of(page, part) for part in ("#story", "#map", "#details", "#legend", "#closer")]
    assert tops == sorted(tops)
    page.click("#as-tables")
    assert page.is_visible("#details")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.click("#as-tables")
    assert top_of(page, "#map") < top_of(page, "#step-title")


def test_what_has_the_focus_does_not_lie_under_the_card_of_what_was_chosen(
    village: dict[str, Any], opened: Open
) -> None:
    page = opened(village, size=SIZES["tablet"])
    page.focus("#find")
    page.keyboard.press("ArrowDown")
    for _ in range(6):
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowDown")
        covered = page.evaluate(
            """() => {
              const { x, y, width, height } = document.activeElement.getBoundingClientRect();
              const top = document.elementFromPoint(x + width / 2, y + height / 2);
              return !document.activeElement.contains(top);
            }"""
        )
        assert not covered
