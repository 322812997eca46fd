"""Makes pages that are written for a code host fit a site: mkdocs calls these functions while it builds.

Pages beside `docs/`, such as the README, come along. Links between pages are kept; a link to a file of the project that
is no page becomes plain text, as nobody knows where the project will be hosted.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
BESIDE = {
    "README.md": "about/readme.md",
    "CHANGELOG.md": "about/changes.md",
    "CONTRIBUTING.md": "about/contributing.md",
    "SECURITY.md": "about/security.md",
    "CODE_OF_CONDUCT.md": "about/code-of-conduct.md",
    "samples/README.md": "about/samples.md",
    "outputs/README.md": "about/outputs.md",
}
"""Pages of the project that stand outside of `docs/`, and their places in the site."""
SECTIONS = {"About": "about", "How to": "how-to", "Reference": "reference", "Why it is so": "why"}

_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)")
_FENCE = re.compile(r"^(```\w+)[^\n`]*$", re.MULTILINE)
_BLOCK = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: Any) -> Files:  # noqa: ANN401 - mkdocs gives its settings no type
    """Add the pages that stand beside `docs/`, and say in which order all come."""
    for name, place in BESIDE.items():
        files.append(File.generated(config, place, content=(ROOT / name).read_text(encoding="utf-8")))
    pages = sorted(file.src_uri for file in files.documentation_pages())
    top = [page for page in pages if "/" not in page and page != "index.md"]
    nav: list[Any] = ["index.md", *(page for page in ("tutorial.md",) if page in top)]
    for title, folder in SECTIONS.items():
        nav.append({title: [page for page in pages if page.startswith(f"{folder}/")]})
    nav.append({"More": [page for page in top if page != "tutorial.md"]})
    config.nav = nav
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """A page with links that lead somewhere in the site."""
    here = page.file.src_uri
    parts = _BLOCK.split(markdown)
    for place in range(0, len(parts), 2):
        parts[place] = _LINK.sub(lambda match: _link(match, here), parts[place])
    return _FENCE.sub(r"\1", "".join(parts))


def _link(match: re.Match[str], here: str) -> str:
    target, hash_sign, fragment = match["target"].partition("#")
    text = _LINK.sub(lambda inner: _link(inner, here), match["text"])
    if "://" in target or not target:
        return f"{match['picture']}[{text}]({match['target']})"
    there = in_site(here, target)
    if there is None:
        return text
    return f"{match['picture']}[{text}]({there}{hash_sign}{fragment})"


def in_site(here: str, target: str) -> str | None:
    """Where a link leads, seen from a page of the site; None when it leads to no page and no picture of it."""
    written = {place: name for name, place in BESIDE.items()}.get(here, f"docs/{here}")
    meant = os.path.normpath(Path(written).parent / target).replace(os.sep, "/")
    if meant in BESIDE:
        place = BESIDE[meant]
    elif meant.startswith("docs/") and (ROOT / meant).is_file() and not meant.endswith(".py"):
        place = meant.removeprefix("docs/")
    else:
        return None
    return os.path.relpath(place, Path(here).parent).replace(os.sep, "/")
