"""The officer's way by the keyboard alone: each step is reached with Tab and taken with Enter, space or letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.test_everybody import SCREENS
from builders.serving import serving, small_document, wait_for

MOST_STOPS = 150
FOCUSED = """
    () => {
        const one = document.activeElement;
        if (!one.matches("a, button, summary, input, select, textarea")) { return ""; }
        const label = one.labels?.length ? one.labels[0].innerText : "";
        return [one.id, one.innerText ?? "", label, one.getAttribute("aria-label") ?? ""].join(" | ");
    }
"""
SEEN = """
    () => {
        const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one);
        if (one.tabIndex < 0) { return true; }  // a part of the page that a link or script leads to
        const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
        const covered = middle && !(one.contains(middle) || middle.contains(one));
        const drawn = one.querySelector("rect"), line = drawn ? parseFloat(getComputedStyle(drawn).strokeWidth) : 0;
        const marked = look.outlineStyle !== "none" || look.boxShadow !== "none" || line >= 3;
        return marked && !covered && box.bottom > 0 && box.top < innerHeight;
    }
"""


@pytest.fixture(params=["none", "active"], ids=["own colours", "forced colours"])
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:  # noqa: ANN401 - Playwright's own
    """A page whose mouse is never used."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, forced_colors=request.param, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def tab_to(page: Any, words: str) -> None:  # noqa: ANN401 - likewise
    """Press Tab until what has the focus says these words. Every stop on the way must be seen, and marked."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), f"the focus is not seen: {page.evaluate(FOCUSED)}"
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"“{words}” is not reached with Tab")


def follow(page: Any, words: str) -> None:  # noqa: ANN401 - likewise
    """Go to the link or button that says these words, press Enter and wait for the page it leads to."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Any, words: str, text: str) -> None:  # noqa: ANN401 - likewise
    """Go to a field and type into it."""
    tab_to(page, words)
    page.keyboard.type(text)


def drop(page: Any, site: str, path: Path) -> None:  # noqa: ANN401 - likewise
    """Choose a document, send it, and go to the inbox when it is read."""
    page.goto(site)
    with page.expect_file_chooser() as chooser:
        tab_to(page, "files")
        page.keyboard.press("Space")
    chooser.value.set_files(str(path))
    follow(page, "Read the documents")
    wait_for(
        lambda: all(
            one["state"] not in {"waiting", "reading"} for one in page.request.get(f"{site}/index.json").json()["drops"]
        )
    )
    page.goto(site)


def test_the_officers_whole_way_needs_no_mouse(page: Any, outputs: Path) -> None:  # noqa: ANN401 - likewise
    first, newer = outputs.parent / "camden.pdf", outputs.parent / "camden-new.pdf"
    first.write_bytes(small_document("Camden", 2024, rag="Ambr", kind="pdf"))
    newer.write_bytes(small_document("Camden", 2024, rag="Red", kind="pdf"))
    with serving(outputs) as site:
        drop(page, site, first)
        follow(page, "Open the plan")
        follow(page, "Check the first doubt")
        tab_to(page, "Change")
        page.keyboard.press("Enter")
        tab_to(page, "value-0-new")
        page.keyboard.type("Green")
        write(page, "value-0-change-who", "A. Officer")
        write(page, "value-0-change-why", "Agreed at the board.")
        follow(page, "Save the change")
        assert page.locator(".notice").inner_text().strip() == "The change is saved."
        assert page.locator("#value-0 .rag").inner_text() == "Green"

        drop(page, site, newer)
        follow(page, "Open the plan")
        follow(page, "1.2")
        write(page, "value-0-held-why", "It got worse since.")
        follow(page, "Use the document’s value")
        assert page.locator("#value-0 .rag").inner_text() == "Red"

        follow(page, "Camden 2024")
        follow(page, "Letter of feedback")
        follow(page, "Write the letter")
        tab_to(page, "sentence 1")
        page.keyboard.press("End")
        page.keyboard.type(" Thank you for it.")
        follow(page, "Save the letter")
        assert page.locator(".notice").inner_text().strip() == "Your changes to the letter are saved."


@pytest.mark.parametrize("page", ["none"], indirect=True)
@pytest.mark.parametrize("size", [(1280, 900), (320, 640)], ids=["desk", "phone"])
@pytest.mark.parametrize("screen", SCREENS)
def test_each_stop_of_the_keyboard_is_seen(page: Any, site: str, screen: str, size: tuple[int, int]) -> None:  # noqa: ANN401
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(site + SCREENS[screen])

    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(SEEN), page.evaluate(FOCUSED)
