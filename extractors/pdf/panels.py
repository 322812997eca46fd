"""Painted panels side by side in running text, each read as a whole: the side of a card, boxes in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.common.colours import WHITE
from extractors.pdf.lines import gather_lines
from extractors.pdf.source.geometry import box_of, centred_in, lies_in
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.words import Word

FEWEST_LINES = 2
"""Lines of text on a panel; a painted place of one is a chip, a band or the cell of a header."""

NARROW = 3.0
"""Times the size that a panel is wide at least."""

TOUCH = 1.0
"""Points by which panels may lie over each other's edges."""

GAP = 1.0
"""Times the size of white between the lines and paragraphs of a column."""

DEEPEST = 3
"""Panels inside panels."""


def in_panels(words: Sequence[Word], areas: Sequence[Fill | Shape], depth: int = 0) -> Iterator[list[Word]]:
    """The words of a page in parts, each to be read before the next: what is beside panels before the panels."""
    panels = _beside_others(words, areas) if depth < DEEPEST else []
    done: float = float("-inf")
    for row in _rows(panels):
        top = min(panel.top for panel in row)
        bottom = _end(words, row, max(panel.bottom for panel in row))
        yield from _filled([word for word in words if done <= _middle(word)[1] < top])
        level = [word for word in words if top <= _middle(word)[1] < bottom and _middle(word)[1] >= done]
        yield from _filled([word for word in level if not any(_is_on(word, panel) for panel in row)])
        for panel in sorted(row, key=lambda panel: (panel.x0, panel.top)):
            inner = [area for area in areas if area is not panel and lies_in(box_of(area), box_of(panel), slack=TOUCH)]
            yield from in_panels([word for word in level if _is_on(word, panel)], inner, depth + 1)
        done = bottom
    yield from _filled([word for word in words if _middle(word)[1] >= done])


def _end(words: Sequence[Word], row: Sequence[Fill | Shape], bottom: float) -> float:
    """Where the words beside some panels end, which may run on below them: up to a gap or a line under a panel."""
    free = [word for word in words if row[0].top <= _middle(word)[1] < bottom and not any(_is_on(word, p) for p in row)]
    if not free:
        return bottom
    left, right = min(word.x0 for word in free) - TOUCH, max(word.x1 for word in free) + TOUCH
    last = max(word.bottom for word in free)
    for line in gather_lines(word for word in words if _middle(word)[1] >= bottom):
        clear = left <= line.x0 and all(line.x1 <= panel.x0 or line.x0 >= panel.x1 for panel in row)
        if not clear or line.x0 > right or line.top - last > GAP * line.size:
            break
        last = bottom = line.bottom
    return bottom


def _filled(words: list[Word]) -> Iterator[list[Word]]:
    if words:
        yield words


def _beside_others(words: Sequence[Word], areas: Sequence[Fill | Shape]) -> list[Fill | Shape]:
    """The outermost painted places of two lines or more that have other words beside them."""
    found: list[Fill | Shape] = []
    for area in sorted(areas, key=lambda area: (area.x0 - area.x1) * (area.bottom - area.top)):
        if area.colour in {None, WHITE} or any(lies_in(box_of(area), box_of(other), slack=TOUCH) for other in found):
            continue
        on = [word for word in words if _is_on(word, area)]
        if not on or area.x1 - area.x0 < NARROW * on[0].size:
            continue
        lines = {round(word.base) for word in on}
        level = [word for word in words if area.top <= _middle(word)[1] <= area.bottom and not _is_on(word, area)]
        clear = all(word.x1 <= area.x0 + TOUCH or word.x0 >= area.x1 - TOUCH for word in level)
        if len(lines) >= FEWEST_LINES and level and clear:
            found.append(area)
    return found


def _rows(panels: Sequence[Fill | Shape]) -> list[list[Fill | Shape]]:
    """The panels, those beside each other together."""
    rows: list[list[Fill | Shape]] = []
    for panel in sorted(panels, key=lambda panel: panel.top):
        if rows and panel.top < max(other.bottom for other in rows[-1]) - TOUCH:
            rows[-1].append(panel)
        else:
            rows.append([panel])
    return rows


def _middle(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2


def _is_on(word: Word, area: Fill | Shape) -> bool:
    return centred_in(box_of(word), box_of(area))
