"""The page of findings explains every code of the catalogue, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.catalogue import catalogue

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^#{2,3} (?P<code>[a-z-]+)\n(?P<text>.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL)
SHORTEST_REASON = 60  # characters: a sentence that says something


def sections(page: str) -> dict[str, str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return {match["code"]: " ".join(match["text"].split()) for match in SECTION.finditer(text)}


@pytest.mark.parametrize("code", catalogue())
def test_every_code_has_a_paragraph_on_why_it_happens(code: str) -> None:
    reason = sections("docs/source/findings.md").get(code, "")

    assert len(reason) >= SHORTEST_REASON, f"Write a section “## {code}” in docs/source/findings.md."


@pytest.mark.parametrize("code", catalogue())
def test_every_code_says_what_it_means_and_what_to_do(code: str) -> None:
    section = sections("docs/reference/findings.md").get(code, "")
    entry = catalogue()[code]

    assert f"**{entry.title}** ({entry.severity}, about " in section, "Run: python docs/generate.py"
    assert entry.action in section
    assert all(part.strip() in section for part in re.split(r"\{\w+\}", entry.message))


def test_no_code_is_explained_that_is_not_raised() -> None:
    assert set(sections("docs/source/findings.md")) - set(catalogue()) == set()
