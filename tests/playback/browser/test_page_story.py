"""The story on the page: steps, filters, search, details, codes, tables and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser

TITLES = [
    "Here is everyone we asked",
    "The people they named",
    "Where people get their news",
    "Who brings groups together",
    "Who we might be missing",
]


@pytest.fixture
def village(made_up: ModuleType) -> dict[str, Any]:
    """Return a small village at the public tier."""
    shown: dict[str, Any] = made_up.village(people=120, ties=240)
    return shown


def test_next_and_back_lead_through_the_story_and_stop_at_its_ends(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    told = [page.inner_text("#step-title")]
    for _ in range(len(TITLES)):
        page.locator("#next").dispatch_event("click")
        told.append(page.inner_text("#step-title"))
    assert told == [*TITLES, TITLES[-1]]
    assert page.get_attribute("#next", "aria-disabled") == "true"
    assert page.inner_text("#where") == "Step 5 of 5"
    page.click("#back")
    assert page.inner_text("#step-title") == TITLES[3]


def test_arrow_keys_and_clickers_turn_the_steps(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    for key, step in (("ArrowRight", 1), ("PageDown", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1)):
        page.keyboard.press(key)
        assert page.inner_text("#step-title") == TITLES[step]


def test_arrow_keys_in_the_search_box_and_on_the_map_do_not_turn_the_steps(
    village: dict[str, Any], opened: Open
) -> None:
    page = opened(village)
    for place in ("#find", "#map", "#question"):
        page.focus(place)
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#step-title") == TITLES[0]


def test_a_screen_reader_hears_each_step_with_its_words(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    assert page.get_attribute("#told", "aria-live") == "polite"
    page.click("#next")
    heard = page.inner_text("#told")
    assert heard == (
        "Step 2 of 5. The people they named. The people they named, in plain words. Left and right mean nothing."
    )


def test_people_without_ties_are_words_in_the_step_about_them_only(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    assert page.is_hidden("#alone")
    for _ in TITLES:
        page.keyboard.press("PageDown")
    assert page.inner_text("#alone-sentence") == "About 15 people named nobody, and nobody named them."
    assert "About 15 people named nobody" in page.inner_text("#told")


def test_a_question_chosen_is_told_and_forgotten_with_the_step(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    page.select_option("#question", label="Whom would you go to with an idea?")
    assert page.inner_text("#legend-question") == "Only the lines for: Whom would you go to with an idea?"
    assert "someone they named" in page.inner_text("#legend-signs")
    page.click("#next")
    assert page.inner_text("#legend-question") == ""
    assert page.input_value("#question") == "-1"


def test_a_group_chosen_makes_the_others_pale_and_the_legend_says_so(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    assert "pale" not in page.inner_text("#legend-signs")
    page.select_option("#who", label="Work: retired")
    assert "pale: not in what you chose" in page.inner_text("#legend-signs")
    assert page.inner_text("#told") == "Showing Work: retired; the others are pale."


def test_search_forgives_capitals_accents_apostrophes_and_order(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    for sought, found in {
        "cafe zoe": ["Café Zoë"],
        "st brannocs": ["St Brannoc's Hall"],
        "NATTER knit": ["Knit & natter"],
        "lark": ["Larkfield Centre", "Larkfield Trust"],
        "nowhere": [],
    }.items():
        page.fill("#find", sought)
        assert page.locator("#list li:visible button span:first-child").all_inner_texts() == found
        assert page.inner_text("#found") == (f"{len(found)} found" if found else "Nothing here has that name.")


def test_a_place_tells_whom_it_gathers_as_counts(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    page.click("#list >> text=Walking group")
    place = next(place for place in village["places"] if place["title"] == "Walking group")
    lines = page.locator("#details li").all_inner_texts()
    assert lines == [f"Group {index + 1} {count}" for index, count in place["communities"]]
    assert "Named by about 30 people" in page.inner_text("#details-words")
    page.click("#details li button >> nth=0")
    assert page.inner_text("#details-title") == f"Group {place['communities'][0][0] + 1}"
    assert "Walking group" in page.inner_text("#details-words")
    page.click("#clear")
    assert page.is_hidden("#details")


def test_the_right_code_lights_up_a_community_and_a_wrong_one_is_told_kindly(made_up: ModuleType, opened: Open) -> None:
    page = opened(made_up.village(people=120, ties=240, codes=True))
    page.click("#codes summary")
    page.fill("#code", "AAAA-AAAA")
    page.press("#code", "Enter")
    page.wait_for_selector("#code-answer:has-text('not on this page')")
    assert page.is_hidden("#details")
    page.fill("#code", made_up.CODE.lower().replace("-", " "))
    page.press("#code", "Enter")
    page.wait_for_selector("#details:visible")
    assert page.inner_text("#details-title") == "Group 2"


def test_without_codes_nobody_is_asked_for_one(village: dict[str, Any], opened: Open) -> None:
    assert opened(village).is_hidden("#codes")


def test_tables_stand_in_for_the_map(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    page.click("#as-tables")
    assert page.is_hidden("#map")
    assert page.locator("#tables caption").all_inner_texts() == ["The groups on the map", "Places"]
    assert page.locator("#tables tr:has-text('Café Zoë')").all_inner_texts() == ["Café Zoë\tplace\tabout 25"]
    page.click("#as-tables")
    assert page.is_visible("#map")


def test_titles_are_texts_and_never_markup(village: dict[str, Any], opened: Open) -> None:
    title = "</script><b id=bad>Tea & <i>cake</i>"
    village["places"][0]["title"] = title
    page = opened(village)
    assert page.locator("#list button span").get_by_text("Tea & <i>cake</i>").inner_text() == title
    page.locator("#list button").get_by_text("Tea & <i>cake</i>").click()
    assert page.inner_text("#details-title") == title
    assert page.locator("#bad").count() == 0


def test_the_study_may_say_it_in_its_own_words(village: dict[str, Any], opened: Open) -> None:
    page = opened({**village, "words": {"next": "Onwards", "step": "{n}/{all}"}})
    assert page.inner_text("#next") == "Onwards"
    assert page.inner_text("#where") == "1/5"


def test_on_paper_stand_the_words_the_map_the_legend_and_the_tables(village: dict[str, Any], opened: Open) -> None:
    page = opened(village)
    page.click("#next")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for shown in ("#step-words", "#paper canvas", "#legend", "#caption", "#tables"):
        assert page.is_visible(shown), shown
    for hidden in ("#next", "#map", "#closer", "#print", "#moves"):
        assert page.is_hidden(hidden), hidden
    drawn = page.evaluate(
        """() => {
          const paper = document.querySelector("#paper canvas");
          const { data } = paper.getContext("2d").getImageData(0, 0, paper.width, paper.height);
          return data.filter((value, index) => index % 4 === 3 && value > 0).length;
        }"""
    )
    assert drawn > 10_000
