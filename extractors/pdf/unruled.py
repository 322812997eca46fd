"""What of a page may make up tables that no rulings both ways bound, given to the votes of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.common.rgb import from_hex
from extractors.pdf.edges import LOWEST_BAND, level_edges
from extractors.pdf.gaps.lines import Edge, Swatch
from extractors.pdf.gaps.model import Sheet
from extractors.pdf.gaps.voted_tables import voted_grids
from extractors.pdf.source.geometry import Box, box_of, centred_in
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.survey import Survey, closed_boxes
from extractors.pdf.words import Word

SWATCH = 0.4
"""Share of the width of a page's words up to which a painted area is a cell's, not a row's."""

NARROWEST = 3.0
"""Points: what is narrower is a line."""

PADDING = 1.2
"""Points that a cell is painted to the left of its words, where the mark of a text begins with it."""

FAINT = 0.12
"""Difference of the largest and smallest channel up to which a ground is a stripe's: the palest statuses have 0.15."""

MOST_PAINTED = 2000
"""Painted places of a page past which they are a picture's, not cells'."""


def add_voted_grids(pages: Sequence[Survey]) -> None:
    """Give each page the grids that the words outside its ruled tables vote for, column of text by column."""
    for column in sorted({page.column for page in pages}):
        own = [page for page in pages if page.column == column]
        grids = voted_grids([_sheet(page) for page in own])
        for page in own:
            page.voted = grids.get(page.number, [])


def _sheet(page: Survey) -> Sheet:
    boxes = [*(grid.box for grid in page.ruled), *page.cards]
    rulings = [r for r in page.rulings if not r.level or _is_free((r.start, r.at, r.end, r.at), boxes)]
    uprights = [r for r in rulings if not r.level and _is_free((r.at, r.start, r.at, r.end), boxes)]
    areas = [area for area in page.areas if _is_free(box_of(area), boxes)]
    shapes = [shape for shape in page.shapes if _is_free(box_of(shape), boxes)]
    upright = (word for word in page.words if word.turn == 0 and id(word) not in page.furniture)
    words = [word for word in upright if _is_free(box_of(word), boxes)]
    few = len(areas) + len(shapes) <= MOST_PAINTED
    sides = [Edge(at, a.top, a.bottom) for a in areas if a.bottom - a.top >= LOWEST_BAND for at in (a.x0, a.x1)]
    return Sheet(
        number=page.number,
        width=page.width,
        height=page.height,
        words=words,
        level=level_edges(rulings, areas),
        upright=[*(Edge(r.at, r.start, r.end) for r in uprights), *(sides if few else ())],
        swatches=_swatches([*areas, *shapes], words) if few else [],
        stripes=_stripes(areas, words),
        tiles=_tiles(areas, words) if few else (),
        ruled=boxes,
        closed=[grid.box for grid in closed_boxes(page)],
    )


def _is_free(place: Box, boxes: Iterable[Box]) -> bool:
    return not any(centred_in(place, box, slack=1.0) for box in boxes)


def _stripes(areas: Sequence[Fill], words: Sequence[Word]) -> list[Fill]:
    right = max((word.x1 for word in words), default=0.0)
    return [area for area in areas if area.bottom - area.top >= LOWEST_BAND and area.x1 - area.x0 > SWATCH * right]


def _tiles(areas: Sequence[Fill], words: Sequence[Word]) -> list[Box]:
    """Painted places of the height of a line or more, wider than the words on them: not what is marked in a text."""
    right = max((word.x1 for word in words), default=0.0)
    found = []
    for area in areas:
        if area.bottom - area.top < LOWEST_BAND or not NARROWEST < area.x1 - area.x0 <= SWATCH * right:
            continue
        on = [
            w for w in words if w.x0 < area.x1 and w.x1 > area.x0 and area.top <= (w.top + w.bottom) / 2 <= area.bottom
        ]
        if all(area.x0 + PADDING <= word.x0 and word.x1 <= area.x1 for word in on):
            found.append((area.x0, area.top, area.x1, area.bottom))
    return found


def _is_faint(colour: str | None) -> bool:
    channels = from_hex(colour) if colour else (0.0, 1.0)
    return max(channels) - min(channels) <= FAINT


def _swatches(painted: Sequence[Fill | Shape], words: Sequence[Word]) -> list[Swatch]:
    """Small painted places without a word on them: a cell may hold a colour alone.

    Tabs in the margin are none, nor is an empty cell on the ground of its row.
    """
    upright = [word for word in words if word.turn == 0]
    left, right = min((word.x0 for word in upright), default=0.0), max((word.x1 for word in upright), default=0.0)
    boxes = [word.page_box for word in words]
    found = []
    for place in painted:
        width, height = place.x1 - place.x0, place.bottom - place.top
        if not NARROWEST < width <= SWATCH * right or height < LOWEST_BAND / 2 or place.x1 < left or place.x0 > right:
            continue
        if _is_faint(place.colour):
            continue
        if not any(
            x0 < place.x1 and x1 > place.x0 and place.top <= (top + bottom) / 2 <= place.bottom
            for x0, top, x1, bottom in boxes
        ):
            found.append(Swatch(place.x0, place.x1, place.top, place.bottom))
    return found
