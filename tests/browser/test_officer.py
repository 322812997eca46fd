"""An officer's whole way, with script and without: drop, doubt, change, a newer version, decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from builders.serving import serving, small_document

MOST_CLICKS = 8
MOST_LOOKS = 100
LOOK_MILLISECONDS = 1500


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:  # noqa: ANN401 - Playwright's own
    """A page of a browser that runs script, and of one that runs none."""
    context = chromium.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def drop(page: Any, site: str, path: Path) -> None:  # noqa: ANN401
    """Choose a document, send it, and wait until it is read."""
    page.goto(site)
    page.set_input_files("#files", str(path))
    page.click("text=Read the documents")
    for _ in range(MOST_LOOKS):
        page.wait_for_timeout(LOOK_MILLISECONDS)
        drops = page.request.get(f"{site}/index.json").json()["drops"]
        if not any(one["state"] in {"waiting", "reading"} for one in drops):
            page.wait_for_timeout(LOOK_MILLISECONDS)  # a page with script looks again by itself
            page.goto(site)
            return
    raise AssertionError("it was not read")


def test_the_plan_came_back_and_next_week_a_new_version_comes(page: Any, outputs: Path) -> None:  # noqa: ANN401
    first, newer = outputs.parent / "camden.pdf", outputs.parent / "camden-new.pdf"
    first.write_bytes(small_document("Camden", 2024, rag="Ambr", kind="pdf"))
    newer.write_bytes(small_document("Camden", 2024, rag="Red", kind="pdf"))
    with serving(outputs) as site:
        drop(page, site, first)
        page.click("text=Open the plan")
        assert "3 to decide" in " ".join(page.locator(".counts").inner_text().split())

        page.click("text=Check the first doubt")
        page.locator("#value-0 [data-change] summary").click()
        page.select_option("#value-0-new", "green")
        page.fill("#value-0-change-who", "A. Officer")
        page.fill("#value-0-change-why", "Agreed at the board.")
        page.click("#value-0 >> text=Save the change")
        assert page.locator(".notice").inner_text().strip() == "The change is saved."
        assert page.locator("#value-0 .rag").inner_text() == "Green"

        drop(page, site, newer)
        assert "It replaces version 1" in page.locator(".drops > li").first.inner_text()
        page.locator("text=Open the plan").first.click()
        page.locator(".held a").first.click()
        assert "The document now says “Red”." in page.locator(".held").first.inner_text()
        page.fill("#value-0-held-why", "It got worse since.")
        page.click("text=Use the document’s value")

        assert page.locator("#value-0 .rag").inner_text() == "Red"
        assert page.locator(".held").count() == 0

        page.click(".crumbs >> text=Camden 2024")
        page.click("text=Letter of feedback")
        page.click("text=Write the letter")
        page.locator("textarea").first.fill("Thank you for the plan.")
        page.click("text=Save the letter")
        assert page.locator(".notice").inner_text().strip() == "Your changes to the letter are saved."
        with page.expect_download() as downloading:
            page.click("text=Download as Word")
        written = docx.Document(str(downloading.value.path()))
        assert "Thank you for the plan." in [one.text for one in written.paragraphs]


def test_what_a_word_plan_lacks_two_corrections_and_a_newer_version_take_eight_clicks(
    page: Any,  # noqa: ANN401 - likewise
    outputs: Path,
) -> None:
    first, newer = outputs.parent / "camden.docx", outputs.parent / "camden-new.docx"
    first.write_bytes(small_document("Camden", 2024, kind="docx"))
    newer.write_bytes(small_document("Camden", 2024, rag="Red", kind="docx"))
    clicks = []

    def click(what: str) -> None:
        clicks.append(what)
        page.click(what)

    def change(place: str, field: str, value: str) -> None:
        click(f"{place} [data-change] summary")
        getattr(page, field)(f"{place}-new", value)
        page.fill(f"{place}-change-who", "A. Officer")
        page.fill(f"{place}-change-why", "Agreed at the board.")
        click(f"{place} >> text=Save the change")

    with serving(outputs) as site:
        drop(page, site, first)
        clicks.append("Read the documents")
        assert "3 actions, 1 without an answer" in page.locator(".drops > li").first.inner_text()
        click("text=Open the plan")
        assert "No answer" in page.locator("section[aria-labelledby=ask] dt").all_inner_texts()
        click("section[aria-labelledby=rag] >> text=1.2 A")
        change("#value-0", "select_option", "green")
        change("#value-2", "fill", "C Person, Director")
        drop(page, site, newer)
        clicks.append("Read the documents")

        assert page.locator(".drop-done .tag-amber + *").first.inner_text().startswith("RAG of 1.2")
        assert len(clicks) <= MOST_CLICKS
