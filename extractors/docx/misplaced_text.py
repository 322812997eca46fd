"""Text that stands where Word allows none, as in a cell outside of every row: no reader of the document comes by it.

Word refuses to open such a file. Programs that write Word documents make them all the same, and other programs open
them, so the text is told of and not dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.docx.names import (
    BODY,
    CELL,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    TEXT,
    TEXT_BOX,
    Element,
    is_properties,
)
from models.catalogue import finding
from models.finding import Finding

_STORIES = frozenset({CELL, BODY, TEXT_BOX})
_INSIDE = {
    TEXT: frozenset({RUN}),
    RUN: frozenset({PARAGRAPH}),
    PARAGRAPH: _STORIES,
    CELL: frozenset({ROW}),
    ROW: frozenset({TABLE}),
    TABLE: _STORIES,
}
"""What each element stands in, wrappers between them left out (ECMA-376 part 1, 17.2 to 17.4)."""


def find_misplaced_text(document: Element) -> Iterator[Finding]:
    """A finding for each element that stands where it cannot be read, with its text."""
    texts: dict[Element, list[str]] = {}
    for text in document.iter(TEXT):
        if (text.text or "").strip() and (place := _misplaced_around(text)) is not None:
            texts.setdefault(place, []).append(text.text or "")
    for words in texts.values():
        yield finding("text-out-of-place", text=" ".join("".join(words).split()))


def _misplaced_around(text: Element) -> Element | None:
    """The text itself, or the element around it, that does not stand in what it must; None when all do."""
    here = text
    for around in text.iterancestors():
        if is_properties(str(around.tag)):
            return here
        if around.tag not in _INSIDE and around.tag not in _STORIES:
            continue
        if around.tag not in _INSIDE[str(here.tag)]:
            return here
        if around.tag not in _INSIDE:
            return None  # the body, or a text box
        here = around
    return here
