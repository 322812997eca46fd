"""A published site opens from a folder: its board leads on, and search needs no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser.looks import assert_good_at_every_width
from builders.records import action, plan
from pipeline.publishing import write_site


def site_of_two(folder: Path) -> Path:
    """A site of two plans."""
    camden = plan("Camden", 2024, action("1.1", "Share.", "Knives are taken off the street.", rag="amber"))
    barnet = plan("Barnet", 2024, action("1.1", "Share.", "A panel meets.", rag="red"))
    write_site(folder, [camden, barnet])
    return folder


SCREENS = (
    "index.html",
    "plans/camden-2024.html",
    "plans/camden-2024/actions/1.1.html",
    "board.html",
    "board/2024.html",
    "board/2024/changed.html",
    "actions/1.1/2024.html",
    "years/camden-2023/camden-2024.html",
    "years/camden-2023/camden-2024/moved.html",
    "years/camden-2023/camden-2024/names.html",
    "names.html",
    "search.html?q=knives",
    "help.html",
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of page."""
    folder = tmp_path_factory.mktemp("published") / "site"
    knives = action("1.1", "Share.", "Knives are taken off the street.", rag="amber")
    earlier = plan("Camden", 2023, action("1.1", "Share.", "Knives are taken off the street.", rag="red"))
    write_site(folder, [plan("Camden", 2024, knives), earlier, plan("Barnet", 2024, knives)])
    return folder


@pytest.mark.parametrize("screen", SCREENS)
def test_a_published_screen_breaks_no_rule_and_fits_every_width(chromium: Any, whole: Path, screen: str) -> None:  # noqa: ANN401
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{whole.as_uri()}/{screen}")

    assert_good_at_every_width(page)
    assert errors == []
    page.close()


def test_a_published_site_is_read_without_script(chromium: Any, whole: Path) -> None:  # noqa: ANN401
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((whole / "board/2024.html").as_uri())

    page.click("summary >> text=Camden")
    page.click("details[open] >> text=1.1")

    assert page.inner_text("h1").endswith("Action 1.1")
    context.close()


def test_search_and_board_work_from_a_folder(chromium: Any, tmp_path: Path) -> None:  # noqa: ANN401 - Playwright's own
    site = site_of_two(tmp_path / "site")
    page = chromium.new_page()
    page.goto((site / "index.html").as_uri())

    page.click("nav >> text=Search")
    page.fill("#q", "knives")
    page.keyboard.press("Enter")
    assert page.locator("#found h2").inner_text() == "1 action"
    page.click("#found a")
    assert page.locator("h1").inner_text().endswith("Action 1.1")
    page.click("nav >> text=Board")
    page.click("text=Board 2024")
    page.locator("#board tr[data-plan='barnet-2024'] td").first.click()

    page.wait_for_url("**/plans/barnet-2024/actions/1.1.html")
    page.close()
