"""A published site opens from a folder: its board leads on, and search needs no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders.records import action, plan
from pipeline.publishing import write_site


def site_of_two(folder: Path) -> Path:
    """A site of two plans."""
    camden = plan("Camden", 2024, action("1.1", "Share.", "Knives are taken off the street.", rag="amber"))
    barnet = plan("Barnet", 2024, action("1.1", "Share.", "A panel meets.", rag="red"))
    write_site(folder, [camden, barnet])
    return folder


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
