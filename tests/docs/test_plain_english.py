"""What users read is plain English: turns of phrase that no native speaker would use stay out of it.

The list grows with what readers stumble over. It holds phrases, not words of the field.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.catalogue import catalogue

ROOT = Path(__file__).parents[2]
STILTED = re.compile(
    r"\b(?:(?:tells?|telling|told) of|stands? at|anew|once more|for sure|in silence|parted by|held? against"
    r"|(?:be|is|are|was|were|been) taken for|taken for (?:the|a|an)|ought to|mend(?:ed|s)?|for else"
    r"|(?<!there )is no plan['’]s"
    r"|at will|was not borne|drop it in|of its own accord|(?:is|are) none of|passed over|has still to|puts? back"
    r"|(?:is|are) told(?! (?:apart|by|from|whom|that))|go(?:es)? on over|holds? no|comes? nearest|made of parts)\b",
    re.IGNORECASE,
)
TAG = re.compile(r"{%.*?%}|{#.*?#}|<[^>]*>", re.DOTALL)
PAGES = sorted(
    [
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "changes").glob("*.md"),
        *(
            ROOT / name
            for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md")
        ),
        *(ROOT / name for name in ("samples/README.md", "outputs/README.md")),
        *(ROOT / "pipeline" / "pages" / "templates").glob("*.html"),
        *(ROOT / ".github").rglob("*.yml"),
    ]
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_reads_like_english(page: Path) -> None:
    text = (
        TAG.sub(" ", page.read_text(encoding="utf-8")) if page.suffix == ".html" else page.read_text(encoding="utf-8")
    )

    found = [" ".join(text[max(0, match.start() - 40) : match.end() + 40].split()) for match in STILTED.finditer(text)]

    assert found == []


def test_findings_read_like_english() -> None:
    said = {code: f"{one.title} {one.message} {one.action}" for code, one in catalogue().items()}

    assert {code: text for code, text in said.items() if STILTED.search(text)} == {}


def test_no_sentence_of_a_finding_has_more_than_thirty_words() -> None:
    sentences = [
        part for one in catalogue().values() for part in re.split(r"(?<=[.:;]) ", f"{one.message} {one.action}")
    ]

    assert [sentence for sentence in sentences if len(sentence.split()) > 30] == []
