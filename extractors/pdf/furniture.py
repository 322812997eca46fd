"""Page furniture: headers, footers, page numbers and protective markings, told from the text of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.pdf.lines import Line

ZONE = 0.12
"""Share of a page's height at its top and bottom in which furniture stands."""

OUTERMOST = 4
"""Lines from the top or the bottom of a page among which furniture is looked for."""

PLACE = 4.0
"""Points by which furniture may shift from page to page."""

REPEATED = 0.5
"""Share of the pages on which a line must stand again to be furniture, whatever it looks like."""

FAR = 2.0
"""Times the size of white between the parts of a header or footer."""

COUNTING = 3
"""Pages on which a number must count up before it is a page number wherever it stands."""

LONGEST_NUMBER = 4
"""Digits of the longest page number."""

_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.?|pg\.?)?\W*\d{1,4}(?:\s*(?:of|/|\|)\s*(?:page\s*)?\d{1,4}|\s*\|?\s*page)?\W*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"\bpage\W*\d{1,4}\b|\b\d{1,4}\s*\|\s*p\s*a\s*g\s*e\b", re.IGNORECASE)
_MARKING = re.compile(
    r"^\W*(?:(?:not\s+)?protectively\s+marked|official(?:\W{1,3}sensitive)?(?:\W.{0,40})?|restricted|confidential|protect"
    r"|unclassified|internal(?:\s+use)?(?:\s+only)?|sensitive|not\s+for\s+(?:onward\s+)?(?:publication|circulation))\W*$",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"^[ivxlc]{1,6}$", re.IGNORECASE)


@dataclass(slots=True)
class PageEdge:
    """The outermost lines of one page outside tables, with the page's height."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)


def is_marking(text: str) -> bool:
    """Whether a text is a protective marking and nothing else. It must be in capitals or be one of the usual words."""
    return bool(_MARKING.match(text)) and (text.isupper() or len(text.split()) <= 3)


def _is_marked(line: Line) -> bool:
    """Whether a line is protective markings and page numbers only, perhaps far apart."""
    parts: list[str] = []
    for index, word in enumerate(line.words):
        if index == 0 or word.x0 - line.words[index - 1].x1 > FAR * line.size:
            parts.append(word.text)
        else:
            parts[-1] += word.text if line.joined[index] else f" {word.text}"
    return any(map(is_marking, parts)) and all(is_marking(part) or _PAGE_NUMBER.match(part) for part in parts)


def find_furniture(pages: Sequence[PageEdge], body_size: float) -> set[int]:
    """`id`s of the lines that are furniture."""
    zones = [(page, line) for page in pages for line in _edge_lines(page)]
    exact = Counter({key: len(on) for key, on in _pages_by(zones, mask=False).items()})
    masked = Counter({key: len(on) for key, on in _pages_by(zones, mask=True).items()})
    found = _running_numbers(pages)
    for page, line in zones:
        text = line.text
        modest = line.size <= 1.05 * body_size and not line.bold
        alone = _PAGE_NUMBER.match(text) or (_ROMAN.match(text) and line.top > page.height / 2)
        numbered = bool(_NUMBERED.search(text))
        if all(word.style.artifact for word in line.words) or _is_marked(line) or (alone and (modest or numbered)):
            found.add(id(line))
            continue
        seen = max(_near(exact, page, line, mask=False), _near(masked, page, line, mask=True) if numbered else 0)
        if seen >= 2 and (modest or numbered or seen >= max(2.0, REPEATED * len(pages))):
            found.add(id(line))
    return found


def _running_numbers(pages: Sequence[PageEdge]) -> set[int]:
    """`id`s of lines that are a number alone, last or first on their pages, and count up with them.

    Wherever they stand: some pages have very wide margins.
    """
    by_offset: dict[tuple[bool, int], list[Line]] = {}
    for page in pages:
        ordered = sorted(page.lines, key=lambda line: line.base)
        for last, line in ((False, ordered[0]), (True, ordered[-1])) if ordered else ():
            if line.text.isdecimal() and len(line.text) <= LONGEST_NUMBER:
                by_offset.setdefault((last, int(line.text) - page.number), []).append(line)
    return {id(line) for lines in by_offset.values() if len(lines) >= COUNTING for line in lines}


def _edge_lines(page: PageEdge) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: line.base)
    top = [line for line in ordered[:OUTERMOST] if line.bottom <= ZONE * page.height]
    bottom = [line for line in ordered[-OUTERMOST:] if line.top >= (1 - ZONE) * page.height]
    return list({id(line): line for line in (*top, *bottom)}.values())


Key = tuple[str, int]


def _key(page: PageEdge, line: Line, *, mask: bool, shift: int = 0) -> Key:
    """Text and place; the place from the nearer edge of the page, so that pages of two sizes agree."""
    text = re.sub(r"\d+", "#", line.text) if mask else line.text
    place = line.base if line.base < page.height / 2 else line.base - page.height
    return re.sub(r"\s+", " ", text).casefold(), round(place / PLACE) + shift


def _pages_by(zones: Sequence[tuple[PageEdge, Line]], *, mask: bool) -> dict[Key, set[int]]:
    found: dict[Key, set[int]] = {}
    for page, line in zones:
        found.setdefault(_key(page, line, mask=mask), set()).add(page.number)
    return found


def _near(counts: Counter[Key], page: PageEdge, line: Line, *, mask: bool) -> int:
    return sum(counts[_key(page, line, mask=mask, shift=shift)] for shift in (-1, 0, 1))
