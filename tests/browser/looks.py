"""What every page must be, whatever its state: no rule of accessibility broken, and as wide as the screen."""

from __future__ import annotations

from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = 320  # pixels, WCAG 1.4.10


def violations(page: Any) -> list[str]:  # noqa: ANN401 - Playwright's own
    """What axe finds on a page, in a line each."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - an extra

    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def assert_good_at_every_width(page: Any) -> None:  # noqa: ANN401 - likewise
    """Fail for what axe finds at 1280 and 400 pixels, and for a page wider than 320."""
    page.set_viewport_size({"width": 1280, "height": 900})
    wide = violations(page)
    page.set_viewport_size({"width": 400, "height": 900})
    narrow = violations(page)
    page.set_viewport_size({"width": NARROWEST, "height": 640})

    assert (wide, narrow) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
