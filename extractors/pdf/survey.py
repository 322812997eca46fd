"""The first look at a page: its words, its rulings and paint, and the grids they make by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pdf.bullets import drawn_bullets
from extractors.pdf.decoration import note_surroundings, strike_out, take_decorations
from extractors.pdf.drawn import letters, without_grounds
from extractors.pdf.grid import Grid, cluster_rulings, make_grid
from extractors.pdf.grounds import rulings_of_grounds
from extractors.pdf.packed import Packer
from extractors.pdf.right_to_left import with_leftward_read
from extractors.pdf.rulings import (
    DOT,
    Ruling,
    join_collinear,
    merge_strips,
    split_fills,
    split_strokes,
    visible_rulings,
)
from extractors.pdf.source.fonts import REPLACEMENT
from extractors.pdf.source.geometry import Box, area_of, lies_in
from extractors.pdf.source.model import Fill, PageContent, Picture, Shape
from extractors.pdf.stamps import take_stamps
from extractors.pdf.tick_boxes import find_tick_boxes
from extractors.pdf.upright import Frame, bring_upright
from extractors.pdf.visibility import is_scanned, seen_words, shown_glyphs
from extractors.pdf.words import Word, gather_slanted, gather_words, without_doubles

LAYOUT = 0.6
"""Share of an outer grid that an inner one covers when the outer only lays out the page."""


LEAST_ROWS = 3
"""Rows of a box of one column that is no frame around the page and its running head."""


@dataclass(frozen=True, slots=True)
class CardPart:
    """Lines of a card that is set like running text, from top to bottom: its opening, or labels over their values."""

    top: float
    bottom: float
    xs: tuple[float, ...] | None
    """Where the columns begin that labels beside each other have, but for the first; None for an opening."""
    words: frozenset[int]
    """`id`s of their words."""


@dataclass(slots=True)
class Survey:
    """A page's parts before its tables are filled, in the frame in which the page is read."""

    number: int
    """Counts what is read as a page: a column of text is one too."""
    printed: int
    """The number of the page in the file, from 1."""
    column: int
    """Which column of text it is of those that pages have, from 1; 0 where it is as wide as its page."""
    frame: Frame
    width: float
    height: float
    words: list[Word]
    slanted: list[Word]
    """Runs of text that is neither level nor upright."""
    stamps: list[Word]
    """Words of stamps and watermarks, which lie over the page."""
    rulings: list[Ruling]
    areas: list[Fill]
    shapes: list[Shape]
    ruled: list[Grid]
    """Grids of rulings both ways."""
    single: list[Grid]
    """Grids of one column: rows across a table, where it goes on over a page's edge; else boxes."""
    nested: int
    """Tables inside cells of others."""
    card_parts: list[CardPart]
    """What of cards that are set like running text is read by itself."""
    cards: list[Box]
    """Where such cards are; no lines vote there."""
    voted: list[Grid]
    """Grids told by the white between words, found when all pages have been looked at."""
    furniture: frozenset[int]
    """`id`s of the words that belong to the page, told when all pages have been looked at."""
    hidden: int
    """Characters left out because they show nowhere."""
    recognised: int
    """Words that text recognition left on a picture of the page."""
    outside: int
    """Characters drawn outside the page."""
    unreadable: int
    """Glyphs whose text the file does not tell."""
    scanned: bool
    """Whether pictures cover much of the page."""
    pictures: list[Picture]
    """Pictures and drawings by hand that no text is set on."""
    letters: list[Shape]
    """Shapes of the size of letters beside all words."""
    notes: tuple[str, ...]
    """What closed notes say."""
    files: int
    """Files attached to the page."""
    ink: bool
    """Whether anything at all is drawn."""
    by_recognition: bool
    """Whether all of it was read from a picture of the page."""
    skew: float
    """Degrees clockwise by which the page is turned on that picture."""


def survey(content: PageContent) -> Survey:
    """Take a first look at a page."""
    content, frame = bring_upright(content)
    glyphs, hidden = shown_glyphs(content)
    words = with_leftward_read(without_doubles(gather_words(glyphs)))
    segments, areas = _segments(content)
    seen = seen_words(words, content, frame)
    words = seen.words
    words, stamps = take_stamps(words, content.extras.stamps, segments)
    boxes = find_tick_boxes(content.shapes, areas, segments, words)
    if boxes.taken:
        words = [word for word in words if id(word) not in boxes.taken]
        segments = [segment for segment in segments if id(segment) not in boxes.taken]
        areas = [area for area in areas if id(area) not in boxes.taken]
    shapes = [shape for shape in content.shapes if id(shape) not in boxes.taken]
    segments = take_decorations(segments, words)
    strike_out(words, [frame.box_in(box) for box in content.extras.struck])
    note_surroundings(shapes, areas, words)
    bullets, taken = drawn_bullets(shapes, areas, words)
    words.extend([*bullets, *boxes.signs])
    areas = [area for area in areas if id(area) not in taken]
    # what a dot is across the line that it is part of bounds nothing
    joined = [ruling for ruling in join_collinear(segments) if ruling.length > DOT]
    rulings = [*visible_rulings(joined, areas), *join_collinear(rulings_of_grounds(areas))]
    ruled, nested, single = ruled_grids(rulings)
    slanted, slanted_stamps = take_stamps(gather_slanted(glyphs), content.extras.stamps, ())
    drawings = [Picture(*frame.box_in(box), order=len(content.glyphs)) for box in content.extras.ink]
    return Survey(
        number=content.number,
        printed=content.number,
        column=0,
        frame=frame,
        width=content.width,
        height=content.height,
        words=words,
        slanted=slanted,
        stamps=[*stamps, *slanted_stamps],
        rulings=rulings,
        areas=areas,
        shapes=[shape for shape in shapes if id(shape) not in taken],
        ruled=ruled,
        single=single,
        nested=nested,
        card_parts=[],
        cards=[],
        voted=[],
        furniture=frozenset(),
        hidden=hidden + seen.hidden,
        recognised=seen.recognised,
        outside=content.outside,
        unreadable=sum(glyph.text.count(REPLACEMENT) for _, glyph in glyphs),
        scanned=is_scanned(content),
        pictures=without_grounds([*content.pictures, *drawings], words),
        letters=letters(shapes, words),
        notes=content.extras.notes,
        files=content.extras.files,
        ink=bool(content.glyphs or content.strokes or content.fills or content.shapes or content.pictures),
        by_recognition=content.recognised,
        skew=content.skew,
    )


def pack_words(page: Survey, packer: Packer) -> Survey:
    """The page, with its words in little room while it waits for the others."""
    packer.pack((*page.words, *page.slanted, *page.stamps))
    return page


def _segments(content: PageContent) -> tuple[list[Ruling], list[Fill]]:
    """Everything drawn that may be a ruling, and the painted areas."""
    from_pen, broad = split_strokes(content.strokes)
    from_fills, areas = split_fills(merge_strips(content.fills))
    return from_pen + from_fills, sorted([*areas, *broad], key=lambda fill: fill.order)


def ruled_grids(rulings: Sequence[Ruling]) -> tuple[list[Grid], int, list[Grid]]:
    """Grids of two columns or more, the outermost only; how many tables lie in cells; and grids of one column."""
    made = [grid for cluster in cluster_rulings(rulings) if (grid := make_grid(cluster)) is not None]
    grids = [grid for grid in made if grid.column_count >= 2]
    frames = [outer for outer in grids if any(_only_frames(outer, inner) for inner in grids if inner is not outer)]
    grids = [grid for grid in grids if not any(grid is frame for frame in frames)]
    outermost = [grid for grid in grids if not any(_holds(other, grid) for other in grids if other is not grid)]
    single = [grid for grid in made if grid.column_count == 1]
    return sorted(outermost, key=lambda grid: (grid.ys[0], grid.xs[0])), len(grids) - len(outermost), single


def closed_boxes(page: Survey) -> list[Grid]:
    """The boxes of one column that lines part into rows; fewer rows are a frame around the page."""
    return [grid for grid in page.single if grid.row_count >= LEAST_ROWS]


def _only_frames(outer: Grid, inner: Grid) -> bool:
    """Whether a grid is there to lay out the page around a table, which fills most of it."""
    cells = (grid.row_count * grid.column_count for grid in (outer, inner))
    return _holds(outer, inner) and area_of(inner.box) >= LAYOUT * area_of(outer.box) and next(cells) < next(cells)


def _holds(outer: Grid, inner: Grid) -> bool:
    return lies_in(inner.box, outer.box, slack=1.0)
