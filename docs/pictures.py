"""Makes the pictures of the pages in docs/pictures/, from the samples: run it after a change to how pages look.

    python docs/pictures.py

Needs Chromium and `pip install -e ".[dev,browser]"`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from PIL import Image  # noqa: E402 - our own modules are found from here on
from playwright.sync_api import sync_playwright  # noqa: E402

from builders.browser import BROWSER  # noqa: E402
from builders.many import write_plans  # noqa: E402
from builders.serving import drop, serving, settled, visit  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 900  # pixels
BOROUGHS = 33
BOARD_YEAR = 2010  # of the synthetic plans
COLOURS = 64
PATIENCE_MILLISECONDS = 300_000  # the first board of a year compares 33 plans


def main() -> None:
    """Write check.png and board.png."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder) / "outputs"
        write_plans(Path(folder) / "in", BOROUGHS)
        with visit(outputs, most_files=BOROUGHS) as client:
            drop(client, *[(path.name, path.read_bytes()) for path in sorted((Path(folder) / "in").iterdir())])
            drop(client, ("richmond-2024.pdf", (ROOT / "samples" / "richmond-2024.pdf").read_bytes()))
            settled(client)
        with serving(outputs, read_only=False) as site, sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"]).new_page(
                viewport={"width": WIDTH, "height": HEIGHT}
            )
            page.set_default_timeout(PATIENCE_MILLISECONDS)
            page.goto(f"{site}/plans/richmond-upon-thames-2024/actions/3.1")
            page.locator("#value-6 h3, #value-4 h3").first.click()
            _take(page.screenshot(), "check.png")
            page.goto(f"{site}/board/{BOARD_YEAR}")
            _take(page.screenshot(), "board.png")


def _take(data: bytes, name: str) -> None:
    """Keep a picture in few colours: it is for a page of text."""
    path = PICTURES / name
    path.write_bytes(data)
    Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
