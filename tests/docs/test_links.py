"""Every link inside the project leads somewhere, and every page can be reached."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *(path for path in (ROOT / "docs").rglob("*.md") if "source" not in path.relative_to(ROOT).parts),
        *ROOT.glob("*.md"),
        *(ROOT / name for name in ("samples/README.md", "outputs/README.md")),
    ]
)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ +(?P<text>.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def prose(path: Path) -> str:
    """The text of a page without its blocks of code."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """The fragments that lead to a page's headings, made as code hosts make them."""
    headings = (match["text"].replace("`", "").lower() for match in HEADING.finditer(prose(path)))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}


def links(path: Path) -> list[str]:
    return [match["target"] for match in LINK.finditer(prose(path)) if "://" not in match["target"]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = []
    for link in links(page):
        name, _, fragment = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (fragment and fragment not in anchors(target)):
            dead.append(link)

    assert dead == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]

    lost = [page.relative_to(ROOT).as_posix() for page in PAGES if page not in reached]
    assert [page for page in lost if page.startswith("docs/")] == []
