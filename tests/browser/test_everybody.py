"""Everybody can use every screen: by the rules of WCAG as axe has them, on small screens, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.looks import assert_good_at_every_width, violations
from compare.comparisons import all_comparisons
from extractors.pdf.picture import page_sizes
from pipeline.pages.comparison import comparison_html

SCREENS = {
    "inbox": "/",
    "plan": "/plans/camden-2024",
    "check-pdf": "/plans/camden-2024/actions/1.2",
    "check-word": "/plans/barnet-2024/actions/1.1",
    "board": "/board/2024",
    "board-changed": "/board/2024?layer=changed",
    "board-red": "/board/2024?only=red&sort=red",
    "boards": "/board",
    "action": "/actions/1.2?year=2024",
    "action-none": "/actions/1.2?year=2024&rag=blue",
    "search": "/search?q=director",
    "search-nothing": "/search?q=unicorns",
    "search-fault": "/search?q=%22%22",
    "years": "/years/camden-2023/camden-2024",
    "years-moved": "/years/camden-2023/camden-2024?tab=moved",
    "years-rewritten": "/years/camden-2023/camden-2024?tab=rewritten",
    "years-names": "/years/camden-2023/camden-2024?tab=names",
    "names": "/names",
    "letter": "/plans/camden-2024/letter",
    "letter-none": "/plans/barnet-2024/letter",
    "templates": "/templates",
    "pairs": "/templates/2025-refresh",
    "help": "/help",
    "not-found": "/plans/nothing",
}


CUT_OFF = """
    [...document.querySelectorAll("main p, main h1, main h2, main h3, main button, main label, main dd, main summary")]
        .filter((one) => !one.classList.contains("unseen") && one.clientWidth && one.scrollWidth > one.clientWidth + 1)
        .filter((one) => getComputedStyle(one).overflowX !== "visible")
        .map((one) => one.outerHTML.slice(0, 120))
"""
COMPARISONS = list(all_comparisons())


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:  # noqa: ANN401 - Playwright's own
    """A page of 1280 by 900."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_breaks_no_rule_of_accessibility_and_fits_every_width(page: Any, site: str, screen: str) -> None:  # noqa: ANN401
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)

    page.goto(site + SCREENS[screen])

    assert_good_at_every_width(page)
    assert errors == []


@pytest.mark.parametrize("name", COMPARISONS)
def test_the_file_of_a_comparison_breaks_no_rule_and_fits_every_width(page: Any, tmp_path: Path, name: str) -> None:  # noqa: ANN401
    file = tmp_path / "comparison.html"
    file.write_text("".join(comparison_html(all_comparisons()[name])), encoding="utf-8")

    page.goto(file.as_uri())

    assert_good_at_every_width(page)


def test_a_form_that_was_filled_in_wrongly_breaks_no_rule(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(f"{site}/plans/camden-2024/actions/1.2")
    page.locator("#value-0 [data-change] summary").click()
    page.fill("#value-0-change-who", "A. Officer")
    page.fill("#value-0-change-why", " ")

    page.click("#value-0 >> text=Save the change")

    assert "There is a problem" in page.locator(".faults").inner_text()
    assert violations(page) == []
    page.click(".faults a")
    assert page.evaluate("document.activeElement.id") == "value-0-change-why"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("percent", [200, 400])
def test_a_screen_that_is_enlarged_fits_and_shows_all_its_words(
    page: Any,  # noqa: ANN401
    site: str,
    screen: str,
    percent: int,
) -> None:
    page.set_viewport_size({"width": 1280 * 100 // percent, "height": 1024 * 100 // percent})

    page.goto(site + SCREENS[screen])

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280 * 100 // percent
    cut = page.evaluate(CUT_OFF)
    assert cut == []


@pytest.mark.parametrize("screen", SCREENS)
def test_forced_colours_leave_every_word_and_mark_to_be_seen(chromium: Any, site: str, screen: str) -> None:  # noqa: ANN401
    opened = chromium.new_page(viewport={"width": 1280, "height": 900}, forced_colors="active")

    opened.goto(site + SCREENS[screen])

    assert opened.evaluate("matchMedia('(forced-colors: active)').matches")
    assert violations(opened) == []
    opened.close()


def test_forced_colours_leave_the_current_page_of_the_menu_to_be_told(chromium: Any, site: str) -> None:  # noqa: ANN401
    opened = chromium.new_page(viewport={"width": 1280, "height": 900}, forced_colors="active")

    opened.goto(site)

    lines = {
        place.get_attribute("aria-current"): place.evaluate("one => getComputedStyle(one).borderBottomColor")
        for place in opened.locator(".top nav a").all()
    }
    assert len(lines) == len(set(lines.values())) == 2
    opened.close()


def test_the_board_is_printed_on_one_sheet_of_a3(page: Any, site: str, tmp_path: Path) -> None:  # noqa: ANN401
    page.goto(f"{site}/board/2024")

    page.pdf(path=str(tmp_path / "board.pdf"), prefer_css_page_size=True)

    sizes = page_sizes((tmp_path / "board.pdf").read_bytes())
    assert [(round(width), round(height)) for width, height in sizes] == [(1191, 842)]


def test_a_letter_is_printed_with_its_sentences_and_without_what_is_for_the_screen(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(f"{site}/plans/camden-2024/letter")

    page.emulate_media(media="print")

    assert "Please answer 2.1." in page.locator("main").inner_text()
    assert not page.locator("text=Download as Word").is_visible()
    assert not page.locator("textarea").first.is_visible()


def test_the_whole_board_is_seen_at_once(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(f"{site}/board/2024")

    box = page.locator("#board").bounding_box()
    assert box["x"] + box["width"] <= 1280
    assert box["y"] + box["height"] <= 900


def test_one_focus_moves_over_the_board_and_enter_opens_a_cell(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(f"{site}/board/2024")
    page.locator("#board").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)

    at = page.locator("#board").get_attribute("aria-activedescendant")
    assert page.locator(f"#{at}").get_attribute("aria-label") == "Barnet, 1.2, amber"
    assert page.locator("#board [tabindex]").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/barnet-2024/actions/1.2")


def test_a_value_lights_its_box_and_a_box_its_value(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(f"{site}/plans/camden-2024/actions/1.2")

    page.locator("#value-1 h3").click()
    lit = page.locator(".box.lit").evaluate_all("boxes => boxes.map(box => box.getAttribute('href'))")
    page.locator("a.box[href='#value-0']").first.click()

    assert set(lit) == {"#value-1"}
    assert page.locator(".value.lit").get_attribute("id") == "value-0"


def test_keys_act_only_while_the_record_has_the_focus(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(f"{site}/plans/camden-2024/actions/1.2")

    page.keyboard.press("c")
    before = page.locator("details[open]").count()
    page.locator("#record").focus()
    page.keyboard.press("c")

    assert before == 0
    assert page.locator("#value-0 details[open]").count() == 1
    assert page.evaluate("document.activeElement.id") == "value-0-new"


def test_keys_lead_to_the_next_doubt_and_to_the_action_before(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(f"{site}/plans/camden-2024/actions/1.1")
    page.locator("#record").focus()
    page.keyboard.press("n")
    page.wait_for_url("**/actions/1.2")
    page.locator("#record").focus()

    page.keyboard.press("r")  # the name is asked for first
    asked = page.evaluate("document.activeElement.name")
    page.locator("#record").focus()
    page.keyboard.press("p")

    page.wait_for_url("**/actions/1.1")
    assert asked == "who"


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(page: Any, site: str) -> None:  # noqa: ANN401
    page.goto(site)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
