"""The lists of pages on the index."""

from __future__ import annotations

import re
from pathlib import Path

_TITLE = re.compile(r"^# +(?P<title>.+)$", re.MULTILINE)


def pages(root: Path) -> list[Path]:
    """The pages of the documentation, in order of their paths."""
    docs = root / "docs"
    return sorted(path for path in docs.rglob("*.md") if path.relative_to(docs).parts[0] != "source")


def list_pages(root: Path, folder: str) -> str:
    """A line for each page of a folder below docs/: a link with its title, and its first sentence."""
    docs = root / "docs"
    lines = []
    for path in pages(root):
        inside = path.relative_to(docs).parent.as_posix()
        if inside == folder and path.name != "index.md":
            title, sentence = _opening(path)
            lines.append(f"- [{title}]({path.relative_to(docs).as_posix()}): {sentence}")
    return "\n".join(lines)


def _opening(path: Path) -> tuple[str, str]:
    text = path.read_text(encoding="utf-8")
    match = _TITLE.search(text)
    if match is None:
        raise ValueError(f"{path} has no title")
    paragraph = next(part for part in text[match.end() :].split("\n\n") if part.strip())
    if not re.match(r"\s*(?:\w|`[^`]|“)", paragraph):
        raise ValueError(f"{path} does not open with a sentence")
    sentence = re.split(r"(?<=[.:])\s", " ".join(paragraph.split()))[0].rstrip(".:")
    return match["title"].strip(), re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", sentence) + "."
