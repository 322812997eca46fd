"""The page of findings: the catalogue, with a paragraph on why each happens that is written by hand."""

from __future__ import annotations

import re
from pathlib import Path

from generator.markdown import table
from models.catalogue import CatalogueEntry, catalogue

SOURCE = Path("docs/source/findings.md")
_SECTION = re.compile(r"^## +(?P<code>\S+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_ABOUT = {"reading": "how it was read", "document": "what the document says or lacks"}
_NAME = re.compile(r"\{\w+\}")


def reasons(root: Path) -> dict[str, str]:
    """The paragraphs written by hand, by code."""
    text = (root / SOURCE).read_text(encoding="utf-8")
    return {match["code"]: match["text"].strip() for match in _SECTION.finditer(text)}


def describe_findings(root: Path) -> str:
    """An index of all codes, then a section for each."""
    written = reasons(root)
    rows = [(f"[`{code}`](#{code})", entry.severity, entry.about, entry.title) for code, entry in catalogue().items()]
    sections = [_describe(entry, written.get(code, "")) for code, entry in catalogue().items()]
    return "\n\n".join([table(("code", "severity", "about", "what"), rows), *sections])


def _describe(entry: CatalogueEntry, why: str) -> str:
    message = _NAME.sub("…", entry.message)
    return (
        f"### {entry.code}\n\n"
        f"**{entry.title}** ({entry.severity}, about {_ABOUT[entry.about]}). “{message}”\n\n"
        f"**Why it happens.** {why}\n\n"
        f"**What to do.** {entry.action}"
    )
