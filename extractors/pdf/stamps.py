"""Words laid over a page rather than set on it: level watermarks and stamps such as DRAFT or APPROVED."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.bins import bounded
from extractors.pdf.decoration import WordIndex, meets
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.geometry import Box, area_of, intersect
from extractors.pdf.words import Word

SAYINGS = frozenset(
    {
        "approved",
        "cancelled",
        "closed",
        "completed",
        "confidential",
        "copy",
        "draft",
        "expired",
        "final",
        "obsolete",
        "received",
        "restricted",
        "sample",
        "signed",
        "specimen",
        "superseded",
        "uncontrolled",
        "urgent",
        "void",
        "watermark",
    }
)
"""What stamps say."""

LARGER = 1.6
"""Times the usual size from which on a word may be a watermark."""

LARGEST_TEXT = 14.0
"""Points: letters of tables are no larger, so a watermark is."""

HUGE = 30.0
"""Points: turned letters of this size are a watermark, and no theme's written along its rows."""

OVERLAP = 0.12
"""Share of the ink of a word that another may lie on by tight setting."""


def take_stamps(
    words: Sequence[Word], drawn_as: Sequence[tuple[int, int]], rulings: Sequence[Ruling]
) -> tuple[list[Word], list[Word]]:
    """The words of the page, and those of stamps and watermarks.

    A stamp is drawn as one (`drawn_as`: from which glyph up to which), or lies over what no text lies over: over other
    words, or across the lines of a table. So do only large words, or such as stamps say.
    """
    sizes = sorted(word.style.size for word in words)
    if not sizes:
        return [], []
    large = max(LARGER * sizes[len(sizes) // 2], LARGEST_TEXT)
    index: WordIndex | None = None
    kept: list[Word] = []
    stamps: list[Word] = []
    for word in words:
        is_stamp = bool(drawn_as) and any(start <= word.order < end for start, end in drawn_as)
        is_large, says = word.style.size >= large, word.text.strip(".,:!*-").lower() in SAYINGS
        if not is_stamp and (is_large or (says and word.turn == 0)):
            index = index or WordIndex(words)
            is_stamp = (is_large and says) or _lies_over_words(word, index)
            is_stamp = is_stamp or (
                is_large and _is_crossed(word, rulings) if word.turn == 0 else word.style.size >= HUGE
            )
        (stamps if is_stamp else kept).append(word)
    return kept, stamps


def _ink(word: Word) -> Box:
    """Where a word has ink, about: from the base line to the height of capitals; of a turned one, all its place."""
    if word.turn:
        return word.page_box
    return (word.x0, word.base - 0.7 * word.style.size, word.x1, word.base)


def _lies_over_words(word: Word, index: WordIndex) -> bool:
    box = _ink(word)
    top, bottom = bounded(box[1]), bounded(box[3])
    steps = max(int((bottom - top) // 4), 1)
    heights = [top + (bottom - top) * (step + 0.5) / steps for step in range(steps)]
    near = {id(other): other for at in heights for other in index.around(at, box[0], box[2]) if other is not word}
    return any(_overlap(box, _ink(other)) >= OVERLAP for other in near.values())


def _overlap(box: Box, other: Box) -> float:
    shared = intersect(box, other)
    smaller = min(area_of(box), area_of(other))
    return area_of(shared) / smaller if shared and smaller > 0 else 0.0


def _is_crossed(word: Word, rulings: Sequence[Ruling]) -> bool:
    """Whether a line of a table runs through the middle of a word: an upright one, or a level one that meets such."""
    x0, top, x1, bottom = _ink(word)
    uprights = sorted((ruling for ruling in rulings if not ruling.level), key=lambda ruling: ruling.at)
    for ruling in rulings:
        low, high, start, end = (top, bottom, x0, x1) if ruling.level else (x0, x1, top, bottom)
        inside = low + 0.15 * (high - low) < ruling.at < high - 0.15 * (high - low)
        if inside and min(ruling.end, end) - max(ruling.start, start) >= 0.3 * (end - start):
            bounds = (ruling.start, ruling.end)
            if not ruling.level or any(meets(place, ruling.at, uprights) for place in bounds):
                return True
    return False
